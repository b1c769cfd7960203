"""Passkeys, spoken to as a device would: what is right is taken, and whatever is wrong in one thing is not.

The device is made here, with a real key and real signatures; the browser with a real one is in tests/browser.
Source: trust.md 5.4, SEC-5, 3.5 no. 46.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from infra import clock
from infra.settings import settings
from services.kern.errors import BevestigOpnieuw, KanNiet, MagNiet, NietGevonden, NietIngelogd
from services.netwerk import contract as n
from services.netwerk.sessie import afdruk
from tests.stack import Stack

THUIS = "http://localhost:8000"
OP, UV, AT = 0x01, 0x04, 0x40


def b64(inhoud: bytes) -> str:
    return urlsafe_b64encode(inhoud).rstrip(b"=").decode()


@dataclass
class Apparaat:
    """An authenticator: one key for one place, and a counter."""

    thuis: str = "localhost"
    teller: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    sleutel: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def _gegevens(self, vlaggen: int, thuis: str, extra: bytes = b"") -> bytes:
        return hashlib.sha256(thuis.encode()).digest() + bytes([vlaggen]) + self.teller.to_bytes(4, "big") + extra

    def maken(self, opties: str, *, origin: str = THUIS, vlaggen: int = OP | UV, soort: str = "webauthn.create") -> str:
        punt = self.sleutel.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: punt.x.to_bytes(32, "big"), -3: punt.y.to_bytes(32, "big")}
        extra = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        gezegd = self._gezegd(opties, origin, soort)
        verklaring = {"fmt": "none", "attStmt": {}, "authData": self._gegevens(vlaggen | AT, self.thuis, extra)}
        return self._json({"attestationObject": b64(cbor2.dumps(verklaring)), "clientDataJSON": b64(gezegd)})

    def gebruiken(
        self, opties: str, *, origin: str = THUIS, vlaggen: int = OP | UV, soort: str = "webauthn.get",
        thuis: str = "", sleutel: Any = None, uitdaging: bytes | None = None, stap: int = 1,
    ) -> str:  # fmt: skip
        self.teller += stap
        gezegd = self._gezegd(opties, origin, soort, uitdaging)
        gegevens = self._gegevens(vlaggen, thuis or self.thuis)
        merk = (sleutel or self.sleutel).sign(gegevens + hashlib.sha256(gezegd).digest(), ec.ECDSA(SHA256()))
        return self._json({"authenticatorData": b64(gegevens), "clientDataJSON": b64(gezegd), "signature": b64(merk)})

    def _gezegd(self, opties: str, origin: str, soort: str, uitdaging: bytes | None = None) -> bytes:
        vraag = b64(uitdaging) if uitdaging is not None else json.loads(opties)["challenge"]
        return json.dumps({"type": soort, "challenge": vraag, "origin": origin, "crossOrigin": False}).encode()

    def _json(self, antwoord: dict[str, str]) -> str:
        return json.dumps(
            {"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": antwoord,
             "clientExtensionResults": {}}
        )  # fmt: skip


@dataclass
class Mens:
    """Somebody of a samenwerkingsverband, signed in a moment ago."""

    stack: Stack
    sub: str
    token: str = ""

    async def vraag(self, soort: str) -> str:
        return (await self._ask(n.PasskeyVragen(opdracht=uuid4(), token=self.token, soort=soort))).opties

    async def _ask(self, bericht: Any) -> Any:
        return await self.stack.web.ask("netwerk", bericht)

    async def maken(self, apparaat: Apparaat, naam: str = "Laptop", **anders: Any) -> None:
        opties = await self.vraag("maken")
        bericht = n.PasskeyMaken(
            opdracht=uuid4(), token=self.token, naam=naam, antwoord_json=apparaat.maken(opties, **anders)
        )
        self.token = (await self._ask(bericht)).token

    async def gebruiken(self, antwoord: str) -> None:
        bericht = n.PasskeyGebruiken(opdracht=uuid4(), token=self.token, antwoord_json=antwoord)
        self.token = (await self._ask(bericht)).token

    async def stand(self) -> n.SessieStand:
        return await self._ask(n.SessieLezen(token=self.token))

    async def passkeys(self) -> list[n.PasskeyKort]:
        return (await self._ask(n.PasskeysTonen(token=self.token))).passkeys

    async def verwijderen(self, id: str) -> None:
        await self._ask(n.PasskeyVerwijderen(opdracht=uuid4(), token=self.token, id=id))

    async def later(self, minuten: int = 6) -> None:
        """So long ago is what this session has shown."""
        await self.stack.sql(
            f"update netwerk.sessie set bevestigd_op = bevestigd_op - interval '{minuten} minutes',"
            f" passkey_op = passkey_op - interval '{minuten} minutes' where token_hash = $1",
            afdruk(self.token),
        )


async def mens(
    stack: Stack, *, rol: str = "secretaris", organisatie: str = "PO2202", tenant: str = "swv2202po", sub: str = ""
) -> Mens:
    nieuw = not sub
    sub = sub or f"pas-{uuid4().hex[:10]}"
    if nieuw:
        await stack.beheer.ask_intern(
            "netwerk",
            n.PersoonAanmelden(
                opdracht=uuid4(), persoon=uuid4(), issuer=settings().oidc_issuer, subject=sub, naam="Pas Proef",
                email=f"{sub}@pas.example", rol=rol, organisatie=organisatie, van=clock.vandaag(),
            ),
            tenant=tenant,
        )  # fmt: skip
    geopend = await stack.web.ask(
        "netwerk",
        n.SessieOpenen(
            opdracht=uuid4(), issuer=settings().oidc_issuer, subject=sub, naam="Pas Proef",
            email=f"{sub}@pas.example", mfa=True, user_agent="proef", bevestigd_op=clock.echt(),
        ),
    )  # fmt: skip
    return Mens(stack, sub, geopend.token)


async def test_maken_gebruiken_hernoemen_verwijderen(stack: Stack):
    wie, apparaat = await mens(stack), Apparaat()
    oud = wie.token
    await wie.maken(apparaat, "  Laptop  van het werk ")
    assert wie.token != oud
    with pytest.raises(NietIngelogd):
        await stack.web.ask("netwerk", n.SessieLezen(token=oud))
    (eigen,) = await wie.passkeys()
    assert eigen.naam == "Laptop van het werk"
    await wie.later()
    voor = (await wie.stand()).bevestigd_op
    await wie.gebruiken(apparaat.gebruiken(await wie.vraag("gebruiken")))
    assert (await wie.stand()).bevestigd_op > voor
    await stack.web.ask(
        "netwerk", n.PasskeyHernoemen(opdracht=uuid4(), token=wie.token, id=eigen.id, naam="Sleutelbos")
    )
    assert [p.naam for p in await wie.passkeys()] == ["Sleutelbos"]
    await wie.later()
    with pytest.raises(BevestigOpnieuw):
        await wie.verwijderen(eigen.id)
    await wie.gebruiken(apparaat.gebruiken(await wie.vraag("gebruiken")))
    await wie.verwijderen(eigen.id)
    assert await wie.passkeys() == []
    with pytest.raises(KanNiet, match="nog geen passkey"):
        await wie.vraag("gebruiken")


KWAAD: dict[str, dict[str, Any]] = {
    "andere site": {"origin": "https://kwaad.example"},
    "andere poort van een ander": {"origin": "http://localhost.kwaad.example:8000"},
    "zonder vinger of pincode": {"vlaggen": OP},
    "zonder aanraking": {"vlaggen": UV},
    "voor een andere naam": {"thuis": "kwaad.example"},
    "als was hij nieuw": {"soort": "webauthn.create"},
    "teller die niet loopt": {"stap": 0},
    "teller die terugloopt": {"stap": -1},
    "uitdaging verzonnen": {"uitdaging": bytes(32)},
    "uitdaging leeg": {"uitdaging": b""},
    "andere sleutel": {"sleutel": ec.generate_private_key(ec.SECP256R1())},
}


@pytest.mark.parametrize("kwaad", KWAAD)
async def test_sec_5_een_antwoord_dat_in_een_ding_niet_klopt_wordt_geweigerd(stack: Stack, kwaad: str):
    wie, apparaat = await mens(stack), Apparaat(teller=5)
    await wie.maken(apparaat)
    voor, token = (await wie.stand()).bevestigd_op, wie.token
    with pytest.raises(MagNiet):
        await wie.gebruiken(apparaat.gebruiken(await wie.vraag("gebruiken"), **KWAAD[kwaad]))
    assert wie.token == token and (await wie.stand()).bevestigd_op == voor


@pytest.mark.parametrize(
    "kwaad", [{"origin": "https://kwaad.example"}, {"vlaggen": OP}, {"vlaggen": UV}, {"soort": "webauthn.get"}]
)
async def test_sec_5_zo_wordt_geen_passkey_gemaakt(stack: Stack, kwaad: dict[str, Any]):
    wie = await mens(stack)
    with pytest.raises(MagNiet):
        await wie.maken(Apparaat(), **kwaad)
    with pytest.raises(MagNiet):
        await wie.maken(Apparaat(thuis="kwaad.example"))
    assert await wie.passkeys() == []


@pytest.mark.parametrize("onzin", ["", "{}", "[]", "null", '{"id": 5}', "\x00", '{"id":"a","rawId":"b"}'])
async def test_bad_een_antwoord_dat_geen_antwoord_is(stack: Stack, onzin: str):
    wie = await mens(stack)
    with pytest.raises(MagNiet):
        await wie.gebruiken(onzin)
    with pytest.raises(MagNiet):
        await stack.web.ask("netwerk", n.PasskeyMaken(opdracht=uuid4(), token=wie.token, naam="x", antwoord_json=onzin))


async def test_sec_5_een_vraag_werkt_een_keer_voor_deze_sessie_en_vijf_minuten(stack: Stack):
    wie, apparaat = await mens(stack), Apparaat()
    await wie.maken(apparaat)
    opties = await wie.vraag("gebruiken")
    antwoord = apparaat.gebruiken(opties)
    tweede = await mens(stack, sub=wie.sub)
    with pytest.raises(MagNiet, match="ander venster"):
        await tweede.gebruiken(antwoord)  # the same person, in another session
    await wie.gebruiken(antwoord)
    with pytest.raises(MagNiet):
        await wie.gebruiken(antwoord)  # once
    laat = await wie.vraag("gebruiken")
    uitdaging = urlsafe_b64decode(json.loads(laat)["challenge"] + "==")
    await stack.sql("update netwerk.passkey_vraag set verloopt_op = now() where uitdaging = $1", uitdaging)
    with pytest.raises(MagNiet):
        await wie.gebruiken(apparaat.gebruiken(laat))
    # A question to make one is not answered by using one.
    maken = await wie.vraag("maken")
    with pytest.raises(MagNiet):
        await wie.gebruiken(apparaat.gebruiken(maken))


async def test_sec_5_de_passkey_van_een_ander(stack: Stack):
    wie, ander, van_wie, van_ander = await mens(stack), await mens(stack), Apparaat(), Apparaat()
    await wie.maken(van_wie)
    await ander.maken(van_ander)
    with pytest.raises(MagNiet):
        await wie.gebruiken(van_ander.gebruiken(await wie.vraag("gebruiken")))
    with pytest.raises(KanNiet, match="al bekend"):
        await ander.maken(van_wie)
    (id,) = [p.id for p in await wie.passkeys()]
    with pytest.raises(NietGevonden):
        await ander.verwijderen(id)
    with pytest.raises(NietGevonden):
        await stack.web.ask("netwerk", n.PasskeyHernoemen(opdracht=uuid4(), token=ander.token, id=id, naam="Mijn"))


async def test_sec_5_wie_er_een_heeft_maakt_geen_tweede_zonder_de_eerste(stack: Stack):
    """Recovery never lowers: an account that was taken over at the provider gets no passkey of its own."""
    wie, eerste = await mens(stack), Apparaat()
    await wie.maken(eerste)
    dief = await mens(stack, sub=wie.sub)  # signed in afresh at the provider, with a second step
    with pytest.raises(BevestigOpnieuw) as fout:
        await dief.vraag("maken")
    assert fout.value.extra == {"met_passkey": True}
    await wie.later()
    with pytest.raises(BevestigOpnieuw):
        await wie.vraag("maken")
    await wie.gebruiken(eerste.gebruiken(await wie.vraag("gebruiken")))
    await wie.maken(Apparaat(), "Reserve")
    assert len(await wie.passkeys()) == 2


async def test_sec_5_school_en_gezin_maken_geen_passkey(stack: Stack):
    wie = await mens(stack, rol="ib_er", organisatie="16MA00")
    with pytest.raises(MagNiet, match="medewerkers"):
        await wie.vraag("maken")


async def test_sec_5_waar_het_moet_gaat_zonder_passkey_geen_rol_op(stack: Stack):
    """De Zwerfkei asks a passkey of its beheerder: signing in alone gives no principal, and proves nothing."""
    rol = {"rol": "beheerder", "organisatie": "PO2203", "tenant": "zwerfkei"}
    wie, apparaat = await mens(stack, **rol), Apparaat()
    stand = await wie.stand()
    assert stand.hoed is not None and stand.principal is None and stand.passkey_nodig
    assert stand.bevestigd_op is None
    await wie.maken(apparaat)
    stand = await wie.stand()
    assert stand.principal is not None and not stand.passkey_nodig and stand.bevestigd_op is not None
    opnieuw = await mens(stack, sub=wie.sub)
    assert (await opnieuw.stand()).principal is None
    await opnieuw.gebruiken(apparaat.gebruiken(await opnieuw.vraag("gebruiken")))
    assert (await opnieuw.stand()).principal is not None
    (id,) = [p.id for p in await opnieuw.passkeys()]
    with pytest.raises(KanNiet, match="laatste passkey"):
        await opnieuw.verwijderen(id)
