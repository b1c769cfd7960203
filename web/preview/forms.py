"""The chapters, documents and zienswijzen that the sample aanvraag is made of."""

from __future__ import annotations

import msgspec

from services.intake.hergebruik import NOG_NIET_INGESTEMD
from services.kern import bsn
from web import views as v

BRON_OPP = "WPO 40a"
BRON_PLAN = "Ondersteuningsplan 2026-2030, par. 3.2"
BRON_DESKUNDIGE = "Ondersteuningsplan 2026-2030, par. 5.2"


def onderdelen() -> list[v.Onderdeel]:
    ja_nee = [v.Keuze(waarde="ja", titel="Ja"), v.Keuze(waarde="nee", titel="Nee")]
    return [
        v.Onderdeel(
            id="nu",
            titel="Hoe het nu gaat",
            voortgang="3 van 3 ingevuld",
            klaar=True,
            bewaard="Opgeslagen om 10.42 uur",
            formulier=v.Formulier(
                url="/aanvragen/sem/onderdeel-bewaren",
                versie="7",
                waarden={
                    "schoolloopbaan": "Sem kwam in groep 1 bij ons, na twee jaar voorschool. In groep 3 "
                    "is hij in overleg met zijn ouders een jaar extra gebleven.",
                    "helpende_factoren": "Sem leert graag door te doen. Hij weet veel over dieren en helpt jongere "
                    "kinderen. Bij een voorspelbare dag met vaste pauzes werkt hij een half uur achter elkaar.",
                    "belemmerende_factoren": "In een drukke groep loopt hij weg of stopt hij met werken. Rekenen gaat "
                    "sinds groep 4 niet meer vooruit.",
                },
            ),
            velden=[
                v.Veld(
                    naam="schoolloopbaan",
                    label="Hoe is de schoolloopbaan tot nu toe verlopen?",
                    soort="lang",
                    uitleg="Noem de voorschool, eerdere scholen en overgangen.",
                ),
                v.Veld(naam="helpende_factoren", label="Wat gaat goed en helpt de leerling?", soort="lang"),
                v.Veld(
                    naam="belemmerende_factoren",
                    label="Wat maakt leren en meedoen moeilijk?",
                    soort="lang",
                    uitleg="Beschrijf wat u ziet. Een diagnose is niet nodig.",
                ),
            ],
        ),
        v.Onderdeel(
            id="geprobeerd",
            titel="Wat de school heeft geprobeerd",
            voortgang="2 van 3 ingevuld",
            formulier=v.Formulier(
                url="/aanvragen/sem/onderdeel-bewaren",
                versie="7",
                waarden={
                    "interventies": "Twaalf weken lang vier keer per week hulp in een kleine groep.",
                    "ost_ingezet": "ja",
                },
            ),
            velden=[
                v.Veld(
                    naam="interventies",
                    label="Welke hulp heeft de school gegeven, en met welk resultaat?",
                    soort="lang",
                    bron=BRON_PLAN,
                ),
                v.Veld(
                    naam="ost_ingezet",
                    label="Heeft het Onderwijs Supportteam meegekeken?",
                    soort="ja_nee",
                    keuzes=ja_nee,
                    uitleg="Een traject duurt 6 tot 8 weken, een aantal dagdelen per week.",
                ),
                v.Veld(
                    naam="ost_resultaat",
                    label="Wat leverde het traject met het Onderwijs Supportteam op?",
                    soort="lang",
                    als="ost_ingezet",
                    als_waarden=["ja"],
                ),
            ],
        ),
        v.Onderdeel(
            id="duur",
            titel="Duur en terugkeer",
            voortgang="0 van 1 ingevuld",
            formulier=v.Formulier(
                url="/aanvragen/sem/onderdeel-bewaren",
                versie="7",
                fouten={"duur_advies": "Kies hoe lang de verklaring nodig is"},
            ),
            velden=[
                v.Veld(
                    naam="duur_advies",
                    label="Voor hoelang vraagt u de TLV?",
                    soort="keuze",
                    uitleg="Voor een leerling van 4 tot en met 8 jaar geldt de TLV ten hoogste 2 jaar.",
                    keuzes=[
                        v.Keuze(waarde=w, titel=w.capitalize())
                        for w in ("1 schooljaar", "2 schooljaren", "langer dan 2 schooljaren")
                    ],
                ),
                v.Veld(
                    naam="beoogde_basisschool",
                    label="Welke gewone basisschool denkt mee over terugkeer?",
                    verplicht=False,
                    max_lengte="200",
                ),
            ],
        ),
    ]


def _bestand(naam: str, grootte: str, wanneer: str, *, weg: bool = True) -> v.Bestand:
    formulier = v.Formulier(url="/aanvragen/sem/document-verwijderen", waarden={"document": naam})
    return v.Bestand(
        naam=naam,
        url="/bestanden/1",
        grootte=grootte,
        toegevoegd=f"{wanneer}, Ria Dekker",
        verwijderen=formulier if weg else None,
    )


_OPP_REGEL = "Niet ouder dan 12 maanden. Ondertekend door ouders en directeur."
_TEKENAARS = [
    v.Keuze(waarde="ouders", titel="Ouders"),
    v.Keuze(waarde="directeur", titel="Directeur van de school"),
]
_DESKUNDIGE = [v.Keuze(waarde="deskundige", titel="De deskundige zelf")]


def _toevoegen(**anders: dict[str, str]) -> v.Formulier:
    return v.Formulier(url="/aanvragen/sem/document-toevoegen", **anders)


def documenten() -> list[v.DocumentEis]:
    return [
        v.DocumentEis(
            id="opp",
            naam="Ontwikkelingsperspectief (OPP)",
            staat="ok",
            staat_tekst="In orde",
            regel=_OPP_REGEL,
            bron=BRON_OPP,
            bestanden=[_bestand("opp-sem-versie-3.pdf", "1,2 MB", "20 november")],
            toevoegen=_toevoegen(),
            handtekeningen=_TEKENAARS,
        ),
        v.DocumentEis(
            id="advies1",
            naam="Advies van de eerste deskundige",
            staat="niet_ondertekend",
            staat_tekst="Niet ondertekend",
            regel="Ondertekend door de deskundige.",
            bron=BRON_DESKUNDIGE,
            uitleg="De handtekening van de deskundige ontbreekt. Voeg een ondertekende versie toe.",
            bestanden=[_bestand("advies-orthopedagoog.pdf", "340 kB", "18 november")],
            toevoegen=_toevoegen(),
            handtekeningen=_DESKUNDIGE,
        ),
        v.DocumentEis(
            id="advies2",
            naam="Advies van de tweede deskundige",
            staat="ontbreekt",
            staat_tekst="Ontbreekt",
            regel="Een deskundige met een ander vak. Ondertekend door de deskundige.",
            bron=BRON_DESKUNDIGE,
            toevoegen=_toevoegen(
                waarden={"gedagtekend_op": "2027-01-04"},
                fouten={"gedagtekend_op": "De datum op het document ligt in de toekomst"},
            ),
            handtekeningen=_DESKUNDIGE,
        ),
        v.DocumentEis(
            id="verslag",
            naam="Verslag van de hulp op school",
            staat="te_oud",
            staat_tekst="Te oud",
            regel="Niet ouder dan 24 maanden.",
            bron=BRON_PLAN,
            uitleg="Het verslag is van 3 mei 2024. Voeg een nieuwer verslag toe.",
            bestanden=[_bestand("verslag-begeleiding.pdf", "2,4 MB", "11 november")],
            toevoegen=_toevoegen(),
            overnemen=v.Overnemen(
                _toevoegen(),
                bron="interventies",
                uitleg="Kies wat u wilt laten zien. De periode en het effect gaan mee, ook als antwoord.",
                knop="Interventies overnemen",
                keuzes=[
                    v.Keuze(
                        "1",
                        "1 september 2025 tot en met 19 december 2025, groep 5: Drie keer per week "
                        "voorinstructie rekenen. Doel: Sommen tot honderd zonder hulp. Door: leerkracht. Effect: "
                        "hielp deels. Tot vijftig lukt, met een getallenlijn.",
                    ),
                    v.Keuze(
                        "2",
                        "5 januari 2026 tot nu, groep 5: Elke week gym in een kleine groep. Doel: Samen spelen. "
                        "Door: vakleerkracht. Nog niet geëvalueerd.",
                    ),
                ],
                gekozen=["1"],
                open=True,
            ),
        ),
        v.DocumentEis(
            id="opp-dossier",
            naam="Ontwikkelingsperspectief (OPP) uit het dossier",
            staat="niet_ondertekend",
            staat_tekst="Niet ondertekend",
            regel="Niet ouder dan 12 maanden op de dag van indienen.",
            bron=BRON_PLAN,
            uitleg=NOG_NIET_INGESTEMD,
            bestanden=[_bestand("OPP versie 2.pdf", "84 kB", "20 november")],
            toevoegen=_toevoegen(),
            overnemen=v.Overnemen(
                _toevoegen(),
                bron="opp",
                uitleg="Het dossier is intussen veranderd: OPP uit het dossier, versie 2, vastgesteld op 3 september "
                "2026. Iedereen met gezag stemt in met het handelingsdeel sinds 5 september 2026.",
                knop="Opnieuw overnemen",
            ),
        ),
        v.DocumentEis(
            id="ost",
            naam="Verslag van het Onderwijs Supportteam",
            staat="controle",
            staat_tekst="Wordt gecontroleerd",
            regel="Nodig omdat het Onderwijs Supportteam heeft meegekeken.",
            bron="Ondersteuningsplan 2026-2030, par. 5.3",
            uitleg="Wij kijken of het veilig is en of er geen BSN in staat. Dit duurt meestal enkele seconden.",
            bestanden=[_bestand("verslag-ost.pdf", "812 kB", "zojuist")],
        ),
        v.DocumentEis(
            id="medisch",
            naam="Medische gegevens",
            staat="geweigerd",
            staat_tekst="Geweigerd",
            verplicht=False,
            regel="Alleen wat nodig is om te begrijpen wat de leerling in de klas nodig heeft.",
            bron="WPO 18a lid 13",
            uitleg="Op bladzijde 2 staat een burgerservicenummer (BSN). Haal het weg en voeg het document opnieuw toe.",
            bestanden=[msgspec.structs.replace(_bestand("verslag-arts.pdf", "212 kB", "zojuist"), url="")],
            toch_nodig=bsn.TOCH_NODIG,
            toevoegen=_toevoegen(),
        ),
    ]


def zienswijzen() -> list[v.ZienswijzeStaat]:
    uitnodigen = "/aanvragen/sem/ouder-uitnodigen"
    return [
        v.ZienswijzeStaat(
            id="o1",
            wie="Ouder",
            naam="Lotte Verhoeven",
            staat=v.Status(tekst="Gegeven", soort="ok", icoon="check"),
            regel="Ouders zeggen wat zij ervan vinden, en of zij het ermee eens zijn.",
            bron="Awb 4:8",
            tekst="Wij zien dat Sem thuis gelukkig is en op school niet. Een kleine groep lijkt ons goed voor hem.",
            datum="Gegeven op 19 november. Eens met de aanvraag.",
        ),
        v.ZienswijzeStaat(
            id="o2",
            wie="Ouder",
            naam="Mark Verhoeven",
            staat=v.Status(tekst="Uitgenodigd", soort="info", icoon="mail"),
            datum="Uitgenodigd op 18 november. De link werkt tot en met 2 december.",
            opnieuw=v.Formulier(url=uitnodigen, waarden={"ouder": "o2"}),
        ),
        v.ZienswijzeStaat(
            id="nieuw",
            wie="Nog een ouder of verzorger",
            naam="",
            staat=v.Status(tekst="Niet verplicht"),
            uitnodigen=v.Formulier(url=uitnodigen, waarden={"van": "ouder"}),
        ),
    ]
