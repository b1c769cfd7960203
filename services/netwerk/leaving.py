"""Leaving: a role that ends, a person who goes, an account that is closed elsewhere. All sessions with it, at once."""

from __future__ import annotations

from uuid import UUID

from infra import clock
from infra.database import Database
from infra.nights import of_tenant
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.kern.errors import KanNiet, NietGevonden
from services.kern.rollen import GENODIGDEN, Rol
from services.netwerk import logbook
from services.netwerk.contract import (
    AfmeldingVerwerken,
    HoedBeeindigen,
    Medewerker,
    MedewerkerHoed,
    Medewerkers,
    MedewerkersTonen,
    PasskeysIntrekken,
    PersoonUitschrijven,
)
from services.netwerk.organisatie import organisatienaam
from services.netwerk.service import NETWERK
from services.netwerk.sessions import sessies_melden
from services.netwerk.tables import Hoed

BEHEERDER = frozenset({Rol.BEHEERDER})
HOOGSTENS = 100
_MENSEN = """
select p.id as persoon, p.naam, p.email, h.id, h.rol, h.organisatie, h.van,
  (select count(*) from passkey k where k.persoon = p.id and k.geeindigd_op is null) as passkeys
from hoed h join persoon p on p.tenant = h.tenant and p.id = h.persoon
where h.tenant = $1 and h.van <= $2 and (h.tot is null or h.tot > $2) and not (h.rol = any($3))
  and ($4 = '' or position(lower($4) in lower(p.naam || ' ' || p.email)) > 0)
order by p.naam, p.id, h.rol, h.organisatie
"""


@NETWERK.question(MedewerkersTonen, rollen=BEHEERDER)
async def medewerkers_tonen(lezer: Reading, vraag: MedewerkersTonen) -> Medewerkers:
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    rijen = await lezer.fetch(
        _MENSEN, lezer.asker.tenant, clock.vandaag(), [str(rol) for rol in GENODIGDEN], vraag.zoek.strip()[:60]
    )
    mensen: dict[UUID, Medewerker] = {}
    for rij in rijen:
        mens = mensen.setdefault(
            rij["persoon"],
            Medewerker(
                persoon=rij["persoon"],
                naam=rij["naam"],
                email=rij["email"],
                hoeden=[],
                passkeys=rij["passkeys"],
                zelf=rij["persoon"] == lezer.principal.persoon,
            ),
        )
        mens.hoeden.append(
            MedewerkerHoed(
                id=rij["id"],
                rol=rij["rol"],
                organisatie_naam=organisatienaam(lezer.tenant, rij["organisatie"]),
                sinds=rij["van"],
            )
        )
    return Medewerkers(medewerkers=list(mensen.values())[:HOOGSTENS], meer=len(mensen) > HOOGSTENS)


def _van_dit_swv(unit: UnitOfWork) -> None:
    """The hat of another samenwerkingsverband ends nothing here. Raises NietGevonden."""
    if unit.principal.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()


@NETWERK.act(HoedBeeindigen)
async def hoed_beeindigen(unit: UnitOfWork, opdracht: HoedBeeindigen) -> None:
    _van_dit_swv(unit)
    hoed = await unit.lock(Hoed, opdracht.hoed)
    await _eindigen(unit, [hoed])
    await sessies_eindigen(unit, "tenant = :tenant and hoed = :wat", hoed.id, "rol beeindigd")


@NETWERK.act(PersoonUitschrijven)
async def persoon_uitschrijven(unit: UnitOfWork, opdracht: PersoonUitschrijven) -> None:
    _van_dit_swv(unit)
    hoeden = await unit.all(Hoed, Hoed.persoon == opdracht.persoon)
    hoeden = [await unit.lock(Hoed, hoed.id) for hoed in hoeden if hoed.rol not in GENODIGDEN]
    await _eindigen(unit, [hoed for hoed in hoeden if hoed.tot is None or hoed.tot > unit.vandaag])
    await sessies_eindigen(unit, "tenant = :tenant and persoon = :wat", opdracht.persoon, "uitgeschreven")


async def _eindigen(unit: UnitOfWork, hoeden: list[Hoed]) -> None:
    """From today on these count no more. Raises NietGevonden, KanNiet."""
    if not hoeden or any(hoed.rol in GENODIGDEN for hoed in hoeden):
        raise NietGevonden()  # a family belongs to a case, and no beheerder sees cases
    if any(hoed.persoon == unit.principal.persoon for hoed in hoeden):
        raise KanNiet("U kunt uw eigen rol niet beëindigen. Vraag een andere beheerder.")
    for hoed in hoeden:
        if hoed.tot is not None and hoed.tot <= unit.vandaag:
            raise KanNiet("Deze rol is al beëindigd.")
        hoed.tot = max(unit.vandaag, hoed.van)


@NETWERK.act(PasskeysIntrekken)
async def passkeys_intrekken(unit: UnitOfWork, opdracht: PasskeysIntrekken) -> None:
    """Recovery by a colleague: nobody gets in by it, the person proves who they are and makes a new one."""
    _van_dit_swv(unit)
    hoeden = await unit.all(Hoed, Hoed.persoon == opdracht.persoon)
    if not any(
        hoed.rol not in GENODIGDEN and hoed.van <= unit.vandaag and (hoed.tot is None or hoed.tot > unit.vandaag)
        for hoed in hoeden
    ):
        raise NietGevonden()
    if opdracht.persoon == unit.principal.persoon:
        raise KanNiet("Uw eigen passkeys beheert u bij Uw account. Bent u ze kwijt? Vraag een andere beheerder.")
    elders = await unit.execute(
        "select 1 from account_tenant where persoon = :persoon and tenant <> :tenant", persoon=opdracht.persoon
    )
    if elders.first():
        raise KanNiet("Deze persoon werkt ook voor een ander samenwerkingsverband. Bel wie Meedoen voor u draait.")
    await unit.execute(
        "update passkey set geeindigd_op = now(), reden = 'ingetrokken door beheer'"
        " where persoon = :persoon and geeindigd_op is null",
        persoon=opdracht.persoon,
    )
    unit.mail("passkeys_ingetrokken", aan=opdracht.persoon, zaak=of_tenant(unit.asker.tenant), link=logbook.adres())
    await sessies_eindigen(unit, "persoon = :wat", opdracht.persoon, "passkeys ingetrokken")


async def sessies_eindigen(unit: UnitOfWork, waar: str, wat: UUID, reden: str) -> None:
    rijen = await unit.execute(
        f"update sessie set geeindigd_op = now(), reden = :reden where {waar} and geeindigd_op is null"
        " and :tenant <> '' returning token_hash",
        wat=wat,
        reden=reden,
    )
    # The web drops what it remembers now; whatever it reads before this commits it keeps for a second at most.
    await sessies_melden([rij.token_hash for rij in rijen])


@NETWERK.act(AfmeldingVerwerken, open=True)
async def afmelding_verwerken(database: Database, opdracht: AfmeldingVerwerken) -> None:
    async with (await database.pool()).acquire() as connection, connection.transaction():
        await connection.execute("delete from afmeldbericht where verloopt_op < now()")
        nieuw = await connection.fetchval(
            "insert into afmeldbericht (issuer, jti, verloopt_op) values ($1, $2, $3) on conflict do nothing"
            " returning true",
            opdracht.issuer,
            opdracht.jti,
            opdracht.verloopt_op,
        )
        if not nieuw:
            raise KanNiet("Deze afmelding is al gehoord.")
        rijen = await connection.fetch(
            "update sessie set geeindigd_op = now(), reden = 'afgemeld bij de aanmelddienst' where issuer = $1"
            " and ($2::text is null or subject = $2) and ($3::text is null or aanbieder_sessie = $3)"
            " and ($2::text is not null or $3::text is not null) and geeindigd_op is null"
            " returning token_hash, id, persoon, tenant, hoed",
            opdracht.issuer,
            opdracht.subject,
            opdracht.aanbieder_sessie,
        )
        await logbook.noteren_van(connection, logbook.UITGELOGD, rijen)
    await sessies_melden([rij["token_hash"] for rij in rijen])
