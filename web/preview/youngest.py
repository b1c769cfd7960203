"""Sample pages about young children: the list, one child, the document that a voorschool fills in, and a parent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.intake.onderinstroom import contract as c
from tenants.registry import get
from web import views_onderinstroom as views
from web.filling import onderinstroom as vullen
from web.filling import voorschool
from web.views import Formulier, Keuze

VANDAAG = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
ID = UUID(int=31)
GEBOREN = date(2023, 2, 14)
OPVANG = "Peutergroep De Zandkorrel, Ede"
WIE = "Jolien Hardeman"
ANTWOORDEN = {
    "voorziening": OPVANG,
    "voorziening_soort": "VVE",
    "contactpersoon": "Hilde Noordhoek, 0318 00 00 00",
    "beschrijving_kind": "Lev bouwt lang en geconcentreerd met blokken.",
    "behoefte_school": "Een vaste plek, en tijd om te wennen aan een grote groep.",
}
OUDER = c.OuderHandtekening(
    id=ID, naam="Faiza Bouzian", status="aangemeld", akkoord=True, bijlagen_mee=True,
    tekst="Lev slaapt thuis nog elke middag.", wijze="portaal", bewijs="", op=VANDAAG,
)  # fmt: skip
BIJLAGE = c.BijlageStand(
    id=ID, soort="gespreksverslag_voorschool", naam="gesprek.pdf", gedagtekend_op=VANDAAG, grootte=120_000,
    status="bruikbaar", reden="",
)  # fmt: skip


def _kort(naam: str, geboren: date, status: str, wacht: str) -> c.OnderinstroomKort:
    return c.OnderinstroomKort(
        id=ID,
        kenmerk="JK-2026-7KX4BQ",
        naam=naam,
        geboren_op=geboren,
        vier_op=date(geboren.year + 4, geboren.month, geboren.day),
        vijf_op=date(geboren.year + 5, geboren.month, geboren.day),
        voorschool=OPVANG,
        status=status,
        wacht=wacht,
        school="14RX00" if status == "overgedragen" else "",
    )


def lijst(*, leeg: bool = False) -> views.JongeKinderen:
    kinderen = [
        _kort("Lev Zandstra", GEBOREN, "bij_voorschool", "voorschool"),
        _kort("Noa van Ginkel", date(2023, 9, 3), "ingeleverd", "overdragen"),
        _kort("Sami Ouali", date(2023, 8, 1), "overgedragen", "school"),
    ]
    antwoord = c.OnderinstromenLijst(kinderen=[] if leeg else kinderen, beginnen=True)
    return vullen.lijst(antwoord, VANDAAG, school=False, organisatie="")


def nieuw() -> views.KindNieuw:
    return vullen.nieuw(get("swv2510po").onderinstroom, Formulier(url="/jonge-kinderen/onderinstroom-beginnen"))


def kind(*, klaar: bool = False) -> views.JongKind:
    toegang = c.VoorschoolStand(
        naam="Hilde Noordhoek", status="aangemeld", uitgenodigd_op=MOMENT,
        toegang_tot_en_met=VANDAAG + timedelta(days=14),
    )  # fmt: skip
    stand = c.OnderinstroomStand(
        id=ID,
        kenmerk="JK-2026-7KX4BQ",
        versie=3,
        status="ingeleverd" if klaar else "bij_voorschool",
        wacht="overdragen" if klaar else "voorschool",
        roepnaam="Lev",
        achternaam="Zandstra",
        geboren_op=GEBOREN,
        voorschool=OPVANG,
        toestemming_op=VANDAAG - timedelta(days=5),
        toestemming_bewijs="Formulier van de moeder, in de map van het kind",
        toegang=None if klaar else toegang,
        antwoorden=ANTWOORDEN,
        bewaard_op=MOMENT,
        ingeleverd_op=MOMENT if klaar else None,
        ingeleverd_door="Hilde Noordhoek" if klaar else "",
        ouders=[OUDER] if klaar else [],
        bijlagen=[BIJLAGE],
        belet=[],
        school="",
        aangemeld_op=None,
        dossier_id=None,
        reden="",
        contact=WIE,
        regels_op=VANDAAG,
        tijdlijn=[],
        handelingen=["onderinstroom_overdragen", "onderinstroom_sluiten"]
        if klaar
        else ["voorschool_uitnodigen", "voorschooltoegang_beeindigen", "onderinstroomouder_uitnodigen"],
    )
    leerjaren = [Keuze("groep 1", "Groep 1")]
    return vullen.kind(
        stand, get("swv2510po"), VANDAAG, school=False, leerjaren=leerjaren, code="" if klaar else "BCDF-2345"
    )


def document() -> views.Overdrachtsdocument:
    stand = c.OverdrachtsdocumentStand(
        id=ID,
        documentversie=4,
        kind="Lev Zandstra",
        geboren_op=GEBOREN,
        voorschool=OPVANG,
        contact=WIE,
        toegang_tot_en_met=VANDAAG + timedelta(days=14),
        antwoorden=ANTWOORDEN,
        bewaard_op=MOMENT,
        bijlagen=[BIJLAGE],
        ontbreekt=["hulpvragen", "stimulerend"],
        regels_op=VANDAAG,
    )
    return voorschool.document(stand, get("swv2510po"), VANDAAG)


def ouder() -> views.OuderPagina:
    stand = c.MijnOnderinstroomStand(
        id=ID,
        kind="Lev",
        status="ingeleverd",
        voorschool=OPVANG,
        contact=WIE,
        antwoorden=ANTWOORDEN,
        ingeleverd_op=MOMENT,
        bijlagen=[BIJLAGE],
        eigen=None,
        school="",
        tekenen=True,
        regels_op=VANDAAG,
    )
    return voorschool.ouder(stand, get("swv2510po"), "Faiza Bouzian", VANDAAG)
