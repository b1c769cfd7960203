"""ISO-3 and AUD-4: a word in every text field of a case, and where it turned up after everybody tried everything."""

from __future__ import annotations

import smtplib
from collections import defaultdict
from email.message import EmailMessage
from uuid import uuid4

import msgspec
import pytest
from redis import Redis

from infra import files
from infra.log import log
from infra.processes import SERVICES, load
from infra.settings import settings
from services.kern.bericht import Opdracht
from tests.matrix.kanaries import GEEN_VRIJE_TEKST, Kanaries, pdf_tekst
from tests.matrix.proef import Antwoord
from tests.matrix.ronde import Ronde, logboek
from tests.matrix.tabel import lees
from tests.matrix.vegen import vegen
from tests.matrix.wereld import CONCEPT, EIGEN
from tests.stack import Stack

#: Numbers of a case and of a TLV name nobody, and facts carry them on purpose.
NUMMERS = {"kenmerk", "tlv-nummer"}
#: A draft is of the school and the family, whatever the relation is called.
VAN_HET_CONCEPT = {"ib_er", "schooldirecteur", "ouder", "leerling"}


def gelezen(antwoord: Antwoord) -> list[str | bytes]:
    """Everything of an answer that somebody can read: headers, body, and what a PDF holds."""
    delen: list[str | bytes] = [f"{kop}: {waarde}" for kop, waarde in antwoord.koppen] + [antwoord.inhoud]
    if antwoord.inhoud.startswith(b"%PDF"):
        delen.append(pdf_tekst(antwoord.inhoud))
    return delen


def test_elk_tekstveld_van_een_zaak_heeft_een_woord(ronde: Ronde):
    """A new text field of a command that is about a case cannot stay without one."""
    zaakvelden = {"aanvraag_id", "behandeling_id", "advies_id"}
    zonder = set()
    for dienst in SERVICES:
        for deur in load(dienst).doors.values():
            if not issubclass(deur.bericht, Opdracht):
                continue
            velden = {veld.name: veld.type for veld in msgspec.structs.fields(deur.bericht)}
            if not zaakvelden & {*velden} and deur.bericht.heet() != "aanvraag_beginnen":
                continue
            for naam, soort in velden.items():
                if soort in (str, str | None, dict[str, str], list[str]) and naam not in GEEN_VRIJE_TEKST:
                    eigen = f"{deur.bericht.heet()}.{naam}"
                    handelt = eigen if soort != dict[str, str] else deur.bericht.heet()
                    if not any(woord.startswith(handelt) for woord in ronde.wereld.kanaries.woorden):
                        zonder.add(eigen)
    # The case of the matrix went all the way: it was not withdrawn, and its term did not stand still by an act.
    assert zonder == {"aanvraag_intrekken.reden", "beslistermijn_opschorten.reden"}


async def test_geen_antwoord_toont_iets_van_een_ander(ronde: Ronde):
    """ISO-3: 0 foreign canaries in all bodies, headers and PDFs of the round."""
    kanaries, lek, gezien = ronde.wereld.kanaries, defaultdict(set), set()
    ziet = {rol for regel in lees() if regel.uitkomst == "ja" and regel.relaties & {EIGEN} for rol in regel.rollen}
    for cel, antwoord in ronde.antwoorden.items():
        bezoeker = ronde.wereld.bezoekers[cel.bezoeker]
        velden = kanaries.in_(*gelezen(antwoord))
        if bezoeker.relatie not in (EIGEN, CONCEPT) or bezoeker.rol not in ziet:
            verboden = velden
        elif bezoeker.rol in VAN_HET_CONCEPT:
            verboden = set()
        else:
            verboden = {veld for veld in velden if veld.startswith("concept.")}
        if verboden:
            lek[f"{cel.plek.naam} | {bezoeker} | {antwoord.uitkomst}"] |= verboden
        gezien |= velden - verboden
    assert lek == {}
    # Whoever belongs there does see them, and the letters are really read: else this proves nothing.
    assert {veld.split(".")[0] for veld in gezien} >= {
        "aanvraag_beginnen",
        "onderdeel_bewaren",
        "document_toevoegen",
        "document",
        "zienswijze_geven",
        "aanvulling_vragen",
        "advies_bewaren",
        "eindadvies_maken",
        "besluit_nemen",
        "concept",
    }


async def test_de_beschikking_noemt_het_kind_en_niet_wie_haar_niet_krijgt(ronde: Ronde):
    """One letter per addressee: that of one parent names the other parent nowhere, also not in its metadata."""
    brieven = {
        ronde.wereld.bezoekers[cel.bezoeker].rol: pdf_tekst(antwoord.inhoud)
        for cel, antwoord in ronde.antwoorden.items()
        if cel.plek.naam == "GET /beschikkingen/{bestand}" and antwoord.status == 200
    }
    kanaries = ronde.wereld.kanaries
    assert set(brieven) >= {"ouder", "ib_er", "secretaris"}
    for rol, tekst in brieven.items():
        velden = kanaries.in_(tekst)
        assert {"aanvraag_beginnen.achternaam", "besluit_nemen.motivering"} <= velden, rol
        ander = {veld for veld in velden if veld.startswith("ouder_uitnodigen") and not veld.endswith("ouder 1")}
        assert ander == set(), rol
    assert "ouder_uitnodigen.naam.ouder 1" in kanaries.in_(brieven["ouder"])


async def test_buiten_het_dossier_staat_niets_over_het_kind(stack: Stack, ronde: Ronde):
    """AUD-4: 0 canaries in mails, logs, facts, the queue, the names and bytes of files, audit, jobs and answers."""
    gevonden = await vegen(stack, ronde.wereld.kanaries)
    over = {}
    for plek, velden in gevonden.items():
        velden = velden - (NUMMERS if not plek.startswith(("post", "log")) else set())
        if plek.startswith("post"):
            # The name of who gets the e-mail, in that e-mail.
            velden = {veld for veld in velden if not veld.startswith("ouder_uitnodigen.naam")}
        if velden:
            over[plek] = velden
    assert over == {}
    assert any(plek.startswith("feiten") for plek in gevonden), "het kenmerk staat in een feit: de stroom is gelezen"
    assert "rij intake.outbox" in gevonden


@pytest.mark.parametrize("waar", ["post", "log", "wachtrij", "opslag", "rij"])
async def test_een_woord_dat_er_wel_staat_wordt_gevonden(stack: Stack, ronde: Ronde, waar: str):
    """The control: what is planted in each of those places makes the sweep red."""
    geplant = Kanaries("Zz")
    woord = geplant("geplant")
    opruimen = []
    match waar:
        case "post":
            bericht = EmailMessage()
            bericht["From"], bericht["To"], bericht["Subject"] = "a@matrix.example", "b@matrix.example", "Proef"
            bericht.set_content(f"Over {woord}.", cte="base64")
            with smtplib.SMTP(settings().smtp_host, settings().smtp_port) as smtp:
                smtp.send_message(bericht)
        case "log":
            with logboek():
                log.info("proef", reden=woord)
        case "wachtrij":
            valkey = Redis.from_url(settings().redis_url)
            valkey.set("proef", woord)
            opruimen.append(lambda: valkey.delete("proef"))
        case "opslag":
            await files.put(f"proef/{uuid4()}/{woord}", b"leeg")
        case "rij":
            sql = "insert into intake.outbox (tenant, id, onderwerp, envelope, vastgelegd_op, verzonden_op)"
            await stack.sql(f"{sql} values ('swv2201vo', $1, 'proef', $2, now(), now())", uuid4(), woord)
            opruimen.append(None)
    try:
        gevonden = await vegen(stack, geplant)
        assert {plek.split()[0] for plek in gevonden} == {waar}, gevonden
    finally:
        for doe in opruimen:
            if doe is None:
                await stack.sql("delete from intake.outbox where envelope = $1", woord)
            else:
                doe()


async def test_een_woord_in_een_antwoord_van_een_ander_wordt_gevonden(ronde: Ronde):
    """The control of the pages: the answer of who belongs there, taken for that of somebody who does not."""
    eigen = next(
        antwoord
        for cel, antwoord in ronde.antwoorden.items()
        if cel.plek.naam == "GET /dossiers/{id}" and antwoord.uitkomst == "ja"
    )
    assert ronde.wereld.kanaries.in_(*gelezen(eigen)) >= {"aanvraag_beginnen.achternaam", "eindadvies_maken.tekst"}
