"""Een getal uit wet of beleid, met de dag waarop het begon te gelden en de bron.

Een wijziging voegt een regel toe; er wordt niets overschreven. Zo wordt een oude zaak naar de regel van haar
eigen dag beoordeeld. Alle getallen van de wet staan in `wetsgetallen.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from services.kern.wetsartikel import Wetsartikel

Waarde = TypeVar("Waarde")


class Geldend(Generic[Waarde]):
    """`Geldend({date(2009, 10, 1): 8}, grondslag=AWB_4_13)`; sleutels zijn de eerste dag van gelding.

    `ook_eerder=True` past de oudste waarde ook toe op dagen daarvoor: voor een termijn die bij ons weten nooit
    anders was, of waarvan wij de oudere waarde niet meer nodig hebben (`opmerking` zegt dat dan). Zonder dat is een
    dag voor de eerste datum een LookupError.
    """

    __slots__ = ("_enige", "grondslag", "ook_eerder", "opmerking", "waarden")

    def __init__(
        self,
        waarden: dict[date, Waarde],
        *,
        grondslag: Wetsartikel | str,
        ook_eerder: bool = False,
        opmerking: str = "",
    ):
        if not waarden:
            raise ValueError("een geldende waarde heeft ten minste één datum")
        self.waarden = dict(sorted(waarden.items()))
        self.grondslag = grondslag
        self.ook_eerder = ook_eerder
        self.opmerking = opmerking
        self._enige = ook_eerder and len(waarden) == 1

    def op(self, dag: date) -> Waarde:
        """De waarde op die dag. LookupError als er toen nog geen gold."""
        if self._enige:
            return next(iter(self.waarden.values()))
        return self.waarden[self.sinds(dag)]

    @property
    def laatste(self) -> Waarde:
        """De jongste waarde: voor een vraag waar geen dag bij hoort (een boete, een IQ)."""
        return next(reversed(self.waarden.values()))

    def sinds(self, dag: date) -> date:
        """De dag waarop de waarde van `dag` begon te gelden."""
        gevonden = None
        for vanaf in self.waarden:
            if gevonden is None or vanaf <= dag:
                gevonden = vanaf
        if gevonden > dag and not self.ook_eerder:
            raise LookupError(f"op {dag} gold nog geen waarde ({self.grondslag})")
        return gevonden

    def __repr__(self) -> str:
        return f"Geldend({self.waarden!r}, grondslag={str(self.grondslag)!r})"
