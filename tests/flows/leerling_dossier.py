"""Making a leerlingdossier the way a school does: over the bus. Used by the flow tests of every subject of intake."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from services.intake.contract import Bewaard, OuderUitgenodigd
from services.intake.leerlingen.contract import (
    AdresVastleggen,
    GegevensStand,
    GegevensTonen,
    GezaghouderUitnodigen,
    GezagVastleggen,
    LeerlingdossierBeginnen,
    LeerlingStand,
    LeerlingTonen,
)
from services.netwerk.contract import SessieOpenen, UitnodigingAannemen
from tests.flows.intake_dossier import School
from tests.stack import eventually


async def dossier_maken(school: School, **anders: Any) -> UUID:
    """A dossier of a pupil of this school; its id. `anders`: other fields of the command."""
    return (await dossier_begonnen(school, **anders)).id


async def dossier_begonnen(school: School, **anders: Any) -> Bewaard:
    """The same, with the version it has."""
    gewoon = school.beginnen()
    gegevens = {naam: getattr(gewoon, naam) for naam in ("roepnaam", "achternaam", "geboren_op", "groep")}
    opdracht = LeerlingdossierBeginnen(**({"opdracht": uuid4()} | gegevens | anders))
    return await school.stack.ask("intake", opdracht, als=school.ib)


async def dossier_zien(school: School, dossier: UUID, als: str | None = None, **hoed: Any) -> LeerlingStand:
    return await school.stack.ask("intake", LeerlingTonen(dossier_id=dossier), als=als or school.ib, **hoed)


async def doe(school: School, soort: type, dossier: UUID, als: str | None = None, **velden: Any) -> Bewaard:
    """An act on this dossier, with the version it has now unless told otherwise."""
    if "versie" not in velden:
        velden["versie"] = (await dossier_zien(school, dossier)).versie
    return await school.stack.ask("intake", soort(opdracht=uuid4(), dossier_id=dossier, **velden), als=als or school.ib)


async def dossier_vullen(school: School, dossier: UUID, **anders: str) -> None:
    """A parent with gezag and an address that is not secret. `anders`: naam, straat, plaats."""
    geboren_op = (await dossier_zien(school, dossier)).geboren_op
    gewoon = {"naam": "Noor Jansen", "straat": "Brink 1", "plaats": "Emmen"} | anders
    gezag = {"naam": gewoon["naam"], "relatie": "moeder", "grond": "geboorte", "van": geboren_op}
    await doe(school, GezagVastleggen, dossier, **gezag)
    adres = {"straat": gewoon["straat"], "postcode": "7823 AB", "plaats": gewoon["plaats"], "van": geboren_op}
    await doe(school, AdresVastleggen, dossier, **adres)


async def gegevens(school: School, dossier: UUID, als: str | None = None, **hoed: Any) -> GegevensStand:
    return await school.stack.ask("intake", GegevensTonen(dossier_id=dossier), als=als or school.ib, **hoed)


def gezin(dossier: UUID, persoon: UUID, rol: str = "ouder", tenant: str = "swv2202po") -> dict[str, Any]:
    """The hat of this member of the family: `stack.ask("intake", vraag, als="noor", **gezin(dossier, persoon))`."""
    return {"rol": rol, "organisatie": str(dossier), "tenant": tenant, "persoon": persoon}


async def gezag_geven(school: School, dossier: UUID, naam: str = "Noor Jansen", relatie: str = "moeder") -> UUID:
    """Somebody with gezag since birth; the id of that gezag."""
    geboren_op = (await dossier_zien(school, dossier)).geboren_op
    velden = {"naam": naam, "relatie": relatie, "grond": "geboorte", "van": geboren_op}
    await doe(school, GezagVastleggen, dossier, **velden)
    return next(g.id for g in (await gegevens(school, dossier)).gezag if g.naam == naam)


async def ouder_uitnodigen(school: School, dossier: UUID, gezag: UUID, email: str = "") -> OuderUitgenodigd:
    """The school invites who has this gezag."""
    email = email or f"{uuid4().hex[:10]}@thuis.example"
    return await doe(school, GezaghouderUitnodigen, dossier, gezag_id=gezag, email=email)


async def aannemen(school: School, gast: OuderUitgenodigd, subject: str = "") -> str:
    """This guest signs in with the link of the e-mail and the code of the school; the token of the session."""
    link = await school.link(gast.persoon)
    subject = subject or f"gezin-{uuid4().hex[:10]}"
    velden = {"issuer": "https://gezin.example", "subject": subject, "naam": "Iemand", "mfa": True}
    velden |= {"email": f"{subject}@thuis.example", "user_agent": "test", "uitnodiging": link}
    open_ = await school.stack.web.ask("netwerk", SessieOpenen(opdracht=uuid4(), **velden))
    aannemen = UitnodigingAannemen(
        opdracht=uuid4(), token=open_.token, uitnodiging=link, activatiecode=gast.activatiecode
    )
    return (await school.stack.web.ask("netwerk", aannemen)).token


async def ouder_erbij(
    school: School, dossier: UUID, naam: str = "Noor Jansen", relatie: str = "moeder"
) -> dict[str, Any]:
    """A parent with gezag who was invited and signed in; the hat to ask with (`als="noor", **hoed`)."""
    gast = await ouder_uitnodigen(school, dossier, await gezag_geven(school, dossier, naam, relatie))
    await aannemen(school, gast)

    async def aangemeld() -> bool:
        leden = (await gegevens(school, dossier)).meekijkers
        return any(lid.naam == naam and lid.status == "aangemeld" for lid in leden)

    await eventually(aangemeld, seconden=60, wat="de ouder kijkt mee")
    return gezin(dossier, gast.persoon, tenant=school.tenant)
