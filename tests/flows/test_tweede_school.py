"""The second school's own screen, and a pupil under the asylum rules: over real servers."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from infra import clock
from infra.clock import AMSTERDAM
from services.intake.leerlingen.contract import LeerlingTonen
from services.intake.zorgplicht.contract import (
    AanmeldingTonen,
    AntwoordVastleggen,
    AsielregelsVastleggen,
    BeslissingVerlengen,
    LeerlingPlaatsen,
    MeekijkStand,
    MeekijkverzoekBeantwoorden,
    MeekijkverzoekenTonen,
    OnderzoekDelen,
    OvergangVastleggen,
    ToelatingWeigeren,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import vo_school
from tests.flows.leerling_dossier import dossier_maken
from tests.flows.test_zorgplicht import ANDERE, DAG, EIGEN, UIT_ZIN, Proef
from tests.stack import Stack, eventually

ROB = {"als": "rob", "organisatie": ANDERE}
VRAAG = "Heeft u in groep 5 plek voor een kind dat veel rust nodig heeft?"


async def gevraagd(stack: Stack, proef: Proef, **hoed: Any) -> MeekijkStand | None:
    antwoord = await stack.ask("intake", MeekijkverzoekenTonen(), **(hoed or ROB))
    return next((v for v in antwoord.verzoeken if v.dossier == proef.dossier), None)


async def zegt(stack: Stack, verzoek: MeekijkStand, bereid: bool, tekst: str = UIT_ZIN, **anders: Any) -> None:
    velden = {"verzoek_id": verzoek.id, "versie": verzoek.versie, "bereid": bereid, "toelichting": tekst}
    vraag = MeekijkverzoekBeantwoorden(opdracht=uuid4(), **(velden | anders))
    await stack.ask("intake", vraag, **ROB)


async def meekijken(proef: Proef, **anders: Any) -> None:
    gewoon = {"school": ANDERE, "op": clock.vandaag(), "toestemming": True, "vraag": VRAAG}
    await proef.doe(OnderzoekDelen, **(gewoon | anders))


async def test_een_tweede_school_ziet_wat_haar_wordt_gevraagd_en_niets_meer(stack: Stack):
    """Seed 001 bijlage 2.2.1 par. 8: shared while a second school looks; one name has the zorgplicht all the time."""
    proef = await Proef.begonnen(stack, dagen=10)
    assert await gevraagd(stack, proef) is None
    with pytest.raises(OngeldigeInvoer) as fout:
        await meekijken(proef, vraag="Het BSN is 111222333, heeft u plek?")
    assert list(fout.value.velden) == ["vraag"]
    await meekijken(proef)
    verzoek = await gevraagd(stack, proef)
    stand = (await proef.blad()).aanmelding
    assert (verzoek.vraag, verzoek.van_school, verzoek.houder, verzoek.aanleiding) == (VRAAG, EIGEN, EIGEN, "gevraagd")
    assert (verzoek.uiterlijk_op, verzoek.status) == (stand.klok.uiterlijk_op, "open")
    for vraag in (LeerlingTonen(dossier_id=proef.dossier), AanmeldingTonen(dossier_id=proef.dossier)):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", vraag, **ROB)
    assert await gevraagd(stack, proef, als="rob", organisatie="06SV11") is None
    assert await gevraagd(stack, proef, als="iris") is None  # the first school is not asked
    with pytest.raises(MagNiet):
        await gevraagd(stack, proef, als="vera")
    with pytest.raises(NietGevonden):  # nobody answers for another school
        vraag = MeekijkverzoekBeantwoorden(opdracht=uuid4(), verzoek_id=verzoek.id, versie=1, bereid=True)
        await stack.ask("intake", vraag, "rob", organisatie="06SV11")
    getoond = "select 1 from intake.audit where wat = 'meekijkverzoeken_tonen' and organisatie = $1 and $2 = any(zaken)"
    assert await stack.sql(getoond, ANDERE, proef.dossier)

    # The term of the first school moves, and so does that of the second.
    await proef.doe(BeslissingVerlengen, reden=UIT_ZIN, ingelicht=True)
    verzoek = await gevraagd(stack, proef)
    assert verzoek.uiterlijk_op == (await proef.blad()).aanmelding.klok.uiterlijk_op != stand.klok.uiterlijk_op
    with pytest.raises(OngeldigeInvoer) as fout:  # a no without a reason
        await zegt(stack, verzoek, False, "")
    assert list(fout.value.velden) == ["toelichting"]
    with pytest.raises(OngeldigeInvoer):
        await zegt(stack, verzoek, True, "Het BSN is 111222333.")
    await zegt(stack, verzoek, False)
    with pytest.raises(Gewijzigd):  # N13: two of the same school
        await zegt(stack, verzoek, True)

    async def bekend(bereid: bool) -> bool:
        kijkers = (await proef.blad()).aanmelding.meekijkers
        return [k.bereid for k in kijkers if k.school == ANDERE] == [bereid]

    await eventually(lambda: bekend(False), wat="de eerste school weet het antwoord")
    await zegt(stack, await gevraagd(stack, proef), True)  # on second thoughts
    await eventually(lambda: bekend(True), wat="de eerste school weet het nieuwe antwoord")
    stand = (await proef.blad()).aanmelding
    assert stand.houder.school == EIGEN  # ready is not enrolled
    await proef.doe(ToelatingWeigeren, op=clock.vandaag(), reden=UIT_ZIN)
    assert (await proef.blad()).aanmelding.houder.school == EIGEN
    await proef.doe(OvergangVastleggen, school=ANDERE, op=clock.vandaag())
    verzoek = await gevraagd(stack, proef)
    assert (verzoek.houder, verzoek.status) == (ANDERE, "bereid")
    with pytest.raises(KanNiet):  # it was decided: saying it once more changes nothing
        await zegt(stack, verzoek, True)


async def test_wie_zich_op_twee_scholen_meldt_staat_bij_allebei(stack: Stack):
    """WPO 40 lid 2: parents name the other schools; these answer themselves, the first keeps the zorgplicht."""
    proef = await Proef.begonnen(stack, dagen=5, andere_scholen=(ANDERE,))
    verzoek = await gevraagd(stack, proef)
    assert (verzoek.aanleiding, verzoek.vraag, verzoek.houder) == ("ouders", "", EIGEN)
    assert (await proef.blad()).aanmelding.meekijkers == []
    await zegt(stack, verzoek, True, "Wij hebben plek vanaf januari.")

    async def bekend() -> bool:
        return [k.bereid for k in (await proef.blad()).aanmelding.meekijkers] == [True]

    await eventually(bekend, wat="de eerste school weet het antwoord")
    # The first school may write down another word of it; that screen shows the same.
    await proef.doe(AntwoordVastleggen, school=ANDERE, bereid=False, op=clock.vandaag(), toelichting=UIT_ZIN)
    assert (await gevraagd(stack, proef)).status == "niet_bereid"

    tweede = await Proef.begonnen(stack, dagen=5, andere_scholen=(ANDERE,))
    await tweede.doe(OvergangVastleggen, school="06SV11", op=clock.vandaag())
    assert (await gevraagd(stack, tweede)).status == "vervallen"
    with pytest.raises(KanNiet):
        await zegt(stack, await gevraagd(stack, tweede), True)


async def test_onder_de_asielregels_zijn_het_zes_weken_en_dan_is_het_kind_toegelaten(stack: Stack):
    """R-ZP-6 (WPO 40 lid 15): no extension, and no placing for the time being: admitted from day 43."""
    proef = await Proef.begonnen(stack, dagen=3)
    gewoon = (await proef.blad()).aanmelding.klok
    with pytest.raises(MagNiet):
        await proef.doe(AsielregelsVastleggen, als="iris", gelden=True, bewijs=UIT_ZIN)
    for bewijs in ("", "kort"):
        with pytest.raises(OngeldigeInvoer):
            await proef.doe(AsielregelsVastleggen, gelden=True, bewijs=bewijs)
    await proef.doe(BeslissingVerlengen, reden=UIT_ZIN, ingelicht=True)
    bewijs = "Brief van de opvang van 3 november, in de administratie."
    await proef.doe(AsielregelsVastleggen, gelden=True, bewijs=bewijs)
    with pytest.raises(KanNiet):
        await proef.doe(AsielregelsVastleggen, gelden=True, bewijs=bewijs)
    blad = await proef.blad()
    klok = blad.aanmelding.klok
    assert klok.asielregels and not klok.verlengd and klok.verlengen_uiterlijk is None
    assert klok.uiterlijk_op == gewoon.uiterlijk_op and klok.plaatsen_op == clock.vandaag() + DAG * 40
    assert "beslissing_verlengen" not in blad.handelingen and "leerling_plaatsen" not in blad.handelingen
    bestuur = await proef.blad("bea")
    assert bestuur.aanmelding.klok.plaatsen_op == klok.plaatsen_op  # the same days, and not the proof
    assert bewijs not in str(bestuur) and bewijs in str(blad)
    try:
        stack.klok(datetime.combine(klok.plaatsen_op, time(9), AMSTERDAM))
        assert (await proef.blad()).aanmelding.klok.alarm == "plaatsen"
        with pytest.raises(KanNiet, match="toegelaten"):
            await proef.doe(LeerlingPlaatsen, op=clock.vandaag())
    finally:
        stack.klok_terug()
    await proef.doe(AsielregelsVastleggen, gelden=False, bewijs="Het gezin heeft een vergunning sinds oktober.")
    klok = (await proef.blad()).aanmelding.klok
    assert klok.verlengd and klok.uiterlijk_op > gewoon.uiterlijk_op  # what was told in time counts again

    vo = Proef(stack, await dossier_maken(vo_school(stack)), vo_school(stack))
    await vo.aanmelden(3, voorkeur="02EB00")
    assert "asielregels_vastleggen" not in (await vo.blad()).handelingen
    with pytest.raises(KanNiet):
        await vo.doe(AsielregelsVastleggen, gelden=True, bewijs=bewijs)
    assert timedelta(weeks=6) <= (await vo.blad()).aanmelding.klok.uiterlijk_op - (clock.vandaag() - DAG * 3)
