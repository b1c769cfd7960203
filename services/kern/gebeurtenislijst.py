"""De gebeurtenissen in een rekenvraag: welke namen mogen en welke velden elk heeft."""

from __future__ import annotations

from collections.abc import Mapping

from services.kern.beslistermijn import GEEN_GROND, GRONDEN
from services.kern.bezwaartermijn import GESCHILLENCOMMISSIE, VERDAGING_WEKEN
from services.kern.invoer import Invoer, lees_keuze
from services.kern.lopende_termijn import Gebeurtenis
from services.kern.rekenfout import Rekenfout
from services.kern.zorgplicht import VERLENGEN_WEKEN

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

_LEZERS = {
    "op": lambda g, grenzen: g.moment("op"),
    "termijn_tot": lambda g, grenzen: g.datum("termijn_tot", None),
    "volledig": lambda g, grenzen: g.ja_nee("volledig", True),
    "nieuwe_datum": lambda g, grenzen: g.datum("nieuwe_datum"),
    "gedagtekend_op": lambda g, grenzen: g.datum("gedagtekend_op", None),
    "gepost_op": lambda g, grenzen: g.datum("gepost_op", None),
    "elders_ontvangen_op": lambda g, grenzen: g.moment("elders_ontvangen_op", None),
    "van": lambda g, grenzen: g.datum("van"),
    "tot_en_met": lambda g, grenzen: g.datum("tot_en_met"),
    "grond": lambda g, grenzen: g.keuze("grond", grenzen[0]),
    "weken": lambda g, grenzen: g.aantal("weken", None, 1, grenzen[1]),
}


def aanvraag_gebeurtenissen(invoer: Invoer) -> list[Gebeurtenis]:
    return _lezen(invoer, AANVRAAG, (AANVRAAG_GRONDEN, 0))


def bezwaar_gebeurtenissen(invoer: Invoer) -> list[Gebeurtenis]:
    return _lezen(invoer, BEZWAAR, (BEZWAAR_GRONDEN, VERDAGING_WEKEN))


def aanmelding_gebeurtenissen(invoer: Invoer) -> list[Gebeurtenis]:
    return _lezen(invoer, AANMELDING, ((), VERLENGEN_WEKEN))


def _lezen(
    invoer: Invoer, soorten: Mapping[str, tuple[str, ...]], grenzen: tuple[tuple[str, ...], int]
) -> list[Gebeurtenis]:
    uit = []
    for pad, waarde in invoer.lijst("gebeurtenissen"):
        if not isinstance(waarde, dict):
            raise Rekenfout("ongeldige_waarde", pad, "Geef hier een gebeurtenis als object.")
        naam = waarde.get("gebeurtenis")
        if naam is None:
            raise Rekenfout("ontbreekt", f"{pad}.gebeurtenis", "De naam van de gebeurtenis ontbreekt.")
        soort = lees_keuze(naam, f"{pad}.gebeurtenis", soorten)
        velden = soorten[soort]
        g = Invoer(waarde, ("gebeurtenis", *velden), f"{pad}.")
        uit.append(Gebeurtenis(soort, **{veld: _LEZERS[veld](g, grenzen) for veld in velden}))
    return uit
