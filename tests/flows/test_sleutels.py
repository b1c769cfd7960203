"""BCK-6 and AUD-6 over the running services: what lies in the store is noise without its key, and with another's."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

import pytest

from infra import files, keys, vault
from infra.database import Database
from infra.processes import load
from infra.settings import settings
from services.commissie import contract as c
from services.intake.contract import DocumentOphalen
from services.kern.errors import Fout, KanNiet
from services.kern.principal import Systeem
from tests.flows.commissie_zaak import ingediend
from tests.flows.intake_dossier import DEEL, School, pdf, school
from tests.stack import Stack, eventually

TENANT = "swv2202po"


def opslag() -> Path:
    return Path(unquote(urlsplit(settings().files_url).path))


def gevonden(kanarie: bytes, map_: Path | None = None) -> list[str]:
    """Every file of the store in which these bytes stand."""
    return [str(p) for p in (map_ or opslag()).rglob("*") if p.is_file() and kanarie in p.read_bytes()]


async def met_document(stack: Stack, inhoud: bytes) -> tuple[School, UUID, str]:
    """An aanvraag with one document that was passed, and where its bytes lie."""
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", inhoud)
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    (rij,) = await stack.sql("select leesbaar as sleutel from intake.document where id = $1", document)
    return aanvraag, document, rij["sleutel"]


async def lezen(stack: Stack, document: UUID, als: str = "iris") -> bytes:
    return (await stack.ask("intake", DocumentOphalen(document_id=document), als=als)).inhoud


async def vernietigen(dienst: str, zaak: UUID) -> None:
    database = Database(load(dienst), pool=1)
    try:
        async with database.writing(Systeem(tenant=TENANT, dienst=dienst)) as unit:
            await keys.vernietigen(unit, zaak, "proef")
    finally:
        await database.close()


async def test_in_de_opslag_staat_geen_woord_van_een_document(stack: Stack):
    """BCK-6: the store scanned for a canary, while the parts are on their way and afterwards."""
    kanarie = b"KANARIE-" + uuid4().hex.encode()
    aanvraag = await school(stack).begin()
    # The canary in the first part, in the last, and on the seam of two.
    inhoud = pdf("x", kanarie + b"\n% " + b"v" * (DEEL - 40) + kanarie + b"w" * DEEL + kanarie)
    upload = await aanvraag.uploaden(inhoud)
    assert gevonden(kanarie) == []
    assert len(await files.sizes(f"{TENANT}/onderweg")) > 0
    document = await aanvraag.document("overig", upload=upload)
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    assert gevonden(kanarie) == []
    assert len(await files.sizes(f"{TENANT}/stukken/{upload}")) >= 1


async def test_een_vernietigde_sleutel_maakt_ook_de_oude_kopie_onleesbaar(stack: Stack, tmp_path: Path):
    """BCK-6: destroy the key of a dossier, put last week's files back: unreadable. Another dossier is as it was."""
    aanvraag, document, sleutel = await met_document(stack, pdf("verslag"))
    _, ander, _ = await met_document(stack, pdf("een ander verslag"))
    kopie = shutil.copytree(opslag() / TENANT, tmp_path / "kopie")
    assert (await lezen(stack, document)).startswith(b"%PDF")

    await vernietigen("intake", aanvraag.id)
    with pytest.raises(KanNiet, match="vernietigd"):
        await lezen(stack, document)
    await files.delete(sleutel)
    shutil.copytree(kopie, opslag() / TENANT, dirs_exist_ok=True)
    with pytest.raises(KanNiet, match="vernietigd"):
        await lezen(stack, document)
    assert (await lezen(stack, ander)).startswith(b"%PDF")

    (rij,) = await stack.sql("select * from intake.sleutel where zaak = $1", aanvraag.id)
    assert (rij["ingepakt"], rij["reden"], rij["vernietigd_op"] is not None) == (None, "proef", True)
    # No new key is made in its place, so nothing can be added under it either.
    with pytest.raises(KanNiet, match="vernietigd"):
        await aanvraag.document("overig")
    # Again changes nothing, and nobody brings it back.
    await vernietigen("intake", aanvraag.id)
    with pytest.raises(Exception, match="komt niet terug"):
        await stack.sql("update intake.sleutel set reden = 'toch' where zaak = $1", aanvraag.id)


async def test_een_dossier_zonder_sleutel_krijgt_er_na_vernietigen_geen(stack: Stack):
    aanvraag = await school(stack).begin()
    await vernietigen("intake", aanvraag.id)
    with pytest.raises(KanNiet, match="vernietigd"):
        await aanvraag.document("overig")


async def test_het_bestand_van_een_ander_dossier_gaat_niet_open(stack: Stack):
    """AUD-6: document of A under B, in the store, where somebody may have swapped them."""
    _, een, plek_een = await met_document(stack, pdf("een"))
    _, twee, plek_twee = await met_document(stack, pdf("twee"))
    van_een = await files.get(plek_een)
    await files.put(plek_een, await files.get(plek_twee))
    with pytest.raises(Fout, match="beschadigd"):
        await lezen(stack, een)
    await files.put(plek_een, van_een[:-1] + bytes([van_een[-1] ^ 1]))
    with pytest.raises(Fout, match="beschadigd"):
        await lezen(stack, een)
    await files.put(plek_een, pdf("niet verzegeld"))
    with pytest.raises(Fout, match="beschadigd"):
        await lezen(stack, een)
    await files.put(plek_een, van_een)
    assert (await lezen(stack, een)).startswith(b"%PDF") and (await lezen(stack, twee)).startswith(b"%PDF")


async def test_een_kopie_van_de_database_opent_niets(stack: Stack):
    """Every column of every row of `sleutel`, with every file: without the master key nothing opens."""
    _, document, sleutel = await met_document(stack, pdf("verslag"))
    assert (await lezen(stack, document)).startswith(b"%PDF")
    hoofd = settings().master_keys("intake")
    rijen = await stack.sql("select * from intake.sleutel")
    inhoud = await files.get(sleutel)
    gewikkeld = [rij["ingepakt"] for rij in rijen if rij["ingepakt"]]
    assert gewikkeld and all(len(sleutel) == 60 for sleutel in gewikkeld)
    assert not [m for m in hoofd.values() if m in inhoud or any(m in s for s in gewikkeld)]


async def test_de_delen_onderweg_verliezen_hun_sleutel(stack: Stack):
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(pdf())
    (rij,) = await stack.sql("select vernietigd_op from intake.sleutel where zaak = $1", upload)
    assert rij["vernietigd_op"] is None
    nu = "update intake.taak set actie_op = now() - interval '1 day' where zaak = $1 and soort = 'upload_opruimen'"
    await stack.sql(nu, upload)

    async def weg() -> bool:
        rijen = await stack.sql("select ingepakt, vernietigd_op from intake.sleutel where zaak = $1", upload)
        return rijen[0]["ingepakt"] is None and rijen[0]["vernietigd_op"] is not None

    await eventually(weg, seconden=120, wat="de sleutel van de delen is vernietigd")
    with pytest.raises(KanNiet, match="heel aangekomen"):
        await aanvraag.document("overig", upload=upload)


async def test_wat_er_al_lag_wordt_alsnog_verzegeld(stack: Stack):
    """A document from before there were keys and cleaning is read as it lies, then sealed, then cleaned."""
    aanvraag, document, sleutel = await met_document(stack, pdf("oud"))
    kaal = f"{TENANT}/documenten/{uuid4()}"
    origineel = sleutel.replace("/leesbaar", "/origineel")
    inhoud = await vault.look(_fetchrow(stack), "intake", TENANT, aanvraag.id, origineel)
    assert inhoud == pdf("oud")
    await files.put(kaal, inhoud)
    await stack.sql(
        "update intake.document set sleutel = $2, verzegeld = false, leesbaar = null, leesbaar_grootte = null,"
        " leesbaar_sha256 = null where id = $1",
        document,
        kaal,
    )
    assert await lezen(stack, document) == inhoud
    await _taak(stack, aanvraag.id, "document_verzegelen", document)

    async def verzegeld() -> bool:
        (rij,) = await stack.sql("select sleutel, verzegeld from intake.document where id = $1", document)
        return rij["verzegeld"] and not (opslag() / kaal).exists()

    await eventually(verzegeld, seconden=120, wat="het oude bestand is verzegeld")
    assert await lezen(stack, document) == inhoud
    await _taak(stack, aanvraag.id, "document_opschonen", document)

    async def schoon() -> bool:
        return (await lezen(stack, document)) != inhoud

    await eventually(schoon, seconden=120, wat="het oude bestand is schoongemaakt")
    assert (await lezen(stack, document)).startswith(b"%PDF")


async def _taak(stack: Stack, zaak: UUID, soort: str, document: UUID) -> None:
    """A due row as the migration makes it."""
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, $4, jsonb_build_object('document', $5::text), now(), 'open')",
        TENANT, uuid4(), zaak, soort, str(document),
    )  # fmt: skip


def _fetchrow(stack: Stack):
    async def fetchrow(sql: str, *args: object):
        rijen = await stack.sql(sql, *args)
        return rijen[0] if rijen else None

    return fetchrow


async def test_hoofdsleutel_wisselen_terwijl_er_gelezen_wordt(stack: Stack):
    """AUD-6: the tenant key goes from one master to the next and back; reading and adding never stop."""
    aanvraag, document, _ = await met_document(stack, pdf("blijft"))
    een, twee = (f"{nummer}:{sleutel.hex()}" for nummer, sleutel in settings().master_keys("intake").items())
    gelezen, klaar = 0, asyncio.Event()

    async def lezer() -> None:
        nonlocal gelezen
        while not klaar.is_set():
            assert (await lezen(stack, document)).startswith(b"%PDF")
            gelezen += 1

    async def wisselen(meesters: str) -> str:
        omgeving = os.environ | {"MASTER_KEYS_INTAKE": meesters}
        opdracht = [sys.executable, "-m", "infra.rotate_keys", "intake"]
        done = await asyncio.to_thread(
            subprocess.run, opdracht, env=omgeving, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def gaat_open(meesters: str) -> bool:
        proef = (
            "import asyncio, uuid; from infra import keys; from infra.database import Database\n"
            "from infra.processes import load; from services.kern.principal import Systeem\n"
            "async def main():\n"
            "    database = Database(load('intake'), pool=1)\n"
            f"    async with database.writing(Systeem(tenant='{TENANT}', dienst='intake')) as unit:\n"
            f"        await keys.find(unit, uuid.UUID('{aanvraag.id}'))\n"
            "asyncio.run(main())"
        )
        omgeving = os.environ | {"MASTER_KEYS_INTAKE": meesters}
        done = await asyncio.to_thread(
            subprocess.run, [sys.executable, "-c", proef], env=omgeving, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0 or "hoofdsleutel 2" in done.stderr, done.stderr
        return done.returncode == 0

    async def meester() -> int:
        vraag = "select meester from intake.sleutel where tenant = $1 and zaak is null"
        return (await stack.sql(vraag, TENANT))[0]["meester"]

    taak = asyncio.create_task(lezer())
    try:
        assert await meester() == 1
        assert "0 nog te doen" in await wisselen(f"{twee},{een}")
        assert await meester() == 2
        nieuw = await aanvraag.document("overig", pdf("erbij"))
        assert await aanvraag.gecontroleerd(nieuw) == "bruikbaar"
        # Who has only the old one opens nothing any more: so an old master ends what an old copy could open.
        assert await gaat_open(een) is False and await gaat_open(twee) is True
    finally:
        await wisselen(f"{een},{twee}")
        klaar.set()
        await taak
    assert await meester() == 1 and gelezen > 3


async def test_een_beschikking_ligt_verzegeld(stack: Stack):
    """The letter with the name of the child: its bytes are not in the store, its key goes with the dossier."""
    zaak = await ingediend(stack, TENANT, soort="sbo")
    await zaak.eindadvies(None)
    await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning())
    await zaak.brief_klaar()
    vraag = c.BeschikkingOphalen(behandeling_id=zaak.id)
    assert (await stack.ask("commissie", vraag, "vera")).inhoud.startswith(b"%PDF")
    brieven = await stack.sql("select bestand from commissie.beschikking where behandeling_id = $1", zaak.id)
    for brief in brieven:
        ligt = await files.get(brief["bestand"])
        assert ligt[0] == 1 and b"%PDF" not in ligt and b"/Type" not in ligt
    await vernietigen("commissie", zaak.id)
    with pytest.raises(KanNiet, match="vernietigd"):
        await stack.ask("commissie", vraag, "vera")
