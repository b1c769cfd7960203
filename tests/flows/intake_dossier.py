"""Making an aanvraag the way a school does: over the bus, one act after the other. Used by the flow tests."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock, people
from services.intake.contract import (
    AanvraagBeginnen,
    AanvraagIndienen,
    AanvraagOndertekenen,
    AanvraagStand,
    AanvraagTonen,
    Bewaard,
    DocumentDeel,
    DocumentToevoegen,
    OnderdeelBewaren,
    OuderUitgenodigd,
    OuderUitnodigen,
    ZienswijzeGeven,
)
from services.netwerk.contract import SessieOpenen, UitnodigingAannemen
from tenants.registry import get
from tests.stack import Stack, eventually

# The mark that infra/dev/clamav/lokaal.ndb finds; put together here, so that this file itself is no finding.
VIRUS = b"MEEDOEN-" + b"VIRUSTEST-" + b"a1b2c3"
DEEL = 512 * 1024


def pdf(tekst: str = "Verslag", extra: bytes = b"") -> bytes:
    """A small PDF with one empty page."""
    return (
        b"%PDF-1.4\n% " + tekst.encode() + b"\n" + extra + b"\n"
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def docx(**erbij: bytes) -> bytes:
    """A DOCX with the least that makes it one; `erbij`: members to add (`__` stands for `/`)."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("[Content_Types].xml", "<Types/>")
        zip_.writestr("_rels/.rels", "<Relationships/>")
        zip_.writestr("word/document.xml", "<document/>")
        for naam, inhoud in erbij.items():
            zip_.writestr(naam.replace("__", "/").replace("_bin", ".bin"), inhoud)
    return uit.getvalue()


@dataclass
class School:
    """A school with one aanvraag in hand. `ib` and `directeur` are people of the cast; `versie` is kept up to date."""

    stack: Stack
    ib: str = "iris"
    directeur: str = "dirk"
    tenant: str = "swv2202po"
    soort: str = "sbo"
    id: UUID = field(default_factory=uuid4)
    versie: int = 0

    async def begin(self) -> School:
        antwoord = await self.stack.ask("intake", self.beginnen(), als=self.ib)
        self.id, self.versie = antwoord.id, antwoord.versie
        return self

    def beginnen(self, **anders: Any) -> AanvraagBeginnen:
        gewoon = {
            "opdracht": uuid4(),
            "soort": self.soort,
            "roepnaam": "Mees",
            "achternaam": "de Vries",
            "geboren_op": date(2018, 5, 3) if self.tenant == "swv2202po" else date(2012, 5, 3),
            "groep": "groep 5",
        }
        return AanvraagBeginnen(**(gewoon | anders))

    async def doe(self, handeling: type, als: str | None = None, **velden: Any) -> Any:
        """An act on this aanvraag with the present version, unless told otherwise."""
        if "versie" in handeling.__struct_fields__:
            velden.setdefault("versie", self.versie)
        velden.setdefault("opdracht", uuid4())
        antwoord = await self.stack.ask("intake", handeling(aanvraag_id=self.id, **velden), als=als or self.ib)
        self.versie = getattr(antwoord, "versie", self.versie)
        return antwoord

    async def zien(self, als: str | None = None, **hoed: Any) -> AanvraagStand:
        return await self.stack.ask("intake", AanvraagTonen(aanvraag_id=self.id), als=als or self.ib, **hoed)

    async def bewaren(self, antwoorden: dict[str, str], **velden: Any) -> Bewaard:
        return await self.doe(OnderdeelBewaren, antwoorden=antwoorden, **velden)

    async def invullen(self) -> None:
        """A good answer to every question that matters."""
        tenant = get(self.tenant)
        recept, antwoorden = tenant.recept(self.soort), {}
        for _ in range(2):  # an answer may bring up another question
            for vraag in recept.vragen_voor(antwoorden):
                goed = {
                    "keuze": vraag.keuzes[-1] if vraag.keuzes else "",
                    "ja_nee": "nee",
                    "datum": "2026-01-15",
                    "getal": str(vraag.minimum or 1),
                }
                antwoorden.setdefault(vraag.naam, goed.get(vraag.soort, "Wij zagen dit in de klas."))
        velden = {"categorie": "laag"} if tenant.soorten[self.soort].categorieen else {}
        await self.bewaren(antwoorden, **velden)

    async def uploaden(self, inhoud: bytes, *, als: str | None = None) -> UUID:
        upload = uuid4()
        for volgnummer, begin in enumerate(range(0, len(inhoud), DEEL)):
            deel = DocumentDeel(
                opdracht=uuid4(), upload=upload, volgnummer=volgnummer, inhoud=inhoud[begin : begin + DEEL]
            )
            await self.stack.ask("intake", deel, als=als or self.ib)
        return upload

    async def document(self, soort: str, inhoud: bytes | None = None, **velden: Any) -> UUID:
        """Add a document, signed by everybody and dated last month unless told otherwise. The id of the document."""
        inhoud = pdf(soort) if inhoud is None else inhoud
        gewoon = {
            "bestandsnaam": f"{soort}.pdf",
            "gedagtekend_op": clock.vandaag() - timedelta(days=30),
            "ondertekend_door": ["ouders", "directeur", "deskundige"],
            "upload": velden.get("upload") or await self.uploaden(inhoud),
        }
        return (await self.doe(DocumentToevoegen, soort=soort, **(gewoon | velden))).id

    async def gecontroleerd(self, document: UUID) -> str:
        """The verdict of the scanner, once there is one."""

        async def oordeel() -> str | None:
            stand = next(d for d in (await self.zien()).documenten if d.id == document)
            return stand.status if stand.status in ("bruikbaar", "geweigerd") else None

        return await eventually(oordeel, seconden=90, wat="het document is gecontroleerd")

    async def documenten(self) -> None:
        """Every required document, scanned."""
        recept, stand = get(self.tenant).recept(self.soort), await self.zien()
        nodig = [r.soort for r in recept.documenten_voor(stand.antwoorden) if r.verplicht]
        toegevoegd = [await self.document(soort) for soort in nodig]
        for document in toegevoegd:
            assert await self.gecontroleerd(document) == "bruikbaar"
        await self.uit_dossier()

    async def uit_dossier(self) -> None:
        """What comes along out of the pupil's dossier is there and was checked."""

        async def klaar() -> bool:
            stand = await self.zien()
            bezig = stand.uit_dossier.bezig if stand.uit_dossier else []
            return not bezig and all(d.status in ("bruikbaar", "geweigerd") for d in stand.documenten)

        await eventually(klaar, seconden=90, wat="wat uit het dossier komt is gecontroleerd")

    async def uitnodigen(self, naam: str, email: str, rol: str = "ouder") -> OuderUitgenodigd:
        return await self.doe(OuderUitnodigen, naam=naam, email=email, rol=rol)

    async def zienswijze(self, sub: str, tekst: str, *, rol: str = "ouder", instemming: bool | None = None) -> Bewaard:
        """By the member of the family who accepted the invitation (`persoon`)."""
        vraag = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=self.id, tekst=tekst, instemming=instemming)
        return await self.stack.ask("intake", vraag, als=sub, **self.gezinshoed(sub, rol))

    def gezinshoed(self, sub: str, rol: str = "ouder") -> dict[str, Any]:
        return {"rol": rol, "organisatie": str(self.id), "tenant": self.tenant}

    async def aannemen(self, sub: str, uitnodiging: OuderUitgenodigd) -> None:
        """The invited person signs in with the account of the cast, the link of the e-mail and the code."""
        link = await self.link(uitnodiging.persoon)
        issuer, account = "https://gezin.example", people.accounts()[sub]
        # Within one aanvraag the account is new; in the next one it is known already, as for a second child.
        sessie = await self.stack.web.ask(
            "netwerk",
            SessieOpenen(
                opdracht=uuid4(),
                issuer=issuer,
                subject=f"{sub}-{self.id}",
                naam=account.naam,
                email=account.email,
                mfa=True,
                user_agent="test",
                uitnodiging=link,
            ),
        )
        await self.stack.web.ask(
            "netwerk",
            UitnodigingAannemen(
                opdracht=uuid4(), token=sessie.token, uitnodiging=link, activatiecode=uitnodiging.activatiecode
            ),
        )

    async def link(self, persoon: UUID) -> str:
        """The token of the link, from the e-mail as it arrived."""
        adres = (await self.stack.sql("select email from netwerk.persoon where id = $1", persoon))[0]["email"]

        async def aangekomen() -> str | None:
            for bericht in await asyncio.to_thread(self.stack.post, adres):
                if gevonden := re.search(r"/uitnodiging/(\S+)", bericht["tekst"]):
                    return gevonden[1]
            return None

        return await eventually(aangekomen, seconden=90, wat="de uitnodiging is aangekomen")

    async def gezin_horen(self) -> None:
        """A parent (and in a recept that asks it the pupil) is invited and says yes."""
        tenant, stand = get(self.tenant), await self.zien()
        for regel in tenant.recept(self.soort).zienswijzen_voor(stand.antwoorden):
            if regel.van not in ("ouder", "leerling"):
                continue
            ouder = regel.van == "ouder"
            sub = {"swv2202po": "noor", "swv2201vo": "ahmed"}[self.tenant] if ouder else "youssef"
            account = people.accounts()[sub]
            gast = await self.uitnodigen(account.naam, f"{uuid4().hex[:8]}@thuis.example", regel.van)
            vraagt = ouder and tenant.instemming_nodig(self.soort, stand.antwoorden)
            vraag = ZienswijzeGeven(
                opdracht=uuid4(),
                aanvraag_id=self.id,
                tekst="Wij staan erachter.",
                instemming=True if vraagt else None,
            )
            hoed = self.gezinshoed(sub, regel.van) | {"persoon": gast.persoon}
            await self.stack.ask("intake", vraag, als=sub, **hoed)

    async def compleet(self) -> School:
        """Everything there, the signature too."""
        await self.begin()
        await self.invullen()
        await self.documenten()
        await self.gezin_horen()
        await self.doe(AanvraagOndertekenen, als=self.directeur)
        return self

    async def ingediend(self) -> School:
        await self.compleet()
        await self.doe(AanvraagIndienen)
        return self


def school(stack: Stack, **anders: Any) -> School:
    return School(stack, **anders)


def vo_school(stack: Stack, soort: str = "vso") -> School:
    return School(stack, ib="karin", directeur="hans", tenant="swv2201vo", soort=soort)
