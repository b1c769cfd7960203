"""Het verslag van een gesprek als bladzijde, voor de PDF."""

from __future__ import annotations

import html
from datetime import date

from services.intake.gesprekken.contract import AfspraakStand, GesprekStand
from services.intake.stukken.contract import DossierstukStand
from services.kern.kalender import in_woorden

STAND = {"open": "nog niet besproken", "besproken": "besproken", "niet_aan_de_orde": "niet aan de orde"}
AFSPRAAK = {"open": "open", "gedaan": "gedaan", "vervallen": "vervallen"}
_STIJL = """@page { size: A4; margin: 22mm 20mm } body { font-size: 10.5pt; line-height: 1.45 }
h1 { font-size: 17pt; margin: 0 0 2mm } h2 { font-size: 12.5pt; margin: 6mm 0 1mm }
h3 { font-size: 10.5pt; margin: 3mm 0 0 }
p { margin: 0 0 2mm } .stil { color: #444 } table { border-collapse: collapse; width: 100% }
th, td { border: 0.5pt solid #666; padding: 1.5mm 2mm; text-align: left; vertical-align: top; font-weight: normal }"""


def bladzijde(swv: str, leerling: str, kenmerk: str, stand: GesprekStand) -> str:
    """De hele bladzijde als HTML. Wat mensen typten, wordt nooit opmaak."""
    e = html.escape
    dag = in_woorden(stand.gehouden_op)
    gedeeld = (
        f"Gedeeld met de ouders op {in_woorden(stand.gedeeld_op.date())} door {e(stand.gedeeld_door)}."
        if stand.gedeeld_op
        else "Concept: nog niet gedeeld met de ouders."
    )
    aanwezig = "".join(f"<li>{e(a.naam)}{', ' + e(a.functie) if a.functie else ''}</li>" for a in stand.aanwezigen)
    punten = "".join(
        f"<h3>{e(p.titel)} <span class='stil'>({STAND[p.stand]})</span></h3>{_alineas(p.tekst)}" for p in stand.punten
    )
    return f"""<!doctype html><html lang="nl"><head><title>{e(stand.titel)}</title>
<meta name="dcterms.created" content="{_gemaakt(stand).isoformat()}"><style>{_STIJL}</style></head><body>
<h1>{e(stand.titel)}</h1><p>{e(leerling)}, {e(kenmerk)}<br>{dag}<br>{e(swv)}</p><p class="stil">{gedeeld}</p>
<h2>Aanwezig</h2><ul>{aanwezig}</ul><h2>Wat is besproken</h2>{punten}
<h2>Afspraken</h2>{_afspraken(stand.afspraken, "Er zijn geen afspraken gemaakt.")}
{_papier(stand)}
{"<h2>Afspraken van eerdere gesprekken</h2>" + _afspraken(stand.eerder, "") if stand.eerder else ""}
</body></html>"""


def _papier(stand: GesprekStand) -> str:
    """Een verslag van elders hoort erbij als eigen bestand; een handtekening op papier wordt genoemd."""
    e = html.escape
    regels = [f"Bij dit gesprek hoort het verslag van de school: {e(s.naam)}." for s in stand.verslagen if _telt(s)]
    regels += [
        f"{e(s.wie_naam)} tekende op papier op {in_woorden(s.getekend_op)}. {e(s.reden)}"
        for s in stand.handtekeningen
        if _telt(s) and s.getekend_op is not None
    ]
    return f"<h2>Op papier</h2><ul>{''.join(f'<li>{regel}</li>' for regel in regels)}</ul>" if regels else ""


def _telt(stuk: DossierstukStand) -> bool:
    return stuk.status == "bruikbaar"


def _gemaakt(stand: GesprekStand) -> date:
    return stand.gedeeld_op.date() if stand.gedeeld_op else stand.gehouden_op


def _alineas(tekst: str) -> str:
    return "".join(f"<p>{html.escape(stuk)}</p>" for stuk in tekst.split("\n") if stuk.strip())


def _afspraken(lijst: list[AfspraakStand], leeg: str) -> str:
    if not lijst:
        return f"<p>{leeg}</p>"
    e = html.escape
    regels = "".join(
        f'<tr><th scope="row">{e(a.wat)}</th><td>{e(a.eigenaar)}</td><td>{in_woorden(a.uiterlijk_op)}</td>'
        f"<td>{AFSPRAAK[a.status]}</td></tr>"
        for a in lijst
    )
    koppen = "".join(f'<th scope="col">{kop}</th>' for kop in ("Wat", "Wie", "Voor wanneer", "Stand"))
    return f"<table><thead><tr>{koppen}</tr></thead><tbody>{regels}</tbody></table>"
