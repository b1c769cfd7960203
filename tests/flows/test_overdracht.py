"""The warm hand-over across two samenwerkingsverbanden: chosen, asked for and never copied, and over on its day."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from infra import clock
from infra.clock import AMSTERDAM
from infra.people import accounts, persoon_id
from services.intake.leerlingen.contract import LeerlingTonen
from services.intake.overdracht.contract import (
    GedeeldeOverdrachtTonen,
    GedeeldTonen,
    OverdrachtBlad,
    OverdrachtDelen,
    OverdrachtenTonen,
    OverdrachtenVoorTonen,
    OverdrachtInhoud,
    OverdrachtIntrekken,
    OverdrachtKort,
    OverdrachtTonen,
    OverdrachtVoorTonen,
    OverstapSignaleren,
    PlekMelden,
    PlekVastleggen,
    ToestemmingIntrekken,
)
from services.kern.errors import Fout, Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import school
from tests.flows.isolatie import dossiergezin
from tests.flows.leerling_dossier import dossier_maken, dossier_vullen
from tests.stack import Stack, eventually

PO, VO = "swv2202po", "swv2201vo"
VO_SCHOOL = "02EB00"
ZIN = "Een rustige klas en een vaste mentor, elke dag."


async def in_beeld(stack: Stack, **anders: Any) -> tuple[UUID, str]:
    """A pupil of Iris in groep 8 with gezag and address, flagged: the dossier and the last name."""
    achternaam = f"Overstap{uuid4().hex[:8]}"
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=achternaam, groep="groep 8", **anders)
    await dossier_vullen(wie, dossier, naam=f"Noor {achternaam}", straat="Verborgenlaan 1")
    jaar = (await blad(stack, dossier)).overstap_jaar
    await doe(stack, OverstapSignaleren, dossier, overstap_jaar=jaar, ouders_ingelicht=True)
    return dossier, achternaam


async def blad(stack: Stack, dossier: UUID, als: str = "iris", **hoed: Any) -> OverdrachtBlad:
    return await stack.ask("intake", OverdrachtTonen(dossier_id=dossier), als, **hoed)


async def doe(stack: Stack, soort: type, dossier: UUID, als: str = "iris", **velden: Any) -> None:
    if soort is not OverstapSignaleren and "versie" not in velden:
        velden["versie"] = (await blad(stack, dossier)).overdracht.versie
    await stack.ask("intake", soort(opdracht=uuid4(), dossier_id=dossier, **velden), als)


async def delen(stack: Stack, dossier: UUID, **anders: Any) -> UUID:
    stand = (await blad(stack, dossier)).overdracht
    goed = {
        "naar": VO, "onderdelen": ("vraag",), "teksten": {"vraag": ZIN, "advies": "Praktijkonderwijs, zegt de school."},
        "toestemming_op": clock.vandaag(), "bewijs": "Getekend formulier, map van de school.",
        "verloopt_op": stand.laatste_verloopdag,
    }  # fmt: skip
    await doe(stack, OverdrachtDelen, dossier, **goed | anders)
    return stand.id


async def lijst(stack: Stack, als: str, **hoed: Any) -> list[OverdrachtKort]:
    return (await stack.ask("intake", OverdrachtenTonen(), als, **hoed)).overdrachten


async def regel(stack: Stack, id: UUID, als: str) -> OverdrachtKort | None:
    return next((een for een in await lijst(stack, als) if een.id == id), None)


async def lezen(stack: Stack, id: UUID, als: str, van: str = PO, **hoed: Any) -> OverdrachtInhoud:
    return await stack.ask("intake", GedeeldeOverdrachtTonen(van=van, overdracht_id=id), als, **hoed)


def gemaild(stack: Stack, sub: str) -> int:
    return sum("/overdracht" in str(bericht) for bericht in stack.post(accounts()[sub].email))


async def _waarde(waarde: Any) -> Any:
    return waarde


async def test_vroeg_in_beeld_ziet_alleen_de_school_en_weten_de_ouders_het(stack: Stack):
    """overstap_signaleren: once, and only when the parents know."""
    dossier = await dossier_maken(school(stack), groep="groep 7")
    jaar = (await blad(stack, dossier)).overstap_jaar
    with pytest.raises(OngeldigeInvoer) as fout:
        await doe(stack, OverstapSignaleren, dossier, overstap_jaar=jaar, ouders_ingelicht=False)
    assert set(fout.value.velden) == {"ouders_ingelicht"}
    await doe(stack, OverstapSignaleren, dossier, overstap_jaar=jaar, ouders_ingelicht=True)
    with pytest.raises(KanNiet):
        await doe(stack, OverstapSignaleren, dossier, overstap_jaar=jaar, ouders_ingelicht=True)
    id = (await blad(stack, dossier)).overdracht.id
    assert (await regel(stack, id, "iris")).stand == "later"
    for als in ("mieke", "vera", "renske", "saskia", "rob"):
        assert await regel(stack, id, als) is None
    with pytest.raises(NietGevonden):
        await blad(stack, dossier, "rob", organisatie="19CO00")


async def test_alleen_wat_is_gekozen_gaat_over_en_nergens_blijft_een_kopie(stack: Stack):
    """ISO: the coordinator of the other tenant reads the choice by asking; in that tenant stands not one word of it."""
    dossier, achternaam = await in_beeld(stack)
    mail = gemaild(stack, "renske")
    id = await delen(stack, dossier)
    rij = await regel(stack, id, "renske")
    assert (rij.tenant, rij.naar, rij.dossier_id, achternaam in rij.leerling) == (PO, VO, None, True)
    inhoud = await lezen(stack, id, "renske")
    assert inhoud.inhoud == {"vraag": [ZIN]} and inhoud.dossier_id is None
    alles = msgspec.json.encode(inhoud).decode()
    for geheim in ("Praktijkonderwijs", f"Noor {achternaam}", "Verborgenlaan", str(dossier)):
        assert geheim not in alles
    await eventually(lambda: _waarde(gemaild(stack, "renske") > mail), wat="de andere kant krijgt een e-mail")
    assert achternaam not in str(stack.post(accounts()["renske"].email))
    # Nothing of the child is in any row of the other tenant: no copy, so nothing to call back.
    tabellen = await stack.sql(
        "select table_schema as s, table_name as t from information_schema.columns"
        " where column_name = 'tenant' and table_schema in ('netwerk', 'intake', 'commissie', 'thuiszitters',"
        " 'financien') and table_name in (select tablename from pg_tables)"
    )
    for tabel in tabellen:
        woord = f"%{achternaam}%"
        waar = f'"{tabel["s"]}"."{tabel["t"]}"'
        assert await stack.sql(f"select 1 from {waar} r where r.tenant = $1 and r::text like $2", VO, woord) == [], waar
    # The same choice, and no more, for the coordinator of the own samenwerkingsverband; the dossier stays closed.
    assert (await lezen(stack, id, "mieke")).inhoud == {"vraag": [ZIN]}
    for als in ("mieke", "renske"):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", LeerlingTonen(dossier_id=dossier), als)


async def test_elke_blik_staat_bij_het_kind_met_wie_er_keek(stack: Stack):
    dossier, _ = await in_beeld(stack)
    id = await delen(stack, dossier, onderdelen=("loopbaan", "gezag"), teksten={})
    assert (await blad(stack, dossier)).overdracht.gezien_op is None
    inhoud = await lezen(stack, id, "renske")
    assert set(inhoud.inhoud) == {"loopbaan", "gezag"} and "moeder" in inhoud.inhoud["gezag"][0]
    await lezen(stack, id, "renske")
    stand = (await blad(stack, dossier)).overdracht
    assert stand.gezien_op is not None
    regels = await stack.sql(
        "select tenant, namens, grond from intake.audit where zaak = $1 and wat = 'overdracht_voor_tonen'", dossier
    )
    assert [(r["tenant"], r["namens"], r["grond"]) for r in regels] == [
        (PO, persoon_id("renske"), f"gedeeld met {VO}")
    ] * 2
    gelezen = await stack.sql(
        "select count(*) as n from intake.tijdlijn where zaak = $1 and feit = 'overdracht_gelezen'", dossier
    )
    assert gelezen[0]["n"] == 1


async def test_na_de_laatste_dag_en_na_intrekken_is_er_niets_meer(stack: Stack):
    """overdracht_intrekken, and the clock: for the list, the page and a place, on both sides."""
    dossier, _ = await in_beeld(stack)
    morgen = clock.vandaag() + timedelta(days=1)
    id = await delen(stack, dossier, verloopt_op=morgen)

    async def dicht() -> None:
        plek = PlekVastleggen(opdracht=uuid4(), van=PO, overdracht_id=id, school=VO_SCHOOL, per=date(morgen.year, 8, 1))
        for als in ("renske", "saskia", "mieke", "vera"):
            assert als in ("mieke", "vera") or await regel(stack, id, als) is None
            for vraag in (GedeeldeOverdrachtTonen(van=PO, overdracht_id=id), plek):
                with pytest.raises(NietGevonden):
                    await stack.ask("intake", vraag, als)

    try:
        stack.klok(datetime.combine(morgen, time(23, 30), AMSTERDAM))
        assert (await lezen(stack, id, "renske")).inhoud
        stack.klok(datetime.combine(morgen + timedelta(days=1), time(0, 5), AMSTERDAM))
        await dicht()
        assert not (await blad(stack, dossier)).overdracht.zichtbaar
    finally:
        stack.klok_terug()
    assert (await lezen(stack, id, "renske")).inhoud
    await doe(stack, OverdrachtIntrekken, dossier)
    await dicht()
    await delen(stack, dossier, onderdelen=("wat_werkt",), teksten={"wat_werkt": ZIN})
    assert (await lezen(stack, id, "renske")).inhoud == {"wat_werkt": [ZIN]}


async def test_een_ouder_ziet_wat_er_is_gedeeld_en_trekt_de_toestemming_zelf_in(stack: Stack):
    """toestemming_intrekken: without the school, at once; the school hears of it. A pupil sees it and cannot."""
    dossier, _ = await in_beeld(stack)
    gezin = await dossiergezin(school(stack), dossier)

    def als(rol: str) -> dict[str, Any]:
        return {"rol": rol, "organisatie": str(dossier), "tenant": PO, "persoon": gezin[rol]}

    async def gedeeld(rol: str) -> Any:
        return (await stack.ask("intake", GedeeldTonen(dossier_id=dossier), "noor", **als(rol))).gedeeld

    assert not (await gedeeld("ouder")).zichtbaar
    id = await delen(stack, dossier)
    stand = await gedeeld("ouder")
    assert (stand.onderdelen, stand.mag_intrekken, stand.gezien_op) == (["vraag"], True, None)
    assert not (await gedeeld("leerling")).mag_intrekken
    await lezen(stack, id, "renske")
    assert (await gedeeld("ouder")).gezien_op is not None
    intrekken = {"dossier_id": dossier, "versie": (await gedeeld("ouder")).versie}
    for sub, wie in (("noor", als("leerling")), ("iris", {})):
        with pytest.raises(MagNiet):
            await stack.ask("intake", ToestemmingIntrekken(opdracht=uuid4(), **intrekken), sub, **wie)
    ander = als("ouder") | {"persoon": uuid4()}
    with pytest.raises(NietGevonden):
        await stack.ask("intake", ToestemmingIntrekken(opdracht=uuid4(), **intrekken), "noor", **ander)
    mail = gemaild(stack, "iris")
    await stack.ask("intake", ToestemmingIntrekken(opdracht=uuid4(), **intrekken), "noor", **als("ouder"))
    with pytest.raises(NietGevonden):
        await lezen(stack, id, "renske")
    assert not (await gedeeld("ouder")).mag_intrekken
    await eventually(lambda: _waarde(gemaild(stack, "iris") > mail), wat="de school hoort het")
    with pytest.raises(KanNiet):
        await stack.ask("intake", ToestemmingIntrekken(opdracht=uuid4(), **intrekken), "noor", **als("ouder"))


async def test_wie_er_niets_mee_heeft_komt_er_niet_bij(stack: Stack):
    """ISO: another tenant than the chosen one, a hat that does not fit, a school, and nobody asks across by hand."""
    dossier, _ = await in_beeld(stack)
    id = await delen(stack, dossier)
    for als, hoed in (
        ("harm", {"rol": "steunpuntcoordinator", "tenant": "swv2202vo", "organisatie": "VO2202"}),
        ("harm", {"rol": "steunpuntcoordinator", "tenant": "swv2305vo", "organisatie": "VO2305"}),
        ("renske", {"organisatie": "VO9999"}),
    ):
        with pytest.raises(NietGevonden):
            await lezen(stack, id, als, **hoed)
        with pytest.raises(NietGevonden):
            await lezen(stack, id, als, van=VO, **hoed)
    for als, van in (("karin", PO), ("karin", VO), ("iris", PO), ("iris", VO)):  # a school where nobody has a place
        with pytest.raises(NietGevonden):
            await lezen(stack, id, als, van)
    for als in ("bea", "wietske"):
        with pytest.raises(MagNiet):
            await lezen(stack, id, als)
    for vraag in (
        OverdrachtenVoorTonen(voor=VO),
        OverdrachtVoorTonen(voor=VO, overdracht_id=id),
        PlekMelden(
            opdracht=uuid4(), voor=VO, overdracht_id=id, school=VO_SCHOOL, per=date(2027, 8, 1), door_naam="Renske"
        ),
    ):
        for als in ("renske", "mieke", "iris"):
            with pytest.raises(MagNiet):
                await stack.ask("intake", vraag, als)
    with pytest.raises(OngeldigeInvoer):
        await doe(stack, OverdrachtIntrekken, dossier)
        await delen(stack, dossier, naar="swv2305vo")


async def test_een_plek_op_tijd_door_wie_ook(stack: Stack):
    """plek_vastleggen: by the school, by the own coordinator, by the other side; a school that fits."""
    dossier, _ = await in_beeld(stack)
    id = await delen(stack, dossier)
    jaar = (await blad(stack, dossier)).overdracht.overstap_jaar

    async def plek(als: str, school: str = VO_SCHOOL, per: date | None = None, **hoed: Any) -> None:
        vraag = PlekVastleggen(opdracht=uuid4(), van=PO, overdracht_id=id, school=school, per=per or date(jaar, 8, 1))
        await stack.ask("intake", vraag, als, **hoed)

    for als, anders in (
        ("renske", {"school": "16MA00"}), ("renske", {"school": "16HI00"}), ("iris", {"school": "16MA00"}),
        ("iris", {"per": date(jaar + 5, 8, 1)}), ("renske", {"per": date(jaar - 5, 8, 1)}),
    ):  # fmt: skip
        with pytest.raises(OngeldigeInvoer):
            await plek(als, **anders)
    with pytest.raises(NietGevonden):
        await plek("rob", organisatie="19CO00")
    for als in ("renske", "mieke", "iris"):
        await plek(als)
        stand = (await blad(stack, dossier)).overdracht
        assert (stand.plek_school, stand.plek_per) == (VO_SCHOOL, date(jaar, 8, 1))
    assert (await regel(stack, id, "renske")).stand == ""
    wie = await stack.sql("select plek_door_naam from intake.overdracht where id = $1", id)
    assert wie[0]["plek_door_naam"] == accounts()["iris"].naam


async def test_de_nieuwe_school_leest_mee_als_de_ouders_dat_goedvinden_en_de_plek_er_is(stack: Stack):
    """ISO: the receiving school, after consent for it and placement, until the last day; a line at both sides."""
    dossier, achternaam = await in_beeld(stack)
    id = await delen(stack, dossier)  # without the school
    stand = (await blad(stack, dossier)).overdracht
    plek = {"van": PO, "overdracht_id": id, "per": date(stand.overstap_jaar, 8, 1)}
    await stack.ask("intake", PlekVastleggen(opdracht=uuid4(), school=VO_SCHOOL, **plek), "renske")
    with pytest.raises(NietGevonden):
        await lezen(stack, id, "karin")
    assert await regel(stack, id, "karin") is None
    await doe(stack, OverdrachtIntrekken, dossier)
    mail = gemaild(stack, "karin")
    await delen(stack, dossier, ook_school=True)
    rij = await regel(stack, id, "karin")
    assert (rij.tenant, rij.dossier_id, rij.plek_school) == (PO, None, VO_SCHOOL) and achternaam in rij.leerling
    inhoud = await lezen(stack, id, "karin")
    assert inhoud.inhoud == {"vraag": [ZIN]} and inhoud.dossier_id is None
    await eventually(lambda: _waarde(gemaild(stack, "karin") > mail), wat="de nieuwe school krijgt bericht")
    stand = (await blad(stack, dossier)).overdracht
    assert stand.ook_school and stand.school_gezien_op is not None and stand.gezien_op is None
    hier = await stack.sql("select namens, grond from intake.audit where zaak = $1 and tenant = $2", dossier, PO)
    assert (persoon_id("karin"), f"gedeeld met {VO}, school {VO_SCHOOL}") in {(r["namens"], r["grond"]) for r in hier}
    daar = await stack.sql(
        "select 1 from intake.audit where tenant = $1 and wat = 'gedeelde_overdracht_tonen' and persoon = $2",
        VO, persoon_id("karin"),
    )  # fmt: skip
    assert daar
    with pytest.raises(NietGevonden):  # another school over there
        await lezen(stack, id, "karin", organisatie="20BG00")
    with pytest.raises(NietGevonden):  # the place is that of a coordinator, or of the basisschool
        await stack.ask("intake", PlekVastleggen(opdracht=uuid4(), school="20BG00", **plek), "karin")
    laatste = (await blad(stack, dossier)).overdracht.verloopt_op
    try:
        stack.klok(datetime.combine(laatste + timedelta(days=1), time(0, 30), AMSTERDAM))
        with pytest.raises(NietGevonden):
            await lezen(stack, id, "karin")
        assert await regel(stack, id, "karin") is None
    finally:
        stack.klok_terug()


async def test_zonder_toestemming_of_met_een_oude_versie_wordt_niets_gedeeld(stack: Stack):
    dossier, _ = await in_beeld(stack)
    morgen = clock.vandaag() + timedelta(days=1)
    laatste = (await blad(stack, dossier)).overdracht.laatste_verloopdag
    for anders, veld in (
        ({"toestemming_op": morgen}, "toestemming_op"), ({"bewijs": ""}, "bewijs"), ({"onderdelen": ()}, "onderdelen"),
        ({"verloopt_op": laatste + timedelta(days=1)}, "verloopt_op"), ({"naar": PO}, "naar"),
        ({"verloopt_op": clock.vandaag() - timedelta(days=1)}, "verloopt_op"),
    ):  # fmt: skip
        with pytest.raises(OngeldigeInvoer) as fout:
            await delen(stack, dossier, **anders)
        assert veld in fout.value.velden
    with pytest.raises(Gewijzigd):
        await delen(stack, dossier, versie=0)
    assert (await blad(stack, dossier)).overdracht.status == "gesignaleerd"


async def test_voor_de_dag_krijgen_school_en_beide_kanten_bericht(stack: Stack):
    """overstap_herinneren, and not when there is a place."""
    dossier, _ = await in_beeld(stack)
    await delen(stack, dossier)
    stand = (await blad(stack, dossier)).overdracht
    voor = {sub: gemaild(stack, sub) for sub in ("iris", "mieke")}
    try:
        stack.klok(datetime.combine(stand.plek_uiterlijk - timedelta(days=60), time(9), AMSTERDAM))
        for sub, aantal in voor.items():
            await eventually(lambda sub=sub, n=aantal: _waarde(gemaild(stack, sub) > n), wat=f"{sub} krijgt bericht")
    finally:
        stack.klok_terug()
    zinnen = await stack.sql("select feit from intake.tijdlijn where zaak = $1", dossier)
    assert "overstap_gewaarschuwd" in {z["feit"] for z in zinnen}


async def test_een_ander_samenwerkingsverband_kan_niet_namens_een_derde_vragen(stack: Stack):
    """A message that says another `voor` than the tenant of the asker does not leave (infra.crossing)."""
    from infra import crossing
    from services.intake.service import INTAKE
    from services.kern.principal import Systeem

    asker = Systeem(tenant="swv2202vo", dienst="intake")
    with pytest.raises(RuntimeError):
        await crossing.ask_across(INTAKE, asker, PO, OverdrachtenVoorTonen(voor=VO), partners=[PO])
    for tenant, partners in ((PO, []), ("swv2202vo", ["swv2202vo"])):
        with pytest.raises(Fout):
            vraag = OverdrachtenVoorTonen(voor="swv2202vo")
            await crossing.ask_across(INTAKE, asker, tenant, vraag, partners=partners)


async def test_veel_coordinatoren_tegelijk_wachten_niet_op_elkaar(stack: Stack):
    """Each of these asks its own service about the other side, and keeps a connection meanwhile: far more at once than
    there are connections are all answered: the looks, the acts and what is refused (which leaves a line too)."""
    dossier, _ = await in_beeld(stack)
    id = await delen(stack, dossier)
    blikken = [lezen(stack, id, "renske") for _ in range(16)]
    assert {inhoud.kort.id for inhoud in await asyncio.gather(*blikken)} == {id}
    nergens = await asyncio.gather(*(lezen(stack, uuid4(), "renske") for _ in range(16)), return_exceptions=True)
    assert {type(fout) for fout in nergens} == {NietGevonden}
    per = date((await blad(stack, dossier)).overdracht.overstap_jaar, 8, 1)
    plek = [PlekVastleggen(opdracht=uuid4(), van=PO, overdracht_id=id, school=VO_SCHOOL, per=per) for _ in range(16)]
    await asyncio.gather(*(stack.ask("intake", een, "mieke") for een in plek))
    assert (await blad(stack, dossier)).overdracht.plek_per == per
