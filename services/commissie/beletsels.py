"""Waarom een handeling die het proces toelaat nu nog niet kan: dezelfde zin op het scherm en als weigering."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from services.commissie.mandaat import Bevoegd
from tenants.schema import Plek


def belet(
    handeling: str,
    *,
    plekken: Sequence[Plek],
    verzegeld: Mapping[str, bool],
    bevoegd: Bevoegd,
    brieven: Collection[date],
    vandaag: date,
) -> str | None:
    """De zin, of None als het kan.

    `plekken`: die deze aanvraag nodig heeft. `verzegeld`: per plek waar iemand zit, of het advies verzegeld is.
    `brieven`: de dagen waarop de beschikkingen zijn gedateerd.
    """
    leeg = [plek for plek in plekken if plek.naam not in verzegeld]
    if handeling == "deskundigen_benoemen":
        if not plekken:
            return "Voor deze aanvraag benoemt het samenwerkingsverband geen deskundigen."
        if not leeg and all(verzegeld.values()):
            return "Op elke plek is het advies al verzegeld."
    if handeling == "eindadvies_maken":
        if leeg:
            return f"Benoem eerst een deskundige op de plek: {leeg[0].titel.lower()}."
        if not all(verzegeld.values()):
            return "Eerst moeten alle adviezen verzegeld zijn."
    if handeling == "besluit_nemen" and bevoegd.na_extern_advies:
        extern = [plek for plek in plekken if plek.extern]
        if not any(verzegeld.get(plek.naam) for plek in extern):
            return "Eerst moet een extern deskundige een advies verzegelen."
    if handeling == "besluit_bekendmaken" and set(brieven) != {vandaag}:
        if not brieven:
            return "De beschikking wordt nog gemaakt. Dat duurt meestal minder dan een minuut."
        return "De beschikking krijgt eerst de datum van vandaag. Probeer het over een minuut nog eens."
    return None
