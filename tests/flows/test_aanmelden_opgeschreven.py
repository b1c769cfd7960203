"""AUD-1: who came in, with which role, who was not let in and who went, in the audit of the samenwerkingsverband of
that role and of no other. And what is done to the passkeys of somebody's account, that person hears by e-mail.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from infra import clock
from infra.settings import settings
from services.kern.errors import Fout, KanNiet, MagNiet
from services.netwerk import contract as n
from services.netwerk.sessie import afdruk
from tests.flows.test_passkeys import Apparaat, Mens, mens
from tests.flows.web_bezoek import ingelogd
from tests.stack import Stack, eventually

PO, VO = "swv2202po", "swv2201vo"
BEHEER = {"rol": "beheerder", "organisatie": "PO2202", "tenant": PO}


async def regels(stack: Stack, persoon: UUID) -> list[tuple[Any, ...]]:
    rijen = await stack.sql(
        "select tenant, wat, rol, uitkomst, reden from netwerk.audit where persoon = $1 order by op, volgorde", persoon
    )
    return [tuple(rij) for rij in rijen]


async def wie(stack: Stack, sub: str) -> UUID:
    return (await stack.sql("select persoon from netwerk.account where subject = $1", sub))[0][0]


async def erbij(stack: Stack, persoon: UUID, sub: str, tenant: str, rol: str, organisatie: str) -> None:
    await stack.beheer.ask_intern(
        "netwerk",
        n.PersoonAanmelden(
            opdracht=uuid4(), persoon=persoon, issuer=settings().oidc_issuer, subject=sub, naam="Pas Proef",
            email=f"{sub}@pas.example", rol=rol, organisatie=organisatie, van=clock.vandaag(),
        ),
        tenant=tenant,
    )  # fmt: skip


async def inloggen(stack: Stack, sub: str, **anders: Any) -> n.SessieGeopend:
    velden: dict[str, Any] = {
        "issuer": settings().oidc_issuer, "subject": sub, "naam": "Pas Proef", "email": f"{sub}@pas.example",
        "mfa": True, "user_agent": "proef", "bevestigd_op": clock.echt(),
    }  # fmt: skip
    return await stack.web.ask("netwerk", n.SessieOpenen(opdracht=uuid4(), **(velden | anders)))


async def test_aud_1_een_keer_inloggen_en_uitloggen_is_twee_regels(stack: Stack):
    """AUD-1: with one role that role is on at once; the line is of this session."""
    m = await mens(stack)
    persoon = await wie(stack, m.sub)
    (sessie,) = await stack.sql("select id from netwerk.sessie where token_hash = $1", afdruk(m.token))
    await stack.web.ask("netwerk", n.SessieSluiten(opdracht=uuid4(), token=m.token))
    await stack.web.ask("netwerk", n.SessieSluiten(opdracht=uuid4(), token=m.token))  # was over: nothing to write
    assert await regels(stack, persoon) == [
        (PO, "sessie_openen", "secretaris", "gedaan", None),
        (PO, "sessie_sluiten", "secretaris", "gedaan", None),
    ]
    rijen = await stack.sql("select sessie, organisatie, herkomst from netwerk.audit where persoon = $1", persoon)
    assert {(rij["sessie"], rij["organisatie"]) for rij in rijen} == {(sessie["id"], "PO2202")}


async def test_aud_1_een_rol_wordt_alleen_daar_opgeschreven_waar_zij_is(stack: Stack):
    """AUD-1, ISO-2: somebody of two samenwerkingsverbanden signs in and goes from the one to the other. Each reads of
    its own role; before a role was taken up nobody reads anything."""
    sub, persoon = f"twee-{uuid4().hex[:10]}", uuid4()
    await erbij(stack, persoon, sub, PO, "secretaris", "PO2202")
    await erbij(stack, persoon, sub, VO, "deskundige", "VO2201")
    geopend = await inloggen(stack, sub)
    assert await regels(stack, persoon) == []
    token, hoeden = geopend.token, {hoed.tenant: hoed.id for hoed in geopend.hoeden}
    for tenant in (PO, VO):
        token = (await stack.web.ask("netwerk", n.HoedKiezen(opdracht=uuid4(), token=token, hoed=hoeden[tenant]))).token
    await stack.web.ask("netwerk", n.SessieSluiten(opdracht=uuid4(), token=token))
    assert await regels(stack, persoon) == [
        (PO, "hoed_kiezen", "secretaris", "gedaan", None),
        (VO, "hoed_kiezen", "deskundige", "gedaan", None),
        (VO, "sessie_sluiten", "deskundige", "gedaan", None),
    ]


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"mfa": False}, "zonder_tweede_stap"),
        ({"bevestigd_op": timedelta(hours=13)}, "te_lang_geleden"),
        ({}, "geen_rol"),
    ],
)
async def test_aud_1_wie_wij_kennen_en_niet_binnenlaten_staat_opgeschreven(
    stack: Stack, anders: dict[str, Any], reden: str
):
    """AUD-1: at every samenwerkingsverband where this person is known; of somebody unknown there is nobody to name."""
    sub, persoon = f"weg-{uuid4().hex[:10]}", uuid4()
    await erbij(stack, persoon, sub, PO, "secretaris", "PO2202")
    await erbij(stack, persoon, sub, VO, "deskundige", "VO2201")
    if reden == "geen_rol":
        assert await stack.sql("update netwerk.hoed set tot = van where persoon = $1 returning 1", persoon)
    velden = {naam: clock.echt() - w if isinstance(w, timedelta) else w for naam, w in anders.items()}
    with pytest.raises(MagNiet):
        await inloggen(stack, sub, **velden)
    assert sorted(await regels(stack, persoon)) == [
        (VO, "sessie_openen", "deskundige", "geweigerd", reden),
        (PO, "sessie_openen", "secretaris", "geweigerd", reden),
    ]
    with pytest.raises(MagNiet):
        await inloggen(stack, f"niemand-{uuid4().hex[:8]}")
    assert not await stack.sql("select 1 from netwerk.sessie where persoon = $1", persoon)


async def test_aud_1_zonder_regel_geen_sessie(stack: Stack):
    """AUD-1: the line and the session are of one transaction: where the line cannot be written, nobody is signed in."""
    sub, persoon = f"dicht-{uuid4().hex[:10]}", uuid4()
    await erbij(stack, persoon, sub, PO, "secretaris", "PO2202")
    vast = await asyncpg.connect(settings().database_url("migratie"))
    try:
        naam = f"dicht_{uuid4().hex[:8]}"
        # not valid: nothing of before is looked at; only this person's lines are refused
        await vast.execute(
            f"alter table netwerk.audit add constraint {naam}"
            f" check (persoon is distinct from '{persoon}'::uuid) not valid"
        )
        try:
            with pytest.raises(Fout):
                await inloggen(stack, sub)
        finally:
            await vast.execute(f"alter table netwerk.audit drop constraint {naam}")
    finally:
        await vast.close()
    assert not await stack.sql("select 1 from netwerk.sessie where persoon = $1", persoon)
    await inloggen(stack, sub)


async def test_aud_1_de_fg_leest_in_gewone_woorden_wie_er_inlogde(stack: Stack):
    m = await mens(stack)
    persoon = await wie(stack, m.sub)
    with pytest.raises(MagNiet):
        await inloggen(stack, m.sub, mfa=False)
    await stack.web.ask("netwerk", n.SessieSluiten(opdracht=uuid4(), token=m.token))
    vandaag = clock.echt().date().isoformat()
    with ingelogd("fien", "fg") as robot:
        blad = robot.client.get(
            f"{settings().app_url}/wie-zag-wat?van={vandaag}&tot_en_met={vandaag}&persoon={persoon}"
        ).text
    for woorden in ("Logde in", "Probeerde in te loggen", "kwam zonder tweede stap", "Logde uit"):
        assert woorden in blad, woorden


# --------------------------------------------------------------------------------------------- e-mail


async def bericht(stack: Stack, m: Mens, onderwerp: str) -> dict[str, Any]:
    async def gekomen() -> list[dict[str, Any]]:
        return [b for b in stack.post(f"{m.sub}@pas.example") if b["onderwerp"] == onderwerp]

    (een,) = await eventually(gekomen, wat=f"de e-mail “{onderwerp}” er is")
    return een


async def test_sec_5_van_een_nieuwe_passkey_hoort_wie_haar_kreeg(stack: Stack):
    """SEC-5: one e-mail for one passkey, with what to do when it was not you, and no name in it."""
    m = await mens(stack)
    await m.maken(Apparaat(), "Laptop van Joris")
    een = await bericht(stack, m, "Er is een passkey bij uw account gekomen")
    assert "Was u dit niet?" in een["tekst"] and f"{settings().app_url}/account" in een["tekst"]
    for geheim in ("Joris", "Laptop", "Pas Proef", m.sub):
        assert geheim not in een["tekst"]
    assert (PO, "passkey_maken", "secretaris", "gedaan", None) in await regels(stack, await wie(stack, m.sub))


async def test_sec_5_van_ingetrokken_passkeys_hoort_wie_ze_had(stack: Stack):
    """SEC-5: by a colleague, or by somebody who plays one. What was refused is told to nobody."""
    m = await mens(stack)
    await m.maken(Apparaat())
    intrekken = n.PasskeysIntrekken(opdracht=uuid4(), persoon=await wie(stack, m.sub))
    ander = await mens(stack)
    with pytest.raises(KanNiet):
        als = {"persoon": await wie(stack, ander.sub)} | BEHEER
        await stack.ask("netwerk", n.PasskeysIntrekken(opdracht=uuid4(), persoon=als["persoon"]), "hilda", **als)
    await stack.ask("netwerk", intrekken, "hilda", **BEHEER)
    een = await bericht(stack, m, "Uw passkeys zijn ingetrokken")
    assert "Weet u van niets?" in een["tekst"] and "Pas Proef" not in een["tekst"]
    assert not stack.post(f"{ander.sub}@pas.example")


async def test_iso_9_wie_weg_is_hoort_niet_meer_van_de_passkey(stack: Stack):
    """ISO-9: e-mail that waits for who left in the meantime is not sent."""
    m = await mens(stack)
    persoon = await wie(stack, m.sub)
    vast = await asyncpg.connect(settings().database_url("migratie"))
    try:
        async with vast.transaction():
            # Held until the role ended: the worker may write in no message of netwerk before that.
            await vast.execute("lock table netwerk.bericht in share row exclusive mode")
            maken = asyncio.create_task(m.maken(Apparaat()))

            async def wacht() -> bool:
                zin = "select 1 from pg_locks where not granted and relation = 'netwerk.bericht'::regclass"
                return bool(await stack.sql(zin))

            await eventually(wacht, wat="de passkey wordt gemaakt")
            await vast.execute("update netwerk.hoed set tot = van where persoon = $1", persoon)
        await maken
    finally:
        await vast.close()

    async def stand() -> str | None:
        rijen = await stack.sql("select status from netwerk.bericht where aan = $1 and status <> 'klaar'", persoon)
        return rijen[0]["status"] if rijen else None

    assert await eventually(stand, wat="het bericht is gedaan") == "mislukt"
    assert not stack.post(f"{m.sub}@pas.example")
