"""Reading and writing the legal ledger of a case, and keeping up to date what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra.clock import begin_van
from infra.deadlines import Deadline, sync
from infra.unit_of_work import UnitOfWork
from services.commissie import termijnen
from services.commissie.deskundigen import open_plekken
from services.commissie.mandaat import beslisser
from services.commissie.proces import wacht_op
from services.commissie.service import COMMISSIE
from services.commissie.tables import Advies, Behandeling, Bekendmaking, Gebeurtenis
from services.kern.principal import Principal
from services.kern.uitleg import Stap


def opnemen(unit: UnitOfWork, behandeling: UUID, soort: str, op: date, **velden: Any) -> None:
    """Add a line to the ledger: `termijn_tot`, `nieuwe_datum`, `vraag_id` where they belong."""
    door = unit.asker.persoon if isinstance(unit.asker, Principal) else None
    unit.add(
        Gebeurtenis(
            id=uuid4(),
            behandeling_id=behandeling,
            soort=soort,
            op=op,
            door=door,
            vastgelegd_op=unit.nu,
            **velden,
        )
    )


async def register(unit: UnitOfWork, behandeling: UUID) -> list[termijnen.Voorval]:
    """The ledger in the order in which it was written."""
    await unit.flush()
    rijen = await unit.all(Gebeurtenis, Gebeurtenis.behandeling_id == behandeling, order=Gebeurtenis.volgorde)
    return voorvallen(rijen)


def voorvallen(rijen: Iterable[Any]) -> list[termijnen.Voorval]:
    """Rows of `gebeurtenis`, from the ORM or from a query, as the pure rules read them."""
    return [
        termijnen.Voorval(
            rij.soort, rij.op, rij.termijn_tot, rij.nieuwe_datum, str(rij.vraag_id) if rij.vraag_id else None
        )
        for rij in rijen
    ]


def zetels(unit: UnitOfWork, behandeling: UUID) -> Any:
    """The seats that count now."""
    return unit.all(
        Advies, Advies.behandeling_id == behandeling, Advies.vervallen_op.is_(None), order=Advies.benoemd_op
    )


@COMMISSIE.deadlines
async def termijnen_bijwerken(unit: UnitOfWork, zaak: UUID) -> None:
    """After every fact: the terms of the case, and what the werkvoorraad shows of them."""
    behandeling = await unit.get(Behandeling, zaak)
    if behandeling is None:
        return
    bekend = await unit.all(Bekendmaking, Bekendmaking.behandeling_id == zaak)
    voorval = await register(unit, zaak)
    berekend = termijnen.termijnen(
        unit.regels(behandeling.ontvangen_op),
        termijnen.Zaak(
            soort=behandeling.soort,
            categorie=behandeling.categorie,
            complex=behandeling.complex,
            vakantieregio=behandeling.vakantieregio,
            register=voorval,
            bekendgemaakt={rij.voor: rij.op for rij in bekend},
        ),
        unit.vandaag,
    )
    await sync(unit, zaak, [_deadline(termijn) for termijn in berekend.alle])
    await _weggevallen(unit, zaak, berekend.alle)
    tenant, wie = unit.regels(behandeling.ontvangen_op), behandeling
    plekken = tenant.plekken(wie.categorie, wie.complex, wie.soort)
    vervuld = {zetel.plek for zetel in await zetels(unit, zaak)}
    mandaat = beslisser(tenant, soort=wie.soort, categorie=wie.categorie, complex=wie.complex)
    behandeling.uiterlijk_op = berekend.beslistermijn.uiterlijk_op
    behandeling.streef_op = berekend.streef_op
    behandeling.opgeschort = behandeling.status == "aanvulling_gevraagd"
    behandeling.wacht_op = wacht_op(
        behandeling.status,
        mandaat.rol,
        tenant.commissie.eindadvies_door,
        plekken_open=bool(open_plekken(plekken, vervuld)),
    )
    await unit.flush()


async def _weggevallen(unit: UnitOfWork, zaak: UUID, alle: list[termijnen.Termijn]) -> None:
    """A target that no longer belongs to the case (another category, other rules) lapses."""
    await unit.execute(
        "update termijn set status = 'vervallen' where tenant = :tenant and zaak = :zaak and soort = 'streef'"
        " and status in ('loopt', 'opgeschort') and not (naam = any(:namen))",
        zaak=zaak,
        namen=[termijn.naam for termijn in alle],
    )


def _deadline(termijn: termijnen.Termijn) -> Deadline:
    return Deadline(
        naam=termijn.naam,
        titel=termijn.titel,
        soort=termijn.soort,
        uiterlijk_op=termijn.uiterlijk_op,
        status=termijn.status,
        uitleg=uitleg(termijn.uitleg),
        voor=termijn.voor,
        acties={taak: begin_van(dag, termijnen.UUR.get(taak, 0)) for taak, dag in termijn.acties.items()},
        lading={"voor": termijn.voor} if termijn.voor else {},
    )


def uitleg(stappen: list[Stap]) -> list[dict[str, Any]]:
    """The steps in the shape of the contract: `datum` or `waarde` is None where the step has none."""
    return [
        {
            "stap": s.stap,
            "datum": None if s.datum is msgspec.UNSET else str(s.datum),
            "waarde": None if s.waarde is msgspec.UNSET else str(s.waarde),
            "grondslag": s.grondslag,
        }
        for s in stappen
    ]
