"""Sample pages of the werkvoorraad: full, and when nothing is found."""

from __future__ import annotations

from web import views as v


def _rij(
    leerling: str,
    sub: str,
    school: str,
    plaats: str,
    vraag: str,
    stap: tuple[str, str, str],
    wacht: str,
    termijn: tuple[str, str, str, str],
) -> v.Rij:
    urgentie, dagen, datum, deel = termijn
    return v.Rij(
        url="/dossiers/sem",
        leerling=leerling,
        sub=sub,
        school=school,
        bestuur=plaats,
        vraag=vraag.split(", ")[0],
        vraag_sub=vraag.partition(", ")[2],
        stap=stap[0],
        stap_soort=stap[1],
        stap_icoon=stap[2],
        wacht=wacht,
        urgentie=urgentie,
        dagen=dagen,
        datum=datum,
        deel=deel,
    )


_BESLUIT = ("Besluit nodig", "fout", "gavel")
_EINDADVIES = ("Eindadvies maken", "accent", "edit")
_ADVIES = ("Advies deskundigen", "info", "message")
_COMPLEET = ("Compleetheid", "gewoon", "list-check")
_AANVULLING = ("Aanvulling gevraagd", "stil", "player-pause")
_NIEUW = ("Nieuw", "info", "star")


def werkvoorraad() -> v.Werkvoorraad:
    te_laat = [
        _rij(
            "Mila Oosting",
            "6 jaar, groep 2 · 2026-0098",
            "Openbare Basisschool Bargeres",
            "Emmen",
            "SO, categorie midden",
            _BESLUIT,
            "Coördinator",
            ("fout", "5 dagen te laat", "do 19 nov", "100"),
        )
    ]
    week = [
        _rij(
            "Dani Smilde",
            "9 jaar, groep 6 · 2026-0127",
            "Kindcentrum De Klister",
            "Nieuw-Buinen",
            "SBO, verlenging",
            _EINDADVIES,
            "Coördinator",
            ("let-op", "vandaag", "di 24 nov", "100"),
        ),
        _rij(
            "Yara Haddou",
            "7 jaar, groep 4 · 2026-0131",
            "Sint Gerardus",
            "Emmen",
            "SO, categorie laag",
            ("Besluit nodig", "accent", "gavel"),
            "Coördinator",
            ("let-op", "nog 2 dagen", "do 26 nov", "96"),
        ),
        _rij(
            "Thijs Lanting",
            "11 jaar, groep 8 · 2026-0134",
            "Openbare Basisschool Angelslo",
            "Emmen",
            "SBO, eerste aanvraag",
            ("Bekendmaken", "accent", "send"),
            "U",
            ("let-op", "nog 3 dagen", "vr 27 nov", "95"),
        ),
        _rij(
            "Amira el Idrissi",
            "4 jaar, groep 1 · 2026-0137",
            "De Aventurijn",
            "Emmen",
            "SO, categorie hoog",
            _ADVIES,
            "Extern deskundige",
            ("let-op", "nog 6 dagen", "ma 30 nov", "89"),
        ),
    ]
    later = [
        _rij(
            "Sem Verhoeven",
            "8 jaar, groep 5 · 2026-0143",
            "Openbare Basisschool Angelslo",
            "Emmen",
            "SBO, eerste aanvraag",
            _EINDADVIES,
            "Coördinator",
            ("gewoon", "nog 20 dagen", "ma 14 dec", "68"),
        ),
        _rij(
            "Jayden Pinas",
            "8 jaar, groep 5 · 2026-0152",
            "Christelijk Kindcentrum De Borgh",
            "Borger",
            "SO, categorie laag",
            _COMPLEET,
            "U",
            ("gewoon", "nog 44 dagen", "do 7 jan", "21"),
        ),
        _rij(
            "Finn Postma",
            "7 jaar, groep 3 · 2026-0158",
            "Openbare Basisschool De Zweng",
            "Exloo",
            "SBO, eerste aanvraag",
            _NIEUW,
            "U",
            ("gewoon", "nog 56 dagen", "di 19 jan", "0"),
        ),
    ]
    stil = [
        _rij(
            "Zoë Jansen",
            "9 jaar, groep 6 · 2026-0140",
            "Openbare Basisschool Angelslo",
            "Emmen",
            "SBO, eerste aanvraag",
            _AANVULLING,
            "School: verslag van de hulp",
            ("stil", "klok staat stil", "tot uiterlijk 1 dec", "34"),
        ),
        _rij(
            "Ayşe Kılıç",
            "6 jaar, groep 2 · 2026-0148",
            "Kardinaal Alfrink-School",
            "Emmen",
            "SO, categorie midden",
            _AANVULLING,
            "School: handtekening ouder",
            ("stil", "klok staat stil", "tot uiterlijk 4 dec", "36"),
        ),
    ]
    return v.Werkvoorraad(
        samenvatting="Vandaag vragen vijf aanvragen uw aandacht. Eén is over de termijn.",
        tellers=[
            v.Teller(titel="te laat", aantal="1", url="/werkvoorraad?groep=te_laat", soort="fout"),
            v.Teller(titel="beslissen vóór 1 december", aantal="4", url="/werkvoorraad?groep=week", soort="let-op"),
            v.Teller(titel="nieuw binnen", aantal="3", url="/werkvoorraad?stap=nieuw", soort="accent"),
            v.Teller(titel="volledigheid controleren", aantal="5", url="/werkvoorraad?stap=compleet", soort="accent"),
            v.Teller(titel="klok staat stil", aantal="6", url="/werkvoorraad?groep=stil"),
            v.Teller(titel="alle lopende aanvragen", aantal="1.204", url="/werkvoorraad", actief=True),
        ],
        groepen=[
            v.Groep(id="te-laat", kop="Te laat", aantal="1", icoon="alert", soort="fout", rijen=te_laat),
            v.Groep(id="week", kop="Beslissen vóór 1 december", aantal="4", icoon="clock", soort="let-op", rijen=week),
            v.Groep(id="later", kop="Later", aantal="1.193", icoon="calendar", rijen=later),
            v.Groep(id="stil", kop="Klok staat stil", aantal="6", icoon="clock-stop", rijen=stil),
        ],
        filter=v.Filter(
            soorten=[v.Keuze(waarde="sbo", titel="SBO"), v.Keuze(waarde="so", titel="SO")],
            stappen=[v.Keuze(waarde="nieuw", titel="Nieuw"), v.Keuze(waarde="besluit", titel="Besluit nodig")],
            soort="sbo",
            actief="1 filter actief",
        ),
        telling="50 van 1.204 aanvragen, de dringendste eerst.",
        iconen=["gavel", "edit", "message", "list-check", "player-pause", "star", "send"],
        volgende_url="/werkvoorraad?na=abc",
    )


def werkvoorraad_leeg() -> v.Werkvoorraad:
    vol = werkvoorraad()
    return v.Werkvoorraad(
        samenvatting="Er wacht niets op u.",
        tellers=vol.tellers,
        groepen=[],
        filter=v.Filter(q="jansma", soorten=vol.filter.soorten, stappen=vol.filter.stappen, actief="1 filter actief"),
        telling="Geen aanvragen gevonden.",
        begin_url="/werkvoorraad",
    )
