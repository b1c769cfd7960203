"""Answers of the services for the specs of the screens: a plain case, in which one thing is changed at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from services.commissie import contract as commissie
from services.intake import contract as intake
from tenants.registry import load_all
from tenants.schema import Tenant

PO, VO = load_all()["swv2202po"], load_all()["swv2201vo"]
VANDAAG = date(2026, 11, 24)
TOEN = datetime(2026, 11, 20, 9, 42, tzinfo=UTC)
ID = UUID(int=7)


def aanvraag(**anders: object) -> intake.AanvraagStand:
    """A filed aanvraag for sbo, as the school sees it."""
    stand = intake.AanvraagStand(
        id=ID,
        kenmerk="2026-0143",
        versie=4,
        soort="sbo",
        status="ingediend",
        leerling=intake.Leerling(
            id=ID, roepnaam="Sem", achternaam="Proef", geboren_op=date(2018, 5, 3), groep="groep 5"
        ),
        school="19KH00",
        bestuur="41613",
        beoogde_school=None,
        categorie=None,
        antwoorden={},
        documenten=[],
        zienswijzen=[],
        ouders=[],
        tekorten=[],
        vragen=[],
        tijdlijn=[],
        handelingen=[],
        ondertekend_op=TOEN,
        ondertekend_door="Dirk Proef",
        ingediend_op=date(2026, 11, 20),
        begonnen_door="Iris Proef",
        regels_op=date(2026, 11, 20),
    )
    return msgspec.structs.replace(stand, **anders)


def document(soort: str, nummer: int = 1, **anders: object) -> intake.DocumentStand:
    stand = intake.DocumentStand(
        id=UUID(int=nummer),
        soort=soort,
        titel=soort,
        bestandsnaam=f"{soort}-{nummer}.pdf",
        mediatype="application/pdf",
        grootte=1_000,
        gedagtekend_op=None,
        ondertekend_door=[],
        status="bruikbaar",
        reden=None,
        toegevoegd_op=TOEN,
        toegevoegd_door="Iris Proef",
    )
    return msgspec.structs.replace(stand, **anders)


def besluit(**anders: object) -> commissie.BesluitStand:
    stand = commissie.BesluitStand(
        uitkomst="toegekend",
        soort="sbo",
        categorie=None,
        van=date(2026, 12, 1),
        tot_en_met=date(2028, 7, 31),
        motivering="Daarom.",
        weging_zienswijze="Zo.",
        nummer="PO2202-2026-001",
        genomen_op=date(2026, 11, 23),
        genomen_door="Cor Proef",
        mandaat="coördinator, in mandaat",
        bekendgemaakt_op=VANDAAG,
        onherroepelijk_op=None,
        beschikking_klaar=True,
        bekendmakingen=[],
    )
    return msgspec.structs.replace(stand, **anders)


def stappen(tenant: Tenant) -> list[commissie.StapOuder]:
    return [
        commissie.StapOuder(titel=titel, stand="nu" if naam == "besluit" else "straks", op=None)
        for naam, titel in tenant.openbare_stappen.items()
    ]


def mijn_kind(**anders: object) -> commissie.MijnKindStand:
    """How the case stands, as an applicant is told it."""
    stand = commissie.MijnKindStand(
        id=ID,
        kenmerk="2026-0143",
        status="bekendgemaakt",
        stappen=stappen(VO),
        uiterlijk_op=date(2027, 1, 15),
        termijn=commissie.TermijnStand(
            naam="beslistermijn",
            titel="Beslistermijn",
            soort="wettelijk",
            uiterlijk_op=date(2027, 1, 15),
            status="gehaald",
            uitleg=[],
        ),
        wacht_op="",
        besluit=besluit(),
        bezwaar_tot_en_met=date(2027, 1, 5),
        regels_op=date(2026, 11, 20),
    )
    return msgspec.structs.replace(stand, **anders)
