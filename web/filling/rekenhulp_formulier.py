"""The forms of the rekenhulp: fields, rows that repeat, and the address that leads back to the same answer.

Rows are added and taken away by sending the form, so no script is needed, and every value comes back. A row's field
is called after the row: `vraag2_op`. The address of an answer holds what was filled in and nothing else: empty fields
are left out, rows are numbered anew, dates are written one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from msgspec import Struct

from services.kern.errors import OngeldigeInvoer
from services.kern.rekenfout import Rekenfout
from web.filling.rekenhulp import Groep, Rij
from web.forms import Invoer
from web.views import Formulier, Veld

MEESTE_RIJEN = 12
LANGSTE = 40  # characters; no answer needs more
_RIJVELD = re.compile(r"([a-z]+)([1-9][0-9]?)_([a-z_]+)")
_STUURTEKENS = re.compile(r"[\x00-\x1f\x7f]")


class Rijsoort(Struct, frozen=True):
    """A question that may be answered several times. `titel`: "Vraag om aanvulling"; `erbij`: words on the button."""

    naam: str
    titel: str
    erbij: str
    velden: tuple[Veld, ...]
    uitleg: str = ""
    kop: str = ""


class Deel(Struct, frozen=True):
    """A part of a form: fields, or one question with rows. `uitklap`: folded away until it is used."""

    titel: str
    velden: tuple[Veld, ...] = ()
    uitleg: str = ""
    uitklap: bool = False
    rij: Rijsoort | None = None


class Vorm(Struct, frozen=True):
    """A whole form."""

    delen: tuple[Deel, ...]

    @property
    def velden(self) -> list[Veld]:
        return [veld for deel in self.delen for veld in deel.velden]

    @property
    def rijsoorten(self) -> dict[str, Rijsoort]:
        return {deel.rij.naam: deel.rij for deel in self.delen if deel.rij}


class Ingevuld(Invoer):
    """What was filled in, with the rows. Faults gather per field, as in web.forms."""

    def __init__(self, vorm: Vorm, waarden: dict[str, str], aantallen: dict[str, int]):
        super().__init__(waarden, {}, {})
        self.vorm = vorm
        self.aantallen = aantallen

    @property
    def leeg(self) -> bool:
        return not any(self.waarden.values())

    def rijen(self, soort: str) -> list[str]:
        """The prefixes of the rows in which something stands: vraag1_, vraag3_."""
        velden = [veld.naam for veld in self.vorm.rijsoorten[soort].velden]
        voorvoegsels = [f"{soort}{nummer}_" for nummer in range(1, self.aantallen[soort] + 1)]
        return [voor for voor in voorvoegsels if any(self[voor + naam] for naam in velden)]

    def dag(self, naam: str, zin: str = "") -> date | None:
        """A date, None when nothing stands there. `zin`: the sentence when it had to be there."""
        if not self[naam]:
            if zin:
                self.fouten.setdefault(naam, zin)
            return None
        gelezen = self.datum(naam)
        return None if naam in self.fouten else gelezen

    def getal(self, naam: str, minstens: int, hoogstens: int, zin: str = "") -> int | None:
        """A whole number within these bounds, None when nothing stands there."""
        if not self[naam]:
            if zin:
                self.fouten.setdefault(naam, zin)
            return None
        if not self[naam].isdecimal() or len(self[naam]) > 6 or not minstens <= int(self[naam]) <= hoogstens:
            self.fouten[naam] = f"Vul een heel getal in van {minstens} tot en met {hoogstens}."
            return None
        return int(self[naam])

    def nee(self, naam: str, zin: str) -> None:
        """This field cannot be right, for this reason."""
        self.fouten.setdefault(naam, zin)

    def kernfout(self, fout: Rekenfout, plekken: dict[str, str], zinnen: dict[tuple[str, str], str]) -> None:
        """Put a fault of a rule beside the field it came from. `plekken`: path in kern to name on the form."""
        pad = fout.veld or ""
        naam = plekken.get(pad) or plekken.get(pad.partition(".")[0])
        zin = zinnen.get((fout.code, pad.rpartition(".")[2]), fout.melding)
        if naam is None:
            raise OngeldigeInvoer(zin)
        self.nee(naam, zin)

    def als_formulier(self, url: str, algemeen: str = "") -> Formulier:
        return Formulier(url=url, waarden=self.waarden, fouten=self.fouten, algemene_fout=algemeen)

    def canoniek(self) -> list[tuple[str, str]]:
        """What the address of this answer holds."""
        uit = [(veld.naam, self._netjes(veld, veld.naam)) for veld in self.vorm.velden]
        for soort, rijsoort in self.vorm.rijsoorten.items():
            for nummer, voor in enumerate(self.rijen(soort), 1):
                uit += [(f"{soort}{nummer}_{v.naam}", self._netjes(v, voor + v.naam)) for v in rijsoort.velden]
        return [(naam, waarde) for naam, waarde in uit if waarde]

    def adres(self, pad: str) -> str:
        return f"{pad}?{urlencode(self.canoniek())}"

    def _netjes(self, veld: Veld, naam: str) -> str:
        if veld.soort == "datum" and self[naam]:
            return self.datum(naam).isoformat()
        return self[naam]


def lezen(vorm: Vorm, paren: Iterable[tuple[str, str]]) -> Ingevuld:
    """Read what was sent. Raises OngeldigeInvoer for a field that this form does not have."""
    waarden = {veld.naam: "" for veld in vorm.velden}
    aantallen = dict.fromkeys(vorm.rijsoorten, 0)
    gezien: set[str] = set()
    for naam, waarde in paren:
        if naam in gezien:
            raise OngeldigeInvoer(f"Het veld “{naam[:40]}” staat er dubbel in.")
        gezien.add(naam)
        if naam not in waarden:
            soort, nummer = _rijveld(vorm, naam)
            aantallen[soort] = max(aantallen[soort], nummer)
        waarden[naam] = waarde.strip()
    for soort, aantal in aantallen.items():
        for nummer in range(1, aantal + 1):
            for veld in vorm.rijsoorten[soort].velden:
                waarden.setdefault(f"{soort}{nummer}_{veld.naam}", "")
    uit = Ingevuld(vorm, waarden, aantallen)
    for naam, waarde in waarden.items():
        if len(waarde) > LANGSTE or _STUURTEKENS.search(waarde):
            uit.nee(naam, "Dit is geen antwoord op deze vraag. Vul het opnieuw in.")
    return uit


def _rijveld(vorm: Vorm, naam: str) -> tuple[str, int]:
    gevonden = _RIJVELD.fullmatch(naam)
    rijsoort = vorm.rijsoorten.get(gevonden[1]) if gevonden else None
    if gevonden and rijsoort and gevonden[3] in {veld.naam for veld in rijsoort.velden}:
        if int(gevonden[2]) <= MEESTE_RIJEN:
            return gevonden[1], int(gevonden[2])
        raise OngeldigeInvoer(f"U kunt ten hoogste {MEESTE_RIJEN} keer “{rijsoort.titel.lower()}” invullen.")
    raise OngeldigeInvoer(f"Het veld “{naam[:40]}” bestaat niet in dit formulier.")


def rij_erbij(ingevuld: Ingevuld, soort: str) -> None:
    """One empty row more."""
    if ingevuld.aantallen[soort] < MEESTE_RIJEN:
        ingevuld.aantallen[soort] += 1
        voor = f"{soort}{ingevuld.aantallen[soort]}_"
        ingevuld.waarden |= {voor + veld.naam: "" for veld in ingevuld.vorm.rijsoorten[soort].velden}


def rij_weg(ingevuld: Ingevuld, soort: str, nummer: int) -> None:
    """Take this row away; the later ones move up."""
    aantal = ingevuld.aantallen[soort]
    if not 1 <= nummer <= aantal:
        return
    for veld in ingevuld.vorm.rijsoorten[soort].velden:
        for plek in range(nummer, aantal):
            ingevuld.waarden[f"{soort}{plek}_{veld.naam}"] = ingevuld[f"{soort}{plek + 1}_{veld.naam}"]
        ingevuld.waarden.pop(f"{soort}{aantal}_{veld.naam}", None)
    ingevuld.aantallen[soort] -= 1


def groepen(ingevuld: Ingevuld) -> list[Groep]:
    """The form as the page draws it."""
    return [_groep(deel, ingevuld) for deel in ingevuld.vorm.delen]


def _groep(deel: Deel, ingevuld: Ingevuld) -> Groep:
    gebruikt = any(ingevuld[veld.naam] or veld.naam in ingevuld.fouten for veld in deel.velden)
    if deel.rij is None:
        return Groep(deel.titel, list(deel.velden), deel.uitleg, deel.uitklap, gebruikt)
    soort, aantal = deel.rij.naam, ingevuld.aantallen[deel.rij.naam]
    rijen = [
        Rij(nummer, f"{deel.rij.titel} {nummer}", [_met_naam(v, f"{soort}{nummer}_{v.naam}") for v in deel.rij.velden])
        for nummer in range(1, aantal + 1)
    ]
    erbij = deel.rij.erbij if aantal < MEESTE_RIJEN else ""
    return Groep(deel.titel, list(deel.velden), deel.uitleg, deel.uitklap, gebruikt, soort, rijen, erbij)


def _met_naam(veld: Veld, naam: str) -> Veld:
    return Veld(naam, veld.label, veld.soort, veld.uitleg, veld.verplicht, veld.keuzes, veld.max_lengte)
