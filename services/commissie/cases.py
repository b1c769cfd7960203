"""What every act on a behandeling does first and last: find and lock it, check, move it on, keep a new version."""

from __future__ import annotations

from uuid import UUID

from infra.unit_of_work import UnitOfWork
from services.commissie.contract import Bewaard
from services.commissie.ledger import zetels
from services.commissie.proces import BEHANDELING
from services.commissie.tables import Behandeling
from services.kern.errors import Gewijzigd, OngeldigeInvoer
from services.kern.policy import Deel
from tenants.schema import Tenant

TEKST_HOOGSTENS = 4_000


def regels_van(unit: UnitOfWork, zaak: Behandeling) -> Tenant:
    """The rules of this case: those of the day it was received, also when others count by now."""
    return unit.regels(zaak.ontvangen_op)


async def openen(unit: UnitOfWork, id: UUID, versie: int | None, act: str) -> Behandeling:
    """The locked case, when the asker may see it, may do this act now, and looked at the present version.

    Raises NietGevonden, MagNiet, KanNiet, Gewijzigd.
    """
    zaak = await unit.lock(Behandeling, id)
    await unit.admit(id, Deel.BEHANDELING)
    if versie is not None and versie != zaak.versie:
        raise Gewijzigd(
            f"{zaak.gewijzigd_door} heeft deze zaak intussen gewijzigd. Bekijk wat er veranderd is.",
            extra={
                "door": zaak.gewijzigd_door,
                "op": zaak.gewijzigd_op.isoformat(),
                "versie": zaak.versie,
                "nu": {"status": zaak.status, "categorie": zaak.categorie or "", "complex": str(zaak.complex).lower()},
            },
        )
    BEHANDELING.toets(act, unit.principal.rol, zaak.status)
    return zaak


def stap(zaak: Behandeling, act: str) -> None:
    """The only place where a status becomes another, by the row of the process table."""
    naar = BEHANDELING.rij(act).naar
    if naar is None and zaak.terug_naar is not None and act in ("aanvulling_verwerken", "hersteltermijn_verstrijken"):
        naar, zaak.terug_naar = zaak.terug_naar, None
    elif naar == "aanvulling_gevraagd":
        zaak.terug_naar = zaak.status
    elif naar == "ingetrokken":
        zaak.terug_naar = None
    zaak.status = naar or zaak.status


def bewaar(unit: UnitOfWork, zaak: Behandeling) -> Bewaard:
    """A new version, by this person."""
    zaak.versie += 1
    zaak.gewijzigd_op, zaak.gewijzigd_door = unit.nu, unit.asker.naam
    zaak.behandelaar = zaak.behandelaar or unit.principal.naam
    return Bewaard(id=zaak.id, versie=zaak.versie, op=unit.nu)


def weiger(fouten: dict[str, str]) -> None:
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)


def tekst_toetsen(veld: str, tekst: str, wat: str) -> dict[str, str]:
    if not tekst.strip():
        return {veld: wat}
    if len(tekst) > TEKST_HOOGSTENS:
        return {veld: f"Maak deze tekst korter dan {TEKST_HOOGSTENS} tekens."}
    return {}


async def zo_nodig_afsluiten(unit: UnitOfWork, zaak: Behandeling) -> bool:
    """When every needed seat is taken and every advice sealed, the advices open."""
    if zaak.status != "in_advies":
        return False
    zitten = {zetel.plek: zetel for zetel in await zetels(unit, zaak.id)}
    nodig = {plek.naam for plek in regels_van(unit, zaak).plekken(zaak.categorie, zaak.complex, zaak.soort)}
    compleet = nodig <= zitten.keys() and all(zetel.verzegeld_op for zetel in zitten.values())
    if compleet:
        BEHANDELING.toets("adviezen_afsluiten", None, zaak.status)
        stap(zaak, "adviezen_afsluiten")
    return compleet
