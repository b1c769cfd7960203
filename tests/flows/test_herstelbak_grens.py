"""N3 where nobody can take what was sent to another samenwerkingsverband: of who sent it and of the FB, and no more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from uuid import uuid4

import pytest

from infra import clock
from infra.people import accounts, persoon_id
from services.intake.bevoegdheid.contract import DoorzendingIntrekken
from services.intake.contract import AanvraagIntrekken
from services.intake.herstel.contract import HerstelbakStand, HerstelpuntSluiten, HerstelpuntStand, HerstelpuntVersturen
from services.intake.overdracht.contract import OverdrachtIntrekken, PlekVastleggen
from services.intake.overdracht.proces import COORDINATOREN
from services.kern.errors import KanNiet, NietGevonden
from services.kern.rollen import ROLNAMEN, SCHOOLROLLEN, Rol
from tenants.registry import get
from tests.flows.intake_dossier import school
from tests.flows.test_bevoegdheid import aanbieden, gezien
from tests.flows.test_herstelbak import _weg, bak, in_de_bak, punt
from tests.flows.test_overdracht import VO_SCHOOL, blad, delen, doe, in_beeld
from tests.stack import Stack, eventually
from web.filling import herstelbak as vullen

PO, VO = "swv2202po", "swv2201vo"
GERBEN = {"tenant": PO, "rol": "beheerder", "organisatie": "PO2202"}


@asynccontextmanager
async def niemand_als(stack: Stack, tenant: str, organisatie: str, *rollen: str) -> AsyncIterator[None]:
    """Nobody has one of these roles there, until it is over."""
    weg = await stack.sql(
        "update netwerk.hoed set van = van + 4000 where tenant = $1 and organisatie = $2 and rol = any($3)"
        " and tot is null returning id",
        tenant, organisatie, list(rollen),
    )  # fmt: skip
    try:
        yield
    finally:
        await stack.sql("update netwerk.hoed set van = van - 4000 where id = any($1)", [rij["id"] for rij in weg])


async def niet_van(stack: Stack, ligt: HerstelpuntStand, wie: Iterable[str]) -> None:
    """Not to be seen, and its id does not exist."""
    for als in wie:
        assert await punt(stack, als, ligt.zaak) is None, als
        for opdracht in (
            HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id),
            HerstelpuntSluiten(opdracht=uuid4(), herstelpunt_id=ligt.id, reden="Dit gaat mij helemaal niets aan."),
        ):
            with pytest.raises(NietGevonden):
                await stack.ask("intake", opdracht, als)


def gelezen(ligt: HerstelpuntStand, rol: Rol, tenant: str = PO) -> str:
    """What stands on the screen."""
    dag = ligt.ontstaan_op.date()
    stand = HerstelbakStand(punten=[ligt])
    (regel,) = vullen.herstelbak(stand, get(tenant), rol, lambda naam: ROLNAMEN[Rol(naam)], dag).punten
    return f"{regel.wat}. {regel.reden} {regel.doen}"


async def test_n3_een_doorzending_die_daar_niemand_kan_aannemen(stack: Stack):
    """N3 across: who offered it reads that nobody there can take it; the other side gives no more away than that."""
    wie = await school(stack).begin()
    roepnaam = (await wie.zien()).leerling.roepnaam
    async with niemand_als(stack, VO, "VO2201", "secretaris", "directeur"):
        id = await aanbieden(wie)
        ligt = await in_de_bak(stack, "iris", wie.id)
        assert (ligt.soort, ligt.reden, ligt.van, ligt.naar) == ("doorzending", "niemand", "16MA00", "VO2201")
        assert (ligt.rollen, ligt.pad) == ([], f"/aanvragen/{wie.id}/bevoegd")
        assert ligt.kenmerk == (await wie.zien()).kenmerk and roepnaam not in repr(ligt)
        assert "is nog niemand die dit kan aannemen" in gelezen(ligt, Rol.IB_ER)
        assert "secretaris" not in gelezen(ligt, Rol.IB_ER)
        beheer = await punt(stack, "gerben", wie.id, **GERBEN)
        assert beheer is not None and beheer.pad == "" and "Bel " in gelezen(beheer, Rol.BEHEERDER)
        assert await punt(stack, "dirk", wie.id) is not None  # N15: of the school, not of who typed it
        await niet_van(stack, ligt, ("hilda", "vera", "renske", "lotje"))

        # Once more, now, while there is still nobody: it stays, and nobody there hears anything.
        opnieuw = HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id)
        await stack.ask("intake", opnieuw, "gerben", **GERBEN)

        async def gekeken() -> bool:
            rij = (await stack.sql("select pogingen from intake.herstelpunt where id = $1", ligt.id))[0]
            return rij["pogingen"] >= 1

        await eventually(gekeken, wat="Meedoen keek aan de overkant")
        assert await punt(stack, "iris", wie.id) is not None
        assert not await stack.sql("select 1 from intake.bericht where tenant = $1 and zaak = $2", VO, id)

    await stack.ask("intake", HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id), "iris")
    await eventually(lambda: _weg(stack, "iris", wie.id), wat="het is alsnog aangekomen")
    assert next(p for p in await bak(stack, "iris") if p.id == ligt.id).status == "hersteld"
    assert await gezien(stack, id, "saskia") is not None

    async def gemaild() -> bool:
        return any("/doorzendingen" in str(bericht) for bericht in stack.post(accounts()["saskia"].email))

    await eventually(gemaild, wat="wie het daar aanneemt hoort het")


async def test_n3_wie_het_aanbod_intrekt_heeft_niets_meer_in_de_bak(stack: Stack):
    """Taken back, it is gone at once."""
    wie = await school(stack).begin()
    async with niemand_als(stack, VO, "VO2201", "secretaris", "directeur"):
        await aanbieden(wie)
        ligt = await in_de_bak(stack, "iris", wie.id)
        await wie.doe(DoorzendingIntrekken)
        assert await punt(stack, "iris", wie.id) is None and await punt(stack, "gerben", wie.id, **GERBEN) is None
    assert next(p for p in await bak(stack, "iris") if p.id == ligt.id).status == "vervallen"


async def test_n3_een_warme_overdracht_waar_daar_niemand_meekijkt(stack: Stack):
    """N3 across: shared with a samenwerkingsverband without coordinators. It mends by itself; no name."""
    dossier, achternaam = await in_beeld(stack)
    async with niemand_als(stack, VO, "VO2201", *COORDINATOREN):
        id = await delen(stack, dossier)
        ligt = await in_de_bak(stack, "iris", dossier)
        assert (ligt.soort, ligt.van, ligt.naar, ligt.rollen) == ("overdracht", "16MA00", "VO2201", [])
        assert ligt.pad == f"/leerlingen/{dossier}/overdracht" and ligt.kenmerk
        assert "is nog niemand die dit kan aannemen" in gelezen(ligt, Rol.IB_ER)
        beheer = await punt(stack, "gerben", dossier, **GERBEN)
        assert (
            beheer is not None and beheer.pad == "" and achternaam not in repr(beheer) + gelezen(beheer, Rol.BEHEERDER)
        )
        await niet_van(stack, ligt, ("hilda", "vera", "renske", "karin"))
        assert not await stack.sql("select 1 from intake.bericht where tenant = $1 and zaak = $2", VO, id)

    async def gemaild() -> bool:
        return bool(await stack.sql("select 1 from intake.bericht where tenant = $1 and zaak = $2", VO, id))

    try:
        stack.klok(clock.nu() + timedelta(minutes=1, seconds=5))
        await eventually(lambda: _weg(stack, "iris", dossier), wat="Meedoen keek zelf opnieuw aan de overkant")
        await eventually(gemaild, wat="wie daar meekijkt hoort het")
    finally:
        stack.klok_terug()
    assert next(p for p in await bak(stack, "iris") if p.id == ligt.id).status == "hersteld"


async def test_n3_een_warme_overdracht_aan_een_school_waar_niemand_is(stack: Stack):
    """The school where the pupil has a place: in the herstelbak until there is another place, or it is taken back."""
    dossier, _ = await in_beeld(stack)
    stand = (await blad(stack, dossier)).overdracht
    plek = {"van": PO, "overdracht_id": stand.id, "per": date(stand.overstap_jaar, 8, 1)}
    async with niemand_als(stack, VO, VO_SCHOOL, *SCHOOLROLLEN):
        await delen(stack, dossier, ook_school=True)
        await stack.ask("intake", PlekVastleggen(opdracht=uuid4(), school=VO_SCHOOL, **plek), "iris")
        ligt = await in_de_bak(stack, "iris", dossier)
        assert (ligt.soort, ligt.naar, ligt.rollen) == ("overdracht_school", VO_SCHOOL, [])
        await niet_van(stack, ligt, ("hilda", "karin", "lotje"))
        # Another place, where somebody is: the first need not hear it any more.
        await stack.ask("intake", PlekVastleggen(opdracht=uuid4(), school="20BG00", **plek), "iris")
        assert await punt(stack, "iris", dossier) is None
        await stack.ask("intake", PlekVastleggen(opdracht=uuid4(), school=VO_SCHOOL, **plek), "iris")
        weer = await in_de_bak(stack, "iris", dossier)
        assert weer.id != ligt.id
        await doe(stack, OverdrachtIntrekken, dossier)
        assert await punt(stack, "iris", dossier) is None
    geweest = {p.id: p.status for p in await bak(stack, "iris")}
    assert (geweest[ligt.id], geweest[weer.id]) == ("vervallen", "vervallen")


async def test_n3_een_aanvraag_bij_een_samenwerkingsverband_waar_niemand_haar_oppakt(stack: Stack):
    """N3 at home: filed, the term runs, and nobody has the role. Whoever gets it hears of it without a click."""
    async with niemand_als(stack, PO, "PO2202", "secretaris", "directeur"):
        wie = await school(stack).ingediend()
        ligt = await in_de_bak(stack, "iris", wie.id)
        assert (ligt.soort, ligt.van, ligt.naar) == ("aanvraag", "16MA00", "PO2202")
        assert (ligt.rollen, ligt.pad) == (["directeur", "secretaris"], f"/aanvragen/{wie.id}")
        assert "de beslistermijn loopt" in gelezen(ligt, Rol.IB_ER)
        beheer = await punt(stack, "gerben", wie.id, **GERBEN)
        assert beheer is not None and beheer.pad == "" and "deze rol krijgt" in gelezen(beheer, Rol.BEHEERDER)
        assert (await wie.zien()).leerling.achternaam not in repr(beheer)
        await niet_van(stack, ligt, ("lotje", "hilda", "karin"))
        with pytest.raises(KanNiet, match="nog steeds niemand"):
            opdracht = HerstelpuntVersturen(opdracht=uuid4(), herstelpunt_id=ligt.id)
            await stack.ask("intake", opdracht, "gerben", **GERBEN)
    try:
        stack.klok(clock.nu() + timedelta(minutes=1, seconds=5))
        await eventually(lambda: _weg(stack, "iris", wie.id), wat="Meedoen keek zelf opnieuw")
    finally:
        stack.klok_terug()
    assert next(p for p in await bak(stack, "iris") if p.id == ligt.id).status == "hersteld"
    vraag = "select 1 from intake.bericht where zaak = $1 and aan = $2 and brief = 'bericht_klaar'"
    assert len(await stack.sql(vraag, wie.id, persoon_id("vera"))) == 1


async def test_n3_wie_de_aanvraag_intrekt_heeft_niets_meer_in_de_bak(stack: Stack):
    """Withdrawn, it need not arrive; and where somebody has the role nothing comes into the herstelbak at all."""
    async with niemand_als(stack, PO, "PO2202", "secretaris", "directeur"):
        wie = await school(stack).ingediend()
        ligt = await in_de_bak(stack, "iris", wie.id)
        await wie.doe(AanvraagIntrekken, versie=(await wie.zien()).versie, reden="De ouders willen het niet meer.")
        assert await punt(stack, "iris", wie.id) is None
    assert next(p for p in await bak(stack, "iris") if p.id == ligt.id).status == "vervallen"
    ander = await school(stack).ingediend()

    async def nagegaan() -> bool:
        vraag = "select status from intake.taak where zaak = $1 and soort = 'ontvangst_nagaan'"
        return [rij["status"] for rij in await stack.sql(vraag, ander.id)] == ["verwerkt"]

    await eventually(nagegaan, wat="de ontvangst is nagegaan")
    assert not [p for p in await bak(stack, "iris") if p.zaak == ander.id]
