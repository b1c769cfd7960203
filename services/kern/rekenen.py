"""Rekenen van de opdrachtregel: JSON Lines erin, JSON Lines eruit (`python -m services.kern.rekenen`).

Eén regel erin is één regel eruit, in dezelfde volgorde; een fout in de ene raakt de andere niet. Er wordt geen
klok, netwerk of databank gelezen.
"""

from __future__ import annotations

import json
import sys
import traceback
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

import msgspec

from services.kern.regelboek import reken
from services.kern.rekenfout import Rekenfout


def _geen_constante(naam: str) -> None:
    raise ValueError(f"{naam} is geen JSON")


def _decimaal(tekst: str) -> Decimal:
    try:
        return Decimal(tekst)
    except InvalidOperation:  # een exponent die niemand meer kan uitrekenen
        return Decimal("NaN")


def _geheel(tekst: str) -> int | Decimal:
    # Python weigert een geheel getal van duizenden cijfers; voor ons is het dan gewoon geen aantal.
    return int(tekst) if len(tekst) < 100 else Decimal("NaN")


_ontleden = json.JSONDecoder(parse_float=_decimaal, parse_int=_geheel, parse_constant=_geen_constante).decode
_schrijven = msgspec.json.Encoder().encode


def antwoord(regel: bytes) -> bytes:
    """Het antwoord op één regel, zonder regeleinde."""
    vraag_id = None
    try:
        vraag = lees_object(regel)
        gegeven_id = vraag.get("id")
        if isinstance(gegeven_id, str):
            vraag_id = gegeven_id
        for veld, soort, wat in (("id", str, "tekst"), ("regel", str, "tekst"), ("invoer", dict, "een object")):
            waarde = vraag.get(veld)
            if waarde is None:
                raise Rekenfout("ontbreekt", veld, f"Het veld “{veld}” ontbreekt.")
            if not isinstance(waarde, soort):
                raise Rekenfout("ongeldige_waarde", veld, f"Het veld “{veld}” moet {wat} zijn.")
        uitkomst, uitleg = reken(vraag["regel"], vraag["invoer"])
        uit: dict[str, Any] = {"id": vraag_id, "uitkomst": uitkomst, "uitleg": uitleg}
    except Rekenfout as fout:
        uit = _fout(vraag_id, fout.code, fout.veld, fout.melding)
    except Exception:
        # Een fout van ons mag de regels erna niet tegenhouden; wat er misging staat op stderr.
        traceback.print_exc()
        uit = _fout(vraag_id, "ongeldige_waarde", None, "Deze vraag kon niet worden uitgerekend.")
    return _als_json(uit)


def lees_object(regel: bytes) -> dict[str, Any]:
    """De tekst als JSON-object met exacte getallen. Rekenfout `ongeldige_json` als het er geen is."""
    try:
        vraag = _ontleden(regel.decode("utf-8"))
    except (ValueError, RecursionError):
        vraag = None
    if not isinstance(vraag, dict):
        raise Rekenfout("ongeldige_json", None, "Deze regel is geen JSON-object.")
    return vraag


def _fout(vraag_id: str | None, code: str, veld: str | None, melding: str) -> dict[str, Any]:
    return {"id": vraag_id, "fout": {"code": code, "veld": veld, "melding": melding}}


def _als_json(uit: dict[str, Any]) -> bytes:
    try:
        return _schrijven(uit)
    except UnicodeEncodeError:
        # Een half teken uit de invoer (`\\ud800`) bestaat niet in UTF-8; als escape kan het wel terug.
        return json.dumps(msgspec.to_builtins(uit)).encode()


def main(erin: BinaryIO, eruit: BinaryIO) -> None:
    """Lees tot het einde; antwoord meteen na elke regel, zodat een ander programma kan meelezen."""
    for nummer, regel in enumerate(erin):
        if nummer == 0:
            regel = regel.removeprefix(b"\xef\xbb\xbf")
        if regel.strip():
            eruit.write(antwoord(regel) + b"\n")
            eruit.flush()


def opdracht() -> int:
    """De opdrachtregel. Altijd 0: wie niet meer meeleest of zelf stopt, heeft gekregen waar hij om vroeg."""
    if sys.stdin is None or sys.stdout is None:  # gestart zonder invoer of uitvoer: er is niets te doen
        return 0
    try:
        main(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        # Anders probeert Python bij het afsluiten nog te schrijven naar wie er niet meer is.
        sys.stdout = None
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(opdracht())
