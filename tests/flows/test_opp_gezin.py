"""Parents and pupil at an OPP, over real servers: each writes and agrees for oneself, on the own page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from infra import clock
from services.intake.leerlingen.contract import LeerlingUitnodigen
from services.intake.opp.contract import (
    BijdrageGeven,
    BijdrageOpschrijven,
    InstemmingGeven,
    InstemmingVastleggen,
    OppDelen,
    OppTerugnemen,
    OppVersieTonen,
    OppVoorleggen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import plus_jaren
from tests.flows.intake_dossier import pdf, school
from tests.flows.leerling_dossier import aannemen, doe, dossier_maken, gezin, ouder_erbij
from tests.flows.opp_dossier import Opp
from tests.stack import Stack, eventually

ADA, BO = "Ada Visser", "Bo Visser"
THUIS = {"b_werkhouding_ouders_helpt": "Thuis begint ze met muziek."}


async def gezin_met_opp(stack: Stack, *namen: str, **kind: Any) -> tuple[Opp, list[dict[str, Any]]]:
    """An OPP in the making, and the hats of the parents who look along."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Gezin{uuid4().hex[:8]}", **kind)
    hoeden = [await ouder_erbij(wie, dossier, naam, "ouder") for naam in namen]
    return await Opp.begonnen(wie, dossier), [{"als": "noor", **hoed} for hoed in hoeden]


async def geef(opp: Opp, hoed: dict[str, Any], *, akkoord: bool, toelichting: str = "") -> None:
    blad = await opp.blad(**hoed)
    stand = blad.werk or blad.geldend
    await opp.doe(InstemmingGeven, opp_id=stand.id, akkoord=akkoord, toelichting=toelichting, **hoed)


async def test_een_ouder_ziet_het_plan_pas_als_het_gedeeld_is_en_schrijft_dan_zelf(stack: Stack):
    opp, (ada, bo) = await gezin_met_opp(stack, ADA, BO)
    await opp.vullen()
    assert (await opp.blad(**ada)).werk is None
    werk = (await opp.blad()).werk
    with pytest.raises(NietGevonden):
        vraag = OppVersieTonen(dossier_id=opp.dossier, opp_id=werk.id)
        await stack.ask("intake", vraag, **ada)
    with pytest.raises(KanNiet):
        await opp.doe(BijdrageGeven, versie=0, antwoorden=THUIS, **ada)
    await opp.doe(OppDelen)
    bericht = await stack.sql(
        "select brief, aan from intake.bericht where zaak = $1 and brief = 'opp_meeschrijven'", opp.dossier
    )
    assert {b["aan"] for b in bericht} == {ada["persoon"], bo["persoon"]}
    wie = next(b.id for b in (await opp.blad()).werk.bijdragen if b.naam == ADA)
    await opp.doe(BijdrageOpschrijven, wie=wie, versie=0, antwoorden={"b_werkhouding_ouders_helpt": "Zegt moeder."})
    await opp.doe(BijdrageGeven, versie=1, antwoorden=THUIS, **ada)
    with pytest.raises(Gewijzigd) as fout:  # on another screen; what stands there now comes along
        await opp.doe(BijdrageGeven, versie=1, antwoorden={"b_werkhouding_ouders_helpt": "Iets anders."}, **ada)
    assert fout.value.extra["nu"] == THUIS
    with pytest.raises(KanNiet, match="schreef dit zelf"):
        await opp.doe(BijdrageOpschrijven, wie=wie, versie=2, antwoorden={"b_werkhouding_ouders_helpt": "x y z"})
    with pytest.raises(OngeldigeInvoer):  # a question of the school
        await opp.doe(BijdrageGeven, versie=2, antwoorden={"hulpvraag": "x"}, **ada)
    mijn = next(b for b in (await opp.blad(**ada)).werk.bijdragen if b.eigen)
    assert (mijn.naam, mijn.antwoorden, mijn.zelf) == (ADA, THUIS, True)
    assert [b.antwoorden for b in (await opp.blad(**bo)).werk.bijdragen if b.eigen] == [{}]
    with pytest.raises(MagNiet):
        await opp.doe(OppVoorleggen, versie=1, **ada)


async def test_niemand_stemt_in_voor_een_ander(stack: Stack):
    """peers.md N21: whose yes it is follows from who is signed in; paper does not speak over what somebody said."""
    opp, (ada, bo) = await gezin_met_opp(stack, ADA, BO)
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    await geef(opp, ada, akkoord=True)
    with pytest.raises(OngeldigeInvoer) as fout:
        await geef(opp, bo, akkoord=False)
    assert set(fout.value.velden) == {"toelichting"}
    await geef(opp, bo, akkoord=False, toelichting="Liever in de klas.")
    stand = (await opp.blad()).werk
    assert {een.naam: een.oordeel for een in stand.instemmingen} == {ADA: "akkoord", BO: "niet_akkoord"}
    wie = next(een.id for een in stand.instemmingen if een.naam == BO)
    papier = {"op": clock.vandaag(), "akkoord": True, "reden": "Zei het aan de telefoon."}
    papier |= {"upload": await opp.school.uploaden(pdf("Getekend")), "bestandsnaam": "blad.pdf"}
    with pytest.raises(KanNiet, match="gaf zelf al antwoord"):
        await opp.doe(InstemmingVastleggen, opp_id=stand.id, wie=wie, **papier)
    await geef(opp, bo, akkoord=True)
    await opp.doe(OppTerugnemen)
    with pytest.raises(KanNiet):
        await opp.doe(InstemmingGeven, opp_id=stand.id, akkoord=True, **bo)


async def test_wie_geen_gezag_meer_heeft_stemt_niet_in(stack: Stack):
    opp, (ada,) = await gezin_met_opp(stack, ADA)
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    vreemd = {"als": "noor", **gezin(opp.dossier, uuid4())}
    with pytest.raises(NietGevonden):
        await geef(opp, vreemd, akkoord=True)
    await stack.sql("update intake.gezagdrager set tot = van, eindgrond = 'vergissing' where dossier = $1", opp.dossier)
    with pytest.raises(KanNiet, match="gezag"):
        await geef(opp, ada, akkoord=True)


async def test_een_leerling_leest_eigen_woorden_en_van_18_stemt_die_zelf_in(stack: Stack):
    """WVO 2.44: of age, the pupil agrees; a younger one reads and says what it thinks."""
    for jaren in (10, 18):
        opp, hoeden = await gezin_met_opp(
            stack, *([ADA] if jaren < 18 else []), geboren_op=plus_jaren(clock.vandaag(), -jaren)
        )
        gast = await doe(opp.school, LeerlingUitnodigen, opp.dossier, email=f"{uuid4().hex[:8]}@thuis.example")
        await aannemen(opp.school, gast)
        zelf = {"als": "noor", **gezin(opp.dossier, gast.persoon, "leerling")}
        await opp.vullen()
        await opp.doe(OppDelen)

        async def leest(opp: Opp = opp, zelf: dict = zelf) -> bool:
            try:
                return (await opp.blad(**zelf)).werk is not None
            except NietGevonden:
                return False

        await eventually(leest)
        await opp.doe(BijdrageGeven, versie=0, antwoorden={"ik_wil": "Meer pauze."}, **zelf)
        werk = (await opp.blad(**zelf)).werk
        assert [b.antwoorden for b in werk.bijdragen if b.eigen] == [{"ik_wil": "Meer pauze."}]
        assert "hulpvraag" not in werk.antwoorden and werk.antwoorden["lees_hulp"]
        await opp.doe(OppVoorleggen)
        if jaren == 18:
            assert [een.eigen for een in (await opp.blad(**zelf)).werk.instemmingen] == [True]
            await geef(opp, zelf, akkoord=True)
        else:
            with pytest.raises(KanNiet):
                await geef(opp, zelf, akkoord=True)
            assert len(hoeden) == 1
