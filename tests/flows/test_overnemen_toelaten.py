"""Who takes an aanvraag over lets in who belongs to it: the school, and the family that said yes; nobody else (N7)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra.people import persoon_id
from services.intake.bevoegdheid.contract import (
    DoorzendbladOphalen,
    DoorzendingAanvaarden,
    DoorzendingenVoorTonen,
    DoorzendingStand,
    DoorzendingToelaten,
    DoorzendingVoorTonen,
    Toegelaten,
    ToelatingMelden,
)
from services.intake.contract import AanvraagStand, AanvraagTonen, OuderUitgenodigd
from services.kern.errors import Fout, NietGevonden, OngeldigeInvoer
from services.netwerk.contract import BekendeToelaten, HoedBeeindigen, SessieOpenen
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import aannemen
from tests.flows.test_bevoegdheid import PO, VO, aanbieden, gezien, stand
from tests.flows.web_bezoek import ingelogd
from tests.stack import Stack, eventually


async def weer_weg(stack: Stack) -> None:
    """The people of the cast have again the roles that every other test counts on."""
    for sub in ("iris", "dirk"):
        rijen = await stack.sql(
            "select id from netwerk.hoed where tenant = $1 and persoon = $2 and organisatie = '16MA00' and tot is null",
            VO,
            persoon_id(sub),
        )
        for rij in rijen:
            weg = HoedBeeindigen(opdracht=uuid4(), hoed=rij["id"])
            await stack.ask("netwerk", weg, "saskia", rol="beheerder", organisatie="VO2201")


@pytest.fixture(autouse=True)
async def opgeruimd(stack: Stack) -> AsyncIterator[None]:
    yield
    await weer_weg(stack)


async def kijkt_mee(wie: School, naam: str) -> tuple[OuderUitgenodigd, str]:
    """A parent who signed in; the account by which they do."""
    gast = await wie.uitnodigen(naam, f"{uuid4().hex[:10]}@thuis.example")
    subject = f"gezin-{uuid4().hex[:10]}"
    await aannemen(wie, gast, subject)

    async def verbonden() -> bool:
        nu = await wie.zien()
        wie.versie = nu.versie
        return any(o.naam == naam and o.status == "aangemeld" for o in nu.ouders)

    await eventually(verbonden, seconden=60, wat="de ouder kijkt mee")
    return gast, subject


async def hoeden(stack: Stack, persoon: UUID, tenant: str = VO) -> set[tuple[str, str]]:
    rijen = await stack.sql(
        "select rol, organisatie from netwerk.hoed where tenant = $1 and persoon = $2", tenant, persoon
    )
    return {(rij["rol"], rij["organisatie"]) for rij in rijen}


async def toegelaten(wie: School) -> DoorzendingStand:
    async def klaar() -> DoorzendingStand | None:
        nu = (await stand(wie)).doorzending
        return nu if nu and nu.toegelaten else None

    return await eventually(klaar, seconden=120, wat="wie mee mocht is toegelaten")


async def test_overnemen_laat_school_en_ouders_die_ja_zeiden_in_een_keer_toe(stack: Stack):
    """N7. One act; the address of who did not say so never crosses; both sides read who is in and what is left."""
    wie = await school(stack, soort="so").begin()
    noor, account = await kijkt_mee(wie, "Noor Elders")
    ahmed, _ = await kijkt_mee(wie, "Ahmed Elders")
    with pytest.raises(OngeldigeInvoer) as geweigerd:
        await aanbieden(wie, mee=[uuid4()])
    assert set(geweigerd.value.velden) == {"mee"}
    id = await aanbieden(wie, mee=[noor.persoon])
    rij = await gezien(stack, id, "saskia")
    assert (rij.familie, rij.familie_mee, rij.overgenomen_op) == (2, 1, None)
    assert "Elders" not in str(rij) and "thuis.example" not in str(rij)
    assert await hoeden(stack, noor.persoon) == set()
    opdracht = DoorzendingAanvaarden(
        opdracht=uuid4(), van=PO, doorzending_id=id, soort="vso", school=True, familie=True
    )
    zaak = (await stack.ask("intake", opdracht, "saskia")).id
    nu = await toegelaten(wie)
    assert nu.toegelaten.familie == ["Noor Elders"] and nu.toegelaten.familie_zonder == 1
    assert any(naam.startswith("Iris Bakker (") for naam in nu.toegelaten.school)
    assert ("ib_er", "16MA00") in await hoeden(stack, persoon_id("iris"))
    assert ("schooldirecteur", "16MA00") in await hoeden(stack, persoon_id("dirk"))
    assert await hoeden(stack, noor.persoon) == {("ouder", str(zaak))}
    # Who did not say yes is no person here at all, and reads nothing here; there they read on.
    rijen = await stack.sql("select naam from netwerk.persoon where tenant = $1 and id = $2", VO, ahmed.persoon)
    assert rijen == [] and await hoeden(stack, ahmed.persoon) == set()
    zien = AanvraagTonen(aanvraag_id=zaak)
    gezin: dict[str, Any] = {"tenant": VO, "organisatie": str(zaak), "rol": "ouder"}
    hier: AanvraagStand = await stack.ask("intake", zien, "noor", persoon=noor.persoon, **gezin)
    assert hier.leerling.roepnaam == "Mees"
    with pytest.raises(NietGevonden):
        await stack.ask("intake", zien, "ahmed", persoon=ahmed.persoon, **gezin)
    assert (await stack.ask("intake", zien, "iris", tenant=VO, organisatie="16MA00", rol="ib_er")).status == "concept"
    # The account that they had is enough: no link and no code.
    sessie = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(), issuer="https://gezin.example", subject=account, naam="Noor", mfa=True,
            email="noor@thuis.example", user_agent="test",
        ),
    )  # fmt: skip
    assert {(h.tenant, h.organisatie) for h in sessie.hoeden} == {(PO, str(wie.id)), (VO, str(zaak))}
    assert any("Mees" in h.organisatie_naam and h.tenant == VO for h in sessie.hoeden)
    # Twice is once.
    nog_eens = DoorzendingToelaten(opdracht=uuid4(), van=PO, doorzending_id=id, school=True, familie=True)
    await stack.ask("intake", nog_eens, "saskia")

    async def dubbel() -> bool:
        rijen = "select status from intake.taak where soort = 'doorzending_toelaten_taak' and zaak = $1"
        return [rij["status"] for rij in await stack.sql(rijen, zaak)] == ["verwerkt", "verwerkt"]

    await eventually(dubbel, seconden=60, wat="het toelaten is klaar")
    assert await hoeden(stack, noor.persoon) == {("ouder", str(zaak))}
    assert len(await stack.sql("select 1 from intake.betrokkene where aanvraag = $1", zaak)) == 1


async def test_zonder_ja_van_het_andere_samenwerkingsverband_gaat_niemand_mee(stack: Stack):
    """ISO: both ways. Nothing of the people crosses before the take-over, and no person opens the doors of it."""
    wie = await school(stack, soort="so").begin()
    noor, _ = await kijkt_mee(wie, "Noor Binnen")
    id = await aanbieden(wie, mee=[noor.persoon])
    wat = Toegelaten(school=["Iemand"], familie=["Iemand"], familie_zonder=0)
    toelaten = BekendeToelaten(
        opdracht=uuid4(), persoon=noor.persoon, naam="Noor", email="noor@thuis.example", rol="ouder",
        organisatie=str(wie.id), grond="zelf",
    )  # fmt: skip
    for dienst, vraag in (
        ("intake", DoorzendingVoorTonen(voor=VO, doorzending_id=id)),
        ("intake", DoorzendingenVoorTonen(voor=VO)),
        ("intake", ToelatingMelden(opdracht=uuid4(), voor=VO, doorzending_id=id, toegelaten=wat)),
        ("netwerk", toelaten),
    ):
        for als in ("saskia", "vera", "iris"):
            with pytest.raises(Fout):
                await stack.ask(dienst, vraag, als)
    # Offered is not taken over: not by who may take it over, not by who sent it, not for an id of elsewhere.
    for als, van, een in (("saskia", PO, id), ("vera", VO, id), ("saskia", PO, uuid4()), ("iris", PO, id)):
        with pytest.raises(Fout) as geweigerd:
            vraag = DoorzendingToelaten(opdracht=uuid4(), van=van, doorzending_id=een, school=True, familie=True)
            await stack.ask("intake", vraag, als)
        assert geweigerd.value.status in (403, 404), (als, van)
    assert await hoeden(stack, noor.persoon) == set()
    assert (await stand(wie)).doorzending.toegelaten is None


async def test_bekenden_toelaten_is_alleen_voor_de_eigen_school_of_een_zaak(stack: Stack):
    """Whatever intake says, netwerk gives no other role, no other place, and nothing to who has no account."""
    wie = await school(stack, soort="so").begin()
    zonder = await wie.uitnodigen("Nog Niet Binnen", f"{uuid4().hex[:10]}@thuis.example")
    goed = {
        "persoon": persoon_id("iris"), "naam": "Iris Bakker", "email": "iris@angelslo.example", "rol": "ib_er",
        "organisatie": "19CO00", "grond": "toets",
    }  # fmt: skip

    async def vraag(**anders: Any) -> bool:
        return await stack.beheer.ask_intern("netwerk", BekendeToelaten(opdracht=uuid4(), **goed | anders), tenant=VO)

    for anders in (
        {"rol": "secretaris", "organisatie": "VO2201"},
        {"rol": "ib_er", "organisatie": "VO2201"},
        {"rol": "ouder"},
        {"rol": "ouder", "organisatie": str(wie.id).upper()},
        {"rol": "partner", "organisatie": str(wie.id)},
    ):
        with pytest.raises(OngeldigeInvoer):
            await vraag(**anders)
    assert await vraag(persoon=zonder.persoon, rol="ouder", organisatie=str(wie.id)) is False
    assert await hoeden(stack, zonder.persoon) == set()
    assert ("ib_er", "19CO00") not in await hoeden(stack, persoon_id("iris"))


async def test_de_school_leest_wie_overnam_en_wat_zij_nu_doet_ook_op_papier(stack: Stack):
    """Screen and paper of who offered it; the secretaris lets in afterwards what was not ticked at once."""
    wie = await school(stack, soort="so").begin()
    noor, _ = await kijkt_mee(wie, "Noor Later")
    id = await aanbieden(wie, mee=[noor.persoon])
    opdracht = DoorzendingAanvaarden(opdracht=uuid4(), van=PO, doorzending_id=id, soort="vso")
    zaak = (await stack.ask("intake", opdracht, "saskia")).id

    def eerst() -> None:
        pagina = ingelogd("iris").ga(f"/aanvragen/{wie.id}/bevoegd")
        assert "Overgenomen door" in pagina.tekst and "Wat u nu doet" in pagina.tekst
        assert "Van één persoon ging het adres mee" in pagina.tekst
        robot = ingelogd("saskia")
        form = robot.ga("/doorzendingen").formulier(f"/doorzendingen/{PO}/{id}/doorzending-toelaten")
        form.velden["familie"] = []
        form.velden.pop("school", None)
        assert "Kies wie u toelaat" in robot.verstuur(form, verwacht=422).tekst
        form = robot.ga("/doorzendingen").formulier(f"/doorzendingen/{PO}/{id}/doorzending-toelaten")
        assert "Dat gebeurt nu" in robot.verstuur(form).tekst

    async def opgehaald() -> bool:
        return bool(await stack.sql("select 1 from intake.aanvraag where id = $1", zaak))

    await eventually(opgehaald, seconden=90, wat="de aanvraag is opgehaald")
    await asyncio.to_thread(eerst)
    assert (await toegelaten(wie)).toegelaten.familie == ["Noor Later"]

    def daarna() -> None:
        robot = ingelogd("iris", "SWV 22-02 PO")
        tekst = robot.ga(f"/aanvragen/{wie.id}/bevoegd").tekst
        assert "Noor Later" in tekst and "Maak de aanvraag daar af" in tekst and "kies de rol bij" in tekst
        tekst = robot.ga(f"/aanvragen/{wie.id}").tekst
        assert "Overgenomen door" in tekst
        assert "Noor Later" not in ingelogd("saskia").ga("/doorzendingen").tekst

    await asyncio.to_thread(daarna)
    assert (await stack.ask("intake", DoorzendbladOphalen(aanvraag_id=wie.id), "iris")).inhoud.startswith(b"%PDF")
