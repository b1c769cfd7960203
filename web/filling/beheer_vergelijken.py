"""Two versions side by side: per part what changed, from old to new, in the words of the screens."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from tenants.registry import BRIEVEN
from tenants.schema import Tenant
from web.filling.beheer_boom import ALGEMEEN, Regels, is_blad
from web.filling.beheer_brieven import titel_van_brief
from web.filling.beheer_schema import Soort, Veldsoort, keuzes, velden
from web.filling.beheer_views import DeelWijziging, TekstRegel, Wijziging
from web.filling.beheer_woorden import TITELS, label
from web.filling.beheer_zinnen import voorwaarde, zin
from web.formatting import aantal, bedrag, datum

RUIMTE = 2  # lines around a change in a text
_SLEUTELS = ("naam", "soort", "vestiging", "nummer", "titel", "wat", "van")


def vergelijken(oud: Regels, nieuw: Regels) -> list[DeelWijziging]:
    """What changed, per part of the overview, and per letter with its lines."""
    uit: list[DeelWijziging] = []
    los: list[Wijziging] = []
    for v in velden(Tenant):
        a, b = oud.data.get(v.naam), nieuw.data.get(v.naam)
        if a == b or v.naam == "brieven":
            continue
        gevonden = list(_verschil(v, a, b, "", oud.data, nieuw.data))
        if is_blad(v.soort):
            los += gevonden
        elif gevonden:
            uit.append(DeelWijziging(TITELS.get(v.naam, v.naam), f"deel-{v.naam}", gevonden))
    if los:
        uit.insert(0, DeelWijziging(TITELS[ALGEMEEN], f"deel-{ALGEMEEN}", los))
    return uit + list(_brieven(oud, nieuw)) + list(_anders_geschreven(oud, nieuw, bool(uit)))


def samenvatting(delen: list[DeelWijziging]) -> str:
    n = sum(max(1, len(deel.wijzigingen)) for deel in delen)
    if not n:
        return "Er is niets anders."
    return f"{aantal(n, 'wijziging', 'wijzigingen')} in {aantal(len(delen), 'onderdeel', 'onderdelen')}."


def _brieven(oud: Regels, nieuw: Regels) -> Iterator[DeelWijziging]:
    een, ander = oud.brieven, nieuw.brieven
    for naam in sorted({*een, *ander}):
        a, b = een.get(naam, ""), ander.get(naam, "")
        if a != b:
            yield DeelWijziging(f"Brief: {titel_van_brief(naam)}", f"brief-{naam}", regels=regels(a, b))


def _anders_geschreven(oud: Regels, nieuw: Regels, al: bool) -> Iterator[DeelWijziging]:
    """Files that cannot be read as rules, or in which only remarks and order differ: their lines."""
    for bestand in sorted({*oud.teksten, *nieuw.teksten}):
        a, b = oud.teksten.get(bestand, ""), nieuw.teksten.get(bestand, "")
        if a == b or bestand.startswith(BRIEVEN):
            continue
        if bestand in oud.kapot or bestand in nieuw.kapot or not al:
            yield DeelWijziging(f"Bestand {bestand}", f"bestand-{bestand.replace('.', '-')}", regels=regels(a, b))


def regels(oud: str, nieuw: str) -> list[TekstRegel]:
    """The lines that changed, with a few around them."""
    uit = []
    for regel in difflib.unified_diff(oud.splitlines(), nieuw.splitlines(), lineterm="", n=RUIMTE):
        if regel.startswith(("---", "+++")) and not uit:
            continue
        if regel.startswith("@@"):
            uit.append(TekstRegel("gat", "…"))
        else:
            uit.append(TekstRegel({"-": "weg", "+": "nieuw"}.get(regel[:1], "gelijk"), regel[1:]))
    return uit[1:] if uit and uit[0].soort == "gat" else uit


# ------------------------------------------------------------------------------------------------ values


def _verschil(v: Veldsoort, a: Any, b: Any, plek: str, oud: Any, nieuw: Any) -> Iterator[Wijziging]:
    naam = label(v.klasse, v.naam)
    waar = f"{plek} › {naam}" if plek else naam
    if is_blad(v.soort) or v.naam == "als":
        eerst, nu = _zegt(v, a, oud), _zegt(v, b, nieuw)
        if eerst != nu:
            yield _wijziging(waar, eerst, nu)
    elif v.soort.aard in ("kaart", "lijsten"):
        yield from _kaart(v, a, b, plek)
    elif v.soort.aard == "groep":
        yield from _groep(v.soort, a, b, waar if plek or v.klasse != "Tenant" else "", oud, nieuw)
    else:
        yield from _rijen(v, a, b, waar if v.klasse != "Tenant" else plek, oud, nieuw)


def _wijziging(plek: str, oud: str, nieuw: str) -> Wijziging:
    soort = "anders" if oud and nieuw else "nieuw" if nieuw else "weg"
    return Wijziging(plek, soort, oud, nieuw)


def _groep(soort: Soort, a: Any, b: Any, plek: str, oud: Any, nieuw: Any) -> Iterator[Wijziging]:
    assert soort.klasse is not None
    een, ander = a if isinstance(a, dict) else {}, b if isinstance(b, dict) else {}
    bekend = {v.naam for v in velden(soort.klasse)}
    for v in velden(soort.klasse):
        if een.get(v.naam) != ander.get(v.naam):
            yield from _verschil(v, een.get(v.naam), ander.get(v.naam), plek, oud, nieuw)
    for naam in sorted({*een, *ander} - bekend):
        if een.get(naam) != ander.get(naam):
            waar = f"{plek} › {naam}" if plek else naam
            yield _wijziging(waar, str(een.get(naam, "")), str(ander.get(naam, "")))


def _kaart(v: Veldsoort, a: Any, b: Any, plek: str) -> Iterator[Wijziging]:
    from web.filling.beheer_schema import sleutels

    een, ander = a if isinstance(a, dict) else {}, b if isinstance(b, dict) else {}
    namen = {k.waarde: k.titel for k in sleutels(v, {"gemeenten": [*een, *ander]})}
    for naam in sorted({*een, *ander}):
        if een.get(naam) != ander.get(naam):
            waar = namen.get(naam, naam)
            yield _wijziging(f"{plek} › {waar}" if plek else waar, _tekst(een.get(naam)), _tekst(ander.get(naam)))


def _rijen(v: Veldsoort, a: Any, b: Any, plek: str, oud: Any, nieuw: Any) -> Iterator[Wijziging]:
    """Rows that are the same are matched first; of what is left, those that go by the same name."""
    klasse = v.soort.klasse.__name__ if v.soort.klasse else ""
    groep = Soort("groep", klasse=v.soort.klasse)
    for een, ander, naam in _paren(a, b):
        gezegd = zin(klasse, ander, nieuw) if een is None else zin(klasse, een, oud)
        titel = f"Dossier {naam}" if klasse == "Recept" else gezegd
        if een is None:
            yield Wijziging(plek, "nieuw", "", titel)
        elif ander is None:
            yield Wijziging(plek, "weg", titel, "")
        else:
            yield from _groep(groep, een, ander, f"{plek} › {titel}" if plek else titel, oud, nieuw)


def _paren(a: Any, b: Any) -> Iterator[tuple[Any, Any, str]]:
    if isinstance(a, dict) or isinstance(b, dict):
        een, ander = a if isinstance(a, dict) else {}, b if isinstance(b, dict) else {}
        for naam in [*een, *(n for n in ander if n not in een)]:
            if een.get(naam) != ander.get(naam):
                yield een.get(naam), ander.get(naam), naam
        return
    links, rechts = list(a or []), list(b or [])
    tekens = [[json.dumps(r, sort_keys=True, default=str) for r in rijen] for rijen in (links, rechts)]
    for wat, i1, i2, j1, j2 in difflib.SequenceMatcher(None, *tekens, autojunk=False).get_opcodes():
        if wat == "equal":
            continue
        over = rechts[j1:j2]
        for een in links[i1:i2]:
            maat = next((r for r in over if _zelfde(een, r)), None)
            maat = over[0] if maat is None and over and i2 - i1 == j2 - j1 == 1 else maat
            if maat is not None:
                over.remove(maat)
            yield een, maat, ""
        yield from ((None, ander, "") for ander in over)


def _zelfde(een: Any, ander: Any) -> bool:
    if not isinstance(een, dict) or not isinstance(ander, dict):
        return False
    sleutel = next((s for s in _SLEUTELS if s in een), None)
    return sleutel is not None and een[sleutel] == ander.get(sleutel)


def _zegt(v: Veldsoort, waarde: Any, tenant: Any) -> str:
    if waarde in (None, "", []):
        return ""
    if v.naam == "als":
        return voorwaarde(waarde, tenant)
    if v.naam == "cent" and isinstance(waarde, int):
        return bedrag(waarde)
    namen = {k.waarde: k.titel for k in keuzes(v, tenant)}
    if isinstance(waarde, list):
        return ", ".join(namen.get(str(w), str(w)) for w in waarde)
    return namen.get(str(waarde)) or _tekst(waarde)


def _tekst(waarde: Any) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if isinstance(waarde, date):
        return datum(waarde)
    return ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde)
