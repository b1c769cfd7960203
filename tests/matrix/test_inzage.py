"""AUD-1: every probe of the matrix that reached a case left exactly one line per question, and at least one per act.

What was asked comes from the round itself (which messages each probe led to), what was written down from the audit of
the services. What was refused stands in it too, with the reason.
"""

from __future__ import annotations

from collections import Counter

from infra.processes import SERVICES, load
from services.kern.bericht import Opdracht
from tests.matrix.proef import zaak_van
from tests.matrix.ronde import Ronde
from tests.matrix.wereld import Bezoeker
from tests.stack import Stack, eventually

#: A refusal that never reached the service leaves no line there: it did not answer.
NIET_AANGEKOMEN = {"NietBeschikbaar", "NietIngelogd"}


def _iedereen(ronde: Ronde) -> list[Bezoeker]:
    """Who stood at a door: family at what is of a dossier with an account of its own."""
    return [een for b in ronde.wereld.bezoekers for een in (b, b.van_dossier) if een is not None]


async def _regels(stack: Stack, ronde: Ronde) -> Counter[tuple[str, str, str]]:
    """How many lines: service, what, person. Of acts only what was refused: one that was done is known by its facts,
    and by its own name only when it has none."""
    personen = [b.persoon for b in _iedereen(ronde) if b.persoon]
    geteld: Counter[tuple[str, str, str]] = Counter()
    for dienst in SERVICES:
        sql = (
            f"select wat, persoon, count(*) as aantal from {dienst}.audit"
            " where persoon = any($1) and op between $2 and $3"
            " and (soort <> 'handeling' or uitkomst = 'geweigerd') group by wat, persoon"
        )
        for rij in await stack.sql(sql, personen, ronde.geteld_vanaf, ronde.geteld_tot):
            geteld[dienst, rij["wat"], str(rij["persoon"])] += rij["aantal"]
    return geteld


async def test_elke_blik_en_elke_weigering_laat_een_regel_achter(stack: Stack, ronde: Ronde):
    deuren = {(dienst, deur.bericht.heet()): deur for dienst in SERVICES for deur in load(dienst).doors.values()}
    verwacht: Counter[tuple[str, str, str]] = Counter()
    geweigerd: Counter[str] = Counter()
    for cel, antwoord in ronde.antwoorden.items():
        persoon = str(ronde.wereld.bezoekers[cel.bezoeker].bij(cel.plek.pad).persoon)
        for vraag in antwoord.gevraagd:
            deur = deuren[vraag.dienst, vraag.naam]
            if deur.open or vraag.fout in NIET_AANGEKOMEN or zaak_van(vraag, ronde.wereld) is None:
                continue
            if not vraag.fout and (issubclass(deur.bericht, Opdracht) or not deur.kijkt):
                continue  # an act is known by its facts, and is looked at below
            verwacht[vraag.dienst, vraag.naam, persoon] += 1
            geweigerd[persoon] += bool(vraag.fout)
    for antwoord, persoon in ronde.verzonnen_gevraagd:
        for vraag in antwoord.gevraagd:
            if vraag.fout and not deuren[vraag.dienst, vraag.naam].open:
                verwacht[vraag.dienst, vraag.naam, persoon] += 1
    assert sum(verwacht.values()) > 150

    async def gelijk() -> bool:
        staat = await _regels(stack, ronde)
        anders = {sleutel: (aantal, staat[sleutel]) for sleutel, aantal in verwacht.items() if staat[sleutel] != aantal}
        assert anders == {}, (
            f"{len(anders)} van {len(verwacht)} (verwacht, geschreven): {dict(list(anders.items())[:12])}"
        )
        return True

    await eventually(gelijk, wat="elke blik in de audit staat")
    assert sum(geweigerd.values()) > 150


async def test_de_regel_zegt_wie_met_welke_hoed_en_vanuit_welke_sessie(stack: Stack, ronde: Ronde):
    """The fields that BIO2 8.15 asks for, of every line of the round: who, what, how it ended, from where, when."""
    per_persoon = {b.persoon: b for b in _iedereen(ronde) if b.persoon}
    gezien = 0
    for dienst in SERVICES:
        for rij in await stack.sql(
            "select soort, wat, persoon, rol, organisatie, sessie, uitkomst, reden, operatie, herkomst, op"
            f" from {dienst}.audit"
            " where persoon = any($1) and op between $2 and $3",
            list(per_persoon),
            ronde.geteld_vanaf,
            ronde.geteld_tot,
        ):
            assert rij["rol"] == per_persoon[rij["persoon"]].rol
            assert rij["organisatie"] and rij["sessie"] and rij["wat"] and rij["soort"] in ("inzage", "handeling")
            assert rij["op"] and rij["operatie"] and rij["herkomst"] == "web"
            assert (rij["uitkomst"] == "geweigerd") is bool(rij["reden"])
            gezien += 1
    assert gezien > 150
