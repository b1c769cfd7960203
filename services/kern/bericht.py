"""Messages between processes: questions change nothing, commands change something exactly once.

The subject of a message follows from its class name: `AanvraagIndienen` is asked at
`ask.intake.aanvraag_indienen`. Unknown fields are refused, so a typing error can never pass unseen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

import msgspec


@lru_cache(maxsize=1024)
def snake(naam: str) -> str:
    """`AanvraagIndienen` to `aanvraag_indienen`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", naam).lower()


class Vraag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A question. `antwoord` is the type of the answer.

    What has its default value does not travel: a service of the version before, which would refuse a field that it does
    not know, understands a question in which nobody used that field yet.
    """

    antwoord: ClassVar[Any] = None

    @classmethod
    def heet(cls) -> str:
        return snake(cls.__name__)


class Opdracht(Vraag, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A command. `opdracht` is its idempotency key: the same key gives the same answer and one effect."""

    opdracht: UUID
