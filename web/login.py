"""Signing in and out through an OpenID Connect provider: who somebody is there, and no more.

Authlib does the protocol. Here stand the choices it leaves open, each because its default was found too wide
(stack.md H50-H54, trust.md 5.4): only RS256, PS256 and ES256; `iss` and `aud` exact; 30 seconds of leeway; a token
without id_token is refused; state and nonce work once, for the browser that began; keys are not fetched again more
than once a minute. Nothing of the provider's tokens is kept.
"""

from __future__ import annotations

import ssl
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp
from authlib.integrations.base_client.async_app import AsyncOAuth2Mixin
from authlib.integrations.base_client.async_openid import AsyncOpenIDMixin
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from infra.log import log
from infra.settings import Aanmelddienst, Settings
from services.kern.errors import MagNiet, NietBeschikbaar
from services.kern.principal import BEVESTIGD_SECONDEN
from web.outgoing import SECONDEN, Buiten

ALGORITMEN = ("RS256", "PS256", "ES256")
ALGORITMEN_SLEUTEL = "id_token_signing_alg_values_supported"
SPELING_SECONDEN = 30
METADATA_SECONDEN = 24 * 3600
SLEUTELS_SECONDEN = 60
GEZIEN_SECONDEN = 2
VERS_SECONDEN = 330  # five minutes and two clocks
AFMELDING = "http://schemas.openid.net/event/backchannel-logout"
ACR_HOOG = "urn:meedoen:acr:hoog"
WEG = "De aanmelddienst is even niet bereikbaar. Er is niets verloren; probeer het zo nog eens."
GEWEIGERD = "Het inloggen is niet gelukt. Begin opnieuw vanaf de beginpagina."


class Aanbieder(AsyncOAuth2Mixin, AsyncOpenIDMixin, BaseApp):
    """One provider. Its metadata is looked at again once a day."""

    client_cls = AsyncOAuth2Client

    @classmethod
    def from_settings(cls, instelling: Settings, naam: str = "aanmelden") -> Aanbieder:
        return cls.van(next(dienst for dienst in instelling.aanmelddiensten if dienst.naam == naam))

    @classmethod
    def van(cls, dienst: Aanmelddienst, verify: ssl.SSLContext | None = None) -> Aanbieder:
        """`verify`: one set of certificates for all, as a set is two megabytes."""
        buiten = Buiten([dienst.issuer] if dienst.intern else [], verify=verify or ssl.create_default_context())
        return cls(
            framework=None,
            name=dienst.naam,
            client_id=dienst.client_id,
            client_secret=dienst.client_secret,
            server_metadata_url=f"{dienst.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "timeout": SECONDEN,
                "transport": buiten,
            },
            dienst=dienst,
            buiten=buiten,
        )

    def __init__(self, *args: Any, dienst: Aanmelddienst, buiten: Buiten, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.dienst, self.buiten = dienst, buiten
        self.verwachte_issuer = dienst.issuer
        self._sleutels_gehaald = float("-inf")
        self._gezien = float("-inf")

    async def load_server_metadata(self) -> dict[str, Any]:
        if time.time() - self.server_metadata.get("_loaded_at", 0) > METADATA_SECONDEN:
            self.server_metadata = {}
        metadata = await super().load_server_metadata()
        if metadata.get("issuer") != self.verwachte_issuer:
            self.server_metadata = {}
            raise Geweigerd("issuer van de metadata")
        gegeven = metadata.get(ALGORITMEN_SLEUTEL) or ["RS256"]
        metadata[ALGORITMEN_SLEUTEL] = [naam for naam in gegeven if naam in ALGORITMEN]
        if not metadata[ALGORITMEN_SLEUTEL]:
            raise Geweigerd("algoritmen van de aanbieder")
        return metadata

    async def fetch_jwk_set(self, force: bool = False) -> dict[str, Any]:
        """Keys that are there are used; an unknown key id makes us look again, at most once a minute."""
        bekend = self.server_metadata.get("jwks")
        if bekend and (not force or time.monotonic() - self._sleutels_gehaald < SLEUTELS_SECONDEN):
            return bekend
        self._sleutels_gehaald = time.monotonic()
        return await super().fetch_jwk_set(force=True)

    async def _antwoordt(self) -> None:
        """Look whether the provider is there: its metadata is kept for a day, and whoever is sent to a provider that
        is away meets a fault of the browser instead of our sentence."""
        if time.monotonic() - self._gezien > GEZIEN_SECONDEN:
            async with self._get_session() as client:
                gezien = await client.request("GET", self._server_metadata_url, withhold_token=True)
                gezien.raise_for_status()
            self._gezien = time.monotonic()

    async def adres(self, *, terug: str, state: str, nonce: str, verifier: str, acr: str | None) -> str:
        """Where the browser goes to sign in. Raises NietBeschikbaar.

        Always asks to sign in anew: a computer at a school is used by many. `max_age` makes the provider tell when
        that was.
        """
        extra = {"acr_values": acr} if acr else {}
        try:
            await self._antwoordt()
            gemaakt = await self.create_authorization_url(
                terug,
                state=state,
                nonce=nonce,
                code_verifier=verifier,
                prompt="login",
                max_age=BEVESTIGD_SECONDEN,
                **extra,
            )
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, Geweigerd) as fout:
            log.warning("aanmelddienst", fout=type(fout).__name__)
            raise NietBeschikbaar(WEG) from None
        return gemaakt["url"]

    async def wie(self, *, code: str, terug: str, nonce: str, verifier: str) -> dict[str, Any]:
        """Who signed in: the checked claims of the id_token. Raises MagNiet, NietBeschikbaar."""
        try:
            tokens = await self.fetch_access_token(terug, code=code, code_verifier=verifier)
            return await self.claims(tokens, nonce)
        except (httpx2.TransportError, httpx2.HTTPStatusError, httpx2.InvalidURL) as fout:
            log.warning("aanmelddienst", fout=type(fout).__name__)
            raise NietBeschikbaar(WEG) from None
        except (AuthlibBaseError, JoseError, ValueError, KeyError, Geweigerd) as fout:
            log.warning("aanmelden geweigerd", fout=type(fout).__name__)
            raise MagNiet(GEWEIGERD) from None

    async def claims(self, tokens: dict[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of the id_token in this answer of the provider. Raises when anything about it is not right."""
        claims = await self.parse_id_token(
            tokens,
            nonce=nonce,
            leeway=SPELING_SECONDEN,
            claims_options={
                "iss": {"essential": True, "value": self.verwachte_issuer},
                "aud": {"essential": True, "value": self.client_id},
                "sub": {"essential": True},
                "nonce": {"essential": True, "value": nonce},
            },
        )
        if claims is None:
            raise Geweigerd("geen id_token")
        # For us alone, and only just made: what lies around somewhere is no login.
        if claims["aud"] not in (self.client_id, [self.client_id]):
            raise Geweigerd("ook voor een ander")
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise Geweigerd("sub")
        if abs(time.time() - claims["iat"]) > VERS_SECONDEN:
            raise Geweigerd("iat")
        return claims

    async def afmelding(self, logout_token: str) -> dict[str, Any]:
        """The claims of a logout token of this provider (OpenID Connect Back-Channel Logout 1.0, 2.6).

        Raises MagNiet when anything about it is not right, NietBeschikbaar when its keys cannot be had.
        """
        try:
            metadata = await self.load_server_metadata()
            registry = JWSRegistry(algorithms=metadata[ALGORITMEN_SLEUTEL])
            try:
                gelezen = jwt.decode(logout_token, KeySet.import_key_set(await self.fetch_jwk_set()), registry=registry)
            except InvalidKeyIdError:
                sleutels = KeySet.import_key_set(await self.fetch_jwk_set(force=True))
                gelezen = jwt.decode(logout_token, sleutels, registry=registry)
            return _afmelding_toetsen(gelezen, self.verwachte_issuer, self.client_id)
        except (httpx2.TransportError, httpx2.HTTPStatusError, httpx2.InvalidURL) as fout:
            log.warning("aanmelddienst", fout=type(fout).__name__)
            raise NietBeschikbaar(WEG) from None
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, Geweigerd) as fout:
            log.warning("afmelden geweigerd", fout=type(fout).__name__)
            raise MagNiet(GEWEIGERD) from None

    def antwoordt_zelf(self, iss: str | None) -> bool:
        """RFC 9207: whether the answer in the browser is of this provider. One that always says so must say so."""
        if iss is None:
            return not self.server_metadata.get("authorization_response_iss_parameter_supported")
        return iss == self.verwachte_issuer

    async def uitlogadres(self, *, terug: str) -> str | None:
        """Where the browser goes to end the session at the provider too; None while the provider is away."""
        try:
            await self._antwoordt()
            einde = (await self.load_server_metadata()).get("end_session_endpoint")
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, Geweigerd) as fout:
            log.warning("aanmelddienst", fout=type(fout).__name__)
            return None
        if not einde:
            return None
        return f"{einde}?{urlencode({'client_id': self.client_id, 'post_logout_redirect_uri': terug})}"


def aanbieders(instelling: Settings) -> dict[str, Aanbieder]:
    """Every provider of this installation, by name; the first is the one of OIDC_ISSUER."""
    verify = ssl.create_default_context()
    return {dienst.naam: Aanbieder.van(dienst, verify) for dienst in instelling.aanmelddiensten}


class Geweigerd(Exception):
    """The answer of the provider is not what it should be. The text is for the log."""


def _afmelding_toetsen(token: jwt.Token, issuer: str, client_id: str) -> dict[str, Any]:
    """Raises Geweigerd, KeyError, TypeError. An id_token is never taken for a logout token: that has a nonce."""
    claims, nu = token.claims, time.time()
    soort = token.header.get("typ", "logout+jwt").lower()
    goed = (
        soort in ("logout+jwt", "jwt")
        and claims["iss"] == issuer
        and claims["aud"] in (client_id, [client_id])
        and AFMELDING in claims["events"]
        and "nonce" not in claims
        and isinstance(claims["jti"], str)
        and 0 < len(claims["jti"]) <= 255
        and abs(nu - claims["iat"]) <= VERS_SECONDEN
        and claims.get("exp", nu) > nu - SPELING_SECONDEN
        and all(claims.get(naam) is None or isinstance(claims[naam], str) for naam in ("sub", "sid"))
        and (claims.get("sub") or claims.get("sid"))
    )
    if not goed:
        raise Geweigerd("afmelding")
    return claims


def met_tweede_factor(claims: dict[str, Any]) -> bool:
    """`acr` of our own provider, or `mfa` in `amr` (RFC 8176)."""
    return claims.get("acr") == ACR_HOOG or "mfa" in (claims.get("amr") or [])


def bevestigd_op(claims: dict[str, Any]) -> datetime | None:
    """When somebody proved at the provider who they are; None when it does not say so in whole seconds."""
    moment = claims.get("auth_time")
    if isinstance(moment, bool) or not isinstance(moment, int) or not 0 < moment < 2**33:
        return None
    return datetime.fromtimestamp(moment, UTC)


def inlogadres(*, terug: str = "/", swv: str = "", uitnodiging: str = "", bij: str = "") -> str:
    """The address that begins a login and comes back to `terug`. `bij`: the provider that was chosen."""
    delen = {"swv": swv, "bij": bij, "terug": terug if terug != "/" else "", "uitnodiging": uitnodiging}
    vraag = urlencode({naam: waarde for naam, waarde in delen.items() if waarde})
    return f"/inloggen?{vraag}" if vraag else "/inloggen"
