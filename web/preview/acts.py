"""Sample pages of the acts on a dossier."""

from __future__ import annotations

from web import views as v
from web.preview import advice
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
                "tekst": advice.BEHOEFTE,
            },
        ),
        adviezen=advice.adviezen(),
        eensluidend="Beide deskundigen adviseren hetzelfde: toekennen.",
        strekkingen=advice.STREKKINGEN,
        soorten=_SOORTEN,
        categorieen=advice.CATEGORIEEN,
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
                "motivering": advice.BEHOEFTE,
            },
            fouten={
                "tlv_tot": "Sem is 8 jaar: de verklaring mag hooguit 2 jaar duren, tot en met 31 juli 2029",
                "zienswijze_weging": "Schrijf hoe u de mening van de ouders heeft meegewogen",
            },
        ),
        u_beslist_omdat="U beslist als coördinator, omdat de categorie niet hoog is en de aanvraag niet complex.",
        mandaat_bron="Ondersteuningsplan 2026-2030, par. 3.2 en 5.2: mandaat van het bestuur",
        adviezen=advice.adviezen(),
        eindadvies="Toekennen: speciaal basisonderwijs, van 1 augustus 2027 tot en met 31 juli 2029.\n\n"
        + advice.BEHOEFTE,
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
        categorieen=advice.CATEGORIEEN,
        geldigheid_regel="Leerlingen van 4 tot en met 8 jaar: hooguit 2 jaar (Ondersteuningsplan, par. 2.2.4).",
        uiterlijk="Uiterlijk besluit: maandag 14 december 2026, nog 20 dagen.",
    )


def besluit_bekendmaken(*, wacht: bool = False) -> v.BesluitBekendmaken:
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
        wacht="De beschikking wordt gemaakt. Dit duurt meestal enkele seconden." if wacht else "",
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
