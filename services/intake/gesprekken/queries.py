"""The window on talks over a pupil: the list, one report, its PDF, the agreements of a person, and the checklist."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Any
from uuid import UUID

from infra import clock
from infra.clock import AMSTERDAM
from infra.pdf import make_pdf
from infra.runtime import Nawerk, Reading
from services.intake import attachments
from services.intake.attachments import HANDTEKENING_GESPREK, INGETROKKEN, VERSLAG
from services.intake.gesprekken.cases import TEKENS, tekens_van
from services.intake.gesprekken.contract import (
    AanwezigeStand,
    AfspraakStand,
    AfsprakenLijst,
    AfsprakenTonen,
    ChecklistStand,
    ChecklistStap,
    ChecklistTonen,
    GesprekkenLijst,
    GesprekkenTonen,
    GesprekKort,
    GesprekOphalen,
    GesprekPdf,
    GesprekspuntStand,
    GesprekStand,
    GesprekTonen,
    GesprekVanLeerling,
    MijnAfspraak,
    MijnGesprek,
    MijnGesprekkenLijst,
    MijnGesprekkenTonen,
    MijnPunt,
    OngedeeldLijst,
    OngedeeldTonen,
    PlaatsStand,
    ReactieStand,
    SoortStand,
)
from services.intake.gesprekken.proces import AAN_TAFEL, CHECKLIST, GEDEELD, GESPREK, WEGGEHAALD
from services.intake.gesprekken.stappen import blijkt, waar, waaruit
from services.intake.gesprekken.verslag import TERUGZETTEN, Punt, alarm, ondertekenaars, ontbreekt, te_laat_gedeeld
from services.intake.gesprekken.vorm import bladzijde
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.leerlingen.proces import LOPEND
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol

#: Parents and pupil read what was shared on a page of their own, with a question of their own.
LEZERS = rollen(Deel.DOSSIER) - FAMILIEROLLEN
RIJEN = 200

_LIJST = """
select g.id, g.versie, g.soort, g.titel, g.status, g.gehouden_op, g.gedeeld_op,
       exists (select from gesprekaanwezige w where w.tenant = g.tenant and w.gesprek = g.id
           and w.kant = 'samenwerkingsverband') as met_swv,
       (select count(*) from gesprekspunt p where p.tenant = g.tenant and p.gesprek = g.id) as punten,
       (select count(*) from gesprekspunt p where p.tenant = g.tenant and p.gesprek = g.id and p.stand <> 'open')
           as besproken,
       (select count(*) from afspraak a where a.tenant = g.tenant and a.gesprek = g.id and a.status = 'open')
           as afspraken_open
from gesprek g where g.tenant = $1 and g.dossier = $2 and (g.weggehaald_op is null or g.weggehaald_op > $3)
order by g.gehouden_op desc, g.begonnen_op desc, g.id
"""
_EEN = """
select g.id, g.versie, g.soort, g.titel, g.uitleg, g.status, g.gehouden_op, g.begonnen_op, g.begonnen_door_naam,
       g.gedeeld_op, g.gedeeld_door_naam, g.gemeld
from gesprek g where g.tenant = $1 and g.id = $2 and g.dossier = $3 and g.weggehaald_op is null
"""
_PUNTEN = """
select id, naam, titel, uitleg, verplicht, versie, stand, tekst, door_naam, op
from gesprekspunt where tenant = $1 and gesprek = $2 order by volgorde
"""
_AANWEZIG = """
select id, naam, functie, kant, persoon is not null as taken
from gesprekaanwezige where tenant = $1 and gesprek = $2 order by volgorde, id
"""
_AFSPRAAK = """
select a.id, a.versie, a.dossier, a.gesprek, a.wat, a.eigenaar_naam, a.eigenaar_kant, a.eigenaar, a.uiterlijk_op,
       a.status, a.uitkomst, a.gedaan_op, a.gedaan_door_naam, d.roepnaam || ' ' || d.achternaam as leerling
from afspraak a
join gesprek g on g.tenant = a.tenant and g.id = a.gesprek and g.weggehaald_op is null
join leerlingdossier d on d.tenant = a.tenant and d.id = a.dossier
where a.tenant = $1
"""
_VAN_GESPREK = f"{_AFSPRAAK} and a.gesprek = $2 order by a.uiterlijk_op, a.gemaakt_op, a.id"
_EERDER = f"""{_AFSPRAAK} and a.dossier = $2 and a.gesprek <> $3 and g.begonnen_op < $4
    and (a.status = 'open' or a.gedaan_op >= $5) order by a.uiterlijk_op, a.gemaakt_op, a.id"""
_OPEN_VAN_DOSSIER = f"""{_AFSPRAAK} and a.dossier = $2 and a.status = 'open'
    order by a.uiterlijk_op, a.gemaakt_op, a.id"""
# Of whoever asks: where the pupil left this school, row security shows nothing any more.
_OPEN = f"""{_AFSPRAAK} and a.status = 'open' and d.status = 'lopend' and ($2::uuid is null or a.eigenaar = $2)
    order by (a.eigenaar is distinct from $3), a.uiterlijk_op, a.gemaakt_op, a.id limit $4"""
_GEDAAN = f"""{_AFSPRAAK} and a.status = 'gedaan' and a.gedaan_op >= $3 and (a.eigenaar = $2 or a.gedaan_door_naam = $4)
    order by a.gedaan_op desc, a.gemaakt_op desc, a.id limit 20"""
_NIET_GEDEELD = """
select g.dossier, g.id, g.titel, g.gehouden_op, d.roepnaam || ' ' || d.achternaam as leerling
from gesprek g join leerlingdossier d on d.tenant = g.tenant and d.id = g.dossier
where g.tenant = $1 and g.status = 'bezig' and g.gehouden_op < $2 and d.status = 'lopend'
order by g.gehouden_op, g.id limit 50
"""
_REACTIES = """
select naam, rol as van, tekst, op from gesprekreactie where tenant = $1 and gesprek = $2 order by op, id
"""
_MIJN = """
select g.id, g.titel, g.gehouden_op, g.gedeeld_op, coalesce(r.tekst, '') as reactie, coalesce(r.versie, 0) as versie
from gesprek g left join gesprekreactie r on r.tenant = g.tenant and r.gesprek = g.id and r.persoon = $3
where g.tenant = $1 and g.dossier = $2 and g.gedeeld_op is not null order by g.gehouden_op desc, g.gedeeld_op desc
"""
_MIJN_PUNTEN = """
select gesprek, titel, stand, tekst from gesprekspunt where tenant = $1 and gesprek = any($2) order by volgorde
"""
_MIJN_AANWEZIG = """
select gesprek, naam, functie from gesprekaanwezige where tenant = $1 and gesprek = any($2) order by volgorde, id
"""
_MIJN_AFSPRAKEN = """
select gesprek, wat, eigenaar_naam as wie, uiterlijk_op, status from afspraak
where tenant = $1 and gesprek = any($2) order by uiterlijk_op, gemaakt_op, id
"""
_GEDEELD_MET_SWV = """
select exists (select from betrokkenheid where tenant = $1 and zaak = $2 and rol = 'samenwerkingsverband'
    and van <= $3 and (tot is null or tot > $3))
"""
_STAPPEN = "select stap, op, door_naam from checkliststap where tenant = $1 and dossier = $2"


def _dag(moment: datetime | None) -> date | None:
    return moment.astimezone(AMSTERDAM).date() if moment else None


def _handelt(lezer: Reading, dossier: Any) -> bool:
    return lezer.principal.rol in AAN_TAFEL and dossier["status"] == LOPEND


@INTAKE.question(GesprekkenTonen, rollen=LEZERS, kijkt="dossier_id")
async def gesprekken_tonen(lezer: Reading, vraag: GesprekkenTonen) -> GesprekkenLijst:
    """What was taken away is for the school alone."""
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    wie, vandaag = lezer.principal, clock.vandaag()
    school = wie.rol in SCHOOLROLLEN and dossier["status"] == LOPEND
    rijen = await lezer.fetch(_LIJST, wie.tenant, vraag.dossier_id, clock.nu() - TERUGZETTEN)
    korte = [_kort(rij, vandaag) for rij in rijen]
    er = [kort for kort in korte if kort.status != WEGGEHAALD]
    open_ = await lezer.fetch(_OPEN_VAN_DOSSIER, wie.tenant, vraag.dossier_id)
    ouders = await gezaghouders(lezer, vraag.dossier_id) if school else []
    gehouden = [kort.soort for kort in er]
    handelingen = [h.naam for h in GESPREK.handelingen if wie.rol in h.rollen] if _handelt(lezer, dossier) else []
    return GesprekkenLijst(
        gesprekken=er,
        weggehaald=[kort for kort in korte if kort.status == WEGGEHAALD] if school else [],
        soorten=[
            SoortStand(
                naam=naam,
                titel=soort.titel,
                uitleg=soort.uitleg,
                aan_tafel=[PlaatsStand(titel=p.titel, kant=p.kant) for p in soort.aan_tafel],
                voorstel=soort.vervolg_op in gehouden if soort.vervolg_op else naam not in gehouden,
            )
            for naam, soort in lezer.tenant.gesprekken.items()
        ],
        ouders=[ouder.naam for ouder in ouders],
        open_afspraken=[_afspraak(rij, wie.persoon, vandaag) for rij in open_],
        met_swv=sum(kort.met_swv and kort.status == GEDEELD for kort in er),
        gedeeld_met_swv=bool(await lezer.fetchval(_GEDEELD_MET_SWV, wie.tenant, vraag.dossier_id, vandaag)),
        handelingen=handelingen,
    )


def _kort(rij: Any, vandaag: date) -> GesprekKort:
    velden = ("id", "versie", "soort", "titel", "status", "gehouden_op", "gedeeld_op", "met_swv", "punten", "besproken")
    return GesprekKort(
        **{naam: rij[naam] for naam in velden},
        afspraken_open=rij["afspraken_open"],
        alarm=rij["status"] != WEGGEHAALD and alarm(rij["gehouden_op"], _dag(rij["gedeeld_op"]), vandaag),
    )


def _afspraak(rij: Any, wie: UUID, vandaag: date) -> AfspraakStand:
    return AfspraakStand(
        id=rij["id"],
        versie=rij["versie"],
        dossier_id=rij["dossier"],
        gesprek_id=rij["gesprek"],
        leerling=rij["leerling"],
        wat=rij["wat"],
        eigenaar=rij["eigenaar_naam"],
        eigenaar_kant=rij["eigenaar_kant"],
        mijn=rij["eigenaar"] == wie,
        uiterlijk_op=rij["uiterlijk_op"],
        status=rij["status"],
        te_laat=rij["status"] == "open" and rij["uiterlijk_op"] < vandaag,
        uitkomst=rij["uitkomst"],
        gedaan_op=rij["gedaan_op"],
        gedaan_door=rij["gedaan_door_naam"],
    )


@INTAKE.question(GesprekTonen, rollen=LEZERS, kijkt="dossier_id")
async def gesprek_tonen(lezer: Reading, vraag: GesprekTonen) -> GesprekStand:
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    stand = await _gesprek(lezer, vraag.dossier_id, vraag.gesprek_id)
    if not _handelt(lezer, dossier):
        return stand
    verslag = any(stuk.status != INGETROKKEN for stuk in stand.verslagen)
    tekenen = [] if stand.gedeeld_op is None else await _ondertekenaars(lezer, dossier, stand)
    niet = {"gesprek_beginnen"}
    if verslag or (stand.gedeeld_op is not None and not stand.verslagen):
        niet.add("verslag_toevoegen")
    if not tekenen:
        niet.add("handtekening_toevoegen")
    mag = [h.naam for h in GESPREK.mogelijk_voor(lezer.principal.rol, stand.status)]
    # An agreement is ticked off long after its talk was shared.
    mag += ["afspraak_afvinken", "afspraak_heropenen", "afspraak_laten_vervallen"]
    return _met(stand, handelingen=[naam for naam in mag if naam not in niet], ondertekenaars=tekenen)


async def _ondertekenaars(lezer: Reading, dossier: Any, stand: GesprekStand) -> list[tuple[UUID, str]]:
    """Who can still sign on paper."""
    gezag = [(een.id, een.naam) for een in await gezaghouders(lezer, dossier["id"])]
    leerling = dossier["id"], f"{dossier['roepnaam']} {dossier['achternaam']}"
    er = {stuk.wie for stuk in stand.handtekeningen if stuk.status in ("wacht", "bruikbaar")}
    wie = ondertekenaars(gezag, leerling, dossier["geboren_op"], clock.vandaag())
    return [een for een in wie if een[0] not in er]


def _met(stand: GesprekStand, **anders: Any) -> GesprekStand:
    return GesprekStand(**({naam: getattr(stand, naam) for naam in GesprekStand.__struct_fields__} | anders))


async def _gesprek(lezer: Reading, dossier_id: UUID, gesprek_id: UUID) -> GesprekStand:
    """Raises NietGevonden for one of another dossier, or one that was taken away."""
    tenant, vandaag = lezer.asker.tenant, clock.vandaag()
    g = await lezer.fetchrow(_EEN, tenant, gesprek_id, dossier_id)
    if g is None:
        raise NietGevonden()
    punten = await lezer.fetch(_PUNTEN, tenant, gesprek_id)
    aanwezig = [AanwezigeStand(**dict(rij)) for rij in await lezer.fetch(_AANWEZIG, tenant, gesprek_id)]
    eigen = await lezer.fetch(_VAN_GESPREK, tenant, gesprek_id)
    eerder = await lezer.fetch(_EERDER, tenant, dossier_id, gesprek_id, g["begonnen_op"], g["gehouden_op"])
    reacties = await lezer.fetch(_REACTIES, tenant, gesprek_id)
    gedeeld, persoon = _dag(g["gedeeld_op"]), lezer.principal.persoon
    stukken = (await attachments.standen(lezer, [gesprek_id])).get(gesprek_id, [])
    return GesprekStand(
        id=g["id"],
        versie=g["versie"],
        soort=g["soort"],
        titel=g["titel"],
        uitleg=g["uitleg"],
        status=g["status"],
        gehouden_op=g["gehouden_op"],
        begonnen_door=g["begonnen_door_naam"],
        gedeeld_op=g["gedeeld_op"],
        gedeeld_door=g["gedeeld_door_naam"],
        alarm=alarm(g["gehouden_op"], gedeeld, vandaag),
        te_laat_gedeeld=te_laat_gedeeld(g["gehouden_op"], gedeeld),
        aanwezigen=aanwezig,
        punten=[
            GesprekspuntStand(
                **{n: p[n] for n in ("id", "naam", "titel", "uitleg", "verplicht", "versie", "stand", "tekst", "op")},
                door=p["door_naam"],
            )
            for p in punten
        ],
        afspraken=[_afspraak(rij, persoon, vandaag) for rij in eigen],
        eerder=[_afspraak(rij, persoon, vandaag) for rij in eerder],
        reacties=[ReactieStand(**dict(rij)) for rij in reacties],
        gemeld=g["gemeld"],
        ontbreekt=ontbreekt(Punt(p["titel"], p["verplicht"], p["stand"]) for p in punten),
        handelingen=[],
        met_swv=any(een.kant == "samenwerkingsverband" for een in aanwezig),
        verslagen=[stuk for stuk in stukken if stuk.doel == VERSLAG],
        handtekeningen=[stuk for stuk in stukken if stuk.doel == HANDTEKENING_GESPREK],
        ondertekenaars=[],
    )


@INTAKE.question(GesprekOphalen, rollen=LEZERS, kijkt="dossier_id")
async def gesprek_ophalen(lezer: Reading, vraag: GesprekOphalen) -> Nawerk:
    """Of a report that was shared: the same every time, and no draft goes around."""
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    stand = await _gesprek(lezer, vraag.dossier_id, vraag.gesprek_id)
    if stand.gedeeld_op is None:
        raise KanNiet("Dit verslag is nog niet gedeeld. Een PDF is er daarna.")
    leerling = f"{dossier['roepnaam']} {dossier['achternaam']}"
    html = bladzijde(lezer.tenant.naam, leerling, dossier["kenmerk"], stand)
    naam = f"verslag {stand.gehouden_op.isoformat()} {dossier['kenmerk']}.pdf"

    async def maken() -> GesprekPdf:
        return GesprekPdf(naam=naam, inhoud=await asyncio.to_thread(make_pdf, html, title=stand.titel))

    return Nawerk(maken)


@INTAKE.question(MijnGesprekkenTonen, rollen=FAMILIEROLLEN, kijkt="dossier_id")
async def mijn_gesprekken_tonen(lezer: Reading, vraag: MijnGesprekkenTonen) -> MijnGesprekkenLijst:
    """Row security shows the family no report before it was shared; here it is left out once more."""
    await dossier_inzien(lezer, vraag.dossier_id)
    tenant = lezer.asker.tenant
    rijen = await lezer.fetch(_MIJN, tenant, vraag.dossier_id, lezer.principal.persoon)
    ids = [rij["id"] for rij in rijen]
    punten = await lezer.fetch(_MIJN_PUNTEN, tenant, ids)
    aanwezig = await lezer.fetch(_MIJN_AANWEZIG, tenant, ids)
    afspraken = await lezer.fetch(_MIJN_AFSPRAKEN, tenant, ids)
    stukken = await attachments.standen(lezer, ids)
    eigen = {vraag.dossier_id} if lezer.principal.rol == Rol.LEERLING else set()
    if not eigen:
        gezag = await gezaghouders(lezer, vraag.dossier_id)
        eigen = {een.id for een in gezag if een.persoon == lezer.principal.persoon}
    return MijnGesprekkenLijst(
        gesprekken=[
            MijnGesprek(
                **dict(rij),
                aanwezigen=[
                    f"{a['naam']}, {a['functie']}" if a["functie"] else a["naam"]
                    for a in aanwezig
                    if a["gesprek"] == rij["id"]
                ],
                punten=[
                    MijnPunt(titel=p["titel"], stand=p["stand"], tekst=p["tekst"])
                    for p in punten
                    if p["gesprek"] == rij["id"]
                ],
                afspraken=[
                    MijnAfspraak(wat=a["wat"], wie=a["wie"], uiterlijk_op=a["uiterlijk_op"], status=a["status"])
                    for a in afspraken
                    if a["gesprek"] == rij["id"]
                ],
                verslagen=[een for een in stukken.get(rij["id"], []) if een.doel == VERSLAG],
                handtekeningen=[
                    een for een in stukken.get(rij["id"], []) if een.doel == HANDTEKENING_GESPREK and een.wie in eigen
                ],
            )
            for rij in rijen
        ]
    )


@INTAKE.question(AfsprakenTonen, rollen=AAN_TAFEL, kijkt="antwoord.afspraken[].dossier_id")
async def afspraken_tonen(lezer: Reading, vraag: AfsprakenTonen) -> AfsprakenLijst:
    """A school sees those of its own pupils; who is of the samenwerkingsverband only the own ones."""
    wie, vandaag = lezer.principal, clock.vandaag()
    alleen = None if wie.rol in SCHOOLROLLEN else wie.persoon
    rijen = await lezer.fetch(_OPEN, wie.tenant, alleen, wie.persoon, RIJEN + 1)
    gedaan = await lezer.fetch(_GEDAAN, wie.tenant, wie.persoon, vandaag - TERUGZETTEN, wie.naam)
    return AfsprakenLijst(
        afspraken=[_afspraak(rij, wie.persoon, vandaag) for rij in (*rijen[:RIJEN], *gedaan)],
        meer=len(rijen) > RIJEN,
    )


@INTAKE.question(OngedeeldTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.gesprekken[].dossier_id")
async def ongedeeld_tonen(lezer: Reading, vraag: OngedeeldTonen) -> OngedeeldLijst:
    """Row security keeps to the pupils of the own school."""
    rijen = await lezer.fetch(_NIET_GEDEELD, lezer.asker.tenant, clock.vandaag())
    return OngedeeldLijst(
        gesprekken=[
            GesprekVanLeerling(
                dossier_id=rij["dossier"],
                gesprek_id=rij["id"],
                leerling=rij["leerling"],
                titel=rij["titel"],
                gehouden_op=rij["gehouden_op"],
            )
            for rij in rijen
        ]
    )


@INTAKE.question(ChecklistTonen, rollen=LEZERS, kijkt="dossier_id")
async def checklist_tonen(lezer: Reading, vraag: ChecklistTonen) -> ChecklistStand:
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    wie, lijst = lezer.principal, lezer.tenant.checklist
    if lijst is None:
        return ChecklistStand(titel="", uitleg="", stappen=[], nu=0, handelingen=[])
    tekens = tekens_van(lezer.tenant, await lezer.fetch(TEKENS.format(t="$1", d="$2"), wie.tenant, vraag.dossier_id))
    zelf = {r["stap"]: r for r in await lezer.fetch(_STAPPEN, wie.tenant, vraag.dossier_id)}
    gedaan = {stap.naam for stap in lijst.stappen if stap.naam in zelf or blijkt(stap, tekens)}
    uit = {stap.naam: waaruit(stap, tekens) for stap in lijst.stappen}
    schrijft = wie.rol in SCHOOLROLLEN and dossier["status"] == LOPEND
    return ChecklistStand(
        titel=lijst.titel,
        uitleg=lijst.uitleg,
        stappen=[
            ChecklistStap(
                naam=stap.naam,
                titel=stap.titel,
                fase=stap.fase,
                uitleg=stap.uitleg,
                ouders=stap.ouders,
                stand="gedaan" if stap.naam in gedaan else "open",
                vanzelf=uit[stap.naam] is not None,
                blijkt=blijk.wat if (blijk := uit[stap.naam]) else "",
                blijkt_op=blijk.op if blijk else None,
                door=zelf[stap.naam]["door_naam"] if stap.naam in zelf else "",
                op=zelf[stap.naam]["op"] if stap.naam in zelf else None,
            )
            for stap in lijst.stappen
        ],
        nu=waar(lijst.stappen, gedaan),
        handelingen=[h.naam for h in CHECKLIST.handelingen] if schrijft else [],
    )
