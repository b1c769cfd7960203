"""Geld in hele centen, en verdelen zonder dat er een cent zoekraakt (CONV-7).

Een bedrag is overal een int in centen. Als tekst heeft het precies twee cijfers achter de punt: `"-10.00"`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

NOTATIE = re.compile(r"-?[0-9]{1,30}\.[0-9]{2}", re.ASCII)


def als_centen(tekst: str) -> int:
    """`"-10.00"` wordt -1000. ValueError bij elke andere notatie."""
    if not NOTATIE.fullmatch(tekst):
        raise ValueError(f"geen bedrag met twee decimalen: {tekst!r}")
    return int(tekst.replace(".", ""))


def als_bedrag(centen: int) -> str:
    """-1000 wordt `"-10.00"`; nul is nooit `"-0.00"`."""
    heel, rest = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}{heel}.{rest:02d}"


def in_euro(centen: int) -> str:
    """Zoals een mens het leest: `€ 1.442,00`."""
    heel, rest = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}€ {f'{heel:,}'.replace(',', '.')},{rest:02d}"


def afronden(waarde: Fraction) -> int:
    """Op een heel getal, een half omhoog."""
    return (2 * waarde.numerator + waarde.denominator) // (2 * waarde.denominator)


def verdelen(centen: int, gewichten: Sequence[int | Fraction]) -> list[int]:
    """Verdeel naar gewicht; de overgebleven centen gaan naar de grootste rest, bij gelijke rest naar de eerste.

    De delen tellen altijd op tot het geheel. Een negatief bedrag geeft negatieve delen. ValueError als een gewicht
    negatief is of de gewichten samen nul zijn.
    """
    noemer = lcm(*(gewicht.denominator for gewicht in gewichten)) if gewichten else 1
    heel = [gewicht.numerator * (noemer // gewicht.denominator) for gewicht in gewichten]
    totaal = sum(heel)
    if totaal <= 0 or min(heel) < 0:
        raise ValueError("er is niets om naar te verdelen")
    delen, resten = [], []
    for gewicht in heel:
        deel, rest = divmod(abs(centen) * gewicht, totaal)
        delen.append(deel)
        resten.append(rest)
    over = abs(centen) - sum(delen)
    for plek in sorted(range(len(heel)), key=lambda plek: -resten[plek])[:over]:
        delen[plek] += 1
    return [-deel for deel in delen] if centen < 0 else delen
