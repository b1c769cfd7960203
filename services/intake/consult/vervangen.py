"""Wie een consult nu doet als de adviseur er niet is: de vervanger, en diens vervanger als die er ook niet is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import msgspec

from services.kern.errors import OngeldigeInvoer

LANGST = timedelta(days=366)


class Afwezig(msgspec.Struct, frozen=True):
    """Van `van` tot en met `tot` doet `vervanger` wat bij `persoon` ligt."""

    persoon: UUID
    van: date
    tot: date
    vervanger: UUID

    def geldt(self, dag: date) -> bool:
        return self.van <= dag <= self.tot


def wie_nu(adviseur: UUID, afwezig: Iterable[Afwezig], dag: date) -> UUID:
    """De adviseur zelf, of wie diens werk op deze dag doet. Vervangen twee elkaar, dan blijft het bij de adviseur."""
    vervangers = {een.persoon: een.vervanger for een in afwezig if een.geldt(dag)}
    nu, langs = adviseur, {adviseur}
    while nu in vervangers:
        nu = vervangers[nu]
        if nu in langs:
            return adviseur
        langs.add(nu)
    return nu


def afwezigheid_toetsen(
    van: date, tot: date, vervanger: UUID, persoon: UUID, eerder: Iterable[Afwezig], vandaag: date
) -> None:
    """OngeldigeInvoer met een zin per veld: einde voor begin, al voorbij, zichzelf vervangen, of twee keer afwezig."""
    fouten: dict[str, str] = {}
    if tot < van:
        fouten["tot"] = "De laatste dag ligt voor de eerste."
    elif tot < vandaag:
        fouten["tot"] = "Deze dagen zijn al voorbij."
    elif tot - van > LANGST:
        fouten["tot"] = "Dit is langer dan een jaar."
    elif any(een.van <= tot and van <= een.tot for een in eerder if een.persoon == persoon):
        fouten["van"] = "Voor een deel van deze dagen staat al een vervanger vast."
    if vervanger == persoon:
        fouten["vervanger"] = "Kies iemand anders dan uzelf."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
