"""Praktijkonderwijs en lwoo: leerachterstand en criteria (Uitvoeringsbesluit WVO 2020, artikel 2.46 en 2.47)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import msgspec

from services.kern.conventies import STANDAARD, Conventies
from services.kern.getal import als_breuk
from services.kern.kalender import begin_schooljaar, in_woorden, plus_jaren
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, stap, waarde
from services.kern.wetsartikelen import UB_2_46, UB_2_47, WVO_2_30
from services.kern.wetsgetallen import (
    ACHTERSTAND_LWOO,
    ACHTERSTAND_PRO,
    DOMEINEN_MINSTENS,
    EERSTE_GROEP,
    IN_NEDERLAND_JAREN,
    IN_NEDERLAND_OP,
    IQ_LWOO_A,
    IQ_LWOO_B,
    IQ_PRO,
    MAANDEN_PER_SCHOOLJAAR,
)

DOMEINEN = {
    "IR": "inzichtelijk rekenen",
    "BL": "begrijpend lezen",
    "TL": "technisch lezen",
    "SP": "spellen",
}
ZWAAR = ("IR", "BL")
# Van juli en augustus telt het hele jaar ervoor, of nog niets van het nieuwe; daarbuiten telt elke maand.
JULI, AUGUSTUS, SEPTEMBER, MAANDEN_IN_JAAR = 7, 8, 9, 12


class Leerachterstand(msgspec.Struct, frozen=True):
    """`dl`: didactische leeftijd in maanden. `achterstand` exact; `telt_voor`: pro, lwoo of geen."""

    dl: int
    achterstand: Fraction | None
    telt_voor: str | None
    uitleg: list[Stap]


class ProLwoo(msgspec.Struct, frozen=True):
    """`voldoet`: lwoo_a, lwoo_b, pro. `ontbrekend`: instemming_ouders, zienswijze_ouders."""

    voldoet: list[str]
    motivering_beslist: bool
    pro_aanvragen_vanaf: date | None
    ontbrekend: list[str]
    uitleg: list[Stap]


def didactische_leeftijd(groep: int, peildatum: date, doublures: int = 0, conventies: Conventies = STANDAARD) -> int:
    """Maanden onderwijs vanaf groep 3, tien per schooljaar: september is 1, juni en juli zijn 10."""
    maand, per_jaar = peildatum.month, MAANDEN_PER_SCHOOLJAAR.op(peildatum)
    if maand in (JULI, AUGUSTUS):
        van_dit_jaar = per_jaar if maand == JULI else 0
    else:
        van_dit_jaar = (maand - SEPTEMBER) % MAANDEN_IN_JAAR + 1
        if conventies.lopende_maand == "niet_meetellen":
            van_dit_jaar -= 1
    return per_jaar * (groep - EERSTE_GROEP.op(peildatum) + doublures) + van_dit_jaar


def leerachterstand(
    dle: int | None = None,
    dl: int | None = None,
    *,
    groep: int | None = None,
    peildatum: date | None = None,
    doublures: int = 0,
    conventies: Conventies = STANDAARD,
) -> Leerachterstand:
    """1 - DLE/DL, exact en nooit onder nul. Zonder `dl` zijn `groep` en `peildatum` nodig (`ontbreekt`)."""
    uitleg: list[Stap] = []
    if dl is None:
        for veld, gegeven in (("groep", groep), ("peildatum", peildatum)):
            if gegeven is None:
                raise Rekenfout("ontbreekt", veld, "Geef de didactische leeftijd, of de groep en de peildatum.")
        dl = didactische_leeftijd(groep, peildatum, doublures, conventies)
        telt = "telt mee" if conventies.lopende_maand == "meetellen" else "telt niet mee"
        zin = f"Didactische leeftijd in groep {groep} op {in_woorden(peildatum)}: {dl} maanden"
        if peildatum.month not in (JULI, AUGUSTUS):
            uitleg.append(waarde(f"{zin} (de lopende maand {telt}, afspraak CONV-10).", dl, UB_2_46, "CONV-10"))
        else:
            uitleg.append(waarde(f"{zin}.", dl, UB_2_46))
    else:
        uitleg.append(waarde(f"De didactische leeftijd is {dl} maanden.", dl, UB_2_46))
    if dle is None:
        return Leerachterstand(dl, None, None, uitleg)
    if dl == 0:
        raise Rekenfout(
            "ongeldige_waarde", "dl", "De didactische leeftijd is nul; er is nog geen achterstand te berekenen."
        )
    achterstand = max(Fraction(0), 1 - Fraction(dle, dl))
    telt_voor = "geen"
    if achterstand >= ACHTERSTAND_LWOO.laatste:
        telt_voor = "pro" if achterstand >= ACHTERSTAND_PRO.laatste else "lwoo"
    zin = f"De leerachterstand is 1 - {dle}/{dl} = {als_breuk(achterstand)}, zonder afronden."
    uitleg.append(waarde(zin, als_breuk(achterstand), UB_2_46))
    return Leerachterstand(dl, achterstand, telt_voor, uitleg)


def pro_lwoo(
    iq: int,
    achterstand: Mapping[str, Fraction],
    *,
    sociaal_emotioneel: bool = False,
    bijzondere_groep: bool = False,
    zienswijze_ouders: bool = False,
    instemming_ouders: bool = False,
    in_nederland_sinds: date | None = None,
    eerste_vo_schooljaar: int | None = None,
) -> ProLwoo:
    """Aan welke criteria de leerling voldoet. `achterstand` per domein: IR, BL, TL, SP."""
    pro_vanaf, lwoo_vanaf = ACHTERSTAND_PRO.laatste, ACHTERSTAND_LWOO.laatste
    zwaar_genoeg = _op_twee_domeinen([d for d in DOMEINEN if achterstand[d] >= pro_vanaf])
    licht_genoeg = _op_twee_domeinen([d for d in DOMEINEN if lwoo_vanaf <= achterstand[d] < pro_vanaf])
    voldoet = []
    if licht_genoeg and iq in IQ_LWOO_A.laatste:
        voldoet.append("lwoo_a")
    if licht_genoeg and iq in IQ_LWOO_B.laatste and sociaal_emotioneel:
        voldoet.append("lwoo_b")
    if zwaar_genoeg and iq in IQ_PRO.laatste:
        voldoet.append("pro")
    motivering_beslist = "pro" in voldoet and len(voldoet) > 1
    waaraan = ", ".join(voldoet).replace("_", " ") or "geen van de criteria"
    uitleg = [waarde(f"Bij IQ {iq} en deze achterstanden voldoet de leerling aan: {waaraan}.", voldoet, UB_2_46)]
    if motivering_beslist:
        uitleg.append(waarde("De motivering beslist welk van de twee het wordt.", True, UB_2_46))

    return ProLwoo(
        voldoet,
        motivering_beslist,
        _pro_aanvragen_vanaf(in_nederland_sinds, eerste_vo_schooljaar, uitleg),
        _ontbrekend(bijzondere_groep, zienswijze_ouders, instemming_ouders, uitleg),
        uitleg,
    )


def _op_twee_domeinen(domeinen: list[str]) -> bool:
    """Ten minste twee domeinen, waarvan een inzichtelijk rekenen of begrijpend lezen is."""
    return len(domeinen) >= DOMEINEN_MINSTENS.laatste and any(domein in ZWAAR for domein in domeinen)


def _pro_aanvragen_vanaf(sinds: date | None, eerste_schooljaar: int | None, uitleg: list[Stap]) -> date | None:
    """Wie op 1 oktober van het eerste vo-jaar korter dan een jaar in Nederland is, wacht een jaar (WVO 2.30)."""
    if (sinds is None) != (eerste_schooljaar is None):
        veld = "in_nederland_sinds" if sinds is None else "eerste_vo_schooljaar"
        raise Rekenfout("ontbreekt", veld, "Geef zowel de datum van aankomst als het eerste schooljaar in het vo.")
    if sinds is None:
        return None
    maand, dag = IN_NEDERLAND_OP.laatste
    peildag = date(eerste_schooljaar, maand, dag)
    if plus_jaren(sinds, IN_NEDERLAND_JAREN.op(peildag)) <= peildag:
        return None
    vanaf = begin_schooljaar(eerste_schooljaar + 1)
    zin = (
        f"Op {in_woorden(peildag)} is de leerling korter dan een jaar in Nederland. "
        f"Praktijkonderwijs aanvragen kan vanaf {in_woorden(vanaf)}."
    )
    uitleg.append(stap(zin, vanaf, WVO_2_30))
    return vanaf


def _ontbrekend(bijzondere_groep: bool, zienswijze: bool, instemming: bool, uitleg: list[Stap]) -> list[str]:
    if not bijzondere_groep:
        return []
    stukken = (("instemming_ouders", instemming), ("zienswijze_ouders", zienswijze))
    ontbrekend = [naam for naam, aanwezig in stukken if not aanwezig]
    wat = " en ".join(naam.replace("_", " van de ") for naam in ontbrekend) or "niets"
    uitleg.append(waarde(f"Bij een bijzondere groep ontbreekt: {wat}.", ontbrekend, UB_2_47))
    return ontbrekend
