"""Files made in code, good and bad. Nothing here comes from anywhere else."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KANARIE = "KANARIE-a1b2c3"


def pdf(tekst: str = "Verslag", bladzijden: int = 1, opslaan: dict[str, Any] | None = None, **erbij: Any) -> bytes:
    """A PDF with `tekst` on every page. `erbij`: entries of the catalogue."""
    with pikepdf.new() as doel:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        for _ in range(bladzijden):
            doel.add_blank_page(page_size=(595, 842))
            blad = doel.pages[-1]
            blad.Resources = Dictionary(Font=Dictionary(F1=font))
            regel = tekst.encode("latin-1", "replace").replace(b"(", b"").replace(b")", b"")
            blad.Contents = Stream(doel, b"BT /F1 12 Tf 72 720 Td (" + regel + b") Tj ET")
        for naam, waarde in erbij.items():
            doel.Root[f"/{naam}"] = waarde(doel) if callable(waarde) else waarde
        uit = io.BytesIO()
        doel.save(uit, **(opslaan or {}))
        return uit.getvalue()


def met(hoe: Any, **meer: Any) -> bytes:
    """A PDF on which `hoe(pdf)` did something."""
    with pikepdf.open(io.BytesIO(pdf())) as doel:
        hoe(doel)
        uit = io.BytesIO()
        doel.save(uit, **meer)
        return uit.getvalue()


def actie(soort: str, **velden: Any) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name(f"/{soort}"), **velden)


def annotatie(doel: pikepdf.Pdf, soort: str, **velden: Any) -> None:
    een = Dictionary(Type=Name.Annot, Subtype=Name(f"/{soort}"), Rect=Array([0, 0, 10, 10]), **velden)
    doel.pages[0].Annots = Array([doel.make_indirect(een)])


def bijlage(doel: pikepdf.Pdf, inhoud: bytes = KANARIE.encode()) -> None:
    doel.attachments["geheim.exe"] = pikepdf.AttachedFileSpec(doel, inhoud, filename="geheim.exe")


def xref_lus() -> bytes:
    """The cross-reference table points at itself."""
    romp = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    plek = len(romp)
    tabel = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return romp + tabel % (plek, plek)


def pagina_bom(aantal: int = 1_000_000) -> bytes:
    """One page that is there a million times: few bytes, and a tree without end for who counts."""
    romp = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    romp += b"2 0 obj<</Type/Pages/Count %d/Kids[%b]>>endobj\n" % (aantal, b"3 0 R " * aantal)
    return romp + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def stroom_bom(mb: int = 700) -> bytes:
    """A page whose content unpacks to seven hundred megabytes."""
    dicht = zlib.compressobj(9)
    stukken = [dicht.compress(b" " * 1_000_000) for _ in range(mb)]
    inhoud = b"".join([*stukken, dicht.flush()])
    with pikepdf.new() as doel:
        doel.add_blank_page(page_size=(10, 10))
        stroom = Stream(doel, b"")
        stroom.write(inhoud, filter=Name.FlateDecode)
        doel.pages[0].Contents = stroom
        uit = io.BytesIO()
        doel.save(uit, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return uit.getvalue()


def diep(diepte: int = 100_000) -> bytes:
    """An array in an array in an array."""
    romp = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + b"[" * diepte + b"]" * diepte + b">>endobj\n"
    romp += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
    return romp + b"trailer<</Root 1 0 R>>\n%%EOF\n"


# ------------------------------------------------------------------------------------------------- pictures


def plaatje(soort: str = "PNG", maat: tuple[int, int] = (40, 30), modus: str = "RGB", **opslaan: Any) -> bytes:
    uit = io.BytesIO()
    Image.new(modus, maat, 120 if modus in ("L", "P", "1", "I;16") else None).save(uit, soort, **opslaan)
    return uit.getvalue()


def foto_met_plaats() -> bytes:
    """A JPEG that lies on its side and tells where it was taken, and by what."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = 6, KANARIE, KANARIE
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 0.0), 3: "E", 4: (4.0, 18.0, 0.0), 29: KANARIE})
    uit = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 10, 10)).save(uit, "JPEG", exif=exif, comment=KANARIE.encode())
    return uit.getvalue()


def png(breed: int, hoog: int, *, stukken: list[tuple[bytes, bytes]] | None = None, data: bytes | None = None) -> bytes:
    """A PNG written by hand: the size it says need not be the size it has."""

    def stuk(naam: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", zlib.crc32(naam + inhoud))

    kop = struct.pack(">IIBBBBB", breed, hoog, 8, 2, 0, 0, 0)
    inhoud = data if data is not None else zlib.compress(b"\0" * ((breed * 3 + 1) * min(hoog, 50)))
    rest = b"".join(stuk(naam, wat) for naam, wat in stukken or [])
    return b"\x89PNG\r\n\x1a\n" + stuk(b"IHDR", kop) + rest + stuk(b"IDAT", inhoud) + stuk(b"IEND", b"")


def pixel_bom() -> bytes:
    """50,000 × 50,000 points in some tens of kilobytes."""
    dicht = zlib.compressobj(9)
    data = b"".join([*(dicht.compress(b"\0" * 150_001) for _ in range(2_000)), dicht.flush()])
    return png(50_000, 50_000, data=data)


# --------------------------------------------------------------------------------------------------- office


def zip_(leden: dict[str, bytes | str], *, eerst: tuple[str, str] | None = None) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        if eerst:
            doel.writestr(zipfile.ZipInfo(eerst[0]), eerst[1])
        for naam, inhoud in leden.items():
            doel.writestr(naam, inhoud)
    return uit.getvalue()


def docx(tekst: str = "Verslag", erin: str = "", rels: str = "", **leden: bytes | str) -> bytes:
    """A DOCX. `erin`: XML in the body; `rels`: its relations; `leden`: members (`__` is `/`, `_` is `.`)."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + "".join(
        [
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            '<Default Extension="png" ContentType="image/png"/>',
            f'<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>',
        ]
    )
    vast = {
        "[Content_Types].xml": types,
        "_rels/.rels": _rels(f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {W} {R}><w:body><w:p><w:r><w:t>{tekst}</w:t></w:r></w:p>{erin}</w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": _rels(rels),
    }
    return zip_(vast | {naam.replace("__", "/").replace("_", "."): inhoud for naam, inhoud in leden.items()})


def _rels(binnen: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{binnen}</Relationships>'
    )


def rel(id: str, soort: str, doel: str, *, buiten: bool = False) -> str:
    waar = ' TargetMode="External"' if buiten else ""
    return f'<Relationship Id="{id}" Type="{RELS}/{soort}" Target="{doel}"{waar}/>'


def odt(tekst: str = "Verslag", erin: str = "", **leden: bytes | str) -> bytes:
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    inhoud = (
        f'<office:document-content xmlns:office="{ns}:office:1.0" xmlns:text="{ns}:text:1.0"'
        f' xmlns:draw="{ns}:drawing:1.0" xmlns:script="{ns}:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text><text:p>{tekst}</text:p>{erin}</office:text></office:body></office:document-content>"
    )
    vast = {"content.xml": inhoud, "META-INF/manifest.xml": "<m/>", "meta.xml": f"<m>{KANARIE}</m>"}
    return zip_(
        vast | {naam.replace("__", "/").replace("_", "."): wat for naam, wat in leden.items()}, eerst=("mimetype", ODT)
    )


def zip_bom(lid: str = "word/document.xml", mb: int = 250) -> bytes:
    """A quarter of a megabyte that unpacks to 250."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            if naam != lid:
                doel.writestr(naam, bron.read(naam))
        with doel.open(lid, "w", force_zip64=True) as stroom:
            for _ in range(mb):
                stroom.write(b" " * 1_000_000)
    return uit.getvalue()


def zip_liegt() -> bytes:
    """The bomb, with a directory that says it is small."""
    ruw = bytearray(zip_bom(mb=150))
    with zipfile.ZipFile(io.BytesIO(bytes(ruw))) as bron:
        lid = bron.getinfo("word/document.xml")
    echt = struct.pack("<I", lid.file_size)
    plek = ruw.rfind(echt)
    ruw[plek : plek + 4] = struct.pack("<I", 100)
    return bytes(ruw)


LACHEN = (
    '<!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)


def ruis(aantal: int) -> bytes:
    return os.urandom(aantal)
