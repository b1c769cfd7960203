"""Another samenwerkingsverband decides: offered, taken over or sent back, and nothing of the child before."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.people import accounts
from services.intake.bevoegdheid.contract import (
    AanvaardingMelden,
    BevoegdheidStand,
    BevoegdheidTonen,
    DoorgezondenStukOphalen,
    DoorzendbladOphalen,
    DoorzendingAanbieden,
    DoorzendingAanvaarden,
    DoorzendingenTonen,
    DoorzendingIntrekken,
    DoorzendingKort,
    DoorzendingTerugsturen,
    DoorzendingVoorstellen,
    DoorzendingVoorTonen,
)
from services.intake.contract import AanvraagStand, AanvraagTerugzetten, AanvraagTonen, DocumentOphalen
from services.kern.errors import Fout, Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school
from tests.flows.web_bezoek import ingelogd
from tests.stack import Stack, eventually

PO, VO = "swv2202po", "swv2201vo"
#: A pupil of a basisschool who goes to vso: the samenwerkingsverband of where it lives decides (WEC 40 lid 13).
NAAR_VSO = {"doel": "vso", "school_soort": "bo", "school_swv": "PO2202", "woon_swv": "VO2201"}


async def stand(wie: School, als: str = "iris", **hoed: Any) -> BevoegdheidStand:
    return await wie.stack.ask("intake", BevoegdheidTonen(aanvraag_id=wie.id), als, **hoed)


async def aanbieden(wie: School, **anders: Any) -> UUID:
    versie = (await wie.zien()).versie
    goed = {"naar": "VO2201", "invoer": NAAR_VSO, "ouders_ingelicht_op": clock.vandaag(), "versie": versie}
    await wie.doe(DoorzendingAanbieden, **goed | anders)
    return (await stand(wie)).doorzending.id


async def gezien(stack: Stack, id: UUID, als: str) -> DoorzendingKort | None:
    lijst = await stack.ask("intake", DoorzendingenTonen(), als)
    return next((een for een in lijst.doorzendingen if een.id == id), None)


async def daar(stack: Stack, id: UUID, zaak: UUID, als: str, **hoed: Any) -> AanvraagStand:
    """The aanvraag on the other side, with all its pieces checked."""

    async def er_is() -> AanvraagStand | None:
        try:
            nu = await stack.ask("intake", AanvraagTonen(aanvraag_id=zaak), als, **hoed)
        except NietGevonden:
            return None
        klaar = nu.documenten and all(d.status in ("bruikbaar", "geweigerd") for d in nu.documenten)
        return nu if klaar and any(d.bestandsnaam.startswith("Aanvraag ") for d in nu.documenten) else None

    return await eventually(er_is, seconden=120, wat="de aanvraag is overgenomen")


async def test_de_regel_beslist_en_niet_wie_iets_invult(stack: Stack):
    """The school cannot offer it to whom the law does not name, nor before the parents know, nor twice."""
    wie = await school(stack).begin()
    morgen = clock.vandaag() + timedelta(days=1)
    for fout, veld in (
        ({"naar": "VO2202"}, "naar"),
        ({"naar": "PO2202", "invoer": {"doel": "so", "school_soort": "bo", "school_swv": "PO2202"}}, "naar"),
        ({"invoer": {}}, "naar"),
        ({"invoer": NAAR_VSO | {"residentieel": "ja"}}, "naar"),
        ({"ouders_ingelicht_op": morgen}, "ouders_ingelicht_op"),
        ({"toelichting": "Het BSN is 111222333."}, "toelichting"),
    ):
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            await aanbieden(wie, **fout)
        assert set(geweigerd.value.velden) == {veld}, fout
    with pytest.raises(KanNiet, match="papier"):
        await aanbieden(wie, naar="VO3101", invoer=NAAR_VSO | {"woon_swv": "VO3101"})
    with pytest.raises(Gewijzigd):
        await aanbieden(wie, versie=99)
    with pytest.raises(MagNiet):
        vraag = DoorzendingVoorstellen(
            opdracht=uuid4(), aanvraag_id=wie.id, naar="VO2201", invoer=NAAR_VSO, toelichting="Een zin van genoeg."
        )
        await stack.ask("intake", vraag, "iris")
    assert (await stand(wie)).doorzending is None
    id = await aanbieden(wie)
    with pytest.raises(Fout):
        await aanbieden(wie)
    await wie.doe(DoorzendingIntrekken)
    assert ((await stand(wie)).doorzending.status, await gezien(stack, id, "saskia")) == ("ingetrokken", None)
    with pytest.raises(KanNiet):
        await wie.doe(DoorzendingIntrekken)


async def test_een_concept_gaat_mee_met_stukken_en_data_en_laat_een_spoor_achter(stack: Stack):
    """N7: transfer keeps plan, evaluation dates and agreements with their origin stamp. Nothing crosses before yes."""
    wie = await school(stack, soort="so").begin()
    roepnaam = (await wie.zien()).leerling.roepnaam
    await wie.bewaren({"helpende_factoren": "Een vaste plek bij het raam.", "doelen": "Zelf beginnen."})
    document = await wie.document("opp")
    assert await wie.gecontroleerd(document) == "bruikbaar"
    id = await aanbieden(wie, toelichting="De leerling wordt twaalf.")
    rij = await gezien(stack, id, "saskia")
    assert rij is not None and (rij.soort, rij.school, rij.ingediend_op) == ("so", "16MA00", None)
    assert "WEC 40" in rij.uitleg and roepnaam not in str(rij)
    assert await gezien(stack, id, "vera") is None  # the own one offers nothing to itself
    for vraag in (
        DoorzendingVoorTonen(voor=VO, doorzending_id=id),
        DoorgezondenStukOphalen(voor=VO, doorzending_id=id, document=document, deel=0),
        AanvaardingMelden(opdracht=uuid4(), voor=VO, doorzending_id=id, soort="vso", kenmerk="x", door_naam="x"),
    ):
        for als in ("saskia", "vera", "iris"):
            with pytest.raises(Fout):
                await stack.ask("intake", vraag, als)
    with pytest.raises(MagNiet):
        await stack.ask("intake", DoorzendingenTonen(), "iris")
    with pytest.raises(NietGevonden):
        opdracht = DoorzendingAanvaarden(opdracht=uuid4(), van=PO, doorzending_id=uuid4(), soort="vso")
        await stack.ask("intake", opdracht, "saskia")
    with pytest.raises(OngeldigeInvoer):
        opdracht = DoorzendingAanvaarden(opdracht=uuid4(), van=PO, doorzending_id=id, soort="sbo")
        await stack.ask("intake", opdracht, "saskia")

    for _ in range(2):  # twice is once
        opdracht = DoorzendingAanvaarden(opdracht=uuid4(), van=PO, doorzending_id=id, soort="vso")
        zaak = (await stack.ask("intake", opdracht, "saskia")).id
    hoed = {"als": "iris", "tenant": VO, "organisatie": "16MA00", "rol": "ib_er"}
    nu = await daar(stack, id, zaak, **hoed)
    assert (nu.status, nu.soort, nu.leerling.roepnaam) == ("concept", "vso", roepnaam)
    mee = next(d for d in nu.documenten if d.soort == "opp")
    eerder = next(d for d in (await wie.zien()).documenten if d.id == document)
    velden = ("gedagtekend_op", "ondertekend_door", "toegevoegd_op", "bestandsnaam")
    assert all(getattr(mee, naam) == getattr(eerder, naam) for naam in velden)
    afdruk = (await stack.sql("select sha256 from intake.document where id = $1", document))[0]["sha256"]
    assert mee.herkomst is not None and mee.herkomst.afdruk == afdruk and "Emmen" in mee.herkomst.zin
    assert len(nu.documenten) == 2  # and the sheet with every answer, word for word
    assert nu.herkomst.startswith("Doorgezonden door") and nu.uit_dossier is None
    with pytest.raises(NietGevonden):  # a concept is of the school
        await stack.ask("intake", AanvraagTonen(aanvraag_id=zaak), "saskia")

    hier = await wie.zien()
    assert hier.status == "ingetrokken" and nu.kenmerk in hier.doorzending
    doorzending = (await stand(wie)).doorzending
    assert (doorzending.status, doorzending.kenmerk_daar) == ("aanvaard", nu.kenmerk)
    assert (await stack.ask("intake", DocumentOphalen(document_id=document), "iris")).inhoud
    with pytest.raises(KanNiet):
        await aanbieden(wie)
    wie.versie = hier.versie
    with pytest.raises(KanNiet, match="ander samenwerkingsverband"):  # it is not here any more, so it cannot come back
        await wie.doe(AanvraagTerugzetten)
    assert hier.handelingen == []
    assert await gezien(stack, id, "saskia") is None


async def test_wat_was_ingediend_is_ontvangen_op_de_dag_van_doorzenden(stack: Stack):
    """Awb 2:3, 4:13: proposed by who got it, offered by the school, and its term runs from the day it arrived."""
    wie = await school(stack, soort="so").ingediend()
    vraag = {"aanvraag_id": wie.id, "naar": "VO2201", "invoer": NAAR_VSO}
    with pytest.raises(OngeldigeInvoer):
        await stack.ask("intake", DoorzendingVoorstellen(opdracht=uuid4(), toelichting="", **vraag), "vera")
    zin = "De leerling gaat naar het voortgezet speciaal onderwijs."
    await stack.ask("intake", DoorzendingVoorstellen(opdracht=uuid4(), toelichting=zin, **vraag), "vera")
    voorgesteld = await stand(wie)
    assert (voorgesteld.doorzending.status, voorgesteld.doorzending.toelichting) == ("voorgesteld", zin)
    assert voorgesteld.handelingen == ["doorzending_aanbieden", "doorzending_intrekken"]
    id = await aanbieden(wie, invoer={})
    teruggestuurd = DoorzendingTerugsturen(opdracht=uuid4(), van=PO, doorzending_id=id, reden="kort")
    with pytest.raises(OngeldigeInvoer):
        await stack.ask("intake", teruggestuurd, "saskia")
    opdracht = DoorzendingTerugsturen(opdracht=uuid4(), van=PO, doorzending_id=id, reden="De leerling woont in Assen.")
    await stack.ask("intake", opdracht, "saskia")
    terug = (await stand(wie)).doorzending
    assert (terug.status, terug.reden) == ("teruggestuurd", "De leerling woont in Assen.")
    assert (await wie.zien()).status == "ingediend"

    id = await aanbieden(wie)
    opdracht = DoorzendingAanvaarden(opdracht=uuid4(), van=PO, doorzending_id=id, soort="vso")
    zaak = (await stack.ask("intake", opdracht, "saskia")).id
    nu = await daar(stack, id, zaak, "saskia")
    assert (nu.status, nu.ingediend_op) == ("ingediend", clock.vandaag())
    assert {z.naam for z in nu.zienswijzen} == {z.naam for z in (await wie.zien()).zienswijzen}
    rij = await stack.sql("select ontvangen_op from commissie.behandeling where id = $1", zaak)

    async def geopend() -> bool:
        return bool(await stack.sql("select 1 from commissie.behandeling where id = $1", zaak))

    await eventually(geopend, seconden=60, wat="de behandeling is geopend")
    rij = await stack.sql("select ontvangen_op, tenant from commissie.behandeling where id = $1", zaak)
    assert (rij[0]["ontvangen_op"], rij[0]["tenant"]) == (clock.vandaag(), VO)

    async def gemaild() -> bool:
        return any("/doorzendingen" in str(b) for b in stack.post(accounts()["saskia"].email))

    assert (await stack.ask("intake", DoorzendbladOphalen(aanvraag_id=wie.id), "iris")).inhoud.startswith(b"%PDF")


async def test_de_bladzijden_van_vraag_tot_overnemen(stack: Stack):
    """The wizard knows the school and what is asked; the answer has its article; then offered, and sent back."""
    wie = await school(stack, soort="so").begin()
    basis = f"/aanvragen/{wie.id}"

    def school_kant() -> None:
        robot = ingelogd("iris")
        assert f"{basis}/bevoegd" in (robot.ga(basis).html.html or "")
        form = robot.ga(f"{basis}/bevoegd").formulier(f"{basis}/bevoegd")
        assert (form.velden["doel"], form.velden["school"]) == (["so"], ["bo"]) and form.velden["school_postcode"]
        pagina = robot.verstuur(form.vul(postcode="7811"))
        assert "uw eigen samenwerkingsverband" in pagina.tekst and "WEC 40" in pagina.tekst
        form = pagina.formulier(f"{basis}/bevoegd").vul(doel="vso", postcode="bestaat niet")
        assert "vier cijfers" in robot.verstuur(form, verwacht=422).tekst
        form.vul(school="", school_postcode="", postcode="3011")
        assert "werkt niet met Meedoen" in robot.verstuur(form).tekst
        form.vul(school="bo", school_postcode="7811", postcode="9401")
        pagina = robot.verstuur(form)
        form = pagina.formulier(f"{basis}/doorzending-aanbieden")
        pagina = robot.verstuur(form.vul(ouders_ingelicht_op=clock.vandaag() + timedelta(days=1)), verwacht=422)
        assert "moet nog komen" in pagina.tekst
        form = pagina.formulier(f"{basis}/doorzending-aanbieden").vul(ouders_ingelicht_op=clock.vandaag())
        assert "Aangeboden" in robot.verstuur(form).tekst
        assert "is aangeboden aan" in robot.ga(basis).tekst

    await asyncio.to_thread(school_kant)
    id = (await stand(wie)).doorzending.id

    def andere_kant() -> None:
        robot = ingelogd("saskia")
        pagina = robot.ga("/doorzendingen")
        form = pagina.formulier(f"/doorzendingen/{PO}/{id}/doorzending-aanvaarden")
        assert "Kies wat voor aanvraag" in robot.verstuur(form, verwacht=422).tekst
        form = pagina.formulier(f"/doorzendingen/{PO}/{id}/doorzending-terugsturen").vul(
            reden="De leerling woont elders."
        )
        assert "Teruggestuurd" in robot.verstuur(form).tekst
        assert str(id) not in (robot.ga("/doorzendingen").html.html or "")

    await asyncio.to_thread(andere_kant)
    assert (await stand(wie)).doorzending.status == "teruggestuurd"
