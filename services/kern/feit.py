"""Facts: what happened, told to every service that cares. Never who it is about.

A fact holds ids, legal dates and outcomes. A name of a person never travels: whoever may know more asks.
The docstring of a fact is the sentence shown in the tijdlijn. Envelope: CloudEvents 1.0, NL GOV profile.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import snake

FEITEN: dict[str, type[Feit]] = {}


class Feit(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all facts. `zaak` is the case it belongs to (aanvraag_id everywhere)."""

    dienst: ClassVar[str] = ""
    zaak: UUID

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dienst = cls.__module__.split(".")[1] if cls.__module__.startswith("services.") else ""
        if cls.__name__ in FEITEN and FEITEN[cls.__name__].__module__ != cls.__module__:
            raise TypeError(f"twee feiten heten {cls.__name__}")
        cls.dienst = dienst
        FEITEN[cls.__name__] = cls

    @classmethod
    def heet(cls) -> str:
        return snake(cls.__name__)

    @classmethod
    def zin(cls) -> str:
        """The first line of the docstring: what people read in the tijdlijn."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0]

    @classmethod
    def onderwerp(cls, tenant: str) -> str:
        """`swv.swv2202po.commissie.besluit.bekendgemaakt`: object, then what became of it."""
        *ding, wat = cls.heet().split("_")
        return f"swv.{tenant}.{cls.dienst}.{'_'.join(ding)}.{wat}"

    @classmethod
    def overal(cls) -> str:
        """The subject of this fact in every tenant, whichever service tells it."""
        return ".".join(["swv", "*", "*", *cls.onderwerp("").split(".")[3:]])


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """CloudEvents 1.0 in the NL GOV profile, as it lies on JetStream. `data` is the fact itself."""

    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    dataschema: str
    data: dict[str, Any]
    tenant: str
    traceparent: str | None = None  # extension "distributed tracing" of CloudEvents
    specversion: str = "1.0"
    datacontenttype: str = "application/json"

    def feit(self) -> Feit:
        """Raises KeyError for a type this version does not know."""
        return msgspec.convert(self.data, FEITEN[self.dataschema.rsplit(":", 1)[-1]])


def envelope(feit: Feit, *, id: UUID, tenant: str, time: datetime, traceparent: str | None = None) -> Envelope:
    """Wrap a fact. `source` names the system as the profile asks; no OIN is claimed that we do not have."""
    return Envelope(
        id=id,
        source=f"urn:meedoen:{tenant}:systeem:{feit.dienst}",
        type=f"nl.meedoen.{feit.dienst}.{feit.heet().replace('_', '-')}",
        subject=str(feit.zaak),
        time=time,
        dataschema=f"urn:meedoen:feit:1:{type(feit).__name__}",
        data=msgspec.to_builtins(feit),
        tenant=tenant,
        traceparent=traceparent,
    )


__all__ = ["FEITEN", "Envelope", "Feit", "envelope"]
