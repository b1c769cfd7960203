"""The nameplate of a service: its name, its process tables and its doors.

Three doors and a window: `act` (somebody acts), `on` (somebody told us something), `job` (time passed) and
`question` (a screen looks in). The functions live in operations.py, reactions.py, jobs.py and queries.py of the
service; a decorator hangs each in its door. Hanging two in one door is refused at import.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit
from services.kern.proces import Handeling, Proces
from services.kern.rollen import Rol

Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True)
class Door:
    """One message and who may send it.

    `rollen`: hats that may ask; empty means only other services (`intern`) or, with `open`, the web before there
    is a person; `open` and `intern` together is what every process asks about all tenants at once. `kijkt`: which
    case or cases the look shows, for its audit line (infra.audit.lines.shown). Every question of a person leaves a
    line before the answer is sent, with a case or without; `schrijft`: it writes its own. `opnieuw`: only for who
    proved in the last five minutes who they are. `telt`: tells counts over all cases and names none, so it reads with
    the sight of the service (row security shows a person only the own cases).
    """

    bericht: type[Vraag]
    handler: Handler
    rollen: frozenset[Rol]
    intern: bool = False
    open: bool = False
    kijkt: str | None = None
    opnieuw: bool = False
    schrijft: bool = False
    telt: bool = False


@dataclass
class Service:
    """Everything the runtime needs to know of a service. `name` is also its schema and its NATS user."""

    name: str
    processes: tuple[Proces, ...] = ()
    doors: dict[str, Door] = field(default_factory=dict)
    reactions: dict[str, Handler] = field(default_factory=dict)
    endings: dict[str, Handler] = field(default_factory=dict)
    jobs: dict[str, Handler] = field(default_factory=dict)
    nights: set[str] = field(default_factory=set)
    terms: Handler | None = None
    starts: list[Handler] = field(default_factory=list)  # done by each copy when it starts, given its Database
    dependencies: dict[str, Any] = field(default_factory=dict)

    def _hang(self, door: Door) -> None:
        naam = door.bericht.heet()
        if naam in self.doors:
            raise TypeError(f"{self.name}: {naam} heeft al een deur")
        self.doors[naam] = door

    def act(
        self,
        bericht: type[Opdracht],
        *,
        rollen: frozenset[Rol] | None = None,
        intern: bool = False,
        open: bool = False,
        opnieuw: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Door 1. Without `rollen` the process table row of the same name says who may, and whether `opnieuw`."""

        def hang(handler: Handler) -> Handler:
            if handler.__name__ != bericht.heet():
                raise TypeError(f"{handler.__name__} hoort {bericht.heet()} te heten")
            van_tabel = self._rollen(bericht, rollen, intern or open)
            bindt = opnieuw or any(rij.opnieuw for rij in self._rijen(bericht))
            self._hang(Door(bericht, handler, van_tabel, intern, open, opnieuw=bindt))
            return handler

        return hang

    def question(
        self,
        bericht: type[Vraag],
        *,
        rollen: frozenset[Rol] = frozenset(),
        intern: bool = False,
        open: bool = False,
        kijkt: str | None = None,
        opnieuw: bool = False,
        schrijft: bool = False,
        telt: bool = False,
    ) -> Callable[[Handler], Handler]:
        """The window. `kijkt`: the field of the question or `antwoord.<field>` that names the case looked at;
        `antwoord.<list>[].<field>` for the cases of a list. `schrijft`: the handler writes its audit line itself."""

        def hang(handler: Handler) -> Handler:
            if handler.__name__ != bericht.heet():
                raise TypeError(f"{handler.__name__} hoort {bericht.heet()} te heten")
            self._hang(Door(bericht, handler, rollen, intern, open, kijkt, opnieuw, schrijft, telt))
            return handler

        return hang

    def on(self, feit: type[Feit]) -> Callable[[Handler], Handler]:
        """Door 2: react to a fact, once per fact, in one transaction."""

        def hang(handler: Handler) -> Handler:
            if feit.__name__ in self.reactions:
                raise TypeError(f"{self.name}: op {feit.__name__} wordt al gereageerd")
            self.reactions[feit.__name__] = handler
            return handler

        return hang

    def ends(self, feit: type[Feit]) -> Callable[[Handler], Handler]:
        """By this fact somebody's involvement ends: done the moment it is told, past all facts that wait, and once more
        in its own turn by the reaction (`infra.endings`). The handler only takes away, and twice is as once."""

        def hang(handler: Handler) -> Handler:
            if feit.__name__ in self.endings:
                raise TypeError(f"{self.name}: bij {feit.__name__} eindigt al iets")
            self.endings[feit.__name__] = handler
            return handler

        return hang

    def job(self, soort: str) -> Callable[[Handler], Handler]:
        """Door 3: do what a due row (`taak`) asks, once, in one transaction."""

        def hang(handler: Handler) -> Handler:
            if soort in self.jobs:
                raise TypeError(f"{self.name}: taak {soort} bestaat al")
            self.jobs[soort] = handler
            return handler

        return hang

    def night(self, soort: str) -> Callable[[Handler], Handler]:
        """Door 3 too: a job of every night, of every samenwerkingsverband (`infra.nights` plans it)."""
        self.nights.add(soort)
        return self.job(soort)

    def deadlines(self, handler: Handler) -> Handler:
        """The function that, after every recorded fact, says which terms a case has now (`infra.deadlines`)."""
        self.terms = handler
        return handler

    def _rollen(self, bericht: type[Opdracht], rollen: frozenset[Rol] | None, geen: bool) -> frozenset[Rol]:
        if rollen is not None or geen:
            return rollen or frozenset()
        for rij in self._rijen(bericht):
            return rij.rollen
        raise TypeError(f"{self.name}: {bericht.heet()} staat in geen procestabel en noemt geen rollen")

    def _rijen(self, bericht: type[Opdracht]) -> list[Handeling]:
        return [rij for proces in self.processes for rij in proces.handelingen if rij.naam == bericht.heet()]
