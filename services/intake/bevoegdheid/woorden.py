"""Welk samenwerkingsverband bevoegd is, getoetst met de ene regel van Meedoen, en hoe een doorzending in woorden staat.

Bron: WPO 40 lid 8, WEC 40 lid 11, 13, 14 en 16, Awb 2:3 (doorzenden) en 4:13 (de termijn loopt vanaf de ontvangst).
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import AMSTERDAM, MAANDEN
from services.kern.regelboek import reken
from services.kern.rekenfout import Rekenfout
from tenants.organisaties import elke_school, samenwerkingsverband

if TYPE_CHECKING:
    from services.intake.bevoegdheid.contract import DoorzendingInhoud

REGEL = "bevoegd_samenwerkingsverband"
TEKST_KORTST, TEKST_LANGST = 10, 2_000
#: De platte sleutels van de invoer, en waar zij in de regel staan.
_DIEP = {"school_soort": ("school", "soort"), "school_swv": ("school", "swv"), "tlv_soort": ("huidige_tlv", "soort"),
         "tlv_swv": ("huidige_tlv", "swv"), "tlv_tot_en_met": ("huidige_tlv", "geldig_tot_en_met")}  # fmt: skip
_PLAT = ("doel", "woon_swv", "doelschool_swv", "op")


def naam_swv(nummer: str) -> str:
    """Hoe mensen dit samenwerkingsverband noemen."""
    gevonden = samenwerkingsverband(nummer)
    return gevonden.naam if gevonden else nummer


def toetsen(naar: str, eigen: str, invoer: Mapping[str, str]) -> tuple[str, str]:
    """De grond en de zin met het artikel. OngeldigeInvoer als de regel een ander aanwijst, of het eigene."""
    vraag: dict[str, object] = {sleutel: invoer[sleutel] for sleutel in _PLAT if invoer.get(sleutel)}
    vraag["residentieel"] = invoer.get("residentieel") == "ja"
    for sleutel, (deel, veld) in _DIEP.items():
        if invoer.get(sleutel):
            vraag.setdefault(deel, {})[veld] = invoer[sleutel]  # type: ignore[index]
    try:
        uit, stappen = reken(REGEL, vraag)
    except Rekenfout as fout:
        raise OngeldigeInvoer("Beantwoord eerst de vragen.", velden={"naar": fout.melding}) from None
    if naar == eigen or uit["swv"] != naar:
        raise OngeldigeInvoer(
            "Dit samenwerkingsverband is niet bevoegd.", velden={"naar": "Volgens deze antwoorden beslist een ander."}
        )
    return uit["grond"], f"{stappen[0].stap} ({stappen[0].grondslag})"


def tekst_toetsen(naam: str, tekst: str, *, nodig: bool) -> str:
    """De tekst, schoon. OngeldigeInvoer bij `naam`."""
    schoon = alinea(tekst)
    zin = ""
    if nodig and len(schoon) < TEKST_KORTST:
        zin = "Schrijf in een zin op waarom."
    elif len(schoon) > TEKST_LANGST:
        zin = f"Gebruik ten hoogste {TEKST_LANGST} tekens."
    elif bsn.staat_erin(schoon):
        zin = bsn.MELDING
    if zin:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={naam: zin})
    return schoon


def ingelicht_toetsen(op: date, begonnen_op: date, vandaag: date) -> None:
    """OngeldigeInvoer als de ouders het dan nog niet konden weten."""
    zin = "Deze dag moet nog komen." if op > vandaag else "Toen was er nog geen aanvraag." if op < begonnen_op else ""
    if zin:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"ouders_ingelicht_op": zin})


def in_een_zin(status: str, naar: str, kenmerk_daar: str, reden: str, op: date | None = None) -> str:
    """Voor wie de aanvraag leest; leeg als er niets meer van over is. `op`: de dag van deze stand."""
    swv = naam_swv(naar)
    wanneer = f" op {dagtekst(op)}" if op else ""
    return {
        "voorgesteld": f"Het samenwerkingsverband denkt dat {swv} hierover beslist. De school bekijkt dat nu.",
        "aangeboden": f"De aanvraag is aangeboden aan {swv}. Dat samenwerkingsverband kijkt of het haar overneemt.",
        "aanvaard": f"Overgenomen door {swv}{wanneer}. De aanvraag gaat daar verder, onder nummer {kenmerk_daar}.",
        "teruggestuurd": f"{swv} stuurde de aanvraag terug: {reden}",
    }.get(status, "")


def stempel(van: str, kenmerk: str, ingediend_op: date | None, aangeboden_op: date) -> str:
    """Waar een overgenomen aanvraag vandaan komt."""
    daar = f", daar ingediend op {dagtekst(ingediend_op)}" if ingediend_op else ""
    return f"Doorgezonden door {naam_swv(van)} (nummer {kenmerk}{daar}), hier ontvangen op {dagtekst(aangeboden_op)}."


_STIJL = """
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) " van " counter(pages); font-size: 8pt } }
body { font-size: 10pt; line-height: 1.4 }
h1 { font-size: 18pt; margin: 0 0 2mm }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm; break-after: avoid }
p { margin: 0 0 2mm; white-space: pre-line }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 0.5pt solid #767676; padding: 1.5mm 2mm; text-align: left; vertical-align: top; font-weight: normal }
th { font-weight: 600 }
.klein { font-size: 8.5pt; overflow-wrap: anywhere }
"""


def blad(
    inhoud: DoorzendingInhoud, van: str, wat_te_doen: Sequence[str], vandaag: date, wie: Sequence[str] = ()
) -> tuple[str, str]:
    """Titel en HTML van de hele aanvraag zoals zij was, met de stukken en hun afdruk. `wie`: wie er bij kan."""
    e = html.escape
    school = elke_school(inhoud.school)
    titel = f"Aanvraag {inhoud.kenmerk}"
    wanneer = f"Ingediend op {dagtekst(inhoud.ingediend_op)}." if inhoud.ingediend_op else "Nog niet ingediend."
    delen = [
        f"<h1>{e(titel)}</h1><p>{e(inhoud.roepnaam)} {e(inhoud.achternaam)}, geboren op {dagtekst(inhoud.geboren_op)}, "
        f"{e(inhoud.groep)}<br>{e(school.aanduiding if school else inhoud.school)}</p>",
        f"<p>Begonnen bij {e(naam_swv(van))}. {wanneer} {e(inhoud.uitleg)}</p>",
    ]
    if wat_te_doen:
        delen.append(f"<h2>Wat u nu doet</h2><ol>{''.join(f'<li>{e(stap)}</li>' for stap in wat_te_doen)}</ol>")
    if wie:
        delen.append(f"<h2>Wie er bij de aanvraag kan</h2>{''.join(f'<p>{e(zin)}</p>' for zin in wie)}")
    delen.append("<h2>Wat de school schreef</h2>")
    delen += [f"<h3>{e(a.label)}</h3><p>{e(a.antwoord)}</p>" for a in inhoud.antwoorden] or ["<p>Nog niets.</p>"]
    if inhoud.zienswijzen:
        delen.append("<h2>Wat ouders en leerling ervan vinden</h2>")
    for z in inhoud.zienswijzen:
        eens = {True: "Stemt in. ", False: "Stemt niet in. ", None: ""}[z.instemming]
        op = dagtekst(z.ingediend_op.astimezone(AMSTERDAM).date())
        delen.append(f"<h3>{e(z.naam)}, {op}</h3><p>{eens}{e(z.tekst)}</p>")
    rijen = "".join(
        f'<tr><th scope="row">{e(s.titel)}</th><td>{e(s.bestandsnaam)}<br>'
        f"{'gedagtekend ' + dagtekst(s.gedagtekend_op) if s.gedagtekend_op else 'zonder datum'}"
        f"{'; ondertekend door ' + ', '.join(s.ondertekend_door) if s.ondertekend_door else ''}<br>{e(s.herkomst)}</td>"
        f'<td class="klein">{s.sha256}</td></tr>'
        for s in inhoud.stukken
    )
    if rijen:
        kop = "".join(f'<th scope="col">{k}</th>' for k in ("Document", "Bestand", "Afdruk (SHA-256)"))
        delen.append(f"<h2>Documenten</h2><table><thead><tr>{kop}</tr></thead><tbody>{rijen}</tbody></table>")
    return titel, (
        f'<!doctype html><html lang="nl"><head><title>{e(titel)}</title>'
        f'<meta name="dcterms.created" content="{vandaag.isoformat()}"><style>{_STIJL}</style></head>'
        f"<body>{''.join(delen)}</body></html>"
    )


def dagtekst(dag: date) -> str:
    """De dag in woorden."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
