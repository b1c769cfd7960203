"""Documents for the play: small but real PDFs, about invented children."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pikepdf

TEKSTEN = {
    "opp": "Uitstroomprofiel, doelen en handelingsdeel, met de evaluatie van het afgelopen schooljaar.",
    "advies_eerste_deskundige": "Gezien op school; gesproken met ouders en leerkracht.",
    "advies_tweede_deskundige": "Vanuit een ander vak: wat de leerling in de groep nodig heeft.",
    "deskundigenadvies": "Onderbouwing van wat de leerling nodig heeft en waarom dat nu niet lukt.",
    "verslag_interventies": "Drie periodes van extra hulp, met doel, aanpak en opbrengst.",
}


@cache
def document(titel: str, soort: str, op: date) -> bytes:
    """A one page PDF with this title and date."""
    regels = [
        (18, titel),
        (11, f"Datum: {op:%d-%m-%Y}"),
        (11, TEKSTEN.get(soort, "Hoort bij het dossier van de aanvraag.")),
    ]
    stroom = ["BT", "72 760 Td"]
    for grootte, regel in regels:
        veilig = (
            regel.encode("latin-1", "replace").decode("latin-1").replace("\\", "").replace("(", "").replace(")", "")
        )
        stroom += [f"/F1 {grootte} Tf", f"({veilig}) Tj", "0 -28 Td"]
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pagina = pdf.pages[0]
    pagina.Contents = pdf.make_stream("\n".join([*stroom, "ET"]).encode("latin-1"))
    letter = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pagina.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letter))
    uit = io.BytesIO()
    pdf.save(uit)
    return uit.getvalue()
