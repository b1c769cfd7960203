"""ISO-9: how soon somebody who was taken off a case is out of the service that hears of it by a fact."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

from infra.people import persoon_id
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.kern.errors import NietGevonden
from tests.flows.intake_dossier import School, vo_school
from tests.stack import Stack, eventually

HOOGSTENS = 1.0  # seconds, trust.md ISO-9
OPGEVEN = 20.0


@dataclass
class Zetels:
    """A filed aanvraag with joost and berend on its seats; `document`: one of its files."""

    stack: Stack
    aanvraag: School
    document: UUID
    plekken: dict[str, str]

    async def mag(self, wie: str) -> bool:
        try:
            await self.stack.ask("intake", intake.DocumentOphalen(document_id=self.document), wie)
            return True
        except NietGevonden:
            return False

    async def vervangen(self, plek: str, door: str) -> None:
        tonen = commissie.BehandelingTonen(behandeling_id=self.aanvraag.id)
        stand = await self.stack.ask("commissie", tonen, als="saskia")
        benoemen = commissie.DeskundigenBenoemen(
            opdracht=uuid4(),
            behandeling_id=self.aanvraag.id,
            versie=stand.versie,
            benoemingen={plek: persoon_id(door)},
        )
        await self.stack.ask("commissie", benoemen, als="saskia")


async def benoemd(stack: Stack) -> Zetels:
    aanvraag = await vo_school(stack).ingediend()

    async def geopend() -> list[object]:
        return await stack.sql("select versie from commissie.behandeling where id = $1", aanvraag.id)

    versie = (await eventually(geopend, seconden=90, wat="de behandeling is geopend"))[0]["versie"]
    voorstel = await stack.ask("commissie", commissie.BenoemingVoorstellen(behandeling_id=aanvraag.id), als="saskia")
    zitten = {"joost": persoon_id("joost"), "berend": persoon_id("berend")}
    plekken = {
        sub: next(plek for plek in voorstel.plekken for k in voorstel.keuzes if k.persoon == id and plek in k.plekken)
        for sub, id in zitten.items()
    }
    benoemen = commissie.DeskundigenBenoemen(
        opdracht=uuid4(),
        behandeling_id=aanvraag.id,
        versie=versie,
        benoemingen={plek: zitten[sub] for sub, plek in plekken.items()},
    )
    await stack.ask("commissie", benoemen, als="saskia")
    zetels = Zetels(stack, aanvraag, (await aanvraag.zien()).documenten[0].id, plekken)
    await eventually(lambda: zetels.mag("joost"), seconden=90, wat="de deskundige bij de stukken kan")
    return zetels


async def seconden_tot_eruit(stack: Stack, keren: int) -> list[float]:
    """Take turns on one seat, so often: of each turn how long after the answer of the act the leaver could still get
    at a file, in seconds; sorted. A turn counts from when the successor is in."""
    zetels = await benoemd(stack)
    plek, zit, staat = zetels.plekken["berend"], "berend", "lies"
    gemeten: list[float] = []
    for _ in range(keren):
        await eventually(lambda: zetels.mag(zit), wat="wie is benoemd bij de stukken kan")  # noqa: B023
        await zetels.vervangen(plek, staat)
        begin = time.monotonic()
        while await zetels.mag(zit):
            assert time.monotonic() - begin < OPGEVEN, f"{zit} kan er na {OPGEVEN} s nog steeds bij"
        gemeten.append(time.monotonic() - begin)
        zit, staat = staat, zit
    return sorted(gemeten)


def verslag(gemeten: list[float]) -> str:
    p50, p99 = gemeten[len(gemeten) // 2], gemeten[-(-len(gemeten) * 99 // 100) - 1]
    return f"{len(gemeten)} keer: p50 {p50:.3f} s, p99 {p99:.3f} s, hoogste {gemeten[-1]:.3f} s"
