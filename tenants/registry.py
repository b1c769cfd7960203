"""Every samenwerkingsverband and its versions, by day. What cannot be used is told in one Dutch sentence.

A tenant is a folder with `samenwerkingsverband.toml`. The other `*.toml` files beside it may hold any of the
keys of `tenants.schema.Tenant`; a file `recept_<naam>.toml` holds the recept of that name. Letters stand in
`brieven/`. Adding a folder adds a samenwerkingsverband; nothing else has to change.

A set of files is a version: it holds from a day on, until a later one does. The folder is the first; versions made
in Meedoen itself are added by `infra.rules`. A case keeps the rules of its own day: ask `get(tenant, day)`.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from tenants import letters
from tenants.schema import Recept, Regel, Tenant
from tenants.toetsing import bezwaren

MAP = Path(__file__).parent
KERNBESTAND = "samenwerkingsverband.toml"
BRIEVEN = "brieven/"
# What counts as today. The processes put their own clock here (`infra.clock`).
vandaag: Callable[[], date] = date.today


class ConfiguratieFout(Exception):
    """A declaration that cannot be used. Its text is one Dutch sentence: which file, which key, why."""


@dataclass(frozen=True)
class Versie:
    """One whole set of files of a tenant, in force from `vanaf` until a next one.

    `nummer`: 0 for the folder, counting up for what was kept later; of two with the same `vanaf` the higher counts.
    """

    nummer: int
    vanaf: date
    bestanden: Mapping[str, str]
    tenant: Tenant

    @cached_property
    def dagen(self) -> list[date]:
        """The days within this version on which a dated value begins or has ended."""
        return sorted({dag for dag in _dagen(self.tenant) if dag > self.vanaf})


class Registry:
    """The versions of every samenwerkingsverband that this process knows. Asking gives what holds on a day."""

    def __init__(self) -> None:
        self.versies: dict[str, list[Versie]] = {}
        # Why a folder could not be used, by tenant: it stays on its last good version, and the operator is told.
        self.gebreken: dict[str, str] = {}
        self._gereed: dict[tuple[str, int, int], Tenant] = {}
        self._alle: tuple[date, dict[str, Tenant]] | None = None

    def put(self, tenant_id: str, versie: Versie) -> None:
        """Know this version; it replaces one with the same number."""
        blijft = [v for v in self.versies.get(tenant_id, []) if v.nummer != versie.nummer]
        self.versies[tenant_id] = sorted([*blijft, versie], key=lambda v: (v.vanaf, v.nummer))
        self._vergeten()

    def remove(self, tenant_id: str, nummer: int) -> None:
        """Forget a version that was withdrawn."""
        self.versies[tenant_id] = [v for v in self.versies[tenant_id] if v.nummer != nummer]
        self._vergeten()

    def _vergeten(self) -> None:
        self._gereed, self._alle = {}, None

    def version(self, tenant_id: str, op: date) -> Versie:
        """The version in force on this day; the oldest one for a day before all. Raises KeyError."""
        versies = self.versies[tenant_id]
        if not versies:
            raise KeyError(tenant_id)
        return next((v for v in reversed(versies) if v.vanaf <= op), versies[0])

    def get(self, tenant_id: str, op: date | None = None) -> Tenant:
        """What this samenwerkingsverband declares for a case of this day (today when None). Raises KeyError."""
        dag = op or vandaag()
        versie = self.version(tenant_id, dag)
        dag = max(dag, versie.vanaf)
        dagen = versie.dagen
        stap = bisect_right(dagen, dag)
        sleutel = (tenant_id, versie.nummer, stap)
        if sleutel not in self._gereed:
            self._gereed[sleutel] = op_dag(versie.tenant, dag)
        return self._gereed[sleutel]

    def all(self) -> dict[str, Tenant]:
        """Every samenwerkingsverband as it is today, by id."""
        dag = vandaag()
        if self._alle is None or self._alle[0] != dag:
            self._alle = dag, {id: self.get(id, dag) for id, versies in self.versies.items() if versies}
        return self._alle[1]


_registry: Registry | None = None


def registry() -> Registry:
    """The registry of this process, read from the folders the first time."""
    global _registry
    if _registry is None:
        _registry = load_folder(MAP)
    return _registry


def load_all() -> dict[str, Tenant]:
    """All samenwerkingsverbanden as they are today, by id."""
    return registry().all()


def get(tenant_id: str, op: date | None = None) -> Tenant:
    """This samenwerkingsverband as it was on this day. Raises KeyError when there is none with this id."""
    return registry().get(tenant_id, op)


def load_folder(folder: Path) -> Registry:
    """What the folders under this one declare. A folder that cannot be used is told in `gebreken` and left out.

    Raises ConfiguratieFout when there is no folder of a samenwerkingsverband at all.
    """
    alles = Registry()
    nummers: dict[str, str] = {}
    for pad in folders(folder):
        try:
            versie = build(pad.name, read_folder(pad))
            if eerder := nummers.get(versie.tenant.swv_nummer):
                waarom = f"{versie.tenant.swv_nummer} hoort al bij {eerder}"
                raise ConfiguratieFout(f"{pad.name}/{KERNBESTAND}, swv_nummer: {waarom}.")
        except ConfiguratieFout as fout:
            alles.gebreken[pad.name] = str(fout)
            continue
        nummers[versie.tenant.swv_nummer] = pad.name
        alles.put(pad.name, versie)
    if not alles.versies and not alles.gebreken:
        raise ConfiguratieFout(f"In de map {folder.name} staat geen samenwerkingsverband ({KERNBESTAND}).")
    return alles


def folders(folder: Path) -> list[Path]:
    """The folders of samenwerkingsverbanden under this one, by name."""
    return [pad for pad in sorted(folder.iterdir()) if (pad / KERNBESTAND).is_file()]


def read_folder(folder: Path) -> dict[str, str]:
    """The files of one samenwerkingsverband: name (`procedure.toml`, `brieven/x.md`) to text. ConfiguratieFout."""
    bestanden = {}
    for pad in (*sorted(folder.glob("*.toml")), *sorted((folder / BRIEVEN).glob("*.md"))):
        naam = pad.relative_to(folder).as_posix()
        try:
            bestanden[naam] = pad.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise ConfiguratieFout(f"{folder.name}/{naam}: het bestand is geen UTF-8.") from None
    return bestanden


def load_tenant(folder: Path, *, op: date | None = None) -> Tenant:
    """One samenwerkingsverband from its folder, judged as on this day. Raises ConfiguratieFout."""
    return build(folder.name, read_folder(folder), op=op).tenant


def build(
    tenant_id: str,
    bestanden: Mapping[str, str],
    *,
    nummer: int = 0,
    vanaf: date | None = None,
    op: date | None = None,
) -> Versie:
    """A version made from its files and judged on every day on which one of its dated values changes.

    `vanaf`: its first day, by default the one the files name. `op`: the day to judge on, by default today.
    Raises ConfiguratieFout.
    """
    waarden, plekken = _lees(tenant_id, bestanden)
    if "brieven" in waarden:
        raise ConfiguratieFout(f"{tenant_id}/{plekken['brieven']}, brieven: brieven staan in de map brieven.")
    for naam, recept in waarden.get("recepten", {}).items():
        # Apart, because a fault inside a mapping does not tell under which of its keys it stands.
        _omzetten(recept, Recept, tenant_id, plekken[f"recepten.{naam}"])
    tenant = _omzetten(waarden, Tenant, tenant_id, plekken)
    if tenant.id != tenant_id:
        raise ConfiguratieFout(f"{tenant_id}/{KERNBESTAND}, id: {tenant.id} is niet de naam van de map.")
    teksten = {naam.removeprefix(BRIEVEN).removesuffix(".md"): t for naam, t in bestanden.items() if BRIEVEN in naam}
    tenant = msgspec.structs.replace(tenant, brieven=teksten)
    begin = vanaf or (tenant.versie.vanaf if tenant.versie else date.min)
    versie = Versie(nummer, begin, dict(bestanden), tenant)
    for keer in dict.fromkeys([max(op or vandaag(), begin), *versie.dagen]):
        for sleutel, waarom in bezwaren(op_dag(tenant, keer), keer):
            raise ConfiguratieFout(f"{tenant_id}/{_bestand(sleutel, plekken)}, {sleutel}: {waarom}.")
    try:
        letters.check(teksten)
    except letters.BriefFout as fout:
        raise ConfiguratieFout(f"{tenant_id}/{BRIEVEN}{fout}") from None
    return versie


# ------------------------------------------------------------------------------------------- dated values


def op_dag(deel: Any, dag: date) -> Any:
    """The same declaration with, in its lists and mappings, only the rules that hold on this day."""
    if isinstance(deel, msgspec.Struct):
        nieuw = {}
        for naam in deel.__struct_fields__:
            oud = getattr(deel, naam)
            if isinstance(oud, list | dict | msgspec.Struct) and (anders := op_dag(oud, dag)) is not oud:
                nieuw[naam] = anders
        return msgspec.structs.replace(deel, **nieuw) if nieuw else deel
    if isinstance(deel, list):
        over = [op_dag(d, dag) for d in deel if not isinstance(d, Regel) or d.geldt_op(dag)]
        return deel if len(over) == len(deel) and all(a is b for a, b in zip(over, deel, strict=True)) else over
    if isinstance(deel, dict):
        gelden = {n: op_dag(d, dag) for n, d in deel.items() if not isinstance(d, Regel) or d.geldt_op(dag)}
        return deel if len(gelden) == len(deel) and all(gelden[n] is d for n, d in deel.items()) else gelden
    return deel


def _dagen(deel: Any) -> Iterable[date]:
    if isinstance(deel, Regel):
        if deel.vanaf:
            yield deel.vanaf
        if deel.tot_en_met:
            yield deel.tot_en_met + timedelta(days=1)
    if isinstance(deel, msgspec.Struct):
        for naam in deel.__struct_fields__:
            yield from _dagen(getattr(deel, naam))
    elif isinstance(deel, list | dict):
        for iets in deel.values() if isinstance(deel, dict) else deel:
            yield from _dagen(iets)


# ------------------------------------------------------------------------------------------------ reading


def _lees(tenant_id: str, bestanden: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The keys of all files together, and in which file each top-level key (or recept) stands."""
    waarden: dict[str, Any] = {}
    plekken: dict[str, str] = {}
    for bestand, tekst in sorted(bestanden.items()):
        if not bestand.endswith(".toml"):
            continue
        try:
            inhoud = tomllib.loads(tekst)
        except tomllib.TOMLDecodeError as fout:
            regel = re.search(r"line (\d+)", str(fout))
            plek = f"regel {regel[1]}" if regel else "het einde"
            raise ConfiguratieFout(f"{tenant_id}/{bestand}: {plek} is geen geldige TOML.") from None
        if bestand.startswith("recept_"):
            naam = bestand.removeprefix("recept_").removesuffix(".toml")
            waarden.setdefault("recepten", {})[naam] = inhoud
            plekken[f"recepten.{naam}"] = bestand
            continue
        for sleutel, waarde in inhoud.items():
            if sleutel in waarden:
                eerder = plekken.get(sleutel, "een receptbestand")
                raise ConfiguratieFout(f"{tenant_id}/{bestand}, {sleutel}: staat ook al in {eerder}.")
            waarden[sleutel] = waarde
            plekken[sleutel] = bestand
    return waarden, plekken


def _omzetten(waarden: Any, soort: type, tenant_id: str, bestanden: dict[str, str] | str) -> Any:
    try:
        return msgspec.convert(waarden, soort)
    except msgspec.ValidationError as fout:
        sleutel, waarom = _in_het_nederlands(str(fout))
        bestand = bestanden if isinstance(bestanden, str) else _bestand(sleutel, bestanden)
        raise ConfiguratieFout(f"{tenant_id}/{bestand}, {sleutel}: {waarom}.") from None


def _bestand(sleutel: str, bestanden: dict[str, str]) -> str:
    delen = sleutel.replace("[", ".").split(".")
    return bestanden.get(".".join(delen[:2])) or bestanden.get(delen[0]) or KERNBESTAND


_SOORTEN = {
    "int": "een geheel getal",
    "str": "een tekst",
    "bool": "true of false",
    "array": "een lijst",
    "object": "een groep sleutels",
    "date": "een datum",
    "null": "leeg",
    "float": "een getal met komma",
}


def _in_het_nederlands(melding: str) -> tuple[str, str]:
    """The message of msgspec as (key, why)."""
    wat, _, plek = melding.partition(" - at `")
    pad = _pad(plek.rstrip("`"))
    if gevonden := re.fullmatch(r"Object contains unknown field `(.*)`", wat):
        return _onder(pad, gevonden[1]), "deze sleutel is onbekend"
    if gevonden := re.fullmatch(r"Object missing required field `(.*)`", wat):
        return _onder(pad, gevonden[1]), "deze sleutel ontbreekt"
    if gevonden := re.fullmatch(r"Invalid enum value (.*)", wat):
        return pad, f"{gevonden[1].strip(chr(39))} is geen van de mogelijke waarden"
    if gevonden := re.fullmatch(r"Expected `(.*)`, got `(.*)`", wat):
        return pad, f"dit moet {_keuze(gevonden[1])} zijn, geen {_zonder_lidwoord(gevonden[2])}"
    if gevonden := re.fullmatch(r"Expected `int` (>=|<=) (-?\d+)", wat):
        return pad, f"het getal is {'lager' if gevonden[1] == '>=' else 'hoger'} dan {gevonden[2]}"
    if gevonden := re.fullmatch(r"Expected `\w+` of length (>=|<=) (\d+)", wat):
        return pad, f"dit is te {'kort' if gevonden[1] == '>=' else 'lang'}"
    if wat.startswith("Expected `str` matching regex"):
        return pad, "dit is niet geschreven zoals het hoort"
    return pad, f"dit kan niet ({wat})"


def _pad(plek: str) -> str:
    """`$.mandaten[0].beslist` as one reads it: `mandaten[1].beslist`."""
    pad = plek.removeprefix("$").removeprefix(".").replace("[...]", "")
    return re.sub(r"\[(\d+)\]", lambda nummer: f"[{int(nummer[1]) + 1}]", pad)


def _onder(pad: str, sleutel: str) -> str:
    return f"{pad}.{sleutel}" if pad else sleutel


def _keuze(soorten: str) -> str:
    namen: Iterable[str] = (_SOORTEN.get(soort.strip(), soort.strip()) for soort in soorten.split("|"))
    return " of ".join(namen)


def _zonder_lidwoord(soort: str) -> str:
    return _SOORTEN.get(soort, soort).removeprefix("een ")
