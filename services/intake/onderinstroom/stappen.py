"""Op wie een jong kind wacht, en wat een overdracht aan school nog in de weg staat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from services.intake.onderinstroom.proces import (
    BIJ_VOORSCHOOL,
    INGELEVERD,
    OVERGEDRAGEN,
)
from services.kern.kalender import plus_jaren
from tenants.schema import Formulier, Recept

UITNODIGEN, VOORSCHOOL, OUDERS, OVERDRAGEN = "voorschool_uitnodigen", "voorschool", "ouders", "overdragen"
SCHOOL, NIETS = "school", "niets"


class Ouder(msgspec.Struct, frozen=True):
    """`akkoord` None: zei nog niets."""

    naam: str
    akkoord: bool | None
    bijlagen_mee: bool


def wacht_op(status: str, toegang: bool, ouders: Sequence[Ouder]) -> str:
    """Wie er nu aan zet is. `toegang`: iemand van de voorschool kan bij het document."""
    if status == BIJ_VOORSCHOOL:
        return VOORSCHOOL if toegang else UITNODIGEN
    if status == INGELEVERD:
        return OUDERS if belet(ouders) else OVERDRAGEN
    return SCHOOL if status == OVERGEDRAGEN else NIETS


def belet(ouders: Sequence[Ouder]) -> list[str]:
    """In zinnen, waarom het document nog niet naar een school kan."""
    if not ouders:
        return ["Nog geen ouder heeft het overdrachtsdocument ondertekend."]
    zinnen = []
    for ouder in ouders:
        if ouder.akkoord is None:
            zinnen.append(f"{ouder.naam} heeft het overdrachtsdocument nog niet ondertekend.")
        elif not ouder.akkoord:
            zinnen.append(f"{ouder.naam} is het niet eens met het overdrachtsdocument.")
    return zinnen


def bijlagen_mee(ouders: Sequence[Ouder]) -> bool:
    """Bijlagen gaan alleen mee als elke ouder dat goedvindt."""
    return bool(ouders) and all(ouder.akkoord and ouder.bijlagen_mee for ouder in ouders)


def vier_en_vijf(geboren_op: date) -> tuple[date, date]:
    """De dag waarop het kind naar school mag (vier), en waarna het moet (vijf; leerplicht, LPW 3)."""
    return plus_jaren(geboren_op, 4), plus_jaren(geboren_op, 5)


def als_recept(formulier: Formulier) -> Recept:
    """Het formulier zoals antwoorden worden getoetst en bewaard (`services.intake.aanvraag`)."""
    return Recept(onderdelen=formulier.onderdelen, documenten=[], zienswijzen=[])


def ontbreekt(formulier: Formulier, antwoorden: dict[str, str]) -> list[str]:
    """Welke vragen nog een antwoord nodig hebben voordat het kan worden ingeleverd."""
    vragen = als_recept(formulier).vragen_voor(antwoorden)
    return [vraag.naam for vraag in vragen if vraag.verplicht and not antwoorden.get(vraag.naam)]
