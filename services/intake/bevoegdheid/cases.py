"""A doorzending in hand: opening it, what goes along of an aanvraag, and who hears of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import msgspec

from infra import clock, crossing
from infra.clock import AMSTERDAM
from infra.neighbours import ask
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.bevoegdheid.contract import (
    DoorgezondenAntwoord,
    DoorgezondenStuk,
    DoorgezondenZienswijze,
    DoorzendingAankondigen,
    DoorzendingInhoud,
    Meegekomen,
)
from services.intake.bevoegdheid.proces import OPEN, REGIE
from services.intake.bevoegdheid.tables import Doorzending
from services.intake.contract import Bewaard
from services.intake.delivery import OVER_DE_GRENS
from services.intake.dossier import BRUIKBAAR, OVERIG_NAAM
from services.intake.service import INTAKE
from services.intake.tables import Betrokkene
from services.kern.errors import NietGevonden
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.netwerk.contract import PersonenTonen, PersonenVanRol, PersoonKort
from tenants.registry import load_all

RIJ = """
select d.id, d.aanvraag, d.versie, d.status, d.naar, d.naar_tenant, d.grond, d.uitleg, d.toelichting,
       d.ouders_ingelicht_op, d.aangeboden_op, d.soort_daar, d.kenmerk_daar, d.reden, d.gewijzigd_op,
       d.gewijzigd_door_naam, d.mee::text as mee, d.toegelaten::text as toegelaten
from doorzending d where d.tenant = $1 and """
FAMILIE = """
select persoon, naam, rol from betrokkene where tenant = $1 and aanvraag = $2 and tot is null
    and aangemeld_op is not null and rol in ('leerling', 'ouder') order by rol desc, naam, id
"""
_AANVRAAG = """
select a.id, a.kenmerk, a.soort, a.categorie, a.school, a.bestuur, a.antwoorden::text as antwoorden, a.begonnen_door,
       a.begonnen_door_naam, a.ondertekend_op, a.ondertekend_door, a.ondertekend_door_naam, a.ondertekend_afdruk,
       a.ingediend_op, a.ingediend_door, l.roepnaam, l.achternaam, l.geboren_op, l.groep
from aanvraag a join leerling l on l.tenant = a.tenant and l.id = a.leerling where a.tenant = $1 and a.id = $2
"""
_STUKKEN = """
select id, soort, bestandsnaam, mediatype, leesbaar_grootte as grootte, sha256, gedagtekend_op, ondertekend_door,
       toegevoegd_op, toegevoegd_door_naam, herkomst::text as herkomst
from document where tenant = $1 and aanvraag = $2 and status = $3 and leesbaar is not null order by toegevoegd_op, id
"""
_ZIENSWIJZEN = """
select distinct on (persoon) persoon, naam, van, tekst, instemming, ingediend_op, punten::text as punten
from zienswijze where tenant = $1 and aanvraag = $2 order by persoon, volgnummer desc
"""


def tenants_per_swv(zonder: str) -> dict[str, str]:
    """The tenants of this installation by number of their samenwerkingsverband: the law says who, no agreement."""
    return {tenant.swv_nummer: id for id, tenant in load_all().items() if id != zonder}


def zaak_daar(doorzending: UUID, tenant: str) -> UUID:
    """The aanvraag on the other side; the same however often it is taken over."""
    return uuid5(doorzending, f"aanvraag/{tenant}")


async def lopende(unit: UnitOfWork, aanvraag: UUID) -> Doorzending | None:
    """The one that is open, locked."""
    rijen = await unit.all(Doorzending, Doorzending.aanvraag == aanvraag, Doorzending.status.in_(OPEN))
    return await unit.lock(Doorzending, rijen[0].id) if rijen else None


def bewaard(unit: UnitOfWork, doorzending: Doorzending, door: str = "") -> Bewaard:
    doorzending.versie += 1
    doorzending.gewijzigd_op, doorzending.gewijzigd_door_naam = unit.nu, door or unit.asker.naam
    return Bewaard(id=doorzending.id, versie=doorzending.versie, op=unit.nu)


async def familie_van(unit: UnitOfWork, aanvraag: UUID) -> list[Betrokkene]:
    """Who of the family signed in and looks along here."""
    return await unit.all(
        Betrokkene,
        Betrokkene.aanvraag == aanvraag,
        Betrokkene.tot.is_(None),
        Betrokkene.aangemeld_op.is_not(None),
        Betrokkene.rol.in_(sorted(FAMILIEROLLEN)),
    )


async def vraag_netwerk(lezer: Reading, vraag: PersonenVanRol | PersonenTonen) -> list[PersoonKort]:
    """Inside a question, of the own tenant. Raises NietBeschikbaar."""
    bus = INTAKE.dependencies["bus"]
    return (await bus.ask_intern("netwerk", vraag, tenant=lezer.asker.tenant, timeout=3.0)).personen


async def meegekomen(lezer: Reading, rij: Any, alles: DoorzendingInhoud) -> DoorzendingInhoud:
    """With who may be let in there: who began it, the directors of the school, and the family that said yes."""
    tenant = lezer.asker.tenant
    van_school = await vraag_netwerk(lezer, PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=alles.school))
    mensen = [
        Meegekomen(persoon=p.persoon, naam=p.naam, email=p.email, rol=p.rol)
        for p in van_school
        if p.rol == Rol.SCHOOLDIRECTEUR or p.persoon == alles.begonnen_door
    ]
    kijken = await lezer.fetch(FAMILIE, tenant, rij["aanvraag"])
    mee = {str(een) for een in msgspec.json.decode(rij["mee"])}
    rollen = {een["persoon"]: een["rol"] for een in kijken if str(een["persoon"]) in mee}
    adressen = await vraag_netwerk(lezer, PersonenTonen(personen=list(rollen))) if rollen else []
    familie = [Meegekomen(persoon=p.persoon, naam=p.naam, email=p.email, rol=rollen[p.persoon]) for p in adressen]
    return msgspec.structs.replace(alles, mensen=mensen, familie=familie, familie_aantal=len(kijken))


async def voor_wie(unit: UnitOfWork, rollen: list[str], organisatie: str) -> list[UUID]:
    """Who holds one of these roles at this organisation today. Raises NietBeschikbaar."""
    antwoord = await ask(unit, "netwerk", PersonenVanRol(rollen=rollen, organisatie=organisatie))
    return list(dict.fromkeys(een.persoon for een in antwoord.personen))


async def aankondigen(unit: UnitOfWork, doorzending: Doorzending, cause: UUID) -> bool:
    """Tell the other side that there is something; whether anybody there can take it. Raises NietBeschikbaar."""
    vraag = DoorzendingAankondigen(
        opdracht=uuid5(cause, "aankondigen"), voor=unit.asker.tenant, doorzending_id=doorzending.id
    )
    naar = doorzending.naar_tenant
    return await crossing.ask_across(INTAKE, unit.asker, naar, vraag, partners=[naar])


async def _nog_eens(unit: UnitOfWork, voor: UUID, naar: str, cause: UUID) -> bool:
    doorzending = await unit.get(Doorzending, voor)
    return doorzending is not None and await aankondigen(unit, doorzending, cause)


OVER_DE_GRENS["doorzending"] = _nog_eens


def regie(unit: UnitOfWork) -> tuple[list[str], str]:
    """Who handles this at the own samenwerkingsverband."""
    return sorted(REGIE), unit.tenant.swv_nummer


async def inhoud(lezer: Reading, rij: Any, aanvraag: UUID) -> DoorzendingInhoud:
    """The whole of it, with the dates and signatures of every piece. `rij`: the doorzending, None for the paper."""
    tenant = lezer.asker.tenant
    a = await lezer.fetchrow(_AANVRAAG, tenant, aanvraag)
    if a is None:
        raise NietGevonden()
    recept = lezer.regels(a["ingediend_op"]).recept(a["soort"])
    antwoorden = msgspec.json.decode(a["antwoorden"])
    namen = {regel.soort: regel.naam for regel in recept.documenten}
    velden = (
        "kenmerk soort categorie school bestuur begonnen_door begonnen_door_naam ondertekend_op ondertekend_door"
        " ondertekend_door_naam ondertekend_afdruk ingediend_op ingediend_door roepnaam achternaam geboren_op groep"
    )
    return DoorzendingInhoud(
        aanvraag_id=a["id"],
        antwoorden=[
            DoorgezondenAntwoord(naam=v.naam, label=v.label, antwoord=antwoorden[v.naam])
            for v in recept.vragen_voor(antwoorden)
            if antwoorden.get(v.naam)
        ],
        stukken=[_stuk(d, namen) for d in await lezer.fetch(_STUKKEN, tenant, aanvraag, BRUIKBAAR)],
        zienswijzen=[
            DoorgezondenZienswijze(**dict(z) | {"punten": msgspec.json.decode(z["punten"])})
            for z in await lezer.fetch(_ZIENSWIJZEN, tenant, aanvraag)
        ],
        kenmerk_daar=rij["kenmerk_daar"] if rij else "",
        soort_daar=rij["soort_daar"] if rij else "",
        aangeboden_op=(rij["aangeboden_op"] if rij else None) or clock.nu(),
        uitleg=rij["uitleg"] if rij else "",
        **{naam: a[naam] for naam in velden.split()},
    )


def _stuk(d: Any, namen: dict[str, str]) -> DoorgezondenStuk:
    herkomst = msgspec.json.decode(d["herkomst"])["zin"] if d["herkomst"] else ""
    velden = "id soort bestandsnaam mediatype grootte sha256 gedagtekend_op ondertekend_door toegevoegd_op"
    return DoorgezondenStuk(
        titel=namen.get(d["soort"], OVERIG_NAAM),
        toegevoegd_door=d["toegevoegd_door_naam"],
        herkomst=herkomst,
        **{naam: d[naam] for naam in velden.split()},
    )


def dag(moment: Any) -> Any:
    """The day in the Netherlands."""
    return moment.astimezone(AMSTERDAM).date()
