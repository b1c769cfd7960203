"""Welke hoeden bij welk deel van een behandeling kunnen horen. Of iemand erbij kan, beslist `services.kern.policy`.

De commissie ziet elke zaak van het eigen samenwerkingsverband, een deskundige de zaken waar hij aan zit. De familie
volgt de eigen zaak, de school de eigen aanvragen. De school die de leerling krijgt, ziet de afgegeven verklaring.
"""

from __future__ import annotations

from services.kern.policy import Deel, rollen

BEHANDELAARS = rollen(Deel.BEHANDELING)
AANVRAGERS = rollen(Deel.VOORTGANG)
ONTVANGERS = rollen(Deel.VERKLARING)
