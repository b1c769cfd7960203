"""Wat elke regel vraagt, in woorden en als schema, met een uitgewerkt voorbeeld.

De namen zijn die van het regelboek (`services/kern/regelboek.py`); een test houdt de twee gelijk. Wat er uitkomt
staat hier niet: dat volgt uit de rekenfuncties zelf.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from services.kern.bevoegdheid import DOELEN, SOORTEN_SCHOOL, SOORTEN_TLV
from services.kern.bewaartermijn import JAREN
from services.kern.bezwaartermijn import SOORTEN_BEZWAAR
from services.kern.dwangsom import UITSLUITINGEN
from services.kern.gebeurtenislijst import (
    AANMELDING,
    AANVRAAG,
    AANVRAAG_GRONDEN,
    BEZWAAR,
    BEZWAAR_GRONDEN,
)
from services.kern.nummers import SOORTEN
from services.kern.pro_lwoo import DOMEINEN
from services.kern.regelboek import PLICHTEN
from services.kern.termijn import EENHEDEN
from services.kern.vakanties import REGIOS
from services.kern.zorgplicht import TOELATINGSLEEFTIJD
from web.api.typen import (
    MEESTE_GEBEURTENISSEN,
    Schema,
    Veld,
    aantal,
    breuk,
    datum,
    deel,
    geld,
    getal,
    ja_nee,
    keuze,
    lijst,
    moment,
    object_van,
    optioneel,
    schooljaar,
    tekst,
    tijdstip,
    vorm,
)


class Regeluitleg(Struct, frozen=True):
    """`titel` en `wat` voor mensen; `velden` van de invoer; `voorbeeld` is een invoer die klopt."""

    titel: str
    wat: str
    velden: dict[str, Veld]
    voorbeeld: dict[str, Any]


PEILDATUM = optioneel(datum("De dag waarop de stand wordt bekeken."))
REGIO = optioneel(keuze(REGIOS, "De vakantieregio van de school."))
VAKANTIES = optioneel(
    lijst(vorm("Periode"), "De vakanties van de school zelf.", hoogstens=MEESTE_GEBEURTENISSEN)
)  # fmt: skip


def _gebeurtenissen(naam: str) -> Veld:
    wat = "Wat er gebeurde. De volgorde in de lijst doet er niet toe."
    return lijst(vorm(naam), wat, hoogstens=MEESTE_GEBEURTENISSEN)


# Hoe een veld van een gebeurtenis eruitziet; wat hier optioneel is, mag ontbreken.
_VELDEN = {
    "op": moment("De dag waarop het gebeurde."),
    "termijn_tot": optioneel(datum("Laatste dag van de gegeven termijn. Zonder termijn loopt de klok door.")),
    "volledig": optioneel(ja_nee("Of de aanvulling volledig was (standaard true).")),
    "nieuwe_datum": datum("De dag waarvoor het besluit is toegezegd."),
    "gedagtekend_op": optioneel(datum("De datum op de brief; die telt niet mee.")),
    "gepost_op": optioneel(datum("De dag van het poststempel.")),
    "elders_ontvangen_op": optioneel(moment("De dag waarop een ander orgaan het ontving en doorstuurde (Awb 6:15).")),
    "van": datum("Eerste dag."),
    "tot_en_met": datum("Laatste dag, die dag meegerekend."),
}  # fmt: skip


def _ledger(soorten: Mapping[str, tuple[str, ...]], gronden: tuple[str, ...], meeste_weken: int) -> Schema:
    """Een van deze gebeurtenissen, elk met haar eigen velden."""
    eigen = _VELDEN | {
        "grond": keuze(gronden, "Waarom de klok stilstaat; bij anders blijft hij lopen."),
        "weken": optioneel(aantal("Met hoeveel weken.", minstens=1, hoogstens=meeste_weken)),
    }
    return {
        "type": "object",
        "oneOf": [
            object_van(
                {"gebeurtenis": Veld({"type": "string", "const": naam})} | {veld: eigen[veld] for veld in velden}
            )
            for naam, velden in soorten.items()
        ],
    }


LEDGERS: dict[str, Schema] = {
    "AanvraagGebeurtenis": _ledger(AANVRAAG, AANVRAAG_GRONDEN, 1),
    "BezwaarGebeurtenis": _ledger(BEZWAAR, BEZWAAR_GRONDEN, 6),
    "AanmeldingGebeurtenis": _ledger(AANMELDING, (), 4),
}


def _op(gebeurtenis: str, op: str, **rest: Any) -> dict[str, Any]:
    return {"gebeurtenis": gebeurtenis, "op": op, **rest}


UITLEG: dict[str, Regeluitleg] = {
    "beslistermijn_tlv": Regeluitleg(
        "Beslistermijn van een TLV-aanvraag",
        "Acht weken vanaf de ontvangst, met opschorting en verdaging (Awb 4:5, 4:13 tot en met 4:15).",
        {"gebeurtenissen": _gebeurtenissen("AanvraagGebeurtenis"), "peildatum": PEILDATUM},
        {
            "gebeurtenissen": [
                _op("aanvraag_ontvangen", "2026-11-23"),
                _op("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-15"),
                _op("aanvulling_ontvangen", "2026-12-10"),
            ],
            "peildatum": "2026-12-05",
        },
    ),
    "dwangsom": Regeluitleg(
        "Dwangsom bij niet tijdig beslissen",
        "Wat het bestuursorgaan verschuldigd is na een ingebrekestelling (Awb 4:17 en 4:18).",
        {
            "gebeurtenissen": _gebeurtenissen("AanvraagGebeurtenis"),
            "aanvragers": optioneel(aantal("Aantal aanvragers.", minstens=1, hoogstens=100_000)),
            "uitsluiting": optioneel(keuze(UITSLUITINGEN, "Waarom er geen dwangsom is.")),
            "peildatum": PEILDATUM,
        },
        {
            "gebeurtenissen": [
                _op("aanvraag_ontvangen", "2026-11-23"),
                _op("ingebrekestelling", "2027-01-19"),
                _op("besluit_bekendgemaakt", "2027-02-10"),
            ]
        },
    ),
    "bezwaar": Regeluitleg(
        "Bezwaar: indienen en beslissen",
        "De termijn om bezwaar te maken en de termijn om erop te beslissen (Awb 6:6 tot en met 6:15, 7:4 en 7:10).",
        {
            "soort": optioneel(keuze(SOORTEN_BEZWAAR, "Waartegen het bezwaar gaat (standaard tlv).")),
            "commissie": optioneel(ja_nee("Of een adviescommissie is ingesteld (standaard true).")),
            "gebeurtenissen": _gebeurtenissen("BezwaarGebeurtenis"),
            "peildatum": PEILDATUM,
        },
        {
            "gebeurtenissen": [
                _op("besluit_bekendgemaakt", "2026-11-23"),
                _op("bezwaar_ontvangen", "2026-12-14"),
                _op("herstel_gevraagd", "2027-01-06", termijn_tot="2027-01-20"),
                _op("herstel_ontvangen", "2027-01-18"),
                _op("hoorzitting", "2027-02-10"),
            ]
        },
    ),
    "zorgplicht": Regeluitleg(
        "Beslissing op een aanmelding",
        "Zes weken voor het schoolbestuur, eens met ten hoogste vier te verlengen (WPO 40, WEC 40, WVO 8.8).",
        {
            "sector": keuze(TOELATINGSLEEFTIJD),
            "geboren_op": optioneel(datum("Alleen nodig voor de toelatingsleeftijd.")),
            "asielregels": optioneel(ja_nee("Of de regels voor nieuwkomers gelden (standaard false).")),
            "gebeurtenissen": _gebeurtenissen("AanmeldingGebeurtenis"),
        },
        {"sector": "po", "gebeurtenissen": [_op("aanmelding_ontvangen", "2026-09-01")]},
    ),
    "opp_termijn": Regeluitleg(
        "Ontwikkelingsperspectief vaststellen",
        "Zes weken na de inschrijving of de definitieve plaatsing (WPO 40a).",
        {"ingeschreven_op": datum(), "definitief_geplaatst_op": optioneel(datum("Na een tijdelijke plaatsing."))},
        {"ingeschreven_op": "2026-10-05", "definitief_geplaatst_op": "2026-11-02"},
    ),
    "schorsing": Regeluitleg(
        "Schorsing van een leerling",
        "Hoogstens een week; langer dan een dag gaat naar de inspectie (WPO 40c).",
        {"van": datum(), "tot_en_met": optioneel(datum())},
        {"van": "2026-11-23", "tot_en_met": "2026-11-24"},
    ),
    "tlv_geldigheid": Regeluitleg(
        "Geldigheid van een TLV",
        "Tot en met een 31 juli, na ten minste een heel schooljaar (WPO 18a).",
        {
            "begint_op": datum(),
            "eindigt_op": optioneel(datum()),
            "max_jaren": optioneel(aantal("Het beleid van het samenwerkingsverband.", minstens=1)),
        },
        {"begint_op": "2026-11-23", "eindigt_op": "2029-07-31", "max_jaren": 2},
    ),
    "bevoegd_samenwerkingsverband": Regeluitleg(
        "Bevoegd samenwerkingsverband",
        "Wie over de toelaatbaarheidsverklaring beslist (WPO 40 lid 8, WEC 40).",
        {
            "doel": keuze(DOELEN, "Waar de leerling naartoe gaat."),
            "school": optioneel(
                deel("De school waar de leerling vlak ervoor stond.", soort=keuze(SOORTEN_SCHOOL), swv=tekst())
            ),
            "woon_swv": optioneel(tekst("Het samenwerkingsverband van de woonplaats; null in het buitenland.")),
            "doelschool_swv": optioneel(tekst("Het samenwerkingsverband van de school van aanmelding.")),
            "huidige_tlv": optioneel(
                deel("Een eerdere verklaring.", soort=keuze(SOORTEN_TLV), swv=tekst(), geldig_tot_en_met=datum())
            ),
            "op": optioneel(datum("De dag van overgang; verplicht bij huidige_tlv.")),
            "residentieel": optioneel(ja_nee("De leerling woont in een residentiële instelling.")),
        },
        {
            "doel": "vso",
            "school": {"soort": "bo", "swv": "PO2203"},
            "woon_swv": "VO2202",
            "doelschool_swv": "VO2201",
        },
    ),
    "leerplicht": Regeluitleg(
        "Leerplicht en kwalificatieplicht",
        "Van wanneer tot wanneer een kind leerplichtig is (Leerplichtwet 3 tot en met 4c).",
        {
            "geboren_op": datum(),
            "regio": REGIO,
            "vakanties": VAKANTIES,
            "eerste_volledige_schooljaar": optioneel(schooljaar()),
            "startkwalificatie": optioneel(ja_nee()),
            "peildatum": PEILDATUM,
        },
        {"geboren_op": "2021-07-10", "regio": "midden", "peildatum": "2026-08-30"},
    ),
    "vrijstelling_5a": Regeluitleg(
        "Vrijstelling van de leerplicht",
        "De termijnen van een beroep op vrijstelling (Leerplichtwet 6 en 7).",
        {
            "leerplichtig_vanaf": optioneel(datum()),
            "kennisgeving_op": optioneel(datum()),
            "verklaring_op": optioneel(datum("De verklaring van een arts.")),
            "nooit_geschikt": optioneel(ja_nee()),
        },
        {"leerplichtig_vanaf": "2026-11-02", "kennisgeving_op": "2026-11-15", "verklaring_op": "2026-08-14"},
    ),
    "verlof": Regeluitleg(
        "Verlof buiten de vakanties",
        "Wie beslist en wat een weigering is (Leerplichtwet 13, 13a en 14).",
        {
            "soort": keuze(("vakantie", "gewichtig", "religieus")),
            "van": datum(),
            "tot_en_met": optioneel(datum()),
            "schooldagen": optioneel(aantal("Verplicht, behalve bij religieus.")),
            "eerder_schooldagen": optioneel(aantal("Van dezelfde soort, dit schooljaar.")),
            "eerste_lesdag": optioneel(datum("Verplicht bij vakantie.")),
        },
        {
            "soort": "vakantie",
            "van": "2026-08-24",
            "tot_en_met": "2026-08-28",
            "schooldagen": 5,
            "eerste_lesdag": "2026-08-17",
        },
    ),
    "verzuim_16_uur": Regeluitleg(
        "Melding bij zestien uur verzuim",
        "Zestien uur in vier lesweken wordt gemeld (Leerplichtwet 21a).",
        {
            "uren_per_week": lijst(
                Veld({"type": ["number", "string", "null"]}), "Uren per week; null is een vakantieweek."
            )
        },
        {"uren_per_week": [6, 5, None, 3, "2.0", 9]},
    ),
    "thuiszitter": Regeluitleg(
        "Thuiszitter",
        "Of een kind een thuiszitter is, en van welke soort.",
        {
            "ingeschreven": ja_nee(),
            "plicht": keuze(PLICHTEN),
            "vrijstelling": optioneel(ja_nee()),
            "geoorloofd": optioneel(ja_nee("Alleen voor wie is ingeschreven.")),
            "eerste_dag": datum("De eerste dag zonder onderwijs."),
            "peildatum": datum(),
        },
        {"ingeschreven": True, "plicht": "leerplicht", "eerste_dag": "2026-09-01", "peildatum": "2026-09-29"},
    ),
    "boete_hoofd": Regeluitleg(
        "Boete voor het hoofd van de school",
        "Het hoogste bedrag in een schooljaar (Leerplichtwet 27).",
        {"overtredingen": aantal()},
        {"overtredingen": 7},
    ),
    "leerachterstand": Regeluitleg(
        "Leerachterstand",
        "De achterstand uit DLE en DL (UB WVO 2.46).",
        {
            "dle": optioneel(aantal("Didactische leeftijdsequivalent.")),
            "dl": optioneel(aantal("Didactische leeftijd in maanden.", minstens=1)),
            "groep": optioneel(aantal("Zonder dl.", minstens=3, hoogstens=8)),
            "peildatum": optioneel(datum("Zonder dl.")),
            "doublures": optioneel(aantal()),
        },
        {"dle": 28, "groep": 8, "peildatum": "2026-11-20"},
    ),
    "pro_lwoo": Regeluitleg(
        "Criteria voor praktijkonderwijs en lwoo",
        "Of IQ en leerachterstand binnen de criteria vallen (WVO 2.30, UB WVO 2.46 en 2.47).",
        {
            "iq": aantal(),
            "achterstand": deel("Leerachterstand per domein, hoogstens 1.", **{naam: breuk() for naam in DOMEINEN}),
            "sociaal_emotioneel": optioneel(ja_nee()),
            "bijzondere_groep": optioneel(ja_nee()),
            "zienswijze_ouders": optioneel(ja_nee()),
            "instemming_ouders": optioneel(ja_nee()),
            "in_nederland_sinds": optioneel(datum("Samen met eerste_vo_schooljaar.")),
            "eerste_vo_schooljaar": optioneel(schooljaar()),
        },
        {"iq": 78, "achterstand": {"IR": 0.5, "BL": "0.3", "TL": "28/55", "SP": 0.4}},
    ),
    "nummer": Regeluitleg(
        "Nummer nagaan",
        "Of een nummer goed gevormd is. Stuur hier geen echte BSN’s naartoe.",
        {"soort": keuze(SOORTEN), "waarde": tekst()},
        {"soort": "brin", "waarde": "07nu 00"},
    ),
    "verdelen": Regeluitleg(
        "Bedrag verdelen",
        "Centen naar de grootste rest; de delen tellen op tot het bedrag.",
        {"bedrag": geld(negatief=True), "gewichten": lijst(getal(), "Samen meer dan nul.", minstens=1)},
        {"bedrag": "-10.00", "gewichten": [1, 1, 1]},
    ),
    "naar_rato": Regeluitleg(
        "Bedrag naar rato van een jaar",
        "Het deel van een jaarbedrag voor een aantal dagen.",
        {"bedrag": geld(), "van": datum(), "tot_en_met": datum("In hetzelfde jaar.")},
        {"bedrag": "12938.34", "van": "2024-03-15", "tot_en_met": "2024-12-31"},
    ),
    "sbo_norm": Regeluitleg(
        "Norm voor het sbo",
        "Leerlingen boven de norm en wat die kosten. Beleid; sinds 2023 geen wet.",
        {
            "leerlingen_bao": aantal(),
            "leerlingen_sbo": aantal(),
            "norm_procent": optioneel(getal("Standaard 2.")),
            "bedrag_per_leerling": geld(),
        },
        {"leerlingen_bao": 1450, "leerlingen_sbo": 37, "bedrag_per_leerling": "6634.52"},
    ),
    "ondersteuningsbekostiging": Regeluitleg(
        "Ondersteuningsbekostiging",
        "Bruto, afdracht en wat overblijft; een tekort gaat naar de scholen (WPO 121 en 123).",
        {
            "leerlingen": aantal(),
            "bedrag_per_leerling": geld(),
            "afdrachten": lijst(deel(leerlingen=aantal(), bedrag=geld()), hoogstens=MEESTE_GEBEURTENISSEN),
            "scholen": optioneel(lijst(aantal(), "Leerlingen per school.")),
        },
        {
            "leerlingen": 10000,
            "bedrag_per_leerling": "200.00",
            "afdrachten": [{"leerlingen": 350, "bedrag": "6634.52"}],
            "scholen": [1, 1],
        },
    ),
    "teldatum": Regeluitleg(
        "Teldatum",
        "De dag waarop leerlingen tellen voor een bekostigingsjaar (WPO 118 en 121).",
        {
            "sector": keuze(("po", "so", "vso", "vo")),
            "bekostigingsjaar": aantal(minstens=1901, hoogstens=2199),
            "ingeschreven_vanaf": optioneel(datum()),
            "ingeschreven_tot_en_met": optioneel(datum("Leeg: nog ingeschreven.")),
        },
        {"sector": "so", "bekostigingsjaar": 2024, "ingeschreven_vanaf": "2023-02-02"},
    ),
    "signaleringswaarde": Regeluitleg(
        "Signaleringswaarde",
        "Hoeveel eigen vermogen nog gewoon is.",
        {"totale_baten": geld(), "eigen_vermogen": optioneel(geld(negatief=True))},
        {"totale_baten": "10000000.00", "eigen_vermogen": "425000.00"},
    ),
    "deelnamepercentage": Regeluitleg(
        "Deelnamepercentage",
        "Het deel van de leerlingen, op twee decimalen.",
        {
            "leerlingen": aantal(),
            "totaal": aantal(minstens=1),
            "grens_procent": optioneel(getal()),
        },
        {"leerlingen": 36, "totaal": 5000, "grens_procent": "0.7"},
    ),
    "termijn": Regeluitleg(
        "Termijn",
        "Elke andere termijn, met de Algemene termijnenwet.",
        {
            "vanaf": moment("Dag nul; een tijdstip bij uren."),
            "aantal": aantal(minstens=1),
            "eenheid": keuze(EENHEDEN),
            "wettelijk": optioneel(ja_nee("Standaard true.")),
            "richting": optioneel(keuze(("vooruit", "terug"))),
        },
        {"vanaf": "2027-03-25", "aantal": 3, "eenheid": "dagen"},
    ),
    "inzageverzoek": Regeluitleg(
        "Inzageverzoek",
        "Een maand, met twee te verlengen (AVG 12).",
        {"ontvangen_op": moment()},
        {"ontvangen_op": "2027-01-31"},
    ),
    "datalek": Regeluitleg(
        "Datalek melden",
        "72 uur na kennisname (AVG 33).",
        {"bekend_op": tijdstip()},
        {"bekend_op": "2027-03-27T12:00:00+01:00"},
    ),
    "bewaartermijn": Regeluitleg(
        "Bewaartermijn",
        "Tot wanneer iets bewaard blijft en vanaf wanneer het weg moet.",
        {
            "soort": keuze(JAREN),
            "vanaf": datum(),
            "blokkades": optioneel(
                lijst(
                    deel(van=datum(), tot_en_met=optioneel(datum("Leeg: nog open."))), hoogstens=MEESTE_GEBEURTENISSEN
                )
            ),
        },
        {
            "soort": "toelaatbaarheid",
            "vanaf": "2026-11-23",
            "blokkades": [{"van": "2026-12-14", "tot_en_met": "2030-01-10"}],
        },
    ),
    "ondersteuningsplan": Regeluitleg(
        "Ondersteuningsplan",
        "Wanneer het naar de inspectie gaat en hoelang het geldt (WPO 18a).",
        {"eerste_schooljaar": schooljaar()},
        {"eerste_schooljaar": 2030},
    ),
    "streeftermijn": Regeluitleg(
        "Streeftermijn",
        "De eigen termijn van een samenwerkingsverband, nooit later dan die van de wet.",
        {
            "ontvangen_op": moment(),
            "aantal": aantal(minstens=1),
            "eenheid": keuze(("dagen", "weken", "werkdagen")),
            "regio": REGIO,
            "vakanties": VAKANTIES,
            "uiterste_beslisdatum": optioneel(datum()),
        },
        {
            "ontvangen_op": "2026-06-15",
            "aantal": 4,
            "eenheid": "weken",
            "regio": "noord",
            "uiterste_beslisdatum": "2026-08-10",
        },
    ),
    "instroommoment": Regeluitleg(
        "Instroommoment",
        "Het eerste moment op of na het besluit.",
        {"besluit_op": datum(), "momenten": lijst(tekst("Maand en dag.", r"^[0-9]{2}-[0-9]{2}$"), minstens=1)},
        {"besluit_op": "2027-01-02", "momenten": ["01-01", "05-01", "08-01"]},
    ),
    "leeftijd_document": Regeluitleg(
        "Leeftijd van een document",
        "Of een document nog jong genoeg is.",
        {
            "document_op": datum(),
            "peildatum": datum(),
            "maximaal_maanden": aantal(minstens=1),
            "medisch": optioneel(ja_nee("Een medisch stuk mag ouder zijn.")),
        },
        {"document_op": "2026-05-22", "peildatum": "2026-11-23", "maximaal_maanden": 6},
    ),
}
