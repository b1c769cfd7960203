"""What new rules would have meant, and whom they touch: the answers of the services as a page."""

from __future__ import annotations

from services.commissie.contract import Proef, ProefOnderwerp
from services.intake.contract import RegelsGeraakt
from web.filling.beheer_views import Concept, Formulier, Link, ProefBlad, ProefDeel, ProefRij
from web.formatting import getal, opsomming


def proefblad(
    formulier: Formulier,
    proef: Proef | None,
    raakt: RegelsGeraakt | None,
    *,
    storing: str,
    concept: Concept | None,
    kruimels: list[Link],
) -> ProefBlad:
    return ProefBlad(
        formulier=formulier,
        zinnen=proef.zinnen if proef else [],
        delen=[_deel(onderwerp, proef.zinnen) for onderwerp in _anders(proef)] if proef else [],
        gelijk=_gelijk(proef) if proef else "",
        raakt=raakt.zinnen if raakt else [],
        leeg=proef is not None and proef.aantal == 0,
        gedaan=proef is not None,
        storing=storing,
        concept=concept,
        kruimels=kruimels,
    )


def _anders(proef: Proef) -> list[ProefOnderwerp]:
    return [onderwerp for onderwerp in proef.onderwerpen if onderwerp.anders]


def _gelijk(proef: Proef) -> str:
    """The subjects of which something could be said, and in which nothing changes."""
    namen = [o.titel[:1].lower() + o.titel[1:] for o in proef.onderwerpen if o.beoordeeld and not o.anders]
    return f"Geen verschil bij {opsomming(namen)}." if namen else ""


def _deel(onderwerp: ProefOnderwerp, gezegd: list[str]) -> ProefDeel:
    return ProefDeel(
        titel=onderwerp.titel,
        id=f"proef-{onderwerp.naam.replace('_', '-')}",
        zinnen=[zin for zin in onderwerp.zinnen if zin not in gezegd],
        rijen=[ProefRij(t.titel, getal(t.was), getal(t.wordt), t.was != t.wordt) for t in onderwerp.tellingen],
        telling=f"{getal(onderwerp.anders)} van de {getal(onderwerp.beoordeeld)} anders",
    )
