"""Opening a consult for an act, and keeping up to date what follows from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra.clock import AMSTERDAM, begin_van
from infra.deadlines import Deadline, sync
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.consult import naamtoets
from services.intake.consult.invoer import tekst_toetsen
from services.intake.consult.proces import CONSULT, GESLOTEN, GESTELD
from services.intake.consult.tables import Afwezigheid, Consult, Consultbericht
from services.intake.consult.vervangen import Afwezig, wie_nu
from services.intake.contract import Bewaard
from services.intake.delivery import Zending, bezorgen
from services.intake.leerlingen.tables import Leerlingdossier
from services.kern.errors import Gewijzigd, KanNiet
from services.kern.kalender import plus_maanden
from services.kern.policy import Deel
from services.kern.streeftermijn import streeftermijn
from services.kern.uitleg import Stap
from services.netwerk.contract import PersonenVanRol, PersoonKort
from tenants.organisaties import elke_school
from tenants.schema import ConsultRegels

TEKENS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels and nothing that looks like something else
LENGTE = 6
UUR = 8  # the hour at which an e-mail leaves


def regels(unit: Any) -> ConsultRegels:
    """What this samenwerkingsverband declares about consulten. Raises KanNiet where it has none."""
    consult = unit.tenant.consult
    if consult is None:
        raise KanNiet(f"{unit.tenant.korte_naam} heeft geen consult in Meedoen.")
    return consult


async def consult_openen(unit: UnitOfWork, id: UUID, act_name: str, versie: int) -> Consult:
    """The consult, locked, for act `act_name`. Raises NietGevonden, MagNiet, KanNiet and Gewijzigd."""
    consult = await unit.lock(Consult, id)
    await unit.admit(id, Deel.CONSULT)
    rij = CONSULT.toets(act_name, unit.principal.rol, consult.status)
    if versie != consult.versie:
        raise Gewijzigd(
            f"{consult.gewijzigd_door_naam} heeft dit consult intussen bijgewerkt.",
            extra={
                "door": consult.gewijzigd_door_naam,
                "op": consult.gewijzigd_op.isoformat(),
                "versie": consult.versie,
                "nu": {"status": consult.status, "adviseur": consult.adviseur_naam},
            },
        )
    consult.status = rij.naar or consult.status
    return consult


def bewaard(unit: UnitOfWork, consult: Consult) -> Bewaard:
    """The next version, by whom and when; and until when it stays: closed and without a dossier it goes."""
    consult.weg_op = None
    if consult.status == GESLOTEN and consult.dossier is None:
        consult.weg_op = plus_maanden(unit.vandaag, regels(unit).bewaren_maanden)
    consult.versie += 1
    consult.gewijzigd_op, consult.gewijzigd_door_naam = unit.nu, unit.asker.naam
    return Bewaard(id=consult.id, versie=consult.versie, op=unit.nu)


def sluit_vanzelf(gewijzigd_op: datetime, dagen: int) -> date:
    """The day on which an answered consult closes, when the school says nothing more."""
    return gewijzigd_op.astimezone(AMSTERDAM).date() + timedelta(days=dagen)


def nieuw_kenmerk(vandaag: date) -> str:
    """`CO-2026-7KX4BQ`: says nothing about a child."""
    return f"CO-{vandaag.year}-{''.join(secrets.choice(TEKENS) for _ in range(LENGTE))}"


async def getoetst(unit: UnitOfWork, consult: Consult | None, tekst: str, geen_naam: str, onderwerp: str = "") -> str:
    """The text, clean, and with nothing in it by which a child is known. Raises OngeldigeInvoer (`invoer.py`).

    The school's own pupils are sought by name; who is not of that school is not read for it.
    """
    school = consult.school if consult else unit.principal.organisatie
    namen: list[str] = []
    if unit.principal.organisatie == school:
        for leerling in await unit.all(Leerlingdossier, Leerlingdossier.school == school):
            namen += [leerling.roepnaam, leerling.achternaam]
    eigen = elke_school(school)
    bekend = [unit.tenant.naam, unit.tenant.korte_naam, unit.principal.naam]
    bekend += [eigen.naam, eigen.plaats] if eigen else []
    bevindingen = []
    if consult is None or consult.dossier is None:
        bevindingen = naamtoets.toets(f"{onderwerp}.\n{tekst}" if onderwerp else tekst, namen, bekend)
    return tekst_toetsen(tekst, geen_naam, bevindingen)


def schrijven(unit: UnitOfWork, consult: Consult, soort: str, tekst: str, geen_naam: str) -> None:
    unit.add(
        Consultbericht(
            id=uuid4(),
            consult=consult.id,
            soort=soort,
            tekst=tekst,
            geen_naam=geen_naam.strip(),
            door_naam=unit.principal.naam,
            op=unit.nu,
        )
    )


async def klok(unit: UnitOfWork, consult: Consult) -> None:
    """By when the samenwerkingsverband means to answer what was asked last; it warns itself the day after."""
    berekend = streeftermijn(consult.wacht_sinds, regels(unit).werkdagen, "werkdagen")
    consult.uiterlijk_op = berekend.streefdatum
    loopt = consult.status == GESTELD
    acties: dict[str, datetime] = {}
    if loopt:
        acties["consult_herinneren"] = begin_van(consult.uiterlijk_op, UUR)
    await sync(
        unit,
        consult.id,
        [
            Deadline(
                naam="consult_beantwoorden",
                titel="Antwoord geven op een consult",
                soort="streef",
                uiterlijk_op=consult.uiterlijk_op,
                status="loopt" if loopt else "vervallen" if consult.status == GESLOTEN else "gehaald",
                uitleg=uitleg(berekend.uitleg, regels(unit).bron),
                acties=acties,
                lading={"voor": str(consult.id)},
            )
        ],
    )


def uitleg(stappen: Iterable[Stap], bron: str) -> list[dict[str, Any]]:
    """The steps as they are kept; the ground is what the tenant declares."""
    return [
        {
            "stap": s.stap,
            "datum": str(s.datum) if isinstance(s.datum, date) else None,
            "waarde": None,
            "grondslag": bron or str(s.grondslag),
        }
        for s in stappen
    ]


async def adviseurs(unit: UnitOfWork) -> list[PersoonKort]:
    """Who answers consulten of this samenwerkingsverband today, each once."""
    vraag = PersonenVanRol(rollen=sorted(regels(unit).rollen), organisatie=unit.tenant.swv_nummer)
    gevonden = await ask(unit, "netwerk", vraag)
    return list({p.persoon: p for p in gevonden.personen}.values())


async def afwezigen(unit: UnitOfWork) -> list[Afwezig]:
    rijen = await unit.all(
        Afwezigheid, Afwezigheid.ingetrokken_op.is_(None), Afwezigheid.tot >= unit.vandaag, order=Afwezigheid.van
    )
    return [Afwezig(r.persoon, r.van, r.tot, r.vervanger) for r in rijen]


def _zending(unit: UnitOfWork, consult: Consult) -> Zending:
    """To every adviseur of the samenwerkingsverband, from the school that asks."""
    return Zending(
        soort="consult",
        zaak=consult.id,
        voor=consult.id,
        kenmerk=consult.kenmerk,
        van=consult.school,
        naar=unit.tenant.swv_nummer,
        rollen=tuple(sorted(regels(unit).rollen)),
        link=f"/consulten/{consult.id}",
        pad=f"/consulten/{consult.id}",
    )


async def melden_aan_adviseur(unit: UnitOfWork, consult: Consult) -> None:
    """An e-mail to who has it, or to who stands in; to all adviseurs while nobody took it."""
    afwezig = await afwezigen(unit)
    wie = [consult.adviseur] if consult.adviseur else await bezorgen(unit, _zending(unit, consult))
    for persoon in dict.fromkeys(wie_nu(een, afwezig, unit.vandaag) for een in wie):
        unit.mail("bericht_klaar", aan=persoon, zaak=consult.id, link=link(consult.id))


def link(consult: UUID) -> str:
    return f"{settings().app_url}/consulten/{consult}"
