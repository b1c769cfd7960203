"""Sample pages about what is done for a pupil, and what is talked about."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from services.intake.interventies.contract import InterventiesLijst, InterventieStand
from services.intake.leerlingen.contract import LeerlingStand
from services.kern.rollen import Rol
from web import views_interventies
from web.filling import interventies as vullen

VANDAAG = date(2026, 11, 23)
NU = datetime(2026, 11, 23, 14, 5).astimezone()
ALLES = [f"interventie_{wat}" for wat in ("vastleggen", "wijzigen", "evalueren", "weghalen", "terugzetten")]


def leerling() -> LeerlingStand:
    return LeerlingStand(
        id=UUID(int=7),
        kenmerk="LL-2026-7KX4B",
        versie=3,
        status="lopend",
        roepnaam="Sem",
        achternaam="Verhoeven",
        geboren_op=date(2018, 5, 3),
        groep="groep 5",
        school="16MA00",
        bestuur="42830",
        gedeeld=False,
        procedures=[],
        tijdlijn=[],
        handelingen=["leerling_wijzigen"],
        begonnen_op=NU,
        begonnen_door="Iris de Wit",
    )


def _interventie(nummer: int, wat: str, van: date, tot: date | None, **anders: object) -> InterventieStand:
    gewoon = {
        "id": UUID(int=nummer),
        "versie": 1,
        "status": "loopt",
        "wat": wat,
        "waar": "school",
        "doel": "Sommen tot honderd maken zonder hulp van de leerkracht.",
        "door": "leerkracht van groep 5",
        "groep": "groep 5",
        "van": van,
        "tot": tot,
        "effect": None,
        "toelichting": "",
        "geevalueerd_op": None,
        "zin": "",
        "gewijzigd_op": NU,
        "gewijzigd_door": "Iris de Wit",
    }
    return InterventieStand(**(gewoon | anders))


def interventies() -> views_interventies.Interventies:
    klaar = _interventie(
        2,
        "Weerbaarheidstraining in een kleine groep",
        date(2026, 3, 2),
        date(2026, 6, 12),
        waar="jeugdhulp",
        doel="Durven zeggen dat iets niet prettig is.",
        door="trainer van het sociaal team",
        groep="groep 4",
        effect="deels",
        toelichting="Zegt het nu tegen de juf, nog niet tegen klasgenoten.",
        geevalueerd_op=date(2026, 6, 12),
        status="geevalueerd",
    )
    bezig = _interventie(1, "Drie keer per week voorinstructie rekenen", date(2026, 9, 7), None)
    weg = _interventie(3, "Verkeerd kind", date(2026, 9, 7), None, status="weggehaald")
    lijst = InterventiesLijst(interventies=[bezig, klaar], weggehaald=[weg], handelingen=ALLES)
    return vullen.interventies(leerling(), lijst, Rol.IB_ER, VANDAAG)


def interventies_leeg() -> views_interventies.Interventies:
    lijst = InterventiesLijst(interventies=[], weggehaald=[], handelingen=ALLES)
    return vullen.interventies(leerling(), lijst, Rol.IB_ER, VANDAAG)
