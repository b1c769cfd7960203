"""Elk getal uit de wet waar een regel mee rekent: één keer, met de dag waarop het begon en waar het staat.

Verandert een getal, dan komt er hier een datum bij; geen rekenregel heeft zelf een getal van de wet. De datum is die
van de wet zoals wij haar kennen; verder terug past de oudste waarde zich toe. Aantallen zijn in de eenheid van de naam,
bedragen in centen.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeVar

from services.kern.geldend import Geldend
from services.kern.wetsartikel import Wetsartikel
from services.kern.wetsartikelen import (
    ATW_2,
    ATW_4,
    AVG_12,
    AVG_33,
    AWB_2_10,
    AWB_4_5,
    AWB_4_13,
    AWB_4_17,
    AWB_4_18,
    AWB_6_7,
    AWB_6_9,
    AWB_6_12,
    AWB_7_4,
    AWB_7_10,
    LPW_3,
    LPW_3A,
    LPW_4B,
    LPW_6,
    LPW_7,
    LPW_8,
    LPW_11A,
    LPW_12,
    LPW_13,
    LPW_13A,
    LPW_14,
    LPW_21A,
    LPW_25,
    LPW_27,
    UB_2_45,
    UB_2_46,
    UB_2_50,
    WEC_39,
    WEC_40_3,
    WPO_18A_7,
    WPO_18A_10,
    WPO_18A_13,
    WPO_39,
    WPO_40,
    WPO_40_2,
    WPO_40_12,
    WPO_40_15,
    WPO_40A,
    WPO_40C,
    WPO_43,
    WPO_45D,
    WPO_118,
    WVO_2_30,
    WVO_5_13,
    WVO_5_48,
    WVO_8_7,
    WVO_8_8,
    WVO_8_8_8,
)

T = TypeVar("T")

AWB = date(1994, 1, 1)
AWB_DWANGSOM = date(2009, 10, 1)  # Wet dwangsom en beroep bij niet tijdig beslissen
ATW = date(1965, 4, 1)
LPW = date(1969, 1, 1)
PASSEND = date(2014, 8, 1)  # Wet passend onderwijs
WVO = date(2022, 8, 1)  # Wet voortgezet onderwijs 2020
AVG = date(2018, 5, 25)

KAMERBRIEF = "kst-26695-108"
LBT = "werkwijze LBT"
OCW = "signaleringswaarde OCW"
BELEID = "beleid"


def _sinds(vanaf: date, waarde: T, grondslag: Wetsartikel | str, opmerking: str = "") -> Geldend[T]:
    return Geldend({vanaf: waarde}, grondslag=grondslag, ook_eerder=True, opmerking=opmerking)


# --- Algemene termijnenwet ---
ATW_HOOGSTENS = _sinds(ATW, {"dagen": 90, "weken": 12, "maanden": 3}, ATW_4, "langer valt buiten de wet")
ATW_VANAF_DAGEN = _sinds(ATW, 3, ATW_2)
ATW_WERKDAGEN = _sinds(ATW, 2, ATW_2)

# --- Awb: aanvraag, besluit, dwangsom ---
KENNISGEVING_UREN = _sinds(date(2026, 1, 1), 48, AWB_2_10)
BESLISTERMIJN_WEKEN = _sinds(AWB, 8, AWB_4_13)
BUITEN_BEHANDELING_WEKEN = _sinds(AWB, 4, AWB_4_5)
DWANGSOM_DAGEN = _sinds(AWB_DWANGSOM, 42, AWB_4_17)
DWANGSOM_TARIEF = _sinds(
    date(2019, 1, 1),
    ((14, 23_00), (14, 35_00), (14, 45_00)),
    AWB_4_17,
    "zoveel dagen, centen per dag; de laagste bedragen van voor 2019 houden wij niet bij: een zaak is dan al jaren uit",
)
DWANGSOM_VASTSTELLEN_WEKEN = _sinds(AWB_DWANGSOM, 2, AWB_4_18)
BEROEP_NIET_TIJDIG_WEKEN = _sinds(AWB_DWANGSOM, 2, AWB_6_12)

# --- Awb en onderwijswetten: bezwaar ---
BEZWAARTERMIJN_WEKEN = _sinds(AWB, 6, AWB_6_7)
POST_WEKEN = _sinds(AWB, 1, AWB_6_9)
BESLISSING_WEKEN = _sinds(AWB, 6, AWB_7_10)
BESLISSING_WEKEN_COMMISSIE = _sinds(AWB_DWANGSOM, 12, AWB_7_10)
BEZWAAR_OPENBAAR_WEKEN = _sinds(PASSEND, 4, WPO_40_12)
BEZWAAR_VO_WEKEN = _sinds(WVO, 4, WVO_8_8)
VERDAGING_WEKEN = _sinds(AWB_DWANGSOM, 6, AWB_7_10)
INZAGE_WEKEN = _sinds(AWB, 1, AWB_7_4)
DOSSIER_WEKEN = _sinds(PASSEND, 2, LBT)
GESCHIL_WEKEN = _sinds(PASSEND, 10, WPO_43)

# --- aanmelden, toelaten, plaatsen ---
TOELATEN_PO = _sinds(PASSEND, 4, WPO_39)
TOELATEN_SO = _sinds(PASSEND, 4, WEC_39)
TOELATEN_SO_CLUSTER_1_2 = _sinds(PASSEND, 3, WEC_39)
AANMELDEN_PO = _sinds(PASSEND, 3, WPO_40_2)
AANMELDEN_SO = _sinds(PASSEND, 3, WEC_40_3)
AANMELDEN_SO_CLUSTER_1_2 = _sinds(PASSEND, 2, WEC_40_3)
AANMELDEN_WEKEN = _sinds(PASSEND, 10, WPO_40_2)
TOELATING_WEKEN = _sinds(PASSEND, 6, WPO_40)
TOELATING_VERLENGEN_WEKEN = _sinds(PASSEND, 4, WPO_40)
PLAATSING_WEKEN = _sinds(PASSEND, 10, WPO_40)
PLAATSING_ASIEL_WEKEN = _sinds(date(2026, 6, 12), 6, WPO_40_15)
OPP_WEKEN = _sinds(PASSEND, 6, WPO_40A)
SCHORSING_DAGEN = _sinds(PASSEND, 7, WPO_40C)
SCHORSING_MELDEN_DAGEN = _sinds(PASSEND, 1, WPO_40C, "langer dan dit: melden")

# --- hoe lang iemand ergens mag blijven ---
EINDE_PO = _sinds(PASSEND, 14, WPO_39)
EINDE_SO = _sinds(PASSEND, 14, WEC_39)
EINDE_VSO = _sinds(PASSEND, 20, WEC_39)
EINDE_PRO = _sinds(WVO, 18, WVO_8_7)
ONTHEFFING_WEKEN = _sinds(PASSEND, 6, WEC_39)
TIJDELIJK_VSO_MAANDEN = _sinds(WVO, 3, UB_2_45)
OPDC_JAREN = _sinds(WVO, 2, UB_2_50)
OPDC_BEVOEGD_MAANDEN = _sinds(WVO, 3, UB_2_50)

# --- praktijkonderwijs en lwoo ---
IQ_PRO = _sinds(WVO, range(55, 81), UB_2_46)
IQ_LWOO_A = _sinds(WVO, range(75, 91), UB_2_46)
IQ_LWOO_B = _sinds(WVO, range(91, 121), UB_2_46)
ACHTERSTAND_PRO = _sinds(WVO, Fraction(1, 2), UB_2_46)
ACHTERSTAND_LWOO = _sinds(WVO, Fraction(1, 4), UB_2_46)
DOMEINEN_MINSTENS = _sinds(WVO, 2, UB_2_46)
MAANDEN_PER_SCHOOLJAAR = _sinds(WVO, 10, UB_2_46, "september tot en met juni")
EERSTE_GROEP = _sinds(WVO, 3, UB_2_46)
IN_NEDERLAND_JAREN = _sinds(WVO, 1, WVO_2_30)
IN_NEDERLAND_OP = _sinds(WVO, (10, 1), WVO_2_30, "maand en dag")

# --- leerplicht ---
LEERPLICHT_BEGIN = _sinds(LPW, 5, LPW_3)
LEERPLICHT_EINDE = _sinds(LPW, 16, LPW_3)
LEERPLICHT_SCHOOLJAREN = _sinds(LPW, 12, LPW_3)
KWALIFICATIE_EINDE = _sinds(date(2007, 8, 31), 18, LPW_4B)
KENNISGEVING_MAANDEN = _sinds(LPW, 1, LPW_6)
KENNISGEVING_VOOR = _sinds(LPW, (7, 1), LPW_6, "maand en dag; de dag ervoor is de laatste")
VERKLARING_MAANDEN = _sinds(LPW, 3, LPW_7)
RICHTING_JAREN = _sinds(LPW, 1, LPW_8)
ONDER_ZES_LEEFTIJD = _sinds(LPW, 6, LPW_11A)
ONDER_ZES_UREN = _sinds(LPW, 5, LPW_11A)
ZIEKMELDING_DAGEN = _sinds(LPW, 2, LPW_12)
RELIGIEUS_DAGEN = _sinds(LPW, 2, LPW_13)
VAKANTIEVERLOF_DAGEN = _sinds(LPW, 10, LPW_13A)
VAKANTIEVERLOF_LESWEKEN = _sinds(LPW, 2, LPW_13A)
GEWICHTIG_DAGEN = _sinds(LPW, 10, LPW_14)
VERVANGENDE_LEERPLICHT_WEKEN = _sinds(date(2009, 8, 1), 6, LPW_3A)
VERVANGENDE_VERLENGEN_WEKEN = _sinds(date(2009, 8, 1), 8, LPW_3A)
MELDGRENS_UREN = _sinds(date(2009, 8, 1), 16, LPW_21A)
MELDGRENS_LESWEKEN = _sinds(date(2009, 8, 1), 4, LPW_21A)
LEERPLICHTVERSLAG_VOOR = _sinds(LPW, (10, 1), LPW_25, "maand en dag; de dag ervoor is de laatste")
BOETE_HOOFD = _sinds(date(2012, 1, 1), 1_000_00, LPW_27)
BOETE_HOOFD_HOOGSTENS = _sinds(date(2012, 1, 1), 100_000_00, LPW_27)
THUISZITTER_WEKEN = _sinds(date(2016, 2, 3), 4, KAMERBRIEF)
THUISZITTER_LANG_MAANDEN = _sinds(date(2016, 2, 3), 3, KAMERBRIEF)

# --- samenwerkingsverband, bekostiging, bewaren ---
PLAN_SCHOOLJAREN = _sinds(PASSEND, 4, WPO_18A_7)
PLAN_VOOR = _sinds(PASSEND, (5, 1), WPO_18A_10, "maand en dag; de dag ervoor is de laatste")
TELDATUM = _sinds(date(2023, 1, 1), (2, 1), WPO_118)
TELDATUM_VO = _sinds(WVO, (10, 1), WVO_5_13)
JAARVERSLAG_VOOR = _sinds(PASSEND, (7, 1), "Regeling jaarverslaggeving onderwijs", "maand en dag")
SIGNALERING_DEEL = _sinds(date(2020, 1, 1), Fraction(35, 1000), OCW)
SIGNALERING_MINIMUM = _sinds(date(2020, 1, 1), 250_000_00, OCW)
SBO_NORM_PROCENT = _sinds(PASSEND, 2, BELEID, "stond tot 2023 in de wet, nu alleen nog eigen beleid")
BEWAREN_TOELAATBAARHEID_JAREN = _sinds(PASSEND, 3, WPO_18A_13)
BEWAREN_BEKOSTIGING_JAREN = _sinds(WVO, 7, WVO_5_48)

# Wat een leerling het samenwerkingsverband in een jaar kost, in centen. Een bedrag geldt één jaar: wie een ander jaar
# vraagt krijgt geen antwoord in plaats van een oud bedrag.
REGELING_2024 = "Regeling bekostiging WPO en WEC 2024 (Stcrt. 2023 nr. 29260)"
BEKOSTIGINGSBEDRAGEN = {
    soort: Geldend({date(2024, 1, 1): cent}, grondslag=REGELING_2024, opmerking="gezien bij één samenwerkingsverband")
    for soort, cent in {
        "sbo": 6_634_52,
        "so_laag": 12_938_34,
        "so_midden": 21_053_23,
        "so_hoog": 31_419_53,
    }.items()
}

# --- het jaar van groep 8 ---
TOETSENLIJST_VOOR = _sinds(WVO, (10, 1), UB_2_46, "maand en dag; de dag ervoor is de laatste")
SCHOOLADVIES = _sinds(date(2023, 8, 1), ((1, 10), (1, 31)), WPO_45D, "eerste en laatste dag")
SCHOOLADVIES_DEFINITIEF = _sinds(date(2023, 8, 1), (3, 24), WPO_45D)
AANMELDEN_VO = _sinds(date(2023, 8, 1), ((3, 25), (3, 31)), WVO_8_8_8, "eerste en laatste dag")

# --- privacy ---
INZAGE_MAANDEN = _sinds(AVG, 1, AVG_12)
INZAGE_VERLENGEN_MAANDEN = _sinds(AVG, 2, AVG_12)
DATALEK_UREN = _sinds(AVG, 72, AVG_33)
