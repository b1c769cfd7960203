"""From a filled-in form of the rekenhulp to a question for kern, and back beside the fields when it is not right."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct, field

from services.kern.kalender import DAG, Periode
from services.kern.regelboek import reken
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap
from web.api.answers import artikelen
from web.drawing.termijnlijn import Onderbreking
from web.filling.rekenhulp import afspraken, artikelregels, uitlegstappen
from web.filling.rekenhulp_formulier import Ingevuld
from web.formatting import aantal, lange_datum
from web.views import Keuze, Veld

WEKEN = ("één week", "twee weken", "drie weken", "vier weken", "vijf weken", "zes weken")


class Ledger(Struct):
    """Events for kern, and which field of the form each part of them came from."""

    gebeurtenissen: list[dict[str, Any]] = field(default_factory=list)
    plekken: dict[str, str] = field(default_factory=dict)

    def erbij(self, gebeurtenis: str, velden: dict[str, Any], namen: dict[str, str]) -> None:
        """`velden`: what kern is given, empty ones left out; `namen`: of which field of the form each came."""
        nummer = len(self.gebeurtenissen)
        gegeven = {naam: _als_json(waarde) for naam, waarde in velden.items() if waarde not in (None, "")}
        self.gebeurtenissen.append({"gebeurtenis": gebeurtenis, **gegeven})
        self.plekken[f"gebeurtenissen[{nummer}]"] = next(iter(namen.values()))
        self.plekken |= {f"gebeurtenissen[{nummer}].{naam}": veld for naam, veld in namen.items()}

    def op(self, gebeurtenis: str, dag: date | None, naam: str, **rest: Any) -> None:
        """An event of one day, when the day is known."""
        if dag is not None:
            self.erbij(gebeurtenis, {"op": dag, **rest}, {"op": naam})


def _als_json(waarde: Any) -> Any:
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def uitrekenen(
    ingevuld: Ingevuld,
    regel: str,
    invoer: dict[str, Any],
    plekken: dict[str, str],
    zinnen: dict[tuple[str, str], str] | None = None,
) -> tuple[dict[str, Any], list[Stap]]:
    """Outcome and explanation. Raises OngeldigeInvoer, with a sentence beside the field, when it is not right.

    `zinnen`: own words for a fault, by its code and the last part of its path.
    """
    ingevuld.controleren()
    try:
        return reken(regel, {naam: _als_json(waarde) for naam, waarde in invoer.items() if waarde is not None})
    except Rekenfout as fout:
        ingevuld.kernfout(fout, plekken, zinnen or {})
        ingevuld.controleren()
        raise


def verzoeken(ledger: Ledger, ingevuld: Ingevuld, soort: str, gevraagd: str, ontvangen: str) -> list[str]:
    """The rows of questions and their answers. Returns warnings about answers that came too late."""
    laat = []
    for voor in ingevuld.rijen(soort):
        op = ingevuld.dag(f"{voor}op", "Vul de dag in waarop de vraag is gesteld.")
        tot = ingevuld.dag(f"{voor}termijn_tot")
        antwoord = ingevuld.dag(f"{voor}antwoord_op")
        if op and antwoord and antwoord < op:
            ingevuld.nee(f"{voor}antwoord_op", "Deze dag ligt vóór de dag van de vraag.")
        if op is None:
            continue
        namen = {"op": f"{voor}op", "termijn_tot": f"{voor}termijn_tot"}
        ledger.erbij(gevraagd, {"op": op, "termijn_tot": tot}, namen)
        if antwoord:
            volledig = False if ingevuld[f"{voor}volledig"] == "nee" else None
            velden = {"op": antwoord} | ({"volledig": volledig} if ontvangen == "aanvulling_ontvangen" else {})
            ledger.erbij(ontvangen, velden, {"op": f"{voor}antwoord_op"})
            if tot and antwoord > tot:
                laat.append(
                    f"Het antwoord van {lange_datum(antwoord)} kwam na het einde van de termijn daarvoor. "
                    "De klok liep toen al weer."
                )
    return laat


def met_uitleg(uitleg: list[Stap]) -> dict[str, Any]:
    """The part of an answer that is the same for all: steps, articles, choices of ours."""
    return {
        "stappen": uitlegstappen(uitleg),
        "artikelen": artikelregels(artikelen(uitleg)),
        "afspraken": afspraken(uitleg),
    }


def onderbrekingen(periodes: list[Periode], peildatum: date) -> list[Onderbreking]:
    """For the drawing: the days on which the clock stood still."""
    return [
        Onderbreking(gevraagd_op=p.van - DAG, hervat_op=p.tot_en_met + DAG, gepland=p.tot_en_met >= peildatum)
        for p in periodes
    ]


def datumveld(naam: str, label: str, uitleg: str = "", *, nodig: bool = False) -> Veld:
    return Veld(naam, label, "datum", uitleg, verplicht=nodig)


def keuzeveld(
    naam: str, label: str, keuzes: list[tuple[str, str]], uitleg: str = "", *, lijst: bool = False, nodig: bool = True
) -> Veld:
    """Radio buttons, or a list to choose from."""
    soort = "keuzelijst" if lijst else "keuze"
    return Veld(naam, label, soort, uitleg, verplicht=nodig, keuzes=[Keuze(w, t) for w, t in keuzes])


def wekenveld(naam: str, label: str, meeste: int, uitleg: str = "") -> Veld:
    keuzes = [(str(nummer), WEKEN[nummer - 1]) for nummer in range(1, meeste + 1)]
    return keuzeveld(naam, label, keuzes, uitleg, lijst=True, nodig=False)


def nog(uiterlijk: date, op: date) -> str:
    """After "De termijn": loopt nog 12 dagen, eindigt deze dag, is 3 dagen voorbij."""
    over = (uiterlijk - op).days
    if over == 0:
        return "eindigt deze dag"
    return f"loopt nog {aantal(over, 'dag', 'dagen')}" if over > 0 else f"is {aantal(-over, 'dag', 'dagen')} voorbij"


def peildag(ingevuld: Ingevuld, vandaag: date, begin: date | None, ledger: Ledger) -> date | None:
    """The day on which the state is looked at: what was chosen, else today.

    None while it has not begun, and when something lies ahead: who fills that in asks how it would end, so all counts.
    """
    gekozen = ingevuld.dag("peildatum")
    if gekozen is not None:
        return gekozen
    dagen = [gebeurtenis["op"] for gebeurtenis in ledger.gebeurtenissen if "op" in gebeurtenis]
    if begin is None or vandaag < begin or any(dag > vandaag.isoformat() for dag in dagen):
        return None
    return vandaag


ZONDER_TERMIJN = "Zonder termijn loopt de klok door."
PEILDATUM = datumveld("peildatum", "Hoe stond het ervoor op", "Laat leeg voor vandaag.")
