"""The decision table: who may do what, from toegang.csv, which the owner of the domain reads and changes.

`python -m tests.matrix.tabel` writes docs/security/toegang.md from it. A row says: at this place, for these roles, in
these relations to the case, this is what happens. Of the rows that fit a cell the most precise counts: a place by
name before `*`, then a role by name before `*`, then a relation by name before `*`. Two that are equally precise are
a fault in the table, and so is a cell that no row fits.
"""

from __future__ import annotations

import csv
import itertools
from dataclasses import dataclass
from pathlib import Path

from services.kern.rollen import ROLNAMEN, Rol
from tests.matrix.wereld import ANONIEM, RELATIES, ZONDER_ROL

HIER = Path(__file__).parent
CSV = HIER / "toegang.csv"
PAGINA = HIER.parents[1] / "docs" / "security" / "toegang.md"
KOPPEN = ["wat", "plek", "rol", "relatie", "uitkomst", "reden"]
UITKOMSTEN = ("ja", "niet gevonden", "niet uw rol", "inloggen", "rol kiezen", "bestaat niet")
ROLLEN = (*(str(rol) for rol in Rol), ANONIEM, ZONDER_ROL)


class TabelFout(Exception):
    """The table does not say one thing about a cell. The text says which row to change or to add."""


@dataclass(frozen=True)
class Regel:
    nummer: int  # line in the file
    wat: str
    plek: str
    rollen: frozenset[str]
    relaties: frozenset[str]
    uitkomst: str
    reden: str

    def past(self, plek: str, rol: str, relatie: str) -> tuple[int, int, int] | None:
        """How precisely this row fits the cell; None when it does not."""
        if self.plek.endswith("*"):
            if not plek.startswith(self.plek[:-1]):
                return None
        elif self.plek != plek:
            return None
        if (self.rollen and rol not in self.rollen) or (self.relaties and relatie not in self.relaties):
            return None
        precies = len(self.plek) - 1 if self.plek.endswith("*") else 1_000
        return precies, bool(self.rollen), bool(self.relaties)


def lees(bestand: Path = CSV) -> list[Regel]:
    """Raises TabelFout for a word that means nothing here."""
    with bestand.open(encoding="utf-8", newline="") as tekst:
        rijen = list(csv.DictReader(tekst, delimiter=";"))
    regels = []
    for nummer, rij in enumerate(rijen, 2):
        rollen, relaties = (frozenset(_lijst(rij[kolom])) for kolom in ("rol", "relatie"))
        onbekend = (rollen - set(ROLLEN)) | (relaties - set(RELATIES)) | ({rij["uitkomst"]} - set(UITKOMSTEN))
        if onbekend or not rij["wat"] or not rij["reden"]:
            raise TabelFout(f"toegang.csv regel {nummer}: {', '.join(sorted(onbekend)) or 'wat of reden'} klopt niet")
        regels.append(Regel(nummer, rij["wat"], rij["plek"], rollen, relaties, rij["uitkomst"], rij["reden"]))
    return regels


def _lijst(tekst: str) -> list[str]:
    return [] if tekst.strip() == "*" else [deel.strip() for deel in tekst.split(",")]


def verwacht(regels: list[Regel], plek: str, rol: str, relatie: str) -> Regel:
    """The one row that decides about this cell. Raises TabelFout with the row to add."""
    passend = [(precies, regel) for regel in regels if (precies := regel.past(plek, rol, relatie)) is not None]
    if not passend:
        raise TabelFout(f"geen rij voor deze cel; voeg toe: …;{plek};{rol};{relatie};<uitkomst>;<reden>")
    beste = max(precies for precies, _ in passend)
    gekozen = [regel for precies, regel in passend if precies == beste]
    if len(gekozen) > 1:
        nummers = ", ".join(str(regel.nummer) for regel in gekozen)
        raise TabelFout(f"{plek} | {rol} | {relatie}: de regels {nummers} van toegang.csv zijn even precies")
    return gekozen[0]


# ---------------------------------------------------------------------------------------------- for people

_KOP = """\
# Wie waarbij kan

Deze bladzijde is gemaakt uit [`tests/matrix/toegang.csv`](../../tests/matrix/toegang.csv); verander daar een regel en
draai `.venv/bin/python -m tests.matrix.tabel`. Bij elke `./meedoen test` wordt elke plek van Meedoen geprobeerd door
elke rol in elke relatie, en het antwoord vergeleken met deze tabel: een nieuw scherm zonder regel houdt de test tegen.

**Relaties.** *eigen*: iemand van deze school, dit bestuur, dit gezin, dit samenwerkingsverband, of de benoemde
deskundige. *eigen concept*: hetzelfde, en de school heeft nog niet ingediend. *niet betrokken*: zelfde
samenwerkingsverband, andere school, ander bestuur, ander gezin, niet benoemd, of een hoed die hier niet hoort.
*ander samenwerkingsverband*: iemand met dezelfde rol daar. *niet meer betrokken*: hoorde er tot gisteren bij en werkt,
of heeft een kind, nu ergens anders. *voorbij*: de rol is vandaag geëindigd. *geen*: wie niet is ingelogd of nog geen
rol koos.

**Uitkomsten.** *ja*: deze persoon hoort hier; of de handeling nu kan, beslist de procedure (stand, mandaat, versie).
*niet gevonden*: voor deze persoon bestaat het niet; het antwoord is gelijk aan dat op een verzonnen nummer. *niet uw
rol*: geweigerd voordat er iets is opgezocht. *inloggen*, *rol kiezen*: eerst dat. *bestaat niet*: zo kan hier niets
worden gevraagd.

De regel die het meest precies is telt: een plek bij naam gaat voor `*`, dan een rol bij naam, dan een relatie bij naam.
"""


def bladzijde(regels: list[Regel]) -> str:
    """The table as a page: what holds everywhere first, then per thing one does."""
    delen = [_KOP, "## Overal\n", "| rol | relatie | uitkomst | waarom |", "| --- | --- | --- | --- |"]
    delen += [_rij(regel) for regel in regels if regel.plek == "*"]
    for (wat, plek), groep in itertools.groupby(
        (regel for regel in regels if regel.plek != "*"), key=lambda regel: (regel.wat, regel.plek)
    ):
        delen += [f"\n## {wat}\n", f"`{plek}`\n", "| rol | relatie | uitkomst | waarom |", "| --- | --- | --- | --- |"]
        delen += [_rij(regel) for regel in groep]
    return "\n".join(delen) + "\n"


def _rij(regel: Regel) -> str:
    namen = {str(rol): naam for rol, naam in ROLNAMEN.items()}
    rollen = ", ".join(namen.get(rol, rol) for rol in ROLLEN if rol in regel.rollen) or "iedereen"
    relaties = ", ".join(relatie for relatie in RELATIES if relatie in regel.relaties) or "elke"
    return f"| {rollen} | {relaties} | **{regel.uitkomst}** | {regel.reden} |"


if __name__ == "__main__":
    PAGINA.write_text(bladzijde(lees()), encoding="utf-8")
