"""Two schools that each have a dossier of what may be one pupil. Only who sees both gets the likeness.

The samenwerkingsverband sees what schools shared, so it can see two. It asks each school about its own dossier and
names nothing else; a school that says the pupil left hands the dossier over, and the next school merges what is double
in its own list (`merging.py`), which can be undone. So no school learns that there is a dossier elsewhere.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from infra import clock
from infra.runtime import Reading
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_bewaard, dossier_bijwerken, dossier_openen
from services.intake.leerlingen.contract import (
    BijSchool,
    DubbelBijScholen,
    DubbelBijScholenTonen,
    InschrijvingBevestigd,
    InschrijvingBevestigen,
    InschrijvingNagevraagd,
    InschrijvingNavragen,
    LeerlingenOnderscheiden,
    PaarBijScholen,
)
from services.intake.leerlingen.gelijkenis import Kind, lijken, paren
from services.intake.leerlingen.proces import VAN_HET_SWV
from services.intake.leerlingen.tables import Leerlingdossier, Navraag, TweeScholen
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import Deel

#: So many pairs on a page: who settles them gets the next ones.
PAREN = 25
# What schools shared, and nothing else; row security says so too.
_GEDEELD = """
select d.id, d.kenmerk, d.roepnaam, d.achternaam, d.geboren_op, d.groep, d.school,
       (select n.antwoord from navraag n where n.tenant = d.tenant and n.dossier = d.id
            order by n.gevraagd_op desc limit 1) as antwoord
from leerlingdossier d where d.tenant = $1 and d.status = 'lopend' and exists (
    select from betrokkenheid b where b.tenant = d.tenant and b.zaak = d.id and b.rol = 'samenwerkingsverband'
        and b.houder = $2 and b.van <= $3 and (b.tot is null or b.tot > $3))
order by d.begonnen_op, d.id
"""
_TWEE = "select een, ander from twee_scholen where tenant = $1"


@INTAKE.question(DubbelBijScholenTonen, rollen=VAN_HET_SWV, kijkt="antwoord.leerlingen[].id")
async def dubbel_bij_scholen_tonen(lezer: Reading, vraag: DubbelBijScholenTonen) -> DubbelBijScholen:
    """Pairs at two schools. Within one school is for that school."""
    wie = lezer.principal
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    dag = clock.vandaag()
    rijen = {rij["id"]: rij for rij in await lezer.fetch(_GEDEELD, wie.tenant, wie.organisatie, dag)}
    kinderen = [Kind(r["id"], r["roepnaam"], r["achternaam"], r["geboren_op"]) for r in rijen.values()]
    anders = [frozenset((rij["een"], rij["ander"])) for rij in await lezer.fetch(_TWEE, wie.tenant)]
    gevonden = [p for p in paren(kinderen, anders) if rijen[p.een]["school"] != rijen[p.ander]["school"]]
    gevonden, meer = gevonden[:PAREN], len(gevonden) > PAREN
    ids = dict.fromkeys(id for paar in gevonden for id in (paar.een, paar.ander))
    return DubbelBijScholen(
        leerlingen=[
            BijSchool(
                naam=f"{rijen[id]['roepnaam']} {rijen[id]['achternaam']}",
                **{naam: rijen[id][naam] for naam in ("id", "kenmerk", "geboren_op", "groep", "school", "antwoord")},
            )
            for id in ids
        ],
        paren=[PaarBijScholen(een=p.een, ander=p.ander, reden=p.reden) for p in gevonden],
        meer=meer,
    )


async def _beide(unit: UnitOfWork, act_name: str, een: UUID, ander: UUID) -> tuple[Leerlingdossier, Leerlingdossier]:
    """Both dossiers, locked, when the asker sees both and they may be of one pupil. Raises NietGevonden and KanNiet."""
    if een == ander:
        raise NietGevonden()
    eerste = await dossier_openen(unit, een, act_name, deel=Deel.DOSSIER)
    tweede = await dossier_openen(unit, ander, act_name, deel=Deel.DOSSIER)
    if eerste.school == tweede.school or not lijken(_kind(eerste), _kind(tweede)):
        raise KanNiet("Deze dossiers lijken niet van één leerling op twee scholen.")
    return eerste, tweede


def _kind(dossier: Leerlingdossier) -> Kind:
    return Kind(dossier.id, dossier.roepnaam, dossier.achternaam, dossier.geboren_op)


@INTAKE.act(InschrijvingNavragen)
async def inschrijving_navragen(unit: UnitOfWork, opdracht: InschrijvingNavragen) -> Bewaard:
    """Each school hears of its own dossier only, in the same words. Asked and not answered is not asked again."""
    beide = await _beide(unit, "inschrijving_navragen", opdracht.dossier_id, opdracht.ander_id)
    gevraagd = 0
    for dossier in beide:
        if await unit.all(Navraag, Navraag.dossier == dossier.id, Navraag.antwoord == ""):
            continue
        gevraagd += 1
        unit.add(Navraag(id=uuid4(), dossier=dossier.id, gevraagd_op=unit.nu, gevraagd_door_naam=unit.principal.naam))
        unit.mail(
            "bericht_klaar",
            aan=dossier.begonnen_door,
            zaak=dossier.id,
            link=f"{settings().app_url}/leerlingen/{dossier.id}/gegevens",
        )
        unit.record(InschrijvingNagevraagd(zaak=dossier.id))
    if not gevraagd:
        raise KanNiet("Beide scholen moeten nog antwoorden.")
    return dossier_bewaard(unit, beide[0])


@INTAKE.act(LeerlingenOnderscheiden)
async def leerlingen_onderscheiden(unit: UnitOfWork, opdracht: LeerlingenOnderscheiden) -> Bewaard:
    """No fact: a line in either dossier would say that there is another."""
    eerste, tweede = await _beide(unit, "leerlingen_onderscheiden", opdracht.dossier_id, opdracht.ander_id)
    een, ander = sorted((eerste.id, tweede.id))
    if await unit.session.get(TweeScholen, (unit.asker.tenant, een, ander)) is None:
        unit.add(TweeScholen(een=een, ander=ander, op=unit.nu, door_naam=unit.principal.naam))
    return dossier_bewaard(unit, eerste)


@INTAKE.act(InschrijvingBevestigen)
async def inschrijving_bevestigen(unit: UnitOfWork, opdracht: InschrijvingBevestigen) -> Bewaard:
    dossier = await dossier_openen(unit, opdracht.dossier_id, "inschrijving_bevestigen", opdracht.versie)
    if not await beantwoorden(unit, dossier.id, "hier"):
        raise KanNiet("Niemand vraagt hier nu naar.")
    dossier_bijwerken(unit, dossier)
    unit.record(InschrijvingBevestigd(zaak=dossier.id))
    return dossier_bewaard(unit, dossier)


async def beantwoorden(unit: UnitOfWork, dossier: UUID, antwoord: str) -> bool:
    """What the samenwerkingsverband asked about this pupil is answered. False when it asked nothing."""
    open_ = await unit.all(Navraag, Navraag.dossier == dossier, Navraag.antwoord == "")
    for rij in open_:
        rij.antwoord, rij.antwoord_op, rij.antwoord_door_naam = antwoord, unit.nu, unit.asker.naam
    return bool(open_)
