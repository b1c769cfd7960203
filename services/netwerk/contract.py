"""What others may ask of netwerk: who is who, with which hat, in which session, and by which rules. No dossiers.

Acts on the rules (`concept_bewaren`, `concept_weggooien`, `regels_vaststellen`, `regels_intrekken`) are for the
beheerder of the samenwerkingsverband itself; whoever is somewhere else finds nothing there.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit
from services.kern.inzage import Nagaan, Samenvatten

#: No set of rules is larger than this: bytes of all files together.
REGELS_GROOTTE = 400_000


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

    `csrf`: the token that every unsafe request of this session must carry. `bevestigd_op`: when this person last
    proved who they are, as it counts for this hat; None for not at all. `passkeys`: how many this person has;
    `passkey_nodig`: this hat asks for one, and it was not shown yet, so there is no `principal`.
    """

    persoon_naam: str
    email: str
    principal: str | None
    hoed: Hoed | None
    hoeden: list[Hoed]
    csrf: str
    verloopt_op: datetime
    bevestigd_op: datetime | None = None
    aanbieder: str = "aanmelden"
    passkeys: int = 0
    passkey_nodig: bool = False


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
    """`bevestigt`: this login is to confirm who somebody is that is signed in already."""

    nonce: str
    verifier: str
    terug: str
    uitnodiging: str | None
    aanbieder: str
    bevestigt: bool


class UitnodigingStand(Deel, frozen=True, kw_only=True):
    """`status`: open | gebruikt | verlopen | ingetrokken (the aanvraag was). Says nothing about the child.

    `rol`: as what somebody is invited.
    """

    tenant: str
    naam: str
    status: str
    verloopt_op: datetime
    rol: str = "ouder"


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


class Mens(Deel, frozen=True, kw_only=True):
    """`rollen`: roles ever held here."""

    persoon: UUID
    naam: str
    rollen: list[str]


class Mensen(Deel, frozen=True, kw_only=True):
    """By name, at most 50 for a search."""

    mensen: list[Mens]


class Personen(Deel, frozen=True, kw_only=True):
    personen: list[PersoonKort]


class Regelversie(Deel, frozen=True, kw_only=True):
    """A whole set of rules of a samenwerkingsverband, in force from `vanaf` until a next one.

    `nummer` counts up within the tenant; a version that was vastgesteld never shares it. Of two with the same `vanaf`
    the higher counts.
    `herkomst`: map (came with the installation) | beheer (made in Meedoen). `status`: concept | vastgesteld |
    ingetrokken. A concept has no day yet: its `vanaf` is that of the version it began from. `kenmerk`: SHA-256 in hex
    over the files; two versions with the same kenmerk say the same. `geldt`: this is the version of today.
    """

    nummer: int
    vanaf: date
    herkomst: str
    status: str
    bron: str
    toelichting: str
    door_naam: str | None
    op: datetime
    kenmerk: str
    basis: int | None = None
    geldt: bool = False


class Regelversies(Deel, frozen=True, kw_only=True):
    """Newest `vanaf` first, the concept apart. `gebrek`: why the folder of the installation cannot be used, if so."""

    versies: list[Regelversie]
    concept: Regelversie | None
    gebrek: str | None = None


class Gebrek(Deel, frozen=True, kw_only=True):
    """Why a set of files cannot be used: one Dutch sentence, and where (`regel` counts from 1; None: unknown)."""

    melding: str
    bestand: str | None = None
    sleutel: str | None = None
    regel: int | None = None


class RegelversieGelezen(Deel, frozen=True, kw_only=True):
    """`bestanden`: name (`mandaten.toml`, `brieven/x.md`) to text. `gebrek`: only of a concept that cannot be used."""

    versie: Regelversie
    bestanden: dict[str, str]
    gebrek: Gebrek | None = None


class ConceptBewaard(Deel, frozen=True, kw_only=True):
    """Kept, whether it can be used or not. `melding` None: these rules can be vastgesteld."""

    nummer: int
    kenmerk: str
    op: datetime
    melding: str | None = None
    bestand: str | None = None
    sleutel: str | None = None
    regel: int | None = None


class RegelsVastgelegd(Deel, frozen=True, kw_only=True):
    """The version that was vastgesteld or ingetrokken, and its first day."""

    nummer: int
    vanaf: date


class RegelsKort(msgspec.Struct, frozen=True, array_like=True):
    """A version that counts, as processes tell it to each other."""

    tenant: str
    nummer: int
    vanaf: date
    kenmerk: str


class RegelsStand(Deel, frozen=True, kw_only=True):
    """Every vastgestelde version of every tenant. `versies` None: the asker knows this already."""

    stand: str
    versies: list[RegelsKort] | None


class RegelsBestanden(Deel, frozen=True, kw_only=True):
    """The files of one version."""

    bestanden: dict[str, str]


# ------------------------------------------------------------------------- asked by web, before there is a person


class InlogpogingBeginnen(Opdracht, frozen=True, kw_only=True):
    """Start of an OIDC login. `terug`: a local path. `uitnodiging`: token that was opened first, if any.

    `browser`: the secret of an attempt that this browser has under way in another window; any other is not used.
    `bevestigt`: the token of the session that wants to prove anew who it is; NietIngelogd when that ended.
    """

    antwoord: ClassVar = Inlogpoging
    terug: str
    uitnodiging: str | None = None
    browser: str = ""
    aanbieder: str = "aanmelden"
    bevestigt: str | None = None


class InlogpogingAfronden(Opdracht, frozen=True, kw_only=True):
    """Use up the state, once, from the browser that started it. NietIngelogd otherwise."""

    antwoord: ClassVar = InlogpogingGevonden
    state: str
    browser: str


class SessieOpenen(Opdracht, frozen=True, kw_only=True):
    """After a checked id_token. Account is (issuer, subject). MagNiet for an account nobody knows.

    `uitnodiging` with `activatiecode`: bind this account to the invited person. `bevestigd_op`: the auth_time of the
    provider, None when it does not say; MagNiet when that is in the future or more than 12 hours ago.
    `aanbieder_sessie`: what the provider calls its own session (sid), to hear that it ended.
    """

    antwoord: ClassVar = SessieGeopend
    issuer: str
    subject: str
    naam: str
    email: str
    mfa: bool
    user_agent: str
    uitnodiging: str | None = None
    bevestigd_op: datetime | None = None
    aanbieder: str = "aanmelden"
    aanbieder_sessie: str | None = None


class SessieBevestigen(Opdracht, frozen=True, kw_only=True):
    """After a checked id_token of the same account: this person just proved again who they are. Gives a new token.

    MagNiet for another account, without second factor, and when `bevestigd_op` is not in the last five minutes.
    """

    antwoord: ClassVar = SessieGeopend
    token: str
    issuer: str
    subject: str
    mfa: bool
    bevestigd_op: datetime | None


class FormulierBewaren(Opdracht, frozen=True, kw_only=True):
    """Keep what this person typed for ten minutes, while they prove who they are. Sealed by the web: we cannot read it.

    TeGroot above 1 MB.
    """

    antwoord: ClassVar = None
    token: str
    id: UUID
    inhoud: bytes


class BewaardFormulierLezen(Vraag, frozen=True, kw_only=True):
    """What was kept, for the same person only. NietGevonden for another one and after ten minutes."""

    antwoord: ClassVar = bytes
    token: str
    id: UUID


class InzagenNagaan(Nagaan, frozen=True, kw_only=True):
    """What the web refused, and who did what with access. By the functionaris gegevensbescherming."""


class InzagenSamenvatten(Samenvatten, frozen=True, kw_only=True):
    """Only between services: what everybody tried here in a period, counted for the weekly nazicht."""


class MensenZoeken(Vraag, frozen=True, kw_only=True):
    """People of the own samenwerkingsverband by name, or by id. By the functionaris gegevensbescherming.

    `zoek`: a piece of a name, three characters at least; OngeldigeInvoer for less. `personen`: at most 500. No e-mail.
    """

    antwoord: ClassVar = Mensen
    zoek: str = ""
    personen: list[UUID] = msgspec.field(default_factory=list)


class WeigeringNoteren(Vraag, frozen=True, kw_only=True):
    """The web refused a person something before any service was asked: leaves an audit line, and answers nothing.

    `wat`: the name of the route in the audit; `reden`: of which kind the fault was, both only small letters and `_`;
    `handeling`: whether it would have changed something. OngeldigeInvoer for any other text.
    """

    antwoord: ClassVar = None
    wat: str
    handeling: bool
    zaak: UUID | None
    reden: str


class PasskeyVraag(Deel, frozen=True, kw_only=True):
    """JSON for the browser (`PublicKeyCredentialCreationOptions` or `…RequestOptions`)."""

    opties: str


class PasskeyKort(Deel, frozen=True, kw_only=True):
    id: str
    naam: str
    gemaakt_op: datetime
    gebruikt_op: datetime | None


class Passkeys(Deel, frozen=True, kw_only=True):
    passkeys: list[PasskeyKort]


class PasskeyVragen(Opdracht, frozen=True, kw_only=True):
    """A question for the device: to make a passkey or to use one. Good once, for this session, for five minutes.

    KanNiet without one to use; to make one MagNiet for who does not work for a samenwerkingsverband, BevestigOpnieuw
    for who did not just prove who they are, with a passkey where there is one.
    """

    antwoord: ClassVar = PasskeyVraag
    token: str
    soort: Literal["maken", "gebruiken"]


class PasskeyMaken(Opdracht, frozen=True, kw_only=True):
    """`antwoord_json`: what the browser gave. Gives a new token. MagNiet when anything about it is not right."""

    antwoord: ClassVar = SessieGeopend
    token: str
    naam: str
    antwoord_json: str


class PasskeyGebruiken(Opdracht, frozen=True, kw_only=True):
    """As PasskeyMaken, with one that is there: this person just proved who they are."""

    antwoord: ClassVar = SessieGeopend
    token: str
    antwoord_json: str


class PasskeysTonen(Vraag, frozen=True, kw_only=True):
    """Those of this person."""

    antwoord: ClassVar = Passkeys
    token: str


class PasskeyHernoemen(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar = None
    token: str
    id: str
    naam: str


class PasskeyVerwijderen(Opdracht, frozen=True, kw_only=True):
    """BevestigOpnieuw for who did not just show a passkey; KanNiet for the last one of who needs one."""

    antwoord: ClassVar = None
    token: str
    id: str


class SessieKort(Deel, frozen=True, kw_only=True):
    """A living session of this person. `deze`: the one that asks. `apparaat`: what the browser says of itself."""

    id: UUID
    begonnen_op: datetime
    gezien_op: datetime
    apparaat: str
    deze: bool


class Sessies(Deel, frozen=True, kw_only=True):
    """Last used first."""

    sessies: list[SessieKort]


class SessiesTonen(Vraag, frozen=True, kw_only=True):
    """Every living session of the person of this one."""

    antwoord: ClassVar = Sessies
    token: str


class SessieEindigen(Opdracht, frozen=True, kw_only=True):
    """End one other session of oneself, or with `sessie` None all others. NietGevonden for one of somebody else."""

    antwoord: ClassVar = None
    token: str
    sessie: UUID | None


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

    OngeldigeInvoer on a wrong code (five tries), KanNiet when expired, used or over, MagNiet without second factor.
    """

    antwoord: ClassVar = SessieGeopend
    token: str
    uitnodiging: str
    activatiecode: str


class AfmeldingVerwerken(Opdracht, frozen=True, kw_only=True):
    """After a checked logout token (OpenID Connect Back-Channel Logout): end the sessions that began there.

    `aanbieder_sessie`: only the sessions of that session at the provider; without it all of `subject`. KanNiet when
    this very message was heard before (`jti`).
    """

    antwoord: ClassVar = None
    issuer: str
    jti: str
    verloopt_op: datetime
    subject: str | None = None
    aanbieder_sessie: str | None = None


# ------------------------------------------------------------------------------------- the people, by the beheerder


class MedewerkerHoed(Deel, frozen=True, kw_only=True):
    id: UUID
    rol: str
    organisatie_naam: str
    sinds: date


class Medewerker(Deel, frozen=True, kw_only=True):
    """Somebody with a role here today. `passkeys`: how many; `zelf`: the one who asks."""

    persoon: UUID
    naam: str
    email: str
    hoeden: list[MedewerkerHoed]
    passkeys: int
    zelf: bool


class Medewerkers(Deel, frozen=True, kw_only=True):
    """At most 100, by name. `meer`: there are more; search."""

    medewerkers: list[Medewerker]
    meer: bool


class MedewerkersTonen(Vraag, frozen=True, kw_only=True):
    """Who works here and at the schools today; no parents and pupils. `zoek`: a piece of a name or e-mail address."""

    antwoord: ClassVar = Medewerkers
    zoek: str = ""


class HoedBeeindigen(Opdracht, frozen=True, kw_only=True):
    """This role ends today, and with it every session in which it is on. KanNiet for the own one."""

    antwoord: ClassVar = None
    hoed: UUID


class PersoonUitschrijven(Opdracht, frozen=True, kw_only=True):
    """Every role of this person in this samenwerkingsverband ends today, and every session in it."""

    antwoord: ClassVar = None
    persoon: UUID


class PasskeysIntrekken(Opdracht, frozen=True, kw_only=True):
    """The passkeys of a colleague count no more, and all their sessions end; after signing in they make a new one.

    KanNiet for oneself, and for who also works for another samenwerkingsverband.
    """

    antwoord: ClassVar = None
    persoon: UUID


# ---------------------------------------------------------------------------------------- asked by other services


class UitnodigingMaken(Opdracht, frozen=True, kw_only=True):
    """Only between services: somebody of outside with a role at one case, and an invitation of at most 14 days.

    `kind`: what the child is called, for who has two children in Meedoen; nothing else of the child.
    """

    antwoord: ClassVar = UitnodigingGemaakt
    naam: str
    email: str
    rol: str
    zaak: UUID
    kind: str = ""
    dagen: int = 14


class BekendeToelaten(Opdracht, frozen=True, kw_only=True):
    """Only between services: somebody who signs in to Meedoen already may come in here too, by the account they have.

    A role of a school at that school (`organisatie`: its vestigingscode), or of the family at one case (its id). The
    answer: whether they can get in now. False for who has no account yet: those need an invitation.
    OngeldigeInvoer for any other role or place.
    """

    antwoord: ClassVar = bool
    persoon: UUID
    naam: str
    email: str
    rol: str
    organisatie: str
    grond: str
    kind: str = ""


class KindNoemen(Opdracht, frozen=True, kw_only=True):
    """Only between services: the child of this case is called so from now on, in the hats of its family."""

    antwoord: ClassVar = None
    zaak: UUID
    kind: str


class PersonenVanRol(Vraag, frozen=True, kw_only=True):
    """Only between services: who holds one of these roles today, optionally at one organisation."""

    antwoord: ClassVar = Personen
    rollen: list[str]
    organisatie: str | None = None


class PersonenTonen(Vraag, frozen=True, kw_only=True):
    """Only between services: these persons, also who has left."""

    antwoord: ClassVar = Personen
    personen: list[UUID]


class GeadresseerdenTonen(Vraag, frozen=True, kw_only=True):
    """Only between services, at the moment of sending: who of these persons may still be written to.

    Whoever had a role in this tenant and has none today is not among them (ISO-9); who was invited and has none yet is.
    """

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


# ------------------------------------------------------------------- the rules, by every process of Meedoen itself


class RegelsKennen(Vraag, frozen=True, kw_only=True):
    """Which versions there are, of all tenants. `stand`: what the asker had the last time, "" for nothing."""

    antwoord: ClassVar = RegelsStand
    stand: str


class RegelsOphalen(Vraag, frozen=True, kw_only=True):
    """The files of one version that counts. NietGevonden when there is none, or it was withdrawn."""

    antwoord: ClassVar = RegelsBestanden
    tenant: str
    nummer: int


# ---------------------------------------------------------------------------------- the rules, by the beheerder


class RegelversiesTonen(Vraag, frozen=True, kw_only=True):
    """All versions of the own samenwerkingsverband, also those that were withdrawn."""

    antwoord: ClassVar = Regelversies


class RegelversieLezen(Vraag, frozen=True, kw_only=True):
    """One version with its files; the concept too, by its number. NietGevonden when there is none."""

    antwoord: ClassVar = RegelversieGelezen
    nummer: int


class ConceptBewaren(Opdracht, frozen=True, kw_only=True):
    """Keep changed files in the one concept of this tenant; there is none yet: begin it from version `basis`.

    `bestanden`: only those that changed; an empty text takes the file away. `verwacht`: the kenmerk of the concept that
    the screen showed, "" for none. Gewijzigd when it is another one by now: `extra` holds `door`, `op`, `kenmerk` (to
    send again; "" when it is gone) and `nu`, the present text of the files that were sent. What cannot be used is
    kept all the same and told in the answer. OngeldigeInvoer at a file name that is no `naam.toml` or
    `brieven/naam.md`, at a text that cannot be kept, and at `basis`; TeGroot when all files together pass 400 kB.
    """

    antwoord: ClassVar = ConceptBewaard
    bestanden: dict[str, str]
    basis: int
    verwacht: str


class ConceptWeggooien(Opdracht, frozen=True, kw_only=True):
    """Throw the concept away for good. `kenmerk`: what the screen showed. Gewijzigd as at ConceptBewaren."""

    antwoord: ClassVar = None
    kenmerk: str


class RegelsVaststellen(Opdracht, frozen=True, kw_only=True):
    """The concept becomes a version that counts from `vanaf` on; running cases keep the rules of their day.

    OngeldigeInvoer at `vanaf` (before tomorrow; in the last five minutes of a day: before the day after), `bron`
    (at least 8 characters), `toelichting` (too long), and at `bestanden` when the concept cannot be used, changes
    nothing or changes who the samenwerkingsverband is (`extra`: `bestand`, `sleutel`, `regel`). Gewijzigd when
    `kenmerk` is not that of the concept; KanNiet without a concept.
    """

    antwoord: ClassVar = RegelsVastgelegd
    vanaf: date
    bron: str
    toelichting: str
    kenmerk: str


class RegelsIntrekken(Opdracht, frozen=True, kw_only=True):
    """Take back a version before its first day. KanNiet once it began, when it was withdrawn, or came with the folder.

    It is kept, and can be the basis of a next concept.
    """

    antwoord: ClassVar = RegelsVastgelegd
    nummer: int


# ------------------------------------------------------------------------------------------------ facts


class RegelsVastgesteld(Feit, frozen=True, kw_only=True):
    """De regels van het samenwerkingsverband zijn opnieuw vastgesteld."""

    nummer: int
    vanaf: date


class RegelsIngetrokken(Feit, frozen=True, kw_only=True):
    """Vastgestelde regels zijn ingetrokken voordat ze ingingen."""

    nummer: int
    vanaf: date


class FamilieAangemeld(Feit, frozen=True, kw_only=True):
    """Een uitgenodigde ouder of leerling heeft zich aangemeld."""

    persoon: UUID
    wordt: UUID  # the person of the account; differs from `persoon` when the account was known already
    rol: str


class FamilieVernietigd(Feit, frozen=True, kw_only=True):
    """De rollen en namen van het gezin bij dit dossier zijn vernietigd."""

    rijen: int
