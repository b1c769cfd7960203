"""What others may ask of netwerk: who is who, with which hat, in which session. It holds no dossiers."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts of an answer."""


# ---------------------------------------------------------------------------------------------- answers


class Hoed(Deel, frozen=True, kw_only=True):
    """A role somebody holds at an organisation in a tenant, today. `sinds`: the first day of it."""

    id: UUID
    tenant: str
    rol: str
    organisatie: str
    organisatie_naam: str
    sinds: date


class SessieStand(Deel, frozen=True, kw_only=True):
    """A living session. `principal`: signed, good for a minute; None while no hat is chosen.

    `csrf`: the token that every unsafe request of this session must carry.
    """

    persoon_naam: str
    email: str
    principal: str | None
    hoed: Hoed | None
    hoeden: list[Hoed]
    csrf: str
    verloopt_op: datetime


class SessieGeopend(Deel, frozen=True, kw_only=True):
    """The token for the cookie (shown once; only its hash is kept) and the hats to choose from."""

    token: str
    hoeden: list[Hoed]


class Inlogpoging(Deel, frozen=True, kw_only=True):
    """What the browser must bring back: `browser` goes in a short cookie, the rest goes to the provider."""

    state: str
    nonce: str
    verifier: str
    browser: str


class InlogpogingGevonden(Deel, frozen=True, kw_only=True):
    nonce: str
    verifier: str
    terug: str
    uitnodiging: str | None


class UitnodigingStand(Deel, frozen=True, kw_only=True):
    """`status`: open | gebruikt | verlopen. Says nothing about the child."""

    tenant: str
    naam: str
    status: str
    verloopt_op: datetime


class UitnodigingGemaakt(Deel, frozen=True, kw_only=True):
    """`token` for the link in the e-mail, `activatiecode` for the school to hand over."""

    persoon: UUID
    token: str
    activatiecode: str
    verloopt_op: datetime


class PersoonKort(Deel, frozen=True, kw_only=True):
    persoon: UUID
    naam: str
    email: str
    rol: str
    organisatie: str


class Personen(Deel, frozen=True, kw_only=True):
    personen: list[PersoonKort]


# ------------------------------------------------------------------------- asked by web, before there is a person


class InlogpogingBeginnen(Opdracht, frozen=True, kw_only=True):
    """Start of an OIDC login. `terug`: a local path. `uitnodiging`: token that was opened first, if any."""

    antwoord: ClassVar = Inlogpoging
    terug: str
    uitnodiging: str | None = None


class InlogpogingAfronden(Opdracht, frozen=True, kw_only=True):
    """Use up the state, once, from the browser that started it. NietIngelogd otherwise."""

    antwoord: ClassVar = InlogpogingGevonden
    state: str
    browser: str


class SessieOpenen(Opdracht, frozen=True, kw_only=True):
    """After a checked id_token. Account is (issuer, subject). MagNiet for an account nobody knows.

    `uitnodiging` with `activatiecode`: bind this account to the invited person.
    """

    antwoord: ClassVar = SessieGeopend
    issuer: str
    subject: str
    naam: str
    email: str
    mfa: bool
    user_agent: str
    uitnodiging: str | None = None


class SessieLezen(Vraag, frozen=True, kw_only=True):
    """The session of this token. NietIngelogd when it ended, idled out, or never was."""

    antwoord: ClassVar = SessieStand
    token: str


class HoedKiezen(Opdracht, frozen=True, kw_only=True):
    """Choose or switch the hat; gives a new token, the old one ends."""

    antwoord: ClassVar = SessieGeopend
    token: str
    hoed: UUID


class SessieSluiten(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar = None
    token: str


class UitnodigingTonen(Vraag, frozen=True, kw_only=True):
    """By link token. NietGevonden when it never was."""

    antwoord: ClassVar = UitnodigingStand
    token: str


class UitnodigingAannemen(Opdracht, frozen=True, kw_only=True):
    """Signed in, and in the possession of the code: bind the account of this session to the invited person.

    OngeldigeInvoer on a wrong code (five tries), KanNiet when expired or used, MagNiet without second factor.
    """

    antwoord: ClassVar = SessieGeopend
    token: str
    uitnodiging: str
    activatiecode: str


# ---------------------------------------------------------------------------------------- asked by other services


class UitnodigingMaken(Opdracht, frozen=True, kw_only=True):
    """Only between services: a person of the family with a role at one case, and an invitation of 14 days."""

    antwoord: ClassVar = UitnodigingGemaakt
    naam: str
    email: str
    rol: str
    zaak: UUID


class PersonenVanRol(Vraag, frozen=True, kw_only=True):
    """Only between services: who holds one of these roles today, optionally at one organisation."""

    antwoord: ClassVar = Personen
    rollen: list[str]
    organisatie: str | None = None


class PersonenTonen(Vraag, frozen=True, kw_only=True):
    """Only between services: these persons (for an e-mail address at the moment of sending)."""

    antwoord: ClassVar = Personen
    personen: list[UUID]


class PersoonAanmelden(Opdracht, frozen=True, kw_only=True):
    """Only by the administration command: a person, account and role. Idempotent on (issuer, subject, role)."""

    antwoord: ClassVar = None
    persoon: UUID
    issuer: str
    subject: str
    naam: str
    email: str
    rol: str
    organisatie: str
    van: date
    tot: date | None = None


# ------------------------------------------------------------------------------------------------ facts


class FamilieAangemeld(Feit, frozen=True, kw_only=True):
    """Een uitgenodigde ouder of leerling heeft zich aangemeld."""

    persoon: UUID
    wordt: UUID  # the person of the account; differs from `persoon` when the account was known already
    rol: str
