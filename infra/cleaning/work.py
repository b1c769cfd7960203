"""What the throw-away process does with one file: take out what is not to be read, look for a BSN."""

from __future__ import annotations

import encodings.ascii
import encodings.cp437
import encodings.latin_1
import encodings.utf_8
import encodings.utf_16_be
import encodings.utf_16_le
from typing import Any

from infra.cleaning import image, office, pdf
from infra.cleaning.refuse import Refused
from services.kern import bsn

# Loaded before the fences stand: afterwards no file opens, not even one of Python.
LOADED = (
    encodings.ascii,
    encodings.cp437,
    encodings.latin_1,
    encodings.utf_8,
    encodings.utf_16_be,
    encodings.utf_16_le,
)


pdf.warm()


def work(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """`order`: `mediatype`. The answer: `geweigerd` (a code), `bsn` (page numbers), or `bladzijden` with the bytes."""
    mediatype, texts = order["mediatype"], []
    try:
        if mediatype == "application/pdf":
            made, texts = pdf.clean(data)
        elif mediatype in image.FORMATS:
            made = image.clean(data, mediatype)
        elif mediatype in (office.DOCX, office.ODT):
            made, texts = office.clean(data, mediatype)
        else:
            raise Refused("soort")
    except Refused as why:
        return {"geweigerd": why.code}, b""
    found = bsn.bladzijden(texts)
    if found:
        return {"bsn": found, "bladzijden": len(texts)}, b""
    return {"bladzijden": len(texts)}, made
