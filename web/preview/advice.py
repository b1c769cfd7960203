"""Sample pages of a deskundige: the list, and an advice before and after sealing."""

from __future__ import annotations

from web import views as v

S = v.Status
CATEGORIEEN = [v.Keuze(waarde=w, titel=w.capitalize()) for w in ("laag", "midden", "hoog")]
BEHOEFTE = (
    "Sem heeft een kleine, rustige groep nodig met een vaste dagindeling. De leraar geeft korte opdrachten en laat "
    "hem tussendoor bewegen.\n\nHij leert het best met instructie in een groep van hooguit acht kinderen. In de grote "
    "groep kwam hij na twaalf weken extra hulp niet tot zelfstandig werken."
)


def adviezen() -> list[v.AdviesLezen]:
    r = v.Rekenregel
    return [
        v.AdviesLezen(
            wie="Ineke Bosman",
            rol="Orthopedagoog",
            uitkomst="Toekennen: speciaal basisonderwijs, 2 jaar",
            verzegeld="Verzegeld op 18 november 2026, 16.05 uur",
            antwoorden=[
                r(wat="Wat heeft de leerling nodig?", waarde=BEHOEFTE, grond=""),
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
            antwoorden=[r(wat="Wat heeft de leerling nodig?", waarde=BEHOEFTE, grond="")],
        ),
    ]


STREKKINGEN = [
    v.Keuze(waarde="toekennen", titel="TLV toekennen"),
    v.Keuze(waarde="afwijzen", titel="TLV niet toekennen"),
]


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
            v.Leesstuk(id="opp", naam="OPP", sub="pdf, 1,1 MB", url="/bestanden/3"),
            v.Leesstuk(id="adv", naam="Deskundigenadvies school", sub="pdf, 640 kB", url="/bestanden/4"),
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
            *STREKKINGEN,
            v.Keuze(
                waarde="meer_weten", titel="Eerst meer informatie", uitleg="De secretaris stelt de vraag aan de school."
            ),
        ],
        soorten=[v.Keuze(waarde="vso", titel="Voortgezet speciaal onderwijs (vso)")],
        categorieen=CATEGORIEEN,
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
        ander=adviezen()[0] if verzegeld else None,
    )


def advies_bewaard() -> v.AdviesBewaard:
    return v.AdviesBewaard(
        bewaard="Opgeslagen om 14.33 uur",
        versies={"advies-versie": "4", "verzegelen-versie": "4"},
        fouten={"behoefte": ""},
        hints={"regulier": ""},
    )
