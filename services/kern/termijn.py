"""Een enkele termijn: zoveel dagen, weken of maanden vanaf een dag, met de Algemene termijnenwet (1, 2 en 4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from services.kern.feestdagen import is_werkdag, rol, werkdagen_in
from services.kern.kalender import AMSTERDAM, DAG, aantal_in_woorden, in_woorden, maandeinde, plus_jaren, plus_maanden
from services.kern.uitleg import Stap, met_rol, stap, waarschuwen_als_voorlopig
from services.kern.wetsartikelen import ATW_1, ATW_2, ATW_4, AWB_4_5
from services.kern.wetsgetallen import ATW_HOOGSTENS, ATW_VANAF_DAGEN, ATW_WERKDAGEN

EENHEDEN = ("uren", "dagen", "werkdagen", "weken", "maanden", "jaren")
ENKELVOUD = {
    "uren": "uur",
    "dagen": "dag",
    "werkdagen": "werkdag",
    "weken": "week",
    "maanden": "maand",
    "jaren": "jaar",
}


class Termijn(msgspec.Struct, frozen=True):
    """`nominaal_einde` is het getelde einde, `einde` de laatste dag. Bij uren zijn het tijdstippen."""

    nominaal_einde: date | datetime
    einde: date | datetime
    uitleg: list[Stap]


class Hersteltermijn(msgspec.Struct, frozen=True):
    """`termijn_tot` is de laatste dag waarop het antwoord op tijd is."""

    termijn_tot: date
    uitleg: list[Stap]


def lengte_in_woorden(aantal: int, eenheid: str) -> str:
    """`1 week`, `6 weken`."""
    return aantal_in_woorden(aantal, ENKELVOUD[eenheid], eenheid)


def plus_werkdagen(dag: date, aantal: int, richting: int = 1) -> date:
    """De `aantal`-ste werkdag na (of met richting -1 voor) `dag`. OverflowError buiten de kalender."""
    if aantal > 366 * 9999:
        raise OverflowError("de datum valt buiten de kalender")
    while aantal > 300:
        # Hele jaren in één keer: van 31 december naar 31 december, of terug van 1 januari naar 1 januari.
        jaar = dag.year + richting
        if not 1 <= jaar <= 9999:
            raise OverflowError("de datum valt buiten de kalender")
        rand = date(dag.year, 12, 31) if richting > 0 else date(dag.year, 1, 1)
        if dag == rand and werkdagen_in(jaar) < aantal:
            aantal -= werkdagen_in(jaar)
            dag = date(jaar, 12, 31) if richting > 0 else date(jaar, 1, 1)
        else:
            dag += DAG * richting
            aantal -= is_werkdag(dag)
    while aantal:
        dag += DAG * richting
        aantal -= is_werkdag(dag)
    return dag


def verschuif(dag: date, aantal: int, eenheid: str) -> date:
    """Tel dagen, weken, maanden of jaren bij een dag op (of af). OverflowError buiten de kalender."""
    if eenheid == "dagen":
        return dag + timedelta(days=aantal)
    if eenheid == "weken":
        return dag + timedelta(weeks=aantal)
    if eenheid == "maanden":
        return plus_maanden(dag, aantal)
    return plus_jaren(dag, aantal)


def termijn(
    vanaf: date | datetime, aantal: int, eenheid: str, *, wettelijk: bool = True, richting: str = "vooruit"
) -> Termijn:
    """Tel `aantal` `eenheid` vanaf een dag (dag 0), of vanaf een tijdstip bij `uren`.

    De Algemene termijnenwet werkt alleen op een wettelijke termijn, vooruit, van ten hoogste 90 dagen, 12 weken of
    3 maanden. OverflowError als de datum buiten de kalender valt.
    """
    vooruit = richting == "vooruit"
    teken = 1 if vooruit else -1
    lengte = f"{lengte_in_woorden(aantal, eenheid)} {'na' if vooruit else 'voor'}"
    if eenheid == "uren":
        tijd = (vanaf.astimezone(UTC) + timedelta(hours=teken * aantal)).astimezone(AMSTERDAM)
        zin = f"{lengte} {in_woorden(vanaf.astimezone(AMSTERDAM).date())}, in echte uren."
        return Termijn(tijd, tijd, [Stap(zin, datum=tijd.isoformat(), grondslag=str(ATW_4))])
    if eenheid == "werkdagen":
        nominaal = plus_werkdagen(vanaf, aantal, teken)
    else:
        nominaal = verschuif(vanaf, teken * aantal, eenheid)
    grondslag = ATW_1 if wettelijk else "eigen termijn"
    korter = maandeinde(vanaf, nominaal) if eenheid in ("maanden", "jaren") else ""
    uitleg = [stap(f"{lengte} {in_woorden(vanaf)} is {in_woorden(nominaal)}{korter}.", nominaal, grondslag)]
    if not wettelijk or not vooruit or aantal > ATW_HOOGSTENS.op(vanaf).get(eenheid, 0):
        if eenheid == "werkdagen":
            waarschuwen_als_voorlopig(nominaal, uitleg)
        return Termijn(nominaal, nominaal, uitleg)

    einde = met_rol(nominaal, uitleg)
    if eenheid != "dagen" or aantal >= ATW_VANAF_DAGEN.op(vanaf):
        werkdagen = ATW_WERKDAGEN.op(vanaf)
        ruim_genoeg = max(einde, plus_werkdagen(vanaf, werkdagen))
        if ruim_genoeg != einde:
            einde = ruim_genoeg
            zin = (
                f"In een termijn horen {werkdagen} werkdagen te liggen. Zij loopt door tot en met {in_woorden(einde)}."
            )
            uitleg.append(stap(zin, einde, ATW_2))
    return Termijn(nominaal, einde, uitleg)


def termijn_na(dag: date, aantal: int, eenheid: str, wat: str, grondslag: object) -> Termijn:
    """Een wettelijke termijn die alleen naar de eerstvolgende werkdag kan schuiven."""
    nominaal = verschuif(dag, aantal, eenheid)
    lengte = lengte_in_woorden(aantal, eenheid)
    korter = maandeinde(dag, nominaal) if eenheid in ("maanden", "jaren") else ""
    uitleg = [stap(f"{wat}: {lengte} na {in_woorden(dag)} is {in_woorden(nominaal)}{korter}.", nominaal, grondslag)]
    return Termijn(nominaal, met_rol(nominaal, uitleg), uitleg)


def hersteltermijn(gevraagd_op: date, aantal: int, eenheid: str = "weken") -> Hersteltermijn:
    """De termijn die het samenwerkingsverband zelf geeft om aan te vullen (Awb 4:5).

    De Algemene termijnenwet geldt niet voor een termijn die een bestuursorgaan zelf stelt. Eindigt zij toch op een
    vrije dag, dan geven wij uit coulance de eerstvolgende werkdag; dat maakt de aanvrager nooit slechter af.
    """
    nominaal = (
        plus_werkdagen(gevraagd_op, aantal) if eenheid == "werkdagen" else verschuif(gevraagd_op, aantal, eenheid)
    )
    lengte = lengte_in_woorden(aantal, eenheid)
    uitleg = [stap(f"Om aanvulling gevraagd op {in_woorden(gevraagd_op)}.", gevraagd_op, AWB_4_5)]
    einde = rol(nominaal)
    zin = f"U heeft {lengte} om aan te vullen, tot en met {in_woorden(einde)}."
    uitleg.append(stap(zin, einde, AWB_4_5))
    return Hersteltermijn(einde, uitleg)
