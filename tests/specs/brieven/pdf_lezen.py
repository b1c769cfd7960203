"""Leest een PDF zoals een schermlezer: de tekst achter de letters, de labels van de opbouw, de titel."""

import io
import re

import pikepdf


def _tekens(font: pikepdf.Object) -> dict[int, str]:
    """Code to text, from the ToUnicode map of a font."""
    cmap = font.ToUnicode.read_bytes().decode()
    tekens: dict[int, str] = {}
    for blok in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, waarde in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", blok):
            tekens[int(code, 16)] = bytes.fromhex(waarde).decode("utf-16-be")
    return tekens


def tekst(pdf_bytes: bytes) -> str:
    """All text in the order of the pages, words apart by one space."""
    stukken: list[str] = []
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for pagina in pdf.pages:
            fonts = {naam: _tekens(font) for naam, font in pagina.Resources.Font.items()}
            huidig: dict[int, str] = {}
            for operanden, operator in pikepdf.parse_content_stream(pagina):
                match str(operator):
                    case "Tf":
                        huidig = fonts[str(operanden[0])]
                    case "Tj" | "TJ":
                        delen = operanden[0] if str(operator) == "TJ" else [operanden[0]]
                        for deel in delen:
                            if isinstance(deel, pikepdf.String):
                                ruw = bytes(deel)
                                stukken += [
                                    huidig.get(int.from_bytes(ruw[i : i + 2], "big"), "\ufffd")
                                    for i in range(0, len(ruw), 2)
                                ]
                    case "ET":
                        stukken.append(" ")
    return re.sub(r"\s+", " ", "".join(stukken)).strip()


def labels(pdf_bytes: bytes) -> list[str]:
    """The tags of the structure tree, in reading order."""
    gevonden: list[str] = []

    def loop(knoop: pikepdf.Object) -> None:
        if isinstance(knoop, pikepdf.Array):
            for kind in knoop:
                loop(kind)
        elif isinstance(knoop, pikepdf.Dictionary):
            if "/S" in knoop:
                gevonden.append(str(knoop.S)[1:])
            if "/K" in knoop:
                loop(knoop.K)

    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        loop(pdf.Root.StructTreeRoot)
    return gevonden
