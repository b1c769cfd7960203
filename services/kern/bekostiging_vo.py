"""De lichte ondersteuning van een samenwerkingsverband vo, en de bedragen per leerling die bekend zijn.

Lwoo en praktijkonderwijs gaan uit van het aandeel van 2012, toegepast op de leerlingen van nu (WVO 5.13).
Bedragen in centen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import msgspec

from services.kern.bedrag import afronden, in_euro, verdelen
from services.kern.getal import als_breuk
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, waarde
from services.kern.wetsartikelen import WVO_5_13, WVO_5_14
from services.kern.wetsgetallen import BEKOSTIGINGSBEDRAGEN


class LichteOndersteuningVo(msgspec.Struct, frozen=True):
    """`inhoudingen`: het tekort verdeeld over de scholen, of None zonder scholen."""

    regionaal: int
    lwoo: int
    pro: int
    afdracht: int
    swv: int
    tekort: int
    inhoudingen: list[int] | None
    uitleg: list[Stap]


class Bekostigingsbedrag(msgspec.Struct, frozen=True):
    """`bedrag` is None voor een jaar waarvan wij het niet weten: elk jaar wordt een nieuw bedrag vastgesteld."""

    bedrag: int | None
    bron: str | None
    uitleg: list[Stap]


def lichte_ondersteuning_vo(
    leerlingen: int,
    bedrag_regionaal: int,
    bedrag_lwoo: int,
    bedrag_pro: int,
    *,
    aandeel_lwoo_2012: Fraction,
    aandeel_pro_2012: Fraction,
    leerlingen_lwoo: int,
    leerlingen_pro: int,
    scholen: Sequence[int] | None = None,
) -> LichteOndersteuningVo:
    """Bedrag per leerling plus de aandelen van 2012, min wie er nu lwoo of praktijkonderwijs volgt.

    Exact gerekend; elk bedrag wordt aan het eind op de cent afgerond, een halve omhoog. Rekenfout `ongeldige_waarde`
    bij een aandeel boven 1 of als er een tekort is en niemand om het over te verdelen.
    """
    for veld, aandeel in (("aandeel_lwoo_2012", aandeel_lwoo_2012), ("aandeel_pro_2012", aandeel_pro_2012)):
        if not 0 <= aandeel <= 1:
            raise Rekenfout("ongeldige_waarde", veld, "Een aandeel ligt van 0 tot en met 1.")
    regionaal = leerlingen * bedrag_regionaal
    lwoo = afronden(aandeel_lwoo_2012 * leerlingen * bedrag_lwoo)
    pro = afronden(aandeel_pro_2012 * leerlingen * bedrag_pro)
    afdracht = leerlingen_lwoo * bedrag_lwoo + leerlingen_pro * bedrag_pro
    bruto = regionaal + lwoo + pro
    swv, tekort = max(0, bruto - afdracht), max(0, afdracht - bruto)
    uitleg = [
        waarde(f"Regionale ondersteuning voor {leerlingen} leerlingen.", in_euro(regionaal), WVO_5_13),
        waarde(f"Lwoo naar het aandeel van 2012: {als_breuk(aandeel_lwoo_2012)}.", in_euro(lwoo), WVO_5_13),
        waarde(f"Praktijkonderwijs naar het aandeel van 2012: {als_breuk(aandeel_pro_2012)}.", in_euro(pro), WVO_5_13),
        waarde(
            f"Af: {leerlingen_lwoo} leerlingen lwoo en {leerlingen_pro} in het praktijkonderwijs.",
            in_euro(afdracht),
            WVO_5_13,
        ),
        waarde(f"Voor het samenwerkingsverband blijft {in_euro(swv)}.", in_euro(swv), WVO_5_13),
    ]
    inhoudingen = None
    if scholen is not None:
        if sum(scholen) <= 0:
            raise Rekenfout("ongeldige_waarde", "scholen", "Er is niemand om over te verdelen.")
        inhoudingen = verdelen(tekort, scholen)
        zin = f"Het tekort van {in_euro(tekort)} gaat naar rato van leerlingen ten laste van de scholen (CONV-7)."
        uitleg.append(waarde(zin, [in_euro(deel) for deel in inhoudingen], WVO_5_14, "CONV-7"))
    return LichteOndersteuningVo(regionaal, lwoo, pro, afdracht, swv, tekort, inhoudingen, uitleg)


def bekostigingsbedrag(soort: str, jaar: int) -> Bekostigingsbedrag:
    """Wat een leerling in dat jaar kost. Een bedrag geldt één jaar: zonder tabel voor dat jaar is het antwoord None."""
    bedrag = BEKOSTIGINGSBEDRAGEN[soort].waarden.get(date(jaar, 1, 1))
    bron = BEKOSTIGINGSBEDRAGEN[soort].grondslag if bedrag is not None else None
    if bedrag is None:
        zin = f"Het bedrag voor {jaar} staat niet in onze tabel. Neem het over uit de regeling van dat jaar."
        return Bekostigingsbedrag(None, None, [waarde(zin, False, "beleid")])
    return Bekostigingsbedrag(bedrag, bron, [waarde(f"In {jaar} is dat {in_euro(bedrag)}.", in_euro(bedrag), bron)])
