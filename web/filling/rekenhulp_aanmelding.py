"""Rekenhulp 2: until when a school may decide on an aanmelding, and what follows when it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

from web.drawing.termijnlijn import Merk, Termijnlijn
from web.filling.rekenhulp import Feit, Uitkomst, lijn, voorlopig
from web.filling.rekenhulp_formulier import Deel, Ingevuld, Vorm
from web.filling.rekenhulp_rekenen import (
    PEILDATUM,
    Ledger,
    datumveld,
    keuzeveld,
    met_uitleg,
    nog,
    peildag,
    uitrekenen,
    wekenveld,
)
from web.formatting import lange_datum
from web.views import Status

SECTOREN = [
    ("po", "Basisschool of speciaal basisonderwijs"),
    ("so", "Speciaal onderwijs (cluster 3 of 4)"),
    ("so_cluster_1_2", "School voor blinde, slechtziende, dove of slechthorende leerlingen of leerlingen met tos"),
    ("vo", "Voortgezet onderwijs"),
]
JA_NEE = [("ja", "Ja"), ("nee", "Nee")]

VORM = Vorm(
    (
        Deel(
            "De aanmelding",
            (
                keuzeveld("sector", "Bij welke soort school?", SECTOREN),
                datumveld(
                    "aangemeld_op",
                    "Wanneer is de aanmelding ontvangen?",
                    "De dag waarop de school uw aanmelding kreeg.",
                    nodig=True,
                ),
            ),
        ),
        Deel(
            "Verlengd",
            (
                datumveld("verlengd_op", "Wanneer is dat meegedeeld?"),
                wekenveld("verlengd_weken", "Met hoeveel weken?", 4, "Laat leeg voor vier weken."),
            ),
            "De school mag de termijn één keer langer maken, met ten hoogste vier weken.",
            uitklap=True,
        ),
        Deel(
            "Wat is er al gebeurd?",
            (
                datumveld(
                    "informatie_op",
                    "Wanneer vroeg de school om informatie?",
                    "De klok loopt dan gewoon door: deze wet kent geen uitstel.",
                ),
                datumveld("besloten_op", "Wanneer vertelde de school wat zij besloot?"),
                datumveld("elders_op", "Wanneer is het kind op een andere school ingeschreven?"),
            ),
            uitklap=True,
        ),
        Deel(
            "Bijzondere regels",
            (
                keuzeveld(
                    "asielregels",
                    "Gelden de regels voor kinderen die net in Nederland zijn?",
                    JA_NEE,
                    "Dan kan de school de termijn niet verlengen.",
                    lijst=True, nodig=False,
                ),
            ),
            uitklap=True,
        ),
        Deel("Welke dag bekijkt u?", (PEILDATUM,), uitklap=True),
    )
)  # fmt: skip

ZINNEN = {("volgorde", "op"): "Deze dag ligt vóór de aanmelding."}


def aanmelding(ingevuld: Ingevuld, vandaag: date) -> Uitkomst:
    """The answer. Raises OngeldigeInvoer when something filled in cannot be right."""
    sector = ingevuld.keuze("sector", [waarde for waarde, _ in SECTOREN], "Kies de soort school.")
    asiel = ingevuld["asielregels"]
    if asiel:
        ingevuld.keuze("asielregels", ("ja", "nee"))
    op = ingevuld.dag("aangemeld_op", "Vul de dag in waarop de aanmelding is ontvangen.")
    ledger = _ledger(ingevuld, op)
    peil = peildag(ingevuld, vandaag, op, ledger)
    if op and peil and peil < op:
        ingevuld.nee("peildatum", "Deze dag ligt vóór de aanmelding.")
    invoer = {"sector": sector, "asielregels": asiel == "ja", "gebeurtenissen": ledger.gebeurtenissen}
    plekken = ledger.plekken | {"gebeurtenissen": "aangemeld_op"}
    uit, uitleg = uitrekenen(ingevuld, "zorgplicht", invoer, plekken, ZINNEN)
    uiterste: date = uit["uiterste_beslisdatum"]
    besloten = ingevuld.dag("besloten_op")
    return Uitkomst(
        kop=f"Uiterlijk {lange_datum(uiterste)}",
        zin="Dat is de laatste dag waarop het schoolbestuur mag zeggen of het kind wordt toegelaten.",
        status=_status(uiterste, besloten, peil),
        feiten=_feiten(uit, sector, peil),
        lijnen=[lijn("De termijn op de kalender", _lijn(ingevuld, uit, op or vandaag, peil or vandaag))],
        waarschuwingen=voorlopig(uiterste, uit["plaatsing_vanaf"]),
        **met_uitleg(uitleg),
    )


def _ledger(ingevuld: Ingevuld, op: date | None) -> Ledger:
    ledger = Ledger()
    ledger.op("aanmelding_ontvangen", op, "aangemeld_op")
    verlengd = ingevuld.dag("verlengd_op")
    weken = ingevuld.getal("verlengd_weken", 1, 4)
    if weken and not ingevuld["verlengd_op"]:
        ingevuld.nee("verlengd_op", "Vul de dag in waarop dit is meegedeeld.")
    ledger.op("verlenging_meegedeeld", verlengd, "verlengd_op", weken=weken)
    ledger.op("informatie_gevraagd", ingevuld.dag("informatie_op"), "informatie_op")
    ledger.op("beslissing_meegedeeld", ingevuld.dag("besloten_op"), "besloten_op")
    ledger.op("elders_ingeschreven", ingevuld.dag("elders_op"), "elders_op")
    return ledger


def _status(uiterste: date, besloten: date | None, peil: date | None) -> Status | None:
    if besloten:
        op_tijd = besloten <= uiterste
        return (
            Status("Op tijd besloten", "ok", "check") if op_tijd else Status("Te laat besloten", "fout", "alert-circle")
        )
    if peil is None:
        return None
    if peil > uiterste:
        return Status(f"De termijn {nog(uiterste, peil)}", "fout", "alert-circle")
    return Status(f"De termijn {nog(uiterste, peil)}", "info", "clock")


def _feiten(uit: dict[str, Any], sector: str, peil: date | None) -> list[Feit]:
    feiten = []
    if uit["verlenging"] == "geen" and uit["verlengen_uiterlijk"]:
        wat = "Tot en met die dag kan de school zeggen dat zij meer tijd nodig heeft."
        feiten.append(Feit("Verlengen kan tot en met", lange_datum(uit["verlengen_uiterlijk"]), wat))
    if uit["verlenging"] in ("te_laat", "niet_toegestaan"):
        woord = "Te laat meegedeeld" if uit["verlenging"] == "te_laat" else "Dat mag hier niet"
        feiten.append(Feit("Verlenging", woord, "De termijn verandert er niet door.", "fout"))
    if uit["verlenging"] == "tijdig":
        feiten.append(Feit("Verlenging", "Op tijd meegedeeld"))
    if uit["plaatsing"] == "geen":
        feiten.append(Feit("Tijdelijke plaatsing", "Niet nodig", "Er was op tijd een beslissing of een andere school."))
    else:
        wat = "Als er dan nog geen beslissing is en het kind nergens anders is ingeschreven."
        titel = "Recht op toelating vanaf" if uit["plaatsing"] == "toelating" else "Recht op een tijdelijke plek vanaf"
        if sector != "vo":
            leeftijd = "3" if sector == "so_cluster_1_2" else "4"
            wat += f" Niet voordat het kind {leeftijd} jaar is."
        feiten.append(Feit(titel, lange_datum(uit["plaatsing_vanaf"]), wat))
    if peil:
        feiten.append(Feit("Bekeken op", lange_datum(peil)))
    return feiten


def _lijn(ingevuld: Ingevuld, uit: dict[str, Any], op: date, peil: date) -> Termijnlijn:
    merken = []
    if verlengd := ingevuld.dag("verlengd_op"):
        merken.append(Merk(dag=max(verlengd, op), titel="Verlenging meegedeeld"))
    if (vanaf := uit["plaatsing_vanaf"]) and uit["plaatsing"] != "geen" and not ingevuld["besloten_op"]:
        merken.append(Merk(dag=vanaf, titel="Tijdelijke plek", gepland=True))
    weken = (uit["nominaal_einde"] - op).days
    return Termijnlijn(
        begin=op,
        einde=uit["uiterste_beslisdatum"],
        vandaag=max(peil, op),
        lengte_dagen=weken,
        merken=merken,
        besluit_op=ingevuld.dag("besloten_op"),
        begin_titel="Aanmelding ontvangen",
        besluit_titel="Beslissing meegedeeld",
        vandaag_titel="Bekeken op" if ingevuld["peildatum"] else "Vandaag",
    )
