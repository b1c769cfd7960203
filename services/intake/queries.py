"""The window of intake: what each person may see of an aanvraag, and the files themselves."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from infra import clock, files, vault
from infra.looks import looks
from infra.runtime import Reading
from services.intake import (
    dossier,
    emergency,  # noqa: F401  (hangs noodtoegang in its doors)
    keeping,  # noqa: F401  (hangs the questions about how long dossiers stay)
    originals,  # noqa: F401  (hangs the originals of documents in its doors)
    oversight,  # noqa: F401  (hangs what the FG gets in its doors)
    reuse,
    touched,  # noqa: F401  (hangs the question about other rules in this window)
)
from services.intake.bevoegdheid import woorden
from services.intake.cases import dag_van_regels
from services.intake.contract import (
    AanvraagKort,
    AanvraagStand,
    AanvraagTonen,
    AanvragenLijst,
    AanvragenTonen,
    Bestand,
    Betrokkene,
    DocumentOphalen,
    DocumentStand,
    DossierInzien,
    DossierVoorCommissie,
    InzagenTonen,
    Leerling,
    OuderStand,
    Regel,
    Tekort,
    VraagAanSchool,
    ZienswijzeStand,
)
from services.intake.proces import AANVRAAG, CONCEPT, kan_terug
from services.intake.service import INTAKE
from services.intake.toegang import (
    BESTUURSROLLEN,
    LEEST_INHOUD,
    LEEST_STUKKEN,
    LEZERS,
)
from services.intake.volledigheid import blokkerend, tekorten
from services.intake.weigeringen import WACHT
from services.intake.zonder_instemming import met_punten
from services.kern.errors import KanNiet, NietGevonden
from services.kern.inzage import InzagenLijst
from services.kern.policy import Deel, Kring
from services.kern.principal import Principal
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from tenants.schema import Recept, Tenant

RIJEN = 200
DEEL = vault.DEEL  # an answer stays well under what NATS carries (8 MB)

Rij = Any  # a row as it comes from PostgreSQL

_LIJST = """
select a.id, a.kenmerk, a.versie, a.soort, a.status, a.categorie, a.school, a.gewijzigd_op,
       a.antwoorden::text as antwoorden,
       a.ondertekend_op is not null as ondertekend, l.roepnaam, l.achternaam,
       a.status = 'aanvulling_gevraagd' as vraag_open, a.ingediend_op
from aanvraag a join leerling l on l.tenant = a.tenant and l.id = a.leerling
where a.tenant = $1 and {waar}
order by a.gewijzigd_op desc limit {rijen}
"""
_AANVRAAG = """
select a.id, a.kenmerk, a.versie, a.status, a.soort, a.categorie, a.beoogde_school, a.school, a.bestuur,
       a.antwoorden::text as antwoorden, a.begonnen_door, a.begonnen_door_naam, a.ondertekend_op, a.ondertekend_door,
       a.ondertekend_door_naam, a.ingediend_op, a.ingetrokken_op,
       a.leerling, a.dossier, a.herkomst::text as herkomst, l.roepnaam, l.achternaam, l.geboren_op, l.groep,
       (select json_build_object('status', d.status, 'naar', d.naar, 'kenmerk_daar', d.kenmerk_daar, 'reden', d.reden,
           'op', (d.gewijzigd_op at time zone 'Europe/Amsterdam')::date)
        from doorzending d where d.tenant = a.tenant and d.aanvraag = a.id and d.status <> 'ingetrokken'
        order by d.gewijzigd_op desc limit 1)::text as doorzending
from aanvraag a join leerling l on l.tenant = a.tenant and l.id = a.leerling
where a.tenant = $1 and a.id = $2
"""
_DOCUMENTEN = """
select d.id, d.aanvraag, d.soort, d.bestandsnaam, d.mediatype, d.grootte, d.gedagtekend_op, d.ondertekend_door,
       d.status, d.reden, d.weigering, d.wacht_op, d.vraag, d.toegevoegd_op, d.toegevoegd_door_naam,
       d.herkomst::text as herkomst,
       v.id is null or v.status = 'beantwoord' as verstuurd
from document d left join vraag v on v.tenant = d.tenant and v.id = d.vraag
where d.tenant = $1 and d.aanvraag = any($2) order by d.toegevoegd_op, d.id
"""
_FAMILIE = """
select b.aanvraag, b.persoon, b.naam, b.rol, b.uitgenodigd_op, b.verloopt_op, b.aangemeld_op
from betrokkene b
where b.tenant = $1 and b.aanvraag = any($2) and b.tot is null and b.rol in ('ouder', 'leerling')
order by b.uitgenodigd_op, b.id
"""
_ZIENSWIJZEN = """
select distinct on (z.aanvraag, z.persoon) z.aanvraag, z.persoon, z.naam, z.van, z.tekst, z.instemming, z.ingediend_op,
       z.punten::text as punten
from zienswijze z
where z.tenant = $1 and z.aanvraag = any($2) order by z.aanvraag, z.persoon, z.volgnummer desc
"""
_VRAGEN = """
select id, tekst, document_soort, gevraagd_op, termijn_tot, status, beantwoord_op, antwoord
from vraag where tenant = $1 and aanvraag = $2 order by gevraagd_op, termijn_tot, id
"""
_ZELF_BETROKKEN = (
    "a.id in (select b.zaak from betrokkenheid b where b.tenant = $1 and b.houder = $2 and b.rol = $3"
    " and b.van <= $4 and (b.tot is null or b.tot > $4))"
)
_NOODTOEGANG_TOT = (
    "select max(einde) from betrokkenheid where tenant = $1 and zaak = $2 and houder = $3 and rol = 'noodtoegang'"
)
_TIJDLIJN = "select op, zin, door, feit from tijdlijn where tenant = $1 and zaak = $2 order by volgorde"


# ------------------------------------------------------------------------------------------------ the list


@INTAKE.question(AanvragenTonen, rollen=LEZERS, kijkt="antwoord.aanvragen[].id")
async def aanvragen_tonen(lezer: Reading, vraag: AanvragenTonen) -> AanvragenLijst:
    """Newest change first, at most 200. What is missing is counted for drafts only."""
    waar, *waarden = _bereik(lezer)
    rijen = await lezer.fetch(_LIJST.format(waar=waar, rijen=RIJEN), lezer.asker.tenant, *waarden)
    open_ = await _tekorten_van_concepten(lezer, [rij for rij in rijen if rij["status"] == CONCEPT])
    return AanvragenLijst(
        aanvragen=[
            AanvraagKort(
                id=rij["id"],
                kenmerk=rij["kenmerk"],
                leerling=f"{rij['roepnaam']} {rij['achternaam']}",
                soort=rij["soort"],
                status=rij["status"],
                tekorten=len(open_.get(rij["id"], [])),
                vraag_open=rij["vraag_open"],
                gewijzigd_op=rij["gewijzigd_op"],
                school=rij["school"],
                te_tekenen=rij["versie"] if {t.soort for t in open_.get(rij["id"], [])} == {"handtekening"} else None,
            )
            for rij in rijen
        ]
    )


def _bereik(lezer: Reading) -> tuple[Any, ...]:
    """The scope of the asker as a condition that an index can follow; row security judges every row besides."""
    wie = lezer.principal
    if wie.rol in SCHOOLROLLEN:
        return "a.school = $2", wie.organisatie
    if wie.rol in FAMILIEROLLEN:
        zelf = str(wie.persoon), wie.rol.value, clock.vandaag(), _zaak(wie.organisatie)
        return f"{_ZELF_BETROKKEN} and a.id = $5", *zelf
    if wie.rol in BESTUURSROLLEN:
        return "a.bestuur = $2 and a.bestuur <> '' and a.ingediend_op is not null", wie.organisatie
    if wie.rol in COMMISSIEROLLEN and wie.organisatie == lezer.tenant.swv_nummer:
        return ("a.ingediend_op is not null",)
    if wie.rol is Rol.DESKUNDIGE:
        return f"a.ingediend_op is not null and {_ZELF_BETROKKEN}", str(wie.persoon), wie.rol.value, clock.vandaag()
    return ("false",)


def _zaak(organisatie: str) -> UUID | None:
    """The case of a family hat; None, which is no row at all, when the hat names none."""
    try:
        return UUID(organisatie)
    except ValueError:
        return None


async def _tekorten_van_concepten(lezer: Reading, rijen: list[Rij]) -> dict[UUID, list[Tekort]]:
    """What blocks filing, per draft."""
    if not rijen:
        return {}
    ids = [rij["id"] for rij in rijen]
    documenten, familie, gezegd = await _bijlagen(lezer, ids)
    uit = {}
    for rij in rijen:
        stand = _dossier(
            rij,
            rij["ondertekend"],
            [d for d in documenten if d["aanvraag"] == rij["id"]],
            [b for b in familie if b["aanvraag"] == rij["id"]],
            [z for z in gezegd if z["aanvraag"] == rij["id"]],
        )
        uit[rij["id"]] = blokkerend(tekorten(lezer.regels(_regels_op(lezer, rij)), stand, clock.vandaag()))
    return uit


async def _bijlagen(lezer: Reading, ids: list[UUID]) -> tuple[list[Rij], list[Rij], list[Rij]]:
    tenant = lezer.asker.tenant
    return (
        await lezer.fetch(_DOCUMENTEN, tenant, ids),
        await lezer.fetch(_FAMILIE, tenant, ids),
        await lezer.fetch(_ZIENSWIJZEN, tenant, ids),
    )


def _dossier(
    rij: Rij, ondertekend: bool, documenten: list[Rij], familie: list[Rij], gezegd: list[Rij]
) -> dossier.Dossier:
    return dossier.Dossier(
        soort=rij["soort"],
        antwoorden=msgspec.json.decode(rij["antwoorden"]),
        categorie=rij["categorie"],
        stukken=[
            dossier.Stuk(
                soort=d["soort"],
                status=d["status"],
                gedagtekend_op=d["gedagtekend_op"],
                ondertekend_door=d["ondertekend_door"],
                uit=(_herkomst(d) or {}).get("bron", ""),
            )
            for d in documenten
        ],
        familie=[
            dossier.Familielid(
                persoon=b["persoon"],
                naam=b["naam"],
                rol=b["rol"],
                uitgenodigd_op=b["uitgenodigd_op"].astimezone(clock.AMSTERDAM).date(),
            )
            for b in familie
        ],
        gehoord=[dossier.Gehoord(persoon=z["persoon"], van=z["van"], instemming=z["instemming"]) for z in gezegd],
        ondertekend=ondertekend,
    )


# ------------------------------------------------------------------------------------------- one aanvraag


@INTAKE.question(AanvraagTonen, rollen=LEZERS, kijkt="aanvraag_id")
async def aanvraag_tonen(lezer: Reading, vraag: AanvraagTonen) -> AanvraagStand:
    """Everything this person may see, and nothing else; the look is written down."""
    wie, tenant = lezer.principal, lezer.asker.tenant
    rij = await _toegestaan(lezer, vraag.aanvraag_id, Deel.AANVRAAG)
    bouwt = wie.rol in SCHOOLROLLEN and rij["dossier"] is not None and rij["status"] == CONCEPT
    bezig = await reuse.wordt_gemaakt(lezer, rij["id"]) if bouwt else []
    documenten, familie, gezegd = await _bijlagen(lezer, [rij["id"]])
    vragen = await lezer.fetch(_VRAGEN, tenant, rij["id"])
    tijdlijn = await lezer.fetch(_TIJDLIJN, tenant, rij["id"])
    doorzending = msgspec.json.decode(rij["doorzending"]) if rij["doorzending"] else None
    regels_op = _regels_op(lezer, rij)
    regels = lezer.regels(regels_op)
    mist = tekorten(
        regels,
        _dossier(rij, rij["ondertekend_op"] is not None, documenten, familie, gezegd),
        rij["ingediend_op"] or clock.vandaag(),
    )
    inhoud = wie.rol in LEEST_INHOUD
    tot = None
    if lezer.oordeel is not None and lezer.oordeel.kring is Kring.NOODTOEGANG:
        documenten, tijdlijn = [], []  # what is written, no file and no history: what the hour is for
        tot = await lezer.fetchval(_NOODTOEGANG_TOT, tenant, rij["id"], str(wie.persoon))
    uit, vers = None, None
    if bouwt:
        stukken = [stuk for d in documenten if (stuk := _herkomst(d))]
        uit, vers = await reuse.uit_dossier(lezer, rij["dossier"], stukken, bezig)
    return AanvraagStand(
        id=rij["id"],
        kenmerk=rij["kenmerk"],
        versie=rij["versie"],
        soort=rij["soort"],
        status=rij["status"],
        leerling=_leerling(rij),
        school=rij["school"],
        bestuur=rij["bestuur"],
        beoogde_school=rij["beoogde_school"],
        categorie=rij["categorie"],
        antwoorden=msgspec.json.decode(rij["antwoorden"]) if inhoud else {},
        documenten=_documenten(wie, regels, rij["soort"], documenten, vers),
        zienswijzen=_zienswijzen(wie, familie, gezegd),
        ouders=[_ouder(b) for b in familie if _eigen_of_werk(wie, b["persoon"])],
        tekorten=_tekorten(wie, mist),
        vragen=[_vraag(v) for v in vragen] if inhoud else [],
        tijdlijn=[Regel(op=r["op"], zin=r["zin"], door=r["door"]) for r in tijdlijn if _regel_voor(wie, r)],
        handelingen=[
            naam
            for naam in _handelingen(wie, rij)
            if naam != "aanvraag_terugzetten" or not doorzending or doorzending["status"] != "aanvaard"
        ],
        ondertekend_op=rij["ondertekend_op"],
        ondertekend_door=rij["ondertekend_door_naam"],
        ingediend_op=rij["ingediend_op"],
        begonnen_door=rij["begonnen_door_naam"],
        regels_op=regels_op,
        noodtoegang_tot=tot,
        uit_dossier=uit,
        herkomst=(_herkomst(rij) or {}).get("zin", ""),
        doorzending=woorden.in_een_zin(**doorzending | {"op": date.fromisoformat(doorzending["op"])})
        if doorzending
        else "",
    )


def _herkomst(rij: Rij) -> dict[str, Any] | None:
    """Of what of the leerlingdossier a document was made, or from where an aanvraag came."""
    return msgspec.json.decode(rij["herkomst"]) if rij["herkomst"] else None


def _regels_op(lezer: Reading, rij: Rij) -> date:
    return dag_van_regels(lezer.asker.tenant, rij["soort"], rij["ingediend_op"])


async def _toegestaan(lezer: Reading, id: UUID, deel: Deel) -> Rij:
    """The row, when the asker may come at this part of it. Raises NietGevonden or MagNiet."""
    await lezer.admit(id, deel)
    rij = await lezer.fetchrow(_AANVRAAG, lezer.asker.tenant, id)
    if rij is None:
        raise NietGevonden()
    return rij


def _leerling(rij: Rij) -> Leerling:
    return Leerling(
        id=rij["leerling"],
        roepnaam=rij["roepnaam"],
        achternaam=rij["achternaam"],
        geboren_op=rij["geboren_op"],
        groep=rij["groep"],
    )


def _eigen_of_werk(wie: Principal, persoon: UUID) -> bool:
    """Of the family only oneself is seen by family (parents may live apart); by others who read the content, all."""
    return wie.persoon == persoon if wie.rol in FAMILIEROLLEN else wie.rol in LEEST_INHOUD


def _documenten(
    wie: Principal, tenant: Tenant, soort: str, rijen: list[Rij], vers: set[str] | None
) -> list[DocumentStand]:
    if wie.rol not in LEEST_STUKKEN:
        return []
    namen = {regel.soort: regel.naam for regel in tenant.recept(soort).documenten}
    return [
        DocumentStand(
            id=d["id"],
            soort=d["soort"],
            titel=namen.get(d["soort"], dossier.OVERIG_NAAM),
            bestandsnaam=d["bestandsnaam"],
            mediatype=d["mediatype"],
            grootte=d["grootte"],
            gedagtekend_op=d["gedagtekend_op"],
            ondertekend_door=d["ondertekend_door"],
            status=d["status"],
            reden=d["reden"],
            toegevoegd_op=d["toegevoegd_op"],
            toegevoegd_door=d["toegevoegd_door_naam"],
            vraag_id=d["vraag"],
            weigering=d["weigering"],
            wacht=WACHT.get(d["wacht_op"]) if d["status"] in dossier.IN_CONTROLE else None,
            herkomst=reuse.herkomst(_herkomst(d), vers),
        )
        for d in rijen
        if d["verstuurd"] or wie.rol in SCHOOLROLLEN
    ]


def _zienswijzen(wie: Principal, familie: list[Rij], gezegd: list[Rij]) -> list[ZienswijzeStand]:
    """Who said something, and who was invited and said nothing yet."""
    gehoord = {z["persoon"] for z in gezegd}
    standen = [_zienswijze(z) for z in gezegd] + [
        ZienswijzeStand(
            persoon=b["persoon"], naam=b["naam"], van=b["rol"], tekst=None, instemming=None, ingediend_op=None
        )
        for b in familie
        if b["persoon"] not in gehoord
    ]
    return [stand for stand in standen if _eigen_of_werk(wie, stand.persoon)]


def _zienswijze(z: Rij) -> ZienswijzeStand:
    return ZienswijzeStand(
        persoon=z["persoon"],
        naam=z["naam"],
        van=z["van"],
        tekst=z["tekst"],
        instemming=z["instemming"],
        ingediend_op=z["ingediend_op"],
        punten=msgspec.json.decode(z["punten"]),
    )


def _ouder(b: Rij) -> OuderStand:
    verlopen = b["aangemeld_op"] is None and b["verloopt_op"] < clock.nu()
    return OuderStand(
        persoon=b["persoon"],
        naam=b["naam"],
        rol=b["rol"],
        status="aangemeld" if b["aangemeld_op"] else "verlopen" if verlopen else "uitgenodigd",
        uitgenodigd_op=b["uitgenodigd_op"],
    )


def _tekorten(wie: Principal, mist: list[Tekort]) -> list[Tekort]:
    if wie.rol in FAMILIEROLLEN:
        return [tekort for tekort in mist if tekort.naam == str(wie.persoon)]
    return mist if wie.rol in LEEST_INHOUD else []


def _vraag(v: Rij) -> VraagAanSchool:
    return VraagAanSchool(
        id=v["id"],
        tekst=v["tekst"],
        document_soort=v["document_soort"],
        gevraagd_op=v["gevraagd_op"],
        termijn_tot=v["termijn_tot"],
        beantwoord_op=v["beantwoord_op"],
        antwoord=v["antwoord"],
        status=v["status"],
    )


def _regel_voor(wie: Principal, regel: Rij) -> bool:
    """That somebody of the family spoke is for who reads what they said, and for themselves."""
    if regel["feit"] != "zienswijze_gegeven" or wie.rol in LEEST_INHOUD - FAMILIEROLLEN:
        return True
    return wie.rol in FAMILIEROLLEN and regel["door"] == wie.naam


def _handelingen(wie: Principal, rij: Rij) -> list[str]:
    return [
        handeling.naam
        for handeling in AANVRAAG.mogelijk_voor(wie.rol, rij["status"])
        if not (handeling.naam == "aanvraag_ondertekenen" and rij["ondertekend_op"])
        and not (
            handeling.naam == "aanvraag_terugzetten"
            and not kan_terug(rij["ingediend_op"], rij["ingetrokken_op"], clock.vandaag())
        )
    ]


# ---------------------------------------------------------------------------------------------- documents


@INTAKE.question(InzagenTonen, rollen=frozenset({Rol.OUDER}), kijkt="aanvraag_id")
async def inzagen_tonen(lezer: Reading, vraag: InzagenTonen) -> InzagenLijst:
    """Who looked, for the parents of this child only; that they looked is a line of its own."""
    await lezer.admit(vraag.aanvraag_id, Deel.INZAGEN)
    return await looks(lezer, vraag.aanvraag_id, tot=vraag.tot, hoogstens=vraag.hoogstens)


@INTAKE.question(DocumentOphalen, rollen=LEEST_STUKKEN, kijkt="antwoord.aanvraag_id")
async def document_ophalen(lezer: Reading, vraag: DocumentOphalen) -> Bestand:
    """One part of the cleaned version. Every part leaves an audit line.

    A document from before there was cleaning is given as it is until the worker has cleaned it.
    """
    d = await lezer.fetchrow(
        "select d.id, d.aanvraag, d.bestandsnaam, d.mediatype, d.status, coalesce(d.leesbaar, d.sleutel) as sleutel,"
        " coalesce(d.leesbaar_grootte, d.grootte) as grootte, d.leesbaar is not null or d.verzegeld as verzegeld,"
        " v.id is null or v.status = 'beantwoord' as verstuurd"
        " from document d left join vraag v on v.tenant = d.tenant and v.id = d.vraag"
        " where d.tenant = $1 and d.id = $2",
        lezer.asker.tenant,
        vraag.document_id,
    )
    if d is None:
        raise NietGevonden()
    await lezer.admit(d["aanvraag"], Deel.STUKKEN)
    if not d["verstuurd"] and lezer.principal.rol not in SCHOOLROLLEN:
        raise NietGevonden()
    if d["status"] != dossier.BRUIKBAAR:
        wordt = d["status"] in dossier.IN_CONTROLE
        raise KanNiet("Dit document wordt nog gecontroleerd." if wordt else "Dit document is geweigerd.")
    delen = -(-d["grootte"] // DEEL)
    if not 0 <= vraag.deel < delen:
        raise NietGevonden()
    return Bestand(
        id=d["id"],
        aanvraag_id=d["aanvraag"],
        bestandsnaam=d["bestandsnaam"],
        mediatype=d["mediatype"],
        grootte=d["grootte"],
        deel=vraag.deel,
        delen=delen,
        inhoud=await _deel(lezer, d, vraag.deel),
    )


async def _deel(lezer: Reading, document: Rij, deel: int) -> bytes:
    if document["verzegeld"]:
        return await vault.get_part(lezer, document["aanvraag"], document["sleutel"], deel)
    begin = deel * DEEL
    return await files.get_part(document["sleutel"], begin, min(DEEL, document["grootte"] - begin))


# ------------------------------------------------------------------------------------- for other services


@INTAKE.question(DossierInzien, intern=True, kijkt="aanvraag_id")
async def dossier_inzien(lezer: Reading, vraag: DossierInzien) -> DossierVoorCommissie:
    """What the commissie needs to open a behandeling. A draft does not exist for it."""
    rij = await lezer.fetchrow(_AANVRAAG, lezer.asker.tenant, vraag.aanvraag_id)
    if rij is None or rij["ingediend_op"] is None:
        raise NietGevonden()
    _, familie, gezegd = await _bijlagen(lezer, [rij["id"]])
    ingediend: date = rij["ingediend_op"]
    recept = lezer.regels(ingediend).recept(rij["soort"])
    return DossierVoorCommissie(
        aanvraag_id=rij["id"],
        kenmerk=rij["kenmerk"],
        soort=rij["soort"],
        categorie=rij["categorie"],
        leerling_id=rij["leerling"],
        leerling=f"{rij['roepnaam']} {rij['achternaam']}",
        geboren_op=rij["geboren_op"],
        groep=rij["groep"],
        school=rij["school"],
        bestuur=rij["bestuur"],
        beoogde_school=rij["beoogde_school"],
        ingediend_op=ingediend,
        betrokkenen=[Betrokkene(persoon=b["persoon"], naam=b["naam"], rol=b["rol"]) for b in familie],
        zienswijzen=[_met_punten(_zienswijze(z), recept) for z in gezegd],
        begonnen_door=rij["begonnen_door"],
        schooldirecteur=rij["ondertekend_door"],
    )


def _met_punten(stand: ZienswijzeStand, recept: Recept) -> ZienswijzeStand:
    """One text: the commissie reads and weighs it as a whole."""
    return msgspec.structs.replace(stand, tekst=met_punten(recept, stand.tekst, stand.punten))
