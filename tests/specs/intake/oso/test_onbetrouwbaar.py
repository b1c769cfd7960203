"""What somebody could make of the file: refused by a code with a sentence, within seconds, in a throw-away process."""

from __future__ import annotations

import gzip
import json
import time

import pytest

from infra import jail
from infra.demo.oso import NAAMRUIMTE, Tak, document, dossier, plek, xml
from services.intake.oso import weigering
from services.intake.oso.bijlagen import MEESTE
from tests.specs.intake.oso.gebroken import KIND

HET = xml(dossier()).decode()
ELDERS = '<!DOCTYPE dossier SYSTEM "http://x.example/a.dtd">'


def met_dtd(dtd: str, tekst: str = "&a;") -> bytes:
    kop, rest = HET.split("\n", 1)
    return f"{kop}\n<!DOCTYPE dossier [{dtd}]>{rest.replace('Zwanenburg', tekst)}".encode()


def lachen() -> bytes:
    reeks = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    return met_dtd(f'<!ENTITY a0 "ha">{reeks}', "&a12;")


def diep(hoe: int) -> bytes:
    return HET.replace("</dossier>", "<x>" * hoe + "</x>" * hoe + "</dossier>").encode()


def vol(element: str, keer: int) -> bytes:
    return HET.replace("</dossier>", element * keer + "</dossier>").encode()


SLECHT: dict[str, tuple[bytes, str]] = {
    "een miljard keer lachen": (lachen(), "dtd"),
    "dezelfde tekst eindeloos": (met_dtd(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000), "dtd"),
    "een bestand van de machine": (met_dtd('<!ENTITY a SYSTEM "file:///etc/passwd">'), "dtd"),
    "een adres op het net": (met_dtd('<!ENTITY a SYSTEM "http://127.0.0.1:1/">'), "dtd"),
    "een DTD van elders": (HET.replace("<dossier", f"{ELDERS}<dossier", 1).encode(), "dtd"),
    "een entiteit die niet bestaat": (HET.replace("Zwanenburg", "&a;").encode(), "kapot"),
    "heel diep": (diep(200_000), "te_diep"),
    "dieper dan nodig": (diep(100), "te_diep"),
    "heel veel velden": (vol("<a/>", 1_000_000), "te_zwaar"),
    "een tekst zonder eind": (vol("<a>" + "x" * 11_000_000 + "</a>", 1), "bijlage_te_groot"),
    "heel veel kenmerken": (vol("<a " + " ".join(f'b{n}="1"' for n in range(200_000)) + "/>", 1), ""),
    "UTF-16": (HET.replace("UTF-8", "UTF-16").encode("utf-16"), "codering"),
    "UTF-16 zonder merk": (HET.replace("UTF-8", "UTF-16").encode("utf-16-le"), "codering"),
    "Latijn": (HET.replace("Zwanenburg", "Zwänenburg").replace("UTF-8", "ISO-8859-1").encode("latin-1"), "codering"),
    "zegt UTF-8 en is het niet": (HET.replace("Zwanenburg", "Zwänenburg").encode("latin-1"), "codering"),
    "UTF-7": (HET.replace("UTF-8", "UTF-7").encode(), "codering"),
    "halverwege op": (HET[: len(HET) // 2].encode(), "kapot"),
    "leeg": (b"", "geen_xml"),
    "geen XML": (b"%PDF-1.4 niets", "geen_xml"),
    "ingepakt": (gzip.compress(HET.encode()), "geen_xml"),
    "een ander bestand": (b"<html><body>Hallo</body></html>", "geen_oso"),
    "zonder naamruimte": (HET.replace(f' xmlns="{NAAMRUIMTE}"', "").encode(), "geen_oso"),
    "een nieuwere versie": (HET.replace("/2019/", "/2024/").encode(), "versie"),
    "een BSN in een andere naamruimte": (vol('<b:bsn xmlns:b="urn:b">999990342</b:bsn>', 1), "PaO.LL12"),
}  # fmt: skip


@pytest.mark.parametrize("naam", SLECHT)
def test_wat_niet_te_vertrouwen_is_wordt_geweigerd_met_een_zin(naam: str):
    """BAD-8 for the leerlingadministratie: bounded in time and memory, and a sentence that says what to do."""
    inhoud, code = SLECHT[naam]
    begin = time.monotonic()
    try:
        antwoord = jail.run("services.intake.oso.reader", {}, inhoud, seconds=10).answer
    except jail.Gestopt as fout:
        antwoord = {"fout": "te_zwaar" if fout.te_zwaar else "kapot"}
    assert time.monotonic() - begin < 10
    gevonden = antwoord.get("fout") or "".join(antwoord.get("regels", []))
    assert gevonden == code or (not code and gevonden in weigering.ZINNEN | {"": ""})
    if gevonden in weigering.ZINNEN:
        assert len(weigering.zin(gevonden)) < 140 and weigering.zin(gevonden).endswith(".")


@pytest.mark.parametrize("kop", ["\ufeff", ""])
def test_een_goed_dossier_komt_er_heel_doorheen(kop: str):
    inhoud = document("opp.pdf", b"%PDF-1.4 inhoud %%EOF"), document("kapot.pdf", None)
    klaar = jail.run("services.intake.oso.reader", {}, kop.encode() + xml(dossier(bijlagen=list(inhoud))), seconds=10)
    lengte = klaar.answer["lengte"]
    stukken = json.loads(klaar.data[:lengte])["stukken"]
    assert [(stuk["naam"], stuk["kapot"]) for stuk in stukken] == [("opp.pdf", None), ("kapot.pdf", "beschadigd")]
    assert klaar.data[lengte:] == b"%PDF-1.4 inhoud %%EOF"
    assert b"xml" not in klaar.data[:5] and b"LN2041" not in klaar.data


def test_te_veel_bijlagen_worden_geteld_en_de_rest_wordt_gezegd():
    boom: list[Tak] = dossier()
    plek(boom, *KIND).append(("overigdocumentlijst", [document(f"{n}.pdf", b"x") for n in range(MEESTE + 5)]))
    klaar = jail.run("services.intake.oso.reader", {}, xml(boom), seconds=10)
    stukken = json.loads(klaar.data[: klaar.answer["lengte"]])["stukken"]
    assert [stuk["kapot"] for stuk in stukken].count("te_veel") == 5


def test_samen_wordt_uitgepakt_niet_meer_dan_er_plaats_is():
    """Twenty bombs of 20 MB each, of some kB: what fits comes out, the others are told to be too large."""
    boom: list[Tak] = dossier()
    bom = document("bom.pdf", bytes(20_000_000))
    plek(boom, *KIND).append(("overigdocumentlijst", [bom] * 20))
    klaar = jail.run("services.intake.oso.reader", {}, xml(boom), seconds=10)
    stukken = json.loads(klaar.data[: klaar.answer["lengte"]])["stukken"]
    assert [stuk["kapot"] for stuk in stukken].count("te_groot") == 18
