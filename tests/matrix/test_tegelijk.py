"""BAD-12: two people at one form, and one form sent many times: one effect, and nobody loses what was typed."""

from __future__ import annotations

import asyncio
import re
from uuid import uuid4

import asyncpg
import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import people
from infra.settings import settings
from services.commissie import contract as commissie
from services.intake.contract import AanvragenTonen
from services.kern.errors import Gewijzigd
from tenants.registry import get
from tests.flows.commissie_zaak import PO, ingediend, opruimen
from tests.flows.intake_dossier import School, vo_school
from tests.matrix.proef import Antwoord, Deur, Plek, als_formulier
from tests.matrix.wereld import THUIS, Bezoeker, Wereld
from tests.stack import Stack, eventually

PAREN = 20
LEEG = Plek("POST", "", None, "", ())
WACHTEN = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'svc_intake'"


async def _bewaren(
    deur: Deur, school: School, wie: Bezoeker, veld: str, tekst: str, versie: int, na: float = 0.0
) -> Antwoord:
    await asyncio.sleep(na)  # the other is a little further: what is tried here is the order of their statements
    paren = [("csrf", wie.csrf), ("opdracht", str(uuid4())), ("versie", str(versie)), ("onderdeel", ""), (veld, tekst)]
    url = f"/aanvragen/{school.id}/onderdeel-bewaren"
    return await deur.vraag("POST", url, token=wie.token, inhoud=als_formulier(LEEG, paren)[0])


def _uitslag(antwoorden: list[Antwoord], teksten: list[str], namen: list[str], bewaard: str) -> None:
    """Exactly one of the two was kept; the other reads who was first, when, and both texts, the own one to send."""
    assert sorted(a.status for a in antwoorden) == [303, 409]
    won = [a.status for a in antwoorden].index(303)
    assert bewaard == teksten[won]
    pagina = LexborHTMLParser(antwoorden[1 - won].inhoud.decode())
    tekst = pagina.body.text(separator=" ")
    assert namen[won] in tekst and re.search(r"\d{1,2}[.:]\d\d", tekst)
    assert teksten[won] in tekst
    opnieuw = [veld.text() for veld in pagina.css("form textarea")] + [
        veld.attributes.get("value") or "" for veld in pagina.css("form input")
    ]
    assert any(teksten[1 - won] in waarde for waarde in opnieuw)


async def _twee(stack: Stack, deur: Deur, wereld: Wereld) -> tuple[School, list[Bezoeker], list[str], str]:
    school = await vo_school(stack).begin()
    wie = [wereld.bezoeker("ib_er"), wereld.bezoeker("schooldirecteur")]
    namen = [f"Proef {bezoeker.subject[:6]}" for bezoeker in wie]
    vraag = next(v for v in get(THUIS).recept(school.soort).vragen_voor({}) if v.soort == "lang")
    return school, wie, namen, vraag.naam


async def test_twee_mensen_aan_een_formulier(stack: Stack, deur: Deur, wereld: Wereld):
    """The one starts after the other, each time a little later: every order of their statements comes by."""
    school, wie, namen, veld = await _twee(stack, deur, wereld)
    for paar in range(PAREN):
        stand = await school.zien()
        teksten = [f"De een schrijft {paar}.", f"De ander schrijft {paar}."]
        later = (0.0, paar * 0.002) if paar % 2 else (paar * 0.002, 0.0)
        antwoorden = await asyncio.gather(
            *(_bewaren(deur, school, wie[i], veld, teksten[i], stand.versie, later[i]) for i in (0, 1))
        )
        nu = await school.zien()
        assert nu.versie == stand.versie + 1
        _uitslag(antwoorden, teksten, namen, nu.antwoorden[veld])


async def test_twee_mensen_die_op_elkaar_wachten(stack: Stack, deur: Deur, wereld: Wereld):
    """Both stand in front of the same row, and are let through at the same moment."""
    school, wie, namen, veld = await _twee(stack, deur, wereld)
    slot = await asyncpg.connect(settings().database_url("migratie"))
    try:
        for paar in range(3):
            stand, teksten = await school.zien(), [f"Samen een {paar}.", f"Samen twee {paar}."]
            vast = slot.transaction()
            await vast.start()
            await slot.fetch("select 1 from intake.aanvraag where id = $1 for update", school.id)
            taken = [
                asyncio.create_task(_bewaren(deur, school, wie[i], veld, teksten[i], stand.versie)) for i in (0, 1)
            ]

            async def wachten_beide() -> bool:
                return (await stack.sql(WACHTEN))[0][0] >= 2

            await eventually(wachten_beide, wat="beiden wachten")
            await vast.rollback()
            antwoorden = list(await asyncio.gather(*taken))
            _uitslag(antwoorden, teksten, namen, (await school.zien()).antwoorden[veld])
    finally:
        await slot.close()


async def test_twintig_keer_versturen_is_een_aanvraag(stack: Stack, deur: Deur, wereld: Wereld):
    wie, achternaam = wereld.bezoeker("ib_er"), f"Dubbel{uuid4().hex[:8]}"
    paren = [("csrf", wie.csrf), ("opdracht", str(uuid4())), ("versie", ""), ("voornaam", "Pim")]
    paren += [("achternaam", achternaam), ("geboortedatum", "2012-05-03"), ("leerjaar", "leerjaar 2"), ("soort", "vso")]
    inhoud = als_formulier(LEEG, paren)[0]
    antwoorden = await asyncio.gather(
        *(deur.vraag("POST", "/aanvragen/nieuw", token=wie.token, inhoud=inhoud) for _ in range(20))
    )
    assert {(a.status, a.kop("location")) for a in antwoorden} == {(303, antwoorden[0].kop("location"))}
    lijst = await stack.ask("intake", AanvragenTonen(), "karin")
    assert [kort.leerling for kort in lijst.aanvragen if achternaam in kort.leerling] == [f"Pim {achternaam}"]


@pytest.fixture(autouse=True)
async def _opruimen():
    yield
    await opruimen()


async def test_twee_handelingen_op_een_dossier(stack: Stack):
    """At the commissie too: one act counts, the other is told who was first, when, and how it stands now."""
    zaak = await ingediend(stack, PO, soort="so", categorie="laag", ouders=1)
    for paar in range(6):
        stand = await zaak.stand()
        uit = await asyncio.gather(
            *(
                zaak.doe(
                    commissie.ComplexAanmerken,
                    wie,
                    versie=stand.versie,
                    complex=bool(paar % 2),
                    categorie="laag",
                    reden=f"Omdat {wie} dat {paar} keer vindt.",
                )
                for wie in ("vera", "cor")
            ),
            return_exceptions=True,
        )
        (verloor,) = [fout for fout in uit if isinstance(fout, Exception)]
        assert isinstance(verloor, Gewijzigd)
        assert verloor.extra["door"] in {people.accounts()[wie].naam for wie in ("vera", "cor")}
        assert verloor.extra["op"] and verloor.extra["nu"]["status"]
        assert (await zaak.stand()).versie == stand.versie + 1
