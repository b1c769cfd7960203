"""The signed tenant context that PostgreSQL checks inside every policy (trust.md 5.2, appendix A1).

Whoever can inject SQL can set a setting, but cannot sign one: the key is in this process and, in the database,
in a table that only the owner of `sec.tenant()` can read.
"""

from __future__ import annotations

import hmac
import re

from infra import clock
from infra.settings import settings
from services.kern.principal import Asker, Principal

GELDIG_SECONDEN = 60
_veilig = re.compile(r"^[a-z0-9_|-]*$")


def mint(dienst: str, asker: Asker) -> str:
    """`tenant|persoon|rol|dienst|expiry|hmac`, only lower case letters, digits and hyphens between the bars."""
    persoon, rol = (str(asker.persoon), asker.rol.value) if isinstance(asker, Principal) else ("", "systeem")
    deel = f"{asker.tenant}|{persoon}|{rol}|{dienst}|{clock.echt_seconden() + GELDIG_SECONDEN}"
    if not _veilig.match(deel):
        raise ValueError("een tenant of rol heeft een teken dat er niet in kan staan")
    zegel = hmac.digest(settings().context_key(dienst), deel.encode(), "sha256").hex()
    return f"{deel}|{zegel}"
