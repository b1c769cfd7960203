"""Invoer lezen zoals het rekencontract haar beschrijft: elk type op één manier, elke fout met zijn veld.

Een veld dat ontbreekt of null is, krijgt zijn standaard. Een veld dat niemand kent is een fout: een tikfout mag
nooit voor "niet opgegeven" doorgaan.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

from services.kern.bedrag import als_centen
from services.kern.conventies import INSTELLINGEN, STANDAARD, Conventies
from services.kern.kalender import Periode, local_date
from services.kern.rekenfout import Rekenfout

EERSTE_DATUM = date(1900, 1, 1)
LAATSTE_DATUM = date(2199, 12, 31)
# Een grens tegen misbruik, ver boven alles wat bij een kind, een school of een begroting hoort.
GROOTSTE = 10**50
MEESTE_CIJFERS = 60

_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIJDSTIP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
_GETAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_BREUK = re.compile(r"(-?[0-9]{1,30})/([0-9]{1,30})")
_MAAND_DAG = re.compile(r"([0-9]{2})-([0-9]{2})")

VERPLICHT: Any = object()


def lees_datum(waarde: object, pad: str) -> date:
    if not isinstance(waarde, str):
        raise Rekenfout("ongeldige_waarde", pad, "Geef een datum als tekst, bijvoorbeeld 2026-11-23.")
    if _DATUM.fullmatch(waarde):
        try:
            dag = date.fromisoformat(waarde)
        except ValueError:
            pass
        else:
            if EERSTE_DATUM <= dag <= LAATSTE_DATUM:
                return dag
    raise Rekenfout("ongeldige_datum", pad, "Dit is geen datum in de vorm 2026-11-23, van 1900 tot en met 2199.")


def lees_tijdstip(waarde: object, pad: str) -> datetime:
    if not isinstance(waarde, str):
        raise Rekenfout("ongeldige_waarde", pad, "Geef een tijdstip als tekst, bijvoorbeeld 2026-11-23T09:30:00+01:00.")
    gevonden = _TIJDSTIP.fullmatch(waarde)
    if gevonden:
        dag, uur, minuut, seconde, teken, zone_uur, zone_minuut = gevonden.groups()
        try:
            afstand = timedelta(hours=int(zone_uur or 0), minutes=int(zone_minuut or 0))
            if int(zone_minuut or 0) > 59:
                raise ValueError("geen zone")
            zone = timezone(-afstand if teken == "-" else afstand)
            moment = datetime.combine(
                date.fromisoformat(dag), datetime.min.time().replace(int(uur), int(minuut), int(seconde or 0)), zone
            )
            if EERSTE_DATUM <= local_date(moment) <= LAATSTE_DATUM:
                return moment
        except (ValueError, OverflowError):
            pass
    raise Rekenfout(
        "ongeldige_datum", pad, "Dit is geen tijdstip met tijdzone, zoals 2026-11-23T09:30:00+01:00."
    )  # fmt: skip


def lees_moment(waarde: object, pad: str) -> date:
    """Een datum, of van een tijdstip de dag in Nederland (Awb 2:20)."""
    if isinstance(waarde, str) and len(waarde) > 10:
        return local_date(lees_tijdstip(waarde, pad))
    return lees_datum(waarde, pad)


def lees_aantal(waarde: object, pad: str, minstens: int = 0, hoogstens: int = GROOTSTE) -> int:
    if type(waarde) is not int:
        raise Rekenfout("ongeldige_waarde", pad, "Geef een heel getal.")
    if waarde < 0:
        raise Rekenfout("negatief", pad, "Dit getal kan niet onder nul zijn.")
    if not minstens <= waarde <= hoogstens:
        tot = "" if hoogstens == GROOTSTE else f" en hoogstens {hoogstens}"
        raise Rekenfout("ongeldige_waarde", pad, f"Geef een heel getal van minstens {minstens}{tot}.")
    return waarde


def lees_getal(waarde: object, pad: str, mag_negatief: bool = False) -> int | Fraction:
    """Een JSON-getal of hetzelfde als tekst; altijd exact."""
    exact: int | Fraction
    if type(waarde) is int:
        exact = waarde
    else:
        if isinstance(waarde, str) and len(waarde) <= MEESTE_CIJFERS and _GETAL.fullmatch(waarde):
            waarde = Decimal(waarde)
        if not isinstance(waarde, Decimal) or not waarde.is_finite():
            raise Rekenfout("ongeldige_waarde", pad, "Geef een getal, bijvoorbeeld 3.75.")
        _, cijfers, exponent = waarde.as_tuple()
        if len(cijfers) > MEESTE_CIJFERS or abs(exponent) > MEESTE_CIJFERS:
            raise Rekenfout("ongeldige_waarde", pad, "Dit getal heeft te veel cijfers.")
        exact = Fraction(waarde)
    if exact < 0 and not mag_negatief:
        raise Rekenfout("negatief", pad, "Dit getal kan niet onder nul zijn.")
    if abs(exact) > GROOTSTE:
        raise Rekenfout("ongeldige_waarde", pad, "Dit getal is te groot.")
    return exact


def lees_breuk(waarde: object, pad: str) -> Fraction:
    if isinstance(waarde, str) and (gevonden := _BREUK.fullmatch(waarde)):
        if int(gevonden[2]) == 0:
            raise Rekenfout("ongeldige_waarde", pad, "Delen door nul kan niet.")
        return Fraction(int(gevonden[1]), int(gevonden[2]))
    return Fraction(lees_getal(waarde, pad, mag_negatief=True))


def lees_geld(waarde: object, pad: str, mag_negatief: bool = False) -> int:
    """Een bedrag in centen."""
    if isinstance(waarde, bool) or not isinstance(waarde, str | int | Decimal):
        raise Rekenfout("ongeldige_waarde", pad, "Geef een bedrag als tekst, bijvoorbeeld 6634.52.")
    try:
        if not isinstance(waarde, str):
            raise ValueError("een bedrag is tekst")
        centen = als_centen(waarde)
    except ValueError:
        raise Rekenfout(
            "ongeldig_bedrag", pad, "Geef een bedrag als tekst met twee decimalen en een punt, zoals 6634.52."
        ) from None
    if centen < 0 and not mag_negatief:
        raise Rekenfout("negatief", pad, "Dit bedrag kan niet onder nul zijn.")
    return centen


def lees_keuze(waarde: object, pad: str, mogelijk: Collection[str]) -> str:
    if not isinstance(waarde, str) or waarde not in mogelijk:
        raise Rekenfout("ongeldige_waarde", pad, f"Kies uit: {', '.join(mogelijk)}.")
    return waarde


def lees_tekst(waarde: object, pad: str) -> str:
    if not isinstance(waarde, str):
        raise Rekenfout("ongeldige_waarde", pad, "Geef tekst.")
    return waarde


def lees_ja_nee(waarde: object, pad: str) -> bool:
    if not isinstance(waarde, bool):
        raise Rekenfout("ongeldige_waarde", pad, "Geef true of false.")
    return waarde


def lees_maand_dag(waarde: object, pad: str) -> tuple[int, int]:
    """`"08-01"`; 29 februari bestaat niet elk jaar en mag dus niet."""
    if not isinstance(waarde, str):
        raise Rekenfout("ongeldige_waarde", pad, "Geef een maand en dag als tekst, zoals 08-01.")
    gevonden = _MAAND_DAG.fullmatch(waarde)
    try:
        dag = date(2001, int(gevonden[1]), int(gevonden[2]))  # 2001 heeft geen 29 februari
    except (TypeError, ValueError):
        raise Rekenfout("ongeldige_datum", pad, "Dit is geen maand en dag zoals 08-01.") from None
    return dag.month, dag.day


class Invoer:
    """Eén object uit de invoer, met zijn pad voor de foutmelding. `velden`: de namen die mogen."""

    __slots__ = ("gegevens", "pad")

    def __init__(self, gegevens: object, velden: Collection[str], pad: str = "", hier: str = "invoer"):
        if not isinstance(gegevens, dict):
            raise Rekenfout("ongeldige_waarde", pad.rstrip(".") or hier, "Geef hier een object.")
        for naam in gegevens:
            if naam not in velden:
                raise Rekenfout("onbekend_veld", pad + naam, f"Het veld “{naam}” bestaat hier niet.")
        self.gegevens = gegevens
        self.pad = pad

    def heeft(self, naam: str) -> bool:
        return self.gegevens.get(naam) is not None

    def _lees(self, lezer, naam: str, standaard: Any, *rest: Any) -> Any:
        waarde = self.gegevens.get(naam)
        if waarde is None:
            if standaard is VERPLICHT:
                raise Rekenfout("ontbreekt", self.pad + naam, f"Het veld “{naam}” ontbreekt.")
            return standaard
        return lezer(waarde, self.pad + naam, *rest)

    def datum(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_datum, naam, standaard)

    def tijdstip(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_tijdstip, naam, standaard)

    def moment(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_moment, naam, standaard)

    def aantal(self, naam: str, standaard: Any = VERPLICHT, minstens: int = 0, hoogstens: int = GROOTSTE) -> Any:
        return self._lees(lees_aantal, naam, standaard, minstens, hoogstens)

    def schooljaar(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_aantal, naam, standaard, EERSTE_DATUM.year, LAATSTE_DATUM.year)

    def getal(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_getal, naam, standaard)

    def breuk(self, naam: str, hoogstens: int) -> Fraction:
        waarde = self._lees(lees_breuk, naam, VERPLICHT)
        if waarde > hoogstens:
            raise Rekenfout("ongeldige_waarde", self.pad + naam, f"Dit kan hoogstens {hoogstens} zijn.")
        return waarde

    def geld(self, naam: str, standaard: Any = VERPLICHT, mag_negatief: bool = False) -> Any:
        return self._lees(lees_geld, naam, standaard, mag_negatief)

    def keuze(self, naam: str, mogelijk: Collection[str], standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_keuze, naam, standaard, mogelijk)

    def tekst(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_tekst, naam, standaard)

    def ja_nee(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        return self._lees(lees_ja_nee, naam, standaard)

    def lijst(self, naam: str, standaard: Any = VERPLICHT) -> Any:
        """Paren van pad en waarde, of de standaard."""
        return self._lees(_lees_lijst, naam, standaard)

    def onderdeel(self, naam: str, velden: Collection[str], standaard: Any = VERPLICHT) -> Any:
        """Een object in de invoer."""
        return self._lees(lambda waarde, pad: Invoer(waarde, velden, pad + "."), naam, standaard)

    def onderdelen(self, naam: str, velden: Collection[str], standaard: Any = VERPLICHT) -> Any:
        """Een lijst van objecten in de invoer."""
        paren = self.lijst(naam, None if standaard is not VERPLICHT else VERPLICHT)
        if paren is None:
            return standaard
        return [Invoer(waarde, velden, pad + ".") for pad, waarde in paren]

    def periodes(self, naam: str) -> list[Periode] | None:
        """Periodes, of None als het veld ontbreekt. `einde_voor_begin` als er een achterstevoren staat."""
        delen = self.onderdelen(naam, ("van", "tot_en_met"), None)
        if delen is None:
            return None
        uit = []
        for deel in delen:
            periode = Periode(deel.datum("van"), deel.datum("tot_en_met"))
            if periode.tot_en_met < periode.van:
                raise Rekenfout("einde_voor_begin", f"{deel.pad}tot_en_met", "De periode eindigt voordat zij begint.")
            uit.append(periode)
        return uit

    def conventies(self) -> Conventies:
        """De keuzes van de vrager; alles wat hij niet noemt is onze standaard."""
        keuzes = self.onderdeel("conventie", INSTELLINGEN, None)
        if keuzes is None or not keuzes.gegevens:
            return STANDAARD
        gekozen = {}
        for naam, waarde in keuzes.gegevens.items():
            if waarde is None:
                continue
            veld, mogelijk = INSTELLINGEN[naam]
            if not any(type(waarde) is type(optie) and waarde == optie for optie in mogelijk):
                opties = " of ".join(str(optie) for optie in mogelijk)
                raise Rekenfout("ongeldige_waarde", f"conventie.{naam}", f"Kies {opties}.")
            gekozen[veld] = waarde
        return Conventies(**gekozen)


def _lees_lijst(waarde: object, pad: str) -> Sequence[tuple[str, object]]:
    if not isinstance(waarde, list):
        raise Rekenfout("ongeldige_waarde", pad, "Geef hier een lijst.")
    return list(_genummerd(waarde, pad))


def _genummerd(waarden: list, pad: str) -> Iterator[tuple[str, object]]:
    for nummer, waarde in enumerate(waarden):
        yield f"{pad}[{nummer}]", waarde
