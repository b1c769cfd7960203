"""Welk samenwerkingsverband over een toelaatbaarheidsverklaring beslist (WPO 40 lid 8, WEC 40)."""

from __future__ import annotations

from datetime import date

import msgspec

from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap, waarde
from services.kern.wetsartikelen import WEC_40, WEC_40_11, WEC_40_13, WEC_40_14, WEC_40_16, WPO_40_8

DOELEN = ("sbo", "so", "vso", "cluster_1_2")
SOORTEN_SCHOOL = ("bo", "sbo", "so", "vo", "vso")
SOORTEN_TLV = ("sbo", "so", "vso")
# Bij welk doel de school van herkomst het samenwerkingsverband aanwijst.
HERKOMST = {"sbo": ("bo", "sbo", "so"), "so": ("bo", "sbo", "so"), "vso": ("vo", "vso")}


class School(msgspec.Struct, frozen=True):
    soort: str
    swv: str


class HuidigeTlv(msgspec.Struct, frozen=True):
    soort: str
    swv: str
    geldig_tot_en_met: date


class Bevoegd(msgspec.Struct, frozen=True):
    """`swv` is None als er geen (nieuwe) TLV nodig is; `grond` zegt waarom dit samenwerkingsverband."""

    tlv_nodig: bool
    swv: str | None
    grond: str
    uitleg: list[Stap]


def bevoegd_samenwerkingsverband(
    doel: str,
    *,
    school: School | None = None,
    woon_swv: str | None = None,
    doelschool_swv: str | None = None,
    huidige_tlv: HuidigeTlv | None = None,
    op: date | None = None,
    residentieel: bool = False,
) -> Bevoegd:
    """De eerste regel die past. `op` is de dag van overgang, verplicht bij een huidige TLV (`ontbreekt`)."""
    if huidige_tlv is not None and op is None:
        raise Rekenfout("ontbreekt", "op", "Bij een lopende verklaring hoort de dag van overgang.")
    if doel == "cluster_1_2":
        zin = "Voor cluster 1 en 2 is geen verklaring nodig; de commissie van onderzoek beslist."
        return _bevoegd(None, "commissie_van_onderzoek", zin, WEC_40)
    if residentieel and doel in ("so", "vso"):
        zin = "De leerling woont in een residentiële instelling en is zolang dat duurt toelaatbaar."
        return _bevoegd(None, "residentieel", zin, WEC_40_16)
    zelfde_soort = school is not None and huidige_tlv is not None and doel == school.soort == huidige_tlv.soort
    if zelfde_soort and doel == "vso" and op <= huidige_tlv.geldig_tot_en_met:
        zin = "De leerling gaat van vso naar vso met een geldige verklaring; die loopt door."
        return _bevoegd(None, "tlv_loopt_door", zin, WEC_40_14)
    artikel = {"sbo": WPO_40_8, "vso": WEC_40_13}.get(doel, WEC_40_11)
    if zelfde_soort:
        zin = "De leerling blijft op dezelfde soort school; het samenwerkingsverband van de eerdere verklaring beslist."
        return _bevoegd(huidige_tlv.swv, "eerdere_tlv", zin, artikel)
    if school is not None and school.soort in HERKOMST[doel]:
        zin = "Het samenwerkingsverband van de school waar de leerling nu staat ingeschreven beslist."
        return _bevoegd(school.swv, "school", zin, artikel)
    if woon_swv is not None:
        zin = "Het samenwerkingsverband van de woonplaats beslist."
        return _bevoegd(woon_swv, "woonplaats", zin, artikel)
    if doelschool_swv is None:
        raise Rekenfout("ontbreekt", "doelschool_swv", "Geef het samenwerkingsverband van de school van aanmelding.")
    zin = "De leerling woont in het buitenland; het samenwerkingsverband van de school van aanmelding beslist."
    return _bevoegd(doelschool_swv, "doelschool", zin, artikel)


def _bevoegd(swv: str | None, grond: str, zin: str, artikel: object) -> Bevoegd:
    return Bevoegd(swv is not None, swv, grond, [waarde(zin, swv if swv is not None else grond, artikel)])
