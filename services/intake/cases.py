"""Opening an aanvraag for an act: lock, scope, process, version; and what a change of its content does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from infra import clock
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake import dossier
from services.intake.aanvraag import afdruk_van_inhoud
from services.intake.contract import Bewaard, OndertekeningVervallen, Tekort
from services.intake.proces import AANVRAAG, CONCEPT
from services.intake.tables import Aanvraag, Betrokkene, Document, Leerling, Zienswijze
from services.intake.volledigheid import tekorten
from services.kern.errors import Gewijzigd
from services.kern.policy import Deel
from services.kern.proces import Handeling
from services.kern.rollen import FAMILIEROLLEN
from tenants import registry
from tenants.schema import Tenant


def dag_van_regels(tenant_id: str, soort: str, ingediend_op: date | None) -> date:
    """The day whose rules count for an aanvraag: that of filing, and for a draft today.

    A draft of a soort that is no longer given keeps the words of the last rules that gave it; it cannot be filed.
    """
    if ingediend_op is not None:
        return ingediend_op
    vandaag, alles = clock.vandaag(), registry.registry()
    dagen = [vandaag]
    for versie in reversed(alles.versies[tenant_id]):
        if versie.vanaf < vandaag:
            dagen.append(versie.vanaf)
    return next((dag for dag in dagen if soort in alles.get(tenant_id, dag).soorten), vandaag)


def regels_van(unit: UnitOfWork, aanvraag: Aanvraag) -> Tenant:
    """The rules of this aanvraag: of the day it was filed, or today's (`dag_van_regels`)."""
    return unit.regels(dag_van_regels(unit.asker.tenant, aanvraag.soort, aanvraag.ingediend_op))


async def openen(
    unit: UnitOfWork, id: UUID, naam: str, versie: int | None = None, nu: Iterable[str] = ("status",)
) -> tuple[Aanvraag, Handeling]:
    """The aanvraag, locked, for act `naam` by the person of this unit, and its row in the process table.

    Raises NietGevonden outside scope, MagNiet, KanNiet, and Gewijzigd when `versie` is not the present one; that
    fault tells who, when and, for the keys of `nu` (questions, or a field of the form), the present values.
    """
    aanvraag = await unit.lock(Aanvraag, id)
    await unit.admit(id, Deel.ZIENSWIJZE if naam == "zienswijze_geven" else Deel.SCHOOLWERK)
    rij = AANVRAAG.toets(naam, unit.principal.rol, aanvraag.status)
    if versie is not None and versie != aanvraag.versie:
        raise Gewijzigd(
            f"{aanvraag.gewijzigd_door_naam} heeft deze aanvraag intussen gewijzigd.",
            extra={
                "door": aanvraag.gewijzigd_door_naam,
                "op": aanvraag.gewijzigd_op.isoformat(),
                "versie": aanvraag.versie,
                "nu": {sleutel: _nu(aanvraag, sleutel) for sleutel in nu},
            },
        )
    return aanvraag, rij


def _nu(aanvraag: Aanvraag, sleutel: str) -> str:
    if sleutel in ("status", "categorie", "beoogde_school"):
        return getattr(aanvraag, sleutel) or ""
    return aanvraag.antwoorden.get(sleutel, "")


def bijwerken(unit: UnitOfWork, aanvraag: Aanvraag) -> None:
    """The school changed something: next version, by whom and when."""
    aanvraag.versie += 1
    aanvraag.gewijzigd_op = unit.nu
    aanvraag.gewijzigd_door_naam = unit.asker.naam


def handtekening_vervalt(unit: UnitOfWork, aanvraag: Aanvraag) -> None:
    """The content of a signed draft changed: who signed must look again (said in the tijdlijn)."""
    if aanvraag.status != CONCEPT or aanvraag.ondertekend_op is None:
        return
    aanvraag.ondertekend_op = None
    aanvraag.ondertekend_door = None
    aanvraag.ondertekend_door_naam = None
    aanvraag.ondertekend_afdruk = None
    unit.record(OndertekeningVervallen(zaak=aanvraag.id))


def bewaard(unit: UnitOfWork, aanvraag: Aanvraag, id: UUID | None = None) -> Bewaard:
    return Bewaard(id=id or aanvraag.id, versie=aanvraag.versie, op=unit.nu)


async def afdruk(unit: UnitOfWork, aanvraag: Aanvraag) -> str:
    """The hash of what stands there now; refused files are no part of it."""
    leerling = await unit.get(Leerling, aanvraag.leerling)
    documenten = await unit.all(
        Document, Document.aanvraag == aanvraag.id, Document.status != dossier.GEWEIGERD, order=Document.id
    )
    return afdruk_van_inhoud(
        soort=aanvraag.soort,
        categorie=aanvraag.categorie,
        beoogde_school=aanvraag.beoogde_school,
        antwoorden=aanvraag.antwoorden,
        leerling=f"{leerling.roepnaam}|{leerling.achternaam}|{leerling.geboren_op}|{leerling.groep}",
        documenten=[(document.soort, document.sha256) for document in documenten],
    )


async def tekorten_nu(unit: UnitOfWork, aanvraag: Aanvraag) -> list[Tekort]:
    """What is missing today."""
    documenten = await unit.all(Document, Document.aanvraag == aanvraag.id, order=Document.toegevoegd_op)
    familie = await unit.all(
        Betrokkene,
        Betrokkene.aanvraag == aanvraag.id,
        Betrokkene.tot.is_(None),
        Betrokkene.rol.in_(sorted(FAMILIEROLLEN)),
        order=Betrokkene.uitgenodigd_op,
    )
    gezegd = await unit.all(Zienswijze, Zienswijze.aanvraag == aanvraag.id, order=Zienswijze.volgnummer)
    return tekorten(
        regels_van(unit, aanvraag),
        dossier.Dossier(
            soort=aanvraag.soort,
            antwoorden=aanvraag.antwoorden,
            categorie=aanvraag.categorie,
            stukken=[
                dossier.Stuk(
                    soort=d.soort,
                    status=d.status,
                    gedagtekend_op=d.gedagtekend_op,
                    ondertekend_door=d.ondertekend_door,
                    uit=d.herkomst["bron"] if d.herkomst else "",
                )
                for d in documenten
            ],
            familie=[
                dossier.Familielid(
                    persoon=b.persoon,
                    naam=b.naam,
                    rol=b.rol,
                    uitgenodigd_op=b.uitgenodigd_op.astimezone(clock.AMSTERDAM).date(),
                )
                for b in familie
            ],
            gehoord=list(
                {
                    z.persoon: dossier.Gehoord(persoon=z.persoon, van=z.van, instemming=z.instemming) for z in gezegd
                }.values()
            ),
            ondertekend=aanvraag.ondertekend_op is not None,
        ),
        unit.vandaag,
    )


def adres(aanvraag: UUID) -> str:
    """Where people find this aanvraag; in e-mails."""
    return f"{settings().app_url}/aanvragen/{aanvraag}"
