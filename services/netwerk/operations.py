"""Door 1 of netwerk: logging in, choosing a hat, inviting a family. The rules have a file of their own (versions).

Most doors are open to the web before there is a person; they take secrets (state, token, code) as proof.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from infra import clock
from infra.database import Database
from infra.unit_of_work import UnitOfWork
from services.kern.errors import KanNiet, MagNiet, NietGevonden, NietIngelogd, OngeldigeInvoer
from services.kern.principal import Systeem
from services.kern.rollen import GENODIGDEN, Rol
from services.netwerk import (
    admitting,  # noqa: F401  (hangs the act that lets in who has an account already)
    confirming,  # noqa: F401  (hangs the acts of proving anew who one is in this door)
    leaving,  # noqa: F401  (hangs the acts by which people leave in this door)
    logbook,
    passkeys,  # noqa: F401  (hangs the acts on passkeys in this door)
    sessie,
    versions,  # noqa: F401  (hangs the acts on the rules in this door)
)
from services.netwerk.contract import (
    FamilieAangemeld,
    HoedKiezen,
    Inlogpoging,
    InlogpogingAfronden,
    InlogpogingBeginnen,
    InlogpogingGevonden,
    KindNoemen,
    PersoonAanmelden,
    SessieGeopend,
    SessieOpenen,
    SessieSluiten,
    UitnodigingAannemen,
    UitnodigingGemaakt,
    UitnodigingMaken,
)
from services.netwerk.queries import hoeden_van
from services.netwerk.service import NETWERK
from services.netwerk.sessions import levende_sessie, nieuwe_sessie, oudste_eindigen, sessies_melden, vervangen
from services.netwerk.tables import Hoed, Persoon, Uitnodiging
from tenants.registry import load_all

KIND_LENGTE = 100


@NETWERK.act(InlogpogingBeginnen, open=True)
async def inlogpoging_beginnen(database: Database, opdracht: InlogpogingBeginnen) -> Inlogpoging:
    """A state, nonce and verifier for one login, bound to the browser by a secret of its own.

    Two windows of one browser share the secret, so that both can finish; one that we did not give is never taken over.
    """
    async with (await database.pool()).acquire() as connection, connection.transaction():
        await connection.execute("delete from inlogpoging where verloopt_op < now()")
        bevestigt = (await levende_sessie(connection, opdracht.bevestigt))["id"] if opdracht.bevestigt else None
        bekend = await connection.fetchval(
            "select true from inlogpoging where browser_hash = $1 limit 1", sessie.afdruk(opdracht.browser)
        )
        poging = Inlogpoging(
            state=sessie.nieuw_token(),
            nonce=sessie.nieuw_token(),
            verifier=sessie.nieuw_token() + sessie.nieuw_token(),
            browser=opdracht.browser if bekend else sessie.nieuw_token(),
        )
        await connection.execute(
            "insert into inlogpoging (state_hash, browser_hash, nonce, verifier, terug, uitnodiging, verloopt_op,"
            " aanbieder, bevestigt) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            sessie.afdruk(poging.state),
            sessie.afdruk(poging.browser),
            poging.nonce,
            poging.verifier,
            opdracht.terug if sessie.is_eigen_pad(opdracht.terug) else "/",
            opdracht.uitnodiging,
            clock.echt() + sessie.INLOGPOGING,
            opdracht.aanbieder,
            bevestigt,
        )
    return poging


@NETWERK.act(InlogpogingAfronden, open=True)
async def inlogpoging_afronden(database: Database, opdracht: InlogpogingAfronden) -> InlogpogingGevonden:
    """Deleting is taking: a state works once, and only for the browser that began."""
    async with (await database.pool()).acquire() as connection:
        rij = await connection.fetchrow(
            "delete from inlogpoging where state_hash = $1 and browser_hash = $2 and verloopt_op > now()"
            " returning nonce, verifier, terug, uitnodiging, aanbieder, bevestigt is not null as bevestigt",
            sessie.afdruk(opdracht.state),
            sessie.afdruk(opdracht.browser),
        )
    if rij is None:
        raise NietIngelogd("Het inloggen duurde te lang of begon in een ander venster. Probeer het opnieuw.")
    return InlogpogingGevonden(**dict(rij))


@NETWERK.act(SessieOpenen, open=True)
async def sessie_openen(database: Database, opdracht: SessieOpenen) -> SessieGeopend:
    """A new session for a checked account. With one hat only, that hat is on at once.

    Nobody puts on a hat without a second factor (trust.md 5.4). Somebody with an invitation may come in first, and is
    asked for it when taking the invitation up.
    """
    pool = await database.pool()
    persoon: UUID | None = await pool.fetchval(
        "select persoon from account where issuer = $1 and subject = $2", opdracht.issuer, opdracht.subject
    )
    if persoon is None and opdracht.uitnodiging is None:
        raise MagNiet(
            "Uw account is nog niet bekend bij Meedoen. Vraag uw school of samenwerkingsverband om u toe te voegen."
        )
    try:
        bevestigd_op = sessie.aanmelding_toetsen(opdracht.mfa, opdracht.bevestigd_op, clock.echt())
    except MagNiet as fout:
        raise await _geweigerd(database, persoon, logbook.TE_LANG_GELEDEN, fout.melding) from None
    if not opdracht.mfa and opdracht.uitnodiging is None:
        raise await _geweigerd(database, persoon, logbook.ZONDER_TWEEDE_STAP, sessie.ZONDER_TWEEDE_STAP)
    # Looked up before a connection is held: whoever holds one and waits for another can wait for ever.
    hoeden = await hoeden_van(database, persoon, opdracht.aanbieder) if persoon else []
    if persoon and not hoeden and opdracht.uitnodiging is None:
        raise await _geweigerd(
            database,
            persoon,
            logbook.GEEN_ROL,
            "U hebt met dit account op dit moment geen rol in Meedoen. Heeft u ook een ander account? Gebruik dat,"
            " of vraag uw samenwerkingsverband om hulp.",
        )
    async with pool.acquire() as connection, connection.transaction():
        enige = hoeden[0] if len(hoeden) == 1 and opdracht.mfa else None
        id = uuid4()
        token = await nieuwe_sessie(
            connection,
            id=id,
            issuer=opdracht.issuer,
            subject=opdracht.subject,
            persoon=persoon,
            naam=opdracht.naam,
            email=opdracht.email,
            mfa=opdracht.mfa,
            user_agent=opdracht.user_agent,
            tenant=enige.tenant if enige else None,
            hoed=enige.id if enige else None,
            bevestigd_op=bevestigd_op,
            aanbieder=opdracht.aanbieder,
            aanbieder_sessie=opdracht.aanbieder_sessie,
        )
        geeindigd = await oudste_eindigen(connection, persoon) if persoon else []
        if persoon and enige:
            await logbook.noteren(connection, logbook.INGELOGD, enige, persoon, id)
        await logbook.noteren_van(connection, logbook.UITGELOGD, geeindigd)
    await sessies_melden([rij["token_hash"] for rij in geeindigd])
    return SessieGeopend(token=token, hoeden=hoeden)


async def _geweigerd(database: Database, persoon: UUID | None, reden: str, melding: str) -> MagNiet:
    """The refusal to raise; of somebody we know it is written down first."""
    if persoon:
        await logbook.weigering_noteren(database, persoon, reden)
    return MagNiet(melding)


@NETWERK.act(HoedKiezen, open=True)
async def hoed_kiezen(database: Database, opdracht: HoedKiezen) -> SessieGeopend:
    """The hat goes on under a new token; the old token is worthless from this moment."""
    pool = await database.pool()
    async with pool.acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, opdracht.token)
    hoeden = await hoeden_van(database, wie["persoon"], wie["aanbieder"]) if wie["persoon"] else []
    async with pool.acquire() as connection, connection.transaction():
        oud = await levende_sessie(connection, opdracht.token)
        if not oud["mfa"]:
            raise MagNiet(sessie.ZONDER_TWEEDE_STAP)
        hoed = next((h for h in hoeden if h.id == opdracht.hoed), None)
        if hoed is None:
            raise NietGevonden()
        id = uuid4()
        token = await vervangen(connection, oud, id=id, tenant=hoed.tenant, hoed=hoed.id, persoon=oud["persoon"])
        await logbook.noteren(connection, logbook.ROL_GEKOZEN, hoed, oud["persoon"], id)
    await sessies_melden([oud["token_hash"]])
    return SessieGeopend(token=token, hoeden=hoeden)


@NETWERK.act(SessieSluiten, open=True)
async def sessie_sluiten(database: Database, opdracht: SessieSluiten) -> None:
    hash = sessie.afdruk(opdracht.token)
    async with (await database.pool()).acquire() as connection, connection.transaction():
        rijen = await connection.fetch(
            "update sessie set geeindigd_op = now(), reden = 'uitgelogd'"
            " where token_hash = $1 and geeindigd_op is null returning id, persoon, tenant, hoed",
            hash,
        )
        await logbook.noteren_van(connection, logbook.UITGELOGD, rijen)
    await sessies_melden([hash])


@NETWERK.act(UitnodigingMaken, intern=True)
async def uitnodiging_maken(unit: UnitOfWork, opdracht: UitnodigingMaken) -> UitnodigingGemaakt:
    """A person of the family, not yet with a hat: that comes when the invitation is taken up."""
    if opdracht.rol not in GENODIGDEN:
        raise OngeldigeInvoer("Alleen een ouder, de leerling of een partner kan zo worden uitgenodigd.")
    persoon = unit.add(Persoon(id=uuid4(), naam=opdracht.naam, email=opdracht.email))
    token = f"{unit.asker.tenant}.{sessie.nieuw_token()}"
    code = sessie.nieuwe_code()
    await unit.flush()
    unit.add(
        Hoed(
            id=uuid4(),
            persoon=persoon.id,
            rol=opdracht.rol,
            organisatie=str(opdracht.zaak),
            kind=opdracht.kind[:KIND_LENGTE],
            grond="uitgenodigd bij een zaak" if opdracht.rol == Rol.PARTNER else "uitgenodigd door de school",
            van=unit.vandaag,
        )
    )
    uitnodiging = unit.add(
        Uitnodiging(
            id=uuid4(),
            persoon=persoon.id,
            zaak=opdracht.zaak,
            token_hash=sessie.afdruk(token),
            code_hash=sessie.afdruk(code),
            verloopt_op=unit.nu + min(sessie.UITNODIGING, timedelta(days=opdracht.dagen)),
        )
    )
    return UitnodigingGemaakt(persoon=persoon.id, token=token, activatiecode=code, verloopt_op=uitnodiging.verloopt_op)


@NETWERK.act(KindNoemen, intern=True)
async def kind_noemen(unit: UnitOfWork, opdracht: KindNoemen) -> None:
    """Also in hats that ended: of one case there is one name."""
    await unit.execute(
        "update hoed set kind = :kind where tenant = :tenant and organisatie = :zaak",
        kind=opdracht.kind[:KIND_LENGTE],
        zaak=str(opdracht.zaak),
    )


@NETWERK.act(UitnodigingAannemen, open=True)
async def uitnodiging_aannemen(database: Database, opdracht: UitnodigingAannemen) -> SessieGeopend:
    """Three things together: the link, the code that came another way, and an account with a second factor."""
    tenant = sessie.tenant_van(opdracht.uitnodiging)
    if tenant not in load_all():
        raise NietGevonden()
    async with (await database.pool()).acquire() as connection:
        oud = await levende_sessie(connection, opdracht.token)
    if not oud["mfa"]:
        raise MagNiet(sessie.ZONDER_TWEEDE_STAP)
    gevonden = await _code_toetsen(database, tenant, opdracht, clock.nu())
    persoon, hoed = await _aannemen(database, tenant, gevonden, issuer=oud["issuer"], subject=oud["subject"])
    # From here on the account is bound: whatever happens now, the person can simply sign in.
    hoeden = await hoeden_van(database, persoon, oud["aanbieder"])
    async with (await database.pool()).acquire() as connection, connection.transaction():
        oud = await levende_sessie(connection, opdracht.token)
        id = uuid4()
        token = await vervangen(connection, oud, id=id, tenant=tenant, hoed=hoed, persoon=persoon)
        met = {"id": id, "persoon": persoon, "tenant": tenant, "hoed": hoed}
        await logbook.noteren_van(connection, logbook.ROL_GEKOZEN, [met])
    await sessies_melden([oud["token_hash"]])
    return SessieGeopend(token=token, hoeden=hoeden)


@NETWERK.act(PersoonAanmelden, intern=True)
async def persoon_aanmelden(unit: UnitOfWork, opdracht: PersoonAanmelden) -> None:
    """By the administration command. The same twice changes nothing."""
    if opdracht.rol not in set(Rol):
        raise OngeldigeInvoer(f"De rol “{opdracht.rol}” bestaat niet.", velden={"rol": "Kies een bestaande rol."})
    if await unit.get(Persoon, opdracht.persoon) is None:
        unit.add(Persoon(id=opdracht.persoon, naam=opdracht.naam, email=opdracht.email))
        await unit.flush()
    bestaand = await unit.all(
        Hoed,
        Hoed.persoon == opdracht.persoon,
        Hoed.rol == opdracht.rol,
        Hoed.organisatie == opdracht.organisatie,
    )
    if not bestaand:
        unit.add(
            Hoed(
                id=uuid4(),
                persoon=opdracht.persoon,
                rol=opdracht.rol,
                organisatie=opdracht.organisatie,
                grond="aangemeld door de beheerder",
                van=opdracht.van,
                tot=opdracht.tot,
            )
        )
    await unit.execute(
        "insert into account (issuer, subject, persoon, gekoppeld_op) values (:issuer, :subject, :persoon, now())"
        " on conflict (issuer, subject) do nothing",
        issuer=opdracht.issuer,
        subject=opdracht.subject,
        persoon=opdracht.persoon,
    )
    await unit.execute(
        "insert into account_tenant (persoon, tenant) values (:persoon, :tenant) on conflict do nothing",
        persoon=opdracht.persoon,
    )


async def _code_toetsen(
    database: Database, tenant: str, opdracht: UitnodigingAannemen, nu: datetime
) -> dict[str, UUID]:
    """Check link and code, counting tries in a transaction of their own so that a wrong one always counts."""
    async with database.writing(Systeem(tenant=tenant, dienst="netwerk")) as unit:
        rijen = await unit.all(Uitnodiging, Uitnodiging.token_hash == sessie.afdruk(opdracht.uitnodiging))
        if not rijen:
            raise NietGevonden()
        uitnodiging = await unit.lock(Uitnodiging, rijen[0].id)
        sessie.uitnodiging_toetsen(uitnodiging.gebruikt_op, uitnodiging.geeindigd_op)
        if uitnodiging.verloopt_op < nu or uitnodiging.pogingen >= sessie.CODE_POGINGEN:
            raise KanNiet("Deze uitnodiging is verlopen. Vraag de school om een nieuwe.")
        getypt = sessie.afdruk(sessie.code_genormaliseerd(opdracht.activatiecode))
        goed = hmac.compare_digest(uitnodiging.code_hash, getypt)
        if not goed:
            uitnodiging.pogingen += 1
        over = sessie.CODE_POGINGEN - uitnodiging.pogingen
        gevonden = {"id": uitnodiging.id, "persoon": uitnodiging.persoon, "zaak": uitnodiging.zaak}
    if not goed:
        raise OngeldigeInvoer(
            "De code klopt niet.",
            velden={"activatiecode": f"Deze code klopt niet. U kunt het nog {over} keer proberen."},
        )
    return gevonden


async def _aannemen(
    database: Database, tenant: str, gevonden: dict[str, UUID], *, issuer: str, subject: str
) -> tuple[UUID, UUID]:
    """Bind account, person and hat and use up the invitation: all of it or nothing. Returns (person, hat)."""
    async with database.writing(Systeem(tenant=tenant, dienst="netwerk")) as unit:
        uitnodiging = await unit.lock(Uitnodiging, gevonden["id"])
        sessie.uitnodiging_toetsen(uitnodiging.gebruikt_op, uitnodiging.geeindigd_op)
        uitnodiging.gebruikt_op = unit.nu
        await unit.execute(
            "insert into account (issuer, subject, persoon, gekoppeld_op) values (:issuer, :subject, :persoon, now())"
            " on conflict (issuer, subject) do nothing",
            issuer=issuer,
            subject=subject,
            persoon=gevonden["persoon"],
        )
        # An account that is somebody already keeps that person: this case becomes one more hat.
        rijen = await unit.execute(
            "select persoon from account where issuer = :issuer and subject = :subject", issuer=issuer, subject=subject
        )
        persoon = rijen.scalar_one()
        await unit.execute(
            "insert into account_tenant (persoon, tenant) values (:persoon, :tenant) on conflict do nothing",
            persoon=persoon,
        )
        hoed = (await unit.all(Hoed, Hoed.persoon == gevonden["persoon"], Hoed.organisatie == str(gevonden["zaak"])))[0]
        if persoon != gevonden["persoon"]:
            uitgenodigde = await unit.lock(Persoon, gevonden["persoon"])
            if await unit.get(Persoon, persoon) is None:
                unit.add(Persoon(id=persoon, naam=uitgenodigde.naam, email=uitgenodigde.email))
                await unit.flush()
            hoed.persoon = persoon
        unit.record(FamilieAangemeld(zaak=gevonden["zaak"], persoon=gevonden["persoon"], wordt=persoon, rol=hoed.rol))
        return persoon, hoed.id
