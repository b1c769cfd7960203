"""The main job, played through the front door: six aanvragen in five samenwerkingsverbanden, each by its own rules."""

from __future__ import annotations

from datetime import timedelta

from infra import clock
from infra.demo import commissie, school
from infra.demo.samenvatting import Samenvatting, samenvatten
from infra.demo.toneel import Toneel
from infra.demo.zaken import Zaak, zaken

__all__ = ["onherroepelijk", "speel", "zaken"]


def speel(toneel: Toneel, zaak: Zaak) -> Samenvatting:
    """One aanvraag from first draft to a besluit made known. Raises Struikelt where the story stops."""
    toneel.begin(zaak.titel, zaak)
    school.beginnen(toneel, zaak)
    school.familie(toneel, zaak)
    school.indienen(toneel, zaak)
    commissie.aanvullen(toneel, zaak)
    if zaak.deskundigen:
        commissie.adviseren(toneel, zaak)
    commissie.eindadvies(toneel, zaak)
    commissie.besluiten(toneel, zaak)
    commissie.gevolgen(toneel, zaak)
    return samenvatten(toneel, zaak)


def onherroepelijk(toneel: Toneel, zaken: list[Zaak]) -> None:
    """The clock goes past the last bezwaartermijn: the besluiten stand."""
    laatste = clock.vandaag() + timedelta(weeks=6, days=6)
    toneel.naar(laatste)
    for zaak in zaken:
        toneel.begin("De bezwaartermijn gaat voorbij", zaak)
        met_besluit = toneel.stap("het besluit staat vast", zaak.secretaris, "bezwaartermijn_verstrijken")
        with met_besluit as uit, toneel.persoon(zaak.secretaris) as robot:
            toneel.wacht(lambda r=robot, z=zaak: "staat vast" in r.ga(z.dossier).tekst, "een besluit dat vaststaat")
            uit["uitkomst"] = f"{zaak.roepnaam}: geen bezwaar, het besluit is onherroepelijk"
