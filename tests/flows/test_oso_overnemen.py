"""What a school chose of a read dossier goes into the dossier of the pupil: nothing by itself, all with its origin."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from infra import clock, people
from infra.demo.oso import document, dossier, xml
from services.intake.leerlingen.contract import LeerlingStand, LeerlingTonen
from services.intake.oso.contract import (
    OsoConceptStand,
    OsoConceptTonen,
    OsoGegevens,
    OsoGegevensTonen,
    OsoOvernemen,
    OsoStukOphalen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.rollen import Rol
from tests.flows.intake_dossier import pdf, school
from tests.flows.leerling_dossier import dossier_maken
from tests.flows.oso_dossier import beoordeeld, inlezen, zien
from tests.flows.test_oso import niets_meer
from tests.stack import Stack

GEBOREN = date(2017, 5, 9)
KERN = ["leerling/roepnaam", "leerling/achternaam", "leerling/geboren_op", "leerling/groep"]


def naam() -> str:
    return f"Zwanen{uuid4().hex[:8]}"


async def overnemen(
    stack: Stack, concept: UUID, gegevens: list[str], dossier_id: UUID | None = None, versie: int | None = None, **meer
) -> UUID:
    opdracht = OsoOvernemen(
        opdracht=uuid4(), concept_id=concept, dossier_id=dossier_id, versie=versie, gegevens=gegevens, **meer
    )
    return (await stack.ask("intake", opdracht, als="iris")).id


async def leerling(stack: Stack, id: UUID) -> LeerlingStand:
    return await stack.ask("intake", LeerlingTonen(dossier_id=id), als="iris")


async def gegevens(stack: Stack, id: UUID, als: str = "iris", **hoed) -> OsoGegevens:
    return await stack.ask("intake", OsoGegevensTonen(dossier_id=id), als=als, **hoed)


async def naast(stack: Stack, concept: UUID, **keuze) -> OsoConceptStand:
    return await stack.ask("intake", OsoConceptTonen(concept_id=concept, **keuze), als="iris")


async def test_een_nieuwe_leerling_krijgt_een_dossier_met_wat_er_gekozen_is(stack: Stack):
    achternaam = naam()
    boom = dossier(achternaam=achternaam, bijlagen=[document("opp.pdf", pdf()), document("half.pdf", None)])
    concept = await inlezen(stack, xml(boom))
    stand = await beoordeeld(stack, concept)
    assert stand.bij is None and stand.kandidaten == []
    goed = [b.id for b in stand.bijlagen if b.status == "bruikbaar"]
    id = await overnemen(stack, concept, ["ondersteuning/opp/1", "ouders/1/naam"], bijlagen=goed)
    kind = await leerling(stack, id)
    assert (kind.roepnaam, kind.achternaam, kind.geboren_op, kind.groep) == ("Noor", achternaam, GEBOREN, "groep 5")
    assert "uit de leerlingadministratie" in kind.tijdlijn[-1].zin + kind.tijdlijn[0].zin
    staat = await gegevens(stack, id)
    assert [g.sleutel for g in staat.gegevens] == ["ouders/1/naam", "ondersteuning/opp/1"]
    opp = staat.gegevens[1]
    assert (opp.herkomst, opp.gemaakt_op, opp.overgenomen_door) == (
        "Leerlingbeeld 7",
        date(2026, 11, 2),
        people.accounts()["iris"].naam,
    )
    assert opp.dagen == (clock.vandaag() - opp.op).days
    [stuk] = staat.stukken
    assert (stuk.herkomst, stuk.overgenomen_door) == ("Leerlingbeeld 7", people.accounts()["iris"].naam)
    assert stuk.dagen == (clock.vandaag() - stuk.op).days
    deel = await stack.ask("intake", OsoStukOphalen(dossier_id=id, stuk_id=stuk.id), als="iris")
    assert deel.inhoud.startswith(b"%PDF") and deel.laatste and len(deel.inhoud) == stuk.grootte
    await niets_meer(stack, concept)


async def test_wat_er_staat_verandert_alleen_door_een_keuze(stack: Stack):
    """Side by side: what stands there, what was read. Not chosen is not changed, not even when the name differs."""
    achternaam = naam()
    id = await dossier_maken(school(stack), roepnaam="Noor", achternaam=achternaam, geboren_op=GEBOREN, groep="groep 4")
    concept = await inlezen(stack, xml(dossier(achternaam=achternaam)))
    stand = await zien(stack, concept)
    assert stand.bij == id and [k.zeker for k in stand.kandidaten] == [True]
    nu = {g.sleutel: (g.waarde, g.nu) for g in stand.gegevens}
    assert nu["leerling/groep"] == ("groep 5", "groep 4")
    assert nu["leerling/geboren_op"] == ("9 mei 2017", "9 mei 2017")
    assert nu["ouders/1/naam"][1] is None
    await overnemen(stack, concept, ["ouders/1/naam"], id, stand.kandidaten[0].versie)
    assert (await leerling(stack, id)).groep == "groep 4"
    # A year later the mother is called otherwise, and this time the group is chosen.
    tweede = dossier(achternaam=achternaam, jaargroep=6)
    concept = await inlezen(stack, xml(tweede).replace(b"Marit", b"Maritte"))
    stand = await zien(stack, concept)
    nu = {g.sleutel: (g.waarde, g.nu) for g in stand.gegevens}
    assert nu["ouders/1/naam"] == (f"Maritte {achternaam}", f"Marit {achternaam}")
    await overnemen(stack, concept, ["leerling/groep"], id, stand.kandidaten[0].versie)
    assert (await leerling(stack, id)).groep == "groep 6"
    assert [g.waarde for g in (await gegevens(stack, id)).gegevens] == [f"Marit {achternaam}"]


async def test_wie_erop_lijkt_wordt_genoemd_en_niet_gekozen(stack: Stack):
    achternaam = naam()
    id = await dossier_maken(school(stack), roepnaam="Nora", achternaam=achternaam, geboren_op=GEBOREN)
    ander = await dossier_maken(school(stack), roepnaam="Noor", achternaam=naam(), geboren_op=GEBOREN)
    concept = await inlezen(stack, xml(dossier(achternaam=achternaam)))
    stand = await zien(stack, concept)
    assert stand.bij is None and [(k.id, k.zeker) for k in stand.kandidaten] == [(id, False)]
    assert (await naast(stack, concept, bij=id)).bij == id
    assert (await naast(stack, concept, bij=ander)).bij is None  # no candidate: not laid beside it
    assert (await naast(stack, concept, bij=id, nieuw=True)).bij is None


async def test_twee_die_tegelijk_wijzigen_zien_elkaar(stack: Stack):
    """N13: the version of the dossier is that of the screen, or nothing happens and the concept stays."""
    achternaam = naam()
    id = await dossier_maken(school(stack), roepnaam="Noor", achternaam=achternaam, geboren_op=GEBOREN)
    concept = await inlezen(stack, xml(dossier(achternaam=achternaam)))
    versie = (await zien(stack, concept)).kandidaten[0].versie
    with pytest.raises(Gewijzigd):
        await overnemen(stack, concept, KERN, id, versie + 1)
    assert (await gegevens(stack, id)).gegevens == []
    assert (await zien(stack, concept)).id == concept


async def test_wat_niet_kan_wordt_geweigerd_en_verandert_niets(stack: Stack):
    concept = await inlezen(stack, xml(dossier(achternaam=naam(), bijlagen=[document("half.pdf", None)])))
    kapot = (await zien(stack, concept)).bijlagen[0].id
    vreemd = uuid4()
    for fout, velden in (
        (OngeldigeInvoer, {"gegevens": ["leerling/bsn"]}),
        (OngeldigeInvoer, {"gegevens": [], "bijlagen": [uuid4()]}),
        (KanNiet, {"gegevens": [], "bijlagen": [kapot]}),
        (NietGevonden, {"gegevens": [], "dossier_id": vreemd, "versie": 1}),
    ):
        with pytest.raises(fout):
            await overnemen(stack, concept, **velden)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", OsoOvernemen(opdracht=uuid4(), concept_id=concept, gegevens=[]), als="dirk")
    assert (await zien(stack, concept)).id == concept


async def test_zonder_groep_begint_er_geen_dossier(stack: Stack):
    boom = xml(dossier(achternaam=naam(), jaargroep=5)).replace(b"<jaargroep>", b"<jaargroep>S")
    concept = await inlezen(stack, boom)
    with pytest.raises(KanNiet, match="groep"):
        await overnemen(stack, concept, [])


async def test_wie_het_leest_is_wie_het_dossier_leest(stack: Stack):
    """Of the own school; the samenwerkingsverband only when the school shares; a board never."""
    concept = await inlezen(stack, xml(dossier(achternaam=naam())))
    id = await overnemen(stack, concept, ["toetsen/1/1"])
    assert len((await gegevens(stack, id, als="dirk")).gegevens) == 1
    for als, hoed, fout in (
        ("iris", {"organisatie": "19CO00"}, NietGevonden),
        ("iris", {"rol": Rol.SECRETARIS, "organisatie": "PO2202"}, NietGevonden),
        ("iris", {"rol": Rol.SCHOOLBESTUURDER, "organisatie": "42830"}, MagNiet),
        ("iris", {"tenant": "swv2201vo"}, NietGevonden),
    ):
        for vraag in (OsoGegevensTonen(dossier_id=id), OsoStukOphalen(dossier_id=id, stuk_id=uuid4())):
            with pytest.raises(fout):
                await stack.ask("intake", vraag, als=als, **hoed)


async def test_een_geheim_adres_komt_ook_niet_in_het_dossier(stack: Stack):
    boom = xml(dossier(achternaam=naam())).replace(b"<adresgeheim>false", b"<adresgeheim>true", 1)
    concept = await inlezen(stack, boom)
    stand = await zien(stack, concept)
    assert stand.adres_geheim
    id = await overnemen(stack, concept, [g.sleutel for g in stand.gegevens])
    rijen = await stack.sql("select sleutel, waarde from intake.oso_gegeven where dossier = $1", id)
    assert ("leerling/adres_geheim", "ja") in [(r["sleutel"], r["waarde"]) for r in rijen]
    assert not [r for r in rijen if "Veenweg" in r["waarde"] or "/adres/" in r["sleutel"]]
