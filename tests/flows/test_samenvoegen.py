"""Two dossiers of one pupil: found by likeness, merged by a person, and two again with every row where it was."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.contract import AanvraagBeginnen
from services.intake.leerlingen.contract import (
    AdresVastleggen,
    DossiersSamenvoegen,
    DubbelenLijst,
    DubbelenTonen,
    GezagVastleggen,
    SamenvoegingTerugdraaien,
    VerschilVastleggen,
)
from services.intake.plaatsen.contract import WachtplekVragen
from services.intake.zorgplicht.contract import AanmeldingIntrekken, AanmeldingVastleggen
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden
from tests.flows.gesprek_dossier import gesprek_beginnen, interventie_maken
from tests.flows.intake_dossier import School, pdf, school
from tests.flows.leerling_dossier import (
    doe,
    dossier_maken,
    dossier_vullen,
    dossier_zien,
    gegevens,
    gezag_geven,
    ouder_uitnodigen,
)
from tests.flows.oso_dossier import overgenomen
from tests.stack import Stack

#: What tells that something was done, and by whom: that only grows.
GROEIT = {"versie", "gewijzigd_op", "gewijzigd_door_naam"}


async def dubbelen(stack: Stack, als: str = "iris", **hoed: Any) -> DubbelenLijst:
    return await stack.ask("intake", DubbelenTonen(), als=als, **hoed)


async def alles_van(stack: Stack, dossiers: list[UUID]) -> dict[str, list[str]]:
    """Every row of these dossiers, of every table that has some."""
    tabellen = await stack.sql(
        "select table_name as t from information_schema.columns where table_schema = 'intake'"
        " and column_name = 'dossier' and table_name <> 'samenvoeging'"
    )
    uit = {}
    for naam, kolom in [*((r["t"], "dossier") for r in tabellen), ("leerlingdossier", "id")]:
        rijen = await stack.sql(
            f"select (to_jsonb(r) - $2::text[])::text as rij from intake.{naam} r where {kolom} = any($1) order by 1",
            dossiers,
            sorted(GROEIT),
        )
        uit[naam] = [rij["rij"] for rij in rijen]
    return uit


async def _vullen(bezig: School, dossier: UUID, toeval: random.Random) -> None:
    """Some of what a dossier can hold, another choice every time."""
    if toeval.random() < 0.7:
        await dossier_vullen(bezig, dossier, naam=toeval.choice(["Noor Jansen", "Peter Smit"]))
    if toeval.random() < 0.5:
        adres = {"straat": "Kade 2", "postcode": "7823 AC", "plaats": "Emmen", "van": clock.vandaag()}
        await doe(bezig, AdresVastleggen, dossier, **adres, geheim=toeval.random() < 0.5)
    if toeval.random() < 0.6:
        await interventie_maken(bezig, dossier)
    if toeval.random() < 0.5:
        await overgenomen(bezig, dossier, "Leest graag.", "verslag.pdf", pdf())
    if toeval.random() < 0.6:
        nu = clock.vandaag()
        vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=nu, voorkeur="16MA00")
        await bezig.stack.ask("intake", vraag, als="iris")
        versie = (await bezig.stack.sql("select versie from intake.aanmelding where dossier = $1", dossier))[0][0]
        await doe(bezig, AanmeldingIntrekken, dossier, versie=versie, reden="Verhuisd.")
    if toeval.random() < 0.5:
        plek = {"school": "19CO00", "gewenst_vanaf": clock.vandaag(), "ouders_akkoord": True}
        await bezig.stack.ask("intake", WachtplekVragen(opdracht=uuid4(), dossier_id=dossier, **plek), als="iris")
    if toeval.random() < 0.5:
        vraag = AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier)
        await bezig.stack.ask("intake", vraag, als="iris")


@pytest.mark.parametrize("zaad", [1, 2, 3, 4])
async def test_samenvoegen_en_terugdraaien_laat_elke_regel_zoals_hij_was(stack: Stack, zaad: int):
    """Merge, then unmerge, is as before: whatever was in either of the two."""
    bezig, toeval, naam = school(stack), random.Random(zaad), f"Dubbel{uuid4().hex[:8]}"
    toen = clock.vandaag() - timedelta(days=200)
    een = await dossier_maken(bezig, achternaam=naam, ingeschreven_op=toen)
    ander = await dossier_maken(bezig, achternaam=naam)
    for dossier in (een, ander):
        await _vullen(bezig, dossier, toeval)
    voor = await alles_van(stack, [een, ander])
    await doe(bezig, DossiersSamenvoegen, een, ander_id=ander)
    tussen = await alles_van(stack, [ander])
    blijft = {tabel for tabel, rijen in tussen.items() if rijen} - {"leerlingdossier"}
    # What can stand once stays behind, and nothing else.
    assert blijft <= {"inschrijving", "oso_gegeven", "wachtplek"}, blijft
    assert {t: len(r) for t, r in (await alles_van(stack, [een, ander])).items()} == {
        t: len(r) for t, r in voor.items()
    }
    samen = next(s for s in (await dubbelen(stack)).samengevoegd if s.ander_id == ander)
    await doe(bezig, SamenvoegingTerugdraaien, een, samenvoeging_id=samen.id)
    assert await alles_van(stack, [een, ander]) == voor


async def test_een_mens_ziet_wat_dubbel_lijkt_en_voegt_samen(stack: Stack):
    bezig, naam = school(stack), f"Zoë{uuid4().hex[:8]}"
    een = await dossier_maken(bezig, roepnaam="Zoë", achternaam=f"van {naam}")
    ander = await dossier_maken(bezig, roepnaam="Zoe", achternaam=naam)
    tweeling = await dossier_maken(bezig, roepnaam="Luuk", achternaam=naam)
    lijst = await dubbelen(stack)
    (paar,) = [p for p in lijst.dubbelen if {een, ander, tweeling} & {p.een, p.ander}]
    assert (paar.een, paar.ander) == (een, ander) and "geboortedatum" in paar.reden
    gezien = await stack.sql("select 1 from intake.audit_getoond where zaak = $1", ander)
    assert gezien, "wie in de lijst stond, is opgeschreven"
    await dossier_vullen(bezig, ander)
    await doe(bezig, DossiersSamenvoegen, een, ander_id=ander)
    assert [g.naam for g in (await gegevens(bezig, een)).gezag] == ["Noor Jansen"]
    weg = await dossier_zien(bezig, ander)
    assert (weg.status, weg.handelingen) == ("samengevoegd", [])
    lijst = await dubbelen(stack)
    assert not [p for p in lijst.dubbelen if een in (p.een, p.ander)]
    samen = next(s for s in lijst.samengevoegd if s.dossier_id == een)
    # What is written after the merge stays where it was written.
    await doe(bezig, GezagVastleggen, een, naam="Peter Smit", relatie="vader", grond="geboorte", van=clock.vandaag())
    await doe(bezig, SamenvoegingTerugdraaien, een, samenvoeging_id=samen.id)
    assert [g.naam for g in (await gegevens(bezig, een)).gezag] == ["Peter Smit"]
    assert [g.naam for g in (await gegevens(bezig, ander)).gezag] == ["Noor Jansen"]
    with pytest.raises(KanNiet, match="al teruggedraaid"):
        await doe(bezig, SamenvoegingTerugdraaien, een, samenvoeging_id=samen.id)


async def test_wat_twee_leerlingen_zijn_komt_niet_terug_in_de_lijst(stack: Stack):
    bezig, naam = school(stack), f"Twee{uuid4().hex[:8]}"
    een, ander = await dossier_maken(bezig, achternaam=naam), await dossier_maken(bezig, achternaam=naam)
    vraag = VerschilVastleggen(opdracht=uuid4(), dossier_id=ander, ander_id=een)
    await stack.ask("intake", vraag, als="iris")
    assert not [p for p in (await dubbelen(stack)).dubbelen if {een, ander} & {p.een, p.ander}]


async def test_wie_meekijkt_of_een_lopende_klok_houdt_het_dossier_waar_het_is(stack: Stack):
    bezig, naam = school(stack), f"Klok{uuid4().hex[:8]}"
    een, ander = await dossier_maken(bezig, achternaam=naam), await dossier_maken(bezig, achternaam=naam)
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=ander, ontvangen_op=clock.vandaag(), voorkeur="16MA00")
    await stack.ask("intake", vraag, als="iris")
    with pytest.raises(KanNiet, match="loopt een termijn"):
        await doe(bezig, DossiersSamenvoegen, een, ander_id=ander)
    derde = await dossier_maken(bezig, achternaam=naam)
    await ouder_uitnodigen(bezig, derde, await gezag_geven(bezig, derde))
    with pytest.raises(KanNiet, match="kijkt al iemand mee"):
        await doe(bezig, DossiersSamenvoegen, een, ander_id=derde)
    vierde = await dossier_maken(bezig, achternaam=naam)
    await gesprek_beginnen(bezig, vierde)
    with pytest.raises(KanNiet, match="staat een verslag van een gesprek"):
        await doe(bezig, DossiersSamenvoegen, een, ander_id=vierde)
    await doe(bezig, DossiersSamenvoegen, derde, ander_id=een)
    with pytest.raises(KanNiet, match="al samengevoegd"):
        await doe(bezig, DossiersSamenvoegen, derde, ander_id=een)


async def test_van_een_andere_school_wordt_niets_gevonden_of_samengevoegd(stack: Stack):
    """An unshared dossier of another school is betrayed by no list and no act."""
    bezig, naam = school(stack), f"Elders{uuid4().hex[:8]}"
    elders = {"organisatie": "19CO00"}
    van_ons = await dossier_maken(bezig, achternaam=naam)
    gewoon = bezig.stack.ask

    async def daar(dienst: str, vraag: Any, als: str | None = None, **hoed: Any) -> Any:
        return await gewoon(dienst, vraag, als, **(elders | hoed))

    bezig.stack.ask = daar
    try:
        van_hen = await dossier_maken(bezig, achternaam=naam)
    finally:
        del bezig.stack.ask
    for hoed in ({}, elders):
        lijst = await dubbelen(stack, **hoed)
        assert not [p for p in lijst.dubbelen if {van_ons, van_hen} & {p.een, p.ander}]
    versie = (await dossier_zien(bezig, van_ons)).versie
    for soort in (DossiersSamenvoegen, VerschilVastleggen):
        velden = {"versie": versie} if soort is DossiersSamenvoegen else {}
        with pytest.raises(NietGevonden):
            vraag = soort(opdracht=uuid4(), dossier_id=van_ons, ander_id=van_hen, **velden)
            await stack.ask("intake", vraag, als="iris")
    with pytest.raises(NietGevonden):
        await doe(bezig, DossiersSamenvoegen, van_ons, ander_id=van_ons)
    with pytest.raises(Gewijzigd):
        await doe(bezig, DossiersSamenvoegen, van_ons, ander_id=van_hen, versie=versie + 3)
    with pytest.raises(MagNiet):
        await dubbelen(stack, rol="secretaris", organisatie="PO2202")
