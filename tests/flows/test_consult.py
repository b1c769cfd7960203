"""A consult over real servers: without a name, an answer in time, a stand-in, and then a dossier with consent."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from infra import clock, nights
from infra.clock import AMSTERDAM
from infra.people import accounts, persoon_id
from services.intake.consult.contract import (
    AfwezigheidIntrekken,
    AfwezigheidVastleggen,
    ConsultAanvullen,
    ConsultBeantwoorden,
    ConsultenLijst,
    ConsultenTonen,
    ConsultKoppelen,
    ConsultKort,
    ConsultOppakken,
    ConsultOverdragen,
    ConsultSluiten,
    ConsultStand,
    ConsultTonen,
    ConsultVragen,
    DossierConsultenTonen,
)
from services.intake.leerlingen.contract import LeerlingTonen
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import plus_maanden
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack, eventually

TEKST = "Deze leerling loopt elke dag uit de groep. Wat kunnen wij nog doen?"
ANTWOORD = "Begin met een vaste plek en een rustig moment, en kijk over twee weken opnieuw."
DAG = timedelta(days=1)


async def gevraagd(stack: Stack, als: str = "iris", **anders: Any) -> UUID:
    goed = {"opdracht": uuid4(), "onderwerp": f"Weglopen uit de groep x{uuid4().hex[:6]}", "tekst": TEKST}
    return (await stack.ask("intake", ConsultVragen(**goed | anders), als)).id


async def zien(stack: Stack, id: UUID, als: str = "iris", **hoed: Any) -> ConsultStand:
    return await stack.ask("intake", ConsultTonen(consult_id=id), als, **hoed)


async def doe(stack: Stack, soort: type, id: UUID, als: str, **velden: Any) -> None:
    if "versie" not in velden:
        velden["versie"] = (await zien(stack, id)).versie
    await stack.ask("intake", soort(opdracht=uuid4(), consult_id=id, **velden), als)


async def lijst(stack: Stack, als: str) -> ConsultenLijst:
    return await stack.ask("intake", ConsultenTonen(), als)


async def regel(stack: Stack, id: UUID, als: str) -> ConsultKort | None:
    return next((c for c in (await lijst(stack, als)).consulten if c.id == id), None)


def gemaild(stack: Stack, sub: str, id: UUID) -> int:
    return sum(str(id) in str(bericht) for bericht in stack.post(accounts()[sub].email))


async def test_vraag_antwoord_vervolg_en_sluiten(stack: Stack):
    """consult_vragen, consult_oppakken, consult_beantwoorden, consult_aanvullen, consult_sluiten."""
    id = await gevraagd(stack)
    stand = await zien(stack, id)
    assert (stand.status, stand.adviseur, stand.dossier_id) == ("gesteld", "", None)
    assert stand.uiterlijk_op > clock.vandaag() and stand.uitleg and "5 werkdagen" in stand.uitleg[1].stap
    assert (await regel(stack, id, "mieke")).bij == "niemand"
    await eventually(lambda: _klaar(gemaild(stack, "mieke", id) and gemaild(stack, "jorrit", id)), wat="e-mail")
    await doe(stack, ConsultOppakken, id, "mieke")
    assert ((await regel(stack, id, "mieke")).bij, (await regel(stack, id, "jorrit")).bij) == ("mij", "ander")
    with pytest.raises(KanNiet):
        await doe(stack, ConsultOppakken, id, "mieke")
    await doe(stack, ConsultBeantwoorden, id, "mieke", tekst=ANTWOORD)
    await eventually(lambda: _klaar(gemaild(stack, "iris", id)), wat="de school krijgt een e-mail")
    assert ((await zien(stack, id)).status, (await regel(stack, id, "mieke")).bij) == ("beantwoord", "school")
    await doe(stack, ConsultAanvullen, id, "iris", tekst="Dat deden wij twee weken. Wat is de volgende stap?")
    assert (await regel(stack, id, "mieke")).bij == "mij"
    await doe(stack, ConsultSluiten, id, "dirk")
    stand = await zien(stack, id, "jorrit")
    assert [b.soort for b in stand.berichten] == ["vraag", "antwoord", "vervolg"]
    assert (stand.status, stand.handelingen) == ("gesloten", [])
    with pytest.raises(KanNiet):
        await doe(stack, ConsultAanvullen, id, "iris", tekst=TEKST)
    termijn = await stack.sql("select status from intake.termijn where zaak = $1", id)
    assert [t["status"] for t in termijn] == ["vervallen"]


async def _klaar(waarde: Any) -> Any:
    return waarde


async def test_een_naam_houdt_tegen_tot_iemand_zegt_waarom_het_er_geen_is(stack: Stack):
    """Also the name of a pupil of the school itself, in small letters; a BSN (N1) never goes through."""
    vreemd = f"Xy{uuid4().hex[:6]}"
    await dossier_maken(school(stack), achternaam=vreemd)
    for tekst in (f"{TEKST} Het gaat om {vreemd.lower()}.", "Lotte Jansen is geboren op 3 mei 2016. Wat nu?"):
        with pytest.raises(OngeldigeInvoer) as fout:
            await gevraagd(stack, tekst=tekst)
        assert "geen_naam" in fout.value.velden
    id = await gevraagd(stack, tekst=f"{TEKST} Wij werken met Lotte.", geen_naam="Lotte is een lesmethode.")
    assert (await zien(stack, id)).berichten[0].geen_naam == "Lotte is een lesmethode."
    with pytest.raises(OngeldigeInvoer) as fout:
        await gevraagd(stack, tekst=f"{TEKST} BSN 111222333.", geen_naam="Dit is geen kind, echt niet.")
    assert "tekst" in fout.value.velden
    with pytest.raises(OngeldigeInvoer):
        await gevraagd(stack, onderwerp="Pesten van Fatima")
    # Another school is not told by the warning that this one has a pupil of that name.
    await gevraagd(stack, "karin", tekst=f"{TEKST} Het gaat om {vreemd.lower()}.")
    with pytest.raises(OngeldigeInvoer):
        await doe(stack, ConsultBeantwoorden, id, "mieke", tekst="Vraag het eens aan de moeder van Mees Jansen.")


async def test_alleen_de_eigen_school_en_de_eigen_adviseurs_zien_een_consult(stack: Stack):
    id = await gevraagd(stack)
    for als, hoed in (
        ("rob", {"organisatie": "19CO00"}), ("karin", {}), ("renske", {}), ("saskia", {}),
        ("mieke", {"organisatie": "PO9999"}),
    ):  # fmt: skip
        with pytest.raises(NietGevonden):
            await zien(stack, id, als, **hoed)
    for als in ("rob", "karin", "renske"):
        assert await regel(stack, id, als) is None
    with pytest.raises(MagNiet):
        await zien(stack, id, "bea")
    with pytest.raises(MagNiet):
        await doe(stack, ConsultBeantwoorden, id, "iris", tekst=ANTWOORD)
    assert (await zien(stack, id, "vera")).kenmerk.startswith("CO-")


async def test_wie_te_laat_is_hoort_wie_eerst_was(stack: Stack):
    id = await gevraagd(stack)
    await doe(stack, ConsultOppakken, id, "jorrit")
    with pytest.raises(Gewijzigd) as fout:
        await doe(stack, ConsultBeantwoorden, id, "mieke", tekst=ANTWOORD, versie=1)
    assert fout.value.extra["door"] == "Jorrit Slomp"


async def test_een_collega_neemt_over_en_een_vervanger_springt_in(stack: Stack):
    """consult_overdragen, afwezigheid_vastleggen, afwezigheid_intrekken."""
    id = await gevraagd(stack)
    await doe(stack, ConsultOppakken, id, "mieke")
    met = (await zien(stack, id, "mieke")).collegas
    assert persoon_id("jorrit") in {c.persoon for c in met} and persoon_id("mieke") not in {c.persoon for c in met}
    for wie in ("mieke", "renske", "vera"):
        with pytest.raises(OngeldigeInvoer):
            await doe(stack, ConsultOverdragen, id, "mieke", aan=persoon_id(wie))
    eerst = (await zien(stack, id)).uiterlijk_op
    await doe(stack, ConsultOverdragen, id, "mieke", aan=persoon_id("jorrit"))
    stand = await zien(stack, id)
    assert (stand.adviseur, stand.uiterlijk_op) == ("Jorrit Slomp", eerst)
    vandaag = clock.vandaag()
    weg = AfwezigheidVastleggen(opdracht=uuid4(), van=vandaag, tot=vandaag + DAG * 3, vervanger=persoon_id("mieke"))
    afwezig = (await stack.ask("intake", weg, "jorrit")).id
    try:
        rij = await regel(stack, id, "mieke")
        assert (rij.bij, rij.namens) == ("mij", "Jorrit Slomp")
        assert (await regel(stack, id, "jorrit")).bij == "ander"
        voor = gemaild(stack, "mieke", id)
        await doe(stack, ConsultAanvullen, id, "iris", tekst="Er is iets bijgekomen: het gebeurt nu ook thuis.")
        await eventually(lambda: _klaar(gemaild(stack, "mieke", id) > voor), wat="de vervanger krijgt de e-mail")
        with pytest.raises(NietGevonden):
            await stack.ask("intake", AfwezigheidIntrekken(opdracht=uuid4(), afwezigheid=afwezig), "mieke")
    finally:
        await stack.ask("intake", AfwezigheidIntrekken(opdracht=uuid4(), afwezigheid=afwezig), "jorrit")
    assert (await regel(stack, id, "jorrit")).bij == "mij"


async def test_op_de_laatste_dag_krijgt_de_adviseur_bericht(stack: Stack):
    id = await gevraagd(stack)
    await doe(stack, ConsultOppakken, id, "mieke")
    op = (await zien(stack, id)).uiterlijk_op
    voor = gemaild(stack, "mieke", id)
    try:
        stack.klok(datetime.combine(op, time(9), AMSTERDAM))
        await eventually(lambda: _klaar(gemaild(stack, "mieke", id) > voor), wat="de herinnering")
    finally:
        stack.klok_terug()


async def test_met_toestemming_komt_het_in_het_dossier_en_dan_ziet_het_samenwerkingsverband_dat(stack: Stack):
    """consult_koppelen: a day and a proof, a pupil of the own school, once."""
    id, dossier = await gevraagd(stack), await dossier_maken(school(stack))
    with pytest.raises(NietGevonden):
        await stack.ask("intake", LeerlingTonen(dossier_id=dossier), "mieke")
    goed = {"dossier_id": dossier, "toestemming_op": clock.vandaag(), "bewijs": "Getekend formulier, map van de school"}
    for anders in ({"toestemming_op": clock.vandaag() + DAG}, {"bewijs": "ja"}):
        with pytest.raises(OngeldigeInvoer):
            await doe(stack, ConsultKoppelen, id, "iris", **goed | anders)
    with pytest.raises(NietGevonden):
        await doe(stack, ConsultKoppelen, id, "iris", **goed | {"dossier_id": uuid4()})
    with pytest.raises(NietGevonden):
        await stack.ask("intake", LeerlingTonen(dossier_id=dossier), "mieke")  # nothing of it was done
    await doe(stack, ConsultKoppelen, id, "iris", **goed)
    stand = await stack.ask("intake", LeerlingTonen(dossier_id=dossier), "mieke")
    assert stand.gedeeld and any("met toestemming van de ouders" in r.zin for r in stand.tijdlijn)
    erin = (await stack.ask("intake", DossierConsultenTonen(dossier_id=dossier), "mieke")).consulten
    assert [c.id for c in erin] == [id]
    gekoppeld = await zien(stack, id, "mieke")
    assert (gekoppeld.dossier_id, gekoppeld.toestemming_op) == (dossier, clock.vandaag())
    with pytest.raises(KanNiet):
        await doe(stack, ConsultKoppelen, id, "iris", **goed)
    # From now on there is a name, so a name in the answer is no surprise.
    await doe(stack, ConsultBeantwoorden, id, "mieke", tekst="Praat eerst met de moeder van Mees Jansen, en bel mij.")


async def nacht(stack: Stack) -> None:
    """The job of every night, now."""
    taak = uuid4()
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ('swv2202po', $1, $2, 'consulten_nalopen', '{}', $3, 'open')",
        taak, nights.of_tenant("swv2202po"), clock.nu(),
    )  # fmt: skip

    async def gedaan() -> bool:
        (rij,) = await stack.sql("select status from intake.taak where id = $1", taak)
        return rij["status"] == "verwerkt"

    await eventually(gedaan, seconden=30, wat="de nacht voorbij is")


async def test_een_consult_sluit_na_stilte_en_gaat_weg_als_het_geen_dossier_kreeg(stack: Stack):
    """consult_aflopen: sixty days after the answer; a year later it is gone, except what stands in a dossier."""
    stil, open_, in_dossier = [await gevraagd(stack) for _ in range(3)]
    dossier = await dossier_maken(school(stack))
    bewijs = {"dossier_id": dossier, "toestemming_op": clock.vandaag(), "bewijs": "Getekend formulier van de moeder"}
    await doe(stack, ConsultKoppelen, in_dossier, "iris", **bewijs)
    for id in (stil, in_dossier):
        await doe(stack, ConsultBeantwoorden, id, "mieke", tekst=ANTWOORD)
    stand = await zien(stack, stil)
    assert (stand.sluit_op, stand.weg_op) == (clock.vandaag() + DAG * 60, None)
    try:
        stack.klok(datetime.combine(stand.sluit_op - DAG, time(12), AMSTERDAM))
        await nacht(stack)
        assert (await zien(stack, stil)).status == "beantwoord"
        stack.klok(datetime.combine(stand.sluit_op, time(12), AMSTERDAM))
        await nacht(stack)
        dicht = await zien(stack, stil)
        assert (dicht.status, dicht.weg_op) == ("gesloten", plus_maanden(stand.sluit_op, 12))
        assert ((await zien(stack, in_dossier)).weg_op, (await zien(stack, open_)).status) == (None, "gesteld")
        with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
            await stack.sql("select intake.consult_wissen($1)", stil)  # nobody without a signed context
        stack.klok(datetime.combine(dicht.weg_op, time(12), AMSTERDAM))
        await nacht(stack)
        with pytest.raises(NietGevonden):
            await stack.ask("intake", ConsultTonen(consult_id=stil), "iris")
        assert (await zien(stack, in_dossier)).status == "gesloten"
        for tabel, kolom in (("consultbericht", "consult"), ("tijdlijn", "zaak"), ("betrokkenheid", "zaak")):
            assert await stack.sql(f"select 1 from intake.{tabel} where {kolom} = $1", stil) == []
        assert await stack.sql("select 1 from intake.audit where zaak = $1 and wat = 'consult_vernietigd'", stil)
    finally:
        stack.klok_terug()
