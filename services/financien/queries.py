"""The window of financien: obligations, without names of children."""

from __future__ import annotations

from collections import defaultdict

from infra.runtime import Reading
from services.financien.contract import JaarTotaal, Verplichtingen, VerplichtingenTonen, VerplichtingStand
from services.financien.service import FINANCIEN
from services.kern.errors import NietGevonden
from services.kern.rollen import Rol

_VERPLICHTINGEN = """
select zaak, nummer, schooljaar, soort, categorie, van, tot_en_met, cent, bron, bestuur
from verplichting where tenant = $1 order by schooljaar, nummer
"""


@FINANCIEN.question(
    VerplichtingenTonen,
    rollen=frozenset({Rol.CONTROLLER, Rol.DIRECTEUR, Rol.BESTUUR}),
    kijkt="antwoord.verplichtingen[].zaak",
)
async def verplichtingen_tonen(lezer: Reading, vraag: VerplichtingenTonen) -> Verplichtingen:
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    regels = [VerplichtingStand(**dict(rij)) for rij in await lezer.fetch(_VERPLICHTINGEN, lezer.asker.tenant)]
    groepen: dict[tuple[int, str, str | None], list[VerplichtingStand]] = defaultdict(list)
    for regel in regels:
        groepen[regel.schooljaar, regel.soort, regel.categorie].append(regel)
    totalen = [
        JaarTotaal(
            schooljaar=jaar,
            soort=soort,
            categorie=categorie,
            aantal=len(groep),
            cent=sum(regel.cent or 0 for regel in groep),
            onbekend=sum(regel.cent is None for regel in groep),
        )
        for (jaar, soort, categorie), groep in groepen.items()
    ]
    return Verplichtingen(totalen=totalen, verplichtingen=regels)
