"""The language of the letters: fields, one condition, one list. No code, no calls, nothing but its fields.

    [[kind.roepnaam]]                           the value of a field
    [[lijst deskundigen]]                       a fixed list of lines, alone on its line
    [[als tlv.categorie]]…[[anders]]…[[einde]]  by whether a field is filled in; [[anders]] is optional

A text is compiled once, at load, to a small tree; whatever is not in this grammar is refused there with its
line number. Rendering walks the tree once, so it takes time in proportion to the text and nothing more.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

LENGTE = 40_000
DIEPTE = 3
_NAAM = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)?")


class PlaceholderFout(ValueError):
    """A text that is not in the language. Says on which line and why, as the end of a Dutch sentence."""


@dataclass(frozen=True)
class Tekst:
    """Words that stand as they are."""

    woorden: str


@dataclass(frozen=True)
class Veld:
    """A field, or with `lijst` a list of lines. `regel` is the line of the text, from 1."""

    naam: str
    regel: int
    lijst: bool = False


@dataclass(frozen=True)
class Als:
    """Words for when the field is filled in, and for when it is not."""

    naam: str
    regel: int
    dan: "Boom"
    anders: "Boom"


Boom = tuple[Tekst | Veld | Als, ...]


@dataclass
class _Open:
    naam: str
    regel: int
    dan: list
    anders: list | None = None


def compile_text(tekst: str) -> Boom:
    """The tree of a text. Raises PlaceholderFout."""
    if len(tekst) > LENGTE:
        raise PlaceholderFout(f"de tekst is langer dan {LENGTE} tekens")
    wortel: list = []
    open_: list[_Open] = []
    plek = 0
    while (begin := tekst.find("[[", plek)) >= 0:
        regel = tekst.count("\n", 0, begin) + 1
        einde = tekst.find("]]", begin)
        if einde < 0 or "\n" in tekst[begin:einde]:
            raise PlaceholderFout(f"regel {regel}: “[[” zonder “]]” op dezelfde regel")
        _top(wortel, open_).append(Tekst(tekst[plek:begin]))
        _opnemen(tekst[begin + 2 : einde].strip(), regel, wortel, open_)
        plek = einde + 2
    if open_:
        raise PlaceholderFout(f"regel {open_[-1].regel}: [[als {open_[-1].naam}]] heeft geen [[einde]]")
    if "]]" in tekst[plek:]:
        raise PlaceholderFout("“]]” zonder “[[”")
    wortel.append(Tekst(tekst[plek:]))
    return _dicht(wortel)


def _opnemen(inhoud: str, regel: int, wortel: list, open_: list[_Open]) -> None:
    woord, _, rest = inhoud.partition(" ")
    if inhoud == "einde":
        if not open_:
            raise PlaceholderFout(f"regel {regel}: [[einde]] zonder [[als …]]")
        klaar = open_.pop()
        deel = Als(klaar.naam, klaar.regel, _dicht(klaar.dan), _dicht(klaar.anders or []))
        _top(wortel, open_).append(deel)
    elif inhoud == "anders":
        if not open_ or open_[-1].anders is not None:
            raise PlaceholderFout(f"regel {regel}: [[anders]] zonder [[als …]]")
        open_[-1].anders = []
    elif woord == "als" and _NAAM.fullmatch(rest):
        if len(open_) == DIEPTE:
            raise PlaceholderFout(f"regel {regel}: meer dan {DIEPTE} keer [[als …]] in elkaar")
        open_.append(_Open(rest, regel, []))
    elif woord == "lijst" and _NAAM.fullmatch(rest):
        _top(wortel, open_).append(Veld(rest, regel, lijst=True))
    elif _NAAM.fullmatch(inhoud) and inhoud not in ("als", "lijst"):
        _top(wortel, open_).append(Veld(inhoud, regel))
    else:
        raise PlaceholderFout(f"regel {regel}: “[[{inhoud[:40]}]]” is geen veld, als, anders, einde of lijst")


def _top(wortel: list, open_: list[_Open]) -> list:
    if not open_:
        return wortel
    return open_[-1].dan if open_[-1].anders is None else open_[-1].anders


def _dicht(delen: list) -> Boom:
    return tuple(deel for deel in delen if deel != Tekst(""))


def render(boom: Boom, gevuld: Mapping[str, bool], veld: Callable[[Veld], str]) -> str:
    """The text with its fields. `gevuld` says per field whether it is filled in, `veld` writes one."""
    return "".join(_stukken(boom, gevuld, veld))


def _stukken(boom: Boom, gevuld: Mapping[str, bool], veld: Callable[[Veld], str]) -> Iterator[str]:
    for deel in boom:
        match deel:
            case Tekst(woorden):
                yield woorden
            case Veld():
                yield veld(deel)
            case Als():
                yield from _stukken(deel.dan if gevuld[deel.naam] else deel.anders, gevuld, veld)


def fields(boom: Boom, zeker: frozenset[str] = frozenset()) -> Iterator[tuple[Veld | Als, frozenset[str]]]:
    """Every field and condition of the text, each with the fields that are surely filled in at that place."""
    for deel in boom:
        match deel:
            case Veld():
                yield deel, zeker
            case Als():
                yield deel, zeker
                yield from fields(deel.dan, zeker | {deel.naam})
                yield from fields(deel.anders, zeker)


def always(boom: Boom) -> frozenset[str]:
    """The fields that stand in the letter whatever the case."""
    altijd: frozenset[str] = frozenset()
    for deel in boom:
        match deel:
            case Veld(naam):
                altijd |= {naam}
            case Als():
                altijd |= always(deel.dan) & always(deel.anders)
    return altijd
