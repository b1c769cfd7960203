"""Schools, boards, gemeenten and samenwerkingsverbanden: the real ones, read once from `gegevens/`.

Which school belongs where is derived from its postcode; `gegevens/README.md` tells the sources and what they
leave open. A school for so and vso stands under two samenwerkingsverbanden and is given for the one asked.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GEGEVENS = Path(__file__).parent / "gegevens"
SCHOOLSOORTEN = frozenset({"bo", "sbo", "so", "so_vso", "vso", "vo", "pro"})


@dataclass(frozen=True)
class Gemeente:
    """`id` is the CBS code of four digits."""

    id: str
    naam: str
    provincie: str
    vakantieregio: str


@dataclass(frozen=True)
class Samenwerkingsverband:
    """`naam_bevestigd` False: the name is only a label made from number and gemeenten."""

    id: str
    sector: str
    naam: str
    naam_bevestigd: bool


@dataclass(frozen=True)
class Bestuur:
    """A schoolbestuur by its number; `naam` is empty where no source gives it."""

    id: str
    naam: str

    @property
    def aanduiding(self) -> str:
        """How to write it on a screen or in a letter."""
        return self.naam or f"Schoolbestuur {self.id}"


@dataclass(frozen=True)
class School:
    """One location. `id` is the vestigingscode (`01BO00`), `bestuur` the number of its board or empty.

    `soort`: bo, sbo, so, so_vso, vso, vo or pro; `onderwijs` as DUO writes it. `swv` is the number of the
    samenwerkingsverband for which the school was asked.
    """

    id: str
    naam: str
    soort: str
    onderwijs: str
    bestuur: str
    plaats: str
    postcode: str
    gemeentecode: str
    vakantieregio: str
    swv: str

    @property
    def aanduiding(self) -> str:
        """Name and place, as people call it; names of schools are not unique."""
        return self.naam if self.plaats in self.naam else f"{self.naam}, {self.plaats}"


@dataclass(frozen=True)
class Postcodegebied:
    """Where the four digits of a postcode belong; a number is empty where the regulation gives none.

    `gemeente` is the gemeente of 2015, the year of the regulation.
    """

    gemeente: str
    swv_po: str
    swv_vo: str


def scholen(swv_nummer: str) -> tuple[School, ...]:
    """All schools of this samenwerkingsverband, by name. Empty for a number that is not known."""
    return _per_swv().get(swv_nummer, ())


def school(swv_nummer: str, school_id: str) -> School | None:
    """This school of this samenwerkingsverband, or None."""
    return next((school for school in scholen(swv_nummer) if school.id == school_id), None)


def elke_school(school_id: str) -> School | None:
    """This school wherever it stands; a receiving school may stand in another region."""
    return next((school for school in _alle_scholen() if school.id == school_id), None)


def scholen_in(gemeenten: list[str]) -> tuple[School, ...]:
    """Every school of the register in these gemeenten (CBS codes), of both sectors, each once, by name."""
    gevonden = {school.id: school for school in _alle_scholen() if school.gemeentecode in gemeenten}
    return tuple(sorted(gevonden.values(), key=lambda school: (school.naam, school.plaats, school.id)))


def ontvangende_scholen(swv_nummer: str, schoolsoorten: list[str]) -> tuple[School, ...]:
    """Where a pupil may go with a TLV: own schools of these soorten, then those of the same province, then others."""
    eigen = [s for s in scholen(swv_nummer) if s.soort in schoolsoorten]
    eigen_ids = {school.id for school in eigen}
    buiten = {s.id: s for s in _alle_scholen() if s.soort in schoolsoorten and s.id not in eigen_ids}
    dichtbij = {_provincie(school) for school in scholen(swv_nummer)}
    volgorde = sorted(buiten.values(), key=lambda s: (_provincie(s) not in dichtbij, s.naam, s.plaats))
    return (*eigen, *volgorde)


def _provincie(school: School) -> str:
    plaats = gemeente(school.gemeentecode)
    return plaats.provincie if plaats else ""


def besturen(swv_nummer: str) -> tuple[Bestuur, ...]:
    """The boards with a school in this samenwerkingsverband, by number."""
    nummers = sorted({school.bestuur for school in scholen(swv_nummer) if school.bestuur})
    return tuple(bestuur(nummer) for nummer in nummers)


def bestuur(nummer: str) -> Bestuur:
    """The board with this number; without a name when no source gives one."""
    return _besturen().get(nummer, Bestuur(nummer, ""))


def is_bestuur(nummer: str) -> bool:
    """Whether the national register has a board with this number."""
    return nummer in _besturen()


def gemeente(code: str) -> Gemeente | None:
    """The gemeente with this CBS code, or None."""
    return _gemeenten().get(code)


def samenwerkingsverband(nummer: str) -> Samenwerkingsverband | None:
    """The samenwerkingsverband with this number, or None."""
    return _samenwerkingsverbanden().get(nummer)


def swv_van_postcode(postcode: str, sector: str) -> str | None:
    """The number of the samenwerkingsverband of a postcode (`7824 TK` or `7824`); None when not known."""
    plek = postcodes().get(postcode[:4])
    if plek is None:
        return None
    return (plek.swv_po if sector == "PO" else plek.swv_vo) or None


def gemeentecodes(swv_nummer: str) -> list[str]:
    """The codes of the gemeenten of today with a postcode or a school of this samenwerkingsverband, in order.

    The regulation names gemeenten of 2015; of one that was merged since, only a school or the label of the
    samenwerkingsverband says where it went.
    """
    op_naam = {gemeente.naam: gemeente.id for gemeente in _gemeenten().values()}
    wie = samenwerkingsverband(swv_nummer)
    werknaam = wie.naam.partition("(")[2].removesuffix(")").split(", ") if wie and not wie.naam_bevestigd else []
    codes = {op_naam[naam] for naam in (*_gemeentenamen(swv_nummer), *werknaam) if naam in op_naam}
    return sorted(codes | {school.gemeentecode for school in scholen(swv_nummer)})


def grootste_gemeente(swv_nummer: str) -> str:
    """The name of the gemeente (as of 2015) with the most postcodes here; empty when no postcode is."""
    return next((naam for naam, _ in _gemeentenamen(swv_nummer).most_common(1)), "")


def _gemeentenamen(swv_nummer: str) -> Counter[str]:
    sector = swv_nummer[:2]
    return Counter(
        gebied.gemeente
        for gebied in postcodes().values()
        if (gebied.swv_po if sector == "PO" else gebied.swv_vo) == swv_nummer
    )


def samenwerkingsverbanden() -> tuple[Samenwerkingsverband, ...]:
    """All of them, by number."""
    return tuple(_samenwerkingsverbanden().values())


def _lees(bestand: str) -> Iterator[dict[str, str]]:
    with (GEGEVENS / bestand).open(encoding="utf-8", newline="") as regels:
        yield from csv.DictReader(regels, delimiter=";")


@cache
def _alle_scholen() -> tuple[School, ...]:
    return tuple(
        School(
            id=rij["vestigingscode"],
            naam=rij["naam"],
            soort=rij["soort"],
            onderwijs=rij["onderwijs"],
            bestuur=rij["bestuur"],
            plaats=rij["plaats"],
            postcode=rij["postcode"],
            gemeentecode=rij["gemeentecode"],
            vakantieregio=rij["vakantieregio"],
            swv=swv,
        )
        for rij in _lees("scholen.csv")
        for swv in (rij["swv_po"], rij["swv_vo"])
        if swv
    )


@cache
def _per_swv() -> dict[str, tuple[School, ...]]:
    per_swv: dict[str, list[School]] = {}
    for school in sorted(_alle_scholen(), key=lambda school: (school.naam, school.plaats, school.id)):
        per_swv.setdefault(school.swv, []).append(school)
    return {nummer: tuple(rijen) for nummer, rijen in per_swv.items()}


@cache
def _besturen() -> dict[str, Bestuur]:
    return {
        rij["bevoegd_gezag_nummer"]: Bestuur(rij["bevoegd_gezag_nummer"], rij["naam"]) for rij in _lees("besturen.csv")
    }


@cache
def _gemeenten() -> dict[str, Gemeente]:
    return {
        rij["gemeentecode"]: Gemeente(rij["gemeentecode"], rij["naam"], rij["provincie"], rij["vakantieregio"])
        for rij in _lees("gemeenten.csv")
    }


@cache
def _samenwerkingsverbanden() -> dict[str, Samenwerkingsverband]:
    return {
        rij["swv_nummer"]: Samenwerkingsverband(
            rij["swv_nummer"], rij["sector"], rij["naam"], rij["naam_bevestigd"] == "ja"
        )
        for rij in _lees("samenwerkingsverbanden.csv")
    }


@cache
def postcodes() -> dict[str, Postcodegebied]:
    """Every postcode of the regulation (BWBR0032324), by its four digits."""
    return {
        rij["pc4"]: Postcodegebied(rij["gemeente_2015"], rij["swv_po"], rij["swv_vo"]) for rij in _lees("pc4_swv.csv")
    }
