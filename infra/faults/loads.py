"""What is done while a process is killed, and what each of these must leave behind: exactly once.

Each load notes in the ledger what it asked, what was answered, and the counts that must be found afterwards. Every
text that a person could type carries a canary of its tenant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from infra.database import Database
from infra.demo.robot import Formulier
from infra.faults.client import Client, Visitor
from infra.processes import load
from infra.settings import settings
from services.commissie.contract import BehandelingGeopend, BesluitBekendgemaakt, DeskundigeAanmelden
from services.intake.contract import (
    AanvraagBeginnen,
    DocumentDeel,
    DocumentToevoegen,
    OuderUitgenodigd,
    OuderUitnodigen,
)
from services.kern.bericht import Opdracht
from services.kern.feit import Feit
from services.kern.principal import Systeem
from services.netwerk.contract import FamilieAangemeld, PersoonAanmelden
from services.thuiszitters.contract import ThuiszitterMelden

PO, VO = "swv2202po", "swv2201vo"
SCHOOL = {PO: "iris", VO: "karin"}  # who acts for a school, per tenant
KIND = {PO: "sbo", VO: "vso"}
YEAR = {PO: "groep 5", VO: "leerjaar 1"}
BORN = {PO: date(2018, 5, 3), VO: date(2012, 5, 3)}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def canary(tenant: str) -> str:
    """A word that occurs nowhere else, and names its tenant."""
    return f"Kanarie{tenant}{uuid4().hex[:12]}"


@dataclass(frozen=True)
class Count:
    """So many rows (or messages: `stream`, a subject) must there be; `what` says of what."""

    what: str
    sql: str
    args: tuple[Any, ...]
    expected: int = 1


@dataclass(frozen=True)
class Told:
    """A fact must lie so often on the stream for this case."""

    subject: str
    zaak: UUID
    expected: int = 1


@dataclass(frozen=True)
class Asked:
    """A command that was acknowledged, to be asked once more at the end. `als` None: the administration asked."""

    dienst: str
    opdracht: Opdracht
    als: str | None
    tenant: str
    antwoord: Any


@dataclass(frozen=True)
class Sent:
    """A form that the web process accepted, to be sent once more at the end: it must lead to the same case."""

    visitor: Visitor
    form: Formulier
    zaak: UUID


@dataclass
class Ledger:
    """Everything that was acknowledged or told, and what must be true because of it."""

    asked: list[Asked] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    facts: dict[UUID, Feit] = field(default_factory=dict)  # told by the harness, by the id of the fact
    heard: list[tuple[str, UUID]] = field(default_factory=list)  # who must have heard which fact
    cases: dict[UUID, tuple[str, str]] = field(default_factory=dict)  # case to service and tenant
    mails: dict[str, str] = field(default_factory=dict)  # address to tenant: one message each
    uploads: list[UUID] = field(default_factory=list)
    forms: list[Sent] = field(default_factory=list)


class Loads:
    """The loads, over one client, into one ledger."""

    def __init__(self, client: Client, ledger: Ledger):
        self.client, self.ledger = client, ledger
        self.turn = 0

    async def web_beginnen(self) -> None:
        """As `beginnen`, by the form of the page: sent again, as it was filled in, until a page answers."""
        tenant = self.tenant()
        naam = canary(tenant)
        visitor = await self.client.visitor(SCHOOL[tenant])
        given = {"voornaam": "Mees", "achternaam": naam, "geboortedatum": BORN[tenant], "soort": KIND[tenant]}
        form = await visitor.fill("/aanvragen/nieuw", "/aanvragen/nieuw", given | {"leerjaar": YEAR[tenant]})
        zaak = await visitor.send(form)
        self.ledger.forms.append(Sent(visitor, form, zaak))
        self.ledger.cases[zaak] = ("intake", tenant)
        sql = "select count(*) from intake.leerling where achternaam = $1"
        self.ledger.counts.append(Count("intake leerling", sql, (naam,)))
        self._once("intake", zaak, "aanvraag_begonnen")
        self.ledger.told.append(Told(f"swv.{tenant}.intake.aanvraag.begonnen", zaak))

    def tenant(self) -> str:
        """The two samenwerkingsverbanden take turns."""
        self.turn += 1
        return PO if self.turn % 2 else VO

    async def _ask(self, dienst: str, opdracht: Opdracht, tenant: str) -> Any:
        als = SCHOOL[tenant]
        antwoord = await self.client.ask(dienst, opdracht, als)
        self.ledger.asked.append(Asked(dienst, opdracht, als, tenant, antwoord))
        return antwoord

    def _once(self, dienst: str, zaak: UUID, *feiten: str) -> None:
        """Each of these facts once in the tijdlijn, in the audit and in the outbox of this case."""
        for feit in feiten:
            for tabel, kolom in (("tijdlijn", "feit"), ("audit", "wat")):
                sql = f"select count(*) from {dienst}.{tabel} where zaak = $1 and {kolom} = $2"
                self.ledger.counts.append(Count(f"{dienst} {tabel} {feit}", sql, (zaak, feit)))

    # ---- acts

    async def melden(self, tenant: str | None = None) -> tuple[UUID, UUID]:
        """thuiszitters: a school says that a pupil is at home. The case and the pupil."""
        tenant = tenant or self.tenant()
        leerling = uuid4()
        opdracht = ThuiszitterMelden(opdracht=uuid4(), leerling_id=leerling, sinds=date(2026, 11, 2))
        zaak = (await self._ask("thuiszitters", opdracht, tenant)).id
        self.ledger.cases[zaak] = ("thuiszitters", tenant)
        sql = "select count(*) from thuiszitters.thuiszitter where leerling_id = $1"
        self.ledger.counts.append(Count("thuiszitters thuiszitter", sql, (leerling,)))
        self._once("thuiszitters", zaak, "thuiszitter_gemeld")
        self.ledger.told.append(Told(f"swv.{tenant}.thuiszitters.thuiszitter.gemeld", zaak))
        return zaak, leerling

    async def beginnen(self, tenant: str | None = None) -> tuple[UUID, int, str]:
        """intake: a school begins an aanvraag. Its id, its versie and its tenant."""
        tenant = tenant or self.tenant()
        naam = canary(tenant)
        opdracht = AanvraagBeginnen(
            opdracht=uuid4(),
            soort=KIND[tenant],
            roepnaam="Mees",
            achternaam=naam,
            geboren_op=BORN[tenant],
            groep="groep 5",
        )
        antwoord = await self._ask("intake", opdracht, tenant)
        self.ledger.cases[antwoord.id] = ("intake", tenant)
        sql = "select count(*) from intake.leerling where achternaam = $1"
        self.ledger.counts.append(Count("intake leerling", sql, (naam,)))
        self._once("intake", antwoord.id, "aanvraag_begonnen")
        self.ledger.told.append(Told(f"swv.{tenant}.intake.aanvraag.begonnen", antwoord.id))
        return antwoord.id, antwoord.versie, tenant

    async def persoon(self) -> None:
        """netwerk: the administration makes somebody known."""
        tenant, persoon = self.tenant(), uuid4()
        opdracht = PersoonAanmelden(
            opdracht=uuid4(),
            persoon=persoon,
            issuer=settings().oidc_issuer,
            subject=f"storing-{persoon}",
            naam=canary(tenant),
            email=f"{persoon.hex[:12]}@storing.example",
            rol="ib_er",
            organisatie="16MA00",
            van=date(2024, 8, 1),
        )
        await self._administer("netwerk", opdracht, tenant)
        sql = "select count(*) from netwerk.hoed where persoon = $1"
        self.ledger.counts.append(Count("netwerk hoed", sql, (persoon,)))

    async def deskundige(self) -> None:
        """commissie: the administration puts somebody in the pool."""
        persoon = uuid4()
        opdracht = DeskundigeAanmelden(
            opdracht=uuid4(),
            persoon=persoon,
            naam=canary(PO),
            discipline="orthopedagoog",
            extern=True,
            verbonden_scholen=[],
        )
        await self._administer("commissie", opdracht, PO)
        sql = "select count(*) from commissie.deskundige where id = $1"
        self.ledger.counts.append(Count("commissie deskundige", sql, (persoon,)))

    async def _administer(self, dienst: str, opdracht: Opdracht, tenant: str) -> None:
        antwoord = await self.client.administer(dienst, opdracht, tenant)
        self.ledger.asked.append(Asked(dienst, opdracht, None, tenant, antwoord))

    # ---- facts

    async def _tell(self, feit: Feit, tenant: str, *diensten: str) -> None:
        id = uuid4()
        self.ledger.facts[id] = feit
        self.ledger.told.append(Told(feit.onderwerp(tenant), feit.zaak))
        for dienst in diensten:
            self.ledger.heard.append((dienst, id))
            sql = f"select count(*) from {dienst}.inbox where id = $1"
            self.ledger.counts.append(Count(f"{dienst} inbox", sql, (id,)))
        await self.client.tell(feit, id, tenant)

    async def besluit(self, leerling: UUID | None = None) -> None:
        """financien, thuiszitters and intake hear of a TLV; financien writes two school years down."""
        zaak = uuid4()
        feit = BesluitBekendgemaakt(
            zaak=zaak,
            uitkomst="toegekend",
            soort="sbo",
            categorie=None,
            nummer=f"PO2202-2026-{zaak.int % 90000 + 10000}",
            van=date(2026, 12, 1),
            tot_en_met=date(2028, 7, 31),
            school="16MA00",
            bestuur="42830",
            beoogde_school="19CO00",
            leerling_id=leerling or uuid4(),
            bekendgemaakt_op=date(2026, 11, 23),
        )
        self.ledger.cases[zaak] = ("financien", PO)
        # 1 December 2026 to 31 July 2028 touches two school years.
        sql = "select count(*) from financien.verplichting where zaak = $1"
        self.ledger.counts.append(Count("financien verplichting", sql, (zaak,), 2))
        self._once("financien", zaak, "verplichting_vastgelegd")
        self.ledger.told.append(Told(f"swv.{PO}.financien.verplichting.vastgelegd", zaak))
        await self._tell(feit, PO, "financien", "thuiszitters", "intake")

    async def besluit_over_bekende(self) -> None:
        """As `besluit`, about a pupil whom thuiszitters knows: there a place is expected from now on, once."""
        zaak, leerling = await self.melden(PO)
        self._once("thuiszitters", zaak, "plaatsing_verwacht")
        self.ledger.told.append(Told(f"swv.{PO}.thuiszitters.plaatsing.verwacht", zaak))
        await self.besluit(leerling)

    async def aangemeld(self) -> None:
        """An invited parent is here: intake ties the family to the aanvraag; commissie hears it too."""
        zaak, tenant, gast = await self.uitnodigen()
        self._once("intake", zaak, "familie_verbonden")
        self.ledger.told.append(Told(f"swv.{tenant}.intake.familie.verbonden", zaak))
        feit = FamilieAangemeld(zaak=zaak, persoon=gast.persoon, wordt=gast.persoon, rol="ouder")
        await self._tell(feit, tenant, "intake", "commissie")

    async def _record(self, dienst: str, feit: Feit, tenant: str) -> UUID:
        """Have this service tell a fact of its own: written here as its code would, told by its own relay."""
        service = load(dienst)
        database = Database(service, pool=1)
        try:
            async with database.writing(Systeem(tenant=tenant, dienst=dienst)) as unit:
                unit.record(feit)
        finally:
            await database.close()
        sql = f"select id from {dienst}.outbox where tenant = $1 and (envelope::jsonb ->> 'subject')::uuid = $2"
        self._once(dienst, feit.zaak, feit.heet())
        self.ledger.told.append(Told(feit.onderwerp(tenant), feit.zaak))
        return await self.client.value(sql, tenant, feit.zaak)

    async def behandeling(self) -> None:
        """commissie tells that it opened a case, through its own relay."""
        tenant, zaak = self.tenant(), uuid4()
        self.ledger.cases[zaak] = ("commissie", tenant)
        vandaag = clock.vandaag()
        feit = BehandelingGeopend(zaak=zaak, ontvangen_op=vandaag, uiterlijk_op=vandaag + timedelta(weeks=6))
        await self._record("commissie", feit, tenant)

    async def aangemeld_door_netwerk(self) -> None:
        """As `aangemeld`, told by the relay of netwerk itself."""
        zaak, tenant, gast = await self.uitnodigen()
        self._once("intake", zaak, "familie_verbonden")
        self.ledger.told.append(Told(f"swv.{tenant}.intake.familie.verbonden", zaak))
        feit = FamilieAangemeld(zaak=zaak, persoon=gast.persoon, wordt=gast.persoon, rol="ouder")
        id = await self._record("netwerk", feit, tenant)
        self.ledger.heard += [("intake", id), ("commissie", id)]

    # ---- due work

    async def uitnodigen(self) -> tuple[UUID, str, OuderUitgenodigd]:
        """An invitation: intake asks netwerk, and the worker sends one e-mail."""
        zaak, versie, tenant = await self.beginnen()
        adres = f"{zaak.hex[:16]}@storing.example"
        opdracht = OuderUitnodigen(
            opdracht=uuid4(), aanvraag_id=zaak, versie=versie, naam=canary(tenant), email=adres, rol="ouder"
        )
        gast = await self._ask("intake", opdracht, tenant)
        self._once("intake", zaak, "familie_uitgenodigd")
        self.ledger.mails[adres] = tenant
        sql = "select count(*) from intake.bericht where zaak = $1 and status in ('verzonden', 'onzeker')"
        self.ledger.counts.append(Count("intake bericht", sql, (zaak,)))
        return zaak, tenant, gast

    async def document(self) -> None:
        """A document, which the worker has scanned."""
        zaak, _, tenant = await self.beginnen()
        upload = uuid4()
        await self._ask("intake", DocumentDeel(opdracht=uuid4(), upload=upload, volgnummer=0, inhoud=PDF), tenant)
        opdracht = DocumentToevoegen(
            opdracht=uuid4(),
            aanvraag_id=zaak,
            soort="overig",
            bestandsnaam=f"{canary(tenant)}.pdf",
            gedagtekend_op=clock.vandaag() - timedelta(days=30),
            ondertekend_door=["ouders"],
            upload=upload,
        )
        await self._ask("intake", opdracht, tenant)
        self.ledger.uploads.append(upload)
        self._once("intake", zaak, "document_toegevoegd", "document_gecontroleerd")
        self.ledger.told.append(Told(f"swv.{tenant}.intake.document.gecontroleerd", zaak))
        sql = "select count(*) from intake.document where upload = $1 and status = 'bruikbaar'"
        self.ledger.counts.append(Count("intake document", sql, (upload,)))
