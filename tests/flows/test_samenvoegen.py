"""Two dossiers of one pupil: found by likeness, merged by a person, and two again with every row where it was."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infra import clock
from services.intake.consult.contract import ConsultKoppelen, ConsultVragen
from services.intake.contract import AanvraagBeginnen
from services.intake.leerlingen.contract import (
    AdresVastleggen,
    DossiersSamenvoegen,
    DubbelenLijst,
    DubbelenTonen,
    GezagVastleggen,
    LoopbaanAanvullen,
    SamenvoegingTerugdraaien,
    VerschilVastleggen,
)
from services.intake.overdracht.contract import OverstapSignaleren
from services.intake.plaatsen.contract import WachtplekVragen
from services.intake.zorgplicht.contract import AanmeldingIntrekken, AanmeldingVastleggen
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.arrangement_dossier import arrangement_vragen
from tests.flows.gesprek_dossier import gesprek_beginnen, interventie_maken
from tests.flows.intake_dossier import School, pdf, school, vo_school
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


#: What a dossier can hold, each by the act of its own subject. `na`: also what can be written after a merge.
NA = ("adres", "geheim adres", "interventie", "eerdere school")
INHOUD = ("gezag", "adres", "geheim adres", "interventie", "eerdere school", "administratie", "aanmelding", "wachtplek",
          "aanvraag")  # fmt: skip


async def _schrijven(bezig: School, dossier: UUID, wat: str) -> None:
    nu, ask = clock.vandaag(), bezig.stack.ask
    match wat:
        case "gezag":
            await gezag_geven(bezig, dossier)
        case "adres" | "geheim adres":
            adres = {"straat": "Kade 2", "postcode": "7823 AC", "plaats": "Emmen", "van": nu}
            with suppress(OngeldigeInvoer):  # two is all that fit, also when the second came along
                await doe(bezig, AdresVastleggen, dossier, **adres, geheim=wat != "adres")
        case "interventie":
            await interventie_maken(bezig, dossier)
        case "eerdere school":
            versie = (await dossier_zien(bezig, dossier)).versie
            van = nu - timedelta(days=900) + timedelta(days=versie)
            vraag = LoopbaanAanvullen(
                opdracht=uuid4(), dossier_id=dossier, versie=versie, school="19CO00", van=van, tot=nu
            )
            await ask("intake", vraag, als="iris")
        case "administratie":
            await overgenomen(bezig, dossier, "Leest graag.", "verslag.pdf", pdf())
        case "aanmelding":
            begin = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=nu, voorkeur="16MA00")
            await ask("intake", begin, als="iris")
            versie = (await bezig.stack.sql("select versie from intake.aanmelding where dossier = $1", dossier))[0][0]
            await doe(bezig, AanmeldingIntrekken, dossier, versie=versie, reden="Verhuisd.")
        case "wachtplek":
            plek = {"school": "19CO00", "gewenst_vanaf": nu, "ouders_akkoord": True}
            await ask("intake", WachtplekVragen(opdracht=uuid4(), dossier_id=dossier, **plek), als="iris")
        case "aanvraag":
            await ask("intake", AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier), als="iris")


async def rijen_van(stack: Stack, dossier: UUID) -> Counter[tuple[str, str]]:
    return Counter((tabel, rij) for tabel, rijen in (await alles_van(stack, [dossier])).items() for rij in rijen)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(
    een_heeft=st.sets(st.sampled_from(INHOUD)),
    ander_heeft=st.sets(st.sampled_from(INHOUD)),
    daarna=st.lists(st.sampled_from(NA), max_size=2),
)
@example(een_heeft=set(INHOUD), ander_heeft=set(INHOUD), daarna=[])
@example(een_heeft=set(), ander_heeft=set(INHOUD), daarna=list(NA))
async def test_samenvoegen_en_terugdraaien_laat_elke_regel_zoals_hij_was(
    stack: Stack, een_heeft: set[str], ander_heeft: set[str], daarna: list[str]
):
    """Whatever is in either of the two, and whatever is written between: after merge and unmerge every row is where it
    was, none is lost or changed, and what was written since is where it was written."""
    bezig, naam = school(stack), f"Dubbel{uuid4().hex[:8]}"
    een = await dossier_maken(bezig, achternaam=naam, ingeschreven_op=clock.vandaag() - timedelta(days=200))
    ander = await dossier_maken(bezig, achternaam=naam)
    for dossier, heeft in ((een, een_heeft), (ander, ander_heeft)):
        for wat in sorted(heeft):
            await _schrijven(bezig, dossier, wat)
    voor_een, voor_ander = await rijen_van(stack, een), await rijen_van(stack, ander)
    await doe(bezig, DossiersSamenvoegen, een, ander_id=ander)
    # What can stand once stays behind, and nothing else.
    blijft = {tabel for tabel, _ in await rijen_van(stack, ander)} - {"leerlingdossier"}
    assert blijft <= {"inschrijving", "oso_gegeven", "wachtplek"}, blijft
    samen = await rijen_van(stack, een) + await rijen_van(stack, ander)
    assert samen.total() == voor_een.total() + voor_ander.total(), "er raakt niets weg en er komt niets bij"
    for wat in daarna:
        await _schrijven(bezig, een, wat)
    erbij = await rijen_van(stack, een) + await rijen_van(stack, ander) - samen
    id = next(s.id for s in (await dubbelen(stack)).samengevoegd if s.ander_id == ander)
    await doe(bezig, SamenvoegingTerugdraaien, een, samenvoeging_id=id)
    assert await rijen_van(stack, ander) == voor_ander
    assert await rijen_van(stack, een) == voor_een + erbij


@pytest.mark.parametrize(
    ("wat", "zin"),
    [("arrangement", "extra ondersteuning"), ("overdracht", "een overstap"), ("consult", "een consult")],
)
async def test_een_zaak_die_aan_een_dossier_hangt_houdt_het_waar_het_is(stack: Stack, wat: str, zin: str):
    """Support that was granted, a transition that was shared and a consult with consent are of who agreed with that
    dossier: they do not move. The merge goes the other way round, and takes nothing of it along."""
    bezig = vo_school(stack) if wat == "arrangement" else school(stack)
    naam = f"Zaak{uuid4().hex[:8]}"
    een, ander = await dossier_maken(bezig, achternaam=naam), await dossier_maken(bezig, achternaam=naam)
    match wat:
        case "arrangement":
            await arrangement_vragen(bezig, ander, "doorbraakbudget")
        case "overdracht":
            vraag: Any = OverstapSignaleren(
                opdracht=uuid4(), dossier_id=ander, overstap_jaar=clock.vandaag().year + 1, ouders_ingelicht=True
            )
            await stack.ask("intake", vraag, als="iris")
        case "consult":
            vraag = ConsultVragen(opdracht=uuid4(), onderwerp="Rekenen", tekst="Hoe helpen wij met rekenen?")
            gesteld = await stack.ask("intake", vraag, als="iris")
            vraag = ConsultKoppelen(
                opdracht=uuid4(), consult_id=gesteld.id, versie=gesteld.versie, dossier_id=ander,
                toestemming_op=clock.vandaag(), bewijs="Mail van de moeder.",
            )  # fmt: skip
            await stack.ask("intake", vraag, als="iris")
    voor = await rijen_van(stack, ander)
    with pytest.raises(KanNiet, match=zin):
        await doe(bezig, DossiersSamenvoegen, een, ander_id=ander)
    assert await rijen_van(stack, ander) == voor
    await doe(bezig, DossiersSamenvoegen, ander, ander_id=een)
    assert (await dossier_zien(bezig, een)).status == "samengevoegd"


async def test_twee_dossiers_met_elk_een_eigen_zaak_blijven_twee_met_de_reden(stack: Stack):
    bezig, naam = school(stack), f"Beide{uuid4().hex[:8]}"
    een, ander = await dossier_maken(bezig, achternaam=naam), await dossier_maken(bezig, achternaam=naam)
    for dossier in (een, ander):
        await gesprek_beginnen(bezig, dossier)
    for blijft, gaat in ((een, ander), (ander, een)):
        with pytest.raises(KanNiet, match="In beide dossiers"):
            await doe(bezig, DossiersSamenvoegen, blijft, ander_id=gaat)


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
