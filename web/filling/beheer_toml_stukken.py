"""A TOML text cut into its tables and the keys in them, so that one piece can be replaced; together they are the text.

Only for text that is valid TOML: what is not is refused before (`beheer_toml`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

Pad = tuple[str | int, ...]


class Onmogelijk(Exception):
    """This text cannot be changed by piece; a person has to do it."""


@dataclass
class Zin:
    """One `key = value` with what stands before it (blank lines, comments) and behind it."""

    voor: str
    links: str
    waarde: str
    rechts: str
    pad: Pad

    def __str__(self) -> str:
        return self.voor + self.links + self.waarde + self.rechts


@dataclass
class Blok:
    """A table. `plek`: the space above it, which stays where it is; `eigen`: its own comment, which moves along."""

    plek: str
    eigen: str
    kop: str
    pad: Pad
    zinnen: list[Zin] = field(default_factory=list)

    def __str__(self) -> str:
        return self.plek + self.eigen + self.kop + "".join(map(str, self.zinnen))


@dataclass
class Stuk:
    blokken: list[Blok]
    staart: str

    def __str__(self) -> str:
        return "".join(map(str, self.blokken)) + self.staart


# --------------------------------------------------------------------------------------------------- reading


def lees(tekst: str) -> Stuk:
    blok = Blok("", "", "", ())
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
            blok = Blok(ruimte, eigen, regel, _kop_pad(kaal, tellers))
            blokken.append(blok)
            voor = ""
        else:
            links = plek + _gelijkteken(tekst[plek:]) + 1
            links += len(tekst[links:]) - len(tekst[links:].lstrip(" \t"))
            eind_waarde = _einde_waarde(tekst, links)
            einde = _einde_regel(tekst, eind_waarde)
            sleutel = tekst[plek:links]
            namen = _namen(tomllib.loads(sleutel.rstrip(" \t").removesuffix("=") + "=0"), 0)
            blok.zinnen.append(Zin(voor, sleutel, tekst[links:eind_waarde], tekst[eind_waarde:einde], blok.pad + namen))
            voor = ""
        plek = einde
    return Stuk(blokken, voor)


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
