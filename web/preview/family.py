"""Sample pages for ouders and leerlingen, and everything around signing in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import structs

from services.intake.leerlingen.contract import MeelezenUitleg, MeelezersLijst, MeelezerStand
from tenants.registry import get
from web import views as v
from web import views_mijn_dossier as m
from web import views_zorgplicht as z
from web.filling import familie_meelezen
from web.filling.onderdelen import Gezin
from web.preview.people import PO, VO

_S = v.OuderStap
_CONTACT = v.Contact(
    naam="Ria Dekker",
    functie="Intern begeleider van Openbare Basisschool Angelslo",
    initialen="RD",
    telefoon="0591 00 00 01",
    telefoon_url="tel:+31591000001",
    tijden="Maandag tot en met donderdag, 9.00 tot 16.00 uur",
)
_VRAGEN = [
    v.Vraagbaak(
        vraag="Wat is een TLV?",
        antwoord="TLV betekent toelaatbaarheidsverklaring. Met die verklaring mag uw kind naar een school voor "
        "speciaal basisonderwijs.",
    ),
    v.Vraagbaak(
        vraag="Wat als ik het niet eens ben met het besluit?",
        antwoord="Dan kunt u bezwaar maken. Dat kan tot 6 weken na het besluit. U kunt ook eerst met ons praten.",
    ),
    v.Vraagbaak(
        vraag="Wie kan de stukken over Sem lezen?",
        antwoord="De intern begeleider en de directeur van de school, de secretaris en de coördinator van het "
        "samenwerkingsverband, en de deskundige.",
    ),
]
_OORDELEN = [
    v.Keuze(waarde="eens", titel="Ik ben het eens met de aanvraag"),
    v.Keuze(waarde="deels", titel="Ik ben het er deels mee eens"),
    v.Keuze(waarde="niet_eens", titel="Ik ben het niet eens met de aanvraag"),
    v.Keuze(waarde="ziet_af", titel="Ik wil er niets over zeggen"),
]


def _stappen(nu: int, extra: str) -> list[v.OuderStap]:
    teksten = [
        ("De school maakt de aanvraag", "De school verzamelt alle stukken over Sem. U zegt wat u ervan vindt."),
        ("De aanvraag is ingediend", "Het samenwerkingsverband heeft de aanvraag gekregen."),
        ("Wij kijken of alles er is", "Mist er iets? Dan vragen wij dat aan de school. U ziet dat hier."),
        ("Het besluit", "De coördinator van het samenwerkingsverband beslist."),
        ("Naar een nieuwe school", "Is het antwoord ja? Dan meldt u Sem aan bij een school."),
    ]
    uit = []
    for i, (naam, tekst) in enumerate(teksten):
        staat = "klaar" if i < nu else "nu" if i == nu else "straks"
        tag = f"Hier zijn we nu: stap {i + 1} van {len(teksten)}" if i == nu else ""
        uit.append(_S(naam=naam, tekst=tekst, staat=staat, tag=tag, extra=extra if i == nu else ""))
    return uit


def wie_keek() -> v.WieKeek:
    """The second page of three."""
    school, swv = "Openbare Basisschool Angelslo, Emmen", "SWV 22-02 PO"
    return v.WieKeek(
        terug_url="#",
        stand="Regel 51 tot en met 54 van 104",
        dagen=[
            v.InzageDag(
                "Vandaag, maandag 23 november 2026",
                [
                    v.InzageRegel("10.42 uur", "U zelf", "", "Las de aanvraag", "eye"),
                    v.InzageRegel("9.05 uur", "Secretaris", swv, "Las het dossier", "eye"),
                ],
            ),
            v.InzageDag(
                "Vrijdag 20 november 2026",
                [
                    v.InzageRegel("16.10 uur", "Meedoen", "automatisch", "Controleerde een stuk op virussen", "edit"),
                    v.InzageRegel("16.09 uur", "Intern begeleider", school, "Voegde een stuk toe", "edit"),
                ],
            ),
        ],
        nieuwer_url="#",
        ouder_url="#",
    )


_PUNTEN = [
    v.Punt(
        "zorgen_gedeeld",
        "Welke zorgen zijn er al langer, en hoe zijn die met ouders gedeeld?",
        "Sinds groep 3 zien wij dat Sem vastloopt. Besproken op 4 maart en 2 juni.",
    ),
    v.Punt(
        "hulp_met_ouders",
        "Welke intensieve hulp gaf de school, en hoe waren ouders en leerling daarbij betrokken?",
        "Twaalf weken begeleiding in de klas. U was bij elk gesprek.",
    ),
    v.Punt("verzenddatum_genoemd", "Welke verzenddatum noemde de school aan ouders?", "woensdag 2 december"),
]


def ouder(*, fase: str = "zienswijze") -> v.Ouder:
    """`fase`: zienswijze (asked for a view), wachten, besluit."""
    zienswijze = gegeven = besluit = None
    acties: list[v.Actie] = []
    if fase in ("zienswijze", "punten"):
        zienswijze = v.ZienswijzeFormulier(
            punten=_PUNTEN if fase == "punten" else [],
            vraag="Wat vindt u van de aanvraag?",
            uitleg="De school wil dat Sem naar het speciaal basisonderwijs kan. Uw mening telt mee bij het besluit. "
            "De andere ouder ziet niet wat u schrijft voordat hij of zij zelf iets heeft geschreven.",
            uiterlijk="Graag vóór woensdag 2 december.",
            oordelen=_OORDELEN,
            formulier=v.Formulier(
                url="/aanvragen/sem/zienswijze-geven", fouten={"oordeel": "Kies wat u van de aanvraag vindt"}
            ),
        )
    else:
        gegeven = v.ZienswijzeStaat(
            id="o1",
            wie="Uw mening",
            naam="",
            staat=v.Status(tekst="Gegeven", soort="ok", icoon="check"),
            tekst="Wij zien dat Sem thuis gelukkig is en op school niet. Een kleine groep lijkt ons goed voor hem.",
            datum="Verstuurd op 19 november. U bent het eens met de aanvraag.",
        )
        acties = [v.Actie(titel="Lees de stukken over Sem", url="#stukken", icoon="file")]
    if fase == "besluit":
        besluit = v.OuderBesluit(
            kop="Het antwoord is ja",
            tekst="Sem mag naar een school voor speciaal basisonderwijs. In de brief leest u waarom.",
            geldig="Dit geldt van 1 augustus 2027 tot en met 31 juli 2029.",
            brief_url="/beschikkingen/sem.pdf",
            bezwaar_tot="dinsdag 5 januari 2027",
            bezwaar_uitleg="In de brief staat hoe dat gaat. Bel ons gerust eerst. Vaak helpt een gesprek.",
        )
    return v.Ouder(
        aanhef="Dag mevrouw Verhoeven,",
        kop="De aanvraag voor Sem",
        inleiding="De school van Sem vraagt een plek aan op een school voor speciaal basisonderwijs. Hier ziet u hoe "
        "ver we zijn.",
        stappen=_stappen(
            *{"zienswijze": (0, "Wij wachten op uw mening."), "wachten": (2, "U hoeft nu niets te doen.")}.get(
                fase, (4, "U kunt Sem nu aanmelden.")
            )
        ),
        datum_kop="Wanneer krijgt u een besluit?",
        datum="Nog niet bekend" if fase == "zienswijze" else "Uiterlijk maandag 14 december",
        datum_uitleg="Als de school de aanvraag heeft ingediend, staat hier een datum. Het duurt dan hooguit 8 weken."
        if fase == "zienswijze"
        else "U krijgt een e-mail. U leest het besluit hier.",
        acties=acties,
        contact=_CONTACT,
        vragen=_VRAGEN,
        zienswijze=zienswijze,
        gegeven=gegeven,
        besluit=besluit,
        stukken=[
            v.Bestand(naam="Ontwikkelingsperspectief", url="/bestanden/1", grootte="", toegevoegd="20 november"),
            v.Bestand(naam="Verslag van de hulp op school", url="/bestanden/2", grootte="", toegevoegd="11 november"),
        ],
    )


def leerling() -> v.Leerling:
    return v.Leerling(
        voornaam="Noor",
        kop="Jouw mening over een andere school",
        inleiding="Je school denkt dat een andere school beter bij je past. Jij mag zeggen wat je daarvan vindt.",
        stappen=[
            _S(
                naam="Jij en je ouders zeggen wat je vindt",
                tekst="Je school schrijft een plan. Jij vertelt wat je nodig hebt.",
                staat="nu",
                tag="Hier zijn we nu: stap 1 van 3",
                extra="Je kunt dit samen met iemand doen.",
            ),
            _S(naam="Twee deskundigen lezen alles", tekst="Zij weten veel van school en leren.", staat="straks"),
            _S(
                naam="Het besluit",
                tekst="De directeur van het samenwerkingsverband beslist. Je hoort waarom.",
                staat="straks",
            ),
        ],
        wat_kop="Wat gebeurt er met wat jij zegt?",
        wat_gebeurt=[
            "De mensen die beslissen, lezen wat jij schrijft.",
            "In de brief staat wat zij met jouw mening hebben gedaan.",
            "Je ouders kunnen het ook lezen.",
        ],
        contact=v.Contact(
            naam="Anna Talens",
            functie="Ondersteuningscoördinator van CSG Vincent van Gogh",
            initialen="AT",
            telefoon="0593 00 00 02",
            telefoon_url="tel:+31593000002",
        ),
        zienswijze=v.ZienswijzeFormulier(
            vraag="Wat vind jij?",
            uitleg="Er is geen goed of fout antwoord. Je hoeft niets te schrijven als je dat niet wilt.",
            label_oordeel="Wat vind je van het plan?",
            label_tekst="Wat heb je nodig op school?",
            oordelen=[
                v.Keuze(waarde="eens", titel="Goed plan"),
                v.Keuze(waarde="deels", titel="Ik twijfel"),
                v.Keuze(waarde="niet_eens", titel="Geen goed plan"),
                v.Keuze(waarde="ziet_af", titel="Ik wil er niets over zeggen"),
            ],
            formulier=v.Formulier(url="/aanvragen/noor/zienswijze-geven"),
        ),
    )


def welkom() -> v.Welkom:
    p = v.DemoPersoon
    return v.Welkom(
        keuzes=[
            v.Inlogkeuze(
                naam=PO, gebied="Emmen en Borger-Odoorn", sector="Basisonderwijs", url="/inloggen?swv=swv2202po"
            ),
            v.Inlogkeuze(
                naam=VO,
                gebied="Assen, Aa en Hunze, Midden-Drenthe en Tynaarlo",
                sector="Voortgezet onderwijs",
                url="/inloggen?swv=swv2201vo",
            ),
        ],
        demo_personen=[
            p(
                naam="Ria Dekker",
                rolnaam="Intern begeleider",
                organisatie="Openbare Basisschool Angelslo",
                gebruikersnaam="ria",
            ),
            p(naam="Marloes Kuiper", rolnaam="Secretaris", organisatie=PO, gebruikersnaam="marloes"),
            p(naam="Karim Aydın", rolnaam="Deskundige", organisatie=VO, gebruikersnaam="karim"),
        ],
    )


def uitnodiging(stap: str) -> v.Uitnodiging:
    return v.Uitnodiging(
        stap=stap,
        school="Openbare Basisschool Angelslo",
        voornaam_kind="",
        code_via="een sms op het nummer dat eindigt op 41",
        geldig_tot="woensdag 2 december",
        contact_naam="Ria Dekker",
        contact_telefoon="0591 00 00 01",
        formulier=v.Formulier(
            url="/uitnodiging/abc",
            waarden={"code": "12345"},
            fouten={"code": "Deze code klopt niet. U kunt het nog 4 keer proberen"},
        ),
        csrf="voorbeeld",
    )


def fout(code: str) -> v.Fout:
    naar_begin = v.Link(titel="Naar het begin", url="/")
    return {
        "404": v.Fout(
            code="404",
            kop="Dit is niet gevonden, of u kunt er niet bij",
            tekst="Misschien klopt het adres niet, of hoort dit niet bij uw rol.",
            wat_nu=["Controleer het adres.", "Heeft u meer dan één rol? Wissel dan via uw naam rechtsboven."],
            links=[naar_begin],
        ),
        "503": v.Fout(
            code="503",
            kop="Dit onderdeel doet het even niet",
            tekst="Er is niets verloren. Wat u bewaarde, staat er nog.",
            wat_nu=["Probeer het over een paar minuten opnieuw."],
            links=[v.Link(titel="Opnieuw proberen", url=""), naar_begin],
            kenmerk="7f3a-91c2",
        ),
    }[code]


def mijn_dossier() -> m.MijnDossier:
    return m.MijnDossier(
        aanhef="Dag Anja Smit,",
        kop="Het dossier van Sem",
        inleiding="Hier leest u wat Openbare Basisschool Angelslo opschrijft over de hulp voor Sem, en wat er is "
        "afgesproken.",
        blokken=[
            m.Familieblok(
                sleutel="aanmelding",
                kop="De aanmelding van Sem",
                zin="De school beslist uiterlijk op vrijdag 15 januari 2027.",
                feiten=[("Wie zorgt voor een plek", "Openbare Basisschool Angelslo")],
                acties=[v.Actie("Lees hoe de termijn loopt", "/mijn-kind/sem/aanmelding", "clock")],
                aandacht=True,
            )
        ],
        leeg="U hoeft nu niets te doen.",
        weet_kop="Wat de school van Sem weet",
        weet=[
            ("Naam en geboren", ["Sem Verhoeven", "3 mei 2018"]),
            ("Wie heeft gezag", ["Anja Smit, moeder", "Peter Verhoeven, vader"]),
            ("Scholen en groepen", ["Openbare Basisschool Angelslo: groep 5, sinds 1 augustus 2026"]),
        ],
        weet_uitleg="Klopt er iets niet? Zeg het tegen de school. Dan past de school het aan.",
        acties=[v.Actie("Zie wie er keek", "/mijn-kind/sem/wie-keek", "eye")],
        contact=_CONTACT,
        contact_kop="Heeft u een vraag?",
        tijdlijn=[
            v.TijdlijnRegel("history", "De school legde vast wie gezag heeft.", "Ria Dekker", "vandaag"),
            v.TijdlijnRegel("history", "De school begon een dossier van deze leerling.", "Ria Dekker", "gisteren"),
        ],
        vragen=_VRAGEN[2:],
    )


def meelezen_gestopt() -> m.MeelezenGestopt:
    return familie_meelezen.gestopt(MeelezenUitleg(sinds=date(2026, 11, 20)), "Sem", date(2026, 11, 24))


def mijn_dossier_achttien() -> m.MijnDossier:
    wie = Gezin(UUID(int=7), "Noor", "CSG Vincent van Gogh", True, get("swv2201vo"), date(2026, 11, 24))
    meelezers = [
        MeelezerStand(id=UUID(int=1), naam="Anja Smit", leest=True),
        MeelezerStand(id=UUID(int=2), naam="Peter Verhoeven", leest=False),
    ]
    blok = familie_meelezen.FAMILIE.blok(MeelezersLijst(meelezers=meelezers), wie)
    assert blok is not None
    return structs.replace(
        mijn_dossier(), aanhef="Hoi Noor,", kop="Jouw dossier", blokken=[blok], acties=[], vragen=[],
        inleiding="Hier lees je wat CSG Vincent van Gogh opschrijft over de hulp die jij krijgt.",
    )  # fmt: skip


def mijn_aanmelding() -> z.MijnAanmelding:
    return z.MijnAanmelding(
        kop="De aanmelding van Sem",
        inleiding="U ziet hier hetzelfde als de school en haar bestuur: wie voor een plek zorgt en tot wanneer.",
        kruimels=[v.Link("Het dossier van Sem", "/mijn-kind/sem"), v.Link("Aanmelding", "")],
        houder=z.HouderKaart(
            naam="Openbare Basisschool Angelslo, Emmen",
            sinds="Sinds 23 november 2026",
            uitleg="De ouders meldden het kind hier als eerste aan.",
            meekijkers=[],
            eerder=[],
        ),
        klok=z.KlokKaart(
            over="Nog 42 dagen",
            einde="Beslissen uiterlijk op maandag 4 januari 2027",
            urgentie="gewoon",
            tellingen=[("Aangemeld op", "23 november 2026"), ("Dagen volgens de wet", "0")],
            daarna="",
            rekening=[],
        ),
        verloop=(v.TermijnStap("mijlpaal", "Aanmelding ontvangen", "vandaag"),),
        melding="Anja Smit wil deze aanmelding intrekken. Er wordt gewacht op Peter Verhoeven.",
        melding_soort="info",
        intrekken=v.Formulier(url="/mijn-dossier/sem/intrekking-melden", versie="2"),
        intrekken_uitleg="De school hoeft dan geen plek meer te zoeken.",
    )
