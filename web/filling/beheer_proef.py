"""What new rules would have meant, and whom they touch: the answers of the services as a page."""

from __future__ import annotations

from services.commissie.contract import Proef, ProefOnderwerp
from services.intake.contract import RegelsGeraakt
from web.filling.beheer_views import Concept, Formulier, Link, ProefBlad, ProefDeel, ProefRij
from web.formatting import getal


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
        delen=[_deel(onderwerp) for onderwerp in proef.onderwerpen if onderwerp.beoordeeld] if proef else [],
        raakt=raakt.zinnen if raakt else [],
        leeg=proef is not None and proef.aantal == 0,
        gedaan=proef is not None,
        storing=storing,
        concept=concept,
        kruimels=kruimels,
    )


def _deel(onderwerp: ProefOnderwerp) -> ProefDeel:
    return ProefDeel(
        titel=onderwerp.titel,
        id=f"proef-{onderwerp.naam.replace('_', '-')}",
        zinnen=onderwerp.zinnen,
        rijen=[ProefRij(t.titel, getal(t.was), getal(t.wordt), t.was != t.wordt) for t in onderwerp.tellingen],
        telling=f"{getal(onderwerp.anders)} van de {getal(onderwerp.beoordeeld)} anders",
    )
