"""Sample pages of a school: list, new aanvraag, the aanvraag itself in two states, a question, a conflict."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from web import views as v
from web.preview import forms

TERUG = v.Link(titel="Alle aanvragen", url="/aanvragen")


def _regel(leerling: str, sub: str, status: v.Status, wacht: str, datum: str, actie: str = "") -> v.AanvraagRegel:
    return v.AanvraagRegel(
        url="/aanvragen/sem", leerling=leerling, sub=sub, status=status, wacht_op=wacht, datum=datum, actie=actie
    )


CONCEPT = v.Status(tekst="Concept", soort="let-op", icoon="edit")
BIJ_SWV = v.Status(tekst="Bij de commissie", soort="info", icoon="users")
GEVRAAGD = v.Status(tekst="Aanvulling gevraagd", soort="stil", icoon="player-pause")
BEKEND = v.Status(tekst="Toegekend", soort="ok", icoon="check")


def mijn_aanvragen() -> v.MijnAanvragen:
    return v.MijnAanvragen(
        organisatie="Openbare Basisschool Angelslo, Emmen",
        nieuw_url="/aanvragen/nieuw",
        actie_nodig=[
            _regel(
                "Zoë Jansen",
                "groep 6 · speciaal basisonderwijs",
                GEVRAAGD,
                "De commissie mist het verslag van de hulp op school",
                "Ingediend op 20 oktober",
                "Antwoord uiterlijk dinsdag 1 december",
            )
        ],
        vandaag=[
            v.VandaagRegel(
                "/leerlingen/sem/opp",
                "OPP evalueren",
                "Sem Verhoeven",
                v.Status("3 dagen te laat", "fout", "alert-circle"),
            ),
            v.VandaagRegel(
                "/leerlingen/thijs/gesprekken/1",
                "Verslag delen met de ouders",
                "Thijs Lanting · Startgesprek",
                v.Status("Gesprek van 23 november", "let-op", "clock"),
            ),
        ],
        concepten=[
            _regel(
                "Sem Verhoeven",
                "groep 5 · speciaal basisonderwijs",
                CONCEPT,
                "Nog 4 van de 12 dingen nodig",
                "Gewijzigd op 23 november",
            ),
            _regel(
                "Ayşe Kılıç",
                "groep 2 · speciaal onderwijs",
                CONCEPT,
                "Klaar om te ondertekenen",
                "Gewijzigd op 19 november",
            ),
        ],
        ingediend=[
            _regel(
                "Thijs Lanting",
                "groep 8 · speciaal basisonderwijs",
                BIJ_SWV,
                "Besluit uiterlijk vrijdag 27 november",
                "Ingediend op 2 oktober",
            )
        ],
        afgerond=[
            _regel(
                "Mats Hoving",
                "groep 7 · speciaal basisonderwijs",
                BEKEND,
                "Geldig tot en met 31 juli 2028",
                "Besluit van 3 november",
            )
        ],
    )


def mijn_aanvragen_leeg() -> v.MijnAanvragen:
    return v.MijnAanvragen(
        organisatie="Openbare Basisschool Angelslo, Emmen",
        nieuw_url="/aanvragen/nieuw",
        actie_nodig=[],
        vandaag=[],
        concepten=[],
        ingediend=[],
    )


def aanvraag_nieuw() -> v.AanvraagNieuw:
    return v.AanvraagNieuw(
        school="Openbare Basisschool Angelslo",
        soorten=[
            v.Keuze(
                waarde="sbo",
                titel="Speciaal basisonderwijs (sbo)",
                uitleg="Bijvoorbeeld De Catamaran of SSBO Toermalijn in Emmen.",
            ),
            v.Keuze(
                waarde="so",
                titel="Speciaal onderwijs (so)",
                uitleg="Bijvoorbeeld De Aventurijn. U kiest later ook een bekostigingscategorie.",
            ),
        ],
        leerjaren=[v.Keuze(waarde=str(i), titel=f"Groep {i}") for i in range(1, 9)],
        formulier=v.Formulier(
            url="/aanvragen/nieuw",
            waarden={"voornaam": "Sem", "geboortedatum": "2028-05-03", "leerjaar": "5"},
            fouten={
                "achternaam": "Vul de achternaam in",
                "geboortedatum": "De geboortedatum ligt in de toekomst. Controleer het jaar",
            },
        ),
        terug=TERUG,
    )


NODIG = [
    v.NogNodig(tekst="Hoe het nu gaat", anker="#onderdeel-nu", klaar=True),
    v.NogNodig(tekst="Wat leverde het Onderwijs Supportteam op?", anker="#geprobeerd-ost_resultaat"),
    v.NogNodig(tekst="Voor hoelang vraagt u de TLV?", anker="#duur-duur_advies"),
    v.NogNodig(tekst="Ontwikkelingsperspectief (OPP)", anker="#document-opp", klaar=True),
    v.NogNodig(tekst="Advies van de eerste deskundige", anker="#document-advies1", regel="De handtekening ontbreekt"),
    v.NogNodig(tekst="Advies van de tweede deskundige", anker="#document-advies2", regel="Nog niet toegevoegd"),
    v.NogNodig(tekst="Verslag van de hulp op school", anker="#document-verslag", regel="Ouder dan 24 maanden"),
    v.NogNodig(tekst="Zienswijze van Lotte Verhoeven", anker="#zienswijze-o1", klaar=True),
    v.NogNodig(tekst="Zienswijze van Mark Verhoeven", anker="#zienswijze-o2", regel="Uitgenodigd"),
    v.NogNodig(
        tekst="Wat heeft de leerling nodig om te leren?",
        anker="#onderdeel-duur",
        regel="Hier staat “ADHD”. Beschrijf wat de leerling nodig heeft. Is de diagnose toch nodig, zet er dan bij wie "
        "die heeft vastgesteld en wanneer. (AVG 5 lid 1 onder c)",
        let_op=True,
    ),
]


def aanvraag_pro() -> v.Aanvraag:
    """A draft for praktijkonderwijs: what the tests say stands below the questions that ask for them."""
    uitkomst = v.ToetsUitkomst(
        titel="Criteria praktijkonderwijs en lwoo",
        kop="Praktijkonderwijs",
        zin="De leerling voldoet aan de criteria voor praktijkonderwijs.",
        stappen=[
            "Inzichtelijk rekenen: de leerachterstand is 1 - 30/60 = 1/2, zonder afronden.",
            "Begrijpend lezen: de leerachterstand is 1 - 30/60 = 1/2, zonder afronden.",
            "Bij IQ 70 en deze achterstanden voldoet de leerling aan: pro.",
        ],
        lijst="De lijst van de minister met goedgekeurde toetsen staat niet in Meedoen. De school verklaart dat alle "
        "toetsen erop staan; de commissie kijkt dat na.",
        bron="UB WVO 2.46; Regeling screenings- en testinstrumenten lwoo en pro (Stcrt. 2021, 35786)",
    )
    *eerder, laatste = forms.onderdelen()
    return msgspec.structs.replace(
        aanvraag(), onderdelen=[*eerder, msgspec.structs.replace(laatste, uitkomst=uitkomst)]
    )


def aanvraag(*, directeur: bool = False) -> v.Aanvraag:
    """The draft, as the ib'er sees it, or complete as the director sees it."""
    redenen = [
        "Twee vragen zijn nog niet beantwoord",
        "Drie documenten ontbreken of zijn niet in orde",
        "Mark Verhoeven heeft zijn zienswijze nog niet gegeven",
    ]
    indienen = v.Indienen(
        mag=False,
        redenen=[*redenen, "De directeur van de school ondertekent en dient in"],
        uitleg="Als alles er is, ondertekent Wim Aalders de aanvraag en dient hij hem in.",
        intrekken=v.Formulier(url="/aanvragen/sem/aanvraag-intrekken"),
    )
    if directeur:
        indienen = v.Indienen(
            mag=True,
            uitleg="De aanvraag is compleet. Na het indienen gaat hij naar het samenwerkingsverband en start de "
            "beslistermijn van 8 weken.",
            ondertekend="Ondertekend door Wim Aalders op 24 november 2026, 9.12 uur",
            indienen=v.Formulier(url="/aanvragen/sem/aanvraag-indienen"),
        )
    nodig = (
        [v.NogNodig(tekst=n.tekst, anker=n.anker, klaar=True) for n in NODIG if not n.let_op] if directeur else NODIG
    )
    return v.Aanvraag(
        id="sem",
        leerling="Sem Verhoeven",
        sub="Groep 5 · geboren op 3 mei 2018",
        soort="Toelaatbaarheidsverklaring voor het speciaal basisonderwijs",
        school="Openbare Basisschool Angelslo, Emmen",
        status=CONCEPT,
        versie="7",
        kruimels=[TERUG, v.Link(titel="Sem Verhoeven", url="/aanvragen/sem")],
        zichtbaarheid="Alleen uw school ziet dit concept.",
        onderdelen=forms.onderdelen(),
        documenten=forms.documenten(),
        zienswijzen=forms.zienswijzen(),
        nog_nodig=nodig,
        nodig_samenvatting="Alles is er." if directeur else "Nog 6 van de 9 dingen nodig.",
        indienen=indienen,
    )


def _alleen_lezen(eis: v.DocumentEis) -> v.DocumentEis:
    bestanden = [replace(b, verwijderen=None) for b in eis.bestanden]
    return replace(eis, bestanden=bestanden, toevoegen=None)


def onderdeel_bewaard() -> v.OnderdeelBewaard:
    """The answer to saving while typing, with nothing new in the checklist."""
    return v.OnderdeelBewaard(
        onderdeel="nu",
        bewaard="Opgeslagen om 10.43 uur",
        voortgang="3 van 3 ingevuld",
        versies={f"onderdeel-{onderdeel.id}-versie": "8" for onderdeel in forms.onderdelen()},
        fouten={"schoolloopbaan": "", "helpende_factoren": "Dit is te lang: hooguit 4.000 tekens."},
        nog_nodig=NODIG,
        nodig_samenvatting="Nog 6 van de 9 dingen nodig.",
    )


def aanvraag_ingediend() -> v.Aanvraag:
    """After filing: nothing can be changed, the steps and the question of the secretaris show."""
    return v.Aanvraag(
        id="zoe",
        leerling="Zoë Jansen",
        sub="Groep 6 · geboren op 12 februari 2017",
        soort="Toelaatbaarheidsverklaring voor het speciaal basisonderwijs",
        school="Openbare Basisschool Angelslo, Emmen",
        status=GEVRAAGD,
        versie="12",
        alleen_lezen=True,
        kruimels=[TERUG, v.Link(titel="Zoë Jansen", url="/aanvragen/zoe")],
        vraag=v.Link(
            titel="Wilt u het verslag van de hulp op school toevoegen? Antwoord uiterlijk dinsdag 1 december.",
            url="/aanvragen/zoe/vraag",
        ),
        stappen=[
            v.Stap(naam="Ingediend", sub="20 oktober", staat="klaar"),
            v.Stap(naam="Compleet", sub="wacht op uw aanvulling", staat="nu"),
            v.Stap(naam="Besluit", sub="klok staat stil", staat="straks"),
            v.Stap(naam="Bekendgemaakt", sub="bezwaar: 6 weken", staat="straks"),
        ],
        onderdelen=forms.onderdelen()[:2],
        documenten=[_alleen_lezen(d) for d in forms.documenten() if d.staat == "ok"],
        zienswijzen=forms.zienswijzen()[:1],
        nog_nodig=[v.NogNodig(tekst="Antwoord op de vraag", anker="#inhoud", regel="uiterlijk 1 december")],
        nodig_samenvatting="De commissie heeft nog één ding nodig.",
        indienen=v.Indienen(mag=False, ondertekend="Ingediend door Wim Aalders op 20 oktober 2026"),
    )


def conflict() -> v.Conflict:
    return v.Conflict(
        kop="Wim Aalders heeft dit onderdeel intussen gewijzigd",
        wie="Wim Aalders",
        wanneer="vandaag, 10.39 uur",
        verschillen=[
            v.Verschil(
                veld="belemmerende_factoren",
                label="Wat maakt leren en meedoen moeilijk?",
                eigen="In een drukke groep loopt hij weg of stopt hij met werken. Rekenen gaat sinds groep 4 niet "
                "meer vooruit.",
                ander="In een drukke groep stopt Sem met werken.",
            )
        ],
        formulier=v.Formulier(
            url="/aanvragen/sem/onderdeel-bewaren", versie="8", waarden={"onderdeel": "nu", "schoolloopbaan": "…"}
        ),
        terug=v.Link(titel="Terug naar de aanvraag", url="/aanvragen/sem"),
    )


def school_vraag() -> v.SchoolVraag:
    eis = forms.documenten()[3]
    return v.SchoolVraag(
        leerling="Zoë Jansen",
        kenmerk="Aanvraag 2026-0140 · speciaal basisonderwijs",
        vraag="Het verslag van de hulp op school is van voor de zomer van 2024. Wilt u een nieuwer verslag toevoegen? "
        "Beschrijf ook wat de hulp in de kleine groep opleverde.",
        gesteld_door="Marloes Kuiper, secretaris",
        gesteld_op="17 november 2026",
        uiterlijk="dinsdag 1 december 2026",
        over="Nog 7 dagen",
        urgentie="let-op",
        gevolg="Tot uw antwoord staat de beslistermijn stil. Komt er geen antwoord, dan loopt de termijn vanaf "
        "1 december weer en beslist het samenwerkingsverband met de stukken die er zijn.",
        documenten=[eis],
        redenen=["Er is nog geen verslag toegevoegd dat nieuw genoeg is"],
        formulier=v.Formulier(url="/aanvragen/zoe/aanvulling-indienen", versie="12"),
        terug=v.Link(titel="Terug naar de aanvraag", url="/aanvragen/zoe"),
    )
