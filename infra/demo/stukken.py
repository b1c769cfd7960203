"""Documents for the play: small but real PDFs, about invented children."""

from __future__ import annotations

from datetime import date
from functools import cache
from html import escape

from infra.pdf import make_pdf

TEKSTEN = {
    "opp": "Uitstroomprofiel, doelen en ondersteuningsbehoefte, met het handelingsdeel waarover ouders en school het eens zijn.",
    "advies_eerste_deskundige": "De deskundige heeft de leerling op school gezien en met ouders en leerkracht gesproken.",
    "advies_tweede_deskundige": "Vanuit een ander vak is gekeken naar wat de leerling in de groep nodig heeft.",
    "deskundigenadvies": "Onderbouwing van de ondersteuningsbehoefte en van de vraag waarom regulier onderwijs nu niet past.",
    "verslag_interventies": "Drie periodes van extra hulp, met doel, aanpak en opbrengst.",
}


@cache
def document(titel: str, soort: str, op: date) -> bytes:
    """A one page PDF with this title and date."""
    tekst = TEKSTEN.get(soort, "Dit document hoort bij het dossier van de aanvraag.")
    return make_pdf(
        f"<!doctype html><html lang='nl'><head><meta charset='utf-8'><title>{escape(titel)}</title></head><body>"
        f"<h1>{escape(titel)}</h1><p>Datum: {op:%d-%m-%Y}</p><p>{escape(tekst)}</p></body></html>",
        title=titel,
    )
