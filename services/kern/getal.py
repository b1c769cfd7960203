"""Exacte getallen: breuken, nooit kommagetallen van de machine."""

from __future__ import annotations

from fractions import Fraction


def als_getal(waarde: Fraction | int) -> str:
    """Een eindig decimaal getal zonder nullen achteraan: `"7.26"`, `"30"`, `"0"`.

    ValueError als de breuk niet eindig is (1/3): gebruik dan `als_breuk`.
    """
    waarde = Fraction(waarde)
    noemer, cijfers = waarde.denominator, 0
    while noemer > 1:
        if noemer % 10 == 0:
            noemer //= 10
        elif noemer % 2 == 0:
            noemer //= 2
        elif noemer % 5 == 0:
            noemer //= 5
        else:
            raise ValueError(f"{waarde} is geen eindig decimaal getal")
        cijfers += 1
    heel = abs(waarde.numerator) * 10**cijfers // waarde.denominator
    teken = "-" if waarde < 0 else ""
    if not cijfers:
        return f"{teken}{heel}"
    tekst = f"{heel:0{cijfers + 1}d}"
    return f"{teken}{tekst[:-cijfers]}.{tekst[-cijfers:]}"


def als_breuk(waarde: Fraction | int) -> str:
    """`"1/2"`, `"0"`, `"1"`: vereenvoudigd."""
    return str(Fraction(waarde))
