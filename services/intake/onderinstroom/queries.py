"""The window on young children: for who guides, the voorschool, a parent, and the school that takes them in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from infra import clock, vault
from infra.runtime import Reading
from services.intake.contract import Regel
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.onderinstroom.cases import formulier_van
from services.intake.onderinstroom.contract import (
    BijlageStand,
    DossieroverdrachtStand,
    DossieroverdrachtTonen,
    MijnOnderinstroomStand,
    MijnOnderinstroomTonen,
    OnderinstromenLijst,
    OnderinstromenTonen,
    OnderinstroomKort,
    OnderinstroomStand,
    OnderinstroomTonen,
    OuderHandtekening,
    OverdrachtsbijlageOphalen,
    OverdrachtsDeel,
    OverdrachtsdocumentStand,
    OverdrachtsdocumentTonen,
    OverdrachtsstukOphalen,
    OverdrachtsstukStand,
    VoorschoolStand,
)
from services.intake.onderinstroom.proces import BEGELEIDERS, BIJ_VOORSCHOOL, INGELEVERD, ONDERINSTROOM
from services.intake.onderinstroom.schools import DOCUMENT
from services.intake.onderinstroom.stappen import (
    Ouder,
    belet,
    bijlagen_mee,
    ontbreekt,
    vier_en_vijf,
    wacht_op,
)
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol

RIJEN = 300
LEZERS = BEGELEIDERS | SCHOOLROLLEN
DOSSIERLEZERS = rollen(Deel.DOSSIER) - FAMILIEROLLEN

_LIJST = """
select o.id, o.kenmerk, o.roepnaam || ' ' || o.achternaam as naam, o.geboren_op, o.voorschool, o.status, o.school,
       exists (select from voorschooltoegang t where t.tenant = o.tenant and t.onderinstroom = o.id and t.tot is null
            and t.toegang_tot_en_met >= $3) as toegang,
       (select coalesce(json_agg(json_build_object('naam', p.naam, 'akkoord', p.akkoord, 'bijlagen_mee',
            p.bijlagen_mee)), '[]') from onderinstroomouder p
            where p.tenant = o.tenant and p.onderinstroom = o.id)::text as ouders
from onderinstroom o
where o.tenant = $1 and ($2 = '' or o.school = $2 and o.status in ('overgedragen', 'aangenomen'))
order by o.geboren_op, o.achternaam, o.id limit $4
"""
_KIND = """
select id, kenmerk, versie, status, roepnaam, achternaam, geboren_op, voorschool, toestemming_op, toestemming_bewijs,
       regels_op, antwoorden, documentversie, bewaard_op, ingeleverd_op, ingeleverd_door_naam, school, aangemeld_op,
       dossier, reden, begonnen_door_naam
from onderinstroom where tenant = $1 and id = $2
"""
_TOEGANG = """
select naam, persoon, uitgenodigd_op, verloopt_op, toegang_tot_en_met, aangemeld_op, tot from voorschooltoegang
where tenant = $1 and onderinstroom = $2 order by uitgenodigd_op desc limit 1
"""
_OUDERS = """
select id, persoon, naam, verloopt_op, aangemeld_op, akkoord, bijlagen_mee, tekst, wijze, bewijs, op
from onderinstroomouder where tenant = $1 and onderinstroom = $2 order by naam, id
"""
_BIJLAGEN = """
select id, soort, naam, gedagtekend_op, grootte, status, coalesce(reden, '') as reden from overdrachtsbijlage
where tenant = $1 and onderinstroom = $2 order by toegevoegd_op, id
"""
_BIJLAGE = """
select naam, mediatype, grootte, status, leesbaar from overdrachtsbijlage
where tenant = $1 and onderinstroom = $2 and id = $3
"""
_TIJDLIJN = "select op, zin, door from tijdlijn where tenant = $1 and zaak = $2 order by volgorde"
_STUKKEN = """
select id, soort, naam, grootte, op, voorschool, contact_naam, aangemeld_op from overdrachtsstuk
where tenant = $1 and dossier = $2 order by soort <> 'overdrachtsdocument', naam, id
"""
_STUK = """
select naam, mediatype, grootte, sleutel from overdrachtsstuk where tenant = $1 and dossier = $2 and id = $3
"""


@INTAKE.question(OnderinstromenTonen, rollen=LEZERS, kijkt="antwoord.kinderen[].id")
async def onderinstromen_tonen(lezer: Reading, vraag: OnderinstromenTonen) -> OnderinstromenLijst:
    """Who becomes four first comes first. Row security shows nothing of another."""
    school = lezer.principal.rol in SCHOOLROLLEN
    regels = lezer.tenant.onderinstroom
    if regels is None or (not school and lezer.principal.organisatie != lezer.tenant.swv_nummer):
        raise NietGevonden()
    eigen = lezer.principal.organisatie if school else ""
    rijen = await lezer.fetch(_LIJST, lezer.asker.tenant, eigen, clock.vandaag(), RIJEN + 1)
    return OnderinstromenLijst(
        kinderen=[_kort(rij) for rij in rijen[:RIJEN]],
        beginnen=lezer.principal.rol in regels.rollen,
        meer=len(rijen) > RIJEN,
    )


def _kort(rij: Any) -> OnderinstroomKort:
    ouders = msgspec.json.decode(rij["ouders"], type=list[Ouder])
    vier, vijf = vier_en_vijf(rij["geboren_op"])
    return OnderinstroomKort(
        vier_op=vier,
        vijf_op=vijf,
        wacht=wacht_op(rij["status"], rij["toegang"], ouders),
        **{n: rij[n] for n in ("id", "kenmerk", "naam", "geboren_op", "voorschool", "status", "school")},
    )


async def _kind(lezer: Reading, id: UUID, deel: Deel) -> Any:
    """Raises NietGevonden and MagNiet."""
    await lezer.admit(id, deel)
    rij = await lezer.fetchrow(_KIND, lezer.asker.tenant, id)
    if rij is None:
        raise NietGevonden()
    return rij


async def _bijlagen(lezer: Reading, id: UUID) -> list[BijlageStand]:
    return [BijlageStand(**dict(rij)) for rij in await lezer.fetch(_BIJLAGEN, lezer.asker.tenant, id)]


def _ouder(rij: Any) -> OuderHandtekening:
    if rij["persoon"] is None:
        status = "papier"
    elif rij["aangemeld_op"] is not None:
        status = "aangemeld"
    else:
        status = "verlopen" if rij["verloopt_op"] < clock.nu() else "uitgenodigd"
    velden = ("id", "naam", "akkoord", "bijlagen_mee", "tekst", "wijze", "bewijs", "op")
    return OuderHandtekening(status=status, **{n: rij[n] for n in velden})


def _toegang(rij: Any) -> VoorschoolStand | None:
    if rij is None:
        return None
    if rij["tot"] is not None or rij["toegang_tot_en_met"] < clock.vandaag():
        status = "voorbij"
    elif rij["aangemeld_op"] is not None:
        status = "aangemeld"
    else:
        status = "verlopen" if rij["verloopt_op"] < clock.nu() else "uitgenodigd"
    return VoorschoolStand(status=status, **{n: rij[n] for n in ("naam", "uitgenodigd_op", "toegang_tot_en_met")})


@INTAKE.question(OnderinstroomTonen, rollen=LEZERS, kijkt="onderinstroom_id")
async def onderinstroom_tonen(lezer: Reading, vraag: OnderinstroomTonen) -> OnderinstroomStand:
    """The school sees what goes along: attachments only when every parent agreed to that."""
    tenant, id = lezer.asker.tenant, vraag.onderinstroom_id
    rij = await _kind(lezer, id, Deel.ONDERINSTROOM)
    school = lezer.principal.rol in SCHOOLROLLEN
    ouders = await lezer.fetch(_OUDERS, tenant, id)
    toegang = _toegang(await lezer.fetchrow(_TOEGANG, tenant, id))
    mee = bijlagen_mee(kort_van(ouders))
    binnen = toegang is not None and toegang.status != "voorbij"
    rol = lezer.principal.rol
    return OnderinstroomStand(
        antwoorden=msgspec.json.decode(rij["antwoorden"]),
        wacht=wacht_op(rij["status"], binnen, kort_van(ouders)),
        toegang=None if school else toegang,
        ouders=[_ouder(ouder) for ouder in ouders],
        bijlagen=[] if school and not mee else await _bijlagen(lezer, id),
        belet=belet(kort_van(ouders)) if rij["status"] == INGELEVERD else [],
        dossier_id=rij["dossier"],
        contact=rij["begonnen_door_naam"],
        ingeleverd_door=rij["ingeleverd_door_naam"],
        tijdlijn=[Regel(op=r["op"], zin=r["zin"], door=r["door"]) for r in await lezer.fetch(_TIJDLIJN, tenant, id)],
        handelingen=[
            h.naam
            for h in ONDERINSTROOM.mogelijk_voor(rol, rij["status"])
            if h.naam != "voorschooltoegang_beeindigen" or binnen
        ],
        **{
            n: rij[n]
            for n in (
                *("id", "kenmerk", "versie", "status", "roepnaam", "achternaam", "geboren_op", "voorschool"),
                *("toestemming_op", "toestemming_bewijs", "regels_op", "bewaard_op", "ingeleverd_op", "school"),
                *("aangemeld_op", "reden"),
            )
        },
    )


def kort_van(rijen: list[Any]) -> list[Ouder]:
    return [Ouder(r["naam"], r["akkoord"], r["bijlagen_mee"]) for r in rijen]


@INTAKE.question(OverdrachtsdocumentTonen, rollen=frozenset({Rol.PARTNER}), kijkt="onderinstroom_id")
async def overdrachtsdocument_tonen(lezer: Reading, vraag: OverdrachtsdocumentTonen) -> OverdrachtsdocumentStand:
    """Only while the voorschool is at work: after that there is nothing to see."""
    tenant, id = lezer.asker.tenant, vraag.onderinstroom_id
    rij = await _kind(lezer, id, Deel.OVERDRACHTSDOCUMENT)
    toegang = await lezer.fetchrow(_TOEGANG, tenant, id)
    over = toegang is None or toegang["tot"] is not None or toegang["toegang_tot_en_met"] < clock.vandaag()
    if over or rij["status"] != BIJ_VOORSCHOOL or toegang["persoon"] != lezer.principal.persoon:
        raise NietGevonden()
    antwoorden = msgspec.json.decode(rij["antwoorden"])
    return OverdrachtsdocumentStand(
        id=id,
        documentversie=rij["documentversie"],
        kind=f"{rij['roepnaam']} {rij['achternaam']}",
        geboren_op=rij["geboren_op"],
        voorschool=rij["voorschool"],
        contact=rij["begonnen_door_naam"],
        toegang_tot_en_met=toegang["toegang_tot_en_met"],
        antwoorden=antwoorden,
        bewaard_op=rij["bewaard_op"],
        bijlagen=await _bijlagen(lezer, id),
        ontbreekt=ontbreekt(formulier_van(lezer.regels(rij["regels_op"])), antwoorden),
        regels_op=rij["regels_op"],
    )


@INTAKE.question(MijnOnderinstroomTonen, rollen=frozenset({Rol.OUDER}), kijkt="onderinstroom_id")
async def mijn_onderinstroom_tonen(lezer: Reading, vraag: MijnOnderinstroomTonen) -> MijnOnderinstroomStand:
    """A parent reads it when it is ready, and not while somebody is still typing."""
    tenant, id = lezer.asker.tenant, vraag.onderinstroom_id
    rij = await _kind(lezer, id, Deel.ONDERINSTROOM)
    klaar = rij["ingeleverd_op"] is not None
    eigen = next((o for o in await lezer.fetch(_OUDERS, tenant, id) if o["persoon"] == lezer.principal.persoon), None)
    return MijnOnderinstroomStand(
        id=id,
        kind=rij["roepnaam"],
        status=rij["status"],
        voorschool=rij["voorschool"],
        contact=rij["begonnen_door_naam"],
        antwoorden=msgspec.json.decode(rij["antwoorden"]) if klaar else {},
        ingeleverd_op=rij["ingeleverd_op"],
        bijlagen=await _bijlagen(lezer, id) if klaar else [],
        eigen=_ouder(eigen) if eigen else None,
        school=rij["school"],
        tekenen=rij["status"] == INGELEVERD and eigen is not None,
        regels_op=rij["regels_op"],
    )


@INTAKE.question(OverdrachtsbijlageOphalen, rollen=LEZERS | {Rol.OUDER}, kijkt="onderinstroom_id")
async def overdrachtsbijlage_ophalen(lezer: Reading, vraag: OverdrachtsbijlageOphalen) -> OverdrachtsDeel:
    """For a school only what goes along; for a parent only what was handed in."""
    tenant, id = lezer.asker.tenant, vraag.onderinstroom_id
    kind = await _kind(lezer, id, Deel.ONDERINSTROOM)
    rij = await lezer.fetchrow(_BIJLAGE, tenant, id, vraag.bijlage_id)
    if rij is None or vraag.deel < 0 or (lezer.principal.rol is Rol.OUDER and kind["ingeleverd_op"] is None):
        raise NietGevonden()
    if lezer.principal.rol in SCHOOLROLLEN and not bijlagen_mee(kort_van(await lezer.fetch(_OUDERS, tenant, id))):
        raise NietGevonden()
    if rij["leesbaar"] is None:
        raise KanNiet("Dit bestand wordt nog gecontroleerd, of is geweigerd.")
    return await _deel(lezer, id, rij, rij["leesbaar"], vraag.deel)


async def _deel(lezer: Reading, zaak: UUID, rij: Any, sleutel: str, deel: int) -> OverdrachtsDeel:
    try:
        inhoud = await vault.get_part(lezer, zaak, sleutel, deel)
    except (IndexError, FileNotFoundError):
        raise NietGevonden() from None
    laatste = (deel + 1) * vault.DEEL >= rij["grootte"]
    return OverdrachtsDeel(naam=rij["naam"], mediatype=rij["mediatype"], inhoud=inhoud, laatste=laatste)


@INTAKE.question(DossieroverdrachtTonen, rollen=DOSSIERLEZERS, kijkt="dossier_id")
async def dossieroverdracht_tonen(lezer: Reading, vraag: DossieroverdrachtTonen) -> DossieroverdrachtStand:
    """Nothing where the samenwerkingsverband has no onderinstroom."""
    await dossier_inzien(lezer, vraag.dossier_id)
    regels = lezer.tenant.onderinstroom
    if regels is None:
        raise NietGevonden()
    rijen = await lezer.fetch(_STUKKEN, lezer.asker.tenant, vraag.dossier_id)
    eigen = next((rij for rij in rijen if rij["soort"] == DOCUMENT), None)
    velden = ("id", "soort", "naam", "grootte", "op")
    return DossieroverdrachtStand(
        voorschool=eigen["voorschool"] if eigen else "",
        contact=eigen["contact_naam"] if eigen else "",
        ontvangen_op=eigen["op"] if eigen else None,
        aangemeld_op=eigen["aangemeld_op"] if eigen else None,
        stukken=[OverdrachtsstukStand(**{n: rij[n] for n in velden}) for rij in rijen],
        soorten=regels.soorten if eigen and lezer.principal.rol in SCHOOLROLLEN else [],
    )


@INTAKE.question(OverdrachtsstukOphalen, rollen=DOSSIERLEZERS, kijkt="dossier_id")
async def overdrachtsstuk_ophalen(lezer: Reading, vraag: OverdrachtsstukOphalen) -> OverdrachtsDeel:
    await lezer.admit(vraag.dossier_id, Deel.DOSSIER)
    rij = await lezer.fetchrow(_STUK, lezer.asker.tenant, vraag.dossier_id, vraag.overdrachtsstuk_id)
    if rij is None or vraag.deel < 0:
        raise NietGevonden()
    return await _deel(lezer, vraag.dossier_id, rij, rij["sleutel"], vraag.deel)
