"""The files of a version in and out: a zip for who keeps them elsewhere, and back, trusting nothing that comes in."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from tenants.registry import KERNBESTAND

GRENS = 400_000  # octets of all files together, as the service keeps them
GRENS_BESTAND = 200_000
HOOGSTENS = 120
NAAM = re.compile(r"([a-z][a-z0-9_]{0,59}\.toml|brieven/[a-z][a-z0-9_]{0,59}\.md)")
_VAST = (2026, 1, 1, 0, 0, 0)


class OnbruikbaarBestand(ValueError):
    """What was sent cannot be taken in. One Dutch sentence."""


def inpakken(bestanden: dict[str, str]) -> bytes:
    """A zip with these files; the same files give the same octets."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, tekst in sorted(bestanden.items()):
            archief.writestr(zipfile.ZipInfo(naam, _VAST), tekst.encode(), zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def uitpakken(naam: str, inhoud: bytes) -> dict[str, str]:
    """The files in a zip, or the one TOML or letter that was sent. Raises OnbruikbaarBestand."""
    if inhoud.startswith(b"PK\x03\x04"):
        return _uit_zip(inhoud)
    kort = naam.replace("\\", "/").rpartition("/")[2]
    eigen = f"brieven/{kort}" if kort.endswith(".md") else kort
    if not NAAM.fullmatch(eigen):
        raise OnbruikbaarBestand("Kies een zip-bestand, of één bestand dat eindigt op .toml of .md.")
    return {eigen: _tekst(eigen, inhoud)}


def _uit_zip(inhoud: bytes) -> dict[str, str]:
    uit: dict[str, str] = {}
    totaal = 0
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            delen = [deel for deel in archief.infolist() if not deel.is_dir()]
            if len(delen) > HOOGSTENS:
                raise OnbruikbaarBestand(f"In de zip zitten meer dan {HOOGSTENS} bestanden.")
            map_ = _gedeelde_map([deel.filename for deel in delen])
            for deel in delen:
                naam = deel.filename.removeprefix(map_)
                if deel.flag_bits & 1:
                    raise OnbruikbaarBestand("De zip heeft een wachtwoord. Maak hem zonder.")
                if not NAAM.fullmatch(naam):
                    raise OnbruikbaarBestand(f"“{naam[:60]}” hoort niet in een zip met regels.")
                if naam in uit:
                    raise OnbruikbaarBestand(f"{naam} staat dubbel in de zip.")
                # What the zip says of its size is not believed: one octet more than allowed is read, and no more.
                with archief.open(deel) as stroom:
                    octetten = stroom.read(GRENS_BESTAND + 1)
                totaal += len(octetten)
                if len(octetten) > GRENS_BESTAND or totaal > GRENS:
                    raise OnbruikbaarBestand("De bestanden in de zip zijn samen te groot.")
                uit[naam] = _tekst(naam, octetten)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        raise OnbruikbaarBestand("Deze zip is beschadigd of niet te lezen.") from None
    if KERNBESTAND not in uit:
        # A zip stands for the whole; half of it would take the other half away.
        raise OnbruikbaarBestand(f"In de zip ontbreekt {KERNBESTAND}. Kies een zip met alle bestanden.")
    return uit


def _gedeelde_map(namen: list[str]) -> str:
    """A zip of a folder has its name before every file; that one folder may go."""
    mappen = {naam.partition("/")[0] for naam in namen if "/" in naam}
    if len(mappen) == 1 and all("/" in naam for naam in namen) and mappen != {"brieven"}:
        map_ = mappen.pop()
        return f"{map_}/" if re.fullmatch(r"[A-Za-z0-9_-]{1,80}", map_) else ""
    return ""


def _tekst(naam: str, inhoud: bytes) -> str:
    if len(inhoud) > GRENS_BESTAND:
        raise OnbruikbaarBestand(f"{naam} is te groot.")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OnbruikbaarBestand(f"{naam} is geen UTF-8-tekst.") from None
    tekst = tekst.replace("\r\n", "\n")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", tekst):
        raise OnbruikbaarBestand(f"In {naam} staat een teken dat we niet kunnen bewaren.")
    if not tekst.strip():
        raise OnbruikbaarBestand(f"{naam} is leeg.")
    return tekst
