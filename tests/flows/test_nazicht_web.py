"""The screens of the FG: finding who saw what, judging the weekly list, signing it (AUD-7)."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import clock, people
from services.intake import contract as intake
from services.kern.errors import NietGevonden
from tests.browser.wereld import _nazicht
from tests.flows.intake_dossier import school
from tests.flows.web_bezoek import herkomst, ingelogd, los, token
from tests.stack import Stack


async def test_de_fg_vindt_wie_een_dossier_zag_en_leest_geen_naam_van_een_kind(stack: Stack):
    aanvraag = await school(stack).begin()
    for _ in range(3):
        await aanvraag.zien()
    with pytest.raises(NietGevonden):
        await aanvraag.zien("rob")
    (rij,) = await stack.sql(
        "select a.kenmerk, l.roepnaam, l.achternaam from intake.aanvraag a"
        " join intake.leerling l on l.id = a.leerling and l.tenant = a.tenant where a.id = $1",
        aanvraag.id,
    )
    vandaag = clock.echt().date()
    zoek = {"van": str(vandaag - timedelta(days=1)), "tot_en_met": str(vandaag + timedelta(days=1))}
    with los(token(ingelogd("fien"))) as client:
        assert client.get("/wie-zag-wat").status_code == 200
        blad = client.get(f"/wie-zag-wat?{urlencode(zoek | {'kenmerk': rij['kenmerk']})}")
        tekst = LexborHTMLParser(blad.text).css_first("tbody").text()
        assert tekst.count("Las de aanvraag") == 3 and tekst.count("Geweigerd") == 1
        assert "Iris Bakker" in tekst and "Rob Postma" in tekst and rij["kenmerk"] in tekst
        assert rij["achternaam"] not in blad.text and rij["roepnaam"] not in blad.text
        # By name: one person at once, several to choose from, nobody said so.
        assert "Iris Bakker" in client.get(f"/wie-zag-wat?{urlencode(zoek | {'naam': 'Iris B'})}").text
        keuze = client.get(f"/wie-zag-wat?{urlencode(zoek | {'naam': 'er'})}")
        assert keuze.status_code == 422 and "minstens drie letters" in keuze.text
        for fout, zin in (
            ({"naam": "Zzzz Niemand"}, "Er is niemand met deze naam"),
            ({"kenmerk": "1999-000000"}, "geen aanvraag met dit nummer"),
            ({"tot_en_met": "2020-01-01"}, "Kies een dag op of na"),
            ({"van": "gisteren"}, "Deze datum bestaat niet"),
        ):
            antwoord = client.get(f"/wie-zag-wat?{urlencode(zoek | fout)}")
            assert antwoord.status_code == 422 and zin in antwoord.text, fout
        assert client.get(f"/wie-zag-wat?{urlencode(zoek | {'vanaf': 'x'})}").status_code == 404


async def test_alle_bladzijden_samen_zijn_alle_regels(stack: Stack):
    wie = uuid4()
    aanvraag = await school(stack).begin()
    for _ in range(130):
        await stack.ask("intake", intake.AanvraagTonen(aanvraag_id=aanvraag.id), "iris", persoon=wie)
    vandaag = clock.echt().date()
    zoek = {"van": str(vandaag - timedelta(days=1)), "tot_en_met": str(vandaag + timedelta(days=1)), "persoon": wie}
    with los(token(ingelogd("fien"))) as client:
        regels, url, bladen = 0, f"/wie-zag-wat?{urlencode(zoek)}", 0
        while url and bladen < 9:
            blad = LexborHTMLParser(client.get(url).text)
            regels += len(blad.css("tbody tr"))
            volgende = [a for a in blad.css("a") if "Volgende regels" in a.text()]
            url, bladen = (volgende[0].attributes["href"] if volgende else ""), bladen + 1
    assert (regels, bladen) == (130, 2)


async def test_de_fg_beoordeelt_en_ondertekent_op_het_scherm(stack: Stack):
    aanvraag = await school(stack).begin()
    id = await _nazicht(stack, aanvraag)
    robot = ingelogd("fien")
    with los(token(robot)) as client:
        assert "Nazicht" in client.get("/nazicht").text
        pad = f"/nazicht/{id}"
        blad = LexborHTMLParser(client.get(pad).text)
        csrf = blad.css_first("input[name=csrf]").attributes["value"]

        def versturen(handeling: str, **velden: str) -> object:
            vast = {"csrf": csrf, "opdracht": str(uuid4()), "versie": ""}
            return client.post(f"{pad}/{handeling}", data=vast | velden, headers=herkomst())

        te_vroeg = versturen("nazicht-ondertekenen")
        assert te_vroeg.status_code == 409 and "Eén regel heeft nog geen oordeel" in te_vroeg.text
        leeg = versturen("nazicht-beoordelen", nummer="1", oordeel="melden", toelichting="")
        assert leeg.status_code == 422 and "Schrijf op wat u gaat navragen of melden" in leeg.text
        for onzin in ("0", "x", "99", ""):
            assert versturen("nazicht-beoordelen", nummer=onzin, oordeel="in_orde").status_code in (404, 422), onzin
        goed = versturen("nazicht-beoordelen", nummer="1", oordeel="navragen", toelichting="Gevraagd aan de directeur.")
        assert goed.status_code == 303 and goed.headers["location"] == f"{pad}#regel-1"
        assert versturen("nazicht-ondertekenen").status_code == 303
        klaar = client.get(pad).text
        assert "Ondertekend door Fien Oosterhof" in klaar and "Gevraagd aan de directeur." in klaar
        assert "Oordeel over" not in klaar.replace("Uw oordeel over", "")
    with los(token(ingelogd("cor"))) as client:  # the directeur hears that it was signed, and no more
        lijst = client.get("/nazicht")
        assert "Ondertekend door Fien Oosterhof" in lijst.text and str(id) not in lijst.text
        assert client.get(pad).status_code == 403
    with los(token(ingelogd("wieger"))) as client:
        assert client.get(pad).status_code == 404
    assert people.accounts()["rob"].naam not in lijst.text
