"""Door 1 of intake: the school writes, signs and files an aanvraag. Documents and family have files of their own."""

from __future__ import annotations

from datetime import date

from infra.involvement import involve, release
from infra.unit_of_work import UnitOfWork
from services.intake import family, prefill, renewal, retention, reuse, uploads  # noqa: F401  hang their acts in the same door
from services.intake.aanvraag import (
    antwoorden_toetsen,
    categorie_toetsen,
    leerling_toetsen,
    samenvoegen,
)
from services.intake.beginning import concept
from services.intake.cases import (
    adres,
    afdruk,
    bewaard,
    bijwerken,
    handtekening_vervalt,
    openen,
    regels_van,
    tekorten_nu,
)
from services.intake.contract import (
    AanvraagBeginnen,
    AanvraagBegonnen,
    AanvraagIndienen,
    AanvraagIngediend,
    AanvraagIngetrokken,
    AanvraagIntrekken,
    AanvraagOndertekend,
    AanvraagOndertekenen,
    AanvraagTeruggezet,
    AanvraagTerugzetten,
    AanvullingIndienen,
    AanvullingIngediend,
    Bewaard,
    OnderdeelBewaren,
)
from services.intake.delivery import niet_meer_nodig
from services.intake.dossier import BRUIKBAAR, IN_CONTROLE
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.proces import AANVULLING_GEVRAAGD, INGETROKKEN, TERUG_DAGEN, kan_terug
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document, Vraag
from services.intake.tekst import alinea
from services.intake.volledigheid import blokkerend
from services.kern import bsn
from services.kern.beslistermijn import Gebeurtenis, beslistermijn
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Kring
from tenants.organisaties import ontvangende_scholen
from tenants.schema import Tenant

REDEN_LENGTE = 2_000
ANTWOORD_LENGTE = 10_000


@INTAKE.act(AanvraagBeginnen)
async def aanvraag_beginnen(unit: UnitOfWork, opdracht: AanvraagBeginnen) -> Bewaard:
    """A private draft of the school of the asker's hat."""
    dossier = None
    if opdracht.dossier_id is not None:
        dossier = await dossier_openen(unit, opdracht.dossier_id, "aanvraag_beginnen")
    if opdracht.soort not in unit.tenant.soorten:
        raise OngeldigeInvoer(
            "Deze soort aanvraag bestaat hier niet.", velden={"soort": "Kies een van de mogelijkheden."}
        )
    eigen = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if eigen is None:
        raise OngeldigeInvoer(
            f"Uw school hoort niet bij {unit.tenant.korte_naam}.",
            velden={"school": f"Deze school staat niet in de lijst van {unit.tenant.korte_naam}."},
        )
    roepnaam, achternaam, geboren_op, groep = _leerling(unit, opdracht, dossier)
    aanvraag = await concept(
        unit,
        eigen,
        soort=opdracht.soort,
        roepnaam=roepnaam,
        achternaam=achternaam,
        geboren_op=geboren_op,
        groep=groep,
        dossier=opdracht.dossier_id,
        antwoorden=await prefill.antwoorden(unit, opdracht.dossier_id, opdracht.soort),
    )
    await reuse.vanzelf(unit, aanvraag)
    unit.record(AanvraagBegonnen(zaak=aanvraag.id, school=eigen.id, soort=aanvraag.soort))
    return bewaard(unit, aanvraag)


def _leerling(
    unit: UnitOfWork, opdracht: AanvraagBeginnen, dossier: Leerlingdossier | None
) -> tuple[str, str, date, str]:
    """Roepnaam, achternaam, date of birth and groep: of the dossier when there is one, so nothing is typed twice."""
    if dossier is not None:
        return dossier.roepnaam, dossier.achternaam, dossier.geboren_op, dossier.groep
    if opdracht.geboren_op is None:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"geboren_op": "Vul een datum in."})
    roepnaam, achternaam, groep = leerling_toetsen(
        opdracht.roepnaam, opdracht.achternaam, opdracht.geboren_op, opdracht.groep, unit.vandaag
    )
    return roepnaam, achternaam, opdracht.geboren_op, groep


@INTAKE.act(OnderdeelBewaren)
async def onderdeel_bewaren(unit: UnitOfWork, opdracht: OnderdeelBewaren) -> Bewaard:
    """Only what was sent changes. Nothing new is no change: version and signature stay."""
    gestuurd = [*opdracht.antwoorden]
    gestuurd += [naam for naam in ("categorie", "beoogde_school") if getattr(opdracht, naam) is not None]
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "onderdeel_bewaren", opdracht.versie, gestuurd)
    regels = regels_van(unit, aanvraag)
    soort = regels.soorten[aanvraag.soort]
    antwoorden = samenvoegen(
        aanvraag.antwoorden,
        antwoorden_toetsen(regels.recept(aanvraag.soort), opdracht.antwoorden, unit.vandaag),
    )
    categorie, beoogd = aanvraag.categorie, aanvraag.beoogde_school
    if opdracht.categorie is not None:
        categorie = categorie_toetsen(soort, opdracht.categorie)
    if opdracht.beoogde_school is not None:
        beoogd = _beoogde_school(regels, soort.ontvangende_scholen, opdracht.beoogde_school)
    if (antwoorden, categorie, beoogd) != (aanvraag.antwoorden, aanvraag.categorie, aanvraag.beoogde_school):
        eerder = aanvraag.antwoorden
        aanvraag.antwoorden, aanvraag.categorie, aanvraag.beoogde_school = antwoorden, categorie, beoogd
        await reuse.vanzelf(unit, aanvraag, eerder)
        bijwerken(unit, aanvraag)
        handtekening_vervalt(unit, aanvraag)
    return bewaard(unit, aanvraag)


def _beoogde_school(tenant: Tenant, soorten: list[str], gekozen: str) -> str | None:
    if not gekozen:
        return None
    if not any(s.id == gekozen for s in ontvangende_scholen(tenant.swv_nummer, soorten)):
        raise OngeldigeInvoer(
            "Deze school kan niet.", velden={"beoogde_school": "Kies een school waar deze TLV voor geldt."}
        )
    return gekozen


@INTAKE.act(AanvraagOndertekenen)
async def aanvraag_ondertekenen(unit: UnitOfWork, opdracht: AanvraagOndertekenen) -> Bewaard:
    """The hash of what stands there now is kept with name and moment."""
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "aanvraag_ondertekenen", opdracht.versie)
    if aanvraag.ondertekend_op is not None:
        raise KanNiet(f"{aanvraag.ondertekend_door_naam} heeft deze aanvraag al ondertekend.")
    aanvraag.ondertekend_afdruk = await afdruk(unit, aanvraag)
    aanvraag.ondertekend_op = unit.nu
    aanvraag.ondertekend_door = unit.principal.persoon
    aanvraag.ondertekend_door_naam = unit.principal.naam
    bijwerken(unit, aanvraag)
    unit.record(AanvraagOndertekend(zaak=aanvraag.id))
    return bewaard(unit, aanvraag)


@INTAKE.act(AanvraagIndienen)
async def aanvraag_indienen(unit: UnitOfWork, opdracht: AanvraagIndienen) -> Bewaard:
    """Filed and received at once: the portal of the samenwerkingsverband is where it arrives (Awb 2:20)."""
    aanvraag, rij = await openen(unit, opdracht.aanvraag_id, "aanvraag_indienen", opdracht.versie)
    if aanvraag.soort not in unit.tenant.soorten:
        raise KanNiet("Deze soort aanvraag bestaat niet meer. Begin een nieuwe aanvraag, of trek deze in.")
    mist = blokkerend(await tekorten_nu(unit, aanvraag))
    if mist:
        aantal = "ontbreekt nog iets" if len(mist) == 1 else f"ontbreken nog {len(mist)} dingen"
        raise KanNiet(
            f"De aanvraag kan nog niet worden ingediend: er {aantal}. {mist[0].titel}: {mist[0].melding}",
            extra={"tekorten": [f"{tekort.titel}: {tekort.melding}" for tekort in mist]},
        )
    if aanvraag.ondertekend_afdruk != await afdruk(unit, aanvraag):
        raise KanNiet("De aanvraag is na het ondertekenen veranderd. Laat haar opnieuw ondertekenen.")
    if aanvraag.categorie not in unit.tenant.soorten[aanvraag.soort].categorieen:
        aanvraag.categorie = None  # begun under rules that still asked for one
    aanvraag.status = rij.naar
    aanvraag.ingediend_op = unit.vandaag
    aanvraag.ingediend_door = unit.principal.persoon
    bijwerken(unit, aanvraag)
    await involve(unit, aanvraag.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
    await involve(unit, aanvraag.id, Kring.SCHOOLBESTUUR, aanvraag.bestuur)
    if aanvraag.dossier is not None:  # what the aanvraag stands on is shared with it
        await involve(unit, aanvraag.dossier, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
    unit.record(
        AanvraagIngediend(
            zaak=aanvraag.id,
            school=aanvraag.school,
            bestuur=aanvraag.bestuur,
            soort=aanvraag.soort,
            categorie=aanvraag.categorie,
            leerling_id=aanvraag.leerling,
            ingediend_op=unit.vandaag,
            kenmerk=aanvraag.kenmerk,
        )
    )
    _ontvangst_bevestigen(unit, aanvraag)
    # Who sits on the board is asked afterwards: netwerk being away must not keep a school from filing.
    unit.later("schoolbestuur_inlichten", zaak=aanvraag.id)
    unit.later("ontvangst_nagaan", zaak=aanvraag.id)
    return bewaard(unit, aanvraag)


def _ontvangst_bevestigen(unit: UnitOfWork, aanvraag: Aanvraag) -> None:
    weken = regels_van(unit, aanvraag).termijnen.beslistermijn.weken
    termijn = beslistermijn([Gebeurtenis("aanvraag_ontvangen", op=unit.vandaag)], weken=weken)
    for persoon in dict.fromkeys((aanvraag.begonnen_door, aanvraag.ondertekend_door)):
        velden = {
            "link": adres(aanvraag.id),
            "aanvraag.ontvangen_op": unit.vandaag.isoformat(),
            "termijn.laatste_dag": termijn.uiterste_beslisdatum.isoformat(),
        }
        unit.mail("ontvangst_bevestigd", aan=persoon, zaak=aanvraag.id, **velden)


@INTAKE.act(AanvraagIntrekken)
async def aanvraag_intrekken(unit: UnitOfWork, opdracht: AanvraagIntrekken) -> Bewaard:
    aanvraag, rij = await openen(unit, opdracht.aanvraag_id, "aanvraag_intrekken", opdracht.versie)
    reden = alinea(opdracht.reden)
    if not reden:
        raise OngeldigeInvoer("Vertel waarom de aanvraag wordt ingetrokken.", velden={"reden": "Vul dit in."})
    if len(reden) > REDEN_LENGTE:
        raise OngeldigeInvoer("De reden is te lang.", velden={"reden": f"Gebruik ten hoogste {REDEN_LENGTE} tekens."})
    if bsn.staat_erin(reden):
        raise OngeldigeInvoer("In de reden staat een BSN.", velden={"reden": bsn.MELDING})
    aanvraag.status = rij.naar
    aanvraag.ingetrokken_op = unit.vandaag
    aanvraag.ingetrokken_reden = reden
    bijwerken(unit, aanvraag)
    await release(unit, aanvraag.id, Kring.DESKUNDIGE)  # nothing is left to advise on
    await niet_meer_nodig(unit, aanvraag.id)
    unit.record(AanvraagIngetrokken(zaak=aanvraag.id, ingetrokken_op=unit.vandaag))
    return bewaard(unit, aanvraag)


@INTAKE.act(AanvraagTerugzetten)
async def aanvraag_terugzetten(unit: UnitOfWork, opdracht: AanvraagTerugzetten) -> Bewaard:
    """A mistake undone: what was withdrawn before it was ever filed."""
    aanvraag, rij = await openen(unit, opdracht.aanvraag_id, "aanvraag_terugzetten", opdracht.versie)
    if aanvraag.ingediend_op is not None:
        raise KanNiet("Deze aanvraag was al ingediend. Begin een nieuwe aanvraag.")
    weg = "select exists (select from doorzending where tenant = :tenant and aanvraag = :zaak and status = 'aanvaard')"
    if (await unit.execute(weg, zaak=aanvraag.id)).scalar_one():
        raise KanNiet("Deze aanvraag gaat verder bij een ander samenwerkingsverband.")
    if not kan_terug(aanvraag.ingediend_op, aanvraag.ingetrokken_op, unit.vandaag):
        raise KanNiet(f"Terugzetten kan tot {TERUG_DAGEN} dagen na het intrekken.")
    if aanvraag.verlengt is not None and await unit.all(
        Aanvraag,
        Aanvraag.verlengt == aanvraag.verlengt,
        Aanvraag.school == aanvraag.school,
        Aanvraag.id != aanvraag.id,
        Aanvraag.status != INGETROKKEN,
    ):
        raise KanNiet("Er is intussen een andere verlenging begonnen.")
    aanvraag.status = rij.naar
    aanvraag.ingetrokken_op = aanvraag.ingetrokken_reden = None
    bijwerken(unit, aanvraag)
    unit.record(AanvraagTeruggezet(zaak=aanvraag.id))
    return bewaard(unit, aanvraag)


@INTAKE.act(AanvullingIndienen)
async def aanvulling_indienen(unit: UnitOfWork, opdracht: AanvullingIndienen) -> Bewaard:
    """The answer at the same spot; the aanvraag is back at the samenwerkingsverband when nothing else is asked."""
    aanvraag, rij = await openen(unit, opdracht.aanvraag_id, "aanvulling_indienen", opdracht.versie)
    vraag = await unit.lock(Vraag, opdracht.vraag_id)
    if vraag.aanvraag != aanvraag.id:
        raise NietGevonden()
    if vraag.status != "open":
        hoe = "al beantwoord" if vraag.status == "beantwoord" else "verlopen"
        raise KanNiet(f"Deze vraag is {hoe}.")
    erbij = await unit.all(Document, Document.vraag == vraag.id)
    if any(document.status in IN_CONTROLE for document in erbij):
        raise KanNiet("Een document wordt nog gecontroleerd. Probeer het over een minuut opnieuw.")
    antwoord = alinea(opdracht.antwoord_tekst)
    if not antwoord and not any(document.status == BRUIKBAAR for document in erbij):
        raise OngeldigeInvoer(
            "Er is nog geen antwoord.", velden={"antwoord_tekst": "Schrijf een antwoord of voeg een document toe."}
        )
    if len(antwoord) > ANTWOORD_LENGTE:
        zin = f"Gebruik ten hoogste {ANTWOORD_LENGTE} tekens."
        raise OngeldigeInvoer("Het antwoord is te lang.", velden={"antwoord_tekst": zin})
    if bsn.staat_erin(antwoord):
        raise OngeldigeInvoer("In het antwoord staat een BSN.", velden={"antwoord_tekst": bsn.MELDING})
    vraag.status = "beantwoord"
    vraag.antwoord = antwoord
    vraag.beantwoord_op = unit.vandaag
    vraag.beantwoord_door = unit.principal.persoon
    nog_open = await unit.all(Vraag, Vraag.aanvraag == aanvraag.id, Vraag.status == "open", Vraag.id != vraag.id)
    aanvraag.status = AANVULLING_GEVRAAGD if nog_open else rij.naar
    bijwerken(unit, aanvraag)
    unit.record(AanvullingIngediend(zaak=aanvraag.id, vraag_id=vraag.id, ingediend_op=unit.vandaag))
    return bewaard(unit, aanvraag)
