"""The weekly list of what stands out, and the FG who must sign it (AUD-7; trust.md 3.5 nr. 7, 5.6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.people import persoon_id
from services.intake import contract as intake
from services.intake.oversight import maandag_na
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.nazicht import ALTIJD, REGELS, opvallend, samen
from tests.flows.intake_dossier import school
from tests.flows.nazicht_regels import TENANT, TOT, VAN, Week, week
from tests.stack import Stack, eventually


async def gevonden(stack: Stack, w: Week) -> dict[str, int]:
    """Rule to the place of its snooper on the list, when that rule is why they are on it."""
    vraag = intake.InzagenSamenvatten(van=VAN, tot=TOT, namen=w.namen)
    geteld = await stack.beheer.ask_intern("intake", vraag, tenant=TENANT, timeout=120)
    assert geteld.gelezen == w.regels
    lijst = opvallend(samen([geteld.kenmerken]))
    assert len(lijst) == 20
    plaats = {o.persoon: (nummer, {r.regel for r in o.redenen}) for nummer, o in enumerate(lijst, 1)}
    return {regel: plaats[wie][0] for regel, wie in w.snuffelaars.items() if wie in plaats and regel in plaats[wie][1]}


async def test_aud_7_twaalf_manieren_van_snuffelen_staan_alle_twaalf_bij_de_eerste_twintig(stack: Stack):
    """AUD-7 in small: tests/flows/lang has it with a million lines."""
    manieren = {r.naam for r in REGELS} - {ALTIJD}  # noodtoegang is no snooping: tests/flows/test_noodtoegang.py
    assert len(manieren) == 12
    async with week(stack, mensen=300, per_mens=60) as w:
        assert set(await gevonden(stack, w)) == manieren


async def _lijst(stack: Stack) -> UUID:
    """A list of this tenant, made by the job on Monday, with somebody on it: an act of another that must be judged."""
    wie = uuid4()
    for _ in range(8):
        aanvraag = await school(stack).begin()
        with pytest.raises(NietGevonden):
            await aanvraag.zien("rob", persoon=wie)
    maandag = maandag_na(clock.vandaag())
    # A test that went months ahead and back again left the one next list planned there: this week it is due again.
    await stack.sql(
        "update intake.taak set actie_op = $2 where tenant = $1 and soort = 'nazicht_maken' and status = 'open'"
        " and actie_op > $2",
        *(TENANT, maandag),
    )
    stack.klok(maandag + timedelta(minutes=1))

    async def gemaakt() -> Any:
        return await stack.sql(
            "select n.id from intake.nazicht n join intake.nazichtregel r on r.tenant = n.tenant and r.nazicht = n.id"
            " where n.tenant = $1 and r.persoon = $2",
            *(TENANT, wie),
        )

    return (await eventually(gemaakt, seconden=90, wat="de lijst van deze week er is"))[0]["id"]


async def test_de_fg_beoordeelt_elke_regel_en_ondertekent_anders_hoort_de_directeur_het(stack: Stack):
    voor = len(stack.post("fien@privacy.example"))
    id = await _lijst(stack)
    stand = await stack.ask("intake", intake.NazichtTonen(nazicht_id=id), "fien")
    assert stand.nazicht.status == "open" and stand.regels and stand.nazicht.gelezen > 0
    assert any(reden.regel == "geweigerd" for regel in stand.regels for reden in regel.redenen)
    assert all(r.punten >= n.punten for r, n in zip(stand.regels, stand.regels[1:], strict=False))
    genoemd = {str(zaak) for regel in stand.regels for reden in regel.redenen for zaak in reden.zaken}
    assert set(stand.kenmerken) <= genoemd and all(k[:5] == "2026-" for k in stand.kenmerken.values())

    async def bericht(adres: str, aantal: int) -> Any:
        async def er() -> bool:
            return len(stack.post(adres)) >= aantal

        await eventually(er, seconden=90, wat=f"{adres} bericht heeft")

    await bericht("fien@privacy.example", voor + 1)
    cor = len(stack.post("cor@swv.example"))
    # Not signed in time: first the FG, three days later the directeur too.
    stack.klok(clock.begin_van(stand.nazicht.uiterlijk_op + timedelta(days=1), 7))
    await bericht("fien@privacy.example", voor + 2)
    assert len(stack.post("cor@swv.example")) == cor
    stack.klok(clock.begin_van(stand.nazicht.uiterlijk_op + timedelta(days=4), 7))
    await bericht("cor@swv.example", cor + 1)
    mail = stack.post("cor@swv.example")[0]
    assert "/nazicht" in str(mail) and not any(r.naam in str(mail) for r in stand.regels if r.naam != "Onbekend")

    with pytest.raises(KanNiet, match="nog geen oordeel"):
        await stack.ask("intake", intake.NazichtOndertekenen(opdracht=uuid4(), nazicht_id=id), "fien")

    def oordeel(**velden: Any) -> intake.NazichtBeoordelen:
        return intake.NazichtBeoordelen(
            **({"opdracht": uuid4(), "nazicht_id": id, "nummer": 1, "oordeel": "in_orde"} | velden)
        )

    for velden in ({"oordeel": "best"}, {"oordeel": "melden"}, {"oordeel": "navragen", "toelichting": " "}):
        with pytest.raises(OngeldigeInvoer):
            await stack.ask("intake", oordeel(**velden), "fien")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", oordeel(nummer=99), "fien")
    for regel in stand.regels:
        melden = {"oordeel": "navragen", "toelichting": "Gevraagd waarom."} if regel.nummer == 1 else {}
        await stack.ask("intake", oordeel(nummer=regel.nummer, **melden), "fien")
    await stack.ask("intake", intake.NazichtOndertekenen(opdracht=uuid4(), nazicht_id=id), "fien")
    klaar = await stack.ask("intake", intake.NazichtTonen(nazicht_id=id), "fien")
    assert (klaar.nazicht.status, klaar.nazicht.ondertekend_door) == ("ondertekend", "Fien Oosterhof")
    assert klaar.regels[0].oordeel == "navragen" and klaar.nazicht.beoordeeld == len(stand.regels)
    with pytest.raises(KanNiet, match="al ondertekend"):
        await stack.ask("intake", oordeel(), "fien")
    eigen = await stack.sql(
        "select wat, uitkomst from intake.audit where voorwerp = $1 and persoon = $2", id, persoon_id("fien")
    )
    assert {("nazicht_tonen", "gedaan"), ("nazicht_ondertekenen", "gedaan"), ("nazicht_beoordelen", "geweigerd")} <= {
        tuple(r) for r in eigen
    }


async def test_alleen_de_fg_van_het_eigen_samenwerkingsverband_ziet_de_lijst(stack: Stack):
    id = uuid4()
    for sub in ("iris", "vera", "cor"):
        with pytest.raises(MagNiet):
            await stack.ask("intake", intake.NazichtTonen(nazicht_id=id), sub)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", intake.NazichtTonen(nazicht_id=id), "wieger")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", intake.NazichtenTonen(), "fien", organisatie="VO2201")
    with pytest.raises(NietGevonden):
        opdracht = intake.NazichtOndertekenen(opdracht=uuid4(), nazicht_id=id)
        await stack.ask("intake", opdracht, "fien")
    assert (await stack.ask("intake", intake.NazichtenTonen(), "cor")).nazichten is not None


async def test_er_staat_voor_elk_samenwerkingsverband_precies_een_volgende_lijst_gepland(stack: Stack):
    gepland = await stack.sql(
        "select tenant, count(*) as n, min(actie_op) as op from intake.taak where soort = 'nazicht_maken'"
        " and status in ('open', 'aangeboden') group by tenant"
    )
    assert {r["n"] for r in gepland} == {1} and len(gepland) >= 5
