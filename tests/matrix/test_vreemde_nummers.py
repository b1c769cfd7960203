"""ISO-5: a message about one's own case, with one number in it that is somebody else's. For every field of every
message of every service that holds a number, also in a list or a mapping."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra.people import persoon_id
from infra.processes import SERVICES, load
from services.commissie import contract as commissie
from services.kern.bericht import Vraag
from services.kern.errors import Fout
from services.kern.rollen import FAMILIEROLLEN, Rol
from tests.flows.commissie_zaak import PO, Zaak, ingediend, opruimen
from tests.flows.intake_dossier import school
from tests.flows.isolatie import bericht, zonder_gevolg
from tests.flows.leerling_dossier import dossier_maken
from tests.flows.test_consult import gevraagd
from tests.matrix.wereld import THUIS, Wereld
from tests.stack import Stack

NUMMERS = (UUID, UUID | None, list[UUID], dict[str, UUID])
#: Of these the answer must be a refusal; another number (of an upload, of a pupil) may be one that nobody knows.
ZAAKNUMMERS = {"aanvraag_id", "behandeling_id", "document_id", "vraag_id", "advies_id", "benoemingen", "dossier_id"}
ZAAKNUMMERS |= {"consult_id"}
MENSEN = {
    Rol.IB_ER: "iris",
    Rol.SCHOOLDIRECTEUR: "dirk",
    Rol.SCHOOLBESTUURDER: "bea",
    Rol.SECRETARIS: "vera",
    Rol.DIRECTEUR: "cor",
    Rol.BESTUUR: "bert",
    Rol.DESKUNDIGE: "eva",
    Rol.CONTROLLER: "fenna",
}


async def _eigen(stack: Stack, zaak: Zaak) -> dict[str, UUID]:
    """A case of the other samenwerkingsverband, with everything that has a number."""
    await zaak.doe(commissie.DeskundigenBenoemen, "vera", benoemingen={"extern_deskundige": persoon_id("eva")})
    concept = await school(stack).begin()
    document = await concept.document("overig")
    return {
        "aanvraag_id": concept.id,
        "behandeling_id": zaak.id,
        "document_id": document,
        "vraag_id": uuid4(),
        "advies_id": await zaak.zetel("eva"),
        "dossier_id": await dossier_maken(school(stack)),
        "stuk_id": uuid4(),
        "arrangement_id": uuid4(),
        "consult_id": await gevraagd(stack),
    }


def _vreemd(wereld: Wereld, veld: str, soort: Any) -> Any:
    """What somebody else has under this name, in the shape of the field."""
    een = {
        "aanvraag_id": wereld.id,
        "behandeling_id": wereld.id,
        "document_id": wereld.document,
        "vraag_id": wereld.vraag,
        "advies_id": wereld.zetels["joost"],
        "dossier_id": wereld.dossier,
        "stuk_id": wereld.stuk,
        "arrangement_id": wereld.arrangement,
        "consult_id": wereld.consult,
        "persoon": persoon_id("joost"),
        "leerling_id": wereld.thuiszitter,
        "hoed": wereld.bezoeker("ib_er").hoed,
    }.get(veld, wereld.id)
    if soort == list[UUID]:
        return [een]
    return {"extern_deskundige": persoon_id("joost")} if soort == dict[str, UUID] else een


def _berichten(dienst: str, wereld: Wereld, eigen: dict[str, UUID]) -> list[tuple[Rol, str, Vraag]]:
    gemaakt = []
    for deur in load(dienst).doors.values():
        for veld in msgspec.structs.fields(deur.bericht):
            if veld.name == "opdracht" or veld.type not in NUMMERS:
                continue
            for rol in sorted(deur.rollen):
                vraag = bericht(deur.bericht, eigen)
                vraag = msgspec.structs.replace(vraag, **{veld.name: _vreemd(wereld, veld.name, veld.type)})
                gemaakt.append((Rol(rol), veld.name, vraag))
    return gemaakt


async def test_een_nummer_van_een_ander_tussen_eigen_nummers(stack: Stack, wereld: Wereld):
    zaak = await ingediend(stack, PO, soort="so", categorie="hoog", ouders=1)
    geteld = set()
    try:
        eigen = await _eigen(stack, zaak)
        async with zonder_gevolg(stack, THUIS):
            for dienst in SERVICES:
                for rol, veld, vraag in _berichten(dienst, wereld, eigen):
                    hoed: dict[str, Any] = {"tenant": PO, "rol": rol}
                    if rol in FAMILIEROLLEN:
                        hoed |= {"organisatie": str(zaak.id), "persoon": zaak.ouders[0]}
                    elif rol not in MENSEN:
                        hoed |= {"organisatie": "PO2202", "persoon": uuid4()}
                    try:
                        antwoord: Any = await stack.ask(dienst, vraag, MENSEN.get(rol, "iris"), **hoed)
                    except Fout as fout:
                        antwoord, tekst = fout, f"{fout.melding} {fout.velden} {fout.extra}"
                    else:
                        tekst = msgspec.json.encode(antwoord).decode()
                    waar = (dienst, vraag.heet(), veld, rol)
                    if veld in ZAAKNUMMERS:
                        assert isinstance(antwoord, Fout), waar
                    assert wereld.kanaries.in_(tekst) == set(), waar
                    geteld.add((vraag.heet(), veld))
    finally:
        await opruimen()
    assert len(geteld) > 25
    assert {("document_verwijderen", "document_id"), ("aanvulling_indienen", "vraag_id")} <= geteld
    assert ("deskundigen_benoemen", "benoemingen") in geteld
