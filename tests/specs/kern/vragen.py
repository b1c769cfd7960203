"""Een vraag stellen zoals elk ander programma: JSON erin, JSON eruit."""

from __future__ import annotations

import json

from services.kern.rekenen import antwoord


def vraag(regel: str, **invoer: object) -> dict:
    """Het hele antwoord."""
    return json.loads(antwoord(json.dumps({"id": "1", "regel": regel, "invoer": invoer}).encode()))


def uit(regel: str, **invoer: object) -> dict:
    """De uitkomst; er mag geen fout zijn."""
    gekregen = vraag(regel, **invoer)
    assert "uitkomst" in gekregen, gekregen
    return gekregen["uitkomst"]


def fout(regel: str, **invoer: object) -> tuple[str, str | None]:
    """Code en veld; er moet een fout zijn."""
    gekregen = vraag(regel, **invoer)
    assert "fout" in gekregen, gekregen
    assert gekregen["fout"]["melding"].endswith(".")
    return gekregen["fout"]["code"], gekregen["fout"]["veld"]


def g(naam: str, op: str | None = None, **velden: object) -> dict:
    """Eén gebeurtenis."""
    return {"gebeurtenis": naam, **({"op": op} if op else {}), **velden}
