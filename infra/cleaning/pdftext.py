"""The words of a page, well enough to find a number in them. Not how it looks, and no picture is read.

Follows the operators that show text, decodes them with the ToUnicode table of the font or, without one, as Latin; joins
what stands on one line. A page that draws its letters as shapes, or is a scan, has no words here.
"""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

OPERATORS = "Tf Tj TJ ' \" Td TD T* Tm ET BT Do"
LETTERS = 200_000  # per page; more is not a page for people
SPACE = -180  # thousandths of the letter size: a jump to the right that is a space
DIGITS = {
    "/zero": "0", "/one": "1", "/two": "2", "/three": "3", "/four": "4", "/five": "5", "/six": "6", "/seven": "7",
    "/eight": "8", "/nine": "9", "/space": " ", "/period": ".", "/hyphen": "-", "/colon": ":",
}  # fmt: skip
_LOOSE = re.compile(r"\b(?:\w ){2,}\w\b")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class Font:
    """From the bytes of a string to letters."""

    def __init__(self, font: Object):
        self.table: dict[int, str] = {}
        self.width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
        unicode = font.get("/ToUnicode")
        if isinstance(unicode, Stream):
            self._read(unicode.read_bytes()[:1_000_000])
        encoding = font.get("/Encoding")
        if self.width == 1 and isinstance(encoding, Dictionary) and isinstance(encoding.get("/Differences"), Array):
            self._differences(encoding["/Differences"])

    def text(self, raw: bytes) -> str:
        if self.width == 1:
            return "".join(self.table.get(code) or chr(code) for code in raw)
        codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw) - 1, 2))
        return "".join(self.table.get(code, "\ufffd") for code in codes)

    def _differences(self, differences: Array) -> None:
        code = 0
        for one in differences:
            if isinstance(one, int):
                code = one
            else:
                name = str(one)
                letter = DIGITS.get(name) or (name[1:] if len(name) == 2 else "")
                if letter:
                    self.table.setdefault(code, letter)
                code += 1

    def _read(self, cmap: bytes) -> None:
        for kind, body in _BLOCK.findall(cmap):
            values = [
                (bytes.fromhex(h.decode()) if not (o or c) else (b"[" if o else b"]"))
                for h, o, c in _HEX.findall(re.sub(rb"(?<=[0-9A-Fa-f])\s+(?=[0-9A-Fa-f])", b"", body))
            ]
            (self._chars if kind == b"bfchar" else self._ranges)(values)

    def _chars(self, values: list[bytes]) -> None:
        for at in range(0, len(values) - 1, 2):
            self.table[int.from_bytes(values[at], "big")] = _letters(values[at + 1])

    def _ranges(self, values: list[bytes]) -> None:
        at = 0
        while at + 2 < len(values):
            first, last, to = (values[at], values[at + 1], values[at + 2])
            begin, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
            if to == b"[":
                at += 3
                while at < len(values) and values[at] != b"]":
                    self.table[begin] = _letters(values[at])
                    begin, at = begin + 1, at + 1
                at += 1
                continue
            start = int.from_bytes(to, "big")
            for code in range(begin, min(end, begin + 65_535) + 1):
                self.table[code] = _letters((start + code - begin).to_bytes(max(2, len(to)), "big"))
            at += 3


def _letters(raw: bytes) -> str:
    return raw.decode("utf-16-be", "replace") if len(raw) >= 2 else raw.decode("latin-1")


def page_text(page: pikepdf.Page) -> str:
    """The text of the page, its form objects and what stands in its form fields and notes.

    Raises PdfError when the content does not unpack, or to more than the library bears.
    """
    out: list[str] = []
    try:
        _content(page, page.obj.get("/Resources"), out, 0)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        out.append(" ")
    for annotation in page.obj.get("/Annots", Array()) if isinstance(page.obj.get("/Annots"), Array) else []:
        if isinstance(annotation, Dictionary):
            for name in ("/T", "/V", "/Contents"):
                if isinstance(annotation.get(name), pikepdf.String):
                    out.append(f"\n{annotation[name]} ")
    # Set letter by letter, as some programs do: together again.
    return _LOOSE.sub(lambda found: found[0].replace(" ", ""), "".join(out)[:LETTERS])


def _content(content: pikepdf.Page | Object, resources: Object | None, out: list[str], depth: int) -> None:
    resources = resources if isinstance(resources, Dictionary) else Dictionary()
    fonts: dict[str, Font] = {}
    font: Font | None = None
    line: float | None = None
    for size, (operands, operator) in enumerate(pikepdf.parse_content_stream(content, OPERATORS)):
        op = str(operator)
        if op == "Tf":
            font = _font(str(operands[0]), resources, fonts)
        elif op == "Tm":
            height = float(operands[5])
            out.append("\n" if line is None or abs(height - line) > 1 else " ")
            line = height
        elif op in ("Td", "TD"):
            out.append("\n" if abs(float(operands[1])) > 1 else " ")
        elif op in ("T*", "ET"):
            out.append("\n")
        elif op in ("Tj", "'", '"'):
            out.append(("\n" if op != "Tj" else "") + _shown(font, operands[-1]))
        elif op == "TJ":
            for one in operands[0]:
                if isinstance(one, pikepdf.String | str | bytes):
                    out.append(_shown(font, one))
                elif float(one) < SPACE:
                    out.append(" ")
        elif op == "Do" and depth < 8:
            form = resources.get("/XObject", Dictionary()).get(str(operands[0]))
            if isinstance(form, Stream) and str(form.get("/Subtype", "")) == "/Form":
                _content(form, form.get("/Resources", resources), out, depth + 1)
        if size > LETTERS:
            return


def _font(name: str, resources: Object, known: dict[str, Font]) -> Font | None:
    if name not in known:
        found = resources.get("/Font", Dictionary()).get(name)
        if not isinstance(found, Dictionary):
            return None
        known[name] = Font(found)
    return known[name]


def _shown(font: Font | None, shown: object) -> str:
    raw = bytes(shown) if not isinstance(shown, str) else shown.encode("latin-1", "replace")
    return font.text(raw) if font else raw.decode("latin-1")
