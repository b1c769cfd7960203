"""The world of the matrix: one case that went all the way with a canary in every text field, a draft of the same
school, and for every role somebody who belongs to it, somebody who does not, and somebody who once did.

Cases come about through the doors of the services, people through the door of the administration, and everybody
signs in: what the matrix tries, it tries with a session as a browser has one.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from infra.people import persoon_id
from infra.settings import settings
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.intake.bevoegdheid.contract import DoorzendingAanbieden, DoorzendingIntrekken, DoorzendingVoorstellen
from services.intake.consult.contract import ConsultKoppelen, ConsultVragen
from services.intake.gesprekken.contract import Aanwezige, GesprekspuntAfvinken
from services.intake.leerlingen.contract import AdresVastleggen
from services.intake.plaatsen.contract import WachtplekVragen
from services.intake.stappenplannen.contract import StappenplanBeginnen
from services.intake.zorgplicht.contract import AanmeldingVastleggen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.netwerk.contract import HoedKiezen, PersoonAanmelden, SessieOpenen
from services.thuiszitters.contract import ThuiszitterMelden
from tenants.registry import get
from tests.flows.arrangement_dossier import arrangement_vragen
from tests.flows.commissie_zaak import Zaak
from tests.flows.gesprek_dossier import (
    afspraak_maken,
    alles_besproken,
    geevalueerd,
    gesprek_beginnen,
    gesprek_zien,
    in_gesprek,
    interventie_maken,
)
from tests.flows.intake_dossier import School, vo_school
from tests.flows.isolatie import dossiergezin
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_vullen, gezag_geven
from tests.flows.opp_dossier import opp_met_alles
from tests.flows.oso_dossier import overgenomen
from tests.flows.stuk_dossier import gecontroleerd, verslag_toevoegen
from tests.matrix.kanaries import Kanaries, stuk
from tests.stack import Stack, eventually

THUIS, ELDERS = "swv2201vo", "swv2202po"
SWV = {THUIS: "VO2201", ELDERS: "PO2202"}
BESTUURSROLLEN = frozenset({Rol.SCHOOLBESTUURDER, Rol.REGIEVOERDER_ZORGPLICHT})
#: Who works at one place of the samenwerkingsverband, and so can move from it to another.
PLAATSGEBONDEN = SCHOOLROLLEN | BESTUURSROLLEN | FAMILIEROLLEN

ANONIEM, ZONDER_ROL = "anoniem", "zonder rol"
EIGEN, CONCEPT, NIET, ANDER, VERHUISD, VOORBIJ, GEEN = (
    "eigen",
    "eigen concept",
    "niet betrokken",
    "ander samenwerkingsverband",
    "niet meer betrokken",
    "voorbij",
    "geen",
)
RELATIES = (EIGEN, CONCEPT, NIET, ANDER, VERHUISD, VOORBIJ, GEEN)
OUDERS, LEERLING = ("ouder 1", "ouder 2"), "leerling"


@dataclass
class Bezoeker:
    """Somebody at the door: role and relation to the case of the matrix, and the cookie of the session."""

    rol: str
    relatie: str
    persoon: UUID | None = None
    token: str = ""
    csrf: str = ""
    hoed: UUID | None = None
    subject: str = ""
    van_dossier: Bezoeker | None = None  # of a family: the same role with the hat of the dossier

    def bij(self, pad: str) -> Bezoeker:
        """Who stands at this place: what is of a dossier is opened with the hat of that dossier."""
        return (self.van_dossier or self) if pad.startswith("/mijn-dossier") else self

    def __str__(self) -> str:
        return f"{self.rol} ({self.relatie})"


@dataclass
class Wereld:
    stack: Stack
    kanaries: Kanaries
    id: UUID = field(default_factory=uuid4)
    concept: UUID = field(default_factory=uuid4)
    dossier: UUID = field(default_factory=uuid4)
    stuk: UUID = field(default_factory=uuid4)
    conceptdossier: UUID = field(default_factory=uuid4)
    document: UUID = field(default_factory=uuid4)
    conceptdocument: UUID = field(default_factory=uuid4)
    vraag: UUID = field(default_factory=uuid4)
    zetels: dict[str, UUID] = field(default_factory=dict)
    gezin: dict[str, UUID] = field(default_factory=dict)
    conceptgezin: dict[str, UUID] = field(default_factory=dict)
    dossiergezin: dict[str, UUID] = field(default_factory=dict)  # with the hat of the dossier: role to person
    conceptdossiergezin: dict[str, UUID] = field(default_factory=dict)
    bezoekers: list[Bezoeker] = field(default_factory=list)
    thuiszitter: UUID = field(default_factory=uuid4)
    wachtplek: UUID = field(default_factory=uuid4)
    arrangement: UUID = field(default_factory=uuid4)
    conceptarrangement: UUID = field(default_factory=uuid4)
    interventie: UUID = field(default_factory=uuid4)
    consult: UUID = field(default_factory=uuid4)
    opp: UUID = field(default_factory=uuid4)
    gezag: UUID = field(default_factory=uuid4)
    gesprek: UUID = field(default_factory=uuid4)
    stappenplan: UUID = field(default_factory=uuid4)
    afspraak: UUID = field(default_factory=uuid4)
    punt: UUID = field(default_factory=uuid4)
    dossierstuk: UUID = field(default_factory=uuid4)
    aanwezige: UUID = field(default_factory=uuid4)

    def bezoeker(self, rol: str, relatie: str = EIGEN) -> Bezoeker:
        return next(b for b in self.bezoekers if (b.rol, b.relatie) == (rol, relatie))


async def maken(stack: Stack) -> Wereld:
    wereld = Wereld(stack, Kanaries())
    school = await _aanvraag(wereld)
    await _behandeling(wereld, school)
    await _concept(wereld)
    await _bezoekers(wereld)
    return wereld


# ------------------------------------------------------------------------------------------------ the case


async def _invullen(wereld: Wereld, school: School, voor: str) -> None:
    """An answer to every question: a canary where the answer is free text."""
    k, recept, antwoorden = wereld.kanaries, get(THUIS).recept(school.soort), {}
    for _ in range(2):
        for vraag in recept.vragen_voor(antwoorden):
            goed = {
                "keuze": vraag.keuzes[-1] if vraag.keuzes else "",
                "ja_nee": "nee",
                "datum": "2026-01-15",
                "getal": str(vraag.minimum or 1),
            }
            antwoorden.setdefault(vraag.naam, goed.get(vraag.soort) or k(f"{voor}onderdeel_bewaren.{vraag.naam}"))
    await school.bewaren(antwoorden, categorie="laag")


async def _gesprek(wereld: Wereld, school: School) -> None:
    """A talk that is being made, with a word in every field that somebody types."""
    k, dossier = wereld.kanaries, wereld.dossier
    wie = Aanwezige(
        naam=k("gesprek_beginnen.aanwezigen.naam"), functie=k("gesprek_beginnen.aanwezigen.functie"), kant="ander"
    )
    wereld.gesprek = await gesprek_beginnen(school, dossier, aanwezigen=(wie,))
    await alles_besproken(school, dossier, wereld.gesprek, k.zin("gesprekspunt_beschrijven.tekst"))
    wereld.afspraak = await afspraak_maken(school, dossier, wereld.gesprek, wie.naam, wat=k.zin("afspraak_maken.wat"))
    stand = await gesprek_zien(school, dossier, wereld.gesprek)
    naam, inhoud = f"{k('verslag_toevoegen.bestandsnaam')}.pdf", stuk(k("verslag_toevoegen.inhoud"))
    wereld.dossierstuk = await verslag_toevoegen(school, dossier, wereld.gesprek, inhoud, naam)
    await gecontroleerd(school, dossier, wereld.gesprek)
    wereld.punt, wereld.aanwezige = stand.punten[0].id, stand.aanwezigen[-1].id
    # One point is open again: so nobody who tries can share it, and the case stays as it is.
    velden = {"punt_id": stand.punten[-1].id, "stand": "open"}
    await in_gesprek(school, GesprekspuntAfvinken, dossier, wereld.gesprek, **velden)


async def _aanvraag(wereld: Wereld) -> School:
    stack, k = wereld.stack, wereld.kanaries
    school = vo_school(stack)
    # The aanvraag begins from the dossier of the pupil, so the words of the one are those of the other.
    namen = {"roepnaam": k("aanvraag_beginnen.roepnaam"), "achternaam": k("aanvraag_beginnen.achternaam")}
    wereld.dossier = await dossier_maken(school, **namen)
    tekst, inhoud = k.zin("oso_inlezen.aandachtspunten"), stuk(k("oso.inhoud"))
    wereld.stuk = await overgenomen(school, wereld.dossier, tekst, k("oso_inlezen.bestandsnaam"), inhoud)
    # Of this pupil there is an aanmelding, so the schoolbestuur sees its clock; of the other there is none.
    aangemeld = AanmeldingVastleggen(
        opdracht=uuid4(), dossier_id=wereld.dossier, ontvangen_op=clock.vandaag(), voorkeur="02EB00"
    )
    await stack.ask("intake", aangemeld, als=school.ib)
    plek = WachtplekVragen(
        opdracht=uuid4(),
        dossier_id=wereld.dossier,
        school="20BG00",
        gewenst_vanaf=clock.vandaag(),
        afwijking=k.zin("wachtplek_vragen.afwijking"),
        ouders_akkoord=True,
    )
    wereld.wachtplek = (await stack.ask("intake", plek, als=school.ib)).groep
    terug = StappenplanBeginnen(
        opdracht=uuid4(),
        dossier_id=wereld.dossier,
        soort="terugplaatsing",
        knelpunt=k.zin("stappenplan_beginnen.knelpunt"),
        ouders_ingelicht=True,
    )
    wereld.stappenplan = (await stack.ask("intake", terug, als=school.ib)).id
    plan = {veld: k.zin(f"arrangement_aanvragen.{veld}") for veld in ("behoefte", "communicatie")}
    wereld.arrangement = await arrangement_vragen(
        school,
        wereld.dossier,
        "observatieplaatsing",
        plek_school="20BG00",
        ouders_akkoord=True,
        doelen=(k.zin("arrangement_aanvragen.doelen"),),
        **plan,
    )
    consult = ConsultVragen(
        opdracht=uuid4(),
        onderwerp=k.zin("consult_vragen.onderwerp"),
        tekst=k.zin("consult_vragen.tekst"),
        geen_naam=k.zin("consult_vragen.geen_naam"),
    )
    gevraagd = await stack.ask("intake", consult, als=school.ib)
    wereld.consult = gevraagd.id
    koppelen = ConsultKoppelen(
        opdracht=uuid4(),
        consult_id=gevraagd.id,
        versie=gevraagd.versie,
        dossier_id=wereld.dossier,
        toestemming_op=clock.vandaag(),
        bewijs=k.zin("consult_koppelen.bewijs"),
    )
    await stack.ask("intake", koppelen, als=school.ib)
    k("leerling_wijzigen.roepnaam"), k("leerling_wijzigen.achternaam")  # changes nothing here: a word nobody may see
    velden = {veld: k(f"{act}.{veld}") for act, veld in (("gezag_vastleggen", "naam"), ("adres_vastleggen", "plaats"))}
    straat = f"{k('adres_vastleggen.straat')} 1"
    await dossier_vullen(school, wereld.dossier, **velden, straat=straat)
    geheim = {"straat": f"{k('concept.geheim.straat')} 1", "postcode": "7823 AC", "plaats": k("concept.geheim.plaats")}
    await doe(school, AdresVastleggen, wereld.dossier, **geheim, van=clock.vandaag(), geheim=True)
    teksten = {veld: k.zin(f"interventie_vastleggen.{veld}") for veld in ("wat", "doel", "door")}
    wereld.interventie = (await interventie_maken(school, wereld.dossier, **teksten)).id
    toelichting = k.zin("interventie_evalueren.toelichting")
    await geevalueerd(school, wereld.dossier, wereld.interventie, toelichting=toelichting)
    wereld.dossiergezin = await dossiergezin(school, wereld.dossier)
    wereld.opp, wereld.gezag = await opp_met_alles(school, wereld.dossier, k.zin)
    await _gesprek(wereld, school)
    gewoon = school.beginnen
    school.beginnen = lambda: gewoon(dossier_id=wereld.dossier)
    await school.begin()
    wereld.id = school.id
    await _invullen(wereld, school, "")
    recept, stand = get(THUIS).recept(school.soort), await school.zien()
    for regel in recept.documenten_voor(stand.antwoorden):
        if regel.verplicht or regel.soort == "opp":
            document = await school.document(
                regel.soort,
                stuk(k("document.inhoud")),
                bestandsnaam=f"{k('document_toevoegen.bestandsnaam')} {regel.soort}.pdf",
            )
            assert await school.gecontroleerd(document) == "bruikbaar"
            wereld.document = document
    await school.uit_dossier()
    for nummer, rol in enumerate((*("ouder" for _ in OUDERS), "leerling")):
        naam = (*OUDERS, LEERLING)[nummer]
        gast = await school.uitnodigen(
            k(f"ouder_uitnodigen.naam.{naam}"), f"{k(f'ouder_uitnodigen.email.{naam}')}@thuis.example", rol
        )
        wereld.gezin[naam] = gast.persoon
        vraag = intake.ZienswijzeGeven(
            opdracht=uuid4(),
            aanvraag_id=school.id,
            tekst=k.zin(f"zienswijze_geven.tekst.{naam}"),
            instemming=True if rol == "ouder" and get(THUIS).instemming_nodig(school.soort, stand.antwoorden) else None,
        )
        hoed = school.gezinshoed("ahmed", rol) | {"persoon": gast.persoon}
        await stack.ask("intake", vraag, als="ahmed", **hoed)
    await school.doe(intake.AanvraagOndertekenen, als=school.directeur)
    await school.doe(intake.AanvraagIndienen)
    return school


async def _doorzending(stack: Stack, k: Any, school: School) -> None:
    """Proposed, offered and taken back: nobody elsewhere takes it over."""
    invoer = {"doel": "so", "woon_swv": "PO2202"}
    voor = {"aanvraag_id": school.id, "naar": "PO2202", "invoer": invoer}
    tekst = k.zin("doorzending_voorstellen.toelichting")
    await stack.ask("intake", DoorzendingVoorstellen(opdracht=uuid4(), toelichting=tekst, **voor), "saskia")
    tekst, versie = k.zin("doorzending_aanbieden.toelichting"), (await school.zien()).versie
    aanbieden = DoorzendingAanbieden(
        opdracht=uuid4(), toelichting=tekst, versie=versie, ouders_ingelicht_op=clock.vandaag(), **voor
    )
    await stack.ask("intake", aanbieden, school.ib)
    await stack.ask("intake", DoorzendingIntrekken(opdracht=uuid4(), aanvraag_id=school.id), school.ib)


async def _behandeling(wereld: Wereld, school: School) -> None:
    """From receipt to a besluit that is made known, with every act that takes a text."""
    stack, k = wereld.stack, wereld.kanaries
    zaak = Zaak(stack, THUIS, wereld.id, [], "", "02EB00", "20BG00", "saskia", "mirjam")

    async def geopend() -> list[Any]:
        return await stack.sql("select 1 from commissie.behandeling where id = $1", zaak.id)

    await eventually(geopend, seconden=90, wat="de behandeling is geopend")
    tot = clock.vandaag() + timedelta(days=14)
    await zaak.doe(commissie.AanvullingVragen, "saskia", tekst=k.zin("aanvulling_vragen.tekst"), termijn_tot=tot)

    async def gevraagd() -> list[Any]:
        return (await school.zien()).vragen

    vraag = (await eventually(gevraagd, seconden=90, wat="de vraag bij de school ligt"))[0]
    wereld.vraag = vraag.id
    school.versie = (await school.zien()).versie
    tekst = k.zin("aanvulling_indienen.antwoord_tekst")
    await school.doe(intake.AanvullingIndienen, vraag_id=vraag.id, antwoord_tekst=tekst)

    async def verwerkt() -> bool:
        return all(v.status == "beantwoord" for v in (await zaak.stand()).vragen)

    await eventually(verwerkt, seconden=90, wat="de aanvulling bij de commissie is")
    await _doorzending(stack, k, school)
    reden = k.zin("complex_aanmerken.reden")
    await zaak.doe(commissie.ComplexAanmerken, "saskia", complex=False, categorie="laag", reden=reden)
    benoemd = {"psycholoog": persoon_id("joost"), "orthopedagoog": persoon_id("berend")}
    voorstel = await stack.ask("commissie", commissie.BenoemingVoorstellen(behandeling_id=zaak.id), "saskia")
    plekken = {plek: next(p for naam, p in benoemd.items() if plek.startswith(naam)) for plek in voorstel.plekken}
    await zaak.doe(commissie.DeskundigenBenoemen, "saskia", benoemingen=plekken)
    toelichting = k.zin("gesprek_aanbieden.toelichting")
    nieuw = (await zaak.stand()).uiterlijk_op + timedelta(days=14)
    reden = k.zin("beslistermijn_verdagen.reden")
    await zaak.doe(commissie.BeslistermijnVerdagen, "saskia", nieuwe_datum=nieuw, reden=reden)
    for sub in ("joost", "berend"):
        wereld.zetels[sub] = await zaak.zetel(sub)
        dossier = await zaak.advies(sub)
        bewaard = await stack.ask(
            "commissie",
            commissie.AdviesBewaren(
                opdracht=uuid4(),
                advies_id=wereld.zetels[sub],
                versie=dossier.advies.versie,
                oordeel="toelaatbaar",
                categorie="laag",
                onderbouwing=k.zin(f"advies_bewaren.onderbouwing.{sub}"),
                antwoorden={vraag: k(f"advies_bewaren.antwoorden.{sub}.{vraag}") for vraag in dossier.vragen},
            ),
            sub,
        )
        verzegelen = commissie.AdviesVerzegelen(opdracht=uuid4(), advies_id=wereld.zetels[sub], versie=bewaard.versie)
        await stack.ask("commissie", verzegelen, sub)
    tekst = k.zin("eindadvies_maken.tekst")
    await zaak.doe(commissie.EindadviesMaken, "mirjam", oordeel="toelaatbaar", categorie="laag", tekst=tekst)
    await zaak.doe(commissie.GesprekAanbieden, "saskia", toelichting=toelichting)
    besluit = zaak.toekenning(
        "laag",
        motivering=k.zin("besluit_nemen.motivering"),
        weging_zienswijze=k.zin("besluit_nemen.weging_zienswijze"),
        afwijking=k.zin("besluit_nemen.afwijking"),
    )
    await zaak.doe(commissie.BesluitNemen, "thea", **besluit)
    await zaak.brief_klaar()
    await zaak.doe(commissie.BesluitBekendmaken, "saskia")
    stand = await zaak.stand()
    k.woorden["kenmerk"], k.woorden["tlv-nummer"] = stand.kenmerk, stand.besluit.nummer

    async def overal() -> list[Any]:
        return await stack.sql("select 1 from financien.verplichting where nummer = $1", stand.besluit.nummer)

    await eventually(overal, seconden=90, wat="het besluit bij financien is")
    melding = ThuiszitterMelden(opdracht=uuid4(), leerling_id=wereld.thuiszitter, sinds=clock.vandaag())
    await stack.ask("thuiszitters", melding, als="karin")


async def _concept(wereld: Wereld) -> None:
    """A draft of the same school: of the school and the family it invited, and of nobody else."""
    k = wereld.kanaries
    school = vo_school(wereld.stack)
    namen = {"roepnaam": k("concept.roepnaam"), "achternaam": k("concept.achternaam")}
    wereld.conceptdossier = await dossier_maken(school, **namen)
    # The school itself decides about a rebound: the samenwerkingsverband has no part in it.
    behoefte = k.zin("concept.behoefte")
    wereld.conceptarrangement = await arrangement_vragen(school, wereld.conceptdossier, "rebound", behoefte=behoefte)
    await gezag_geven(school, wereld.conceptdossier, k("concept.gezag.naam"))
    wereld.conceptdossiergezin = await dossiergezin(school, wereld.conceptdossier)
    gewoon = school.beginnen
    school.beginnen = lambda: gewoon(dossier_id=wereld.conceptdossier)
    await school.begin()
    await _invullen(wereld, school, "concept.")
    wereld.concept = school.id
    naam = f"{k('concept.bestandsnaam')}.pdf"
    wereld.conceptdocument = await school.document("opp", stuk(k("concept.inhoud")), bestandsnaam=naam)
    assert await school.gecontroleerd(wereld.conceptdocument) == "bruikbaar"
    for rol in sorted(FAMILIEROLLEN):
        gast = await school.uitnodigen(
            k(f"concept.ouder_uitnodigen.naam.{rol}"), f"{k(f'concept.email.{rol}')}@thuis.example", rol
        )
        wereld.conceptgezin[rol] = gast.persoon


# ------------------------------------------------------------------------------------------------ the people


def organisatie(wereld: Wereld, rol: Rol, relatie: str) -> str:
    """What stands on the hat: the school, the board, the case or the samenwerkingsverband."""
    if relatie == ANDER:
        if rol in FAMILIEROLLEN:
            return str(uuid4())
        return "16MA00" if rol in SCHOOLROLLEN else "42830" if rol in BESTUURSROLLEN else SWV[ELDERS]
    if relatie in (NIET, VERHUISD):
        if rol in FAMILIEROLLEN:
            return str(uuid4())
        return "20LO00" if rol in SCHOOLROLLEN else "41789" if rol in BESTUURSROLLEN else SWV[ELDERS]
    if rol in FAMILIEROLLEN:
        return str(wereld.concept if relatie == CONCEPT else wereld.id)
    return "02EB00" if rol in SCHOOLROLLEN else "13273" if rol in BESTUURSROLLEN else SWV[THUIS]


async def _bezoekers(wereld: Wereld) -> None:
    taken = []
    for rol in Rol:
        for relatie in (EIGEN, NIET, ANDER, VOORBIJ):
            taken.append(_bezoeker(wereld, rol, relatie))
        if rol in FAMILIEROLLEN:
            taken.append(_bezoeker(wereld, rol, CONCEPT))
        if rol in PLAATSGEBONDEN:
            taken.append(_bezoeker(wereld, rol, VERHUISD))
    taken.append(_zonder_rol(wereld))
    wereld.bezoekers = [Bezoeker(ANONIEM, GEEN)]
    for begin in range(0, len(taken), 8):
        wereld.bezoekers += await asyncio.gather(*taken[begin : begin + 8])


async def aanmelden(
    stack: Stack,
    tenant: str,
    rol: str,
    organisatie: str,
    *,
    persoon: UUID,
    subject: str,
    van: date = date(2025, 1, 1),
    tot: date | None = None,
) -> None:
    """Make somebody known, with this hat."""
    await stack.beheer.ask_intern(
        "netwerk",
        PersoonAanmelden(
            opdracht=uuid4(),
            persoon=persoon,
            issuer=settings().oidc_issuer,
            subject=subject,
            naam=f"Proef {subject[:6]}",
            email=f"{subject}@matrix.example",
            rol=rol,
            organisatie=organisatie,
            van=van,
            tot=tot,
        ),
        tenant=tenant,
    )


async def inloggen(stack: Stack, subject: str, hoed: UUID | None = None) -> Any:
    """A session, as the web opens one after the identity provider has spoken."""
    sessie = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(),
            issuer=settings().oidc_issuer,
            subject=subject,
            naam=f"Proef {subject[:6]}",
            email=f"{subject}@matrix.example",
            mfa=True,
            user_agent="matrix",
            bevestigd_op=clock.echt(),  # what may be done, not whether it must be proven anew (test_bevestigen)
        ),
    )
    if hoed is None:
        return sessie
    return await stack.web.ask("netwerk", HoedKiezen(opdracht=uuid4(), token=sessie.token, hoed=hoed))


async def _bezoeker(wereld: Wereld, rol: Rol, relatie: str) -> Bezoeker:
    stack, subject = wereld.stack, uuid4().hex
    tenant = ELDERS if relatie == ANDER else THUIS
    persoon = _wie(wereld, rol, relatie)
    if relatie == VERHUISD:
        # Was at the own school, board or child until yesterday; works, or has a child, somewhere else now.
        gisteren = clock.vandaag() - timedelta(days=1)
        eigen = organisatie(wereld, rol, EIGEN)
        await aanmelden(stack, tenant, rol, eigen, persoon=persoon, subject=subject, tot=gisteren)
    await aanmelden(stack, tenant, rol, organisatie(wereld, rol, relatie), persoon=persoon, subject=subject)
    sessie = await inloggen(stack, subject)
    if relatie == VOORBIJ:
        # The session was opened while the hat was still on.
        await stack.sql("update netwerk.hoed set tot = $1 where persoon = $2", clock.vandaag(), persoon)
    csrf = await _csrf(stack, persoon)
    bezoeker = Bezoeker(str(rol), relatie, persoon, sessie.token, csrf, sessie.hoeden[0].id, subject)
    gezin = {EIGEN: wereld.dossiergezin, CONCEPT: wereld.conceptdossiergezin}.get(relatie)
    if rol in FAMILIEROLLEN and gezin:
        dossier = wereld.conceptdossier if relatie == CONCEPT else wereld.dossier
        bezoeker.van_dossier = await _van_dossier(stack, rol, relatie, gezin[rol], dossier)
    return bezoeker


async def _van_dossier(stack: Stack, rol: Rol, relatie: str, persoon: UUID, dossier: UUID) -> Bezoeker:
    """Somebody of the family who was invited to look along with the dossier."""
    subject = uuid4().hex
    await aanmelden(stack, THUIS, rol, str(dossier), persoon=persoon, subject=subject)
    sessie = await inloggen(stack, subject)
    csrf = await _csrf(stack, persoon)
    return Bezoeker(str(rol), relatie, persoon, sessie.token, csrf, sessie.hoeden[0].id, subject)


async def _csrf(stack: Stack, persoon: UUID) -> str:
    """The token of the newest session of this person."""
    sql = "select csrf from netwerk.sessie where persoon = $1 order by begonnen_op desc limit 1"
    return (await stack.sql(sql, persoon))[0]["csrf"]


async def net_bevestigd(wereld: Wereld) -> None:
    """Everybody just proved who they are: the table says what may be done, not when that must be proven anew."""
    personen = [bezoeker.persoon for bezoeker in wereld.bezoekers if bezoeker.persoon]
    await wereld.stack.sql(
        "update netwerk.sessie set bevestigd_op = now() where persoon = any($1) and bevestigd_op is not null", personen
    )


async def weer_inloggen(wereld: Wereld) -> None:
    """Who belongs to the case comes back, after everybody has signed out."""
    for bezoeker in wereld.bezoekers:
        if bezoeker.relatie != EIGEN:
            continue
        for een in filter(None, (bezoeker, bezoeker.van_dossier)):
            if een.persoon:
                een.token = (await inloggen(wereld.stack, een.subject)).token
                een.csrf = await _csrf(wereld.stack, een.persoon)


def _wie(wereld: Wereld, rol: Rol, relatie: str) -> UUID:
    """A new person, save where the case itself names one: the family, and the deskundige who was appointed."""
    if relatie == EIGEN and rol in FAMILIEROLLEN:
        return wereld.gezin[LEERLING if rol is Rol.LEERLING else OUDERS[0]]
    if relatie == CONCEPT and rol in FAMILIEROLLEN:
        return wereld.conceptgezin[rol]
    if relatie in (EIGEN, VOORBIJ) and rol is Rol.DESKUNDIGE:
        return uuid4() if relatie == VOORBIJ else persoon_id("joost")
    return uuid4()


async def _zonder_rol(wereld: Wereld) -> Bezoeker:
    """Two hats, both of which would open the case, and none of them on."""
    stack, subject, persoon = wereld.stack, uuid4().hex, uuid4()
    for rol in (Rol.IB_ER, Rol.SECRETARIS):
        await aanmelden(stack, THUIS, rol, organisatie(wereld, rol, EIGEN), persoon=persoon, subject=subject)
    sessie = await inloggen(stack, subject)
    csrf = await stack.sql("select csrf from netwerk.sessie where persoon = $1", persoon)
    return Bezoeker(ZONDER_ROL, GEEN, persoon, sessie.token, csrf[0]["csrf"], sessie.hoeden[0].id)
