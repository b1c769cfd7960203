"""The logbook of processings (LDV): a line per child and processing, never who did it, one trace all along (AUD-5)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import uuid4

import msgspec
import pytest

from infra import trace
from infra.audit import lines
from infra.migrate import SCHEMAS
from infra.processes import load
from services.intake import contract as intake
from services.kern.errors import Fout
from services.kern.feit import FEITEN
from services.kern.verwerkingen import VERWERKINGEN, bladzijde, verwerking
from tests.flows.intake_dossier import school
from tests.flows.test_wie_keek import ouder_van
from tests.flows.web_bezoek import los
from tests.guards.test_names import aanroepen, teksten
from tests.stack import Stack, eventually

ROOT = Path(__file__).parents[2]
Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Hex16 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
ALLES = " union all ".join(f"select '{s}' as dienst, t.* from {s}.ldv t" for s in SCHEMAS)


class LdvRegel(msgspec.Struct, forbid_unknown_fields=True):
    """A line as the draft of the standard has it (trust.md 2.6), beside the tenant whose log it is."""

    dienst: str
    tenant: str
    trace_id: Hex32
    operation_id: Hex16
    parent_operation_id: Hex16 | None
    foreign_operation_id: Hex16 | None
    status_code: Literal["OK", "ERROR"]
    name: Annotated[str, msgspec.Meta(pattern="^[a-z]+\\.[a-z0-9_]+$")]
    start_time: datetime
    end_time: datetime
    processing_activity_id: Annotated[str, msgspec.Meta(pattern="^urn:meedoen:verwerking:[a-z]+$")]
    data_subject_id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{40}$")]
    data_subject_id_type: Literal["zaak"]


async def test_aud_5_een_spoor_van_de_klik_tot_de_laatste_taak(stack: Stack):
    """AUD-5: the trace goes on over NATS asks, facts and due rows; each operation names the one that led to it."""
    aanvraag = await school(stack).compleet()
    trace.beginnen(None, "web")  # what came before was another click
    await aanvraag.doe(intake.AanvraagIndienen, als="dirk")
    (indienen,) = await stack.sql(
        "select * from intake.audit where zaak = $1 and wat = 'aanvraag_ingediend'", aanvraag.id
    )
    spoor = indienen["spoor"]

    async def elders() -> Any:
        geopend = await stack.sql("select * from commissie.audit where spoor = $1 and herkomst = 'feit'", spoor)
        taken = await stack.sql("select * from intake.audit where spoor = $1 and herkomst = 'job'", spoor)
        gevraagd = await stack.sql("select * from intake.audit where spoor = $1 and wat = 'dossier_inzien'", spoor)
        klaar = {"behandeling_geopend"} <= {r["wat"] for r in geopend} and taken and gevraagd
        return (geopend, taken, gevraagd) if klaar else None

    geopend, taken, gevraagd = await eventually(elders, wat="de commissie en de werker in hetzelfde spoor werken")
    regels = [r for r in await stack.sql(ALLES) if r["trace_id"] == spoor]
    ouders = {r["operation_id"]: r["parent_operation_id"] for r in regels}
    bekend = {
        r["operatie"]
        for schema in SCHEMAS
        for r in await stack.sql(f"select operatie from {schema}.audit where spoor = $1", spoor)
    }
    for gevolg in (*geopend, *taken):
        assert ouders[gevolg["operatie"]] in bekend, gevolg["wat"]
    assert indienen["operatie"] in {ouders[r["operatie"]] for r in geopend}
    assert ouders[indienen["operatie"]] not in bekend  # the request of the person, which began it all
    # The commissie asks for the dossier while it reacts: that operation is the parent of the look of intake.
    assert {ouders[r["operatie"]] for r in gevraagd} <= {r["operatie"] for r in geopend}
    kind = lines.betrokkene("swv2202po", aanvraag.id)
    assert {r["data_subject_id"] for r in regels} == {kind}  # the same child has one pseudonym in both services
    assert {r["dienst"] for r in regels} >= {"intake", "commissie"}
    assert lines.betrokkene("swv2201vo", aanvraag.id) != kind


async def test_aud_5_een_spoor_van_een_ander_wordt_gevolgd_en_onthouden(stack: Stack):
    """AUD-5: traceparent over HTTP; a valid one is followed and its operation kept, anything else begins a trace."""
    aanvraag = await school(stack).begin()
    await aanvraag.uitnodigen("Noor de Vries", f"{uuid4().hex[:8]}@thuis.example")
    token, persoon = await ouder_van(stack, aanvraag.id)
    vreemd, operatie = uuid4().hex, uuid4().hex[:16]
    goed = f"00-{vreemd}-{operatie}-01"
    fout = (
        "",
        "rommel",
        goed.upper(),
        f"00-{'0' * 32}-{operatie}-01",
        f"00-{vreemd}-{'0' * 16}-01",
        f"ff-{vreemd}-{operatie}-01",
        f"{goed}-meer",
    )
    with los(token) as client:
        for kop in (goed, *fout):
            antwoord = client.get(f"/mijn-kind/{aanvraag.id}", headers={"traceparent": kop})
            assert antwoord.status_code == 200
    regels = await stack.sql(
        "select * from intake.audit where persoon = $1 and wat = 'aanvraag_tonen' order by volgorde", persoon
    )
    assert [r["spoor"] == vreemd for r in regels] == [True, *[False] * len(fout)]
    assert {r["herkomst"] for r in regels} == {"web"} and len({r["spoor"] for r in regels}) == len(regels)
    ldv = {r["operation_id"]: r for r in await stack.sql("select * from intake.ldv where trace_id = $1", vreemd)}
    eigen = ldv[regels[0]["operatie"]]
    assert eigen["foreign_operation_id"] == operatie
    assert eigen["parent_operation_id"] not in (None, operatie)  # the request itself, which is ours


async def test_aud_5_een_lijst_is_een_regel_per_kind_en_een_weigering_is_geen_verwerking(stack: Stack):
    een, ander, wie = await school(stack).begin(), await school(stack).begin(), uuid4()
    lijst = await stack.ask("intake", intake.AanvragenTonen(), "iris", persoon=wie)
    with pytest.raises(Fout):
        await een.zien("rob")
    gezien, geweigerd = await stack.sql(
        "select operatie from intake.audit where (persoon = $1) or (zaak = $2 and uitkomst = 'geweigerd') order by op",
        *(wie, een.id),
    )
    kinderen = await stack.sql("select data_subject_id from intake.ldv where operation_id = $1", gezien["operatie"])
    assert sorted(r["data_subject_id"] for r in kinderen) == sorted(
        lines.betrokkene("swv2202po", regel.id) for regel in lijst.aanvragen
    )
    assert lines.betrokkene("swv2202po", ander.id) in {r["data_subject_id"] for r in kinderen}
    assert await stack.sql("select 1 from intake.ldv where operation_id = $1", geweigerd["operatie"]) == []


async def test_aud_5_elke_regel_klopt_en_geen_zegt_wie_het_deed(stack: Stack):
    """AUD-5: whatever the other tests left: schema 100 %, known processing, one per child, no user."""
    rijen = await stack.sql(ALLES)
    assert len(rijen) > 20
    regels = [msgspec.convert(dict(rij), LdvRegel, strict=True) for rij in rijen]
    assert {r.processing_activity_id for r in regels} <= {v.uri for v in VERWERKINGEN}
    assert all(r.start_time <= r.end_time for r in regels)
    assert all(verwerking(r.dienst, r.name.split(".")[1]) == r.processing_activity_id for r in regels)
    per = {(r.tenant, r.dienst, r.operation_id, r.data_subject_id) for r in regels}
    assert len(per) == len(regels)
    tekst = json.dumps([[str(w) for w in rij.values()] for rij in rijen])
    mensen = await stack.sql("select id, naam, email from netwerk.persoon")
    assert mensen
    for mens in mensen:
        for gegeven in (str(mens["id"]), mens["id"].hex, mens["naam"], mens["email"]):
            assert gegeven not in tekst
    zaken = {str(r["id"]) for r in await stack.sql("select id from intake.aanvraag")}
    assert not any(zaak in tekst for zaak in zaken)


async def test_elke_geslaagde_handeling_en_blik_over_een_kind_staat_ook_in_het_logboek(stack: Stack):
    for schema in SCHEMAS:
        zonder = await stack.sql(
            f"select wat from {schema}.audit a where versie = 2 and uitkomst = 'gedaan' and zaak is not null"
            f" and not exists (select 1 from {schema}.ldv l where l.operation_id = a.operatie)"
        )
        assert zonder == [], schema


def test_het_register_dekt_elke_deur_en_de_bladzijde_is_ervan_gemaakt():
    diensten = {naam: load(naam) for naam in SCHEMAS}
    for v in VERWERKINGEN:
        bekend = {n for d in v.diensten for n in (*diensten[d].doors, *diensten[d].jobs)}
        # What a job does to a case of which nobody is told has a line of its own, under the name it writes it with.
        bekend |= {n for d in v.diensten for knoop in aanroepen(d, "audit") for n in teksten(knoop.args[0])}
        bekend |= {feit.heet() for feit in FEITEN.values() if feit.dienst in v.diensten}  # their lines bear their name
        assert v.namen <= bekend, f"{v.code} noemt iets dat niet bestaat: {v.namen - bekend}"
    assert {verwerking(dienst, naam) for dienst, d in diensten.items() for naam in (*d.doors, *d.jobs)} == {
        v.uri for v in VERWERKINGEN
    }
    assert (ROOT / "docs/security/verwerkingen.md").read_text() == bladzijde()


def test_een_spoor_dat_niet_klopt_is_geen_spoor():
    """W3C Trace Context 3.2.2."""
    a, b = "a" * 32, "b" * 16
    assert trace.lezen(f"00-{a}-{b}-01") == (a, b)
    assert trace.lezen(f"01-{a}-{b}-01-later") == (a, b)
    for kop in (
        None,
        "",
        f"00-{a}-{b}",
        f"00-{a}-{b}-1",
        f"ff-{a}-{b}-01",
        f"00-{a}-{b}-01-x",
        f"00-{a.upper()}-{b}-01",
    ):
        assert trace.lezen(kop) is None, kop
