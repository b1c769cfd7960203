"""Het dossier zoals de volledigheid het leest: stukken, familie en zienswijzen, zonder inhoud."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

ONTVANGEN, QUARANTAINE, GECONTROLEERD = "ontvangen", "quarantaine", "gecontroleerd"
BRUIKBAAR, GEWEIGERD = "bruikbaar", "geweigerd"
# Zolang nog niet vaststaat of het mee kan; niemand kan het openen.
IN_CONTROLE = (ONTVANGEN, QUARANTAINE, GECONTROLEERD)
# ontvangen: heel aangekomen en verzegeld. quarantaine: wacht op wie het moet controleren. gecontroleerd: geen virus,
# wordt schoongemaakt. bruikbaar: wat anderen lezen is de schone versie. Uit bruikbaar en geweigerd komt niets terug.
OVERGANGEN = {
    ONTVANGEN: (QUARANTAINE, GECONTROLEERD, GEWEIGERD),
    QUARANTAINE: (GECONTROLEERD, GEWEIGERD),
    GECONTROLEERD: (BRUIKBAAR, GEWEIGERD),
    BRUIKBAAR: (),
    GEWEIGERD: (),
}
HANDTEKENINGEN = {"ouders": "de ouders", "directeur": "de directeur", "deskundige": "de deskundige"}
# Buiten het recept mag er altijd een stuk bij dat de school zelf van belang vindt.
OVERIG, OVERIG_NAAM = "overig", "Ander document"


class Stuk(msgspec.Struct, frozen=True, kw_only=True):
    """Een document. `status`: een van IN_CONTROLE, bruikbaar of geweigerd. `uit`: waaruit het is overgenomen."""

    soort: str
    status: str
    gedagtekend_op: date | None = None
    ondertekend_door: list[str] = []
    uit: str = ""


class Familielid(msgspec.Struct, frozen=True, kw_only=True):
    """Iemand die is uitgenodigd: `rol` ouder of leerling, `uitgenodigd_op` de dag in Nederland."""

    persoon: UUID
    naam: str
    rol: str
    uitgenodigd_op: date


class Gehoord(msgspec.Struct, frozen=True, kw_only=True):
    """De laatste zienswijze van iemand. `instemming` None: niet gezegd."""

    persoon: UUID | None
    van: str
    instemming: bool | None = None


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """Alles waar de volledigheid van afhangt, behalve de dag waarop gekeken wordt."""

    soort: str
    antwoorden: dict[str, str] = {}
    categorie: str | None = None
    stukken: list[Stuk] = []
    familie: list[Familielid] = []
    gehoord: list[Gehoord] = []
    ondertekend: bool = False
