"""What users of other systems complained about (the negative list), tried on the aanvraag: number in each docstring."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import asyncpg
import pytest

from services.intake.contract import (
    AanvraagIntrekken,
    AanvraagTerugzetten,
    AanvragenTonen,
    DocumentDeel,
    DocumentOphalen,
    DocumentVerwijderen,
)
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer, TeGroot
from tests.flows.intake_dossier import pdf, school
from tests.flows.web_bezoek import ingelogd
from tests.stack import Stack


async def test_n1_het_adres_van_een_concept_bestaat_niet_voor_het_samenwerkingsverband(stack: Stack):
    """N1: a concept is private; who guesses its address gets nothing, and the attempt is written down."""
    aanvraag = await school(stack).begin()
    for als in ("vera", "cor", "bert"):
        with pytest.raises(NietGevonden):
            await aanvraag.zien(als)
    geweigerd = await stack.sql(
        "select 1 from intake.audit where zaak = $1 and wat = 'aanvraag_tonen' and uitkomst = 'geweigerd'", aanvraag.id
    )
    assert len(geweigerd) >= 3


async def test_n2_intrekken_vraagt_een_reden_en_laat_niets_half_achter(stack: Stack):
    """N2: withdrawn with a reason, whole, and still there for the school."""
    aanvraag = await school(stack).begin()
    with pytest.raises(OngeldigeInvoer):
        await aanvraag.doe(AanvraagIntrekken, reden=" ")
    await aanvraag.doe(AanvraagIntrekken, reden="Dubbel begonnen.")
    stand = await aanvraag.zien()
    assert stand.status == "ingetrokken"
    assert stand.handelingen == ["aanvraag_terugzetten"]


async def test_n2_een_ingetrokken_concept_kan_dertig_dagen_terug(stack: Stack):
    """N2: a mistaken withdrawal is undone for 30 days; what was filed never comes back half."""
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"doelen": "Leren lezen"})
    await aanvraag.doe(AanvraagIntrekken, reden="Vergissing.")
    await aanvraag.doe(AanvraagTerugzetten, als="dirk")
    stand = await aanvraag.zien()
    assert (stand.status, stand.antwoorden) == ("concept", {"doelen": "Leren lezen"})
    with pytest.raises(KanNiet):
        await aanvraag.doe(AanvraagTerugzetten)
    await aanvraag.doe(AanvraagIntrekken, reden="Toch.")
    await stack.sql("update intake.aanvraag set ingetrokken_op = ingetrokken_op - 31 where id = $1", aanvraag.id)
    assert (await aanvraag.zien()).handelingen == []
    with pytest.raises(KanNiet, match="30 dagen"):
        await aanvraag.doe(AanvraagTerugzetten)
    ingediend = await school(stack).ingediend()
    await ingediend.doe(AanvraagIntrekken, reden="De ouders kozen anders.")
    assert (await ingediend.zien()).handelingen == []
    with pytest.raises(KanNiet, match="al ingediend"):
        await ingediend.doe(AanvraagTerugzetten)


async def test_n3_een_school_die_hier_niet_hoort_hoort_meteen_waarom(stack: Stack):
    """N3: what cannot be routed is refused at once, with the reason in words, and not lost."""
    poging = stack.ask("intake", school(stack).beginnen(), als="iris", organisatie="02EB00")
    with pytest.raises(OngeldigeInvoer) as fout:
        await poging
    assert "hoort niet bij SWV 22-02" in str(fout.value.melding)


async def test_n9_een_document_zonder_aanvraag_bestaat_niet(stack: Stack):
    """N9: the database itself refuses a document that belongs to nothing."""
    with pytest.raises(asyncpg.PostgresError):
        await stack.sql(
            "insert into intake.document (tenant, id, aanvraag, soort, bestandsnaam, mediatype, grootte, sha256,"
            " sleutel, upload, status, toegevoegd_op, toegevoegd_door, toegevoegd_door_naam)"
            " values ('swv2202po', $1, $2, 'opp', 'opp.pdf', 'application/pdf', 1, 'x', 'x', $3, 'ontvangen', now(),"
            " $4, 'Iris')",
            *(uuid4() for _ in range(4)),
        )


async def test_n14_een_verkeerd_bestand_kan_weg_en_na_indienen_niet_meer(stack: Stack):
    """N14: who added the wrong file takes it away; what was sent belongs to the dossier."""
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", pdf())
    await aanvraag.gecontroleerd(document)
    await aanvraag.doe(DocumentVerwijderen, document_id=document)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", DocumentOphalen(document_id=document), "iris")
    ingediend = await school(stack).ingediend()
    stuk = (await ingediend.zien()).documenten[0]
    with pytest.raises(KanNiet):
        await ingediend.doe(DocumentVerwijderen, document_id=stuk.id)


async def test_n15_een_collega_van_dezelfde_school_ziet_het_concept_en_werkt_eraan(stack: Stack):
    """N15: a concept is of the school, not of whoever typed it."""
    aanvraag = await school(stack).begin()
    lijst = await stack.ask("intake", AanvragenTonen(), "dirk")
    assert aanvraag.id in {kort.id for kort in lijst.aanvragen}
    await aanvraag.bewaren({"doelen": "Leren lezen"}, als="dirk")
    assert (await aanvraag.zien()).antwoorden["doelen"] == "Leren lezen"


async def test_n16_een_bestand_gaat_in_delen_en_te_groot_zegt_zo(stack: Stack):
    """N16: large files go in parts; beyond the bound one hears it, and nothing is kept."""
    with pytest.raises(TeGroot, match="25 MB"):
        deel = DocumentDeel(opdracht=uuid4(), upload=uuid4(), volgnummer=50, inhoud=b"x")
        await stack.ask("intake", deel, "iris")


_KOPIE = """
with nieuw as (select gen_random_uuid() as id, gen_random_uuid() as kind, n from generate_series(1, 39) n),
zaken as (
    insert into intake.betrokkenheid
    select r.* from nieuw, intake.betrokkenheid b,
        jsonb_populate_record(null::intake.betrokkenheid, to_jsonb(b) || jsonb_build_object('zaak', nieuw.id)) r
    where b.zaak = $1),
aanvragen as (
    insert into intake.aanvraag
    select r.* from nieuw, intake.aanvraag a, jsonb_populate_record(null::intake.aanvraag, to_jsonb(a)
        || jsonb_build_object('id', nieuw.id, 'leerling', nieuw.kind, 'kenmerk', a.kenmerk || '-' || n)) r
    where a.id = $1),
kinderen as (
    insert into intake.leerling
    select r.* from nieuw, intake.leerling l, jsonb_populate_record(null::intake.leerling, to_jsonb(l)
        || jsonb_build_object('id', nieuw.kind, 'aanvraag', nieuw.id)) r
    where l.aanvraag = $1),
stukken as (
    insert into intake.document
    select r.* from nieuw, intake.document d, jsonb_populate_record(null::intake.document, to_jsonb(d)
        || jsonb_build_object('id', gen_random_uuid(), 'upload', gen_random_uuid(), 'aanvraag', nieuw.id)) r
    where d.aanvraag = $1),
gezinnen as (
    insert into intake.betrokkene
    select r.* from nieuw, intake.betrokkene b, jsonb_populate_record(null::intake.betrokkene, to_jsonb(b)
        || jsonb_build_object('id', gen_random_uuid(), 'aanvraag', nieuw.id)) r
    where b.aanvraag = $1)
insert into intake.zienswijze
select r.* from nieuw, intake.zienswijze z, jsonb_populate_record(null::intake.zienswijze, to_jsonb(z)
    || jsonb_build_object('id', gen_random_uuid(), 'aanvraag', nieuw.id)) r
where z.aanvraag = $1
"""


async def test_n28_veertig_aanvragen_zijn_een_keer_tekenen(stack: Stack):
    """N28: one screen, one check, one signature session; each aanvraag is filed for what the director saw of it."""
    aanvraag = school(stack)
    await aanvraag.begin()
    await aanvraag.invullen()
    await aanvraag.documenten()
    await aanvraag.gezin_horen()
    await stack.sql(_KOPIE, aanvraag.id)
    ids = await stack.sql(
        "select a.id from intake.aanvraag a where a.kenmerk like"
        " (select kenmerk || '%' from intake.aanvraag where id = $1)",
        aanvraag.id,
    )
    veertig = {str(rij["id"]) for rij in ids}
    assert len(veertig) == 40

    def tekenen() -> str:
        robot = ingelogd("dirk")
        form = robot.ga("/aanvragen/ondertekenen").formulier("/aanvragen/ondertekenen")
        assert veertig <= set(form.keuzes["aanvraag"])
        form.vul(aanvraag=sorted(veertig), verklaring="ja", indienen="ja")
        return robot.verstuur(form).tekst

    gezegd = await asyncio.to_thread(tekenen)
    assert gezegd.count("ondertekend en ingediend") == 40
    stand = await stack.sql(
        "select status, count(*) as n from intake.aanvraag where id = any($1) group by 1",
        [rij["id"] for rij in ids],
    )
    assert [(rij["status"], rij["n"]) for rij in stand] == [("ingediend", 40)]
