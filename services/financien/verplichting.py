"""What a TLV obliges the samenwerkingsverband to, per school year. Pure.

Sources: WPO 121 to 125 and WVO 5.15 (the SWV pays per pupil in sbo, so and vso, by bekostigingscategorie); the
amounts per calendar year are declared by the tenant with their source and state. An amount that is not known
stays open: nothing is guessed or indexed (law.md R-FIN-5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenants.schema import FinancienRegels


@dataclass(frozen=True)
class JaarVerplichting:
    """One school year (the year in which it starts) of one TLV; `cent` None while the amount is not known."""

    schooljaar: int
    van: date
    tot_en_met: date
    cent: int | None
    bron: str | None


def schooljaar_van(dag: date) -> int:
    """2026 stands for 1 August 2026 up to and including 31 July 2027."""
    return dag.year if dag.month >= 8 else dag.year - 1


def verplichtingen(
    van: date, tot_en_met: date, soort: str, categorie: str | None, regels: FinancienRegels
) -> list[JaarVerplichting]:
    """A line for every school year that the TLV touches, in order.

    The amount is that of the calendar year in which the school year starts; while it is unknown, the line stays
    open.
    """
    regel_per_jaar = []
    for jaar in range(schooljaar_van(van), schooljaar_van(tot_en_met) + 1):
        bedrag = regels.bedrag(soort, categorie, jaar)
        regel_per_jaar.append(
            JaarVerplichting(
                schooljaar=jaar,
                van=max(van, date(jaar, 8, 1)),
                tot_en_met=min(tot_en_met, date(jaar + 1, 7, 31)),
                cent=bedrag.cent if bedrag else None,
                bron=f"{bedrag.bron} ({bedrag.status})" if bedrag else None,
            )
        )
    return regel_per_jaar
