"""The window of netwerk: sessions, hats, invitations, and who holds which role."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import asyncpg

from infra import clock, principals
from infra.audit import lines
from infra.database import Database
from infra.looks import trace
from infra.review import summarise
from infra.runtime import Reading
from services.kern.errors import NietGevonden, NietIngelogd, OngeldigeInvoer
from services.kern.inzage import NagegaanLijst, Samenvatting
from services.kern.principal import Principal, Systeem
from services.kern.rollen import GENODIGDEN, Rol
from services.netwerk import (
    sessie,
    versionlist,  # noqa: F401  (hangs the questions about the rules in this window)
)
from services.netwerk.contract import (
    GeadresseerdenTonen,
    Hoed,
    InzagenNagaan,
    InzagenSamenvatten,
    Mens,
    Mensen,
    MensenZoeken,
    Personen,
    PersonenTonen,
    PersonenVanRol,
    PersoonKort,
    SessieLezen,
    SessieStand,
    UitnodigingStand,
    UitnodigingTonen,
    WeigeringNoteren,
)
from services.netwerk.organisatie import organisatienaam
from services.netwerk.service import NETWERK
from tenants.registry import load_all

# Noting that a session is still used, at most this often: a page costs no write.
GEZIEN_ELKE = timedelta(seconds=30)

_MENSEN = """
select p.id as persoon, p.naam, array(
    select distinct h.rol from hoed h where h.tenant = p.tenant and h.persoon = p.id order by 1) as rollen
from persoon p where p.tenant = $1 and (p.id = any($2) or ($3 <> '' and strpos(lower(p.naam), lower($3)) > 0))
order by p.naam, p.id limit 500
"""
_WOORD = re.compile(r"[a-z0-9_]{1,60}")
_HOEDEN = """
select h.id, h.rol, h.organisatie, h.kind, h.van from hoed h
where h.tenant = $1 and h.persoon = $2 and h.van <= $3 and (h.tot is null or h.tot > $3)
  and (not (h.rol = any($4)) or exists (
      select 1 from account_tenant a where a.persoon = h.persoon and a.tenant = h.tenant))
order by h.rol, h.kind, h.van, h.organisatie
"""


async def hoeden_van(database: Database, persoon: UUID, aanbieder: str) -> list[Hoed]:
    """The hats of a person today, over all tenants: each tenant under its own context.

    Only those that the tenant lets on for who signed in at this provider.
    """
    async with (await database.pool()).acquire() as connection:
        tenants = await connection.fetch(
            "select tenant from account_tenant where persoon = $1 order by tenant", persoon
        )
    hoeden = []
    for tenant in (rij["tenant"] for rij in tenants if rij["tenant"] in load_all()):
        async with database.reading(Systeem(tenant=tenant, dienst="netwerk")) as connection:
            rijen = await connection.fetch(_HOEDEN, tenant, persoon, clock.vandaag(), list(GENODIGDEN))
        hoeden += [
            Hoed(
                id=rij["id"],
                tenant=tenant,
                rol=rij["rol"],
                organisatie=rij["organisatie"],
                organisatie_naam=rij["kind"] or organisatienaam(load_all()[tenant], rij["organisatie"]),
                sinds=rij["van"],
            )
            for rij in rijen
            if load_all()[tenant].komt_binnen_via(rij["rol"], aanbieder)
        ]
    return hoeden


@NETWERK.question(InzagenNagaan, rollen=frozenset({Rol.FG}), kijkt="zaak")
async def inzagen_nagaan(lezer: Reading, vraag: InzagenNagaan) -> NagegaanLijst:
    """For the FG of the own samenwerkingsverband."""
    return await trace(lezer, vraag)


@NETWERK.question(InzagenSamenvatten, intern=True)
async def inzagen_samenvatten(lezer: Reading, vraag: InzagenSamenvatten) -> Samenvatting:
    return await summarise(lezer, van=vraag.van, tot=vraag.tot, namen=vraag.namen)


@NETWERK.question(MensenZoeken, rollen=frozenset({Rol.FG}))
async def mensen_zoeken(lezer: Reading, vraag: MensenZoeken) -> Mensen:
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    zoek = vraag.zoek.strip()
    if (zoek and len(zoek) < 3) or len(vraag.personen) > 500:
        raise OngeldigeInvoer("Schrijf minstens drie letters van de naam.", velden={"zoek": "Minstens drie letters."})
    rijen = await lezer.fetch(_MENSEN, lezer.asker.tenant, vraag.personen, zoek)
    return Mensen(mensen=[Mens(**dict(rij)) for rij in rijen])


@NETWERK.question(WeigeringNoteren, rollen=frozenset(Rol), schrijft=True)
async def weigering_noteren(lezer: Reading, vraag: WeigeringNoteren) -> None:
    """Of the asker's own, and of nobody else: the person of the signature."""
    if not (_WOORD.fullmatch(vraag.wat) and _WOORD.fullmatch(vraag.reden)):
        raise OngeldigeInvoer("Dit is geen naam van iets dat geweigerd kan worden.")
    soort = lines.HANDELING if vraag.handeling else lines.INZAGE
    rij = lines.line(NETWERK.name, lezer.asker, soort=soort, wat=vraag.wat, zaak=vraag.zaak, reden=vraag.reden)
    await lines.write(lezer.connection, rij)


@NETWERK.question(SessieLezen, open=True)
async def sessie_lezen(database: Database, vraag: SessieLezen) -> SessieStand:
    """Who this token is, now. A hat that ended today is gone at the next question."""
    async with (await database.pool()).acquire() as connection:
        rij = await _lezen(connection, sessie.afdruk(vraag.token))
    hoeden = await hoeden_van(database, rij["persoon"], rij["aanbieder"]) if rij["persoon"] else []
    hoed = next((h for h in hoeden if h.id == rij["hoed"] and h.tenant == rij["tenant"]), None)
    # Where a passkey is asked for, only a passkey proves who somebody is.
    met_passkey = hoed is not None and load_all()[hoed.tenant].vraagt_passkey(hoed.rol)
    bewezen = [rij["passkey_op"]] if met_passkey else [rij["passkey_op"], rij["bevestigd_op"]]
    bevestigd_op = max((moment for moment in bewezen if moment), default=None)
    passkey_nodig = met_passkey and rij["passkey_op"] is None
    token = None
    if hoed is not None and not passkey_nodig:
        token = principals.sign(
            Principal(
                tenant=hoed.tenant,
                persoon=rij["persoon"],
                naam=rij["naam"],
                rol=Rol(hoed.rol),
                organisatie=hoed.organisatie,
                sessie=rij["id"],
                mfa=rij["mfa"],
                verloopt=clock.echt_seconden() + principals.GELDIG_SECONDEN,
                bevestigd_op=int(bevestigd_op.timestamp()) if bevestigd_op else 0,
            )
        )
    return SessieStand(
        persoon_naam=rij["naam"],
        email=rij["email"],
        principal=token,
        hoed=hoed,
        hoeden=hoeden,
        csrf=rij["csrf"],
        verloopt_op=rij["verloopt_op"],
        bevestigd_op=bevestigd_op,
        aanbieder=rij["aanbieder"],
        passkeys=rij["passkeys"],
        passkey_nodig=passkey_nodig,
    )


async def _lezen(connection: asyncpg.Connection, hash: str) -> asyncpg.Record:
    rij = await connection.fetchrow(
        "select id, csrf, persoon, naam, email, mfa, tenant, hoed, verloopt_op, gezien_op, bevestigd_op,"
        " passkey_op, aanbieder,"
        " (select count(*) from passkey p where p.persoon = sessie.persoon and p.geeindigd_op is null) as passkeys"
        " from sessie"
        " where token_hash = $1 and geeindigd_op is null and verloopt_op > now() and gezien_op > now() - $2::interval",
        hash,
        sessie.STIL,
    )
    if rij is None:
        raise NietIngelogd("Uw sessie is verlopen. Log opnieuw in.")
    if clock.echt() - rij["gezien_op"] > GEZIEN_ELKE:
        # Only a living session is touched; a session that ended meanwhile never comes back to life.
        await connection.execute(
            "update sessie set gezien_op = now() where id = $1 and geeindigd_op is null", rij["id"]
        )
    return rij


@NETWERK.question(UitnodigingTonen, open=True)
async def uitnodiging_tonen(database: Database, vraag: UitnodigingTonen) -> UitnodigingStand:
    tenant = sessie.tenant_van(vraag.token)
    if tenant not in load_all():
        raise NietGevonden()
    async with database.reading(Systeem(tenant=tenant, dienst="netwerk")) as connection:
        rij = await connection.fetchrow(
            "select p.naam, u.verloopt_op, u.gebruikt_op, u.geeindigd_op, u.pogingen,"
            " coalesce((select min(h.rol) from hoed h where h.tenant = u.tenant and h.organisatie = u.zaak::text"
            " and h.persoon = u.persoon), 'ouder') as rol from uitnodiging u"
            " join persoon p on p.tenant = u.tenant and p.id = u.persoon where u.tenant = $1 and u.token_hash = $2",
            tenant,
            sessie.afdruk(vraag.token),
        )
    if rij is None:
        raise NietGevonden()
    verlopen = rij["verloopt_op"] < clock.nu() or rij["pogingen"] >= sessie.CODE_POGINGEN
    over = "ingetrokken" if rij["geeindigd_op"] else "verlopen" if verlopen else "open"
    status = "gebruikt" if rij["gebruikt_op"] else over
    return UitnodigingStand(
        tenant=tenant, naam=rij["naam"], status=status, verloopt_op=rij["verloopt_op"], rol=rij["rol"]
    )


@NETWERK.question(PersonenVanRol, intern=True)
async def personen_van_rol(lezer: Reading, vraag: PersonenVanRol) -> Personen:
    rijen = await lezer.fetch(
        "select p.id, p.naam, p.email, h.rol, h.organisatie from hoed h"
        " join persoon p on p.tenant = h.tenant and p.id = h.persoon"
        " where h.tenant = $1 and h.rol = any($2) and ($3::text is null or h.organisatie = $3)"
        " and h.van <= $4 and (h.tot is null or h.tot > $4) order by p.naam, p.id",
        lezer.asker.tenant,
        vraag.rollen,
        vraag.organisatie,
        clock.vandaag(),
    )
    return Personen(personen=[_kort(rij) for rij in rijen])


@NETWERK.question(PersonenTonen, intern=True)
async def personen_tonen(lezer: Reading, vraag: PersonenTonen) -> Personen:
    rijen = await lezer.fetch(
        "select id, naam, email, '' as rol, '' as organisatie from persoon where tenant = $1 and id = any($2)",
        lezer.asker.tenant,
        vraag.personen,
    )
    return Personen(personen=[_kort(rij) for rij in rijen])


_TE_SCHRIJVEN = """
select p.id, p.naam, p.email, '' as rol, '' as organisatie from persoon p where p.tenant = $1 and p.id = any($2)
and (not exists (select from hoed h where h.tenant = p.tenant and h.persoon = p.id)
    or exists (select from hoed h where h.tenant = p.tenant and h.persoon = p.id and (h.tot is null or h.tot > $3)))
"""


@NETWERK.question(GeadresseerdenTonen, intern=True)
async def geadresseerden_tonen(lezer: Reading, vraag: GeadresseerdenTonen) -> Personen:
    rijen = await lezer.fetch(_TE_SCHRIJVEN, lezer.asker.tenant, vraag.personen, clock.vandaag())
    return Personen(personen=[_kort(rij) for rij in rijen])


def _kort(rij: asyncpg.Record) -> PersoonKort:
    return PersoonKort(
        persoon=rij["id"],
        naam=rij["naam"],
        email=rij["email"],
        rol=rij["rol"],
        organisatie=rij["organisatie"],
    )
