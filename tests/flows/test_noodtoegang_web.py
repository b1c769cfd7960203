"""The screens of noodtoegang: asking, deciding, reading for an hour, ending it (PRV-5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2
from selectolax.lexbor import LexborHTMLParser

from infra import clock
from tests.flows.intake_dossier import vo_school
from tests.flows.web_bezoek import herkomst, ingelogd, los, token
from tests.stack import Stack

REDEN = "De benoemde deskundige is ziek en er is vanmiddag een crisisgesprek."


def versturen(client: httpx2.Client, pad: str, **velden: str) -> Any:
    csrf = LexborHTMLParser(client.get("/noodtoegang").text).css_first("input[name=csrf]").attributes["value"]
    vast = {"csrf": csrf, "opdracht": str(uuid4()), "versie": ""}
    return client.post(pad, data=vast | velden, headers=herkomst())


def adres(blad: str, einde: str, kenmerk: str) -> str:
    """Of the form that ends so, in the part of the page about this number."""
    for deel in LexborHTMLParser(blad).css("h3"):
        if kenmerk in deel.text():
            for form in deel.parent.css("form"):
                if form.attributes["action"].endswith(einde):
                    return form.attributes["action"]
    return ""


async def test_prv_5_van_vragen_tot_beeindigen_op_het_scherm(stack: Stack):
    aanvraag = await vo_school(stack).ingediend()
    gezien = await aanvraag.zien()
    vrager, tweede = token(ingelogd("lies")), token(ingelogd("mirjam"))
    with los(vrager) as client:
        leeg = versturen(client, "/noodtoegang/noodtoegang-vragen", kenmerk=gezien.kenmerk, reden="ziek")
        assert leeg.status_code == 422 and "minstens 20 tekens" in leeg.text
        gevraagd = versturen(client, "/noodtoegang/noodtoegang-vragen", kenmerk=gezien.kenmerk, reden=REDEN)
        assert gevraagd.status_code == 303
        blad = client.get("/noodtoegang").text
        assert gezien.kenmerk in blad and "Wacht op een tweede persoon" in blad
        assert gezien.leerling.achternaam not in blad and not adres(blad, "noodtoegang-verlenen", gezien.kenmerk)
        dossier = f"/noodtoegang/dossiers/{aanvraag.id}"
        assert client.get(dossier).status_code == 404
    with los(tweede) as client:
        blad = client.get("/noodtoegang").text
        assert "Lies" in blad and REDEN in blad
        ja = adres(blad, "noodtoegang-verlenen", gezien.kenmerk)
        assert versturen(client, ja).status_code == 303
        nogmaals = versturen(client, ja)
        assert nogmaals.status_code == 409 and "al beslist" in nogmaals.text
    with los(vrager) as client:
        blad = client.get(dossier)
        assert blad.status_code == 200 and gezien.leerling.achternaam in blad.text
        assert "Wij zagen dit in de klas." in blad.text and "met noodtoegang, tot" in blad.text
        assert "/bestanden/" not in blad.text and "<form" not in blad.text.split("<main")[1].split("</main>")[0]
        for document in gezien.documenten:
            assert client.get(f"/bestanden/{document.id}").status_code == 404
        stop = adres(client.get("/noodtoegang").text, "noodtoegang-beeindigen", gezien.kenmerk)
        assert versturen(client, stop).status_code == 303
        assert client.get(dossier).status_code == 404
        assert "Eerder beëindigd" in client.get("/noodtoegang").text
    with los(token(ingelogd("wieger"))) as client:
        blad = client.get("/noodtoegang").text
        assert REDEN in blad and gezien.leerling.achternaam not in blad
        assert client.get(dossier).status_code == 403
    with los(token(ingelogd("saskia"))) as client:
        assert client.get("/noodtoegang").status_code == 403


async def test_prv_5_na_een_uur_staat_er_niets_meer_op_het_scherm(stack: Stack):
    """Expired: the same page as a number that never was."""
    aanvraag = await vo_school(stack).ingediend()
    kenmerk = (await aanvraag.zien()).kenmerk
    vrager, tweede = token(ingelogd("joost")), token(ingelogd("mirjam"))
    with los(vrager) as client:
        versturen(client, "/noodtoegang/noodtoegang-vragen", kenmerk=kenmerk, reden=REDEN)
    with los(tweede) as client:
        versturen(client, adres(client.get("/noodtoegang").text, "noodtoegang-verlenen", kenmerk))
    try:
        with los(vrager) as client:
            assert client.get(f"/noodtoegang/dossiers/{aanvraag.id}").status_code == 200
            stack.klok(clock.nu() + timedelta(minutes=60))
            over, nooit = (client.get(f"/noodtoegang/dossiers/{id}") for id in (aanvraag.id, uuid4()))
            assert over.status_code == nooit.status_code == 404
            assert LexborHTMLParser(over.text).css_first("main").text() == (
                LexborHTMLParser(nooit.text).css_first("main").text()
            )
    finally:
        stack.klok_terug()
