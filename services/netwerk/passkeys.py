"""Passkeys of the people of a samenwerkingsverband: making, using, naming, removing (docs/besluiten/0014).

A passkey works on our own address only, so nobody can be led to give it to another site (trust.md 3.5 no. 46). Every
question is asked once, of one session, and answered within five minutes by somebody whom the device itself has checked.
What the web brings here is not believed: origin, question, counter and signature are checked in this service.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import webauthn
from webauthn.helpers import bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import InvalidAuthenticationResponse, InvalidRegistrationResponse, WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from infra import clock
from infra.database import Database
from infra.log import log
from infra.settings import settings
from services.kern.errors import BevestigOpnieuw, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.rollen import SWV_ROLLEN
from services.netwerk import logbook, sessie
from services.netwerk.confirming import bevestigd_verder
from services.netwerk.contract import (
    Hoed,
    PasskeyGebruiken,
    PasskeyHernoemen,
    PasskeyKort,
    PasskeyMaken,
    Passkeys,
    PasskeysTonen,
    PasskeyVerwijderen,
    PasskeyVraag,
    PasskeyVragen,
    SessieGeopend,
)
from services.netwerk.queries import hoeden_van
from services.netwerk.service import NETWERK
from services.netwerk.sessions import levende_sessie, sessies_melden
from tenants.registry import load_all

HOOGSTENS = 10
GEWEIGERD = "Uw passkey is niet aangenomen. Probeer het nog eens."
_LOKAAL = re.compile(r"http://localhost(:\d+)?")
_FOUTEN = (WebAuthnException, ValueError, KeyError, TypeError)


def thuis() -> str:
    """The name that passkeys are bound to: that of our address."""
    host = urlsplit(settings().app_url).hostname or ""
    return "localhost" if _is_getal(host) else host


def _is_getal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def herkomst(gezegd: str) -> str:
    """The origin that an answer must have. An installation at a bare number (demo, test) has passkeys at localhost,
    as browsers bind none to a number."""
    lokaal = thuis() == "localhost" and settings().omgeving != "productie"
    return gezegd if lokaal and _LOKAAL.fullmatch(gezegd) else settings().app_url


@NETWERK.act(PasskeyVragen, open=True)
async def passkey_vragen(database: Database, opdracht: PasskeyVragen) -> PasskeyVraag:
    """A question for the device of this person, for this session and once."""
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, opdracht.token)
        eigen = await _eigen(connection, wie["persoon"])
    if opdracht.soort == "gebruiken":
        if not eigen:
            raise KanNiet("U heeft nog geen passkey.")
        opties: Any = webauthn.generate_authentication_options(
            rp_id=thuis(),
            allow_credentials=[_bekend(rij) for rij in eigen],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    else:
        await _mag_maken(database, wie, eigen)
        opties = webauthn.generate_registration_options(
            rp_id=thuis(),
            rp_name="Meedoen",
            user_id=wie["persoon"].bytes,
            user_name=wie["email"] or wie["naam"],
            user_display_name=wie["naam"],
            exclude_credentials=[_bekend(rij) for rij in eigen],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
    async with (await database.pool()).acquire() as connection:
        await connection.execute("delete from passkey_vraag where verloopt_op < now()")
        await connection.execute(
            "insert into passkey_vraag (uitdaging, sessie, soort, verloopt_op) values ($1, $2, $3, $4)",
            opties.challenge,
            wie["id"],
            opdracht.soort,
            clock.echt() + sessie.BEVESTIGD,
        )
    return PasskeyVraag(opties=webauthn.options_to_json(opties))


async def _mag_maken(database: Database, wie: asyncpg.Record, eigen: list[asyncpg.Record]) -> list[Hoed]:
    """The hats of this person. Raises MagNiet, KanNiet, or BevestigOpnieuw: who has a passkey shows it first, so that
    nobody gets in by a new one."""
    hoeden = await hoeden_van(database, wie["persoon"], wie["aanbieder"]) if wie["persoon"] else []
    if not wie["mfa"] or not any(hoed.rol in SWV_ROLLEN for hoed in hoeden):
        raise MagNiet("Passkeys zijn voor de medewerkers van een samenwerkingsverband.")
    if len(eigen) >= HOOGSTENS:
        raise KanNiet(f"U heeft al {HOOGSTENS} passkeys. Verwijder er eerst een.")
    _pas(wie["passkey_op"] if eigen else wie["bevestigd_op"], met_passkey=bool(eigen))
    return hoeden


def _pas(moment: Any, *, met_passkey: bool) -> None:
    if moment is None or clock.echt() - moment > sessie.BEVESTIGD:
        raise BevestigOpnieuw(met_passkey=met_passkey)


async def _eigen(connection: asyncpg.Connection, persoon: UUID | None) -> list[asyncpg.Record]:
    return await connection.fetch(
        "select id, naam, sleutel, teller, gemaakt_op, gebruikt_op from passkey"
        " where persoon = $1 and geeindigd_op is null order by gemaakt_op",
        persoon,
    )


def _bekend(rij: asyncpg.Record) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(rij["id"]))


async def _vraag_opmaken(connection: asyncpg.Connection, wie: asyncpg.Record, antwoord: Any, soort: str) -> Any:
    """The question this answers, used up; and what the browser says of where it was asked. Raises MagNiet."""
    gezegd = parse_client_data_json(antwoord.response.client_data_json)
    uitdaging = await connection.fetchval(
        "delete from passkey_vraag where uitdaging = $1 and sessie = $2 and soort = $3 and verloopt_op > now()"
        " returning uitdaging",
        gezegd.challenge,
        wie["id"],
        soort,
    )
    if uitdaging is None:
        raise MagNiet("Dit duurde te lang of begon in een ander venster. Probeer het nog eens.")
    return gezegd, uitdaging


@NETWERK.act(PasskeyMaken, open=True)
async def passkey_maken(database: Database, opdracht: PasskeyMaken) -> SessieGeopend:
    """Keep a new passkey. Making one shows who you are as using one does: the session goes on under a new token."""
    naam = _naam(opdracht.naam)
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, opdracht.token)
        eigen = await _eigen(connection, wie["persoon"])
    hoeden = await _mag_maken(database, wie, eigen)
    try:
        antwoord = webauthn.helpers.parse_registration_credential_json(opdracht.antwoord_json)
        async with (await database.pool()).acquire() as connection:
            gezegd, uitdaging = await _vraag_opmaken(connection, wie, antwoord, "maken")
        goed = webauthn.verify_registration_response(
            credential=antwoord,
            expected_challenge=uitdaging,
            expected_rp_id=thuis(),
            expected_origin=herkomst(gezegd.origin),
            require_user_verification=True,
        )
    except (*_FOUTEN, InvalidRegistrationResponse) as fout:
        log.warning("passkey geweigerd", fout=type(fout).__name__, soort="maken")
        raise MagNiet(GEWEIGERD) from None
    async with (await database.pool()).acquire() as connection, connection.transaction():
        oud = await levende_sessie(connection, opdracht.token)
        gelukt = await connection.fetchval(
            "insert into passkey (id, persoon, naam, sleutel, teller, gemaakt_op) values ($1, $2, $3, $4, $5, now())"
            " on conflict do nothing returning true",
            bytes_to_base64url(goed.credential_id),
            oud["persoon"],
            naam,
            goed.credential_public_key,
            goed.sign_count,
        )
        if not gelukt:
            raise KanNiet("Deze passkey is al bekend.")
        await logbook.noteren_van(connection, opdracht.heet(), [oud])
        hier = oud["tenant"] or next(hoed.tenant for hoed in hoeden if hoed.rol in SWV_ROLLEN)
        await logbook.berichten(connection, "passkey_gemaakt", oud["persoon"], hier)
        nieuw = await bevestigd_verder(connection, oud, passkey_op=clock.echt())
    await sessies_melden([oud["token_hash"]])
    return nieuw


@NETWERK.act(PasskeyGebruiken, open=True)
async def passkey_gebruiken(database: Database, opdracht: PasskeyGebruiken) -> SessieGeopend:
    """A right answer of an own passkey: the session goes on under a new token."""
    try:
        antwoord = webauthn.helpers.parse_authentication_credential_json(opdracht.antwoord_json)
        async with (await database.pool()).acquire() as connection, connection.transaction():
            wie = await levende_sessie(connection, opdracht.token)
        async with (await database.pool()).acquire() as connection:
            gezegd, uitdaging = await _vraag_opmaken(connection, wie, antwoord, "gebruiken")
        async with (await database.pool()).acquire() as connection, connection.transaction():
            oud = await levende_sessie(connection, opdracht.token)
            eigen = await connection.fetchrow(
                "select id, sleutel, teller from passkey where id = $1 and persoon = $2 and geeindigd_op is null"
                " for update",
                antwoord.id,
                oud["persoon"],
            )
            if eigen is None:
                raise MagNiet(GEWEIGERD)
            goed = webauthn.verify_authentication_response(
                credential=antwoord,
                expected_challenge=uitdaging,
                expected_rp_id=thuis(),
                expected_origin=herkomst(gezegd.origin),
                credential_public_key=eigen["sleutel"],
                credential_current_sign_count=eigen["teller"],
                require_user_verification=True,
            )
            await connection.execute(
                "update passkey set teller = $2, gebruikt_op = now() where id = $1", eigen["id"], goed.new_sign_count
            )
            nieuw = await bevestigd_verder(connection, oud, passkey_op=clock.echt())
    except (*_FOUTEN, InvalidAuthenticationResponse) as fout:
        log.warning("passkey geweigerd", fout=type(fout).__name__, soort="gebruiken")
        raise MagNiet(GEWEIGERD) from None
    await sessies_melden([oud["token_hash"]])
    return nieuw


@NETWERK.question(PasskeysTonen, open=True)
async def passkeys_tonen(database: Database, vraag: PasskeysTonen) -> Passkeys:
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, vraag.token)
        eigen = await _eigen(connection, wie["persoon"])
    return Passkeys(
        passkeys=[PasskeyKort(**{veld: rij[veld] for veld in PasskeyKort.__struct_fields__}) for rij in eigen]
    )


@NETWERK.act(PasskeyHernoemen, open=True)
async def passkey_hernoemen(database: Database, opdracht: PasskeyHernoemen) -> None:
    naam = _naam(opdracht.naam)
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, opdracht.token)
        gelukt = await connection.fetchval(
            "update passkey set naam = $3 where id = $1 and persoon = $2 and geeindigd_op is null returning true",
            opdracht.id,
            wie["persoon"],
            naam,
        )
    if not gelukt:
        raise NietGevonden()


@NETWERK.act(PasskeyVerwijderen, open=True)
async def passkey_verwijderen(database: Database, opdracht: PasskeyVerwijderen) -> None:
    """Only who just showed one; and never the last of who needs one to work."""
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, opdracht.token)
    _pas(wie["passkey_op"], met_passkey=True)
    hoeden = await hoeden_van(database, wie["persoon"], wie["aanbieder"])
    nodig = any(load_all()[hoed.tenant].vraagt_passkey(hoed.rol) for hoed in hoeden)
    async with (await database.pool()).acquire() as connection, connection.transaction():
        oud = await levende_sessie(connection, opdracht.token)
        await connection.execute("select pg_advisory_xact_lock(hashtextextended($1::text, 0))", str(wie["persoon"]))
        eigen = [rij["id"] for rij in await _eigen(connection, wie["persoon"])]
        if opdracht.id not in eigen:
            raise NietGevonden()
        if nodig and len(eigen) == 1:
            raise KanNiet("Dit is uw laatste passkey, en u heeft er een nodig. Maak eerst een andere.")
        await connection.execute(
            "update passkey set geeindigd_op = now(), reden = 'verwijderd' where id = $1", opdracht.id
        )
        await logbook.noteren_van(connection, opdracht.heet(), [oud])


def _naam(naam: str) -> str:
    schoon = " ".join(naam.split())
    if not 1 <= len(schoon) <= 60 or not schoon.isprintable():
        zin = "Geef uw passkey een naam, bijvoorbeeld: laptop van het werk."
        raise OngeldigeInvoer(zin, velden={"naam": zin})
    return schoon
