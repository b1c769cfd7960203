"""Welke hoeden bij welk deel van een aanvraag kunnen horen. Of iemand erbij kan, beslist `services.kern.policy`.

Een concept is van de school en van wie zij uitnodigde. Na het indienen zien ook het eigen bestuur en het
samenwerkingsverband de aanvraag, en een deskundige die op dit dossier benoemd is (WPO 18a lid 13). Het bestuur hoort
van de aanvraag; wat er over het kind in staat is voor wie erover oordeelt. Een leerling leest de aanvraag en geeft een
mening; de verslagen van anderen gaan via de ouders.
"""

from __future__ import annotations

from services.kern.policy import BESTUURSROLLEN, Deel, rollen

LEZERS = rollen(Deel.AANVRAAG)
LEEST_INHOUD = rollen(Deel.INHOUD)
LEEST_STUKKEN = rollen(Deel.STUKKEN)

__all__ = ["BESTUURSROLLEN", "LEEST_INHOUD", "LEEST_STUKKEN", "LEZERS"]
