"""Sample page of the herstelbak."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from services.intake.herstel.contract import HerstelbakStand, HerstelpuntStand
from services.kern.rollen import ROLNAMEN, Rol
from tenants.registry import get
from web.filling import herstelbak as vullen
from web.views_herstel import HerstelbakPagina

VANDAAG = date(2026, 11, 23)
MOMENT, STRAKS = datetime(2026, 11, 23, 9, 2, tzinfo=UTC), datetime(2026, 11, 23, 9, 31, tzinfo=UTC)


def _punt(nummer: int, **anders: object) -> HerstelpuntStand:
    velden = {
        "id": UUID(int=nummer), "zaak": UUID(int=90 + nummer), "reden": "niemand", "van": "16MA00", "naar": "PO2202",
        "rollen": ["steunpuntcoordinator"], "brief": "", "pad": "", "status": "open", "afloop": "",
        "ontstaan_op": MOMENT, "geprobeerd_op": STRAKS, "geeindigd_op": None, "geeindigd_door": "",
        "handelingen": ["herstelpunt_versturen", "herstelpunt_sluiten"],
    }  # fmt: skip
    return HerstelpuntStand(**velden | anders)


def herstelbak(rol: Rol, *, leeg: bool = False) -> HerstelbakPagina:
    punten = [
        _punt(1, soort="consult", kenmerk="C-2026-4KX7BD", pad="/consulten/1"),
        _punt(2, soort="bericht", kenmerk="2026-483920", reden="adres", naar="", rollen=[], pad="/aanvragen/sem",
              brief="uitnodiging"),
        _punt(3, soort="meekijken", kenmerk="2026-118204", naar="19CO00", rollen=["ib_er", "schooldirecteur"],
              status="hersteld", geeindigd_op=STRAKS, geeindigd_door="Meedoen", handelingen=[]),
        _punt(4, soort="arrangement", kenmerk="A-2026-7", status="gesloten", geeindigd_op=STRAKS, handelingen=[],
              geeindigd_door="Ria Dekker", afloop="De adviseur is gebeld en weet ervan."),
        _punt(5, soort="doorzending", kenmerk="2026-551203", naar="VO2201", rollen=[], pad="/aanvragen/sem/bevoegd"),
        _punt(6, soort="overdracht_school", kenmerk="L-2026-77", naar="02EB00", rollen=[],
              pad="/leerlingen/6/overdracht"),
        _punt(7, soort="aanvraag", kenmerk="2026-600114", rollen=["directeur", "secretaris"], pad="/aanvragen/7"),
    ]  # fmt: skip
    if rol is Rol.BEHEERDER:
        punten = [HerstelpuntStand(**{n: getattr(p, n) for n in p.__struct_fields__} | {"pad": ""}) for p in punten]
    stand = HerstelbakStand(punten=[] if leeg else punten)
    return vullen.herstelbak(stand, get("swv2202po"), rol, lambda naam: ROLNAMEN[Rol(naam)], VANDAAG)
