"""The window on the OPP: of one pupil, one version, the board of a school, and on paper.

Row security shows parents and pupil a version once it was shared, and the samenwerkingsverband what was vastgesteld.
A pupil under 18 gets the version in own words, not what was written about it for others.
"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from infra import clock
from infra.pdf import make_pdf
from infra.runtime import Nawerk, Reading
from services.intake.attachments import BRUIKBAAR, INGETROKKEN, WACHT, standen
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.opp import counting, paper, termijnen
from services.intake.opp.cases import kent_opp, terug_te_halen_tot
from services.intake.opp.contract import (
    DoelStand,
    EvaluatieStand,
    OnderwijstijdStand,
    OppBestand,
    OppBijdrage,
    OppBlad,
    OppenLijst,
    OppenTonen,
    OppInstemming,
    OppKop,
    OppKort,
    OppOphalen,
    OppRegel,
    OppStand,
    OppTonen,
    OppVersieTonen,
    TrajectStand,
    Uitlegstap,
)
from services.intake.opp.formulier import LEESVERSIE, doelen
from services.intake.opp.instemming import Gever, gevers
from services.intake.opp.proces import CONCEPT, OPP, VAST, VASTGESTELD, VOORGELEGD, WEGGEGOOID, WERK
from services.intake.opp.tekorten import tekorten
from services.intake.service import INTAKE
from services.intake.stukken.contract import DossierstukStand
from services.kern.errors import NietGevonden
from services.kern.kalender import begin_schooljaar, schooljaar_van
from services.kern.policy import Deel, rollen
from services.kern.principal import Principal
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.kern.uitleg import Stap
from tenants.schema import OppRegels

RIJEN = 500
LEZERS = rollen(Deel.DOSSIER)
#: What a pupil under 18 reads of what the school wrote.
VOOR_LEERLING = {vraag.naam for vraag in LEESVERSIE.vragen} | {"mening", "mening_antwoord", "gehoord", "gehoord_op"}

_VERSIE = """
select id, nummer, versie, status, regels_op, antwoorden::text as antwoorden, onderwijstijd::text as onderwijstijd,
       kop::text as kop, begonnen_op, begonnen_door_naam, gedeeld_op, voorgelegd_op, vastgesteld_op,
       vastgesteld_door_naam, zonder_reden, geldt_vanaf, afdruk_handelingsdeel, afdruk, weggegooid_op, gewijzigd_op,
       gewijzigd_door_naam
from opp where tenant = $1 and dossier = $2 and {welke} order by nummer desc, begonnen_op desc
"""
_ALLE = _VERSIE.format(welke="true")
_EEN = _VERSIE.format(welke="id = $3")
_BIJDRAGEN = """
select wie, naam, antwoorden::text as antwoorden, zelf, gewijzigd_door_naam as door, versie
from oppbijdrage where tenant = $1 and opp = $2 order by naam
"""
_INSTEMMINGEN = """
select wie, naam, akkoord, toelichting, wijze, reden, op, stuk
from oppinstemming where tenant = $1 and opp = $2 and afdruk = $3 order by op
"""
_EVALUATIES = """
select op, aanwezig, ouders, leerling, uitkomst, toelichting, doelen::text as doelen, school, door_naam as door
from oppevaluatie where tenant = $1 and opp = $2 order by op desc, vastgelegd_op desc
"""
_TRAJECT = """
select status, ondersteuning_vanaf, opstellen_uiterlijk, vastgesteld_op, geevalueerd_op, evalueren_uiterlijk,
       evaluatie_op, tijd_tot_en_met
from opptraject where tenant = $1 and id = $2
"""
_BORD = """
select d.id, d.kenmerk, d.roepnaam || ' ' || d.achternaam as naam, d.groep, t.opstellen_uiterlijk, t.vastgesteld_op,
       t.evalueren_uiterlijk, t.evaluatie_op, t.geevalueerd_op, t.tijd_tot_en_met, w.status as werk
from opptraject t
join leerlingdossier d on d.tenant = t.tenant and d.id = t.dossier
left join opp w on w.tenant = t.tenant and w.dossier = t.dossier and w.status in ('concept', 'voorgelegd')
where t.tenant = $1 and d.school = $2 and d.status = 'lopend' and t.status <> 'beeindigd'
order by coalesce(t.evalueren_uiterlijk, t.opstellen_uiterlijk), d.achternaam, d.id limit $3
"""


@INTAKE.question(OppTonen, rollen=LEZERS, kijkt="dossier_id")
async def opp_tonen(lezer: Reading, vraag: OppTonen) -> OppBlad:
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    familie = _rol(lezer) in FAMILIEROLLEN
    rijen = await lezer.fetch(_ALLE, lezer.asker.tenant, dossier["id"])
    if familie:
        rijen = [rij for rij in rijen if rij["gedeeld_op"] is not None]
    werk = next((rij for rij in rijen if rij["status"] in WERK), None)
    geldend = next((rij for rij in rijen if rij["status"] == VASTGESTELD), None)
    weg = next((rij for rij in rijen if rij["status"] == WEGGEGOOID), None)
    if weg is not None and (werk is not None or familie or clock.nu() > terug_te_halen_tot(weg["weggegooid_op"])):
        weg = None
    handelingen = []
    if _rol(lezer) in SCHOOLROLLEN and dossier["status"] == "lopend" and lezer.tenant.opp is not None:
        handelingen = [
            naam for naam, kan in (("opp_beginnen", werk is None), ("opp_terughalen", weg is not None)) if kan
        ]
    return OppBlad(
        dossier_id=dossier["id"],
        leerling=f"{dossier['roepnaam']} {dossier['achternaam']}",
        kent_opp=lezer.tenant.opp is not None,
        traject=None if familie else await _traject(lezer, dossier["id"]),
        werk=await _stand(lezer, dossier, werk) if werk else None,
        geldend=await _stand(lezer, dossier, geldend) if geldend else None,
        weggegooid=_kort(weg, dossier) if weg else None,
        versies=[_kort(rij, dossier) for rij in rijen if rij["status"] in VAST],
        handelingen=handelingen,
    )


@INTAKE.question(OppVersieTonen, rollen=LEZERS, kijkt="dossier_id")
async def opp_versie_tonen(lezer: Reading, vraag: OppVersieTonen) -> OppStand:
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    return await _stand(lezer, dossier, await _versie(lezer, dossier["id"], vraag.opp_id))


async def _versie(lezer: Reading, dossier: UUID, opp: UUID | None) -> Any:
    """Raises NietGevonden for what is not there, or not for the asker."""
    if opp is None:
        rijen = [r for r in await lezer.fetch(_ALLE, lezer.asker.tenant, dossier) if r["status"] in VAST]
    else:
        rijen = await lezer.fetch(_EEN, lezer.asker.tenant, dossier, opp)
    familie = _rol(lezer) in FAMILIEROLLEN
    if not rijen or (familie and rijen[0]["gedeeld_op"] is None):
        raise NietGevonden()
    return rijen[0]


def _rol(lezer: Reading) -> Rol | None:
    return lezer.asker.rol if isinstance(lezer.asker, Principal) else None


def _kort(rij: Any, dossier: Any) -> OppKort:
    kop = msgspec.json.decode(rij["kop"]) if rij["kop"] else {}
    velden = ("id", "nummer", "status", "begonnen_op", "vastgesteld_op", "geldt_vanaf")
    return OppKort(school=kop.get("school", dossier["school"]), **{naam: rij[naam] for naam in velden})


async def _traject(lezer: Reading, dossier: UUID) -> TrajectStand | None:
    rij = await lezer.fetchrow(_TRAJECT, lezer.asker.tenant, dossier)
    if rij is None:
        return None
    wat = _wat(rij, lezer.tenant.opp)
    vandaag = clock.vandaag()
    gepland = rij["evaluatie_op"] if wat and wat.wat == termijnen.EVALUEREN else None
    if rij["status"] == "beeindigd":
        wat = None
    return TrajectStand(
        status=rij["status"],
        ondersteuning_vanaf=rij["ondersteuning_vanaf"],
        wat=wat.wat if wat else "",
        uiterlijk_op=wat.uiterlijk_op if wat else None,
        gepland_op=gepland,
        dringt=termijnen.dringt(wat.uiterlijk_op, wat.vanaf, gepland, vandaag) if wat else "",
        uitleg=[_stap(stap) for stap in wat.uitleg] if wat else [],
    )


def _wat(rij: Any, regels: OppRegels | None) -> termijnen.Termijn:
    """The term that runs: first the six weeks, then every school year."""
    if rij["vastgesteld_op"] is None:
        return termijnen.opstellen(rij["ondersteuning_vanaf"])
    return termijnen.evalueren(rij["vastgesteld_op"], rij["geevalueerd_op"], kent_opp(regels).herinneren_weken)


def _stap(stap: Stap) -> Uitlegstap:
    return Uitlegstap(
        stap=stap.stap, datum=stap.datum if isinstance(stap.datum, date) else None, grondslag=stap.grondslag
    )


async def _stand(lezer: Reading, dossier: Any, rij: Any) -> OppStand:
    tenant, rol = lezer.asker.tenant, _rol(lezer)
    regels = kent_opp(lezer.regels(rij["regels_op"]).opp)
    antwoorden = msgspec.json.decode(rij["antwoorden"])
    gezag = await _gezag(lezer, dossier["id"])
    bijdragen = await _bijdragen(lezer, dossier["id"], rij["id"], gezag)
    instemmingen = await _instemmingen(lezer, dossier, rij, gezag)
    lijst = doelen(regels, antwoorden)
    mist = []
    if rij["status"] == CONCEPT and rol in SCHOOLROLLEN:
        schreven = sum(any(b.antwoorden.values()) for b in bijdragen if b.wie == "ouder")
        mist = tekorten(regels, antwoorden, len(_nodig(dossier, gezag)), schreven, clock.vandaag())
    kop = msgspec.json.decode(rij["kop"]) if rij["kop"] and rij["status"] != CONCEPT else _kop(dossier)
    tijd = msgspec.json.decode(rij["onderwijstijd"]) if rij["onderwijstijd"] else None
    evaluaties = [_evaluatie(e) for e in await lezer.fetch(_EVALUATIES, tenant, rij["id"])]
    if rol == Rol.LEERLING and not any(een.eigen for een in instemmingen):
        antwoorden = {naam: tekst for naam, tekst in antwoorden.items() if naam in VOOR_LEERLING}
        bijdragen = [een for een in bijdragen if een.eigen]
        instemmingen, lijst, evaluaties, tijd = [], [], [], None
    velden = ("id", "nummer", "versie", "status", "regels_op", "begonnen_op", "gedeeld_op", "voorgelegd_op")
    velden += ("vastgesteld_op", "zonder_reden", "geldt_vanaf", "weggegooid_op", "gewijzigd_op", "afdruk")
    return OppStand(
        kop=msgspec.convert(kop, OppKop),
        antwoorden=antwoorden,
        onderwijstijd=msgspec.convert(tijd, OnderwijstijdStand) if tijd else None,
        bijdragen=bijdragen,
        instemmingen=instemmingen,
        doelen=lijst,
        evaluaties=evaluaties,
        tekorten=mist,
        handelingen=_handelingen(lezer, dossier, rij["status"], instemmingen, tijd),
        begonnen_door=rij["begonnen_door_naam"],
        vastgesteld_door=rij["vastgesteld_door_naam"],
        gewijzigd_door=rij["gewijzigd_door_naam"],
        **{naam: rij[naam] for naam in velden},
    )


def _handelingen(lezer: Reading, dossier: Any, status: str, instemmingen: list[OppInstemming], tijd: Any) -> list[str]:
    """What this person may do now; what the act says about it is leading."""
    rol = _rol(lezer)
    if rol is None or dossier["status"] != "lopend":
        return []
    uit = [h.naam for h in OPP.mogelijk_voor(rol, status) if h.naam != "opp_beginnen"]
    if rol in FAMILIEROLLEN and not any(een.eigen for een in instemmingen):
        uit = [naam for naam in uit if naam != "instemming_geven"]
    if tijd is None:
        uit = [naam for naam in uit if naam != "onderwijstijd_schrappen"]
    if not any(_blad_kan(een) for een in instemmingen):
        uit = [naam for naam in uit if naam != "instemming_vastleggen"]
    if not any(_telt(een.stuk) for een in instemmingen):
        uit = [naam for naam in uit if naam != "instemming_intrekken"]
    return uit


def _telt(stuk: DossierstukStand | None) -> bool:
    return stuk is not None and stuk.status in (WACHT, BRUIKBAAR)


def _blad_kan(een: OppInstemming) -> bool:
    """For whom a paper can come: who did not answer in Meedoen. The last counts, once the one before was judged."""
    return een.wijze != "portaal" and (een.stuk is None or een.stuk.status != WACHT)


def _kop(dossier: Any) -> dict[str, Any]:
    velden = ("geboren_op", "groep", "school", "bestuur")
    return {"naam": f"{dossier['roepnaam']} {dossier['achternaam']}"} | {n: dossier[n] for n in velden}


async def _gezag(lezer: Reading, dossier: UUID) -> list[Gever]:
    return [Gever(g.id, g.naam, g.relatie, g.persoon, g.aangemeld) for g in await gezaghouders(lezer, dossier)]


def _nodig(dossier: Any, gezag: list[Gever]) -> list[Gever]:
    """Who must agree today."""
    leerling = Gever(dossier["id"], f"{dossier['roepnaam']} {dossier['achternaam']}", "leerling")
    return gevers(gezag, leerling, dossier["geboren_op"], clock.vandaag())


def _ik(lezer: Reading, dossier: UUID, gever: Gever) -> bool:
    """Whether the asker is this one."""
    if _rol(lezer) == Rol.LEERLING:
        return gever.id == dossier
    return _rol(lezer) == Rol.OUDER and gever.persoon == lezer.principal.persoon


async def _bijdragen(lezer: Reading, dossier: UUID, opp: UUID, gezag: list[Gever]) -> list[OppBijdrage]:
    """Of everyone with gezag, also who wrote nothing yet; and of the pupil."""
    geschreven = {r["wie"]: r for r in await lezer.fetch(_BIJDRAGEN, lezer.asker.tenant, opp)}
    namen = {gever.id: gever for gever in gezag}
    namen |= {wie: Gever(wie, rij["naam"], "") for wie, rij in geschreven.items() if wie not in namen}
    if dossier not in namen and _rol(lezer) == Rol.LEERLING:
        namen[dossier] = Gever(dossier, lezer.principal.naam, "leerling")
    uit = []
    for wie, gever in namen.items():
        rij = geschreven.get(wie)
        uit.append(
            OppBijdrage(
                id=wie,
                wie="leerling" if wie == dossier else "ouder",
                naam=rij["naam"] if rij else gever.naam,
                antwoorden=msgspec.json.decode(rij["antwoorden"]) if rij else {},
                zelf=rij["zelf"] if rij else False,
                door=rij["door"] if rij else "",
                versie=rij["versie"] if rij else 0,
                eigen=_ik(lezer, dossier, gever),
            )
        )
    return uit


async def _instemmingen(lezer: Reading, dossier: Any, rij: Any, gezag: list[Gever]) -> list[OppInstemming]:
    """Of everyone who must agree. Before it is laid before them there is nothing to agree with."""
    if rij["status"] not in (VOORGELEGD, *VAST):
        return []
    stukken = {stuk.id: stuk for stuk in (await standen(lezer, [rij["id"]])).get(rij["id"], [])}
    gezegd, bladen = {}, {}
    for r in await lezer.fetch(_INSTEMMINGEN, lezer.asker.tenant, rij["id"], rij["afdruk_handelingsdeel"]):
        stuk = stukken.get(r["stuk"])
        if r["stuk"] is None or (stuk is not None and stuk.status == BRUIKBAAR):
            gezegd[r["wie"]] = r  # of one person the last that counts
        if stuk is not None:
            bladen.setdefault(r["wie"], []).append(stuk)
    namen = {gever.id: gever for gever in _nodig(dossier, gezag)}
    if rij["geldt_vanaf"] is not None:  # who agreed then agreed, whoever has gezag now
        namen = {wie: namen.get(wie, Gever(wie, r["naam"], "")) for wie, r in gezegd.items()}
    uit = []
    for wie, gever in namen.items():
        eigen = _ik(lezer, dossier["id"], gever)
        # One parent reads nothing of the paper of the other, nor why it was on paper.
        r, van = gezegd.get(wie), [] if _rol(lezer) in FAMILIEROLLEN and not eigen else bladen.get(wie, [])
        blad = next((stuk for stuk in reversed(van) if stuk.status != INGETROKKEN), None)
        uit.append(
            OppInstemming(
                id=wie,
                naam=r["naam"] if r else gever.naam,
                relatie=gever.relatie,
                oordeel="" if r is None else "akkoord" if r["akkoord"] else "niet_akkoord",
                toelichting=r["toelichting"] if r else "",
                wijze=r["wijze"] if r else "",
                reden=r["reden"] if r else "",
                op=r["op"] if r else None,
                eigen=eigen,
                bereikbaar=gever.aangemeld,
                stuk=blad if r is None or r["wijze"] == "papier" else None,
                ingetrokken=[stuk for stuk in van if stuk.status == INGETROKKEN],
            )
        )
    return uit


def _evaluatie(rij: Any) -> EvaluatieStand:
    velden = dict(rij) | {"doelen": msgspec.json.decode(rij["doelen"], type=list[DoelStand])}
    return EvaluatieStand(**velden)


# --------------------------------------------------------------------------------------------- the board


@INTAKE.question(OppenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.regels[].dossier_id")
async def oppen_tonen(lezer: Reading, vraag: OppenTonen) -> OppenLijst:
    """Of the own school, what presses most first."""
    vandaag, school = clock.vandaag(), lezer.principal.organisatie
    rijen = await lezer.fetch(_BORD, lezer.asker.tenant, school, RIJEN + 1)
    regels = [_regel(rij, lezer.tenant.opp, vandaag) for rij in rijen[:RIJEN]] if lezer.tenant.opp else []
    regels.sort(key=lambda regel: (termijnen.DRINGEND.index(regel.dringt), regel.uiterlijk_op, regel.leerling))
    sinds = begin_schooljaar(schooljaar_van(vandaag))
    gedaan = sum(rij["geevalueerd_op"] is not None and rij["geevalueerd_op"] >= sinds for rij in rijen[:RIJEN])
    return OppenLijst(regels=regels, gedaan=gedaan, meer=len(rijen) > RIJEN)


def _regel(rij: Any, regels: OppRegels, vandaag: date) -> OppRegel:
    wat, uiterlijk, dringt = counting.stand(rij, regels, vandaag)
    tijd = rij["tijd_tot_en_met"]
    return OppRegel(
        dossier_id=rij["id"],
        kenmerk=rij["kenmerk"],
        leerling=rij["naam"],
        groep=rij["groep"],
        wat=wat,
        uiterlijk_op=uiterlijk,
        gepland_op=rij["evaluatie_op"] if wat == termijnen.EVALUEREN else None,
        dringt=dringt,
        status=rij["werk"] or "",
        tijd_tot_en_met=tijd if tijd and tijd >= vandaag else None,
    )


# -------------------------------------------------------------------------------------------- on paper


@INTAKE.question(OppOphalen, rollen=LEZERS, kijkt="dossier_id")
async def opp_ophalen(lezer: Reading, vraag: OppOphalen) -> Nawerk:
    """Made from the version itself: of a locked one it is the same every time."""
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    stand = await _stand(lezer, dossier, await _versie(lezer, dossier["id"], vraag.opp_id))
    voor_leerling = vraag.voor_leerling or _rol(lezer) == Rol.LEERLING
    regels = kent_opp(lezer.regels(stand.regels_op).opp)
    titel, html = paper.voor_leerling(stand) if voor_leerling else paper.opp(stand, regels, lezer.tenant.naam)
    soort = "mijn-plan" if voor_leerling else "opp"
    naam = f"{soort}-{dossier['kenmerk']}-versie-{stand.nummer}.pdf"

    async def maken() -> OppBestand:
        return OppBestand(inhoud=await asyncio.to_thread(make_pdf, html, title=titel), bestandsnaam=naam)

    return Nawerk(maken)
