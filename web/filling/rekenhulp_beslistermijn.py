"""Rekenhulp 1: until when a samenwerkingsverband may decide on an aanvraag, and what it owes when that passes."""

from __future__ import annotations

from datetime import date
from typing import Any

from web.drawing.termijnlijn import Merk, Termijnlijn
from web.filling.rekenhulp import (
    Feit,
    Uitkomst,
    euro,
    lijn,
    voorlopig,
)
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
)
from web.formatting import aantal, lange_datum, telwoord
from web.views import Status

GRONDEN = [
    ("instemming", "De aanvrager stemde schriftelijk in met uitstel"),
    ("aanvrager", "De vertraging kwam door de aanvrager"),
    ("overmacht", "Overmacht: het kon door niemand"),
    ("buitenland", "Er was informatie uit het buitenland nodig"),
    ("anders", "Een andere reden"),
]

VORM = Vorm(
    (
        Deel(
            "De aanvraag",
            (
                datumveld(
                    "ontvangen_op",
                    "Wanneer is de aanvraag ontvangen?",
                    "De dag waarop het samenwerkingsverband de aanvraag kreeg, ook als er nog iets ontbrak.",
                    nodig=True,
                ),
            ),
        ),
        Deel(
            "Vragen om aanvulling",
            uitleg="Vroeg het samenwerkingsverband om stukken die ontbraken? Dan staat de klok stil tot het antwoord.",
            rij=Rijsoort(
                "vraag",
                "Vraag",
                "Vraag om aanvulling toevoegen",
                (
                    datumveld("op", "Wanneer is de vraag gesteld?", nodig=True),
                    datumveld("termijn_tot", "Tot en met wanneer mocht u antwoorden?", ZONDER_TERMIJN),
                    datumveld("antwoord_op", "Wanneer kwam het antwoord?", "Laat leeg als er nog geen antwoord is."),
                    keuzeveld(
                        "volledig",
                        "Was het antwoord volledig?",
                        [("ja", "Ja"), ("nee", "Nee, er ontbrak nog iets")],
                        lijst=True, nodig=False,
                    ),
                ),
            ),
        ),
        Deel(
            "Ander uitstel",
            uitleg="Stond de klok om een andere reden stil? Uitstel heeft altijd een einde.",
            rij=Rijsoort(
                "uitstel",
                "Uitstel",
                "Uitstel toevoegen",
                (
                    keuzeveld("grond", "Waarom?", GRONDEN, lijst=True),
                    datumveld("van", "Eerste dag", nodig=True),
                    datumveld("tot_en_met", "Laatste dag", "Deze dag hoort erbij.", nodig=True),
                ),
            ),
        ),
        Deel(
            "Een latere datum aangekondigd",
            (
                datumveld("verdaagd_op", "Wanneer is dat meegedeeld?"),
                datumveld("verdaagd_tot", "Welke datum is genoemd?", "Dan zou het besluit er zijn."),
            ),
            "Het samenwerkingsverband mag één keer laten weten dat het besluit later komt.",
            uitklap=True,
        ),
        Deel(
            "Het besluit",
            (
                datumveld("besloten_op", "Wanneer is het besluit genomen?"),
                datumveld("bekendgemaakt_op", "Wanneer is het besluit bekendgemaakt?", "De dag van versturen."),
            ),
            "Is er al een besluit? Het telt pas als het bekend is gemaakt.",
            uitklap=True,
        ),
        Deel(
            "Te laat? De ingebrekestelling",
            (datumveld("ingebreke_op", "Wanneer is de ingebrekestelling ontvangen?"),),
            "Dat is een brief waarin u schrijft dat de termijn voorbij is. Twee weken later begint een dwangsom.",
            uitklap=True,
        ),
        Deel("Welke dag bekijkt u?", (PEILDATUM,), uitklap=True),
    )
)  # fmt: skip

ZINNEN = {
    ("einde_voor_begin", "termijn_tot"): "Deze dag ligt vóór de dag van de vraag.",
    ("einde_voor_begin", "nieuwe_datum"): "Deze dag ligt vóór de dag van de mededeling.",
    ("einde_voor_begin", "tot_en_met"): "Het uitstel eindigt voordat het begint.",
    ("volgorde", "op"): "Deze dag ligt vóór de ontvangst van de aanvraag.",
    ("volgorde", "tot_en_met"): "Dit uitstel was voorbij voordat de aanvraag is ontvangen.",
    ("volgorde", "peildatum"): "Deze dag ligt vóór de ontvangst van de aanvraag.",
}
STATUS = {
    "loopt": ("De termijn loopt", "info", "clock"),
    "opgeschort": ("De klok staat stil", "stil", "clock-stop"),
    "verstreken": ("De termijn is voorbij", "fout", "alert-circle"),
    "tijdig_besloten": ("Op tijd besloten", "ok", "check"),
    "te_laat_besloten": ("Te laat besloten", "fout", "alert-circle"),
}
INGEBREKESTELLING = {
    "te_vroeg": "De termijn was nog niet voorbij. Stuur haar opnieuw als de laatste dag voorbij is.",
    "te_laat": "Het besluit was er toen al.",
    "geldig": "Zij is op tijd en telt.",
}


def beslistermijn(ingevuld: Ingevuld, vandaag: date) -> Uitkomst:
    """The answer. Raises OngeldigeInvoer when something filled in cannot be right."""
    ledger, waarschuwingen = _ledger(ingevuld)
    peildatum = peildag(ingevuld, vandaag, ingevuld.dag("ontvangen_op"), ledger)
    invoer = {"gebeurtenissen": ledger.gebeurtenissen, "peildatum": peildatum}
    plekken = ledger.plekken | {"peildatum": "peildatum", "gebeurtenissen": "ontvangen_op"}
    uit, uitleg = uitrekenen(ingevuld, "beslistermijn_tlv", invoer, plekken, ZINNEN)
    dwangsom = None
    if ingevuld["ingebreke_op"]:
        dwangsom, uitleg = uitrekenen(ingevuld, "dwangsom", invoer, plekken, ZINNEN)
    uiterste: date = uit["uiterste_beslisdatum"]
    eerder = None
    if uit["verdaging"] == "tijdig":
        zonder = [g for g in ledger.gebeurtenissen if g["gebeurtenis"] != "verdaging_meegedeeld"]
        eerder = uitrekenen(ingevuld, "beslistermijn_tlv", {"gebeurtenissen": zonder}, {})[0]["uiterste_beslisdatum"]
    if ingevuld["besloten_op"] and not ingevuld["bekendgemaakt_op"]:
        waarschuwingen.append("Het besluit is genomen, maar nog niet bekendgemaakt. Het telt pas als het bekend is.")
    return Uitkomst(
        kop=f"Uiterlijk {lange_datum(uiterste)}",
        zin="Dat is de laatste dag waarop het samenwerkingsverband het besluit bekend mag maken.",
        status=_status(uit, peildatum),
        feiten=_feiten(uit, peildatum) + (_dwangsomfeiten(dwangsom) if dwangsom else []),
        lijnen=[lijn("De termijn op de kalender", _lijn(ingevuld, uit, peildatum or vandaag, eerder))],
        waarschuwingen=waarschuwingen + voorlopig(uiterste, (dwangsom or {}).get("laatste_dag")),
        **met_uitleg(uitleg),
    )


def _ledger(ingevuld: Ingevuld) -> tuple[Ledger, list[str]]:
    ledger = Ledger()
    ontvangen = ingevuld.dag("ontvangen_op", "Vul de dag in waarop de aanvraag is ontvangen.")
    ledger.op("aanvraag_ontvangen", ontvangen, "ontvangen_op")
    laat = verzoeken(ledger, ingevuld, "vraag", "aanvulling_gevraagd", "aanvulling_ontvangen")
    for voor in ingevuld.rijen("uitstel"):
        namen = {naam: voor + naam for naam in ("van", "tot_en_met", "grond")}
        grond = ingevuld.keuze(namen["grond"], [waarde for waarde, _ in GRONDEN], "Kies waarom de klok stilstond.")
        van = ingevuld.dag(namen["van"], "Vul de eerste dag in.")
        tot = ingevuld.dag(namen["tot_en_met"], "Vul de laatste dag in. Uitstel zonder einde bestaat niet.")
        if van and tot:
            ledger.erbij("opschorting", {"grond": grond, "van": van, "tot_en_met": tot}, namen)
    if ingevuld["verdaagd_op"] or ingevuld["verdaagd_tot"]:
        op = ingevuld.dag("verdaagd_op", "Vul de dag in waarop dit is meegedeeld.")
        tot = ingevuld.dag("verdaagd_tot", "Vul in welke datum is genoemd.")
        if op and tot:
            namen = {"op": "verdaagd_op", "nieuwe_datum": "verdaagd_tot"}
            ledger.erbij("verdaging_meegedeeld", {"op": op, "nieuwe_datum": tot}, namen)
    besloten, bekend = ingevuld.dag("besloten_op"), ingevuld.dag("bekendgemaakt_op")
    if besloten and bekend and bekend < besloten:
        ingevuld.nee("bekendgemaakt_op", "Deze dag ligt vóór de dag van het besluit.")
    if besloten and ontvangen and besloten < ontvangen:
        ingevuld.nee("besloten_op", "Deze dag ligt vóór de ontvangst van de aanvraag.")
    ledger.op("besluit_bekendgemaakt", bekend, "bekendgemaakt_op")
    ledger.op("ingebrekestelling", ingevuld.dag("ingebreke_op"), "ingebreke_op")
    return ledger, laat


def _status(uit: dict[str, Any], peildatum: date | None) -> Status | None:
    if uit["status"] is None:
        return None
    tekst, soort, icoon = STATUS[uit["status"]]
    if uit["status"] in ("loopt", "verstreken") and peildatum:
        tekst = f"De termijn {nog(uit['uiterste_beslisdatum'], peildatum)}"
    return Status(tekst, soort, icoon)


def _feiten(uit: dict[str, Any], peildatum: date | None) -> list[Feit]:
    feiten = []
    if uit["opgeschorte_dagen"]:
        keren = len(uit["opschortingen"])
        dagen = aantal(uit["opgeschorte_dagen"], "dag", "dagen")
        feiten.append(Feit("De klok stond stil", f"{dagen}, {telwoord(keren)} keer"))
    if uit["nominaal_einde"] != uit["uiterste_beslisdatum"]:
        wat = "Dat is een weekend of feestdag. Daarom loopt de termijn door."
        feiten.append(Feit("De telling eindigt op", lange_datum(uit["nominaal_einde"]), wat))
    if uit["verdaging"] == "te_laat":
        feiten.append(Feit("Latere datum", "Te laat meegedeeld", "De termijn verandert er niet door.", "fout"))
    if uit["verdaging"] == "tijdig":
        feiten.append(Feit("Latere datum", "Op tijd meegedeeld"))
    if uiterlijk := uit["buiten_behandeling_uiterlijk"]:
        wat = "Tot en met die dag mag de aanvraag onbehandeld blijven, omdat er nog iets ontbreekt."
        feiten.append(Feit("Niet behandelen kan tot en met", lange_datum(uiterlijk), wat))
    if peildatum:
        feiten.append(Feit("Bekeken op", lange_datum(peildatum)))
    return feiten


def _dwangsomfeiten(uit: dict[str, Any]) -> list[Feit]:
    oordeel = uit["ingebrekestelling"]
    woord = {"te_vroeg": "Te vroeg", "te_laat": "Te laat", "geldig": "Geldig"}[oordeel]
    feiten = [
        Feit("Ingebrekestelling", woord, INGEBREKESTELLING[oordeel], "gewoon" if oordeel == "geldig" else "let-op")
    ]
    if uit["eerste_dag"] is None:
        return [*feiten, Feit("Dwangsom", "Geen")] if oordeel == "geldig" else feiten
    return [
        *feiten,
        Feit("Dwangsom", euro(uit["bedrag"]), f"Over {aantal(uit['dagen'], 'dag', 'dagen')}."),
        Feit("Eerste dag met dwangsom", lange_datum(uit["eerste_dag"])),
        Feit("Laatste dag met dwangsom", lange_datum(uit["laatste_dag"])),
        Feit("De hoogte is vastgesteld uiterlijk", lange_datum(uit["vaststellen_uiterlijk"])),
    ]


def _lijn(ingevuld: Ingevuld, uit: dict[str, Any], peildatum: date, eerder: date | None) -> Termijnlijn:
    ontvangen: date = uit["ontvangen_op"]
    merken = []
    if ingevuld["verdaagd_op"]:
        merken.append(Merk(dag=ingevuld.datum("verdaagd_op"), titel="Latere datum genoemd"))
    bekend = ingevuld.dag("bekendgemaakt_op")
    besloten = ingevuld.dag("besloten_op")
    if besloten and besloten != bekend:
        merken.append(Merk(dag=besloten, titel="Besluit genomen"))
    return Termijnlijn(
        begin=ontvangen,
        einde=uit["uiterste_beslisdatum"],
        vandaag=max(peildatum, ontvangen),
        onderbrekingen=onderbrekingen(uit["opschortingen"], peildatum),
        merken=merken,
        oorspronkelijk_einde=eerder if eerder != uit["uiterste_beslisdatum"] else None,
        besluit_op=bekend,
        besluit_titel="Besluit bekendgemaakt",
        vandaag_titel="Bekeken op" if ingevuld["peildatum"] else "Vandaag",
    )
