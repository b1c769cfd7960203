"""Rekenhulp 4: whether a pupil meets the criteria for praktijkonderwijs or leerwegondersteuning.

IQ and test results say much about a child, also without a name: this form is posted, so that nothing of it stands in
an address, and an answer has no address of its own.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from services.kern.pro_lwoo import DOMEINEN
from services.kern.uitleg import Stap
from web.filling.rekenhulp import Feit, Uitkomst, leesbaar
from web.filling.rekenhulp_formulier import Deel, Ingevuld, Vorm
from web.filling.rekenhulp_rekenen import datumveld, keuzeveld, met_uitleg, uitrekenen
from web.formatting import lange_datum, opsomming
from web.views import Status, Veld

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
LIJST: dict[str, Any] = {"lijst": True, "nodig": False}


def _getalveld(naam: str, label: str, uitleg: str = "", *, nodig: bool = False) -> Veld:
    return Veld(naam, label, "getal", uitleg, verplicht=nodig, max_lengte="4")


VORM = Vorm(
    (
        Deel("Intelligentie", (_getalveld("iq", "IQ", "Een heel getal, uit het onderzoek.", nodig=True),)),
        Deel(
            "Hoelang kreeg de leerling onderwijs?",
            (
                keuzeveld("groep", "Groep op de dag van de toets", [(str(g), f"Groep {g}") for g in range(3, 9)],
                          lijst=True, nodig=False),
                datumveld("toets_op", "Wanneer is de toets gemaakt?"),
                _getalveld("doublures", "Hoe vaak is de leerling blijven zitten?", "Vanaf groep 3."),
                _getalveld("dl", "Of: het aantal maanden onderwijs (DL)", "Weet u dit? Dan hoeft u de drie vragen "
                           "hierboven niet in te vullen."),
            ),
            "Daarmee rekenen we uit hoeveel maanden onderwijs de leerling kreeg: tien per schooljaar.",
        ),
        Deel(
            "Wat kan de leerling?",
            tuple(
                _getalveld(f"dle_{naam.lower()}", f"{wat.capitalize()} (DLE)", nodig=True)
                for naam, wat in DOMEINEN.items()
            ),
            "Vul per vak het toetsresultaat in, in maanden (DLE).",
        ),
        Deel(
            "Hoe gaat het verder met de leerling?",
            (keuzeveld("sociaal_emotioneel", "Zijn er sociaal-emotionele problemen?", JA_NEE,
                       "Dit is nodig bij een IQ van 91 tot en met 120.", lijst=True, nodig=False),),
            uitklap=True,
        ),
        Deel(
            "Bijzondere groep",
            (
                keuzeveld("bijzondere_groep", "Hoort de leerling bij een bijzondere groep?", JA_NEE,
                          "Dat is een groep waarvoor andere regels gelden dan de getallen hierboven.", **LIJST),
                keuzeveld("zienswijze_ouders", "Is de mening van de ouders opgeschreven?", JA_NEE, **LIJST),
                keuzeveld("instemming_ouders", "Zijn de ouders het eens met de aanvraag?", JA_NEE, **LIJST),
            ),
            uitklap=True,
        ),
        Deel(
            "Net in Nederland",
            (
                datumveld("in_nederland_sinds", "Sinds wanneer is de leerling in Nederland?"),
                Veld("eerste_vo_schooljaar", "In welk jaar begon het eerste schooljaar in het voortgezet onderwijs?",
                     "getal", "Voor 2026/27 vult u 2026 in.", verplicht=False, max_lengte="4"),
            ),
            "Wie korter dan een jaar in Nederland is, kan praktijkonderwijs pas een jaar later aanvragen.",
            uitklap=True,
        ),
    )
)  # fmt: skip

KOPPEN = {
    (): ("Voldoet niet aan de criteria", "Deze getallen vallen buiten de criteria voor beide."),
    ("pro",): ("Praktijkonderwijs", "De leerling voldoet aan de criteria voor praktijkonderwijs."),
    ("lwoo",): ("Leerwegondersteuning", "De leerling voldoet aan de criteria voor leerwegondersteuning (lwoo)."),
    ("lwoo", "pro"): (
        "Praktijkonderwijs of leerwegondersteuning",
        "De leerling voldoet aan beide. De motivering van de aanvraag beslist welke van de twee het wordt.",
    ),
}  # fmt: skip


def onderwijs(ingevuld: Ingevuld, vandaag: date) -> Uitkomst:
    """The answer. Raises OngeldigeInvoer when something filled in cannot be right."""
    iq = ingevuld.getal("iq", 1, 200, "Vul het IQ in.")
    achterstand = _leeftijd(ingevuld)
    dles = {
        naam: ingevuld.getal(f"dle_{naam.lower()}", 0, 120, "Vul het resultaat in maanden in.") for naam in DOMEINEN
    }
    keuzes = {naam: _ja(ingevuld, naam) for naam in
              ("sociaal_emotioneel", "bijzondere_groep", "zienswijze_ouders", "instemming_ouders")}  # fmt: skip
    sinds = ingevuld.dag("in_nederland_sinds")
    schooljaar = ingevuld.getal("eerste_vo_schooljaar", 1950, 2199)
    uitleg: list[Stap] = []
    breuken: dict[str, str] = {}
    feiten: list[Feit] = []
    for naam, dle in dles.items():
        uit, stappen = uitrekenen(ingevuld, "leerachterstand", achterstand | {"dle": dle}, PLEKKEN)
        # How long the education lasted is the same for all four; it is explained once.
        uitleg += stappen if not uitleg else stappen[1:]
        uitleg[-1] = Stap(f"{DOMEINEN[naam].capitalize()}: {_klein(uitleg[-1].stap)}", waarde=uitleg[-1].waarde,
                          grondslag=uitleg[-1].grondslag)  # fmt: skip
        breuken[naam] = uit["achterstand"]
        feiten.append(_feit(DOMEINEN[naam], uit))
    invoer = {"iq": iq, "achterstand": breuken, **keuzes, "in_nederland_sinds": sinds,
              "eerste_vo_schooljaar": schooljaar}  # fmt: skip
    uit, stappen = uitrekenen(ingevuld, "pro_lwoo", invoer, PLEKKEN)
    kop, zin = KOPPEN[tuple(sorted({soort.partition("_")[0] for soort in uit["voldoet"]}))]
    return Uitkomst(
        kop=kop,
        zin=zin,
        status=Status("Voldoet", "ok", "check") if uit["voldoet"] else Status("Voldoet niet", "", "x"),
        feiten=[*_slot(uit), *feiten],
        **met_uitleg(uitleg + stappen),
    )


PLEKKEN = {
    "groep": "groep",
    "peildatum": "toets_op",
    "dl": "dl",
    "iq": "iq",
    "in_nederland_sinds": "in_nederland_sinds",
    "eerste_vo_schooljaar": "eerste_vo_schooljaar",
}


def _ja(ingevuld: Ingevuld, naam: str) -> bool | None:
    if ingevuld[naam]:
        ingevuld.keuze(naam, ("ja", "nee"))
    return True if ingevuld[naam] == "ja" else None


def _leeftijd(ingevuld: Ingevuld) -> dict[str, Any]:
    """How many months of education, as kern asks for it: as a number, or from the group and the day of the test."""
    dl = ingevuld.getal("dl", 1, 120)
    if ingevuld["dl"]:
        return {"dl": dl}
    groep = ingevuld.getal("groep", 3, 8, "Kies de groep, of vul het aantal maanden onderwijs in.")
    op = ingevuld.dag("toets_op", "Vul in wanneer de toets is gemaakt.")
    return {"groep": groep, "peildatum": op, "doublures": ingevuld.getal("doublures", 0, 5)}


def _feit(domein: str, uit: dict[str, Any]) -> Feit:
    breuk = Fraction(uit["achterstand"])
    telt = {"pro": "genoeg voor praktijkonderwijs", "lwoo": "genoeg voor leerwegondersteuning", "geen": "te klein"}
    procent = f"{float(breuk) * 100:.1f}".replace(".", ",").removesuffix(",0")
    return Feit(f"Achterstand {domein}", f"{procent}%", f"Precies {uit['achterstand']}; {telt[uit['telt_voor']]}.")


def _slot(uit: dict[str, Any]) -> list[Feit]:
    feiten = []
    if uit["voldoet"]:
        feiten.append(Feit("Voldoet aan", opsomming([leesbaar(soort) for soort in uit["voldoet"]])))
    if vanaf := uit["pro_aanvragen_vanaf"]:
        wat = "De leerling is dan lang genoeg in Nederland."
        feiten.append(Feit("Praktijkonderwijs aanvragen kan vanaf", lange_datum(vanaf), wat, "let-op"))
    if uit["ontbrekend"]:
        namen = {"zienswijze_ouders": "de mening van de ouders", "instemming_ouders": "de instemming van de ouders"}
        feiten.append(Feit("Er ontbreekt nog", opsomming([namen[naam] for naam in uit["ontbrekend"]]), "", "let-op"))
    return feiten


def _klein(zin: str) -> str:
    return zin[:1].lower() + zin[1:]
