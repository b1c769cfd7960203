"""Door 1 of extra support, who decides: grant, refuse, prolong, stop. Within what the samenwerkingsverband declares."""

from __future__ import annotations

from infra.unit_of_work import UnitOfWork
from services.intake.arrangementen.cases import (
    arrangement_openen,
    bewaard,
    opnemen,
    soort_van,
    termijn_bijwerken,
)
from services.intake.arrangementen.contract import (
    ArrangementGestopt,
    ArrangementGeweigerd,
    ArrangementStoppen,
    ArrangementToegekend,
    ArrangementToekennen,
    ArrangementVerlengd,
    ArrangementVerlengen,
    ArrangementWeigeren,
)
from services.intake.arrangementen.duur import besteed
from services.intake.arrangementen.invoer import (
    fout,
    omvang_toetsen,
    periode_toetsen,
    stop_toetsen,
    tekst_toetsen,
    tot_toetsen,
)
from services.intake.arrangementen.proces import BEEINDIGD
from services.intake.arrangementen.tables import Arrangement
from services.intake.contract import Bewaard
from services.intake.service import INTAKE
from services.kern.kalender import in_woorden


@INTAKE.act(ArrangementToekennen)
async def arrangement_toekennen(unit: UnitOfWork, opdracht: ArrangementToekennen) -> Bewaard:
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "arrangement_toekennen", opdracht.versie)
    soort = soort_van(unit, arrangement)
    periode_toetsen(soort, opdracht.van, opdracht.tot, unit.vandaag)
    omvang_toetsen(soort, opdracht.cent, opdracht.inzet, nodig=True)
    reden = tekst_toetsen(opdracht.toelichting, "toelichting", nodig=False)
    arrangement.van, arrangement.tot = opdracht.van, opdracht.tot
    arrangement.cent, arrangement.inzet = opdracht.cent, opdracht.inzet
    opnemen(unit, arrangement, "toegekend", tot=arrangement.tot, reden=reden)
    await termijn_bijwerken(unit, arrangement)
    _inlichten(unit, arrangement)
    unit.record(
        ArrangementToegekend(
            zaak=arrangement.zaak,
            arrangement_id=arrangement.id,
            soort=arrangement.soort,
            school=arrangement.school,
            bestuur=arrangement.bestuur,
            van=arrangement.van,
            tot=arrangement.tot,
            cent=arrangement.cent,
            inzet=arrangement.inzet,
        )
    )
    return bewaard(unit, arrangement)


@INTAKE.act(ArrangementWeigeren)
async def arrangement_weigeren(unit: UnitOfWork, opdracht: ArrangementWeigeren) -> Bewaard:
    """Never without a reason: school and parents read it."""
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "arrangement_weigeren", opdracht.versie)
    reden = tekst_toetsen(opdracht.reden, "reden", "Schrijf op waarom niet, en wat de school nu kan doen.")
    opnemen(unit, arrangement, "geweigerd", reden=reden)
    arrangement.geeindigd_op = unit.vandaag
    _inlichten(unit, arrangement)
    unit.record(ArrangementGeweigerd(zaak=arrangement.zaak, arrangement_id=arrangement.id))
    return bewaard(unit, arrangement)


@INTAKE.act(ArrangementVerlengen)
async def arrangement_verlengen(unit: UnitOfWork, opdracht: ArrangementVerlengen) -> Bewaard:
    """Never past the longest that this kind may last, counted from its first day."""
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "arrangement_verlengen", opdracht.versie)
    if opdracht.tot <= arrangement.tot:
        raise fout("tot", f"Het loopt al tot en met {in_woorden(arrangement.tot)}. Kies een latere dag.")
    soort = soort_van(unit, arrangement)
    tot_toetsen(soort, arrangement.van, opdracht.tot)
    cent = (arrangement.cent or 0) + opdracht.cent if opdracht.cent is not None else arrangement.cent
    inzet = (arrangement.inzet or 0) + opdracht.inzet if opdracht.inzet is not None else arrangement.inzet
    omvang_toetsen(soort, opdracht.cent, opdracht.inzet, nodig=False)
    omvang_toetsen(soort, cent, inzet, nodig=False)
    reden = tekst_toetsen(opdracht.reden, "reden", "Schrijf op waarom het langer moet duren.")
    arrangement.tot, arrangement.cent, arrangement.inzet = opdracht.tot, cent, inzet
    arrangement.besteed_cent = None
    opnemen(unit, arrangement, "verlengd", tot=arrangement.tot, reden=reden)
    await termijn_bijwerken(unit, arrangement)
    _inlichten(unit, arrangement)
    unit.record(
        ArrangementVerlengd(
            zaak=arrangement.zaak, arrangement_id=arrangement.id, tot=arrangement.tot, cent=cent, inzet=inzet
        )
    )
    return bewaard(unit, arrangement)


@INTAKE.act(ArrangementStoppen)
async def arrangement_stoppen(unit: UnitOfWork, opdracht: ArrangementStoppen) -> Bewaard:
    """What of the amount belongs to the days until `per` stays of the school; the rest comes free."""
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "arrangement_stoppen", opdracht.versie)
    stop_toetsen(opdracht.per, arrangement.van, arrangement.tot, unit.vandaag)
    reden = tekst_toetsen(opdracht.reden, "reden", "Schrijf op waarom het stopt.")
    if arrangement.cent is not None:
        arrangement.besteed_cent = besteed(arrangement.cent, arrangement.van, arrangement.tot, opdracht.per)
    arrangement.tot = opdracht.per
    if opdracht.per <= unit.vandaag:  # else it goes on until that day, and ends by itself
        arrangement.status, arrangement.geeindigd_op = BEEINDIGD, unit.vandaag
    opnemen(unit, arrangement, "gestopt", tot=opdracht.per, reden=reden)
    await termijn_bijwerken(unit, arrangement)
    _inlichten(unit, arrangement)
    unit.record(
        ArrangementGestopt(
            zaak=arrangement.zaak,
            arrangement_id=arrangement.id,
            per=opdracht.per,
            cent=arrangement.besteed_cent,
        )
    )
    return bewaard(unit, arrangement)


def _inlichten(unit: UnitOfWork, arrangement: Arrangement) -> None:
    """The school hears that something was decided; who did it knows."""
    unit.later("school_inlichten", zaak=arrangement.zaak, voor=str(arrangement.id))
