"""Wat opvalt aan wie keek: vaste regels, elk met een gewicht en een zin. Zij wijzen aan, een mens oordeelt.

Wat iemand in een week deed is geteld door de diensten (`Kenmerken`); hier wordt daaruit een volgorde. Een regel die
`vergelijkt`, slaat pas aan bij drie keer wat in die rol gewoon is: wie veel dossiers hoort te zien, valt niet op.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import median_low
from uuid import UUID

import msgspec

#: Zoveel mensen staan er hooguit op een lijst.
LENGTE = 20
#: Zo vaak het gewone van de rol, voordat een regel die vergelijkt aanslaat.
KEER_GEWOON = 3
#: Met minder mensen in een rol is er niets om mee te vergelijken.
KLEINST = 3
#: Nooit meer dan zo vaak het gewicht, hoe groot het aantal ook is.
HOOGSTENS = 3.0
VOORBEELDEN = 5


class Kenmerken(msgspec.Struct, frozen=True, kw_only=True):
    """Wat één persoon in een tijdvak deed. `voorbeelden`: naam van een regel naar een paar zaken waar het om ging."""

    persoon: UUID
    rol: str
    organisatie: str | None
    dossiers: int = 0
    zonder_taak: int = 0
    buiten_werktijd: int = 0
    geweigerd: int = 0
    steeds_hetzelfde: int = 0
    na_afloop: int = 0
    zelfde_naam: int = 0
    eigen_kind: int = 0
    snel: int = 0
    in_lijsten: int = 0
    stukken: int = 0
    drukte: int = 0
    noodtoegang: int = 0
    voorbeelden: dict[str, list[UUID]] = {}


class Regel(msgspec.Struct, frozen=True, kw_only=True):
    """`naam`: het veld van Kenmerken. `vanaf`: bij minder slaat zij niet aan. `zin`: wat de FG leest; `{n}` telt."""

    naam: str
    gewicht: int
    vanaf: int
    zin: str
    vergelijkt: bool = True


#: Wie hieraan voldoet staat altijd op de lijst, en bovenaan, ook als zij daar langer van wordt.
ALTIJD = "noodtoegang"
REGELS: tuple[Regel, ...] = (
    Regel(
        naam=ALTIJD,
        gewicht=100,
        vanaf=1,
        zin="Keek met noodtoegang in {n} dossiers. Ga na of de reden klopt.",
        vergelijkt=False,
    ),
    Regel(
        naam="eigen_kind",
        gewicht=90,
        vanaf=1,
        zin="Opende met een andere rol dan die van ouder het dossier van het eigen kind.",
        vergelijkt=False,
    ),
    Regel(
        naam="drukte",
        gewicht=100,
        vanaf=1,
        zin="Opende zonder taak een dossier waar veel anderen zonder taak naar keken: {n} keer zo'n dossier.",
        vergelijkt=False,
    ),
    Regel(
        naam="geweigerd",
        gewicht=60,
        vanaf=3,
        zin="Probeerde {n} dossiers te openen en mocht er niet bij.",
    ),
    Regel(
        naam="zelfde_naam",
        gewicht=100,
        vanaf=1,
        zin="Opende zonder taak {n} keer het dossier van een kind met dezelfde achternaam.",
        vergelijkt=False,
    ),
    Regel(naam="zonder_taak", gewicht=50, vanaf=6, zin="Opende {n} dossiers en deed daar niets aan."),
    Regel(
        naam="steeds_hetzelfde",
        gewicht=50,
        vanaf=8,
        zin="Opende zonder taak {n} keer hetzelfde dossier.",
    ),
    Regel(naam="na_afloop", gewicht=50, vanaf=2, zin="Opende {n} dossiers die al langer dan vier weken klaar waren."),
    Regel(
        naam="buiten_werktijd",
        gewicht=40,
        vanaf=10,
        zin="Keek {n} keer in een dossier voor 7 uur, na 20 uur of in het weekend.",
    ),
    Regel(naam="snel", gewicht=50, vanaf=12, zin="Opende {n} verschillende dossiers binnen tien minuten."),
    Regel(naam="dossiers", gewicht=40, vanaf=30, zin="Opende {n} verschillende dossiers, veel meer dan anderen."),
    Regel(naam="stukken", gewicht=50, vanaf=20, zin="Haalde {n} keer een stuk of een brief op."),
    Regel(naam="in_lijsten", gewicht=30, vanaf=500, zin="Zag in lijsten {n} keer de naam van een kind."),
)


class Reden(msgspec.Struct, frozen=True, kw_only=True):
    """Waarom iemand op de lijst staat. `zaken`: een paar voorbeelden."""

    regel: str
    zin: str
    zaken: list[UUID] = []


class Opvallend(msgspec.Struct, frozen=True, kw_only=True):
    persoon: UUID
    rol: str
    organisatie: str | None
    punten: int
    redenen: list[Reden]


def samen(delen: Iterable[Iterable[Kenmerken]]) -> list[Kenmerken]:
    """Wat de diensten elk telden. Dezelfde blik kan in twee diensten staan: het hoogste telt, niet de som."""
    alles: dict[UUID, Kenmerken] = {}
    for deel in delen:
        for kenmerken in deel:
            eerder = alles.get(kenmerken.persoon)
            alles[kenmerken.persoon] = kenmerken if eerder is None else _hoogste(eerder, kenmerken)
    return list(alles.values())


def _hoogste(een: Kenmerken, ander: Kenmerken) -> Kenmerken:
    tellingen = {r.naam: max(getattr(een, r.naam), getattr(ander, r.naam)) for r in REGELS}
    voorbeelden = {
        naam: list(dict.fromkeys([*een.voorbeelden.get(naam, ()), *ander.voorbeelden.get(naam, ())]))[:VOORBEELDEN]
        for naam in een.voorbeelden | ander.voorbeelden
    }
    return msgspec.structs.replace(een, **tellingen, voorbeelden=voorbeelden)


def opvallend(alles: list[Kenmerken], lengte: int = LENGTE) -> list[Opvallend]:
    """Wie het meest opvalt eerst, hooguit `lengte`, en altijd wie met noodtoegang keek; wie nergens mee opvalt niet."""
    per_rol: dict[str, list[Kenmerken]] = defaultdict(list)
    for kenmerken in alles:
        per_rol[kenmerken.rol].append(kenmerken)
    gewoon = {
        (rol, regel.naam): median_low(getattr(k, regel.naam) for k in groep)
        for rol, groep in per_rol.items()
        if len(groep) >= KLEINST
        for regel in REGELS
        if regel.vergelijkt
    }
    lijst = []
    for k in alles:
        punten, redenen = 0.0, []
        for regel in REGELS:
            n = getattr(k, regel.naam)
            drempel = max(regel.vanaf, KEER_GEWOON * gewoon.get((k.rol, regel.naam), 0))
            if n < drempel:
                continue
            punten += regel.gewicht * min(HOOGSTENS, n / drempel)
            redenen.append(Reden(regel=regel.naam, zin=regel.zin.format(n=n), zaken=k.voorbeelden.get(regel.naam, [])))
        if redenen:
            lijst.append(
                Opvallend(
                    persoon=k.persoon, rol=k.rol, organisatie=k.organisatie, punten=round(punten), redenen=redenen
                )
            )
    lijst.sort(key=lambda o: (not _altijd(o), -o.punten, str(o.persoon)))
    return lijst[: max(lengte, sum(map(_altijd, lijst)))]


def _altijd(wie: Opvallend) -> bool:
    return any(reden.regel == ALTIJD for reden in wie.redenen)
