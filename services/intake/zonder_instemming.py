"""Een aanvraag waar ouders het niet mee eens zijn: de punten die de school laat zien, en de tijd die ouders krijgen.

De wet vraagt de zienswijze van ouders en niet hun instemming (Awb 4:8). De punten en de tijd zijn van het
samenwerkingsverband (seed 001, bijlage 3.11.2, par. 1.13). Ouders lezen dezelfde punten en antwoorden er zelf op.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from services.intake.contract import Tekort
from services.intake.dossier import Dossier
from services.kern.errors import KanNiet
from services.kern.kalender import in_woorden
from services.kern.reactietermijn import Reactietermijn, reactietermijn
from tenants.schema import Recept, Vraag, ZonderInstemming

PUNT_LENGTE = 4_000
TIJD_OM_TE_REAGEREN = "Tijd voor ouders om te reageren"


def punten(recept: Recept, antwoorden: Mapping[str, str]) -> list[Vraag]:
    """De vragen waarop ouders elk zelf kunnen antwoorden; leeg als deze weg niet gekozen is."""
    regel = _regel(recept, antwoorden)
    if regel is None:
        return []
    vragen = {vraag.naam: vraag for vraag in recept.vragen}
    return [vragen[naam] for naam in regel.punten]


def termijn(recept: Recept, antwoorden: Mapping[str, str]) -> Reactietermijn | None:
    """De tijd om te reageren, als de weg gekozen is en de dag van de mededeling bekend."""
    regel = _regel(recept, antwoorden)
    aangekondigd = _dag(antwoorden.get(regel.aangekondigd, "")) if regel else None
    if regel is None or aangekondigd is None:
        return None
    return reactietermijn(aangekondigd, regel.werkdagen, _dag(antwoorden.get(regel.verzenden, "")))


def zonder_instemming(recept: Recept, dossier: Dossier, peildatum: date) -> Iterator[Tekort]:
    """Wat indienen zonder instemming tegenhoudt, en wat niet klopt met wat ouders zelf zeiden."""
    regel = _regel(recept, dossier.antwoorden)
    if regel is None:
        for weg in recept.zonder_instemming:
            yield from _ouder_zegt_nee(weg, dossier)
        return
    tijd = termijn(recept, dossier.antwoorden)
    if tijd is None:
        return  # de dag van de mededeling ontbreekt nog: dat zegt de vraag zelf
    if tijd.te_vroeg:
        melding = f"Kies een verzenddatum na {in_woorden(tijd.tot_en_met)}, en noem die aan ouders."
        yield _tekort("vraag", regel.verzenden, "Verzenddatum", melding, regel)
    elif peildatum < tijd.indienen_vanaf:
        melding = " ".join(stap.stap for stap in tijd.uitleg)
        yield _tekort("instemming", "ouder", TIJD_OM_TE_REAGEREN, melding, regel)


def punten_toetsen(recept: Recept, antwoorden: Mapping[str, str], gegeven: Mapping[str, str]) -> None:
    """KanNiet bij een punt dat hier niet is."""
    if not gegeven.keys() <= {vraag.naam for vraag in punten(recept, antwoorden)}:
        raise KanNiet("De school heeft de aanvraag intussen gewijzigd. Lees de punten opnieuw.")


def met_punten(recept: Recept, tekst: str | None, gegeven: Mapping[str, str]) -> str | None:
    """De zienswijze als één tekst, met bij elk punt waar het over gaat."""
    labels = {vraag.naam: vraag.label for vraag in recept.vragen}
    delen = [f"Bij “{labels.get(naam, naam)}”: {antwoord}" for naam, antwoord in gegeven.items()]
    return "\n\n".join(filter(None, [tekst, *delen])) or tekst


def _regel(recept: Recept, antwoorden: Mapping[str, str]) -> ZonderInstemming | None:
    return next((regel for regel in recept.zonder_instemming if recept.geldt(regel.als, dict(antwoorden))), None)


def _ouder_zegt_nee(regel: ZonderInstemming, dossier: Dossier) -> Iterator[Tekort]:
    """De school zegt dat ouders het eens zijn, en een ouder zegt van niet."""
    if regel.als.vraag not in dossier.antwoorden:
        return
    namen = {lid.persoon: lid.naam for lid in dossier.familie}
    for gehoord in dossier.gehoord:
        if gehoord.van == "ouder" and gehoord.instemming is False and gehoord.persoon in namen:
            melding = f"{namen[gehoord.persoon]} is het er niet mee eens. Kies dat hier, en beschrijf de punten."
            yield _tekort("vraag", regel.als.vraag, "Overeenstemming met ouders", melding, regel)
            return


def _dag(antwoord: str) -> date | None:
    try:
        return date.fromisoformat(antwoord)
    except ValueError:
        return None


def _tekort(soort: str, naam: str, titel: str, melding: str, regel: ZonderInstemming) -> Tekort:
    return Tekort(
        soort=soort, naam=naam, titel=titel, reden="ontbreekt", melding=melding, bron=regel.bron, blokkeert=True
    )
