"""Rekenhulp 5: which samenwerkingsverband decides, from where the pupil lives and the school just before.

Only the four digits of a postcode are used. The letters are dropped before anything is written anywhere: the address
of the answer holds the digits.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from services.kern.uitleg import Stap
from tenants import organisaties
from web.filling.rekenhulp import Feit, Uitkomst
from web.filling.rekenhulp_formulier import Deel, Ingevuld, Vorm
from web.filling.rekenhulp_rekenen import datumveld, keuzeveld, met_uitleg, uitrekenen
from web.views import Status, Veld

DOELEN = [
    ("sbo", "Speciaal basisonderwijs (sbo)"),
    ("so", "Speciaal onderwijs (so)"),
    ("vso", "Voortgezet speciaal onderwijs (vso)"),
    ("cluster_1_2", "School voor blinde, slechtziende, dove of slechthorende leerlingen of leerlingen met tos"),
]
SCHOLEN = [
    ("bo", "Een basisschool"),
    ("sbo", "Speciaal basisonderwijs (sbo)"),
    ("so", "Speciaal onderwijs (so)"),
    ("vo", "Voortgezet onderwijs"),
    ("vso", "Voortgezet speciaal onderwijs (vso)"),
]
SOORTEN_TLV = SCHOLEN[1:3] + SCHOLEN[4:]
SECTOR = {"bo": "PO", "sbo": "PO", "so": "PO", "vo": "VO", "vso": "VO"}
GRONDEN = {
    "woonplaats": "Omdat de leerling in dit gebied woont.",
    "school": "Omdat de leerling hier op school zit. De school van nu gaat voor de woonplaats.",
    "eerdere_tlv": "Omdat dit samenwerkingsverband de eerdere verklaring gaf en de soort school hetzelfde blijft.",
    "doelschool": "Omdat de leerling niet in Nederland woont. Dan telt de school waar het kind is aangemeld.",
}
NIET_DE_SCHOOL = " De school van nu telt hier niet mee: die hoort bij een andere soort onderwijs."
GEEN_SCHOOL = " Zonder school van nu telt de woonplaats."
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?(?:[A-Za-z]{2})?")
_SWV = re.compile(r"(PO|VO)[ -]?([0-9]{2})[.-]?([0-9]{2})")


def _postcode(naam: str, label: str, uitleg: str = "", *, nodig: bool = False) -> Veld:
    return Veld(naam, label, "getal", uitleg, verplicht=nodig, max_lengte="7")


VORM = Vorm(
    (
        Deel("Waar gaat de leerling naartoe?", (keuzeveld("doel", "Welke soort school?", DOELEN),)),
        Deel(
            "Waar woont de leerling?",
            (
                _postcode(
                    "postcode",
                    "Postcode",
                    "De vier cijfers zijn genoeg. Laat leeg als de leerling in het buitenland woont.",
                    nodig=True,
                ),
                keuzeveld("residentieel", "Woont de leerling in een instelling voor residentiële hulp?",
                          [("nee", "Nee"), ("ja", "Ja")], nodig=False),
            ),
        ),
        Deel(
            "De school van nu",
            (
                keuzeveld("school", "Op welke soort school zit de leerling nu?", SCHOLEN,
                          "Laat leeg als de leerling nog niet op school zit.", lijst=True, nodig=False),
                _postcode("school_postcode", "Postcode van die school", "De vier cijfers zijn genoeg."),
            ),
            "De school waar de leerling vlak voor de overstap staat ingeschreven.",
        ),
        Deel(
            "Een eerdere verklaring",
            (
                keuzeveld("tlv", "Voor welke soort school was die verklaring?", SOORTEN_TLV, lijst=True, nodig=False),
                Veld("tlv_swv", "Nummer van het samenwerkingsverband", "tekst",
                     "Het begin van het nummer op de verklaring, zoals PO2202.", verplicht=False, max_lengte="9"),
                datumveld("tlv_tot_en_met", "Tot en met wanneer is zij geldig?"),
                datumveld("overgang_op", "Wanneer gaat de leerling over?"),
            ),
            "Had de leerling al een toelaatbaarheidsverklaring? Dan kan die doorlopen of bepalen wie beslist.",
            uitklap=True,
        ),
        Deel(
            "Woont de leerling in het buitenland?",
            (_postcode("doelschool_postcode", "Postcode van de school waar het kind is aangemeld"),),
            uitklap=True,
        ),
    )
)  # fmt: skip


def bevoegd(ingevuld: Ingevuld, vandaag: date) -> Uitkomst:
    """The answer. Raises OngeldigeInvoer when something filled in cannot be right."""
    invoer, uit, uitleg = uitgerekend(ingevuld)
    kop, zin, status, feiten = _antwoord(uit)
    if uit["grond"] == "woonplaats":
        zin += NIET_DE_SCHOOL if ingevuld["school"] else GEEN_SCHOOL
    return Uitkomst(
        kop=kop,
        zin=zin,
        status=status,
        feiten=[*feiten, *_gebieden(ingevuld, invoer)],
        waarschuwingen=_waarschuwingen(ingevuld),
        **met_uitleg(uitleg),
    )


def uitgerekend(ingevuld: Ingevuld) -> tuple[dict[str, Any], dict[str, Any], list[Stap]]:
    """What the rule was asked, its outcome and its steps. Raises OngeldigeInvoer."""
    doel = ingevuld.keuze("doel", [waarde for waarde, _ in DOELEN], "Kies de soort school.")
    sector = "VO" if doel == "vso" else "PO"
    invoer: dict[str, Any] = {"doel": doel, "residentieel": ingevuld["residentieel"] == "ja"}
    invoer["woon_swv"] = _swv(ingevuld, "postcode", sector)
    invoer["school"] = _school(ingevuld)
    invoer["doelschool_swv"] = _swv(ingevuld, "doelschool_postcode", sector)
    invoer["huidige_tlv"], invoer["op"] = _tlv(ingevuld)
    vrij = doel == "cluster_1_2" or (invoer["residentieel"] and doel in ("so", "vso"))
    if not vrij and not ingevuld["postcode"] and not ingevuld["doelschool_postcode"]:
        zin = "Vul de postcode in. Woont de leerling in het buitenland? Vul dan onderaan de nieuwe school in."
        ingevuld.nee("postcode", zin)
    plekken = {"doelschool_swv": "doelschool_postcode", "op": "overgang_op", "woon_swv": "postcode"}
    uit, uitleg = uitrekenen(ingevuld, "bevoegd_samenwerkingsverband", invoer, plekken)
    return invoer, uit, uitleg


def plat(invoer: dict[str, Any]) -> dict[str, str]:
    """The same in one level, as it travels: no postcodes, but the samenwerkingsverbanden that follow from them."""
    school, tlv = invoer["school"] or {}, invoer["huidige_tlv"] or {}
    uit = {
        "doel": invoer["doel"],
        "residentieel": "ja" if invoer["residentieel"] else "nee",
        "woon_swv": invoer["woon_swv"],
        "doelschool_swv": invoer["doelschool_swv"],
        "school_soort": school.get("soort"),
        "school_swv": school.get("swv"),
        "tlv_soort": tlv.get("soort"),
        "tlv_swv": tlv.get("swv"),
        "tlv_tot_en_met": tlv.get("geldig_tot_en_met"),
        "op": invoer["op"].isoformat() if invoer["op"] else None,
    }
    return {naam: waarde for naam, waarde in uit.items() if waarde}


def _swv(ingevuld: Ingevuld, naam: str, sector: str) -> str | None:
    """The samenwerkingsverband of a postcode; what was typed becomes its four digits."""
    if not ingevuld[naam]:
        return None
    gevonden = _POSTCODE.fullmatch(ingevuld[naam])
    if gevonden is None:
        ingevuld.nee(naam, "Vul de vier cijfers van de postcode in, zoals 7824.")
        return None
    ingevuld.waarden[naam] = pc4 = gevonden[1]
    swv = organisaties.swv_van_postcode(pc4, sector)
    if swv is None:
        ingevuld.nee(
            naam,
            f"Postcode {pc4} staat niet in de landelijke indeling van 2015. Nieuwe wijken en postbussen ontbreken. "
            "Vul een postcode uit dezelfde buurt in, of vraag het aan de school.",
        )
    return swv


def _school(ingevuld: Ingevuld) -> dict[str, str] | None:
    soort = ingevuld["school"]
    if not soort:
        if ingevuld["school_postcode"]:
            ingevuld.nee("school", "Kies ook de soort school.")
        return None
    ingevuld.keuze("school", SECTOR)
    if not ingevuld["school_postcode"]:
        ingevuld.nee("school_postcode", "Vul de postcode van die school in.")
    swv = _swv(ingevuld, "school_postcode", SECTOR.get(soort, "PO"))
    return {"soort": soort, "swv": swv} if swv else None


def _tlv(ingevuld: Ingevuld) -> tuple[dict[str, Any] | None, date | None]:
    velden = ("tlv", "tlv_swv", "tlv_tot_en_met", "overgang_op")
    if not any(ingevuld[naam] for naam in velden):
        return None, None
    soort = ingevuld.keuze("tlv", [waarde for waarde, _ in SOORTEN_TLV], "Kies voor welke soort school zij was.")
    gevonden = _SWV.fullmatch(ingevuld["tlv_swv"].upper())
    swv = "".join(gevonden.groups()) if gevonden else ""
    if organisaties.samenwerkingsverband(swv) is None:
        ingevuld.nee("tlv_swv", "Dit nummer kennen we niet. Het bestaat uit PO of VO en vier cijfers, zoals PO2202.")
    else:
        ingevuld.waarden["tlv_swv"] = swv
    tot = ingevuld.dag("tlv_tot_en_met", "Vul in tot en met wanneer zij geldig is.")
    op = ingevuld.dag("overgang_op", "Vul in wanneer de leerling overgaat.")
    return {"soort": soort, "swv": swv, "geldig_tot_en_met": tot.isoformat() if tot else None}, op


def _antwoord(uit: dict[str, Any]) -> tuple[str, str, Status | None, list[Feit]]:
    if uit["grond"] == "commissie_van_onderzoek":
        zin = "Voor deze scholen is geen verklaring nodig. De commissie van onderzoek van de school beslist."
        return "De commissie van onderzoek", zin, Status("Geen verklaring nodig", "info", "info"), []
    if uit["grond"] == "tlv_loopt_door":
        zin = "De leerling blijft in het voortgezet speciaal onderwijs en de verklaring is nog geldig. Zij loopt door."
        return "Geen nieuwe verklaring nodig", zin, Status("De verklaring loopt door", "ok", "check"), []
    if uit["grond"] == "residentieel":
        zin = "Wie in een residentiële instelling woont, mag zolang dat duurt naar de school die daarbij hoort."
        return "Geen verklaring nodig", zin, Status("Geen verklaring nodig", "info", "info"), []
    swv = organisaties.samenwerkingsverband(uit["swv"])
    assert swv is not None
    feiten = [Feit("Nummer", swv.id)]
    if not swv.naam_bevestigd:
        feiten.append(Feit("Naam", "Niet bekend", "Wij noemen het naar zijn nummer en de grootste gemeenten."))
    return swv.naam, GRONDEN[uit["grond"]], Status("Verklaring nodig", "info", "info"), feiten


def _gebieden(ingevuld: Ingevuld, invoer: dict[str, Any]) -> list[Feit]:
    """What was read from each postcode, so that a typing error shows."""
    namen = {"postcode": "Woonplaats", "school_postcode": "School van nu", "doelschool_postcode": "Nieuwe school"}
    school = invoer["school"] or {}
    nummers = {"postcode": invoer["woon_swv"], "school_postcode": school.get("swv"),
               "doelschool_postcode": invoer["doelschool_swv"]}  # fmt: skip
    feiten = []
    for naam, titel in namen.items():
        if nummers[naam]:
            plek = organisaties.postcodes()[ingevuld[naam]]
            feiten.append(
                Feit(
                    titel,
                    f"{ingevuld[naam]}, {plek.gemeente}",
                    f"Hoort bij {nummers[naam]}, volgens de landelijke indeling van 2015.",
                )
            )
    return feiten


def _waarschuwingen(ingevuld: Ingevuld) -> list[str]:
    if not ingevuld["school"]:
        return []
    return [
        "Is de school van nu reformatorisch? Dan hoort zij bij het landelijke reformatorische samenwerkingsverband, "
        "waar zij ook staat."
    ]
