"""Sample pages of one dossier at the samenwerkingsverband."""

from __future__ import annotations

from datetime import date

from web import views as v
from web.drawing.termijnlijn import Merk, Onderbreking, Termijnlijn

S = v.Status
TERUG = v.Link(titel="Terug naar het dossier", url="/dossiers/sem")
_KENMERK = "Toelaatbaarheid speciaal basisonderwijs · aanvraag 2026-0143"

LIJN = Termijnlijn(
    begin=date(2026, 10, 5),
    einde=date(2026, 12, 14),
    vandaag=date(2026, 11, 24),
    onderbrekingen=[Onderbreking(gevraagd_op=date(2026, 10, 15), hervat_op=date(2026, 10, 28))],
    merken=[Merk(dag=date(2026, 11, 18), titel="Extern advies")],
)


def _termijnen() -> v.Termijnen:
    t, r = v.TermijnStap, v.Rekenregel
    return v.Termijnen(
        kop="Beslistermijn",
        over="Nog 20 dagen",
        einde="Uiterlijk besluit: maandag 14 december 2026",
        urgentie="gewoon",
        lijn=LIJN,
        verloop=[
            t(
                soort="start",
                titel="Aanvraag ontvangen",
                datum="maandag 5 oktober 2026",
                uitleg="De klok van 8 weken start de dag erna.",
            ),
            t(
                soort="stop",
                titel="Klok gestopt",
                datum="donderdag 15 oktober 2026",
                uitleg="De school kreeg tijd tot en met vrijdag 30 oktober.",
            ),
            t(
                soort="hervat",
                titel="Klok loopt weer",
                datum="woensdag 28 oktober 2026",
                uitleg="De klok stond 12 dagen stil.",
            ),
            t(soort="mijlpaal", titel="Extern advies", datum="woensdag 18 november 2026"),
            t(
                soort="vandaag",
                titel="Vandaag",
                datum="dinsdag 24 november 2026",
                uitleg="38 van de 56 dagen zijn verbruikt.",
            ),
            t(soort="eind", titel="Uiterste beslisdatum", datum="maandag 14 december 2026"),
        ],
        rekening=[
            r(wat="Ontvangst van de aanvraag", waarde="maandag 5 oktober 2026", grond="Awb 4:13"),
            r(wat="Termijn: 8 weken", waarde="56 dagen", grond="Awb 4:13 lid 2"),
            r(wat="Klok stond stil", waarde="12 dagen", grond="Awb 4:15 lid 1: 16 tot en met 27 oktober"),
            r(wat="Uitkomst", waarde="zaterdag 12 december 2026", grond="5 oktober plus 56 plus 12 dagen"),
            r(
                wat="Niet in een weekend",
                waarde="maandag 14 december 2026",
                grond="Algemene termijnenwet art. 1",
            ),
        ],
        andere=[
            v.AndereTermijn(
                titel="Beoordeling van een volledige aanvraag",
                datum="vrijdag 30 oktober",
                over="25 dagen te laat",
                urgentie="fout",
                soort="streven",
                grond="Ondersteuningsplan 2026-2030, par. 5.2: 2 werkdagen",
            ),
            v.AndereTermijn(
                titel="Waarschuwing aan secretaris en coördinator",
                datum="maandag 30 november",
                over="nog 6 dagen",
                urgentie="let-op",
                soort="streven",
                grond="14 dagen voor de wettelijke datum",
            ),
        ],
    )


def _documenten() -> v.Documenten:
    d = v.DossierDocument
    ok = {"url": "/bestanden/1", "staat": "ok", "staat_tekst": "In orde"}
    return v.Documenten(
        samenvatting="4 van 4 verplichte stukken in orde.",
        opmerking="Eén ander stuk vraagt aandacht.",
        vol=4,
        totaal=4,
        groepen=[
            v.DocumentGroep(
                kop="Verplicht",
                documenten=[
                    d(
                        naam="Ontwikkelingsperspectief (OPP)",
                        sub="pdf, 1,2 MB",
                        regel="Niet ouder dan 12 maanden, ondertekend door ouders en directeur",
                        datum="28 oktober",
                        **ok,
                    ),
                    d(
                        naam="Advies van de eerste deskundige",
                        sub="pdf, 340 kB",
                        regel="Ondertekend door de deskundige",
                        datum="2 oktober",
                        **ok,
                    ),
                    d(
                        naam="Advies van de tweede deskundige",
                        sub="pdf, 298 kB",
                        regel="Ondertekend door de deskundige",
                        datum="3 oktober",
                        **ok,
                    ),
                    d(
                        naam="Verslag van de hulp op school",
                        sub="pdf, 2,4 MB",
                        regel="Wat er is geprobeerd, en wat het opleverde",
                        datum="16 september",
                        **ok,
                    ),
                ],
            ),
            v.DocumentGroep(
                kop="Aanvullend",
                documenten=[
                    d(
                        naam="Verslag psychologisch onderzoek",
                        url="/bestanden/2",
                        sub="pdf, 1,8 MB",
                        regel="Ouder dan een jaar. De deskundige bepaalt of het nog bruikbaar is",
                        staat="let-op",
                        staat_tekst="Let op",
                        datum="3 mei 2025",
                    ),
                    d(
                        naam="Medische gegevens",
                        url="",
                        sub="",
                        regel="Niet verplicht",
                        staat="mist",
                        staat_tekst="Niet toegevoegd",
                        datum="",
                    ),
                ],
            ),
        ],
    )


def _handelingen() -> list[v.Handeling]:
    h = v.Handeling
    basis = "/dossiers/sem"
    return [
        h(
            naam="aanvulling_vragen",
            knop="Aanvulling vragen",
            url=f"{basis}/aanvulling-vragen",
            icoon="player-pause",
            uitleg="De beslistermijn staat stil tot de school antwoordt.",
        ),
        h(
            naam="deskundigen_benoemen",
            knop="Deskundigen benoemen",
            url=f"{basis}/deskundigen-benoemen",
            icoon="users",
        ),
        h(
            naam="complex_aanmerken",
            knop="Complex aanmerken",
            url=f"{basis}/complex-aanmerken",
            icoon="flag",
            uitleg="Daarna adviseert een externe deskundige en beslist het bestuur.",
        ),
        h(
            naam="beslistermijn_verdagen",
            knop="Beslistermijn verdagen",
            url=f"{basis}/beslistermijn-verdagen",
            icoon="calendar-event",
        ),
        h(
            naam="besluit_bekendmaken",
            knop="Besluit bekendmaken",
            url=f"{basis}/besluit-bekendmaken",
            belet="Dit kan pas als het besluit is genomen.",
        ),
    ]


def besluit_kort() -> v.BesluitKort:
    r = v.Rekenregel
    return v.BesluitKort(
        kop="Toegekend: speciaal basisonderwijs",
        tlv_nummer="PO2202-2026-00041",
        regels=[
            r(wat="Geldig", waarde="1 augustus 2027 tot en met 31 juli 2029", grond=""),
            r(wat="Besloten door", waarde="Henk Wolters, coördinator", grond="mandaat van het bestuur, par. 5.2"),
            r(wat="Besloten op", waarde="dinsdag 24 november 2026", grond=""),
        ],
        beschikking_url="/beschikkingen/sem.pdf",
        bezwaar="Bezwaar maken kan tot en met dinsdag 5 januari 2027.",
    )


def dossier(*, besloten: bool = False) -> v.Dossier:
    s = v.Stap
    nu = v.NuNodig(
        kop="Nu nodig: uw eindadvies",
        tekst="Alles is er, en het externe advies is verzegeld. U maakt het eindadvies, daarna beslist het bestuur.",
        knop="Eindadvies maken",
        url="/dossiers/sem/eindadvies-maken",
        icoon="edit",
        ter_plaatse=False,
    )
    if besloten:
        nu = v.NuNodig(
            kop="Klaar: het besluit is bekendgemaakt",
            tekst="School en ouders hebben de beschikking gekregen. De bezwaartermijn loopt.",
            icoon="check",
        )
    return v.Dossier(
        kop=v.Zaakkop(
            id="sem",
            kenmerk=_KENMERK,
            leerling="Sem Verhoeven",
            feiten=[
                v.Feitje(icoon="user", tekst="8 jaar, groep 5"),
                v.Feitje(icoon="school", tekst="Openbare Basisschool Angelslo, Emmen"),
                v.Feitje(icoon="shield", tekst="Zorgplicht:", nadruk="Openbare Basisschool Angelslo"),
            ],
            status=S(tekst="Toegekend", soort="ok", icoon="check")
            if besloten
            else S(tekst="Eindadvies maken", soort="accent", icoon="edit"),
            complex="" if besloten else "Complexe aanvraag: het bestuur beslist",
        ),
        nu=nu,
        stappen=[
            s(naam="Ingediend", sub="5 oktober", staat="klaar"),
            s(naam="Compleet", sub="28 oktober", staat="klaar"),
            s(naam="Extern advies", sub="18 november", staat="klaar"),
            s(naam="Eindadvies", sub="24 november" if besloten else "nu", staat="klaar" if besloten else "nu"),
            s(
                naam="Besluit",
                sub="24 november" if besloten else "uiterlijk 14 december",
                staat="klaar" if besloten else "straks",
            ),
            s(naam="Bezwaar mogelijk", sub="6 weken na bekendmaking", staat="nu" if besloten else "straks"),
        ],
        bijzonder=[
            v.Bijzonder(
                titel="Verlenging van een TLV",
                regel="Kijk naar terugkeer: na hoogstens 2 jaar is een gewone basisschool betrokken.",
                bron="Ondersteuningsplan 2026-2030, par. 2.2.4",
            )
        ],
        termijnen=_termijnen(),
        documenten=_documenten(),
        adviezen=v.Adviezen(
            telling="1 van 1",
            deskundigen=[
                v.Deskundige(
                    initialen="IB",
                    naam="Ineke Bosman",
                    plek="Orthopedagoog, extern deskundige",
                    staat=S(tekst="Verzegeld op 18 november", soort="ok", icoon="lock"),
                    advies="Advies: toekennen, speciaal basisonderwijs.",
                    url="/adviezen/ineke",
                )
            ],
            slot="De inhoud is pas te lezen als alle adviezen zijn verzegeld.",
        ),
        betrokkenen=[
            v.Betrokkene(
                initialen="LV",
                kop="Lotte Verhoeven, ouder",
                sub="Eens met de aanvraag, 19 november",
                tekst="Wij zien dat Sem thuis gelukkig is en op school niet.",
            ),
            v.Betrokkene(initialen="MV", kop="Mark Verhoeven, ouder", sub="Eens met de aanvraag, 21 november"),
            v.Betrokkene(
                initialen="RD",
                kop="Ria Dekker, intern begeleider",
                sub="Openbare Basisschool Angelslo",
                telefoon="0591 00 00 01",
            ),
        ],
        tijdlijn=[
            v.TijdlijnRegel(
                icoon="lock", tekst="Advies verzegeld", wie="Ineke Bosman", wanneer="18 november, 16.05 uur"
            ),
            v.TijdlijnRegel(
                icoon="flag",
                tekst="Aanvraag als complex aangemerkt",
                wie="Henk Wolters",
                wanneer="29 oktober, 9.12 uur",
            ),
            v.TijdlijnRegel(
                icoon="player-play",
                tekst="Aanvulling ontvangen, de klok loopt weer",
                wie="Ria Dekker",
                wanneer="28 oktober, 15.30 uur",
            ),
            v.TijdlijnRegel(
                icoon="player-pause",
                tekst="Aanvulling gevraagd, de klok staat stil",
                wie="Marloes Kuiper",
                wanneer="15 oktober, 10.02 uur",
            ),
            v.TijdlijnRegel(
                icoon="send", tekst="Aanvraag ingediend", wie="Wim Aalders", wanneer="5 oktober, 14.21 uur"
            ),
        ],
        handelingen=[] if besloten else _handelingen(),
        inzage_kop="Zes mensen kunnen dit dossier zien",
        inzage=[
            "Marloes Kuiper (secretaris)",
            "Henk Wolters (coördinator)",
            "Ineke Bosman (extern deskundige)",
            "Ria Dekker en Wim Aalders (school)",
            "Gerda Hadders (voorzitter van het bestuur)",
        ],
        besluit=besluit_kort() if besloten else None,
        kruimels=[
            v.Link(titel="Werkvoorraad", url="/werkvoorraad"),
            v.Link(titel="Sem Verhoeven", url="/dossiers/sem"),
        ],
    )
