"""Signing and checking who asks (services.kern.principal). Ed25519: only netwerk can sign, everybody can check."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from infra import clock
from infra.settings import settings
from services.kern.errors import NietIngelogd
from services.kern.principal import Principal

_decoder = msgspec.json.Decoder(Principal)
GELDIG_SECONDEN = 60


def sign(principal: Principal) -> str:
    """`payload.signature`, both base64url. Only a process with the private key can."""
    sleutel = Ed25519PrivateKey.from_private_bytes(settings().principal_private_key())
    payload = msgspec.json.encode(principal)
    return f"{urlsafe_b64encode(payload).decode()}.{urlsafe_b64encode(sleutel.sign(payload)).decode()}"


@lru_cache(maxsize=4096)
def _checked(token: str) -> Principal:
    # A signature never changes its answer, so it is checked once per token; the expiry is looked at every time.
    try:
        links, rechts = token.split(".")
        payload = urlsafe_b64decode(links)
        sleutel = Ed25519PublicKey.from_public_bytes(settings().principal_public_key())
        sleutel.verify(urlsafe_b64decode(rechts), payload)
        return _decoder.decode(payload)
    except (ValueError, InvalidSignature, msgspec.DecodeError):
        raise NietIngelogd("Uw aanmelding klopt niet. Log opnieuw in.") from None


def verify(token: str) -> Principal:
    """Raises NietIngelogd when the token is altered, foreign or expired."""
    principal = _checked(token)
    if principal.verloopt < clock.echt_seconden():
        raise NietIngelogd("Uw sessie is verlopen. Log opnieuw in.")
    return principal
