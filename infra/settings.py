"""The environment as one frozen object. A wrong or missing value stops the start with a Dutch sentence.

Each process sees only what it needs: the web process is started without any database address, and asking for
one here is a programming error that ends the process.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_MASTER = re.compile(r"([1-9][0-9]{0,5}):([0-9a-fA-F]{64})")
OMGEVINGEN = ("demo", "test", "ontwikkeling", "productie")


class VerkeerdeInstelling(SystemExit):
    """The start is refused; the sentence names the variable and what it should be."""


def _nodig(naam: str) -> str:
    waarde = os.environ.get(naam, "")
    if not waarde:
        raise VerkeerdeInstelling(f"De instelling {naam} ontbreekt; Meedoen start niet.")
    return waarde


def _getal(naam: str, standaard: int) -> int:
    tekst = os.environ.get(naam, str(standaard))
    if not tekst.isdigit():
        raise VerkeerdeInstelling(f"De instelling {naam} moet een geheel getal zijn, niet {tekst!r}.")
    return int(tekst)


@dataclass(frozen=True)
class Aanmelddienst:
    """An OpenID Connect provider that this installation knows. `naam` in addresses and tables, `titel` on screens.

    `intern`: it has an address inside our own network, and may be asked there.
    """

    naam: str
    titel: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    intern: bool


def _aanmelddiensten(omgeving: str) -> tuple[Aanmelddienst, ...]:
    """The provider of OIDC_ISSUER, called aanmelden, and those that OIDC_AANBIEDERS names ("school gezin")."""
    namen = os.environ.get("OIDC_AANBIEDERS", "").split()
    if len({"aanmelden", *namen}) != len(namen) + 1 or not all(re.fullmatch(r"[a-z]{2,20}", naam) for naam in namen):
        raise VerkeerdeInstelling("OIDC_AANBIEDERS noemt elke aanmelddienst één keer, in kleine letters.")
    binnen = os.environ.get("OIDC_INTERN", "").split()
    diensten = []
    for naam in ("aanmelden", *namen):
        voor = "OIDC" if naam == "aanmelden" else f"OIDC_{naam.upper()}"
        issuer = os.environ.get(f"{voor}_ISSUER", "") if naam == "aanmelden" else _nodig(f"{voor}_ISSUER")
        intern = omgeving != "productie" or naam in binnen
        if not intern and not issuer.startswith("https://"):
            raise VerkeerdeInstelling(f"{voor}_ISSUER moet met https:// beginnen; Meedoen start niet.")
        diensten.append(
            Aanmelddienst(
                naam,
                os.environ.get(f"{voor}_TITEL", naam.capitalize()),
                issuer,
                os.environ.get(f"{voor}_CLIENT_ID", "meedoen"),
                os.environ.get(f"{voor}_CLIENT_SECRET", ""),
                intern,
            )
        )
    if len({dienst.issuer for dienst in diensten}) != len(diensten):
        raise VerkeerdeInstelling("Twee aanmelddiensten hebben hetzelfde adres; Meedoen start niet.")
    return tuple(diensten)


@dataclass(frozen=True)
class Settings:
    """What every process knows. Secrets per service are read by name, when needed, by the methods."""

    omgeving: str
    var: Path
    app_url: str
    nats_url: str
    redis_url: str
    smtp_host: str
    smtp_port: int
    clamd_host: str  # a path when it is a socket of this machine
    clamd_port: int
    files_url: str
    backup: Path | None
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str = field(repr=False)
    aanmelddiensten: tuple[Aanmelddienst, ...]
    klokbestand: Path | None
    web_port: int
    web_proxy: str
    melden: str
    limieten_url: str = field(repr=False)
    limieten: str
    pool: int

    def database_url(self, dienst: str) -> str:
        """`postgresql://svc_intake:…@host:port/meedoen` of this service. Raises VerkeerdeInstelling when not given."""
        return _nodig(f"DATABASE_URL_{dienst.upper()}")

    def nats_password(self, gebruiker: str) -> str:
        return _nodig(f"NATS_PASSWORD_{gebruiker.upper()}")

    def nats_tls(self, gebruiker: str) -> Path | None:
        """Where the certificate of this user of NATS is (`infra.certificates`); None when the address is not tls://."""
        if not self.nats_url.startswith("tls://"):
            return None
        return Path(_nodig(f"NATS_TLS_{gebruiker.upper()}"))

    def context_key(self, dienst: str) -> bytes:
        """Signs the tenant context of this service towards PostgreSQL (32 bytes)."""
        return bytes.fromhex(_nodig(f"CONTEXT_KEY_{dienst.upper()}"))

    def master_keys(self, dienst: str) -> dict[int, bytes]:
        """Number to master key (32 bytes) of the files of this service; the first seals, all open (`infra.keys`).

        `2:<64 hex>,1:<64 hex>`. Raises VerkeerdeInstelling.
        """
        naam = f"MASTER_KEYS_{dienst.upper()}"
        sleutels: dict[int, bytes] = {}
        for deel in _nodig(naam).split(","):
            gevonden = _MASTER.fullmatch(deel.strip())
            if gevonden is None or int(gevonden[1]) in sleutels:
                raise VerkeerdeInstelling(f"De instelling {naam} hoort te zijn: nummer:64 hexadecimale tekens.")
            sleutels[int(gevonden[1])] = bytes.fromhex(gevonden[2])
        return sleutels

    def ldv_key(self) -> bytes:
        """Makes the pseudonym of a child in the logbook of processings, another one per tenant (32 bytes)."""
        return bytes.fromhex(_nodig("LDV_KEY"))

    def principal_private_key(self) -> bytes:
        """Only netwerk has it: the 32 byte Ed25519 seed that signs who is asking."""
        return bytes.fromhex(_nodig("PRINCIPAL_PRIVATE_KEY"))

    def principal_public_key(self) -> bytes:
        return bytes.fromhex(_nodig("PRINCIPAL_PUBLIC_KEY"))


@cache
def settings() -> Settings:
    """Read once per process. Time may be moved (MEEDOEN_KLOK) in demo and test only."""
    omgeving = os.environ.get("MEEDOEN_OMGEVING", "productie")
    if omgeving not in OMGEVINGEN:
        raise VerkeerdeInstelling(f"MEEDOEN_OMGEVING is {omgeving!r}; kies uit {', '.join(OMGEVINGEN)}.")
    klok = os.environ.get("MEEDOEN_KLOK")
    if klok and omgeving not in ("demo", "test"):
        raise VerkeerdeInstelling("MEEDOEN_KLOK kan alleen in demo en test: de tijd wordt nergens anders verzet.")
    if os.environ.get("MEEDOEN_TENANTS") and omgeving == "productie":
        raise VerkeerdeInstelling("MEEDOEN_TENANTS kan niet in productie: daar gelden alleen de mappen in tenants/.")
    return Settings(
        omgeving=omgeving,
        var=Path(_nodig("MEEDOEN_VAR")),
        app_url=_nodig("APP_URL").rstrip("/"),
        nats_url=_nodig("NATS_URL"),
        redis_url=os.environ.get("REDIS_URL", ""),
        smtp_host=os.environ.get("SMTP_HOST", "127.0.0.1"),
        smtp_port=_getal("SMTP_PORT", 25),
        clamd_host=os.environ.get("CLAMD_HOST", "127.0.0.1"),
        clamd_port=_getal("CLAMD_PORT", 3310),
        files_url=os.environ.get("FILES_URL") or Path(os.environ.get("FILES_DIR", "bestanden")).absolute().as_uri(),
        backup=Path(backup) if (backup := os.environ.get("BACKUP_DIR")) else None,
        oidc_issuer=os.environ.get("OIDC_ISSUER", ""),
        oidc_client_id=os.environ.get("OIDC_CLIENT_ID", "meedoen"),
        oidc_client_secret=os.environ.get("OIDC_CLIENT_SECRET", ""),
        aanmelddiensten=_aanmelddiensten(omgeving) if os.environ.get("OIDC_ISSUER") else (),
        klokbestand=Path(klok) if klok else None,
        web_port=_getal("WEB_PORT", 8000),
        web_proxy=os.environ.get("WEB_PROXY", ""),
        melden=os.environ.get("WEB_MELDEN", ""),
        limieten_url=os.environ.get("LIMIETEN_URL", ""),
        limieten=os.environ.get("LIMIETEN", ""),
        pool=_getal("MEEDOEN_POOL", 4),
    )
