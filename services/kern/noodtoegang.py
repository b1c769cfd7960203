"""Noodtoegang: een uur in één dossier kijken, met een reden en toestemming van een tweede persoon (trust.md PRV-5).

Voor wie bij het samenwerkingsverband werkt en niet bij de zaak betrokken is: de benoemde deskundige is ziek, of met een
kind gaat het ineens mis. Wie de aanvragen van het samenwerkingsverband toch al ziet, heeft het niet nodig. Waarom deze
rollen: docs/besluiten/0018.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from services.kern.rollen import Rol

#: Zo heet het in een auditregel, in de kolom `grond`: daaraan is elke blik met noodtoegang te herkennen.
GROND = "noodtoegang"
#: Wie erom kan vragen: deskundigen die niet op deze zaak zitten, en wie scholen en jonge kinderen begeleidt.
VRAGERS = frozenset({Rol.DESKUNDIGE, Rol.STEUNPUNTCOORDINATOR, Rol.CONTACTPERSOON_JONGE_KIND})
#: Wie haar geeft of weigert: wie deskundigen benoemt, en wie het samenwerkingsverband leidt (domain.md, rollen).
VERLENERS = frozenset({Rol.VOORZITTER, Rol.DIRECTEUR})
#: Wie meekijkt wat er gevraagd en gegeven is, en haar kan beëindigen; de inhoud van het dossier blijft dicht.
TOEZIEN = frozenset({Rol.FG})
#: Wie er bericht van krijgt: het toezicht, de leiding, en wie de zaken bewaakt.
BERICHT_AAN = (Rol.FG, Rol.DIRECTEUR, Rol.SECRETARIS)

DUUR = timedelta(minutes=60)
#: Een verzoek dat blijft liggen, is geen nood meer.
WACHT = timedelta(hours=24)
KORTST, LANGST, VERSCHILLEND = 20, 1_000, 6  # tekens van een reden
#: Zoveel verzoeken van één persoon wachten er hooguit tegelijk.
TEGELIJK = 3


def einde(nu: datetime) -> datetime:
    """Het eerste moment waarop de toegang niet meer geldt: een heel aantal seconden, want zo telt de database."""
    return nu.replace(microsecond=0) + DUUR


def bezwaar_tegen_reden(reden: str) -> str | None:
    """Waarom deze reden niet volstaat, in één zin; None als zij volstaat."""
    reden = reden.strip()
    if len(reden) < KORTST:
        return f"Schrijf in minstens {KORTST} tekens waarom u nu in dit dossier moet kijken."
    if len(set(reden.lower()) - {" "}) < VERSCHILLEND:
        return "Schrijf een reden die een ander begrijpt."
    return f"Hooguit {LANGST} tekens." if len(reden) > LANGST else None


def stand(status: str, gevraagd_op: datetime, tot: datetime | None, nu: datetime) -> str:
    """`gevraagd`, `verlopen` (niemand besliste), `geweigerd`, `open`, `voorbij` of `beeindigd`, op dit moment."""
    if status == "gevraagd":
        return "gevraagd" if nu < gevraagd_op + WACHT else "verlopen"
    if status == "verleend":
        return "open" if tot is not None and nu < tot else "voorbij"
    return status
