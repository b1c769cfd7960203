"""A besluit and an advice in a few lines."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from services.commissie.contract import AdviesStand, BehandelingStand, Bekendmaking, BesluitStand, MijnKindStand
from tenants.schema import Tenant
from web import views
from web.filling.words import categorienaam, soortnaam
from web.formatting import lange_datum, moment
from web.views import AdviesLezen, Rekenregel

OORDELEN = {"toelaatbaar": "De leerling is toelaatbaar", "niet_toelaatbaar": "De leerling is niet toelaatbaar"}


def geldig(besluit: BesluitStand) -> str:
    if besluit.van is None:
        return ""
    tot = f"tot en met {lange_datum(besluit.tot_en_met)}" if besluit.tot_en_met else "voor de hele schoolloopbaan"
    return f"{lange_datum(besluit.van)} {tot}"


def besluit_kort(stand: BehandelingStand, tenant: Tenant) -> views.BesluitKort | None:
    besluit = stand.besluit
    if besluit is None:
        return None
    laatste = max((b.bezwaar_tot_en_met for b in besluit.bekendmakingen), default=None)
    kort = _kort(stand.id, besluit, tenant, laatste)
    regels = kort.regels + [Rekenregel(f"Aan {b.aan}", _aan(b), "") for b in besluit.bekendmakingen]
    return msgspec.structs.replace(kort, regels=regels)


def besluit_aanvrager(stand: MijnKindStand | None, tenant: Tenant) -> views.BesluitKort | None:
    """For the school that applied: its own letter and its own last day. None before it was made known."""
    if stand is None or stand.besluit is None:
        return None
    return _kort(stand.id, stand.besluit, tenant, stand.bezwaar_tot_en_met)


def _kort(id: UUID, besluit: BesluitStand, tenant: Tenant, laatste: date | None) -> views.BesluitKort:
    """`laatste`: the last day on which somebody can object."""
    uitkomst = "Toegekend" if besluit.uitkomst == "toegekend" else "Afgewezen"
    regels = [
        Rekenregel("Categorie", categorienaam(besluit.categorie), "") if besluit.categorie else None,
        Rekenregel("Geldig", geldig(besluit), "") if besluit.van else None,
        Rekenregel("Besloten door", f"{besluit.genomen_door}. {besluit.mandaat}", ""),
        Rekenregel("Besloten op", lange_datum(besluit.genomen_op), ""),
        Rekenregel("Bekendgemaakt op", lange_datum(besluit.bekendgemaakt_op), "") if besluit.bekendgemaakt_op else None,
    ]
    bezwaar = ""
    if besluit.onherroepelijk_op:
        bezwaar = (
            f"De bezwaartermijn is voorbij: het besluit staat vast sinds {lange_datum(besluit.onherroepelijk_op)}."
        )
    elif laatste:
        bezwaar = f"Bezwaar maken kan tot en met {lange_datum(laatste)}."
    return views.BesluitKort(
        kop=f"{uitkomst}: {soortnaam(tenant, besluit.soort)}",
        tlv_nummer=besluit.nummer or "",
        regels=[regel for regel in regels if regel],
        beschikking_url=f"/beschikkingen/{id}.pdf" if besluit.beschikking_klaar else "",
        bezwaar=bezwaar,
    )


def _aan(bekend: Bekendmaking) -> str:
    gelezen = "De brief is gelezen." if bekend.gelezen_op else "De brief is nog niet gelezen."
    return f"Bezwaar kan tot en met {lange_datum(bekend.bezwaar_tot_en_met)}. {gelezen}"


def advies_lezen(advies: AdviesStand, vandaag: date, vragen: dict[str, str] | None = None) -> AdviesLezen | None:
    """None while the content is closed to this reader."""
    if advies.oordeel is None:
        return None
    vragen = vragen or {}
    uitkomst = OORDELEN.get(advies.oordeel, advies.oordeel)
    if advies.categorie:
        uitkomst += f", categorie {categorienaam(advies.categorie).lower()}"
    return AdviesLezen(
        wie=advies.deskundige,
        rol=advies.plek_titel,
        uitkomst=uitkomst,
        verzegeld=f"Verzegeld: {moment(advies.verzegeld_op, vandaag)}" if advies.verzegeld_op else "",
        antwoorden=[
            Rekenregel(vragen.get(naam, naam.replace("_", " ").capitalize()), tekst, "")
            for naam, tekst in (advies.antwoorden or {}).items()
            if tekst
        ]
        + [Rekenregel("Onderbouwing", advies.onderbouwing or "", "")],
    )
