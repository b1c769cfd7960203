"""A person at the front door: follows links, fills forms and presses buttons, over plain HTTP and without script.

It knows no address by heart that a person would not click or type, and sends no field that the page does not have.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from infra.people import Account


class Struikelt(Exception):
    """The play cannot go on; the sentence says what the page showed instead."""


def totp(secret: str, *, op: float | None = None) -> str:
    """The six digits of RFC 6238 (SHA-1, 30 seconds), as an authenticator shows them."""
    teller = struct.pack(">Q", int((op or time.time()) // 30))
    hash = hmac.digest(base64.b32decode(secret), teller, "sha1")
    begin = hash[-1] & 15
    return f"{(struct.unpack('>I', hash[begin : begin + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@dataclass
class Formulier:
    """A form as it stands on the page. `velden`: what a browser would send if nothing were touched."""

    url: str
    methode: str
    velden: dict[str, list[str]]
    keuzes: dict[str, list[str]]
    soorten: dict[str, str]
    multipart: bool

    def vul(self, **waarden: Any) -> Formulier:
        """Fill fields; a list for check boxes. Raises Struikelt for a field that is not there."""
        for naam, waarde in waarden.items():
            if naam not in self.soorten:
                raise Struikelt(f"{self.url}: het veld {naam} staat niet op de pagina ({', '.join(self.soorten)})")
            self.velden[naam] = [str(w) for w in waarde] if isinstance(waarde, list | tuple) else [str(waarde)]
        return self


@dataclass
class Pagina:
    url: str
    status: int
    html: LexborHTMLParser
    tekst: str = field(default="")

    def __post_init__(self) -> None:
        main = self.html.css_first("main") or self.html.body
        self.tekst = re.sub(r"\s+", " ", main.text(separator=" ")).strip() if main else ""

    def formulieren(self, einde: str) -> list[Formulier]:
        """All forms whose address ends like this, in the order of the page."""
        gevonden = []
        for node in self.html.css("form"):
            url = urljoin(self.url, node.attributes.get("action") or self.url)
            if urlsplit(url).path.endswith(einde):
                gevonden.append(_formulier(self.html, node, url))
        return gevonden

    def formulier(self, einde: str, **bevat: str) -> Formulier:
        """The first form with this address, and with these values already in it."""
        for form in self.formulieren(einde):
            if all(form.velden.get(naam) == [waarde] for naam, waarde in bevat.items()):
                return form
        raise Struikelt(
            f"{self.url} ({self.status}): geen formulier {einde} {bevat or ''}. Er staat: {self.tekst[:600]}"
        )

    def link(self, stuk: str) -> str:
        """The address of the first link that contains this piece of text or address."""
        for node in self.html.css("a[href]"):
            if stuk in node.attributes["href"] or stuk in node.text():
                return urljoin(self.url, node.attributes["href"])
        raise Struikelt(f"{self.url}: geen link met {stuk!r}. Er staat: {self.tekst[:400]}")


def _formulier(html: LexborHTMLParser, node: LexborNode, url: str) -> Formulier:
    velden: dict[str, list[str]] = {}
    keuzes: dict[str, list[str]] = {}
    soorten: dict[str, str] = {}
    elders = html.css(f'[form="{node.id}"]') if node.id else []
    for veld in [*node.css("input, textarea, select"), *elders]:
        naam = veld.attributes.get("name")
        if not naam or "disabled" in veld.attributes:
            continue
        soort = (
            "select"
            if veld.tag == "select"
            else "textarea"
            if veld.tag == "textarea"
            else veld.attributes.get("type") or "text"
        )
        soorten[naam] = soort
        waarde = veld.attributes.get("value") or ""
        if soort == "select":
            opties = [o.attributes.get("value", o.text()) or "" for o in veld.css("option")]
            keuzes[naam] = [o for o in opties if o]
            gekozen = [o.attributes.get("value", "") or "" for o in veld.css("option[selected]")]
            velden[naam] = gekozen or opties[:1]
        elif soort == "textarea":
            velden[naam] = [veld.text()]
        elif soort in ("checkbox", "radio"):
            keuzes.setdefault(naam, []).append(waarde)
            if "checked" in veld.attributes:
                velden.setdefault(naam, []).append(waarde)
        elif soort not in ("file", "submit", "button", "image"):
            velden.setdefault(naam, []).append(waarde)
    return Formulier(
        url=url,
        methode=(node.attributes.get("method") or "get").lower(),
        velden=velden,
        keuzes=keuzes,
        soorten=soorten,
        multipart=(node.attributes.get("enctype") or "") == "multipart/form-data",
    )


class Robot:
    """One person in one browser."""

    def __init__(self, basis: str, account: Account):
        self.basis = basis
        self.account = account
        self.client = httpx2.Client(follow_redirects=True, timeout=30, headers={"user-agent": "Meedoen-demo"})
        self.pagina: Pagina | None = None

    def __enter__(self) -> Robot:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def ga(self, adres: str) -> Pagina:
        """Open an address (with or without the front of it). Raises Struikelt on a fault page of ours."""
        return self._lees(self.client.get(urljoin(self.basis, adres)))

    def lees(self, adres: str, *, verwacht: int) -> Pagina:
        """Open an address that should be refused with this status."""
        return self._lees(self.client.get(urljoin(self.basis, adres)), verwacht=verwacht)

    def verstuur(
        self, form: Formulier, *, bestand: tuple[str, bytes, str] | None = None, verwacht: int = 200
    ) -> Pagina:
        """Send a form. `verwacht`: the status of the page it leads to."""
        if form.methode == "get":
            antwoord = self.client.get(form.url, params=form.velden)
        else:
            herkomst = "{0.scheme}://{0.netloc}".format(urlsplit(self.pagina.url if self.pagina else form.url))
            kop = {"origin": herkomst, "sec-fetch-site": "same-origin"}
            if form.multipart or bestand:
                delen = {"bestand": bestand} if bestand else None
                antwoord = self.client.post(form.url, data=form.velden, files=delen, headers=kop)
            else:
                antwoord = self.client.post(form.url, data=form.velden, headers=kop)
        return self._lees(antwoord, verwacht=verwacht)

    def inloggen(self, adres: str = "/inloggen") -> Pagina:
        """Through the identity provider with password and second factor, back to Meedoen."""
        pagina = self.ga(adres)
        pagina = self._idp(pagina, gebruikersnaam=self.account.sub, wachtwoord=self.account.wachtwoord)
        if any("code" in f.soorten for f in pagina.formulieren("")):
            pagina = self._idp(pagina, code=totp(self.account.totp or ""))
        if not pagina.url.startswith(self.basis):
            raise Struikelt(f"inloggen van {self.account.naam} bleef steken op {pagina.url}: {pagina.tekst[:200]}")
        return pagina

    def hoed(self, stuk: str) -> Pagina:
        """Choose the hat whose button says this, when there is a choice."""
        if not self.pagina or "/rol-kiezen" not in self.pagina.url:
            return self.pagina
        for node in self.pagina.html.css("button[name=hoed], input[name=hoed]"):
            omheen = node.parent.text() if node.parent else ""
            if stuk in node.text() or stuk in omheen:
                form = self.pagina.formulier("/rol-kiezen")
                form.soorten["hoed"] = "button"
                return self.verstuur(form.vul(hoed=node.attributes["value"]))
        raise Struikelt(f"geen rol met {stuk!r}: {self.pagina.tekst[:300]}")

    def _idp(self, pagina: Pagina, **velden: str) -> Pagina:
        for form in pagina.formulieren(""):
            if form.methode == "post" and set(velden) <= set(form.soorten):
                return self.verstuur(form.vul(**velden))
        raise Struikelt(f"de aanmelddienst vroeg iets anders dan {', '.join(velden)}: {pagina.tekst[:200]}")

    def _lees(self, antwoord: httpx2.Response, verwacht: int = 200) -> Pagina:
        if not antwoord.headers.get("content-type", "").startswith("text/html"):
            raise Struikelt(f"{antwoord.url} is geen pagina maar {antwoord.headers.get('content-type')}")
        self.pagina = Pagina(str(antwoord.url), antwoord.status_code, LexborHTMLParser(antwoord.text))
        if antwoord.status_code != verwacht:
            raise Struikelt(
                f"{antwoord.url} gaf {antwoord.status_code} (verwacht {verwacht}): {self.pagina.tekst[:800]}"
            )
        return self.pagina


def sha256(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()
