"""What the functionaris gegevensbescherming gets of intake: who saw what, and every week a list that must be signed.

The list is made by a job, on Monday morning, from the audit lines of intake, commissie and netwerk; the rules stand in
services/kern/nazicht. It names people who work and numbers of cases, never a child. Not signed in time: an e-mail to
the FG, and three days later also to the directeur.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra import clock
from infra.database import Database
from infra.jobs import Task, Uitstellen
from infra.looks import trace
from infra.neighbours import ask
from infra.review import GEDULD, summarise
from infra.runtime import Reading
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.commissie import contract as commissie
from services.intake.contract import (
    InzagenNagaan,
    InzagenSamenvatten,
    NazichtBeoordelen,
    Nazichten,
    NazichtenTonen,
    NazichtKort,
    NazichtOndertekenen,
    NazichtRegel,
    NazichtStand,
    NazichtTonen,
    ZaakNaam,
    ZaakNamen,
    ZakenNoemen,
)
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietBeschikbaar, NietGevonden, OngeldigeInvoer
from services.kern.inzage import NagegaanLijst, Samenvatting
from services.kern.nazicht import Reden, opvallend, samen
from services.kern.principal import Systeem
from services.kern.rollen import FAMILIEROLLEN, Rol
from services.netwerk import contract as netwerk
from tenants.registry import load_all

FG = frozenset({Rol.FG})
OORDELEN = ("in_orde", "navragen", "melden")
#: On Monday morning, local time.
UUR = 6
#: Days the FG has; then a reminder, and after so many more the directeur hears of it.
DAGEN, EN_DAN = 7, 3
WEEK = timedelta(days=7)
LANGST_TEKST = 2_000
OPNIEUW = 60  # seconds
_reden = msgspec.json.Decoder(list[Reden])
_ZAKEN = (
    "select a.id as zaak, split_part(l.achternaam, ' ', -1) as achternaam,"
    " case when a.status in ('besloten', 'ingetrokken') then a.gewijzigd_op end as einde"
    " from aanvraag a join leerling l on l.tenant = a.tenant and l.id = a.leerling where a.tenant = $1"
)
_OUDERS = "select distinct aanvraag as zaak, persoon from betrokkene where tenant = $1 and rol = 'ouder'"
_KORT = """
select n.id, n.van, n.tot, n.uiterlijk_op, n.status, n.gelezen, count(r.nummer) as regels,
    count(r.oordeel) as beoordeeld, n.ondertekend_op, n.ondertekend_door_naam as ondertekend_door
from nazicht n left join nazichtregel r on r.tenant = n.tenant and r.nazicht = n.id
where n.tenant = $1{} group by n.tenant, n.id order by n.tot desc limit 60
"""
_REGELS = """
select nummer, persoon, naam, rol, organisatie, punten, redenen::text as redenen, oordeel, toelichting
from nazichtregel where tenant = $1 and nazicht = $2 order by nummer
"""


def _eigen(lezer: Reading | UnitOfWork) -> None:
    """Raises NietGevonden for an FG of another samenwerkingsverband."""
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()


# -------------------------------------------------------------------------------------------- who saw what


@INTAKE.question(InzagenNagaan, rollen=FG, kijkt="zaak")
async def inzagen_nagaan(lezer: Reading, vraag: InzagenNagaan) -> NagegaanLijst:
    """The cases themselves stay closed to this role."""
    return await trace(lezer, vraag)


@INTAKE.question(InzagenSamenvatten, intern=True)
async def inzagen_samenvatten(lezer: Reading, vraag: InzagenSamenvatten) -> Samenvatting:
    return await summarise(lezer, van=vraag.van, tot=vraag.tot, namen=vraag.namen, zaken=_ZAKEN, ouders=_OUDERS)


@INTAKE.question(ZakenNoemen, rollen=FG)
async def zaken_noemen(lezer: Reading, vraag: ZakenNoemen) -> ZaakNamen:
    """The number of a case and nothing else. The FG is involved in no case, so this looks as intake itself."""
    _eigen(lezer)
    if len(vraag.zaken) > 500:
        raise OngeldigeInvoer("Zoveel zaken tegelijk kan niet.")
    database: Database = INTAKE.dependencies["database"]
    async with database.reading(Systeem(tenant=lezer.asker.tenant, dienst=INTAKE.name)) as connection:
        rijen = await connection.fetch(
            "select id as zaak, kenmerk from aanvraag where tenant = $1 and (id = any($2) or kenmerk = $3)",
            lezer.asker.tenant,
            vraag.zaken,
            vraag.kenmerk.strip(),
        )
    return ZaakNamen(zaken=[ZaakNaam(**dict(rij)) for rij in rijen])


# ---------------------------------------------------------------------------------------------- the list


@INTAKE.question(NazichtenTonen, rollen=FG | {Rol.DIRECTEUR})
async def nazichten_tonen(lezer: Reading, vraag: NazichtenTonen) -> Nazichten:
    _eigen(lezer)
    rijen = await lezer.fetch(_KORT.format(""), lezer.asker.tenant)
    return Nazichten(nazichten=[NazichtKort(**dict(rij)) for rij in rijen])


@INTAKE.question(NazichtTonen, rollen=FG)
async def nazicht_tonen(lezer: Reading, vraag: NazichtTonen) -> NazichtStand:
    _eigen(lezer)
    kop = await lezer.fetchrow(_KORT.format(" and n.id = $2"), lezer.asker.tenant, vraag.nazicht_id)
    if kop is None:
        raise NietGevonden()
    regels = []
    for rij in await lezer.fetch(_REGELS, lezer.asker.tenant, vraag.nazicht_id):
        regels.append(NazichtRegel(**(dict(rij) | {"redenen": _reden.decode(rij["redenen"])})))
    zaken = list({zaak for regel in regels for reden in regel.redenen for zaak in reden.zaken})
    namen = await zaken_noemen(lezer, ZakenNoemen(zaken=zaken[:500]))
    return NazichtStand(
        nazicht=NazichtKort(**dict(kop)), regels=regels, kenmerken={str(z.zaak): z.kenmerk for z in namen.zaken}
    )


async def _open(unit: UnitOfWork, id: UUID) -> None:
    """Lock the list. Raises NietGevonden, and KanNiet when it was signed."""
    _eigen(unit)
    rij = (
        await unit.execute("select status from nazicht where tenant = :tenant and id = :id for update", id=id)
    ).first()
    if rij is None:
        raise NietGevonden()
    if rij.status != "open":
        raise KanNiet("Deze lijst is al ondertekend. Er verandert niets meer aan.")


@INTAKE.act(NazichtBeoordelen, rollen=FG)
async def nazicht_beoordelen(unit: UnitOfWork, opdracht: NazichtBeoordelen) -> None:
    fouten = {}
    if opdracht.oordeel not in OORDELEN:
        fouten["oordeel"] = "Kies wat u ervan vindt."
    elif opdracht.oordeel != "in_orde" and not opdracht.toelichting.strip():
        fouten["toelichting"] = "Schrijf op wat u gaat navragen of melden."
    if len(opdracht.toelichting) > LANGST_TEKST:
        fouten["toelichting"] = f"Hooguit {LANGST_TEKST} tekens."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    await _open(unit, opdracht.nazicht_id)
    geraakt = await unit.execute(
        "update nazichtregel set oordeel = :oordeel, toelichting = :toelichting, beoordeeld_op = :op,"
        " beoordeeld_door = :door where tenant = :tenant and nazicht = :id and nummer = :nummer",
        oordeel=opdracht.oordeel,
        toelichting=opdracht.toelichting.strip(),
        op=unit.nu,
        door=unit.principal.persoon,
        id=opdracht.nazicht_id,
        nummer=opdracht.nummer,
    )
    if geraakt.rowcount != 1:
        raise NietGevonden()


@INTAKE.act(NazichtOndertekenen, rollen=FG)
async def nazicht_ondertekenen(unit: UnitOfWork, opdracht: NazichtOndertekenen) -> None:
    await _open(unit, opdracht.nazicht_id)
    open_ = (
        await unit.execute(
            "select count(*) from nazichtregel where tenant = :tenant and nazicht = :id and oordeel is null",
            id=opdracht.nazicht_id,
        )
    ).scalar_one()
    if open_:
        hoeveel = "Eén regel heeft" if open_ == 1 else f"{open_} regels hebben"
        raise KanNiet(f"{hoeveel} nog geen oordeel. Beoordeel eerst elke regel.")
    await unit.execute(
        "update nazicht set status = 'ondertekend', ondertekend_op = :op, ondertekend_door = :door,"
        " ondertekend_door_naam = :naam where tenant = :tenant and id = :id",
        op=unit.nu,
        door=unit.principal.persoon,
        naam=unit.principal.naam,
        id=opdracht.nazicht_id,
    )


# ---------------------------------------------------------------------------------------------- every week


def maandag_na(dag: date) -> datetime:
    """The next Monday morning after this day."""
    return clock.begin_van(dag + timedelta(days=7 - dag.weekday()), UUR)


async def plan(database: Database) -> None:
    """At the start of the service: every samenwerkingsverband has a next list planned. Safe to repeat."""
    for tenant in load_all():
        async with database.writing(Systeem(tenant=tenant, dienst=INTAKE.name)) as unit:
            await unit.execute("select pg_advisory_xact_lock(hashtext('nazicht_maken'), hashtext(:tenant))")
            gepland = await unit.execute(
                "select 1 from taak where tenant = :tenant and soort = 'nazicht_maken'"
                " and status in ('open', 'aangeboden') limit 1"
            )
            if gepland.first() is None:
                unit.later("nazicht_maken", zaak=uuid4(), op=maandag_na(unit.vandaag))


INTAKE.starts.append(plan)


@INTAKE.job("nazicht_maken")
async def nazicht_maken(unit: UnitOfWork, task: Task) -> None:
    """From the end of the list before this one until now, by the clock of the audit: no moment falls between two."""
    unit.zaak = None  # it is about no case
    tot = clock.echt()
    eerder = (await unit.execute("select max(tot) from nazicht where tenant = :tenant")).scalar_one()
    van = eerder or tot - WEEK
    try:
        namen = await _namen(unit)
        gemeten = [
            await ask(unit, dienst, vraag(van=van, tot=tot, namen=namen), timeout=GEDULD)
            for dienst, vraag in (
                ("commissie", commissie.InzagenSamenvatten),
                ("netwerk", netwerk.InzagenSamenvatten),
            )
        ]
        fgs = await _met_rol(unit, Rol.FG)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    connection = (await (await unit.session.connection()).get_raw_connection()).driver_connection
    gemeten.append(
        await summarise(Reading(connection, unit.asker), van=van, tot=tot, namen=namen, zaken=_ZAKEN, ouders=_OUDERS)
    )
    lijst = opvallend(samen(deel.kenmerken for deel in gemeten))
    id, uiterlijk = uuid4(), unit.vandaag + timedelta(days=DAGEN)
    await unit.execute(
        "insert into nazicht (tenant, id, van, tot, gemaakt_op, uiterlijk_op, gelezen, status)"
        " values (:tenant, :id, :van, :tot, :op, :uiterlijk, :gelezen, 'open')",
        id=id,
        van=van,
        tot=tot,
        op=unit.nu,
        uiterlijk=uiterlijk,
        gelezen=sum(deel.gelezen for deel in gemeten),
    )
    mensen = await _mensen(unit, [o.persoon for o in lijst])
    for nummer, o in enumerate(lijst, 1):
        await unit.execute(
            "insert into nazichtregel (tenant, nazicht, nummer, persoon, naam, rol, organisatie, punten, redenen)"
            " values (:tenant, :id, :nummer, :persoon, :naam, :rol, :organisatie, :punten, cast(:redenen as jsonb))",
            id=id,
            nummer=nummer,
            persoon=o.persoon,
            naam=mensen.get(o.persoon, "Onbekend"),
            rol=o.rol,
            organisatie=o.organisatie,
            punten=o.punten,
            redenen=msgspec.json.encode(o.redenen).decode(),
        )
    for persoon in fgs:
        unit.mail("bericht_klaar", aan=persoon, zaak=id, link=_link())
    unit.later("nazicht_herinneren", zaak=id, op=clock.begin_van(uiterlijk + timedelta(days=1), UUR))
    unit.later("nazicht_maken", zaak=uuid4(), op=maandag_na(unit.vandaag))


@INTAKE.job("nazicht_herinneren")
async def nazicht_herinneren(unit: UnitOfWork, task: Task) -> None:
    """The term is over: the FG hears it; when nothing happens, the directeur does too."""
    if await _wacht(unit, task.zaak):
        await _schrijven(unit, task.zaak, Rol.FG)
        unit.later("nazicht_escaleren", zaak=task.zaak, op=clock.begin_van(unit.vandaag + timedelta(days=EN_DAN), UUR))


@INTAKE.job("nazicht_escaleren")
async def nazicht_escaleren(unit: UnitOfWork, task: Task) -> None:
    if await _wacht(unit, task.zaak):
        await _schrijven(unit, task.zaak, Rol.FG, Rol.DIRECTEUR)


async def _wacht(unit: UnitOfWork, id: UUID) -> bool:
    unit.zaak, unit.voorwerp = None, id
    rij = (await unit.execute("select status from nazicht where tenant = :tenant and id = :id", id=id)).first()
    return rij is not None and rij.status == "open"


async def _schrijven(unit: UnitOfWork, id: UUID, *rollen: Rol) -> None:
    try:
        for rol in rollen:
            for persoon in await _met_rol(unit, rol):
                unit.mail("bericht_klaar", aan=persoon, zaak=id, link=_link())
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None


def _link() -> str:
    return f"{settings().app_url}/nazicht"


async def _met_rol(unit: UnitOfWork, rol: Rol) -> list[UUID]:
    vraag = netwerk.PersonenVanRol(rollen=[rol.value])
    return list(dict.fromkeys(p.persoon for p in (await ask(unit, "netwerk", vraag)).personen))


async def _namen(unit: UnitOfWork) -> dict[str, str]:
    """Person to last name, of whoever has a role at work."""
    rollen = [rol.value for rol in Rol if rol not in FAMILIEROLLEN]
    personen = (await ask(unit, "netwerk", netwerk.PersonenVanRol(rollen=rollen))).personen
    return {str(p.persoon): p.naam.split()[-1] for p in personen if p.naam.strip()}


async def _mensen(unit: UnitOfWork, personen: list[UUID]) -> dict[UUID, str]:
    antwoord: Any = await ask(unit, "netwerk", netwerk.PersonenTonen(personen=personen))
    return {p.persoon: p.naam for p in antwoord.personen}
