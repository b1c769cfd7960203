"""Het overdrachtsdocument op papier, met wat de ouders ervan zeiden. HTML voor `infra.pdf`."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from services.intake.onderinstroom.stappen import als_recept
from services.kern.kalender import AMSTERDAM, in_woorden
from tenants.schema import Formulier, Vraag

_STIJL = """
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) " van " counter(pages); font-size: 8pt } }
body { font-size: 10.5pt; line-height: 1.45 }
h1 { font-size: 18pt; margin: 0 0 2mm }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm; break-after: avoid }
p { margin: 0 0 2mm; white-space: pre-line }
"""


class Handtekening(msgspec.Struct, frozen=True):
    naam: str
    op: date
    wijze: str
    tekst: str
    bijlagen_mee: bool


def blad(
    formulier: Formulier,
    antwoorden: dict[str, str],
    *,
    kind: str,
    geboren_op: date,
    voorschool: str,
    ingeleverd_op: datetime,
    ingeleverd_door: str,
    ouders: Sequence[Handtekening],
    swv: str,
    gemaakt_op: datetime,
) -> str:
    """De bladzijden: alles wat is ingevuld, en per ouder de handtekening en de eigen woorden."""
    e = html.escape
    titel = f"{formulier.titel}: {kind}"
    dag = ingeleverd_op.astimezone(AMSTERDAM).date()
    delen = [
        f"<h1>{e(formulier.titel)}</h1>",
        f"<p>{e(kind)}, geboren op {in_woorden(geboren_op)}<br>{e(voorschool)}<br>"
        f"Ingeleverd op {in_woorden(dag)} door {e(ingeleverd_door)}<br>{e(swv)}</p>",
    ]
    gelden = {vraag.naam for vraag in als_recept(formulier).vragen_voor(antwoorden)}
    for onderdeel in formulier.onderdelen:
        regels = "".join(
            f"<h3>{e(vraag.label)}</h3><p>{e(in_letters(vraag, antwoorden[vraag.naam]))}</p>"
            for vraag in onderdeel.vragen
            if vraag.naam in gelden and antwoorden.get(vraag.naam)
        )
        if regels:
            delen.append(f"<h2>{e(onderdeel.titel)}</h2>{regels}")
    delen.append("<h2>Handtekening ouders</h2>")
    for ouder in ouders:
        waar = "op papier" if ouder.wijze == "papier" else "in Meedoen"
        mee = "mogen mee" if ouder.bijlagen_mee else "gaan niet mee"
        delen.append(
            f"<p>{e(ouder.naam)} ondertekende {waar} op {in_woorden(ouder.op)}. Bijlagen {mee}.</p>"
            + (f"<h3>In eigen woorden</h3><p>{e(ouder.tekst)}</p>" if ouder.tekst else "")
        )
    return (
        f'<!doctype html><html lang="nl"><head><title>{e(titel)}</title>'
        f'<meta name="dcterms.created" content="{gemaakt_op.isoformat()}">'
        f"<style>{_STIJL}</style></head><body>{''.join(delen)}</body></html>"
    )


def in_letters(vraag: Vraag, antwoord: str) -> str:
    """Een antwoord zoals mensen het lezen: een datum in woorden."""
    if vraag.soort == "datum":
        return in_woorden(date.fromisoformat(antwoord))
    return antwoord
