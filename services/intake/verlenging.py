"""Een TLV die afloopt: wanneer verlengen kan, en wat er van een eerdere aanvraag nog vers genoeg is om mee te nemen.

Een verlenging is een nieuwe TLV met een eigen advies (WPO 40 lid 14, WEC 40 lid 15; seed 001, bijlage 3.11.2, par.
1.21): een advies van een deskundige gaat daarom nooit mee.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from services.intake.dossier import BRUIKBAAR, Stuk
from services.kern.errors import KanNiet
from services.kern.kalender import begin_schooljaar, in_woorden, plus_jaren, schooljaar_van
from services.kern.leeftijd_document import leeftijd_document
from tenants.schema import Recept

HERINDICATIE = "herindicatie"


class Mee(msgspec.Struct, frozen=True):
    """`stukken`: de plaatsen in de lijst van wat mee kan; `namen` daarvan; `te_oud`: een zin per stuk dat niet kan."""

    stukken: list[int]
    namen: list[str]
    te_oud: list[str]


def kan_verlengd(tot_en_met: date | None, vandaag: date) -> None:
    """KanNiet als de TLV niet afloopt, of pas over meer dan een jaar."""
    if tot_en_met is None:
        raise KanNiet("Deze verklaring geldt voor de hele schoolloopbaan. Verlengen is niet nodig.")
    if tot_en_met > plus_jaren(vandaag, 1):
        raise KanNiet(
            f"De verklaring geldt nog tot en met {in_woorden(tot_en_met)}. Verlengen kan in het laatste jaar."
        )


def meenemen(recept: Recept, antwoorden: Mapping[str, str], stukken: Sequence[Stuk], vandaag: date) -> Mee:
    """Per document dat gevraagd wordt het nieuwste dat er is, als het vandaag nog zou voldoen."""
    mee = Mee([], [], [])
    for regel in recept.documenten_voor(dict(antwoorden)):
        er_is = [n for n, stuk in enumerate(stukken) if stuk.soort == regel.soort and stuk.status == BRUIKBAAR]
        if not er_is:
            continue
        nummer = max(er_is, key=lambda n: (stukken[n].gedagtekend_op or date.min, n))
        op = stukken[nummer].gedagtekend_op
        if "deskundige" in regel.handtekeningen:
            mee.te_oud.append(f"{regel.naam}: bij een verlenging hoort een nieuw advies.")
        elif regel.maximaal_maanden is not None and not _vers(op, vandaag, regel.maximaal_maanden, regel.medisch):
            wanneer = f" ({in_woorden(op)})" if op else ""
            mee.te_oud.append(f"{regel.naam}{wanneer}: te oud, het mag {regel.maximaal_maanden} maanden oud zijn.")
        else:
            mee.stukken.append(nummer)
            mee.namen.append(regel.naam)
    return mee


def teksten(recept: Recept, eerder: Mapping[str, str]) -> dict[str, str]:
    """Wat de school eerder zelf beschreef; geen keuzes, getallen en data, en niets over wat ouders vonden."""
    punten = {naam for regel in recept.zonder_instemming for naam in regel.punten}
    return {
        vraag.naam: eerder[vraag.naam]
        for vraag in recept.vragen
        if vraag.soort == "lang" and eerder.get(vraag.naam) and vraag.naam not in punten
    }


def als_verlenging(recept: Recept) -> dict[str, str]:
    """Het antwoord dat zegt dat het een verlenging is; leeg waar het formulier dat niet vraagt."""
    kenmerk = next((k for k in recept.kenmerken if k.naam == HERINDICATIE), None)
    return {kenmerk.als.vraag: kenmerk.als.is_een_van[0]} if kenmerk else {}


def verder(groep: str, toen: date, vandaag: date, leerjaren: Sequence[str]) -> str:
    """De groep van toen, een jaar verder voor elk schooljaar dat begon; de school kijkt het na."""
    if groep not in leerjaren:
        return ""
    jaren = schooljaar_van(vandaag) - schooljaar_van(toen)
    return leerjaren[min(leerjaren.index(groep) + max(jaren, 0), len(leerjaren) - 1)]


def eerste_dag(tot_en_met: date) -> date:
    """Vanaf welke dag een verlenging gaat gelden."""
    return begin_schooljaar(schooljaar_van(tot_en_met) + 1)


def _vers(op: date | None, vandaag: date, maanden: int, medisch: bool) -> bool:
    return op is not None and leeftijd_document(op, max(op, vandaag), maanden, medisch=medisch).bruikbaar
