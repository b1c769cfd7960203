"""Wie kan adviseren: de goede discipline, niet verbonden aan de school, en wie het minst te doen heeft (WPO 18a)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

import msgspec

from tenants.schema import Plek, Tenant


class Kandidaat(msgspec.Struct, frozen=True):
    """Iemand uit de pool. `lopend`: adviezen die deze persoon nog moet verzegelen."""

    persoon: UUID
    naam: str
    discipline: str
    extern: bool
    verbonden_scholen: frozenset[str]
    lopend: int = 0


def past_op(kandidaat: Kandidaat, plek: Plek) -> bool:
    """De discipline klopt, en op een plek voor iemand van buiten zit iemand van buiten."""
    return kandidaat.discipline in plek.disciplines and (kandidaat.extern or not plek.extern)


def beletsel(tenant: Tenant, kandidaat: Kandidaat, school: str, betrokken: Collection[UUID] = ()) -> str | None:
    """Waarom deze persoon over deze aanvraag niet mag adviseren, los van de plek.

    `betrokken`: wie de aanvraag maakte of tekende; die mag er niet ook over adviseren.
    """
    if kandidaat.persoon in betrokken:
        return f"{kandidaat.naam} heeft zelf aan deze aanvraag meegewerkt."
    if tenant.commissie.verbonden_neemt_geen_deel and school in kandidaat.verbonden_scholen:
        return f"{kandidaat.naam} is verbonden aan de school die aanvraagt."
    return None


def open_plekken(plekken: Sequence[Plek], vervuld: Collection[str]) -> list[Plek]:
    """De plekken waar nog niemand zit."""
    return [plek for plek in plekken if plek.naam not in vervuld]


def voorstel(
    tenant: Tenant,
    plekken: Sequence[Plek],
    kandidaten: Iterable[Kandidaat],
    school: str,
    *,
    vervuld: Mapping[str, UUID] | None = None,
    betrokken: Collection[UUID] = (),
) -> dict[str, UUID]:
    """Per open plek wie het wordt: de minst bezette die past, elk op hooguit één plek. Een plek kan leeg blijven.

    Eerst worden de plekken gevuld waar de minste mensen voor zijn, zodat geen plek leeg blijft als dat niet hoeft.
    """
    vervuld = dict(vervuld or {})
    vrij = [
        k for k in kandidaten if k.persoon not in vervuld.values() and beletsel(tenant, k, school, betrokken) is None
    ]
    vrij.sort(key=lambda k: (k.lopend, k.naam, k.persoon))
    gekozen = _verdelen(sorted(open_plekken(plekken, vervuld), key=lambda p: sum(past_op(k, p) for k in vrij)), vrij)
    return {plek.naam: gekozen[plek.naam] for plek in plekken if plek.naam in gekozen}


def _verdelen(plekken: Sequence[Plek], vrij: Sequence[Kandidaat]) -> dict[str, UUID]:
    """Zoveel mogelijk plekken gevuld (vergrotende paden); wie het minst te doen heeft, komt eerst aan de beurt."""
    op_plek: dict[str, Kandidaat] = {}
    van: dict[UUID, Plek] = {}

    def plaatsen(plek: Plek, geprobeerd: set[UUID]) -> bool:
        for kandidaat in vrij:
            if not past_op(kandidaat, plek) or kandidaat.persoon in geprobeerd:
                continue
            geprobeerd.add(kandidaat.persoon)
            zat_op = van.get(kandidaat.persoon)
            if zat_op is None or plaatsen(zat_op, geprobeerd):
                op_plek[plek.naam], van[kandidaat.persoon] = kandidaat, plek
                return True
        return False

    for plek in plekken:
        plaatsen(plek, set())
    return {naam: kandidaat.persoon for naam, kandidaat in op_plek.items()}


def benoeming_toetsen(
    tenant: Tenant,
    plekken: Sequence[Plek],
    kandidaten: Mapping[UUID, Kandidaat],
    school: str,
    benoemingen: Mapping[str, UUID],
    *,
    vervuld: Mapping[str, UUID],
    verzegeld: Collection[str] = (),
    betrokken: Collection[UUID] = (),
) -> dict[str, str]:
    """Per plek de zin waarom het zo niet kan; leeg als het klopt.

    `vervuld`: wie er al zit, per plek; iemand anders kiezen vervangt, tenzij het advies is verzegeld.
    """
    fouten: dict[str, str] = {}
    namen = {plek.naam: plek for plek in plekken}
    straks = {**vervuld, **benoemingen}
    for naam, persoon in benoemingen.items():
        plek, kandidaat = namen.get(naam), kandidaten.get(persoon)
        if plek is None:
            fouten[naam] = "Deze plek hoort niet bij deze aanvraag."
        elif vervuld.get(naam) == persoon:
            continue
        elif naam in verzegeld:
            fouten[naam] = "Het advies van deze plek is al verzegeld."
        elif kandidaat is None:
            fouten[naam] = "Kies iemand uit de lijst."
        elif waarom := beletsel(tenant, kandidaat, school, betrokken):
            fouten[naam] = waarom
        elif kandidaat.discipline not in plek.disciplines:
            fouten[naam] = f"{kandidaat.naam} heeft niet de discipline die op deze plek hoort."
        elif plek.extern and not kandidaat.extern:
            fouten[naam] = f"{kandidaat.naam} komt niet van buiten het samenwerkingsverband."
        elif list(straks.values()).count(persoon) > 1:
            fouten[naam] = f"{kandidaat.naam} kan maar op één plek zitten."
    for plek in plekken:
        if plek.naam not in straks:
            fouten.setdefault(plek.naam, "Kies wie op deze plek adviseert.")
    return fouten
