"""Welke concepten nieuwe regels raken: waar iets anders gevraagd wordt dan nu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from services.intake.contract import RegelsGeraakt
from services.kern.kalender import aantal_in_woorden, in_woorden
from tenants.organisaties import elke_school
from tenants.schema import Tenant
from tenants.schema.tenant import Fusie


class Concept(msgspec.Struct, frozen=True):
    """Wat van een concept telt: de soort TLV en wat er al is geantwoord."""

    soort: str
    antwoorden: Mapping[str, str]


#: Wat er per concept kan veranderen, met de zin erbij ("bij 3 concepten …").
ZINNEN = {
    "soort": "bestaat de soort aanvraag dan niet meer; die kunnen niet meer worden ingediend",
    "vraag_erbij": "komt er een vraag bij",
    "vraag_weg": "vervalt een vraag",
    "vraag_anders": "verandert een vraag of haar antwoorden",
    "document_erbij": "komt er een document bij",
    "document_weg": "vervalt een document",
    "document_anders": "verandert wat een document moet zijn",
    "zienswijze_anders": "verandert wiens zienswijze of instemming wordt gevraagd",
    "categorie_anders": "veranderen de categorieën",
}


def geraakt(concepten: Sequence[Concept], lopend: int, oud: Tenant, nieuw: Tenant) -> RegelsGeraakt:
    """Aantallen en zinnen, nooit wie het betreft. Alleen wat gevraagd wordt telt, geen woorden of bronnen."""
    veranderd = [wat for concept in concepten if (wat := _verschillen(concept, oud, nieuw))]
    telling = Counter(soort for wat in veranderd for soort in wat)
    zinnen = [_kop(len(concepten), len(veranderd))]
    zinnen += [f"Bij {_concepten(telling[soort])} {zin}." for soort, zin in ZINNEN.items() if telling[soort]]
    zinnen.append(_lopend(lopend))
    return RegelsGeraakt(concepten=len(concepten), anders=len(veranderd), lopend=lopend, zinnen=zinnen)


def opgaan(fusie: Fusie, telling: Mapping[str, int]) -> str:
    """Wat er op de dag van een fusie meegaat, en wat niet. Aantallen, nooit wie."""
    van, naar = elke_school(fusie.van), elke_school(fusie.naar)
    mee = [
        aantal_in_woorden(telling[naam], een, meer)
        for naam, een, meer in (
            ("leerlingen", "leerling", "leerlingen"),
            ("aanvragen", "lopende aanvraag", "lopende aanvragen"),
            ("aanmeldingen", "aanmelding met zorgplicht", "aanmeldingen met zorgplicht"),
            ("wacht", "leerling op de wachtlijst", "leerlingen op de wachtlijst"),
        )
        if telling[naam]
    ]
    zin = (
        f"Op {in_woorden(fusie.vanaf)} gaat {van.aanduiding if van else fusie.van} op in "
        f"{naar.aanduiding if naar else fusie.naar}. Mee {'gaan' if len(mee) != 1 else 'gaat'}: "
        f"{', '.join(mee) if mee else 'nu nog niets'}. Wie er werkt, krijgt dezelfde rol op de andere school."
    )
    if telling["groepen"]:
        zin += " De vrije plekken vervallen: de andere school geeft de hare opnieuw op."
    return f"{zin} Tot die dag kan dit terug: haal de fusie uit de regels."


def _verschillen(concept: Concept, oud: Tenant, nieuw: Tenant) -> set[str]:
    if concept.soort not in nieuw.soorten:
        return {"soort"}
    if concept.soort not in oud.soorten:
        return {"vraag_anders"}
    was, wordt = _gevraagd(oud, concept), _gevraagd(nieuw, concept)
    uit = set()
    for ding in ("vraag", "document"):
        toen, straks = was[ding], wordt[ding]
        uit |= {f"{ding}_erbij"} if straks.keys() - toen.keys() else set()
        uit |= {f"{ding}_weg"} if toen.keys() - straks.keys() else set()
        uit |= {f"{ding}_anders"} if any(toen[n] != straks[n] for n in toen.keys() & straks.keys()) else set()
    uit |= {f"{ding}_anders" for ding in ("zienswijze", "categorie") if was[ding] != wordt[ding]}
    return uit


def _gevraagd(regels: Tenant, concept: Concept) -> dict[str, Any]:
    recept, antwoorden = regels.recept(concept.soort), dict(concept.antwoorden)
    return {
        "vraag": {
            v.naam: (v.soort, v.verplicht, v.keuzes, v.max_lengte, v.minimum, v.maximum)
            for v in recept.vragen_voor(antwoorden)
        },
        "document": {
            d.soort: (d.verplicht, d.maximaal_maanden, sorted(d.handtekeningen), d.medisch)
            for d in recept.documenten_voor(antwoorden)
        },
        "zienswijze": (
            {z.van: (z.verplicht, z.instemming) for z in recept.zienswijzen_voor(antwoorden)},
            regels.instemming_nodig(concept.soort, antwoorden),
        ),
        "categorie": sorted(regels.soorten[concept.soort].categorieen),
    }


def _kop(aantal: int, anders: int) -> str:
    if not aantal:
        return "Er zijn nu geen concepten."
    if not anders:
        return f"Er {_zijn(aantal)} {_concepten(aantal)}; daarin wordt niets anders gevraagd."
    daarvan = "daarin" if aantal == 1 else f"in {anders} daarvan"
    return f"Er {_zijn(aantal)} {_concepten(aantal)}; {daarvan} wordt met deze regels iets anders gevraagd."


def _lopend(aantal: int) -> str:
    if not aantal:
        return "Er lopen nu geen ingediende aanvragen."
    wat = aantal_in_woorden(aantal, "aanvraag loopt en houdt", "aanvragen lopen en houden")
    return f"{wat} de regels van de dag van indienen."


def _concepten(aantal: int) -> str:
    return aantal_in_woorden(aantal, "concept", "concepten")


def _zijn(aantal: int) -> str:
    return "is" if aantal == 1 else "zijn"
