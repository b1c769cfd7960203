"""Hoe lang gegevens bewaard blijven en wanneer zij weg moeten (WPO 18a lid 13, WVO 2.47 en 5.48)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from services.kern.kalender import DAG, in_woorden, maandeinde, plus_jaren
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap, waarde
from services.kern.wetsgetallen import BEWAREN_BEKOSTIGING_JAREN, BEWAREN_TOELAATBAARHEID_JAREN

JAREN = {"toelaatbaarheid": BEWAREN_TOELAATBAARHEID_JAREN, "bekostiging": BEWAREN_BEKOSTIGING_JAREN}


class Blokkade(msgspec.Struct, frozen=True):
    """Een reden om nog niet te vernietigen, zoals een lopend bezwaar; zonder einde staat zij nog open."""

    van: date
    tot_en_met: date | None = None


class Bewaartermijn(msgspec.Struct, frozen=True):
    """`vernietigen_vanaf` is None zolang een blokkade openstaat."""

    bewaren_tot_en_met: date
    vernietigen_vanaf: date | None
    uitleg: list[Stap]


def bewaartermijn(soort: str, vanaf: date, blokkades: Sequence[Blokkade] = ()) -> Bewaartermijn:
    """Drie jaar (toelaatbaarheid) of zeven jaar (bekostiging) na `vanaf`; een termijn in jaren rolt nooit.

    Rekenfout `einde_voor_begin`.
    """
    for nummer, blokkade in enumerate(blokkades):
        if blokkade.tot_en_met is not None and blokkade.tot_en_met < blokkade.van:
            raise Rekenfout(
                "einde_voor_begin", f"blokkades[{nummer}].tot_en_met", "De blokkade eindigt voordat zij begint."
            )
    jaren, artikel = JAREN[soort].op(vanaf), JAREN[soort].grondslag
    bewaren = plus_jaren(vanaf, jaren)
    tot_en_met = f"{in_woorden(bewaren)}{maandeinde(vanaf, bewaren)}"
    uitleg = [stap(f"Bewaren tot en met {jaren} jaar na {in_woorden(vanaf)}: {tot_en_met}.", bewaren, artikel)]
    vernietigen = bewaren + DAG
    for blokkade in sorted(blokkades, key=lambda blokkade: blokkade.van):
        if blokkade.van > vernietigen:
            break
        if blokkade.tot_en_met is None:
            zin = f"Sinds {in_woorden(blokkade.van)} staat er iets open. Vernietigen kan nog niet."
            uitleg.append(waarde(zin, False, artikel))
            return Bewaartermijn(bewaren, None, uitleg)
        if blokkade.tot_en_met >= vernietigen:
            vernietigen = blokkade.tot_en_met + DAG
            zin = f"Er staat iets open tot en met {in_woorden(blokkade.tot_en_met)}."
            uitleg.append(stap(zin, blokkade.tot_en_met, artikel))
    uitleg.append(stap(f"Vernietigen vanaf {in_woorden(vernietigen)}.", vernietigen, artikel))
    return Bewaartermijn(bewaren, vernietigen, uitleg)
