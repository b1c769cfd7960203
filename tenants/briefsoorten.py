"""Which letters and e-mails exist, which fields each may use, and what the law wants in them.

An e-mail only says that something is ready in Meedoen: it has no field for a child, a school or a person.
"""

from dataclasses import dataclass
from typing import Literal

Veldsoort = Literal["tekst", "alinea", "datum", "dag", "lijst", "ja_nee"]


@dataclass(frozen=True)
class Veldregel:
    """A field that a letter may use. Not `nodig`: may be empty.

    `alinea` may hold several paragraphs; `dag` is a date with its weekday, for the days that matter.
    """

    soort: Veldsoort = "tekst"
    nodig: bool = True


@dataclass(frozen=True)
class Briefsoort:
    """`velden`: the allow list. `moet`: fields that must stand in every such letter, with the reason."""

    naam: str
    medium: Literal["brief", "mail"]
    velden: dict[str, Veldregel]
    moet: dict[str, str]


NODIG, MAG_LEEG = Veldregel(), Veldregel(nodig=False)
DATUM, DAG = Veldregel("datum"), Veldregel("dag")

# Filled in from the declaration of the tenant, in every letter and e-mail.
VAN_DE_TENANT = {
    "swv.naam": NODIG,
    "swv.korte_naam": NODIG,
    "swv.plaats": NODIG,
    "swv.website": NODIG,
    "swv.adres": MAG_LEEG,
    "swv.email": MAG_LEEG,
    "swv.telefoon": MAG_LEEG,
    "swv.commissie": NODIG,
}

# Printed by the lay-out above the text of every letter.
BOVENAAN = {
    "aan.naam": NODIG,
    "aan.regels": Veldregel("lijst", nodig=False),
    "brief.datum": DATUM,
    "brief.kenmerk": NODIG,
}

_BESCHIKKING = (
    VAN_DE_TENANT
    | BOVENAAN
    | {
        "aan.ouder": Veldregel("ja_nee", nodig=False),
        "kind.naam": NODIG,
        "kind.roepnaam": NODIG,
        "kind.geboren_op": DATUM,
        "school.naam": NODIG,
        "school.bestuur": NODIG,
        "beoogde_school.naam": MAG_LEEG,
        "aanvraag.ontvangen_op": DATUM,
        "tlv.soort": NODIG,
        "tlv.artikel": NODIG,
        "tlv.categorie": MAG_LEEG,
        "advies.samenvatting": Veldregel("alinea"),
        "advies.deskundigen": Veldregel("lijst", nodig=False),
        "besluit.genomen_op": DATUM,
        "besluit.motivering": Veldregel("alinea"),
        "besluit.weging_zienswijze": Veldregel("alinea"),
        "besluit.afwijking": Veldregel("alinea", nodig=False),
        "besluit.gesprek_op": Veldregel("datum", nodig=False),
        "bezwaar.laatste_dag": DAG,
        "bezwaar.uitleg": Veldregel("lijst"),
        "beslistermijn.uitleg": Veldregel("lijst"),
        "ondertekenaar.naam": NODIG,
        "ondertekenaar.functie": NODIG,
        "ondertekenaar.mandaat": NODIG,
        "link": NODIG,
    }
)

_BESCHIKKING_MOET = {
    "kind.naam": "een beschikking zegt over wie zij gaat",
    "aanvraag.ontvangen_op": "een beschikking zegt op welke aanvraag zij beslist",
    "tlv.soort": "een beschikking zegt wat er besloten is",
    "tlv.artikel": "een beschikking noemt de wet waarop zij rust (art. 3:47 Awb)",
    "besluit.motivering": "een besluit heeft een motivering (art. 3:46 Awb)",
    "besluit.weging_zienswijze": "een beschikking zegt hoe de zienswijzen zijn gewogen (art. 4:8 Awb)",
    "advies.samenvatting": "een besluit verwijst naar het advies (art. 3:49 Awb)",
    "besluit.afwijking": "een besluit zegt waarom het van het advies afwijkt (art. 3:50 Awb)",
    "bezwaar.laatste_dag": "een besluit vermeldt de bezwaartermijn (art. 3:45 Awb)",
    "bezwaar.uitleg": "een beschikking zegt hoe de laatste dag voor bezwaar is berekend",
    "beslistermijn.uitleg": "een beschikking zegt hoe de termijn voor het besluit liep (art. 4:13 Awb)",
    "link": "een besluit vermeldt waar men bezwaar maakt (art. 3:45 Awb)",
    "ondertekenaar.naam": "een besluit is ondertekend",
    "ondertekenaar.mandaat": "een besluit in mandaat zegt namens wie het is genomen (art. 10:10 Awb)",
}

_TLV = {
    "tlv.nummer": NODIG,
    "tlv.van": DATUM,
    "tlv.tot_en_met": Veldregel("datum", nodig=False),
}

_LINK = VAN_DE_TENANT | {"link": NODIG}
_MET_DAG = _LINK | {"termijn.laatste_dag": DAG}


def _mail(naam: str, velden: dict[str, Veldregel], *ook: str) -> Briefsoort:
    moet = dict.fromkeys(("link", *ook), "zonder dit weet de lezer niet wat te doen")
    return Briefsoort(naam, "mail", velden, moet)


BRIEFSOORTEN = {
    soort.naam: soort
    for soort in (
        Briefsoort(
            "beschikking_toegekend",
            "brief",
            _BESCHIKKING | _TLV,
            _BESCHIKKING_MOET
            | {
                "tlv.nummer": "een TLV heeft een volgnummer (art. 18a lid 14 WPO)",
                "tlv.van": "een TLV zegt vanaf wanneer zij geldt",
                "tlv.tot_en_met": "een TLV zegt tot wanneer zij geldt",
                "tlv.categorie": "een TLV voor (v)so noemt de bekostigingscategorie (art. 124 WPO)",
            },
        ),
        Briefsoort("beschikking_afgewezen", "brief", _BESCHIKKING, _BESCHIKKING_MOET),
        _mail("uitnodiging_ouder", _LINK),
        _mail("uitnodiging_leerling", _LINK),
        _mail("uitnodiging_dossier", _LINK),
        _mail("uitnodiging_jonge_kind", _LINK),
        _mail("uitnodiging_voorschool", _LINK),
        _mail("uitnodiging_dossier_leerling", _LINK),
        _mail(
            "ontvangst_bevestigd",
            _MET_DAG | {"aanvraag.ontvangen_op": DATUM},
            "aanvraag.ontvangen_op",
            "termijn.laatste_dag",
        ),
        _mail("bestuur_geinformeerd", _LINK),
        _mail("aanvulling_gevraagd", _MET_DAG, "termijn.laatste_dag"),
        _mail("herinnering_school", _MET_DAG, "termijn.laatste_dag"),
        _mail("waarschuwing_beslistermijn", _MET_DAG, "termijn.laatste_dag"),
        _mail("besluit_bekendgemaakt", _LINK),
        _mail("plekken_herinneren", _LINK),
        _mail("waarschuwing_zorgplicht", _MET_DAG, "termijn.laatste_dag"),
        _mail("zorgplicht_te_laat", _LINK),
        _mail("arrangement_gevraagd", _LINK),
        _mail("arrangement_besloten", _LINK),
        _mail("arrangement_loopt_af", _MET_DAG, "termijn.laatste_dag"),
        _mail("opp_meeschrijven", _LINK),
        _mail("opp_instemmen", _LINK),
        _mail("opp_herinnering", _MET_DAG, "termijn.laatste_dag"),
        _mail("evaluatie_herinnering", _MET_DAG, "termijn.laatste_dag"),
        _mail("onderwijstijd_herinnering", _MET_DAG, "termijn.laatste_dag"),
        _mail("gezag_eindigt", _MET_DAG, "termijn.laatste_dag"),
        _mail("crisis_gemeld", _LINK),
        _mail("crisisplan_te_laat", _LINK),
        _mail("stap_aan_de_beurt", _MET_DAG, "termijn.laatste_dag"),
        _mail("afspraak_herinnering", _MET_DAG, "termijn.laatste_dag"),
        _mail("gesprek_niet_gedeeld", _LINK),
        _mail("verslag_gedeeld", _LINK),
        _mail("aanmelden_herinnering", _MET_DAG, "termijn.laatste_dag"),
        _mail("bericht_klaar", _LINK),
    )
}

# About an account, and the same at every samenwerkingsverband: nobody can turn off that somebody hears of it.
# Their texts are in tenants/account.
ACCOUNTMAILS = {soort.naam: soort for soort in (_mail("passkey_gemaakt", _LINK), _mail("passkeys_ingetrokken", _LINK))}

# The article on which a TLV of each kind rests (law.md R-TLV-1).
ARTIKELEN = {
    "sbo": "artikel 40, achtste lid, van de Wet op het primair onderwijs",
    "so": "artikel 40, tiende lid, van de Wet op de expertisecentra",
    "vso": "artikel 40, twaalfde lid, van de Wet op de expertisecentra",
    "pro": "artikel 2.29 en artikel 2.30 van de Wet voortgezet onderwijs 2020",
}
CATEGORIEN = {"laag": "laag (categorie 1)", "midden": "midden (categorie 2)", "hoog": "hoog (categorie 3)"}
