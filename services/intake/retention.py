"""Doors 1 and 3 of intake: how long a dossier stays. People hold, release, ask and agree; the night does the rest.

What the rules are stands in bewaren.py. Rows go through `intake.dossier_wissen` (infra/migrations/retention.py): a
foreign key refuses what is held, and the function refuses what was not announced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra import keys, packages
from infra.clock import AMSTERDAM
from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake import bewaren
from services.intake.bewaren import Klok, Stand, Termijn
from services.intake.contract import (
    DossierVastgehouden,
    DossierVasthouden,
    DossierVernietigd,
    DossierVrijgegeven,
    DossierVrijgeven,
    VernietigingAangekondigd,
    VernietigingGevraagd,
    VernietigingGoedgekeurd,
    VernietigingGoedkeuren,
    VernietigingVragen,
)
from services.intake.leerlingen.proces import LOPEND
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.proces import BEWAREN
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Bewaring, Document, Vasthouding, Vernietigingsverzoek
from services.intake.tekst import alinea
from services.kern.bewaartermijn import Blokkade
from services.kern.errors import KanNiet, NietBeschikbaar, NietGevonden, OngeldigeInvoer
from services.kern.principal import Asker, Principal
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol
from tenants.schema import Tenant

REDEN_KORTST, REDEN_LANGST = 10, 1_000
MEESTAL = 10_000  # more in one night asks nobody
# Who else holds something of a dossier and says when it is gone.
ANDEREN = frozenset({"commissie", "netwerk", "thuiszitters", "financien"})
_RIJEN = """
    select a.id, a.kenmerk, null::date as weg_op, null::date as geboren_op, false as wacht, true as gedeeld,
        a.leerling, a.status, a.ingediend_op, a.ingetrokken_op, a.besloten_op,
        (a.gewijzigd_op at time zone 'Europe/Amsterdam')::date as gewijzigd_op
    from aanvraag a where a.tenant = :tenant and ({welke})
"""
# What may be due within `bewaren.VOORUIT`; the rule itself decides (bewaren.py).
_MISSCHIEN = _RIJEN.format(
    welke="""
        (a.status = 'concept' and a.gewijzigd_op < cast(:nu as timestamptz) - interval '8 months')
        or (a.status = 'ingetrokken' and a.ingetrokken_op < cast(:vandaag as date) - interval '8 months')
        or (a.status = 'besloten' and a.besloten_op < cast(:vandaag as date) - interval '32 months')
        or exists (select 1 from bewaring b where b.tenant = a.tenant and b.zaak = a.id)
        or exists (select 1 from vernietigingsverzoek v
            where v.tenant = a.tenant and v.zaak = a.id and v.goedgekeurd_op is not null)"""
)
_EEN = _RIJEN.format(welke="a.id = :zaak")
# A dossier goes after every aanvraag that began from it: it waits for them (`wacht`).
_DOSSIERS = """
    select d.id, d.kenmerk, null::uuid as leerling, d.status, d.geboren_op,
        case when d.status = 'samengevoegd' then (d.gewijzigd_op at time zone 'Europe/Amsterdam')::date
            else (select max(i.tot) from inschrijving i where i.tenant = d.tenant and i.dossier = d.id) end as weg_op,
        exists (select from aanvraag a where a.tenant = d.tenant and a.dossier = d.id) as wacht,
        exists (select from betrokkenheid b where b.tenant = d.tenant and b.zaak = d.id
            and b.rol = 'samenwerkingsverband') as gedeeld
    from leerlingdossier d where d.tenant = :tenant and ({welke})
"""
_DOSSIERS_MISSCHIEN = _DOSSIERS.format(
    welke="""
        (d.status <> 'lopend' and d.gewijzigd_op < cast(:nu as timestamptz) - interval '32 months')
        or (d.status <> 'lopend' and exists (select from inschrijving i where i.tenant = d.tenant
            and i.dossier = d.id and i.tot < cast(:vandaag as date) - interval '32 months'))
        or d.geboren_op < cast(:vandaag as date) - interval '22 years 8 months'
        or exists (select 1 from bewaring b where b.tenant = d.tenant and b.zaak = d.id)"""
)
_DOSSIER = _DOSSIERS.format(welke="d.id = :zaak")
# What goes along with a dossier, for the certificate: how many rows of which table.
_MEE = """
    select table_name from information_schema.columns
    where :tenant <> '' and table_schema = 'intake' and column_name = 'dossier' and table_name <> 'aanvraag'
    order by 1
"""


def eigen_hoed(asker: Asker, tenant: Tenant) -> None:
    """A hat of this samenwerkingsverband, and not of another. Raises NietGevonden."""
    if not isinstance(asker, Principal) or asker.organisatie != tenant.swv_nummer:
        raise NietGevonden()


def _reden(tekst: str) -> str:
    reden = alinea(tekst)
    if not REDEN_KORTST <= len(reden) <= REDEN_LANGST:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": "Schrijf in een zin waarom."})
    return reden


async def _zaak(unit: UnitOfWork, kenmerk: str, handeling: str) -> Aanvraag:
    """The case of this number, locked, and only while the process allows this. A draft is of the school alone."""
    gevonden = await unit.all(Aanvraag, Aanvraag.kenmerk == kenmerk.strip(), Aanvraag.ingediend_op.is_not(None))
    if not gevonden:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"kenmerk": "Dit kenmerk kennen we niet."})
    zaak = await unit.lock(Aanvraag, gevonden[0].id)
    bewaring = await unit.session.get(Bewaring, (unit.asker.tenant, zaak.id))
    BEWAREN.toets(handeling, unit.principal.rol, bewaring.stand if bewaring else bewaren.ZICHTBAAR)
    unit.zaak = zaak.id
    return zaak


@INTAKE.act(DossierVasthouden)
async def dossier_vasthouden(unit: UnitOfWork, opdracht: DossierVasthouden) -> None:
    """What was announced is visible again: as long as this stands there is no day."""
    eigen_hoed(unit.asker, unit.tenant)
    if opdracht.soort not in bewaren.SOORTEN:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"soort": "Kies waarom."})
    reden = _reden(opdracht.reden)
    zaak = await _zaak(unit, opdracht.kenmerk, "dossier_vasthouden")
    unit.add(
        Vasthouding(
            id=uuid4(),
            zaak=zaak.id,
            kenmerk=zaak.kenmerk,
            soort=opdracht.soort,
            reden=reden,
            van=unit.vandaag,
            geplaatst_door=unit.principal.persoon,
            geplaatst_door_naam=unit.principal.naam,
            geplaatst_op=unit.nu,
        )
    )
    await unit.flush()
    await _bijwerken(unit, await _kandidaten(unit, zaak.id))
    unit.record(DossierVastgehouden(zaak=zaak.id, soort=opdracht.soort))


@INTAKE.act(DossierVrijgeven)
async def dossier_vrijgeven(unit: UnitOfWork, opdracht: DossierVrijgeven) -> None:
    """The term counts on; where its day has passed, the thirty days begin anew."""
    eigen_hoed(unit.asker, unit.tenant)
    vast = await unit.lock(Vasthouding, opdracht.vasthouding_id)
    reden = _reden(opdracht.reden)
    if vast.opgeheven_op is not None:
        raise KanNiet("Dit dossier is al vrijgegeven.")
    vast.opgeheven_op, vast.opgeheven_reden = unit.vandaag, reden
    vast.opgeheven_door, vast.opgeheven_door_naam = unit.principal.persoon, unit.principal.naam
    await unit.flush()
    await _bijwerken(unit, await _kandidaten(unit, vast.zaak))
    unit.record(DossierVrijgegeven(zaak=vast.zaak))


@INTAKE.act(VernietigingVragen)
async def vernietiging_vragen(unit: UnitOfWork, opdracht: VernietigingVragen) -> None:
    """Only asked; nothing moves before somebody else agrees."""
    eigen_hoed(unit.asker, unit.tenant)
    reden = _reden(opdracht.reden)
    if (opdracht.kenmerk is None) == (opdracht.aantal is None):
        raise OngeldigeInvoer("Kies één dossier, of een aantal voor één nacht.")
    if opdracht.aantal is not None and not 0 < opdracht.aantal <= MEESTAL:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"aantal": f"Kies 1 tot en met {MEESTAL}."})
    zaak = None
    if opdracht.kenmerk is not None:
        zaak = await _zaak(unit, opdracht.kenmerk, "vernietiging_vragen")
        if _klok(zaak) is None:
            raise KanNiet("Deze aanvraag wordt nog behandeld. Vernietigen kan nog niet.")
    verzoek = unit.add(
        Vernietigingsverzoek(
            id=uuid4(),
            soort="eerder" if zaak else "meer",
            zaak=zaak.id if zaak else None,
            kenmerk=zaak.kenmerk if zaak else None,
            aantal=opdracht.aantal,
            reden=reden,
            gevraagd_door=unit.principal.persoon,
            gevraagd_door_naam=unit.principal.naam,
            gevraagd_op=unit.nu,
        )
    )
    if verzoek.zaak is not None:  # of one night there is no dossier; the audit line says who asked
        unit.record(VernietigingGevraagd(zaak=verzoek.zaak, soort=verzoek.soort))


@INTAKE.act(VernietigingGoedkeuren)
async def vernietiging_goedkeuren(unit: UnitOfWork, opdracht: VernietigingGoedkeuren) -> None:
    """By somebody else than who asked; the database refuses the same person too."""
    eigen_hoed(unit.asker, unit.tenant)
    verzoek = await unit.lock(Vernietigingsverzoek, opdracht.verzoek_id)
    if verzoek.gevraagd_door == unit.principal.persoon:
        raise KanNiet("U vroeg dit zelf. Iemand anders moet het goedvinden.")
    if verzoek.goedgekeurd_op is not None:
        raise KanNiet("Dit is al goedgekeurd.")
    verzoek.goedgekeurd_op = unit.vandaag
    verzoek.goedgekeurd_door, verzoek.goedgekeurd_door_naam = unit.principal.persoon, unit.principal.naam
    await unit.flush()
    if verzoek.zaak is not None:
        await _bijwerken(unit, await _kandidaten(unit, verzoek.zaak))
        unit.record(VernietigingGoedgekeurd(zaak=verzoek.zaak, soort=verzoek.soort))


# ------------------------------------------------------------------------------------------ the night


@INTAKE.night("bewaartermijnen_nalopen")
async def bewaartermijnen_nalopen(unit: UnitOfWork, task: Task) -> None:
    """Every dossier whose day comes near gets its date; what is due goes, at most 2% unless two agreed on more."""
    nieuw = await _bijwerken(unit, await _kandidaten(unit))
    for rij in nieuw:
        unit.record(VernietigingAangekondigd(zaak=rij.zaak, vernietigen_op=rij.vernietigen_op))
    if nieuw:
        await _inlichten(unit, task.zaak)
    for zaak in await _vannacht(unit):
        unit.later("dossier_vernietigen", zaak=zaak)


async def _kandidaten(unit: UnitOfWork, zaak: UUID | None = None) -> Sequence[Any]:
    if zaak is not None:
        return [*(await unit.execute(_EEN, zaak=zaak)).all(), *(await unit.execute(_DOSSIER, zaak=zaak)).all()]
    dag = {"nu": unit.nu, "vandaag": unit.vandaag}
    return [*(await unit.execute(_MISSCHIEN, **dag)).all(), *(await unit.execute(_DOSSIERS_MISSCHIEN, **dag)).all()]


def _klok(rij: Any) -> Klok | None:
    if rij.geboren_op is not None:
        return bewaren.klok_dossier(rij.status == LOPEND, rij.weg_op, rij.geboren_op)
    gewijzigd = rij.gewijzigd_op
    return bewaren.klok(
        rij.status,
        gewijzigd if type(gewijzigd) is date else gewijzigd.astimezone(AMSTERDAM).date(),
        ingediend=rij.ingediend_op is not None,
        ingetrokken_op=rij.ingetrokken_op,
        besloten_op=rij.besloten_op,
    )


async def _bijwerken(unit: UnitOfWork, rijen: Sequence[Any]) -> list[Bewaring]:
    """The rows of these cases as the rules say today. Returns those that are announced now."""
    zaken = [rij.id for rij in rijen]
    bekend = {b.zaak: b for b in await unit.all(Bewaring, Bewaring.zaak.in_(zaken))} if zaken else {}
    vast = await unit.all(Vasthouding, Vasthouding.zaak.in_(zaken)) if zaken else []
    goed = await unit.all(Vernietigingsverzoek, Vernietigingsverzoek.zaak.in_(zaken)) if zaken else []
    nieuw = []
    for rij in rijen:
        if (telt := _klok(rij)) is None:
            continue
        blokkades = [Blokkade(v.van, v.opgeheven_op) for v in vast if v.zaak == rij.id]
        blokkades += [Blokkade(telt.vanaf)] if rij.wacht else []
        eerder = min((v.goedgekeurd_op for v in goed if v.zaak == rij.id and v.goedgekeurd_op), default=None)
        termijn = bewaren.termijn(telt, blokkades, eerder)
        if bewaring := bekend.get(rij.id):
            was = bewaring.stand
        elif termijn.vernietigen_vanaf and termijn.vernietigen_vanaf > unit.vandaag + bewaren.VOORUIT:
            continue
        else:
            was, bewaring = bewaren.ZICHTBAAR, unit.add(_begin(rij, telt))
        _invullen(bewaring, telt, termijn, unit.vandaag)
        if bewaring.stand == bewaren.TE_VERNIETIGEN and was != bewaren.TE_VERNIETIGEN:
            nieuw.append(bewaring)
    await unit.flush()
    return nieuw


def _begin(rij: Any, telt: Klok) -> Bewaring:
    return Bewaring(
        zaak=rij.id,
        kenmerk=rij.kenmerk,
        leerling=rij.leerling,
        stand=bewaren.ZICHTBAAR,
        regel=telt.regel,
        gedeeld=rij.gedeeld,
    )


def _invullen(bewaring: Bewaring, telt: Klok, termijn: Termijn, vandaag: date) -> None:
    nu = Stand(bewaring.stand, bewaring.aangekondigd_op, bewaring.vernietigen_op)
    straks = bewaren.stand(nu, termijn.vernietigen_vanaf, vandaag)
    bewaring.regel, bewaring.vanaf, bewaring.uitleg = telt.regel, telt.vanaf, termijn.uitleg
    bewaring.bewaren_tot_en_met, bewaring.vernietigen_vanaf = termijn.bewaren_tot_en_met, termijn.vernietigen_vanaf
    bewaring.stand = straks.stand
    bewaring.aangekondigd_op, bewaring.vernietigen_op = straks.aangekondigd_op, straks.vernietigen_op


async def _inlichten(unit: UnitOfWork, zaak: UUID) -> None:
    """To the secretaris, without a number and without a name: that there is something to look at."""
    try:
        vraag = PersonenVanRol(rollen=[Rol.SECRETARIS.value], organisatie=unit.tenant.swv_nummer)
        personen = (await ask(unit, "netwerk", vraag)).personen
    except NietBeschikbaar:
        raise Uitstellen(60) from None
    for persoon in dict.fromkeys(p.persoon for p in personen):
        unit.mail("bericht_klaar", aan=persoon, zaak=zaak, link=f"{settings().app_url}/bewaren")


async def _vannacht(unit: UnitOfWork) -> list[UUID]:
    rijp = await unit.all(Bewaring, Bewaring.stand == bewaren.TE_VERNIETIGEN, Bewaring.vernietigen_op <= unit.vandaag)
    if not rijp:
        return []
    dossiers = (await unit.execute("select aantal_dossiers() where :tenant <> ''")).scalar_one()
    goed = [
        v
        for v in await unit.all(Vernietigingsverzoek, Vernietigingsverzoek.gebruikt_op.is_(None))
        if v.goedgekeurd_op is not None
    ]
    meer, eerder = [v for v in goed if v.soort == "meer"], {v.zaak for v in goed if v.soort == "eerder"}
    aan = [bewaren.Aan(str(b.zaak), b.vernietigen_op, b.zaak in eerder) for b in rijp]
    for verzoek in meer:  # for one night
        verzoek.gebruikt_op = unit.vandaag
    toegestaan = max((v.aantal or 0 for v in meer), default=0)
    return [UUID(zaak) for zaak in bewaren.vannacht(aan, dossiers, toegestaan, unit.vandaag)]


@INTAKE.job("dossier_vernietigen")
async def dossier_vernietigen(unit: UnitOfWork, task: Task) -> None:
    """Key, rows and files of one dossier, and the line of the certificate: one transaction. Looks again first."""
    bewaring = await unit.session.get(Bewaring, (unit.asker.tenant, task.zaak), with_for_update=True)
    if bewaring is None or bewaring.stand == bewaren.VERNIETIGD:
        return
    van_dossier = bewaring.regel == "leerlingdossier"
    await unit.lock(Leerlingdossier if van_dossier else Aanvraag, task.zaak)
    await _bijwerken(unit, await _kandidaten(unit, task.zaak))
    if bewaring.stand != bewaren.TE_VERNIETIGEN or bewaring.vernietigen_op > unit.vandaag:
        return  # somebody holds it since it was planned
    leerling = bewaring.leerling or task.zaak
    mee = await _mee(unit, task.zaak) if van_dossier else {}
    stukken = await unit.all(Document, Document.aanvraag == task.zaak, order=Document.id)
    losse = await _bestanden(unit, task.zaak) if van_dossier else []
    akkoord = await unit.all(Vernietigingsverzoek, Vernietigingsverzoek.zaak == task.zaak)
    await keys.vernietigen(unit, task.zaak)
    unit.session.expunge_all()  # the rows go past the session
    geteld: dict[str, int] = (await unit.execute("select dossier_wissen(:zaak) as n", zaak=task.zaak)).scalar_one()
    for sleutel in losse:
        unit.later("bestand_wissen", zaak=task.zaak, sleutel=sleutel)
    for stuk in stukken:  # noise since the key went; now also gone
        for sleutel in filter(None, (stuk.sleutel, stuk.leesbaar)):
            unit.later("bestand_wissen", zaak=task.zaak, sleutel=sleutel)
    verklaring = {
        "kenmerk": bewaring.kenmerk,
        "regel": bewaring.regel,
        "grondslag": bewaren.GRONDSLAG[bewaring.regel],
        "vanaf": bewaring.vanaf.isoformat(),
        "bewaren_tot_en_met": bewaring.bewaren_tot_en_met.isoformat(),
        "aangekondigd_op": bewaring.aangekondigd_op.isoformat(),
        "vernietigd_op": unit.vandaag.isoformat(),
        "rijen": geteld | mee,
        "bestanden": len(stukken) + len(losse),
        # One hash over those of the documents: whoever holds a copy can prove it was among them, nobody learns which.
        "bestanden_afdruk": hashlib.sha256("".join(sorted(s.sha256 for s in stukken)).encode()).hexdigest(),
        "akkoord": [[v.gevraagd_door_naam, v.goedgekeurd_door_naam] for v in akkoord if v.goedgekeurd_op],
    }
    tekst = msgspec.json.encode(verklaring, order="sorted")
    await unit.execute(
        "update bewaring set stand = 'vernietigd', vernietigd_op = :op, leerling = null, afdruk = :afdruk,"
        " verklaring = cast(:verklaring as jsonb), bevestigd = '{}' where tenant = :tenant and zaak = :zaak",
        op=unit.vandaag,
        afdruk=hashlib.sha256(tekst).hexdigest(),
        verklaring=tekst.decode(),
        zaak=task.zaak,
    )
    unit.record(DossierVernietigd(zaak=task.zaak, leerling_id=leerling))


async def _mee(unit: UnitOfWork, zaak: UUID) -> dict[str, int]:
    """How many rows of each table the database takes along with this dossier."""
    tabellen = (await unit.execute(_MEE)).scalars().all()
    geteld = {}
    for tabel in tabellen:
        vraag = f"select count(*) from {tabel} where tenant = :tenant and dossier = :zaak"
        geteld[tabel] = int((await unit.execute(vraag, zaak=zaak)).scalar_one())
    return {tabel: aantal for tabel, aantal in geteld.items() if aantal}


async def _bestanden(unit: UnitOfWork, zaak: UUID) -> list[str]:
    """The keys of the files of every subject that keeps files of a dossier (`keeping.BESTANDEN`)."""
    sleutels: list[str] = []
    for vraag in packages.kept_files("intake"):
        sleutels += (await unit.execute(vraag, zaak=zaak)).scalars().all()
    return sorted(filter(None, sleutels))


async def bevestigen(unit: UnitOfWork, zaak: UUID, dienst: str) -> None:
    """This service says that its copy is gone. Twice is once."""
    await unit.execute(
        "update bewaring set bevestigd = array_append(bevestigd, cast(:dienst as text))"
        " where tenant = :tenant and zaak = :zaak and not bevestigd @> array[cast(:dienst as text)]",
        zaak=zaak,
        dienst=dienst,
    )
