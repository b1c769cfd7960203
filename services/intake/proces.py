"""Het proces van een aanvraag: wie mag wat, vanuit welke stand, naar welke stand, en op welke grond."""

from __future__ import annotations

from datetime import date, timedelta

from services.kern import noodtoegang
from services.kern.proces import Proces, handeling
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import (
    AWB_2_13,
    AWB_4_5,
    AWB_4_8,
    AWB_4_13,
    AWB_4_15,
    WEC_40_11,
    WPO_18A_11,
    WPO_18A_13,
    WPO_40_8,
    WVO_2_30,
)

CONCEPT, INGEDIEND, AANVULLING_GEVRAAGD = "concept", "ingediend", "aanvulling_gevraagd"
BESLOTEN, INGETROKKEN = "besloten", "ingetrokken"
BIJ_DE_SCHOOL = (CONCEPT, AANVULLING_GEVRAAGD)
BIJ_HET_SWV = (INGEDIEND, AANVULLING_GEVRAAGD)
# Een TLV komt er op aanvraag van het bevoegd gezag van de school: sbo, (v)so en praktijkonderwijs.
AANVRAAG_VAN_DE_SCHOOL = f"{WPO_40_8}, {WEC_40_11}, {WVO_2_30}"
TERUG_DAGEN = 30  # zo lang kan een ingetrokken concept terug
TIJD_OF_FEIT: tuple[Rol, ...] = ()
# Het bestand zoals de school het stuurde is bewijs: voor wie de commissie leidt en wie ervoor instaat.
ORIGINEEL = frozenset({Rol.VOORZITTER, Rol.DIRECTEUR})

AANVRAAG = Proces(
    naam="aanvraag",
    statussen=(CONCEPT, INGEDIEND, AANVULLING_GEVRAAGD, BESLOTEN, INGETROKKEN),
    begin=CONCEPT,
    handelingen=(
        handeling(
            "aanvraag_beginnen", SCHOOLROLLEN, [], CONCEPT, AANVRAAG_VAN_DE_SCHOOL,
            "Een concept is van de school; niemand daarbuiten kan het vinden.",
        ),
        handeling(
            "aanvraag_verlengen", SCHOOLROLLEN, [], CONCEPT, AANVRAAG_VAN_DE_SCHOOL,
            "Door de school die in de TLV staat, in het laatste jaar daarvan.",
        ),
        handeling(
            "origineel_openen", ORIGINEEL, (INGEDIEND, AANVULLING_GEVRAAGD, BESLOTEN, INGETROKKEN), None,
            str(WPO_18A_13), "Het ongeschoonde bestand, met een reden.", opnieuw=True,
        ),
        handeling("onderdeel_bewaren", SCHOOLROLLEN, [CONCEPT], None, AANVRAAG_VAN_DE_SCHOOL),
        handeling("document_toevoegen", SCHOOLROLLEN, BIJ_DE_SCHOOL, None, str(WPO_18A_13)),
        handeling(
            "document_verwijderen", SCHOOLROLLEN, BIJ_DE_SCHOOL, None, str(WPO_18A_13),
            "Alleen wat nog niet is verstuurd.",
        ),
        handeling(
            "stuk_overnemen", SCHOOLROLLEN, [CONCEPT], None, str(WPO_18A_13),
            "Het OPP of de interventies uit het dossier van de leerling; na het indienen verandert het stuk niet meer.",
        ),
        handeling(
            "ouder_uitnodigen", SCHOOLROLLEN, BIJ_DE_SCHOOL, None, str(AWB_4_8),
            "De link gaat per e-mail, de code geeft de school zelf.",
        ),
        handeling(
            "zienswijze_geven", FAMILIEROLLEN, BIJ_DE_SCHOOL, None, str(AWB_4_8),
            "Alleen door de ouder of leerling zelf; de school leest mee en verandert niets.",
        ),
        handeling("aanvraag_ondertekenen", [Rol.SCHOOLDIRECTEUR], [CONCEPT], None, str(AWB_2_13)),
        handeling(
            "aanvraag_indienen", SCHOOLROLLEN, [CONCEPT], INGEDIEND, f"{AWB_4_13}, {AANVRAAG_VAN_DE_SCHOOL}",
            "Op die dag is de aanvraag ontvangen en gaat de beslistermijn lopen.",
        ),
        handeling(
            "vraag_stellen", TIJD_OF_FEIT, BIJ_HET_SWV, AANVULLING_GEVRAAGD, str(AWB_4_5),
            "De commissie vroeg om een aanvulling.",
        ),
        handeling("aanvulling_indienen", SCHOOLROLLEN, [AANVULLING_GEVRAAGD], INGEDIEND, str(AWB_4_15)),
        handeling(
            "vraag_verlopen", TIJD_OF_FEIT, [AANVULLING_GEVRAAGD], INGEDIEND, str(AWB_4_15),
            "De school antwoordde niet op tijd.",
        ),
        handeling("deskundige_toelaten", TIJD_OF_FEIT, BIJ_HET_SWV, None, f"{WPO_18A_11}, {WPO_18A_13}"),
        handeling("aanvraag_besluiten", TIJD_OF_FEIT, BIJ_HET_SWV, BESLOTEN, str(AWB_4_13)),
        handeling(
            "aanvraag_intrekken", SCHOOLROLLEN, [CONCEPT, *BIJ_HET_SWV], INGETROKKEN, AANVRAAG_VAN_DE_SCHOOL,
            "Wie aanvraagt, kan ook intrekken, tot er is besloten.",
        ),
        handeling(
            "aanvraag_terugzetten", SCHOOLROLLEN, [INGETROKKEN], CONCEPT, AANVRAAG_VAN_DE_SCHOOL,
            "Alleen een concept dat nooit is ingediend, binnen 30 dagen.",
        ),
    ),
)  # fmt: skip

_REGIE = (Rol.SECRETARIS, Rol.DIRECTEUR)
_VAN_TWEE = "Geen van beiden kan het alleen; de database ziet erop toe."
#: Hoe lang een dossier blijft, en hoe het weggaat (services/intake/bewaren.py).
BEWAREN = Proces(
    naam="bewaren",
    statussen=("zichtbaar", "te_vernietigen", "vernietigd"),
    begin="zichtbaar",
    handelingen=(
        handeling(
            "dossier_vasthouden", _REGIE, ["zichtbaar", "te_vernietigen"], "zichtbaar", str(WPO_18A_13),
            "Bij een bezwaar, beroep, klacht of verzoek blijft het dossier, hoe lang dat ook duurt.",
        ),
        handeling("dossier_vrijgeven", _REGIE, ["zichtbaar"], None, str(WPO_18A_13)),
        handeling(
            "vernietiging_vragen", _REGIE, ["zichtbaar", "te_vernietigen"], None, str(WPO_18A_13),
            "Eerder dan de termijn, of meer dan 2% in één nacht.",
        ),
        handeling(
            "vernietiging_goedkeuren", _REGIE, ["zichtbaar", "te_vernietigen"], None,
            str(WPO_18A_13), _VAN_TWEE,
        ),
        handeling(
            "bewaartermijnen_nalopen", TIJD_OF_FEIT, ["zichtbaar"], "te_vernietigen", str(WPO_18A_13),
            "Dertig dagen voordat het weg is, staat het op het scherm.",
        ),
        handeling("dossier_vernietigen", TIJD_OF_FEIT, ["te_vernietigen"], "vernietigd", str(WPO_18A_13)),
    ),
)  # fmt: skip

#: Een uur in een dossier kijken waar iemand niet bij betrokken is (docs/besluiten/0018).
NOODTOEGANG = Proces(
    naam="noodtoegang",
    statussen=("gevraagd", "verleend", "geweigerd", "beeindigd"),
    begin="gevraagd",
    handelingen=(
        handeling(
            "noodtoegang_vragen", noodtoegang.VRAGERS, [], "gevraagd", str(WPO_18A_13),
            "Met een reden; of er een dossier met dit nummer is, hoort de vrager niet.", opnieuw=True,
        ),
        handeling(
            "noodtoegang_verlenen", noodtoegang.VERLENERS, ["gevraagd"], "verleend", str(WPO_18A_13),
            "Nooit door wie het vroeg. Voor 60 minuten, alleen lezen, zonder stukken.", opnieuw=True,
        ),
        handeling("noodtoegang_weigeren", noodtoegang.VERLENERS, ["gevraagd"], "geweigerd", str(WPO_18A_13)),
        handeling(
            "noodtoegang_beeindigen", noodtoegang.VRAGERS | noodtoegang.VERLENERS | noodtoegang.TOEZIEN,
            ["verleend"], "beeindigd", str(WPO_18A_13), "Eerder dan na 60 minuten.",
        ),
    ),
)  # fmt: skip


def kan_terug(ingediend_op: date | None, ingetrokken_op: date | None, vandaag: date) -> bool:
    """Of een ingetrokken concept nog terug kan; wat was ingediend nooit."""
    return ingediend_op is None and ingetrokken_op is not None and vandaag <= ingetrokken_op + timedelta(TERUG_DAGEN)
