"""Het leven van een versie van het OPP: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN
from services.kern.wetsartikelen import WPO_40A, WVO_2_44

CONCEPT, VOORGELEGD, VASTGESTELD = "concept", "voorgelegd", "vastgesteld"
VERVANGEN, BEEINDIGD, WEGGEGOOID = "vervangen", "beeindigd", "weggegooid"
#: Hieraan wordt gewerkt; daarvan is er hoogstens één.
WERK = (CONCEPT, VOORGELEGD)
#: Wat hierin staat, verandert nooit meer.
VAST = (VASTGESTELD, VERVANGEN, BEEINDIGD)
WET = f"{WPO_40A}, {WVO_2_44}"

OPP = Proces(
    naam="opp",
    statussen=(CONCEPT, VOORGELEGD, VASTGESTELD, VERVANGEN, BEEINDIGD, WEGGEGOOID),
    begin=CONCEPT,
    handelingen=(
        handeling("opp_beginnen", SCHOOLROLLEN, [], CONCEPT, WET, "Voor elke leerling met extra ondersteuning."),
        handeling("opp_bewaren", SCHOOLROLLEN, [CONCEPT], None, WET),
        handeling(
            "onderwijstijd_afspreken", SCHOOLROLLEN, [CONCEPT], None, WET,
            "Alleen met een opbouw en een einddatum.",
        ),
        handeling("onderwijstijd_schrappen", SCHOOLROLLEN, [CONCEPT], None, WET),
        handeling(
            "opp_delen", SCHOOLROLLEN, [CONCEPT], None, WET,
            "Over het perspectief is er overleg dat gericht is op overeenstemming.",
        ),
        handeling(
            "bijdrage_geven", FAMILIEROLLEN, [CONCEPT, VOORGELEGD], None, WET,
            "Wat ouders en leerling zelf schrijven, verandert de school niet.",
        ),
        handeling("bijdrage_opschrijven", SCHOOLROLLEN, [CONCEPT], None, WET),
        handeling(
            "opp_voorleggen", SCHOOLROLLEN, [CONCEPT], VOORGELEGD, WET,
            "De tekst staat stil, zodat iedereen hetzelfde leest.",
        ),
        handeling("opp_terugnemen", SCHOOLROLLEN, [VOORGELEGD], CONCEPT, WET),
        handeling(
            "instemming_geven", FAMILIEROLLEN, [VOORGELEGD, VASTGESTELD], None, WET,
            "Ieder met gezag apart, en alleen met het handelingsdeel.",
        ),
        handeling(
            "instemming_vastleggen", SCHOOLROLLEN, [VOORGELEGD, VASTGESTELD], None, WET,
            "Op papier is een uitzondering, met een foto of scan en een reden.",
        ),
        handeling(
            "instemming_intrekken", SCHOOLROLLEN, [VOORGELEGD, VASTGESTELD], None, WET,
            "Het verkeerde blad. Zonder dat blad telt het niet als instemming.",
        ),
        handeling(
            "opp_vaststellen", SCHOOLROLLEN, [VOORGELEGD], VASTGESTELD, WET,
            "Binnen zes weken. Het handelingsdeel geldt pas als ieder met gezag het eens is.",
        ),
        handeling("evaluatie_plannen", SCHOOLROLLEN, [VASTGESTELD], None, WET),
        handeling(
            "opp_evalueren", SCHOOLROLLEN, [VASTGESTELD], None, WET,
            "Ten minste elk schooljaar, met de ouders en de leerling.",
        ),
        handeling("opp_weggooien", SCHOOLROLLEN, [CONCEPT], WEGGEGOOID, WET, "Dertig dagen terug te halen."),
        handeling("opp_terughalen", SCHOOLROLLEN, [WEGGEGOOID], CONCEPT, WET),
    ),
)  # fmt: skip
