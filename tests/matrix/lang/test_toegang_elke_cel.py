"""ISO-2 in full: also the public pages, and the roles that a place does not name, by everybody in every relation."""

from __future__ import annotations

from tests.matrix.ronde import rond
from tests.matrix.test_toegang import test_elk_antwoord_is_wat_de_tabel_zegt as vergelijken
from tests.matrix.wereld import Wereld
from tests.stack import Stack


async def test_elke_cel_is_wat_de_tabel_zegt(stack: Stack, wereld: Wereld):
    ronde = await rond(stack, wereld, elke=True)
    assert len(ronde.antwoorden) > 16_000
    await vergelijken(ronde)
