"""De regels van de wet die het rekencontract niet noemt, door dezelfde deur en met dezelfde uitleg.

Het contract zegt dat elke andere naam `onbekende_regel` is. Daarom staan zij in een eigen lijst en worden zij gevraagd
met `aanvullend:` ervoor: `{"regel": "aanvullend:geschil", ...}`.
"""

from __future__ import annotations

from services.kern.bedrag import als_bedrag
from services.kern.bekostiging_vo import bekostigingsbedrag, lichte_ondersteuning_vo
from services.kern.beroep import beroep_niet_tijdig
from services.kern.gebeurtenislijst import aanvraag_gebeurtenissen
from services.kern.getal import als_getal
from services.kern.invoer import Invoer, lees_aantal
from services.kern.jaarkalender import jaarkalender
from services.kern.leerplichttermijnen import (
    vervangende_leerplicht,
    vrijstelling_5b,
    vrijstelling_onder_zes,
    ziekmelding,
)
from services.kern.reactietermijn import reactietermijn
from services.kern.regelregister import aanvullende_regel, bedragen
from services.kern.schooltermijnen import (
    AANMELDARTIKEL,
    EINDE_LEEFTIJD,
    PROGRAMMAS,
    aanmelding,
    einde_verblijf,
    geschil,
    kennisgeving_portaal,
    opp_evaluatie,
    tijdelijk_programma,
    tlv_laatste_schooljaar,
)
from services.kern.wetsgetallen import BEKOSTIGINGSBEDRAGEN


@aanvullende_regel("beroep_niet_tijdig", "gebeurtenissen")
def _(i: Invoer):
    return beroep_niet_tijdig(aanvraag_gebeurtenissen(i), conventies=i.conventies())


@aanvullende_regel("kennisgeving_portaal", "geplaatst_op")
def _(i: Invoer):
    return kennisgeving_portaal(i.tijdstip("geplaatst_op"))


@aanvullende_regel("aanmelding", "sector", "geboren_op", "toelating_op")
def _(i: Invoer):
    return aanmelding(
        i.keuze("sector", AANMELDARTIKEL),
        geboren_op=i.datum("geboren_op", None),
        toelating_op=i.datum("toelating_op", None),
        conventies=i.conventies(),
    )


@aanvullende_regel("geschil", "aanhangig_op")
def _(i: Invoer):
    return geschil(i.datum("aanhangig_op"))


@aanvullende_regel("opp_evaluatie", "vastgesteld_op", "geevalueerd_op")
def _(i: Invoer):
    return opp_evaluatie(i.datum("vastgesteld_op"), i.datum("geevalueerd_op", None))


@aanvullende_regel("einde_verblijf", "soort", "geboren_op", "ontheffing_gevraagd_op")
def _(i: Invoer):
    return einde_verblijf(
        i.keuze("soort", EINDE_LEEFTIJD), i.datum("geboren_op"), i.datum("ontheffing_gevraagd_op", None)
    )


@aanvullende_regel("tijdelijk_programma", "soort", "van", "tot_en_met")
def _(i: Invoer):
    return tijdelijk_programma(i.keuze("soort", PROGRAMMAS), i.datum("van"), i.datum("tot_en_met", None))


@aanvullende_regel("tlv_laatste_schooljaar", "eindigt_op")
def _(i: Invoer):
    return tlv_laatste_schooljaar(i.datum("eindigt_op"))


@aanvullende_regel("vervangende_leerplicht", "aangevraagd_op", "toestemming_tot_en_met")
def _(i: Invoer):
    return vervangende_leerplicht(i.datum("aangevraagd_op", None), i.datum("toestemming_tot_en_met", None))


@aanvullende_regel("vrijstelling_5b", "kennisgeving_op", "laatst_op_school_van_richting")
def _(i: Invoer):
    return vrijstelling_5b(i.datum("kennisgeving_op"), i.datum("laatst_op_school_van_richting", None))


@aanvullende_regel(
    "vrijstelling_onder_zes", "geboren_op", "uren_per_week",
    zelf_mededelen=als_getal, aan_hoofd_vragen=als_getal, te_veel=als_getal,
)  # fmt: skip
def _(i: Invoer):
    return vrijstelling_onder_zes(i.datum("geboren_op"), i.getal("uren_per_week"), i.conventies())


@aanvullende_regel("ziekmelding", "ontstaan_op")
def _(i: Invoer):
    return ziekmelding(i.datum("ontstaan_op"))


@aanvullende_regel("jaarkalender", "jaar")
def _(i: Invoer):
    return jaarkalender(i.schooljaar("jaar"))


@aanvullende_regel(
    "lichte_ondersteuning_vo", "leerlingen", "bedrag_regionaal", "bedrag_lwoo", "bedrag_pro", "aandeel_lwoo_2012",
    "aandeel_pro_2012", "leerlingen_lwoo", "leerlingen_pro", "scholen",
    regionaal=als_bedrag, lwoo=als_bedrag, pro=als_bedrag, afdracht=als_bedrag, swv=als_bedrag, tekort=als_bedrag,
    inhoudingen=bedragen,
)  # fmt: skip
def _(i: Invoer):
    scholen = i.lijst("scholen", None)
    return lichte_ondersteuning_vo(
        i.aantal("leerlingen"),
        i.geld("bedrag_regionaal"),
        i.geld("bedrag_lwoo"),
        i.geld("bedrag_pro"),
        aandeel_lwoo_2012=i.breuk("aandeel_lwoo_2012", hoogstens=1),
        aandeel_pro_2012=i.breuk("aandeel_pro_2012", hoogstens=1),
        leerlingen_lwoo=i.aantal("leerlingen_lwoo"),
        leerlingen_pro=i.aantal("leerlingen_pro"),
        scholen=None if scholen is None else [lees_aantal(aantal, pad) for pad, aantal in scholen],
    )


@aanvullende_regel("bekostigingsbedrag", "soort", "jaar", bedrag=als_bedrag)
def _(i: Invoer):
    return bekostigingsbedrag(i.keuze("soort", BEKOSTIGINGSBEDRAGEN), i.schooljaar("jaar"))


@aanvullende_regel("reactietermijn", "aangekondigd_op", "werkdagen", "verzenden_op")
def _(i: Invoer):
    return reactietermijn(i.datum("aangekondigd_op"), i.aantal("werkdagen", minstens=1), i.datum("verzenden_op", None))
