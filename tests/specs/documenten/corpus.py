"""The files of BAD-6 and BAD-7, each with its verdict. `meteen`: refused beside the field, before anything is kept.

A verdict: `schoon` (what goes on has none of `weg` in it), the code of a refusal by the throw-away process
(`services.intake.weigeringen`), or `meteen` with a word of the sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Encryption, Name, Permissions, Stream, String

from tests.specs.documenten import maken as m
from tests.specs.documenten.maken import KANARIE, R, W, actie, annotatie, met, rel

BSN = "123456782"


@dataclass(frozen=True)
class Geval:
    naam: str
    bestand: str
    maak: Callable[[], bytes]
    oordeel: str
    weg: tuple[bytes, ...] = field(default=())


def _uri(doel, adres: str) -> None:
    annotatie(doel, "Link", A=actie("URI", URI=String(adres)))


def _js(doel) -> None:
    doel.Root.OpenAction = actie("JavaScript", JS=String(f"app.alert('{KANARIE}')"))
    doel.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), actie("JavaScript", JS=String("1"))])))


def _aa(doel) -> None:
    doel.Root.AA = Dictionary(WC=actie("JavaScript", JS=String(KANARIE)))
    doel.pages[0].AA = Dictionary(O=actie("Launch", F=String("cmd.exe")))


def _xfa(doel) -> None:
    veld = Dictionary(
        FT=Name.Tx, T=String("naam"), V=String("Mees"), AA=Dictionary(K=actie("JavaScript", JS=String("1")))
    )
    doel.Root.AcroForm = Dictionary(Fields=Array([doel.make_indirect(veld)]), XFA=Stream(doel, KANARIE.encode()))


def _verstopt(doel) -> None:
    """An action behind an action, and one in a bookmark."""
    doel.Root.OpenAction = actie("GoTo", D=Array([doel.pages[0].obj, Name.Fit]), Next=actie("URI", URI=String(KANARIE)))
    punt = doel.make_indirect(Dictionary(Title=String("x"), A=actie("Launch", F=String("calc.exe"))))
    doel.Root.Outlines = doel.make_indirect(Dictionary(Type=Name.Outlines, First=punt, Last=punt, Count=1))


def _eigen_sleutel(doel) -> None:
    """An attachment hung where no reader looks, and an unknown entry of the catalogue."""
    bijlage = Stream(doel, b"MZ" + KANARIE.encode(), Type=Name.EmbeddedFile)
    doel.Root.Zoek = doel.make_indirect(Dictionary(F=bijlage))
    doel.pages[0].Iets = doel.make_indirect(Dictionary(Type=Name.Filespec, EF=Dictionary(F=bijlage)))


def _metadata(doel) -> None:
    doel.docinfo["/Author"] = KANARIE
    doel.Root.Metadata = Stream(doel, f"<x>{KANARIE}</x>".encode())
    doel.pages[0].PieceInfo = Dictionary(App=Dictionary(Private=String(KANARIE)))


def _buiten(doel) -> None:
    stroom = Stream(doel, b"")
    stroom.F = Dictionary(Type=Name.Filespec, F=String("\\\\server\\" + KANARIE))
    doel.pages[0].Contents = stroom


OLE = f'<w:object {W}><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" {R} r:id="rId7"/></w:object>'
VELD = "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>"

PDF = [
    Geval("gewoon", "verslag.pdf", m.pdf, "schoon"),
    Geval("200 bladzijden", "verslag.pdf", lambda: m.pdf(bladzijden=200), "schoon"),
    Geval("201 bladzijden", "verslag.pdf", lambda: m.pdf(bladzijden=201), "te_veel_bladzijden"),
    Geval(
        "javascript bij openen",
        "verslag.pdf",
        lambda: met(_js),
        "schoon",
        (b"JavaScript", b"OpenAction", KANARIE.encode()),
    ),
    Geval(
        "acties van bladzijde en document", "verslag.pdf", lambda: met(_aa), "schoon", (b"Launch", b"cmd.exe", b"/AA")
    ),
    Geval(
        "acties achter acties",
        "verslag.pdf",
        lambda: met(_verstopt),
        "schoon",
        (b"Launch", b"calc.exe", KANARIE.encode()),
    ),
    Geval(
        "bijlage", "verslag.pdf", lambda: met(m.bijlage), "schoon", (b"EmbeddedFile", b"geheim.exe", KANARIE.encode())
    ),
    Geval(
        "bijlage op een eigen plek",
        "verslag.pdf",
        lambda: met(_eigen_sleutel),
        "schoon",
        (b"EmbeddedFile", b"Filespec"),
    ),
    Geval("formulier met XFA", "verslag.pdf", lambda: met(_xfa), "schoon", (b"XFA", b"JavaScript", KANARIE.encode())),
    Geval("maker en metagegevens", "verslag.pdf", lambda: met(_metadata), "schoon", (KANARIE.encode(), b"PieceInfo")),
    Geval("inhoud van elders", "verslag.pdf", lambda: met(_buiten), "schoon", (KANARIE.encode(), b"Filespec")),
    Geval(
        "link naar buiten",
        "verslag.pdf",
        lambda: met(lambda d: _uri(d, "https://nep.example/inloggen")),
        "schoon",
        (b"nep.example",),
    ),
    Geval(
        "link die lijkt",
        "verslag.pdf",
        lambda: met(lambda d: _uri(d, "https://overheid.nl.nep.example")),
        "schoon",
        (b"nep.example",),
    ),
    Geval(
        "link met een naam ervoor",
        "verslag.pdf",
        lambda: met(lambda d: _uri(d, "https://overheid.nl@nep.example")),
        "schoon",
        (b"nep.example",),
    ),
    Geval(
        "link javascript:",
        "verslag.pdf",
        lambda: met(lambda d: _uri(d, "javascript:alert(1)")),
        "schoon",
        (b"javascript:",),
    ),
    Geval("link file:", "verslag.pdf", lambda: met(lambda d: _uri(d, "file:///etc/passwd")), "schoon", (b"passwd",)),
    *[
        Geval(
            f"actie {soort}",
            "verslag.pdf",
            lambda soort=soort: met(lambda d: annotatie(d, "Link", A=actie(soort, F=String(KANARIE)))),
            "schoon",
            (KANARIE.encode(), f"/{soort}".encode()),
        )
        for soort in (
            "GoToR",
            "GoToE",
            "Launch",
            "SubmitForm",
            "ImportData",
            "Rendition",
            "Sound",
            "Movie",
            "JavaScript",
            "Thread",
        )
    ],
    *[
        Geval(
            f"annotatie {soort}",
            "verslag.pdf",
            lambda soort=soort: met(lambda d: annotatie(d, soort, Contents=String(KANARIE))),
            "schoon",
            (f"/{soort}".encode(),),
        )
        for soort in ("RichMedia", "Screen", "FileAttachment", "Movie", "Sound", "3D")
    ],
    Geval(
        "wachtwoord om te openen",
        "verslag.pdf",
        lambda: met(lambda d: None, encryption=Encryption(owner="x", user="geheim")),
        "wachtwoord",
    ),
    Geval(
        "beperkt maar te openen",
        "verslag.pdf",
        lambda: met(lambda d: None, encryption=Encryption(owner="x", allow=Permissions(extract=False))),
        "schoon",
        (b"/Encrypt",),
    ),
    Geval("een BSN op bladzijde 1", "verslag.pdf", lambda: m.pdf(f"BSN {BSN}"), "bsn"),
    Geval("een leerlingnummer", "verslag.pdf", lambda: m.pdf(f"Leerlingnummer {BSN}"), "schoon"),
    Geval("geen bladzijde", "verslag.pdf", lambda: m.pdf(bladzijden=0), "leeg"),
    Geval("afgekapt", "verslag.pdf", lambda: m.pdf()[:-400] + b"\n%%EOF", "kapot|schoon|leeg"),
    Geval("alleen een kop", "verslag.pdf", lambda: b"%PDF-1.7\n%%EOF", "kapot"),
    Geval("html ervoor", "verslag.pdf", lambda: b"<html><script>1</script>" + m.pdf(), "meteen"),
    Geval("een spatie ervoor", "verslag.pdf", lambda: b" " + m.pdf(), "meteen"),
    Geval("zip erachter", "verslag.pdf", lambda: m.pdf() + m.docx(), "meteen"),
    Geval("zip met opmerking erachter", "verslag.pdf", lambda: m.pdf() + m.docx()[:-2] + b"\x05\0%%EOF", "meteen"),
    Geval(
        "een stuk programma erachter",
        "verslag.pdf",
        lambda: m.pdf() + b"\nMZ" + KANARIE.encode() + b"\n%%EOF\n",
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval("0 byte", "verslag.pdf", bytes, "meteen"),
]

BEELD = [
    Geval("png", "foto.png", m.plaatje, "schoon"),
    Geval("png doorzichtig", "foto.png", lambda: m.plaatje(modus="RGBA"), "schoon"),
    Geval("png met palet", "foto.png", lambda: m.plaatje(modus="P"), "schoon"),
    Geval("png zwart-wit", "foto.png", lambda: m.plaatje(modus="1"), "schoon"),
    Geval("png 16 bits", "foto.png", lambda: m.plaatje(modus="I;16"), "schoon"),
    Geval("jpeg", "foto.jpg", lambda: m.plaatje("JPEG"), "schoon"),
    Geval("jpeg grijs", "foto.jpeg", lambda: m.plaatje("JPEG", modus="L"), "schoon"),
    Geval("jpeg cmyk", "foto.jpg", lambda: m.plaatje("JPEG", modus="CMYK"), "schoon"),
    Geval("jpeg met plaats en maker", "foto.jpg", m.foto_met_plaats, "schoon", (KANARIE.encode(), b"Exif", b"GPS")),
    Geval(
        "png met tekst erin",
        "foto.png",
        lambda: m.png(4, 4, stukken=[(b"tEXt", b"a\0" + KANARIE.encode())]),
        "schoon",
        (KANARIE.encode(), b"tEXt"),
    ),
    Geval("png met iets erachter", "foto.png", lambda: m.plaatje() + KANARIE.encode(), "schoon", (KANARIE.encode(),)),
    Geval("jpeg met zip erachter", "foto.jpg", lambda: m.plaatje("JPEG") + m.docx(), "meteen"),
    Geval("gif met de naam jpg (GIFAR)", "foto.jpg", lambda: m.plaatje("GIF") + m.docx(), "meteen"),
    Geval(
        "svg met script",
        "foto.svg",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "meteen",
    ),
    Geval("svg met de naam png", "foto.png", lambda: b"<svg><script>1</script></svg>", "meteen"),
    Geval("png met de naam jpg", "foto.jpg", m.plaatje, "meteen"),
    Geval("png zonder inhoud", "foto.png", lambda: m.plaatje()[:40], "kapot"),
    Geval("jpeg vol ruis", "foto.jpg", lambda: b"\xff\xd8\xff\xe0" + m.ruis(2000), "kapot|meteen"),
    Geval("40 miljoen punten en meer", "foto.png", lambda: m.png(7000, 6000), "te_veel_pixels"),
]

KANTOOR = [
    Geval("docx", "brief.docx", m.docx, "schoon"),
    Geval("odt", "brief.odt", m.odt, "schoon"),
    Geval("docx met macro", "brief.docx", lambda: m.docx(word__vbaProject_bin=b"x"), "meteen"),
    Geval("odt met macro", "brief.odt", lambda: m.odt(Basic__Standard_xml=b"<x/>"), "meteen"),
    Geval(
        "docx met sjabloon van buiten",
        "brief.docx",
        lambda: m.docx(
            word__settings_xml=f'<w:settings {W} {R}><w:attachedTemplate r:id="rId1"/></w:settings>',
            **{
                "word___rels__settings_xml_rels": m._rels(
                    rel("rId1", "attachedTemplate", f"https://{KANARIE}.example/x.dotm", buiten=True)
                )
            },
        ),
        "schoon",
        (KANARIE.encode(), b"attachedTemplate"),
    ),
    Geval(
        "docx met plaatje van buiten",
        "brief.docx",
        lambda: m.docx(rels=rel("rId5", "image", f"https://{KANARIE}.example/x.png", buiten=True)),
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval(
        "docx met link naar buiten",
        "brief.docx",
        lambda: m.docx(
            erin='<w:p><w:hyperlink r:id="rId9"><w:r><w:t>hier</w:t></w:r></w:hyperlink></w:p>',
            rels=rel("rId9", "hyperlink", f"https://{KANARIE}.example", buiten=True),
        ),
        "schoon",
        (KANARIE.encode(), b"rId9"),
    ),
    Geval(
        "docx met OLE",
        "brief.docx",
        lambda: m.docx(
            erin=OLE, rels=rel("rId7", "oleObject", "embeddings/o1.bin"), word__embeddings__o1_bin=KANARIE.encode()
        ),
        "schoon",
        (KANARIE.encode(), b"OLEObject", b"embeddings"),
    ),
    Geval(
        "docx met DDE",
        "brief.docx",
        lambda: m.docx(erin=VELD.format(f"DDEAUTO c:\\\\{KANARIE} x")),
        "schoon",
        (KANARIE.encode(), b"DDEAUTO"),
    ),
    Geval(
        "docx met INCLUDETEXT",
        "brief.docx",
        lambda: m.docx(erin=VELD.format(f"INCLUDETEXT {KANARIE}")),
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval(
        "docx met altChunk",
        "brief.docx",
        lambda: m.docx(
            erin='<w:altChunk r:id="rId3"/>',
            rels=rel("rId3", "aFChunk", "h.htm"),
            word__h_htm=f"<script>{KANARIE}</script>",
        ),
        "schoon",
        (KANARIE.encode(), b"altChunk"),
    ),
    Geval(
        "docx met maker",
        "brief.docx",
        lambda: m.docx(docProps__core_xml=f"<x>{KANARIE}</x>", docProps__app_xml=f"<x>{KANARIE}</x>"),
        "schoon",
        (KANARIE.encode(), b"docProps"),
    ),
    Geval(
        "docx met eigen gegevens",
        "brief.docx",
        lambda: m.docx(customXml__item1_xml=f"<x>{KANARIE}</x>"),
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval(
        "docx met foto met plaats",
        "brief.docx",
        lambda: m.docx(rels=rel("rId2", "image", "media/a.jpg"), word__media__a_jpg=m.foto_met_plaats()),
        "schoon",
        (KANARIE.encode(), b"Exif"),
    ),
    Geval(
        "docx met emf", "brief.docx", lambda: m.docx(word__media__a_emf=KANARIE.encode()), "schoon", (KANARIE.encode(),)
    ),
    Geval(
        "docx met namen uit de map",
        "brief.docx",
        lambda: m.zip_({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>", "../../etc/passwd": "x"}),
        "meteen",
    ),
    Geval("docx met een BSN", "brief.docx", lambda: m.docx(f"Burgerservicenummer: {BSN}"), "bsn"),
    Geval("odt met een BSN", "brief.odt", lambda: m.odt(f"BSN {BSN}"), "bsn"),
    Geval("docx dat lacht", "brief.docx", lambda: m.docx(word__document_xml=m.LACHEN), "kapot"),
    Geval(
        "docx met iets van buiten in de XML",
        "brief.docx",
        lambda: m.docx(
            word__document_xml='<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
            f"<w:document {W}><w:t>&y;</w:t></w:document>"
        ),
        "kapot",
    ),
    Geval(
        "docx in utf-16 dat lacht",
        "brief.docx",
        lambda: m.docx(word__document_xml=("\ufeff" + m.LACHEN).encode("utf-16-le")),
        "kapot",
    ),
    Geval("docx met een xml die geen xml is", "brief.docx", lambda: m.docx(word__document_xml="<w:document"), "kapot"),
    Geval(
        "odt met script",
        "brief.odt",
        lambda: m.odt(erin=f"<text:p><script:event-listener>{KANARIE}</script:event-listener></text:p>"),
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval("odt met maker", "brief.odt", m.odt, "schoon", (KANARIE.encode(), b"meta.xml")),
    Geval(
        "odt met plaatje van buiten",
        "brief.odt",
        lambda: m.odt(erin=f'<draw:image xlink:href="https://{KANARIE}.example/x.png"/>'),
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval(
        "odt met een ander document erin",
        "brief.odt",
        lambda: m.odt(**{"Object 1/content_xml": KANARIE}),
        "schoon",
        (KANARIE.encode(),),
    ),
    Geval("gewone zip", "brief.docx", lambda: m.zip_({"a.txt": "x"}), "meteen"),
    Geval(
        "zip in een zip in een docx",
        "brief.docx",
        lambda: m.docx(word__media__a_zip=m.zip_({"b": m.zip_({"c": "x"})})),
        "schoon",
    ),
    Geval("oud Word-document", "brief.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "meteen"),
    Geval("docx met de naam docm", "brief.docm", m.docx, "meteen"),
]

BOMMEN = [
    Geval("zip die 250 MB wordt", "brief.docx", m.zip_bom, "meteen|uitpakken"),
    Geval("zip die over zijn maat liegt", "brief.docx", m.zip_liegt, "uitpakken|kapot|meteen"),
    Geval("miljoen bladzijden", "verslag.pdf", m.pagina_bom, "te_veel_bladzijden|te_zwaar"),
    Geval("kringloop in de tabel", "verslag.pdf", m.xref_lus, "kapot|leeg|te_zwaar"),
    Geval("bladzijde die 700 MB wordt", "verslag.pdf", m.stroom_bom, "te_zwaar|kapot"),
    Geval("honderdduizend diep", "verslag.pdf", m.diep, "kapot|te_zwaar|leeg|schoon"),
    Geval("50.000 bij 50.000 punten", "foto.png", m.pixel_bom, "te_veel_pixels"),
    Geval(
        "3000 leden", "brief.docx", lambda: m.docx(**{f"word__media__{n}_png": b"x" for n in range(3000)}), "uitpakken"
    ),
]

NAMEN = [
    ("gewoon verslag.pdf", "gewoon verslag.pdf"),
    ("../../etc/verslag.pdf", "verslag.pdf"),
    ("C:\\Users\\mees\\verslag.pdf", "verslag.pdf"),
    ("verslag\u202efdp.pdf", "verslagfdp.pdf"),
    ("verslag\u2066\u2069.pdf", "verslag.pdf"),
    ("ver\u200bslag.pdf", "verslag.pdf"),
    ("verslag\r\nSet-Cookie: x.pdf", "verslag Set-Cookie x.pdf"),
    ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ('verslag"<x>|?*.pdf', "verslagx.pdf"),
    (".pdf", "pdf"),
    ("Zoe\u0308.pdf", "Zoë.pdf"),
]
ALLES = [*PDF, *BEELD, *KANTOOR]
