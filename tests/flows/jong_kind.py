"""Making a young child on the way to school the way people do: over the bus. Used by the tests of onderinstroom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from services.intake.contract import Bewaard, DocumentDeel
from services.intake.onderinstroom.contract import (
    OnderinstroomBeginnen,
    OnderinstroomStand,
    OnderinstroomTonen,
    OverdrachtsbijlageToevoegen,
    OverdrachtsdocumentBewaren,
    OverdrachtsdocumentInleveren,
    OverdrachtsdocumentStand,
    OverdrachtsdocumentTonen,
    VoorschoolUitgenodigd,
    VoorschoolUitnodigen,
)
from services.intake.onderinstroom.stappen import als_recept
from tenants.registry import get
from tests.flows.intake_dossier import DEEL, School, pdf
from tests.flows.leerling_dossier import aannemen
from tests.stack import Stack, eventually

TENANT, SCHOOL = "swv2510po", "14RX00"
CJK, STEUNPUNT, IB_ER = "jolien", "saar", "daan"
BEWIJS = "Formulier met handtekening van de moeder, in de map van het kind"


def drie_jaar() -> date:
    """Born three and a half years ago: the age at which the plan wants somebody to think along."""
    vandaag = clock.vandaag()
    return date(vandaag.year - 4, vandaag.month, 1) + timedelta(days=183)


@dataclass
class JongKind:
    """A child of the contactpersoon jonge kind. `voorschool`: the hat of who was let in."""

    stack: Stack
    id: UUID
    voorschool: dict[str, Any]
    als: str = CJK

    async def zien(self, als: str | None = None, **hoed: Any) -> OnderinstroomStand:
        return await self.stack.ask("intake", OnderinstroomTonen(onderinstroom_id=self.id), als or self.als, **hoed)

    async def doe(
        self, soort: type, als: str | None = None, hoed: dict[str, Any] | None = None, /, **velden: Any
    ) -> Any:
        """An act, with the version it has now unless told otherwise."""
        if "versie" in soort.__struct_fields__:
            velden.setdefault("versie", (await self.zien()).versie)
        velden.setdefault("opdracht", uuid4())
        return await self.stack.ask(
            "intake", soort(onderinstroom_id=self.id, **velden), als or self.als, **(hoed or {})
        )

    async def uitnodigen(self, **anders: Any) -> VoorschoolUitgenodigd:
        velden = {
            "naam": "Hilde Noordhoek",
            "email": f"{uuid4().hex[:10]}@opvang.example",
            "tot_en_met": clock.vandaag() + timedelta(days=14),
        }
        return await self.doe(VoorschoolUitnodigen, **velden | anders)

    async def binnen(self, gast: VoorschoolUitgenodigd | None = None, subject: str = "") -> str:
        """The voorschool takes the invitation up; the token of the session."""
        gast = gast or await self.uitnodigen()
        token = await aannemen(School(self.stack), gast, subject)
        await eventually(self._aangemeld, wat="de voorschool is binnen")
        rij = await self.stack.sql(
            "select persoon from intake.voorschooltoegang where onderinstroom = $1 and tot is null", self.id
        )
        self.voorschool = {
            "rol": "partner", "organisatie": str(self.id), "tenant": TENANT, "persoon": rij[0]["persoon"]
        }  # fmt: skip
        return token

    async def _aangemeld(self) -> bool:
        toegang = (await self.zien()).toegang
        return toegang is not None and toegang.status == "aangemeld"

    async def document(self) -> OverdrachtsdocumentStand:
        return await self.stack.ask(
            "intake", OverdrachtsdocumentTonen(onderinstroom_id=self.id), "hilde", **self.voorschool
        )

    async def schrijven(self, antwoorden: dict[str, str], **anders: Any) -> Bewaard:
        velden = {"documentversie": (await self.document()).documentversie} | anders
        return await self.doe(OverdrachtsdocumentBewaren, "hilde", self.voorschool, antwoorden=antwoorden, **velden)

    async def bijlage(self, inhoud: bytes | None = None, soort: str = "gespreksverslag_voorschool") -> UUID:
        upload, inhoud = uuid4(), inhoud or pdf("Gesprek met de ouders")
        for nummer, begin in enumerate(range(0, len(inhoud), DEEL)):
            deel = DocumentDeel(opdracht=uuid4(), upload=upload, volgnummer=nummer, inhoud=inhoud[begin : begin + DEEL])
            await self.stack.ask("intake", deel, "hilde", **self.voorschool)
        velden = {"soort": soort, "bestandsnaam": "gesprek.pdf", "gedagtekend_op": clock.vandaag(), "upload": upload}
        return (await self.doe(OverdrachtsbijlageToevoegen, "hilde", self.voorschool, **velden)).id

    async def inleveren(self) -> None:
        stand = await self.document()
        await self.doe(OverdrachtsdocumentInleveren, "hilde", self.voorschool, documentversie=stand.documentversie)


def alles() -> dict[str, str]:
    """A good answer to every question that needs one."""
    recept = als_recept(get(TENANT).formulieren["overdrachtsdocument"])
    return {
        vraag.naam: vraag.keuzes[0] if vraag.keuzes else f"Dit zien wij in de groep ({vraag.naam})."
        for vraag in recept.vragen
        if vraag.verplicht and vraag.als is None
    }


async def jong_kind(stack: Stack, **anders: Any) -> JongKind:
    """A child that the contactpersoon jonge kind just added."""
    goed = {
        "opdracht": uuid4(),
        "roepnaam": "Lev",
        "achternaam": f"Zandstra{uuid4().hex[:6]}",
        "geboren_op": drie_jaar(),
        "voorschool": "Peutergroep De Zandkorrel",
        "toestemming_op": clock.vandaag(),
        "bewijs": BEWIJS,
    }
    antwoord = await stack.ask("intake", OnderinstroomBeginnen(**goed | anders), CJK)
    return JongKind(stack, antwoord.id, {})
