"""Renewing a TLV that ends: by the school that it names, in its last year, once; and nothing of another school."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from infra import clock
from services.commissie import contract as c
from services.intake.contract import AanvraagTonen, AanvraagVerlengen, VerlengingenTonen
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.commissie_zaak import PO, Zaak, ingediend
from tests.stack import Stack

ONTVANGEND = "19CO00"


async def toegekend(stack: Stack) -> Zaak:
    zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
    await zaak.eindadvies(None)
    await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning())
    await zaak.brief_klaar()
    await zaak.doe(c.BesluitBekendmaken, "vera")
    return zaak


async def loopt_af(stack: Stack, zaak: Zaak) -> None:
    """As if it was given long ago: it ends in 300 days. (Moving the clock so far would age what other tests made.)"""
    tot = clock.vandaag() + timedelta(days=300)
    await stack.sql("update commissie.besluit set tot_en_met = $2 where id = $1", zaak.id, tot)


def verlengen(zaak: Zaak, **anders) -> AanvraagVerlengen:
    return AanvraagVerlengen(**({"opdracht": uuid4(), "tlv": zaak.id, "groep": "groep 5"} | anders))


async def test_alleen_de_school_in_de_tlv_in_het_laatste_jaar_en_maar_een_keer(stack: Stack):
    """N28: nobody mails lists of numbers; who has no part in a TLV cannot even hear that there is one."""
    zaak = await toegekend(stack)
    als = {"als": "rob", "organisatie": ONTVANGEND}
    with pytest.raises(KanNiet, match="laatste jaar"):
        await stack.ask("intake", verlengen(zaak), **als)
    verloop = await stack.ask("commissie", c.VerloopTonen(), "vera")
    assert zaak.id not in {regel.behandeling_id for regel in verloop.regels}

    await loopt_af(stack, zaak)
    verloop = await stack.ask("commissie", c.VerloopTonen(), "vera")
    assert zaak.id in {regel.behandeling_id for regel in verloop.regels}
    for wie, school in (("iris", "16MA00"), ("rob", "06SV11")):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", verlengen(zaak), wie, organisatie=school)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", verlengen(zaak, tlv=uuid4()), **als)
    with pytest.raises(MagNiet):
        await stack.ask("intake", verlengen(zaak), "vera")
    with pytest.raises(OngeldigeInvoer):
        await stack.ask("intake", verlengen(zaak, groep=" "), **als)

    verlengd = await stack.ask("intake", verlengen(zaak), **als)
    assert (verlengd.overgenomen, verlengd.te_oud) == ([], [])  # of another school only what the TLV says
    stand = await stack.ask("intake", AanvraagTonen(aanvraag_id=verlengd.id), **als)
    assert (stand.status, stand.school, stand.beoogde_school) == ("concept", ONTVANGEND, ONTVANGEND)
    assert stand.antwoorden == {"vervolg": "verlenging van een TLV"}
    assert stand.documenten == [] and stand.leerling.groep == "groep 5"
    assert f"{stand.leerling.roepnaam} {stand.leerling.achternaam}" == zaak.leerling
    with pytest.raises(KanNiet, match="al begonnen"):
        await stack.ask("intake", verlengen(zaak), **als)

    vraag = VerlengingenTonen(tlvs=[zaak.id])
    assert [v.aanvraag_id for v in (await stack.ask("intake", vraag, **als)).verlengingen] == [verlengd.id]
    assert (await stack.ask("intake", vraag, "vera")).verlengingen == []  # a concept is of the school
    assert (await stack.ask("intake", vraag, "iris", organisatie="16MA00")).verlengingen == []
