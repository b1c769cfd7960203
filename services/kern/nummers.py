"""Nummers herkennen en controleren: BSN, onderwijsnummer, BRIN, samenwerkingsverband en volgnummer van een TLV."""

from __future__ import annotations

import re

import msgspec

from services.kern.uitleg import Stap, waarde

SOORTEN = ("bsn", "onderwijsnummer", "brin", "swv")
GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)

_CIJFERS = re.compile(r"[0-9]{9}")
_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}([0-9]{2})?")
_SWV = re.compile(r"(PO|VO)[0-9]{4}")
_TLV = re.compile(r"((?:PO|VO)[0-9]{4})-?([0-9]{4})-?([0-9]{5})")
_LEESTEKENS = str.maketrans("", "", " .-")


class Nummer(msgspec.Struct, frozen=True):
    """`genormaliseerd` is None als het nummer niet klopt."""

    geldig: bool
    genormaliseerd: str | None
    uitleg: list[Stap]


class TlvNummer(msgspec.Struct, frozen=True):
    """`PO2202-2026-00017`: samenwerkingsverband, jaar, volgnummer van vijf cijfers; samen 17 tekens."""

    swv: str
    jaar: int
    volgnummer: int

    def __str__(self) -> str:
        return f"{self.swv}-{self.jaar:04d}-{self.volgnummer:05d}"


def elfproef(cijfers: str) -> int:
    """De rest bij deling door elf van de gewogen som (9, 8, 7, 6, 5, 4, 3, 2, -1)."""
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(GEWICHTEN, cijfers, strict=True)) % 11


def is_bsn(waarde: str) -> bool:
    """Negen cijfers, niet allemaal nul, elfproef 0."""
    return bool(_CIJFERS.fullmatch(waarde)) and waarde != "000000000" and elfproef(waarde) == 0


def is_onderwijsnummer(waarde: str) -> bool:
    """Negen cijfers, begint met 10, elfproef 5."""
    return bool(_CIJFERS.fullmatch(waarde)) and waarde.startswith("10") and elfproef(waarde) == 5


def is_brin(waarde: str) -> bool:
    """Twee cijfers, twee letters en eventueel twee cijfers voor de vestiging."""
    return bool(_BRIN.fullmatch(waarde))


def is_swv(waarde: str) -> bool:
    """PO of VO en vier cijfers."""
    return bool(_SWV.fullmatch(waarde))


CONTROLES = {
    "bsn": (is_bsn, "negen cijfers met de elfproef"),
    "onderwijsnummer": (is_onderwijsnummer, "negen cijfers, beginnend met 10, met de elfproef op rest 5"),
    "brin": (is_brin, "twee cijfers, twee letters en eventueel twee cijfers"),
    "swv": (is_swv, "PO of VO en vier cijfers"),
}


def normaliseren(soort: str, invoer: str) -> str:
    """Zonder spaties, punten en streepjes, in hoofdletters; een BSN van acht cijfers krijgt een nul ervoor."""
    kaal = invoer.translate(_LEESTEKENS)
    if kaal.isascii():
        kaal = kaal.upper()
    if soort == "bsn" and len(kaal) == 8 and kaal.isascii() and kaal.isdigit():
        kaal = "0" + kaal
    return kaal


def nummer(soort: str, invoer: str) -> Nummer:
    """Controleer een nummer. Een verkeerd nummer is geen fout maar een antwoord."""
    klopt, hoe = CONTROLES[soort]
    genormaliseerd = normaliseren(soort, invoer)
    geldig = klopt(genormaliseerd)
    zin = f"Een {soort} is {hoe}: dit nummer klopt{'' if geldig else ' niet'}."
    return Nummer(geldig, genormaliseerd if geldig else None, [waarde(zin, geldig, "vorm van het nummer")])


def tlv_nummer(swv: str, jaar: int, volgnummer: int) -> str:
    """Maak een volgnummer zoals de levering aan BRON het vraagt. ValueError als een deel niet past."""
    if not is_swv(swv) or not 2000 <= jaar <= 9999 or not 1 <= volgnummer <= 99999:
        raise ValueError(f"geen volgnummer van een TLV: {swv} {jaar} {volgnummer}")
    return str(TlvNummer(swv, jaar, volgnummer))


def tlv_nummer_lezen(invoer: str) -> TlvNummer:
    """Lees ruim: kleine letters, spaties en ontbrekende streepjes mogen. ValueError als het niet te lezen is."""
    gevonden = _TLV.fullmatch(re.sub(r"[ .]", "", invoer).upper()) if invoer.isascii() else None
    if gevonden is None or int(gevonden[3]) == 0:
        raise ValueError(f"geen volgnummer van een TLV: {invoer!r}")
    return TlvNummer(gevonden[1], int(gevonden[2]), int(gevonden[3]))


def is_tlv_nummer(invoer: str) -> bool:
    """Precies de vorm die wij uitgeven: `PO2202-2026-00001`."""
    try:
        return str(tlv_nummer_lezen(invoer)) == invoer
    except ValueError:
        return False
