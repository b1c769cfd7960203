"""Door 1 of the consult: a school asks without a name, an adviseur answers, and with consent it gets a dossier."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.consult.cases import (
    adviseurs,
    afwezigen,
    bewaard,
    consult_openen,
    getoetst,
    klok,
    link,
    nieuw_kenmerk,
    regels,
    schrijven,
)
from services.intake.consult.contract import (
    AfwezigheidIntrekken,
    AfwezigheidVastleggen,
    ConsultAangevuld,
    ConsultAanvullen,
    ConsultBeantwoord,
    ConsultBeantwoorden,
    ConsultGekoppeld,
    ConsultGesloten,
    ConsultGevraagd,
    ConsultKoppelen,
    ConsultOpgepakt,
    ConsultOppakken,
    ConsultOverdragen,
    ConsultOvergedragen,
    ConsultSluiten,
    ConsultToegevoegd,
    ConsultVragen,
)
from services.intake.consult.invoer import onderwerp_toetsen, toestemming_toetsen
from services.intake.consult.proces import CONSULT, GESTELD, MEEDENKEN
from services.intake.consult.tables import Afwezigheid, Consult
from services.intake.consult.vervangen import afwezigheid_toetsen
from services.intake.contract import Bewaard
from services.intake.delivery import niet_meer_nodig
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.proces import ZORGPLICHT
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Kring


@INTAKE.act(ConsultVragen)
async def consult_vragen(unit: UnitOfWork, opdracht: ConsultVragen) -> Bewaard:
    """The samenwerkingsverband reads it from the first moment: there is no child in it to protect."""
    regels(unit)
    eigen = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if eigen is None:
        raise KanNiet(f"Uw school hoort niet bij {unit.tenant.korte_naam}.")
    onderwerp = onderwerp_toetsen(opdracht.onderwerp)
    tekst = await getoetst(unit, None, opdracht.tekst, opdracht.geen_naam, onderwerp)
    id = uuid4()
    await involve(unit, id, Kring.SCHOOL, eigen.id, grond=ZORGPLICHT)
    await involve(unit, id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=MEEDENKEN)
    consult = unit.add(
        Consult(
            id=id,
            kenmerk=nieuw_kenmerk(unit.vandaag),
            versie=0,
            status=CONSULT.begin,
            onderwerp=onderwerp,
            school=eigen.id,
            gesteld_op=unit.nu,
            gesteld_door=unit.principal.persoon,
            gesteld_door_naam=unit.principal.naam,
            wacht_sinds=unit.vandaag,
            uiterlijk_op=unit.vandaag,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    await unit.flush()
    schrijven(unit, consult, "vraag", tekst, opdracht.geen_naam)
    await klok(unit, consult)
    _melden(unit, consult)
    unit.record(ConsultGevraagd(zaak=id, school=eigen.id, uiterlijk_op=consult.uiterlijk_op))
    return bewaard(unit, consult)


@INTAKE.act(ConsultAanvullen)
async def consult_aanvullen(unit: UnitOfWork, opdracht: ConsultAanvullen) -> Bewaard:
    """A second text while nobody answered the first leaves the day by which they mean to answer where it was."""
    consult = await unit.get(Consult, opdracht.consult_id)
    wachtte = consult is not None and consult.status == GESTELD
    consult = await consult_openen(unit, opdracht.consult_id, "consult_aanvullen", opdracht.versie)
    tekst = await getoetst(unit, consult, opdracht.tekst, opdracht.geen_naam)
    schrijven(unit, consult, "vervolg", tekst, opdracht.geen_naam)
    if not wachtte:
        consult.wacht_sinds = unit.vandaag
    await klok(unit, consult)
    _melden(unit, consult)
    unit.record(ConsultAangevuld(zaak=consult.id, uiterlijk_op=consult.uiterlijk_op))
    return bewaard(unit, consult)


@INTAKE.act(ConsultOppakken)
async def consult_oppakken(unit: UnitOfWork, opdracht: ConsultOppakken) -> Bewaard:
    consult = await consult_openen(unit, opdracht.consult_id, "consult_oppakken", opdracht.versie)
    if consult.adviseur == unit.principal.persoon:
        raise KanNiet("U hebt dit consult al.")
    _naar_mij(unit, consult)
    return bewaard(unit, consult)


@INTAKE.act(ConsultBeantwoorden)
async def consult_beantwoorden(unit: UnitOfWork, opdracht: ConsultBeantwoorden) -> Bewaard:
    """Who answers has it from then on, also who answered for a colleague."""
    consult = await consult_openen(unit, opdracht.consult_id, "consult_beantwoorden", opdracht.versie)
    tekst = await getoetst(unit, consult, opdracht.tekst, opdracht.geen_naam)
    if consult.adviseur != unit.principal.persoon:
        _naar_mij(unit, consult)
    schrijven(unit, consult, "antwoord", tekst, opdracht.geen_naam)
    await klok(unit, consult)
    unit.mail("bericht_klaar", aan=consult.gesteld_door, zaak=consult.id, link=link(consult.id))
    unit.record(ConsultBeantwoord(zaak=consult.id))
    return bewaard(unit, consult)


def _melden(unit: UnitOfWork, consult: Consult) -> None:
    """Tell who must answer, in a job: a question of a school does not fail because another service is away."""
    unit.later("consult_melden", zaak=consult.id, voor=str(consult.id))


def _naar_mij(unit: UnitOfWork, consult: Consult) -> None:
    consult.adviseur, consult.adviseur_naam = unit.principal.persoon, unit.principal.naam
    unit.record(ConsultOpgepakt(zaak=consult.id, adviseur=unit.principal.persoon))


@INTAKE.act(ConsultOverdragen)
async def consult_overdragen(unit: UnitOfWork, opdracht: ConsultOverdragen) -> Bewaard:
    """The day by which they mean to answer stays: the school does not wait longer because somebody else does it."""
    consult = await consult_openen(unit, opdracht.consult_id, "consult_overdragen", opdracht.versie)
    naar = next((p for p in await adviseurs(unit) if p.persoon == opdracht.aan), None)
    if naar is None or naar.persoon == consult.adviseur:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"aan": "Kies een collega uit de lijst."})
    consult.adviseur, consult.adviseur_naam = naar.persoon, naar.naam
    _melden(unit, consult)
    unit.record(ConsultOvergedragen(zaak=consult.id, adviseur=naar.persoon))
    return bewaard(unit, consult)


@INTAKE.act(ConsultSluiten)
async def consult_sluiten(unit: UnitOfWork, opdracht: ConsultSluiten) -> Bewaard:
    consult = await consult_openen(unit, opdracht.consult_id, "consult_sluiten", opdracht.versie)
    await klok(unit, consult)
    await niet_meer_nodig(unit, consult.id)
    unit.record(ConsultGesloten(zaak=consult.id))
    return bewaard(unit, consult)


@INTAKE.act(ConsultKoppelen)
async def consult_koppelen(unit: UnitOfWork, opdracht: ConsultKoppelen) -> Bewaard:
    """Only to a pupil of the school that asked. From now on the samenwerkingsverband sees that dossier."""
    consult = await consult_openen(unit, opdracht.consult_id, "consult_koppelen", opdracht.versie)
    if consult.dossier is not None:
        raise KanNiet("Dit consult staat al in een dossier.")
    bewijs = toestemming_toetsen(opdracht.toestemming_op, opdracht.bewijs, unit.vandaag)
    oordeel = unit.oordeel
    dossier = await dossier_openen(unit, opdracht.dossier_id, "consult_koppelen")
    unit.oordeel, unit.grond = oordeel, oordeel.grond if oordeel else None
    if dossier.school != consult.school:
        raise NietGevonden()
    consult.dossier, consult.gekoppeld_op = dossier.id, unit.nu
    consult.toestemming_op, consult.toestemming_bewijs = opdracht.toestemming_op, bewijs
    await involve(unit, dossier.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=MEEDENKEN)
    _melden(unit, consult)
    unit.record(ConsultGekoppeld(zaak=consult.id, toestemming_op=opdracht.toestemming_op))
    unit.record(ConsultToegevoegd(zaak=dossier.id, consult_id=consult.id, toestemming_op=opdracht.toestemming_op))
    return bewaard(unit, consult)


@INTAKE.act(AfwezigheidVastleggen)
async def afwezigheid_vastleggen(unit: UnitOfWork, opdracht: AfwezigheidVastleggen) -> Bewaard:
    """What lies with the asker comes on the list of `vervanger` on these days, and goes back by itself."""
    wie = unit.principal
    if wie.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()
    afwezigheid_toetsen(
        opdracht.van, opdracht.tot, opdracht.vervanger, wie.persoon, await afwezigen(unit), unit.vandaag
    )
    vervanger = next((p for p in await adviseurs(unit) if p.persoon == opdracht.vervanger), None)
    if vervanger is None:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"vervanger": "Kies een collega uit de lijst."})
    rij = unit.add(
        Afwezigheid(
            id=uuid4(),
            persoon=wie.persoon,
            naam=wie.naam,
            van=opdracht.van,
            tot=opdracht.tot,
            vervanger=vervanger.persoon,
            vervanger_naam=vervanger.naam,
        )
    )
    unit.voorwerp = rij.id
    return Bewaard(id=rij.id, versie=1, op=unit.nu)


@INTAKE.act(AfwezigheidIntrekken)
async def afwezigheid_intrekken(unit: UnitOfWork, opdracht: AfwezigheidIntrekken) -> Bewaard:
    rij = await unit.lock(Afwezigheid, opdracht.afwezigheid)
    if rij.persoon != unit.principal.persoon:
        raise NietGevonden()
    rij.ingetrokken_op = rij.ingetrokken_op or unit.nu
    return Bewaard(id=rij.id, versie=1, op=unit.nu)
