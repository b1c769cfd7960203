"""Wat een versie van de regels van een samenwerkingsverband mag zijn: bestanden, grootte, begin en bron."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from services.kern.kalender import in_woorden, plus_jaren
from services.netwerk.contract import REGELS_GROOTTE

BRON_TEKENS, BRON_HOOGSTENS = 8, 300
TOELICHTING_HOOGSTENS = 2_000
JAREN_VOORUIT = 5
# Zo lang duurt het hooguit voordat elk onderdeel van Meedoen een nieuwe versie kent. Wie vlak voor middernacht
# vaststelt, begint daarom een dag later: zo gelden op één dag nooit twee versies door elkaar.
SPREIDING = timedelta(minutes=5)
_BESTANDSNAAM = re.compile(r"([a-z][a-z0-9_]{0,59}\.toml|brieven/[a-z][a-z0-9_]{0,59}\.md)")
# Tekens die PostgreSQL of een brief niet kan bewaren; tab en regeleinde horen er wel bij.
_ONBRUIKBAAR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_KOP = re.compile(r"^\[versie\][ \t]*(#.*)?$", re.MULTILINE)
_VOLGENDE_KOP = re.compile(r"^\[", re.MULTILINE)
_BEGIN = re.compile(r"^vanaf[ \t]*=.*$", re.MULTILINE)
_BRON = re.compile(r"^bron[ \t]*=[ \t]*\"[^\"\n]*\"[ \t]*(#.*)?$", re.MULTILINE)


def bestanden_toetsen(bestanden: Mapping[str, str]) -> dict[str, str]:
    """Per bestand de zin waarom het zo niet bewaard kan worden; leeg als alles kan."""
    fouten = {}
    for naam, tekst in bestanden.items():
        if not _BESTANDSNAAM.fullmatch(naam):
            fouten[naam] = "Een bestand heet naam.toml of brieven/naam.md, met kleine letters."
        elif _ONBRUIKBAAR.search(tekst):
            fouten[naam] = "In dit bestand staat een teken dat geen letter, cijfer of leesteken is."
    return fouten


def toepassen(basis: Mapping[str, str], gewijzigd: Mapping[str, str]) -> dict[str, str]:
    """De bestanden na de wijziging; een lege tekst haalt een bestand weg. Regeleinden worden overal gelijk."""
    gelijk = {naam: tekst.replace("\r\n", "\n").replace("\r", "\n") for naam, tekst in gewijzigd.items()}
    samen = {**basis, **gelijk}
    return {naam: samen[naam] for naam in sorted(samen) if samen[naam].strip()}


def te_groot(bestanden: Mapping[str, str]) -> bool:
    """Of alle bestanden samen groter zijn dan bewaard kan worden."""
    return sum(len(tekst.encode()) for tekst in bestanden.values()) > REGELS_GROOTTE


def vroegste_begin(nu_lokaal: datetime) -> date:
    """De eerste dag waarop regels kunnen ingaan die op dit moment (lokale tijd) worden vastgesteld."""
    return (nu_lokaal + SPREIDING).date() + timedelta(days=1)


def vaststellen_toetsen(vanaf: date, bron: str, toelichting: str, vroegst: date) -> dict[str, str]:
    """Per veld de zin waarom de regels zo niet kunnen worden vastgesteld; leeg als het klopt."""
    fouten = {}
    if vanaf < vroegst:
        fouten["vanaf"] = f"Nieuwe regels gaan op zijn vroegst in op {in_woorden(vroegst)}."
    elif vanaf > plus_jaren(vroegst, JAREN_VOORUIT):
        fouten["vanaf"] = f"Klopt dit? Kies een dag binnen {JAREN_VOORUIT} jaar."
    if len(bron.strip()) < BRON_TEKENS:
        fouten["bron"] = "Schrijf op waar deze regels vandaan komen: het document en de plaats, of het besluit."
    elif len(bron) > BRON_HOOGSTENS or _ONBRUIKBAAR.search(bron) or "\n" in bron:
        fouten["bron"] = f"Schrijf de bron op één regel, in ten hoogste {BRON_HOOGSTENS} tekens."
    if len(toelichting) > TOELICHTING_HOOGSTENS or _ONBRUIKBAAR.search(toelichting):
        fouten["toelichting"] = f"Houd de toelichting korter dan {TOELICHTING_HOOGSTENS} tekens."
    return fouten


def met_begin(bestanden: Mapping[str, str], kernbestand: str, vanaf: date, bron: str) -> dict[str, str]:
    """De bestanden waarin `[versie]` de dag en de bron noemt waarmee zij zijn vastgesteld.

    Zo zegt een export hetzelfde als de versie waar zij van kwam. Wat er verder staat blijft letter voor letter.
    """
    tekst = bestanden.get(kernbestand, "")
    eigen = f"[versie]\nvanaf = {vanaf.isoformat()}\nbron = {_toml_tekst(bron)}\n"
    kop = _KOP.search(tekst)
    if kop is None:
        nieuw = f"{tekst.rstrip()}\n\n{eigen}"
    else:
        volgende = _VOLGENDE_KOP.search(tekst, kop.end())
        einde = volgende.start() if volgende else len(tekst)
        deel = _BEGIN.sub(f"vanaf = {vanaf.isoformat()}", tekst[kop.start() : einde])
        deel = _BRON.sub(lambda _: f"bron = {_toml_tekst(bron)}", deel)
        nieuw = tekst[: kop.start()] + deel + tekst[einde:]
    try:
        gelezen = tomllib.loads(nieuw).get("versie", {})
    except tomllib.TOMLDecodeError:
        gelezen = {}
    if (gelezen.get("vanaf"), gelezen.get("bron")) != (vanaf, bron):
        return dict(bestanden)  # zo geschreven dat het niet zonder schade te veranderen is
    return {**bestanden, kernbestand: nieuw}


def _toml_tekst(tekst: str) -> str:
    return '"' + tekst.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'
