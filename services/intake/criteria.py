"""Praktijkonderwijs en lwoo: wat de toetsen in het formulier zeggen, met dezelfde rekenregel als de rekenhulp.

Bronnen: UB WVO 2.46 (IQ en leerachterstand), en de regeling van de minister met de toegestane toetsen: een IQ is niet
ouder dan twee jaar, van de afname tot het volledige dossier (Stcrt. 2021, 35786).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from services.intake.contract import Tekort
from services.intake.dossier import Dossier
from services.kern.leeftijd_document import leeftijd_document
from services.kern.pro_lwoo import DOMEINEN, ProLwoo, leerachterstand, pro_lwoo
from services.kern.uitleg import Stap
from tenants.schema import Recept, Toetsen

NIET_GOEDGEKEURD = "Een toets die niet op de lijst staat, telt niet. Laat opnieuw toetsen met een toets van de lijst."


LIJST = "De lijst van de minister met goedgekeurde toetsen staat niet in Meedoen."
VERKLAARD = {
    "ja": f"{LIJST} De school verklaart dat alle toetsen erop staan; de commissie kijkt dat na.",
    "nee": f"{LIJST} De school zegt dat niet alle toetsen erop staan: zo kan de aanvraag niet worden ingediend.",
    "": f"{LIJST} De school verklaart zelf of haar toetsen erop staan; dat is nog niet ingevuld.",
}


def lijst_in_woorden(recept: Recept, antwoorden: Mapping[str, str]) -> str:
    """Wie nakeek of de toetsen op de lijst van de minister staan; leeg waar het recept daar niet naar vraagt."""
    regel = toetsen_van(recept, antwoorden)
    if regel is None or regel.goedgekeurd is None:
        return ""
    return VERKLAARD.get(antwoorden.get(regel.goedgekeurd, ""), VERKLAARD[""])


def toetsen_van(recept: Recept, antwoorden: Mapping[str, str]) -> Toetsen | None:
    """De regel die zegt in welke vragen de toetsen staan; None waar ze hier niet tellen."""
    return next((regel for regel in recept.toetsen if recept.geldt(regel.als, dict(antwoorden))), None)


def criteria(recept: Recept, antwoorden: Mapping[str, str]) -> ProLwoo | None:
    """Aan welke criteria de leerling voldoet, met elke leerachterstand uitgelegd; None zolang er een getal mist."""
    regel = toetsen_van(recept, antwoorden)
    if regel is None:
        return None
    iq, dl = _getal(antwoorden, regel.iq), _getal(antwoorden, regel.dl)
    dles = {domein: _getal(antwoorden, vraag) for domein, vraag in _vragen(regel).items()}
    if iq is None or not dl or None in dles.values():
        return None
    uitleg: list[Stap] = []
    achterstand: dict[str, Fraction] = {}
    for domein, dle in dles.items():
        uit = leerachterstand(dle, dl)
        achterstand[domein] = uit.achterstand or Fraction(0)
        laatste = uit.uitleg[-1]
        zin = f"{DOMEINEN[domein].capitalize()}: {laatste.stap[:1].lower()}{laatste.stap[1:]}"
        uitleg.append(Stap(zin, waarde=laatste.waarde, grondslag=laatste.grondslag))
    uitkomst = pro_lwoo(iq, achterstand, sociaal_emotioneel=_ja(antwoorden, regel))
    return ProLwoo(
        uitkomst.voldoet,
        uitkomst.motivering_beslist,
        uitkomst.pro_aanvragen_vanaf,
        uitkomst.ontbrekend,
        [*uitleg, *uitkomst.uitleg],
    )


def te_oud(recept: Recept, dossier: Dossier, peildatum: date) -> Iterator[Tekort]:
    """Een IQ dat te lang geleden is bepaald, en een toets die niet op de lijst van de minister staat."""
    regel = toetsen_van(recept, dossier.antwoorden)
    if regel is None:
        return
    if regel.goedgekeurd is not None and dossier.antwoorden.get(regel.goedgekeurd) == "nee":
        yield Tekort(
            soort="vraag",
            naam=regel.goedgekeurd,
            titel="Toetsen van de lijst van de minister",
            reden="ontbreekt",
            melding=NIET_GOEDGEKEURD,
            bron=regel.bron,
            blokkeert=True,
        )
    try:
        op = date.fromisoformat(dossier.antwoorden.get(regel.iq_op, ""))
    except ValueError:
        return
    leeftijd = leeftijd_document(op, max(op, peildatum), regel.iq_maximaal_maanden)
    if not leeftijd.bruikbaar:
        yield Tekort(
            soort="vraag",
            naam=regel.iq_op,
            titel="Datum van het IQ",
            reden="te_oud",
            melding=f"Dit IQ is te oud. {leeftijd.uitleg[-1].stap.replace('Een document', 'Een IQ')}",
            bron=regel.bron,
            blokkeert=True,
        )


def _vragen(regel: Toetsen) -> dict[str, str]:
    return {
        "IR": regel.inzichtelijk_rekenen,
        "BL": regel.begrijpend_lezen,
        "TL": regel.technisch_lezen,
        "SP": regel.spellen,
    }


def _getal(antwoorden: Mapping[str, str], vraag: str) -> int | None:
    antwoord = antwoorden.get(vraag, "")
    return int(antwoord) if antwoord.isdecimal() else None


def _ja(antwoorden: Mapping[str, str], regel: Toetsen) -> bool:
    return regel.sociaal_emotioneel is not None and antwoorden.get(regel.sociaal_emotioneel) == "ja"
