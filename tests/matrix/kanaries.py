"""Canaries (ISO-3): a word of its own for every text field of a case, so that whatever leaks says where it came from.

A word is made of letters only, so that it survives every field, every letter and the text layer of a PDF.
"""

from __future__ import annotations

import io
import secrets
import string
import zlib
from dataclasses import dataclass, field

import pikepdf

#: Fields that are text on the wire and no free text: a word of a list, or a name that has a meaning.
GEEN_VRIJE_TEKST = frozenset(
    {
        "soort",
        "rol",
        "categorie",
        "groep",
        "oordeel",
        "grond",
        "uitkomst",
        "document_soort",
        "beoogde_school",
        "ondertekend_door",
        "postcode",
        "relatie",
        "naar",
        "bron",
    }
)


@dataclass
class Kanaries:
    """The words of one case: field (`intake.zienswijze_geven.tekst`) to word."""

    voor: str = "Q"
    woorden: dict[str, str] = field(default_factory=dict)

    def __call__(self, veld: str) -> str:
        """The word of this field, made at first use."""
        if veld not in self.woorden:
            letters = "".join(secrets.choice(string.ascii_lowercase) for _ in range(11))
            self.woorden[veld] = f"{self.voor}x{letters}"
        return self.woorden[veld]

    def zin(self, veld: str) -> str:
        """A sentence with the word in it, long enough for every field that asks for more than a word."""
        return f"Het kind heeft rust en een kleine groep nodig, zegt {self(veld)} erover."

    def in_(self, *teksten: str | bytes) -> set[str]:
        """The fields of which the word occurs in one of these, in whichever case it is written."""
        gevonden = set()
        for tekst in teksten:
            klein = (tekst.encode() if isinstance(tekst, str) else tekst).lower()
            gevonden |= {veld for veld, woord in self.woorden.items() if woord.lower().encode() in klein}
        return gevonden


def stuk(woord: str) -> bytes:
    """A PDF of one page with this word on it, where no cleaning may take it away."""
    with pikepdf.new() as pdf:
        letter = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pagina = pdf.add_blank_page(page_size=(595, 842))
        pagina.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letter))
        pagina.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({woord}) Tj ET".encode())
        uit = io.BytesIO()
        pdf.save(uit)
        return uit.getvalue()


def pdf_tekst(inhoud: bytes) -> str:
    """Everything that can be read in a PDF: its text layer, its metadata, and its streams unpacked.

    The text of a page is decoded through the ToUnicode tables of its fonts, as a reader does that copies text.
    """
    with pikepdf.open(io.BytesIO(inhoud)) as pdf:
        delen = [str(waarde) for waarde in pdf.docinfo.values()]
        with pdf.open_metadata() as metadata:
            delen += [str(waarde) for waarde in metadata.values()]
        for pagina in pdf.pages:
            tabellen = _tabellen(pagina)
            delen.append("".join(_teksten(pagina, tabellen)))
        for naam in pdf.attachments:
            delen.append(naam)
            delen.append(pdf.attachments[naam].get_file().read_bytes().decode("latin-1"))
        for voorwerp in pdf.objects:
            if isinstance(voorwerp, pikepdf.Stream):
                try:
                    delen.append(voorwerp.read_bytes().decode("latin-1"))
                except (pikepdf.PdfError, zlib.error):
                    delen.append(voorwerp.read_raw_bytes().decode("latin-1"))
    return "\n".join(delen).replace("\u00ad", "")


def _tabellen(pagina: pikepdf.Page) -> dict[str, dict[bytes, str]]:
    """Per font of this page: code to character."""
    tabellen = {}
    for naam, font in (pagina.resources.get("/Font") or {}).items():
        tabel: dict[bytes, str] = {}
        if "/ToUnicode" in font:
            for stuk in pikepdf.parse_content_stream(font["/ToUnicode"]):
                if str(stuk.operator) == "endbfchar":
                    codes = [bytes(o) for o in stuk.operands]
                    tabel |= {van: naar.decode("utf-16-be") for van, naar in zip(codes[::2], codes[1::2], strict=True)}
                elif str(stuk.operator) == "endbfrange":
                    for van, tot, naar in zip(*[iter(stuk.operands)] * 3, strict=True):
                        begin = int.from_bytes(bytes(van), "big")
                        for nummer in range(begin, int.from_bytes(bytes(tot), "big") + 1):
                            doel = naar[nummer - begin] if isinstance(naar, pikepdf.Array) else naar
                            tekst = bytes(doel).decode("utf-16-be")
                            if not isinstance(naar, pikepdf.Array):
                                tekst = tekst[:-1] + chr(ord(tekst[-1]) + nummer - begin)
                            tabel[nummer.to_bytes(len(bytes(van)), "big")] = tekst
        tabellen[str(naam)] = tabel
    return tabellen


def _teksten(pagina: pikepdf.Page, tabellen: dict[str, dict[bytes, str]]) -> list[str]:
    uit, tabel = [], {}
    for stuk in pikepdf.parse_content_stream(pagina):
        teken = str(stuk.operator)
        if teken == "Tf":
            tabel = tabellen.get(str(stuk.operands[0]), {})
        elif teken in ("Tj", "TJ", "'", '"'):
            delen = stuk.operands[-1]
            for deel in delen if isinstance(delen, pikepdf.Array) else [delen]:
                if isinstance(deel, pikepdf.String):
                    uit.append(_gelezen(bytes(deel), tabel))
        elif teken in ("ET", "Td", "TD", "T*", "Tm"):
            uit.append(" " if teken == "ET" else "")
    return uit


def _gelezen(tekst: bytes, tabel: dict[bytes, str]) -> str:
    if not tabel:
        return tekst.decode("latin-1")
    breed = len(next(iter(tabel)))
    return "".join(tabel.get(tekst[i : i + breed], "") for i in range(0, len(tekst), breed))
