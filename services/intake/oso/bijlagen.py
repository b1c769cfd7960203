"""Bijlagen van een dossier: base64 van een ZIP met één bestand. Begrensd uitgepakt; wat niet heel is, wordt gemeld."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
import zlib

import msgspec

MEESTE = 60
GROOTST = 25 * 1024 * 1024
SAMEN = 48 * 1024 * 1024

ZINNEN = {
    "leeg": "Deze bijlage is leeg.",
    "beschadigd": "Deze bijlage is beschadigd en kan niet worden geopend. Voeg het document zelf toe.",
    "te_groot": "Deze bijlage wordt groter dan 25 MB als zij wordt uitgepakt. Voeg het document zelf toe.",
    "te_veel": "Er zitten meer bijlagen in dan we in één keer aankunnen. Voeg dit document zelf toe.",
    "wachtwoord": "Deze bijlage heeft een wachtwoord. Voeg het document toe zonder wachtwoord.",
    "meer_dan_een": "In deze bijlage zitten meer bestanden. Voeg de documenten los toe.",
}


class Stuk(msgspec.Struct, frozen=True, kw_only=True):
    """Een bijlage onderweg. `grootte` in bytes; 0 als `kapot` zegt waarom er niets is."""

    naam: str
    omschrijving: str
    bij: str
    soort: str
    op: str
    grootte: int = 0
    kapot: str | None = None


class Beschadigd(ValueError):
    """Deze bijlage kan niet mee; `code` is er een van ZINNEN."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def uitpakken(inhoud: str, ruimte: int = GROOTST) -> bytes:
    """De bytes van het ene bestand, hooguit `ruimte`. Wat een ZIP van zijn eigen grootte zegt wordt niet geloofd."""
    kaal = "".join(inhoud.split())
    if not kaal:
        raise Beschadigd("leeg")
    try:
        ruw = base64.b64decode(kaal, validate=True)
        with zipfile.ZipFile(io.BytesIO(ruw)) as zip_:
            leden = [lid for lid in zip_.infolist() if not lid.is_dir()]
            if len(leden) > 1:
                raise Beschadigd("meer_dan_een")
            if not leden:
                raise Beschadigd("leeg")
            if leden[0].flag_bits & 1:
                raise Beschadigd("wachtwoord")
            with zip_.open(leden[0]) as bestand:
                gelezen = bestand.read(ruimte + 1)
    except (binascii.Error, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Beschadigd("beschadigd") from None
    except (ValueError, KeyError, IndexError, OverflowError) as fout:
        if isinstance(fout, Beschadigd):
            raise
        raise Beschadigd("beschadigd") from None
    if len(gelezen) > ruimte:
        raise Beschadigd("te_groot")
    if not gelezen:
        raise Beschadigd("leeg")
    return gelezen
