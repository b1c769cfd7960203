"""What a TLV obliges the samenwerkingsverband to, per school year. Pure.

Sources: WPO 121 to 125 and WVO 5.15 (the SWV pays per pupil in sbo, so and vso, by bekostigingscategorie); the
amounts per calendar year are declared by the tenant with their source and state. An amount that is not known
stays open: nothing is guessed or indexed (law.md R-FIN-5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.kern.kalender import schooljaar_van
from tenants.schema import FinancienRegels


@dataclass(frozen=True)
class JaarVerplichting:
    """One school year (the year in which it starts) of one TLV; `cent` None while the amount is not known.

    `tot_en_met` None: a TLV for the whole school career, which obliges in every following year too.
    """

    schooljaar: int
    van: date
    tot_en_met: date | None
    cent: int | None
    bron: str | None


def verplichtingen(
    van: date, tot_en_met: date | None, soort: str, categorie: str | None, regels: FinancienRegels
) -> list[JaarVerplichting]:
    """A line for every school year that the TLV touches, in order; one open line for a whole school career.

    The amount is that of the calendar year in which the school year starts; while it is unknown, the line stays
    open.
    """
    eerste = schooljaar_van(van)
    laatste = eerste if tot_en_met is None else schooljaar_van(tot_en_met)
    uit = []
    for jaar in range(eerste, laatste + 1):
        bedrag = regels.bedrag(soort, categorie, jaar)
        uit.append(
            JaarVerplichting(
                schooljaar=jaar,
                van=max(van, date(jaar, 8, 1)),
                tot_en_met=None if tot_en_met is None else min(tot_en_met, date(jaar + 1, 7, 31)),
                cent=bedrag.cent if bedrag else None,
                bron=f"{bedrag.bron} ({bedrag.status})" if bedrag else None,
            )
        )
    return uit
