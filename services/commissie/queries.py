"""The window of commissie: what a screen may see, decided per person. Outside scope nothing exists."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from infra import clock, files, vault
from infra.looks import looks, trace
from infra.review import summarise
from infra.runtime import Reading
from services.commissie import (
    advies,
    casefile,
    deskundigen,
    openbaar,
    trial,  # noqa: F401  (hangs the trial of other rules in this window)
    worklist,  # noqa: F401  (hangs the werkvoorraad in this window)
)
from services.commissie.casefile import Dossier, lees, stand
from services.commissie.contract import (
    AdviesDossier,
    AdviesKort,
    AdviesTonen,
    AdviezenLijst,
    AdviezenTonen,
    BehandelingStand,
    BehandelingTonen,
    BenoemingsVoorstel,
    BenoemingVoorstellen,
    Beschikking,
    BeschikkingOphalen,
    BestandenLijst,
    BestandenNoemen,
    DeskundigeKeuze,
    InzagenNagaan,
    InzagenSamenvatten,
    InzagenTonen,
    MijnKindStand,
    MijnKindTonen,
    StapOuder,
    TlvGegevens,
    TlvInzien,
    TlvKort,
    TlvLijst,
    TlvsTonen,
    Verloop,
    VerloopRegel,
    VerloopTonen,
    VraagLezen,
    VraagStand,
)
from services.commissie.pool import kandidaten_lezen
from services.commissie.proces import BEHANDELING
from services.commissie.service import COMMISSIE
from services.commissie.toegang import AANVRAGERS, BEHANDELAARS, ONTVANGERS
from services.commissie.worklist import wacht_in_woorden
from services.kern.errors import NietGevonden
from services.kern.inzage import InzagenLijst, NagegaanLijst, Samenvatting
from services.kern.kalender import plus_jaren, plus_maanden
from services.kern.policy import Deel
from services.kern.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, Rol

_MIJN_ADVIEZEN = """
select a.id, a.behandeling_id, a.plek, a.verzegeld_op, a.bewaard_op, b.kenmerk, b.leerling, b.soort, b.schoolnaam,
    b.uiterlijk_op, b.ontvangen_op
from advies a join behandeling b on b.tenant = a.tenant and b.id = a.behandeling_id
where a.tenant = $1 and a.persoon = $2 and a.vervallen_op is null and b.status <> 'ingetrokken'
order by a.verzegeld_op is not null, b.uiterlijk_op, a.id limit 200
"""
_TLVS = """
select b.id, b.leerling, b.geboren_op, b.groep, b.ontvangen_op, b.schoolnaam, d.nummer, d.soort, d.categorie, d.van,
       d.tot_en_met
from behandeling b join besluit d on d.tenant = b.tenant and d.id = b.id
where b.tenant = $1 and b.beoogde_school = $2 and b.status in ('bekendgemaakt', 'onherroepelijk')
    and d.uitkomst = 'toegekend'
order by d.van desc, b.leerling, b.id limit 500
"""
_TLV = """
select b.leerling, b.geboren_op, b.groep, b.ontvangen_op, b.beoogde_school,
       d.nummer, d.soort, d.categorie, d.van, d.tot_en_met
from behandeling b join besluit d on d.tenant = b.tenant and d.id = b.id
where b.tenant = $1 and b.id = $2 and b.status in ('bekendgemaakt', 'onherroepelijk') and d.uitkomst = 'toegekend'
"""
_VERLOOP = """
select b.id, b.leerling, b.beoogde_school, d.nummer, d.soort, d.categorie, d.tot_en_met
from behandeling b join besluit d on d.tenant = b.tenant and d.id = b.id
where b.tenant = $1 and b.status in ('bekendgemaakt', 'onherroepelijk') and d.uitkomst = 'toegekend'
    and d.tot_en_met between $2 and $3
order by d.tot_en_met, b.leerling, b.id limit 500
"""
_VRAAG = casefile.VRAGEN.replace("order by", "and id = $3 order by")
_BRIEF = "select bestand, verzegeld from beschikking where tenant = $1 and behandeling_id = $2 and voor = $3"
_GELEZEN = """
update bekendmaking set gelezen_op = $4
where tenant = $1 and behandeling_id = $2 and voor = $3 and gelezen_op is null
"""


_UITGENODIGD_ALS = """
select uitgenodigd_als from betrokkene
where tenant = $1 and behandeling_id = $2 and persoon = $3 and uitgenodigd_als is not null
"""


async def _in_behandeling(lezer: Reading, id: UUID) -> Dossier:
    """The case for somebody who works on it. Raises NietGevonden for anybody else."""
    await lezer.admit(id, Deel.BEHANDELING)
    return await lees(lezer, id)


async def _eigen_aanvraag(lezer: Reading, id: UUID) -> Dossier:
    """The case for family or school. Raises NietGevonden for anybody else."""
    await lezer.admit(id, Deel.VOORTGANG)
    return await lees(lezer, id)


async def _voor(lezer: Reading, dossier: Dossier) -> str | None:
    """Which addressee the asker is: the school as one, everybody of the family for themselves; None: none of them.

    Somebody who signed in after the besluit was sent is known by the key of the invitation too.
    """
    if lezer.principal.rol in SCHOOLROLLEN:
        return "school"
    wie = [lezer.asker.tenant, dossier.zaak["id"], lezer.principal.persoon]
    sleutels = {str(lezer.principal.persoon)} | {str(rij[0]) for rij in await lezer.fetch(_UITGENODIGD_ALS, *wie)}
    return next((rij["voor"] for rij in dossier.bekend if rij["voor"] in sleutels), None)


@COMMISSIE.question(BehandelingTonen, rollen=BEHANDELAARS, kijkt="behandeling_id")
async def behandeling_tonen(lezer: Reading, vraag: BehandelingTonen) -> BehandelingStand:
    return await stand(lezer, await _in_behandeling(lezer, vraag.behandeling_id))


@COMMISSIE.question(BenoemingVoorstellen, rollen=BEHANDELING.rij("deskundigen_benoemen").rollen, kijkt="behandeling_id")
async def benoeming_voorstellen(lezer: Reading, vraag: BenoemingVoorstellen) -> BenoemingsVoorstel:
    dossier = await _in_behandeling(lezer, vraag.behandeling_id)
    tenant, school, betrokken = dossier.tenant, dossier.zaak["school"], dossier.zaak["aanvragers"]
    pool = await kandidaten_lezen(lezer)
    vervuld = {rij["plek"]: rij["persoon"] for rij in dossier.zetels}
    keuzes = []
    for kandidaat in sorted(pool.values(), key=lambda k: (k.lopend, k.naam, k.persoon)):
        belet = deskundigen.beletsel(tenant, kandidaat, school, betrokken)
        if belet is None and kandidaat.persoon in vervuld.values():
            belet = f"{kandidaat.naam} adviseert al over deze aanvraag."
        keuzes.append(
            DeskundigeKeuze(
                persoon=kandidaat.persoon,
                naam=kandidaat.naam,
                discipline=kandidaat.discipline,
                extern=kandidaat.extern,
                plekken=[p.naam for p in dossier.plekken if deskundigen.past_op(kandidaat, p)],
                lopend=kandidaat.lopend,
                beletsel=belet,
            )
        )
    return BenoemingsVoorstel(
        plekken={p.naam: p.titel for p in deskundigen.open_plekken(dossier.plekken, vervuld)},
        voorstel=deskundigen.voorstel(
            tenant, dossier.plekken, pool.values(), school, vervuld=vervuld, betrokken=betrokken
        ),
        keuzes=keuzes,
    )


@COMMISSIE.question(AdviezenTonen, rollen=frozenset({Rol.DESKUNDIGE}), kijkt="antwoord.adviezen[].behandeling_id")
async def adviezen_tonen(lezer: Reading, vraag: AdviezenTonen) -> AdviezenLijst:
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    rijen = await lezer.fetch(_MIJN_ADVIEZEN, lezer.asker.tenant, lezer.principal.persoon)
    return AdviezenLijst(
        adviezen=[
            AdviesKort(
                id=rij["id"],
                behandeling_id=rij["behandeling_id"],
                kenmerk=rij["kenmerk"],
                leerling=rij["leerling"],
                soort=rij["soort"],
                school=rij["schoolnaam"],
                plek_titel=_plek_titel(lezer, rij),
                status="verzegeld" if rij["verzegeld_op"] else "concept" if rij["bewaard_op"] else "benoemd",
                uiterlijk_op=rij["uiterlijk_op"],
            )
            for rij in rijen
        ]
    )


def _plek_titel(lezer: Reading, rij: asyncpg.Record) -> str:
    plekken = lezer.regels(rij["ontvangen_op"]).commissie.plekken
    return next((plek.titel for plek in plekken if plek.naam == rij["plek"]), rij["plek"])


@COMMISSIE.question(AdviesTonen, rollen=frozenset({Rol.DESKUNDIGE}), kijkt="antwoord.behandeling_id")
async def advies_tonen(lezer: Reading, vraag: AdviesTonen) -> AdviesDossier:
    """Only the own seat: another's, or one that somebody took over, does not exist."""
    id = await lezer.fetchval(
        "select behandeling_id from advies where tenant = $1 and id = $2 and persoon = $3 and vervallen_op is null",
        lezer.asker.tenant,
        vraag.advies_id,
        lezer.principal.persoon,
    )
    if id is None:
        raise NietGevonden()
    dossier = await _in_behandeling(lezer, id)
    behandeling = await stand(lezer, dossier)
    return AdviesDossier(
        behandeling_id=behandeling.id,
        advies=next(eigen for eigen in behandeling.adviezen if eigen.id == vraag.advies_id),
        behandeling=behandeling,
        vragen=advies.VRAGEN,
        oordelen=advies.OORDELEN,
    )


@COMMISSIE.question(MijnKindTonen, rollen=AANVRAGERS, kijkt="behandeling_id")
async def mijn_kind_tonen(lezer: Reading, vraag: MijnKindTonen) -> MijnKindStand:
    """Of the besluit nothing before it was made known, and only the own bekendmaking."""
    dossier = await _eigen_aanvraag(lezer, vraag.behandeling_id)
    zaak = dossier.zaak
    voor = await _voor(lezer, dossier)
    eigen = next((rij for rij in dossier.bekend if rij["voor"] == voor), None)
    stappen = openbaar.stappen(
        dossier.tenant,
        zaak["status"],
        dossier.register,
        met_advies=bool(dossier.plekken),
        onherroepelijk_op=dossier.besluit["onherroepelijk_op"] if dossier.besluit else None,
    )
    return MijnKindStand(
        id=zaak["id"],
        kenmerk=zaak["kenmerk"],
        status=zaak["status"],
        stappen=[StapOuder(titel=s.titel, stand=s.stand, op=s.op) for s in stappen],
        uiterlijk_op=dossier.termijnen.beslistermijn.uiterlijk_op,
        termijn=dossier.termijn(dossier.termijnen.beslistermijn),
        wacht_op=wacht_in_woorden(dossier.tenant, zaak["wacht_op"]),
        besluit=dossier.besluit_stand(voor or "") if dossier.bekend else None,
        bezwaar_tot_en_met=eigen["bezwaar_tot_en_met"] if eigen else None,
        regels_op=zaak["ontvangen_op"],
    )


@COMMISSIE.question(TlvsTonen, rollen=ONTVANGERS, kijkt="antwoord.tlvs[].behandeling_id")
async def tlvs_tonen(lezer: Reading, vraag: TlvsTonen) -> TlvLijst:
    rijen = await lezer.fetch(_TLVS, lezer.asker.tenant, lezer.principal.organisatie)
    return TlvLijst(
        tlvs=[
            TlvKort(
                behandeling_id=rij["id"],
                nummer=rij["nummer"],
                leerling=rij["leerling"],
                geboren_op=rij["geboren_op"],
                soort=rij["soort"],
                categorie=rij["categorie"],
                van=rij["van"],
                tot_en_met=rij["tot_en_met"],
                school=rij["schoolnaam"],
                groep=rij["groep"],
                ontvangen_op=rij["ontvangen_op"],
            )
            for rij in rijen
        ]
    )


@COMMISSIE.question(TlvInzien, intern=True, kijkt="behandeling_id")
async def tlv_inzien(lezer: Reading, vraag: TlvInzien) -> TlvGegevens:
    rij = await lezer.fetchrow(_TLV, lezer.asker.tenant, vraag.behandeling_id)
    if rij is None:
        raise NietGevonden()
    return TlvGegevens(**dict(rij))


@COMMISSIE.question(VerloopTonen, rollen=COMMISSIEROLLEN, kijkt="antwoord.regels[].behandeling_id")
async def verloop_tonen(lezer: Reading, vraag: VerloopTonen) -> Verloop:
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    vandaag = clock.vandaag()
    rijen = await lezer.fetch(_VERLOOP, lezer.asker.tenant, plus_maanden(vandaag, -3), plus_jaren(vandaag, 1))
    return Verloop(
        regels=[
            VerloopRegel(
                behandeling_id=rij["id"],
                nummer=rij["nummer"],
                leerling=rij["leerling"],
                soort=rij["soort"],
                categorie=rij["categorie"],
                tot_en_met=rij["tot_en_met"],
                school=rij["beoogde_school"],
            )
            for rij in rijen
        ]
    )


@COMMISSIE.question(InzagenTonen, rollen=frozenset({Rol.OUDER}), kijkt="behandeling_id")
async def inzagen_tonen(lezer: Reading, vraag: InzagenTonen) -> InzagenLijst:
    """Who looked, for the parents of this child only; that they looked is a line of its own."""
    await lezer.admit(vraag.behandeling_id, Deel.INZAGEN)
    return await looks(lezer, vraag.behandeling_id, tot=vraag.tot, hoogstens=vraag.hoogstens)


@COMMISSIE.question(InzagenNagaan, rollen=frozenset({Rol.FG}), kijkt="zaak")
async def inzagen_nagaan(lezer: Reading, vraag: InzagenNagaan) -> NagegaanLijst:
    """For the FG of the own samenwerkingsverband; the cases themselves stay closed to that role."""
    return await trace(lezer, vraag)


_AFGELOPEN = (
    "select id as zaak, split_part(leerling, ' ', -1) as achternaam,"
    " case when status in ('bekendgemaakt', 'onherroepelijk', 'ingetrokken') then gewijzigd_op end as einde"
    " from behandeling where tenant = $1"
)


@COMMISSIE.question(InzagenSamenvatten, intern=True)
async def inzagen_samenvatten(lezer: Reading, vraag: InzagenSamenvatten) -> Samenvatting:
    return await summarise(lezer, van=vraag.van, tot=vraag.tot, namen=vraag.namen, zaken=_AFGELOPEN)


_BESTANDEN = "select bestand from beschikking where tenant = $1 and bestand > $2 order by bestand limit $3"
_BESTANDEN_HOOGSTENS = 2_000


@COMMISSIE.question(BestandenNoemen, intern=True)
async def bestanden_noemen(lezer: Reading, vraag: BestandenNoemen) -> BestandenLijst:
    rijen = await lezer.fetch(_BESTANDEN, lezer.asker.tenant, vraag.na, _BESTANDEN_HOOGSTENS)
    return BestandenLijst(sleutels=[rij["bestand"] for rij in rijen], meer=len(rijen) == _BESTANDEN_HOOGSTENS)


@COMMISSIE.question(BeschikkingOphalen, rollen=BEHANDELAARS | AANVRAGERS, kijkt="behandeling_id")
async def beschikking_ophalen(lezer: Reading, vraag: BeschikkingOphalen) -> Beschikking:
    """Reading it as addressee is noted (Awb 2:19 asks proof that it was there; this is proof that it was read)."""
    if lezer.principal.rol in BEHANDELAARS:
        dossier, voor = await _in_behandeling(lezer, vraag.behandeling_id), "school"
    else:
        dossier = await _eigen_aanvraag(lezer, vraag.behandeling_id)
        voor = await _voor(lezer, dossier)
        if not dossier.bekend or voor is None:
            raise NietGevonden()
        await lezer.fetch(_GELEZEN, lezer.asker.tenant, vraag.behandeling_id, voor, clock.nu())
    brief = await lezer.fetchrow(_BRIEF, lezer.asker.tenant, vraag.behandeling_id, voor)
    if brief is None:
        raise NietGevonden()
    naam = f"beschikking-{dossier.zaak['kenmerk']}.pdf"
    if brief["verzegeld"]:
        inhoud = await vault.get(lezer, vraag.behandeling_id, brief["bestand"])
    else:
        inhoud = await files.get(brief["bestand"])
    return Beschikking(bestandsnaam=naam, inhoud=inhoud)


@COMMISSIE.question(VraagLezen, intern=True)
async def vraag_lezen(lezer: Reading, vraag: VraagLezen) -> VraagStand:
    rij = await lezer.fetchrow(_VRAAG, lezer.asker.tenant, vraag.behandeling_id, vraag.vraag_id)
    if rij is None:
        raise NietGevonden()
    return casefile.vraag_stand(rij)
