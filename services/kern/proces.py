"""A process as a table that a policy officer can read: who may do what, from which status, to which.

Guards, buttons and tests read the same rows. A row says nothing about conditions of the case itself (is the
dossier complete?): those belong to the act and are told by `belet`, in sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.kern.errors import KanNiet, MagNiet
from services.kern.rollen import Rol


def leesbaar(naam: str) -> str:
    """`besluit_bekendmaken` as people say it: "besluit bekendmaken"."""
    return naam.replace("_", " ")


def pad(naam: str) -> str:
    """`besluit_bekendmaken` as it stands in an address: "besluit-bekendmaken"."""
    return naam.replace("_", "-")


@dataclass(frozen=True)
class Handeling:
    """One row. `naar` None: the status stays. `rollen` empty: only time or a fact does this.

    `opnieuw`: the act binds, so whoever does it proved in the last five minutes who they are (trust.md 5.4).
    """

    naam: str
    rollen: frozenset[Rol]
    van: frozenset[str]
    naar: str | None
    grondslag: str
    uitleg: str = ""
    opnieuw: bool = False

    @property
    def knop(self) -> str:
        return leesbaar(self.naam).capitalize()


def handeling(
    naam: str,
    door: Iterable[Rol],
    van: Iterable[str],
    naar: str | None,
    grondslag: str,
    uitleg: str = "",
    *,
    opnieuw: bool = False,
) -> Handeling:
    return Handeling(naam, frozenset(door), frozenset(van), naar, grondslag, uitleg, opnieuw)


@dataclass(frozen=True)
class Proces:
    """The life of one kind of case. `statussen` in the order in which people meet them."""

    naam: str
    statussen: tuple[str, ...]
    begin: str
    handelingen: tuple[Handeling, ...]

    def __post_init__(self) -> None:
        namen = [rij.naam for rij in self.handelingen]
        if len(namen) != len(set(namen)):
            raise ValueError(f"{self.naam}: een handeling staat twee keer in de procestabel")
        onbekend = {s for rij in self.handelingen for s in (*rij.van, *filter(None, [rij.naar]))} - set(self.statussen)
        if onbekend:
            raise ValueError(f"{self.naam}: onbekende status {sorted(onbekend)}")

    def rij(self, naam: str) -> Handeling:
        return next(rij for rij in self.handelingen if rij.naam == naam)

    def toets(self, naam: str, rol: Rol | None, status: str) -> Handeling:
        """The row if this role may do this act now.

        Raises: MagNiet when the role never does this act; KanNiet when not in this status.
        `rol` None stands for the platform itself (time passed, or a fact arrived).
        """
        rij = self.rij(naam)
        if rol is not None and rol not in rij.rollen:
            raise MagNiet(f"“{leesbaar(naam)}” hoort niet bij uw rol.")
        if status not in rij.van:
            raise KanNiet(f"“{leesbaar(naam)}” kan niet als de zaak {leesbaar(status)} is.")
        return rij

    def mogelijk_voor(self, rol: Rol, status: str) -> tuple[Handeling, ...]:
        """What a screen may offer this role now, in the order of the table."""
        return tuple(rij for rij in self.handelingen if rol in rij.rollen and status in rij.van)
