"""Door 3 of bevoegdheid: who hears of it, and on the other side: the aanvraag and its pieces, fetched one by one."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from infra import crossing, vault
from infra.involvement import involve
from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.pdf import make_pdf
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.bevoegdheid import vervolg, woorden
from services.intake.bevoegdheid.cases import aankondigen, dag, familie_van, regie, tenants_per_swv, voor_wie
from services.intake.bevoegdheid.contract import (
    AanvraagOvergenomen,
    DoorgezondenStuk,
    DoorgezondenStukOphalen,
    DoorzendingInhoud,
    DoorzendingToegelaten,
    DoorzendingVoorTonen,
    Meegekomen,
    Toegelaten,
    ToelatingMelden,
)
from services.intake.bevoegdheid.proces import AANGEBODEN
from services.intake.bevoegdheid.tables import Doorzending
from services.intake.cases import adres
from services.intake.contract import AanvraagIngediend, DocumentToegevoegd, FamilieUitgenodigd, FamilieVerbonden
from services.intake.delivery import Zending, bijhouden
from services.intake.dossier import ONTVANGEN, OVERIG
from services.intake.proces import CONCEPT, INGEDIEND
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Betrokkene, Document, Leerling, Zienswijze
from services.intake.uploads import sleutel_van
from services.kern.errors import NietBeschikbaar
from services.kern.policy import Kring
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import BekendeToelaten, PersonenVanRol
from tenants.registry import load_all
from tenants.schema import Tenant

OPNIEUW = 10  # seconds
HERKOMST = "doorzending"
VAN_ELDERS = "kwam mee van een ander samenwerkingsverband"


async def _mail(unit: UnitOfWork, personen: list[UUID], zaak: UUID, link: str) -> None:
    for persoon in dict.fromkeys(personen):
        unit.mail("bericht_klaar", aan=persoon, zaak=zaak, link=link)


@INTAKE.job("doorzending_melden")
async def doorzending_melden(unit: UnitOfWork, task: Task) -> None:
    """Where the aanvraag began: the school, the parents who look along, or both and the samenwerkingsverband."""
    aanvraag, aan = await unit.get(Aanvraag, task.zaak), task.lading["aan"]
    if aanvraag is None:
        return
    if aan != "ouders":
        personen = [aanvraag.begonnen_door, *([aanvraag.ondertekend_door] if aanvraag.ondertekend_door else [])]
        await _mail(unit, personen, aanvraag.id, f"{adres(aanvraag.id)}/bevoegd")
    if aan != "school":
        familie = await familie_van(unit, aanvraag.id)
        await _mail(unit, [een.persoon for een in familie], aanvraag.id, adres(aanvraag.id))


@INTAKE.job("doorzending_aankondigen_taak")
async def doorzending_aankondigen_taak(unit: UnitOfWork, task: Task) -> None:
    """Tell the other side, unless it was taken back meanwhile. Nobody there: who offered it and the FB see that."""
    doorzending = await unit.get(Doorzending, UUID(task.lading["voor"]))
    if doorzending is None or doorzending.status != AANGEBODEN:
        return
    aanvraag = await unit.get(Aanvraag, doorzending.aanvraag)
    assert aanvraag is not None
    try:
        aangekomen = await aankondigen(unit, doorzending, task.id)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    zending = Zending(
        soort="doorzending",
        zaak=aanvraag.id,
        voor=doorzending.id,
        kenmerk=aanvraag.kenmerk,
        van=aanvraag.school,
        naar=doorzending.naar,
        rollen=(),
        link="",
        pad=f"/aanvragen/{aanvraag.id}/bevoegd",
    )
    await bijhouden(unit, zending, aangekomen=aangekomen)


@INTAKE.job("doorzending_berichten")
async def doorzending_berichten(unit: UnitOfWork, task: Task) -> None:
    """In the tenant to which it is offered: who handles aanvragen gets an e-mail without a name."""
    try:
        personen = await voor_wie(unit, *regie(unit))
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    await _mail(unit, personen, task.zaak, f"{settings().app_url}/doorzendingen")


# --------------------------------------------------------------------------------------- taking it over


@INTAKE.job("doorzending_ontvangen")
async def doorzending_ontvangen(unit: UnitOfWork, task: Task) -> None:
    """The aanvraag here, as it was there: filed when it was filed, else a draft of the same school. Twice is once."""
    van, id = task.lading["van"], UUID(task.lading["voor"])
    await unit.execute("select pg_advisory_xact_lock(hashtext(:zaak)) where :tenant <> ''", zaak=str(task.zaak))
    if await unit.get(Aanvraag, task.zaak) is not None:
        return
    vraag = DoorzendingVoorTonen(voor=unit.asker.tenant, doorzending_id=id)
    try:
        inhoud: DoorzendingInhoud = await crossing.ask_across(
            INTAKE, unit.asker, van, vraag, partners=[van] if van in tenants_per_swv(unit.asker.tenant).values() else []
        )
        school = await voor_wie(unit, sorted(SCHOOLROLLEN), inhoud.school)
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    daar = load_all()[van]
    zin = woorden.stempel(daar.swv_nummer, inhoud.kenmerk, inhoud.ingediend_op, dag(inhoud.aangeboden_op))
    aanvraag = await _aanvraag(unit, task.zaak, inhoud, daar, zin)
    for nummer, gezegd in enumerate(inhoud.zienswijzen, 1):
        velden = {naam: getattr(gezegd, naam) for naam in gezegd.__struct_fields__}
        unit.add(Zienswijze(id=uuid4(), aanvraag=aanvraag.id, volgnummer=nummer, **velden))
    await unit.flush()
    unit.record(AanvraagOvergenomen(zaak=aanvraag.id, van=daar.swv_nummer), zin=zin)
    if aanvraag.ingediend_op is not None:
        unit.record(
            AanvraagIngediend(
                zaak=aanvraag.id,
                school=aanvraag.school,
                bestuur=aanvraag.bestuur,
                soort=aanvraag.soort,
                categorie=aanvraag.categorie,
                leerling_id=aanvraag.leerling,
                ingediend_op=aanvraag.ingediend_op,
                kenmerk=aanvraag.kenmerk,
            ),
            zin="De aanvraag is hier ontvangen op de dag dat zij werd doorgezonden.",
        )
    for stuk in inhoud.stukken:
        unit.later("doorzending_stuk_halen", zaak=aanvraag.id, van=van, voor=str(id), document=str(stuk.id))
    unit.later("doorzending_blad_maken", zaak=aanvraag.id, van=van, voor=str(id))
    await _mail(unit, school, aanvraag.id, adres(aanvraag.id))


@INTAKE.job("doorzending_toelaten_taak")
async def doorzending_toelaten_taak(unit: UnitOfWork, task: Task) -> None:
    """Who came along and has an account gets a role here; the other side hears who. Twice is once."""
    aanvraag = await unit.get(Aanvraag, task.zaak)
    if aanvraag is None:
        raise Uitstellen(OPNIEUW)  # it is still being fetched
    inhoud = await _inhoud(unit, task)
    school = inhoud.mensen if task.lading["school"] else []
    familie = inhoud.familie if task.lading["familie"] else []
    try:
        binnen = [p for p in school if await _bekend(unit, task, p, aanvraag.school)]
        gezin = [p for p in familie if await _familie_toelaten(unit, task, aanvraag, inhoud.roepnaam, p)]
        nu = await familie_van(unit, aanvraag.id)
        melden = ToelatingMelden(
            opdracht=uuid5(task.id, "melden"),
            voor=unit.asker.tenant,
            doorzending_id=UUID(task.lading["voor"]),
            toegelaten=Toegelaten(
                school=await _van_school(unit, inhoud),
                familie=[lid.naam for lid in nu],
                familie_zonder=max(0, inhoud.familie_aantal - len(nu)),
            ),
        )
        van = task.lading["van"]
        await crossing.ask_across(INTAKE, unit.asker, van, melden, partners=[van])
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    unit.record(DoorzendingToegelaten(zaak=aanvraag.id, school=len(binnen), familie=len(gezin)))
    await _mail(unit, [p.persoon for p in (*binnen, *gezin)], aanvraag.id, adres(aanvraag.id))


async def _van_school(unit: UnitOfWork, inhoud: DoorzendingInhoud) -> list[str]:
    """Who of the school can get at it here, whoever let them in."""
    vraag = PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=inhoud.school)
    antwoord = await ask(unit, "netwerk", vraag)
    return [f"{een.naam} ({unit.tenant.rolnaam(een.rol).lower()})" for een in antwoord.personen]


async def _bekend(unit: UnitOfWork, task: Task, wie: Meegekomen, organisatie: str, kind: str = "") -> bool:
    """Twice is once for this task; who was let out since may be let in by another."""
    toelaten = BekendeToelaten(
        opdracht=uuid5(task.id, f"toelaten/{wie.persoon}/{wie.rol}"),
        persoon=wie.persoon,
        naam=wie.naam,
        email=wie.email,
        rol=wie.rol,
        organisatie=organisatie,
        grond=VAN_ELDERS,
        kind=kind,
    )
    return await ask(unit, "netwerk", toelaten)


async def _familie_toelaten(unit: UnitOfWork, task: Task, aanvraag: Aanvraag, kind: str, wie: Meegekomen) -> bool:
    """Involved here as where they came from; False for who has no account, or was let in before."""
    if any(lid.persoon == wie.persoon for lid in await familie_van(unit, aanvraag.id)):
        return False
    if not await _bekend(unit, task, wie, str(aanvraag.id), f"{kind} (aanvraag bij {unit.tenant.korte_naam})"):
        return False
    await involve(unit, aanvraag.id, Kring(wie.rol), wie.persoon)
    unit.add(
        Betrokkene(
            id=uuid5(task.id, str(wie.persoon)),
            aanvraag=aanvraag.id,
            persoon=wie.persoon,
            naam=wie.naam,
            rol=wie.rol,
            grond=VAN_ELDERS,
            van=unit.vandaag,
            email_afdruk=hashlib.sha256(wie.email.lower().encode()).hexdigest(),
            uitgenodigd_op=unit.nu,
            verloopt_op=unit.nu,
            aangemeld_op=unit.nu,
        )
    )
    await unit.flush()
    unit.record(FamilieUitgenodigd(zaak=aanvraag.id, persoon=wie.persoon, rol=wie.rol))
    unit.record(FamilieVerbonden(zaak=aanvraag.id, persoon=wie.persoon, rol=wie.rol))
    return True


async def _aanvraag(unit: UnitOfWork, id: UUID, inhoud: DoorzendingInhoud, daar: Tenant, zin: str) -> Aanvraag:
    soort = unit.tenant.soorten[inhoud.soort_daar]
    recept = unit.tenant.recept(inhoud.soort_daar)
    vragen = {vraag.naam: vraag for vraag in recept.vragen}
    past = {
        a.naam: a.antwoord
        for a in inhoud.antwoorden
        if a.naam in vragen
        and vragen[a.naam].soort in ("tekst", "lang")
        and len(a.antwoord) <= vragen[a.naam].max_lengte
    }
    ingediend: date | None = dag(inhoud.aangeboden_op) if inhoud.ingediend_op is not None else None
    await involve(unit, id, Kring.SCHOOL, inhoud.school)
    if ingediend is not None:
        await involve(unit, id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
        if inhoud.bestuur:
            await involve(unit, id, Kring.SCHOOLBESTUUR, inhoud.bestuur)
    leerling = unit.add(
        Leerling(
            id=uuid4(),
            aanvraag=id,
            roepnaam=inhoud.roepnaam,
            achternaam=inhoud.achternaam,
            geboren_op=inhoud.geboren_op,
            groep=inhoud.groep,
            school=inhoud.school,
        )
    )
    await unit.flush()
    getekend = ("ondertekend_op", "ondertekend_door", "ondertekend_door_naam", "ondertekend_afdruk", "ingediend_door")
    return unit.add(
        Aanvraag(
            id=id,
            kenmerk=inhoud.kenmerk_daar,
            status=INGEDIEND if ingediend else CONCEPT,
            soort=inhoud.soort_daar,
            categorie=inhoud.categorie if inhoud.categorie in soort.categorieen else None,
            leerling=leerling.id,
            school=inhoud.school,
            bestuur=inhoud.bestuur,
            antwoorden=past,
            herkomst={"van": daar.id, "kenmerk": inhoud.kenmerk, "zin": zin},
            begonnen_op=unit.nu,
            begonnen_door=inhoud.begonnen_door,
            begonnen_door_naam=inhoud.begonnen_door_naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=daar.korte_naam,
            ingediend_op=ingediend,
            **({naam: getattr(inhoud, naam) for naam in getekend} if ingediend else {}),
        )
    )


async def _inhoud(unit: UnitOfWork, task: Task) -> DoorzendingInhoud:
    vraag = DoorzendingVoorTonen(voor=unit.asker.tenant, doorzending_id=UUID(task.lading["voor"]))
    van = task.lading["van"]
    try:
        return await crossing.ask_across(INTAKE, unit.asker, van, vraag, partners=[van])
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None


@INTAKE.job("doorzending_stuk_halen")
async def doorzending_stuk_halen(unit: UnitOfWork, task: Task) -> None:
    """One document as people read it there, with its dates, signatures and where it came from; checked again here."""
    inhoud, van = await _inhoud(unit, task), task.lading["van"]
    stuk = next((een for een in inhoud.stukken if str(een.id) == task.lading["document"]), None)
    if stuk is None:
        return
    delen: list[bytes] = []
    while True:
        vraag = DoorgezondenStukOphalen(
            voor=unit.asker.tenant, doorzending_id=UUID(task.lading["voor"]), document=stuk.id, deel=len(delen)
        )
        try:
            deel = await crossing.ask_across(INTAKE, unit.asker, van, vraag, partners=[van])
        except NietBeschikbaar:
            raise Uitstellen(OPNIEUW) from None
        delen.append(deel.inhoud)
        if len(delen) >= deel.delen:
            break
    await _bewaren(unit, task, b"".join(delen), stuk, inhoud)


async def _bewaren(unit: UnitOfWork, task: Task, bytes_: bytes, stuk: DoorgezondenStuk, inhoud: Any) -> None:
    daar = load_all()[task.lading["van"]]
    soorten = {regel.soort for regel in unit.tenant.recept(inhoud.soort_daar).documenten}
    zin = f"Meegekomen van {daar.naam} (nummer {inhoud.kenmerk}), daar toegevoegd door {stuk.toegevoegd_door}."
    velden = {
        "soort": stuk.soort if stuk.soort in soorten else OVERIG,
        "bestandsnaam": stuk.bestandsnaam,
        "mediatype": stuk.mediatype,
        "gedagtekend_op": stuk.gedagtekend_op,
        "ondertekend_door": stuk.ondertekend_door,
        "toegevoegd_op": stuk.toegevoegd_op,
        "toegevoegd_door_naam": stuk.toegevoegd_door,
    }
    await _document(unit, task, bytes_, f"{zin} {stuk.herkomst}".strip(), stuk.sha256, inhoud.begonnen_door, velden)


@INTAKE.job("doorzending_blad_maken")
async def doorzending_blad_maken(unit: UnitOfWork, task: Task) -> None:
    """What the school wrote there, word for word: the form here may ask something else."""
    inhoud, daar = await _inhoud(unit, task), load_all()[task.lading["van"]]
    wie = vervolg.op_papier(inhoud)
    titel, html = woorden.blad(inhoud, daar.swv_nummer, [], dag(inhoud.aangeboden_op), wie)
    bytes_ = await asyncio.to_thread(make_pdf, html, title=titel)
    velden = {
        "soort": OVERIG,
        "bestandsnaam": f"Aanvraag {inhoud.kenmerk}.pdf",
        "mediatype": "application/pdf",
        "gedagtekend_op": dag(inhoud.aangeboden_op),
        "ondertekend_door": [],
        "toegevoegd_op": unit.nu,
        "toegevoegd_door_naam": inhoud.begonnen_door_naam,
    }
    zin = f"De hele aanvraag zoals zij bij {daar.naam} stond (nummer {inhoud.kenmerk})."
    await _document(unit, task, bytes_, zin, "", inhoud.begonnen_door, velden)


async def _document(
    unit: UnitOfWork, task: Task, bytes_: bytes, zin: str, afdruk: str, door: UUID, velden: dict[str, Any]
) -> None:
    """Twice is once."""
    upload = uuid5(task.id, "stuk")
    if await unit.all(Document, Document.upload == upload) or await unit.get(Aanvraag, task.zaak) is None:
        return
    sleutel = sleutel_van(unit.asker.tenant, upload)
    await vault.put(unit, task.zaak, sleutel, bytes_)
    document = unit.add(
        Document(
            id=uuid4(),
            aanvraag=task.zaak,
            grootte=len(bytes_),
            sha256=hashlib.sha256(bytes_).hexdigest(),
            sleutel=sleutel,
            upload=upload,
            status=ONTVANGEN,
            herkomst={"bron": HERKOMST, "zin": zin, "afdruk": afdruk, "stempel": ""},
            toegevoegd_door=door,
            **velden,
        )
    )
    unit.record(
        DocumentToegevoegd(zaak=task.zaak, document_id=document.id, soort=document.soort),
        zin="Een document kwam mee van het andere samenwerkingsverband.",
    )
    unit.later("document_controleren", zaak=task.zaak, document=str(document.id))
