"""Sample pages of a school: list, new aanvraag, the aanvraag itself in two states, a question, a conflict."""

from __future__ import annotations

from msgspec.structs import replace

from web import views as v

BRON_OPP = "WPO 40a"
BRON_PLAN = "Ondersteuningsplan 2026-2030, par. 3.2"
BRON_DESKUNDIGE = "Ondersteuningsplan 2026-2030, par. 5.2"
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


def _onderdelen() -> list[v.Onderdeel]:
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
        url="/documenten/1",
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
        ),
        v.DocumentEis(
            id="ost",
            naam="Verslag van het Onderwijs Supportteam",
            staat="controle",
            staat_tekst="Wordt gecontroleerd",
            regel="Nodig omdat het Onderwijs Supportteam heeft meegekeken.",
            bron="Ondersteuningsplan 2026-2030, par. 5.3",
            uitleg="Wij kijken of er geen virus in zit. Dit duurt meestal minder dan een minuut.",
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
            uitleg="In dit bestand zit een virus. Het is niet bewaard. Vraag een schone versie.",
            toevoegen=_toevoegen(),
        ),
    ]


def _zienswijzen() -> list[v.ZienswijzeStaat]:
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
]


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
    nodig = [v.NogNodig(tekst=n.tekst, anker=n.anker, klaar=True) for n in NODIG] if directeur else NODIG
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
        onderdelen=_onderdelen(),
        documenten=documenten(),
        zienswijzen=_zienswijzen(),
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
        versies={f"onderdeel-{onderdeel.id}-versie": "8" for onderdeel in _onderdelen()},
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
        onderdelen=_onderdelen()[:2],
        documenten=[_alleen_lezen(d) for d in documenten() if d.staat == "ok"],
        zienswijzen=_zienswijzen()[:1],
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
    eis = documenten()[3]
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
