"""Who may come at a case, said a third time: by a table that a domain owner can read (`toegang.csv`) and one sentence.

Written apart from `services/kern/policy.py` and from the SQL of row security, and sharing no line with them: where two
of the three agree and one does not, that one is wrong (ISO-7).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True)
class Rij:
    """Somebody (a person, or an organisation) is involved in a case, from a day until a day that no longer counts;
    noodtoegang until a moment."""

    zaak: str
    houder: str
    kring: str
    van: date
    tot: date | None
    einde: datetime | None = None


@dataclass(frozen=True)
class Hoed:
    """Who asks: a person with a role for an organisation. `rol` `systeem`: a service itself."""

    persoon: str
    rol: str
    organisatie: str


def tabel() -> dict[str, dict[str, set[str]]]:
    """Part to capacity to the hats that stand for it."""
    uit: dict[str, dict[str, set[str]]] = {}
    with Path(__file__).with_name("toegang.csv").open(newline="") as bestand:
        for rij in csv.DictReader(bestand):
            uit.setdefault(rij["deel"], {})[rij["kring"]] = set(rij["hoeden"].split())
    return uit


TABEL = tabel()


def uitkomst(hoed: Hoed, deel: str, zaak: str, rijen: list[Rij], dag: date, moment: datetime) -> str:
    """`ja`, `functie` (this hat never comes here) or `onbekend` (for this person the case does not exist)."""
    if hoed.rol == "systeem":
        return "ja"
    mogelijk = {kring for kring, hoeden in TABEL[deel].items() if hoed.rol in hoeden}
    if not mogelijk:
        return "functie"
    nu = {(r.houder, r.kring) for r in rijen if r.zaak == zaak and _nu(r, dag)}
    for kring in mogelijk:
        match kring:
            case "ouder" | "leerling" | "voorschool":
                erbij = (hoed.persoon, kring) in nu and hoed.organisatie == zaak
            case "noodtoegang":
                uren = [
                    r.einde for r in rijen if (r.zaak, r.houder, r.kring) == (zaak, hoed.persoon, kring) and _nu(r, dag)
                ]
                erbij = any(e and moment < e for e in uren) and (hoed.organisatie, "samenwerkingsverband") in nu
            case "deskundige":
                erbij = (hoed.persoon, kring) in nu and (hoed.organisatie, "samenwerkingsverband") in nu
            case _:
                erbij = hoed.organisatie != "" and (hoed.organisatie, kring) in nu
        if erbij:
            return "ja"
    return "onbekend"


def _nu(rij: Rij, dag: date) -> bool:
    return rij.van <= dag and (rij.tot is None or rij.tot > dag)
