"""Leaving takes one export: out, into an empty installation, out again, and nothing differs (BCK-5)."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest

from infra.launcher import places
from infra.processes import SERVICES
from infra.settings import settings
from infra.transfer.give import NietOverTeDragen, export
from infra.transfer.take import take
from tests.flows.commissie_zaak import ingediend
from tests.flows.intake_dossier import School
from tests.stack import Stack, eventually

VO, PO = "swv2201vo", "swv2202po"
TENANT = VO


def draai(*woorden: str, omgeving: dict[str, str] | None = None) -> tuple[int, dict, str]:
    klaar = subprocess.run(
        [str(places.PYTHON), "-m", *woorden], capture_output=True, text=True, timeout=300, env=omgeving, cwd=places.ROOT
    )
    antwoord = json.loads(klaar.stdout) if "--json" in woorden else {}
    return klaar.returncode, antwoord, klaar.stderr


@asynccontextmanager
async def lege_installatie(tmp_path: Path):
    """A database and a file store of its own beside those of the stack, migrated and empty."""
    naam = f"leeg_{uuid4().hex[:8]}"
    beheer = await asyncpg.connect(settings().database_url("migratie"))
    await beheer.execute(f"create database {naam}")
    omgeving = dict(os.environ)
    for rol in ("MIGRATIE", "KLOK", *(dienst.upper() for dienst in SERVICES)):
        url = urlsplit(omgeving[f"DATABASE_URL_{rol}"])
        omgeving[f"DATABASE_URL_{rol}"] = url._replace(path=f"/{naam}").geturl()
    for dienst in ("INTAKE", "COMMISSIE"):  # another master key than where it came from
        omgeving[f"MASTER_KEYS_{dienst}"] = f"1:{os.urandom(32).hex()}"
    omgeving |= {"FILES_DIR": str(tmp_path / "bestanden"), "MEEDOEN_VAR": str(tmp_path / "var")}
    (tmp_path / "var").mkdir()
    try:
        code, _, fout = await asyncio.to_thread(draai, "infra.migrate", omgeving=omgeving)
        assert code == 0, fout
        yield omgeving
    finally:
        await beheer.execute(f"drop database {naam} with (force)")
        await beheer.close()


async def rustig(stack: Stack, tenant: str) -> None:
    """Nothing of this tenant is under way: two exports of what moves would differ."""

    async def stil() -> bool:
        for schema in SERVICES:
            wacht = await stack.sql(
                f"select 1 from {schema}.outbox where tenant = $1 and verzonden_op is null union all"
                f" select 1 from {schema}.taak where tenant = $1 and status in ('open', 'aangeboden')"
                " and actie_op <= now()",
                tenant,
            )
            if wacht:
                return False
        return True

    await eventually(stil, seconden=180, wat="er niets meer onderweg is")


async def test_bck_5_wegschrijven_invoeren_en_weer_wegschrijven_is_gelijk(stack: Stack, tmp_path: Path):
    """BCK-5: round trip byte-equal, readable without us, and never a row of another."""
    ander, eigen = f"Kanarie{uuid4().hex[:8]}", f"Eigen{uuid4().hex[:8]}"
    vreemd = School(stack)
    await stack.ask("intake", vreemd.beginnen(achternaam=ander), als="iris")
    school = School(stack, ib="karin", directeur="hans", tenant=VO, soort="vso")
    antwoord = await stack.ask("intake", school.beginnen(achternaam=eigen), als="karin")
    school.id, school.versie = antwoord.id, antwoord.versie
    assert await school.gecontroleerd(await school.document("overig")) == "bruikbaar"
    await ingediend(stack, VO, soort="vso", categorie="laag")
    await rustig(stack, VO)

    uit, weer = tmp_path / "uit", tmp_path / "weer"
    code, cijfers, fout = await asyncio.to_thread(
        draai, "infra.transfer", "export", VO, "--naar", str(uit), "--ja", "--json"
    )
    assert code == 0, fout
    assert cijfers["dossiers"] >= 1 and cijfers["bestanden"] >= 1
    # Readable without us, and whole.
    kenmerk = (await stack.sql("select kenmerk from intake.aanvraag where id = $1", school.id))[0]["kenmerk"]
    bladzijde = (uit / f"dossiers/{kenmerk}/index.html").read_text()
    assert eigen in bladzijde
    (document,) = [p for p in (uit / f"dossiers/{kenmerk}/documenten").iterdir() if p.is_file()]
    assert document.read_bytes().startswith(b"%PDF") and document.name in bladzijde
    # Nothing of another samenwerkingsverband, in any file.
    for pad in uit.rglob("*"):
        assert not pad.is_file() or ander.encode() not in pad.read_bytes(), pad
        if pad.suffix == ".jsonl" and pad.parent.name == "tabellen" and "account" not in pad.name:
            assert all(json.loads(regel)["tenant"] == VO for regel in pad.read_text().splitlines()), pad
    regel = await stack.sql("select wat from netwerk.audit where tenant = $1 order by volgorde desc limit 1", VO)
    assert regel[0]["wat"] == "tenant_geexporteerd"

    async with lege_installatie(tmp_path) as omgeving:
        invoeren = ("infra.transfer", "import", str(uit), "--ja", "--json")
        code, ingevoerd, fout = await asyncio.to_thread(draai, *invoeren, omgeving=omgeving)
        assert code == 0, fout + str(ingevoerd)
        assert (ingevoerd["rijen"], ingevoerd["bestanden"]) == (cijfers["rijen"], cijfers["bestanden"])
        assert ingevoerd["ketens"] >= 3 and ingevoerd["fouten"] == []
        # What lies in the store there is sealed, under other keys.
        opgeslagen = [p for p in (tmp_path / "bestanden").rglob("*") if p.is_file()]
        assert opgeslagen and not any(p.read_bytes().startswith(b"%PDF") for p in opgeslagen)
        code, _, fout = await asyncio.to_thread(
            draai, "infra.transfer", "export", VO, "--naar", str(weer), "--ja", "--json", omgeving=omgeving
        )
        assert code == 0, fout
        eerste, tweede = ((map_ / "manifest.json").read_bytes() for map_ in (uit, weer))
        assert verschil(eerste, tweede) == []
        assert eerste == tweede
        # Not empty any more.
        code, antwoord, _ = await asyncio.to_thread(draai, *invoeren, omgeving=omgeving)
        assert code == 1 and "niet leeg" in antwoord["fout"]


def verschil(eerste: bytes, tweede: bytes) -> list[str]:
    een, twee = ({f["pad"]: f["sha256"] for f in json.loads(m)["bestanden"]} for m in (eerste, tweede))
    return sorted(pad for pad in een.keys() | twee.keys() if een.get(pad) != twee.get(pad))


async def test_wat_niet_heel_is_of_niet_leeg_wordt_in_een_zin_geweigerd(stack: Stack, tmp_path: Path):
    (tmp_path / "tabellen").mkdir()
    (tmp_path / "tabellen/intake.aanvraag.jsonl").write_text("{}\n")

    async def zin(**anders: object) -> str:
        manifest = {"formaat": "meedoen-export-1", "tenant": VO, "migraties": {}, "bestanden": []} | anders
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(NietOverTeDragen) as geweigerd:
            await take(tmp_path, lambda _: None)
        return str(geweigerd.value)

    assert "formaat" in await zin(formaat="iets anders")
    bestand = {"pad": "tabellen/intake.aanvraag.jsonl", "sha256": "0" * 64, "bytes": 3}
    assert "niet wat het was" in await zin(bestanden=[bestand])
    assert "ontbreekt" in await zin(bestanden=[bestand | {"pad": "../../etc/passwd"}])
    assert "niet leeg" in await zin()
    code, _, fout = await asyncio.to_thread(draai, "infra.transfer", "export", VO, "--naar", str(tmp_path / "x"))
    assert code == 1 and "Bevestig met --ja" in fout
    with pytest.raises(NietOverTeDragen, match="niet leeg"):
        await export(VO, tmp_path, lambda _: None)
