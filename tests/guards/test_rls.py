"""The fence around every table, read from the catalogue of the running database (trust.md RLS-1, RLS-2, RLS-3)."""

import hmac
from uuid import uuid4

import asyncpg
import pytest

from infra.context import mint
from infra.settings import settings
from services.kern.principal import Systeem
from tests.stack import Stack

SCHEMAS = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
# From before there is a tenant: each with the reason why it has none.
PLATFORM = {
    ("netwerk", "account"): "wie iemand is, staat vast voordat een samenwerkingsverband bekend is",
    ("netwerk", "account_tenant"): "in welke samenwerkingsverbanden iemand een rol kan hebben",
    ("netwerk", "inlogpoging"): "inloggen gebeurt voordat er een persoon is",
    ("netwerk", "sessie"): "een sessie begint voordat een rol is gekozen",
    ("netwerk", "passkey"): "een passkey hoort bij een persoon, in welk samenwerkingsverband die ook werkt",
    ("netwerk", "passkey_vraag"): "een vraag aan een passkey hoort bij een sessie en leeft vijf minuten",
    ("netwerk", "bewaard_formulier"): "wat iemand typte, versleuteld, terwijl die opnieuw laat zien wie hij is",
    ("netwerk", "afmeldbericht"): "welke afmelding van een aanmelddienst al is gehoord; het gaat over niemand",
    ("netwerk", "regelstand"): "elk proces vraagt welke regels er zijn, van allen tegelijk; het gaat over niemand",
}
# The clock crosses tenants and sees only when which row is due.
OVER_TENANTS = {"taak_te_doen"}
ALEMBIC = "alembic_version"

TABELLEN = """
select n.nspname as schema, c.relname as tabel, c.relrowsecurity as rls, c.relforcerowsecurity as force
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = any($1) and c.relname <> $2 order by 1, 2
"""


async def test_elke_tabel_heeft_een_gesloten_hek(stack: Stack):
    tabellen = await stack.sql(TABELLEN, list(SCHEMAS), ALEMBIC)
    assert len(tabellen) > 40
    open_ = [f"{t['schema']}.{t['tabel']}" for t in tabellen if not (t["rls"] and t["force"])]
    assert open_ == []


# What is of a case: row security asks there who is involved. Table to the column that names the case.
VAN_EEN_ZAAK = {
    ("intake", tabel): kolom
    for kolom, tabellen in {
        "id": "aanvraag leerlingdossier consult onderinstroom",
        "consult": "consultbericht",
        "onderinstroom": "voorschooltoegang onderinstroomouder overdrachtsbijlage",
        "aanvraag": "leerling document zienswijze vraag betrokkene doorzending",
        "dossier": "oso_gegeven oso_stuk dossierstuk aanmelding zorgplichtgebeurtenis zorgplichttoelichting wachtplek"
        " gezagdrager leerlingadres inschrijving overdracht interventie dossierfamilie samenvoeging geen_dubbel"
        " navraag eerdere_school"
        " opptraject opp oppbijdrage oppinstemming oppevaluatie crisis schoolverlater"
        " gesprek gesprekspunt gesprekaanwezige afspraak gesprekreactie checkliststap overdrachtsstuk"
        " stappenplan stapgebeurtenis staptekst gastplaatsing meekijkverzoek",
        "een": "twee_scholen",
        "zaak": "tijdlijn termijn betrokkenheid origineelinzage arrangement arrangementdoel arrangementbesluit factuur",
    }.items()
    for tabel in tabellen.split()
}
VAN_EEN_ZAAK |= {
    ("commissie", tabel): kolom
    for kolom, tabellen in {
        "id": "behandeling besluit",
        "behandeling_id": "zoekwoord vraag gebeurtenis advies eindadvies beschikking bekendmaking betrokkene"
        " zienswijze",
        "zaak": "tijdlijn termijn betrokkenheid",
    }.items()
    for tabel in tabellen.split()
}
VAN_EEN_ZAAK |= {("thuiszitters", tabel): "zaak" for tabel in ("tijdlijn", "termijn", "betrokkenheid")}
VAN_EEN_ZAAK |= {("financien", tabel): "zaak" for tabel in ("tijdlijn", "termijn", "betrokkenheid", "verplichting")}
VAN_EEN_ZAAK[("thuiszitters", "thuiszitter")] = "id"
# Of nobody's case, or no more than a key of one: what a service needs to do its work. Each with its reason.
LEIDINGEN = {
    "outbox": "feiten zonder namen, gelezen door de doorgever",
    "inbox": "welk feit al gehoord is",
    "geparkeerd": "wat niet verwerkt kon worden; alleen de dienst zelf",
    "opdracht": "antwoord op een sleutel die alleen de vrager kent",
    "taak": "wat moet, met sleutels en zonder inhoud",
    "bericht": "aan wie een brief gaat, zonder inhoud",
    "bewaring": "tot wanneer een dossier blijft: kenmerk en dagen, zonder naam, ook voor wie het dossier niet ziet",
    "vasthouding": "waarom een dossier niet weg mag; geen naam, en het kenmerk blijft het enige van de zaak",
    "vernietigingsverzoek": "wat een tweede moet goedvinden; idem",
    "sleutel": "verzegeld onder een sleutel die niet in de database staat",
}
# Of one person with one hat, until that person makes a case of it: nobody else can find it.
VAN_EEN_PERSOON = {("intake", "oso_concept"), ("intake", "oso_bijlage"), ("intake", "upload")}
# Of who sent something that came to nobody, and of the functioneel beheerder; a kenmerk, and nothing of the child.
VAN_DE_VERSTUURDER = {("intake", "herstelpunt")}
GEEN_ZAAK = {
    ("commissie", "deskundige"),
    ("commissie", "tlv_teller"),
    ("intake", "nazicht"),  # people who work, and what stood out; read by the FG, who is involved in no case
    ("intake", "nazichtregel"),
    ("intake", "noodtoegang"),  # who asked to look in an emergency, and why; of no case until somebody grants it
    ("intake", "plekgroep"),  # how many places a school has, for everybody who looks for one; about nobody
    ("intake", "volverklaring"),
    ("intake", "plekherinnering"),
    ("intake", "bestandsbevinding"),  # a place in the store that does not fit with the rows; names nobody
    ("intake", "afwezigheid"),  # which adviseur is away; about nobody's child
    *VAN_EEN_PERSOON,
    *VAN_DE_VERSTUURDER,
}


async def _beleid(stack: Stack) -> list[asyncpg.Record]:
    return await stack.sql(
        "select schemaname, tablename, policyname, permissive, cmd, roles::text[] as roles, qual, with_check"
        " from pg_policies where schemaname = any($1)",
        list(SCHEMAS),
    )


async def test_elke_tabel_leest_en_schrijft_alleen_de_eigen_tenant(stack: Stack):
    """RLS-1: each table a policy for every command, that reads and writes the tenant of the signed context only."""
    beleid = await _beleid(stack)
    gevonden = {(b["schemaname"], b["tablename"]) for b in beleid if b["policyname"] == "eigen_tenant"}
    tabellen = {(t["schema"], t["tabel"]) for t in await stack.sql(TABELLEN, list(SCHEMAS), ALEMBIC)}
    assert tabellen - gevonden == set(PLATFORM)
    for rij in beleid:
        assert rij["cmd"] == "ALL" and rij["qual"] and rij["with_check"], rij["tablename"]
        if rij["policyname"] == "eigen_tenant":
            assert "sec.tenant()" in rij["qual"] and "sec.tenant()" in rij["with_check"], rij["tablename"]
            assert rij["roles"] == [f"svc_{rij['schemaname']}"] and rij["permissive"] == "PERMISSIVE"
        elif rij["policyname"] == "eigen_school":  # everybody reads, only the school itself writes
            assert rij["permissive"] == "RESTRICTIVE" and rij["qual"] == "true"
            assert rij["with_check"] == "intake.eigen_school(school)"
            assert (rij["schemaname"], rij["tablename"]) in GEEN_ZAAK
        elif rij["policyname"] == "betrokken":
            assert rij["permissive"] == "RESTRICTIVE" and rij["qual"] == rij["with_check"]
        elif rij["policyname"] == "eigen":
            assert rij["permissive"] == "RESTRICTIVE" and rij["qual"] == rij["with_check"]
            assert (rij["schemaname"], rij["tablename"]) in VAN_EEN_PERSOON | VAN_DE_VERSTUURDER
        else:
            assert rij["policyname"] in ("platform", "klok", "bewaren"), rij["policyname"]
            if rij["policyname"] == "bewaren":  # deletes dossiers; for it too only the own tenant counts
                eigen = "sec.tenant()" in rij["qual"] and "sec.tenant()" in rij["with_check"]
                assert rij["roles"] == ["bewaren"] and (eigen or (rij["schemaname"], rij["tablename"]) in PLATFORM)
            if rij["policyname"] == "klok":
                assert rij["tablename"] == "taak" and rij["roles"] == ["svc_klok"]


async def test_elke_tabel_van_een_zaak_vraagt_wie_erbij_hoort(stack: Stack):
    """RLS-1: a new table is of a case, or stands in one of the lists above with the reason why not."""
    tabellen = {(t["schema"], t["tabel"]) for t in await stack.sql(TABELLEN, list(SCHEMAS), ALEMBIC)}
    zaken = {
        t for t in tabellen if t[0] != "netwerk" and t[1] not in LEIDINGEN and not t[1].startswith(("audit", "ldv"))
    }
    assert zaken - GEEN_ZAAK == set(VAN_EEN_ZAAK)
    beleid = {(b["schemaname"], b["tablename"]): b for b in await _beleid(stack) if b["policyname"] == "betrokken"}
    assert beleid.keys() == VAN_EEN_ZAAK.keys()
    for (schema, tabel), rij in beleid.items():
        assert f"{schema}.alles()" in rij["qual"] and f"{schema}.zaken(" in rij["qual"], tabel
        assert VAN_EEN_ZAAK[schema, tabel] in rij["qual"] and rij["roles"] == [f"svc_{schema}"]


async def test_elke_sleutel_en_elke_index_begint_met_de_tenant(stack: Stack):
    indexen = await stack.sql(
        "select n.nspname as schema, t.relname as tabel, i.relname as index, a.attname as eerste"
        " from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid"
        " join pg_namespace n on n.oid = t.relnamespace"
        " left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]"
        " where n.nspname = any($1) and t.relname <> $2",
        list(SCHEMAS),
        ALEMBIC,
    )
    fout = [
        f"{r['schema']}.{r['index']}"
        for r in indexen
        if r["eerste"] != "tenant" and (r["schema"], r["tabel"]) not in PLATFORM and r["index"] not in OVER_TENANTS
    ]
    assert fout == []


async def test_elke_verwijzing_neemt_de_tenant_mee(stack: Stack):
    verwijzingen = await stack.sql(
        "select conrelid::regclass::text as tabel, conname, (select array_agg(attname::text) from pg_attribute"
        " where attrelid = conrelid and attnum = any(conkey)) as kolommen from pg_constraint c"
        " join pg_namespace n on n.oid = c.connamespace where contype = 'f' and n.nspname = any($1)",
        list(SCHEMAS),
    )
    assert verwijzingen
    assert [v["conname"] for v in verwijzingen if "tenant" not in v["kolommen"]] == []


async def test_de_rollen_van_de_diensten_kunnen_niet_om_het_hek_heen(stack: Stack):
    rollen = await stack.sql("select * from pg_roles where rolname like 'svc\\_%'")
    assert {r["rolname"] for r in rollen} == {f"svc_{s}" for s in (*SCHEMAS, "klok")}
    for rol in rollen:
        assert not any(
            rol[recht] for recht in ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolinherit")
        )
    bezit = await stack.sql(
        "select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'svc\\_%'"
    )
    assert bezit == []
    te_veel = await stack.sql(
        "select grantee, table_schema, table_name, privilege_type from information_schema.role_table_grants"
        " where grantee like 'svc\\_%' and (privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')"
        " or (grantee <> 'svc_klok' and grantee <> 'svc_' || table_schema))"
        # When the clock last looked is about nobody; who watches over us reads it as each service.
        " and not ((table_schema, table_name, privilege_type) = ('sec', 'hartslag', 'SELECT'))"
    )
    assert te_veel == []


async def _als(dienst: str) -> asyncpg.Connection:
    return await asyncpg.connect(settings().database_url(dienst))


async def test_zonder_context_is_er_niets_te_lezen(stack: Stack):
    connection = await _als("intake")
    try:
        with pytest.raises(asyncpg.PostgresError, match="geen tenantcontext"):
            await connection.fetch("select 1 from tijdlijn")
        async with connection.transaction():
            ctx = mint("intake", Systeem(tenant="swv2202po", dienst="intake"))
            await connection.execute("select set_config('app.ctx', $1, true)", ctx)
            await connection.fetch("select 1 from tijdlijn")
        with pytest.raises(asyncpg.PostgresError, match="geen tenantcontext"):
            await connection.fetch("select 1 from tijdlijn")
    finally:
        await connection.close()


# Place in the context, and what somebody would like to stand there.
KNOEI = {
    "tenant": (0, "swv2201vo"),
    "persoon": (1, "6f0d2c5e-0000-4000-8000-000000000000"),
    "rol": (2, "secretaris"),
    "organisatie": (3, "PO2202"),
    "dag": (4, "2020-01-01"),
    "dienst": (5, "commissie"),
    "sleutel": (6, "000000000000"),
    "verloop": (7, "99999999999"),
    "zegel": (8, "0" * 64),
}


@pytest.mark.parametrize("knoei", [*KNOEI, "van een andere dienst", "een deel minder", "een deel meer", "de oude vorm"])
async def test_een_geknoeide_context_wordt_geweigerd(stack: Stack, knoei: str):
    """RLS-12: whatever is changed in it, and whoever it was made for."""
    dienst = "commissie" if knoei == "van een andere dienst" else "intake"
    delen = mint(dienst, Systeem(tenant="swv2202po", dienst="intake")).split("|")
    if knoei in KNOEI:
        plaats, waarde = KNOEI[knoei]
        assert delen[plaats] != waarde
        delen[plaats] = waarde
    elif knoei == "een deel minder":
        del delen[1]
    elif knoei == "een deel meer":
        delen.insert(1, "")
    elif (
        knoei == "de oude vorm"
    ):  # signed as the release before this one did, which counts in a new installation no more
        kern = "|".join([delen[0], "", "systeem", "intake", delen[7]])
        zegel = hmac.digest(settings().context_key("intake"), kern.encode(), "sha256").hex()
        delen = [*kern.split("|"), zegel]
    connection = await _als("intake")
    try:
        with pytest.raises(asyncpg.PostgresError, match="ongeldige tenantcontext"):
            async with connection.transaction():
                await connection.execute("select set_config('app.ctx', $1, true)", "|".join(delen))
                await connection.fetch("select 1 from tijdlijn")
    finally:
        await connection.close()


async def test_een_verlopen_context_wordt_geweigerd(stack: Stack, monkeypatch: pytest.MonkeyPatch):
    from infra import clock

    echt = clock.echt_seconden()
    monkeypatch.setattr("infra.context.clock.echt_seconden", lambda: echt - 3600)
    ctx = mint("intake", Systeem(tenant="swv2202po", dienst="intake"))
    connection = await _als("intake")
    try:
        with pytest.raises(asyncpg.PostgresError, match="verlopen tenantcontext"):
            async with connection.transaction():
                await connection.execute("select set_config('app.ctx', $1, true)", ctx)
                await connection.fetch("select 1 from tijdlijn")
    finally:
        await connection.close()


async def test_de_ene_tenant_schrijft_niet_in_de_andere(stack: Stack):
    connection = await _als("intake")
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with connection.transaction():
                ctx = mint("intake", Systeem(tenant="swv2202po", dienst="intake"))
                await connection.execute("select set_config('app.ctx', $1, true)", ctx)
                await connection.execute(
                    "insert into inbox (tenant, id, feit, verwerkt_op) values ('swv2201vo', $1, 'x', now())", uuid4()
                )
    finally:
        await connection.close()


async def test_een_dienst_leest_de_sleutels_en_andere_schemas_niet(stack: Stack):
    connection = await _als("intake")
    try:
        for query in ("select * from sec.contextsleutel", "select * from commissie.tijdlijn", "truncate tijdlijn"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(query)
    finally:
        await connection.close()


async def test_de_klok_ziet_alleen_wanneer_iets_moet(stack: Stack):
    connection = await _als("klok")
    try:
        await connection.fetch("select tenant, id, actie_op, status, aangeboden_op from intake.taak limit 1")
        for query in ("select lading from intake.taak", "select * from intake.tijdlijn", "delete from intake.taak"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(query)
    finally:
        await connection.close()
