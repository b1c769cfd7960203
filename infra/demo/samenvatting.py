"""What a story showed of its samenwerkingsverband: its own procedure, bodies, targets, who decided, and the term.

What was declared comes from the rules of the day of the aanvraag; whether it was met, and how the date came about, is
read from the page of the dossier.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborNode

from infra.demo.robot import Pagina, Struikelt
from infra.demo.toneel import Toneel
from infra.demo.zaken import Zaak
from services.kern.rollen import ROLNAMEN, Rol
from tenants.schema import StreefRegel

GEHAALD = {"op tijd": True, "te laat": False}


@dataclass
class Samenvatting:
    """As it stands in the JSON of the demo."""

    verhaal: str
    tenant: str
    naam: str
    versie: dict[str, str]
    procedure: dict[str, Any]
    organen: list[dict[str, Any]]
    streefwaarden: list[dict[str, Any]]
    beslisser: dict[str, str]
    termijn: dict[str, Any]
    tlv: dict[str, str] = field(default_factory=dict)


def samenvatten(toneel: Toneel, zaak: Zaak) -> Samenvatting:
    """Look at the dossier once more, as who guards the terms, and tell what was agreed and what came of it."""
    regels = zaak.regels
    with toneel.persoon(zaak.secretaris) as robot:
        pagina = robot.ga(zaak.dossier)
    uit = Samenvatting(
        verhaal=zaak.titel,
        tenant=zaak.tenant,
        naam=regels.naam,
        versie={"vanaf": regels.versie.vanaf.isoformat(), "bron": regels.versie.bron} if regels.versie else {},
        procedure=_procedure(zaak),
        organen=[
            {"titel": orgaan.titel, "taak": orgaan.taak, "leden": [_rolnaam(zaak, rol) for rol in orgaan.rollen]}
            for orgaan in regels.organen.values()
        ],
        streefwaarden=_streefwaarden(zaak, pagina),
        beslisser=_beslisser(zaak, pagina),
        termijn=_termijn(pagina),
        tlv=_besluit(pagina),
    )
    _vertel(uit)
    return uit


def _rolnaam(zaak: Zaak, rol: str) -> str:
    return zaak.regels.rolnaam(rol, ROLNAMEN[Rol(rol)])


def _procedure(zaak: Zaak) -> dict[str, Any]:
    """The steps in the own words; where no procedure is drawn, what parents read of it."""
    procedure, organen = zaak.procedure, zaak.regels.organen
    if procedure is None:
        return {"titel": "", "stappen": [{"stap": tekst} for tekst in zaak.regels.openbare_stappen.values()]}
    stappen = [
        {
            "stap": stap.titel,
            "door": _rolnaam(zaak, stap.door),
            "orgaan": organen[stap.orgaan].titel if stap.orgaan in organen else "",
        }
        for stap in procedure.stappen
    ]
    return {"titel": procedure.titel, "bron": procedure.bron, "stappen": stappen}


def _streefwaarden(zaak: Zaak, pagina: Pagina) -> list[dict[str, Any]]:
    """Every service target for this aanvraag, with its share, the day it named and whether it was met."""
    gezien = {}
    for rij in pagina.html.css("#termijnen .swv-termijnlijst__item"):
        delen = [_tekst(deel) for deel in rij.css(".swv-strong, .swv-queue__sub")]
        if len(delen) == 4:
            gezien[delen[0].casefold()] = (delen[2], delen[3])
    uit = []
    for regel in zaak.regels.streeftermijnen(zaak.categorie or None, False, zaak.soort):
        stand, dag = gezien.get(regel.wat.casefold(), ("niet meer nodig", ""))
        uit.append(
            {
                "wat": regel.wat,
                "streven": _streven(regel),
                "aandeel_procent": regel.aandeel,
                "uiterlijk": dag,
                "stand": stand,
                "gehaald": GEHAALD.get(stand),
                "bron": regel.bron,
            }
        )
    return uit


def _streven(regel: StreefRegel) -> str:
    aandeel = f" bij {regel.aandeel}% van de aanvragen" if regel.aandeel else ""
    eenheid = {"weken": "week", "dagen": "dag", "werkdagen": "werkdag"}[regel.eenheid] if regel.aantal == 1 else ""
    return f"binnen {regel.aantal} {eenheid or regel.eenheid}{aandeel}"


def _beslisser(zaak: Zaak, pagina: Pagina) -> dict[str, str]:
    """Who decided: the role that the rules name, and the words of the besluit itself."""
    mandaat = zaak.regels.beslisser(zaak.categorie or None, False, zaak.soort)
    besluit = _tekst(pagina.html.css_first("#besluit"))
    door = re.search(r"Besloten door (.+?) Besloten op", besluit)
    if door is None:
        raise Struikelt(f"op het dossier staat niet wie besloot: {besluit[:200]}")
    return {"rol": _rolnaam(zaak, mandaat.beslist), "besluit": door[1], "bron": mandaat.bron}


def _termijn(pagina: Pagina) -> dict[str, Any]:
    """The last day by law, whether it was met, and how that day came about, step by step."""
    rijen = [[_tekst(cel) for cel in rij.css("th, td")] for rij in pagina.html.css("#termijnen tbody tr")]
    som = pagina.html.css_first("#termijnen .swv-termcard__sum")
    stand, einde = [_tekst(deel) for deel in som.css("span")]
    return {
        "stand": stand,
        "einde": einde,
        "uitleg": [dict(zip(("stap", "waarde", "grond"), rij, strict=False)) for rij in rijen],
    }


def _besluit(pagina: Pagina) -> dict[str, str]:
    kop, nummer = pagina.html.css_first("#besluit-kop"), pagina.html.css_first("#besluit .swv-num")
    return {"besluit": _tekst(kop), "nummer": _tekst(nummer)}


def _tekst(node: LexborNode | None) -> str:
    return re.sub(r"\s+", " ", node.text(separator=" ")).strip() if node else ""


def _vertel(uit: Samenvatting) -> None:
    gehaald = [streven for streven in uit.streefwaarden if streven["gehaald"]]
    streven = f"{len(gehaald)} van {len(uit.streefwaarden)} streefwaarden gehaald" if uit.streefwaarden else ""
    bron = f"regels vanaf {uit.versie['vanaf']}" if uit.versie else ""
    delen = [bron, f"{len(uit.procedure['stappen'])} stappen", f"beslist: {uit.beslisser['rol']}", streven]
    print(f"           {uit.naam}: {'; '.join(deel for deel in delen if deel)}", file=sys.stderr, flush=True)
