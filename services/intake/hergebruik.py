"""Wat een aanvraag uit het dossier van de leerling overneemt: het OPP dat geldt en de interventies, nooit twee keer.

Bron: WPO 40a en WVO 2.44 (het handelingsdeel geldt als ieder met gezag instemt; elk schooljaar geëvalueerd met de
ouders), WPO 18a lid 13 (wat het samenwerkingsverband mag zien). Wat is ingediend verandert niet meer mee.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from services.intake.interventies.effect import EFFECTEN, PLEKKEN, Invulling, in_een_zin
from services.kern.kalender import MAANDEN
from tenants.schema import Recept

OPP, INTERVENTIES = "opp", "interventies"
BRONNEN = (OPP, INTERVENTIES)
NOG_NIET_INGESTEMD = (
    "Nog niet iedereen met gezag stemde in met het handelingsdeel van dit OPP. Is dat er nu wel, neem het OPP dan "
    "opnieuw over."
)
_STIJL = """
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) " van " counter(pages); font-size: 8pt } }
body { font-size: 10pt; line-height: 1.4 }
h1 { font-size: 18pt; margin: 0 0 2mm }
h2 { font-size: 12pt; margin: 6mm 0 1mm; break-after: avoid }
p { margin: 0 0 2mm; white-space: pre-line }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 0.5pt solid #767676; padding: 1.5mm 2mm; text-align: left; vertical-align: top; font-weight: normal }
th { font-weight: 600; width: 32mm }
"""


class OppBron(msgspec.Struct, frozen=True, kw_only=True):
    """Het OPP dat geldt. `geldt_vanaf`: sinds wanneer ieder met gezag instemt met het handelingsdeel."""

    id: UUID
    nummer: int
    afdruk: str
    vastgesteld_op: date
    geldt_vanaf: date | None
    geevalueerd_op: date | None
    antwoorden: dict[str, str] = {}

    @property
    def gedagtekend_op(self) -> date:
        """Van wanneer het is: vastgesteld, van kracht geworden of voor het laatst met ouders geëvalueerd."""
        return max(dag for dag in (self.vastgesteld_op, self.geldt_vanaf, self.geevalueerd_op) if dag)

    @property
    def stempel(self) -> str:
        """Verandert zodra er iets te vernieuwen is."""
        return f"{self.id}/{self.afdruk}/{self.geldt_vanaf}/{self.geevalueerd_op}"

    @property
    def ondertekend_door(self) -> list[str]:
        """De directeur tekent het mee met de aanvraag: de afdruk van dit stuk zit in die handtekening."""
        return ["directeur", "ouders"] if self.geldt_vanaf else ["directeur"]

    def zin(self) -> str:
        """Wat het is, en sinds wanneer."""
        uit = f"OPP uit het dossier, versie {self.nummer}, vastgesteld op {_dag(self.vastgesteld_op)}."
        if self.geldt_vanaf:
            uit += f" Iedereen met gezag stemt in met het handelingsdeel sinds {_dag(self.geldt_vanaf)}."
        else:
            uit += " Niet iedereen met gezag stemde in met het handelingsdeel."
        return uit + (f" Geëvalueerd op {_dag(self.geevalueerd_op)}." if self.geevalueerd_op else "")


class InterventieBron(msgspec.Struct, frozen=True, kw_only=True):
    """Een interventie uit het dossier."""

    id: UUID
    versie: int
    invulling: Invulling
    groep: str
    effect: str | None
    toelichting: str
    geevalueerd_op: date | None = None

    @property
    def zin(self) -> str:
        return in_een_zin(self.invulling, self.groep, self.effect, self.toelichting)

    @property
    def kort(self) -> str:
        """Zonder doel en toelichting, voor een antwoord waar niet meer past."""
        effect = EFFECTEN[self.effect] if self.effect else "nog niet geëvalueerd"
        return f"{_periode(self.invulling)}: {' '.join(self.invulling.wat.split())}. Effect: {effect}."


def zin_interventies(gekozen: Sequence[InterventieBron]) -> str:
    """Hoeveel het er zijn, en over welke tijd."""
    van = min(een.invulling.van for een in gekozen)
    aantal = "1 interventie" if len(gekozen) == 1 else f"{len(gekozen)} interventies"
    return f"{aantal} uit het dossier, vanaf {_dag(van)}."


def stempel_interventies(gekozen: Iterable[InterventieBron]) -> str:
    """Verandert zodra een van deze interventies verandert."""
    return " ".join(sorted(f"{een.id}/{een.versie}" for een in gekozen))


def gevraagd(recept: Recept, antwoorden: Mapping[str, str], bron: str) -> list[str]:
    """De soorten document die nu gevraagd worden en uit deze bron kunnen komen."""
    return [regel.soort for regel in recept.documenten_voor(dict(antwoorden)) if regel.uit == bron]


def vult(recept: Recept, antwoorden: Mapping[str, str], bron: str) -> bool:
    """Of er een vraag is die uit deze bron wordt beantwoord."""
    return any(vraag.uit.partition(".")[0] == bron for vraag in recept.vragen_voor(dict(antwoorden)))


def uit_opp(recept: Recept, antwoorden: Mapping[str, str], opp: Mapping[str, str]) -> dict[str, str]:
    """Antwoorden die in het OPP al staan, voor vragen waar nog niets staat."""
    uit = {}
    for vraag in recept.vragen_voor(dict(antwoorden)):
        soort, _, naam = vraag.uit.partition(".")
        tekst = opp.get(naam, "").strip()
        if soort == OPP and tekst and not antwoorden.get(vraag.naam):
            uit[vraag.naam] = tekst[: vraag.max_lengte]
    return uit


def uit_interventies(
    recept: Recept,
    antwoorden: Mapping[str, str],
    gekozen: Sequence[InterventieBron],
    alle: Sequence[InterventieBron],
) -> dict[str, str]:
    """De gekozen interventies als antwoord, elk op een regel; wat de school zelf schreef blijft staan.

    Past het niet in zinnen, dan kort; past ook dat niet, dan blijft het antwoord zoals het is.
    """
    eigen = {regel for een in alle for regel in (een.zin, een.kort)}
    uit = {}
    for vraag in recept.vragen_voor(dict(antwoorden)):
        staat = [regel for regel in antwoorden.get(vraag.naam, "").split("\n") if regel.strip()]
        if vraag.uit != INTERVENTIES or not set(staat) <= eigen:
            continue
        for tekst in ("\n".join(een.zin for een in gekozen), "\n".join(een.kort for een in gekozen)):
            if len(tekst) <= vraag.max_lengte:
                uit[vraag.naam] = tekst
                break
    return uit


def interventieblad(gekozen: Sequence[InterventieBron], kenmerk: str, vandaag: date) -> tuple[str, str]:
    """Titel en HTML: wat er is gedaan, wanneer, en wat het opleverde. Zonder naam van het kind."""
    titel, e = "Wat de school deed, en wat het opleverde", html.escape
    delen = [f"<h1>{e(titel)}</h1><p>Bij aanvraag {e(kenmerk)}. Stand op {_dag(vandaag)}.</p>"]
    for een in sorted(gekozen, key=lambda een: (een.invulling.van, een.id)):
        i = een.invulling
        effect = EFFECTEN[een.effect].capitalize() if een.effect else "Nog niet geëvalueerd"
        gezien = f" (gezien op {_dag(een.geevalueerd_op)})" if een.geevalueerd_op else ""
        rijen = [
            ("Periode", _periode(i) + (f", {een.groep}" if een.groep else "")),
            ("Waar", PLEKKEN[i.waar].capitalize()),
            ("Doel", i.doel),
            ("Door", i.door),
            ("Effect", f"{effect}{gezien}. {een.toelichting}".strip()),
        ]
        cellen = "".join(f'<tr><th scope="row">{e(kop)}</th><td>{e(tekst)}</td></tr>' for kop, tekst in rijen)
        delen.append(f"<h2>{e(i.wat)}</h2><table><tbody>{cellen}</tbody></table>")
    blad = (
        f'<!doctype html><html lang="nl"><head><title>{e(titel)}</title>'
        f'<meta name="dcterms.created" content="{vandaag.isoformat()}"><style>{_STIJL}</style></head>'
        f"<body>{''.join(delen)}</body></html>"
    )
    return titel, blad


def _periode(invulling: Invulling) -> str:
    tot = f"tot en met {_dag(invulling.tot)}" if invulling.tot else "tot nu"
    return f"{_dag(invulling.van)} {tot}"


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
