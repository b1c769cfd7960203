"""How long a dossier stays, on real servers: announced, held, agreed on, destroyed everywhere (PRV-2, PRV-3, RLS-2)."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from pikepdf import Pdf
from redis.asyncio import Redis

from infra import bus, clock, files, nights
from infra.bus import STREAM
from infra.context import mint
from infra.processes import load
from infra.settings import settings
from services.intake.contract import (
    Bewaring,
    BewaringTonen,
    DossierVasthouden,
    DossierVrijgeven,
    VerklaringOphalen,
    VernietigingGoedkeuren,
    VernietigingVragen,
)
from services.kern.errors import KanNiet, MagNiet, OngeldigeInvoer
from services.kern.principal import Systeem
from tests.flows.intake_dossier import School
from tests.stack import Stack, eventually

PO = "swv2202po"
REDEN = "De school vroeg het, en niemand heeft het nog nodig."
SCHEMAS = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
# What has a case in it and stays when the dossier goes, each with the reason. None of it names a child.
BLIJFT = {
    "intake.bewaring": "de verklaring: wat, wanneer en waarom",
    "intake.sleutel": "dat de sleutel is vernietigd, en wanneer; de sleutel zelf is weg",
    "commissie.sleutel": "idem",
    "intake.herstelpunt": "kwam niet aan: kenmerk en sleutels, geen naam; dertig dagen nadat het klaar was is het weg",
    **{f"{schema}.{soort}": "vijf jaar: wie keek" for schema in SCHEMAS for soort in ("audit", "audit_getoond", "ldv")},
}


async def nacht(stack: Stack) -> None:
    """What the worker plans every night, now."""
    taak = uuid4()
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, 'bewaartermijnen_nalopen', '{}', now(), 'open')",
        PO,
        taak,
        nights.of_tenant(PO),
    )

    async def gedaan() -> bool:
        return (await stack.sql("select status from intake.taak where id = $1", taak))[0]["status"] == "verwerkt"

    await eventually(gedaan, seconden=90, wat="de nacht voorbij is")


async def tonen(stack: Stack, als: str = "vera") -> Bewaring:
    return await stack.ask("intake", BewaringTonen(), als=als)


async def stand(stack: Stack, zaak: UUID) -> str:
    return (await stack.sql("select stand from intake.bewaring where zaak = $1", zaak))[0]["stand"]


async def weigert(melding: str, fout: type, vraag: Any) -> None:
    with pytest.raises(fout) as gevangen:
        await vraag
    gezegd = " ".join([gevangen.value.melding, *gevangen.value.velden.values()])
    assert melding in gezegd, gezegd


async def vinden(stack: Stack, tekst: str) -> list[str]:
    """Every table with this text in it, also where it is kept as bytes."""
    tabellen = await stack.sql(
        "select table_schema || '.' || table_name as naam from information_schema.tables"
        " where table_schema = any($1) and table_type = 'BASE TABLE'",
        list(SCHEMAS),
    )
    gevonden = []
    for tabel in tabellen:
        rijen = await stack.sql(
            f"select count(*) as n from {tabel['naam']} r where to_jsonb(r)::text like '%' || $1 || '%'"
            " or to_jsonb(r)::text like '%' || $2 || '%'",
            tekst,
            tekst.encode().hex(),
        )
        gevonden += [tabel["naam"]] * (rijen[0]["n"] > 0)
    return gevonden


async def test_een_dossier_wordt_aangekondigd_vastgehouden_en_met_twee_mensen_overal_vernietigd(stack: Stack):
    """PRV-2, PRV-3, trust.md misbruik 47 en 48."""
    kanarie = f"Kanarie{uuid4().hex[:10]}"
    school = School(stack)
    antwoord = await stack.ask("intake", school.beginnen(achternaam=kanarie), als=school.ib)
    school.id, school.versie = antwoord.id, antwoord.versie
    await school.document("overig")
    gast = await school.uitnodigen(f"Ouder {kanarie}", f"{kanarie.lower()}@thuis.example")
    await stack.sql(  # filed and withdrawn three years ago but ten days; a commissie that had opened it
        "update intake.aanvraag set status = 'ingetrokken', ingediend_op = $2, ingetrokken_op = $2,"
        " ondertekend_op = now(), ondertekend_afdruk = 'x', ingediend_door = begonnen_door where id = $1",
        school.id,
        clock.vandaag() - timedelta(days=3 * 365 + 1 - 10),
    )
    await stack.sql(
        "insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)"
        " values ($1, $2, 'PO2202', 'samenwerkingsverband', 'WPO 18a lid 13', $3, 'toets')",
        PO,
        school.id,
        clock.vandaag(),
    )
    await _commissie_kent_het(stack, school, kanarie)
    kenmerk = (await stack.sql("select kenmerk from intake.aanvraag where id = $1", school.id))[0]["kenmerk"]
    sleutels = [
        r["sleutel"] for r in await stack.sql("select sleutel from intake.document where aanvraag = $1", school.id)
    ]
    assert {"intake.leerling", "commissie.behandeling", "netwerk.persoon"} <= set(await vinden(stack, kanarie))

    # Thirty days before: on the screen of who answers for it, with the law, without a name; and a mail without either.
    await nacht(stack)
    komt = next(d for d in (await tonen(stack)).dossiers if d.kenmerk == kenmerk)
    assert (komt.regel, komt.grondslag) == ("ingetrokken", "WPO 18a lid 13")
    assert komt.vernietigen_op == clock.vandaag() + timedelta(days=30)
    assert kanarie not in json.dumps([repr(d) for d in (await tonen(stack)).dossiers])
    berichten = await stack.sql("select brief, velden from intake.bericht where zaak = $1", nights.of_tenant(PO))
    assert {b["brief"] for b in berichten} == {"bericht_klaar"}
    await weigert("hoort niet bij uw rol", MagNiet, stack.ask("intake", BewaringTonen(), als="iris"))

    # Held: no day, and the database itself refuses, whatever the code thinks.
    vast = DossierVasthouden(opdracht=uuid4(), kenmerk=kenmerk, soort="bezwaar", reden="Bezwaar van de ouders, 3 juni.")
    await weigert("waarom", OngeldigeInvoer, stack.ask("intake", _met(vast, reden="kort"), als="vera"))
    await weigert("kennen we niet", OngeldigeInvoer, stack.ask("intake", _met(vast, kenmerk="2020-1"), als="vera"))
    await stack.ask("intake", vast, als="vera")
    assert await stand(stack, school.id) == "zichtbaar"
    await _rijp(stack, school.id)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await _wissen(school.id)
    assert await stack.sql("select 1 from intake.aanvraag where id = $1", school.id)
    vastgehouden = next(v for v in (await tonen(stack)).vastgehouden if v.kenmerk == kenmerk)
    assert vastgehouden.soort == "bezwaar"
    await nacht(stack)
    assert await stand(stack, school.id) == "zichtbaar"

    # Released: announced anew, thirty days again.
    vrij = DossierVrijgeven(opdracht=uuid4(), vasthouding_id=vastgehouden.id, reden="Het bezwaar is ingetrokken.")
    await stack.ask("intake", vrij, als="vera")
    assert await stand(stack, school.id) == "te_vernietigen"
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="niet gekomen"):
        await _wissen(uuid4())
    await _rijp(stack, school.id)

    # More than 2% of so few: nothing goes without a second yes, and the same person is no second.
    await nacht(stack)
    bewaring = await tonen(stack)
    assert await stand(stack, school.id) == "te_vernietigen" and bewaring.wacht >= 1
    meer = VernietigingVragen(opdracht=uuid4(), aantal=bewaring.per_nacht + 400, reden=REDEN)
    await weigert("Kies 1", OngeldigeInvoer, stack.ask("intake", _met(meer, aantal=0), als="vera"))
    await stack.ask("intake", meer, als="vera")
    verzoek = next(v for v in (await tonen(stack)).verzoeken if v.aantal == meer.aantal)
    assert verzoek.eigen
    goed = VernietigingGoedkeuren(opdracht=uuid4(), verzoek_id=verzoek.id)
    await weigert("Iemand anders", KanNiet, stack.ask("intake", goed, als="vera"))
    with pytest.raises(asyncpg.CheckViolationError):
        await stack.sql(
            "update intake.vernietigingsverzoek set goedgekeurd_op = current_date, goedgekeurd_door = gevraagd_door"
            " where id = $1",
            verzoek.id,
        )
    await stack.ask("intake", _met(goed, opdracht=uuid4()), als="cor")
    await nacht(stack)

    async def bevestigd() -> bool:
        rij = (await stack.sql("select stand, bevestigd from intake.bewaring where zaak = $1", school.id))[0]
        return rij["stand"] == "vernietigd" and len(rij["bevestigd"]) == 4

    await eventually(bevestigd, seconden=120, wat="elke dienst heeft bevestigd")

    async def bestanden_weg() -> bool:
        return not any([await ligt(sleutel) for sleutel in sleutels])

    await eventually(bestanden_weg, wat="de bestanden weg zijn")
    # PRV-3: nothing of the child anywhere; what stays has a reason and no name.
    assert [t for t in await vinden(stack, kanarie) if t != "netwerk.opdracht"] == []
    over = await _met_de_zaak(stack, school.id) - set(BLIJFT)
    # Only its key, for thirty days: what was told, what was asked, what had to be done (`sporen_wissen`).
    assert {tabel for tabel in over if not tabel.endswith((".outbox", ".tijdlijn", ".taak", ".opdracht"))} == set()
    tijdlijn = await stack.sql("select feit from intake.tijdlijn where zaak = $1", school.id)
    assert [rij["feit"] for rij in tijdlijn] == ["dossier_vernietigd"]
    sleutel = await stack.sql("select ingepakt, vernietigd_op from intake.sleutel where zaak = $1", school.id)
    assert sleutel[0]["ingepakt"] is None and sleutel[0]["vernietigd_op"]
    assert not await stack.sql("select 1 from netwerk.persoon where id = $1", gast.persoon)
    assert kanarie.encode() not in await _stroom()
    assert await _valkey(kanarie) == []

    # The certificate: what, when, by which rule, with a hash; for who answers for it.
    pdf = (await stack.ask("intake", VerklaringOphalen(dag=clock.vandaag()), als="cor")).inhoud
    assert pdf.startswith(b"%PDF")
    with Pdf.open(io.BytesIO(pdf)) as gelezen:
        assert len(gelezen.pages) >= 1
    rij = (await stack.sql("select verklaring::text as v, afdruk from intake.bewaring where zaak = $1", school.id))[0]
    assert kanarie not in rij["v"] and json.loads(rij["v"])["kenmerk"] == kenmerk
    with pytest.raises(asyncpg.CheckViolationError):
        await stack.sql("update intake.bewaring set vernietigd_op = vernietigd_op - 1 where zaak = $1", school.id)


async def ligt(sleutel: str) -> bool:
    try:
        return bool(await files.get(sleutel))
    except FileNotFoundError:
        return False


def _met(vraag: Any, **anders: Any) -> Any:
    velden = {naam: getattr(vraag, naam) for naam in vraag.__struct_fields__} | {"opdracht": uuid4()}
    return type(vraag)(**(velden | anders))


async def _commissie_kent_het(stack: Stack, school: School, naam: str) -> None:
    await stack.sql(
        "insert into commissie.behandeling (tenant, id, kenmerk, leerling_id, leerling, geboren_op, groep, school,"
        " schoolnaam, bestuur, bestuursnaam, vakantieregio, soort, status, ontvangen_op, uiterlijk_op, wacht_op,"
        " aanvragers, gewijzigd_op, gewijzigd_door) select tenant, id, kenmerk, leerling, $2, '2018-05-03', 'groep 5',"
        " school, 'School', bestuur, 'Bestuur', 'noord', soort, 'ingetrokken', ingediend_op, ingediend_op, 'niemand',"
        " '{}', now(), 'x' from intake.aanvraag where id = $1",
        school.id,
        f"Mees {naam}",
    )
    await stack.sql(
        "insert into commissie.zoekwoord (tenant, woord, behandeling_id) values ($1, $2, $3)", PO, naam, school.id
    )


async def _rijp(stack: Stack, zaak: UUID) -> None:
    """As if the thirty days have passed."""
    await stack.sql(
        "update intake.bewaring set stand = 'te_vernietigen', aangekondigd_op = $2, vernietigen_op = $3,"
        " vernietigen_vanaf = $3 where zaak = $1",
        zaak,
        clock.vandaag() - timedelta(days=31),
        clock.vandaag() - timedelta(days=1),
    )
    await stack.sql(
        "update intake.aanvraag set (ingetrokken_op, ingediend_op) = (ingetrokken_op - 60, ingediend_op - 60)"
        " where id = $1",
        zaak,
    )


async def _wissen(zaak: UUID) -> None:
    """As the service itself, past all code of ours."""
    connection = await asyncpg.connect(settings().database_url("intake"))
    try:
        async with connection.transaction():
            await connection.execute(
                "select set_config('app.ctx', $1, true)", mint("intake", Systeem(tenant=PO, dienst="intake"))
            )
            await connection.execute("select dossier_wissen($1)", zaak)
    finally:
        await connection.close()


async def _met_de_zaak(stack: Stack, zaak: UUID) -> set[str]:
    return set(await vinden(stack, str(zaak)))


async def _stroom() -> bytes:
    client = await bus.connect("beheer")
    try:
        js = client.jetstream(timeout=10)
        info = await js.stream_info(STREAM)
        alles = b""
        for nummer in range(max(info.state.first_seq, info.state.last_seq - 300), info.state.last_seq + 1):
            alles += (await js.get_msg(STREAM, nummer)).data or b""
        return alles
    finally:
        await client.drain()


async def _valkey(tekst: str) -> list[str]:
    redis = Redis.from_url(settings().redis_url)
    try:
        gevonden = []
        async for sleutel in redis.scan_iter():
            soort = await redis.type(sleutel)
            inhoud = await (redis.hgetall(sleutel) if soort == b"hash" else redis.dump(sleutel))
            gevonden += [str(sleutel)] * (tekst in str(inhoud) or tekst in str(sleutel))
        return gevonden
    finally:
        await redis.aclose()


# ----------------------------------------------------------------------------------------- the fence around it


async def test_rls_2_wie_wat_mag_weghalen_staat_vast(stack: Stack):
    """RLS-2: deleting dossiers is for a role that nobody can sign in as; the rest is the list below."""
    rol = (await stack.sql("select * from pg_roles where rolname = 'bewaren'"))[0]
    assert not any(rol[recht] for recht in ("rolcanlogin", "rolsuper", "rolbypassrls", "rolcreaterole", "rolinherit"))
    assert not await stack.sql(
        "select 1 from pg_auth_members m join pg_roles r on r.oid = m.roleid where rolname = $1", "bewaren"
    )
    mag = await stack.sql(
        "select grantee, table_schema || '.' || table_name as tabel from information_schema.role_table_grants"
        " where privilege_type = 'DELETE' and table_schema = any($1) and grantee like 'svc\\_%' order by 2",
        list(SCHEMAS),
    )
    assert {rij["tabel"] for rij in mag} == DIENST_MAG_WEGHALEN
    schrijft = await stack.sql(
        "select table_name from information_schema.role_table_grants"
        " where grantee = 'bewaren' and privilege_type not in ('SELECT', 'DELETE')"
    )
    assert schrijft == []


#: A draft that leaves, a copy that is replaced, and what expires by the minute: nothing of a filed dossier.
DIENST_MAG_WEGHALEN = {
    *(f"{schema}.geparkeerd" for schema in SCHEMAS),
    "intake.document",
    "intake.oso_concept",
    "intake.oso_bijlage",
    "intake.overdrachtsbijlage",  # a wrong file goes, as long as the voorschool did not hand in (N14)
    "intake.bestandsbevinding",  # what was put right goes from the list
    "intake.upload",  # a file that belongs to something, or that nobody needed, is not on its way any more
    "intake.gesprekaanwezige",  # was not there after all, while the report is made
    "intake.checkliststap",  # a tick that is taken back
    "commissie.beschikking",
    "commissie.betrokkene",
    "commissie.zienswijze",
    "netwerk.inlogpoging",
    "netwerk.regelversie",
    "netwerk.regelstand",
    "netwerk.passkey_vraag",
    "netwerk.bewaard_formulier",
    "netwerk.afmeldbericht",
}


async def test_elke_tabel_met_een_zaak_gaat_mee_of_staat_op_de_lijst(stack: Stack):
    """A new table with a case in it is forgotten by nobody: it goes with the dossier, or stays for a reason."""
    kolommen = await stack.sql(
        "select distinct c.table_schema as schema, c.table_name as tabel from information_schema.columns c"
        " join information_schema.tables t using (table_schema, table_name) where t.table_type = 'BASE TABLE'"
        " and c.table_schema = any($1) and c.column_name = any($2)",
        list(SCHEMAS),
        ["zaak", "aanvraag", "behandeling_id", "leerling_id", "dossier"],
    )
    teksten = {
        rij["schema"]: rij["tekst"]
        for rij in await stack.sql(
            "select n.nspname as schema, p.prosrc as tekst from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where p.proname = 'dossier_wissen'"
        )
    }
    assert set(teksten) == set(SCHEMAS)

    def gewist(tabel: str) -> bool:
        return f"delete from {tabel} " in teksten[tabel.split(".")[0]]

    # The database itself takes along what refers to a row that goes, and what refers to that.
    verwijst = await stack.sql(
        "select conrelid::regclass::text as tabel, confrelid::regclass::text as naar from pg_constraint"
        " where contype = 'f' and confdeltype = 'c' and connamespace::regnamespace::text = any($1)",
        list(SCHEMAS),
    )
    mee: set[str] = set()
    while nieuw := {r["tabel"] for r in verwijst if r["tabel"] not in mee and (gewist(r["naar"]) or r["naar"] in mee)}:
        mee |= nieuw
    tabellen = {f"{k['schema']}.{k['tabel']}" for k in kolommen}
    vergeten = sorted(tabel for tabel in tabellen - mee - set(BLIJFT) if not gewist(tabel))
    assert vergeten == []


async def test_sporen_verdwijnen_als_niemand_ze_meer_nodig_heeft(stack: Stack):
    """Facts that were told, answers that may hold a code, what was heard: each after its time, and not before."""
    tenant, oud, nieuw = PO, uuid4(), uuid4()
    for id, dagen in ((oud, 31), (nieuw, 29)):
        toen = f"now() - interval '{dagen} days'"
        await stack.sql(
            "insert into thuiszitters.outbox (tenant, id, onderwerp, envelope, vastgelegd_op, verzonden_op)"
            f" values ($1, $2, 'swv.{tenant}.thuiszitters.x.y', '{{\"tenant\":\"{tenant}\"}}', {toen}, {toen})",
            tenant,
            id,
        )
        await stack.sql(
            "insert into thuiszitters.opdracht (tenant, id, naam, wie, antwoord, op)"
            f" values ($1, $2, 'x', 'y', 'z', {toen})",
            tenant,
            id,
        )
    vers = uuid4()
    await stack.sql(
        "insert into thuiszitters.opdracht (tenant, id, naam, wie, antwoord, op) values ($1, $2, 'x', 'y', 'z', now())",
        tenant,
        vers,
    )
    taak = uuid4()
    await stack.sql(
        "insert into thuiszitters.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, 'sporen_wissen', '{}', now(), 'open')",
        tenant,
        taak,
        nights.of_tenant(tenant),
    )

    async def gedaan() -> bool:
        return (await stack.sql("select status from thuiszitters.taak where id = $1", taak))[0]["status"] == "verwerkt"

    await eventually(gedaan, seconden=90, wat="de sporen zijn gewist")
    over = {r["id"] for r in await stack.sql("select id from thuiszitters.outbox where id = any($1)", [oud, nieuw])}
    assert over == {nieuw}
    rijen = await stack.sql("select id, antwoord from thuiszitters.opdracht where id = any($1)", [oud, nieuw, vers])
    assert {r["id"]: r["antwoord"] for r in rijen} == {nieuw: None, vers: b"z"}
    await stack.sql("delete from thuiszitters.outbox where id = $1", nieuw)
    await stack.sql("delete from thuiszitters.opdracht where id = any($1)", [nieuw, vers])


async def test_elke_nacht_staat_klaar_ook_na_een_sprong_van_de_klok(stack: Stack):
    intake = load("intake")
    await nights.plan([intake])
    assert await nights.plan([intake]) == 0
    morgen = clock.begin_van(clock.vandaag() + timedelta(days=1), nights.HOUR)
    rijen = await stack.sql(
        "select soort from intake.taak where tenant = $1 and actie_op = $2 and zaak = $3",
        PO,
        morgen,
        nights.of_tenant(PO),
    )
    assert (
        {rij["soort"] for rij in rijen}
        == intake.nights
        == {
            "bewaartermijnen_nalopen",
            "arrangementen_nalopen",
            "meerderjarigen_nalopen",
            "besturen_nalopen",
            "fusies_nalopen",
            "consulten_nalopen",
            "bestanden_nalopen",
            "schoolverlaters_nalopen",
            "plekken_nalopen",
            "sporen_wissen",
        }
    )
