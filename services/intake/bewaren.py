"""Hoe lang een dossier bewaard blijft, wanneer het weg moet, en hoeveel er in één nacht weg mogen.

Bron: WPO 18a lid 13 (drie jaar na de beoordeling, ook van een afwijzing), AVG 5 lid 1 onder e (een concept is nooit
beoordeeld), trust.md 5.13 en misbruik 47 en 48; docs/besluiten/0016.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.intake.proces import BESLOTEN, CONCEPT, INGETROKKEN
from services.kern.bewaartermijn import Blokkade, bewaartermijn
from services.kern.kalender import in_woorden, plus_jaren
from services.kern.uitleg import zinnen

ZICHTBAAR, TE_VERNIETIGEN, VERNIETIGD = "zichtbaar", "te_vernietigen", "vernietigd"
#: Zo lang staat op het scherm wat er weg gaat, voordat het weg is.
AANKONDIGING = timedelta(days=30)
#: Hoogstens een vijftigste (2%) van de dossiers in één nacht, tenzij een tweede het goedvindt.
DEEL = 50
#: Een concept dat niemand meer aanraakt: een jaar. Een school begint er elk schooljaar opnieuw aan.
CONCEPT_JAREN = 1
#: Zoveel dagen vooruit staat op het scherm wat eraan komt.
VOORUIT = timedelta(days=120)
SOORTEN = {
    "bezwaar": "Bezwaar",
    "beroep": "Beroep bij de rechter",
    "klacht": "Klacht",
    "verzoek": "Verzoek om inzage",
    "overig": "Iets anders",
}
#: Uiterlijk met twintig jaar is een leerling van school (WEC 39 lid 4), ook als niemand het vastlegde.
VAN_SCHOOL = 20
GRONDSLAG = {
    "beoordeling": "WPO 18a lid 13",
    "ingetrokken": "WPO 18a lid 13",
    "concept": "AVG 5 lid 1 onder e",
    "leerlingdossier": "WPO 18a lid 13, AVG 5 lid 1 onder e",
    "jong_kind": "AVG 5 lid 1 onder e",
}


class Klok(msgspec.Struct, frozen=True):
    """Welke regel geldt (een sleutel van GRONDSLAG), en vanaf welke dag die telt."""

    regel: str
    vanaf: date


class Termijn(msgspec.Struct, frozen=True):
    """`vernietigen_vanaf` is None zolang er iets openstaat."""

    bewaren_tot_en_met: date
    vernietigen_vanaf: date | None
    uitleg: list[str]


class Stand(msgspec.Struct, frozen=True):
    """`vernietigen_op`: de nacht waarin het weg mag; nooit eerder dan dertig dagen na de aankondiging."""

    stand: str
    aangekondigd_op: date | None = None
    vernietigen_op: date | None = None


class Aan(msgspec.Struct, frozen=True):
    """Wat aan de beurt is. `akkoord`: twee mensen vonden het goed, dus het telt niet mee voor het deel per nacht."""

    zaak: str
    vernietigen_op: date
    akkoord: bool = False


def klok(
    status: str, gewijzigd_op: date, *, ingediend: bool, ingetrokken_op: date | None, besloten_op: date | None
) -> Klok | None:
    """Van welke dag af een dossier telt; None zolang het wordt behandeld, want dan is er nog niets beoordeeld."""
    if status == BESLOTEN and besloten_op is not None:
        return Klok("beoordeling", besloten_op)
    if status == INGETROKKEN and ingetrokken_op is not None:
        return Klok("ingetrokken" if ingediend else "concept", ingetrokken_op)
    return Klok("concept", gewijzigd_op) if status == CONCEPT else None


def klok_dossier(lopend: bool, weg_op: date | None, geboren_op: date) -> Klok:
    """Van welke dag af een leerlingdossier telt. `weg_op`: de dag waarop de leerling nergens meer was ingeschreven."""
    twintig = plus_jaren(geboren_op, VAN_SCHOOL)
    return Klok("leerlingdossier", twintig if lopend or weg_op is None else min(weg_op, twintig))


def termijn(telt: Klok, blokkades: Sequence[Blokkade] = (), eerder: date | None = None) -> Termijn:
    """Tot en met welke dag het blijft. `eerder`: twee mensen besloten op die dag dat het niet langer nodig is.

    Wat openstaat gaat voor alles: dan wordt er niets vernietigd, ook niet eerder.
    """
    if telt.regel == "concept":
        bewaren = plus_jaren(telt.vanaf, CONCEPT_JAREN)
        uitleg = [f"Een concept blijft {CONCEPT_JAREN} jaar na de laatste wijziging, tot en met {in_woorden(bewaren)}."]
    else:
        gewoon = bewaartermijn("toelaatbaarheid", telt.vanaf, blokkades)
        bewaren, uitleg = gewoon.bewaren_tot_en_met, zinnen(gewoon.uitleg)
    if eerder is not None and eerder < bewaren:
        bewaren, uitleg = eerder, [f"Twee mensen besloten op {in_woorden(eerder)} dat het niet langer nodig is."]
    return Termijn(bewaren, _na_blokkades(bewaren, blokkades), uitleg)


def _na_blokkades(bewaren: date, blokkades: Sequence[Blokkade]) -> date | None:
    """De eerste dag erna waarop niets openstaat, met dezelfde regel als `kern.bewaartermijn`.

    Die rekent met een dag; hier is het dossier er nog, dus wat nu openstaat telt ook als de dag al voorbij was.
    """
    if any(blokkade.tot_en_met is None for blokkade in blokkades):
        return None
    vanaf = bewaren + timedelta(days=1)
    for blokkade in sorted(blokkades, key=lambda een: een.van):
        if blokkade.van > vanaf:
            break
        assert blokkade.tot_en_met is not None
        vanaf = max(vanaf, blokkade.tot_en_met + timedelta(days=1))
    return vanaf


def stand(nu: Stand, vernietigen_vanaf: date | None, vandaag: date) -> Stand:
    """Hoe het er vandaag voor staat. Wat weer moet blijven, is weer gewoon zichtbaar; later begint het opnieuw."""
    if vernietigen_vanaf is None or vandaag < vernietigen_vanaf - AANKONDIGING:
        return Stand(ZICHTBAAR)
    aangekondigd = vandaag if nu.aangekondigd_op is None else min(nu.aangekondigd_op, vandaag)
    return Stand(TE_VERNIETIGEN, aangekondigd, max(vernietigen_vanaf, aangekondigd + AANKONDIGING))


def per_nacht(dossiers: int) -> int:
    """Hoeveel er zonder iemands toestemming weg mogen, van zoveel dossiers."""
    return dossiers // DEEL


def vannacht(aan_de_beurt: Sequence[Aan], dossiers: int, toegestaan: int, vandaag: date) -> list[str]:
    """Welke er deze nacht weg gaan: het langst wachtende eerst. `toegestaan`: waar twee mensen het over eens zijn."""
    rijp = sorted((een.vernietigen_op, een.zaak, een.akkoord) for een in aan_de_beurt if een.vernietigen_op <= vandaag)
    akkoord = [zaak for _, zaak, goed in rijp if goed]
    return akkoord + [zaak for _, zaak, goed in rijp if not goed][: max(per_nacht(dossiers), toegestaan)]
