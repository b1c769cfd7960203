"""Files that belong to something in a dossier, added over the bus as a school does. Used by tests of every kind."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from infra import clock
from services.intake.contract import Bewaard
from services.intake.gesprekken.contract import HandtekeningToevoegen, VerslagToevoegen
from services.intake.opp.contract import InstemmingVastleggen
from services.intake.stukken.contract import DossierstukDeel, DossierstukOphalen, DossierstukStand
from tests.flows.gesprek_dossier import gesprek_zien, in_gesprek
from tests.flows.intake_dossier import School, pdf
from tests.flows.opp_dossier import Opp
from tests.stack import eventually

REDEN = "Zij heeft thuis geen internet."


async def verslag_toevoegen(
    school: School, dossier: UUID, gesprek: UUID, inhoud: bytes = b"", naam: str = "ot-verslag.pdf", **hoed: Any
) -> UUID:
    """A report that was made elsewhere; the id of the file."""
    upload = await school.uploaden(inhoud or pdf("OT-verslag"), als=hoed.get("als"))
    bewaard = await in_gesprek(
        school, VerslagToevoegen, dossier, gesprek, upload=upload, bestandsnaam=naam, als=hoed.get("als")
    )
    return bewaard.id


async def handtekening_toevoegen(
    school: School, dossier: UUID, gesprek: UUID, wie: UUID, naam: str = "blad.pdf", **anders: Any
) -> Bewaard:
    upload = await school.uploaden(anders.pop("inhoud", b"") or pdf("Getekend"))
    gewoon = {"wie": wie, "op": clock.vandaag(), "reden": REDEN, "upload": upload, "bestandsnaam": naam}
    return await in_gesprek(school, HandtekeningToevoegen, dossier, gesprek, **(gewoon | anders))


async def op_papier(
    opp: Opp, naam: str, *, akkoord: bool = True, inhoud: bytes = b"", wachten: bool = True, **anders: Any
) -> None:
    """The scan of what this person signed about the handelingsdeel, judged."""
    blad = await opp.blad()
    stand = blad.werk or blad.geldend
    assert stand is not None
    wie = next(een.id for een in stand.instemmingen if een.naam == naam)
    upload = await opp.school.uploaden(inhoud or pdf("Getekend"))
    velden = {"op": clock.vandaag(), "reden": REDEN, "bestandsnaam": "blad.pdf"} | anders
    await opp.doe(InstemmingVastleggen, opp_id=stand.id, wie=wie, akkoord=akkoord, upload=upload, **velden)
    if wachten:

        async def gecontroleerd() -> bool:
            nu = await opp.blad()
            stand = nu.werk or nu.geldend
            assert stand is not None
            return all(een.stuk is None or een.stuk.status != "wacht" for een in stand.instemmingen)

        await eventually(gecontroleerd, seconden=90, wat="het getekende blad is gecontroleerd")


async def gecontroleerd(school: School, dossier: UUID, gesprek: UUID) -> list[DossierstukStand]:
    """The files of this talk, once each was judged."""

    async def klaar() -> list[DossierstukStand] | None:
        stand = await gesprek_zien(school, dossier, gesprek)
        stukken = stand.verslagen + stand.handtekeningen
        return None if any(stuk.status == "wacht" for stuk in stukken) else stukken

    return await eventually(klaar, seconden=90, wat="elk bestand is gecontroleerd")


async def openen(school: School, dossier: UUID, stuk: UUID, als: str | None = None, **hoed: Any) -> DossierstukDeel:
    vraag = DossierstukOphalen(dossier_id=dossier, dossierstuk_id=stuk)
    return await school.stack.ask("intake", vraag, als=als or school.ib, **hoed)
