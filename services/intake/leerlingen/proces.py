"""Het leven van een leerlingdossier: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.kern.policy import ANDERE_HOEDEN, TOESTEMMING, Deel
from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WEC_40, WPO_40, WVO_8_8

LOPEND, AFGESLOTEN, SAMENGEVOEGD = "lopend", "afgesloten", "samengevoegd"
# Wie een leerling toelaat, zoekt uit welke ondersteuning die nodig heeft; daarvoor houdt de school een dossier bij.
ZORGPLICHT = f"{WPO_40}, {WEC_40}, {WVO_8_8}"

VAN_HET_SWV = ANDERE_HOEDEN[Deel.DOSSIER]

LEERLINGDOSSIER = Proces(
    naam="leerlingdossier",
    statussen=(LOPEND, AFGESLOTEN, SAMENGEVOEGD),
    begin=LOPEND,
    handelingen=(
        handeling(
            "leerlingdossier_beginnen", SCHOOLROLLEN, [], LOPEND, ZORGPLICHT,
            "Het dossier is van de school, tot zij het deelt.",
        ),
        handeling(
            "aanvraag_onderbrengen", SCHOOLROLLEN, [], LOPEND, ZORGPLICHT,
            "Wat in de aanvraag stond, hoeft niet nog eens te worden getypt.",
        ),
        handeling("leerling_wijzigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT),
        handeling(
            "gezag_vastleggen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Wie gezag heeft, wordt gehoord en krijgt het besluit.",
        ),
        handeling(
            "gezag_beeindigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Wat was, blijft te zien: met de dag en de reden.",
        ),
        handeling(
            "gezaghouder_uitnodigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Wie gezag heeft, leest mee zolang dat duurt. De code geeft u zelf door.",
        ),
        handeling("leerling_uitnodigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT, "De code geeft u zelf door."),
        handeling(
            "meekijken_beeindigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Van wie nog niet inlogde, en van de leerling. Bij ouders eindigt het met het gezag.",
        ),
        handeling(
            "adres_vastleggen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Een geheim adres ziet alleen de school.",
        ),
        handeling("adres_beeindigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT),
        handeling(
            "loopbaan_aanvullen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Ook een school van elders, of uit een ander land.",
        ),
        handeling(
            "loopbaan_weghalen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Bij een vergissing. Terugzetten kan dertig dagen.",
        ),
        handeling("loopbaan_terugzetten", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT),
        handeling(
            "dossiers_samenvoegen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Als iemand heeft gezien dat het dezelfde leerling is. Het kan terug.",
        ),
        handeling("samenvoeging_terugdraaien", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT, "Elke regel gaat terug."),
        handeling("verschil_vastleggen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT, "Het zijn twee leerlingen."),
        handeling(
            "inschrijving_navragen", VAN_HET_SWV, [LOPEND], None, ZORGPLICHT,
            "Elke school hoort alleen van haar eigen dossier.",
        ),
        handeling(
            "inschrijving_bevestigen", SCHOOLROLLEN, [LOPEND], None, ZORGPLICHT,
            "Als het samenwerkingsverband ernaar vroeg.",
        ),
        handeling(
            "leerlingen_onderscheiden", VAN_HET_SWV, [LOPEND], None, ZORGPLICHT,
            "Het zijn twee leerlingen; geen school hoort ervan.",
        ),
        handeling(
            "meelezen_toestaan", frozenset({Rol.LEERLING}), [LOPEND, AFGESLOTEN], None, TOESTEMMING,
            "Vanaf 18 jaar beslist de leerling zelf of een ouder meeleest.",
        ),
        handeling(
            "meelezen_intrekken", frozenset({Rol.LEERLING}), [LOPEND, AFGESLOTEN], None, TOESTEMMING,
            "Zonder reden, en meteen.",
        ),
        handeling(
            "leerling_uitschrijven", SCHOOLROLLEN, [LOPEND], AFGESLOTEN, ZORGPLICHT,
            "Naar een school van dit samenwerkingsverband gaat het dossier mee; anders sluit het.",
        ),
    ),
)  # fmt: skip
