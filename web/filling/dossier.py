"""The dossier as the samenwerkingsverband works on it."""

from __future__ import annotations

from datetime import date

from services.commissie.contract import AdviesStand, BehandelingStand
from services.intake.contract import AanvraagStand, DocumentStand
from services.kern.proces import leesbaar, pad
from services.kern.rollen import ROLNAMEN, Rol
from services.kern.wetsartikelen import AWB_2_3
from tenants.schema import Tenant
from web import views
from web.filling.besluit import OORDELEN, besluit_kort
from web.filling.termijnen import termijnen
from web.filling.tijdlijn import tijdlijn
from web.filling.toetsen import uitkomst
from web.filling.words import BEHANDELING_STATUS, categorienaam, soortnaam
from web.filling.zienswijzen import INSTEMMING, WIE
from web.formatting import aantal, bestandsgrootte, datum_bij, initialen, leeftijd, moment, opsomming
from web.views import Betrokkene, DocumentGroep, DossierDocument, Feitje, Handeling, Link, NuNodig, Stap, Status

WERKVOORRAAD = Link("Werkvoorraad", "/werkvoorraad")
ICOON = {
    "aanvulling_vragen": "player-pause",
    "complex_aanmerken": "flag",
    "deskundigen_benoemen": "users",
    "eindadvies_maken": "edit",
    "gesprek_aanbieden": "message",
    "beslistermijn_verdagen": "calendar-event",
    "beslistermijn_opschorten": "player-pause",
    "besluit_nemen": "gavel",
    "besluit_bekendmaken": "send",
}
UITLEG = {
    "aanvulling_vragen": "De beslistermijn staat stil tot de school antwoordt.",
    "complex_aanmerken": "Kan veranderen wie adviseert en wie beslist.",
    "gesprek_aanbieden": "Voordat een afwijzing volgt.",
    "beslistermijn_verdagen": "School en ouders krijgen bericht van de nieuwe datum.",
    "beslistermijn_opschorten": "Alleen om een reden die de wet kent.",
}
#: What is done on a page of its own, because one reads beside it.
EIGEN_PAGINA = {"besluit_nemen", "eindadvies_maken"}
NU = {
    "besluit_bekendmaken": "Het besluit is genomen en de beschikking is klaar.",
    "besluit_nemen": "Het eindadvies is er. U kunt beslissen.",
    "eindadvies_maken": "Alles wat nodig is om te adviseren, is er.",
    "deskundigen_benoemen": "Kies wie een onafhankelijk advies schrijven.",
}
STAPPEN = ("Ingediend", "Volledig", "Advies", "Eindadvies", "Besluit", "Bekendgemaakt")
STAP_NU = {
    "ontvangen": 1,
    "aanvulling_gevraagd": 1,
    "in_advies": 2,
    "adviezen_compleet": 3,
    "geadviseerd": 4,
    "besloten": 5,
    "bekendgemaakt": 6,
    "onherroepelijk": 6,
    "ingetrokken": 1,
}
KLAAR_OP = {
    "Ingediend": "aanvraag_ontvangen",
    "Volledig": "aanvulling_ontvangen",
    "Eindadvies": "eindadvies_gemaakt",
    "Besluit": "besluit_genomen",
    "Bekendgemaakt": "besluit_bekendgemaakt",
}


def dossier(stand: BehandelingStand, aanvraag: AanvraagStand | None, tenant: Tenant) -> views.Dossier:
    """`aanvraag` None: intake does not answer now; the page says so instead of the documents."""
    url = f"/dossiers/{stand.id}"
    return views.Dossier(
        kop=_kop(stand, tenant),
        nu=_nu(stand, tenant, url),
        stappen=_stappen(stand, tenant),
        termijnen=termijnen(stand, tenant),
        documenten=_documenten(aanvraag, tenant, stand.vandaag),
        adviezen=_adviezen(stand, tenant),
        betrokkenen=_betrokkenen(stand),
        tijdlijn=tijdlijn([*stand.tijdlijn, *(aanvraag.tijdlijn if aanvraag else [])], stand.vandaag),
        handelingen=[
            Handeling(
                naam=naam,
                knop=leesbaar(naam).capitalize(),
                url=f"{url}/{pad(naam)}",
                icoon=ICOON.get(naam, "arrow-right"),
                uitleg=UITLEG.get(naam, ""),
                belet=stand.beletsels.get(naam, ""),
                ter_plaatse=naam not in EIGEN_PAGINA,
            )
            for naam in stand.handelingen
            if naam in ICOON
        ],
        inzage=_inzage(stand, tenant),
        inzage_kop="Wie kunnen dit dossier zien?",
        besluit=besluit_kort(stand, tenant),
        bijzonder=_bijzonder(aanvraag, tenant),
        kruimels=[WERKVOORRAAD, Link(stand.leerling, url)],
    )


def _bijzonder(aanvraag: AanvraagStand | None, tenant: Tenant) -> list[views.Bijzonder]:
    """What the answers of the school say about the way that this aanvraag goes."""
    if aanvraag is None:
        return []
    recept = tenant.recept(aanvraag.soort)
    regels = [views.Bijzonder(k.titel, k.commissie, k.bron) for k in recept.kenmerken_voor(aanvraag.antwoorden)]
    elders = (("Kwam van elders", aanvraag.herkomst), ("Naar een ander samenwerkingsverband", aanvraag.doorzending))
    regels += [views.Bijzonder(titel, zin, str(AWB_2_3)) for titel, zin in elders if zin]
    if (toetsen := uitkomst(recept, aanvraag.antwoorden)) and toetsen.stappen:
        zin = " ".join(deel for deel in (f"{toetsen.kop}.", toetsen.zin, toetsen.lijst) if deel)
        regels.append(views.Bijzonder(toetsen.titel, zin, toetsen.bron))
    return regels


def _kop(stand: BehandelingStand, tenant: Tenant) -> views.Zaakkop:
    categorie = f", categorie {categorienaam(stand.categorie).lower()}" if stand.categorie else ""
    feiten = [
        Feitje("user", f"{leeftijd(stand.geboren_op, stand.vandaag)}, {stand.groep}"),
        Feitje("school", stand.school),
        Feitje("building", stand.bestuur),
    ]
    if stand.beoogde_school:
        feiten.append(Feitje("arrow-right", "Beoogd:", stand.beoogde_school))
    return views.Zaakkop(
        id=str(stand.id),
        kenmerk=f"{stand.kenmerk} · {soortnaam(tenant, stand.soort)}{categorie}",
        leerling=stand.leerling,
        feiten=feiten,
        status=BEHANDELING_STATUS[stand.status],
        complex=f"Bijzonder complex: {stand.beslisser.rolnaam.lower()} beslist" if stand.complex else "",
    )


def _nu(stand: BehandelingStand, tenant: Tenant, url: str) -> NuNodig:
    nodig = {plek.naam for plek in tenant.plekken(stand.categorie, stand.complex, stand.soort)}
    # Somebody sits on every seat: choosing others can still be done, but it is not what the case waits for.
    bezet = nodig <= {advies.plek for advies in stand.adviezen}
    for naam in NU:
        if naam == "deskundigen_benoemen" and bezet:
            continue
        if naam in stand.handelingen and naam not in stand.beletsels:
            return NuNodig(
                kop=f"Nu nodig: {leesbaar(naam)}",
                tekst=NU[naam],
                knop=leesbaar(naam).capitalize(),
                url=f"{url}/{pad(naam)}",
                icoon=ICOON[naam],
                ter_plaatse=naam not in EIGEN_PAGINA,
            )
    if stand.status in ("bekendgemaakt", "onherroepelijk"):
        vast = stand.status == "onherroepelijk"
        tekst = "De bezwaartermijn is voorbij." if vast else "De bezwaartermijn loopt."
        kop = "Klaar: het besluit staat vast" if vast else "Klaar: het besluit is bekendgemaakt"
        return NuNodig(kop, tekst, icoon="check")
    if stand.status == "ingetrokken":
        return NuNodig("De aanvraag is ingetrokken", "Er is niets meer te doen.", icoon="x")
    belet = next((stand.beletsels[naam] for naam in NU if naam in stand.beletsels), "")
    wie = (
        f"Wacht op: {stand.wacht_op[:1].lower() + stand.wacht_op[1:]}" if stand.wacht_op else "U hoeft nu niets te doen"
    )
    return NuNodig(wie, belet or "Zodra het uw beurt is, staat dat hier.")


def _stappen(stand: BehandelingStand, tenant: Tenant) -> list[Stap]:
    met_advies = bool(stand.adviezen or tenant.plekken(stand.categorie, stand.complex, stand.soort))
    dagen = {g.soort: g.op for g in stand.ledger}
    nu = STAP_NU[stand.status]
    stappen = []
    for nummer, naam in enumerate(STAPPEN):
        if naam == "Advies" and not met_advies:
            continue
        staat = "klaar" if nummer < nu else "nu" if nummer == nu else "straks"
        op = dagen.get(KLAAR_OP.get(naam, ""))
        sub = datum_bij(op, stand.vandaag) if op and staat == "klaar" else ""
        if staat == "nu":
            sub = "klok staat stil" if stand.status == "aanvulling_gevraagd" else "nu"
        elif naam == "Besluit" and staat == "straks":
            sub = f"uiterlijk {datum_bij(stand.uiterlijk_op, stand.vandaag)}"
        stappen.append(Stap(naam, sub, staat))
    return stappen


def _documenten(aanvraag: AanvraagStand | None, tenant: Tenant, vandaag: date) -> views.Documenten:
    if aanvraag is None:
        return views.Documenten("De stukken zijn even niet bereikbaar. Er is niets verloren.", 0, 0, [])
    regels = {r.soort: r for r in tenant.recept(aanvraag.soort).documenten_voor(aanvraag.antwoorden)}
    verplicht = [soort for soort, regel in regels.items() if regel.verplicht]
    bruikbaar = {d.soort for d in aanvraag.documenten if d.status == "bruikbaar"}
    groepen = {"Verplicht": verplicht, "Aanvullend": [s for s in regels if s not in verplicht]}
    anders = dict.fromkeys(d.soort for d in aanvraag.documenten if d.soort not in regels)
    groepen["Aanvullend"] += list(anders)
    vol = sum(soort in bruikbaar for soort in verplicht)
    origineel = "origineel_openen" in aanvraag.handelingen
    gemaakt = []
    for kop, soorten in groepen.items():
        rijen = []
        for soort in soorten:
            naam = regels[soort].naam if soort in regels else "Ander document"
            stukken = [d for d in aanvraag.documenten if d.soort == soort]
            rijen += [_document(naam, d, vandaag, origineel) for d in stukken] or [_mist(naam)]
        if rijen:
            gemaakt.append(DocumentGroep(kop, rijen))
    return views.Documenten(
        samenvatting=f"{vol} van {aantal(len(verplicht), 'verplicht stuk', 'verplichte stukken')} toegevoegd.",
        vol=vol,
        totaal=len(verplicht),
        groepen=gemaakt,
    )


def _document(naam: str, document: DocumentStand, vandaag: date, origineel: bool) -> DossierDocument:
    staat, tekst = {
        "bruikbaar": ("ok", "In orde"),
        "geweigerd": ("let-op", "Geweigerd"),
    }.get(document.status, ("let-op", "Wordt gecontroleerd"))
    ondertekend = f"Ondertekend door {opsomming(document.ondertekend_door)}" if document.ondertekend_door else ""
    return DossierDocument(
        naam=naam,
        url=f"/bestanden/{document.id}" if document.status == "bruikbaar" else "",
        sub=f"{document.bestandsnaam}, {bestandsgrootte(document.grootte)}",
        regel=document.reden or (document.herkomst.zin if document.herkomst else ondertekend),
        staat=staat,
        staat_tekst=tekst,
        datum=datum_bij(document.gedagtekend_op, vandaag) if document.gedagtekend_op else "",
        origineel_url=f"/bestanden/{document.id}/origineel" if origineel and document.status == "bruikbaar" else "",
    )


def _mist(naam: str) -> DossierDocument:
    return DossierDocument(naam, "", "", "", "mist", "Niet toegevoegd", "")


def _adviezen(stand: BehandelingStand, tenant: Tenant) -> views.Adviezen:
    verzegeld = sum(a.status == "verzegeld" for a in stand.adviezen)
    dicht = tenant.commissie.blind and any(a.oordeel is None for a in stand.adviezen)
    eind = stand.eindadvies
    geen = (
        ""
        if tenant.plekken(stand.categorie, stand.complex, stand.soort)
        else "Bij deze aanvraag adviseert niemand apart."
    )
    return views.Adviezen(
        telling=f"{verzegeld} van {len(stand.adviezen)}" if stand.adviezen else "",
        deskundigen=[_deskundige(a, stand.vandaag) for a in stand.adviezen],
        leeg=geen or "Er zijn nog geen deskundigen benoemd.",
        slot="De inhoud is pas te lezen als alle adviezen zijn verzegeld." if dicht else "",
        eindadvies=f"{OORDELEN.get(eind.oordeel, eind.oordeel)}. {eind.tekst}" if eind else "",
        eindadvies_door=f"{eind.gemaakt_door}, {moment(eind.gemaakt_op, stand.vandaag)}" if eind else "",
    )


def _deskundige(advies: AdviesStand, vandaag: date) -> views.Deskundige:
    staat = Status("Benoemd", "info", "clock")
    if advies.status == "verzegeld":
        wanneer = f" ({moment(advies.verzegeld_op, vandaag)})" if advies.verzegeld_op else ""
        staat = Status(f"Verzegeld{wanneer}", "ok", "lock")
    tekst = ""
    if advies.oordeel:
        tekst = f"{OORDELEN.get(advies.oordeel, advies.oordeel)}. {advies.onderbouwing or ''}"
    return views.Deskundige(
        initialen=initialen(advies.deskundige),
        naam=advies.deskundige,
        plek=f"{advies.plek_titel}{', extern' if advies.extern else ''}",
        staat=staat,
        advies=tekst,
    )


def _betrokkenen(stand: BehandelingStand) -> list[Betrokkene]:
    mensen = []
    gezien = set()
    for z in stand.zienswijzen:
        gezien.add(z.naam)
        mensen.append(
            Betrokkene(
                initialen=initialen(z.naam),
                kop=f"{z.naam}, {WIE.get(z.van, z.van).lower()}",
                sub=INSTEMMING[z.instemming] or ("Gaf een zienswijze." if z.tekst else "Gaf geen zienswijze."),
                tekst=z.tekst or "",
            )
        )
    for b in stand.betrokkenen:
        if b.naam not in gezien:
            rol = ROLNAMEN[Rol(b.rol)] if b.rol in set(Rol) else b.rol
            mensen.append(Betrokkene(initialen(b.naam), b.naam, rol))
    return mensen


def _inzage(stand: BehandelingStand, tenant: Tenant) -> list[str]:
    rollen = (Rol.SECRETARIS, Rol.VOORZITTER, Rol.DIRECTEUR, Rol.BESTUUR)
    namen = list(dict.fromkeys(tenant.rolnaam(rol, ROLNAMEN[rol]) for rol in rollen))
    return [
        f"{opsomming(namen)} van {tenant.korte_naam}",
        *(f"{a.deskundige} ({a.plek_titel.lower()})" for a in stand.adviezen),
        f"De school: {stand.school}",
        *(f"{b.naam} ({(ROLNAMEN[Rol(b.rol)] if b.rol in set(Rol) else b.rol).lower()})" for b in stand.betrokkenen),
        "Elke keer dat iemand dit dossier opent, wordt dat vastgelegd.",
    ]
