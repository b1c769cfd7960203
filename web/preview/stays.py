"""Sample pages about support elsewhere: for the school where a pupil is meanwhile, and for a board."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.intake.arrangementen import contract as c
from web import views_arrangementen as views
from web.filling import verblijven as vullen

VANDAAG = date(2027, 1, 18)
ID, ANDER = UUID(int=51), UUID(int=52)


def _een(id: UUID = ID, **anders: object) -> c.VerblijfStand:
    gewoon = {
        "titel": "Onderzoeksperiode", "leerling": "Sem Verhoeven", "groep": "groep 5", "school": "16MA00",
        "status": "loopt", "van": date(2027, 1, 11), "tot": date(2027, 2, 19), "evaluatie": "", "evaluatie_op": None,
        "evaluatie_door": "", "handelingen": ["verblijf_evalueren"],
    }  # fmt: skip
    return c.VerblijfStand(
        id=id,
        zaak=id,
        versie=2,
        behoefte="Een rustige plek en korte opdrachten.",
        communicatie="Elke vrijdag bellen de mentor en de ouders.",
        doelen=["Doet elke ochtend mee in de kring."],
        **(gewoon | anders),
    )


def lijst(*, leeg: bool = False) -> views.Verblijven:
    klaar = _een(ANDER, leerling="Fenna Drent", status="beeindigd", tot=date(2027, 1, 8))
    return vullen.lijst(c.VerblijvenLijst(verblijven=[] if leeg else [_een(), klaar]), VANDAAG)


def verblijf(*, geschreven: bool = False) -> views.Verblijf:
    anders = {}
    if geschreven:
        anders = {"evaluatie": "Zit rustig in de groep.", "evaluatie_op": VANDAAG, "evaluatie_door": "Daan Visser"}
    return vullen.verblijf(_een(**anders), VANDAAG)


def bestuur(*, leeg: bool = False) -> views.Bestuurspagina:
    regels = [
        c.BestuurRegel(
            zaak=ID,
            kenmerk="AR-2027-7KX4B",
            titel="Onderzoeksperiode",
            school="16MA00",
            plek_school="16HI00",
            status="loopt",
            van=date(2027, 1, 11),
            tot=date(2027, 2, 19),
            cent=1_250_00,
        ),
        c.BestuurRegel(
            zaak=ANDER,
            kenmerk="AR-2026-4BX7K",
            titel="HGO-arrangement: deskundigheid",
            school="16HI00",
            plek_school="",
            status="beeindigd",
            van=date(2026, 9, 1),
            tot=date(2026, 12, 18),
            cent=None,
        ),
    ]
    return vullen.bestuur(c.BestuurOverzicht(schooljaar=2026, regels=[] if leeg else regels), 2026)
