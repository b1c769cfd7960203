"""De gebeurtenissen in een rekenvraag: welke namen mogen en welke velden elk heeft."""

from __future__ import annotations

from collections.abc import Mapping

from services.kern.beslistermijn import GEEN_GROND, GRONDEN
from services.kern.bezwaartermijn import GESCHILLENCOMMISSIE
from services.kern.invoer import Invoer, lees_aantal, lees_datum, lees_ja_nee, lees_keuze, lees_moment
from services.kern.lopende_termijn import Gebeurtenis
from services.kern.rekenfout import Rekenfout
from services.kern.wetsgetallen import TOELATING_VERLENGEN_WEKEN, VERDAGING_WEKEN

OPSCHORTING = ("grond", "van", "tot_en_met")

AANVRAAG: Mapping[str, tuple[str, ...]] = {
    "aanvraag_ontvangen": ("op",),
    "aanvulling_gevraagd": ("op", "termijn_tot"),
    "aanvulling_ontvangen": ("op", "volledig"),
    "opschorting": OPSCHORTING,
    "verdaging_meegedeeld": ("op", "nieuwe_datum"),
    "besluit_bekendgemaakt": ("op",),
    "ingebrekestelling": ("op",),
}
AANVRAAG_GRONDEN = (*GRONDEN, GEEN_GROND)

BEZWAAR: Mapping[str, tuple[str, ...]] = {
    "besluit_bekendgemaakt": ("op", "gedagtekend_op"),
    "bezwaar_ontvangen": ("op", "gepost_op", "elders_ontvangen_op"),
    "herstel_gevraagd": ("op", "termijn_tot"),
    "herstel_ontvangen": ("op",),
    "opschorting": OPSCHORTING,
    "verdaging_meegedeeld": ("op", "weken"),
    "hoorzitting": ("op",),
    "beslissing_bekendgemaakt": ("op",),
}
BEZWAAR_GRONDEN = (GESCHILLENCOMMISSIE, GEEN_GROND)

AANMELDING: Mapping[str, tuple[str, ...]] = {
    "aanmelding_ontvangen": ("op",),
    "verlenging_meegedeeld": ("op", "weken"),
    "elders_ingeschreven": ("op",),
    "beslissing_meegedeeld": ("op",),
    "informatie_gevraagd": ("op",),
    "informatie_ontvangen": ("op",),
}

# Hoe een veld wordt gelezen; wat hier niet verplicht is, krijgt de standaard van Gebeurtenis.
_LEZERS = {
    "op": lees_moment,
    "termijn_tot": lees_datum,
    "volledig": lees_ja_nee,
    "nieuwe_datum": lees_datum,
    "gedagtekend_op": lees_datum,
    "gepost_op": lees_datum,
    "elders_ontvangen_op": lees_moment,
    "van": lees_datum,
    "tot_en_met": lees_datum,
}
_VERPLICHT = frozenset({"op", "nieuwe_datum", "grond", "van", "tot_en_met"})


def aanvraag_gebeurtenissen(invoer: Invoer) -> list[Gebeurtenis]:
    return _lezen(invoer, AANVRAAG, AANVRAAG_GRONDEN, 0)


def bezwaar_gebeurtenissen(invoer: Invoer) -> list[Gebeurtenis]:
    return _lezen(invoer, BEZWAAR, BEZWAAR_GRONDEN, VERDAGING_WEKEN.laatste)


def aanmelding_gebeurtenissen(invoer: Invoer) -> list[Gebeurtenis]:
    return _lezen(invoer, AANMELDING, (), TOELATING_VERLENGEN_WEKEN.laatste)


def _lezen(
    invoer: Invoer, soorten: Mapping[str, tuple[str, ...]], gronden: tuple[str, ...], meeste_weken: int
) -> list[Gebeurtenis]:
    lezers = {
        **_LEZERS,
        "grond": lambda waarde, pad: lees_keuze(waarde, pad, gronden),
        "weken": lambda waarde, pad: lees_aantal(waarde, pad, 1, meeste_weken),
    }
    uit = []
    for pad, gegevens in invoer.lijst("gebeurtenissen"):
        if not isinstance(gegevens, dict):
            raise Rekenfout("ongeldige_waarde", pad, "Geef hier een gebeurtenis als object.")
        naam = gegevens.get("gebeurtenis")
        if naam is None:
            raise Rekenfout("ontbreekt", f"{pad}.gebeurtenis", "De naam van de gebeurtenis ontbreekt.")
        velden = soorten[lees_keuze(naam, f"{pad}.gebeurtenis", soorten)]
        gelezen = {}
        for veld, waarde in gegevens.items():
            if veld in velden:
                if waarde is not None:
                    gelezen[veld] = lezers[veld](waarde, f"{pad}.{veld}")
            elif veld != "gebeurtenis":
                raise Rekenfout("onbekend_veld", f"{pad}.{veld}", f"Het veld “{veld}” bestaat hier niet.")
        for veld in velden:
            if veld in _VERPLICHT and veld not in gelezen:
                raise Rekenfout("ontbreekt", f"{pad}.{veld}", f"Het veld “{veld}” ontbreekt.")
        uit.append(Gebeurtenis(naam, **gelezen))
    return uit
