"""What commissie copies from intake: the dossier at opening, and who belongs to it as that changes."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.involvement import involve, release
from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.commissie import termijnen
from services.commissie.ledger import opnemen
from services.commissie.tables import Behandeling, Betrokkene, Zienswijze
from services.intake import contract as intake
from services.kern.policy import Kring
from tenants import organisaties


async def halen(unit: UnitOfWork, zaak: UUID) -> intake.DossierVoorCommissie:
    """Raises NietBeschikbaar when intake is away: the reaction or job is tried again."""
    return await ask(unit, "intake", intake.DossierInzien(aanvraag_id=zaak))


async def openen(unit: UnitOfWork, dossier: intake.DossierVoorCommissie) -> Behandeling:
    """A new case with the first line of its ledger. Its terms follow from the fact that is recorded with it."""
    school = organisaties.school(unit.tenant.swv_nummer, dossier.school) or organisaties.elke_school(dossier.school)
    begin = [termijnen.Voorval("aanvraag_ontvangen", dossier.ingediend_op)]
    zaak = unit.add(
        Behandeling(
            id=dossier.aanvraag_id,
            kenmerk=dossier.kenmerk,
            leerling_id=dossier.leerling_id,
            leerling=dossier.leerling,
            geboren_op=dossier.geboren_op,
            groep=dossier.groep,
            school=dossier.school,
            schoolnaam=school.aanduiding if school else dossier.school,
            bestuur=dossier.bestuur,
            bestuursnaam=organisaties.bestuur(dossier.bestuur).aanduiding,
            beoogde_school=dossier.beoogde_school,
            vakantieregio=(school.vakantieregio if school else "") or unit.tenant.vakantieregio,
            soort=dossier.soort,
            categorie=dossier.categorie,
            status="ontvangen",
            ontvangen_op=dossier.ingediend_op,
            uiterlijk_op=termijnen.uiterlijk_op(unit.regels(dossier.ingediend_op), begin, unit.vandaag),
            wacht_op="secretaris",
            aanvragers=list(dict.fromkeys([dossier.begonnen_door, dossier.schooldirecteur])),
            gewijzigd_op=unit.nu,
            gewijzigd_door=unit.asker.naam,
        )
    )
    await unit.flush()
    vanaf = min(dossier.ingediend_op, unit.vandaag)
    for kring, houder in (
        (Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer),
        (Kring.SCHOOL, dossier.school),
    ):
        await involve(unit, zaak.id, kring, houder, van=vanaf)
    for woord in sorted({w for w in f"{dossier.leerling} {dossier.kenmerk}".lower().split() if w}):
        await unit.execute(
            "insert into zoekwoord (tenant, woord, behandeling_id) values (:tenant, :woord, :id)",
            woord=woord,
            id=zaak.id,
        )
    opnemen(unit, zaak.id, "aanvraag_ontvangen", dossier.ingediend_op)
    await overnemen(unit, dossier)
    return zaak


async def overnemen(unit: UnitOfWork, dossier: intake.DossierVoorCommissie) -> None:
    """The people and views of the dossier as they are now."""
    eerder = await unit.execute(
        "select persoon, rol from betrokkene where tenant = :tenant and behandeling_id = :id", id=dossier.aanvraag_id
    )
    blijft = {(b.persoon, b.rol) for b in dossier.betrokkenen}
    for persoon, rol in eerder.all():
        if (persoon, rol) not in blijft:
            await release(unit, dossier.aanvraag_id, Kring(rol), persoon)
    for tabel in ("betrokkene", "zienswijze"):
        await unit.execute(
            f"delete from {tabel} where tenant = :tenant and behandeling_id = :id", id=dossier.aanvraag_id
        )
    for wie in {(b.persoon, b.rol): b for b in dossier.betrokkenen}.values():
        unit.add(Betrokkene(behandeling_id=dossier.aanvraag_id, persoon=wie.persoon, rol=wie.rol, naam=wie.naam))
        await involve(unit, dossier.aanvraag_id, Kring(wie.rol), wie.persoon)
    for zienswijze in dossier.zienswijzen:
        unit.add(
            Zienswijze(
                id=uuid4(),
                behandeling_id=dossier.aanvraag_id,
                persoon=zienswijze.persoon,
                naam=zienswijze.naam,
                van=zienswijze.van,
                tekst=zienswijze.tekst,
                instemming=zienswijze.instemming,
            )
        )
    await unit.flush()
