"""De andere termijnen van de Leerplichtwet: vervangende leerplicht, richting, een kind onder de zes, en ziekte."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import msgspec

from services.kern.conventies import STANDAARD, Conventies
from services.kern.getal import als_getal
from services.kern.kalender import in_woorden, is_schrikkeldag, maandeinde, plus_jaren, verjaardag
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import termijn, termijn_na
from services.kern.uitleg import Stap, stap, waarde
from services.kern.wetsartikelen import LPW_3A, LPW_3B, LPW_8, LPW_11A, LPW_12
from services.kern.wetsgetallen import (
    ONDER_ZES_LEEFTIJD,
    ONDER_ZES_UREN,
    RICHTING_JAREN,
    VERVANGENDE_LEERPLICHT_WEKEN,
    VERVANGENDE_VERLENGEN_WEKEN,
    ZIEKMELDING_DAGEN,
)


class VervangendeLeerplicht(msgspec.Struct, frozen=True):
    """Elk veld is None als er een gegeven voor ontbreekt."""

    besluiten_uiterlijk: date | None
    verlenging_aanvragen_uiterlijk: date | None
    uitleg: list[Stap]


class Vrijstelling5b(msgspec.Struct, frozen=True):
    """`jaar_vanaf`: de eerste dag van het jaar dat telt."""

    jaar_vanaf: date
    verklaring_geldig: bool
    uitleg: list[Stap]


class VrijstellingOnderZes(msgspec.Struct, frozen=True):
    """Uren per week: `zelf_mededelen` door de ouders, `aan_hoofd_vragen`, en wat er boven de wet uitkomt."""

    geldt_tot: date
    zelf_mededelen: Fraction
    aan_hoofd_vragen: Fraction
    te_veel: Fraction
    uitleg: list[Stap]


class Ziekmelding(msgspec.Struct, frozen=True):
    melden_uiterlijk: date
    uitleg: list[Stap]


def vervangende_leerplicht(
    aangevraagd_op: date | None = None, toestemming_tot_en_met: date | None = None
) -> VervangendeLeerplicht:
    """De gemeente beslist binnen zes weken; verlengen wordt acht weken van tevoren gevraagd (terug, rolt niet)."""
    uitleg: list[Stap] = []
    besluiten = verlengen = None
    if aangevraagd_op is not None:
        weken = VERVANGENDE_LEERPLICHT_WEKEN.op(aangevraagd_op)
        uitkomst = termijn_na(aangevraagd_op, weken, "weken", "De gemeente beslist", LPW_3A)
        besluiten = uitkomst.einde
        uitleg += uitkomst.uitleg
        uitleg.append(waarde("Hetzelfde geldt voor het laatste schooljaar op een mbo-instelling.", weken, LPW_3B))
    if toestemming_tot_en_met is not None:
        weken = VERVANGENDE_VERLENGEN_WEKEN.op(toestemming_tot_en_met)
        verlengen = toestemming_tot_en_met - timedelta(weeks=weken)
        zin = f"Verlengen vragen kan tot {weken} weken voor {in_woorden(toestemming_tot_en_met)}: "
        uitleg.append(stap(f"{zin}{in_woorden(verlengen)}.", verlengen, LPW_3A))
    return VervangendeLeerplicht(besluiten, verlengen, uitleg)


def vrijstelling_5b(kennisgeving_op: date, laatst_op_school_van_richting: date | None = None) -> Vrijstelling5b:
    """Wie in het jaar voor de kennisgeving op een school van die richting zat, kan er geen bedenking tegen hebben.

    Rekenfout `einde_voor_begin` als de laatste schooldag na de kennisgeving ligt.
    """
    laatste = laatst_op_school_van_richting
    if laatste is not None and laatste > kennisgeving_op:
        raise Rekenfout(
            "einde_voor_begin", "laatst_op_school_van_richting", "Die dag ligt na de kennisgeving van de ouders."
        )
    jaren = RICHTING_JAREN.op(kennisgeving_op)
    vanaf = plus_jaren(kennisgeving_op, -jaren)
    geldig = laatste is None or laatste < vanaf
    zin = f"Het jaar voor de kennisgeving begint op {in_woorden(vanaf)}{maandeinde(kennisgeving_op, vanaf)}."
    uitleg = [stap(zin, vanaf, LPW_8)]
    gevolg = (
        "Het kind zat in dat jaar niet op een school van die richting."
        if geldig
        else f"Het kind zat tot en met {in_woorden(laatste)} op een school van die richting; de verklaring geldt niet."
    )
    uitleg.append(waarde(gevolg, geldig, LPW_8))
    return Vrijstelling5b(vanaf, geldig, uitleg)


def vrijstelling_onder_zes(
    geboren_op: date, uren_per_week: int | Fraction, conventies: Conventies = STANDAARD
) -> VrijstellingOnderZes:
    """Onder de zes: vijf uur per week na een mededeling, nog vijf als het hoofd het goedvindt (Leerplichtwet 11a).

    Rekenfout `keuze_nodig` (CONV-9).
    """
    leeftijd, uren = ONDER_ZES_LEEFTIJD.op(geboren_op), ONDER_ZES_UREN.op(geboren_op)
    tot = verjaardag(geboren_op, leeftijd, conventies.schrikkeldag)
    gekozen = is_schrikkeldag(geboren_op) and not is_schrikkeldag(tot)
    keuze = f" (keuze CONV-9: {(conventies.schrikkeldag or '').replace('_', ' ')})" if gekozen else ""
    gevraagd = Fraction(uren_per_week)
    zelf = min(gevraagd, Fraction(uren))
    hoofd = min(gevraagd - zelf, Fraction(uren))
    te_veel = gevraagd - zelf - hoofd
    zin = f"Dit kan tot de dag waarop het kind {leeftijd} wordt: {in_woorden(tot)}{keuze}."
    uitleg = [stap(zin, tot, LPW_11A, *(["CONV-9"] if keuze else []))]
    zin = f"{als_getal(zelf)} uur delen de ouders mee; {als_getal(hoofd)} uur vragen zij aan het hoofd."
    uitleg.append(waarde(zin, als_getal(zelf + hoofd), LPW_11A))
    if te_veel:
        uitleg.append(waarde(f"{als_getal(te_veel)} uur is meer dan de wet toestaat.", als_getal(te_veel), LPW_11A))
    return VrijstellingOnderZes(tot, zelf, hoofd, te_veel, uitleg)


def ziekmelding(ontstaan_op: date) -> Ziekmelding:
    """Ziekte wordt binnen twee dagen gemeld; ook wie achteraf verlof vraagt heeft twee dagen (12 en 14 lid 2)."""
    dagen = ZIEKMELDING_DAGEN.op(ontstaan_op)
    uitkomst = termijn(ontstaan_op, dagen, "dagen")
    zin = f"Aan het hoofd melden binnen {dagen} dagen: uiterlijk {in_woorden(uitkomst.einde)}."
    return Ziekmelding(uitkomst.einde, [*uitkomst.uitleg, stap(zin, uitkomst.einde, LPW_12)])
