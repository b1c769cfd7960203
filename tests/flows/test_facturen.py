"""N22: an invoice on the beschikking itself, over real servers: scanned, matched in words, approved by who decided."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.arrangementen.contract import (
    FacturenBlad,
    FacturenTonen,
    FactuurAfkeuren,
    FactuurGoedkeuren,
    FactuurIndienen,
    FactuurOphalen,
    FactuurStand,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import pdf, school
from tests.flows.test_arrangementen import RGV, Hulp
from tests.flows.test_documenten import EICAR, LOS
from tests.specs.documenten import maken as m
from tests.stack import Stack, eventually

TOEGEKEND = 1_000_00


async def toegekend(stack: Stack, **anders: Any) -> Hulp:
    hulp = await Hulp.gevraagd(school(stack, **RGV))
    await hulp.toekennen(als="saar", **{"cent": TOEGEKEND} | anders)
    return hulp


async def zien(hulp: Hulp, als: str = "sofie", **hoed: Any) -> FacturenBlad:
    return await hulp.stack.ask("intake", FacturenTonen(arrangement_id=hulp.id), als, **hoed)


async def een(hulp: Hulp, id: UUID, als: str = "saar") -> FactuurStand:
    return next(f for f in (await zien(hulp, als)).facturen if f.id == id)


async def indienen(hulp: Hulp, inhoud: bytes = b"", als: str = "sofie", **anders: Any) -> UUID:
    """Handed in and judged."""
    upload = await hulp.school.uploaden(inhoud or pdf("Factuur"), als=als)
    velden = {
        "nummer": f"2026-{uuid4().hex[:6]}", "afzender": "Praktijk De Brug", "datum": clock.vandaag(), "cent": 400_00,
        "bestandsnaam": "factuur.pdf",
    }  # fmt: skip
    vraag = FactuurIndienen(opdracht=uuid4(), arrangement_id=hulp.id, upload=upload, **velden | anders)
    id = (await hulp.stack.ask("intake", vraag, als)).id

    async def klaar() -> bool:
        return (await een(hulp, id)).bestand_status != "wacht"

    await eventually(klaar, seconden=60, wat="de factuur is gecontroleerd")
    return id


async def besluiten(hulp: Hulp, soort: type, id: UUID, als: str = "saar", **velden: Any) -> None:
    if "versie" not in velden:
        velden["versie"] = (await een(hulp, id)).versie
    await hulp.stack.ask("intake", soort(opdracht=uuid4(), factuur_id=id, **velden), als)


async def test_een_factuur_die_past_wordt_goedgekeurd_zonder_een_nummer_over_te_typen(stack: Stack):
    """N22. factuur_indienen, factuur_goedkeuren: the kenmerk is that of the arrangement; the fact tells the amount."""
    hulp = await toegekend(stack)
    id = await indienen(hulp)
    stand = await een(hulp, id)
    assert (stand.bestand_status, stand.bevindingen) == ("bruikbaar", [])
    assert stand.handelingen == ["factuur_goedkeuren", "factuur_afkeuren"]
    assert (await een(hulp, id, "sofie")).handelingen == [] == (await een(hulp, id, "elske")).handelingen
    for als in ("sofie", "elske"):
        with pytest.raises(MagNiet):
            await besluiten(hulp, FactuurGoedkeuren, id, als)
    deel = await stack.ask("intake", FactuurOphalen(arrangement_id=hulp.id, factuur_id=id), "saar")
    assert deel.inhoud.startswith(b"%PDF") and deel.laatste
    with pytest.raises(NietGevonden):  # under another arrangement it is not there
        await stack.ask("intake", FactuurOphalen(arrangement_id=uuid4(), factuur_id=id), "saar")
    await besluiten(hulp, FactuurGoedkeuren, id)
    blad = await zien(hulp)
    assert (blad.toegekend_cent, blad.over_cent, blad.kenmerk) == (TOEGEKEND, 600_00, (await hulp.zien()).kenmerk)
    with pytest.raises((KanNiet, Gewijzigd)):
        await besluiten(hulp, FactuurAfkeuren, id, reden="Toch maar niet, dit klopt niet.")
    (feit,) = await stack.sql(
        "select envelope from intake.outbox where envelope::text like $1 and onderwerp like '%factuur_goedgekeurd%'",
        f"%{id}%",
    )
    assert "40000" in str(feit["envelope"]) and hulp.school.ib not in str(feit["envelope"])


async def test_te_veel_dubbel_en_na_het_einde_staat_in_woorden_en_vraagt_een_reden(stack: Stack):
    """N22: what does not fit is told, and approved only with a reason; refused never without one."""
    hulp = await toegekend(stack)
    nummer = f"F {uuid4().hex[:6]}"
    await besluiten(hulp, FactuurGoedkeuren, await indienen(hulp, cent=900_00, nummer=nummer))
    dubbel = await indienen(hulp, nummer=nummer.replace(" ", "-").upper(), cent=100_01)
    woorden = (await een(hulp, dubbel)).bevindingen
    assert "€ 0,01 te veel" in woorden[0] and "al een factuur met dit nummer" in woorden[1] and len(woorden) == 2
    with pytest.raises(OngeldigeInvoer) as fout:
        await besluiten(hulp, FactuurGoedkeuren, dubbel)
    assert "te veel" in fout.value.velden["reden"] and (await een(hulp, dubbel)).status == "ingediend"
    with pytest.raises(OngeldigeInvoer):
        await besluiten(hulp, FactuurAfkeuren, dubbel, reden="")
    await besluiten(hulp, FactuurAfkeuren, dubbel, reden="Deze is al betaald in september, zie de eerste.")
    assert (await zien(hulp)).over_cent == 100_00
    vroeg = await indienen(hulp, datum=clock.vandaag() - timedelta(days=3), cent=50_00)
    assert "voor het begin" in (await een(hulp, vroeg)).bevindingen[0]
    await besluiten(hulp, FactuurGoedkeuren, vroeg, reden="De voorbereiding hoort erbij, zo is het afgesproken.")
    assert (await een(hulp, vroeg)).reden.startswith("De voorbereiding")


async def test_twee_die_tegelijk_goedkeuren_gaan_er_samen_niet_overheen(stack: Stack):
    hulp = await toegekend(stack)
    een_, twee = await indienen(hulp, cent=700_00), await indienen(hulp, cent=700_00, nummer="een ander nummer")
    uit = await asyncio.gather(*(besluiten(hulp, FactuurGoedkeuren, id) for id in (een_, twee)), return_exceptions=True)
    assert sum(isinstance(u, OngeldigeInvoer) for u in uit) >= 1
    assert (await zien(hulp)).over_cent >= 0


async def test_een_besmet_bestand_komt_niet_bij_wie_goedkeurt(stack: Stack):
    """Judged as every document: refused with a sentence, never opened, never approved."""
    hulp = await toegekend(stack)
    id = await indienen(hulp, m.met(lambda doel: m.bijlage(doel, EICAR), **LOS))
    stand = await een(hulp, id)
    assert (stand.bestand_status, stand.status, stand.handelingen) == ("geweigerd", "afgekeurd", []) and stand.melding
    with pytest.raises(KanNiet):
        await stack.ask("intake", FactuurOphalen(arrangement_id=hulp.id, factuur_id=id), "saar")
    for anders in ({"cent": 0}, {"nummer": ""}, {"datum": clock.vandaag() + timedelta(days=1)}):
        with pytest.raises(OngeldigeInvoer):
            await indienen(hulp, **anders)
    with pytest.raises(OngeldigeInvoer) as fout:
        await indienen(hulp, b"geen factuur", bestandsnaam="factuur.exe")
    assert "bestand" in fout.value.velden


async def test_alleen_de_school_en_wie_erover_gaat_zien_een_factuur(stack: Stack):
    """ISO, and only where an amount was granted."""
    hulp = await toegekend(stack)
    id = await indienen(hulp)
    for als in ("daan", "iris", "vera"):
        with pytest.raises(NietGevonden):
            await zien(hulp, als)
        with pytest.raises(NietGevonden):
            await stack.ask("intake", FactuurOphalen(arrangement_id=hulp.id, factuur_id=id), als)
    with pytest.raises(NietGevonden):
        await indienen(hulp, als="daan")
    zonder = await Hulp.gevraagd(school(stack, **RGV), cent=500_00)
    with pytest.raises(NietGevonden):
        await zien(zonder)
    upload = await zonder.school.uploaden(pdf("Factuur"))
    vraag = FactuurIndienen(
        opdracht=uuid4(), arrangement_id=zonder.id, upload=upload, bestandsnaam="f.pdf", nummer="1",
        afzender="Praktijk De Brug", datum=clock.vandaag(), cent=1_00,
    )  # fmt: skip
    with pytest.raises(KanNiet):
        await stack.ask("intake", vraag, "sofie")
