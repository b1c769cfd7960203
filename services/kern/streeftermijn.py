"""De streeftermijn van een samenwerkingsverband: eigen beleid, nooit later dan de uiterste beslisdatum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from services.kern.feestdagen import is_werkdag
from services.kern.kalender import DAG, Periode, in_woorden
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import lengte_in_woorden, plus_werkdagen
from services.kern.uitleg import Stap, stap, waarschuwen_als_voorlopig
from services.kern.vakanties import vakantie_in
from services.kern.wetsartikelen import AWB_4_13
from services.kern.wetsgetallen import BELEID

DAGEN_PER_WEEK = 7


class Streeftermijn(msgspec.Struct, frozen=True):
    """`begrensd`: het eigen streven zou later uitkomen dan de wet toelaat, en is daarop afgekapt."""

    berekend_op: date
    streefdatum: date
    begrensd: bool
    uitleg: list[Stap]


def streeftermijn(
    ontvangen_op: date,
    aantal: int,
    eenheid: str,
    vakanties: Sequence[Periode] | None = None,
    uiterste_beslisdatum: date | None = None,
    *,
    regio: str | None = None,
) -> Streeftermijn:
    """Tel de dagen, weken (van zeven dagen) of werkdagen na ontvangst die niet in een vakantie vallen.

    Zonder `vakanties` en zonder `regio` telt elke dag. OverflowError buiten de kalender.
    """
    if uiterste_beslisdatum is not None and uiterste_beslisdatum < ontvangen_op:
        raise Rekenfout("einde_voor_begin", "uiterste_beslisdatum", "De uiterste beslisdatum ligt voor de ontvangst.")
    is_vakantie = vakantie_in(regio, vakanties)
    te_gaan = aantal * DAGEN_PER_WEEK if eenheid == "weken" else aantal
    if te_gaan > (date.max - ontvangen_op).days:
        raise OverflowError("de datum valt buiten de kalender")
    alleen_werkdagen = eenheid == "werkdagen"
    dag, overgeslagen = ontvangen_op, 0
    while te_gaan:
        if is_vakantie.voorbij(dag):
            # Na de laatste vakantie is er niets meer om over te slaan.
            dag = plus_werkdagen(dag, te_gaan) if alleen_werkdagen else dag + te_gaan * DAG
            break
        dag += DAG
        if is_vakantie(dag):
            overgeslagen += 1
        elif not alleen_werkdagen or is_werkdag(dag):
            te_gaan -= 1

    lengte = lengte_in_woorden(aantal, eenheid)
    zonder = f"; {overgeslagen} vakantiedagen tellen niet mee" if overgeslagen else ""
    uitleg = [
        stap(f"Ontvangen op {in_woorden(ontvangen_op)}.", ontvangen_op, BELEID),
        stap(f"Het streven is {lengte} na ontvangst{zonder}: {in_woorden(dag)}.", dag, BELEID),
    ]
    if alleen_werkdagen:
        waarschuwen_als_voorlopig(dag, uitleg)
    streefdatum, begrensd = dag, False
    if uiterste_beslisdatum is not None and dag > uiterste_beslisdatum:
        streefdatum, begrensd = uiterste_beslisdatum, True
        zin = f"Dat is later dan de wet toelaat. De streefdatum wordt {in_woorden(streefdatum)}."
        uitleg.append(stap(zin, streefdatum, AWB_4_13))
    return Streeftermijn(dag, streefdatum, begrensd, uitleg)
