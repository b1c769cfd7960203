"""Waar de leerling eerder op school zat: een school uit het register, of een naam van elders, met de dagen erbij."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from services.intake.tekst import regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from tenants.organisaties import elke_school

NAAM_LENGTE = 200
TERUGZETTEN = timedelta(days=30)
#: Wat voor school het was. Van een school uit het register staat dat vast.
SOORTEN = ("voorschool", "bo", "sbo", "so", "vo", "vso", "pro", "buitenland", "thuis", "onbekend")
#: Waar wie er was geen school uit het Nederlandse register noemt.
ELDERS = frozenset({"voorschool", "buitenland", "thuis", "onbekend"})
_UIT_REGISTER = {"so_vso": "so"}


class Eerder(msgspec.Struct, frozen=True):
    """Een eerdere school, schoon. `school`: vestigingscode of leeg; `tot`: de eerste dag dat de leerling er niet meer
    was, None als niemand dat weet."""

    school: str
    naam: str
    soort: str
    groep: str
    van: date
    tot: date | None


def eerder_toetsen(
    school: str, naam: str, soort: str, groep: str, van: date, tot: date | None, geboren_op: date, vandaag: date
) -> Eerder:
    """OngeldigeInvoer met een zin per veld. Een school uit het register gaat voor wat er als naam is getypt."""
    naam, groep, fouten = regel(naam), regel(groep), {}
    bekend = elke_school(school) if school else None
    if school and bekend is None:
        fouten["school"] = "Deze school staat niet in het register."
    elif bekend is not None:
        naam, soort = "", _UIT_REGISTER.get(bekend.soort, bekend.soort)
    elif soort not in SOORTEN:
        fouten["soort"] = "Kies wat voor school het was."
    elif not naam and soort not in ("thuis", "onbekend"):
        fouten["naam"] = "Kies een school, of schrijf op hoe de school heet en waar zij staat."
    if len(naam) > NAAM_LENGTE or bsn.staat_erin(naam):
        fouten["naam"] = bsn.MELDING if bsn.staat_erin(naam) else "Dit is te lang."
    if len(groep) > 50 or bsn.staat_erin(groep):
        fouten["groep"] = "Schrijf het kort, bijvoorbeeld: groep 4."
    if van < geboren_op:
        fouten["van"] = "Toen was de leerling nog niet geboren."
    elif van > vandaag:
        fouten["van"] = "Deze datum ligt in de toekomst."
    if tot is not None and tot > vandaag:
        fouten["tot"] = "Hier staat alleen waar de leerling eerder was. Kies een dag die voorbij is."
    elif tot is not None and tot < van:
        fouten["tot"] = "Deze dag ligt voor de eerste dag op die school."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return Eerder(school, naam, soort, groep, van, tot)
