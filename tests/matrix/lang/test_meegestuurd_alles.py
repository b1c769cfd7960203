"""BAD-11 in full: every column of every table, added to every form."""

from __future__ import annotations

from tests.matrix.proef import Deur, plekken
from tests.matrix.test_meegestuurd import kolommen, meesturen
from tests.matrix.wereld import Wereld
from tests.stack import Stack


async def test_geen_enkel_formulier_neemt_een_kolom_aan(stack: Stack, deur: Deur, wereld: Wereld):
    namen = await kolommen(stack)
    assert await meesturen(deur, wereld, {plek.naam: namen for plek in plekken(deur.app)}) > 4_000
