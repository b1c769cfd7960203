"""Welke bestanden welkom zijn: naam, extensie en kop moeten hetzelfde zeggen. Zonder te vertrouwen op de verzender.

Bron: trust.md 7 (uploads): PDF, DOCX, ODT, JPEG of PNG, ten hoogste 25 MB, kop op byte 0, geen macro's.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

from services.intake.tekst import regel

MAX_GROOTTE = 25 * 1024 * 1024
MAX_DEEL = 512 * 1024
MAX_DELEN = MAX_GROOTTE // MAX_DEEL
MAX_NAAM = 120
MAX_UITGEPAKT = 200 * 1024 * 1024
MAX_IN_ZIP = 5_000
WELKOM = "Voeg een PDF, Word-document (docx), ODT, JPEG of PNG toe."

MEDIATYPEN = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


class Geweigerd(ValueError):
    """Dit bestand kan niet mee; de tekst zegt waarom, in één zin."""


def schone_naam(naam: str) -> str:
    """De naam zonder map, leesrichting, stuurtekens of tekens die een besturingssysteem niet kan; hooguit 120 lang."""
    naam = regel(re.split(r"[/\\]", naam)[-1])
    # Ook wat geen plaats inneemt verdwijnt: zo'n naam lijkt op een andere.
    naam = "".join(teken for teken in naam if unicodedata.category(teken) != "Cf")
    naam = re.sub(r'[<>:"|?*]', "", naam).strip(". ")
    stam, punt, extensie = naam.rpartition(".")
    if not punt or not stam.strip(". "):
        return naam[:MAX_NAAM] or "document"
    return f"{stam.strip()[: MAX_NAAM - len(extensie) - 1]}.{extensie}"


def extensie_van(naam: str) -> str:
    """`.pdf` bij `Verslag.PDF`. Geweigerd als zij er niet een van ons is."""
    extensie = PurePosixPath(naam).suffix.lower()
    if extensie not in MEDIATYPEN:
        raise Geweigerd(f"Bestanden van de soort “{extensie or 'onbekend'}” kunnen niet mee. {WELKOM}")
    return extensie


def mediatype(naam: str, inhoud: bytes) -> str:
    """Het mediatype, als naam en inhoud hetzelfde zeggen. Geweigerd met de reden."""
    if not inhoud:
        raise Geweigerd("Dit bestand is leeg.")
    extensie = extensie_van(naam)
    echte = _soort(inhoud)
    if echte is None or MEDIATYPEN[extensie] != MEDIATYPEN[echte]:
        raise Geweigerd(f"De inhoud van dit bestand past niet bij “{extensie}”. {WELKOM}")
    if echte != ".docx" and echte != ".odt" and _zip_erachter(inhoud):
        raise Geweigerd("In dit bestand zit een tweede bestand verstopt.")
    return MEDIATYPEN[extensie]


def _soort(inhoud: bytes) -> str | None:
    if inhoud.startswith(b"%PDF-1.") or inhoud.startswith(b"%PDF-2."):
        return ".pdf" if b"%%EOF" in inhoud[-2048:] else None
    if inhoud.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if inhoud.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if inhoud.startswith(b"PK\x03\x04"):
        return _kantoorbestand(inhoud)
    return None


def _kantoorbestand(inhoud: bytes) -> str | None:
    """DOCX of ODT, van binnen bekeken. Geweigerd bij macro's, een wachtwoord of een zip die ontploft."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            leden = zip_.infolist()
            namen = {lid.filename for lid in leden}
            if len(leden) > MAX_IN_ZIP or sum(lid.file_size for lid in leden) > MAX_UITGEPAKT:
                raise Geweigerd("Dit bestand wordt te groot als het wordt uitgepakt.")
            if any(lid.flag_bits & 1 for lid in leden):
                raise Geweigerd("Dit bestand heeft een wachtwoord. Voeg het toe zonder wachtwoord.")
            if any(naam.startswith("/") or ".." in naam.split("/") for naam in namen):
                return None
            if any(
                naam.lower().endswith("vbaproject.bin") or naam.startswith(("Basic/", "Scripts/")) for naam in namen
            ):
                raise Geweigerd("In dit bestand zitten macro’s. Sla het op zonder macro’s, of als PDF.")
            if {"[Content_Types].xml", "word/document.xml"} <= namen:
                return ".docx"
            if leden[0].filename == "mimetype" and leden[0].file_size < 200:
                return ".odt" if zip_.read("mimetype") == MEDIATYPEN[".odt"].encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, IndexError, KeyError, OSError):
        return None
    return None


def _zip_erachter(inhoud: bytes) -> bool:
    """Een zip die achter een ander bestand is geplakt: twee bestanden in één, voor wie er anders naar kijkt."""
    staart = inhoud[-66_000:]
    plek = staart.rfind(b"PK\x05\x06")
    if plek < 0 or len(staart) - plek < 22:
        return False
    commentaar = int.from_bytes(staart[plek + 20 : plek + 22], "little")
    return plek + 22 + commentaar == len(staart)
