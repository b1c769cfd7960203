"""Wie bij welke aanvraag kan. Wat daarbuiten valt bestaat voor die persoon niet.

Een concept is van de school en van wie zij uitnodigde. Na het indienen zien ook het eigen bestuur en het
samenwerkingsverband de aanvraag, en een deskundige die op dit dossier benoemd is (WPO 18a lid 13).
"""

from __future__ import annotations

from uuid import UUID

import msgspec

from services.kern.principal import Principal
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol

BESTUURSROLLEN = frozenset({Rol.SCHOOLBESTUURDER, Rol.REGIEVOERDER_ZORGPLICHT})
LEZERS = SCHOOLROLLEN | BESTUURSROLLEN | COMMISSIEROLLEN | FAMILIEROLLEN | {Rol.DESKUNDIGE}
# Het bestuur hoort van de aanvraag; wat er over het kind in staat is voor wie erover oordeelt.
LEEST_INHOUD = LEZERS - BESTUURSROLLEN
# Een leerling leest de aanvraag en geeft een mening; de verslagen van anderen gaan via de ouders.
LEEST_STUKKEN = LEEST_INHOUD - {Rol.LEERLING}


class Zaak(msgspec.Struct, frozen=True, kw_only=True):
    """Waar toegang van afhangt. `ingediend`: ooit ingediend; `deskundigen`: nu benoemd op dit dossier."""

    id: UUID
    school: str
    bestuur: str
    ingediend: bool
    deskundigen: frozenset[UUID] = frozenset()


def kan_erbij(wie: Principal, zaak: Zaak, swv_nummer: str) -> bool:
    """Of deze aanvraag voor deze persoon, met deze hoed, bestaat."""
    if wie.rol in SCHOOLROLLEN:
        return wie.organisatie == zaak.school
    if wie.rol in FAMILIEROLLEN:
        return wie.organisatie == str(zaak.id)
    if not zaak.ingediend:
        return False
    if wie.rol in BESTUURSROLLEN:
        return bool(zaak.bestuur) and wie.organisatie == zaak.bestuur
    if wie.rol in COMMISSIEROLLEN:
        return wie.organisatie == swv_nummer
    return wie.rol is Rol.DESKUNDIGE and wie.persoon in zaak.deskundigen
