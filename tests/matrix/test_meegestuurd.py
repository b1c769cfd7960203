"""BAD-11: whatever a program adds to a form or a message beside what belongs there: refused, and nothing changes."""

from __future__ import annotations

from uuid import uuid4

import msgspec

from infra.bus import KOP_PRINCIPAL
from infra.processes import SERVICES, load
from services.kern.errors import FoutBericht
from services.kern.rollen import Rol
from tenants import registry
from tests.flows.intake_dossier import vo_school
from tests.flows.isolatie import bericht
from tests.matrix.proef import Deur, Plek, adres, als_formulier, ingevuld, plekken
from tests.matrix.ronde import afdruk_van
from tests.matrix.test_teksten import wie_mag
from tests.matrix.wereld import EIGEN, THUIS, Wereld, organisatie
from tests.stack import Stack

#: What somebody would try first.
EERST = ("tenant", "status", "rol", "persoon", "zaak", "id", "organisatie", "is_admin")
KOLOMMEN = "select distinct column_name as naam from information_schema.columns where table_schema = any($1) order by 1"


async def kolommen(stack: Stack) -> list[str]:
    return [rij["naam"] for rij in await stack.sql(KOLOMMEN, list(SERVICES))]


async def meesturen(deur: Deur, wereld: Wereld, per_formulier: dict[str, list[str]]) -> int:
    """Each of these names added to the form of this place: refused for that very field."""
    gedaan = 0
    for plek in plekken(deur.app):
        if plek.vorm != "vast" or (bezoeker := wie_mag(wereld, plek)) is None:
            continue
        # A form with a file takes the file that was sent before it too (tests/flows/test_uploads.py).
        onderweg = ("upload",) if plek.bestanden else ()
        for naam in per_formulier[plek.naam]:
            if naam in (*plek.velden, *plek.lijsten, *plek.bestanden, *onderweg, "csrf", "opdracht", "versie"):
                continue
            paren = [*ingevuld(plek, wereld, bezoeker), (naam, "swv2202po")]
            inhoud, soort = als_formulier(plek, paren)
            url = adres(plek, wereld, EIGEN)
            antwoord = await deur.vraag("POST", url, token=bezoeker.token, inhoud=inhoud, soort=soort)
            assert antwoord.status == 422, (plek.naam, naam, antwoord.status)
            assert "bestaat niet in dit formulier" in antwoord.inhoud.decode(), (plek.naam, naam)
            gedaan += 1
    return gedaan


async def test_een_formulier_neemt_geen_kolom_aan(stack: Stack, deur: Deur, wereld: Wereld):
    """Every form gets what somebody would try first and a part of all columns; together they get every column."""
    namen = await kolommen(stack)
    assert len(namen) > 150
    formulieren = [plek.naam for plek in plekken(deur.app) if plek.vorm == "vast"]
    assert len(formulieren) > 20
    deel = {naam: [*EERST, *namen[nummer :: len(formulieren)]] for nummer, naam in enumerate(formulieren)}
    eerst = await afdruk_van(stack)
    assert await meesturen(deur, wereld, deel) > 250
    daarna = await afdruk_van(stack)
    assert {tabel for tabel in eerst if eerst[tabel] != daarna[tabel]} == set()


async def test_een_vrij_formulier_neemt_alleen_vragen_van_het_recept_aan(stack: Stack, deur: Deur, wereld: Wereld):
    """The form of the aanvraag has the fields that the samenwerkingsverband names; a column is none of them."""
    bezoeker, school = wereld.bezoeker("ib_er"), await vo_school(stack).begin()
    leeg, eerst = Plek("POST", "", None, "", ()), await school.zien()
    gevraagd = {vraag.naam for vraag in registry.get(THUIS).recept(eerst.soort).vragen}
    for naam in [*EERST, *(await kolommen(stack))[::6]]:
        if naam in ("versie", "opdracht", *gevraagd):
            continue
        paren = [("csrf", bezoeker.csrf), ("opdracht", str(uuid4())), ("versie", str(eerst.versie)), (naam, "x")]
        antwoord = await deur.vraag(
            "POST",
            f"/aanvragen/{school.id}/onderdeel-bewaren",
            token=bezoeker.token,
            inhoud=als_formulier(leeg, paren)[0],
        )
        assert antwoord.status == 422, (naam, antwoord.status)
    assert await school.zien() == eerst


async def test_een_bericht_neemt_geen_veld_aan_dat_het_niet_heeft(stack: Stack, wereld: Wereld):
    """Behind the pages too: every door of every service refuses a field that its message does not have."""
    gedaan = 0
    for dienst in SERVICES:
        for deur in load(dienst).doors.values():
            if not deur.rollen:
                continue
            rol = Rol(min(deur.rollen))
            token = stack.principal("karin", rol=rol, organisatie=organisatie(wereld, rol, EIGEN), tenant=THUIS)
            velden = msgspec.to_builtins(bericht(deur.bericht, {}), builtin_types=(bytes,))
            for naam in ("tenant", "principal", "status_", "is_admin"):
                antwoord = await stack.web.client.request(
                    f"ask.{dienst}.{deur.bericht.heet()}",
                    msgspec.msgpack.encode(velden | {naam: "swv2202po"}),
                    timeout=10,
                    headers={KOP_PRINCIPAL: token},
                )
                fout = msgspec.msgpack.decode(antwoord.data, type=FoutBericht)
                assert f"Het veld “{naam}” bestaat niet." == fout.melding, (dienst, deur.bericht.heet(), fout)
                gedaan += 1
    assert gedaan > 100
