"""De vaste dagen van een kalenderjaar: wat de wet elk jaar op of voor dezelfde dag vraagt."""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.geldend import Geldend
from services.kern.kalender import DAG, in_woorden
from services.kern.uitleg import Stap, stap
from services.kern.wetsgetallen import (
    AANMELDEN_VO,
    JAARVERSLAG_VOOR,
    KENNISGEVING_VOOR,
    LEERPLICHTVERSLAG_VOOR,
    PLAN_VOOR,
    SCHOOLADVIES,
    SCHOOLADVIES_DEFINITIEF,
    TELDATUM,
    TELDATUM_VO,
    TOETSENLIJST_VOOR,
)


class Jaarkalender(msgspec.Struct, frozen=True):
    """Alle dagen liggen in het gevraagde kalenderjaar; geen ervan schuift naar een werkdag."""

    schooladvies_vanaf: date
    schooladvies_tot_en_met: date
    teldatum: date
    schooladvies_definitief_uiterlijk: date
    aanmelden_vo_vanaf: date
    aanmelden_vo_tot_en_met: date
    ondersteuningsplan_uiterlijk: date
    kennisgeving_vrijstelling_uiterlijk: date
    jaarverslag_uiterlijk: date
    leerplichtverslag_uiterlijk: date
    toetsenlijst_uiterlijk: date
    teldatum_vo: date
    uitleg: list[Stap]


def jaarkalender(jaar: int) -> Jaarkalender:
    """De vaste dagen van dit jaar, met hun grondslag."""
    uitleg: list[Stap] = []
    eerste_dag = date(jaar, 1, 1)

    def op(wat: str, getal: Geldend, maand_dag: tuple[int, int]) -> date:
        dag = date(jaar, *maand_dag)
        uitleg.append(stap(f"{wat}: {in_woorden(dag)}.", dag, getal.grondslag))
        return dag

    def voor(wat: str, getal: Geldend) -> date:
        dag = date(jaar, *getal.op(eerste_dag)) - DAG
        uitleg.append(stap(f"{wat}: uiterlijk {in_woorden(dag)}.", dag, getal.grondslag))
        return dag

    advies, aanmelden = SCHOOLADVIES.op(eerste_dag), AANMELDEN_VO.op(eerste_dag)
    definitief = SCHOOLADVIES_DEFINITIEF.op(eerste_dag)
    return Jaarkalender(
        op("Het schooladvies kan vanaf", SCHOOLADVIES, advies[0]),
        op("Het schooladvies is er uiterlijk", SCHOOLADVIES, advies[1]),
        op("Teldatum basisonderwijs en (v)so", TELDATUM, TELDATUM.op(eerste_dag)),
        op("Het definitieve schooladvies is er uiterlijk", SCHOOLADVIES_DEFINITIEF, definitief),
        op("Aanmelden voor het eerste leerjaar vo vanaf", AANMELDEN_VO, aanmelden[0]),
        op("Aanmelden voor het eerste leerjaar vo tot en met", AANMELDEN_VO, aanmelden[1]),
        voor("Een nieuw ondersteuningsplan naar de inspectie", PLAN_VOOR),
        voor("Kennisgeving van een vrijstelling voor het nieuwe schooljaar", KENNISGEVING_VOOR),
        voor("Jaarverslag van het samenwerkingsverband", JAARVERSLAG_VOOR),
        voor("Verslag van de gemeente over de leerplicht", LEERPLICHTVERSLAG_VOOR),
        voor("Lijst van de minister met toetsen voor pro en lwoo", TOETSENLIJST_VOOR),
        op("Teldatum vo", TELDATUM_VO, TELDATUM_VO.op(eerste_dag)),
        uitleg,
    )
