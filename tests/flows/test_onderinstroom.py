"""A young child over real servers: let the voorschool in and out, what it typed and added, parents, the school."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from infra import clock
from infra.clock import AMSTERDAM
from infra.context import mint
from infra.settings import settings
from services.intake.contract import AanvraagStand, AanvraagTonen, InzagenTonen
from services.intake.leerlingen.contract import Familiezaak, FamiliezaakTonen, LeerlingTonen
from services.intake.onderinstroom.contract import (
    DossieroverdrachtStand,
    DossieroverdrachtTonen,
    MijnOnderinstroomTonen,
    OnderinstromenTonen,
    OnderinstroomAannemen,
    OnderinstroomaanvraagBeginnen,
    OnderinstroomouderUitnodigen,
    OnderinstroomOverdragen,
    OnderinstroomSluiten,
    OnderinstroomTerughalen,
    OuderhandtekeningVastleggen,
    OverdrachtsbijlageOphalen,
    OverdrachtsbijlageWeghalen,
    OverdrachtsdocumentInleveren,
    OverdrachtsdocumentOndertekenen,
    OverdrachtsstukOphalen,
    VoorschooltoegangBeeindigen,
    VoorschoolUitnodigen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, NietIngelogd, OngeldigeInvoer
from services.kern.inzage import InzagenLijst
from services.kern.principal import Systeem
from services.netwerk.contract import SessieLezen, SessieOpenen, UitnodigingAannemen, UitnodigingStand, UitnodigingTonen
from tenants.registry import get
from tests.flows.intake_dossier import VIRUS, School, pdf
from tests.flows.jong_kind import BEWIJS, CJK, IB_ER, SCHOOL, STEUNPUNT, TENANT, JongKind, alles, jong_kind
from tests.flows.leerling_dossier import aannemen
from tests.flows.test_bewaren import BLIJFT, vinden
from tests.stack import Stack, eventually
from web.filling.inzage import wie_keek

DAG = timedelta(days=1)


async def ouder_erbij(kind: JongKind, naam: str = "Faiza Bouzian") -> dict[str, Any]:
    """A parent who reads along; the hat."""
    velden = {"naam": naam, "email": f"{uuid4().hex[:10]}@thuis.example"}
    gast = await kind.doe(OnderinstroomouderUitnodigen, **velden)
    await aannemen(School(kind.stack), gast)

    async def aangemeld() -> bool:
        return any(o.naam == naam and o.status == "aangemeld" for o in (await kind.zien()).ouders)

    await eventually(aangemeld, wat="de ouder leest mee")
    return {"rol": "ouder", "organisatie": str(kind.id), "tenant": TENANT, "persoon": gast.persoon}


async def ingeleverd(stack: Stack, bijlage: bool = False) -> JongKind:
    """Filled in and handed in by the voorschool, which is out."""
    kind = await jong_kind(stack)
    await kind.binnen()
    await kind.schrijven(alles())
    if bijlage:
        id = await kind.bijlage()
        await eventually(lambda: _bijlage(kind, id, "bruikbaar"), wat="de bijlage is gecontroleerd")
    await kind.inleveren()
    return kind


async def _bijlage(kind: JongKind, id: UUID, status: str) -> bool:
    return any(b.id == id and b.status == status for b in (await kind.zien()).bijlagen)


async def test_van_voorschool_tot_aanvraag_en_niets_wordt_nog_eens_getypt(stack: Stack):
    """onderinstroom_beginnen, voorschool_uitnodigen, overdrachtsdocument_*, onderinstroom_overdragen, *_aannemen."""
    kind = await jong_kind(stack)
    stand = await kind.zien()
    assert (stand.status, stand.wacht, stand.toestemming_bewijs) == ("bij_voorschool", "voorschool_uitnodigen", BEWIJS)
    ouder = await ouder_erbij(kind)
    zaak: Familiezaak = await stack.ask("intake", FamiliezaakTonen(zaak_id=kind.id), "hilde", **ouder)
    assert zaak.soort == "onderinstroom"
    await kind.binnen()
    assert (await kind.zien()).wacht == "voorschool"
    with pytest.raises(OngeldigeInvoer) as fout:
        await kind.inleveren()
    assert set(fout.value.velden) == set(alles())
    await kind.schrijven(alles())
    id = await kind.bijlage()
    # While somebody types, a parent reads nothing of it.
    mijn = await stack.ask("intake", MijnOnderinstroomTonen(onderinstroom_id=kind.id), "hilde", **ouder)
    assert (mijn.antwoorden, mijn.bijlagen, mijn.tekenen) == ({}, [], False)
    await eventually(lambda: _bijlage(kind, id, "bruikbaar"), wat="de bijlage is gecontroleerd")
    await kind.inleveren()
    assert (await kind.zien(STEUNPUNT)).wacht == "ouders"
    mijn = await stack.ask("intake", MijnOnderinstroomTonen(onderinstroom_id=kind.id), "hilde", **ouder)
    assert mijn.antwoorden["hulpvragen"] and len(mijn.bijlagen) == 1 and mijn.tekenen
    with pytest.raises(KanNiet, match="nog niet ondertekend"):
        await kind.doe(OnderinstroomOverdragen, school=SCHOOL, aangemeld_op=clock.vandaag())
    tekenen = {"akkoord": True, "bijlagen_mee": True, "tekst": "Lev slaapt nog elke middag."}
    await kind.doe(OverdrachtsdocumentOndertekenen, "hilde", ouder, **tekenen)
    assert (await kind.zien()).wacht == "overdragen"
    with pytest.raises(NietGevonden):  # not handed over yet
        await kind.zien(IB_ER)
    await kind.doe(OnderinstroomOverdragen, school=SCHOOL, aangemeld_op=clock.vandaag())
    van_school = await kind.zien(IB_ER)
    assert van_school.handelingen == ["onderinstroom_aannemen"] and van_school.toegang is None
    assert [k.id for k in (await stack.ask("intake", OnderinstromenTonen(), IB_ER)).kinderen if k.id == kind.id]
    dossier = (await kind.doe(OnderinstroomAannemen, IB_ER, groep="groep 1")).id

    async def klaar() -> DossieroverdrachtStand | None:
        antwoord = await stack.ask("intake", DossieroverdrachtTonen(dossier_id=dossier), IB_ER)
        return antwoord if antwoord.stukken else None

    over = await eventually(klaar, wat="het overdrachtsdocument staat in het dossier")
    assert [s.soort for s in over.stukken] == ["overdrachtsdocument", "gespreksverslag_voorschool"]
    assert over.aangemeld_op == clock.vandaag()
    stuk = OverdrachtsstukOphalen(dossier_id=dossier, overdrachtsstuk_id=over.stukken[0].id)
    assert (await stack.ask("intake", stuk, IB_ER)).inhoud.startswith(b"%PDF-")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", stuk, "sofie")
    aanvraag = (
        await stack.ask(
            "intake", OnderinstroomaanvraagBeginnen(opdracht=uuid4(), dossier_id=dossier, soort="sbo"), IB_ER
        )
    ).id

    async def gecontroleerd() -> AanvraagStand | None:
        a = await stack.ask("intake", AanvraagTonen(aanvraag_id=aanvraag), IB_ER)
        return a if all(d.status == "bruikbaar" for d in a.documenten) else None

    a = await eventually(gecontroleerd, wat="de documenten zijn gecontroleerd")
    assert a.antwoorden["route"] == "kind dat nog niet naar school gaat (onderinstroom)"
    assert a.antwoorden["hulpvraag"] == alles()["hulpvragen"]
    assert {d.soort for d in a.documenten} == {"overdrachtsdocument", "gespreksverslag_voorschool"}
    assert not [t for t in a.tekorten if t.soort == "document" and t.blokkeert]
    with pytest.raises(KanNiet, match="loopt al een aanvraag"):
        await stack.ask(
            "intake", OnderinstroomaanvraagBeginnen(opdracht=uuid4(), dossier_id=dossier, soort="so"), IB_ER
        )


async def test_n6_de_link_en_de_code_gaan_elk_een_eigen_weg(stack: Stack):
    """N6: what came by e-mail opens nothing without the code, nor without a second step."""
    kind = await jong_kind(stack)
    gast = await kind.uitnodigen()
    school = School(stack)
    link = await school.link(gast.persoon)
    post = await stack.sql("select velden from intake.bericht where aan = $1", gast.persoon)
    assert gast.activatiecode not in str([dict(rij) for rij in post])
    stand: UitnodigingStand = await stack.web.ask("netwerk", UitnodigingTonen(token=link))
    assert (stand.status, stand.rol) == ("open", "partner")
    assert stand.verloopt_op - clock.nu() <= timedelta(days=7)
    velden = {"issuer": "https://opvang.example", "naam": "Petra", "email": "p@opvang.example", "user_agent": "toets"}
    zonder = await stack.web.ask(
        "netwerk", SessieOpenen(opdracht=uuid4(), subject=uuid4().hex, mfa=False, uitnodiging=link, **velden)
    )
    goed = {"uitnodiging": link, "activatiecode": gast.activatiecode}
    with pytest.raises(MagNiet):
        await stack.web.ask("netwerk", UitnodigingAannemen(opdracht=uuid4(), token=zonder.token, **goed))
    met = await stack.web.ask(
        "netwerk", SessieOpenen(opdracht=uuid4(), subject=uuid4().hex, mfa=True, uitnodiging=link, **velden)
    )
    fout_ = goed | {"activatiecode": "BBBB-BBBB"}
    with pytest.raises(OngeldigeInvoer):
        await stack.web.ask("netwerk", UitnodigingAannemen(opdracht=uuid4(), token=met.token, **fout_))


async def test_de_toegang_eindigt_met_een_klik_met_inleveren_en_op_de_laatste_dag(stack: Stack):
    """Within a second nothing is left: the session, the hat and the document. What was written stays."""
    kind = await jong_kind(stack)
    token = await kind.binnen()
    await kind.schrijven({"beschrijving_kind": "Lev bouwt graag."})
    await kind.doe(VoorschooltoegangBeeindigen)
    with pytest.raises(NietGevonden):
        await kind.document()

    async def eruit() -> bool:
        try:
            await stack.web.ask("netwerk", SessieLezen(token=token))
        except NietIngelogd:
            return True
        return False

    await eventually(eruit, wat="de sessie is dicht")
    with pytest.raises(KanNiet):
        await kind.doe(VoorschooltoegangBeeindigen)
    # The same person once more, with what was typed; after handing in nothing again.
    subject = f"opvang-{uuid4().hex[:8]}"
    for _ in range(2):
        await kind.binnen(subject=subject)
        assert (await kind.document()).antwoorden == {"beschrijving_kind": "Lev bouwt graag."}
        await kind.doe(VoorschooltoegangBeeindigen)
    await kind.binnen(subject=subject)
    await kind.schrijven(alles())
    await kind.inleveren()
    with pytest.raises(NietGevonden):
        await kind.document()
    await eventually(lambda: _toegang(kind, "voorbij"), wat="de voorschool is eruit")
    # The last day counts; the day after does not, whether a job saw it or not.
    ander = await jong_kind(stack)
    vandaag = clock.vandaag()
    await ander.binnen(await ander.uitnodigen(tot_en_met=vandaag + DAG))
    try:
        stack.klok(datetime.combine(vandaag + DAG, time(23, 30), AMSTERDAM))
        assert (await ander.document()).toegang_tot_en_met == vandaag + DAG
        stack.klok(datetime.combine(vandaag + 2 * DAG, time(0, 1), AMSTERDAM))
        with pytest.raises(NietGevonden):
            await ander.document()
        await eventually(lambda: _toegang(ander, "voorbij"), wat="de toegang is voorbij")
    finally:
        stack.klok_terug()


async def _toegang(kind: JongKind, status: str) -> bool:
    toegang = (await kind.zien()).toegang
    return toegang is not None and toegang.status == status


async def test_wie_er_niet_bij_hoort_ziet_niets(stack: Stack):
    """No list and no search for a voorschool; a child of another is not there."""
    kind, ander = await jong_kind(stack), await jong_kind(stack)
    await kind.binnen()
    hoed = kind.voorschool
    with pytest.raises(MagNiet):
        await stack.ask("intake", OnderinstromenTonen(), "hilde", **hoed)
    for id in (ander.id, uuid4()):
        for wie in (hoed, hoed | {"organisatie": str(id)}):
            kopie = JongKind(stack, id, wie)
            with pytest.raises(NietGevonden):
                await kopie.document()
    for als, velden in (
        (CJK, {"organisatie": "PO2202"}), (IB_ER, {}), ("sofie", {}), (CJK, {"tenant": "swv2202po"}),
    ):  # fmt: skip
        with pytest.raises(NietGevonden):
            await kind.zien(als, **velden)
    for als in ("elske", "carolien", "nadia", "margriet"):
        with pytest.raises(MagNiet):
            await kind.zien(als)
    ouder = await ouder_erbij(kind)
    for wat in (OverdrachtsbijlageOphalen(onderinstroom_id=kind.id, bijlage_id=uuid4()),
                MijnOnderinstroomTonen(onderinstroom_id=ander.id), LeerlingTonen(dossier_id=kind.id)):  # fmt: skip
        with pytest.raises((NietGevonden, MagNiet)):
            await stack.ask("intake", wat, "hilde", **ouder)


async def test_wat_niet_kan_krijgt_een_zin_bij_het_veld(stack: Stack):
    """Bad input changes nothing: age, consent, days, a BSN, a virus, an address of somebody else."""
    vandaag = clock.vandaag()
    for velden, veld in (
        ({"geboren_op": vandaag - 800 * DAG}, "geboren_op"), ({"geboren_op": vandaag + DAG}, "geboren_op"),
        ({"geboren_op": date(vandaag.year - 9, 3, 1)}, "geboren_op"), ({"roepnaam": " "}, "roepnaam"),
        ({"toestemming_op": vandaag + DAG}, "toestemming_op"), ({"bewijs": "ja"}, "bewijs"),
        ({"toestemming_op": vandaag - 400 * DAG}, "toestemming_op"), ({"voorschool": "BSN 111222333"}, "voorschool"),
    ):  # fmt: skip
        with pytest.raises(OngeldigeInvoer) as fout:
            await jong_kind(stack, **velden)
        assert set(fout.value.velden) == {veld}, velden
    kind = await jong_kind(stack)
    for velden, veld in (
        ({"email": "geen adres"}, "email"), ({"tot_en_met": vandaag - DAG}, "tot_en_met"),
        ({"tot_en_met": vandaag + 43 * DAG}, "tot_en_met"), ({"naam": ""}, "naam"),
    ):  # fmt: skip
        with pytest.raises(OngeldigeInvoer) as fout:
            await kind.uitnodigen(**velden)
        assert set(fout.value.velden) == {veld}
    await kind.doe(OnderinstroomouderUitnodigen, naam="Faiza Bouzian", email="faiza@zelfde.example")
    with pytest.raises(OngeldigeInvoer) as fout:
        await kind.uitnodigen(email="Faiza@zelfde.example")
    assert set(fout.value.velden) == {"email"}
    with pytest.raises(Gewijzigd):
        await kind.doe(VoorschoolUitnodigen, versie=1, naam="P", email="p@o.example", tot_en_met=vandaag)
    await kind.binnen()
    with pytest.raises(OngeldigeInvoer) as fout:
        await kind.schrijven({"beschrijving_kind": "Zijn BSN is 111222333.", "thuistaal": "Fries"})
    assert set(fout.value.velden) == {"beschrijving_kind"} and (await kind.document()).antwoorden == {}
    with pytest.raises(OngeldigeInvoer):
        await kind.schrijven({"bestaat_niet": "x"})
    versie = (await kind.document()).documentversie
    await kind.schrijven({"thuistaal": "Fries"})
    with pytest.raises(Gewijzigd) as gewijzigd:  # a second screen with the old version: nothing is lost
        await kind.schrijven({"thuistaal": "Nederlands"}, documentversie=versie)
    assert gewijzigd.value.extra["nu"] == {"thuistaal": "Fries"}
    id = await kind.bijlage(pdf("Besmet", VIRUS))
    await eventually(lambda: _bijlage(kind, id, "geweigerd"), wat="de bijlage is geweigerd")
    await kind.schrijven(alles())
    with pytest.raises(KanNiet, match="geweigerd"):
        await kind.inleveren()
    await kind.doe(OverdrachtsbijlageWeghalen, "hilde", kind.voorschool, bijlage_id=id)
    with pytest.raises(Gewijzigd):
        await kind.doe(OverdrachtsdocumentInleveren, "hilde", kind.voorschool, documentversie=versie)
    await kind.inleveren()


async def test_ouders_tekenen_op_papier_of_zijn_het_niet_eens(stack: Stack):
    """Attachments go along only when every parent wants it; a new document needs new signatures."""
    kind = await ingeleverd(stack, bijlage=True)
    vandaag = clock.vandaag()
    papier = {"naam": "Faiza Bouzian", "op": vandaag, "bijlagen_mee": True, "bewijs": BEWIJS}
    with pytest.raises(OngeldigeInvoer):
        await kind.doe(OuderhandtekeningVastleggen, **papier | {"op": vandaag - DAG})
    await kind.doe(OuderhandtekeningVastleggen, **papier)
    vader = await ouder_erbij(kind, "Karim Bouzian")
    assert (await kind.zien()).belet == ["Karim Bouzian heeft het overdrachtsdocument nog niet ondertekend."]
    nee = {"akkoord": False, "bijlagen_mee": False, "tekst": "Lev praat thuis juist veel."}
    with pytest.raises(OngeldigeInvoer):
        await kind.doe(OverdrachtsdocumentOndertekenen, "hilde", vader, **nee | {"tekst": ""})
    await kind.doe(OverdrachtsdocumentOndertekenen, "hilde", vader, **nee)
    assert (await kind.zien()).belet == ["Karim Bouzian is het niet eens met het overdrachtsdocument."]
    ja = {"akkoord": True, "bijlagen_mee": False, "tekst": ""}
    await kind.doe(OverdrachtsdocumentOndertekenen, "hilde", vader, **ja)
    with pytest.raises(KanNiet, match="zelf"):
        await kind.doe(OuderhandtekeningVastleggen, **papier | {"naam": "karim bouzian"})
    mijn = await stack.ask("intake", MijnOnderinstroomTonen(onderinstroom_id=kind.id), "hilde", **vader)
    assert mijn.eigen.naam == "Karim Bouzian" and mijn.eigen.akkoord
    await kind.doe(OnderinstroomOverdragen, school=SCHOOL, aangemeld_op=vandaag)
    assert (await kind.zien(IB_ER)).bijlagen == [] and len((await kind.zien()).bijlagen) == 1
    with pytest.raises(KanNiet):
        await kind.doe(OverdrachtsdocumentOndertekenen, "hilde", vader, **ja)
    await kind.doe(OnderinstroomTerughalen)
    with pytest.raises(NietGevonden):
        await kind.zien(IB_ER)
    await kind.binnen()
    assert {(o.naam, o.akkoord) for o in (await kind.zien()).ouders} == {
        ("Faiza Bouzian", None), ("Karim Bouzian", None),
    }  # fmt: skip


async def test_wat_gesloten_is_of_bij_de_school_staat_is_na_dertig_dagen_weg(stack: Stack):
    """PRV-3 for a young child: nobody keeps anything of the child, of its parents or of who was invited; who works on
    another child too is known by that child alone."""
    merk = uuid4().hex[:10]
    kind, ander = await jong_kind(stack, achternaam=f"Zandstra{merk}"), await jong_kind(stack)
    opvang = f"opvang-{uuid4().hex[:8]}"
    await kind.uitnodigen(naam=f"Nooit {merk}", email=f"nooit{merk}@opvang.example")  # and never came
    gast = await kind.uitnodigen(naam=f"Petra {merk}", email=f"petra{merk}@opvang.example")
    await kind.binnen(gast, subject=opvang)
    petra = kind.voorschool["persoon"]
    await kind.schrijven(alles())
    id = await kind.bijlage()
    await eventually(lambda: _bijlage(kind, id, "bruikbaar"), wat="de bijlage is gecontroleerd")
    await kind.inleveren()
    ouder = await ouder_erbij(kind, f"Faiza {merk}")

    async def uit() -> bool:
        rijen = await stack.sql(
            "select tot from netwerk.hoed where organisatie = $1 and persoon = $2", str(kind.id), petra
        )
        return all(rij["tot"] for rij in rijen)

    await eventually(uit, wat="de eerste hoed is beëindigd, met wat daarmee open was")
    await ander.binnen(subject=opvang)
    assert ander.voorschool["persoon"] == petra  # one account, two children
    assert "netwerk.persoon" in await vinden(stack, merk)
    with pytest.raises(OngeldigeInvoer):
        await kind.doe(OnderinstroomSluiten, reden="weg")
    await kind.doe(OnderinstroomSluiten, reden="Het gezin verhuist naar Groningen.")
    assert (await kind.zien()).handelingen == []
    kenmerk = (await kind.zien()).kenmerk
    dag = clock.vandaag() + timedelta(days=30)
    try:
        stack.klok(datetime.combine(dag, time(6), AMSTERDAM))

        async def weg() -> bool:
            rijen = await stack.sql("select bevestigd from intake.bewaring where zaak = $1", kind.id)
            return bool(rijen) and len(rijen[0]["bevestigd"]) == 4

        await eventually(weg, seconden=60, wat="het kind is overal weg")
    finally:
        stack.klok_terug()
    # Only what holds no name stays, and the name of who still has another child (`opdracht`: answers, for days).
    assert set(await vinden(stack, merk)) - {"netwerk.opdracht", "netwerk.persoon"} == set()
    mensen = await stack.sql("select id from netwerk.persoon where naam || email like '%' || $1 || '%'", merk)
    assert [rij["id"] for rij in mensen] == [petra]
    # The nights of thirty days went by meanwhile: what the FG looks over names a case by its key.
    over = set(await vinden(stack, str(kind.id))) - {*BLIJFT, "intake.nazichtregel"}
    assert {t for t in over if not t.endswith((".outbox", ".tijdlijn", ".taak", ".opdracht"))} == set()
    tijdlijn = await stack.sql("select feit from intake.tijdlijn where zaak = $1", kind.id)
    assert [rij["feit"] for rij in tijdlijn] == ["dossier_vernietigd"]
    sleutel = await stack.sql("select ingepakt from intake.sleutel where zaak = $1", kind.id)
    assert [rij["ingepakt"] for rij in sleutel] == [None]
    bewaring = (await stack.sql("select verklaring::text as v from intake.bewaring where zaak = $1", kind.id))[0]["v"]
    assert kenmerk in bewaring and merk not in bewaring
    with pytest.raises(NietGevonden):
        await stack.ask("intake", FamiliezaakTonen(zaak_id=kind.id), "hilde", **ouder)


async def test_de_dag_van_een_kind_moet_gekomen_zijn(stack: Stack):
    """The database itself refuses before that day, whatever the code thinks; and to nobody without a signed context."""
    kind = await jong_kind(stack)
    await kind.doe(OnderinstroomSluiten, reden="Het gezin verhuist naar Groningen.")
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await stack.sql("select intake.onderinstroom_wissen($1)", kind.id)
    connection = await asyncpg.connect(settings().database_url("intake"))
    try:
        async with connection.transaction():
            ctx = mint("intake", Systeem(tenant=TENANT, dienst="intake"))
            await connection.execute("select set_config('app.ctx', $1, true)", ctx)
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="niet gekomen"):
                await connection.execute("select intake.onderinstroom_wissen($1)", kind.id)
    finally:
        await connection.close()
    assert (await kind.zien()).status == "gesloten"


async def test_een_ouder_van_een_jong_kind_ziet_wie_keek(stack: Stack):
    """Every look and act, by role and not by name; of the own child, and by nobody else than its parents."""
    kind, ander = await jong_kind(stack), await jong_kind(stack)
    ouder, vreemd = await ouder_erbij(kind), await ouder_erbij(ander)
    await kind.binnen()
    await kind.document()
    await kind.zien(STEUNPUNT)
    lijst: InzagenLijst = await stack.ask("intake", InzagenTonen(aanvraag_id=kind.id), "hilde", **ouder)
    gezien = {(i.wat, i.rol) for i in lijst.inzagen}
    assert {
        ("onderinstroom_begonnen", "contactpersoon_jonge_kind"), ("overdrachtsdocument_tonen", "partner"),
        ("onderinstroom_tonen", "steunpuntcoordinator"),
    } <= gezien  # fmt: skip
    echt = await stack.sql(
        "select count(*) as n from intake.audit where (zaak = $1 or $1 = any(zaken)) and uitkomst = 'gedaan'"
        " and soort <> 'verwerking' and op <= $2",
        kind.id,
        max(i.op for i in lijst.inzagen),
    )
    assert lijst.aantal == len(lijst.inzagen) == echt[0]["n"]
    regel = web_regels(lijst)
    assert any("De voorschool" in wie for wie, _ in regel) and not any(str(kind.id) in waar for _, waar in regel)
    for als, hoed, fout in (
        ("hilde", vreemd, NietGevonden), ("hilde", kind.voorschool, MagNiet), (CJK, {}, MagNiet), (IB_ER, {}, MagNiet),
    ):  # fmt: skip
        with pytest.raises(fout):
            await stack.ask("intake", InzagenTonen(aanvraag_id=kind.id), als, **hoed)


def web_regels(lijst: InzagenLijst) -> list[tuple[str, str]]:
    """Who and where, as the page says it."""
    pagina = wie_keek(uuid4(), [lijst], 1, clock.echt(), get(TENANT), str, clock.vandaag())
    assert pagina is not None
    return [(regel.wie, regel.waar) for dag in pagina.dagen for regel in dag.regels]
