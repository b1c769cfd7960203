"""Every act, every look and every refusal leaves an audit line: who, with which hat, what, when, how it ended; never a
name or a text."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from infra import clock, trace
from infra.migrate import SCHEMAS
from infra.people import persoon_id
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.kern.errors import Fout, MagNiet, NietGevonden, OngeldigeInvoer, OnverwachteFout
from tests.flows.intake_dossier import school
from tests.flows.web_bezoek import herkomst, ingelogd, los, token
from tests.stack import Stack

REGELS = "select * from intake.audit where zaak = $1 order by volgorde"
VAN_WIE = "select * from {}.audit where persoon = $1 order by volgorde"


async def test_elke_handeling_en_elke_blik_laat_een_regel_achter(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"schoolloopbaan": "Sinds groep 1."})
    await aanvraag.zien()
    await aanvraag.document("opp")
    regels = await stack.sql(REGELS, aanvraag.id)
    gedaan = [(r["soort"], r["wat"], r["uitkomst"]) for r in regels if r["rol"] == "ib_er"]
    assert gedaan == [
        ("handeling", "aanvraag_begonnen", "gedaan"),
        ("handeling", "onderdeel_bewaren", "gedaan"),
        ("inzage", "aanvraag_tonen", "gedaan"),
        ("handeling", "document_toegevoegd", "gedaan"),
    ]
    assert {(r["persoon"], r["organisatie"]) for r in regels if r["rol"] == "ib_er"} == {(persoon_id("iris"), "16MA00")}
    for r in regels:
        assert re.fullmatch("[0-9a-f]{16}", r["operatie"]) and re.fullmatch("[0-9a-f]{32}", r["spoor"]), r
        assert r["herkomst"] in trace.HERKOMSTEN and r["versie"] == 2 and r["reden"] is None
    assert {r["herkomst"] for r in regels if r["rol"] == "ib_er"} == {"web"}


async def test_aud_1_wie_niet_mag_kijken_laat_een_weigering_achter_en_geen_inzage(stack: Stack):
    """AUD-1: denied too, exactly one line, with the case that was asked for and without any content."""
    aanvraag = await school(stack).begin()
    for ander in ("karin", "vera", "rob"):
        with pytest.raises(NietGevonden):
            await aanvraag.zien(als=ander)
    regels = [r for r in await stack.sql(REGELS, aanvraag.id) if r["wat"] == "aanvraag_tonen"]
    # Karin is of another samenwerkingsverband: her try stands in the log of hers.
    assert [(r["tenant"], r["uitkomst"], r["reden"], r["soort"]) for r in regels] == [
        ("swv2201vo", "geweigerd", "niet_gevonden", "inzage"),
        ("swv2202po", "geweigerd", "niet_gevonden", "inzage"),
        ("swv2202po", "geweigerd", "niet_gevonden", "inzage"),
    ]
    assert [r["persoon"] for r in regels] == [persoon_id(sub) for sub in ("karin", "vera", "rob")]
    assert all(r["grond"] is None and r["zaken"] is None for r in regels)


async def test_aud_1_een_geweigerde_handeling_laat_precies_een_regel_achter_en_verandert_niets(stack: Stack):
    """AUD-1: the act is rolled back, the line of its refusal stays; for role, state, input and scope alike."""
    aanvraag, wie = await school(stack).begin(), uuid4()
    voor = await stack.sql("select * from intake.aanvraag where id = $1", aanvraag.id)

    def indienen(**velden: object) -> intake.AanvraagIndienen:
        return intake.AanvraagIndienen(**({"opdracht": uuid4(), "aanvraag_id": aanvraag.id, "versie": 1} | velden))

    rol = {"persoon": wie, "rol": "schooldirecteur", "organisatie": "16MA00"}
    for vraag, hoed in (
        (indienen(), {"persoon": wie, "rol": "secretaris", "organisatie": "PO2202"}),  # a school submits
        (indienen(), rol),  # not complete
        (indienen(versie=99), rol),  # changed meanwhile, or not complete
        (indienen(), rol | {"organisatie": "19CO00"}),  # of another school
    ):
        with pytest.raises(Fout) as fout:
            await stack.ask("intake", vraag, "iris", **hoed)
        assert fout.value.status < 500
    regels = await stack.sql(VAN_WIE.format("intake"), wie)
    assert [r["uitkomst"] for r in regels] == ["geweigerd"] * 4
    assert [r["reden"] for r in regels][::3] == ["mag_niet", "niet_gevonden"]
    assert {r["wat"] for r in regels} == {"aanvraag_indienen"} and {r["soort"] for r in regels} == {"handeling"}
    # Whoever may not send this message at all is refused before it is read.
    assert [r["zaak"] for r in regels] == [None, aanvraag.id, aanvraag.id, aanvraag.id]
    assert len({r["operatie"] for r in regels}) == 4
    assert await stack.sql("select * from intake.aanvraag where id = $1", aanvraag.id) == voor
    assert (
        await stack.sql("select 1 from intake.ldv where operation_id = any($1)", [r["operatie"] for r in regels]) == []
    )


async def test_aud_1_ook_wat_niet_past_laat_een_regel_achter(stack: Stack):
    aanvraag = await school(stack).begin()
    wie = (await aanvraag.uitnodigen("Noor", f"{uuid4().hex[:8]}@thuis.example")).persoon
    hoed = {"persoon": wie, "rol": "ouder", "organisatie": str(aanvraag.id), "tenant": "swv2202po"}
    with pytest.raises(OngeldigeInvoer):
        await stack.ask("intake", intake.InzagenTonen(aanvraag_id=aanvraag.id, hoogstens=0), "noor", **hoed)
    (regel,) = await stack.sql(VAN_WIE.format("intake"), wie)
    assert (regel["wat"], regel["uitkomst"], regel["reden"]) == ("inzagen_tonen", "geweigerd", "ongeldige_invoer")


async def test_aud_1_een_lijst_laat_een_regel_achter_met_de_kinderen_die_zij_liet_zien(stack: Stack):
    """AUD-1: lists log their hits; who saw the name of this child in a list can be found by case."""
    een, ander = await school(stack).begin(), await school(stack).begin()
    wie = uuid4()
    lijst = await stack.ask("intake", intake.AanvragenTonen(), "iris", persoon=wie)
    ids = [regel.id for regel in lijst.aanvragen]
    assert {een.id, ander.id} <= set(ids)
    (regel,) = await stack.sql(VAN_WIE.format("intake"), wie)
    assert (regel["soort"], regel["wat"], regel["zaak"]) == ("inzage", "aanvragen_tonen", None)
    assert (regel["aantal"], regel["zaken"]) == (len(ids), ids)
    gevonden = await stack.sql(
        "select a.persoon from intake.audit_getoond g join intake.audit a using (tenant, volgorde)"
        " where g.tenant = 'swv2202po' and g.zaak = $1 and a.persoon = $2",
        *(ander.id, wie),
    )
    assert len(gevonden) == 1
    leeg = uuid4()
    await stack.ask("commissie", commissie.AdviezenTonen(), "eva", persoon=leeg)
    (regel,) = await stack.sql(VAN_WIE.format("commissie"), leeg)
    assert (regel["wat"], regel["aantal"], regel["zaken"]) == ("adviezen_tonen", 0, [])


async def test_wie_namens_wie_vraagt_staat_op_de_regel_van_de_andere_dienst(stack: Stack):
    """NEN 7513: the person on whose behalf; and one trace through both services."""
    aanvraag = await school(stack).begin()
    trace.beginnen(None, "web")  # what came before was another click
    await aanvraag.uitnodigen("Noor de Vries", f"{uuid4().hex[:8]}@thuis.example")
    (hier,) = [r for r in await stack.sql(REGELS, aanvraag.id) if r["wat"] == "familie_uitgenodigd"]
    daar = await stack.sql("select * from netwerk.audit where spoor = $1 and herkomst = 'dienst'", hier["spoor"])
    assert daar and {(r["rol"], r["organisatie"]) for r in daar} == {("systeem", "intake")}
    assert {r["namens"] for r in daar} == {persoon_id("iris")} == {hier["persoon"]}
    assert hier["operatie"] not in {r["operatie"] for r in daar} and hier["namens"] is None


async def test_kan_de_regel_niet_worden_geschreven_dan_wordt_er_niets_getoond(stack: Stack):
    """No line, no content: the look and the act alike (trust.md 5.6)."""
    aanvraag = await school(stack).begin()
    naam = f"stuk_{uuid4().hex[:8]}"
    await stack.sql(
        f"create function intake.{naam}() returns trigger language plpgsql as $$ begin raise exception 'stuk'; end $$"
    )
    try:
        await stack.sql(
            f"create trigger {naam} before insert on intake.audit for each row"
            f" when (new.zaak = '{aanvraag.id}') execute function intake.{naam}()"
        )
        with pytest.raises(OnverwachteFout):
            await aanvraag.zien()
        with pytest.raises(OnverwachteFout):
            await aanvraag.bewaren({"schoolloopbaan": "Dit blijft niet."})
    finally:
        await stack.sql(f"drop function intake.{naam}() cascade")
    assert "Dit blijft niet." not in str(await aanvraag.zien())


async def test_een_rol_die_een_dienst_nooit_mag_vragen_laat_een_regel_achter(stack: Stack):
    wie = uuid4()
    with pytest.raises(MagNiet):
        await stack.ask("commissie", commissie.WerkvoorraadTonen(), "iris", persoon=wie)
    (regel,) = await stack.sql(VAN_WIE.format("commissie"), wie)
    assert (regel["wat"], regel["reden"], regel["rol"]) == ("werkvoorraad_tonen", "mag_niet", "ib_er")
    assert clock.echt() - regel["op"] < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("sub", "pad", "status", "wat", "reden"),
    [
        ("iris", "/werkvoorraad", 403, "werkvoorraad", "mag_niet"),
        ("vera", "/mijn-kind/{id}", 403, "mijn_kind_tonen", "mag_niet"),
        ("vera", "/aanvragen/{id}", 403, "aanvraag_tonen", "mag_niet"),
        ("eva", "/adviezen/{id}", 404, "advies_tonen", "niet_gevonden"),
    ],
)
async def test_aud_1_wat_het_web_weigert_laat_ook_precies_een_regel_achter(
    stack: Stack, sub: str, pad: str, status: int, wat: str, reden: str
):
    """AUD-1: refused by the web before any service was asked, or by a service: one line, of the person that tried."""
    aanvraag = await school(stack).begin()
    robot, spoor = ingelogd(sub), uuid4().hex
    koppen = {"traceparent": f"00-{spoor}-{'1' * 16}-01"}
    with los(token(robot)) as client:
        assert client.get(pad.format(id=aanvraag.id), headers=koppen).status_code == status
    alles = " union all ".join(f"select * from {dienst}.audit where spoor = $1" for dienst in SCHEMAS)
    regels = [r for r in await stack.sql(alles, spoor) if r["uitkomst"] == "geweigerd"]
    assert {(r["wat"], r["reden"], r["persoon"]) for r in regels} == {(wat, reden, persoon_id(sub))}
    assert len(regels) == 1 and regels[0]["herkomst"] == "web" and regels[0]["soort"] == "inzage"
    over = {regels[0]["zaak"], regels[0]["voorwerp"]} - {None}
    assert over == ({aanvraag.id} if "{id}" in pad else set())


async def test_aud_1_een_formulier_dat_niet_klopt_laat_een_regel_achter(stack: Stack):
    robot = ingelogd("iris")
    spoor = uuid4().hex
    koppen = {"traceparent": f"00-{spoor}-{'1' * 16}-01", **herkomst()}
    with los(token(robot)) as client:
        antwoord = client.post("/aanvragen/nieuw", data={"csrf": "vervalst"}, headers=koppen)
    assert antwoord.status_code == 403
    (regel,) = await stack.sql("select * from netwerk.audit where spoor = $1", spoor)
    assert (regel["uitkomst"], regel["reden"], regel["soort"]) == ("geweigerd", "mag_niet", "handeling")
    assert regel["wat"] == "aanvraag_beginnen"
