"""An OPP on paper: the whole of it for who works with it, and one page in own words for the pupil. HTML for
`infra.pdf`, which makes PDF/A and PDF/UA of it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from datetime import date

from services.intake.opp.contract import DoelStand, EvaluatieStand, OnderwijstijdStand, OppBijdrage, OppStand
from services.intake.opp.formulier import VAN_LEERLING, WETTELIJK, vragen
from services.intake.opp.lezen import KIND, regels_tekst
from services.kern.kalender import AMSTERDAM, in_woorden
from tenants.organisaties import elke_school
from tenants.schema import OppRegels, Vraag

STAND = {
    "concept": "Concept: hier wordt nog aan gewerkt.",
    "voorgelegd": "Voorgelegd: nog niet vastgesteld.",
    "vervangen": "Er is een nieuwere versie.",
    "beeindigd": "Dit plan is afgelopen.",
}
DOEL = {"behaald": "behaald", "deels": "deels behaald", "niet_behaald": "niet behaald", "vervallen": "vervallen"}
VERDER = {"voortzetten": "zo doorgaan", "bijstellen": "bijstellen", "beeindigen": "stoppen"}
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
.let { border: 1pt solid #333; padding: 2mm 3mm }
.klein { font-size: 8.5pt }
"""
_KIND = """
@page { size: A4; margin: 22mm }
body { font-size: 14pt; line-height: 1.6 }
h1 { font-size: 26pt; margin: 0 0 4mm }
h2 { font-size: 17pt; margin: 8mm 0 2mm; break-after: avoid }
p { margin: 0 0 2mm; white-space: pre-line }
ul { margin: 0; padding-left: 7mm }
li { margin: 0 0 2mm }
"""


def opp(stand: OppStand, regels: OppRegels, swv: str) -> tuple[str, str]:
    """Title and page: all chapters, school and parents side by side, who agrees, how it went."""
    e, kop = html.escape, stand.kop
    school = elke_school(kop.school)
    titel = f"{regels.titel}, {kop.naam}"
    wanneer = f"Vastgesteld op {in_woorden(stand.vastgesteld_op)}" if stand.vastgesteld_op else ""
    geldt = (
        f"Het handelingsdeel geldt vanaf {in_woorden(stand.geldt_vanaf)}."
        if stand.geldt_vanaf
        else "Het handelingsdeel geldt nog niet: niet iedereen met gezag is het eens."
    )
    let = STAND.get(stand.status, "")
    delen = [
        f"<h1>{e(regels.titel)}</h1>",
        f"<p>{e(kop.naam)}, geboren op {in_woorden(kop.geboren_op)}, {e(kop.groep)}<br>"
        f"{e(school.aanduiding if school else kop.school)}<br>{e(swv)}</p>",
        f'<p class="let">{e(let)} Versie {stand.nummer}. {e(wanneer)} {e(geldt)}</p>',
    ]
    ouders = [b for b in stand.bijdragen if b.wie == "ouder" and any(b.antwoorden.values())]
    for onderdeel in regels.onderdelen:
        eigen = _antwoorden(vragen(onderdeel, "school"), stand.antwoorden)
        thuis = [(b, _antwoorden(vragen(onderdeel, "ouders"), b.antwoorden)) for b in ouders]
        delen.append(_onderdeel(onderdeel.titel, onderdeel.handelingsdeel, eigen, [(b, t) for b, t in thuis if t]))
    delen.append(_tijd(stand.onderwijstijd))
    for onderdeel in WETTELIJK:
        delen.append(_onderdeel(onderdeel.titel, False, _antwoorden(onderdeel.vragen, stand.antwoorden), []))
    kind = next((b for b in stand.bijdragen if b.wie == "leerling" and any(b.antwoorden.values())), None)
    if kind:
        delen.append(
            _onderdeel(
                f"Zelf geschreven door {kind.naam}", False, _antwoorden(VAN_LEERLING.vragen, kind.antwoorden), []
            )
        )
    delen.append(_instemming(stand))
    delen += [_evaluatie(evaluatie) for evaluatie in stand.evaluaties]
    if stand.afdruk:
        delen.append(f'<p class="klein">Afdruk van deze versie (SHA-256): {stand.afdruk[:32]} {stand.afdruk[32:]}</p>')
    return titel, _blad(titel, _STIJL, "".join(delen), stand)


def voor_leerling(stand: OppStand) -> tuple[str, str]:
    """Title and page in words of the pupil."""
    e, a = html.escape, stand.antwoorden
    voornaam = stand.kop.naam.partition(" ")[0]
    titel = f"Het plan van {voornaam}"
    delen = [f"<h1>{e(titel)}</h1><p>Dit plan is voor jou. Je mag het altijd zeggen als iets niet klopt.</p>"]
    for kop, naam in KIND:
        if a.get(naam):
            delen.append(f"<h2>{kop}</h2>{_regels(a[naam])}")
    if stand.onderwijstijd:
        tijd = stand.onderwijstijd
        delen.append(
            f"<h2>Je gaat minder uren naar school</h2><p>Nu {tijd.uren} uur per week. Daarna steeds meer. "
            f"Dit stopt op {in_woorden(tijd.tot_en_met)}.</p>"
        )
    return titel, _blad(titel, _KIND, "".join(delen), stand)


def _blad(titel: str, stijl: str, inhoud: str, stand: OppStand) -> str:
    dag = stand.vastgesteld_op or stand.voorgelegd_op or stand.gewijzigd_op.astimezone(AMSTERDAM).date()
    return (
        f'<!doctype html><html lang="nl"><head><title>{html.escape(titel)}</title>'
        f'<meta name="dcterms.created" content="{dag.isoformat()}"><style>{stijl}</style></head>'
        f"<body>{inhoud}</body></html>"
    )


def _regels(tekst: str) -> str:
    """A list when there are more lines."""
    regels = regels_tekst(tekst)
    if len(regels) < 2:
        return f"<p>{html.escape(tekst)}</p>"
    return f"<ul>{''.join(f'<li>{html.escape(regel)}</li>' for regel in regels)}</ul>"


def _antwoorden(gevraagd: Iterable[Vraag], antwoorden: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was answered, a date in words."""
    uit = []
    for vraag in gevraagd:
        antwoord = antwoorden.get(vraag.naam, "")
        if antwoord and (vraag.als is None or vraag.als.geldt(dict(antwoorden))):
            uit.append((vraag.label, in_woorden(date.fromisoformat(antwoord)) if vraag.soort == "datum" else antwoord))
    return uit


def _onderdeel(
    titel: str,
    handelingsdeel: bool,
    eigen: list[tuple[str, str]],
    thuis: list[tuple[OppBijdrage, list[tuple[str, str]]]],
) -> str:
    """A chapter; with parents beside it where they wrote. Empty ones are left out."""
    if not eigen and not thuis:
        return ""
    soort = " (handelingsdeel)" if handelingsdeel else ""
    if not thuis:
        return f"<h2>{html.escape(titel)}{soort}</h2>{_paren(eigen)}"
    hoofden = "".join(f'<th scope="col">{html.escape(_wie(b))}</th>' for b, _ in thuis)
    cellen = "".join(f"<td>{_paren(tekst)}</td>" for _, tekst in thuis)
    return (
        f'<h2>{html.escape(titel)}{soort}</h2><table><thead><tr><th scope="col">School</th>{hoofden}</tr></thead>'
        f"<tbody><tr><td>{_paren(eigen) or '<p>Niet ingevuld.</p>'}</td>{cellen}</tr></tbody></table>"
    )


def _wie(bijdrage: OppBijdrage) -> str:
    return bijdrage.naam if bijdrage.zelf else f"{bijdrage.naam}, opgeschreven door de school"


def _paren(paren: list[tuple[str, str]]) -> str:
    return "".join(f"<h3>{html.escape(label)}</h3><p>{html.escape(tekst)}</p>" for label, tekst in paren)


def _tijd(tijd: OnderwijstijdStand | None) -> str:
    if tijd is None:
        return ""
    stappen = "".join(f"<li>vanaf {in_woorden(stap.vanaf)}: {stap.uren} uur per week</li>" for stap in tijd.opbouw)
    return (
        f"<h2>Minder onderwijstijd</h2><p>Van {in_woorden(tijd.van)} tot en met {in_woorden(tijd.tot_en_met)}: "
        f"{tijd.uren} uur per week op school. De andere uren: {html.escape(tijd.plek)}.</p><ul>{stappen}</ul>"
        f"{_paren([('Waarom', tijd.reden), ('Afspraken over lessen, toetsen en begeleiding', tijd.afspraken)])}"
    )


def _instemming(stand: OppStand) -> str:
    if not stand.instemmingen:
        return ""
    rijen = []
    for een in stand.instemmingen:
        oordeel = {"akkoord": "eens", "niet_akkoord": "niet eens", "": "nog geen antwoord"}[een.oordeel]
        wanneer = in_woorden(een.op.astimezone(AMSTERDAM).date()) if een.op else ""
        hoe = {"portaal": "zelf in Meedoen", "papier": f"op papier. {een.reden}", "": ""}[een.wijze]
        rijen.append(
            f'<tr><th scope="row">{html.escape(een.naam)}</th><td>{oordeel}</td><td>{wanneer}</td>'
            f"<td>{html.escape(hoe)} {html.escape(een.toelichting)}</td></tr>"
        )
    reden = (
        f"<p>Vastgesteld zonder instemming van iedereen: {html.escape(stand.zonder_reden)}</p>"
        if stand.zonder_reden
        else ""
    )
    hoofden = ("Wie", "Met het handelingsdeel", "Op", "Hoe")
    kop = "".join(f'<th scope="col">{tekst}</th>' for tekst in hoofden)
    tabel = f"<table><thead><tr>{kop}</tr></thead><tbody>{''.join(rijen)}</tbody></table>"
    return f"<h2>Instemming met het handelingsdeel</h2>{tabel}{reden}"


def _evaluatie(evaluatie: EvaluatieStand) -> str:
    def doel(een: DoelStand) -> str:
        return f"<li>{html.escape(een.doel)}: {DOEL[een.uitkomst]}. {html.escape(een.toelichting)}</li>"

    paren = [
        ("Erbij waren", evaluatie.aanwezig),
        ("De ouders", evaluatie.ouders),
        ("De leerling", evaluatie.leerling),
        ("Hoe verder", f"{VERDER[evaluatie.uitkomst].capitalize()}. {evaluatie.toelichting}"),
    ]
    lijst = "".join(doel(een) for een in evaluatie.doelen)
    return f"<h2>Evaluatie van {in_woorden(evaluatie.op)}</h2><ul>{lijst}</ul>{_paren(paren)}"
