"""Wat in een besluit op een TLV-aanvraag moet staan, en hoe lang een TLV mag gelden."""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.kalender import in_woorden, plus_jaren
from services.kern.rekenfout import Rekenfout
from services.kern.tlv_geldigheid import REDENEN, tlv_geldigheid
from tenants.schema import GeldigheidRegel, Tenant

TOEGEKEND, AFGEWEZEN = "toegekend", "afgewezen"
UITKOMSTEN = {TOEGEKEND: "De TLV wordt toegekend", AFGEWEZEN: "De TLV wordt afgewezen"}
#: Welke uitkomst bij welk oordeel van het eindadvies past.
VOLGT = {"toelaatbaar": TOEGEKEND, "niet_toelaatbaar": AFGEWEZEN}
MOTIVERING_TEKENS = 40
WEGING_TEKENS = 20
HOOGSTENS_TEKENS = 20_000
MEERDERJARIG = 18  # BW 1:233: wie minderjarig is, wordt door de ouders vertegenwoordigd (BW 1:245)


class Voorgenomen(msgspec.Struct, frozen=True):
    """Het besluit zoals iemand het wil nemen."""

    uitkomst: str
    categorie: str | None
    van: date | None
    tot_en_met: date | None
    motivering: str
    weging_zienswijze: str
    afwijking: str


class Zaak(msgspec.Struct, frozen=True):
    """Wat van de zaak nodig is. `advies`: oordeel en categorie van het eindadvies."""

    soort: str
    geboren_op: date
    ontvangen_op: date
    advies: tuple[str, str | None]


def toetsen(tenant: Tenant, zaak: Zaak, besluit: Voorgenomen, vandaag: date) -> dict[str, str]:
    """Per veld de zin waarom het besluit zo niet kan; leeg als het klopt."""
    fouten: dict[str, str] = {}
    if besluit.uitkomst not in UITKOMSTEN:
        return {"uitkomst": "Kies toegekend of afgewezen."}
    _teksten(besluit, fouten)
    if besluit.uitkomst == TOEGEKEND:
        categorieen = tenant.soorten[zaak.soort].categorieen
        if categorieen and besluit.categorie not in categorieen:
            fouten["categorie"] = f"Kies een categorie: {', '.join(categorieen)}."
        if not categorieen and besluit.categorie is not None:
            fouten["categorie"] = "Deze soort TLV kent geen categorie."
        fouten |= geldigheid_toetsen(tenant, zaak, besluit.van, besluit.tot_en_met, vandaag)
    else:
        for veld in ("categorie", "van", "tot_en_met"):
            if getattr(besluit, veld) is not None:
                fouten[veld] = "Dit hoort alleen bij een toekenning."
    if wijkt_af(besluit, zaak.advies) and len(besluit.afwijking.strip()) < WEGING_TEKENS:
        fouten["afwijking"] = "Dit wijkt af van het eindadvies. Schrijf op waarom (Awb 3:50)."
    return fouten


def _teksten(besluit: Voorgenomen, fouten: dict[str, str]) -> None:
    if len(besluit.motivering.strip()) < MOTIVERING_TEKENS:
        fouten["motivering"] = f"Schrijf op waarom, in ten minste {MOTIVERING_TEKENS} tekens (Awb 3:46)."
    if len(besluit.weging_zienswijze.strip()) < WEGING_TEKENS:
        fouten["weging_zienswijze"] = "Schrijf op hoe u de zienswijzen hebt gewogen (Awb 4:8)."
    for veld in ("motivering", "weging_zienswijze", "afwijking"):
        if len(getattr(besluit, veld)) > HOOGSTENS_TEKENS:
            fouten[veld] = f"Maak deze tekst korter dan {HOOGSTENS_TEKENS} tekens."


def wijkt_af(besluit: Voorgenomen, advies: tuple[str, str | None]) -> bool:
    """Of het besluit iets anders zegt dan het eindadvies: de uitkomst, of bij toekennen de categorie."""
    oordeel, categorie = advies
    if VOLGT.get(oordeel) != besluit.uitkomst:
        return True
    return besluit.uitkomst == TOEGEKEND and besluit.categorie != categorie


def geldigheid_toetsen(
    tenant: Tenant, zaak: Zaak, van: date | None, tot_en_met: date | None, vandaag: date
) -> dict[str, str]:
    """Begin en einde van de TLV: hele schooljaren (WPO 40 lid 13), en wat het samenwerkingsverband bepaalt."""
    if van is None:
        return {"van": "Vul in vanaf wanneer de TLV geldt."}
    if van < zaak.ontvangen_op:
        return {"van": f"De TLV kan niet beginnen voor de aanvraag is ontvangen ({in_woorden(zaak.ontvangen_op)})."}
    if van > plus_jaren(vandaag, 1):
        return {"van": "De TLV begint binnen een jaar na vandaag."}
    regel = tenant.geldigheid(zaak.soort, leeftijd_op(zaak.geboren_op, van))
    if tot_en_met is None:
        if regel is not None and regel.hele_schoolloopbaan:
            return {}
        return {"tot_en_met": "Vul in tot en met wanneer de TLV geldt."}
    try:
        wettelijk = tlv_geldigheid(van, tot_en_met)
    except Rekenfout as fout:
        return {"tot_en_met": fout.melding}
    if not wettelijk.geldig:
        vroegst = f" Kies op zijn vroegst {in_woorden(wettelijk.vroegste_einde)}."
        return {"tot_en_met": REDENEN[wettelijk.reden] + (vroegst if wettelijk.reden == "te_kort" else "")}
    return _eigen_regel(regel, van, tot_en_met, wettelijk.vroegste_einde) if regel is not None else {}


def _eigen_regel(regel: GeldigheidRegel, van: date, tot_en_met: date, vroegste: date) -> dict[str, str]:
    """De wet gaat voor: het vroegste einde van de wet mag altijd, ook als dat langer is dan eigen beleid."""
    kortste = plus_jaren(vroegste, regel.min_jaren - 1)
    if tot_en_met < kortste:
        return {"tot_en_met": f"De TLV is te kort: kies op zijn vroegst {in_woorden(kortste)} ({regel.bron})."}
    te_lang = regel.max_jaren is not None and tot_en_met >= plus_jaren(van, regel.max_jaren)
    if te_lang and tot_en_met != vroegste and not regel.afwijken_mag:
        jaar = "jaar" if regel.max_jaren == 1 else "jaren"
        return {"tot_en_met": f"De TLV geldt hier ten hoogste {regel.max_jaren} {jaar} ({regel.bron})."}
    return {}


def leeftijd_op(geboren_op: date, dag: date) -> int:
    """Hele jaren. Wie op 29 februari is geboren, is hier in een gewoon jaar op 1 maart jarig (CONV-9)."""
    return dag.year - geboren_op.year - ((dag.month, dag.day) < (geboren_op.month, geboren_op.day))


def krijgt_besluit(rol: str, geboren_op: date, vandaag: date) -> bool:
    """Wie van de familie het besluit zelf krijgt: elke ouder, en de leerling die meerderjarig is.

    Een meerderjarige leerling beslist over zichzelf; zijn ouders houden bericht als wie een zienswijze gaf (Awb 3:43).
    """
    if rol == "ouder":
        return True
    return rol == "leerling" and leeftijd_op(geboren_op, vandaag) >= MEERDERJARIG
