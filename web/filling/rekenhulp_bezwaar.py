"""Rekenhulp 3: whether bezwaar can still be made, and until when the answer to it may take."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from web.drawing.termijnlijn import Merk, Termijnlijn
from web.filling.rekenhulp import Feit, Lijn, Uitkomst, lijn, voorlopig
from web.filling.rekenhulp_formulier import Deel, Ingevuld, Rijsoort, Vorm
from web.filling.rekenhulp_rekenen import (
    PEILDATUM,
    ZONDER_TERMIJN,
    Ledger,
    datumveld,
    keuzeveld,
    met_uitleg,
    nog,
    onderbrekingen,
    peildag,
    uitrekenen,
    verzoeken,
    wekenveld,
)
from web.formatting import aantal, lange_datum
from web.views import Status

SOORTEN = [
    ("tlv", "Over een toelaatbaarheidsverklaring, van een samenwerkingsverband"),
    ("openbaar_po", "Over toelating of verwijdering, van een openbare basisschool"),
    ("vo", "Over toelating of verwijdering, van een school voor voortgezet onderwijs"),
]

VORM = Vorm(
    (
        Deel(
            "Het besluit",
            (
                keuzeveld("soort", "Waarover gaat het besluit?", SOORTEN),
                datumveld(
                    "bekendgemaakt_op",
                    "Wanneer is het besluit bekendgemaakt?",
                    "De dag waarop het is verstuurd, of waarop u het in het portaal kon lezen.",
                    nodig=True,
                ),
                datumveld("gedagtekend_op", "Welke datum staat er op de brief?", "Die datum telt niet mee."),
            ),
        ),
        Deel(
            "Uw bezwaar",
            (
                datumveld("bezwaar_op", "Wanneer is het bezwaar ontvangen?"),
                datumveld("gepost_op", "Wanneer ging het op de post?", "Bij een brief: de dag van het poststempel."),
                datumveld(
                    "elders_op",
                    "Wanneer kwam het bij een verkeerd adres aan?",
                    "Alleen als een andere overheid het heeft doorgestuurd.",
                ),
            ),
            "Heeft u al bezwaar gemaakt? Dan ziet u ook of het op tijd was, en wanneer er een antwoord moet zijn.",
            uitklap=True,
        ),
        Deel(
            "Vragen om het bezwaar te herstellen",
            uitleg="Ontbrak er iets aan het bezwaar, zoals de redenen? Dan staat de klok stil tot het antwoord.",
            uitklap=True,
            rij=Rijsoort(
                "herstel",
                "Vraag",
                "Vraag om herstel toevoegen",
                (
                    datumveld("op", "Wanneer is de vraag gesteld?", nodig=True),
                    datumveld("termijn_tot", "Tot en met wanneer mocht u antwoorden?", ZONDER_TERMIJN),
                    datumveld("antwoord_op", "Wanneer kwam het antwoord?", "Laat leeg als er nog geen antwoord is."),
                ),
            ),
        ),
        Deel(
            "De geschillencommissie",
            uitleg="Ligt de zaak bij de Geschillencommissie passend onderwijs? Bij een school staat de klok dan "
            "stil. Bij een toelaatbaarheidsverklaring niet.",
            uitklap=True,
            rij=Rijsoort(
                "geschil",
                "Periode",
                "Periode toevoegen",
                (
                    datumveld("van", "Eerste dag", nodig=True),
                    datumveld("tot_en_met", "Laatste dag", "Deze dag hoort erbij.", nodig=True),
                ),
            ),
        ),
        Deel(
            "De beslissing op het bezwaar",
            (
                keuzeveld(
                    "commissie",
                    "Geeft een commissie advies?",
                    [("ja", "Ja, een adviescommissie"), ("nee", "Nee")],
                    "Bij een toelaatbaarheidsverklaring altijd.",
                    lijst=True, nodig=False,
                ),
                datumveld("verdaagd_op", "Wanneer is uitstel meegedeeld?"),
                wekenveld("verdaagd_weken", "Hoeveel weken uitstel?", 6, "Laat leeg voor zes weken."),
                datumveld("hoorzitting_op", "Wanneer is de hoorzitting?"),
                datumveld("beslist_op", "Wanneer is op het bezwaar beslist?"),
            ),
            uitklap=True,
        ),
        Deel("Welke dag bekijkt u?", (PEILDATUM,), uitklap=True),
    )
)  # fmt: skip

ZINNEN = {
    ("einde_voor_begin", "termijn_tot"): "Deze dag ligt vóór de dag van de vraag.",
    ("einde_voor_begin", "tot_en_met"): "Deze periode eindigt voordat zij begint.",
    ("einde_voor_begin", "gepost_op"): "Deze dag ligt na de ontvangst van het bezwaar.",
    ("einde_voor_begin", "elders_ontvangen_op"): "Deze dag ligt na de ontvangst van het bezwaar.",
    ("volgorde", "op"): "Deze dag ligt vóór de bekendmaking van het besluit.",
    ("volgorde", "tot_en_met"): "Deze periode was voorbij voordat het besluit bekend is gemaakt.",
    ("volgorde", "peildatum"): "Deze dag ligt vóór de bekendmaking van het besluit.",
}
INDIENING = {
    "tijdig": ("Het bezwaar is op tijd", "ok", "check"),
    "te_vroeg": ("Het bezwaar was er voor het besluit", "let-op", "alert"),
    "te_laat": ("Het bezwaar is te laat", "fout", "alert-circle"),
}
GEVOLG = {
    "tijdig": "Het moet worden behandeld.",
    "te_vroeg": "Het kan toch worden behandeld als het besluit al was genomen, of als u dat mocht denken.",
    "te_laat": "Het wordt alleen behandeld als u er niets aan kon doen dat het te laat was. Leg dat uit.",
}


def bezwaar(ingevuld: Ingevuld, vandaag: date) -> Uitkomst:
    """The answer. Raises OngeldigeInvoer when something filled in cannot be right."""
    soort = ingevuld.keuze("soort", [waarde for waarde, _ in SOORTEN], "Kies waarover het besluit gaat.")
    bekend = ingevuld.dag("bekendgemaakt_op", "Vul de dag in waarop het besluit bekend is gemaakt.")
    if ingevuld["commissie"]:
        ingevuld.keuze("commissie", ("ja", "nee"))
    ledger, waarschuwingen = _ledger(ingevuld, bekend)
    peil = peildag(ingevuld, vandaag, bekend, ledger)
    invoer = {
        "soort": soort,
        "commissie": ingevuld["commissie"] != "nee",
        "gebeurtenissen": ledger.gebeurtenissen,
        "peildatum": peil,
    }
    plekken = ledger.plekken | {"peildatum": "peildatum", "gebeurtenissen": "bekendgemaakt_op"}
    uit, uitleg = uitrekenen(ingevuld, "bezwaar", invoer, plekken, ZINNEN)
    laatste: date = uit["bezwaartermijn_tot_en_met"]
    return Uitkomst(
        kop=f"Tot en met {lange_datum(laatste)}",
        zin="Tot en met die dag kunt u bezwaar maken.",
        status=_status(uit, laatste, peil),
        feiten=_feiten(uit, peil),
        lijnen=_lijnen(ingevuld, uit, soort, peil or vandaag),
        waarschuwingen=waarschuwingen + voorlopig(laatste, uit["uiterste_beslisdatum"]),
        **met_uitleg(uitleg),
    )


def _ledger(ingevuld: Ingevuld, bekend: date | None) -> tuple[Ledger, list[str]]:
    ledger = Ledger()
    gedagtekend = ingevuld.dag("gedagtekend_op")
    ledger.op("besluit_bekendgemaakt", bekend, "bekendgemaakt_op", gedagtekend_op=gedagtekend)
    op = ingevuld.dag("bezwaar_op")
    gepost, elders = ingevuld.dag("gepost_op"), ingevuld.dag("elders_op")
    if op is None and "bezwaar_op" not in ingevuld.fouten:
        later = ("gepost_op", "elders_op", "verdaagd_op", "verdaagd_weken", "hoorzitting_op", "beslist_op")
        if any(ingevuld[naam] for naam in later) or ingevuld.rijen("herstel") or ingevuld.rijen("geschil"):
            ingevuld.nee("bezwaar_op", "Vul ook in wanneer het bezwaar is ontvangen.")
    if op:
        velden = {"op": op, "gepost_op": gepost, "elders_ontvangen_op": elders}
        namen = {"op": "bezwaar_op", "gepost_op": "gepost_op", "elders_ontvangen_op": "elders_op"}
        ledger.erbij("bezwaar_ontvangen", velden, namen)
    laat = verzoeken(ledger, ingevuld, "herstel", "herstel_gevraagd", "herstel_ontvangen")
    for voor in ingevuld.rijen("geschil"):
        namen = {"van": f"{voor}van", "tot_en_met": f"{voor}tot_en_met"}
        van = ingevuld.dag(namen["van"], "Vul de eerste dag in.")
        tot = ingevuld.dag(namen["tot_en_met"], "Vul de laatste dag in.")
        if van and tot:
            ledger.erbij("opschorting", {"grond": "geschillencommissie", "van": van, "tot_en_met": tot}, namen)
    verdaagd, weken = ingevuld.dag("verdaagd_op"), ingevuld.getal("verdaagd_weken", 1, 6)
    if weken and not ingevuld["verdaagd_op"]:
        ingevuld.nee("verdaagd_op", "Vul de dag in waarop het uitstel is meegedeeld.")
    ledger.op("verdaging_meegedeeld", verdaagd, "verdaagd_op", weken=weken)
    ledger.op("hoorzitting", ingevuld.dag("hoorzitting_op"), "hoorzitting_op")
    ledger.op("beslissing_bekendgemaakt", ingevuld.dag("beslist_op"), "beslist_op")
    return ledger, laat


def _status(uit: dict[str, Any], laatste: date, peil: date | None) -> Status | None:
    if uit["indiening"]:
        return Status(*INDIENING[uit["indiening"]])
    if peil is None:
        return None
    if peil > laatste:
        return Status(f"Bezwaar maken kan niet meer: de termijn {nog(laatste, peil)}", "fout", "alert-circle")
    return Status(f"Bezwaar maken kan nog: de termijn {nog(laatste, peil)}", "info", "clock")


def _feiten(uit: dict[str, Any], peil: date | None) -> list[Feit]:
    feiten = [Feit("Bezwaar maken kan vanaf", lange_datum(uit["bezwaartermijn_vanaf"]))]
    if uit["indiening"]:
        feiten.append(Feit("Uw bezwaar", INDIENING[uit["indiening"]][0], GEVOLG[uit["indiening"]]))
    dagen = (
        ("uiterste_beslisdatum", "Antwoord uiterlijk op", "Dan moet er op het bezwaar zijn beslist."),
        (
            "verdagen_uiterlijk",
            "Uitstel kan tot en met",
            "Tot en met die dag kan worden gezegd dat het antwoord later komt.",
        ),
        ("dossier_naar_commissie_uiterlijk", "Dossier naar de commissie uiterlijk", ""),
        ("inzage_vanaf", "Stukken inzien kan vanaf", ""),
        ("stukken_uiterlijk", "Nieuwe stukken sturen kan tot en met", ""),
    )
    feiten += [Feit(titel, lange_datum(uit[naam]), wat) for naam, titel, wat in dagen if uit[naam]]
    if uit["opgeschorte_dagen"]:
        feiten.append(Feit("De klok stond stil", aantal(uit["opgeschorte_dagen"], "dag", "dagen")))
    if uit["verdaging"] == "te_laat":
        feiten.append(Feit("Uitstel", "Te laat meegedeeld", "De termijn verandert er niet door.", "fout"))
    if uit["status"] in ("tijdig_besloten", "te_laat_besloten"):
        op_tijd = uit["status"] == "tijdig_besloten"
        feiten.append(Feit("De beslissing", "Op tijd" if op_tijd else "Te laat", "", "gewoon" if op_tijd else "fout"))
    if peil:
        feiten.append(Feit("Bekeken op", lange_datum(peil)))
    return feiten


def _lijnen(ingevuld: Ingevuld, uit: dict[str, Any], soort: str, peil: date) -> list[Lijn]:
    begin: date = uit["bezwaartermijn_vanaf"] - timedelta(days=1)
    op = ingevuld.dag("bezwaar_op")
    peil_titel = "Bekeken op" if ingevuld["peildatum"] else "Vandaag"
    indienen = Termijnlijn(
        begin=begin,
        einde=uit["bezwaartermijn_tot_en_met"],
        vandaag=max(peil, begin),
        lengte_dagen=42,
        besluit_op=max(op, begin) if op else None,
        begin_titel="Besluit bekendgemaakt",
        einde_titel="Laatste dag voor bezwaar",
        besluit_titel="Bezwaar ontvangen",
        vandaag_titel=peil_titel,
    )
    uit_lijnen = [lijn("Bezwaar maken", indienen)]
    if op is None:
        return uit_lijnen
    start = op if soort == "vo" else uit["bezwaartermijn_tot_en_met"]
    zonder_uitstel = 28 if soort != "tlv" else 42 if ingevuld["commissie"] == "nee" else 84
    merken = []
    if zitting := ingevuld.dag("hoorzitting_op"):
        merken.append(Merk(dag=max(zitting, start), titel="Hoorzitting"))
    beslissen = Termijnlijn(
        begin=start,
        einde=uit["uiterste_beslisdatum"],
        vandaag=max(peil, start),
        lengte_dagen=zonder_uitstel,
        onderbrekingen=onderbrekingen(uit["opschortingen"], peil),
        merken=merken,
        oorspronkelijk_einde=uit["verdagen_uiterlijk"] if uit["verdaging"] == "tijdig" else None,
        besluit_op=ingevuld.dag("beslist_op"),
        begin_titel="Bezwaar ontvangen" if soort == "vo" else "Einde van de bezwaartermijn",
        einde_titel="Laatste dag voor het antwoord",
        besluit_titel="Beslissing op bezwaar",
        vandaag_titel=peil_titel,
    )
    return [*uit_lijnen, lijn("Beslissen op het bezwaar", beslissen)]
