"""BAD-4: awkward names and texts in every text field of every form: refused with a sentence, or kept exactly as they
are and shown as text; never a fault of ours. The full corpus: tests/matrix/lang."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import quote, quote_from_bytes
from uuid import UUID, uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser

from services.commissie import contract as commissie
from services.intake.contract import AanvraagTonen
from services.kern.tekens import een_vorm
from tenants.registry import get
from tests.flows.commissie_zaak import Zaak, ingediend, opruimen
from tests.flows.intake_dossier import vo_school
from tests.matrix.proef import (
    PARAMETER,
    VELDEN,
    Antwoord,
    Deur,
    Plek,
    adres,
    als_formulier,
    ingevuld,
    plekken,
)
from tests.matrix.tabel import lees
from tests.matrix.teksten import ALLES, BEWAARD, GEWEIGERD, LANG, OCTETTEN, REGELS
from tests.matrix.wereld import EIGEN, THUIS, Bezoeker, Wereld, net_bevestigd
from web.app import build
from web.pages import ROUTES

#: A few of every kind where each costs a round of everything.
KORT = {naam: ALLES[naam] for naam in ("nul", "leesrichting om", "los gesteld", "emoji met delen", "script", "sql")}
#: What the browser sends as it got it, and nobody types.
VAST = {"document", "hoed", "onderdeel", "alleen_kijken"}


def wie_mag(wereld: Wereld, plek: Plek) -> Bezoeker | None:
    """Somebody who belongs at this place, by the decision table."""
    for regel in lees():
        if regel.uitkomst == "ja" and regel.plek == plek.naam and (not regel.relaties or EIGEN in regel.relaties):
            return wereld.bezoeker(min(regel.rollen) if regel.rollen else "secretaris").bij(plek.pad)
    return None


def geen_lek(antwoord: Antwoord) -> None:
    """What somebody typed stands in the page as text and never as a part of the page."""
    if not antwoord.kop("content-type").startswith("text/html"):
        return
    boom = LexborHTMLParser(antwoord.inhoud.decode())
    assert boom.css("[data-lek]") == [] and boom.css("[onerror]") == [] and boom.css("[onfocus]") == []
    assert all(script.attributes.get("src") for script in boom.css("script"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", antwoord.inhoud.decode())


async def elke_tekst(deur: Deur, wereld: Wereld, teksten: Iterable[tuple[str, str]]) -> int:
    """Every text in every field that somebody types, of every form. Returns how many probes."""
    gedaan = 0
    for plek in plekken(deur.app):
        bezoeker = wie_mag(wereld, plek) if plek.methode == "POST" else None
        velden = [veld for veld in plek.velden if veld not in VAST and veld not in VELDEN]
        for veld in velden if bezoeker else []:
            await net_bevestigd(wereld)  # with six hundred texts this takes longer than five minutes
            for naam, tekst in teksten:
                paren = [
                    (sleutel, tekst if sleutel == veld else waarde)
                    for sleutel, waarde in ingevuld(plek, wereld, bezoeker)
                ]
                inhoud, soort = als_formulier(plek, paren)
                antwoord = await deur.vraag(
                    "POST", adres(plek, wereld, EIGEN), token=bezoeker.token, inhoud=inhoud, soort=soort
                )
                waar = (plek.naam, veld, naam, antwoord.status)
                assert antwoord.status < 500, waar
                if naam.split(" + ")[0] in GEWEIGERD:
                    assert antwoord.status == 422, waar
                    assert "Typ de tekst opnieuw" in antwoord.inhoud.decode(), waar
                geen_lek(antwoord)
                gedaan += 1
    return gedaan


async def test_elk_veld_van_elk_formulier_verdraagt_elke_tekst(deur: Deur, wereld: Wereld):
    assert await elke_tekst(deur, wereld, KORT.items()) > 150


def vragen_van(plek: Plek) -> set[str]:
    """What a page reads from behind the question mark, out of the source of its module."""
    bronnen = {h.handler_name: inspect.getsource(inspect.getmodule(h.fn)) for h in ROUTES}
    handler = next(
        h for route in build().routes if route.path == plek.pad for h in route.route_handlers if "GET" in h.http_methods
    )
    return set(re.findall(r'query_params\.get\(\s*"(\w+)"', bronnen.get(handler.handler_name, ""))) | {"q", "onbekend"}


async def test_elk_adres_verdraagt_elke_tekst(deur: Deur, wereld: Wereld):
    """Behind the question mark, and in the address itself."""
    gedaan = 0
    for plek in plekken(deur.app):
        if plek.methode != "GET" or (bezoeker := wie_mag(wereld, plek)) is None:
            continue
        pad = adres(plek, wereld, EIGEN)
        begin, namen = f"{pad}{'&' if '?' in pad else '?'}", sorted(vragen_van(plek))
        adressen = [
            begin + "&".join(f"{naam}={quote(tekst)}" for naam in namen)
            for tekst in (KORT["nul"], KORT["script"] + KORT["sql"], LANG["10.000 tekens"][:2_000])
        ]
        if plek.pad in ("/", "/werkvoorraad", "/dossiers/{id:uuid}"):
            adressen += [f"{pad}?q={quote_from_bytes(octetten)}" for octetten in OCTETTEN.values()]
        for parameter, soort in PARAMETER.findall(plek.pad):
            if soort in ("str", "path"):
                sjabloon = adres(replace(plek, vult=((parameter, "MARKERING"),)), wereld, EIGEN)
                adressen += [sjabloon.replace("MARKERING", quote(tekst, safe="")) for tekst in KORT.values()]
        for url in adressen:
            antwoord = await deur.vraag("GET", url, token=bezoeker.token)
            assert antwoord.status < 500, (plek.naam, url[:200], antwoord.status)
            geen_lek(antwoord)
            gedaan += 1
    assert gedaan > 180


async def test_octetten_die_geen_tekst_zijn_worden_geweigerd(deur: Deur, wereld: Wereld):
    """As a program sends them; in a form with and without a file."""
    bezoeker = wereld.bezoeker("ib_er")
    for octetten in OCTETTEN.values():
        velden = f"csrf={bezoeker.csrf}&opdracht={uuid4()}&achternaam=Proef&voornaam=".encode()
        los = await deur.vraag(
            "POST", "/aanvragen/nieuw", token=bezoeker.token, inhoud=velden + quote_from_bytes(octetten).encode()
        )
        rauw = await deur.vraag("POST", "/aanvragen/nieuw", token=bezoeker.token, inhoud=velden + octetten)
        deel = b'--g\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        inhoud = deel % (b"csrf", bezoeker.csrf.encode()) + deel % (b"voornaam", octetten) + b"--g--\r\n"
        soort = "multipart/form-data; boundary=g"
        delen = await deur.vraag("POST", "/aanvragen/nieuw", token=bezoeker.token, inhoud=inhoud, soort=soort)
        assert {los.status, rauw.status, delen.status} <= {403, 422}, octetten


# --------------------------------------------------------------------------- what is kept, and how it is shown


def op_een_regel(tekst: str) -> str:
    return " ".join(een_vorm(tekst).split())


@pytest.mark.parametrize("naam", [*GEWEIGERD, *BEWAARD, *REGELS, *LANG])
async def test_een_naam_wordt_precies_bewaard_of_met_een_zin_geweigerd(deur: Deur, wereld: Wereld, naam: str):
    """As the name of a child: through the form, kept, and back on the page."""
    tekst, bezoeker, stack = ALLES[naam], wereld.bezoeker("ib_er"), wereld.stack
    plek = next(p for p in plekken(deur.app) if p.naam == "POST /aanvragen/nieuw")
    goed = {"voornaam": "Pim", "achternaam": tekst, "geboortedatum": "2012-05-03", "soort": "vso"}
    paren = [(veld, goed.get(veld, waarde)) for veld, waarde in ingevuld(plek, wereld, bezoeker)]
    antwoord = await deur.vraag("POST", "/aanvragen/nieuw", token=bezoeker.token, inhoud=als_formulier(plek, paren)[0])
    if antwoord.status == 422:
        assert naam in GEWEIGERD or naam in LANG
        geen_lek(antwoord)
        return
    assert naam not in GEWEIGERD and antwoord.status == 303
    pad = antwoord.kop("location")
    stand = await stack.ask("intake", AanvraagTonen(aanvraag_id=UUID(pad.rsplit("/", 1)[1])), "karin")
    assert stand.leerling.achternaam == op_een_regel(tekst)
    pagina = await deur.vraag("GET", pad, token=bezoeker.token)
    assert pagina.status == 200
    geen_lek(pagina)
    assert op_een_regel(tekst) in op_een_regel(LexborHTMLParser(pagina.inhoud.decode()).body.text())


async def test_elk_antwoord_van_de_aanvraag_wordt_precies_bewaard(deur: Deur, wereld: Wereld):
    """Every text question of the recept, through the form; what the page shows in the field is what was kept."""
    stack, bezoeker = wereld.stack, wereld.bezoeker("ib_er")
    school = await vo_school(stack).begin()
    vragen = [v for v in get(THUIS).recept(school.soort).vragen_voor({}) if v.soort in ("tekst", "lang")]
    url = f"/aanvragen/{school.id}/onderdeel-bewaren"
    for naam, tekst in (BEWAARD | REGELS | GEWEIGERD).items():
        stand = await school.zien()
        paren = [("csrf", bezoeker.csrf), ("opdracht", str(uuid4())), ("versie", str(stand.versie))]
        paren += [("onderdeel", ""), *((vraag.naam, tekst) for vraag in vragen)]
        leeg = Plek("POST", "", None, "", ())
        antwoord = await deur.vraag("POST", url, token=bezoeker.token, inhoud=als_formulier(leeg, paren)[0])
        if naam in GEWEIGERD:
            assert antwoord.status == 422, naam
            assert (await school.zien()).antwoorden == stand.antwoorden
            continue
        assert antwoord.status == 303, (naam, antwoord.status)
        bewaard = (await school.zien()).antwoorden
        pagina = await deur.vraag("GET", f"/aanvragen/{school.id}", token=bezoeker.token)
        geen_lek(pagina)
        boom = LexborHTMLParser(pagina.inhoud.decode())
        for vraag in vragen:
            hoort = een_vorm(tekst).strip() if vraag.soort == "lang" else op_een_regel(tekst)
            assert bewaard[vraag.naam] == hoort, (naam, vraag.naam)
            if veld := boom.css_first(f'[name="{vraag.naam}"]'):
                staat = veld.text() if veld.tag == "textarea" else veld.attributes["value"]
                assert staat.strip() == hoort, (naam, vraag.naam)


async def test_elk_advies_wordt_precies_bewaard(deur: Deur, wereld: Wereld):
    """The texts of a deskundige, at the own desk."""
    stack, bezoeker = wereld.stack, wereld.bezoeker("deskundige")
    zaak: Zaak = await ingediend(stack, THUIS, soort="vso", categorie="midden", ouders=1, op=date(2026, 11, 20))
    try:
        voorstel = await stack.ask("commissie", commissie.BenoemingVoorstellen(behandeling_id=zaak.id), "saskia")
        zitten = {k.discipline: k.persoon for k in voorstel.keuzes if k.persoon == bezoeker.persoon}
        ander = {
            p: next(k.persoon for k in voorstel.keuzes if p in k.plekken and not k.beletsel) for p in voorstel.plekken
        }
        plekken_ = ander | {plek: bezoeker.persoon for plek in voorstel.plekken if plek in zitten}
        assert bezoeker.persoon in plekken_.values()
        await zaak.doe(commissie.DeskundigenBenoemen, "saskia", benoemingen=plekken_)
        zetel = await zaak.zetel("joost")
        for naam, tekst in (BEWAARD | REGELS | GEWEIGERD).items():
            dossier = await stack.ask("commissie", commissie.AdviesTonen(advies_id=zetel), "joost")
            paren = [("csrf", bezoeker.csrf), ("opdracht", str(uuid4())), ("versie", str(dossier.advies.versie))]
            paren += [("strekking", "toelaatbaar"), ("categorie", "midden"), ("onderbouwing", tekst)]
            paren += [(vraag, tekst) for vraag in dossier.vragen]
            leeg = Plek("POST", "", None, "", ())
            antwoord = await deur.vraag(
                "POST", f"/adviezen/{zetel}/advies-bewaren", token=bezoeker.token, inhoud=als_formulier(leeg, paren)[0]
            )
            assert antwoord.status == (422 if naam in GEWEIGERD else 303), (naam, antwoord.status)
            if naam in GEWEIGERD:
                continue
            bewaard = (await stack.ask("commissie", commissie.AdviesTonen(advies_id=zetel), "joost")).advies
            assert op_een_regel(bewaard.onderbouwing) == op_een_regel(tekst), naam
            assert {op_een_regel(antwoord) for antwoord in bewaard.antwoorden.values()} == {op_een_regel(tekst)}, naam
            geen_lek(await deur.vraag("GET", f"/adviezen/{zetel}", token=bezoeker.token))
    finally:
        await opruimen()
