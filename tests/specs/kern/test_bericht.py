"""Messages between two versions: what nobody uses yet does not travel, what nobody knows is refused (UPG-4)."""

from __future__ import annotations

import msgspec
import pytest

from services.kern.bericht import Vraag


class Vorige(Vraag, frozen=True, kw_only=True):
    zaak: int


class Nieuwe(Vraag, frozen=True, kw_only=True):
    zaak: int
    ook: str = ""
    alle: list[int] = msgspec.field(default_factory=list)


def _over(vraag: Vraag, soort: type) -> Vraag:
    return msgspec.msgpack.decode(msgspec.msgpack.encode(vraag), type=soort)


def test_een_dienst_van_de_vorige_versie_verstaat_een_vraag_zonder_het_nieuwe_veld():
    assert _over(Nieuwe(zaak=1), Vorige) == Vorige(zaak=1)
    assert _over(Vorige(zaak=1), Nieuwe) == Nieuwe(zaak=1)


def test_wat_zij_niet_verstaat_weigert_zij():
    """Better no answer than an answer to another question."""
    with pytest.raises(msgspec.ValidationError, match="ook"):
        _over(Nieuwe(zaak=1, ook="x"), Vorige)
