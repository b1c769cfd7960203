"""Het regelboek: elke regel van het rekencontract met zijn naam, zijn velden en de functie die hem uitrekent.

De regels van de wet die het contract niet noemt, staan in `aanvullende_regels.py`; `reken` kent ze allebei.

Een regel leest zijn invoer, roept één rekenfunctie aan en geeft haar uitkomst terug. Namen en vormen staan in het
rekencontract (docs/besluiten/0003-termijnen.md); de regels zelf staan in de bestanden hiernaast.
"""

from __future__ import annotations

from typing import Any

from services.kern import aanvullende_regels
from services.kern.bedrag import als_bedrag
from services.kern.bekostiging_regels import (
    Afdracht,
    deelnamepercentage,
    naar_rato,
    ondersteuningsbekostiging,
    sbo_norm,
    signaleringswaarde,
    teldatum,
    verdeling,
)
from services.kern.beslistermijn import beslistermijn
from services.kern.bevoegdheid import (
    DOELEN,
    SOORTEN_SCHOOL,
    SOORTEN_TLV,
    HuidigeTlv,
    School,
    bevoegd_samenwerkingsverband,
)
from services.kern.bewaartermijn import JAREN, Blokkade, bewaartermijn
from services.kern.bezwaartermijn import SOORTEN_BEZWAAR, bezwaar
from services.kern.dwangsom import UITSLUITINGEN, dwangsom
from services.kern.gebeurtenislijst import (
    aanmelding_gebeurtenissen,
    aanvraag_gebeurtenissen,
    bezwaar_gebeurtenissen,
)
from services.kern.getal import als_breuk, als_getal
from services.kern.instroommoment import instroommoment
from services.kern.invoer import Invoer, lees_aantal, lees_getal, lees_maand_dag
from services.kern.leeftijd_document import leeftijd_document
from services.kern.leerplicht import leerplicht, verlof, vrijstelling_5a
from services.kern.nummers import SOORTEN, nummer
from services.kern.ondersteuningsplan import ondersteuningsplan
from services.kern.privacytermijnen import datalek, inzageverzoek
from services.kern.pro_lwoo import DOMEINEN, leerachterstand, pro_lwoo
from services.kern.regelregister import AANVULLENDE_REGELS, REGELS, Regel, bedragen, procent, regel
from services.kern.rekenfout import Rekenfout
from services.kern.streeftermijn import streeftermijn
from services.kern.termijn import EENHEDEN, termijn
from services.kern.tlv_geldigheid import tlv_geldigheid
from services.kern.uitleg import Stap
from services.kern.vakanties import REGIOS, vakantie_in
from services.kern.verzuim import boete_hoofd, thuiszitter, verzuim_16_uur
from services.kern.zorgplicht import TOELATINGSLEEFTIJD, opp_termijn, schorsing, zorgplicht

# Zo vraagt men een regel die het contract niet noemt.
AANVULLEND = "aanvullend:"
PLICHTEN = ("geen", "leerplicht", "kwalificatieplicht")


def reken(naam: str, gegevens: object) -> tuple[dict[str, Any], list[Stap]]:
    """Reken één vraag uit. Geeft de uitkomst en de uitleg; Rekenfout als de vraag niet klopt."""
    gevraagd = REGELS.get(naam)
    if gevraagd is None and naam.startswith(AANVULLEND):
        gevraagd = AANVULLENDE_REGELS.get(naam.removeprefix(AANVULLEND))
    if gevraagd is None:
        raise Rekenfout("onbekende_regel", "regel", f"De regel “{naam}” bestaat niet.")
    invoer = Invoer(gegevens, gevraagd.velden)
    invoer.conventies()
    try:
        antwoord = gevraagd.rekenen(invoer)
    except OverflowError:
        raise Rekenfout("ongeldige_waarde", None, "De uitkomst valt buiten de kalender.") from None
    uitkomst = {naam: getattr(antwoord, naam) for naam in antwoord.__struct_fields__}
    uitleg = uitkomst.pop("uitleg")
    for veld, omzetten in gevraagd.als_tekst.items():
        if uitkomst[veld] is not None:
            uitkomst[veld] = omzetten(uitkomst[veld])
    return uitkomst, uitleg


# --- lopende termijnen ---


@regel("beslistermijn_tlv", "gebeurtenissen", "peildatum")
def _(i: Invoer):
    return beslistermijn(aanvraag_gebeurtenissen(i), i.datum("peildatum", None), conventies=i.conventies())


@regel(
    "dwangsom", "gebeurtenissen", "aanvragers", "uitsluiting", "peildatum",
    bedrag=als_bedrag, per_aanvrager=bedragen,
)  # fmt: skip
def _(i: Invoer):
    return dwangsom(
        aanvraag_gebeurtenissen(i),
        aanvragers=i.aantal("aanvragers", 1, 1, 100_000),
        uitsluiting=i.keuze("uitsluiting", UITSLUITINGEN, None),
        peildatum=i.datum("peildatum", None),
        conventies=i.conventies(),
    )


@regel("bezwaar", "soort", "commissie", "gebeurtenissen", "peildatum")
def _(i: Invoer):
    return bezwaar(
        bezwaar_gebeurtenissen(i),
        soort=i.keuze("soort", SOORTEN_BEZWAAR, "tlv"),
        commissie=i.ja_nee("commissie", True),
        peildatum=i.datum("peildatum", None),
        conventies=i.conventies(),
    )


@regel("zorgplicht", "sector", "geboren_op", "asielregels", "gebeurtenissen")
def _(i: Invoer):
    return zorgplicht(
        i.keuze("sector", TOELATINGSLEEFTIJD),
        aanmelding_gebeurtenissen(i),
        geboren_op=i.datum("geboren_op", None),
        asielregels=i.ja_nee("asielregels", False),
        conventies=i.conventies(),
    )


# --- toelating en toelaatbaarheid ---


@regel("opp_termijn", "ingeschreven_op", "definitief_geplaatst_op")
def _(i: Invoer):
    return opp_termijn(i.datum("ingeschreven_op"), i.datum("definitief_geplaatst_op", None))


@regel("schorsing", "van", "tot_en_met")
def _(i: Invoer):
    return schorsing(i.datum("van"), i.datum("tot_en_met", None))


@regel("tlv_geldigheid", "begint_op", "eindigt_op", "max_jaren")
def _(i: Invoer):
    return tlv_geldigheid(i.datum("begint_op"), i.datum("eindigt_op", None), i.aantal("max_jaren", None, 1))


@regel(
    "bevoegd_samenwerkingsverband", "doel", "school", "woon_swv", "doelschool_swv", "huidige_tlv", "op", "residentieel"
)
def _(i: Invoer):
    school = i.onderdeel("school", ("soort", "swv"), None)
    tlv = i.onderdeel("huidige_tlv", ("soort", "swv", "geldig_tot_en_met"), None)
    return bevoegd_samenwerkingsverband(
        i.keuze("doel", DOELEN),
        school=School(school.keuze("soort", SOORTEN_SCHOOL), school.tekst("swv")) if school else None,
        woon_swv=i.tekst("woon_swv", None),
        doelschool_swv=i.tekst("doelschool_swv", None),
        huidige_tlv=(
            HuidigeTlv(tlv.keuze("soort", SOORTEN_TLV), tlv.tekst("swv"), tlv.datum("geldig_tot_en_met"))
            if tlv
            else None
        ),
        op=i.datum("op", None),
        residentieel=i.ja_nee("residentieel", False),
    )


# --- leerplicht en verzuim ---


@regel(
    "leerplicht", "geboren_op", "regio", "vakanties", "eerste_volledige_schooljaar", "startkwalificatie", "peildatum"
)
def _(i: Invoer):
    vakanties = i.periodes("vakanties")
    regio = i.keuze("regio", REGIOS, None)
    if vakanties is None and regio is None:
        raise Rekenfout("ontbreekt", "regio", "Geef de vakantieregio of de vakanties van de school.")
    return leerplicht(
        i.datum("geboren_op"),
        vakantie_in(regio, vakanties),
        eerste_volledige_schooljaar=i.schooljaar("eerste_volledige_schooljaar", None),
        startkwalificatie=i.ja_nee("startkwalificatie", False),
        peildatum=i.datum("peildatum", None),
        conventies=i.conventies(),
    )


@regel("vrijstelling_5a", "leerplichtig_vanaf", "kennisgeving_op", "verklaring_op", "nooit_geschikt")
def _(i: Invoer):
    return vrijstelling_5a(
        leerplichtig_vanaf=i.datum("leerplichtig_vanaf", None),
        kennisgeving_op=i.datum("kennisgeving_op", None),
        verklaring_op=i.datum("verklaring_op", None),
        nooit_geschikt=i.ja_nee("nooit_geschikt", False),
    )


@regel("verlof", "soort", "van", "tot_en_met", "schooldagen", "eerder_schooldagen", "eerste_lesdag")
def _(i: Invoer):
    return verlof(
        i.keuze("soort", ("vakantie", "gewichtig", "religieus")),
        i.datum("van"),
        i.datum("tot_en_met", None),
        schooldagen=i.aantal("schooldagen", None),
        eerder_schooldagen=i.aantal("eerder_schooldagen", 0),
        eerste_lesdag=i.datum("eerste_lesdag", None),
    )


@regel("verzuim_16_uur", "uren_per_week")
def _(i: Invoer):
    weken = i.lijst("uren_per_week")
    return verzuim_16_uur([None if uren is None else lees_getal(uren, pad) for pad, uren in weken])


@regel("thuiszitter", "ingeschreven", "plicht", "vrijstelling", "geoorloofd", "eerste_dag", "peildatum")
def _(i: Invoer):
    return thuiszitter(
        i.datum("eerste_dag"),
        i.datum("peildatum"),
        ingeschreven=i.ja_nee("ingeschreven"),
        plicht=i.keuze("plicht", PLICHTEN),
        vrijstelling=i.ja_nee("vrijstelling", False),
        geoorloofd=i.ja_nee("geoorloofd", False),
    )


@regel("boete_hoofd", "overtredingen", maximum=als_bedrag)
def _(i: Invoer):
    return boete_hoofd(i.aantal("overtredingen"))


# --- praktijkonderwijs en lwoo ---


@regel("leerachterstand", "dle", "dl", "groep", "peildatum", "doublures", achterstand=als_breuk)
def _(i: Invoer):
    return leerachterstand(
        i.aantal("dle", None),
        i.aantal("dl", None, 1),
        groep=i.aantal("groep", None, 3, 8),
        peildatum=i.datum("peildatum", None),
        doublures=i.aantal("doublures", 0),
        conventies=i.conventies(),
    )


@regel(
    "pro_lwoo", "iq", "achterstand", "sociaal_emotioneel", "bijzondere_groep", "zienswijze_ouders",
    "instemming_ouders", "in_nederland_sinds", "eerste_vo_schooljaar",
)  # fmt: skip
def _(i: Invoer):
    per_domein = i.onderdeel("achterstand", DOMEINEN)
    return pro_lwoo(
        i.aantal("iq"),
        {domein: per_domein.breuk(domein, hoogstens=1) for domein in DOMEINEN},
        sociaal_emotioneel=i.ja_nee("sociaal_emotioneel", False),
        bijzondere_groep=i.ja_nee("bijzondere_groep", False),
        zienswijze_ouders=i.ja_nee("zienswijze_ouders", False),
        instemming_ouders=i.ja_nee("instemming_ouders", False),
        in_nederland_sinds=i.datum("in_nederland_sinds", None),
        eerste_vo_schooljaar=i.schooljaar("eerste_vo_schooljaar", None),
    )


# --- nummers ---


@regel("nummer", "soort", "waarde")
def _(i: Invoer):
    return nummer(i.keuze("soort", SOORTEN), i.tekst("waarde"))


# --- geld ---


@regel("verdelen", "bedrag", "gewichten", delen=bedragen)
def _(i: Invoer):
    gewichten = [lees_getal(gewicht, pad) for pad, gewicht in i.lijst("gewichten")]
    return verdeling(i.geld("bedrag", mag_negatief=True), gewichten)


@regel("naar_rato", "bedrag", "van", "tot_en_met", bedrag=als_bedrag)
def _(i: Invoer):
    return naar_rato(i.geld("bedrag"), i.datum("van"), i.datum("tot_en_met"))


@regel(
    "sbo_norm", "leerlingen_bao", "leerlingen_sbo", "norm_procent", "bedrag_per_leerling",
    norm_leerlingen=als_getal, boven_norm=als_getal, bedrag=als_bedrag,
)  # fmt: skip
def _(i: Invoer):
    return sbo_norm(
        i.aantal("leerlingen_bao"),
        i.aantal("leerlingen_sbo"),
        i.geld("bedrag_per_leerling"),
        i.getal("norm_procent", None),
    )


@regel(
    "ondersteuningsbekostiging", "leerlingen", "bedrag_per_leerling", "afdrachten", "scholen",
    bruto=als_bedrag, afdracht=als_bedrag, swv=als_bedrag, tekort=als_bedrag, inhoudingen=bedragen,
)  # fmt: skip
def _(i: Invoer):
    scholen = i.lijst("scholen", None)
    return ondersteuningsbekostiging(
        i.aantal("leerlingen"),
        i.geld("bedrag_per_leerling"),
        [
            Afdracht(deel.aantal("leerlingen"), deel.geld("bedrag"))
            for deel in i.onderdelen("afdrachten", ("leerlingen", "bedrag"))
        ],
        None if scholen is None else [lees_aantal(leerlingen, pad) for pad, leerlingen in scholen],
    )


@regel("teldatum", "sector", "bekostigingsjaar", "ingeschreven_vanaf", "ingeschreven_tot_en_met")
def _(i: Invoer):
    return teldatum(
        i.keuze("sector", ("po", "so", "vso", "vo")),
        i.aantal("bekostigingsjaar", minstens=1901, hoogstens=2199),
        i.datum("ingeschreven_vanaf", None),
        i.datum("ingeschreven_tot_en_met", None),
    )


@regel(
    "signaleringswaarde", "totale_baten", "eigen_vermogen",
    signaleringswaarde=als_bedrag, bovenmatig=als_bedrag,
)  # fmt: skip
def _(i: Invoer):
    return signaleringswaarde(i.geld("totale_baten"), i.geld("eigen_vermogen", None, mag_negatief=True))


@regel("deelnamepercentage", "leerlingen", "totaal", "grens_procent", percentage=procent)
def _(i: Invoer):
    return deelnamepercentage(i.aantal("leerlingen"), i.aantal("totaal", minstens=1), i.getal("grens_procent", None))


# --- overige termijnen ---


@regel("termijn", "vanaf", "aantal", "eenheid", "wettelijk", "richting")
def _(i: Invoer):
    eenheid = i.keuze("eenheid", EENHEDEN)
    return termijn(
        i.tijdstip("vanaf") if eenheid == "uren" else i.moment("vanaf"),
        i.aantal("aantal", minstens=1),
        eenheid,
        wettelijk=i.ja_nee("wettelijk", True),
        richting=i.keuze("richting", ("vooruit", "terug"), "vooruit"),
    )


@regel("inzageverzoek", "ontvangen_op")
def _(i: Invoer):
    return inzageverzoek(i.moment("ontvangen_op"))


@regel("datalek", "bekend_op")
def _(i: Invoer):
    return datalek(i.tijdstip("bekend_op"))


@regel("bewaartermijn", "soort", "vanaf", "blokkades")
def _(i: Invoer):
    blokkades = i.onderdelen("blokkades", ("van", "tot_en_met"), [])
    return bewaartermijn(
        i.keuze("soort", JAREN),
        i.datum("vanaf"),
        [Blokkade(blokkade.datum("van"), blokkade.datum("tot_en_met", None)) for blokkade in blokkades],
    )


@regel("ondersteuningsplan", "eerste_schooljaar")
def _(i: Invoer):
    return ondersteuningsplan(i.schooljaar("eerste_schooljaar"))


@regel("streeftermijn", "ontvangen_op", "aantal", "eenheid", "regio", "vakanties", "uiterste_beslisdatum")
def _(i: Invoer):
    return streeftermijn(
        i.moment("ontvangen_op"),
        i.aantal("aantal", minstens=1),
        i.keuze("eenheid", ("dagen", "weken", "werkdagen")),
        i.periodes("vakanties"),
        i.datum("uiterste_beslisdatum", None),
        regio=i.keuze("regio", REGIOS, None),
    )


@regel("instroommoment", "besluit_op", "momenten")
def _(i: Invoer):
    momenten = [lees_maand_dag(moment, pad) for pad, moment in i.lijst("momenten")]
    if not momenten:
        raise Rekenfout("ongeldige_waarde", "momenten", "Geef ten minste één instroommoment.")
    return instroommoment(i.datum("besluit_op"), momenten)


@regel("leeftijd_document", "document_op", "peildatum", "maximaal_maanden", "medisch")
def _(i: Invoer):
    return leeftijd_document(
        i.datum("document_op"),
        i.datum("peildatum"),
        i.aantal("maximaal_maanden", minstens=1),
        medisch=i.ja_nee("medisch", False),
    )


__all__ = ["AANVULLENDE_REGELS", "REGELS", "Regel", "aanvullende_regels", "reken"]
