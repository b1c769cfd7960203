"""On which line of a TOML text each key stands. `tomllib` gives the values and forgets where they were.

A path is a tuple of keys and, within a list, numbers from 1: `("mandaten", 2, "als", "categorie", 1)` is what one
writes as `mandaten[2].als.categorie[1]`. Reads only text that `tomllib` has accepted.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

Pad = tuple[str | int, ...]

_LEEG = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KALE_SLEUTEL = re.compile(r"[A-Za-z0-9_-]+")
_TEKST = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")' + r"|'''.*?'{3,5}(?!')" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'",
    re.DOTALL,
)
_WAARDE = re.compile(r"[^,\]}#\r\n]+")
_STUK = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
# By which key an element of a list is called in a path: `commissie.plekken.psycholoog`.
_NAAMSLEUTELS = ("naam", "soort", "van")


def regels(tekst: str) -> dict[Pad, int]:
    """Of every key and every element of a list the line it begins on, counted from 1."""
    return _Lezer(tekst).lees()


def pad(sleutel: str) -> Pad:
    """`mandaten[2].beslist` as a path."""
    return tuple(int(nummer) if nummer else naam for nummer, naam in _STUK.findall(sleutel))


def vind(sleutel: str, inhoud: dict[str, Any]) -> Pad:
    """The path of a key in these values, as deep as it is there.

    A list may be followed by the name of its element instead of a number; `vragen` of a recept or formulier are
    found in any of its onderdelen.
    """
    gevonden: Pad = ()
    hier: Any = inhoud
    for stuk in pad(sleutel):
        stap = next(_stappen(hier, stuk), None)
        if stap is None:
            break
        erbij, hier = stap
        gevonden += erbij
    return gevonden


def regel(plaatsen: dict[Pad, int], gevonden: Pad) -> int:
    """The line of this path, or of the nearest thing around it that has one."""
    while gevonden and gevonden not in plaatsen:
        gevonden = gevonden[:-1]
    return plaatsen.get(gevonden, 1)


def _stappen(hier: Any, stuk: str | int) -> Iterator[tuple[Pad, Any]]:
    if isinstance(hier, dict) and stuk in hier:
        yield (stuk,), hier[stuk]
    elif isinstance(hier, dict) and stuk == "vragen" and isinstance(hier.get("onderdelen"), list):
        yield (), _Vragen(hier["onderdelen"])
    elif isinstance(hier, _Vragen):
        for nummer, onderdeel in enumerate(hier.onderdelen, 1):
            for (volgnummer,), vraag in _stappen(onderdeel.get("vragen", []), stuk):
                yield ("onderdelen", nummer, "vragen", volgnummer), vraag
    elif isinstance(hier, list) and isinstance(stuk, int) and 1 <= stuk <= len(hier):
        yield (stuk,), hier[stuk - 1]
    elif isinstance(hier, list) and isinstance(stuk, str):
        for nummer, deel in enumerate(hier, 1):
            if isinstance(deel, dict) and stuk in (deel.get(sleutel) for sleutel in _NAAMSLEUTELS):
                yield (nummer,), deel


class _Vragen:
    """All questions of a recept, which stand in its onderdelen."""

    def __init__(self, onderdelen: list[Any]) -> None:
        self.onderdelen = onderdelen


class _Lezer:
    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        self.plek = 0
        self.einden = [teken.start() for teken in re.finditer("\n", tekst)]
        self.gevonden: dict[Pad, int] = {}
        self.impliciet: set[Pad] = set()
        self.aantallen: dict[Pad, int] = {}

    def lees(self) -> dict[Pad, int]:
        tabel: Pad = ()
        while self._verder():
            if self.tekst.startswith("[", self.plek):
                tabel = self._kop()
            else:
                self._regel(tabel)
        return self.gevonden

    def _verder(self) -> bool:
        """Past blanks and remarks; whether something follows."""
        self.plek = _LEEG.match(self.tekst, self.plek).end()
        return self.plek < len(self.tekst)

    def _noteer(self, pad: Pad, *, zelf: bool = True) -> None:
        """`zelf` False: only named on the way to something deeper; a header of its own counts before that."""
        if pad not in self.gevonden or (zelf and pad in self.impliciet):
            self.gevonden[pad] = bisect_left(self.einden, self.plek) + 1
            self.impliciet.discard(pad) if zelf else self.impliciet.add(pad)

    def _kop(self) -> Pad:
        lijst = self.tekst.startswith("[[", self.plek)
        begin = self.plek
        self.plek += 2 if lijst else 1
        sleutels = self._sleutels()
        eind, self.plek = self.tekst.index("]", self.plek) + (2 if lijst else 1), begin
        tabel: Pad = ()
        for nummer, sleutel in enumerate(sleutels, 1):
            tabel += (sleutel,)
            laatste = nummer == len(sleutels)
            self._noteer(tabel, zelf=laatste)
            if laatste and lijst:
                self.aantallen[tabel] = self.aantallen.get(tabel, 0) + 1
            if tabel in self.aantallen:
                tabel += (self.aantallen[tabel],)
                self._noteer(tabel)
        self.plek = eind
        return tabel

    def _regel(self, tabel: Pad) -> None:
        begin = self.plek
        sleutels = self._sleutels()
        na, self.plek = self.plek, begin
        for nummer, sleutel in enumerate(sleutels, 1):
            tabel += (sleutel,)
            self._noteer(tabel, zelf=nummer == len(sleutels))
        self.plek = self.tekst.index("=", na) + 1
        self._waarde(tabel)

    def _sleutels(self) -> list[str]:
        """A dotted key; afterwards the place is behind it."""
        sleutels = []
        while True:
            self._verder()
            if kaal := _KALE_SLEUTEL.match(self.tekst, self.plek):
                sleutels.append(kaal[0])
            else:
                kaal = _TEKST.match(self.tekst, self.plek)
                sleutels.append(tomllib.loads(f"x = {kaal[0]}")["x"])
            self.plek = kaal.end()
            self._verder()
            if not self.tekst.startswith(".", self.plek):
                return sleutels
            self.plek += 1

    def _waarde(self, pad: Pad) -> None:
        self._verder()
        teken = self.tekst[self.plek]
        if teken in "\"'":
            self.plek = _TEKST.match(self.tekst, self.plek).end()
        elif teken == "[":
            self._reeks("]", lambda nummer: self._element((*pad, nummer)))
        elif teken == "{":
            self._reeks("}", lambda _: self._regel(pad))
        else:
            self.plek = _WAARDE.match(self.tekst, self.plek).end()

    def _element(self, pad: Pad) -> None:
        self._noteer(pad)
        self._waarde(pad)

    def _reeks(self, sluit: str, lees) -> None:
        """What stands between brackets, divided by commas."""
        self.plek += 1
        nummer = 0
        while self._verder() and not self.tekst.startswith(sluit, self.plek):
            if self.tekst.startswith(",", self.plek):
                self.plek += 1
                continue
            nummer += 1
            lees(nummer)
        self.plek += 1
