"""From the files of a samenwerkingsverband to a version that can be used, or to what is wrong with them and where."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from tenants import dagwaarden, letters, plaatsen, toetsing_werkwijze
from tenants.fouten import ConfiguratieFout, in_het_nederlands, onder
from tenants.letter_layout import datum_in_woorden
from tenants.schema import Tenant
from tenants.toetsing import bezwaren

KERNBESTAND = "samenwerkingsverband.toml"
BRIEVEN = "brieven/"
# What stands in files of its own, and never as a key.
ELDERS = {"brieven": "brieven staan in de map brieven", "recepten": "een recept staat in recept_<naam>.toml"}


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
        return sorted({dag for dag in dagwaarden.dagen(self.tenant) if dag > self.vanaf})


def judge(
    tenant_id: str,
    bestanden: Mapping[str, str],
    *,
    op: date,
    nummer: int = 0,
    vanaf: date | None = None,
    streng: bool = False,
) -> tuple[Versie | None, list[ConfiguratieFout]]:
    """The version that these files make, and everything that stands in its way.

    Judged on `op` and on every later day on which one of its dated values changes. `vanaf`: its first day, by default
    the one that the files name. The version is None where the files are not what the schema asks.
    """
    gelezen = _Bestanden(tenant_id, bestanden)
    if gelezen.fouten:
        return None, gelezen.fouten
    gelezen.controleren()
    if gelezen.fouten:
        return None, gelezen.fouten
    tenant = msgspec.convert(gelezen.waarden, Tenant)
    teksten = {naam.removeprefix(BRIEVEN).removesuffix(".md"): t for naam, t in bestanden.items() if BRIEVEN in naam}
    tenant = msgspec.structs.replace(tenant, brieven=teksten)
    begin = vanaf or (tenant.versie.vanaf if tenant.versie else date.min)
    versie = Versie(nummer, begin, dict(bestanden), tenant)
    fouten: dict[str, ConfiguratieFout] = {}
    for fout in (*_over_regels(gelezen, versie, op), *_over_brieven(tenant_id, teksten)):
        fouten.setdefault(str(fout), fout)
    return versie, list(fouten.values())


def fault(tenant_id: str, bestanden: Mapping[str, str], sleutel: str, waarom: str) -> ConfiguratieFout:
    """A fault at this key of files that can be read."""
    return _Bestanden(tenant_id, bestanden).fout(sleutel, waarom)


def _over_regels(gelezen: "_Bestanden", versie: Versie, op: date) -> Iterator[ConfiguratieFout]:
    tenant = versie.tenant
    if tenant.id != gelezen.tenant_id:
        yield gelezen.fout("id", f"{tenant.id} is niet de naam van de map")
    for sleutel, waarom in toetsing_werkwijze.dagen(tenant, versie.vanaf):
        yield gelezen.fout(sleutel, waarom)
    eerste = max(op, versie.vanaf)
    gemeld = set()
    for dag in dict.fromkeys([eerste, *versie.dagen]):
        for sleutel, waarom in bezwaren(dagwaarden.op_dag(tenant, dag), dag):
            geschreven = dagwaarden.zoals_geschreven(tenant, sleutel, dag)
            if (geschreven, waarom) not in gemeld:
                gemeld.add((geschreven, waarom))
                wanneer = "" if dag == eerste else f" (op {datum_in_woorden(dag)})"
                yield gelezen.fout(geschreven, waarom + wanneer)


def _over_brieven(tenant_id: str, teksten: Mapping[str, str]) -> Iterator[ConfiguratieFout]:
    for naam, fout in letters.faults(teksten):
        regel = re.match(r"regel (\d+): ", fout)
        waarom = fout[regel.end() :] if regel else fout
        yield ConfiguratieFout(tenant_id, f"{BRIEVEN}{naam}.md", waarom, regel=int(regel[1]) if regel else None)


class _Bestanden:
    """The TOML files of one tenant: their keys together, and where each of them stands."""

    def __init__(self, tenant_id: str, bestanden: Mapping[str, str]) -> None:
        self.tenant_id = tenant_id
        self.teksten = {naam: tekst for naam, tekst in sorted(bestanden.items()) if naam.endswith(".toml")}
        self.fouten: list[ConfiguratieFout] = []
        self.waarden: dict[str, Any] = {}
        self._inhoud: dict[str, dict[str, Any]] = {}
        self._bestand: dict[str, str] = {}
        self._regels: dict[str, dict[plaatsen.Pad, int]] = {}
        for bestand, tekst in self.teksten.items():
            self._lees(bestand, tekst)

    def _lees(self, bestand: str, tekst: str) -> None:
        try:
            inhoud = self._inhoud[bestand] = tomllib.loads(tekst)
        except tomllib.TOMLDecodeError as fout:
            regel = re.search(r"line (\d+)", str(fout))
            nummer = int(regel[1]) if regel else len(tekst.splitlines()) or 1
            waarom = "dit is geen geldige TOML"
            self.fouten.append(ConfiguratieFout(self.tenant_id, bestand, waarom, regel=nummer))
            return
        if bestand.startswith("recept_"):
            naam = bestand.removeprefix("recept_").removesuffix(".toml")
            self.waarden.setdefault("recepten", {})[naam] = inhoud
            self._bestand[f"recepten.{naam}"] = bestand
            return
        for sleutel, waarde in inhoud.items():
            if sleutel in ELDERS or sleutel in self._bestand:
                waarom = ELDERS.get(sleutel) or f"staat ook al in {self._bestand[sleutel]}"
                self.fouten.append(self.fout(sleutel, waarom, bestand=bestand))
                continue
            self.waarden[sleutel] = waarde
            self._bestand[sleutel] = bestand

    def fout(self, sleutel: str, waarom: str, *, bestand: str = "") -> ConfiguratieFout:
        """The fault at this key, with its file and line."""
        delen = plaatsen.pad(sleutel)
        recept = ".".join(str(deel) for deel in delen[:2])
        if delen[0] == "recepten" and recept in self._bestand:
            bestand, sleutel = self._bestand[recept], sleutel.removeprefix(recept).removeprefix(".")
        bestand = bestand or self._bestand.get(str(delen[0]), KERNBESTAND)
        if bestand not in self.teksten:
            return ConfiguratieFout(self.tenant_id, bestand, waarom, sleutel=sleutel)
        if bestand not in self._regels:
            self._regels[bestand] = plaatsen.regels(self.teksten[bestand])
        regel = plaatsen.regel(self._regels[bestand], plaatsen.vind(sleutel, self._inhoud[bestand]))
        return ConfiguratieFout(self.tenant_id, bestand, waarom, sleutel=sleutel, regel=regel)

    def controleren(self) -> None:
        """Hold every key against the schema, one by one: a fault in one does not hide one in another."""
        velden = {veld.name: veld for veld in msgspec.structs.fields(Tenant)}
        for naam in self.waarden.keys() - velden.keys():
            self.fouten.append(self.fout(naam, "deze sleutel is onbekend"))
        for naam, veld in velden.items():
            if naam in self.waarden:
                self._houdt(self.waarden[naam], _TYPEN[naam], naam)
            elif veld.required:
                self.fouten.append(self.fout(naam, "deze sleutel ontbreekt"))

    def _houdt(self, waarde: Any, soort: Any, sleutel: str) -> None:
        if get_origin(soort) is dict and isinstance(waarde, dict):
            # One by one, because a fault inside a mapping does not tell under which of its keys it stands.
            naam_soort, deel_soort = get_args(soort)
            for naam, deel in waarde.items():
                self._houdt(naam, naam_soort, f"{sleutel}.{naam}")
                self._houdt(deel, deel_soort, f"{sleutel}.{naam}")
            return
        try:
            msgspec.convert(waarde, soort)
        except msgspec.ValidationError as fout:
            dieper, waarom = in_het_nederlands(str(fout))
            self.fouten.append(self.fout(onder(sleutel, dieper), waarom))


_TYPEN = get_type_hints(Tenant, include_extras=True)
