"""Changing one value of a TOML text and leaving all else as it was written: comments, order, blank lines.

The text is cut into tables and the keys in them; a change replaces only its own piece. After every change the new text
is read again and compared with what the same change does to the data, so a piece that was cut wrongly can never pass:
then `Onmogelijk` is raised and the text stays as it was. Why not tomlkit: it leaves the comment above a row behind when
the row moves, and eats the blank lines between tables.

A place is a tuple of keys and row numbers from 0: `("mandaten", 0, "als", "complex")`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

from web.filling.beheer_toml_stukken import Blok, Onmogelijk, Pad, Stuk, Zin, lees

_KAAL = re.compile(r"[A-Za-z0-9_-]+")
# What a text over several lines cannot hold as it is.
_MET_TEKENS = re.compile(r'["\\\x00-\x09\x0b-\x1f\x7f]')


# --------------------------------------------------------------------------------------------------- writing


def toml_waarde(waarde: Any) -> str:
    """A value as TOML writes it, on one line but for a text of several lines."""
    match waarde:
        case bool():
            return "true" if waarde else "false"
        case str() if "\n" in waarde and not _MET_TEKENS.search(waarde):
            return f'"""\n{waarde}"""'
        case str():
            return _json(waarde)
        case date():
            return waarde.isoformat()
        case list():
            return f"[{', '.join(map(toml_waarde, waarde))}]"
        case dict():
            inhoud = ", ".join(f"{_sleutel(naam)} = {toml_waarde(iets)}" for naam, iets in waarde.items())
            return f"{{ {inhoud} }}" if inhoud else "{}"
    return str(waarde)


def _json(tekst: str) -> str:
    return json.dumps(tekst, ensure_ascii=False).replace("\x7f", "\\u007f")


def _sleutel(naam: str) -> str:
    return naam if _KAAL.fullmatch(naam) else _json(naam)


def _kop(pad: Pad) -> str:
    namen = ".".join(_sleutel(str(naam)) for naam in pad if isinstance(naam, str))
    return f"[[{namen}]]" if isinstance(pad[-1], int) else f"[{namen}]"


# --------------------------------------------------------------------------------------------------- changing


def zetten(tekst: str, pad: Pad, waarde: Any) -> str:
    """This key gets this value. Tables on the way that are not there yet are made. Raises Onmogelijk."""
    return _doen(tekst, lambda stuk: _zetten(stuk, pad, waarde), lambda data: _in_data(data, pad, waarde))


def tabel(tekst: str, pad: Pad) -> str:
    """An empty table at this place. Raises Onmogelijk."""

    def data(inhoud: Any) -> None:
        _ouder(inhoud, pad, maken=True).setdefault(pad[-1], {})

    return _doen(tekst, lambda stuk: None if _blokken(stuk, pad) else _nieuw_blok(stuk, pad), data)


def opmerken(tekst: str, pad: Pad, opmerking: str) -> str:
    """This remark behind the value at this place, unless somebody wrote another one there."""

    def erbij(stuk: Stuk) -> None:
        gevonden = _zin(stuk, pad)
        if gevonden and re.fullmatch(rf"\s*(# {re.escape(opmerking.partition(' ')[0])} .*)?\n?", gevonden[1].rechts):
            gevonden[1].rechts = f" # {' '.join(opmerking.split())}\n"

    return _doen(tekst, erbij, lambda data: None)


def weghalen(tekst: str, pad: Pad) -> str:
    """This key, table or row goes. Of a list of which the last row goes an empty list stays. Raises Onmogelijk."""

    def data(inhoud: Any) -> None:
        ouder = _ouder(inhoud, pad)
        del ouder[pad[-1]]

    return _doen(tekst, lambda stuk: _weghalen(stuk, pad), data)


def invoegen(tekst: str, lijst: Pad, rij: dict[str, Any]) -> str:
    """A new last row of this list of tables. Raises Onmogelijk."""

    def data(inhoud: Any) -> None:
        ouder = _ouder(inhoud, lijst, maken=True)
        ouder.setdefault(lijst[-1], []).append(deepcopy(rij))

    return _doen(tekst, lambda stuk: _invoegen(stuk, lijst, rij), data)


def omwisselen(tekst: str, lijst: Pad, eerste: int) -> str:
    """Row `eerste` and the next change places, each with the comment above it. Raises Onmogelijk."""

    def data(inhoud: Any) -> None:
        rijen = _ouder(inhoud, lijst)[lijst[-1]]
        rijen[eerste], rijen[eerste + 1] = rijen[eerste + 1], rijen[eerste]

    return _doen(tekst, lambda stuk: _omwisselen(stuk, lijst, eerste), data)


def _doen(tekst: str, in_tekst: Callable[[Stuk], Any], in_data: Callable[[Any], None]) -> str:
    tekst = tekst.replace("\r\n", "\n")
    try:
        verwacht = tomllib.loads(tekst)
        in_data(verwacht)
        stuk = lees(tekst if tekst.endswith("\n") or not tekst else tekst + "\n")
        in_tekst(stuk)
        nieuw = str(stuk)
        klopt = tomllib.loads(nieuw) == verwacht
    except (tomllib.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError):
        raise Onmogelijk from None
    if not klopt:
        raise Onmogelijk
    return nieuw


def _ouder(data: Any, pad: Pad, *, maken: bool = False) -> Any:
    for deel in pad[:-1]:
        if maken and isinstance(data, dict) and deel not in data:
            data[deel] = {}
        data = data[deel]
    return data


def _in_data(data: Any, pad: Pad, waarde: Any) -> None:
    _ouder(data, pad, maken=True)[pad[-1]] = deepcopy(waarde)


def _zin(stuk: Stuk, pad: Pad) -> tuple[Blok, Zin] | None:
    """The key whose value holds this place."""
    for blok in stuk.blokken:
        for zin in blok.zinnen:
            if pad[: len(zin.pad)] == zin.pad:
                return blok, zin
    return None


def _waarde(zin: Zin) -> Any:
    return tomllib.loads(f"x = {zin.waarde}")["x"]


def _zetten(stuk: Stuk, pad: Pad, waarde: Any) -> None:
    if gevonden := _zin(stuk, pad):
        _, zin = gevonden
        rest = pad[len(zin.pad) :]
        if rest:
            inhoud = {"x": _waarde(zin)}
            _in_data(inhoud, ("x", *rest), waarde)
            waarde = inhoud["x"]
        zin.waarde = toml_waarde(waarde)
        return
    blok = next((b for b in stuk.blokken if b.pad == pad[:-1]), None)
    boven = next((b for b in stuk.blokken if b.pad == pad[:-2]), None) if len(pad) > 2 else None
    if blok is None and boven is not None and not _blokken(stuk, pad[:-1]):
        # A small table within a table is written as one value.
        _erbij(boven, pad[:-1], {pad[-1]: waarde})
        return
    if blok is None:
        blok = _nieuw_blok(stuk, pad[:-1])
    if isinstance(waarde, dict) and waarde and len(pad) == 1:
        blok = _nieuw_blok(stuk, pad)
        for naam, iets in waarde.items():
            _erbij(blok, (*pad, naam), iets)
        return
    _erbij(blok, pad, waarde)


def _erbij(blok: Blok, pad: Pad, waarde: Any) -> None:
    regel = f"{_sleutel(str(pad[-1]))} = "
    blok.zinnen.append(Zin("", regel, toml_waarde(waarde), "\n", pad))


def _nieuw_blok(stuk: Stuk, pad: Pad) -> Blok:
    """An empty table, behind the last one that belongs to the same."""
    plek = len(stuk.blokken)
    for lengte in range(len(pad) - 1, 0, -1):
        verwant = [i for i, b in enumerate(stuk.blokken) if b.pad[:lengte] == pad[:lengte]]
        if verwant:
            plek = verwant[-1] + 1
            break
    ruimte = "\n" if any(str(b) for b in stuk.blokken[:plek]) else ""
    blok = Blok(ruimte, "", f"{_kop(pad)}\n", pad)
    stuk.blokken.insert(plek, blok)
    return blok


def _blokken(stuk: Stuk, pad: Pad) -> list[Blok]:
    return [blok for blok in stuk.blokken if blok.pad[: len(pad)] == pad]


def _rijen(stuk: Stuk, lijst: Pad) -> list[list[Blok]]:
    nummers = sorted({b.pad[len(lijst)] for b in _blokken(stuk, lijst) if len(b.pad) > len(lijst)})  # type: ignore[type-var]
    return [_blokken(stuk, (*lijst, nummer)) for nummer in nummers]


def _weghalen(stuk: Stuk, pad: Pad) -> None:
    if gevonden := _zin(stuk, pad):
        blok, zin = gevonden
        rest = pad[len(zin.pad) :]
        if rest:
            inhoud = {"x": _waarde(zin)}
            del _ouder(inhoud, ("x", *rest))[rest[-1]]
            zin.waarde = toml_waarde(inhoud["x"])
        else:
            plek = blok.zinnen.index(zin)
            blok.zinnen.remove(zin)
            _opmerking_blijft(stuk, blok, plek, zin.voor)
        return
    weg = _blokken(stuk, pad)
    laatste_rij = isinstance(pad[-1], int) and len(_rijen(stuk, pad[:-1])) == 1
    eerste = stuk.blokken.index(weg[0])
    stuk.blokken[:] = [blok for blok in stuk.blokken if all(blok is not w for w in weg)]
    if eerste == 1 and weg[0].plek.strip():
        # The comment at the head of the file is of the file.
        if eerste < len(stuk.blokken):
            stuk.blokken[eerste].plek = weg[0].plek
        else:
            stuk.staart = weg[0].plek + stuk.staart
    if laatste_rij:
        _zetten(stuk, pad[:-1], [])


def _opmerking_blijft(stuk: Stuk, blok: Blok, plek: int, voor: str) -> None:
    if plek < len(blok.zinnen):
        blok.zinnen[plek].voor = voor + blok.zinnen[plek].voor
        return
    volgende = stuk.blokken.index(blok) + 1
    if volgende < len(stuk.blokken):
        stuk.blokken[volgende].plek = voor + stuk.blokken[volgende].plek
    else:
        stuk.staart = voor + stuk.staart


def _invoegen(stuk: Stuk, lijst: Pad, rij: dict[str, Any]) -> None:
    gevonden = _zin(stuk, lijst)
    if gevonden:
        blok, zin = gevonden
        rest = lijst[len(zin.pad) :]
        if rest or _waarde(zin):
            inhoud = {"x": _waarde(zin)}
            _ouder(inhoud, ("x", *rest), maken=True).setdefault(("x", *rest)[-1], []).append(rij)
            zin.waarde = toml_waarde(inhoud["x"])
            return
        plek = blok.zinnen.index(zin)
        blok.zinnen.remove(zin)
        _opmerking_blijft(stuk, blok, plek, zin.voor)
    nieuw = _nieuw_blok(stuk, (*lijst, len(_rijen(stuk, lijst))))
    for naam, waarde in rij.items():
        _erbij(nieuw, (*nieuw.pad, naam), waarde)


def _omwisselen(stuk: Stuk, lijst: Pad, eerste: int) -> None:
    if gevonden := _zin(stuk, lijst):
        _, zin = gevonden
        inhoud = {"x": _waarde(zin)}
        rest = lijst[len(zin.pad) :]
        rijen = _ouder(inhoud, ("x", *rest))[("x", *rest)[-1]]
        rijen[eerste], rijen[eerste + 1] = rijen[eerste + 1], rijen[eerste]
        zin.waarde = toml_waarde(inhoud["x"])
        return
    een, ander = _rijen(stuk, lijst)[eerste : eerste + 2]
    plek_een, plek_ander = stuk.blokken.index(een[0]), stuk.blokken.index(ander[0])
    een[0].plek, ander[0].plek = ander[0].plek, een[0].plek
    rest = [b for b in stuk.blokken if all(b is not w for w in (*een, *ander))]
    plek_ander -= sum(any(stuk.blokken[i] is w for w in een) for i in range(plek_ander))
    stuk.blokken[:] = [*rest[:plek_een], *ander, *rest[plek_een:plek_ander], *een, *rest[plek_ander:]]
