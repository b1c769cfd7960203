"""A filed aanvraag at the desk of the commissie, opened as its reaction on `AanvraagIngediend` opens one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from infra.database import Database
from infra.inbox import react
from infra.people import persoon_id
from services.commissie import contract as c
from services.commissie import (
    copies,
    reactions,  # noqa: F401  (hangs the reactions that `vertel` tells to)
)
from services.commissie.service import COMMISSIE
from services.intake import contract as intake
from services.kern.feit import Feit, envelope
from services.kern.principal import Systeem
from services.netwerk.contract import PersoonAanmelden
from tests.stack import Stack, eventually

PO, VO, VALLEI = "swv2202po", "swv2201vo", "swv2510po"
# Per samenwerkingsverband: the school of the cast with its board, who works where, and a pupil of the right age.
SPELERS: dict[str, dict[str, Any]] = {
    PO: {
        "school": "16MA00",
        "bestuur": "42830",
        "begonnen_door": "iris",
        "schooldirecteur": "dirk",
        "secretaris": "vera",
        "eindadviseur": "cor",
        "beoogd": {"sbo": "19CO00", "so": "06SV11"},
        "geboren_op": date(2019, 3, 14),
        "groep": "groep 4",
    },
    VO: {
        "school": "02EB00",
        "bestuur": "13273",
        "begonnen_door": "karin",
        "schooldirecteur": "hans",
        "secretaris": "saskia",
        "eindadviseur": "mirjam",
        "beoogd": {"vso": "20BG00", "pro": "20BG00"},
        "geboren_op": date(2012, 5, 20),
        "groep": "leerjaar 2",
    },
    VALLEI: {
        "school": "11FA00",
        "bestuur": "42587",
        "begonnen_door": "sofie",
        "schooldirecteur": "ruben",
        "secretaris": "elske",
        "eindadviseur": "nadia",
        "beoogd": {"sbo": "14RX00", "so": "01JE01"},
        "geboren_op": date(2018, 4, 11),
        "groep": "groep 5",
    },
}
_open: list[Zaak] = []
MOTIVERING = "De leerling heeft een kleine groep nodig en de school kan dat aantoonbaar niet bieden."
WEGING = "De wens van de ouders om rust weegt zwaar mee."


@dataclass
class Zaak:
    """Ids of a case and its family; the school is that of the cast."""

    stack: Stack
    tenant: str
    id: UUID
    ouders: list[UUID]
    leerling: str
    school: str
    beoogd: str
    secretaris: str
    eindadviseur: str
    versies: dict[str, int] = field(default_factory=dict)

    async def stand(self, als: str | None = None) -> c.BehandelingStand:
        return await self.stack.ask("commissie", c.BehandelingTonen(behandeling_id=self.id), als or self.secretaris)

    async def doe(self, bericht: type, als: str, **velden: Any) -> Any:
        """An act at the version of now, unless `versie` says otherwise."""
        if "versie" not in velden and "versie" in bericht.__struct_fields__:
            velden["versie"] = (await self.stand()).versie
        velden.setdefault("opdracht", uuid4())
        if "behandeling_id" in bericht.__struct_fields__:
            velden["behandeling_id"] = self.id
        return await self.stack.ask("commissie", bericht(**velden), als)

    async def adviseer(self, als: str, *, categorie: str | None, oordeel: str = "toelaatbaar") -> None:
        """Write and seal the own advice, as the deskundige does at the own desk."""
        advies_id = await self.zetel(als)
        bewaard = await self.stack.ask(
            "commissie",
            c.AdviesBewaren(
                opdracht=uuid4(),
                advies_id=advies_id,
                versie=(await self.advies(als)).advies.versie,
                oordeel=oordeel,
                categorie=categorie,
                onderbouwing=MOTIVERING,
                antwoorden={"verwachting": "Meer rust."},
            ),
            als,
        )
        verzegelen = c.AdviesVerzegelen(opdracht=uuid4(), advies_id=advies_id, versie=bewaard.versie)
        await self.stack.ask("commissie", verzegelen, als)

    async def zetel(self, als: str) -> UUID:
        lijst = await self.stack.ask("commissie", c.AdviezenTonen(), als)
        return next(a.id for a in lijst.adviezen if a.behandeling_id == self.id)

    async def advies(self, als: str) -> c.AdviesDossier:
        return await self.stack.ask("commissie", c.AdviesTonen(advies_id=await self.zetel(als)), als)

    async def eindadvies(self, categorie: str | None, oordeel: str = "toelaatbaar") -> None:
        await self.doe(c.EindadviesMaken, self.eindadviseur, oordeel=oordeel, categorie=categorie, tekst=MOTIVERING)

    def toekenning(self, categorie: str | None = None, **anders: Any) -> dict[str, Any]:
        """The fields of a besluit that is in order today."""
        van = clock.vandaag()
        tot = date(van.year + (2 if van.month >= 8 and (van.month, van.day) != (8, 1) else 1), 7, 31)
        return {
            "uitkomst": "toegekend",
            "categorie": categorie,
            "van": van,
            "tot_en_met": tot,
            "motivering": MOTIVERING,
            "weging_zienswijze": WEGING,
        } | anders

    async def brief_klaar(self) -> None:
        async def klaar() -> bool:
            besluit = (await self.stand()).besluit
            return bool(besluit and besluit.beschikking_klaar)

        await eventually(klaar, seconden=120, wat="de beschikking klaar is")


async def ingediend(
    stack: Stack,
    tenant: str,
    *,
    soort: str,
    categorie: str | None = None,
    op: date | None = None,
    ouders: int = 2,
) -> Zaak:
    """A case as it stands just after filing."""
    wie = SPELERS[tenant]
    id, familie = uuid4(), [uuid4() for _ in range(ouders)]
    for nummer, persoon in enumerate(familie):
        await stack.beheer.ask_intern(
            "netwerk",
            PersoonAanmelden(
                opdracht=uuid4(),
                persoon=persoon,
                issuer="https://aanmelden.example",
                subject=str(persoon),
                naam=f"Ouder {nummer + 1}",
                email=f"{persoon}@thuis.example",
                rol="ouder",
                organisatie=str(id),
                van=date(2026, 1, 1),
            ),
            tenant=tenant,
        )
    achternaam = f"Verzonnen{id.hex[:8]}"
    dossier = intake.DossierVoorCommissie(
        aanvraag_id=id,
        kenmerk=f"2026-{id.hex[:10]}",
        soort=soort,
        categorie=categorie,
        leerling_id=uuid4(),
        leerling=f"Mila {achternaam}",
        geboren_op=wie["geboren_op"],
        groep=wie["groep"],
        school=wie["school"],
        bestuur=wie["bestuur"],
        beoogde_school=wie["beoogd"][soort],
        ingediend_op=op or clock.vandaag(),
        betrokkenen=[intake.Betrokkene(persoon=p, naam=f"Ouder {i + 1}", rol="ouder") for i, p in enumerate(familie)],
        zienswijzen=[
            intake.ZienswijzeStand(
                persoon=familie[0], naam="Ouder 1", van="ouder", tekst="Rust helpt.", instemming=None, ingediend_op=None
            )
        ],
        begonnen_door=persoon_id(wie["begonnen_door"]),
        schooldirecteur=persoon_id(wie["schooldirecteur"]),
    )
    database = Database(COMMISSIE, pool=1)
    try:
        async with database.writing(Systeem(tenant=tenant, dienst="commissie")) as unit:
            zaak = await copies.openen(unit, dossier)
            unit.record(
                c.BehandelingGeopend(zaak=zaak.id, ontvangen_op=zaak.ontvangen_op, uiterlijk_op=zaak.uiterlijk_op)
            )
    finally:
        await database.close()
    zaak = Zaak(
        stack=stack,
        tenant=tenant,
        id=id,
        ouders=familie,
        leerling=dossier.leerling,
        school=dossier.school,
        beoogd=dossier.beoogde_school,
        secretaris=wie["secretaris"],
        eindadviseur=wie["eindadviseur"],
    )
    _open.append(zaak)
    return zaak


async def vertel(tenant: str, feit: Feit, *, keren: int = 1) -> list[bool]:
    """Tell commissie a fact of intake through its ear; more than once as JetStream may. Whether each was new."""
    database = Database(COMMISSIE, pool=1)
    try:
        bericht = envelope(feit, id=uuid4(), tenant=tenant, time=clock.nu())
        return [await react(COMMISSIE, database, bericht) for _ in range(keren)]
    finally:
        await database.close()


async def opruimen() -> None:
    """Withdraw what is still running: a later test that moves the clock then wakes its own case only."""
    while _open:
        zaak = _open.pop()
        await vertel(zaak.tenant, intake.AanvraagIngetrokken(zaak=zaak.id, ingetrokken_op=clock.vandaag()))
