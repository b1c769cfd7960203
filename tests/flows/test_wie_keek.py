"""Wie keek: every look and act on a case appears to the parents of that child, none more, none less, and no name."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import clock, people
from infra.settings import settings
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.kern.errors import MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.inzage import Inzage, InzagenLijst
from services.netwerk.contract import PersoonAanmelden, SessieOpenen
from tests.flows.intake_dossier import School, school
from tests.flows.web_bezoek import los
from tests.stack import Stack, eventually
from web.filling.inzage import WOORDEN

#: Everything that was done with or seen of a case, also in a list; not what was refused, and not what Meedoen did by
#: itself without telling anybody.
REGELS = (
    " union all ".join(
        f"select op, soort, wat, rol, persoon from {dienst}.audit where (zaak = $1 or $1 = any(zaken))"
        " and uitkomst = 'gedaan' and soort <> 'verwerking'"
        for dienst in ("intake", "commissie")
    )
    + " order by 1"
)
Regel = tuple[datetime, str, str, str, bool]


async def ouder_van(stack: Stack, zaak: UUID) -> tuple[str, UUID]:
    """The invited parent, with a session of their own: the token, and who it is."""
    sub = f"wie-keek-{uuid4().hex[:8]}"
    ouders = await stack.sql("select persoon from intake.betrokkene where aanvraag = $1 and rol = 'ouder'", zaak)
    persoon = ouders[0]["persoon"]
    wie = {"issuer": settings().oidc_issuer, "subject": sub, "naam": "Ouder Een", "email": f"{sub}@thuis.example"}
    await stack.beheer.ask_intern(
        "netwerk",
        PersoonAanmelden(
            opdracht=uuid4(), persoon=persoon, rol="ouder", organisatie=str(zaak), van=clock.vandaag(), **wie
        ),
        tenant="swv2202po",
    )
    sessie = await stack.web.ask("netwerk", SessieOpenen(opdracht=uuid4(), mfa=True, user_agent="test", **wie))
    return sessie.token, persoon


async def ingediend(stack: Stack) -> School:
    """An aanvraag on which school, samenwerkingsverband and Meedoen itself have worked and at which they looked."""
    aanvraag = await school(stack).compleet()
    await aanvraag.zien("dirk")
    await aanvraag.doe(intake.AanvraagIndienen, als="dirk")
    tonen = commissie.BehandelingTonen(behandeling_id=aanvraag.id)

    async def bij_de_commissie() -> Any:
        try:
            return await stack.ask("commissie", tonen, "vera")
        except NietGevonden:
            return None

    await eventually(bij_de_commissie, wat="de commissie de aanvraag heeft")
    await stack.ask("intake", intake.AanvraagTonen(aanvraag_id=aanvraag.id), "vera")
    return aanvraag


def van(lijst: InzagenLijst) -> list[Inzage]:
    assert lijst.aantal == len(lijst.inzagen)
    return lijst.inzagen


async def test_elke_blik_en_elke_handeling_staat_er_precies_een_keer(stack: Stack):
    aanvraag = await ingediend(stack)
    _, persoon = await ouder_van(stack, aanvraag.id)
    hoed = {"tenant": "swv2202po", "rol": "ouder", "organisatie": str(aanvraag.id), "persoon": persoon}
    await stack.ask("intake", intake.AanvraagTonen(aanvraag_id=aanvraag.id), "noor", **hoed)
    await stack.ask("intake", intake.AanvragenTonen(), "iris")
    for ander in ("rob", "eva"):  # refused: nobody saw anything
        with pytest.raises(NietGevonden):
            await aanvraag.zien(als=ander)

    async def gelijk() -> bool:
        tot = clock.echt()
        vragen = (
            ("intake", intake.InzagenTonen(aanvraag_id=aanvraag.id, tot=tot, hoogstens=10_000)),
            ("commissie", commissie.InzagenTonen(behandeling_id=aanvraag.id, tot=tot, hoogstens=10_000)),
        )
        verteld = [i for dienst, vraag in vragen for i in van(await stack.ask(dienst, vraag, "noor", **hoed))]
        echt = [r for r in await stack.sql(REGELS, aanvraag.id) if r["op"] <= tot]
        regels = Counter((r["op"], r["soort"], r["wat"], r["rol"], r["persoon"] == persoon) for r in echt)
        assert Counter((i.op, i.soort, i.wat, i.rol, i.zelf) for i in verteld) == regels
        assert {"ib_er", "schooldirecteur", "secretaris", "ouder", "systeem"} <= {i.rol for i in verteld}
        gezien = {"aanvraag_tonen", "behandeling_tonen", "dossier_inzien", "inzagen_tonen", "aanvragen_tonen"}
        assert gezien <= {i.wat for i in verteld}
        assert {"deskundige"} & {i.rol for i in verteld} == set()
        return True

    await eventually(gelijk, wat="de lijst gelijk is aan de auditregels, ook aan die van het kijken zelf")


async def test_de_bladzijden_in_het_web_tellen_op_tot_alle_regels_en_noemen_niemand(stack: Stack):
    aanvraag = await ingediend(stack)
    token, _ = await ouder_van(stack, aanvraag.id)
    for _ in range(60):  # more than a page
        await aanvraag.zien()
    url = f"/mijn-kind/{aanvraag.id}"
    with los(token) as client:
        assert f'href="{url}/wie-keek"' in client.get(url, follow_redirects=True).text
        bladzijden, pad, vast = [], f"{url}/wie-keek", ""
        while pad:
            antwoord = client.get(pad)
            assert antwoord.status_code == 200
            bladzijden.append(LexborHTMLParser(antwoord.text))
            volgende = [a for a in bladzijden[-1].css("a") if "Oudere regels" in a.text()]
            pad = volgende[0].attributes["href"] if volgende else ""
            vast = vast or re.search(r"tot=([0-9T.]+)", pad)[1]
        assert len(bladzijden) > 1
        per_blad = [[li.text(separator=" ") for li in blad.css(".swv-log__item")] for blad in bladzijden]
        assert [len(regels) for regels in per_blad[:-1]] == [50] * (len(per_blad) - 1)
        moment = datetime.strptime(vast + "+0000", "%Y%m%dT%H%M%S.%f%z")
        echt = [r for r in await stack.sql(REGELS, aanvraag.id) if r["op"] <= moment]
        verteld = [regel for regels in per_blad for regel in regels]
        assert len(verteld) == len(echt)
        woorden = Counter(WOORDEN[r["wat"]] for r in echt)
        for woord, aantal in woorden.items():
            met = [ander for ander in woorden if ander != woord and woord in ander]
            assert sum(woord in r and not any(m in r for m in met) for r in verteld) == aantal, woord
        tekst = " ".join(verteld)
        assert "Openbare" in tekst or "OBS" in tekst or "school" in tekst.lower()
        for mens in people.accounts().values():
            assert mens.naam not in tekst, mens.naam
        assert "Mees" not in tekst and "de Vries" not in tekst and "16MA00" not in tekst

        for onzin in ("blad=0", "blad=x", "blad=99", "blad=201", "blad=1&tot=gisteren", "blad=²"):
            assert client.get(f"{url}/wie-keek?{onzin}").status_code == 404, onzin


async def test_een_concept_dat_alleen_de_school_heeft_toont_al_wie_keek(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.uitnodigen("Noor", f"{uuid4().hex[:8]}@thuis.example")
    token, _ = await ouder_van(stack, aanvraag.id)
    with los(token) as client:
        antwoord = client.get(f"/mijn-kind/{aanvraag.id}/wie-keek")
    assert antwoord.status_code == 200
    assert "Begon met de aanvraag" in antwoord.text


async def test_alleen_de_ouders_van_dit_kind_zien_wie_keek(stack: Stack):
    aanvraag, ander = await ingediend(stack), await school(stack).begin()
    await ander.uitnodigen("Sam", f"{uuid4().hex[:8]}@thuis.example")
    ouders = await stack.sql("select persoon from intake.betrokkene where aanvraag = $1 and rol = 'ouder'", aanvraag.id)
    vragen = (
        ("intake", intake.InzagenTonen(aanvraag_id=aanvraag.id)),
        ("commissie", commissie.InzagenTonen(behandeling_id=aanvraag.id)),
    )
    for dienst, vraag in vragen:
        for sub in ("iris", "dirk", "vera", "fenna"):
            with pytest.raises(MagNiet):
                await stack.ask(dienst, vraag, sub)
        with pytest.raises(NietGevonden):
            hoed = {"tenant": "swv2202po", "rol": "ouder", "organisatie": str(ander.id), "persoon": uuid4()}
            await stack.ask(dienst, vraag, "noor", **hoed)
        with pytest.raises(NietGevonden):
            hoed = {"tenant": "swv2201vo", "rol": "ouder", "organisatie": str(aanvraag.id), "persoon": uuid4()}
            await stack.ask(dienst, vraag, "noor", **hoed)
        with pytest.raises(NietGevonden):  # the hat of this case on somebody who was never invited
            hoed = {"tenant": "swv2202po", "rol": "ouder", "organisatie": str(aanvraag.id), "persoon": uuid4()}
            await stack.ask(dienst, vraag, "noor", **hoed)
    persoon = ouders[0]["persoon"]
    hoed = {"tenant": "swv2202po", "rol": "ouder", "organisatie": str(aanvraag.id), "persoon": persoon}
    for velden in ({"hoogstens": 0}, {"hoogstens": 10_001}, {"tot": datetime(2026, 11, 23)}):
        with pytest.raises(OngeldigeInvoer):
            await stack.ask("intake", intake.InzagenTonen(aanvraag_id=aanvraag.id, **velden), "noor", **hoed)
    token, _ = await ouder_van(stack, ander.id)
    with los(token) as client:
        assert client.get(f"/mijn-kind/{aanvraag.id}/wie-keek").status_code == 404
    pogingen = await stack.sql(
        "select uitkomst from intake.audit where zaak = $1 and wat = 'inzagen_tonen'", aanvraag.id
    )
    assert {r["uitkomst"] for r in pogingen} == {"geweigerd"}  # who may not look leaves a try, and no look
