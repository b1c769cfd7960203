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
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Pad = tuple[str | int, ...]
_KAAL = re.compile(r"[A-Za-z0-9_-]+")
# What a text over several lines cannot hold as it is.
_MET_TEKENS = re.compile(r'["\\\x00-\x09\x0b-\x1f\x7f]')


class Onmogelijk(Exception):
    """This text cannot be changed by piece; a person has to do it."""


@dataclass
class _Zin:
    """One `key = value` with what stands before it (blank lines, comments) and behind it."""

    voor: str
    links: str
    waarde: str
    rechts: str
    pad: Pad

    def __str__(self) -> str:
        return self.voor + self.links + self.waarde + self.rechts


@dataclass
class _Blok:
    """A table. `plek`: the space above it, which stays where it is; `eigen`: its own comment, which moves along."""

    plek: str
    eigen: str
    kop: str
    pad: Pad
    zinnen: list[_Zin] = field(default_factory=list)

    def __str__(self) -> str:
        return self.plek + self.eigen + self.kop + "".join(map(str, self.zinnen))


@dataclass
class _Stuk:
    blokken: list[_Blok]
    staart: str

    def __str__(self) -> str:
        return "".join(map(str, self.blokken)) + self.staart


# --------------------------------------------------------------------------------------------------- reading


def _lees(tekst: str) -> _Stuk:
    blok = _Blok("", "", "", ())
    blokken, tellers = [blok], {}
    plek, voor = 0, ""
    while plek < len(tekst):
        einde = _einde_regel(tekst, plek)
        regel = tekst[plek:einde]
        kaal = regel.lstrip(" \t")
        if not kaal.strip() or kaal.startswith("#"):
            voor += regel
        elif kaal.startswith("["):
            ruimte, eigen = _eigen_opmerking(voor)
            blok = _Blok(ruimte, eigen, regel, _kop_pad(kaal, tellers))
            blokken.append(blok)
            voor = ""
        else:
            links = plek + _gelijkteken(tekst[plek:]) + 1
            links += len(tekst[links:]) - len(tekst[links:].lstrip(" \t"))
            eind_waarde = _einde_waarde(tekst, links)
            einde = _einde_regel(tekst, eind_waarde)
            sleutel = tekst[plek:links]
            namen = _namen(tomllib.loads(sleutel.rstrip(" \t").removesuffix("=") + "=0"), 0)
            blok.zinnen.append(
                _Zin(voor, sleutel, tekst[links:eind_waarde], tekst[eind_waarde:einde], blok.pad + namen)
            )
            voor = ""
        plek = einde
    return _Stuk(blokken, voor)


def _einde_regel(tekst: str, plek: int) -> int:
    einde = tekst.find("\n", plek)
    return len(tekst) if einde < 0 else einde + 1


def _eigen_opmerking(voor: str) -> tuple[str, str]:
    """The comment right above a table belongs to it; what stands above a blank line does not."""
    regels = voor.splitlines(keepends=True)
    begin = len(regels)
    while begin and regels[begin - 1].strip():
        begin -= 1
    return "".join(regels[:begin]), "".join(regels[begin:])


def _kop_pad(kop: str, tellers: dict[Pad, int]) -> Pad:
    lijst = kop.startswith("[[")
    *ouders, laatste = _namen(tomllib.loads(kop), [{}] if lijst else {})
    pad: Pad = ()
    for naam in ouders:
        pad += (naam,)
        if pad in tellers:
            pad += (tellers[pad] - 1,)
    pad += (laatste,)
    if lijst:
        tellers[pad] = tellers.get(pad, 0) + 1
        pad += (tellers[pad] - 1,)
    return pad


def _namen(inhoud: Any, bodem: Any) -> tuple[str, ...]:
    """The keys of a header or key: `a.b` gives ("a", "b")."""
    namen: tuple[str, ...] = ()
    while inhoud != bodem:
        (naam,) = inhoud
        namen, inhoud = (*namen, naam), inhoud[naam]
    return namen


def _gelijkteken(tekst: str) -> int:
    """Where the `=` of this key stands; one within quotes is part of the key."""
    dicht = ""
    for plek, teken in enumerate(tekst):
        if dicht:
            dicht = "" if teken == dicht else dicht
        elif teken in "\"'":
            dicht = teken
        elif teken == "=":
            return plek
    raise Onmogelijk


_LANG = ('"""', "'''")


def _einde_waarde(tekst: str, plek: int) -> int:
    """Just behind the value that begins here."""
    diepte = 0
    while plek < len(tekst):
        teken = tekst[plek]
        if teken in "\"'":
            plek = _einde_tekst(tekst, plek)
            if not diepte:
                return plek
            continue
        if teken == "#" and diepte:
            plek = _einde_regel(tekst, plek)
            continue
        if not diepte and teken in "#\n":
            break
        diepte += (teken in "[{") - (teken in "]}")
        plek += 1
        if not diepte and teken in "]}":
            return plek
    return plek - (len(tekst[:plek]) - len(tekst[:plek].rstrip(" \t")))


def _einde_tekst(tekst: str, plek: int) -> int:
    teken = tekst[plek]
    dicht = teken * 3 if tekst.startswith(_LANG, plek) else teken
    plek += len(dicht)
    while not tekst.startswith(dicht, plek):
        plek += 2 if tekst[plek] == "\\" and teken == '"' else 1
    plek += len(dicht)
    # A long text may end with one or two quotes of its own.
    while len(dicht) == 3 and tekst.startswith(teken, plek):
        plek += 1
    return plek


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

    def erbij(stuk: _Stuk) -> None:
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


def _doen(tekst: str, in_tekst: Callable[[_Stuk], Any], in_data: Callable[[Any], None]) -> str:
    tekst = tekst.replace("\r\n", "\n")
    try:
        verwacht = tomllib.loads(tekst)
        in_data(verwacht)
        stuk = _lees(tekst if tekst.endswith("\n") or not tekst else tekst + "\n")
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


def _zin(stuk: _Stuk, pad: Pad) -> tuple[_Blok, _Zin] | None:
    """The key whose value holds this place."""
    for blok in stuk.blokken:
        for zin in blok.zinnen:
            if pad[: len(zin.pad)] == zin.pad:
                return blok, zin
    return None


def _waarde(zin: _Zin) -> Any:
    return tomllib.loads(f"x = {zin.waarde}")["x"]


def _zetten(stuk: _Stuk, pad: Pad, waarde: Any) -> None:
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


def _erbij(blok: _Blok, pad: Pad, waarde: Any) -> None:
    regel = f"{_sleutel(str(pad[-1]))} = "
    blok.zinnen.append(_Zin("", regel, toml_waarde(waarde), "\n", pad))


def _nieuw_blok(stuk: _Stuk, pad: Pad) -> _Blok:
    """An empty table, behind the last one that belongs to the same."""
    plek = len(stuk.blokken)
    for lengte in range(len(pad) - 1, 0, -1):
        verwant = [i for i, b in enumerate(stuk.blokken) if b.pad[:lengte] == pad[:lengte]]
        if verwant:
            plek = verwant[-1] + 1
            break
    ruimte = "\n" if any(str(b) for b in stuk.blokken[:plek]) else ""
    blok = _Blok(ruimte, "", f"{_kop(pad)}\n", pad)
    stuk.blokken.insert(plek, blok)
    return blok


def _blokken(stuk: _Stuk, pad: Pad) -> list[_Blok]:
    return [blok for blok in stuk.blokken if blok.pad[: len(pad)] == pad]


def _rijen(stuk: _Stuk, lijst: Pad) -> list[list[_Blok]]:
    nummers = sorted({b.pad[len(lijst)] for b in _blokken(stuk, lijst) if len(b.pad) > len(lijst)})  # type: ignore[type-var]
    return [_blokken(stuk, (*lijst, nummer)) for nummer in nummers]


def _weghalen(stuk: _Stuk, pad: Pad) -> None:
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


def _opmerking_blijft(stuk: _Stuk, blok: _Blok, plek: int, voor: str) -> None:
    if plek < len(blok.zinnen):
        blok.zinnen[plek].voor = voor + blok.zinnen[plek].voor
        return
    volgende = stuk.blokken.index(blok) + 1
    if volgende < len(stuk.blokken):
        stuk.blokken[volgende].plek = voor + stuk.blokken[volgende].plek
    else:
        stuk.staart = voor + stuk.staart


def _invoegen(stuk: _Stuk, lijst: Pad, rij: dict[str, Any]) -> None:
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


def _omwisselen(stuk: _Stuk, lijst: Pad, eerste: int) -> None:
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
