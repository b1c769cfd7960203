"""De klok van een aanmelding: uit het register, met de regels van de wet (`services.kern.zorgplicht`).

Wachten op informatie zet haar niet stil (WPO 40, WEC 40 en WVO 8.8 kennen geen opschorting). Hoeveel dagen er werd
gewacht staat ernaast, zodat iedereen beide telt: de dagen van de wet en de dagen zonder het wachten.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.intake.zorgplicht.houder import Voorval, op_dag
from services.intake.zorgplicht.proces import ONBESLIST, ONDERZOEK
from services.kern import zorgplicht as wet
from services.kern.conventies import Conventies
from services.kern.kalender import DAG
from services.kern.lopende_termijn import Gebeurtenis
from services.kern.uitleg import Stap
from services.kern.wetsgetallen import PLAATSING_ASIEL_WEKEN

#: Wat een beslissing is op de aanmelding.
BESLISSING = ("ingeschreven", "geweigerd", "uitgezonderd", "elders_ingeschreven")
#: Zoveel dagen voor het einde staat een aanmelding op de alarmlijst en gaat er een bericht uit.
ALARM_DAGEN = 14
# Wie op 29 februari is geboren, kan in een gewoon jaar een dag eerder terecht: dat is voor het kind het gunstigst.
CONVENTIES = Conventies(schrikkeldag="28_februari")
ASIEL_SINDS = min(PLAATSING_ASIEL_WEKEN.waarden)
_SPECIAAL = frozenset({"so", "vso", "so_vso"})


class Klok(msgspec.Struct, frozen=True):
    """Alles wat op deze dag over de termijn te zeggen is.

    `status`: loopt | verstreken | gehaald | te_laat (zo is er beslist) | vervallen.
    `verlenging`: geen | tijdig. `plaatsen_op`: de dag vanaf
    wanneer het kind tijdelijk moet zijn geplaatst (onder de asielregels: is toegelaten); None als dat niet meer aan de
    orde is. `verlengen_uiterlijk` None: verlengen kan niet. `dag`: hoeveel dagen na de
    aanmelding het is. `wachtdagen`: hoeveel daarvan op informatie is gewacht; die tellen gewoon mee.
    """

    uiterlijk_op: date
    status: str
    verlenging: str
    verlengen_uiterlijk: date | None
    plaatsen_op: date | None
    dag: int
    wachtdagen: int
    uitleg: list[Stap]

    @property
    def loopt(self) -> bool:
        """Er is nog niet beslist."""
        return self.status in ("loopt", "verstreken")


def alarm(status: str, uiterlijk_op: date, plaatsen_op: date | None, vandaag: date) -> str:
    """Wat er dringt: `plaatsen` (de tien weken zijn voorbij), `te_laat`, `binnenkort` (binnen 14 dagen) of niets."""
    if status not in ONBESLIST:
        return ""
    if status == ONDERZOEK and plaatsen_op is not None and vandaag >= plaatsen_op:
        return "plaatsen"
    if vandaag > uiterlijk_op:
        return "te_laat"
    return "binnenkort" if vandaag >= waarschuwen_op(uiterlijk_op) else ""


def sinds(soort: str, uiterlijk_op: date, plaatsen_op: date | None) -> date | None:
    """Vanaf welke dag het te laat is; None zolang het dat niet is."""
    return {"plaatsen": plaatsen_op, "te_laat": uiterlijk_op + DAG}.get(soort)


def sector(soort: str, swv_sector: str) -> str:
    """Onder welke wet de school valt: `so`, `po` of `vo`. `soort`: van de school, `swv_sector`: PO of VO."""
    if soort in _SPECIAAL:
        return "so"
    return "vo" if swv_sector == "VO" else "po"


def klok(register: Sequence[Voorval], sector: str, vandaag: date, geboren_op: date | None = None) -> Klok:
    """`geboren_op` None: zonder de toelatingsleeftijd gerekend (voor wie van het kind niets mag weten)."""
    gesorteerd = op_dag(register)
    ontvangen = next(v.op for v in gesorteerd if v.soort == "aanmelding_ontvangen")
    beslist = next((v for v in gesorteerd if v.soort in BESLISSING), None)
    ingetrokken = next((v for v in gesorteerd if v.soort == "ingetrokken"), None)
    berekend = wet.zorgplicht(
        sector,
        _voor_de_wet(gesorteerd, beslist),
        geboren_op=geboren_op,
        asielregels=asielregels(gesorteerd),
        conventies=CONVENTIES,
    )
    uiterste = berekend.uiterste_beslisdatum
    if beslist is not None:
        status = "gehaald" if beslist.op <= uiterste else "te_laat"
    elif ingetrokken is not None:
        status = "vervallen"
    else:
        status = "loopt" if vandaag <= uiterste else "verstreken"
    klaar = beslist or ingetrokken
    return Klok(
        uiterlijk_op=uiterste,
        status=status,
        verlenging=berekend.verlenging,
        verlengen_uiterlijk=berekend.verlengen_uiterlijk,
        plaatsen_op=None if klaar else berekend.plaatsing_vanaf,
        dag=(min(vandaag, klaar.op if klaar else vandaag) - ontvangen).days,
        wachtdagen=_wachtdagen(gesorteerd, klaar.op if klaar else vandaag),
        uitleg=berekend.uitleg,
    )


def asielregels(register: Sequence[Voorval]) -> bool:
    """Of het kind onder de Europese asielregels valt: zes weken, zonder verlengen (WPO 40 lid 15, WEC 40 lid 23)."""
    gezegd = [v.soort for v in register if v.soort in ("asielregels_gelden", "asielregels_gelden_niet")]
    return bool(gezegd) and gezegd[-1] == "asielregels_gelden"


def kent_asielregels(sector: str, ontvangen_op: date) -> bool:
    """Of de wet die regels kent: WPO en WEC, voor een aanmelding vanaf de dag dat zij gelden; de WVO niet."""
    return sector in ("po", "so") and ontvangen_op >= ASIEL_SINDS


def aanmelden_vanaf(sector: str, ontvangen_op: date, geboren_op: date, vandaag: date) -> date | None:
    """Vanaf wanneer dit kind kan worden aangemeld; None in het vo, waar de wet geen leeftijd noemt."""
    if not geboren_op <= ontvangen_op <= vandaag:
        return None
    gebeurtenissen = [Gebeurtenis("aanmelding_ontvangen", op=ontvangen_op)]
    return wet.zorgplicht(sector, gebeurtenissen, geboren_op=geboren_op, conventies=CONVENTIES).aanmelden_vanaf


def _voor_de_wet(register: Sequence[Voorval], beslist: Voorval | None) -> list[Gebeurtenis]:
    """Wat ervan de termijn van de wet bepaalt."""
    uit = [
        Gebeurtenis(v.soort, op=v.op)
        for v in register
        if v.soort in ("aanmelding_ontvangen", "verlenging_meegedeeld", "informatie_gevraagd", "informatie_ontvangen")
    ]
    if beslist is not None:
        elders = beslist.soort == "elders_ingeschreven"
        uit.append(Gebeurtenis("elders_ingeschreven" if elders else "beslissing_meegedeeld", op=beslist.op))
    return uit


def _wachtdagen(register: Sequence[Voorval], tot: date) -> int:
    """Dagen waarop een vraag om informatie openstond; elke dag één keer, de dag van vragen niet."""
    open_, sinds, dagen = 0, tot, set()
    for voorval in register:
        if voorval.soort == "informatie_gevraagd":
            sinds = voorval.op if not open_ else sinds
            open_ += 1
        elif voorval.soort == "informatie_ontvangen" and open_:
            open_ -= 1
            if not open_:
                dagen |= _dagen(sinds, voorval.op)
    if open_:
        dagen |= _dagen(sinds, tot)
    return len(dagen)


def _dagen(van: date, tot: date) -> set[date]:
    return {van + DAG * n for n in range(1, (tot - van).days + 1)}


def waarschuwen_op(uiterlijk_op: date) -> date:
    """De dag waarop een aanmelding op de alarmlijst komt."""
    return uiterlijk_op - timedelta(days=ALARM_DAGEN)
