"""Wie de school uitnodigt om mee te kijken met een leerlingdossier, en wanneer dat nog eens kan."""

from __future__ import annotations

from datetime import datetime

from services.intake.tekst import is_emailadres
from services.kern.errors import KanNiet, OngeldigeInvoer

UITGENODIGD, AANGEMELD, VERLOPEN = "uitgenodigd", "aangemeld", "verlopen"


def email_toetsen(email: str) -> str:
    """Het adres, schoon. OngeldigeInvoer bij het veld."""
    email = email.strip()
    if not is_emailadres(email):
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"email": "Dit is geen e-mailadres."})
    return email


def stand(aangemeld_op: datetime | None, verloopt_op: datetime, nu: datetime) -> str:
    """Hoe het staat met een uitnodiging die niet is ingetrokken."""
    if aangemeld_op is not None:
        return AANGEMELD
    return VERLOPEN if verloopt_op < nu else UITGENODIGD


def opnieuw_toetsen(aangemeld_op: datetime | None, verloopt_op: datetime, nu: datetime) -> None:
    """Wie meekijkt of nog kan komen, wordt niet nog eens uitgenodigd. KanNiet."""
    hoe = stand(aangemeld_op, verloopt_op, nu)
    if hoe == AANGEMELD:
        raise KanNiet("Deze persoon kijkt al mee.")
    if hoe == UITGENODIGD:
        raise KanNiet("Deze persoon is al uitgenodigd. Klopt het adres niet, trek de uitnodiging dan eerst in.")
