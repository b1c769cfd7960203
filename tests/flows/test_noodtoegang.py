"""PRV-5, break-glass: a reason, a second person, sixty minutes to the second, no file, notices, a mark in the log."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from infra import clock, people
from infra.people import persoon_id
from infra.processes import load
from services.intake import contract as intake
from services.kern.bericht import Opdracht
from services.kern.errors import BevestigOpnieuw, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.noodtoegang import VRAGERS
from services.kern.policy import OPENT, Deel, Kring
from services.kern.rollen import Rol
from tests.flows.intake_dossier import School, vo_school
from tests.flows.isolatie import bericht
from tests.guards import hek
from tests.stack import Stack, eventually

VO = "swv2201vo"
REDEN = "De benoemde deskundige is ziek en er is vanmiddag een crisisgesprek."


async def vragen(stack: Stack, kenmerk: str, als: str = "lies", reden: str = REDEN, **hoed: Any) -> UUID:
    """Ask; the id of what was asked."""
    vraag = intake.NoodtoegangVragen(opdracht=uuid4(), kenmerk=kenmerk, reden=reden)
    await stack.ask("intake", vraag, als, **hoed)
    (rij,) = await stack.sql("select id from intake.noodtoegang where kenmerk = $1 order by gevraagd_op desc limit 1",
                             kenmerk)  # fmt: skip
    return rij["id"]


async def doen(stack: Stack, handeling: type[Opdracht], id: UUID, als: str, **hoed: Any) -> None:
    await stack.ask("intake", handeling(opdracht=uuid4(), noodtoegang_id=id), als, **hoed)


async def stand(stack: Stack, id: UUID, als: str, **hoed: Any) -> intake.NoodtoegangStand:
    lijst = await stack.ask("intake", intake.NoodtoegangenTonen(), als, **hoed)
    return next(n for n in lijst.noodtoegangen if n.id == id)


async def verleend(stack: Stack, als: str = "lies", **hoed: Any) -> tuple[School, UUID]:
    """A filed aanvraag, and an hour in it for somebody who is not involved."""
    aanvraag = await vo_school(stack).ingediend()
    kenmerk = (await aanvraag.zien()).kenmerk
    id = await vragen(stack, kenmerk, als, **hoed)
    with pytest.raises(NietGevonden):
        await aanvraag.zien(als, **hoed)
    await doen(stack, intake.NoodtoegangVerlenen, id, "mirjam")
    return aanvraag, id


async def test_prv_5_een_uur_lang_en_geen_seconde_langer(stack: Stack):
    """PRV-5: open to the second before the end, gone on the second itself: for the policy and for row security."""
    aanvraag, id = await verleend(stack)
    tot = (await stand(stack, id, "lies")).tot
    assert tot.microsecond == 0 and timedelta(minutes=59, seconds=50) < tot - clock.nu() <= timedelta(minutes=60)
    gezien = await aanvraag.zien("lies")
    assert gezien.noodtoegang_tot == tot and gezien.antwoorden and gezien.handelingen == []
    lies = hek.iemand(VO, Rol.DESKUNDIGE, "VO2201", persoon_id("lies"))
    connection = await hek.verbinding()

    async def rijen() -> int:
        async with hek.terug(connection):
            return await hek.ziet(connection, "intake", lies, "intake.zienswijze", "aanvraag = $1", aanvraag.id)

    try:
        stack.klok(tot - timedelta(seconds=5))
        assert (await aanvraag.zien("lies")).noodtoegang_tot == tot and await rijen()
        stack.klok(tot)
        assert await rijen() == 0
        with pytest.raises(NietGevonden):
            await aanvraag.zien("lies")
        assert (await stand(stack, id, "lies")).stand == "voorbij"
        with pytest.raises(KanNiet):
            await doen(stack, intake.NoodtoegangBeeindigen, id, "lies")
    finally:
        stack.klok_terug()
        await connection.close()


async def test_prv_5_alleen_lezen_en_geen_stuk(stack: Stack):
    """PRV-5: no export. No document, no work of the commissie, no list; and nobody can do anything with it."""
    aanvraag, _ = await verleend(stack)
    document = (await aanvraag.zien()).documenten[0].id
    gezien = await aanvraag.zien("lies")
    assert gezien.documenten == [] and gezien.tijdlijn == []
    with pytest.raises(NietGevonden):
        await stack.ask("intake", intake.DocumentOphalen(document_id=document), "lies")
    lijst = await stack.ask("intake", intake.AanvragenTonen(), "lies")
    assert aanvraag.id not in [a.id for a in lijst.aanvragen]
    with pytest.raises(MagNiet):
        await stack.ask("intake", intake.InzagenTonen(aanvraag_id=aanvraag.id), "lies")
    # It opens two parts to read, and no part that an act is about; so each act on a case is refused, with every hat.
    assert {deel for deel, kringen in OPENT.items() if Kring.NOODTOEGANG in kringen} == {Deel.AANVRAAG, Deel.INHOUD}
    geprobeerd = 0
    for deur in load("intake").doors.values():
        ids = {naam: aanvraag.id for naam in deur.bericht.__struct_fields__ if naam.endswith("_id")}
        if issubclass(deur.bericht, Opdracht) and ids and "noodtoegang_id" not in ids:
            for rol in deur.rollen & VRAGERS:
                with pytest.raises((NietGevonden, MagNiet)):
                    await stack.ask("intake", bericht(deur.bericht, ids), "lies", rol=rol)
                geprobeerd += 1
    assert geprobeerd > 15
    # Nor does it open for whoever else wears that hat, or for the same person in another one.
    with pytest.raises(NietGevonden):
        await aanvraag.zien("joost")
    with pytest.raises(NietGevonden):
        await aanvraag.zien("lies", organisatie="PO2202")


async def test_prv_5_nooit_door_wie_het_vroeg_ook_niet_in_een_andere_rol(stack: Stack):
    """PRV-5, ASVS 2.3.5: the second person is another person; and the database says so too."""
    aanvraag = await vo_school(stack).ingediend()
    id = await vragen(stack, (await aanvraag.zien()).kenmerk)
    for rol in ("voorzitter", "directeur"):
        with pytest.raises(KanNiet, match="U vroeg dit zelf"):
            await doen(stack, intake.NoodtoegangVerlenen, id, "lies", rol=rol)
        with pytest.raises(KanNiet):
            await doen(stack, intake.NoodtoegangWeigeren, id, "lies", rol=rol)
        assert (await stand(stack, id, "lies", rol=rol)).handelingen == []
    with pytest.raises(asyncpg.CheckViolationError):
        await stack.sql(
            "update intake.noodtoegang set status = 'geweigerd', beslist_door = vrager, beslist_door_naam = 'x',"
            " beslist_op = now() where id = $1",
            id,
        )
    for als, rol in (("saskia", None), ("joost", None), ("wieger", None), ("mirjam", "secretaris")):
        with pytest.raises(MagNiet):
            await doen(stack, intake.NoodtoegangVerlenen, id, als, **({"rol": rol} if rol else {}))
    with pytest.raises(NietGevonden):  # of another samenwerkingsverband
        await doen(stack, intake.NoodtoegangVerlenen, id, "mirjam", organisatie="PO2202")
    with pytest.raises(NietGevonden):
        await doen(stack, intake.NoodtoegangVerlenen, id, "cor")
    assert (await stand(stack, id, "mirjam")).stand == "gevraagd"
    with pytest.raises(NietGevonden):
        await aanvraag.zien("lies")


async def test_prv_5_vragen_en_verlenen_alleen_na_een_tweede_stap(stack: Stack):
    """SEC-5: whoever asks and whoever grants proved in the last five minutes who they are."""
    aanvraag = await vo_school(stack).ingediend()
    kenmerk = (await aanvraag.zien()).kenmerk
    for bevestigd in (None, 400):
        with pytest.raises(BevestigOpnieuw):
            await vragen(stack, kenmerk, bevestigd=bevestigd)
    id = await vragen(stack, kenmerk)
    with pytest.raises(BevestigOpnieuw):
        await doen(stack, intake.NoodtoegangVerlenen, id, "mirjam", bevestigd=400)
    await doen(stack, intake.NoodtoegangVerlenen, id, "mirjam", bevestigd=200)
    assert (await stand(stack, id, "lies")).aanvraag_id == aanvraag.id


async def test_wie_vraagt_hoort_niet_of_er_een_dossier_is(stack: Stack):
    """ISO-10: a number that is nobody's, and that of a concept, are asked for like any other; who decides sees it."""
    concept = await vo_school(stack).begin()
    nummers = {"1999-000000": False, (await concept.zien()).kenmerk: False}
    for kenmerk in nummers:
        id = await vragen(stack, kenmerk, "joost")
        eigen = await stand(stack, id, "joost")
        assert (eigen.stand, eigen.bestaat, eigen.aanvraag_id) == ("gevraagd", None, None)
        beslist = await stand(stack, id, "thea")
        assert beslist.bestaat is False and beslist.handelingen == ["noodtoegang_weigeren"]
        with pytest.raises(KanNiet, match="geen ingediende aanvraag"):
            await doen(stack, intake.NoodtoegangVerlenen, id, "thea")
        await doen(stack, intake.NoodtoegangWeigeren, id, "thea")
        assert (await stand(stack, id, "joost")).stand == "geweigerd"
    for fout, veld in (("2026", "kenmerk"), ("", "kenmerk"), ("2026-48392O", "kenmerk")):
        with pytest.raises(OngeldigeInvoer) as gezegd:
            await vragen(stack, fout)
        assert veld in gezegd.value.velden
    for kort in ("", "ziek", "aaaaaaaaaaaaaaaaaaaaaaaaaaa", "x" * 1_001):
        with pytest.raises(OngeldigeInvoer) as gezegd:
            await vragen(stack, "1999-000000", reden=kort)
        assert "reden" in gezegd.value.velden


async def test_er_wachten_er_hooguit_drie_en_na_een_dag_is_het_geen_nood_meer(stack: Stack):
    wie = {"persoon": uuid4()}
    ids = [await vragen(stack, f"1998-00000{n}", "berend", **wie) for n in range(3)]
    with pytest.raises(KanNiet, match="wachten al 3"):
        await vragen(stack, "1998-000009", "berend", **wie)
    try:
        stack.klok(clock.nu() + timedelta(hours=24, minutes=1))
        assert (await stand(stack, ids[0], "berend", **wie)).stand == "verlopen"
        with pytest.raises(KanNiet, match="ouder dan een dag"):
            await doen(stack, intake.NoodtoegangWeigeren, ids[0], "mirjam")
        await vragen(stack, "1998-000009", "berend", **wie)
    finally:
        stack.klok_terug()


@pytest.mark.parametrize("door", ["lies", "mirjam", "thea", "wieger"])
async def test_prv_5_eerder_beeindigd_is_meteen_voorbij(stack: Stack, door: str):
    """By who asked, by who may decide, and by the FG, who is involved in no case at all."""
    aanvraag, id = await verleend(stack)
    await aanvraag.zien("lies")
    with pytest.raises(NietGevonden):
        await doen(stack, intake.NoodtoegangBeeindigen, id, "joost")
    await doen(stack, intake.NoodtoegangBeeindigen, id, door)
    with pytest.raises(NietGevonden):
        await aanvraag.zien("lies")
    na = await stand(stack, id, "lies")
    assert (na.stand, na.beeindigd_door, na.aanvraag_id) == ("beeindigd", people.accounts()[door].naam, None)


async def test_prv_5_elke_blik_draagt_het_teken_en_de_ouders_lezen_het(stack: Stack):
    """PRV-5, AUD-1: `grond` is noodtoegang, inside the chain of the audit; and a refusal afterwards leaves a line."""
    aanvraag, id = await verleend(stack, "lies", rol="steunpuntcoordinator")
    await aanvraag.zien("lies", rol="steunpuntcoordinator")
    await doen(stack, intake.NoodtoegangBeeindigen, id, "mirjam")
    with pytest.raises(NietGevonden):
        await aanvraag.zien("lies", rol="steunpuntcoordinator")
    regels = await stack.sql(
        "select wat, grond, uitkomst, reden from intake.audit where zaak = $1 and persoon = any($2) order by volgorde",
        aanvraag.id,
        [persoon_id("lies"), persoon_id("mirjam")],
    )
    van = [(r["wat"], r["grond"], r["uitkomst"]) for r in regels]
    assert [w for w in van if w[0] == "aanvraag_tonen"] == [
        ("aanvraag_tonen", None, "geweigerd"),
        ("aanvraag_tonen", "noodtoegang", "gedaan"),
        ("aanvraag_tonen", None, "geweigerd"),
    ]
    assert [w[0] for w in van if w[0].startswith("noodtoegang")] == ["noodtoegang_verlenen", "noodtoegang_beeindigen"]
    ouder = uuid4()
    await stack.sql(
        "insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)"
        " values ($1, $2, $3, 'ouder', 'Awb 4:8', current_date - 1, 'test')",
        VO,
        aanvraag.id,
        str(ouder),
    )
    hoed = {"rol": "ouder", "organisatie": str(aanvraag.id), "tenant": VO, "persoon": ouder}
    lijst = await stack.ask("intake", intake.InzagenTonen(aanvraag_id=aanvraag.id), "iris", **hoed)
    nood = [(i.wat, i.rol) for i in lijst.inzagen if i.nood]
    assert nood == [("aanvraag_tonen", "steunpuntcoordinator")]
    assert ("noodtoegang_verlenen", "voorzitter") in [(i.wat, i.rol) for i in lijst.inzagen]


async def test_prv_5_fg_leiding_en_wie_de_zaak_bewaakt_krijgen_bericht_zonder_een_woord_over_het_kind(stack: Stack):
    """PRV-5: notices, on asking to who may decide, on granting to who watches. AUD-4: nothing of a child in them."""
    aanvraag, id = await verleend(stack)
    gezien = await aanvraag.zien()

    async def verstuurd() -> Any:
        rijen = await stack.sql("select aan, status from intake.bericht where zaak = $1 order by op", id)
        return [r["aan"] for r in rijen] if len(rijen) >= 4 and {r["status"] for r in rijen} == {"verzonden"} else None

    aan = await eventually(verstuurd, seconden=30, wat="de berichten zijn verstuurd")
    assert {persoon_id(sub) for sub in ("wieger", "thea", "saskia", "lies")} <= set(aan)
    (brief, *_) = await asyncio.to_thread(stack.post, people.accounts()["wieger"].email)
    assert "/noodtoegang" in brief["tekst"]
    for verboden in (gezien.leerling.roepnaam, gezien.leerling.achternaam, gezien.kenmerk, "crisis", "lies"):
        assert verboden.lower() not in (brief["tekst"] + brief["onderwerp"]).lower()


async def test_prv_5_wie_met_noodtoegang_keek_staat_in_het_nazicht(stack: Stack):
    """PRV-5: counted from the audit lines, with the case; that it stands at the top is tests/specs/kern."""
    aanvraag, _ = await verleend(stack, "berend")
    await aanvraag.zien("berend")
    vraag = intake.InzagenSamenvatten(
        van=clock.echt() - timedelta(hours=1), tot=clock.echt() + timedelta(hours=1), namen={}
    )
    telling = await stack.beheer.ask_intern("intake", vraag, tenant=VO)
    (ene,) = [k for k in telling.kenmerken if k.persoon == persoon_id("berend")]
    assert ene.noodtoegang >= 1 and aanvraag.id in ene.voorbeelden["noodtoegang"]
