"""BAD-6 and BAD-7: every file of the corpus gets its verdict, in the throw-away process, as an upload does."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from infra import fences, jail
from services.intake import weigeringen
from services.intake.bestand import Geweigerd, schone_naam
from services.intake.filetype import herkennen
from tests.specs.documenten import maken as m
from tests.specs.documenten.corpus import ALLES, BOMMEN, NAMEN, Geval

PROJECT = Path(__file__).parents[3]


def oordeel(geval: Geval) -> tuple[str, bytes]:
    """What becomes of this file: the verdict and what people would read."""
    inhoud = geval.maak()
    try:
        mediatype = herkennen(geval.bestand, inhoud)
    except Geweigerd as reden:
        assert str(reden).endswith(".") and len(str(reden)) > 15
        return "meteen", b""
    try:
        klaar = jail.run("infra.cleaning.work", {"mediatype": mediatype}, inhoud)
    except jail.Gestopt as fout:
        return (weigeringen.TE_ZWAAR if fout.te_zwaar else weigeringen.KAPOT), b""
    if code := klaar.answer.get("geweigerd"):
        assert code in weigeringen.ZINNEN
        return code, b""
    if klaar.answer.get("bsn"):
        assert klaar.data == b""
        return "bsn", b""
    assert herkennen(geval.bestand, klaar.data) == mediatype
    return "schoon", klaar.data


def open_gemaakt(inhoud: bytes) -> bytes:
    """Everything that stands in a file, unpacked, so that what hides in a stream is seen too."""
    if inhoud.startswith(b"%PDF"):
        uit = io.BytesIO()
        with pikepdf.open(io.BytesIO(inhoud)) as pdf:
            pdf.save(
                uit, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )  # fmt: skip
        return inhoud + uit.getvalue()
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            return inhoud + b"\n".join(naam.encode() + b"\n" + zip_.read(naam) for naam in zip_.namelist())
    return inhoud


def test_het_corpus_is_groot_genoeg() -> None:
    assert len(ALLES) + len(BOMMEN) >= 90
    assert len({geval.naam for geval in (*ALLES, *BOMMEN)}) == len(ALLES) + len(BOMMEN)


@pytest.mark.parametrize("geval", ALLES, ids=lambda geval: geval.naam)
def test_elk_bestand_krijgt_het_oordeel_dat_erbij_staat(geval: Geval) -> None:
    gekregen, schoon = oordeel(geval)
    assert gekregen in geval.oordeel.split("|")
    if gekregen == "schoon":
        ruw = open_gemaakt(schoon)
        assert [woord for woord in geval.weg if woord in ruw] == []


@pytest.mark.parametrize("geval", BOMMEN, ids=lambda geval: geval.naam)
def test_een_bom_gaat_binnen_de_tijd_uit_en_wij_leven(geval: Geval) -> None:
    """BAD-7: at most 20 s and 512 MB, and whoever asked goes on."""
    begin = time.monotonic()
    gekregen, _ = oordeel(geval)
    assert gekregen in geval.oordeel.split("|")
    assert time.monotonic() - begin < jail.SECONDS + 10  # making the bomb takes time too
    assert oordeel(ALLES[0])[0] == "schoon"


def test_een_foto_ligt_daarna_recht_en_zegt_niet_waar() -> None:
    inhoud = m.foto_met_plaats()
    assert Image.open(io.BytesIO(inhoud)).getexif()
    schoon = jail.run("infra.cleaning.work", {"mediatype": "image/jpeg"}, inhoud).data
    foto = Image.open(io.BytesIO(schoon))
    assert (
        foto.size == (30, 40)
        and not foto.getexif()
        and set(foto.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    )


def test_een_ingevuld_formulier_en_een_link_van_de_overheid_blijven() -> None:
    def erin(doel: pikepdf.Pdf) -> None:
        m.annotatie(doel, "Link", A=m.actie("URI", URI=pikepdf.String("https://wetten.overheid.nl/BWBR0003420")))
        veld = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("naam"), V=pikepdf.String("Mees"))
        doel.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([doel.make_indirect(veld)]))

    schoon = jail.run("infra.cleaning.work", {"mediatype": "application/pdf"}, m.met(erin)).data
    with pikepdf.open(io.BytesIO(schoon)) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI) == "https://wetten.overheid.nl/BWBR0003420"
        assert str(pdf.Root.AcroForm.Fields[0].V) == "Mees"
        assert pdf.is_linearized and b"Verslag" in pdf.pages[0].Contents.read_bytes()


@pytest.mark.parametrize(("naam", "schoon"), NAMEN)
def test_een_naam_wordt_onschuldig(naam: str, schoon: str) -> None:
    assert schone_naam(naam) == schoon


# -------------------------------------------------------------------------------------------- the process itself


def proef(wat: str, **meer: object) -> jail.Done:
    return jail.run("infra.cleaning.probe", {"wat": wat, **meer}, b"hallo", seconds=3)


def test_het_wegwerpproces_kan_nergens_bij(tmp_path: Path) -> None:
    """No address, no name, no file, no program, no other process; nothing of our environment."""
    bestand = tmp_path / "geheim.json"
    bestand.write_text("geheim")
    bestand.chmod(0o644)
    os.environ["MASTER_KEYS_PROEF"] = "1:" + "00" * 32
    try:
        klaar = proef("proeven", host="127.0.0.1", port=22, file=str(bestand), pid=os.getpid())
    finally:
        del os.environ["MASTER_KEYS_PROEF"]
    assert klaar.answer == {"gelukt": [], "omgeving": ["LC_ALL", "MALLOC_ARENA_MAX", "PATH"]}
    assert klaar.data == b"hallo" and not (tmp_path / "geheim.json.nieuw").exists()
    assert fences.SYSTEEM in klaar.fences


@pytest.mark.parametrize(
    ("wat", "meer", "te_zwaar"),
    [
        ("geheugen", {"bytes": 1 << 30}, True),
        ("tijd", {}, True),
        ("klok", {}, True),
        ("ruimte", {"keer": 40_000_000}, True),
        ("val", {}, False),
    ],
)
def test_het_wegwerpproces_stopt_op_tijd(wat: str, meer: dict, te_zwaar: bool) -> None:
    begin = time.monotonic()
    with pytest.raises(jail.Gestopt) as fout:
        proef(wat, **meer)
    assert fout.value.te_zwaar is te_zwaar
    assert time.monotonic() - begin < 8


def test_zonder_hek_gebeurt_er_niets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no fence stands: the process ends before it reads a byte."""
    monkeypatch.setattr(
        jail, "START", jail.START.replace("inside(", "import infra.fences; infra.fences.enclose = lambda: []; inside(")
    )
    with pytest.raises(jail.GeenHek):
        proef("proeven", host="127.0.0.1", port=22, file="/etc/passwd", pid=1)


def test_wie_een_brief_maakt_krijgt_geen_stopcontact() -> None:
    """BAD-10: the renderer of letters opens its own fonts and no socket, whatever the letter asks."""
    code = "from infra import fences; print(fences.no_network()); open('/etc/hostname').close(); import socket; {}"
    for poging in ("socket.socket()", "socket.create_connection(('127.0.0.1', 22), 1)", "socket.socketpair()"):
        done = subprocess.run([sys.executable, "-c", code.format(poging)], capture_output=True, text=True, cwd=PROJECT)
        assert done.stdout == "True\n" and "PermissionError" in done.stderr
    assert "fences.no_network()" in (PROJECT / "infra/pdf.py").read_text()


def test_wat_het_proces_zegt_wordt_niet_zomaar_geloofd() -> None:
    assert weigeringen.zin("<script>alert(1)</script>") == weigeringen.ZINNEN[weigeringen.KAPOT]
    assert all(re.fullmatch(r"[A-Z].*\.", zin) for zin in weigeringen.ZINNEN.values())
