"""Het leven van een warme overdracht: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.intake.leerlingen.proces import ZORGPLICHT
from services.kern.policy import Deel, Kring, hoeden
from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WPO_18A_8

GESIGNALEERD, GEDEELD, INGETROKKEN = "gesignaleerd", "gedeeld", "ingetrokken"
#: De coördinatoren van een samenwerkingsverband: zij volgen of iedereen op tijd een plek heeft.
COORDINATOREN = hoeden(Deel.DOSSIER, Kring.SAMENWERKINGSVERBAND)
#: Gedeeld wordt met toestemming van de ouders (AVG 6 lid 1 onder a), en die kunnen zij terugnemen (AVG 7 lid 3).
TOESTEMMING = "AVG 6 lid 1 onder a en 7 lid 3"
DEKKEND = str(WPO_18A_8)

OVERDRACHT = Proces(
    naam="overdracht",
    statussen=(GESIGNALEERD, GEDEELD, INGETROKKEN),
    begin=GESIGNALEERD,
    handelingen=(
        handeling(
            "overstap_signaleren", SCHOOLROLLEN, [], GESIGNALEERD, ZORGPLICHT,
            "Vroeg, het liefst in groep 7: deze leerling heeft bij de overstap meer nodig. De ouders weten het.",
        ),
        handeling(
            "overdracht_delen", SCHOOLROLLEN, [GESIGNALEERD, INGETROKKEN], GEDEELD, TOESTEMMING,
            "Alleen wat is gekozen, met toestemming van de ouders, tot en met een dag.",
        ),
        handeling(
            "overdracht_intrekken", SCHOOLROLLEN, [GEDEELD], INGETROKKEN, TOESTEMMING,
            "Het andere samenwerkingsverband ziet dan meteen niets meer.",
        ),
        handeling(
            "toestemming_intrekken", [Rol.OUDER], [GEDEELD], INGETROKKEN, TOESTEMMING,
            "Een ouder doet dit zelf, zonder de school.",
        ),
        handeling(
            "plek_vastleggen", SCHOOLROLLEN | COORDINATOREN, [GESIGNALEERD, GEDEELD, INGETROKKEN], None, DEKKEND,
            "Op welke school de leerling een plek heeft, en vanaf wanneer.",
        ),
    ),
)  # fmt: skip
