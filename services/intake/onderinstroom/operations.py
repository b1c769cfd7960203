"""Door 1 of onderinstroom, for who guides: begin, let in and out, write down a signature, hand over, close."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from infra.clock import begin_van
from infra.involvement import involve, release
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.delivery import niet_meer_nodig
from services.intake.onderinstroom import filling, parents, schools  # noqa: F401  hang their acts in the same door
from services.intake.onderinstroom.cases import (
    afdruk,
    bewaard,
    eruit,
    kind_openen,
    kort,
    open_toegang,
    ouders_van,
    regels_van,
    toegang_beeindigen,
    uitnodigen,
    verder,
    weg_plannen,
)
from services.intake.onderinstroom.contract import (
    OnderinstroomBeginnen,
    OnderinstroomBegonnen,
    OnderinstroomGesloten,
    OnderinstroomouderGevraagd,
    OnderinstroomouderUitnodigen,
    OnderinstroomOverdragen,
    OnderinstroomOvergedragen,
    OnderinstroomSluiten,
    OnderinstroomTeruggehaald,
    OnderinstroomTerughalen,
    OuderhandtekeningVastleggen,
    OverdrachtsdocumentOndertekend,
    VoorschoolGevraagd,
    VoorschooltoegangBeeindigen,
    VoorschoolUitgenodigd,
    VoorschoolUitnodigen,
)
from services.intake.onderinstroom.invoer import (
    NIET_ALLES,
    genodigde_toetsen,
    kind_toetsen,
    papier_toetsen,
    tekst_toetsen,
    toegang_toetsen,
    toestemming_toetsen,
)
from services.intake.onderinstroom.kenmerk import nieuw_kenmerk
from services.intake.onderinstroom.proces import BEGELEIDEN, ONDERINSTROOM
from services.intake.onderinstroom.stappen import belet
from services.intake.onderinstroom.tables import Onderinstroom, Onderinstroomouder, Voorschooltoegang
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import AMSTERDAM
from services.kern.policy import Kring
from services.kern.rollen import Rol

OUDERS = 4


@INTAKE.act(OnderinstroomBeginnen)
async def onderinstroom_beginnen(unit: UnitOfWork, opdracht: OnderinstroomBeginnen) -> Bewaard:
    """Of the samenwerkingsverband, and of nobody else until it lets somebody in. Without consent there is nothing."""
    regels = unit.tenant.onderinstroom
    if regels is None or unit.principal.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()
    if unit.principal.rol not in regels.rollen:
        raise MagNiet("Dit hoort niet bij uw rol.")
    roepnaam, achternaam, voorschool = kind_toetsen(
        opdracht.roepnaam,
        opdracht.achternaam,
        opdracht.geboren_op,
        opdracht.voorschool,
        regels.vanaf_maanden,
        unit.vandaag,
    )
    bewijs = toestemming_toetsen(opdracht.toestemming_op, opdracht.bewijs, unit.vandaag)
    id = uuid4()
    await involve(unit, id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=BEGELEIDEN)
    kind = unit.add(
        Onderinstroom(
            id=id,
            kenmerk=nieuw_kenmerk(unit.vandaag),
            status=ONDERINSTROOM.begin,
            roepnaam=roepnaam,
            achternaam=achternaam,
            geboren_op=opdracht.geboren_op,
            voorschool=voorschool,
            toestemming_op=opdracht.toestemming_op,
            toestemming_bewijs=bewijs,
            regels_op=unit.vandaag,
            begonnen_op=unit.nu,
            begonnen_door=unit.principal.persoon,
            begonnen_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    unit.zaak = id
    unit.record(OnderinstroomBegonnen(zaak=id))
    return Bewaard(id=id, versie=kind.versie, op=unit.nu)


@INTAKE.act(VoorschoolUitnodigen)
async def voorschool_uitnodigen(unit: UnitOfWork, opdracht: VoorschoolUitnodigen) -> VoorschoolUitgenodigd:
    """One person at a time. Once more after handing in: what parents signed was another document."""
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "voorschool_uitnodigen", opdracht.versie)
    regels = regels_van(unit.regels(kind.regels_op))
    naam, email = genodigde_toetsen(opdracht.naam, opdracht.email)
    toegang_toetsen(opdracht.tot_en_met, regels.toegang_dagen, unit.vandaag)
    ouders = await ouders_van(unit, kind.id)
    if any(ouder.email_afdruk == afdruk(email) for ouder in ouders):
        zin = "Dit adres is van een ouder. Ieder heeft een eigen adres nodig."
        raise OngeldigeInvoer(NIET_ALLES, velden={"email": zin})
    await toegang_beeindigen(unit, kind.id)
    for ouder in ouders:
        ouder.akkoord, ouder.bijlagen_mee, ouder.tekst = None, False, ""
        ouder.wijze, ouder.bewijs, ouder.op = "", "", None
    verder(kind, "voorschool_uitnodigen", ingeleverd_op=None, ingeleverd_door_naam="")
    await unit.flush()
    gemaakt = await uitnodigen(unit, kind, opdracht.opdracht, Rol.PARTNER, naam, email, regels.uitnodiging_dagen)
    toegang = unit.add(
        Voorschooltoegang(
            id=uuid4(),
            onderinstroom=kind.id,
            persoon=gemaakt.persoon,
            naam=naam,
            email_afdruk=afdruk(email),
            uitgenodigd_op=unit.nu,
            verloopt_op=gemaakt.verloopt_op,
            toegang_tot_en_met=opdracht.tot_en_met,
        )
    )
    einde = begin_van(opdracht.tot_en_met + timedelta(days=1), 0)
    unit.later("voorschooltoegang_verlopen", zaak=kind.id, op=einde, toegang=str(toegang.id))
    unit.record(VoorschoolGevraagd(zaak=kind.id, persoon=gemaakt.persoon))
    stand = bewaard(unit, kind)
    return VoorschoolUitgenodigd(persoon=gemaakt.persoon, activatiecode=gemaakt.activatiecode, versie=stand.versie)


@INTAKE.act(VoorschooltoegangBeeindigen)
async def voorschooltoegang_beeindigen(unit: UnitOfWork, opdracht: VoorschooltoegangBeeindigen) -> Bewaard:
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "voorschooltoegang_beeindigen", opdracht.versie)
    if not await toegang_beeindigen(unit, kind.id):
        raise KanNiet("De voorschool kan er al niet meer bij.")
    return bewaard(unit, kind)


@INTAKE.act(OnderinstroomouderUitnodigen)
async def onderinstroomouder_uitnodigen(
    unit: UnitOfWork, opdracht: OnderinstroomouderUitnodigen
) -> VoorschoolUitgenodigd:
    """Again when the invitation expired unused, or for who signed on paper before."""
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "onderinstroomouder_uitnodigen", opdracht.versie)
    naam, email = genodigde_toetsen(opdracht.naam, opdracht.email)
    ouders, eigen = await ouders_van(unit, kind.id), afdruk(email)
    ouder = next((o for o in ouders if o.naam.casefold() == naam.casefold()), None)
    fouten = {}
    if ouder is None and len(ouders) >= OUDERS:
        fouten["naam"] = f"Er staan al {OUDERS} ouders."
    if any(o.email_afdruk == eigen and o is not ouder for o in ouders) or any(
        toegang.email_afdruk == eigen for toegang in await open_toegang(unit, kind.id)
    ):
        fouten["email"] = "Dit adres is van iemand anders. Ieder heeft een eigen adres nodig."
    if fouten:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)
    if ouder is not None and ouder.aangemeld_op is not None:
        raise KanNiet("Deze ouder leest al mee.")
    if ouder is not None and ouder.persoon is not None:
        await eruit(unit, kind.id, Rol.OUDER, ouder.persoon)  # makes way for the new one
    regels = regels_van(unit.regels(kind.regels_op))
    gemaakt = await uitnodigen(unit, kind, opdracht.opdracht, Rol.OUDER, naam, email, regels.uitnodiging_dagen)
    if ouder is None:
        ouder = unit.add(Onderinstroomouder(id=uuid4(), onderinstroom=kind.id, naam=naam))
    ouder.persoon, ouder.email_afdruk = gemaakt.persoon, eigen
    ouder.uitgenodigd_op, ouder.verloopt_op = unit.nu, gemaakt.verloopt_op
    unit.record(OnderinstroomouderGevraagd(zaak=kind.id, persoon=gemaakt.persoon))
    stand = bewaard(unit, kind)
    return VoorschoolUitgenodigd(persoon=gemaakt.persoon, activatiecode=gemaakt.activatiecode, versie=stand.versie)


@INTAKE.act(OuderhandtekeningVastleggen)
async def ouderhandtekening_vastleggen(unit: UnitOfWork, opdracht: OuderhandtekeningVastleggen) -> Bewaard:
    """For who does not sign in. Who signed in the portal keeps that."""
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "ouderhandtekening_vastleggen", opdracht.versie)
    assert kind.ingeleverd_op is not None
    klaar = kind.ingeleverd_op.astimezone(AMSTERDAM).date()
    naam, bewijs = papier_toetsen(opdracht.naam, opdracht.op, opdracht.bewijs, klaar, unit.vandaag)
    ouders = await ouders_van(unit, kind.id)
    ouder = next((o for o in ouders if o.naam.casefold() == naam.casefold()), None)
    if ouder is not None and ouder.wijze == "portaal":
        raise KanNiet(f"{ouder.naam} gaf zelf al antwoord in Meedoen.")
    if ouder is None:
        if len(ouders) >= OUDERS:
            raise OngeldigeInvoer(NIET_ALLES, velden={"naam": f"Er staan al {OUDERS} ouders."})
        ouder = unit.add(Onderinstroomouder(id=uuid4(), onderinstroom=kind.id, naam=naam))
    ouder.akkoord, ouder.bijlagen_mee = True, opdracht.bijlagen_mee
    ouder.wijze, ouder.bewijs, ouder.op = "papier", bewijs, opdracht.op
    unit.record(OverdrachtsdocumentOndertekend(zaak=kind.id, akkoord=True))
    return bewaard(unit, kind)


@INTAKE.act(OnderinstroomOverdragen)
async def onderinstroom_overdragen(unit: UnitOfWork, opdracht: OnderinstroomOverdragen) -> Bewaard:
    """From now on that school reads it. It becomes a dossier there when the school takes it in."""
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "onderinstroom_overdragen", opdracht.versie)
    fouten = {}
    school = aanvragende_school(unit.tenant, opdracht.school)
    if school is None:
        fouten["school"] = "Kies een school uit de lijst."
    if opdracht.aangemeld_op > unit.vandaag:
        fouten["aangemeld_op"] = "Deze datum ligt in de toekomst."
    elif opdracht.aangemeld_op <= kind.geboren_op:
        fouten["aangemeld_op"] = "Toen was het kind nog niet geboren."
    if fouten or school is None:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)
    if zinnen := belet(kort(await ouders_van(unit, kind.id))):
        raise KanNiet(" ".join(zinnen))
    verder(kind, "onderinstroom_overdragen", school=school.id, aangemeld_op=opdracht.aangemeld_op)
    await involve(unit, kind.id, Kring.SCHOOL, school.id)
    unit.record(OnderinstroomOvergedragen(zaak=kind.id, school=school.id, aangemeld_op=opdracht.aangemeld_op))
    unit.later("onderinstroom_melden_school", zaak=kind.id)
    return bewaard(unit, kind)


@INTAKE.act(OnderinstroomTerughalen)
async def onderinstroom_terughalen(unit: UnitOfWork, opdracht: OnderinstroomTerughalen) -> Bewaard:
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "onderinstroom_terughalen", opdracht.versie)
    unit.record(OnderinstroomTeruggehaald(zaak=kind.id, school=kind.school))
    await release(unit, kind.id, Kring.SCHOOL, kind.school)
    await niet_meer_nodig(unit, kind.id)
    verder(kind, "onderinstroom_terughalen", school="", aangemeld_op=None)
    return bewaard(unit, kind)


@INTAKE.act(OnderinstroomSluiten)
async def onderinstroom_sluiten(unit: UnitOfWork, opdracht: OnderinstroomSluiten) -> Bewaard:
    """Everybody of outside is out at once; the rest goes after the days that the samenwerkingsverband declares."""
    kind = await kind_openen(unit, opdracht.onderinstroom_id, "onderinstroom_sluiten", opdracht.versie)
    reden = tekst_toetsen(opdracht.reden, "reden", kort=10, zin="Schrijf in een zin waarom dit stopt.")
    verder(kind, "onderinstroom_sluiten", reden=reden)
    await toegang_beeindigen(unit, kind.id)
    weg_plannen(unit, kind)
    unit.record(OnderinstroomGesloten(zaak=kind.id))
    return bewaard(unit, kind)
