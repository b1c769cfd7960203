"""The window of places: the same numbers for everybody, and no more about anybody than each may know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake.plaatsen import (
    plekken,
    waitlist,  # noqa: F401  (hangs the questions about the waiting list in this window)
)
from services.intake.plaatsen.contract import (
    GroepStand,
    Plekken,
    PlekkenTonen,
    SchoolPlekken,
    VolverklaringStand,
)
from services.intake.plaatsen.proces import PLEKGROEP, VOLVERKLARING
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, Rol
from tenants.organisaties import school as school_van

SWV = COMMISSIEROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.CONTACTPERSOON_JONGE_KIND}
KIJKERS = SWV | SCHOOLROLLEN | BESTUURSROLLEN | {Rol.OUDER}
TERUG = timedelta(days=730)  # how far back volverklaringen are counted
_GROEPEN = """
select g.id, g.school, g.naam, g.leerjaar_van, g.leerjaar_tot, g.vrij, g.vorige, g.per, g.versie, g.bijgewerkt_op,
    g.bijgewerkt_door_naam, v.id as vol, v.versie as vol_versie, v.reden, v.beleid, v.van, v.tot_en_met,
    v.gedaan_door_naam
from plekgroep g left join volverklaring v
    on v.tenant = g.tenant and v.groep = g.id and v.stand = 'geldt' and v.tot_en_met >= $2
where g.tenant = $1 and g.weg_op is null
order by g.school, g.leerjaar_van nulls first, g.naam, g.id
"""
_KEREN = """
select school, count(*) as keren from volverklaring where tenant = $1 and gedaan_op >= $2 group by school
"""


@INTAKE.question(PlekkenTonen, rollen=KIJKERS)
async def plekken_tonen(lezer: Reading, vraag: PlekkenTonen) -> Plekken:
    """Every school that keeps places."""
    wie, tenant, vandaag = lezer.principal, lezer.tenant, clock.vandaag()
    if wie.rol in SWV and wie.organisatie != tenant.swv_nummer:
        raise NietGevonden()
    eigen = wie.organisatie if wie.rol in SCHOOLROLLEN and school_van(tenant.swv_nummer, wie.organisatie) else ""
    na_dagen = tenant.plaatsen.herinneren_na_dagen if tenant.plaatsen else None
    per_school: dict[str, list[GroepStand]] = {}
    for rij in await lezer.fetch(_GROEPEN, wie.tenant, vandaag):
        ziet_wie = wie.rol in SWV or rij["school"] == eigen
        per_school.setdefault(rij["school"], []).append(_groep(rij, ziet_wie, na_dagen, vandaag))
    keren: dict[str, int] = {}
    if wie.rol in SWV or eigen:
        keren = {r["school"]: r["keren"] for r in await lezer.fetch(_KEREN, wie.tenant, clock.nu() - TERUG)}
    return Plekken(
        scholen=[
            SchoolPlekken(
                school=school,
                groepen=groepen,
                volverklaringen=keren.get(school, 0) if wie.rol in SWV or school == eigen else None,
            )
            for school, groepen in per_school.items()
        ],
        vandaag=vandaag,
        eigen=eigen,
        bijhouden=bool(eigen) and wie.rol in PLEKGROEP.rij("plekken_bijwerken").rollen,
        verklaren=bool(eigen) and wie.rol in VOLVERKLARING.rij("volverklaring_doen").rollen,
        herinneren_na_dagen=na_dagen,
    )


def _groep(rij: Any, ziet_wie: bool, na_dagen: int | None, vandaag: Any) -> GroepStand:
    vol = None
    if rij["vol"] is not None:
        vol = VolverklaringStand(
            id=rij["vol"],
            versie=rij["vol_versie"],
            reden=rij["reden"],
            beleid=rij["beleid"],
            van=rij["van"],
            tot_en_met=rij["tot_en_met"],
            begonnen=rij["van"] <= vandaag,
            door=rij["gedaan_door_naam"] if ziet_wie else "",
        )
    bijgewerkt = rij["bijgewerkt_op"]
    return GroepStand(
        id=rij["id"],
        naam=rij["naam"],
        leerjaar_van=rij["leerjaar_van"],
        leerjaar_tot=rij["leerjaar_tot"],
        # Between midnight and the job of the night a volverklaring counts already.
        vrij=0 if vol and vol.begonnen else rij["vrij"],
        vorige=rij["vorige"],
        per=rij["per"],
        versie=rij["versie"],
        bijgewerkt_op=bijgewerkt,
        verouderd=plekken.verouderd(bijgewerkt.astimezone(clock.AMSTERDAM).date(), vandaag, na_dagen),
        door=rij["bijgewerkt_door_naam"] if ziet_wie else "",
        volverklaring=vol,
    )
