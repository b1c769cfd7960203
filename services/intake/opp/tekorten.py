"""Wat er aan een OPP nog ontbreekt voordat het aan ouders kan worden voorgelegd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from services.intake.aanvraag import antwoord_fout
from services.intake.opp.contract import OppTekort
from services.intake.opp.formulier import themas, van_school
from services.intake.opp.leesbaar import hint
from tenants.schema import OppRegels

GEZAG = "gezag"


def tekorten(opp: OppRegels, antwoorden: Mapping[str, str], ouders: int, schreven: int, dag: date) -> list[OppTekort]:
    """In de volgorde van het formulier. `ouders`: hoeveel mensen met gezag; `schreven`: hoeveel van hen schreven."""
    return [
        *_vragen(opp, antwoorden, dag),
        *_themas(opp, antwoorden),
        *_ouders(ouders, schreven),
        *_woorden(antwoorden),
    ]


def _vragen(opp: OppRegels, antwoorden: Mapping[str, str], dag: date) -> Iterator[OppTekort]:
    for onderdeel in van_school(opp).onderdelen:
        for vraag in onderdeel.vragen:
            if vraag.als is not None and not vraag.als.geldt(dict(antwoorden)):
                continue
            antwoord = antwoorden.get(vraag.naam, "")
            zin = "Dit is nog niet ingevuld." if vraag.verplicht and not antwoord else ""
            if antwoord:
                zin = antwoord_fout(vraag, antwoord, dag) or ""
            if zin:
                yield OppTekort(plek=onderdeel.naam, naam=vraag.naam, titel=vraag.label, melding=zin, blokkeert=True)


def _themas(opp: OppRegels, antwoorden: Mapping[str, str]) -> Iterator[OppTekort]:
    namen = themas(opp)
    for wat, titel in (("helpt", "Wat helpt"), ("hindert", "Wat belemmert")):
        eigen = [naam for naam in namen if naam.endswith(f"_{wat}")]
        if eigen and not any(antwoorden.get(naam) for naam in eigen):
            yield OppTekort(
                plek=eigen[0].rpartition("_school_")[0],
                naam=eigen[0],
                titel=titel,
                melding="Schrijf dit bij ten minste één thema op. De wet vraagt het.",
                blokkeert=True,
            )


def _ouders(ouders: int, schreven: int) -> Iterator[OppTekort]:
    if not ouders:
        yield OppTekort(
            plek="ouders",
            naam=GEZAG,
            titel="Wie heeft gezag?",
            melding="Leg eerst vast wie gezag heeft. Ieder van hen wordt gevraagd of die het eens is.",
            blokkeert=True,
        )
    elif schreven < ouders:
        wie = "Niemand van de ouders schreef" if not schreven else "Niet alle ouders schreven"
        yield OppTekort(
            plek="ouders",
            naam="ouders",
            titel="Hoe ouders het zien",
            melding=f"{wie} al mee. Het kan ook zonder.",
            blokkeert=False,
        )


def _woorden(antwoorden: Mapping[str, str]) -> Iterator[OppTekort]:
    for naam, titel in (
        ("lees_goed", "Wat gaat goed?"),
        ("lees_lastig", "Wat is lastig?"),
        ("lees_doelen", "Waar werk je aan?"),
        ("lees_hulp", "Wie helpt je, en hoe?"),
        ("lees_straks", "Waar ga je later naartoe?"),
        ("mening_antwoord", "Wat doet de school met die mening?"),
    ):
        if zin := hint(antwoorden.get(naam, "")):
            plek = "mening" if naam == "mening_antwoord" else "leesversie"
            yield OppTekort(plek=plek, naam=naam, titel=titel, melding=zin, blokkeert=False)
