"""What we know of sessions: how long they live and how tokens are made. Pure.

Source: trust.md 5.3. Idle 15 minutes, absolute 10 hours, at most three at a time per person.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

STIL = timedelta(minutes=15)
LANGST = timedelta(hours=10)
INLOGPOGING = timedelta(minutes=10)
UITNODIGING = timedelta(days=14)
TEGELIJK = 3
CODE_POGINGEN = 5
CODE_TEKENS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels, no 0 and 1: nothing to misread, no words


def nieuw_token() -> str:
    """256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def nieuwe_code() -> str:
    """An activation code to read aloud: eight characters in two groups, 38 bits, five tries."""
    tekens = "".join(secrets.choice(CODE_TEKENS) for _ in range(8))
    return f"{tekens[:4]}-{tekens[4:]}"


def afdruk(geheim: str) -> str:
    """What is kept of a token or code: only its hash."""
    return hashlib.sha256(geheim.encode()).hexdigest()


def code_genormaliseerd(code: str) -> str:
    """As typed by a person: lower case, spaces and hyphens do not matter."""
    tekens = "".join(teken for teken in code.upper() if teken.isalnum())
    return f"{tekens[:4]}-{tekens[4:]}"


def tenant_van(token: str) -> str:
    """The tenant in front of an invitation token (`swv2202po.…`); empty when there is none."""
    return token.partition(".")[0] if "." in token else ""
