"""How many OPP's are late: the same rows as the boards of the schools, counted. No case, no name, no child."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake.opp import termijnen
from services.intake.opp.contract import OppenTellen, OppTelling, OppTelregel
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.kalender import begin_schooljaar, schooljaar_van
from services.kern.policy import ANDERE_HOEDEN, BESTUURSROLLEN, Deel
from tenants.schema import OppRegels

SWV = ANDERE_HOEDEN[Deel.DOSSIER]
_TELLEN = """
select d.bestuur, d.school, t.opstellen_uiterlijk, t.vastgesteld_op, t.evalueren_uiterlijk, t.evaluatie_op,
       t.geevalueerd_op
from opptraject t join leerlingdossier d on d.tenant = t.tenant and d.id = t.dossier
where t.tenant = $1 and d.status = 'lopend' and t.status <> 'beeindigd' and ($2 = '' or d.bestuur = $2)
"""


@INTAKE.question(OppenTellen, rollen=SWV | BESTUURSROLLEN, telt=True)
async def oppen_tellen(lezer: Reading, vraag: OppenTellen) -> OppTelling:
    """A board counts its own schools; whoever works for another samenwerkingsverband counts nothing here."""
    wie, regels = lezer.principal, lezer.tenant.opp
    eigen = wie.organisatie if wie.rol in BESTUURSROLLEN else ""
    if not eigen and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    per = "school" if eigen else "bestuur"
    if regels is None:
        return OppTelling(per=per, regels=[])
    groepen: dict[str, list[Any]] = defaultdict(list)
    for rij in await lezer.fetch(_TELLEN, wie.tenant, eigen):
        groepen[rij[per]].append(rij)
    uit = [_regel(van, rijen, regels, clock.vandaag()) for van, rijen in groepen.items()]
    uit.sort(key=lambda r: (-r.evalueren_te_laat - r.opstellen_te_laat, -r.binnenkort, r.van))
    return OppTelling(per=per, regels=uit)


def _regel(van: str, rijen: list[Any], regels: OppRegels, vandaag: date) -> OppTelregel:
    standen = [(rij, *stand(rij, regels, vandaag)) for rij in rijen]
    laat = [(rij, uiterlijk) for rij, _, uiterlijk, dringt in standen if dringt == "te_laat"]
    opstellen = sum(rij["vastgesteld_op"] is None for rij, _ in laat)
    sinds = begin_schooljaar(schooljaar_van(vandaag))
    return OppTelregel(
        van=van,
        leerlingen=len(rijen),
        opstellen_te_laat=opstellen,
        evalueren_te_laat=len(laat) - opstellen,
        binnenkort=sum(dringt == "binnenkort" for *_, dringt in standen),
        gepland=sum(dringt == "gepland" for *_, dringt in standen),
        geevalueerd=sum(rij["geevalueerd_op"] is not None and rij["geevalueerd_op"] >= sinds for rij in rijen),
        oudste=min((uiterlijk for _, uiterlijk in laat), default=None),
    )


def stand(rij: Any, regels: OppRegels, vandaag: date) -> tuple[str, date, str]:
    """What is due for this pupil, by when, and how it presses."""
    if rij["vastgesteld_op"] is None:
        wat, gepland, uiterlijk = termijnen.OPSTELLEN, None, rij["opstellen_uiterlijk"]
        vanaf = uiterlijk - termijnen.OPSTELLEN_VOORUIT
    else:
        wat, gepland, uiterlijk = termijnen.EVALUEREN, rij["evaluatie_op"], rij["evalueren_uiterlijk"]
        vanaf = termijnen.evalueren(rij["vastgesteld_op"], rij["geevalueerd_op"], regels.herinneren_weken).vanaf
    return wat, uiterlijk, termijnen.dringt(uiterlijk, vanaf, gepland, vandaag)
