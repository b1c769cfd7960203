"""Aanmelding and zorgplicht over real servers: the clock, the one name, who sees what, and what happens by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.zorgplicht.contract import (
    AanmeldingBlad,
    AanmeldingIntrekken,
    AanmeldingTonen,
    AanmeldingVastleggen,
    AntwoordVastleggen,
    BeslissingVerlengen,
    InformatieVastleggen,
    InformatieVragen,
    KlokkenTellen,
    KlokkenTonen,
    LeerlingInschrijven,
    LeerlingPlaatsen,
    OnderzoekDelen,
    OvergangVastleggen,
    ToelatingWeigeren,
    UitzonderingVastleggen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack, eventually

EIGEN = "16MA00"
ANDERE = "19CO00"
BESTUUR, ANDER_BESTUUR = "bea", {"als": "bea", "rol": "schoolbestuurder", "organisatie": "41551"}
DAG = timedelta(days=1)
UIT_ZIN = "Zo staat het in het verslag van het gesprek."


class Proef:
    """One pupil with an aanmelding of `dagen` days ago, and the acts on it with the version of the moment."""

    def __init__(self, stack: Stack, dossier: UUID, wie: School):
        self.stack, self.dossier, self.school = stack, dossier, wie

    @classmethod
    async def begonnen(cls, stack: Stack, dagen: int = 3, **anders: Any) -> Proef:
        wie = school(stack)
        zelf = cls(stack, await dossier_maken(wie, achternaam=f"Klok{uuid4().hex[:8]}"), wie)
        await zelf.aanmelden(dagen, **anders)
        return zelf

    async def aanmelden(self, dagen: int = 3, **anders: Any) -> None:
        op = clock.vandaag() - DAG * dagen
        gewoon = {"dossier_id": self.dossier, "ontvangen_op": op, "voorkeur": EIGEN, "opdracht": uuid4()}
        await self.stack.ask("intake", AanmeldingVastleggen(**(gewoon | anders)), als=self.school.ib)

    async def blad(self, als: str | None = None, **hoed: Any) -> AanmeldingBlad:
        vraag = AanmeldingTonen(dossier_id=self.dossier)
        return await self.stack.ask("intake", vraag, als=als or self.school.directeur, **hoed)

    async def doe(self, soort: type, als: str | None = None, **velden: Any) -> None:
        versie = (await self.blad()).aanmelding.versie
        gewoon = {"dossier_id": self.dossier, "versie": versie, "opdracht": uuid4()}
        await self.stack.ask("intake", soort(**(gewoon | velden)), als=als or self.school.directeur)


async def test_de_klok_begint_op_de_dag_van_ontvangst_en_een_school_heeft_de_zorgplicht(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=3)
    blad = await proef.blad()
    ontvangen = clock.vandaag() - DAG * 3
    stand = blad.aanmelding
    assert (stand.status, stand.ontvangen_op, stand.klok.dag) == ("in_onderzoek", ontvangen, 3)
    assert stand.klok.uiterlijk_op == ontvangen + timedelta(weeks=6) or stand.klok.uiterlijk_op > ontvangen
    assert stand.klok.plaatsen_op == ontvangen + DAG * 71
    assert (stand.houder.school, stand.houder.van, stand.houder.tot) == (EIGEN, ontvangen, None)
    termijnen = await stack.sql(
        "select naam, uiterlijk_op, status from intake.termijn where zaak = $1 order by naam", proef.dossier
    )
    assert [(t["naam"], t["uiterlijk_op"], t["status"]) for t in termijnen] == [
        ("aanmelding_beslissen", stand.klok.uiterlijk_op, "loopt"),
        ("leerling_plaatsen", stand.klok.plaatsen_op, "loopt"),
    ]
    with pytest.raises(KanNiet):
        await proef.aanmelden()


async def test_informatie_vragen_verschuift_niets_en_vraagt_toestemming(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=10)
    eerst = (await proef.blad()).aanmelding.klok
    op = clock.vandaag() - DAG * 6
    with pytest.raises(OngeldigeInvoer) as fout:
        await proef.doe(InformatieVragen, op=op, bij="anderen", wat=UIT_ZIN)
    assert "toestemming" in fout.value.velden
    await proef.doe(InformatieVragen, op=op, bij="anderen", wat=UIT_ZIN, toestemming=True)
    assert (await proef.blad()).aanmelding.klok.wachtdagen == 6
    await proef.doe(InformatieVastleggen, op=op + DAG * 2)
    stand = (await proef.blad()).aanmelding
    assert (stand.klok.uiterlijk_op, stand.klok.wachtdagen, stand.klok.dag) == (eerst.uiterlijk_op, 2, 10)
    with pytest.raises(KanNiet):
        await proef.doe(InformatieVastleggen, op=op + DAG * 2)


async def test_verlengen_kan_een_keer_op_tijd_en_als_de_ouders_het_horen(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=30)
    eerst = (await proef.blad()).aanmelding.klok.uiterlijk_op
    with pytest.raises(OngeldigeInvoer):
        await proef.doe(BeslissingVerlengen, reden=UIT_ZIN, ingelicht=False)
    with pytest.raises(MagNiet):
        await proef.doe(BeslissingVerlengen, als=proef.school.ib, reden=UIT_ZIN, ingelicht=True)
    await proef.doe(BeslissingVerlengen, reden=UIT_ZIN, ingelicht=True)
    klok = (await proef.blad()).aanmelding.klok
    assert klok.verlengd and klok.uiterlijk_op > eerst + DAG * 20
    with pytest.raises(KanNiet):
        await proef.doe(BeslissingVerlengen, reden=UIT_ZIN, ingelicht=True)
    te_laat = await Proef.begonnen(stack, dagen=50)
    with pytest.raises(KanNiet):
        await te_laat.doe(BeslissingVerlengen, reden=UIT_ZIN, ingelicht=True)
    assert not (await te_laat.blad()).aanmelding.klok.verlengd


async def test_tijdelijk_plaatsen_kan_vanaf_dag_71_en_niet_eerder(stack: Stack):
    vroeg = await Proef.begonnen(stack, dagen=70)
    with pytest.raises(KanNiet):
        await vroeg.doe(LeerlingPlaatsen, op=clock.vandaag())
    proef = await Proef.begonnen(stack, dagen=71)
    blad = await proef.blad()
    assert blad.aanmelding.klok.alarm == "plaatsen" and "leerling_plaatsen" in blad.handelingen
    await proef.doe(LeerlingPlaatsen, op=clock.vandaag())
    stand = (await proef.blad()).aanmelding
    assert (stand.status, stand.houder.school, stand.klok.alarm) == ("tijdelijk_geplaatst", EIGEN, "te_laat")


async def test_weigeren_kan_pas_als_een_andere_school_bereid_is_en_de_naam_blijft(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=20)
    vandaag = clock.vandaag()
    with pytest.raises(KanNiet):
        await proef.doe(ToelatingWeigeren, op=vandaag, reden=UIT_ZIN)
    await proef.doe(OnderzoekDelen, als=proef.school.ib, school=ANDERE, op=vandaag - DAG, toestemming=True)
    with pytest.raises(KanNiet):
        await proef.doe(ToelatingWeigeren, op=vandaag, reden=UIT_ZIN)
    await proef.doe(AntwoordVastleggen, als=proef.school.ib, school=ANDERE, bereid=True, op=vandaag)
    await proef.doe(ToelatingWeigeren, op=vandaag, reden=UIT_ZIN)
    stand = (await proef.blad()).aanmelding
    assert (stand.status, stand.houder.school, stand.klok.status) == ("geweigerd", EIGEN, "gehaald")
    await proef.doe(OvergangVastleggen, school=ANDERE, op=vandaag)
    stand = (await proef.blad()).aanmelding
    assert [(h.school, h.van, h.tot) for h in stand.geschiedenis] == [
        (EIGEN, vandaag - DAG * 20, vandaag),
        (ANDERE, vandaag, None),
    ]
    assert stand.houder.school == ANDERE and (await proef.blad()).handelingen == ["aanmelding_vastleggen"]


async def test_inschrijven_uitzonderen_en_intrekken_sluiten_de_klok(stack: Stack):
    vandaag = clock.vandaag()
    for soort, velden, status in (
        (LeerlingInschrijven, {"op": vandaag, "ondersteuning": True}, "ingeschreven"),
        (UitzonderingVastleggen, {"op": vandaag, "uitzondering": "school_vol", "bewijs": UIT_ZIN}, "uitgezonderd"),
        (AanmeldingIntrekken, {"reden": ""}, "ingetrokken"),
    ):
        proef = await Proef.begonnen(stack, dagen=5)
        await proef.doe(soort, **velden)
        stand = (await proef.blad()).aanmelding
        assert stand.status == status and stand.klok.plaatsen_op is None
        open_taken = await stack.sql(
            "select 1 from intake.taak where zaak = $1 and termijn is not null and status in ('open', 'aangeboden')",
            proef.dossier,
        )
        assert open_taken == []
        await proef.aanmelden(1)  # een nieuwe kan daarna weer
    with pytest.raises(OngeldigeInvoer):
        await proef.doe(UitzonderingVastleggen, op=vandaag, uitzondering="geen_zin", bewijs=UIT_ZIN)
    with pytest.raises(OngeldigeInvoer):
        await proef.doe(UitzonderingVastleggen, op=vandaag, uitzondering="school_vol", bewijs="")


async def test_wie_een_oude_versie_heeft_verandert_niets(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=5)
    oud = (await proef.blad()).aanmelding.versie
    await proef.doe(InformatieVragen, op=clock.vandaag(), bij="ouders", wat=UIT_ZIN)
    with pytest.raises(Gewijzigd):
        await proef.doe(InformatieVastleggen, versie=oud, op=clock.vandaag())


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"ontvangen_op": date(2030, 1, 1)}, "ontvangen_op"),
        ({"ontvangen_op": date(2020, 1, 1)}, "ontvangen_op"),
        ({"voorkeur": "99ZZ99"}, "voorkeur"),
        ({"andere_scholen": ("99ZZ99",)}, "andere_scholen"),
    ],
)
async def test_een_aanmelding_die_niet_kan(stack: Stack, velden: dict[str, Any], veld: str):
    wie = school(stack)
    proef = Proef(stack, await dossier_maken(wie), wie)
    with pytest.raises(OngeldigeInvoer) as fout:
        await proef.aanmelden(**velden)
    assert veld in fout.value.velden and (await proef.blad()).aanmelding is None


async def test_het_bestuur_ziet_dezelfde_klok_zonder_naam_en_zonder_toelichting(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=40)
    await proef.doe(InformatieVragen, op=clock.vandaag() - DAG, bij="ouders", wat=UIT_ZIN)
    van_school = await proef.blad()
    blad = await proef.blad(BESTUUR)
    assert (blad.leerling, blad.handelingen, blad.kenmerk) == ("", [], van_school.kenmerk)
    assert blad.aanmelding.klok.uiterlijk_op == van_school.aanmelding.klok.uiterlijk_op
    assert blad.aanmelding.klok.plaatsen_op == van_school.aanmelding.klok.plaatsen_op
    assert [v.soort for v in blad.aanmelding.voorvallen] == ["aanmelding_ontvangen", "informatie_gevraagd"]
    assert {v.toelichting for v in blad.aanmelding.voorvallen} == {""}
    klokken = (await stack.ask("intake", KlokkenTonen(), als=BESTUUR)).klokken
    [kort] = [k for k in klokken if k.dossier_id == proef.dossier]
    assert (kort.leerling, kort.houder, kort.alarm) == ("", EIGEN, "binnenkort")
    assert {k.leerling for k in klokken} == {""}


async def test_wie_er_niet_bij_hoort_ziet_geen_aanmelding(stack: Stack):
    proef = await Proef.begonnen(stack)
    for ander in (ANDER_BESTUUR, {"als": "vera"}):
        with pytest.raises(NietGevonden):
            await proef.blad(**ander)
    gezien = (await stack.ask("intake", KlokkenTonen(), **ANDER_BESTUUR)).klokken
    assert proef.dossier not in {k.dossier_id for k in gezien}


async def test_het_samenwerkingsverband_krijgt_alleen_aantallen(stack: Stack):
    async def telling(bestuur: str) -> Any:
        besturen = (await stack.ask("intake", KlokkenTellen(), als="vera")).besturen
        return next((b for b in besturen if b.bestuur == bestuur), None)

    proef = await Proef.begonnen(stack, dagen=80)
    bestuur = (await proef.blad()).aanmelding.bestuur
    na = await telling(bestuur)
    assert na.plaatsen >= 1 and na.oudste <= clock.vandaag() - DAG * 30
    await proef.doe(AanmeldingIntrekken)
    later = await telling(bestuur)
    assert (later.plaatsen if later else 0) == na.plaatsen - 1
    with pytest.raises(MagNiet):
        await stack.ask("intake", KlokkenTellen(), als=proef.school.ib)


async def test_veertien_dagen_voor_het_einde_gaat_er_een_bericht_zonder_naam(stack: Stack):
    proef = await Proef.begonnen(stack, dagen=20)
    uiterlijk = (await proef.blad()).aanmelding.klok.uiterlijk_op

    async def berichten(brief: str) -> list[Any] | None:
        return (
            await stack.sql(
                "select aan, velden::text as velden from intake.bericht where zaak = $1 and brief = $2",
                proef.dossier,
                brief,
            )
            or None
        )

    try:
        stack.klok(datetime.combine(uiterlijk - DAG * 14, datetime.min.time(), clock.AMSTERDAM) + timedelta(hours=9))
        eerst = await eventually(lambda: berichten("waarschuwing_zorgplicht"))
        assert await berichten("zorgplicht_te_laat") is None
        stack.klok(datetime.combine(uiterlijk + DAG, datetime.min.time(), clock.AMSTERDAM) + timedelta(hours=9))
        later = await eventually(lambda: berichten("zorgplicht_te_laat"))
    finally:
        stack.klok_terug()
    assert len({r["aan"] for r in eerst}) == len(eerst) and len(later) >= len(eerst)
    assert all("Klok" not in r["velden"] for r in [*eerst, *later])
