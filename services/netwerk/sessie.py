"""What we know of sessions: how long they live and how tokens are made. Pure.

Source: trust.md 5.3 and 5.4. Idle 15 minutes, absolute 10 hours, at most three at a time per person. What a provider
says of somebody counts for 12 hours; to bind the samenwerkingsverband it counts for five minutes.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from services.kern.errors import KanNiet, MagNiet
from services.kern.principal import BEVESTIGD_SECONDEN, SPELING_SECONDEN

STIL = timedelta(minutes=15)
LANGST = timedelta(hours=10)
INLOGPOGING = timedelta(minutes=10)
AANMELDING = timedelta(hours=12)
BEVESTIGD = timedelta(seconds=BEVESTIGD_SECONDEN)
SPELING = timedelta(seconds=SPELING_SECONDEN)
FORMULIER_GROOTTE = 1_000_000
ZONDER_TWEEDE_STAP = "Log in met een tweede stap, bijvoorbeeld een code van uw telefoon."
UITNODIGING = timedelta(days=14)
TEGELIJK = 3
CODE_POGINGEN = 5
_ELDERS = re.compile(r"[\\\x00-\x20\x7f]")
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


def is_eigen_pad(pad: str) -> bool:
    """A path of ours and nothing that a browser could read as another site: no `//`, no backslash, no control."""
    return pad.startswith("/") and not pad.startswith("//") and not _ELDERS.search(pad)


def tenant_van(token: str) -> str:
    """The tenant in front of an invitation token (`swv2202po.…`); empty when there is none."""
    return token.partition(".")[0] if "." in token else ""


def aanmelding_toetsen(mfa: bool, bevestigd_op: datetime | None, nu: datetime) -> datetime | None:
    """The moment that counts as confirmed for a new session, None for none. `bevestigd_op`: what the provider says.

    Raises MagNiet for a moment that cannot be (later than now) or is too long ago to sign in on.
    """
    if bevestigd_op is None:
        return None
    if bevestigd_op > nu + SPELING:
        raise MagNiet("De aanmelddienst noemt een tijd die niet kan kloppen. Probeer het opnieuw.")
    if nu - bevestigd_op > AANMELDING:
        raise MagNiet("U bent te lang geleden ingelogd bij uw aanmelddienst. Log daar opnieuw in.")
    return min(bevestigd_op, nu) if mfa else None


def bevestiging_toetsen(mfa: bool, bevestigd_op: datetime | None, nu: datetime) -> datetime:
    """As `aanmelding_toetsen`, to confirm who somebody is: with a second step, in the last five minutes."""
    if not mfa:
        raise MagNiet(ZONDER_TWEEDE_STAP)
    moment = aanmelding_toetsen(mfa, bevestigd_op, nu)
    if moment is None or nu - moment > BEVESTIGD:
        raise MagNiet("Uw aanmelddienst vroeg u niet opnieuw wie u bent. Probeer het nog eens.")
    return moment


def uitnodiging_toetsen(gebruikt_op: datetime | None, geeindigd_op: datetime | None) -> None:
    """Raises KanNiet for an invitation that was taken up, or of which the aanvraag was withdrawn."""
    if gebruikt_op is not None:
        raise KanNiet("Deze uitnodiging is al gebruikt. U kunt gewoon inloggen.")
    if geeindigd_op is not None:
        raise KanNiet("De school heeft de aanvraag ingetrokken. U hoeft niets te doen; heeft u vragen, bel de school.")
