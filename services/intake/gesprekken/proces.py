"""Het leven van een gesprek over een leerling, en dat van een afspraak die er gemaakt is."""

from __future__ import annotations

from services.intake.leerlingen.proces import ZORGPLICHT
from services.kern.policy import Deel, rollen
from services.kern.proces import Proces, handeling
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN

BEZIG, GEDEELD, WEGGEHAALD = "bezig", "gedeeld", "weggehaald"
OPEN, GEDAAN, VERVALLEN = "open", "gedaan", "vervallen"
#: Wie aan tafel zit, schrijft mee: de school, en wie van het samenwerkingsverband meedoet.
AAN_TAFEL = rollen(Deel.GESPREKWERK)

GESPREK = Proces(
    naam="gesprek",
    statussen=(BEZIG, GEDEELD, WEGGEHAALD),
    begin=BEZIG,
    handelingen=(
        handeling(
            "gesprek_beginnen", SCHOOLROLLEN, [], BEZIG, ZORGPLICHT,
            "Ouders zijn uitgenodigd om erbij te zijn.",
        ),
        handeling("aanwezige_toevoegen", AAN_TAFEL, [BEZIG], None, ZORGPLICHT),
        handeling("aanwezige_weghalen", AAN_TAFEL, [BEZIG], None, ZORGPLICHT),
        handeling(
            "gesprekspunt_afvinken", AAN_TAFEL, [BEZIG], None, ZORGPLICHT,
            "Elk vinkje staat er meteen; twee mensen kunnen tegelijk vinken.",
        ),
        handeling("gesprekspunt_beschrijven", AAN_TAFEL, [BEZIG], None, ZORGPLICHT),
        handeling("afspraak_maken", AAN_TAFEL, [BEZIG], None, ZORGPLICHT, "Met een naam en een dag."),
        handeling(
            "gesprek_delen", SCHOOLROLLEN, [BEZIG], GEDEELD, ZORGPLICHT,
            "Ouders lezen het verslag dezelfde dag. Daarna verandert het niet meer.",
        ),
        handeling(
            "verslag_toevoegen", SCHOOLROLLEN, [BEZIG, GEDEELD], None, ZORGPLICHT,
            "Een school die haar verslag elders maakt, vinkt hier dezelfde punten aan.",
        ),
        handeling(
            "handtekening_toevoegen", SCHOOLROLLEN, [GEDEELD], None, ZORGPLICHT,
            "Op papier is een uitzondering, met een foto of scan en een reden.",
        ),
        handeling(
            "gesprekstuk_intrekken", SCHOOLROLLEN, [BEZIG, GEDEELD], None, ZORGPLICHT,
            "Het verkeerde bestand. Opende iemand anders het al, dan met een reden.",
        ),
        handeling(
            "gesprek_reageren", FAMILIEROLLEN, [GEDEELD], None, ZORGPLICHT,
            "In eigen woorden. De school leest het en kan het niet veranderen.",
        ),
        handeling(
            "gesprek_weghalen", SCHOOLROLLEN, [BEZIG], WEGGEHAALD, ZORGPLICHT,
            "Bij een vergissing, voordat het gedeeld is. Terugzetten kan dertig dagen.",
        ),
        handeling("gesprek_terugzetten", SCHOOLROLLEN, [WEGGEHAALD], BEZIG, ZORGPLICHT),
    ),
)  # fmt: skip
AFSPRAAK = Proces(
    naam="afspraak",
    statussen=(OPEN, GEDAAN, VERVALLEN),
    begin=OPEN,
    handelingen=(
        handeling("afspraak_afvinken", AAN_TAFEL, [OPEN], GEDAAN, ZORGPLICHT),
        handeling("afspraak_heropenen", AAN_TAFEL, [GEDAAN, VERVALLEN], OPEN, ZORGPLICHT, "Het was een vergissing."),
        handeling("afspraak_laten_vervallen", AAN_TAFEL, [OPEN], VERVALLEN, ZORGPLICHT, "Met de reden."),
    ),
)  # fmt: skip
CHECKLIST = Proces(
    naam="checklist",
    statussen=(OPEN, GEDAAN),
    begin=OPEN,
    handelingen=(
        handeling(
            "checkliststap_afvinken", SCHOOLROLLEN, [OPEN, GEDAAN], None, ZORGPLICHT,
            "Wat uit het dossier blijkt, staat vanzelf aan.",
        ),
    ),
)  # fmt: skip
