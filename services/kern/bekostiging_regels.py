"""Rekenregels van de bekostiging: wet (WPO 118 tot 125, WVO 5.13 tot 5.16) en eigen beleid. Bedragen in centen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import msgspec

from services.kern.bedrag import afronden, in_euro, verdelen
from services.kern.getal import als_getal
from services.kern.kalender import in_woorden
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap, waarde
from services.kern.wetsartikelen import WPO_118, WPO_122, WPO_123, WPO_124, WPO_125, WVO_5_13
from services.kern.wetsgetallen import (
    BELEID,
    OCW,
    SBO_NORM_PROCENT,
    SIGNALERING_DEEL,
    SIGNALERING_MINIMUM,
    TELDATUM,
    TELDATUM_VO,
)

PROCENT = 100


class Verdeling(msgspec.Struct, frozen=True):
    delen: list[int]
    uitleg: list[Stap]


class NaarRato(msgspec.Struct, frozen=True):
    dagen: int
    dagen_in_jaar: int
    bedrag: int
    uitleg: list[Stap]


class SboNorm(msgspec.Struct, frozen=True):
    norm_leerlingen: Fraction
    boven_norm: Fraction
    bedrag: int
    uitleg: list[Stap]


class Afdracht(msgspec.Struct, frozen=True):
    """Zoveel leerlingen tegen zoveel centen per leerling (sbo, of so naar categorie)."""

    leerlingen: int
    bedrag: int


class Ondersteuningsbekostiging(msgspec.Struct, frozen=True):
    """`inhoudingen`: het tekort verdeeld over de scholen, of None zonder scholen."""

    bruto: int
    afdracht: int
    swv: int
    tekort: int
    inhoudingen: list[int] | None
    uitleg: list[Stap]


class Teldatum(msgspec.Struct, frozen=True):
    teldatum: date
    telt_mee: bool | None
    uitleg: list[Stap]


class Signaleringswaarde(msgspec.Struct, frozen=True):
    signaleringswaarde: int
    bovenmatig: int | None
    uitleg: list[Stap]


class Deelnamepercentage(msgspec.Struct, frozen=True):
    """`percentage`: in honderdste procenten (72 is 0,72%)."""

    percentage: int
    binnen_grens: bool | None
    uitleg: list[Stap]


def verdeling(bedrag: int, gewichten: Sequence[int | Fraction]) -> Verdeling:
    """Verdeel naar gewicht (CONV-7). Rekenfout `ongeldige_waarde` als er niets is om naar te verdelen."""
    delen = _verdelen(bedrag, gewichten, "gewichten")
    zin = f"{in_euro(bedrag)} naar gewicht verdeeld; de laatste centen gaan naar de grootste rest (CONV-7)."
    return Verdeling(delen, [waarde(zin, [in_euro(deel) for deel in delen], "CONV-7")])


def _verdelen(bedrag: int, gewichten: Sequence[int | Fraction], veld: str) -> list[int]:
    if sum(gewichten) <= 0:
        raise Rekenfout("ongeldige_waarde", veld, "Er is niemand om over te verdelen: de gewichten zijn samen nul.")
    return verdelen(bedrag, gewichten)


def naar_rato(bedrag: int, van: date, tot_en_met: date) -> NaarRato:
    """Een jaarbedrag over een deel van één kalenderjaar, een halve cent omhoog (eigen beleid).

    Rekenfout: `einde_voor_begin`, of `ongeldige_waarde` als de dagen in twee jaren liggen.
    """
    if tot_en_met < van:
        raise Rekenfout("einde_voor_begin", "tot_en_met", "De periode eindigt voordat zij begint.")
    if van.year != tot_en_met.year:
        raise Rekenfout("ongeldige_waarde", "tot_en_met", "De periode moet in één kalenderjaar liggen.")
    dagen = (tot_en_met - van).days + 1
    dagen_in_jaar = (date(van.year, 12, 31) - date(van.year, 1, 1)).days + 1
    deel = afronden(Fraction(bedrag * dagen, dagen_in_jaar))
    zin = f"{dagen} van de {dagen_in_jaar} dagen van {in_euro(bedrag)} is {in_euro(deel)}."
    return NaarRato(dagen, dagen_in_jaar, deel, [waarde(zin, dagen, BELEID)])


def sbo_norm(
    leerlingen_bao: int, leerlingen_sbo: int, bedrag_per_leerling: int, norm_procent: Fraction | int | None = None
) -> SboNorm:
    """De eigen sbo-norm van een samenwerkingsverband; in de wet bestaat die sinds 2023 niet meer."""
    if norm_procent is None:
        norm_procent = SBO_NORM_PROCENT.laatste
    norm = Fraction(norm_procent) / PROCENT * (leerlingen_bao + leerlingen_sbo)
    boven = max(Fraction(0), leerlingen_sbo - norm)
    bedrag = afronden(boven * bedrag_per_leerling)
    uitleg = [
        waarde(
            f"De norm is {als_getal(norm_procent)}% van {leerlingen_bao + leerlingen_sbo} leerlingen.",
            als_getal(norm),
            BELEID,
        ),
        waarde(f"Boven de norm: {als_getal(boven)} leerlingen, samen {in_euro(bedrag)}.", als_getal(boven), BELEID),
    ]
    return SboNorm(norm, boven, bedrag, uitleg)


def ondersteuningsbekostiging(
    leerlingen: int,
    bedrag_per_leerling: int,
    afdrachten: Sequence[Afdracht],
    scholen: Sequence[int] | None = None,
) -> Ondersteuningsbekostiging:
    """Bedrag per leerling min de afdrachten; een tekort gaat naar rato van leerlingen ten laste van de scholen."""
    bruto = leerlingen * bedrag_per_leerling
    afdracht = sum(deel.leerlingen * deel.bedrag for deel in afdrachten)
    swv, tekort = max(0, bruto - afdracht), max(0, afdracht - bruto)
    uitleg = [
        waarde(f"{leerlingen} leerlingen: {in_euro(bruto)}.", in_euro(bruto), WPO_122, WPO_124),
        waarde(f"Af te dragen voor leerlingen op sbo of so: {in_euro(afdracht)}.", in_euro(afdracht), WPO_122, WPO_124),
        waarde(f"Voor het samenwerkingsverband blijft {in_euro(swv)}.", in_euro(swv), WPO_122, WPO_124),
    ]
    if tekort:
        uitleg.append(waarde(f"Er is een tekort van {in_euro(tekort)}.", in_euro(tekort), WPO_123, WPO_125))
    inhoudingen = None
    if scholen is not None:
        inhoudingen = _verdelen(tekort, scholen, "scholen")
        zin = "Het tekort wordt ingehouden naar rato van het aantal leerlingen per school (CONV-7)."
        uitleg.append(waarde(zin, [in_euro(deel) for deel in inhoudingen], WPO_123, WPO_125, "CONV-7"))
    return Ondersteuningsbekostiging(bruto, afdracht, swv, tekort, inhoudingen, uitleg)


def teldatum(
    sector: str,
    bekostigingsjaar: int,
    ingeschreven_vanaf: date | None = None,
    ingeschreven_tot_en_met: date | None = None,
) -> Teldatum:
    """1 februari van het jaar ervoor; voor het vo 1 oktober. Rekenfout `einde_voor_begin`."""
    if (
        ingeschreven_vanaf is not None
        and ingeschreven_tot_en_met is not None
        and ingeschreven_tot_en_met < ingeschreven_vanaf
    ):
        raise Rekenfout("einde_voor_begin", "ingeschreven_tot_en_met", "De inschrijving eindigt voordat zij begint.")
    artikel = WVO_5_13 if sector == "vo" else WPO_118
    maand, dag = (TELDATUM_VO if sector == "vo" else TELDATUM).op(date(bekostigingsjaar, 1, 1))
    peildag = date(bekostigingsjaar - 1, maand, dag)
    uitleg = [stap(f"Voor {bekostigingsjaar} telt de inschrijving op {in_woorden(peildag)}.", peildag, artikel)]
    if ingeschreven_vanaf is None:
        return Teldatum(peildag, None, uitleg)
    telt = ingeschreven_vanaf <= peildag and (ingeschreven_tot_en_met is None or peildag <= ingeschreven_tot_en_met)
    uitleg.append(waarde(f"De leerling telt {'mee' if telt else 'niet mee'}.", telt, artikel))
    return Teldatum(peildag, telt, uitleg)


def signaleringswaarde(totale_baten: int, eigen_vermogen: int | None = None) -> Signaleringswaarde:
    """De grootste van 3,5% van de baten en € 250.000; wat daarboven ligt heet bovenmatig."""
    deel, minimum = SIGNALERING_DEEL.laatste, SIGNALERING_MINIMUM.laatste
    grens = max(afronden(deel * totale_baten), minimum)
    procent = als_getal(deel * PROCENT).replace(".", ",")
    uitleg = [
        waarde(
            f"De grens is {procent}% van de baten, en ten minste {in_euro(minimum)}: {in_euro(grens)}.",
            in_euro(grens),
            OCW,
        )
    ]
    bovenmatig = None
    if eigen_vermogen is not None:
        bovenmatig = max(0, eigen_vermogen - grens)
        uitleg.append(waarde(f"Bovenmatig eigen vermogen: {in_euro(bovenmatig)}.", in_euro(bovenmatig), OCW))
    return Signaleringswaarde(grens, bovenmatig, uitleg)


def deelnamepercentage(leerlingen: int, totaal: int, grens_procent: Fraction | int | None = None) -> Deelnamepercentage:
    """Het deel van de leerlingen, op twee decimalen; de vergelijking met de grens is exact (eigen beleid)."""
    exact = Fraction(PROCENT * leerlingen, totaal)
    percentage = afronden(exact * PROCENT)
    in_procent = f"{percentage // PROCENT},{percentage % PROCENT:02d}%"
    uitleg = [waarde(f"{leerlingen} van {totaal} leerlingen is {in_procent}.", in_procent, BELEID)]
    binnen = None
    if grens_procent is not None:
        binnen = exact <= grens_procent
        zin = f"Dat is {'binnen' if binnen else 'boven'} de grens van {als_getal(grens_procent)}%."
        uitleg.append(waarde(zin, binnen, BELEID))
    return Deelnamepercentage(percentage, binnen, uitleg)
