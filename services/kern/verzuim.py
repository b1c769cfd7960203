"""Verzuim melden, en wanneer een kind een thuiszitter is (Leerplichtwet 21a; Kamerbrief van 3 februari 2016)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import msgspec

from services.kern.bedrag import in_euro
from services.kern.getal import als_getal
from services.kern.kalender import DAG, in_woorden, maandeinde, plus_maanden
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap, waarde
from services.kern.vakanties import GEEN_VAKANTIE, IsVakantie
from services.kern.wetsartikelen import LPW_5, LPW_21A, LPW_27
from services.kern.wetsgetallen import (
    BOETE_HOOFD,
    BOETE_HOOFD_HOOGSTENS,
    KAMERBRIEF,
    MELDGRENS_LESWEKEN,
    MELDGRENS_UREN,
    THUISZITTER_LANG_MAANDEN,
    THUISZITTER_WEKEN,
)


class Verzuim16Uur(msgspec.Struct, frozen=True):
    """`meldweken`: plaatsen in de lijst, vanaf 1."""

    melden: bool
    meldweken: list[int]
    uitleg: list[Stap]


class Thuiszitter(msgspec.Struct, frozen=True):
    """`vanaf`: de dag waarop het kind thuiszitter is of wordt. `volglijst`: wie wij apart volgen."""

    thuiszitter: bool
    soort: str | None
    vanaf: date | None
    duur: str | None
    volglijst: str | None
    uitleg: list[Stap]


class BoeteHoofd(msgspec.Struct, frozen=True):
    """`maximum` in centen."""

    maximum: int
    uitleg: list[Stap]


def verzuim_16_uur(uren_per_week: Sequence[int | Fraction | None]) -> Verzuim16Uur:
    """Melden bij zestien uur in de laatste vier lesweken sinds de vorige melding.

    None is een vakantieweek: die telt niet als leswek, ook niet als nul.
    """
    lesweken, grens = MELDGRENS_LESWEKEN.laatste, MELDGRENS_UREN.laatste
    venster: list[int | Fraction] = []
    meldweken: list[int] = []
    uitleg: list[Stap] = []
    for week, uren in enumerate(uren_per_week, 1):
        if uren is None:
            continue
        venster = [*venster, uren][-lesweken:]
        som = sum(venster)
        if som >= grens:
            meldweken.append(week)
            zin = (
                f"Week {week}: {als_getal(som)} uur verzuim in {lesweken} lesweken. Melden; de telling begint opnieuw."
            )
            uitleg.append(waarde(zin, week, LPW_21A))
            venster = []
    if not meldweken:
        uitleg.append(waarde(f"Het verzuim bleef onder {grens} uur in {lesweken} lesweken.", False, LPW_21A))
    return Verzuim16Uur(bool(meldweken), meldweken, uitleg)


def thuiszitter(
    eerste_dag: date,
    peildatum: date,
    *,
    ingeschreven: bool,
    plicht: str,
    vrijstelling: bool = False,
    geoorloofd: bool = False,
    zonder_vakantie: IsVakantie | None = None,
) -> Thuiszitter:
    """Is dit kind op de peildatum een thuiszitter? Rekenfout `einde_voor_begin` of `geen_vakantiegegevens`.

    Niet ingeschreven: vanaf de eerste dag (absoluut). Wel ingeschreven: na meer dan vier weken ongeoorloofd
    verzuim, dus vanaf dag 29 (relatief). Nergens staat of vakantie in die vier weken meetelt. Standaard wel; met
    `zonder_vakantie` tellen de dagen in die vakanties niet mee.
    """
    if peildatum < eerste_dag:
        raise Rekenfout("einde_voor_begin", "peildatum", "De peildatum ligt voor de eerste dag.")
    if plicht == "geen":
        zin = "Er is geen leerplicht of kwalificatieplicht."
        return Thuiszitter(False, None, None, None, None, [waarde(zin, False, KAMERBRIEF)])
    if vrijstelling:
        zin = "Er is een vrijstelling: geen thuiszitter, wel op de volglijst."
        return Thuiszitter(False, None, None, None, "vrijstelling", [waarde(zin, False, LPW_5)])
    if ingeschreven and geoorloofd:
        zin = "Het verzuim is geoorloofd: geen thuiszitter, wel op de volglijst."
        return Thuiszitter(False, None, None, None, "geoorloofd_verzuim", [waarde(zin, False, KAMERBRIEF)])

    soort = "relatief" if ingeschreven else "absoluut"
    weken = THUISZITTER_WEKEN.op(eerste_dag)
    vanaf = eerste_dag
    if ingeschreven:
        vanaf = _meer_dan(timedelta(weeks=weken).days, eerste_dag, zonder_vakantie or GEEN_VAKANTIE)
    zonder = ", vakantie niet meegeteld" if zonder_vakantie is not None else ""
    zin = (
        f"Ingeschreven en langer dan {weken} weken thuis{zonder}: thuiszitter vanaf {in_woorden(vanaf)}."
        if ingeschreven
        else f"Niet ingeschreven: thuiszitter vanaf de eerste dag, {in_woorden(vanaf)}."
    )
    uitleg = [stap(zin, vanaf, KAMERBRIEF)]
    if peildatum < vanaf:
        return Thuiszitter(False, None, vanaf, None, None, uitleg)
    maanden = THUISZITTER_LANG_MAANDEN.op(eerste_dag)
    drie_maanden = plus_maanden(eerste_dag, maanden)
    uitleg.append(
        stap(
            f"{maanden} maanden thuis is het op {in_woorden(drie_maanden)}{maandeinde(eerste_dag, drie_maanden)}.",
            drie_maanden,
            KAMERBRIEF,
        )
    )
    duur = "langer_dan_3_maanden" if peildatum >= drie_maanden else "tot_3_maanden"
    return Thuiszitter(True, soort, vanaf, duur, None, uitleg)


def _meer_dan(dagen: int, eerste_dag: date, is_vakantie: IsVakantie) -> date:
    """De eerste dag waarop er meer dan zoveel dagen buiten de vakanties zijn, de eerste dag meegeteld."""
    dag, te_gaan = eerste_dag - DAG, dagen + 1
    while te_gaan:
        if is_vakantie.voorbij(dag):
            return dag + te_gaan * DAG
        dag += DAG
        te_gaan -= not is_vakantie(dag)
    return dag


def boete_hoofd(overtredingen: int) -> BoeteHoofd:
    """De hoogste boete voor het hoofd in één schooljaar (Leerplichtwet 27)."""
    boete, hoogstens = BOETE_HOOFD.laatste, BOETE_HOOFD_HOOGSTENS.laatste
    maximum = min(overtredingen * boete, hoogstens)
    zin = f"{overtredingen} keer {in_euro(boete)}, met een maximum van {in_euro(hoogstens)}: {in_euro(maximum)}."
    return BoeteHoofd(maximum, [waarde(zin, overtredingen, LPW_27)])
