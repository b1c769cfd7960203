"""The window on pupils: those of the own school, and one dossier."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from infra import clock
from infra.runtime import Reading
from services.intake import uitslag
from services.intake.contract import Regel
from services.intake.leerlingen import asking, today  # noqa: F401  hang their questions in the same window
from services.intake.leerlingen.career import loopbaan
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.leerlingen.contract import (
    AchttienStand,
    AdresStand,
    DubbelenLijst,
    DubbelenTonen,
    DubbelStand,
    FamilielidStand,
    Familiezaak,
    FamiliezaakTonen,
    GegevensStand,
    GegevensTonen,
    GezagStand,
    LeerlingenLijst,
    LeerlingenTonen,
    LeerlingKort,
    LeerlingStand,
    LeerlingTonen,
    LosseAanvraag,
    LosseAanvragen,
    LosseAanvragenTonen,
    MijnDossierStand,
    MijnDossierTonen,
    ProcedureStand,
    SamenvoegingStand,
)
from services.intake.leerlingen.gelijkenis import Kind, lijken, paren
from services.intake.leerlingen.meerderjarig import (
    aangekondigd,
    aankondigen_op,
    is_meerderjarig,
    meerderjarig_op,
    uitleg,
)
from services.intake.leerlingen.proces import LEERLINGDOSSIER, LOPEND
from services.intake.leerlingen.toegang import LEZERS
from services.intake.leerlingen.uitnodigen import stand
from services.intake.service import INTAKE
from services.intake.tekst import regel
from services.kern.errors import NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.kern.uitleg import zinnen
from tenants.schema import Tenant

RIJEN = 200
ZOEK_LENGTE = 100

_KINDEREN = """
select id, roepnaam, achternaam, geboren_op from leerlingdossier
where tenant = $1 and school = $2 and status = 'lopend' order by begonnen_op, id
"""
_LOS = """
select a.id, a.kenmerk, a.soort, a.status, l.roepnaam, l.achternaam, l.geboren_op from aanvraag a
join leerling l on l.tenant = a.tenant and l.id = a.leerling
where a.tenant = $1 and a.school = $2 and a.dossier is null order by a.begonnen_op desc, a.id limit $3
"""
_ANDERS = "select dossier, ander from geen_dubbel where tenant = $1"
_SAMENGEVOEGD = """
select s.id, s.dossier as dossier_id, d.versie, d.kenmerk, d.roepnaam || ' ' || d.achternaam as naam,
       s.ander as ander_id, s.ander_kenmerk, s.op, s.door_naam as door, jsonb_array_length(s.verhuisd) as rijen
from samenvoeging s join leerlingdossier d on d.tenant = s.tenant and d.id = s.dossier
where s.tenant = $1 and d.school = $2 and s.ongedaan_op is null order by s.op desc limit 50
"""
_LIJST = """
select d.id, d.kenmerk, d.roepnaam || ' ' || d.achternaam as naam, d.geboren_op, d.groep, d.status, d.gewijzigd_op,
       d.versie,
       (select count(*) from aanvraag a where a.tenant = d.tenant and a.dossier = d.id
            and a.status not in ('besloten', 'ingetrokken')) as aanvragen,
       (select b.vernietigen_op from bewaring b where b.tenant = d.tenant and b.zaak = d.id
            and b.stand = 'te_vernietigen') as weg_op
from leerlingdossier d
where d.tenant = $1 and d.school = $2 and d.status <> 'samengevoegd'
    and ($5::uuid[] is null or d.id = any($5))
    and ($3 = '' or strpos(lower(d.roepnaam || ' ' || d.achternaam || ' ' || d.kenmerk), lower($3)) > 0)
order by d.achternaam, d.roepnaam, d.id limit $4
"""
_WEG = """
select vernietigen_op from bewaring where tenant = $1 and zaak = $2 and stand = 'te_vernietigen'
"""
_PROCEDURES = """
select a.id, 'aanvraag' as soort, a.soort as wat, a.kenmerk, a.status, a.begonnen_op, a.besloten_op,
    a.uitslag::text as uitslag
from aanvraag a where a.tenant = $1 and a.dossier = $2 order by a.begonnen_op desc, a.id
"""
_GEZAG = """
select id, naam, relatie, grond, van, tot, eindgrond from gezagdrager
where tenant = $1 and dossier = $2 order by tot desc nulls first, van desc, id
"""
_ADRESSEN = """
select id, straat, postcode, plaats, geheim, van, tot from leerlingadres
where tenant = $1 and dossier = $2 order by tot desc nulls first, van desc, id
"""
_NAGEVRAAGD = "select min(gevraagd_op) from navraag where tenant = $1 and dossier = $2 and antwoord = ''"
_MEEKIJKERS = """
select id, naam, rol, gezag, uitgenodigd_op, verloopt_op, aangemeld_op from dossierfamilie
where tenant = $1 and dossier = $2 and tot is null order by rol desc, uitgenodigd_op, id
"""
_SOORT = """
select case when exists (select from leerlingdossier d where d.tenant = $1 and d.id = $2) then 'dossier'
    when exists (select from onderinstroom o where o.tenant = $1 and o.id = $2) then 'onderinstroom'
    when exists (select from aanvraag a where a.tenant = $1 and a.id = $2) then 'aanvraag' end
"""
_GEDEELD = """
select exists (select from betrokkenheid where tenant = $1 and zaak = $2 and rol = 'samenwerkingsverband'
    and van <= $3 and (tot is null or tot > $3))
"""
# Of an address that is secret the other parent may not even learn that it is there.
_TIJDLIJN_GEZIN = (
    "select op, zin, door from tijdlijn where tenant = $1 and zaak = $2 and not (feit = any($3)) order by volgorde"
)
_NIET_VOOR_HET_GEZIN = ["adres_vastgelegd", "adres_beeindigd"]
_TIJDLIJN = "select op, zin, door from tijdlijn where tenant = $1 and zaak = $2 order by volgorde"


@INTAKE.question(LeerlingenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.leerlingen[].id")
async def leerlingen_tonen(lezer: Reading, vraag: LeerlingenTonen) -> LeerlingenLijst:
    """By last name. What was typed is sought as it is, with no sign that means something else."""
    zoek = regel(vraag.zoek)[:ZOEK_LENGTE]
    rijen = await lezer.fetch(_LIJST, lezer.asker.tenant, lezer.principal.organisatie, zoek, RIJEN + 1, None)
    return LeerlingenLijst(leerlingen=[LeerlingKort(**dict(rij)) for rij in rijen[:RIJEN]], meer=len(rijen) > RIJEN)


@INTAKE.question(LosseAanvragenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.aanvragen[].id")
async def losse_aanvragen_tonen(lezer: Reading, vraag: LosseAanvragenTonen) -> LosseAanvragen:
    """What began before there were dossiers, or without one."""
    tenant, school = lezer.asker.tenant, lezer.principal.organisatie
    rijen = await lezer.fetch(_LOS, tenant, school, RIJEN)
    kinderen = [Kind(**dict(rij)) for rij in await lezer.fetch(_KINDEREN, tenant, school)] if rijen else []
    return LosseAanvragen(
        aanvragen=[
            LosseAanvraag(
                naam=f"{rij['roepnaam']} {rij['achternaam']}",
                lijkt_op=_zelfde(rij, kinderen),
                **{naam: rij[naam] for naam in ("id", "kenmerk", "soort", "status")},
            )
            for rij in rijen
        ]
    )


def _zelfde(rij: Any, kinderen: list[Kind]) -> UUID | None:
    """A dossier of a pupil who was born on the same day and has the same name, written one way or another."""
    kind = Kind(rij["id"], rij["roepnaam"], rij["achternaam"], rij["geboren_op"])
    return next((k.id for k in kinderen if k.geboren_op == kind.geboren_op and lijken(kind, k)), None)


@INTAKE.question(DubbelenTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.leerlingen[].id")
async def dubbelen_tonen(lezer: Reading, vraag: DubbelenTonen) -> DubbelenLijst:
    """By likeness, among the pupils of the own school who are followed. A person decides."""
    tenant, school = lezer.asker.tenant, lezer.principal.organisatie
    kinderen = [Kind(**dict(rij)) for rij in await lezer.fetch(_KINDEREN, tenant, school)]
    anders = [frozenset((rij["dossier"], rij["ander"])) for rij in await lezer.fetch(_ANDERS, tenant)]
    plaats = {kind.id: nummer for nummer, kind in enumerate(kinderen)}
    # What was begun last first: whoever just began a dossier twice sees that at once.
    gevonden = sorted(paren(kinderen, anders), key=lambda p: -max(plaats[p.een], plaats[p.ander]))[:RIJEN]
    ids = list({id for paar in gevonden for id in (paar.een, paar.ander)})
    rijen = await lezer.fetch(_LIJST, tenant, school, "", len(ids), ids) if ids else []
    return DubbelenLijst(
        leerlingen=[LeerlingKort(**dict(rij)) for rij in rijen],
        dubbelen=[DubbelStand(een=p.een, ander=p.ander, reden=p.reden) for p in gevonden],
        samengevoegd=[SamenvoegingStand(**dict(rij)) for rij in await lezer.fetch(_SAMENGEVOEGD, tenant, school)],
    )


def _procedure(rij: Any) -> ProcedureStand:
    velden = dict(rij)
    zegt, bekend_op = uitslag.lezen(velden.pop("uitslag")), velden.pop("besloten_op")
    return ProcedureStand(**velden, uitslag=uitslag.in_een_zin(zegt, bekend_op, clock.vandaag()))


@INTAKE.question(LeerlingTonen, rollen=LEZERS, kijkt="dossier_id")
async def leerling_tonen(lezer: Reading, vraag: LeerlingTonen) -> LeerlingStand:
    """Row security keeps away the procedures that the asker has no part in."""
    tenant = lezer.asker.tenant
    rij = await dossier_inzien(lezer, vraag.dossier_id)
    procedures = await lezer.fetch(_PROCEDURES, tenant, rij["id"])
    tijdlijn = await lezer.fetch(_TIJDLIJN, tenant, rij["id"])
    return LeerlingStand(
        id=rij["id"],
        kenmerk=rij["kenmerk"],
        versie=rij["versie"],
        status=rij["status"],
        roepnaam=rij["roepnaam"],
        achternaam=rij["achternaam"],
        geboren_op=rij["geboren_op"],
        groep=rij["groep"],
        school=rij["school"],
        bestuur=rij["bestuur"],
        gedeeld=await lezer.fetchval(_GEDEELD, tenant, rij["id"], clock.vandaag()),
        procedures=[_procedure(p) for p in procedures],
        tijdlijn=[Regel(op=r["op"], zin=r["zin"], door=r["door"]) for r in tijdlijn],
        handelingen=[h.naam for h in LEERLINGDOSSIER.mogelijk_voor(lezer.principal.rol, rij["status"])],
        begonnen_op=rij["begonnen_op"],
        begonnen_door=rij["begonnen_door_naam"],
        weg_op=await lezer.fetchval(_WEG, tenant, rij["id"]),
        zonder=_zonder(lezer.tenant),
        achttien_op=meerderjarig_op(rij["geboren_op"])
        if rij["status"] == LOPEND and aangekondigd(rij["geboren_op"], clock.vandaag())
        else None,
    )


def _zonder(tenant: Tenant) -> list[str]:
    """What is not declared does not show."""
    er = {"gesprekken": bool(tenant.gesprekken) or tenant.checklist is not None, "opp": tenant.opp is not None}
    return [pad for pad, is_er in er.items() if not is_er]


@INTAKE.question(GegevensTonen, rollen=LEZERS, kijkt="dossier_id")
async def gegevens_tonen(lezer: Reading, vraag: GegevensTonen) -> GegevensStand:
    """Row security keeps a secret address away from everybody but the school; here it is left out once more."""
    tenant = lezer.asker.tenant
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    school = lezer.principal.rol in SCHOOLROLLEN
    adressen = [AdresStand(**dict(r)) for r in await lezer.fetch(_ADRESSEN, tenant, vraag.dossier_id)]
    nu = clock.nu()
    return GegevensStand(
        meekijkers=[
            FamilielidStand(
                status=stand(r["aangemeld_op"], r["verloopt_op"], nu),
                **{naam: r[naam] for naam in ("id", "naam", "rol", "gezag", "uitgenodigd_op")},
            )
            for r in (await lezer.fetch(_MEEKIJKERS, tenant, vraag.dossier_id) if school else [])
        ],
        gezag=[GezagStand(**dict(r)) for r in await lezer.fetch(_GEZAG, tenant, vraag.dossier_id)],
        adressen=[adres for adres in adressen if school or not adres.geheim],
        loopbaan=await loopbaan(lezer, vraag.dossier_id, weggehaald=school),
        nagevraagd=await lezer.fetchval(_NAGEVRAAGD, tenant, vraag.dossier_id) if school else None,
        achttien=_achttien(dossier["geboren_op"]) if dossier["status"] == LOPEND else None,
    )


def _achttien(geboren_op: date) -> AchttienStand | None:
    """From two months before, when there is something to do about it."""
    vandaag = clock.vandaag()
    if vandaag < aankondigen_op(geboren_op):
        return None
    return AchttienStand(
        op=meerderjarig_op(geboren_op),
        nu=is_meerderjarig(geboren_op, vandaag),
        uitleg=zinnen(uitleg(geboren_op)),
    )


@INTAKE.question(FamiliezaakTonen, rollen=FAMILIEROLLEN)
async def familiezaak_tonen(lezer: Reading, vraag: FamiliezaakTonen) -> Familiezaak:
    """Row security shows a family its own case and no other; of what it is, says nothing of the child."""
    soort = await lezer.fetchval(_SOORT, lezer.asker.tenant, vraag.zaak_id)
    if soort is None:
        raise NietGevonden()
    delen = {"dossier": Deel.DOSSIER, "onderinstroom": Deel.ONDERINSTROOM, "aanvraag": Deel.AANVRAAG}
    await lezer.admit(vraag.zaak_id, delen[soort])
    return Familiezaak(soort=soort)


@INTAKE.question(MijnDossierTonen, rollen=FAMILIEROLLEN, kijkt="dossier_id")
async def mijn_dossier_tonen(lezer: Reading, vraag: MijnDossierTonen) -> MijnDossierStand:
    """What holds today. The pupil is not told who has gezag: that is of the parents."""
    tenant, id, vandaag = lezer.asker.tenant, vraag.dossier_id, clock.vandaag()
    rij = await dossier_inzien(lezer, id)
    ouder = lezer.principal.rol is Rol.OUDER
    gezag = [GezagStand(**dict(r)) for r in await lezer.fetch(_GEZAG, tenant, id)] if ouder else []
    adressen = [AdresStand(**dict(r)) for r in await lezer.fetch(_ADRESSEN, tenant, id)]
    return MijnDossierStand(
        wie=lezer.principal.naam,
        gedeeld=await lezer.fetchval(_GEDEELD, tenant, id, vandaag),
        contact=rij["begonnen_door_naam"],
        gezag=[g for g in gezag if g.van <= vandaag and (g.tot is None or g.tot > vandaag)],
        adressen=[a for a in adressen if not a.geheim and (a.tot is None or a.tot > vandaag)],
        loopbaan=await loopbaan(lezer, id),
        tijdlijn=[
            Regel(op=r["op"], zin=r["zin"], door=r["door"])
            for r in await lezer.fetch(_TIJDLIJN_GEZIN, tenant, id, _NIET_VOOR_HET_GEZIN)
        ],
        **{n: rij[n] for n in ("id", "kenmerk", "status", "roepnaam", "achternaam", "geboren_op", "groep", "school")},
    )
