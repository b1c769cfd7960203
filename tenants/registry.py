"""Every samenwerkingsverband and its versions, by day. What cannot be used is told in one Dutch sentence.

A tenant is a folder with `samenwerkingsverband.toml`. The other `*.toml` files beside it may hold any of the
keys of `tenants.schema.Tenant`; a file `recept_<naam>.toml` holds the recept of that name. Letters stand in
`brieven/`. Adding a folder adds a samenwerkingsverband; nothing else has to change.

A set of files is a version: it holds from a day on, until a later one does. The folder is the first; versions made
in Meedoen itself are added by `infra.rules`. A case keeps the rules of its own day: ask `get(tenant, day)`.
"""

import os
from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from tenants.building import BRIEVEN, KERNBESTAND, Versie, fault, judge
from tenants.dagwaarden import op_dag
from tenants.fouten import ConfiguratieFout
from tenants.schema import Tenant

__all__ = ["ConfiguratieFout", "Registry", "Versie", "build", "get", "load_all", "load_folder", "registry"]

MAP = Path(__file__).parent
# What counts as today. The processes put their own clock here (`infra.clock`).
vandaag: Callable[[], date] = date.today


class Registry:
    """The versions of every samenwerkingsverband that this process knows. Asking gives what holds on a day."""

    def __init__(self) -> None:
        self.versies: dict[str, list[Versie]] = {}
        # Why a folder could not be used, by tenant: it stays on its last good version, and the operator is told.
        self.gebreken: dict[str, str] = {}
        self._gereed: dict[tuple[str, int, int], Tenant] = {}
        self._alle: tuple[date, object, dict[str, Tenant]] | None = None

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
        gereed = self._gereed  # a thread of the worker may be given another one meanwhile (`infra.rules`)
        if sleutel not in gereed:
            gereed[sleutel] = op_dag(versie.tenant, dag)
        return gereed[sleutel]

    def all(self) -> dict[str, Tenant]:
        """Every samenwerkingsverband as it is today, by id."""
        dag = vandaag()
        alle, gereed = self._alle, self._gereed
        if alle is None or alle[0] != dag or alle[1] is not gereed:
            nu = {id: self.get(id, dag) for id, versies in [*self.versies.items()] if versies}
            alle = self._alle = dag, gereed, nu
        return alle[2]


_registry: Registry | None = None


def registry() -> Registry:
    """The registry of this process, read from the folders the first time."""
    global _registry
    if _registry is None:
        _registry = load()
    return _registry


def sources() -> list[Path]:
    """Where the folders of samenwerkingsverbanden are: here, and outside production also in MEEDOEN_TENANTS."""
    extra = os.environ.get("MEEDOEN_TENANTS")
    if not extra or os.environ.get("MEEDOEN_OMGEVING", "productie") == "productie":
        return [MAP]
    return [MAP, Path(extra)]


def load() -> Registry:
    """All folders of this installation, read anew. Raises ConfiguratieFout when there is none."""
    return load_folder(*sources())


def load_all() -> dict[str, Tenant]:
    """All samenwerkingsverbanden as they are today, by id."""
    return registry().all()


def get(tenant_id: str, op: date | None = None) -> Tenant:
    """This samenwerkingsverband as it was on this day. Raises KeyError when there is none with this id."""
    return registry().get(tenant_id, op)


def load_folder(*sources: Path) -> Registry:
    """What the folders under these declare. A folder that cannot be used is told in `gebreken` and left out.

    Raises ConfiguratieFout when there is no folder of a samenwerkingsverband at all.
    """
    alles = Registry()
    nummers: dict[str, str] = {}
    for pad in (pad for source in sources for pad in folders(source)):
        try:
            if pad.name in nummers.values():
                raise ConfiguratieFout(pad.name, KERNBESTAND, "een samenwerkingsverband met deze naam is er al")
            versie = build(pad.name, read_folder(pad))
            if eerder := nummers.get(versie.tenant.swv_nummer):
                waarom = f"{versie.tenant.swv_nummer} hoort al bij {eerder}"
                raise fault(pad.name, versie.bestanden, "swv_nummer", waarom)
        except ConfiguratieFout as fout:
            alles.gebreken[pad.name] = str(fout)
            continue
        nummers[versie.tenant.swv_nummer] = pad.name
        alles.put(pad.name, versie)
    if not alles.versies and not alles.gebreken:
        raise ConfiguratieFout("", sources[0].name, f"in deze map staat geen samenwerkingsverband ({KERNBESTAND})")
    return alles


def folders(folder: Path) -> list[Path]:
    """The folders of samenwerkingsverbanden under this one, by name."""
    return sorted(bestand.parent for bestand in folder.glob(f"*/{KERNBESTAND}"))


def read_folder(folder: Path) -> dict[str, str]:
    """The files of one samenwerkingsverband: name (`procedure.toml`, `brieven/x.md`) to text. ConfiguratieFout."""
    bestanden = {}
    for pad in (*sorted(folder.glob("*.toml")), *sorted((folder / BRIEVEN).glob("*.md"))):
        naam = pad.relative_to(folder).as_posix()
        try:
            bestanden[naam] = pad.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise ConfiguratieFout(folder.name, naam, "het bestand is geen UTF-8") from None
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
    Raises ConfiguratieFout, the first of what is wrong.
    """
    versie, fouten = judge(tenant_id, bestanden, op=op or vandaag(), nummer=nummer, vanaf=vanaf)
    if fouten or versie is None:
        raise fouten[0]
    return versie


def faults(tenant_id: str, bestanden: Mapping[str, str]) -> list[ConfiguratieFout]:
    """Everything that is wrong with these files, as on today."""
    return judge(tenant_id, bestanden, op=vandaag())[1]
