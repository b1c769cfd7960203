"""De behandeling van een TLV-aanvraag als tabel: wie mag wat, vanuit welke stand, naar welke, en waarom."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import Rol
from services.kern.wetsartikelen import (
    AWB_3_41,
    AWB_3_46,
    AWB_4_1,
    AWB_4_5,
    AWB_4_13,
    AWB_4_14,
    AWB_4_15,
    AWB_6_7,
    UB_2_51,
)
from services.kern.wetsartikelen import WPO_18A_11 as DESKUNDIGEN

#: In deze standen moet het samenwerkingsverband nog iets doen: de werkvoorraad.
LOPEND = ("ontvangen", "aanvulling_gevraagd", "in_advies", "adviezen_compleet", "geadviseerd", "besloten")
#: Tot hier is er nog geen besluit.
VOOR_BESLUIT = ("ontvangen", "aanvulling_gevraagd", "in_advies", "adviezen_compleet", "geadviseerd")
STATUSSEN = (*LOPEND, "bekendgemaakt", "onherroepelijk", "ingetrokken")

REGIE = (Rol.SECRETARIS, Rol.VOORZITTER, Rol.DIRECTEUR)
#: Wie van deze rollen het doet, zegt het samenwerkingsverband (mandaten en eindadvies_door): zie mandaat.py.
BESLISSERS = (Rol.DIRECTEUR, Rol.BESTUUR, Rol.VOORZITTER, Rol.SECRETARIS)
EINDADVISEURS = (*BESLISSERS, Rol.DESKUNDIGE)
NIEMAND = ()

BEHANDELING = Proces(
    naam="behandeling",
    statussen=STATUSSEN,
    begin="ontvangen",
    handelingen=(
        handeling(
            "aanvulling_vragen",
            REGIE,
            ("ontvangen", "in_advies", "adviezen_compleet", "geadviseerd"),
            "aanvulling_gevraagd",
            f"{AWB_4_5}, {AWB_4_15}",
            "Vraag de school om wat ontbreekt. De beslistermijn staat stil vanaf de dag erna.",
        ),
        handeling(
            "aanvulling_verwerken",
            NIEMAND,
            ("aanvulling_gevraagd",),
            None,
            f"{AWB_4_15}",
            "De zaak gaat terug naar de stand waarin de vraag werd gesteld.",
        ),
        handeling(
            "hersteltermijn_verstrijken",
            NIEMAND,
            ("aanvulling_gevraagd",),
            None,
            f"{AWB_4_15}",
            "De school antwoordde niet op tijd. De zaak gaat terug en de beslistermijn loopt weer.",
        ),
        handeling(
            "complex_aanmerken",
            REGIE,
            VOOR_BESLUIT,
            None,
            "beleid",
            "Zeg of de aanvraag bijzonder complex is, of verbeter de categorie.",
        ),
        handeling(
            "deskundigen_benoemen",
            REGIE,
            ("ontvangen", "in_advies", "adviezen_compleet", "geadviseerd"),
            "in_advies",
            f"{DESKUNDIGEN}, {UB_2_51}",
            "Kies wie adviseert. Wie aan de aanvragende school verbonden is, doet niet mee.",
        ),
        handeling(
            "advies_bewaren",
            (Rol.DESKUNDIGE,),
            ("in_advies", "aanvulling_gevraagd"),
            None,
            f"{DESKUNDIGEN}",
            "Schrijf aan het eigen advies. Niemand anders ziet het.",
        ),
        handeling(
            "advies_verzegelen",
            (Rol.DESKUNDIGE,),
            ("in_advies",),
            None,
            f"{DESKUNDIGEN}",
            "Sluit het eigen advies. Daarna verandert er niets meer aan.",
        ),
        handeling(
            "adviezen_afsluiten",
            NIEMAND,
            ("in_advies",),
            "adviezen_compleet",
            f"{DESKUNDIGEN}",
            "Het laatste advies is verzegeld; de adviezen gaan open.",
        ),
        handeling(
            "eindadvies_maken",
            EINDADVISEURS,
            ("ontvangen", "adviezen_compleet"),
            "geadviseerd",
            f"{DESKUNDIGEN}",
            "Maak van de adviezen één advies aan wie beslist.",
        ),
        handeling(
            "gesprek_aanbieden",
            REGIE,
            ("ontvangen", "in_advies", "adviezen_compleet", "geadviseerd"),
            None,
            "beleid",
            "Bied school en ouders een gesprek aan voordat een afwijzing volgt.",
        ),
        handeling(
            "beslistermijn_verdagen",
            REGIE,
            VOOR_BESLUIT,
            None,
            f"{AWB_4_14}",
            "Noem school en ouders een nieuwe datum, voordat de termijn voorbij is.",
        ),
        handeling(
            "beslistermijn_opschorten",
            REGIE,
            VOOR_BESLUIT,
            None,
            f"{AWB_4_15}",
            "Zet de termijn stil om een reden die de wet kent, met een einde.",
        ),
        handeling(
            "besluit_nemen",
            BESLISSERS,
            ("geadviseerd",),
            "besloten",
            f"{AWB_3_46}",
            "Beslis op de aanvraag, met redenen.",
            opnieuw=True,
        ),
        handeling(
            "besluit_bekendmaken",
            REGIE,
            ("besloten",),
            "bekendgemaakt",
            f"{AWB_3_41}",
            "Stuur het besluit aan de school en aan elke ouder. De bezwaartermijn begint.",
            opnieuw=True,
        ),
        handeling(
            "beslistermijn_verstrijken",
            NIEMAND,
            LOPEND,
            None,
            f"{AWB_4_13}",
            "De uiterste beslisdatum is voorbij zonder besluit.",
        ),
        handeling(
            "bezwaartermijn_verstrijken",
            NIEMAND,
            ("bekendgemaakt",),
            "onherroepelijk",
            f"{AWB_6_7}",
            "De laatste bezwaartermijn is voorbij; het besluit staat vast.",
        ),
        handeling(
            "aanvraag_intrekken",
            NIEMAND,
            LOPEND,
            "ingetrokken",
            f"{AWB_4_1}",
            "De school trok de aanvraag in.",
        ),
    ),
)


def wacht_op(status: str, beslisser: str, eindadvies_door: str, *, plekken_open: bool) -> str:
    """Op wie de zaak nu wacht: `school`, `deskundigen`, `niemand`, of de naam van een rol.

    `plekken_open`: er moet nog een deskundige worden benoemd.
    """
    if status in ("ontvangen", "in_advies", "adviezen_compleet", "geadviseerd") and plekken_open:
        return Rol.SECRETARIS
    return {
        "ontvangen": eindadvies_door,
        "aanvulling_gevraagd": "school",
        "in_advies": "deskundigen",
        "adviezen_compleet": eindadvies_door,
        "geadviseerd": beslisser,
        "besloten": Rol.SECRETARIS,
    }.get(status, "niemand")
