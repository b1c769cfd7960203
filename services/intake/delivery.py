"""Finding who must hear of something; and when there is nobody, putting it where who sent it and the FB see it (N3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, DateTime, Text
from sqlmodel import Field

from infra.involvement import still_involved
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.herstel.contract import (
    HerstelpuntHersteld,
    HerstelpuntOntstaan,
    HerstelpuntVervallen,
)
from services.intake.herstel.proces import HERSTELD, OPEN, VERVALLEN
from services.intake.herstel.wachten import wachttijd
from services.intake.tables import Basis
from services.netwerk.contract import PersonenVanRol

NIEMAND, ADRES = "niemand", "adres"
BERICHT = "bericht"
AAN_SWV, AAN_SCHOOL = "overdracht", "overdracht_school"
#: By kind of what crosses: tells the other side, another tenant, of row `voor` to `naar`, and answers whether anybody
#: there can take it, and no more than that. The last is what it is asked for: once for each.
OVER_DE_GRENS: dict[str, Callable[[UnitOfWork, UUID, str, UUID], Awaitable[bool]]] = {}
#: Whether what was sent still waits for somebody: of each kind, asked of its own row.
_NODIG = {
    "aanvraag": "select status = 'ingediend' from aanvraag where tenant = :tenant and id = :voor",
    "consult": "select status <> 'gesloten' and adviseur is null from consult where tenant = :tenant and id = :voor",
    "jong_kind": "select status = 'overgedragen' and school = :naar from onderinstroom"
    " where tenant = :tenant and id = :voor",
    "meekijken": "select status = 'open' from meekijkverzoek where tenant = :tenant and id = :voor",
    "arrangement": "select status = 'gevraagd' from arrangement where tenant = :tenant and id = :voor",
    "doorzending": "select d.status = 'aangeboden' and a.status in ('concept', 'ingediend', 'aanvulling_gevraagd')"
    " from doorzending d join aanvraag a on a.tenant = d.tenant and a.id = d.aanvraag"
    " where d.tenant = :tenant and d.id = :voor",
    AAN_SWV: "select status = 'gedeeld' and verloopt_op >= :dag from overdracht where tenant = :tenant and id = :voor",
    AAN_SCHOOL: "select status = 'gedeeld' and verloopt_op >= :dag and ook_school and plek_school = :naar"
    " from overdracht where tenant = :tenant and id = :voor",
    BERICHT: "select status <> 'verzonden' from bericht where tenant = :tenant and id = :voor",
}
_KENMERK = """
select kenmerk from aanvraag where tenant = :tenant and id = :zaak
union all select kenmerk from leerlingdossier where tenant = :tenant and id = :zaak
union all select kenmerk from onderinstroom where tenant = :tenant and id = :zaak
union all select kenmerk from consult where tenant = :tenant and id = :zaak
"""
# Of a mail: the school of the case; else who guides the young child; else the samenwerkingsverband.
_AFZENDER = """
select b.houder as van, null::uuid as persoon from betrokkenheid b
where b.tenant = :tenant and b.zaak = :zaak and b.rol = 'school' and (b.tot is null or b.tot > :dag)
    and not exists (select from onderinstroom o where o.tenant = b.tenant and o.id = b.zaak)
union all select :swv, o.begonnen_door from onderinstroom o where o.tenant = :tenant and o.id = :zaak
limit 1
"""


class Herstelpunt(Basis, table=True):
    """`voor`: the row that was sent (consult, jong kind, bericht …). `van` and `persoon`: who sees it, with the FB of
    `swv`; `persoon` None: everybody of the school `van`. `aan`: of a mail, to whom it went.

    `brief`: which mail it was; `link`: where the addressee goes; `pad`: where who sent it can send it elsewhere."""

    __tablename__ = "herstelpunt"
    tenant: str = Field(primary_key=True, sa_type=Text)
    id: UUID = Field(primary_key=True)
    zaak: UUID
    soort: str = Field(sa_type=Text)
    voor: UUID
    reden: str = Field(sa_type=Text)
    kenmerk: str = Field(sa_type=Text)
    swv: str = Field(sa_type=Text)
    van: str = Field(sa_type=Text)
    persoon: UUID | None = None
    naar: str = Field(default="", sa_type=Text)
    rollen: list[str] = Field(default_factory=list, sa_type=ARRAY(Text))
    aan: UUID | None = None
    brief: str = Field(default="", sa_type=Text)
    link: str = Field(default="", sa_type=Text)
    pad: str = Field(default="", sa_type=Text)
    status: str = Field(sa_type=Text)
    pogingen: int = 0
    ontstaan_op: datetime = Field(sa_type=DateTime(timezone=True))
    geprobeerd_op: datetime = Field(sa_type=DateTime(timezone=True))
    geeindigd_op: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    geeindigd_door: str = Field(default="", sa_type=Text)
    afloop: str = Field(default="", sa_type=Text)


@dataclass(frozen=True, kw_only=True)
class Zending:
    """What is told to whoever has one of `rollen` at `naar`; () across: who that is, the other side knows.

    The rest: see the table."""

    soort: str
    zaak: UUID
    voor: UUID
    kenmerk: str
    van: str
    persoon: UUID | None = None
    naar: str
    rollen: tuple[str, ...]
    link: str
    pad: str


async def bezorgen(unit: UnitOfWork, zending: Zending) -> list[UUID]:
    """Who must hear of this, each once. Nobody: it lies in the herstelbak from now on. Raises NietBeschikbaar."""
    personen = await er_zijn(unit, zending.rollen, zending.naar)
    await bijhouden(unit, zending, aangekomen=bool(personen))
    return personen


async def bijhouden(unit: UnitOfWork, zending: Zending, *, aangekomen: bool) -> None:
    """In the herstelbak from now on, or out of it."""
    punt = await open_punt(unit, zending.soort, zending.voor)
    if aangekomen and punt is not None:
        eindigen(unit, punt, HERSTELD)
    elif not aangekomen and punt is None:
        ontstaan(unit, reden=NIEMAND, brief="", **asdict(zending) | {"rollen": [str(rol) for rol in zending.rollen]})


async def er_zijn(unit: UnitOfWork, rollen: tuple[str, ...] | list[str], naar: str) -> list[UUID]:
    antwoord = await ask(unit, "netwerk", PersonenVanRol(rollen=sorted(rollen), organisatie=naar))
    return list(dict.fromkeys(een.persoon for een in antwoord.personen))


async def open_punt(unit: UnitOfWork, soort: str, voor: UUID) -> Herstelpunt | None:
    rijen = await unit.all(
        Herstelpunt, Herstelpunt.soort == soort, Herstelpunt.voor == voor, Herstelpunt.status == OPEN
    )
    return await unit.lock(Herstelpunt, rijen[0].id) if rijen else None


def ontstaan(unit: UnitOfWork, **velden: object) -> None:
    """It came to nobody: a row, a line in the case, and a look again in a minute."""
    punt = unit.add(
        Herstelpunt(
            id=uuid4(),
            swv=unit.tenant.swv_nummer,
            status=OPEN,
            ontstaan_op=unit.nu,
            geprobeerd_op=unit.nu,
            **velden,
        )
    )
    unit.record(HerstelpuntOntstaan(zaak=punt.zaak, herstelpunt_id=punt.id, soort=punt.soort))
    later_weer(unit, punt)


def later_weer(unit: UnitOfWork, punt: Herstelpunt) -> None:
    op = unit.nu + wachttijd(punt.pogingen)
    unit.later("herstelpunt_proberen", zaak=punt.zaak, op=op, punt=str(punt.id))


def eindigen(unit: UnitOfWork, punt: Herstelpunt, status: str) -> None:
    """Off the list, with how and by whom; the tijdlijn of the case keeps the line."""
    punt.status = status
    punt.geeindigd_op, punt.geeindigd_door = unit.nu, unit.asker.naam
    if status == HERSTELD:
        unit.record(HerstelpuntHersteld(zaak=punt.zaak, herstelpunt_id=punt.id))
    else:
        unit.record(HerstelpuntVervallen(zaak=punt.zaak, herstelpunt_id=punt.id))


async def niet_meer_nodig(unit: UnitOfWork, voor: UUID, status: str = VERVALLEN, *, soort: str = "") -> None:
    """Who sent this took it back, or sent it elsewhere; `status` HERSTELD: somebody there has it already. `soort`: of
    this kind only."""
    for punt in await unit.all(Herstelpunt, Herstelpunt.voor == voor, Herstelpunt.status == OPEN):
        if soort in ("", punt.soort):
            eindigen(unit, punt, status)


async def genodigde_weg(unit: UnitOfWork, zaak: UUID, persoon: UUID) -> None:
    """Who was invited is not any more, or anew with another address."""
    for punt in await unit.all(
        Herstelpunt, Herstelpunt.zaak == zaak, Herstelpunt.aan == persoon, Herstelpunt.status == OPEN
    ):
        eindigen(unit, punt, VERVALLEN)


async def nodig(unit: UnitOfWork, punt: Herstelpunt) -> bool:
    """Whether it still waits for somebody. False also when what was sent is not there any more."""
    geldt = (
        await unit.execute(_NODIG[punt.soort], voor=punt.voor, naar=punt.naar, dag=unit.vandaag)
    ).scalar_one_or_none()
    if punt.aan is not None and not await still_involved(unit, punt.zaak, punt.aan):
        return False
    return bool(geldt)


async def alsnog(unit: UnitOfWork, punt: Herstelpunt, cause: UUID) -> bool:
    """Whether there is somebody now; then they hear it, and it is mended. Raises NietBeschikbaar."""
    punt.pogingen += 1
    punt.geprobeerd_op = unit.nu
    if punt.soort in OVER_DE_GRENS:  # that side tells its own people
        aangekomen = await OVER_DE_GRENS[punt.soort](unit, punt.voor, punt.naar, cause)
        if aangekomen:
            eindigen(unit, punt, HERSTELD)
        return aangekomen
    personen = await er_zijn(unit, punt.rollen, punt.naar)
    for persoon in personen:
        link = f"{settings().app_url}{punt.link}"
        if punt.soort == "arrangement":
            unit.mail("arrangement_gevraagd", aan=persoon, zaak=punt.zaak, link=link)
        else:
            unit.mail("bericht_klaar", aan=persoon, zaak=punt.zaak, link=link)
    if personen:
        eindigen(unit, punt, HERSTELD)
    return bool(personen)


async def geweigerd(unit: UnitOfWork, bericht: UUID, zaak: UUID, brief: str, aan: UUID) -> None:
    """The mail server of the other side takes no mail for this address: for who sent it, and for the FB."""
    punt = await open_punt(unit, BERICHT, bericht)
    if punt is not None:
        punt.pogingen += 1
        punt.geprobeerd_op = unit.nu
        return
    kenmerk = (await unit.execute(_KENMERK, zaak=zaak)).scalars().first() or ""
    vraag = await unit.execute(_AFZENDER, zaak=zaak, swv=unit.tenant.swv_nummer, dag=unit.vandaag)
    afzender = vraag.first()
    ontstaan(
        unit,
        soort=BERICHT,
        zaak=zaak,
        voor=bericht,
        reden=ADRES,
        kenmerk=kenmerk,
        van=afzender.van if afzender else unit.tenant.swv_nummer,
        persoon=afzender.persoon if afzender else None,
        aan=aan,
        brief=brief,
        link="",
        pad=await _pad(unit, zaak),
    )


async def _pad(unit: UnitOfWork, zaak: UUID) -> str:
    """Where somebody is invited anew, with another address."""
    for tabel, pad in (
        ("aanvraag", "/aanvragen/{}"),
        ("leerlingdossier", "/leerlingen/{}/gegevens"),
        ("onderinstroom", "/jonge-kinderen/{}"),
        ("consult", "/consulten/{}"),
    ):
        vraag = f"select 1 from {tabel} where tenant = :tenant and id = :zaak"
        if (await unit.execute(vraag, zaak=zaak)).first():
            return pad.format(zaak)
    return ""
