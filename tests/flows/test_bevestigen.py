"""Step-up: what binds asks who you are once more, and nothing that was typed is lost (trust.md 5.4, SEC-3, SEC-5)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from infra.demo.robot import Robot, totp
from infra.settings import settings
from services.commissie import contract as c
from services.kern.errors import BevestigOpnieuw
from services.netwerk.contract import RegelsIntrekken, SessieLezen
from services.netwerk.sessie import afdruk
from tests.flows.commissie_zaak import PO, ingediend
from tests.flows.web_bezoek import bezoeker, csrf, herkomst, ingelogd, los, token
from tests.stack import Stack, eventually


async def lang_geleden(stack: Stack, cookie: str, minuten: int = 6) -> None:
    """This person proved so long ago who they are, and every process knows it."""
    await stack.sql(
        f"update netwerk.sessie set bevestigd_op = bevestigd_op - interval '{minuten} minutes' where token_hash = $1",
        afdruk(cookie),
    )
    await stack.beheer.client.publish("push.sessie", afdruk(cookie).encode())
    await stack.beheer.client.flush()

    async def gehoord() -> bool:
        stand = await stack.web.ask("netwerk", SessieLezen(token=cookie))
        return stand.bevestigd_op is not None

    await eventually(gehoord)


def bij_de_aanbieder(robot: Robot, adres: str, sub: str = "") -> str:
    """Prove who you are at the provider; returns the address that brings the browser back to us, not yet opened."""
    from infra.people import accounts

    wie = accounts()[sub] if sub else robot.account
    robot.client.follow_redirects = False
    antwoord = robot.client.get(adres)
    try:
        for _ in range(12):
            if antwoord.is_redirect:
                adres = str(antwoord.next_request.url)
                if adres.startswith(settings().app_url):
                    return adres
                antwoord = robot.client.send(antwoord.next_request)
                continue
            pagina = robot._lees(antwoord)
            form = next(f for f in pagina.formulieren("") if f.methode == "post")
            if "code" in form.soorten:
                form.vul(code=totp(wie.totp))
            else:
                form.vul(gebruikersnaam=wie.sub, wachtwoord=wie.wachtwoord)
            antwoord = robot.client.post(form.url, data=form.velden)
        raise AssertionError("de aanmelddienst bracht ons niet terug")
    finally:
        robot.client.follow_redirects = True


MOTIVERING = "Wat hier staat, is <b>lang nagedacht</b> & mag niet weg.\nOok de tweede regel niet."


async def test_sec_3_besluiten_vraagt_wie_u_bent_en_wat_getypt_is_blijft(stack: Stack):
    zaak = await ingediend(stack, PO, soort="sbo")
    await zaak.eindadvies(None)
    pad = f"/dossiers/{zaak.id}/besluit-nemen"
    with ingelogd("cor") as robot:
        form = robot.ga(pad).formulier("/besluit-nemen")
        form.vul(motivering=MOTIVERING, zienswijze_weging="De mening van de ouders is gelezen en weegt mee.")
        oud, teken = token(robot), csrf(robot.pagina)
        await lang_geleden(stack, oud)
        vraag = robot.verstuur(form, verwacht=401)
        assert "Bevestig dat u het bent" in vraag.tekst
        assert (await zaak.stand()).status == "geadviseerd"  # nothing was done
        naar = robot.verstuur(vraag.formulier("/bevestigen"))
        adres = naar.link("aanmelddienst")
        terug = bij_de_aanbieder(robot, adres)
        klaar = robot.ga(terug)
        nieuw = token(robot)
        assert nieuw != oud and csrf(klaar) == teken
        with los(oud) as client:
            assert client.get("/werkvoorraad").status_code == 401
        form = klaar.formulier("/besluit-nemen")
        assert form.velden["motivering"] == [MOTIVERING]
        assert "Besluit nemen" in klaar.html.css_first("main form button").text()
        robot.verstuur(form)
        besluit = (await zaak.stand()).besluit
        assert besluit is not None and "tweede regel" in besluit.motivering
        # Pressing again, as after the back button: the same key, so still one besluit.
        robot.verstuur(form)


async def test_sec_5_de_dienst_beslist_zelf_ook_als_het_web_niets_vraagt(stack: Stack):
    """A forged web has a signed principal and nothing else: the age of the proof stands in the signature."""
    zaak = await ingediend(stack, PO, soort="sbo")
    await zaak.eindadvies(None)
    stand = await zaak.stand()
    opdracht = c.BesluitNemen(opdracht=uuid4(), behandeling_id=zaak.id, versie=stand.versie, **zaak.toekenning())
    for bevestigd in (301, 3600, None, -60):
        with pytest.raises(BevestigOpnieuw):
            await stack.ask("commissie", opdracht, "cor", bevestigd=bevestigd)
    assert (await zaak.stand()).status == "geadviseerd"
    await stack.ask("commissie", opdracht, "cor", bevestigd=290)
    bekend = c.BesluitBekendmaken(opdracht=uuid4(), behandeling_id=zaak.id, versie=0)
    with pytest.raises(BevestigOpnieuw):
        await stack.ask("commissie", bekend, "vera", bevestigd=301)
    with pytest.raises(BevestigOpnieuw):
        await stack.ask(
            "netwerk",
            RegelsIntrekken(opdracht=uuid4(), nummer=1),
            "hilda",
            rol="beheerder",
            organisatie="PO2202",
            tenant=PO,
            bevestigd=301,
        )


async def test_sec_3_bevestigen_met_een_ander_account_telt_niet(stack: Stack):
    with ingelogd("cor") as robot:
        oud = token(robot)
        await lang_geleden(stack, oud)
        begin = await stack.sql("select bevestigd_op from netwerk.sessie where token_hash = $1", afdruk(oud))
        adres = settings().app_url + "/bevestigen/aanmelddienst?doel=/werkvoorraad"
        robot.client.follow_redirects = False
        naar = str(robot.client.get(adres).next_request.url)
        terug = bij_de_aanbieder(robot, naar, "vera")
        pagina = robot._lees(robot.client.get(terug), verwacht=403)
        assert "ander account" in pagina.tekst and "nog gewoon ingelogd" in pagina.tekst
        nu = await stack.sql("select bevestigd_op, geeindigd_op from netwerk.sessie where token_hash = $1", afdruk(oud))
        assert nu[0]["bevestigd_op"] == begin[0]["bevestigd_op"] and nu[0]["geeindigd_op"] is None
        assert token(robot) == oud


@pytest.mark.parametrize("doel", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "", "/\tx"])
async def test_sec_7_bevestigen_brengt_alleen_naar_een_eigen_adres(stack: Stack, doel: str):
    with ingelogd("cor") as robot, los(token(robot)) as client:
        antwoord = client.get("/bevestigen/aanmelddienst", params={"doel": doel})
        assert antwoord.status_code == 422
        velden = {"csrf": csrf(robot.ga("/werkvoorraad")), "motivering": "x"}
        antwoord = client.post("/bevestigen", params={"doel": doel}, data=velden, headers=herkomst())
        assert antwoord.status_code == 422


async def test_wat_bewaard_is_leest_niemand_anders(stack: Stack):
    """In the database it is sealed; another person, another browser and an altered text get nothing."""
    kanarie = f"kanarie-{uuid4()}"
    with ingelogd("cor") as robot, ingelogd("vera") as ander:
        velden = {"csrf": csrf(robot.ga("/werkvoorraad")), "motivering": kanarie}
        antwoord = robot.client.post(
            settings().app_url + "/bevestigen?doel=/dossiers/x/besluit-nemen", data=velden, headers=herkomst()
        )
        assert antwoord.status_code == 200 and kanarie not in antwoord.text
        rijen = await stack.sql("select id, inhoud from netwerk.bewaard_formulier order by verloopt_op desc limit 1")
        id = rijen[0]["id"]
        assert kanarie.encode() not in rijen[0]["inhoud"]
        pad = f"{settings().app_url}/bevestigen/{id}"
        assert kanarie in robot.client.get(pad).text
        ander.client.cookies.set("f", robot.client.cookies["f"], domain="127.0.0.1")
        assert ander.client.get(pad).status_code == 404
        with los(token(robot)) as zonder:
            assert zonder.get(f"/bevestigen/{id}").status_code == 404
        anders = "set_byte(inhoud, 20, 255 - get_byte(inhoud, 20))"
        await stack.sql(f"update netwerk.bewaard_formulier set inhoud = {anders} where id = $1", id)
        assert robot.client.get(pad).status_code == 404


async def test_sec_4_twee_vensters_tegelijk_komen_beide_binnen(stack: Stack):
    with bezoeker("vera") as robot:
        begin = settings().app_url + "/inloggen"
        robot.client.follow_redirects = False
        een = str(robot.client.get(begin).next_request.url)
        twee = str(robot.client.get(begin).next_request.url)
        for begonnen in (een, twee):
            terug = bij_de_aanbieder(robot, begonnen)
            robot.client.follow_redirects = False
            assert robot.client.get(terug).status_code == 303
            assert robot.client.get(settings().app_url + "/werkvoorraad").status_code == 200
            assert robot.client.get(terug).status_code == 401  # each state works once
