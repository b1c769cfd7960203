"""Wat een leerlingdossier zelf heeft (naam, geboortedatum, groep) tussen wat er is gelezen; en wie dezelfde lijkt."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

#: Sleutel van het gelezen gegeven naar de kolom van het dossier.
KERN = {
    "leerling/roepnaam": "roepnaam",
    "leerling/achternaam": "achternaam",
    "leerling/geboren_op": "geboren_op",
    "leerling/groep": "groep",
}


def van_de_leerling(waarden: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """De kolommen van het dossier die gelezen zijn; een datum zoals een programma haar schrijft."""
    return {kolom: waarden[sleutel]["ruw"] for sleutel, kolom in KERN.items() if sleutel in waarden}


def gewoon(naam: str) -> str:
    """Een naam om te vergelijken: zonder accenten, hoofdletters, spaties en streepjes."""
    kaal = unicodedata.normalize("NFKD", naam)
    return "".join(teken for teken in kaal.casefold() if teken.isalnum())


def lijkt(gelezen: tuple[str, str, date], dossier: tuple[str, str, date]) -> bool | None:
    """True: dezelfde naam en geboortedatum. False: een van beide, dus kijk goed. None: iemand anders.

    Telkens roepnaam, achternaam en geboortedatum.
    """
    naam = gewoon(gelezen[0] + gelezen[1]) == gewoon(dossier[0] + dossier[1])
    dag = gelezen[2] == dossier[2]
    if naam and dag:
        return True
    achter = gewoon(gelezen[1]) == gewoon(dossier[1])
    return False if naam or (dag and achter) else None
