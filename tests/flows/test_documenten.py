"""Documents over the running services: what is refused and told, what is served and how (BAD-6, BAD-8, the BSN)."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

import pikepdf
import pytest

from infra import clock, jail, vault
from infra import scan as scannen
from infra.cleaning import watch as toezicht
from infra.scan import NIET_GESCAND, VIRUS, Oordeel, ScannerWeg, scan
from infra.settings import settings
from services.intake.contract import DocumentOphalen, DocumentVerwijderen, ZienswijzeGeven
from services.kern.errors import KanNiet, OngeldigeInvoer
from tenants.registry import get
from tests.flows.intake_dossier import School, pdf, school
from tests.flows.test_sleutels import gevonden
from tests.flows.web_bezoek import ingelogd
from tests.specs.documenten import maken as m
from tests.specs.documenten.test_schoonmaken import open_gemaakt
from tests.stack import Stack

# The test virus of EICAR, put together here, so that this file itself is no finding.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
BSN = "123456782"
LOS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all}


async def toegevoegd(stack: Stack, inhoud: bytes, naam: str = "verslag.pdf") -> tuple[School, UUID, str]:
    """An aanvraag with this document, and what became of it."""
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", inhoud, bestandsnaam=naam)
    return aanvraag, document, await aanvraag.gecontroleerd(document)


# --------------------------------------------------------------------------------------------- BAD-8: clamd


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (EICAR, VIRUS),
        (m.zip_({"a.com": EICAR}), VIRUS),
        (m.docx(word__media__a_png=EICAR), VIRUS),
        (m.met(lambda doel: m.bijlage(doel, EICAR), **LOS), VIRUS),
        (m.zip_({"a.zip": m.zip_({"b.com": EICAR})}), VIRUS),
        (b"x" * (51 * 1024 * 1024), NIET_GESCAND),
    ],
    ids=["kaal", "in zip", "in docx", "als bijlage van een pdf", "zip in zip", "boven de grens"],
)
async def test_wat_niet_helemaal_bekeken_is_is_niet_schoon(stack: Stack, inhoud: bytes, reden: str):
    """BAD-8: found, or refused because the scanner could not look; never "clean"."""
    assert await scan(inhoud) == Oordeel(False, reden)


async def test_wat_de_scanner_in_een_pdf_niet_ziet_gaat_er_uit(stack: Stack):
    """BAD-8: a packed attachment, which clamd does not always unpack: nobody reads it, and what is read was scanned."""
    _, document, staat = await toegevoegd(stack, m.met(lambda doel: m.bijlage(doel, EICAR)))
    if staat == "bruikbaar":
        gelezen = (await stack.ask("intake", DocumentOphalen(document_id=document), als="iris")).inhoud
        assert EICAR not in open_gemaakt(gelezen) and b"EmbeddedFile" not in open_gemaakt(gelezen)


async def test_een_scanner_die_het_proefvirus_niet_kent_telt_niet(stack: Stack, monkeypatch: pytest.MonkeyPatch):
    """A clamd without signatures says OK to everything; asked for what it cannot know, it is as good as away."""
    monkeypatch.setattr(scannen, "_EICAR", b"geen virus")
    monkeypatch.setattr(scannen, "_getest", float("-inf"))
    with pytest.raises(ScannerWeg):
        await scan(pdf())


async def test_oude_herkenning_en_een_machine_zonder_hek_worden_gezegd(stack: Stack, monkeypatch: pytest.MonkeyPatch):
    """BAD-8: signatures of more than 24 hours are a finding of `./meedoen status`; so is a machine without fences."""
    van = scannen.datum_van("ClamAV 1.4.3/27812/Sat Nov 21 09:38:03 2026")
    assert van == datetime(2026, 11, 21, 9, 38, 3, tzinfo=UTC) and scannen.datum_van("ClamAV 1.4.3") is None
    assert [wat for wat, _, _ in await toezicht.look()] == []

    async def oud() -> datetime:
        return clock.echt() - timedelta(hours=25)

    monkeypatch.setattr(scannen, "handtekeningen", oud)
    monkeypatch.setattr(
        jail, "START", jail.START.replace("inside(", "import infra.fences; infra.fences.enclose = lambda: []; inside(")
    )
    gezien = await toezicht.look()
    assert [wat for wat, _, _ in gezien] == ["handtekeningen_oud", "schoonmaken_onveilig"]
    assert gezien[0][2] >= 25 * 3600


# ------------------------------------------------------------------------------------------ cleaning and serving


async def test_gelezen_wordt_de_schone_versie_en_het_origineel_blijft_verzegeld(stack: Stack):
    kanarie = f"KANARIE-{uuid4().hex}"

    def erin(doel: pikepdf.Pdf) -> None:
        doel.Root.OpenAction = m.actie("JavaScript", JS=pikepdf.String(kanarie))

    inhoud = m.met(erin)
    aanvraag, document, staat = await toegevoegd(stack, inhoud)
    assert staat == "bruikbaar"
    gelezen = (await stack.ask("intake", DocumentOphalen(document_id=document), als="iris")).inhoud
    assert b"JavaScript" not in gelezen and kanarie.encode() not in gelezen
    with pikepdf.open(io.BytesIO(gelezen)) as schoon:
        assert len(schoon.pages) == 1 and "/OpenAction" not in schoon.Root
    (rij,) = await stack.sql("select * from intake.document where id = $1", document)
    assert (rij["sleutel"] != rij["leesbaar"], rij["bladzijden"]) == (True, 1)
    assert rij["leesbaar_sha256"] == hashlib.sha256(gelezen).hexdigest()

    async def fetchrow(sql: str, *args: object):
        return (await stack.sql(sql, *args))[0]

    origineel = await vault.look(fetchrow, "intake", "swv2202po", aanvraag.id, rij["sleutel"])
    assert origineel == inhoud and gevonden(kanarie.encode()) == []


async def test_een_bestand_gaat_als_bijlage_weg_met_een_eigen_beleid(stack: Stack):
    """BAD-6: attachment, nosniff, sandbox, no origin of ours, nothing kept; also with a name that plays tricks."""
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", pdf(), bestandsnaam='Zoë "\u202efdp.exe\r\n;x.pdf')
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    robot = await asyncio.to_thread(ingelogd, "iris")
    antwoord = await asyncio.to_thread(robot.client.get, f"{robot.basis}/bestanden/{document}")
    koppen = antwoord.headers
    assert antwoord.status_code == 200 and antwoord.content.startswith(b"%PDF")
    assert koppen["content-type"] == "application/pdf"
    assert koppen["content-disposition"].startswith('attachment; filename="')
    naam = koppen["content-disposition"]
    assert "\u202e" not in unquote(naam) and "\n" not in unquote(naam) and naam.count('"') == 2
    assert unquote(naam.split("UTF-8''")[1]).startswith("Zoë")
    assert "default-src 'none'" in koppen["content-security-policy"] and "sandbox" in koppen["content-security-policy"]
    assert "script-src" not in koppen["content-security-policy"]
    assert koppen["x-content-type-options"] == "nosniff"
    assert koppen["cross-origin-resource-policy"] == "same-origin"
    assert "no-store" in koppen["cache-control"]
    oud = await asyncio.to_thread(robot.client.get, f"{robot.basis}/documenten/{document}")
    assert oud.status_code == 404


@pytest.mark.parametrize(
    ("inhoud", "naam", "woord"),
    [
        (m.met(lambda _: None, encryption=pikepdf.Encryption(owner="x", user="y")), "verslag.pdf", "wachtwoord"),
        (m.pdf(bladzijden=201), "verslag.pdf", "200 bladzijden"),
        (m.png(7000, 6000), "foto.png", "te groot om te openen"),
        (m.docx(word__document_xml=m.LACHEN), "brief.docx", "beschadigd"),
        (m.pagina_bom(300_000), "verslag.pdf", "200 bladzijden|te ingewikkeld|beschadigd"),
        # Larger than clamd looks into, and it says nothing about that: smaller is what we take.
        (m.docx(word__document_xml=b" " * (60 * 1024 * 1024)), "brief.docx", "uitgepakt"),
    ],
    ids=["wachtwoord", "bladzijden", "pixels", "billion laughs", "paginabom", "boven wat clamd uitpakt"],
)
async def test_wat_niet_schoon_te_maken_is_wordt_geweigerd_met_een_zin(
    stack: Stack, inhoud: bytes, naam: str, woord: str
):
    aanvraag, document, staat = await toegevoegd(stack, inhoud, naam)
    assert staat == "geweigerd"
    stand = (await aanvraag.zien()).documenten[0]
    assert any(een in stand.reden for een in woord.split("|")), stand.reden
    with pytest.raises(KanNiet, match="geweigerd"):
        await stack.ask("intake", DocumentOphalen(document_id=document), als="iris")
    # Whoever is next is served as always.
    assert (await toegevoegd(stack, pdf()))[2] == "bruikbaar"


# ------------------------------------------------------------------------------------------------------ BSN


async def test_een_bsn_in_een_document_moet_eruit(stack: Stack, caplog: pytest.LogCaptureFixture):
    """The school hears on which page and what to do; the number itself stays nowhere."""
    caplog.set_level(logging.DEBUG)
    inhoud = m.pdf(f"Mees de Vries, BSN {BSN}", bladzijden=2)
    aanvraag, document, staat = await toegevoegd(stack, inhoud)
    assert staat == "geweigerd"
    stand = (await aanvraag.zien()).documenten[0]
    assert stand.weigering == "bsn"
    assert stand.reden.startswith("Op bladzijde 1 en 2 staat een burgerservicenummer (BSN). Haal het weg")
    for tabel in ("document", "outbox", "tijdlijn", "audit", "taak"):
        assert await stack.sql(f"select 1 from intake.{tabel} t where t::text like $1", f"%{BSN}%") == []
    assert BSN not in caplog.text and gevonden(BSN.encode()) == []
    log = Path(unquote(urlsplit(settings().files_url).path)).parents[1] / "log"
    assert not [p for p in log.rglob("*.log") if BSN in p.read_text(errors="replace")]

    robot = await asyncio.to_thread(ingelogd, "iris")
    pagina = await asyncio.to_thread(robot.client.get, f"{robot.basis}/aanvragen/{aanvraag.id}")
    assert "Op bladzijde 1 en 2 staat" in pagina.text and "Is het BSN toch nodig?" in pagina.text
    assert "UAVG artikel 46" in pagina.text and BSN not in pagina.text
    await aanvraag.doe(DocumentVerwijderen, document_id=document)
    schoon = await aanvraag.document("overig", m.pdf("Mees de Vries, leerlingnummer 4411"))
    assert await aanvraag.gecontroleerd(schoon) == "bruikbaar"


async def test_een_bsn_in_wat_iemand_typt_wordt_niet_bewaard(stack: Stack):
    aanvraag = await school(stack).begin()
    vraag = next(v.naam for v in get(aanvraag.tenant).recept(aanvraag.soort).vragen if v.soort == "lang")
    with pytest.raises(OngeldigeInvoer) as fout:
        await aanvraag.bewaren({vraag: f"Het BSN van Mees is {BSN}."})
    assert "Haal het weg" in fout.value.velden[vraag]
    assert (await aanvraag.zien()).antwoorden == {}
    await aanvraag.bewaren({vraag: f"Leerlingnummer {BSN}."})
    gast = await aanvraag.uitnodigen("Noor de Vries", f"{uuid4().hex[:8]}@thuis.example")
    hoed = aanvraag.gezinshoed("noor") | {"persoon": gast.persoon}
    tekst = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst=f"bsn: {BSN}")
    with pytest.raises(OngeldigeInvoer, match="BSN"):
        await stack.ask("intake", tekst, als="noor", **hoed)
    assert [z.tekst for z in (await aanvraag.zien()).zienswijzen] == [None]
