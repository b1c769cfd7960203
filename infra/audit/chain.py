"""Judges the hash chain over the audit lines (infra.migrations.schema.audit_chain) by itself, outside the database.

Whoever can change a line in PostgreSQL can change the function that hashes it too. So the text that is hashed is
written down here a second time, and what the chain ends with is compared with anchors kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import asyncpg
import msgspec

from infra.audit.anchors import Anker

BEGIN = bytes(32)
_TEKST = "meedoen-audit-"
#: What the hash is over, per version of the text, after service, tenant, place and moment; the hash before comes last.
_VELDEN_1 = ("soort", "wat", "zaak", "persoon", "rol", "organisatie", "sessie")
_ERBIJ = ("uitkomst", "reden", "grond", "operatie", "spoor", "herkomst", "namens", "voorwerp", "aantal", "zaken")
_VELDEN = {1: _VELDEN_1, 2: _VELDEN_1 + _ERBIJ}
_TENANTS = """
select tenant from {s}.audit_kop union select tenant from {s}.audit_keten union select tenant from {s}.audit order by 1
"""
_KETEN = """
select k.seq, k.vorige, k.hash, a.tenant is null as weg, (extract(epoch from a.op) * 1000000)::bigint as op, a.soort,
    a.wat, a.zaak::text as zaak, a.persoon::text as persoon, a.rol, a.organisatie, a.sessie::text as sessie,
    a.versie, a.uitkomst, a.reden, a.grond, a.operatie, a.spoor, a.herkomst, a.namens::text as namens,
    a.voorwerp::text as voorwerp, a.aantal, array_to_string(a.zaken, ',') as zaken
from {s}.audit_keten k left join {s}.audit a on a.tenant = k.tenant and a.volgorde = k.volgorde
where k.tenant = $1 order by k.seq
"""
_LOS = """
select min(a.op) as op, count(*) as aantal from {s}.audit a
left join {s}.audit_keten k on k.tenant = a.tenant and k.volgorde = a.volgorde
where a.tenant = $1 and k.tenant is null
"""
# The cases of a list are also kept one by one, to be found; both must say the same.
_GETOOND = """
select min(coalesce(a.op, g.op)) as op, count(*) as aantal
from (select tenant, volgorde, op, unnest(zaken) as zaak from {s}.audit where tenant = $1 and zaken is not null
      group by 1, 2, 3, 4) a
full join (select * from {s}.audit_getoond where tenant = $1) g using (tenant, volgorde, zaak, op)
where a.volgorde is null or g.volgorde is null
"""


class Breuk(msgspec.Struct, frozen=True, kw_only=True):
    """Where the chain breaks first. `reden`: veranderd, verwijderd, verplaatst, toegevoegd or kop."""

    seq: int
    reden: str
    uitleg: str


class Uitslag(msgspec.Struct, frozen=True, kw_only=True):
    """One tenant in one service: how many lines were read, how many anchors were met, and the first broken link."""

    dienst: str
    tenant: str
    regels: int
    ankers: int
    breuk: Breuk | None = None


async def verify(connection: asyncpg.Connection, diensten: Iterable[str], ankers: Iterable[Anker]) -> list[Uitslag]:
    """Walk every tenant of these services. `connection`: one that sees all, in one snapshot (`snapshot`).

    Read the anchors before the snapshot is taken: an anchor of a later line would look like a line that was cut off.
    """
    per: dict[tuple[str, str], dict[int, Anker]] = {}
    for anker in ankers:
        per.setdefault((anker.dienst, anker.tenant), {})[anker.seq] = anker
    uitslagen = []
    for dienst in diensten:
        bekend = {rij["tenant"] for rij in await connection.fetch(_TENANTS.format(s=dienst))}
        for tenant in sorted(bekend | {t for d, t in per if d == dienst}):
            uitslagen.append(await _keten(connection, dienst, tenant, per.get((dienst, tenant), {})))
    return uitslagen


def snapshot(connection: asyncpg.Connection) -> Any:
    """The transaction to verify in: what others write meanwhile does not exist for it."""
    return connection.transaction(isolation="repeatable_read", readonly=True)


def afdruk(dienst: str, tenant: str, seq: int, regel: Any, vorige: bytes) -> bytes:
    """The hash of one line at this place in the chain. `regel`: the columns of `_KETEN`.

    b"" for a line that cannot be: of a version that is not known, or of the first with what that version had not.
    """
    versie = regel["versie"]
    if versie not in _VELDEN or (versie == 1 and [regel[k] for k in _ERBIJ] != ["gedaan", *[None] * 9]):
        return b""
    velden = [f"{_TEKST}{versie}", dienst, tenant, seq, *(regel[k] for k in ("op", *_VELDEN[versie]))]
    return hashlib.sha256(json.dumps([*velden, vorige.hex()], ensure_ascii=False).encode()).digest()


async def _keten(connection: asyncpg.Connection, dienst: str, tenant: str, ankers: dict[int, Anker]) -> Uitslag:
    gezien, vorige, breuk = 0, BEGIN, None
    async for rij in connection.cursor(_KETEN.format(s=dienst), tenant, prefetch=2000):
        if rij["seq"] != gezien + 1 or rij["weg"]:
            breuk = Breuk(seq=gezien + 1, reden="verwijderd", uitleg="Hier hoort een regel te staan.")
        elif rij["vorige"] != vorige or afdruk(dienst, tenant, rij["seq"], rij, vorige) != rij["hash"]:
            breuk = await _waarom(connection, dienst, tenant, rij)
        elif (anker := ankers.get(rij["seq"])) and anker.hash != rij["hash"].hex():
            uitleg = f"De regels tot hier zijn anders dan toen ze werden verankerd, op {anker.op:%Y-%m-%d %H:%M}."
            breuk = Breuk(seq=rij["seq"], reden="veranderd", uitleg=uitleg)
        if breuk:
            break
        gezien, vorige = rij["seq"], rij["hash"]
    breuk = breuk or await _einde(connection, dienst, tenant, gezien, vorige, ankers)
    return Uitslag(dienst=dienst, tenant=tenant, regels=gezien, ankers=sum(s <= gezien for s in ankers), breuk=breuk)


async def _einde(
    connection: asyncpg.Connection, dienst: str, tenant: str, laatste: int, hash: bytes, ankers: dict[int, Anker]
) -> Breuk | None:
    """What an unbroken walk can still miss: a tail that was cut off, and lines that were put beside the chain."""
    if ankers and max(ankers) > laatste:
        anker = ankers[max(ankers)]
        uitleg = f"Het eind ontbreekt: op {anker.op:%Y-%m-%d %H:%M} waren er {anker.seq} regels."
        return Breuk(seq=laatste + 1, reden="verwijderd", uitleg=uitleg)
    kop = await connection.fetchrow(f"select seq, hash from {dienst}.audit_kop where tenant = $1", tenant)
    stand = (kop["seq"], kop["hash"]) if kop else (0, BEGIN)
    if stand[0] > laatste:
        uitleg = f"Het eind ontbreekt: volgens de kop zijn er {stand[0]} regels."
        return Breuk(seq=laatste + 1, reden="verwijderd", uitleg=uitleg)
    if stand != (laatste, hash):
        return Breuk(seq=laatste, reden="kop", uitleg="De kop van de keten past niet bij de laatste regel.")
    los = await connection.fetchrow(_LOS.format(s=dienst), tenant)
    if los["aantal"]:
        uitleg = f"{los['aantal']} regels staan niet in de keten; de oudste is van {los['op']:%Y-%m-%d %H:%M}."
        return Breuk(seq=laatste, reden="toegevoegd", uitleg=uitleg)
    getoond = await connection.fetchrow(_GETOOND.format(s=dienst), tenant)
    if getoond["aantal"]:
        uitleg = f"Welke zaken een lijst liet zien, klopt {getoond['aantal']} keer niet met de regel van die lijst."
        return Breuk(seq=laatste, reden="veranderd", uitleg=uitleg)
    return None


async def _waarom(connection: asyncpg.Connection, dienst: str, tenant: str, rij: asyncpg.Record) -> Breuk:
    """A link that does not hold: was its line moved, did what it follows vanish, or was the line changed?"""
    keten = f"select seq, vorige, hash from {dienst}.audit_keten where tenant = $1 order by seq"
    schakels = await connection.fetch(keten, tenant)
    seq = rij["seq"]
    for ander in schakels:
        plaats = ander["seq"]
        if afdruk(dienst, tenant, plaats, rij, ander["vorige"]) == ander["hash"] and plaats != seq:
            return Breuk(seq=seq, reden="verplaatst", uitleg=f"Deze regel stond op plaats {plaats}.")
    bekend = {BEGIN} | {schakel["hash"] for schakel in schakels}
    if rij["vorige"] not in bekend:
        return Breuk(seq=seq, reden="verwijderd", uitleg="De regel waar deze op volgt, is er niet meer.")
    for ander in schakels:
        if afdruk(dienst, tenant, ander["seq"], rij, rij["vorige"]) == rij["hash"] and ander["seq"] != seq:
            return Breuk(seq=seq, reden="verplaatst", uitleg=f"Deze schakel stond op plaats {ander['seq']}.")
    return Breuk(seq=seq, reden="veranderd", uitleg="Deze regel is anders dan toen hij werd geschreven.")
