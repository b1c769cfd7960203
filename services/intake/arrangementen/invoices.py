"""Invoices on an arrangement: handed in on the beschikking itself, judged as every file is, approved by who decided.

What does not fit with what was granted is worked out when somebody looks (factuur.py), never kept: another invoice may
be approved meanwhile.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from infra import vault
from infra.clock import AMSTERDAM
from infra.jobs import Task
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake import judging
from services.intake.arrangementen import factuur as regels
from services.intake.arrangementen.contract import (
    FacturenBlad,
    FacturenTonen,
    FactuurAfgekeurd,
    FactuurAfkeuren,
    FactuurDeel,
    FactuurGoedgekeurd,
    FactuurGoedkeuren,
    FactuurIndienen,
    FactuurIngediend,
    FactuurOphalen,
    FactuurStand,
)
from services.intake.arrangementen.invoer import fout, tekst_toetsen
from services.intake.arrangementen.proces import BEEINDIGD, FACTUUR, LOOPT
from services.intake.arrangementen.tables import Arrangement, Factuur
from services.intake.bestand import Geweigerd, schone_naam
from services.intake.contract import Bewaard
from services.intake.filetype import herkennen
from services.intake.service import INTAKE
from services.intake.uploads import samengevoegd
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN

WACHT, BRUIKBAAR, GEWEIGERD = "wacht", "bruikbaar", "geweigerd"
SOORTEN = frozenset({"application/pdf", "image/jpeg", "image/png"})
LEZERS = rollen(Deel.ARRANGEMENT) - FAMILIEROLLEN

_ARRANGEMENT = """
select a.id, a.zaak, a.kenmerk, a.titel, coalesce(nullif(a.leerling, ''), a.groep) as wie, a.school, a.beslist,
       a.status, a.cent, a.van, a.tot
from arrangement a where a.tenant = $1 and a.id = $2
"""
_FACTUREN = """
select id, versie, nummer, afzender, datum, cent, naam as bestand, bestand_status, melding, status, ingediend_op,
       ingediend_door_naam as ingediend_door, besluit_op, besluit_door_naam as besluit_door, reden
from factuur where tenant = $1 and arrangement = $2 order by ingediend_op desc, id
"""
_BESTAND = """
select zaak, naam, mediatype, bestand_status, leesbaar, grootte from factuur
where tenant = $1 and id = $2 and arrangement = $3"""


@INTAKE.question(FacturenTonen, rollen=LEZERS, kijkt="antwoord.zaak")
async def facturen_tonen(lezer: Reading, vraag: FacturenTonen) -> FacturenBlad:
    """With, of each that waits, what does not fit with what was granted and approved until now."""
    tenant, rol = lezer.asker.tenant, lezer.principal.rol
    rij = await lezer.fetchrow(_ARRANGEMENT, tenant, vraag.arrangement_id)
    if rij is None:
        raise NietGevonden()
    await lezer.admit(rij["zaak"], Deel.ARRANGEMENT)
    if rij["cent"] is None or rij["status"] not in (LOOPT, BEEINDIGD):
        raise NietGevonden()
    facturen = await lezer.fetch(_FACTUREN, tenant, rij["id"])
    alle = {f["id"]: regels.Eerder(f["nummer"], f["datum"], f["cent"], f["status"]) for f in facturen}
    beslist = rol == rij["beslist"]
    return FacturenBlad(
        arrangement_id=rij["id"],
        zaak=rij["zaak"],
        kenmerk=rij["kenmerk"],
        titel=rij["titel"],
        wie=rij["wie"],
        school=rij["school"],
        beslist=rij["beslist"],
        toegekend_cent=rij["cent"],
        over_cent=regels.over(rij["cent"], alle.values()),
        facturen=[_stand(f, rij, alle, beslist=beslist) for f in facturen],
        handelingen=["factuur_indienen"] if rol in SCHOOLROLLEN else [],
    )


def _stand(f: Any, rij: Any, alle: dict[UUID, regels.Eerder], *, beslist: bool) -> FactuurStand:
    open_ = f["status"] == FACTUUR.begin
    eerder = [een for id, een in alle.items() if id != f["id"]]
    velden = dict(f)
    velden["ingediend_op"] = f["ingediend_op"].astimezone(AMSTERDAM).date()
    klaar = open_ and beslist
    mogelijk = ["factuur_goedkeuren"] if klaar and f["bestand_status"] == BRUIKBAAR else []
    return FactuurStand(
        bevindingen=_bevindingen(f["nummer"], f["datum"], f["cent"], rij["cent"], rij["van"], rij["tot"], eerder)
        if open_
        else [],
        handelingen=[*mogelijk, "factuur_afkeuren"] if klaar else [],
        **velden,
    )


def _bevindingen(
    nummer: str, datum: date, cent: int, toegekend: int, van: date, tot: date, eerder: list[regels.Eerder]
) -> list[str]:
    return regels.bevindingen(nummer, datum, cent, toegekend=toegekend, van=van, tot=tot, eerder=eerder)


@INTAKE.question(FactuurOphalen, rollen=LEZERS, kijkt="antwoord.zaak")
async def factuur_ophalen(lezer: Reading, vraag: FactuurOphalen) -> FactuurDeel:
    """The cleaned file, for the school and for the samenwerkingsverband."""
    rij = await lezer.fetchrow(_BESTAND, lezer.asker.tenant, vraag.factuur_id, vraag.arrangement_id)
    if rij is None or vraag.deel < 0:
        raise NietGevonden()
    await lezer.admit(rij["zaak"], Deel.ARRANGEMENT)
    if rij["bestand_status"] != BRUIKBAAR:
        raise KanNiet("Dit bestand gaat niet open: het is nog niet gecontroleerd, of het is geweigerd.")
    try:
        inhoud = await vault.get_part(lezer, rij["zaak"], rij["leesbaar"], vraag.deel)
    except (IndexError, FileNotFoundError):
        raise NietGevonden() from None
    laatste = (vraag.deel + 1) * vault.DEEL >= rij["grootte"]
    return FactuurDeel(zaak=rij["zaak"], naam=rij["naam"], mediatype=rij["mediatype"], inhoud=inhoud, laatste=laatste)


@INTAKE.act(FactuurIndienen)
async def factuur_indienen(unit: UnitOfWork, opdracht: FactuurIndienen) -> Bewaard:
    """On what was granted. What does not fit is told to who approves; it does not stop the school."""
    arrangement = await unit.lock(Arrangement, opdracht.arrangement_id)
    unit.zaak, unit.voorwerp = arrangement.zaak, arrangement.id
    await unit.admit(arrangement.zaak, Deel.ARRANGEMENTWERK)
    if arrangement.cent is None or arrangement.status not in (LOOPT, BEEINDIGD):
        raise KanNiet("Er is hiervoor geen bedrag toegekend. Een factuur hoort bij een beschikking met een bedrag.")
    nummer, afzender = regels.factuur_toetsen(
        opdracht.nummer, opdracht.afzender, opdracht.datum, opdracht.cent, unit.vandaag
    )
    assert opdracht.cent is not None
    if await unit.all(Factuur, Factuur.upload == opdracht.upload):
        raise KanNiet("Dit bestand is al toegevoegd.")
    inhoud = await samengevoegd(unit, opdracht.upload)
    naam = schone_naam(opdracht.bestandsnaam)
    try:
        mediatype = herkennen(naam, inhoud)
        if mediatype not in SOORTEN:
            raise Geweigerd("Voeg een factuur toe als PDF, JPEG of PNG.")
    except Geweigerd as reden:
        raise OngeldigeInvoer("Dit bestand kan niet mee.", velden={"bestand": str(reden)}) from None
    id = uuid4()
    sleutel = f"{unit.asker.tenant}/facturen/{id}/origineel"
    await vault.put(unit, arrangement.zaak, sleutel, inhoud)
    factuur = unit.add(
        Factuur(
            id=id,
            arrangement=arrangement.id,
            zaak=arrangement.zaak,
            versie=0,
            status=FACTUUR.begin,
            nummer=nummer,
            afzender=afzender,
            datum=opdracht.datum,
            cent=opdracht.cent,
            upload=opdracht.upload,
            naam=naam,
            mediatype=mediatype,
            bestand_status=WACHT,
            sleutel=sleutel,
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            ingediend_op=unit.nu,
            ingediend_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    wie = str(unit.principal.persoon)
    unit.later("upload_opruimen", zaak=opdracht.upload, upload=str(opdracht.upload), persoon=wie)
    unit.later("factuur_controleren", zaak=arrangement.zaak, voor=str(id))
    unit.record(
        FactuurIngediend(zaak=arrangement.zaak, arrangement_id=arrangement.id, factuur_id=id, cent=opdracht.cent)
    )
    return _bewaard(unit, factuur)


def _bewaard(unit: UnitOfWork, factuur: Factuur) -> Bewaard:
    factuur.versie += 1
    factuur.gewijzigd_op, factuur.gewijzigd_door_naam = unit.nu, unit.principal.naam
    return Bewaard(id=factuur.id, versie=factuur.versie, op=unit.nu)


async def _openen(unit: UnitOfWork, id: UUID, act_name: str, versie: int) -> tuple[Factuur, Arrangement]:
    """The invoice and its arrangement, locked. Raises NietGevonden, MagNiet, KanNiet and Gewijzigd."""
    factuur = await unit.lock(Factuur, id)
    # The arrangement after it: two people who approve at once wait for each other, so what is over is right.
    arrangement = await unit.lock(Arrangement, factuur.arrangement)
    unit.zaak, unit.voorwerp = factuur.zaak, factuur.id
    await unit.admit(factuur.zaak, Deel.ARRANGEMENTWERK)
    rol = unit.principal.rol
    if rol in FACTUUR.rij(act_name).rollen and rol != arrangement.beslist:
        raise MagNiet(f"Over deze soort beslist {unit.tenant.rolnaam(arrangement.beslist)}.")
    rij = FACTUUR.toets(act_name, rol, factuur.status)
    if versie != factuur.versie:
        raise Gewijzigd(
            f"{factuur.gewijzigd_door_naam} heeft dit intussen gewijzigd.",
            extra={
                "door": factuur.gewijzigd_door_naam,
                "op": factuur.gewijzigd_op.isoformat(),
                "versie": factuur.versie,
                "nu": {"status": factuur.status},
            },
        )
    factuur.status = rij.naar or factuur.status
    return factuur, arrangement


@INTAKE.act(FactuurGoedkeuren)
async def factuur_goedkeuren(unit: UnitOfWork, opdracht: FactuurGoedkeuren) -> Bewaard:
    """What does not fit can be right all the same; then it is said why."""
    factuur, arrangement = await _openen(unit, opdracht.factuur_id, "factuur_goedkeuren", opdracht.versie)
    if factuur.bestand_status != BRUIKBAAR:
        raise KanNiet("De factuur is nog niet gecontroleerd op virussen. Probeer het straks opnieuw.")
    andere = await unit.all(Factuur, Factuur.arrangement == arrangement.id, Factuur.id != factuur.id)
    eerder = [regels.Eerder(f.nummer, f.datum, f.cent, f.status) for f in andere]
    mis = _bevindingen(
        factuur.nummer, factuur.datum, factuur.cent, arrangement.cent or 0, arrangement.van, arrangement.tot, eerder
    )
    factuur.reden = tekst_toetsen(opdracht.reden, "reden", nodig=False)
    if mis and not factuur.reden:
        raise fout("reden", f"{mis[0]} Klopt het toch? Schrijf waarom.")
    factuur.besluit_op, factuur.besluit_door_naam = unit.vandaag, unit.principal.naam
    unit.later("factuur_melden", zaak=arrangement.zaak, voor=str(arrangement.id), aan="school")
    unit.record(
        FactuurGoedgekeurd(
            zaak=factuur.zaak,
            arrangement_id=arrangement.id,
            factuur_id=factuur.id,
            kenmerk=arrangement.kenmerk,
            nummer=factuur.nummer,
            school=arrangement.school,
            bestuur=arrangement.bestuur,
            cent=factuur.cent,
        )
    )
    return _bewaard(unit, factuur)


@INTAKE.act(FactuurAfkeuren)
async def factuur_afkeuren(unit: UnitOfWork, opdracht: FactuurAfkeuren) -> Bewaard:
    factuur, arrangement = await _openen(unit, opdracht.factuur_id, "factuur_afkeuren", opdracht.versie)
    factuur.reden = tekst_toetsen(opdracht.reden, "reden", "Schrijf op waarom niet, en wat de school nu kan doen.")
    factuur.besluit_op, factuur.besluit_door_naam = unit.vandaag, unit.principal.naam
    unit.later("factuur_melden", zaak=arrangement.zaak, voor=str(arrangement.id), aan="school")
    unit.record(FactuurAfgekeurd(zaak=factuur.zaak, arrangement_id=arrangement.id, factuur_id=factuur.id))
    return _bewaard(unit, factuur)


@INTAKE.job("factuur_controleren")
async def factuur_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, clean, scan again; only the cleaned version stays. While a scanner is away the file waits."""
    factuur = await unit.get(Factuur, UUID(task.lading["voor"]))
    if factuur is None or factuur.bestand_status != WACHT or factuur.sleutel is None:
        return
    oordeel = await judging.in_taak(unit, task, factuur, factuur.zaak)
    if oordeel is None:
        return
    _, zin, schoon, _ = oordeel
    factuur = await unit.lock(Factuur, factuur.id)
    await unit.session.refresh(factuur)
    if factuur.bestand_status != WACHT:
        return
    origineel, factuur.sleutel = factuur.sleutel, None
    if zin is None:
        factuur.leesbaar = f"{unit.asker.tenant}/facturen/{factuur.id}/leesbaar"
        await vault.put(unit, factuur.zaak, factuur.leesbaar, schoon)
        factuur.bestand_status, factuur.grootte = BRUIKBAAR, len(schoon)
        factuur.sha256 = hashlib.sha256(schoon).hexdigest()
        unit.later("factuur_melden", zaak=factuur.zaak, voor=str(factuur.arrangement), aan="budgethouder")
    else:
        factuur.bestand_status, factuur.melding, factuur.status = GEWEIGERD, zin, regels.AFGEKEURD
        factuur.reden, factuur.besluit_op, factuur.besluit_door_naam = zin, unit.vandaag, "Meedoen"
        factuur.versie += 1
        unit.later("factuur_melden", zaak=factuur.zaak, voor=str(factuur.arrangement), aan="school")
    unit.later("bestand_wissen", zaak=factuur.zaak, sleutel=origineel)
