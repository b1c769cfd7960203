"""Sample pages of the acts on a dossier, of an advice, of the money and of the receiving school."""

from __future__ import annotations

from web import views as v
from web.preview.commissie import TERUG, besluit_kort

S = v.Status
_ZAAK = {
    "leerling": "Sem Verhoeven",
    "kenmerk": "Toelaatbaarheid speciaal basisonderwijs · aanvraag 2026-0143",
    "terug": TERUG,
}
_SOORTEN = [
    v.Keuze(waarde="sbo", titel="Speciaal basisonderwijs (sbo)"),
    v.Keuze(waarde="so", titel="Speciaal onderwijs (so)"),
]
_CATEGORIEEN = [v.Keuze(waarde=w, titel=w.capitalize()) for w in ("laag", "midden", "hoog")]
_BEHOEFTE = (
    "Sem heeft een kleine, rustige groep nodig met een vaste dagindeling. De leraar geeft korte opdrachten en laat "
    "hem tussendoor bewegen.\n\nHij leert het best met instructie in een groep van hooguit acht kinderen. In de grote "
    "groep kwam hij na twaalf weken extra hulp niet tot zelfstandig werken."
)


def _url(handeling: str) -> str:
    return f"/dossiers/sem/{handeling}"


def aanvulling_vragen() -> v.AanvullingVragen:
    return v.AanvullingVragen(
        **_ZAAK,
        formulier=v.Formulier(
            url=_url("aanvulling-vragen"),
            versie="4",
            waarden={"uiterlijk_op": "2026-11-20", "vraag": "Wilt u het verslag aanvullen met de periode na de zomer?"},
            fouten={"uiterlijk_op": "Kies een datum na vandaag"},
        ),
        documenten=[
            v.Keuze(waarde="opp", titel="Ontwikkelingsperspectief (OPP)"),
            v.Keuze(waarde="verslag", titel="Verslag van de hulp op school"),
        ],
        voorstel_termijn="Gebruikelijk is 14 dagen: dinsdag 8 december.",
        gevolg="De beslistermijn staat stil vanaf morgen, tot de school antwoordt of tot de datum hieronder. School en "
        "ouders krijgen direct bericht.",
    )


def deskundigen_benoemen() -> v.DeskundigenBenoemen:
    k = v.Kandidaat
    return v.DeskundigenBenoemen(
        **_ZAAK,
        formulier=v.Formulier(
            url=_url("deskundigen-benoemen"),
            versie="4",
            waarden={"deskundige_orthopedagoog": "ineke", "uiterlijk_op": "2026-12-04"},
            fouten={"deskundige_psycholoog": "Kies een psycholoog"},
        ),
        blind="De deskundigen zien elkaars advies pas als beide zijn verzegeld.",
        plekken=[
            v.PlekKeuze(
                naam="psycholoog",
                titel="Psycholoog",
                uitleg="Kinder- en jeugdpsycholoog of psycholoog.",
                kandidaten=[
                    k(
                        id="karim",
                        naam="Karim Aydın",
                        discipline="Kinder- en jeugdpsycholoog",
                        organisatie="",
                        bezet="2 lopende adviezen",
                        voorgesteld=True,
                    ),
                    k(
                        id="els",
                        naam="Els Nijboer",
                        discipline="Psycholoog",
                        organisatie="CSG Vincent van Gogh",
                        bezet="geen lopende adviezen",
                        belet="werkt voor de school die aanvraagt.",
                    ),
                ],
            ),
            v.PlekKeuze(
                naam="orthopedagoog",
                titel="Orthopedagoog",
                uitleg="Met een basisaantekening diagnostiek.",
                kandidaten=[
                    k(
                        id="ineke",
                        naam="Ineke Bosman",
                        discipline="Orthopedagoog",
                        organisatie="",
                        bezet="1 lopend advies",
                        voorgesteld=True,
                    ),
                    k(
                        id="tom",
                        naam="Tom Hadderingh",
                        discipline="Orthopedagoog",
                        organisatie="Renn4",
                        bezet="4 lopende adviezen",
                    ),
                ],
            ),
        ],
    )


def _adviezen() -> list[v.AdviesLezen]:
    r = v.Rekenregel
    return [
        v.AdviesLezen(
            wie="Ineke Bosman",
            rol="Orthopedagoog",
            uitkomst="Toekennen: speciaal basisonderwijs, 2 jaar",
            verzegeld="Verzegeld op 18 november 2026, 16.05 uur",
            antwoorden=[
                r(wat="Wat heeft de leerling nodig?", waarde=_BEHOEFTE, grond=""),
                r(
                    wat="Waarom niet op een gewone basisschool?",
                    waarde="Twee scholen in de buurt zijn bekeken. Geen van beide kan de kleine groep bieden.",
                    grond="",
                ),
            ],
        ),
        v.AdviesLezen(
            wie="Karim Aydın",
            rol="Kinder- en jeugdpsycholoog",
            uitkomst="Toekennen: speciaal basisonderwijs, 2 jaar",
            verzegeld="Verzegeld op 20 november 2026, 9.31 uur",
            antwoorden=[r(wat="Wat heeft de leerling nodig?", waarde=_BEHOEFTE, grond="")],
        ),
    ]


_STREKKINGEN = [
    v.Keuze(waarde="toekennen", titel="TLV toekennen"),
    v.Keuze(waarde="afwijzen", titel="TLV niet toekennen"),
]


def eindadvies_maken() -> v.EindadviesMaken:
    return v.EindadviesMaken(
        **_ZAAK,
        formulier=v.Formulier(
            url=_url("eindadvies-maken"),
            versie="6",
            waarden={
                "strekking": "toekennen",
                "soort": "sbo",
                "van": "2027-08-01",
                "tot": "2029-07-31",
                "tekst": _BEHOEFTE,
            },
        ),
        adviezen=_adviezen(),
        eensluidend="Beide deskundigen adviseren hetzelfde: toekennen.",
        strekkingen=_STREKKINGEN,
        soorten=_SOORTEN,
        categorieen=_CATEGORIEEN,
    )


def besluit_nemen() -> v.BesluitNemen:
    z = v.ZienswijzeStaat
    return v.BesluitNemen(
        **_ZAAK,
        formulier=v.Formulier(
            url=_url("besluit-nemen"),
            versie="7",
            waarden={
                "uitkomst": "toegekend",
                "soort": "sbo",
                "tlv_van": "2027-08-01",
                "tlv_tot": "2031-07-31",
                "motivering": _BEHOEFTE,
            },
            fouten={
                "tlv_tot": "Sem is 8 jaar: de verklaring mag hooguit 2 jaar duren, tot en met 31 juli 2029",
                "zienswijze_weging": "Schrijf hoe u de mening van de ouders heeft meegewogen",
            },
        ),
        u_beslist_omdat="U beslist als coördinator, omdat de categorie niet hoog is en de aanvraag niet complex.",
        mandaat_bron="Ondersteuningsplan 2026-2030, par. 3.2 en 5.2: mandaat van het bestuur",
        adviezen=_adviezen(),
        eindadvies="Toekennen: speciaal basisonderwijs, van 1 augustus 2027 tot en met 31 juli 2029.\n\n" + _BEHOEFTE,
        zienswijzen=[
            z(
                id="o1",
                wie="Ouder",
                naam="Lotte Verhoeven",
                staat=S(tekst="Eens", soort="ok", icoon="check"),
                tekst="Een kleine groep lijkt ons goed voor hem. Wel graag dicht bij huis.",
                datum="19 november 2026",
            ),
            z(
                id="o2",
                wie="Ouder",
                naam="Mark Verhoeven",
                staat=S(tekst="Eens", soort="ok", icoon="check"),
                datum="21 november 2026",
            ),
        ],
        uitkomsten=[
            v.Keuze(waarde="toegekend", titel="Toekennen"),
            v.Keuze(waarde="afgewezen", titel="Afwijzen", uitleg="De leerling blijft op de eigen school."),
            v.Keuze(
                waarde="buiten_behandeling",
                titel="Niet behandelen",
                uitleg="Alleen als de school niet op tijd heeft aangevuld (Awb 4:5).",
            ),
        ],
        soorten=_SOORTEN,
        categorieen=_CATEGORIEEN,
        geldigheid_regel="Leerlingen van 4 tot en met 8 jaar: hooguit 2 jaar (Ondersteuningsplan, par. 2.2.4).",
        uiterlijk="Uiterlijk besluit: maandag 14 december 2026, nog 20 dagen.",
        voorbeeld_url=_url("besluit-nemen/voorbeeld"),
        voorbeeld=v.Voorbeeld(
            kop="Beschikking",
            aan="Aan: Openbare Basisschool Angelslo, en aan de ouders van Sem Verhoeven",
            datum="24 november 2026",
            alineas=[
                "Op 5 oktober 2026 ontving het samenwerkingsverband uw aanvraag om Sem toelaatbaar te verklaren tot "
                "het speciaal basisonderwijs.",
                "Wij verklaren Sem toelaatbaar tot het speciaal basisonderwijs van 1 augustus 2027 tot en met "
                "31 juli 2031.",
            ],
            ontbreekt=["Hoe de mening van de ouders is meegewogen"],
        ),
    )


def besluit_bekendmaken() -> v.BesluitBekendmaken:
    portaal = "In het ouderportaal, met een e-mail zonder de naam van het kind"
    return v.BesluitBekendmaken(
        **_ZAAK,
        formulier=v.Formulier(url=_url("besluit-bekendmaken"), versie="8"),
        besluit=besluit_kort(),
        ontvangers=[
            v.Ontvanger(naam="Openbare Basisschool Angelslo", hoe="In Meedoen, met een e-mail"),
            v.Ontvanger(naam="Lotte Verhoeven", hoe=portaal),
            v.Ontvanger(naam="Mark Verhoeven", hoe=portaal),
        ],
        gevolg="Vanaf vandaag loopt de bezwaartermijn van 6 weken, tot en met dinsdag 5 januari 2027 (Awb 6:7 en 6:8).",
        beschikking_url="/beschikkingen/sem.pdf",
    )


def beslistermijn_verdagen() -> v.BeslistermijnVerdagen:
    return v.BeslistermijnVerdagen(
        **_ZAAK,
        formulier=v.Formulier(url=_url("beslistermijn-verdagen"), versie="4"),
        huidige_datum="maandag 14 december 2026",
        regel="Een redelijke, vaste datum. Dit kan één keer (Awb 4:14).",
        gevolg="School en ouders krijgen direct bericht van de nieuwe datum.",
    )


def complex_aanmerken() -> v.VasteHandeling:
    return v.VasteHandeling(
        **_ZAAK,
        formulier=v.Formulier(
            url=_url("complex-aanmerken"), versie="4", algemene_fout="Dit kan niet meer: het besluit is al genomen."
        ),
        kop="Complex aanmerken",
        uitleg="Een externe deskundige adviseert dan, en het bestuur beslist (Ondersteuningsplan 2026-2030, par. 5.2).",
        knop="Complex aanmerken",
        velden=[v.Veld(naam="reden", label="Waarom is deze aanvraag complex?", soort="lang", max_lengte="2000")],
    )


def mijn_adviezen() -> v.MijnAdviezen:
    r = v.AdviesRegel
    return v.MijnAdviezen(
        te_doen=[
            r(
                url="/adviezen/noor",
                leerling="Noor Jansma",
                sub="klas 2 · CSG Vincent van Gogh, Beilen",
                plek="Psycholoog",
                staat=S(tekst="Concept", soort="let-op", icoon="edit"),
                datum="vrijdag 27 november",
                urgentie="let-op",
                dagen="nog 3 dagen",
            ),
            r(
                url="/adviezen/noor",
                leerling="Ruben Staal",
                sub="klas 1 · Dr. Nassau College, Gieten",
                plek="Psycholoog",
                staat=S(tekst="Niet begonnen", soort="info", icoon="star"),
                datum="vrijdag 11 december",
                dagen="nog 17 dagen",
            ),
        ],
        verzegeld=[],
    )


def advies(*, verzegeld: bool = False) -> v.Advies:
    r = v.Rekenregel
    return v.Advies(
        leerling="Noor Jansma",
        kenmerk="Toelaatbaarheid vso · aanvraag 2026-0027 · CSG Vincent van Gogh, Beilen",
        plek="U bent benoemd als psycholoog",
        uiterlijk="Uw advies: uiterlijk vrijdag 27 november",
        kruimels=[
            v.Link(titel="Mijn adviezen", url="/adviezen"),
            v.Link(titel="Noor Jansma", url="/adviezen/noor"),
        ],
        stukken=[
            v.Leesstuk(
                id="aanvraag",
                naam="Aanvraag",
                sub="CSG Vincent van Gogh · 28 oktober 2026",
                url="",
                actief=True,
                alineas=[
                    r(
                        wat="Hoe functioneert de leerling nu op school?",
                        waarde="Noor komt drie dagen per week naar school. In kleine groepen doet ze goed mee. In een "
                        "gewone les haakt ze na tien minuten af. Haar cijfers voor de talen zijn ruim voldoende.",
                        grond="Ondersteuningsplan 2022-2026, bijlage 1, par. 5, vraag 1",
                    ),
                    r(
                        wat="Wat maakt dat het op de huidige school niet lukt?",
                        waarde="De school gaf een vaste plek, een pauzekaart en begeleiding door Rebound. Het verzuim "
                        "nam af van vier naar twee dagen per week, en daarna niet verder.",
                        grond="Ondersteuningsplan 2022-2026, bijlage 1, par. 5, vraag 2",
                    ),
                    r(
                        wat="Waarom is een andere gewone school of een tussenvoorziening niet genoeg?",
                        waarde="De Balansgroep is bekeken. De groepen zijn daar te groot voor Noor.",
                        grond="",
                    ),
                ],
            ),
            v.Leesstuk(id="opp", naam="OPP", sub="pdf, 1,1 MB", url="/documenten/3"),
            v.Leesstuk(id="adv", naam="Deskundigenadvies school", sub="pdf, 640 kB", url="/documenten/4"),
            v.Leesstuk(id="zw", naam="Zienswijzen", sub="ouders en leerling", url=""),
        ],
        criteria=[
            v.Veld(
                naam="behoefte",
                label="Welke onderwijsbehoefte gaat verder dan de basisondersteuning?",
                soort="lang",
                uitleg="Schrijf wat de leerling nodig heeft, niet wat zij heeft.",
                bron="Ondersteuningsplan 2022-2026, bijlage 1, par. 1",
            ),
            v.Veld(
                naam="regulier",
                label="Waarom is een gewone school of tussenvoorziening niet genoeg?",
                soort="lang",
            ),
            v.Veld(
                naam="voldoet",
                label="Voldoet de aanvraag aan de criteria voor cluster 4?",
                soort="ja_nee",
                keuzes=[v.Keuze(waarde="ja", titel="Ja"), v.Keuze(waarde="nee", titel="Nee")],
            ),
        ],
        strekkingen=[
            *_STREKKINGEN,
            v.Keuze(
                waarde="meer_weten", titel="Eerst meer informatie", uitleg="De secretaris stelt de vraag aan de school."
            ),
        ],
        soorten=[v.Keuze(waarde="vso", titel="Voortgezet speciaal onderwijs (vso)")],
        categorieen=_CATEGORIEEN,
        formulier=v.Formulier(
            url="/adviezen/noor/advies-bewaren",
            versie="3",
            waarden={
                "behoefte": "Noor heeft een kleine klas nodig waar zij elk uur even weg kan. Zij heeft vaste mensen om "
                "zich heen nodig en uitleg in kleine stappen.",
                "regulier": "De Balansgroep heeft groepen van veertien leerlingen. Vanwege de ADHD kan Noor daar niet "
                "leren.",
                "voldoet": "ja",
                "strekking": "toekennen",
                "soort": "vso",
            },
        ),
        hints={"regulier": "U noemt een diagnose zonder bron. Beschrijf de behoefte, of noem het verslag."},
        verzegelen=None if verzegeld else v.Formulier(url="/adviezen/noor/advies-verzegelen", versie="3"),
        bewaard="Opgeslagen om 14.32 uur",
        blind="" if verzegeld else "Het advies van de orthopedagoog ziet u pas als u beiden heeft verzegeld.",
        verzegeld="Verzegeld op 24 november 2026 om 15.10 uur" if verzegeld else "",
        ander=_adviezen()[0] if verzegeld else None,
    )


def advies_bewaard() -> v.AdviesBewaard:
    return v.AdviesBewaard(
        bewaard="Opgeslagen om 14.33 uur",
        versies={"advies-versie": "4", "verzegelen-versie": "4"},
        fouten={"behoefte": ""},
        hints={"regulier": ""},
    )


def ontvangende_school() -> v.OntvangendeSchool:
    t = v.TlvRegel
    return v.OntvangendeSchool(
        school="SBO De Catamaran, Emmen",
        uitleg="U ziet hier de leerlingen die met een verklaring naar uw school mogen.",
        tlvs=[
            t(
                leerling="Sem Verhoeven",
                geboren="3 mei 2018",
                nummer="PO2202-2026-00041",
                soort="Speciaal basisonderwijs",
                geldig="1 augustus 2027 tot en met 31 juli 2029",
                van_school="Openbare Basisschool Angelslo",
                afgegeven="Besluit van 24 november 2026",
                beschikking_url="/beschikkingen/sem.pdf",
                staat=S(tekst="Bezwaar mogelijk", soort="let-op", icoon="clock"),
            ),
            t(
                leerling="Mats Hoving",
                geboren="17 september 2015",
                nummer="PO2202-2026-00012",
                soort="Speciaal basisonderwijs",
                geldig="1 augustus 2026 tot en met 31 juli 2028",
                van_school="Openbare Basisschool Bargeres",
                afgegeven="Besluit van 12 mei 2026",
                beschikking_url="/beschikkingen/mats.pdf",
                staat=S(tekst="Definitief", soort="ok", icoon="check"),
            ),
        ],
    )


def verplichtingen() -> v.Verplichtingen:
    r, t = v.Verplichting, v.SchooljaarTotaal
    grond = "Regeling bekostiging WPO en WEC 2026"
    return v.Verplichtingen(
        samenvatting="3 besluiten in schooljaar 2026-2027 en later.",
        open_bedragen=["Categorie midden in 2027-2028: de regeling voor dat jaar is nog niet gepubliceerd."],
        totalen=[
            t(
                schooljaar="2026-2027",
                aantal="1",
                laag="€ 12.345,00",
                midden="-",
                hoog="-",
                totaal="€ 12.345,00",
            ),
            t(
                schooljaar="2027-2028",
                aantal="3",
                laag="€ 12.345,00",
                midden="nog niet bekend",
                hoog="-",
                totaal="nog niet bekend",
                opmerking="Van 1 leerling is het bedrag nog niet bekend",
            ),
        ],
        regels=[
            r(
                nummer="PO2202-2026-00041",
                soort="SBO",
                categorie="-",
                schooljaar="2027-2028",
                bedrag="geen, binnen de 2%",
                open=False,
                grond="WPO 124: verrekend boven 2%",
            ),
            r(
                nummer="PO2202-2026-00038",
                soort="SO",
                categorie="Laag",
                schooljaar="2026-2027",
                bedrag="€ 12.345,00",
                open=False,
                grond=grond,
            ),
            r(
                nummer="PO2202-2026-00040",
                soort="SO",
                categorie="Midden",
                schooljaar="2027-2028",
                bedrag="Nog niet bekend",
                open=True,
                grond="Regeling 2027 ontbreekt",
            ),
        ],
    )
