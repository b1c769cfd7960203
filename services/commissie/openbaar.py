"""De stappen die ouders en school zien, in de woorden van het samenwerkingsverband."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from services.commissie.termijnen import Voorval, eerste, laatste
from tenants.schema import OPENBARE_STAPPEN, Tenant

#: Bij welke stap een zaak staat.
STAP_VAN = {
    "aanvulling_gevraagd": "aanvulling",
    "in_advies": "advies",
    "adviezen_compleet": "eindadvies",
    "geadviseerd": "besluit",
    "besloten": "bekendgemaakt",
    "bekendgemaakt": "onherroepelijk",
}
KLAAR_BIJ = {
    "ingediend": "aanvraag_ontvangen",
    "aanvulling": "aanvulling_ontvangen",
    "eindadvies": "eindadvies_gemaakt",
    "besluit": "besluit_genomen",
    "bekendgemaakt": "besluit_bekendgemaakt",
}


class Stap(msgspec.Struct, frozen=True):
    """`stand`: klaar, nu of straks. `op`: de dag waarop de stap klaar was, als die er is."""

    naam: str
    titel: str
    stand: str
    op: date | None


def stappen(
    tenant: Tenant,
    status: str,
    register: Sequence[Voorval],
    *,
    met_advies: bool,
    onherroepelijk_op: date | None = None,
) -> list[Stap]:
    """De stappen van deze zaak. `met_advies`: voor deze aanvraag worden deskundigen benoemd.

    Een stap waarvoor het samenwerkingsverband geen woorden heeft, hoort niet bij zijn procedure. Om een
    aanvulling wordt niet altijd gevraagd: die stap staat er alleen als het gebeurde.
    """
    gevraagd = eerste(register, "aanvulling_gevraagd") is not None
    namen = [
        naam
        for naam in OPENBARE_STAPPEN
        if naam in tenant.openbare_stappen and (naam != "aanvulling" or gevraagd) and (naam != "advies" or met_advies)
    ]
    nu = _nu(status, namen, gevraagd=gevraagd)
    uit = []
    for nummer, naam in enumerate(namen):
        stand = "straks" if nummer > nu else "nu" if nummer == nu else "klaar"
        if status == "ingetrokken":
            stand = "klaar" if nummer < 2 else "straks"
        op = None
        if stand == "klaar":
            voorval = laatste(register, KLAAR_BIJ[naam]) if naam in KLAAR_BIJ else None
            op = onherroepelijk_op if naam == "onherroepelijk" else voorval.op if voorval else None
        uit.append(Stap(naam, tenant.openbare_stappen[naam], stand, op))
    return uit


def _nu(status: str, namen: Sequence[str], *, gevraagd: bool) -> int:
    """De plaats van de stap waar de zaak is; voorbij de laatste als alles klaar is."""
    if status == "onherroepelijk":
        return len(namen)
    # Na een aanvulling is de vraag of alles er is al beantwoord: dan is de volgende stap aan de beurt.
    stap = STAP_VAN.get(status, "eindadvies" if gevraagd else "volledigheid")
    if status == "ontvangen" and gevraagd and "advies" in namen:
        stap = "advies"
    vanaf = OPENBARE_STAPPEN.index(stap)
    return next((i for i, naam in enumerate(namen) if OPENBARE_STAPPEN.index(naam) >= vanaf), len(namen))
