"""BAD-4 in full: more than six hundred texts in every text field of every form. `./meedoen test tests/matrix/lang`."""

from __future__ import annotations

from tests.matrix.proef import Deur
from tests.matrix.teksten import veel
from tests.matrix.test_teksten import elke_tekst
from tests.matrix.wereld import Wereld


async def test_elk_veld_van_elk_formulier_verdraagt_alles(deur: Deur, wereld: Wereld):
    teksten = list(veel())
    assert len(teksten) > 600
    assert await elke_tekst(deur, wereld, teksten) > 15_000
