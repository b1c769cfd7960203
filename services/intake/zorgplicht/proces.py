"""Het leven van een aanmelding: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WEC_40, WPO_40, WPO_40_15, WVO_8_8, WVO_8_13

ONDERZOEK, TIJDELIJK, GEWEIGERD = "in_onderzoek", "tijdelijk_geplaatst", "geweigerd"
INGESCHREVEN, ELDERS = "ingeschreven", "elders_ingeschreven"
UITGEZONDERD, INGETROKKEN = "uitgezonderd", "ingetrokken"
#: Er is nog geen beslissing, of het kind heeft nog geen plek.
LOPEND = (ONDERZOEK, TIJDELIJK, GEWEIGERD)
ONBESLIST = (ONDERZOEK, TIJDELIJK)

TOELATING = f"{WPO_40}, {WEC_40}, {WVO_8_8}"
PLAATSING = f"{WPO_40}, {WEC_40}, {WVO_8_13}"
ASIEL = f"{WPO_40_15}, {WEC_40}"
DIRECTEUR = frozenset({Rol.SCHOOLDIRECTEUR})

AANMELDING = Proces(
    naam="aanmelding",
    statussen=(*LOPEND, INGESCHREVEN, ELDERS, UITGEZONDERD, INGETROKKEN),
    begin=ONDERZOEK,
    handelingen=(
        handeling(
            "aanmelding_vastleggen", SCHOOLROLLEN, [], ONDERZOEK, TOELATING,
            "De klok begint op de dag dat de school de aanmelding op papier kreeg.",
        ),
        handeling(
            "informatie_vragen", SCHOOLROLLEN, ONBESLIST, None, TOELATING,
            "De termijn loopt door: de wet kent geen opschorting.",
        ),
        handeling("informatie_vastleggen", SCHOOLROLLEN, ONBESLIST, None, TOELATING),
        handeling(
            "beslissing_verlengen", DIRECTEUR, [ONDERZOEK], None, TOELATING,
            "Eén keer, met hoogstens vier weken, en de ouders horen het voor het einde van de termijn.",
        ),
        handeling(
            "onderzoek_delen", SCHOOLROLLEN, LOPEND, None, TOELATING,
            "Een tweede school kijkt mee, binnen de termijn van de eerste. De zorgplicht blijft waar zij is.",
        ),
        handeling("antwoord_vastleggen", SCHOOLROLLEN, LOPEND, None, TOELATING),
        handeling(
            "leerling_plaatsen", DIRECTEUR, [ONDERZOEK], TIJDELIJK, PLAATSING,
            "Vanaf dag 71, als er dan nog niets is beslist.",
        ),
        handeling("leerling_inschrijven", DIRECTEUR, LOPEND, INGESCHREVEN, TOELATING),
        handeling(
            "toelating_weigeren", DIRECTEUR, ONBESLIST, GEWEIGERD, TOELATING,
            "Pas als een andere school bereid is. De zorgplicht blijft tot het kind daar is ingeschreven.",
        ),
        handeling(
            "uitzondering_vastleggen", DIRECTEUR, [ONDERZOEK], UITGEZONDERD, TOELATING,
            "Uit een vaste lijst, met het stuk waaruit het blijkt.",
        ),
        handeling(
            "asielregels_vastleggen", DIRECTEUR, [ONDERZOEK], None, ASIEL,
            "Hoogstens zes weken, zonder verlengen; daarna is het kind toegelaten. Met het stuk waaruit het blijkt.",
        ),
        handeling(
            "overgang_vastleggen", SCHOOLROLLEN, LOPEND, ELDERS, TOELATING,
            "De ouders schreven het kind in op een andere school: die heeft vanaf dan de zorgplicht.",
        ),
        handeling(
            "aanmelding_intrekken", SCHOOLROLLEN, LOPEND, INGETROKKEN, TOELATING,
            "De ouders willen deze aanmelding niet meer.",
        ),
        handeling(
            "intrekking_melden", frozenset({Rol.OUDER, Rol.LEERLING}), LOPEND, None, TOELATING,
            "De aanmelding eindigt als iedereen met gezag dit wil; vanaf 18 jaar beslist de leerling alleen.",
        ),
    ),
)  # fmt: skip

OPEN, BEREID, NIET_BEREID, VERVALLEN = "open", "bereid", "niet_bereid", "vervallen"
GEVRAAGD, OUDERS = "gevraagd", "ouders"

MEEKIJKVERZOEK = Proces(
    naam="meekijkverzoek",
    statussen=(OPEN, BEREID, NIET_BEREID, VERVALLEN),
    begin=OPEN,
    handelingen=(
        handeling(
            "meekijkverzoek_beantwoorden", SCHOOLROLLEN, [OPEN, BEREID, NIET_BEREID], None, TOELATING,
            "De tweede school zegt of zij bereid is, binnen de termijn van de eerste. De zorgplicht blijft.",
        ),
        handeling("meekijkverzoek_vervallen", (), [OPEN], VERVALLEN, TOELATING, "Vanzelf: er is beslist."),
    ),
)  # fmt: skip
