"""De weg van een jong kind van de voorschool naar school: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.intake.leerlingen.proces import ZORGPLICHT
from services.kern.policy import TOESTEMMING, Deel, Kring, hoeden
from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WPO_18A_8

BIJ_VOORSCHOOL, INGELEVERD, OVERGEDRAGEN = "bij_voorschool", "ingeleverd", "overgedragen"
AANGENOMEN, GESLOTEN = "aangenomen", "gesloten"
BIJ_HET_SWV = (BIJ_VOORSCHOOL, INGELEVERD)
#: Wie bij het samenwerkingsverband een jong kind begeleidt.
BEGELEIDERS = hoeden(Deel.ONDERINSTROOMWERK, Kring.SAMENWERKINGSVERBAND)
#: Het samenwerkingsverband zorgt dat elk kind een plek vindt.
BEGELEIDEN = str(WPO_18A_8)
_VOORSCHOOL, _OUDER = frozenset({Rol.PARTNER}), frozenset({Rol.OUDER})

ONDERINSTROOM = Proces(
    naam="onderinstroom",
    statussen=(BIJ_VOORSCHOOL, INGELEVERD, OVERGEDRAGEN, AANGENOMEN, GESLOTEN),
    begin=BIJ_VOORSCHOOL,
    handelingen=(
        handeling(
            "onderinstroom_beginnen", BEGELEIDERS, [], BIJ_VOORSCHOOL, TOESTEMMING,
            "Met toestemming van de ouders, met een dag en een bewijs.",
        ),
        handeling(
            "voorschool_uitnodigen", BEGELEIDERS, BIJ_HET_SWV, BIJ_VOORSCHOOL, TOESTEMMING,
            "De link gaat per e-mail, de code geeft u zelf door. Wat al was getekend, geldt dan niet meer.",
        ),
        handeling("voorschooltoegang_beeindigen", BEGELEIDERS, [BIJ_VOORSCHOOL], None, TOESTEMMING, "Meteen."),
        handeling(
            "onderinstroomouder_uitnodigen", BEGELEIDERS, BIJ_HET_SWV, None, BEGELEIDEN,
            "De link gaat per e-mail, de code geeft u zelf door.",
        ),
        handeling("overdrachtsdocument_bewaren", _VOORSCHOOL, [BIJ_VOORSCHOOL], None, TOESTEMMING),
        handeling("overdrachtsbijlage_toevoegen", _VOORSCHOOL, [BIJ_VOORSCHOOL], None, TOESTEMMING),
        handeling("overdrachtsbijlage_weghalen", _VOORSCHOOL, [BIJ_VOORSCHOOL], None, TOESTEMMING),
        handeling(
            "overdrachtsdocument_inleveren", _VOORSCHOOL, [BIJ_VOORSCHOOL], INGELEVERD, TOESTEMMING,
            "Daarna kan de voorschool er niet meer bij.",
        ),
        handeling(
            "overdrachtsdocument_ondertekenen", _OUDER, [INGELEVERD], None, TOESTEMMING,
            "Ouders zeggen of het klopt, en of de bijlagen mee mogen.",
        ),
        handeling(
            "ouderhandtekening_vastleggen", BEGELEIDERS, [INGELEVERD], None, TOESTEMMING,
            "Van wie op papier tekende: met een dag en een bewijs.",
        ),
        handeling(
            "onderinstroom_overdragen", BEGELEIDERS, [INGELEVERD], OVERGEDRAGEN, BEGELEIDEN,
            "Aan de school waar de ouders hun kind hebben aangemeld; die heeft de zorgplicht.",
        ),
        handeling(
            "onderinstroom_terughalen", BEGELEIDERS, [OVERGEDRAGEN], INGELEVERD, BEGELEIDEN,
            "Zolang de school het niet heeft aangenomen.",
        ),
        handeling(
            "onderinstroom_aannemen", SCHOOLROLLEN, [OVERGEDRAGEN], AANGENOMEN, ZORGPLICHT,
            "Het wordt een leerlingdossier van de school. Niets hoeft opnieuw te worden getypt.",
        ),
        handeling(
            "onderinstroomaanvraag_beginnen", SCHOOLROLLEN, [AANGENOMEN], None, ZORGPLICHT,
            "De school van aanmelding vraagt de TLV aan; het overdrachtsdocument vervangt het OPP.",
        ),
        handeling("onderinstroom_sluiten", BEGELEIDERS, BIJ_HET_SWV, GESLOTEN, BEGELEIDEN, "Met een reden."),
    ),
)  # fmt: skip
