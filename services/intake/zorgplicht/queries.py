"""The window on the zorgplicht: one aanmelding, the clocks of a school or schoolbestuur, and the numbers per board.

School, parents and schoolbestuur get the same dates from the same function. The board gets no name and no text.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from infra import clock
from infra.runtime import Reading
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.service import INTAKE
from services.intake.zorgplicht.cases import sector_van
from services.intake.zorgplicht.contract import (
    Aanmeldbaar,
    Aanmeldbaren,
    AanmeldbarenTonen,
    AanmeldingBlad,
    AanmeldingStand,
    AanmeldingTonen,
    BestuurTelling,
    HouderStand,
    IntrekkingStand,
    KlokkenLijst,
    KlokkenTellen,
    KlokkenTelling,
    KlokkenTonen,
    KlokKort,
    KlokStand,
    MeekijkerStand,
    MeekijkLijst,
    MeekijkStand,
    MeekijkverzoekenTonen,
    Uitlegstap,
    VoorvalStand,
)
from services.intake.zorgplicht.houder import Houder, Voorval, houder_op, houders, meekijkers, op_dag
from services.intake.zorgplicht.klok import alarm, asielregels, kent_asielregels, klok, sinds
from services.intake.zorgplicht.proces import AANMELDING, LOPEND, TOELATING
from services.intake.zorgplicht.uitzonderingen import mogelijk
from services.kern.errors import NietGevonden
from services.kern.policy import ANDERE_HOEDEN, BESTUURSROLLEN, Deel, rollen
from services.kern.rollen import SCHOOLROLLEN

RIJEN = 500
KIJKERS = rollen(Deel.AANMELDING)
SWV = ANDERE_HOEDEN[Deel.AANMELDING]
DRINGEND = ("plaatsen", "te_laat", "binnenkort", "")

_DOSSIER = """
select d.kenmerk, d.school, d.geboren_op, d.status, d.roepnaam || ' ' || d.achternaam as naam
from leerlingdossier d where d.tenant = $1 and d.id = $2
"""
_LAATSTE = """
select id, versie, status, kenmerk, school, bestuur, voorkeur, andere_scholen, ontvangen_op, uiterlijk_op, plaatsen_op
from aanmelding where tenant = $1 and dossier = $2 order by vastgelegd_op desc limit 1
"""
_REGISTER = """
select g.soort, g.op, g.school, g.reden, coalesce(t.tekst, '') as toelichting
from zorgplichtgebeurtenis g
left join zorgplichttoelichting t on t.tenant = g.tenant and t.gebeurtenis = g.id
where g.tenant = $1 and g.aanmelding = $2 order by g.volgorde
"""
# Row security shows a schoolbestuur no dossier, so there the name is empty.
_KLOKKEN = """
select a.dossier, a.kenmerk, a.school, a.houder, a.status, a.ontvangen_op, a.uiterlijk_op, a.plaatsen_op,
       coalesce(d.roepnaam || ' ' || d.achternaam, '') as naam
from aanmelding a left join leerlingdossier d on d.tenant = a.tenant and d.id = a.dossier
where a.tenant = $1 and a.status = any($2) and ($3 = '' or a.school = $3) and ($4 = '' or a.bestuur = $4)
order by a.uiterlijk_op, a.kenmerk limit $5
"""
_MEEKIJKEN = """
select id, versie, leerling, groep, van_school, houder, aanleiding, vraag, sinds, uiterlijk_op, status, antwoord_op,
       toelichting, dossier
from meekijkverzoek
where tenant = $1 and school = $2 and (status = 'open' or gewijzigd_op > now() - interval '30 days')
order by status = 'open' desc, uiterlijk_op, id limit 200
"""
_AANMELDBAAR = """
select d.id as dossier_id, d.roepnaam || ' ' || d.achternaam as leerling, d.groep
from leerlingdossier d
where d.tenant = $1 and d.school = $2 and d.status = 'lopend' and not exists (
    select from aanmelding a where a.tenant = d.tenant and a.dossier = d.id and a.status = any($3))
order by d.begonnen_op desc, d.kenmerk limit 200
"""
_TELLEN = "select bestuur, status, uiterlijk_op, plaatsen_op from aanmelding where tenant = $1 and status = any($2)"


@INTAKE.question(AanmeldingTonen, rollen=KIJKERS, kijkt="dossier_id")
async def aanmelding_tonen(lezer: Reading, vraag: AanmeldingTonen) -> AanmeldingBlad:
    """The last aanmelding of this dossier, with the one name that has the zorgplicht."""
    await lezer.admit(vraag.dossier_id, Deel.AANMELDING)
    wie, vandaag = lezer.principal, clock.vandaag()
    dossier = await lezer.fetchrow(_DOSSIER, wie.tenant, vraag.dossier_id)
    rij = await lezer.fetchrow(_LAATSTE, wie.tenant, vraag.dossier_id)
    if dossier is None and rij is None:
        raise NietGevonden()
    school = rij["school"] if rij else dossier["school"]
    stand, status, register = None, "", []
    if rij is not None:
        register = await lezer.fetch(_REGISTER, wie.tenant, rij["id"])
        stand, status = _stand(lezer, rij, register, dossier["geboren_op"] if dossier else None, vandaag), rij["status"]
    handelingen = [h.naam for h in AANMELDING.mogelijk_voor(wie.rol, status)] if status else []
    if wie.rol in SCHOOLROLLEN and status not in LOPEND and dossier is not None and dossier["status"] == "lopend":
        handelingen.append("aanmelding_vastleggen")
    if stand is not None:
        handelingen = [naam for naam in handelingen if _nu(naam, stand)]
        if not kent_asielregels(sector_van(lezer.tenant.sector, stand.school), stand.ontvangen_op):
            handelingen = [naam for naam in handelingen if naam != "asielregels_vastleggen"]
    if "intrekking_melden" in handelingen:
        beslist = await gezaghouders(lezer, vraag.dossier_id)
        if not any(g.persoon == wie.persoon for g in beslist):
            handelingen.remove("intrekking_melden")
    intrekking = await _intrekking(lezer, vraag.dossier_id, register) if status in LOPEND else None
    if intrekking is not None and intrekking.zelf:
        handelingen = [naam for naam in handelingen if naam != "intrekking_melden"]
    return AanmeldingBlad(
        dossier_id=vraag.dossier_id,
        kenmerk=rij["kenmerk"] if rij else dossier["kenmerk"],
        leerling=dossier["naam"] if dossier else "",
        school=school,
        aanmelding=stand,
        handelingen=handelingen,
        uitzonderingen=list(mogelijk(sector_van(lezer.tenant.sector, school))),
        intrekking=intrekking,
    )


def _nu(naam: str, stand: AanmeldingStand) -> bool:
    """Whether the case itself lets this act be done today; what the act says about it is leading."""
    soorten = [voorval.soort for voorval in stand.voorvallen]
    klok = stand.klok
    vandaag = clock.vandaag()
    match naam:
        case "informatie_vastleggen":
            return soorten.count("informatie_gevraagd") > soorten.count("informatie_ontvangen")
        case "beslissing_verlengen":
            return not klok.verlengd and klok.verlengen_uiterlijk is not None and vandaag <= klok.verlengen_uiterlijk
        case "leerling_plaatsen":
            return not klok.asielregels and klok.plaatsen_op is not None and vandaag >= klok.plaatsen_op
        case "antwoord_vastleggen":
            return bool(stand.meekijkers)
        case "toelating_weigeren":
            elders = stand.houder is None or stand.houder.school != stand.school
            return elders or any(kijker.bereid for kijker in stand.meekijkers)
    return True


def _stand(lezer: Reading, rij: Any, regels: list[Any], geboren_op: date | None, vandaag: date) -> AanmeldingStand:
    register = [Voorval(r["soort"], r["op"], r["school"]) for r in regels]
    return AanmeldingStand(
        id=rij["id"],
        versie=rij["versie"],
        status=rij["status"],
        ontvangen_op=rij["ontvangen_op"],
        school=rij["school"],
        bestuur=rij["bestuur"],
        voorkeur=rij["voorkeur"],
        andere_scholen=rij["andere_scholen"],
        houder=_houder(houder_op(register, vandaag)),
        geschiedenis=[h for houder in houders(register) if (h := _houder(houder)) is not None],
        meekijkers=[
            MeekijkerStand(school=k.school, sinds=k.sinds, bereid=k.bereid, antwoord_op=k.antwoord_op)
            for k in meekijkers(register)
        ],
        klok=_klok(lezer, rij, register, geboren_op, vandaag),
        voorvallen=[VoorvalStand(**dict(r)) for r in regels],
    )


def _houder(houder: Houder | None) -> HouderStand | None:
    return houder and HouderStand(school=houder.school, van=houder.van, tot=houder.tot, door=houder.door)


def _klok(lezer: Reading, rij: Any, register: list[Voorval], geboren_op: date | None, vandaag: date) -> KlokStand:
    """Without a date of birth (the board) the day to place on is the one that was kept, not one counted anew."""
    berekend = klok(register, sector_van(lezer.tenant.sector, rij["school"]), vandaag, geboren_op)
    plaatsen_op = berekend.plaatsen_op if geboren_op else rij["plaatsen_op"]
    soort = alarm(rij["status"], berekend.uiterlijk_op, plaatsen_op, vandaag)
    uitleg = berekend.uitleg if geboren_op or plaatsen_op == berekend.plaatsen_op else berekend.uitleg[:-1]
    return KlokStand(
        uiterlijk_op=berekend.uiterlijk_op,
        status=berekend.status,
        verlengd=berekend.verlenging == "tijdig",
        verlengen_uiterlijk=berekend.verlengen_uiterlijk,
        plaatsen_op=plaatsen_op,
        dag=berekend.dag,
        wachtdagen=berekend.wachtdagen,
        alarm=soort,
        sinds=sinds(soort, berekend.uiterlijk_op, plaatsen_op),
        asielregels=asielregels(op_dag(register)),
        uitleg=[
            Uitlegstap(stap=s.stap, datum=s.datum if isinstance(s.datum, date) else None, grondslag=s.grondslag)
            for s in uitleg
        ],
    )


async def _intrekking(lezer: Reading, dossier_id: UUID, register: list[Any]) -> IntrekkingStand | None:
    """Who of those with gezag today wants to withdraw. The schoolbestuur gets no names, so it gets nothing of this."""
    gemeld = {rij["reden"] for rij in register if rij["soort"] == "intrekking_gemeld"}
    if not gemeld or lezer.principal.rol in BESTUURSROLLEN:
        return None
    nu = await gezaghouders(lezer, dossier_id)
    return IntrekkingStand(
        gemeld=[g.naam for g in nu if str(g.id) in gemeld],
        wacht_op=[g.naam for g in nu if str(g.id) not in gemeld],
        zelf=any(g.persoon == lezer.principal.persoon and str(g.id) in gemeld for g in nu),
    )


@INTAKE.question(KlokkenTonen, rollen=SCHOOLROLLEN | BESTUURSROLLEN, kijkt="antwoord.klokken[].dossier_id")
async def klokken_tonen(lezer: Reading, vraag: KlokkenTonen) -> KlokkenLijst:
    """Row security keeps to the cases in which the organisation of the hat is involved."""
    wie, vandaag = lezer.principal, clock.vandaag()
    school = wie.organisatie if wie.rol in SCHOOLROLLEN else ""
    bestuur = wie.organisatie if wie.rol in BESTUURSROLLEN else ""
    rijen = await lezer.fetch(_KLOKKEN, wie.tenant, list(LOPEND), school, bestuur, RIJEN + 1)
    klokken = [_kort(rij, vandaag) for rij in rijen[:RIJEN]]
    klokken.sort(key=lambda klok: (DRINGEND.index(klok.alarm), klok.uiterlijk_op, klok.kenmerk))
    return KlokkenLijst(klokken=klokken, meer=len(rijen) > RIJEN)


def _kort(rij: Any, vandaag: date) -> KlokKort:
    soort = alarm(rij["status"], rij["uiterlijk_op"], rij["plaatsen_op"], vandaag)
    return KlokKort(
        dossier_id=rij["dossier"],
        kenmerk=rij["kenmerk"],
        leerling=rij["naam"],
        school=rij["school"],
        houder=rij["houder"],
        status=rij["status"],
        ontvangen_op=rij["ontvangen_op"],
        uiterlijk_op=rij["uiterlijk_op"],
        plaatsen_op=rij["plaatsen_op"],
        dag=(vandaag - rij["ontvangen_op"]).days,
        alarm=soort,
        sinds=sinds(soort, rij["uiterlijk_op"], rij["plaatsen_op"]),
    )


@INTAKE.question(AanmeldbarenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.leerlingen[].dossier_id")
async def aanmeldbaren_tonen(lezer: Reading, vraag: AanmeldbarenTonen) -> Aanmeldbaren:
    wie = lezer.principal
    rijen = await lezer.fetch(_AANMELDBAAR, wie.tenant, wie.organisatie, list(LOPEND))
    return Aanmeldbaren(leerlingen=[Aanmeldbaar(**dict(rij)) for rij in rijen])


@INTAKE.question(MeekijkverzoekenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.verzoeken[].dossier")
async def meekijkverzoeken_tonen(lezer: Reading, vraag: MeekijkverzoekenTonen) -> MeekijkLijst:
    """Row security shows a school what it is asked; of the dossier it sees no more than stands in the row."""
    wie = lezer.principal
    lezer.grond = TOELATING
    rijen = await lezer.fetch(_MEEKIJKEN, wie.tenant, wie.organisatie)
    return MeekijkLijst(verzoeken=[MeekijkStand(**dict(rij)) for rij in rijen])


@INTAKE.question(KlokkenTellen, rollen=SWV, telt=True)
async def klokken_tellen(lezer: Reading, vraag: KlokkenTellen) -> KlokkenTelling:
    """Every board with a running aanmelding. Numbers and days only: no case, no school, no child."""
    wie, vandaag = lezer.principal, clock.vandaag()
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    per_bestuur: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
    for rij in await lezer.fetch(_TELLEN, wie.tenant, list(LOPEND)):
        soort = alarm(rij["status"], rij["uiterlijk_op"], rij["plaatsen_op"], vandaag)
        te_laat = soort in ("te_laat", "plaatsen")
        per_bestuur[rij["bestuur"]].append((soort, rij["uiterlijk_op"] if te_laat else None))
    besturen = [_telling(bestuur, alarmen) for bestuur, alarmen in per_bestuur.items()]
    besturen.sort(key=lambda b: (-b.plaatsen, -b.te_laat, -b.binnenkort, b.bestuur))
    return KlokkenTelling(besturen=besturen)


def _telling(bestuur: str, alarmen: list[tuple[str, date | None]]) -> BestuurTelling:
    soorten = [soort for soort, _ in alarmen]
    return BestuurTelling(
        bestuur=bestuur,
        lopend=len(alarmen),
        binnenkort=soorten.count("binnenkort"),
        te_laat=soorten.count("te_laat"),
        plaatsen=soorten.count("plaatsen"),
        oudste=min((op for _, op in alarmen if op is not None), default=None),
    )
