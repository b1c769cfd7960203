"""The servers that only demo and test have: the OIDC provider, the mail sink and the scanner with its signatures."""

import asyncio
import base64
import hashlib
import json
import os
import re
import secrets
import struct
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import aiosmtplib
import httpx2
import pyotp
import pytest

from infra.launcher import places

BASIS = "urn:meedoen:acr:basis"
HOOG = "urn:meedoen:acr:hoog"
# Not the pieces of one literal: this file itself must not look like a virus.
EIGEN_MARKERING = b"MEEDOEN-VIRUSTEST-" + b"a1b2c3"
MB = 1024 * 1024

pytestmark = pytest.mark.skipif("OIDC_ISSUER" not in os.environ, reason="needs the servers: ./meedoen test")


# ---- the OIDC provider


class Browser:
    """Signs people in at the provider as a browser without script would, and trades the code for a token."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client
        self.issuer = os.environ["OIDC_ISSUER"]
        self.back = f"{os.environ['APP_URL']}/inloggen/terug"

    async def ask(self, **extra: str) -> httpx2.Response:
        """Begin to sign in; follows the provider's own redirects."""
        self.verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        query = {
            "client_id": os.environ["OIDC_CLIENT_ID"],
            "response_type": "code",
            "scope": "openid profile email",
            "redirect_uri": self.back,
            "state": "toestand",
            "nonce": "eenmalig",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return await self.follow(await self.client.get(f"{self.issuer}/auth", params=query | extra))

    async def fill(self, page: httpx2.Response, **fields: str) -> httpx2.Response:
        """Fill in the form of this page and send it."""
        action = re.search(r'<form method="post" action="([^"]+)"', page.text)[1]
        return await self.follow(await self.client.post(urljoin(str(page.url), action), data=fields))

    async def follow(self, answer: httpx2.Response) -> httpx2.Response:
        while answer.has_redirect_location:
            where = urljoin(str(answer.url), answer.headers["location"])
            if where.startswith(os.environ["APP_URL"]):
                return answer
            answer = await self.client.get(where)
        return answer

    async def claims(self, answer: httpx2.Response) -> dict:
        """What the id token says, after trading the code at the end of a sign-in."""
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        assert query["state"] == ["toestand"]
        form = {
            "grant_type": "authorization_code",
            "code": query["code"][0],
            "redirect_uri": self.back,
            "code_verifier": self.verifier,
        }
        secret = (os.environ["OIDC_CLIENT_ID"], os.environ["OIDC_CLIENT_SECRET"])
        token = (await self.client.post(f"{self.issuer}/token", data=form, auth=secret)).raise_for_status().json()
        payload = token["id_token"].split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def people() -> list[dict]:
    return json.loads((places.DEV / "idp/accounts.json").read_text())


def code(person: dict) -> str:
    return pyotp.TOTP(person["totp"]).now()


async def sign_in(browser: Browser, person: dict, **extra: str) -> dict:
    page = await browser.fill(await browser.ask(**extra), gebruikersnaam=person["sub"], wachtwoord=person["wachtwoord"])
    return await browser.claims(await browser.fill(page, code=code(person)))


async def test_sign_in_with_a_second_factor_gives_the_high_level() -> None:
    person = people()[0]
    async with httpx2.AsyncClient() as client:
        claims = await sign_in(Browser(client), person, acr_values=HOOG)
    told = {name: claims[name] for name in ("sub", "name", "email", "acr", "nonce")}
    assert told == {
        "sub": person["sub"],
        "name": person["naam"],
        "email": person["email"],
        "acr": HOOG,
        "nonce": "eenmalig",
    }
    assert "mfa" in claims["amr"]


async def test_a_wrong_password_and_a_wrong_code_go_nowhere() -> None:
    person = people()[0]
    async with httpx2.AsyncClient() as client:
        browser = Browser(client)
        start = await browser.ask()
        page = await browser.fill(start, gebruikersnaam=person["sub"], wachtwoord="iets anders")
        assert (page.status_code, "Probeer het opnieuw" in page.text) == (400, True)
        page = await browser.fill(page, gebruikersnaam=person["email"], wachtwoord=person["wachtwoord"])
        wrong = str((int(code(person)) + 1) % 1_000_000).zfill(6)
        page = await browser.fill(page, code=wrong)
        assert (page.status_code, "De code klopt niet" in page.text) == (400, True)


async def test_signed_in_once_is_signed_in_until_signed_out() -> None:
    person = people()[0]
    async with httpx2.AsyncClient() as client:
        browser = Browser(client)
        await sign_in(browser, person)
        assert (await browser.claims(await browser.ask(prompt="none")))["sub"] == person["sub"]
        after = f"{os.environ['APP_URL']}/uitgelogd"
        query = {"client_id": os.environ["OIDC_CLIENT_ID"], "post_logout_redirect_uri": after}
        page = await client.get(f"{browser.issuer}/session/end", params=query)
        action = re.search(r'action="([^"]+)"', page.text)[1]
        secret = re.search(r'name="xsrf" value="([^"]+)"', page.text)[1]
        left = await client.post(action, data={"xsrf": secret, "logout": "yes"})
        assert left.headers["location"] == after
        refused = await browser.ask(prompt="none")
        assert parse_qs(urlsplit(refused.headers["location"]).query)["error"] == ["login_required"]


async def test_another_person_can_sign_in_in_the_same_browser() -> None:
    first, second = people()[:2]
    async with httpx2.AsyncClient() as client:
        browser = Browser(client)
        await sign_in(browser, first)
        assert (await sign_in(browser, second, prompt="login"))["sub"] == second["sub"]


async def test_only_the_demo_lists_people_and_shows_codes() -> None:
    async with httpx2.AsyncClient() as client:
        browser = Browser(client)
        page = await browser.ask()
        assert "Kies een persoon" not in page.text
        person = people()[0]
        page = await browser.fill(page, gebruikersnaam=person["sub"], wachtwoord=person["wachtwoord"])
        assert 'name="code"' in page.text
        assert not re.search(r"\b\d{6}\b", page.text)


async def test_pages_have_no_inline_code() -> None:
    async with httpx2.AsyncClient() as client:
        page = await Browser(client).ask()
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not re.search(r"<script|<style|\son\w+=|\sstyle=", page.text)


# ---- the mail sink


async def test_the_sink_keeps_a_mail_and_shows_its_text() -> None:
    mark = secrets.token_hex(6)
    mail = EmailMessage()
    mail["From"], mail["To"] = "swv@swv.example", f"{mark}@thuis.example"
    mail["Subject"] = f"Er staat een bericht <{mark}> voor u klaar"
    mail.set_content("Beste ouder,\n\nLees het op https://meedoen.example/a?b=1&c=2\n")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="brief.pdf")
    await aiosmtplib.send(mail, hostname=os.environ["SMTP_HOST"], port=int(os.environ["SMTP_PORT"]))
    async with httpx2.AsyncClient(base_url=os.environ["POST_URL"]) as client:
        (kept,) = (await client.get("/api/berichten", params={"aan": f"{mark}@thuis.example"})).json()
        assert kept["onderwerp"] == mail["Subject"]
        assert "https://meedoen.example/a?b=1&c=2" in kept["tekst"]
        assert kept["bijlagen"] == [{"naam": "brief.pdf", "soort": "application/pdf", "bytes": 8}]
        page = await client.get(f"/bericht/{kept['id']}")
        assert '<a href="https://meedoen.example/a?b=1&amp;c=2">' in page.text
        assert f"&lt;{mark}&gt;" in page.text
        assert (await client.get(f"/bericht/{kept['id']}/bijlage/0")).content == b"%PDF-1.7"
        assert (await client.get(f"/bericht/{kept['id']}/bijlage/1")).status_code == 404
        assert (await client.get("/bericht/../../geheim")).status_code == 404


# ---- the scanner


async def scanned(content: bytes) -> str:
    """What clamd says about this content."""
    reader, writer = await asyncio.open_unix_connection(os.environ["CLAMD_HOST"])
    try:
        writer.write(b"zINSTREAM\0")
        for start in range(0, len(content), MB):
            chunk = content[start : start + MB]
            writer.write(struct.pack("!I", len(chunk)) + chunk)
        writer.write(struct.pack("!I", 0))
        return (await reader.readuntil(b"\0"))[:-1].decode()
    finally:
        writer.close()


async def test_the_scanner_knows_our_own_test_file_and_passes_a_clean_one() -> None:
    assert (await scanned(b"een gewone brief")).endswith("OK")
    assert (await scanned(b"%PDF-1.7 " + EIGEN_MARKERING)).endswith("FOUND")


async def test_the_scanner_looks_at_all_of_the_largest_upload() -> None:
    largest = bytes(25 * MB)
    assert (await scanned(largest)).endswith("OK")
    assert (await scanned(largest + EIGEN_MARKERING)).endswith("FOUND")


def test_what_the_scanner_cannot_look_at_is_never_clean() -> None:
    conf = (places.DEPLOY / "clamd.conf").read_text()
    assert re.search(r"^AlertExceedsMax yes$", conf, re.MULTILINE)
    assert Path(places.DEPLOY / "Dockerfile").read_text().count("infra/deploy/clamd.conf") == 1
