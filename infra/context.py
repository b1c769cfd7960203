"""The signed context that PostgreSQL checks inside every policy (trust.md 5.2, appendix A1; docs/besluiten/0013).

Whoever can inject SQL can set a setting, but cannot sign one: the key is in this process and, in the database,
in a table that only the owner of `sec.context()` can read. It says who asks, with which hat, in which tenant, and on
which legal day and moment (Europe/Amsterdam), because who is involved in a case may end at midnight, and noodtoegang
ends after an hour, to the second.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from functools import lru_cache

from infra import clock
from infra.settings import settings
from services.kern.principal import Asker, Principal

GELDIG_SECONDEN = 60
SYSTEEM = "systeem"
_veilig = re.compile(r"[A-Za-z0-9_+-]*")


def key_id(key: bytes) -> str:
    """By what a key is known: it tells nothing of the key, and follows from it, so that nobody has to hand it out."""
    return hashlib.sha256(key).hexdigest()[:12]


@lru_cache
def _key(dienst: str) -> tuple[bytes, str]:
    key = settings().context_key(dienst)
    return key, key_id(key)


def mint(dienst: str, asker: Asker) -> str:
    """`tenant|persoon|rol|organisatie|moment|dienst|kid|expiry|hmac`: letters, digits, `+`, hyphens.

    `moment`: local, with its offset, in whole seconds (2026-11-22T180145+0100): PostgreSQL reads the legal day from it
    (`::date`) as well as the moment itself.
    """
    key, kid = _key(dienst)
    if isinstance(asker, Principal):
        wie = (str(asker.persoon), asker.rol.value, asker.organisatie)
    else:
        wie = ("", SYSTEEM, asker.dienst)
    delen = (asker.tenant, *wie, _moment(), dienst, kid, str(clock.echt_seconden() + GELDIG_SECONDEN))
    if not all(_veilig.fullmatch(deel) for deel in delen):
        raise ValueError("een tenant, rol of organisatie heeft een teken dat er niet in kan staan")
    kern = "|".join(delen)
    return f"{kern}|{hmac.digest(key, kern.encode(), 'sha256').hex()}"


def _moment() -> str:
    return clock.nu().astimezone(clock.AMSTERDAM).strftime("%Y-%m-%dT%H%M%S%z")
