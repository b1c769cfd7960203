"""The world of the isolation tests: a case of another samenwerkingsverband that nobody else may see or touch."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra import clock
from infra.people import persoon_id
from infra.processes import SERVICES
from services.commissie import contract as commissie
from services.intake.consult.contract import ConsultKoppelen, ConsultVragen
from services.intake.leerlingen.contract import LeerlingUitnodigen
from services.intake.plaatsen.contract import WachtplekVragen
from services.intake.stappenplannen.contract import StappenplanBeginnen
from services.intake.zorgplicht.contract import AanmeldingVastleggen
from services.kern.bericht import Vraag
from services.kern.feit import envelope
from services.thuiszitters.contract import ThuiszitterMelden
from tests.flows.arrangement_dossier import arrangement_vragen
from tests.flows.gesprek_dossier import afspraak_maken, gesprek_beginnen, gesprek_zien, interventie_maken
from tests.flows.intake_dossier import School, pdf, vo_school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_vullen, gegevens, ouder_uitnodigen
from tests.flows.opp_dossier import opp_met_alles
from tests.flows.oso_dossier import overgenomen
from tests.flows.stuk_dossier import gecontroleerd, openen, verslag_toevoegen
from tests.stack import Stack, eventually

SLACHTOFFER, VREEMD = "swv2201vo", "swv2202po"

TABELLEN = """
select n.nspname || '.' || c.relname as tabel, a.attname is not null as tenant
from pg_class c join pg_namespace n on n.oid = c.relnamespace
left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
where c.relkind in ('r', 'p') and n.nspname = any($1) and a.attname is not null order by 1
"""


@dataclass
class Geheim:
    """A filed aanvraag in the VO tenant, with everything that has an id. `kanaries`: what may never be seen."""

    id: UUID
    document_id: UUID
    vraag_id: UUID
    advies_id: UUID
    kenmerk: str
    achternaam: str
    thuiszitter: UUID
    tlv: str
    gezin: dict[str, UUID]
    dossier_id: UUID
    stuk_id: UUID
    interventie_id: UUID
    opp_id: UUID
    gezag_id: UUID
    gesprek_ids: dict[str, UUID]
    dossiergezin: dict[str, UUID]
    arrangement_id: UUID
    consult_id: UUID
    plan_id: UUID

    @property
    def kanaries(self) -> set[str]:
        return {
            str(v) for v in (self.id, self.document_id, self.vraag_id, self.advies_id, self.dossier_id, self.consult_id)
        } | {
            self.kenmerk,
            self.achternaam,
            str(self.thuiszitter),
            self.tlv,
        }

    def velden(self) -> dict[str, UUID]:
        """Ids by the name that messages give them."""
        return {
            "aanvraag_id": self.id,
            "zaak_id": self.id,
            "behandeling_id": self.id,
            "document_id": self.document_id,
            "vraag_id": self.vraag_id,
            "advies_id": self.advies_id,
            "dossier_id": self.dossier_id,
            "stuk_id": self.stuk_id,
            "interventie_id": self.interventie_id,
            "arrangement_id": self.arrangement_id,
            "consult_id": self.consult_id,
            "onderinstroom_id": self.id,
            "bijlage_id": self.stuk_id,
            "overdrachtsstuk_id": self.stuk_id,
            "plan_id": self.plan_id,
            "opp_id": self.opp_id,
            "wie": self.gezag_id,
            **self.gesprek_ids,
        }


async def geheim(stack: Stack) -> Geheim:
    """Made through the doors of intake and commissie, by people of the VO tenant."""
    achternaam = f"Kanarie{uuid4().hex[:10]}"
    aanvraag = vo_school(stack)
    dossier = await dossier_maken(aanvraag, achternaam=achternaam)
    aangemeld = AanmeldingVastleggen(
        opdracht=uuid4(), dossier_id=dossier, ontvangen_op=clock.vandaag(), voorkeur="02EB00"
    )
    await stack.ask("intake", aangemeld, als=aanvraag.ib)
    stuk = await overgenomen(aanvraag, dossier, f"Let op {achternaam}.", achternaam, pdf())
    await dossier_vullen(aanvraag, dossier, naam=f"Noor {achternaam}")
    hulp = await interventie_maken(aanvraag, dossier, wat=f"Let op {achternaam}")
    behoefte = f"Een rustige plek voor {achternaam}."
    extra = await arrangement_vragen(aanvraag, dossier, "doorbraakbudget", behoefte=behoefte)
    tekst = f"Er is {achternaam.lower()} nodig in de groep, elke dag opnieuw. Wat kunnen wij doen?"
    gevraagd = ConsultVragen(
        opdracht=uuid4(), onderwerp="Rust in de groep", tekst=tekst, geen_naam="Een woord van hier."
    )
    bewaard = await stack.ask("intake", gevraagd, als=aanvraag.ib)
    consult = bewaard.id
    koppelen = ConsultKoppelen(
        opdracht=uuid4(),
        consult_id=consult,
        versie=bewaard.versie,
        dossier_id=dossier,
        toestemming_op=clock.vandaag(),
        bewijs=f"Formulier van de ouders van {achternaam}.",
    )
    await stack.ask("intake", koppelen, als=aanvraag.ib)
    terug = StappenplanBeginnen(
        opdracht=uuid4(), dossier_id=dossier, soort="terugplaatsing", knelpunt=f"Let op {achternaam}.",
        ouders_ingelicht=True,
    )  # fmt: skip
    plan = await stack.ask("intake", terug, als=aanvraag.ib)
    opp, gezag = await opp_met_alles(aanvraag, dossier, lambda veld: f"Let op {achternaam}.")
    gesprek = await gesprek_beginnen(aanvraag, dossier)
    afspraak = await afspraak_maken(aanvraag, dossier, gesprek, wat=f"Let op {achternaam}")
    elders = await verslag_toevoegen(aanvraag, dossier, gesprek, naam=f"{achternaam}.pdf")
    await gecontroleerd(aanvraag, dossier, gesprek)
    await openen(aanvraag, dossier, elders, als=aanvraag.directeur)  # so that it does not go without a reason
    verslag = await gesprek_zien(aanvraag, dossier, gesprek)
    aanvraag.beginnen = lambda **anders: School.beginnen(aanvraag, dossier_id=dossier, **anders)
    await aanvraag.ingediend()

    async def geopend() -> commissie.BehandelingStand | None:
        rij = await stack.sql("select versie from commissie.behandeling where id = $1", aanvraag.id)
        return rij[0] if rij else None

    versie = (await eventually(geopend, seconden=90, wat="de behandeling is geopend"))["versie"]
    voorstel = await stack.ask("commissie", commissie.BenoemingVoorstellen(behandeling_id=aanvraag.id), als="saskia")
    # Lies stays free: she is the deskundige who has no seat at this case.
    zitten = {persoon_id("joost"), persoon_id("berend")}
    plekken = {
        plek: next(k.persoon for k in voorstel.keuzes if plek in k.plekken and k.persoon in zitten)
        for plek in voorstel.plekken
    }
    benoemd = await stack.ask(
        "commissie",
        commissie.DeskundigenBenoemen(opdracht=uuid4(), behandeling_id=aanvraag.id, versie=versie, benoemingen=plekken),
        als="saskia",
    )
    await stack.ask(
        "commissie",
        commissie.AanvullingVragen(
            opdracht=uuid4(),
            behandeling_id=aanvraag.id,
            versie=benoemd.versie,
            tekst="Het OPP is niet ondertekend.",
            termijn_tot=clock.vandaag() + timedelta(days=14),
        ),
        als="saskia",
    )

    async def gevraagd() -> list[Any]:
        return (await aanvraag.zien()).vragen

    plek = WachtplekVragen(
        opdracht=uuid4(), dossier_id=dossier, school="20BG00", gewenst_vanaf=clock.vandaag(), ouders_akkoord=True
    )
    await stack.ask("intake", plek, als="karin")
    vragen = await eventually(gevraagd, seconden=90, wat="de vraag bij de school ligt")
    zetel = await stack.sql("select id from commissie.advies where behandeling_id = $1", aanvraag.id)
    stand = await aanvraag.zien()
    gezin = await _gezin(stack, aanvraag)
    return Geheim(
        id=aanvraag.id,
        document_id=stand.documenten[0].id,
        vraag_id=vragen[0].id,
        advies_id=zetel[0]["id"],
        kenmerk=stand.kenmerk,
        achternaam=achternaam,
        thuiszitter=await _thuiszitter(stack),
        tlv=await _verplichting(stack),
        gezin=gezin,
        dossier_id=dossier,
        stuk_id=stuk,
        interventie_id=hulp.id,
        opp_id=opp,
        gezag_id=gezag,
        gesprek_ids={
            "gesprek_id": gesprek,
            "afspraak_id": afspraak,
            "punt_id": verslag.punten[0].id,
            "aanwezige_id": verslag.aanwezigen[0].id,
            "dossierstuk_id": elders,
        },
        dossiergezin=await dossiergezin(aanvraag, dossier),
        arrangement_id=extra,
        consult_id=consult,
        plan_id=plan.id,
    )


async def _gezin(stack: Stack, aanvraag: School) -> dict[str, UUID]:
    """A parent and the pupil, invited and known to both services: who may see it. Role to person."""
    bekend = "select rol, persoon from intake.betrokkene where aanvraag = $1 and tot is null"
    rijen = {rij["rol"]: rij["persoon"] for rij in await stack.sql(bekend, aanvraag.id)}
    for rol in ("ouder", "leerling"):
        if rol not in rijen:
            aanvraag.versie = (await aanvraag.zien()).versie
            rijen[rol] = (await aanvraag.uitnodigen("Iemand", f"{uuid4().hex[:8]}@thuis.example", rol)).persoon

    async def overgenomen() -> bool:
        bij = "select houder from commissie.betrokkenheid where zaak = $1 and tot is null"
        houders = {rij["houder"] for rij in await stack.sql(bij, aanvraag.id)}
        return {str(rijen["ouder"]), str(rijen["leerling"])} <= houders

    await eventually(overgenomen, seconden=90, wat="commissie de familie kent")
    return {rol: rijen[rol] for rol in ("ouder", "leerling")}


async def dossiergezin(bij: School, dossier: UUID) -> dict[str, UUID]:
    """A parent and the pupil who were invited to look along with this dossier. Role to person."""
    gezag = next(g.id for g in (await gegevens(bij, dossier)).gezag if g.tot is None)
    ouder = await ouder_uitnodigen(bij, dossier, gezag)
    leerling = await doe(bij, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    return {"ouder": ouder.persoon, "leerling": leerling.persoon}


def is_van_dossier(soort: type[Vraag]) -> bool:
    """For a family: with the hat of the dossier, and not with that of an aanvraag."""
    return "dossier_id" in soort.__struct_fields__ and "aanvraag_id" not in soort.__struct_fields__


async def _thuiszitter(stack: Stack) -> UUID:
    """A pupil of the same school who is at home."""
    melding = ThuiszitterMelden(opdracht=uuid4(), leerling_id=uuid4(), sinds=clock.vandaag())
    await stack.ask("thuiszitters", melding, als="karin")
    return melding.leerling_id


async def _verplichting(stack: Stack) -> str:
    """What a TLV of this tenant costs: financien heard of a besluit about a case that nobody else knows."""
    nummer = f"VO2201-2026-{uuid4().int % 90000 + 10000}"
    feit = commissie.BesluitBekendgemaakt(
        zaak=uuid4(),
        uitkomst="toegekend",
        soort="vso",
        categorie="laag",
        nummer=nummer,
        van=date(2026, 12, 1),
        tot_en_met=date(2028, 7, 31),
        school="02EB00",
        bestuur="13273",
        beoogde_school="20BG00",
        leerling_id=uuid4(),
        bekendgemaakt_op=date(2026, 11, 23),
    )
    verpakt = envelope(feit, id=uuid4(), tenant=SLACHTOFFER, time=clock.nu())
    await stack.beheer.publish_fact(feit.onderwerp(SLACHTOFFER), str(verpakt.id), msgspec.json.encode(verpakt))

    async def vastgelegd() -> list[Any]:
        return await stack.sql("select 1 from financien.verplichting where nummer = $1", nummer)

    await eventually(vastgelegd, seconden=90, wat="de verplichting is vastgelegd")
    return nummer


def bericht(soort: type[Vraag], ids: dict[str, UUID]) -> Vraag:
    """A message of this type that names the ids of somebody else, and is empty for the rest: it can never succeed."""
    velden: dict[str, Any] = {}
    for veld in msgspec.structs.fields(soort):
        velden[veld.name] = ids.get(veld.name, _leeg(veld.type))
    return soort(**velden)


def _leeg(soort: Any) -> Any:
    if isinstance(soort, types.UnionType) or typing.get_origin(soort) is typing.Union:
        return None
    if typing.get_origin(soort) is typing.Literal:
        return typing.get_args(soort)[0]
    leeg = {
        UUID: uuid4,
        str: str,
        int: lambda: 0,
        bool: lambda: False,
        bytes: bytes,
        date: clock.vandaag,
    }
    leeg[datetime] = clock.nu
    return leeg.get(soort, typing.get_origin(soort) or soort)()


def noemt_een_zaak(soort: type[Vraag]) -> bool:
    genoemd = {"zaak_id", "aanvraag_id", "behandeling_id", "document_id", "vraag_id", "advies_id", "dossier_id"}
    return bool(genoemd & {*soort.__struct_fields__})


async def afdruk(stack: Stack, tenant: str, alleen: Mapping[str, str] | None = None) -> dict[str, tuple[int, str]]:
    """Per table of every service: how many rows this tenant has, and a checksum of all that stands in them.

    `alleen`: of these tables only the rows for which this holds (SQL).
    """
    tabellen = [rij["tabel"] for rij in await stack.sql(TABELLEN, list(SERVICES))]
    assert len(tabellen) > 30
    som = "md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), ''))"
    delen = [
        f"select '{tabel}' as tabel, count(*) as aantal, {som} as som from {tabel} t where tenant = $1"
        f" and ({(alleen or {}).get(tabel, 'true')})"
        for tabel in tabellen
    ]
    return {r["tabel"]: (r["aantal"], r["som"]) for r in await stack.sql(" union all ".join(delen), tenant)}


async def tot_rust(stack: Stack, tenant: str) -> dict[str, tuple[int, str]]:
    """The checksums once nothing moves any more: what was under way in this tenant has come to its end."""
    rust: list[dict[str, tuple[int, str]]] = []

    async def stil() -> bool:
        rust.append(await afdruk(stack, tenant))
        return len(rust) > 8 and all(som == rust[-1] for som in rust[-8:])

    await eventually(stil, seconden=180, wat="er niets meer beweegt")
    return rust[-1]


@asynccontextmanager
async def zonder_gevolg(stack: Stack, tenant: str) -> Any:
    """Whatever is tried in the block: of this tenant not one row came, went or changed, but for the audit of it."""
    eerst = await tot_rust(stack, tenant)
    yield
    daarna = await afdruk(stack, tenant)
    anders = {tabel for tabel in eerst if eerst[tabel] != daarna[tabel]}
    assert {tabel for tabel in anders if tabel.rpartition(".")[2] not in ("audit", "audit_keten", "audit_kop")} == set()
