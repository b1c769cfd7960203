"""Door 1 of the pupil: the school invites who has gezag, and the pupil, to look along; and takes that back."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from infra.involvement import involve, release, replace
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard, OuderUitgenodigd
from services.intake.leerlingen.cases import dossier_bewaard, dossier_bijwerken, dossier_openen
from services.intake.leerlingen.contract import (
    DossierfamilieVerbonden,
    GezaghouderUitgenodigd,
    GezaghouderUitnodigen,
    LeerlingUitgenodigd,
    LeerlingUitnodigen,
    MeekijkenBeeindigd,
    MeekijkenBeeindigen,
)
from services.intake.leerlingen.meerderjarig import is_meerderjarig, meerderjarig_op
from services.intake.leerlingen.tables import Dossierfamilie, Gezagdrager, Leerlingdossier
from services.intake.leerlingen.uitnodigen import email_toetsen, opnieuw_toetsen
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Kring
from services.kern.rollen import Rol
from services.netwerk.contract import FamilieAangemeld, UitnodigingGemaakt, UitnodigingMaken


@INTAKE.act(GezaghouderUitnodigen)
async def gezaghouder_uitnodigen(unit: UnitOfWork, opdracht: GezaghouderUitnodigen) -> OuderUitgenodigd:
    """By their gezag, and as long as that lasts. The link goes by e-mail, the code is answered to the school alone."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "gezaghouder_uitnodigen", opdracht.versie)
    gezag = await unit.lock(Gezagdrager, opdracht.gezag_id)
    if gezag.dossier != dossier.id:
        raise NietGevonden()
    if gezag.tot is not None or gezag.van > unit.vandaag or is_meerderjarig(dossier.geboren_op, unit.vandaag):
        raise KanNiet("Deze persoon heeft vandaag geen gezag.")
    antwoord = await _uitnodigen(unit, dossier, opdracht.opdracht, Rol.OUDER, gezag.naam, opdracht.email, gezag)
    gezag.persoon = antwoord.persoon
    unit.record(GezaghouderUitgenodigd(zaak=dossier.id, persoon=antwoord.persoon))
    return antwoord


@INTAKE.act(LeerlingUitnodigen)
async def leerling_uitnodigen(unit: UnitOfWork, opdracht: LeerlingUitnodigen) -> OuderUitgenodigd:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "leerling_uitnodigen", opdracht.versie)
    naam = f"{dossier.roepnaam} {dossier.achternaam}"
    antwoord = await _uitnodigen(unit, dossier, opdracht.opdracht, Rol.LEERLING, naam, opdracht.email, None)
    unit.record(LeerlingUitgenodigd(zaak=dossier.id, persoon=antwoord.persoon))
    return antwoord


async def _uitnodigen(
    unit: UnitOfWork,
    dossier: Leerlingdossier,
    opdracht: UUID,
    rol: Rol,
    naam: str,
    email: str,
    gezag: Gezagdrager | None,
) -> OuderUitgenodigd:
    email = email_toetsen(email)
    afdruk = hashlib.sha256(email.lower().encode()).hexdigest()
    nu = await unit.all(Dossierfamilie, Dossierfamilie.dossier == dossier.id, Dossierfamilie.tot.is_(None))
    for lid in nu:
        if lid.rol == rol and lid.gezag == (gezag.id if gezag else None):
            opnieuw_toetsen(lid.aangemeld_op, lid.verloopt_op, unit.nu)
            await _eruit(unit, lid)  # expired unused: makes way for the new one
        elif lid.email_afdruk == afdruk:
            zin = f"Dit adres is van {lid.naam}. Ieder heeft een eigen adres nodig."
            raise OngeldigeInvoer(zin, velden={"email": zin})
    await unit.flush()
    uitnodiging: UitnodigingGemaakt = await ask(
        unit,
        "netwerk",
        # The key follows from ours: a second try after a fault finds the same invitation, not a second one.
        UitnodigingMaken(
            opdracht=uuid5(NAMESPACE_URL, f"uitnodiging:{opdracht}"),
            naam=naam,
            email=email,
            rol=rol.value,
            zaak=dossier.id,
            kind=dossier.roepnaam,
        ),
    )
    # A parent is out on the day that the pupil is of age, also when nothing at all happens on that day.
    tot = meerderjarig_op(dossier.geboren_op) if rol is Rol.OUDER else None
    await involve(unit, dossier.id, Kring(rol.value), uitnodiging.persoon, tot=tot)
    unit.add(
        Dossierfamilie(
            id=uuid4(),
            dossier=dossier.id,
            rol=rol.value,
            gezag=gezag.id if gezag else None,
            persoon=uitnodiging.persoon,
            naam=naam,
            email_afdruk=afdruk,
            uitgenodigd_op=unit.nu,
            verloopt_op=uitnodiging.verloopt_op,
            uitgenodigd_door_naam=unit.asker.naam,
        )
    )
    dossier_bijwerken(unit, dossier)
    link = f"{settings().app_url}/uitnodiging/{uitnodiging.token}"
    unit.mail(
        "uitnodiging_dossier" if rol is Rol.OUDER else "uitnodiging_dossier_leerling",
        aan=uitnodiging.persoon,
        zaak=dossier.id,
        link=link,
    )
    return OuderUitgenodigd(persoon=uitnodiging.persoon, activatiecode=uitnodiging.activatiecode, versie=dossier.versie)


@INTAKE.act(MeekijkenBeeindigen)
async def meekijken_beeindigen(unit: UnitOfWork, opdracht: MeekijkenBeeindigen) -> Bewaard:
    """An invitation to a wrong address, or of the pupil. A parent looks along for as long as the gezag lasts."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "meekijken_beeindigen", opdracht.versie)
    lid = await unit.lock(Dossierfamilie, opdracht.lid_id)
    if lid.dossier != dossier.id:
        raise NietGevonden()
    if lid.tot is not None:
        raise KanNiet("Deze persoon kijkt al niet meer mee.")
    if lid.rol == Rol.OUDER and lid.aangemeld_op is not None:
        raise KanNiet("Wie gezag heeft, kijkt mee zolang dat duurt. Beëindig het gezag als dat voorbij is.")
    await _eruit(unit, lid)
    dossier_bijwerken(unit, dossier)
    return dossier_bewaard(unit, dossier)


async def _eruit(unit: UnitOfWork, lid: Dossierfamilie) -> None:
    """Out from this moment on: here at once, in netwerk by the fact."""
    lid.tot = unit.vandaag
    if lid.gezag is not None:
        gezag = await unit.lock(Gezagdrager, lid.gezag)
        gezag.persoon = None
    await release(unit, lid.dossier, Kring(lid.rol), lid.persoon)
    unit.record(MeekijkenBeeindigd(zaak=lid.dossier, persoon=lid.persoon, rol=lid.rol))


async def met_het_gezag_eruit(unit: UnitOfWork, gezag: Gezagdrager) -> None:
    """The gezag ended, and with it everything that was seen by it."""
    for lid in await unit.all(Dossierfamilie, Dossierfamilie.gezag == gezag.id, Dossierfamilie.tot.is_(None)):
        await _eruit(unit, lid)


async def meelezen_sluit(unit: UnitOfWork, gezag: Gezagdrager, dag: date) -> None:
    """The pupil is of age since `dag`. Who signed in keeps the hat, which opens nothing; others are out."""
    for lid in await unit.all(Dossierfamilie, Dossierfamilie.gezag == gezag.id, Dossierfamilie.tot.is_(None)):
        if lid.aangemeld_op is None:
            await _eruit(unit, lid)
        else:
            lid.tot, gezag.persoon = max(dag, gezag.van), None


async def hoeden_eindigen(unit: UnitOfWork, gezag: Gezagdrager) -> None:
    """The pupil turned out not to be of age: what was kept for it ends, and who has gezag is invited again."""
    for lid in await unit.all(Dossierfamilie, Dossierfamilie.gezag == gezag.id, Dossierfamilie.tot.is_not(None)):
        if lid.aangemeld_op is not None:
            await release(unit, lid.dossier, Kring.OUDER, lid.persoon)
            unit.record(MeekijkenBeeindigd(zaak=lid.dossier, persoon=lid.persoon, rol=lid.rol))


async def familie_aangemeld(unit: UnitOfWork, feit: FamilieAangemeld) -> None:
    """The invited person is here; an account that was known already keeps its own person."""
    ooit = await unit.all(Dossierfamilie, Dossierfamilie.dossier == feit.zaak, Dossierfamilie.rol == feit.rol)
    leden = [een for een in ooit if een.tot is None]
    lid = next((een for een in leden if een.persoon == feit.persoon), None)
    if lid is None:
        if any(een.persoon == feit.persoon for een in ooit):  # taken back while this person was signing in
            unit.record(MeekijkenBeeindigd(zaak=feit.zaak, persoon=feit.wordt, rol=feit.rol))
        return
    if feit.wordt != feit.persoon and any(een.persoon == feit.wordt for een in leden):
        await _eruit(unit, lid)  # two with gezag cannot be one account
        return
    lid.persoon, lid.aangemeld_op = feit.wordt, unit.nu
    if lid.gezag is not None:
        gezag = await unit.lock(Gezagdrager, lid.gezag)
        gezag.persoon = feit.wordt
    await replace(unit, feit.zaak, Kring(feit.rol), feit.persoon, feit.wordt)
    unit.record(DossierfamilieVerbonden(zaak=feit.zaak, persoon=feit.wordt, rol=feit.rol))
