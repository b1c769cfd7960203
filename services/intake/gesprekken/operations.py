"""Door 1 of talks: a report is made at the table, ticked point by point, and shared with the parents the same day."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from infra.clock import begin_van
from infra.involvement import involve
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake import attachments
from services.intake.attachments import VERSLAG
from services.intake.contract import Bewaard
from services.intake.gesprekken import agreements, papers  # noqa: F401  hang in the same door
from services.intake.gesprekken.cases import TEKENS, bewaard, dossier_van, gesprek_openen, mensen, tekens_van
from services.intake.gesprekken.contract import (
    Aanwezige,
    AanwezigeToegevoegd,
    AanwezigeToevoegen,
    AanwezigeWeggehaald,
    AanwezigeWeghalen,
    CheckliststapAfgevinkt,
    CheckliststapAfvinken,
    GesprekBeginnen,
    GesprekBegonnen,
    GesprekDelen,
    GesprekGedeeld,
    GesprekReactieGegeven,
    GesprekReageren,
    GesprekspuntAfvinken,
    GesprekspuntBeschrijven,
    GesprekTeruggezet,
    GesprekTerugzetten,
    GesprekWeggehaald,
    GesprekWeghalen,
)
from services.intake.gesprekken.proces import CHECKLIST, GEDAAN, GEDEELD, GESPREK, OPEN
from services.intake.gesprekken.stappen import blijkt
from services.intake.gesprekken.tables import (
    Afspraak,
    Checkliststap,
    Gesprek,
    GesprekAanwezige,
    Gesprekreactie,
    Gesprekspunt,
)
from services.intake.gesprekken.verslag import (
    MEESTE_AANWEZIG,
    STANDEN,
    Punt,
    aanwezige_toetsen,
    dag_toetsen,
    fout,
    ontbreekt,
    reactie_toetsen,
    tekst_toetsen,
    teruggezet_kan,
)
from services.intake.leerlingen.gezaghouders import melden_aan_ouders
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from services.kern.policy import Deel, Kring
from services.kern.rollen import ROLNAMEN

UUR = 8  # the hour at which an e-mail leaves
DAG = timedelta(days=1)


@INTAKE.act(GesprekBeginnen)
async def gesprek_beginnen(unit: UnitOfWork, opdracht: GesprekBeginnen) -> Bewaard:
    """With the points as they are declared today. The next morning somebody looks whether it was shared."""
    dossier = await dossier_van(unit, opdracht.dossier_id, Deel.DOSSIERWERK)
    soort = unit.tenant.gesprekken.get(opdracht.soort)
    if soort is None:
        raise fout("soort", "Kies een gesprek uit de lijst.")
    dag_toetsen(opdracht.gehouden_op, dossier.geboren_op, unit.vandaag)
    if opdracht.meelezen:
        await involve(unit, dossier.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
    gesprek = unit.add(
        Gesprek(
            id=uuid4(),
            dossier=dossier.id,
            versie=0,
            status=GESPREK.begin,
            soort=opdracht.soort,
            titel=soort.titel,
            uitleg=soort.uitleg,
            gehouden_op=opdracht.gehouden_op,
            begonnen_op=unit.nu,
            begonnen_door_naam=unit.principal.naam,
        )
    )
    await unit.flush()
    for nummer, punt in enumerate(soort.punten):
        unit.add(
            Gesprekspunt(
                id=uuid4(),
                gesprek=gesprek.id,
                dossier=dossier.id,
                volgorde=nummer,
                naam=punt.naam,
                titel=punt.titel,
                uitleg=punt.uitleg,
                verplicht=punt.verplicht,
                stand="open",
            )
        )
    await _aan_tafel(unit, gesprek, dossier.school, opdracht.aanwezigen)
    morgen = max(opdracht.gehouden_op, unit.vandaag) + DAG
    unit.later("gesprek_nalopen", zaak=dossier.id, op=begin_van(morgen, UUR), gesprek=str(gesprek.id))
    unit.record(GesprekBegonnen(zaak=dossier.id, gesprek_id=gesprek.id, soort=gesprek.soort))
    return bewaard(unit, gesprek)


async def _aan_tafel(unit: UnitOfWork, gesprek: Gesprek, school: str, aanwezigen: tuple[Aanwezige, ...]) -> None:
    """Who begins the report sits there too. The same name twice is one person."""
    if len(aanwezigen) > MEESTE_AANWEZIG:
        raise fout("aanwezigen", f"Noem hooguit {MEESTE_AANWEZIG} mensen.")
    wie = unit.principal
    zelf = Aanwezige(naam=wie.naam, functie=unit.tenant.rolnaam(wie.rol, ROLNAMEN[wie.rol]), kant="school")
    bekend, gezien = await mensen(unit, school), set()
    for een in (zelf, *aanwezigen):
        naam, functie = aanwezige_toetsen(een.naam, een.functie, een.kant)
        if naam.casefold() in gezien:
            continue
        unit.add(
            GesprekAanwezige(
                id=uuid4(),
                gesprek=gesprek.id,
                dossier=gesprek.dossier,
                volgorde=len(gezien),
                naam=naam,
                functie=functie,
                kant=een.kant,
                persoon=wie.persoon if een is zelf else bekend.get((een.kant, naam.casefold())),
            )
        )
        gezien.add(naam.casefold())


@INTAKE.act(AanwezigeToevoegen)
async def aanwezige_toevoegen(unit: UnitOfWork, opdracht: AanwezigeToevoegen) -> Bewaard:
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "aanwezige_toevoegen")
    naam, functie = aanwezige_toetsen(opdracht.naam, opdracht.functie, opdracht.kant)
    er = await unit.all(GesprekAanwezige, GesprekAanwezige.gesprek == gesprek.id)
    if any(een.naam.casefold() == naam.casefold() for een in er):
        raise fout("naam", "Deze persoon staat er al.")
    if len(er) >= MEESTE_AANWEZIG:
        raise fout("naam", f"Noem hooguit {MEESTE_AANWEZIG} mensen.")
    dossier = await dossier_van(unit, opdracht.dossier_id)
    bekend = await mensen(unit, dossier.school)
    aanwezige = unit.add(
        GesprekAanwezige(
            id=uuid4(),
            gesprek=gesprek.id,
            dossier=gesprek.dossier,
            volgorde=max((een.volgorde for een in er), default=0) + 1,
            naam=naam,
            functie=functie,
            kant=opdracht.kant,
            persoon=bekend.get((opdracht.kant, naam.casefold())),
        )
    )
    unit.record(AanwezigeToegevoegd(zaak=gesprek.dossier, gesprek_id=gesprek.id))
    return bewaard(unit, gesprek, aanwezige.id)


@INTAKE.act(AanwezigeWeghalen)
async def aanwezige_weghalen(unit: UnitOfWork, opdracht: AanwezigeWeghalen) -> Bewaard:
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "aanwezige_weghalen")
    aanwezige = await unit.lock(GesprekAanwezige, opdracht.aanwezige_id)
    if aanwezige.gesprek != gesprek.id:
        raise NietGevonden()
    if await unit.all(Afspraak, Afspraak.aanwezige == aanwezige.id):
        raise KanNiet(f"{aanwezige.naam} heeft een afspraak in dit verslag en blijft dus staan.")
    await unit.delete(aanwezige)
    unit.record(AanwezigeWeggehaald(zaak=gesprek.dossier, gesprek_id=gesprek.id))
    return bewaard(unit, gesprek)


async def _punt(
    unit: UnitOfWork, gesprek: Gesprek, opdracht: GesprekspuntAfvinken | GesprekspuntBeschrijven
) -> Gesprekspunt:
    punt = await unit.lock(Gesprekspunt, opdracht.punt_id)
    if punt.gesprek != gesprek.id:
        raise NietGevonden()
    return punt


@INTAKE.act(GesprekspuntAfvinken)
async def gesprekspunt_afvinken(unit: UnitOfWork, opdracht: GesprekspuntAfvinken) -> Bewaard:
    """Without a version: two people who tick the same point mean the same, and the last one to change it counts."""
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "gesprekspunt_afvinken")
    punt = await _punt(unit, gesprek, opdracht)
    if opdracht.stand not in STANDEN:
        raise fout("stand", "Kies of dit punt besproken is.")
    if punt.stand != opdracht.stand:
        punt.stand, punt.op, punt.door_naam = opdracht.stand, unit.nu, unit.principal.naam
    return Bewaard(id=punt.id, versie=punt.versie, op=unit.nu)


@INTAKE.act(GesprekspuntBeschrijven)
async def gesprekspunt_beschrijven(unit: UnitOfWork, opdracht: GesprekspuntBeschrijven) -> Bewaard:
    """Kept while it is typed. What another wrote meanwhile is never overwritten: the fault carries it."""
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "gesprekspunt_beschrijven")
    punt = await _punt(unit, gesprek, opdracht)
    tekst = tekst_toetsen(opdracht.tekst)
    if tekst == punt.tekst:
        return Bewaard(id=punt.id, versie=punt.versie, op=unit.nu)
    if opdracht.versie != punt.versie:
        raise Gewijzigd(
            f"{punt.door_naam} schreef hier intussen ook.",
            extra={
                "door": punt.door_naam,
                "op": punt.op.isoformat() if punt.op else "",
                "versie": punt.versie,
                "nu": {"tekst": punt.tekst},
            },
        )
    punt.tekst, punt.op, punt.door_naam = tekst, unit.nu, unit.principal.naam
    punt.versie += 1
    if tekst and punt.stand == "open":
        punt.stand = "besproken"
    return Bewaard(id=punt.id, versie=punt.versie, op=unit.nu)


@INTAKE.act(GesprekDelen)
async def gesprek_delen(unit: UnitOfWork, opdracht: GesprekDelen) -> Bewaard:
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "gesprek_delen")
    punten = await unit.all(Gesprekspunt, Gesprekspunt.gesprek == gesprek.id, order=Gesprekspunt.volgorde)
    kort = [Punt(p.titel, p.verplicht, p.stand, p.tekst) for p in punten]
    if open_ := ontbreekt(kort):
        raise KanNiet(f"Nog niet besproken: {'; '.join(open_)}. Bespreek het, of vink aan dat het niet aan de orde is.")
    verslag = papers.geldend(await attachments.van_voorwerp(unit, gesprek.id, VERSLAG))
    if verslag is not None:
        papers.te_delen(verslag, kort)
    gesprek.gedeeld_op, gesprek.gedeeld_door_naam = unit.nu, unit.principal.naam
    er = await unit.all(GesprekAanwezige, GesprekAanwezige.gesprek == gesprek.id)
    link = f"{settings().app_url}/mijn-kind/{gesprek.dossier}#gesprekken"
    gesprek.gemeld = await melden_aan_ouders(unit, gesprek.dossier, "verslag_gedeeld", link=link)
    met_swv = any(een.kant == "samenwerkingsverband" for een in er)
    unit.record(GesprekGedeeld(zaak=gesprek.dossier, gesprek_id=gesprek.id, soort=gesprek.soort, met_swv=met_swv))
    return bewaard(unit, gesprek)


@INTAKE.act(GesprekReageren)
async def gesprek_reageren(unit: UnitOfWork, opdracht: GesprekReageren) -> Bewaard:
    """One of each person; the other parent and the school cannot change it."""
    await unit.admit(opdracht.dossier_id, Deel.DOSSIER)
    gesprek = await unit.get(Gesprek, opdracht.gesprek_id)
    if gesprek is None or gesprek.dossier != opdracht.dossier_id or gesprek.status != GEDEELD:
        raise NietGevonden()
    wie = unit.principal
    GESPREK.toets("gesprek_reageren", wie.rol, gesprek.status)
    tekst = reactie_toetsen(opdracht.tekst)
    eigen = await unit.all(Gesprekreactie, Gesprekreactie.gesprek == gesprek.id, Gesprekreactie.persoon == wie.persoon)
    reactie = await unit.lock(Gesprekreactie, eigen[0].id) if eigen else None
    if opdracht.versie != (reactie.versie if reactie else 0):
        raise Gewijzigd(
            "U bewaarde deze reactie intussen op een andere plek.",
            extra={
                "door": wie.naam,
                "op": unit.nu.isoformat(),
                "versie": reactie.versie if reactie else 0,
                "nu": {"tekst": reactie.tekst if reactie else ""},
            },
        )
    if reactie is None:
        reactie = unit.add(
            Gesprekreactie(
                id=uuid4(),
                gesprek=gesprek.id,
                dossier=gesprek.dossier,
                persoon=wie.persoon,
                naam=wie.naam,
                rol=wie.rol,
                tekst=tekst,
                versie=0,
                op=unit.nu,
            )
        )
    reactie.tekst, reactie.op, reactie.naam = tekst, unit.nu, wie.naam
    reactie.versie += 1
    unit.record(GesprekReactieGegeven(zaak=gesprek.dossier, gesprek_id=gesprek.id))
    return Bewaard(id=reactie.id, versie=reactie.versie, op=unit.nu)


@INTAKE.act(GesprekWeghalen)
async def gesprek_weghalen(unit: UnitOfWork, opdracht: GesprekWeghalen) -> Bewaard:
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "gesprek_weghalen", opdracht.versie)
    gesprek.weggehaald_op = unit.nu
    unit.record(GesprekWeggehaald(zaak=gesprek.dossier, gesprek_id=gesprek.id))
    return bewaard(unit, gesprek)


@INTAKE.act(GesprekTerugzetten)
async def gesprek_terugzetten(unit: UnitOfWork, opdracht: GesprekTerugzetten) -> Bewaard:
    gesprek = await gesprek_openen(
        unit, opdracht.dossier_id, opdracht.gesprek_id, "gesprek_terugzetten", opdracht.versie
    )
    if gesprek.weggehaald_op is not None and not teruggezet_kan(gesprek.weggehaald_op, unit.nu):
        raise KanNiet("Dit is langer dan dertig dagen weg. Begin een nieuw verslag.")
    gesprek.weggehaald_op = None
    unit.record(GesprekTeruggezet(zaak=gesprek.dossier, gesprek_id=gesprek.id))
    return bewaard(unit, gesprek)


@INTAKE.act(CheckliststapAfvinken)
async def checkliststap_afvinken(unit: UnitOfWork, opdracht: CheckliststapAfvinken) -> Bewaard:
    dossier = await dossier_van(unit, opdracht.dossier_id, Deel.DOSSIERWERK)
    stappen = unit.tenant.checklist.stappen if unit.tenant.checklist else []
    stap = next((stap for stap in stappen if stap.naam == opdracht.stap), None)
    if stap is None:
        raise NietGevonden()
    rijen = (await unit.execute(TEKENS.format(t=":tenant", d=":dossier"), dossier=dossier.id)).mappings().all()
    if blijkt(stap, tekens_van(unit.tenant, rijen)):
        raise KanNiet("Dit blijkt uit het dossier. Het staat vanzelf aan.")
    er = await unit.all(Checkliststap, Checkliststap.dossier == dossier.id, Checkliststap.stap == stap.naam)
    CHECKLIST.toets("checkliststap_afvinken", unit.principal.rol, GEDAAN if er else OPEN)
    if opdracht.gedaan and not er:
        unit.add(Checkliststap(dossier=dossier.id, stap=stap.naam, op=unit.nu, door_naam=unit.principal.naam))
    elif not opdracht.gedaan and er:
        await unit.delete(er[0])
    else:
        return Bewaard(id=dossier.id, versie=dossier.versie, op=unit.nu)
    unit.record(CheckliststapAfgevinkt(zaak=dossier.id, stap=stap.naam, gedaan=opdracht.gedaan))
    return Bewaard(id=dossier.id, versie=dossier.versie, op=unit.nu)
