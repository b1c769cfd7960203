"""A dossier from the leerlingadministratie: read by one person, private until taken over, gone when nobody does."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock, files, people
from infra.demo.oso import document, dossier, plek, xml
from services.intake.oso.contract import (
    OsoBijlageOphalen,
    OsoConceptenTonen,
    OsoConceptStand,
    OsoConceptTonen,
    OsoInlezen,
    OsoWeggooien,
)
from services.kern.errors import Fout, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.rollen import Rol
from tests.flows.intake_dossier import VIRUS, pdf, school
from tests.flows.oso_dossier import beoordeeld, inlezen, zien
from tests.guards import hek
from tests.specs.documenten import maken
from tests.specs.intake.oso.gebroken import BSN, KIND
from tests.stack import Stack, eventually

TENANT = "swv2202po"


def gegeven(stand: OsoConceptStand, sleutel: str) -> Any:
    return next(g for g in stand.gegevens if g.sleutel == sleutel)


async def test_een_dossier_wordt_een_concept_met_herkomst_en_leeftijd(stack: Stack):
    vandaag = clock.vandaag()
    concept = await inlezen(stack, xml(dossier(gemaakt_op=vandaag - timedelta(days=10))))
    stand = await zien(stack, concept)
    assert (stand.soort, stand.herkomst, stand.dagen, stand.te_oud) == ("POSWV", "Leerlingbeeld 7", 10, False)
    assert stand.andere_school is None and stand.verloopt_op == vandaag + timedelta(days=14)
    naam = gegeven(stand, "leerling/roepnaam")
    assert (naam.waarde, naam.dagen, naam.eigen_datum, naam.maximaal_maanden) == ("Noor", 10, False, 3)
    opp = gegeven(stand, "ondersteuning/opp/1")
    assert opp.eigen_datum and opp.maximaal_maanden == 12 and opp.dagen == (vandaag - opp.op).days
    lijst = await stack.ask("intake", OsoConceptenTonen(), als="iris")
    assert concept in [kort.id for kort in lijst.concepten]


async def test_een_oud_dossier_en_dat_van_een_andere_school_wordt_gezegd(stack: Stack):
    oud = dossier(school="19CO00", gemaakt_op=clock.vandaag() - timedelta(days=400))
    stand = await zien(stack, await inlezen(stack, xml(oud)))
    assert stand.te_oud and stand.andere_school == "19CO00"
    assert not gegeven(stand, "leerling/roepnaam").bruikbaar
    assert not gegeven(stand, "ondersteuning/opp/1").bruikbaar


async def test_een_concept_is_van_wie_het_las_en_van_niemand_anders(stack: Stack):
    """N1: private. For a colleague it does not exist; for the samenwerkingsverband neither. Each try is kept."""
    concept = await inlezen(stack, xml(dossier()))
    anderen = [
        ("dirk", {}, NietGevonden),
        ("iris", {"organisatie": "19CO00"}, NietGevonden),
        ("iris", {"rol": Rol.SECRETARIS, "organisatie": "PO2202"}, MagNiet),
        ("iris", {"rol": Rol.SCHOOLBESTUURDER, "organisatie": "42830"}, MagNiet),
        ("iris", {"tenant": "swv2201vo"}, NietGevonden),
    ]
    for als, hoed, fout in anderen:
        for vraag in (OsoConceptTonen(concept_id=concept), OsoWeggooien(opdracht=uuid4(), concept_id=concept)):
            with pytest.raises(fout):
                await stack.ask("intake", vraag, als=als, **hoed)
    assert concept not in [k.id for k in (await stack.ask("intake", OsoConceptenTonen(), als="dirk")).concepten]
    regels = await stack.sql(
        "select wat, uitkomst, reden, rol from intake.audit where voorwerp = $1 and uitkomst = 'geweigerd'", concept
    )
    assert len(regels) == 6 and {r["wat"] for r in regels} == {"oso_concept_tonen", "oso_weggooien"}
    assert {r["reden"] for r in regels} == {"niet_gevonden"}
    rollen = await stack.sql(  # who has the wrong function is stopped before the message is opened
        "select rol from intake.audit where wat = 'oso_concept_tonen' and uitkomst = 'geweigerd' and persoon = $1",
        people.persoon_id("iris"),
    )
    assert {r["rol"] for r in rollen} >= {"secretaris", "schoolbestuurder"}
    assert (await zien(stack, concept)).id == concept


async def test_de_database_toont_een_concept_alleen_aan_wie_het_las(stack: Stack):
    """The second fence, without the service: row security by person and hat, also for whoever writes."""
    concept = await inlezen(stack, xml(dossier(bijlagen=[document("opp.pdf", pdf())])))
    iris = people.persoon_id("iris")
    connection = await hek.verbinding()
    try:
        for persoon, rol, organisatie, ziet in (
            (iris, "ib_er", "16MA00", 1),
            (iris, "schooldirecteur", "16MA00", 1),
            (iris, "ib_er", "19CO00", 0),
            (iris, "secretaris", "PO2202", 0),
            (iris, "secretaris", "16MA00", 0),
            (iris, "steunpuntcoordinator", "16MA00", 0),
            (uuid4(), "ib_er", "16MA00", 0),
        ):
            wie = hek.iemand(TENANT, rol, organisatie, persoon)
            async with hek.terug(connection), hek.als(connection, "intake", wie):
                for tabel, kolom in (("oso_concept", "id"), ("oso_bijlage", "concept")):
                    rijen = await connection.fetch(f"select 1 from intake.{tabel} where {kolom} = $1", concept)
                    weg = await connection.execute(
                        f"update intake.{tabel} set tenant = tenant where {kolom} = $1", concept
                    )
                    assert (len(rijen), weg) == (ziet, f"UPDATE {ziet}"), (tabel, rol, organisatie)
    finally:
        await connection.close()


@pytest.mark.parametrize("wat", ["bsn", "overstap", "dtd", "niets"])
async def test_een_geweigerd_dossier_laat_niets_achter(stack: Stack, wat: str):
    """One sentence per rule, no row, no file, and nowhere the number: not in the answer, the audit or the log."""
    boom = dossier()
    if wat == "bsn":
        plek(boom, *KIND).append(("bsn", BSN))
    if wat == "overstap":
        boom[:] = [(naam, "overstapdossier" if naam == "overdrachtsoort" else tak) for naam, tak in boom]
    inhoud = {"niets": b"hallo", "dtd": b"<!DOCTYPE a [<!ENTITY a 'x'>]>" + xml(boom)}.get(wat, xml(boom))
    upload = await school(stack).uploaden(inhoud)
    voor = await stack.sql("select count(*) as aantal from intake.oso_concept")
    with pytest.raises(OngeldigeInvoer) as fout:
        await stack.ask("intake", OsoInlezen(opdracht=uuid4(), upload=upload), als="iris")
    zin = fout.value.velden["bestand"]
    assert zin.endswith("Er is niets gelezen en niets bewaard.")
    if wat == "bsn":
        assert "burgerservicenummer of onderwijsnummer" in zin and BSN not in str(fout.value) + zin
    assert await stack.sql("select count(*) as aantal from intake.oso_concept") == voor
    assert not await files.sizes(f"{TENANT}/onderweg/{people.persoon_id('iris')}/{upload}")
    with pytest.raises(KanNiet):  # the same parts once more: they are gone
        await stack.ask("intake", OsoInlezen(opdracht=uuid4(), upload=upload), als="iris")


async def test_elke_bijlage_wordt_beoordeeld_als_elk_document(stack: Stack):
    """Damaged, infected, of the wrong kind or with a BSN: told by name. What is good stays, cleaned."""
    bijlagen = [
        document("goed.pdf", pdf()),
        document("half.pdf", None),
        document("besmet.pdf", pdf("x", VIRUS)),
        document("tekst.txt", b"een regel"),
        document("nummer.pdf", maken.pdf(f"BSN {BSN}")),
    ]
    concept = await inlezen(stack, xml(dossier(bijlagen=bijlagen)))
    stand = await beoordeeld(stack, concept)
    gevonden = {b.naam: (b.status, b.reden or "") for b in stand.bijlagen}
    assert gevonden["goed.pdf"] == ("bruikbaar", "")
    assert gevonden["half.pdf"][0] == "geweigerd" and "beschadigd" in gevonden["half.pdf"][1]
    assert gevonden["besmet.pdf"][0] == "geweigerd" and "virus" in gevonden["besmet.pdf"][1]
    assert gevonden["nummer.pdf"][0] == "geweigerd" and "(BSN)" in gevonden["nummer.pdf"][1]
    assert gevonden["tekst.txt"][0] == "geweigerd" and "kunnen niet mee" in gevonden["tekst.txt"][1]

    # Looked at before it is taken over: the cleaned one, by who read it in and by nobody else; not what was refused.
    ids = {b.naam: b.id for b in stand.bijlagen}
    goed = OsoBijlageOphalen(concept_id=concept, bijlage_id=ids["goed.pdf"])
    deel = await stack.ask("intake", goed, als="iris")
    assert deel.inhoud.startswith(b"%PDF") and (deel.naam, deel.laatste) == ("goed.pdf", True)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", goed, als="dirk")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", OsoBijlageOphalen(concept_id=uuid4(), bijlage_id=ids["goed.pdf"]), als="iris")
    for geweigerd in ("half.pdf", "besmet.pdf", "nummer.pdf"):
        with pytest.raises(KanNiet, match="gaat niet open"):
            await stack.ask("intake", OsoBijlageOphalen(concept_id=concept, bijlage_id=ids[geweigerd]), als="iris")

    async def alleen_schoon() -> bool:
        return [s.rpartition("/")[2] for s in await files.sizes(f"{TENANT}/oso/{concept}")].count("origineel") == 0

    await eventually(alleen_schoon, wat="er ligt geen origineel meer")


async def test_wie_weggooit_houdt_niets_over(stack: Stack):
    concept = await inlezen(stack, xml(dossier(bijlagen=[document("opp.pdf", pdf())])))
    await beoordeeld(stack, concept)
    await stack.ask("intake", OsoWeggooien(opdracht=uuid4(), concept_id=concept), als="iris")
    with pytest.raises(NietGevonden):
        await zien(stack, concept)
    await niets_meer(stack, concept)


async def niets_meer(stack: Stack, concept: UUID) -> None:
    async def weg() -> bool:
        rijen = await stack.sql("select 1 from intake.oso_concept where id = $1", concept)
        rijen += await stack.sql("select 1 from intake.oso_bijlage where concept = $1", concept)
        return not rijen and not await files.sizes(f"{TENANT}/oso/{concept}")

    await eventually(weg, seconden=60, wat="van het concept is niets over")
    sleutel = await stack.sql("select ingepakt, vernietigd_op from intake.sleutel where zaak = $1", concept)
    assert [r["ingepakt"] for r in sleutel if r["vernietigd_op"] is None] == []


async def test_wat_niemand_overneemt_is_na_de_dagen_van_het_samenwerkingsverband_weg(stack: Stack):
    concept = await inlezen(stack, xml(dossier()))
    stack.klok(datetime.combine(clock.vandaag() + timedelta(days=14), clock.nu().timetz()))
    assert (await zien(stack, concept)).id == concept  # the last day counts
    stack.klok(datetime.combine(clock.vandaag() + timedelta(days=1, hours=1), clock.nu().timetz()))
    await niets_meer(stack, concept)


async def test_twee_keer_versturen_is_een_keer_lezen(stack: Stack):
    upload = await school(stack).uploaden(xml(dossier()))
    opdracht = OsoInlezen(opdracht=uuid4(), upload=upload)
    eerste, tweede = await asyncio.gather(
        stack.ask("intake", opdracht, als="iris"), stack.ask("intake", opdracht, als="iris"), return_exceptions=True
    )
    assert not isinstance(eerste, Fout) and eerste == tweede


async def test_geen_naam_en_geen_nummer_in_het_log(stack: Stack):
    boom = dossier(roepnaam="Quirinaxa", achternaam="Ypenburgh")
    plek(boom, *KIND).append(("bsn", BSN))
    with pytest.raises(OngeldigeInvoer):
        await inlezen(stack, xml(boom))
    await inlezen(stack, xml(dossier(roepnaam="Quirinaxa", achternaam="Ypenburgh")))
    logs = list((Path(os.environ["MEEDOEN_VAR"]) / "log").glob("*.log"))
    assert any(log.stat().st_size for log in logs)
    for log in logs:
        tekst = log.read_text(errors="replace")
        assert "Quirinaxa" not in tekst and BSN not in tekst, log.name
