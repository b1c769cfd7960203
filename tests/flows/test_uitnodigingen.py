"""SEC-7: an invitation opens once, in time, with its own code, for the account that took it; and no address in a
link leads elsewhere. SEC-4: a login that comes back too late, a second time, or beside another.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from infra import clock
from infra.settings import settings
from services.intake.contract import (
    AanvraagIndienen,
    AanvraagIntrekken,
    AanvraagOndertekenen,
    OuderUitgenodigd,
    ZienswijzeGeven,
)
from services.kern.errors import Fout, KanNiet, NietGevonden, OngeldigeInvoer
from services.netwerk import sessie
from services.netwerk.contract import InlogpogingAfronden, InlogpogingBeginnen, SessieOpenen, UitnodigingAannemen
from tests.flows.intake_dossier import School, school
from tests.flows.test_inloggen import _terugkeer
from tests.flows.web_bezoek import COOKIE, bezoeker, ingelogd, los
from tests.stack import Stack, eventually

BEKEND = "select count(*) from netwerk.account where subject = $1"
POGINGEN = "select pogingen, gebruikt_op from netwerk.uitnodiging where persoon = $1"
VERLOPEN = "verlopen. Vraag de school om een nieuwe"
GEBRUIKT = "al gebruikt"


class Gezin:
    """A family that was invited: its link from the e-mail, its code from the school."""

    def __init__(self, stack: Stack, dossier: School, gast: OuderUitgenodigd, link: str):
        self.stack, self.dossier, self.gast, self.link = stack, dossier, gast, link

    async def binnen(self, subject: str) -> str:
        """An account with a second step, that comes with this link."""
        open_ = await self.stack.web.ask(
            "netwerk",
            SessieOpenen(
                opdracht=uuid4(), issuer="https://gezin.example", subject=subject, naam="Iemand",
                email=f"{subject}@thuis.example", mfa=True, user_agent="test", uitnodiging=self.link,
            ),
        )  # fmt: skip
        return open_.token

    async def neem_aan(self, token: str, **anders: Any) -> Any:
        velden = {"uitnodiging": self.link, "activatiecode": self.gast.activatiecode} | anders
        return await self.stack.web.ask("netwerk", UitnodigingAannemen(opdracht=uuid4(), token=token, **velden))

    async def geweigerd(self, klasse: type[Fout], zin: str, subject: str, **anders: Any) -> Fout:
        """Refused with this sentence, and this account is nobody afterwards."""
        with pytest.raises(klasse) as fout:
            await self.neem_aan(await self.binnen(subject), **anders)
        assert zin in fout.value.melding
        assert (await self.stack.sql(BEKEND, subject))[0][0] == 0
        return fout.value

    async def stand(self) -> tuple[int, bool]:
        (rij,) = await self.stack.sql(POGINGEN, self.gast.persoon)
        return rij["pogingen"], rij["gebruikt_op"] is not None


async def gezin(stack: Stack, email: str = "") -> Gezin:
    dossier = await school(stack).begin()
    gast = await dossier.uitnodigen("Noor", email or f"{uuid4().hex[:8]}@thuis.example")
    return Gezin(stack, dossier, gast, await dossier.link(gast.persoon))


def iemand() -> str:
    return f"gezin-{uuid4().hex[:10]}"


async def test_sec_7_een_uitnodiging_werkt_een_keer(stack: Stack):
    """SEC-7: used twice, by the same account and by another."""
    thuis, een = await gezin(stack), iemand()
    await thuis.neem_aan(await thuis.binnen(een))
    await thuis.geweigerd(KanNiet, GEBRUIKT, iemand())
    with pytest.raises(KanNiet, match=GEBRUIKT):
        await thuis.neem_aan(await thuis.binnen(een))
    (rij,) = await stack.sql("select persoon from netwerk.account where subject = $1", een)
    assert rij["persoon"] == thuis.gast.persoon
    with los() as client:
        assert "al gebruikt" in client.get(f"/uitnodiging/{thuis.link}").text


async def test_sec_7_twee_tegelijk_met_dezelfde_link_wordt_er_een(stack: Stack):
    """SEC-7: link and code in two hands in the same moment: one account is bound, the other reads why not."""
    thuis, wie = await gezin(stack), [iemand(), iemand()]
    tokens = [await thuis.binnen(een) for een in wie]
    uit = await asyncio.gather(*(thuis.neem_aan(token) for token in tokens), return_exceptions=True)
    assert sorted(isinstance(een, KanNiet) for een in uit) == [False, True]
    assert sum([(await stack.sql(BEKEND, een))[0][0] for een in wie]) == 1


async def test_sec_7_een_uitnodiging_verloopt(stack: Stack):
    """SEC-7: a second before the end it works still, a second after it no more; a look at the page says so."""
    thuis = await gezin(stack)
    (rij,) = await stack.sql("select verloopt_op from netwerk.uitnodiging where persoon = $1", thuis.gast.persoon)
    stack.klok(rij["verloopt_op"] + timedelta(seconds=1))
    await thuis.geweigerd(KanNiet, VERLOPEN, iemand())
    with los() as client:
        assert "verlopen" in client.get(f"/uitnodiging/{thuis.link}").text
    assert await thuis.stand() == (0, False)
    stack.klok(rij["verloopt_op"] - timedelta(seconds=60))
    await thuis.neem_aan(await thuis.binnen(iemand()))


async def test_sec_7_na_vijf_verkeerde_codes_helpt_ook_de_goede_niet(stack: Stack):
    """SEC-7: the tries count for the link, whoever makes them; each says how many are left."""
    thuis = await gezin(stack)
    for over in (4, 3, 2, 1, 0):
        fout = await thuis.geweigerd(OngeldigeInvoer, "De code klopt niet", iemand(), activatiecode="BBBB-0000")
        assert f"nog {over} keer" in fout.velden["activatiecode"]
    await thuis.geweigerd(KanNiet, VERLOPEN, iemand())
    assert await thuis.stand() == (sessie.CODE_POGINGEN, False)


async def test_sec_7_de_code_van_een_ander_opent_niets(stack: Stack):
    """SEC-7: link and code belong together; also across two samenwerkingsverbanden, and by a longer or other link."""
    thuis, buren = await gezin(stack), await gezin(stack)
    await thuis.geweigerd(OngeldigeInvoer, "De code klopt niet", iemand(), activatiecode=buren.gast.activatiecode)
    geheim = thuis.link.partition(".")[2]
    for link in (f"swv2201vo.{geheim}", f"swv9999xx.{geheim}", geheim, f"{thuis.link}x", thuis.link[:-1], "", "."):
        await thuis.geweigerd(NietGevonden, "niet gevonden", iemand(), uitnodiging=link)
    assert await thuis.stand() == (1, False)


async def test_sec_7_een_ander_met_een_account_krijgt_hooguit_een_rol_erbij(stack: Stack):
    """SEC-7: an account that is somebody already stays that person: nobody takes another person over with a link."""
    eerst, later = await gezin(stack), await gezin(stack)
    wie = iemand()
    await eerst.neem_aan(await eerst.binnen(wie))
    await later.neem_aan(await later.binnen(wie))
    rijen = await stack.sql("select persoon from netwerk.account where subject = $1", wie)
    assert [rij["persoon"] for rij in rijen] == [eerst.gast.persoon]
    over = "select count(*) from netwerk.account where persoon = $1"
    assert (await stack.sql(over, later.gast.persoon))[0][0] == 0


async def test_sec_7_een_vervangen_uitnodiging_opent_niets_meer(stack: Stack):
    """SEC-7: the same address invited anew, after the first link had run out: only the second link works."""
    adres = f"{uuid4().hex[:8]}@thuis.example"
    oud = await gezin(stack, adres)
    stack.klok(clock.nu() + timedelta(days=15))
    gast = await oud.dossier.uitnodigen("Noor", adres)
    await oud.geweigerd(KanNiet, VERLOPEN, iemand())
    assert gast.persoon != oud.gast.persoon
    await oud.geweigerd(KanNiet, VERLOPEN, iemand(), activatiecode=gast.activatiecode)


INGETROKKEN = "heeft de aanvraag ingetrokken"


async def ingetrokken(dossier: School) -> None:
    """Withdrawn by the school, and heard of by netwerk."""
    await dossier.doe(AanvraagIntrekken, als=dossier.directeur, reden="De leerling verhuist.")
    gehoord = (
        "select 1 from netwerk.audit where zaak = $1 and wat = 'uitnodigingen_eindigen' and uitkomst = 'gedaan' limit 1"
    )
    await eventually(lambda: dossier.stack.sql(gehoord, dossier.id), wat="netwerk van het intrekken hoort")


async def test_sec_7_met_de_aanvraag_eindigt_de_open_uitnodiging(stack: Stack):
    """SEC-7: the aanvraag was withdrawn before the second parent came: the link says what happened and opens nothing.
    Who came before that keeps what they have, and reads on."""
    dossier = await school(stack).begin()
    await dossier.invullen()
    await dossier.documenten()
    await dossier.gezin_horen()
    gast = await dossier.uitnodigen("Sam", f"{uuid4().hex[:8]}@thuis.example")
    thuis = Gezin(stack, dossier, gast, await dossier.link(gast.persoon))
    binnen = await dossier.uitnodigen("Noor", f"{uuid4().hex[:8]}@thuis.example")
    eerder = Gezin(stack, dossier, binnen, await dossier.link(binnen.persoon))
    await eerder.neem_aan(await eerder.binnen(iemand()))
    await dossier.doe(AanvraagOndertekenen, als=dossier.directeur)
    stack.klok(clock.nu() + timedelta(days=8))  # the time to react is over, the invitation still works
    await dossier.doe(AanvraagIndienen)
    await ingetrokken(dossier)
    await thuis.geweigerd(KanNiet, INGETROKKEN, iemand())
    await thuis.geweigerd(KanNiet, INGETROKKEN, iemand(), activatiecode="BBBB-0000")
    assert await thuis.stand() == (0, False)
    with los() as client:
        tekst = client.get(f"/uitnodiging/{thuis.link}").text
        assert INGETROKKEN in tekst and "U hoeft niets te doen" in tekst and "Inloggen" not in tekst.split("<main")[1]
        assert "al gebruikt" in client.get(f"/uitnodiging/{eerder.link}").text
    hoed = "select tot is null as geldt from netwerk.hoed where persoon = $1"
    assert [rij["geldt"] for rij in await stack.sql(hoed, gast.persoon)] == [False]
    assert [rij["geldt"] for rij in await stack.sql(hoed, binnen.persoon)] == [True]
    als = dossier.gezinshoed("noor") | {"persoon": binnen.persoon}
    stand = await dossier.zien(als="noor", **als)
    assert (stand.status, stand.handelingen) == ("ingetrokken", [])
    zienswijze = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=dossier.id, tekst="Toch wel.")
    with pytest.raises(KanNiet):
        await stack.ask("intake", zienswijze, als="noor", **als)


def test_sec_7_een_link_die_wij_niet_kennen_zegt_wat_te_doen(stack: Stack):
    """SEC-7: broken off in the e-mail, or of a dossier that was destroyed: 404, in words for a parent."""
    with los() as client:
        for link in ("swv2202po.weg", "swv9999xx.weg", "weg"):
            antwoord = client.get(f"/uitnodiging/{link}")
            assert antwoord.status_code == 404
            assert "Vraag de school om een nieuwe uitnodiging" in antwoord.text


ELDERS = (
    "//kwaad.example", "///kwaad.example", "\\\\kwaad.example", "/\\kwaad.example", "/\\/kwaad.example",
    "https://kwaad.example/", "HTTPS:kwaad.example", "javascript:alert(1)", "data:text/html,x", "kwaad.example",
    " //kwaad.example", "\t//kwaad.example", "/\t/kwaad.example", "/\n/kwaad.example", "@kwaad.example", "",
)  # fmt: skip
# Encoded once more these are paths of our own, and stay so: the browser does not decode a path before it goes there.
INGEPAKT = ("/%2f%2fkwaad.example", "/%5ckwaad.example", "/%09/kwaad.example")


@pytest.mark.parametrize("doel", (*ELDERS, *INGEPAKT))
async def test_sec_7_na_het_inloggen_nooit_naar_elders(stack: Stack, doel: str):
    """SEC-7: what is kept of `terug` is an address of ours, whatever the web sends along."""
    begonnen = await stack.web.ask("netwerk", InlogpogingBeginnen(opdracht=uuid4(), browser="", terug=doel))
    afronden = InlogpogingAfronden(opdracht=uuid4(), state=begonnen.state, browser=begonnen.browser)
    terug = (await stack.web.ask("netwerk", afronden)).terug
    assert terug == (doel if doel in INGEPAKT else "/")


@pytest.mark.parametrize("naam", ["next", "terug", "url", "redirect", "return"])
def test_sec_7_geen_enkele_bladzijde_stuurt_door_naar_een_adres_uit_de_vraag(stack: Stack, naam: str):
    """SEC-7: with and without a session, plain, with a backslash and encoded: our own pages or the provider."""
    eigen = (settings().app_url, settings().oidc_issuer, "/")
    with ingelogd("rob") as robot, los(robot.client.cookies[COOKIE]) as binnen, los() as buiten:
        for client in (binnen, buiten):
            for pad in ("/", "/inloggen", "/uitgelogd", "/rol-kiezen", "/aanvragen"):
                for doel in ("//kwaad.example", "/\\kwaad.example", "https://kwaad.example", "/%2fkwaad.example"):
                    antwoord = client.get(f"{pad}?{naam}={quote(doel, safe='')}")
                    naar = antwoord.headers.get("location", "/")
                    assert naar.startswith(eigen) and not naar.startswith(("//", "/\\")), (pad, naar)
                    assert "//kwaad.example" not in antwoord.headers.get("refresh", "")
                    assert 'href="//kwaad.example' not in antwoord.text


# ------------------------------------------------------------------------------------------------------- SEC-4


async def test_sec_4_een_state_die_te_laat_terugkomt(stack: Stack):
    """SEC-4: ten minutes and no longer; the row is made old, for the real clock is not ours to set."""
    with bezoeker("vera") as robot:
        adres = _terugkeer(robot)
        state = adres.partition("state=")[2].partition("&")[0]
        oud = "update netwerk.inlogpoging set verloopt_op = now() - interval '1 second' where state_hash = $1"
        assert await stack.sql(f"{oud} returning 1", sessie.afdruk(state))
        antwoord = robot.client.get(adres)
        assert antwoord.status_code == 401
        assert "duurde te lang" in antwoord.text
        assert COOKIE not in antwoord.cookies


async def test_sec_4_een_inlogpoging_leeft_tien_minuten(stack: Stack):
    """SEC-4: what is written down is ten minutes from now, by the real clock: that of the stack moves nothing."""
    stack.klok(clock.nu() - timedelta(days=30))
    poging = await stack.web.ask("netwerk", InlogpogingBeginnen(opdracht=uuid4(), browser="", terug="/"))
    (rij,) = await stack.sql(
        "select extract(epoch from verloopt_op - now()) as over from netwerk.inlogpoging where state_hash = $1",
        sessie.afdruk(poging.state),
    )
    assert 590 < rij["over"] <= 600
