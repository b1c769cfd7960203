"""RLS-15: a test that stays green when the fence is broken is no test. Every policy of every table is broken in every
way we know (dropped, open, another column, nothing checked on writing, not for the owner, off), and so are the
functions they call; each time something below must see it. Nothing of it is ever committed.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import asyncpg
import pytest_asyncio

from infra import clock
from infra.context import mint
from infra.settings import settings
from services.kern.principal import Asker
from services.kern.rollen import Rol
from tests.flows.isolatie import SLACHTOFFER, VREEMD, geheim
from tests.guards import hek
from tests.guards.hek import Rij, iemand, systeem
from tests.guards.test_rls import PLATFORM, VAN_EEN_ZAAK
from tests.guards.test_rls_werelden import TABELLEN, hoeken, oneens, schema_van
from tests.stack import Stack

BELEID = """
select schemaname as schema, tablename as tabel, policyname as naam, roles[1]::text as rol, permissive as soort, qual,
    with_check from pg_policies
where schemaname = any($1) and policyname in ('eigen_tenant', 'betrokken') order by 1, 2, 3
"""

ALLEEN_LEZEN = {"audit_keten", "audit_kop"}


@dataclass
class Proef:
    """What there is to look at: a row of each table in the tenant of the case, and who may and may not see it."""

    connection: asyncpg.Connection
    zaak: UUID
    beleid: list[asyncpg.Record]
    rijen: dict[tuple[str, str], Rij] = field(default_factory=dict)
    van_zaak: dict[tuple[str, str], Rij] = field(default_factory=dict)
    erbij: dict[str, list[Asker]] = field(default_factory=dict)
    niet: dict[str, list[Asker]] = field(default_factory=dict)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def proef(stack: Stack) -> AsyncIterator[Proef]:
    zaak = await geheim(stack)
    connection = await hek.verbinding()
    proef = Proef(connection, zaak.id, await connection.fetch(BELEID, list(hek.SCHEMAS)))
    for schema, tabel in {(b["schema"], b["tabel"]) for b in proef.beleid}:
        if rij := await hek.een_rij(connection, schema, tabel, "t.tenant = $1", SLACHTOFFER):
            proef.rijen[schema, tabel] = rij
        kolom = VAN_EEN_ZAAK.get((schema, tabel))
        van = {"thuiszitters": zaak.thuiszitter}.get(schema, zaak.id)
        if schema == "thuiszitters":
            van = (
                await connection.fetchval("select id from thuiszitters.thuiszitter where leerling_id = $1", van)
            ) or van
        if schema == "financien":
            van = await connection.fetchval("select zaak from financien.verplichting where nummer = $1", zaak.tlv)
        if tabel == "leerlingdossier" or kolom == "dossier":
            van = zaak.dossier_id
        if kolom and (rij := await hek.een_rij(connection, schema, tabel, f"t.{kolom} = $1", van)):
            proef.van_zaak[schema, tabel] = rij
    school, swv = iemand(SLACHTOFFER, Rol.IB_ER, "02EB00"), iemand(SLACHTOFFER, Rol.SECRETARIS, "VO2201")
    proef.erbij = {
        "intake": [school, swv], "commissie": [school, swv], "thuiszitters": [school, swv],
        "financien": [iemand(SLACHTOFFER, Rol.CONTROLLER, "VO2201")],
    }  # fmt: skip
    vreemden = [
        iemand(SLACHTOFFER, Rol.SCHOOLDIRECTEUR, "20LO00"),
        iemand(SLACHTOFFER, Rol.OUDER, str(zaak.id)),
        iemand(SLACHTOFFER, Rol.DESKUNDIGE, "VO2201"),
        iemand(SLACHTOFFER, Rol.BEHEERDER, "VO2201"),
        iemand(SLACHTOFFER, Rol.DIRECTEUR, "PO2202"),
    ]
    proef.niet = dict.fromkeys(proef.erbij, vreemden)
    yield proef
    await connection.close()


# --------------------------------------------------------------------------- what the tests below look at


async def lekken(proef: Proef, schema: str, tabel: str) -> list[str]:
    """What is wrong with the fence of this table now; empty when it is whole."""
    c, naam, uit = proef.connection, f"{schema}.{tabel}", []
    stand = await c.fetchrow(
        "select relrowsecurity as aan, relforcerowsecurity as ook_eigenaar from pg_class"
        " where oid = $1::text::regclass",
        naam,
    )
    if not (stand["aan"] and stand["ook_eigenaar"]):
        uit.append("het hek staat niet voor iedereen dicht")
    beleid = await c.fetch(
        "select policyname, qual, with_check from pg_policies where schemaname || '.' || tablename = $1", naam
    )
    namen = {b["policyname"] for b in beleid}
    nodig = {"eigen_tenant"} | ({"betrokken"} if (schema, tabel) in VAN_EEN_ZAAK else set())
    if not nodig <= namen:
        uit.append(f"beleid ontbreekt: {nodig - namen}")
    if rij := proef.rijen.get((schema, tabel)):
        hier, daar = systeem(SLACHTOFFER, schema), systeem(VREEMD, schema)
        if not await hek.ziet(c, schema, hier, naam, "tenant = $1", SLACHTOFFER):
            uit.append("de eigen tenant ziet het eigene niet")
        if await hek.ziet(c, schema, daar, naam, "tenant = $1", SLACHTOFFER):
            uit.append("een andere tenant ziet dit")
        if not await hek.wordt_geweigerd(c, rij, schema, daar):
            uit.append("een andere tenant kan hier schrijven")
    if rij := proef.van_zaak.get((schema, tabel)):
        kolom = VAN_EEN_ZAAK[schema, tabel]
        zaak = UUID(rij.inhoud[kolom])
        for eigen in proef.erbij[schema]:
            if not await hek.ziet(c, schema, eigen, naam, f"{kolom} = $1", zaak):
                uit.append(f"{eigen.rol} {eigen.organisatie} hoort erbij en ziet het niet")
        for vreemde in proef.niet[schema]:
            if await hek.ziet(c, schema, vreemde, naam, f"{kolom} = $1", zaak):
                uit.append(f"{vreemde.rol} {vreemde.organisatie} ziet dit")
        if not await hek.wordt_geweigerd(c, rij, schema, proef.niet[schema][0]):
            uit.append("wie er niet bij hoort kan hier schrijven")
    return uit


async def test_elk_hek_is_heel_gezien_van_beide_kanten(proef: Proef):
    """RLS-1 by looking: the own rows are there, those of others are not, and nobody writes in another's case."""
    tabellen = {(b["schema"], b["tabel"]) for b in proef.beleid}
    fout = {f"{s}.{t}": gevonden for s, t in sorted(tabellen) if (gevonden := await _met_terug(proef, s, t))}
    assert fout == {}
    # Rows to look at in nearly every table, so that this test and the mutants below are about something.
    assert len(proef.van_zaak) >= 20 and len(proef.rijen) >= 45
    verwacht = {
        "document",
        "zienswijze",
        "vraag",
        "leerling",
        "leerlingdossier",
        "wachtplek",
        "oso_gegeven",
        "oso_stuk",
    }
    assert verwacht <= {tabel for schema, tabel in proef.van_zaak if schema == "intake"}


async def _met_terug(proef: Proef, schema: str, tabel: str) -> list[str]:
    async with hek.terug(proef.connection):
        return await lekken(proef, schema, tabel)


# ------------------------------------------------------------------------------------- broken policies


def mutanten(b: asyncpg.Record) -> dict[str, list[str]]:
    """Ways to break this policy, as SQL."""
    naam = f"{b['schema']}.{b['tabel']}"
    soort = "as restrictive " if b["soort"] == "RESTRICTIVE" else ""
    weg = f"drop policy {b['naam']} on {naam}"
    begin = f"create policy {b['naam']} on {naam} {soort}to {b['rol']}"
    heel, ander = b["qual"], _andere_kolom(b)
    uit = {
        "weg": [weg],
        "open": [weg, f"{begin} using (true) with check (true)"],
        "andere kolom": [weg, f"{begin} using ({ander}) with check ({ander})"],
        "zonder toets op schrijven": [weg, f"{begin} using ({heel}) with check (true)"],
        "niet voor de eigenaar": [f"alter table {naam} no force row level security"],
        "uit": [f"alter table {naam} disable row level security"],
    }
    if b["tabel"] in ALLEEN_LEZEN:
        del uit["zonder toets op schrijven"]  # there is no right to write here at all (RLS-2)
    if b["naam"] == "betrokken" and b["schema"] == "financien":
        del uit["andere kolom"]  # there the samenwerkingsverband alone is involved, in everything: no column decides
    return uit


def _andere_kolom(b: asyncpg.Record) -> str:
    """The same condition about something else: the other tenant by name, a random key for the case."""
    if b["naam"] == "eigen_tenant":
        return re.sub(r"\(tenant = ", "('swv2202po'::text = ", b["qual"])
    kolom = VAN_EEN_ZAAK[b["schema"], b["tabel"]]
    return re.sub(
        rf"\({kolom} IN ", "(gen_random_uuid() IN ", re.sub(rf"\({kolom}\)", "(gen_random_uuid())", b["qual"])
    )


async def overleefd(proef: Proef, beleid: list[asyncpg.Record]) -> tuple[int, list[str]]:
    """How many mutants were tried, and which of them nobody saw."""
    aantal, levend = 0, []
    for b in beleid:
        for hoe, stappen in mutanten(b).items():
            async with hek.terug(proef.connection):
                for stap in stappen:
                    await proef.connection.execute(stap)
                aantal += 1
                if not await lekken(proef, b["schema"], b["tabel"]):
                    levend.append(f"{b['schema']}.{b['tabel']} {b['naam']}: {hoe}")
    return aantal, levend


def te_zien(proef: Proef, b: asyncpg.Record) -> bool:
    """Whether there is a row by which a broken policy can show."""
    plek = (b["schema"], b["tabel"])
    return plek in (proef.van_zaak if b["naam"] == "betrokken" else proef.rijen)


async def test_elk_gebroken_beleid_wordt_gezien(proef: Proef):
    """RLS-15: every policy that there is a row for, broken in six ways: 100 % is seen."""
    aantal, levend = await overleefd(proef, [b for b in proef.beleid if te_zien(proef, b)])
    assert levend == []
    assert aantal > 350


def test_waar_geen_rij_is_om_te_zien_is_er_geen_beleid_vergeten(proef: Proef):
    """A policy that no mutant is tried on stands on a table that is empty here; few are, and none is of a child."""
    leeg = {f"{b['schema']}.{b['tabel']}" for b in proef.beleid if not te_zien(proef, b)}
    assert {t.split(".")[1] for t in leeg} & {
        "document",
        "zienswijze",
        "leerling",
        "aanvraag",
        "leerlingdossier",
        "advies",
        "behandeling",
    } == set()
    assert not {t for t in leeg if t.split(".")[0] in {s for s, _ in PLATFORM}} & {"netwerk.persoon", "netwerk.hoed"}


# ------------------------------------------------------------------------------------ broken functions

#: Function, what stands in it, and what somebody could make of it. The world or the look that must see it is below.
FUNCTIES = [
    ("sec.context()", "<> session_user", "= 'x'"),
    ("sec.context()", "if deel[8]::bigint <", "if deel[8]::bigint + 999999 <"),
    ("sec.context()", "if buiten is null or", "if buiten is null and"),
    ("intake.alles()", "wie[3] = 'systeem'", "wie[3] <> ''"),
    ("commissie.alles()", "'secretaris'", "'beheerder', 'secretaris'"),
    ("commissie.alles()", "'secretaris'", "'x'"),
    ("commissie.alles()", "b.houder = wie[4]", "true"),
    ("commissie.alles()", "b.rol = 'samenwerkingsverband'", "true"),
    ("thuiszitters.alles()", "'steunpuntcoordinator'", "'gemeente'"),
    ("financien.alles()", "'controller'", "'secretaris'"),
    ("intake.zaken(text)", "b.tenant = wie[1] and b.houder", "b.houder"),
    ("intake.zaken(text)", "b.houder = wiens", "true"),
    ("intake.zaken(text)", "b.van <= dag", "true"),
    ("intake.zaken(text)", "b.van <= dag", "b.van < dag"),
    ("intake.zaken(text)", "b.tot > dag", "b.tot >= dag"),
    ("intake.zaken(text)", "(b.tot is null or b.tot > dag)", "true"),
    ("intake.zaken(text)", "b.tot is null or", ""),
    ("intake.zaken(text)", "b.rol in ('ouder', 'leerling') and b.rol = wie[3]", "b.rol in ('ouder', 'leerling')"),
    ("intake.zaken(text)", "and b.zaak::text = wie[4]", ""),
    ("intake.zaken(text)", "b.rol = 'deskundige' and b.rol = wie[3]", "b.rol = 'deskundige'"),
    ("intake.zaken(text)", "w.houder = wie[4]", "true"),
    ("intake.zaken(text)", "w.zaak = b.zaak", "true"),
    ("intake.zaken(text)", "and w.rol = 'samenwerkingsverband'", ""),
    ("intake.zaken(text)", "w.van <= dag", "true"),
    ("intake.zaken(text)", "(w.tot is null or w.tot > dag)", "true"),
    ("intake.zaken(text)", "b.rol = 'school' and wie[3] in ('ib_er', 'schooldirecteur')", "b.rol = 'school'"),
    ("intake.zaken(text)", "b.rol = 'schoolbestuur' and deel = 'zaak'", "b.rol = 'schoolbestuur'"),
    ("intake.zaken(text)", "b.einde > moment", "true"),
    ("intake.zaken(text)", "b.einde > moment", "b.einde < moment"),
    ("intake.zaken(text)", "wie[5]::timestamptz end", "wie[5]::timestamptz - interval '2 minutes' end"),
    (
        "intake.zaken(text)",
        "'deskundige', 'steunpuntcoordinator', 'contactpersoon_jonge_kind')) and",
        "'deskundige')) and",
    ),
    ("commissie.zaken(text)", "and deel = 'verklaring'", ""),
    ("intake.van_swv(uuid)", "'secretaris', 'voorzitter'", "'controller', 'secretaris', 'voorzitter'"),
    ("intake.van_swv(uuid)", "b.houder = wie[4]", "true"),
    ("intake.van_swv(uuid)", "b.zaak = van_swv.zaak", "true"),
    ("intake.van_swv(uuid)", "b.tenant = wie[1] and", ""),
    ("intake.van_swv(uuid)", "and b.rol = 'samenwerkingsverband'", ""),
    ("intake.van_swv(uuid)", "b.van <= dag", "true"),
    ("intake.van_swv(uuid)", "(b.tot is null or b.tot > dag)", "true"),
    ("intake.van_swv(uuid)", "else wie[3] in ('steunpuntcoordinator', ", "else wie[3] in ('bestuur', "),
    ("intake.van_swv(uuid)", "a.id = van_swv.zaak", "false"),
    ("intake.van_swv(uuid)", "then wie[3] not in ('steunpuntcoordinator', 'contactpersoon_jonge_kind')", "then true"),
    ("intake.van_swv(uuid)", "o.id = van_swv.zaak", "false"),
    ("intake.van_swv(uuid)", "then wie[3] in ('contactpersoon_jonge_kind', 'steunpuntcoordinator')", "then true"),
    (
        "intake.van_swv(uuid)",
        "then wie[3] in ('contactpersoon_jonge_kind', 'steunpuntcoordinator')",
        "then wie[3] = 'contactpersoon_jonge_kind'",
    ),
    ("intake.van_jonge_kind(uuid)", "'contactpersoon_jonge_kind', ", ""),
    ("intake.van_jonge_kind(uuid)", "'contactpersoon_jonge_kind', ", "'contactpersoon_jonge_kind', 'secretaris', "),
    ("intake.van_jonge_kind(uuid)", "b.houder = wie[4]", "true"),
    ("intake.van_jonge_kind(uuid)", "b.zaak = van_jonge_kind.zaak", "true"),
    ("intake.van_jonge_kind(uuid)", "b.tenant = wie[1] and", ""),
    ("intake.van_jonge_kind(uuid)", "and b.rol = 'samenwerkingsverband'", ""),
    ("intake.van_jonge_kind(uuid)", "b.van <= dag", "true"),
    ("intake.van_jonge_kind(uuid)", "(b.tot is null or b.tot > dag)", "true"),
    ("intake.van_jonge_kind(uuid)", "a.id = van_jonge_kind.zaak", "false"),
    ("intake.van_jonge_kind(uuid)", "d.id = van_jonge_kind.zaak", "false"),
    ("intake.van_school(uuid)", "'ib_er', ", "'ib_er', 'secretaris', "),
    ("intake.van_school(uuid)", "b.houder = wie[4]", "true"),
    ("intake.van_school(uuid)", "b.zaak = van_school.zaak", "true"),
    ("intake.van_school(uuid)", "b.tenant = wie[1] and", ""),
    ("intake.van_school(uuid)", "and b.rol = 'school'", ""),
    ("intake.van_school(uuid)", "b.van <= dag", "true"),
    ("intake.van_school(uuid)", "(b.tot is null or b.tot > dag)", "true"),
    ("intake.dossierkenmerk_vrij(text)", "d.tenant = eigen and", ""),
    ("intake.nieuw(uuid)", "b.zaak = nieuw.zaak", "false"),
    ("intake.kenmerk_vrij(text)", "a.tenant = eigen and", ""),
    ("intake.upload_vrij(uuid)", "d.tenant = eigen and", ""),
]


async def gezien(proef: Proef, functie: str) -> bool:
    """Whether anything notices that this function is not what it was."""
    schema = functie.split(".")[0]
    c = proef.connection
    if schema == "sec":
        return bool(await contexten_die_gelden(proef))
    if functie.startswith("intake.nieuw"):
        return bool(await lekken(proef, "intake", "betrokkenheid"))
    if functie.endswith("_vrij(text)") or functie.endswith("_vrij(uuid)"):
        return not await _vrij_van_elders(proef)
    alle = [hoeken(naam) for naam in TABELLEN if schema_van(naam) == schema]
    if jong := functie.startswith("intake.van_jonge_kind"):
        alle = [wereld for wereld in alle if wereld.dienst in ("onderinstroom", "jongekind")]  # no other asks it
    for wereld in sorted(alle, key=lambda een: len(een.zaken) * len(een.hoeden)):
        if await oneens(c, wereld, kort=True):
            return True
    return jong and await _wordt_een_jong_kind(proef)


async def _wordt_een_jong_kind(proef: Proef) -> bool:
    """Whether a case of another kind, in which the samenwerkingsverband is involved, passes for a young child."""
    c, wie = proef.connection, iemand(SLACHTOFFER, Rol.CONTACTPERSOON_JONGE_KIND, "VO2201")
    zaken = [proef.zaak, UUID(proef.van_zaak["intake", "leerlingdossier"].inhoud["id"])]
    await c.executemany(
        "insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)"
        " values ($1, $2, 'VO2201', 'samenwerkingsverband', 'x', $3, 'test') on conflict do nothing",
        [(SLACHTOFFER, zaak, clock.vandaag()) for zaak in zaken],
    )
    async with hek.als(c, "intake", wie):
        assert not await c.fetchval("select intake.van_jonge_kind($1)", uuid4())
        return await c.fetchval("select bool_or(intake.van_jonge_kind(zaak)) from unnest($1::uuid[]) zaak", zaken)


async def _vrij_van_elders(proef: Proef) -> bool:
    """What another tenant uses says nothing here: kenmerk and upload are free."""
    aanvraag, document = proef.van_zaak["intake", "aanvraag"], proef.van_zaak["intake", "document"]
    dossier = proef.van_zaak["intake", "leerlingdossier"]
    async with hek.als(proef.connection, "intake", systeem(VREEMD, "intake")):
        return await proef.connection.fetchval(
            "select intake.kenmerk_vrij($1) and intake.upload_vrij($2) and intake.dossierkenmerk_vrij($3)",
            aanvraag.inhoud["kenmerk"],
            UUID(document.inhoud["upload"]),
            dossier.inhoud["kenmerk"],
        )


async def contexten_die_gelden(proef: Proef) -> list[str]:
    """Contexts that should not count, and do (RLS-12)."""
    echt = mint("intake", systeem(SLACHTOFFER, "intake")).split("|")
    verlopen = "|".join([*echt[:7], str(int(echt[7]) - 3600)])
    key = settings().context_key("intake")
    slecht = {
        "van een andere dienst": mint("commissie", systeem(SLACHTOFFER, "intake")),
        "verlopen": f"{verlopen}|{hmac.digest(key, verlopen.encode(), 'sha256').hex()}",
        "zonder zegel": "|".join([*echt[:8], ""]),
        "andere persoon": "|".join([echt[0], str(uuid4()), *echt[2:]]),
    }
    uit = []
    for hoe, ctx in slecht.items():
        try:
            await hek.ziet(proef.connection, "intake", ctx, "intake.tijdlijn", "true")
            uit.append(hoe)
        except asyncpg.InvalidAuthorizationSpecificationError:
            continue
    return uit


async def test_elke_gebroken_functie_wordt_gezien(proef: Proef):
    """RLS-15 for what the policies call: a letter changed in the SQL, and somebody sees too much or too little."""
    levend = []
    for functie, oud, nieuw in FUNCTIES:
        async with hek.terug(proef.connection):
            tekst = await proef.connection.fetchval("select pg_get_functiondef($1::text::regprocedure)", functie)
            assert oud in tekst, (functie, oud)
            await proef.connection.execute(tekst.replace(oud, nieuw, 1))
            try:
                if not await gezien(proef, functie):
                    levend.append(f"{functie}: {oud} -> {nieuw}")
            except asyncpg.PostgresError:
                pass  # it falls over: that is seen too
    assert levend == []


async def test_heel_is_het_stil(proef: Proef):
    """The control: with nothing broken nothing is seen."""
    async with hek.terug(proef.connection):
        assert await contexten_die_gelden(proef) == []
        assert await _vrij_van_elders(proef)
        assert not await _wordt_een_jong_kind(proef)
