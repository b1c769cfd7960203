"""Letters and e-mails to look at before they count: which fields one may use, and the text with invented people."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import msgspec

from services.kern.beslistermijn import Gebeurtenis, beslistermijn
from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.uitleg import zinnen
from tenants import letters
from tenants.briefsoorten import BRIEFSOORTEN, Briefsoort, Veldregel
from tenants.schema import Tenant
from web.filling.beheer_views import BriefVeld, Keuze

TITELS = {
    "beschikking_toegekend": "Beschikking: toegekend",
    "beschikking_afgewezen": "Beschikking: afgewezen",
    "uitnodiging_ouder": "Uitnodiging voor ouders",
    "uitnodiging_leerling": "Uitnodiging voor de leerling",
    "uitnodiging_dossier": "Uitnodiging om mee te lezen, voor ouders",
    "uitnodiging_jonge_kind": "Uitnodiging om mee te lezen, voor ouders van een jong kind",
    "uitnodiging_voorschool": "Uitnodiging voor de voorschool om het overdrachtsdocument in te vullen",
    "uitnodiging_dossier_leerling": "Uitnodiging om mee te lezen, voor de leerling",
    "ontvangst_bevestigd": "Ontvangst bevestigd",
    "bestuur_geinformeerd": "Bericht aan het schoolbestuur",
    "aanvulling_gevraagd": "Aanvulling gevraagd",
    "herinnering_school": "Herinnering aan de school",
    "waarschuwing_beslistermijn": "Waarschuwing voor de beslistermijn",
    "besluit_bekendgemaakt": "Besluit bekendgemaakt",
    "plekken_herinneren": "Kloppen de vrije plekken nog?",
    "waarschuwing_zorgplicht": "De termijn van een aanmelding is bijna voorbij",
    "opp_meeschrijven": "Een ouder kan meeschrijven aan het OPP",
    "opp_instemmen": "Een ouder wordt gevraagd of die het eens is",
    "opp_herinnering": "Er moet een OPP komen",
    "evaluatie_herinnering": "Een OPP moet worden geëvalueerd",
    "gezag_eindigt": "Een leerling van een school wordt bijna 18 jaar",
    "onderwijstijd_herinnering": "Een afspraak over minder onderwijstijd eindigt",
    "afspraak_herinnering": "Een afspraak moet bijna gedaan zijn, of is te laat",
    "gesprek_niet_gedeeld": "Een verslag is nog niet met de ouders gedeeld",
    "verslag_gedeeld": "Ouders kunnen een verslag lezen",
    "zorgplicht_te_laat": "De termijn van een aanmelding is voorbij",
    "arrangement_gevraagd": "Er is extra ondersteuning gevraagd",
    "arrangement_besloten": "Er is beslist over extra ondersteuning",
    "arrangement_loopt_af": "Extra ondersteuning loopt bijna af",
    "aanmelden_herinnering": "Aanmelden kan nog tot een dag",
    "crisis_gemeld": "Een school meldt crisis of nood",
    "crisisplan_te_laat": "Er is nog geen plan van aanpak",
    "stap_aan_de_beurt": "Een stap van een stappenplan wacht op iemand",
    "bericht_klaar": "Er staat een bericht klaar",
}
_UITLEG = {
    "swv.naam": "Volledige naam van het samenwerkingsverband",
    "swv.korte_naam": "Korte naam van het samenwerkingsverband",
    "swv.plaats": "Plaats van het samenwerkingsverband",
    "swv.website": "Website van het samenwerkingsverband",
    "swv.adres": "Postadres, als het bekend is",
    "swv.email": "E-mailadres, als het bekend is",
    "swv.telefoon": "Telefoonnummer, als het bekend is",
    "swv.commissie": "Naam van de commissie",
    "aan.naam": "Aan wie de brief gaat",
    "aan.regels": "Regels onder de naam, zoals de school",
    "aan.ouder": "Of de brief naar een ouder gaat",
    "brief.datum": "Datum van de brief",
    "brief.kenmerk": "Kenmerk van de brief",
    "kind.naam": "Voor- en achternaam van de leerling",
    "kind.roepnaam": "Roepnaam van de leerling",
    "kind.geboren_op": "Geboortedatum van de leerling",
    "school.naam": "School die aanvraagt",
    "school.bestuur": "Bestuur van die school",
    "beoogde_school.naam": "School waar de leerling heen wil",
    "aanvraag.ontvangen_op": "Dag waarop de aanvraag is ontvangen",
    "tlv.soort": "Soort onderwijs",
    "tlv.artikel": "Wetsartikel waarop het besluit rust",
    "tlv.categorie": "Bekostigingscategorie, alleen bij (v)so",
    "tlv.nummer": "Nummer van de TLV",
    "tlv.van": "Eerste dag waarop de TLV geldt",
    "tlv.tot_en_met": "Laatste dag waarop de TLV geldt",
    "advies.samenvatting": "Samenvatting van het eindadvies",
    "advies.deskundigen": "Wie adviseerden",
    "besluit.genomen_op": "Dag van het besluit",
    "besluit.motivering": "Waarom het besluit zo is",
    "besluit.weging_zienswijze": "Hoe de mening van ouders en leerling is meegewogen",
    "besluit.afwijking": "Waarom van het advies is afgeweken",
    "besluit.gesprek_op": "Dag van het gesprek vooraf",
    "bezwaar.laatste_dag": "Laatste dag om bezwaar te maken",
    "bezwaar.uitleg": "Hoe de laatste dag voor bezwaar is berekend",
    "beslistermijn.uitleg": "Hoe de termijn voor het besluit liep",
    "ondertekenaar.naam": "Wie ondertekent",
    "ondertekenaar.functie": "Functie van wie ondertekent",
    "ondertekenaar.mandaat": "Namens wie het besluit is genomen",
    "link": "Adres in Meedoen",
    "termijn.laatste_dag": "Laatste dag van de termijn",
}
GEVALLEN = [
    Keuze("ouder", "Aan een ouder"),
    Keuze("school", "Aan de school"),
    Keuze("kaal", "Met zo min mogelijk gegevens"),
]
_VOORBEELD: dict[str, Any] = {
    "aan.naam": "Mevrouw S. Verhoeven",
    "aan.regels": ["Dorpsstraat 12", "7800 AB Voorbeelddorp"],
    "aan.ouder": True,
    "brief.kenmerk": "2026-00041",
    "kind.naam": "Sem Verhoeven",
    "kind.roepnaam": "Sem",
    "school.naam": "Basisschool De Voorbeeldboom",
    "school.bestuur": "Stichting Voorbeeldscholen",
    "beoogde_school.naam": "SBO De Verzonnen Hoek",
    "advies.samenvatting": "Sem leert het best in een kleine groep met een vaste leraar en veel rust.",
    "advies.deskundigen": ["J. de Groot, orthopedagoog", "K. Aydın, kinderpsycholoog"],
    "besluit.motivering": "De basisschool kan niet geven wat Sem nodig heeft, ook niet met extra hulp in de klas.",
    "besluit.weging_zienswijze": "De ouders zijn het eens met de aanvraag. Sem wil graag in een kleine klas zitten.",
    "besluit.afwijking": "De deskundigen adviseerden één schooljaar. Wij vinden twee schooljaren beter.",
    "ondertekenaar.naam": "H. Wolters",
    "ondertekenaar.mandaat": "Genomen namens het bestuur, in mandaat.",
    "link": "https://meedoen.example/aanvragen/voorbeeld",
}


def titel_van_brief(naam: str) -> str:
    return TITELS.get(naam, naam.replace("_", " ").capitalize())


def velden(soort: Briefsoort) -> list[BriefVeld]:
    """What one may write in this letter, with what it stands for."""
    return [
        BriefVeld(
            code=_code(naam, regel),
            uitleg=_UITLEG.get(naam, naam) + ("" if regel.nodig else ". Kan leeg zijn."),
            voorbeeld="",
            moet=soort.moet.get(naam, ""),
        )
        for naam, regel in sorted(soort.velden.items(), key=lambda paar: (paar[0] not in soort.moet, paar[0]))
    ]


def _code(naam: str, regel: Veldregel) -> str:
    if regel.soort == "ja_nee":
        return f"[[als {naam}]] … [[anders]] … [[einde]]"
    code = f"[[lijst {naam}]]" if regel.soort == "lijst" else f"[[{naam}]]"
    return code if regel.nodig else f"[[als {naam}]] {code} [[einde]]"


def gegevens(tenant: Tenant, soort: Briefsoort, geval: str, vandaag: date) -> dict[str, Any]:
    """Invented values for every field that a case of this kind would fill."""
    uit: dict[str, Any] = {}
    for naam, regel in soort.velden.items():
        if naam.startswith("swv.") or naam == "tlv.artikel" or (geval == "kaal" and not regel.nodig):
            continue
        if regel.soort in ("datum", "dag"):
            uit[naam] = _dag(naam, vandaag)
        elif naam in _VOORBEELD:
            uit[naam] = _VOORBEELD[naam]
    if "bezwaar.uitleg" in soort.velden:
        bezwaar = bezwaartermijn(vandaag)
        beslist = beslistermijn([Gebeurtenis("aanvraag_ontvangen", op=_dag("aanvraag.ontvangen_op", vandaag))])
        uit |= {
            "bezwaar.laatste_dag": bezwaar.tot_en_met,
            "bezwaar.uitleg": zinnen(bezwaar.uitleg),
            "beslistermijn.uitleg": zinnen(beslist.uitleg),
        }
    if "tlv.soort" in soort.velden:
        soort_tlv = next((s for s, r in tenant.soorten.items() if r.categorieen), next(iter(tenant.soorten)))
        if geval == "kaal":
            soort_tlv = next((s for s, r in tenant.soorten.items() if not r.categorieen), soort_tlv)
        categorieen = tenant.soorten[soort_tlv].categorieen
        uit["tlv.soort"] = soort_tlv
        uit["tlv.categorie"] = categorieen[0] if categorieen else None
    if "tlv.nummer" in soort.velden:
        uit["tlv.nummer"] = f"{tenant.tlv.nummer_voorvoegsel}-{vandaag.year}-00041"
    if "ondertekenaar.functie" in soort.velden:
        uit["ondertekenaar.functie"] = tenant.rolnaam("directeur", "Directeur").lower()
    if geval == "school" and "aan.naam" in soort.velden:
        uit |= {"aan.naam": _VOORBEELD["school.bestuur"], "aan.ouder": False, "aan.regels": [_VOORBEELD["school.naam"]]}
    return uit


def _dag(naam: str, vandaag: date) -> date:
    return {
        "kind.geboren_op": date(vandaag.year - 8, 5, 3),
        "tlv.van": date(vandaag.year + 1, 8, 1),
        "tlv.tot_en_met": date(vandaag.year + 3, 7, 31),
        "termijn.laatste_dag": vandaag + timedelta(weeks=2),
        "aanvraag.ontvangen_op": vandaag - timedelta(weeks=5),
        "besluit.gesprek_op": vandaag - timedelta(weeks=2),
    }.get(naam, vandaag)


def voorbeeld(tenant: Tenant, naam: str, tekst: str, geval: str, vandaag: date) -> tuple[str, str, str]:
    """(subject, text or safe HTML, fault) of this letter with invented people. One of text and fault is empty."""
    soort = BRIEFSOORTEN[naam]
    proef = msgspec.structs.replace(tenant, brieven={**tenant.brieven, naam: tekst})
    if waarom := dict(letters.faults({**tenant.brieven, naam: tekst})).get(naam):
        return "", "", _hoofd(f"{waarom}.")
    try:
        invul = gegevens(tenant, soort, geval, vandaag)
        if soort.medium == "mail":
            mail = letters.render_mail(proef, naam, invul)
            return mail.onderwerp, mail.tekst, ""
        return "", _binnenkant(letters.render_letter(proef, naam, invul)), ""
    except letters.BriefFout as fout:
        return "", "", _hoofd(f"{fout}.")


def _binnenkant(document: str) -> str:
    """What stands on the sheet, as part of our own page: its headings go two levels down, its style stays behind."""
    lijf = document[document.index("<body>") + 6 : document.index("</body>")]
    lijf = re.sub(r"<(/?)main>", r"<\1div>", lijf)
    lijf = re.sub(r"<header>", '<div class="swv-briefkop">', lijf).replace("</header>", "</div>")
    lijf = lijf.replace('class="aan"', 'class="swv-briefaan"').replace('class="over"', 'class="swv-briefaan"')
    lijf = lijf.replace(' class="afzender"', ' class="swv-strong"')
    lijf = re.sub(r"<(/?)h2>", r"<\1h4>", lijf)
    return re.sub(r"<(/?)h1>", r"<\1h3>", lijf)


def _hoofd(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
