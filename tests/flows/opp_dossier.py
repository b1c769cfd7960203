"""Making an OPP the way a school does: over the bus. Used by the flow tests and the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from services.intake.contract import Bewaard
from services.intake.opp.contract import (
    BijdrageOpschrijven,
    DoelStand,
    InstemmingVastleggen,
    OnderwijstijdAfspreken,
    Opbouwstap,
    OppBeginnen,
    OppBewaren,
    OppBlad,
    OppDelen,
    OppEvalueren,
    OppTonen,
    OppVaststellen,
    OppVoorleggen,
)
from services.intake.opp.formulier import van_ouders, van_school
from tenants.registry import get
from tests.flows.intake_dossier import School, pdf

PERSPECTIEF = {
    "uitstroomprofiel": "vmbo basis of kader",
    "uitstroom_onderbouwing": "De toetsen van groep 6 en 7 wijzen hierop.",
}
HANDELINGSDEEL = {
    "doelen": "Zelf beginnen aan een taak\nDrie woorden per zin schrijven",
    "onderwijsbehoeften": "Korte opdrachten, één tegelijk.",
    "begeleiding": "Twee keer per week een half uur met de onderwijsassistent.",
}


def antwoorden() -> dict[str, str]:
    """Everything that must be filled in at SWV 22-02 PO."""
    vandaag = clock.vandaag().isoformat()
    return {
        "hulpvraag": "Hoe leert deze leerling zelf te beginnen?",
        "interventies": "Tien weken een dagtaak met plaatjes. Dat hielp een beetje.",
        **PERSPECTIEF,
        "a_cognitie_school_helpt": "Onthoudt wat is voorgedaan.",
        "b_werkhouding_school_hindert": "Begint niet zonder hulp.",
        **HANDELINGSDEEL,
        "overleg_op": vandaag,
        "overleg_met": "Beide ouders en de intern begeleider",
        "gehoord": "ja",
        "gehoord_op": vandaag,
        "gehoord_door": "De leerkracht",
        "mening": "Ik wil graag voorin zitten.",
        "mening_antwoord": "Je mag voorin zitten.",
        "lees_doelen": "Je begint zelf aan je werk.\nJe schrijft hele zinnen.",
        "lees_hulp": "Juf Anne helpt je twee keer per week.",
    }


class Opp:
    """One pupil with an OPP, and the acts on it with the version of the moment."""

    def __init__(self, school: School, dossier: UUID):
        self.school, self.stack, self.dossier = school, school.stack, dossier

    @classmethod
    async def begonnen(cls, school: School, dossier: UUID, vanaf: date | None = None) -> Opp:
        zelf = cls(school, dossier)
        opdracht = OppBeginnen(opdracht=uuid4(), dossier_id=dossier, ondersteuning_vanaf=vanaf)
        await school.stack.ask("intake", opdracht, als=school.ib)
        return zelf

    async def blad(self, als: str | None = None, **hoed: Any) -> OppBlad:
        return await self.stack.ask("intake", OppTonen(dossier_id=self.dossier), als=als or self.school.ib, **hoed)

    async def doe(self, soort: type, als: str | None = None, **velden: Any) -> Bewaard:
        """An act on what is being made, or on what holds when nothing is; with the hat among `velden`, if any."""
        hoed = {naam: velden.pop(naam) for naam in ("rol", "organisatie", "tenant", "persoon") if naam in velden}
        if "versie" in soort.__struct_fields__ and "versie" not in velden:
            blad = await self.blad()
            stand = blad.werk or blad.geldend
            assert stand is not None
            velden["versie"] = stand.versie
        opdracht = soort(opdracht=uuid4(), dossier_id=self.dossier, **velden)
        return await self.stack.ask("intake", opdracht, als=als or self.school.ib, **hoed)

    async def vullen(self, **anders: str) -> None:
        await self.doe(OppBewaren, antwoorden=antwoorden() | anders)

    async def vastgesteld(self, reden: str = "") -> None:
        """From a concept that was filled in."""
        await self.doe(OppVoorleggen)
        await self.doe(OppVaststellen, reden=reden)


async def opp_met_alles(school: School, dossier: UUID, zin: Callable[[str], str]) -> tuple[UUID, UUID]:
    """A version that holds, with an evaluation, and a next one that is being made and shared. `zin`: words to use for
    every free text, by `act.veld`. The id of the version that holds, and of somebody with gezag."""
    opp, vandaag = await Opp.begonnen(school, dossier), clock.vandaag()
    regels = get(school.tenant).opp
    assert regels is not None
    vragen = van_school(regels).vragen
    dag = {vraag.naam: vandaag.isoformat() for vraag in vragen if vraag.soort == "datum"}
    keuze = {vraag.naam: vraag.keuzes[0] for vraag in vragen if vraag.keuzes}
    keuze |= {vraag.naam: "nee" for vraag in vragen if vraag.soort == "ja_nee"}
    vrij = {v.naam: zin(f"opp_bewaren.{v.naam}") for v in vragen if v.soort in ("tekst", "lang")}
    await opp.doe(OppBewaren, antwoorden=vrij | dag | keuze)
    tijd = {naam: zin(f"onderwijstijd_afspreken.{naam}") for naam in ("plek", "reden", "afspraken")}
    stap = Opbouwstap(vanaf=vandaag + timedelta(days=30), uren=12)
    einde = vandaag + timedelta(days=60)
    await opp.doe(OnderwijstijdAfspreken, van=vandaag, tot_en_met=einde, uren=8, opbouw=[stap], **tijd)
    await opp.doe(OppDelen)
    blad = await opp.blad()
    assert blad.werk is not None
    wie = next(een.id for een in blad.werk.bijdragen if een.wie == "ouder")
    thuis = {v.naam: zin(f"bijdrage_opschrijven.{v.naam}") for v in van_ouders(regels).vragen}
    await opp.doe(BijdrageOpschrijven, wie=wie, versie=0, antwoorden=thuis)
    await opp.doe(OppVoorleggen)
    upload = await school.uploaden(pdf("Getekend blad"))
    papier = {"reden": zin("instemming_vastleggen.reden"), "upload": upload}
    papier["bestandsnaam"] = f"{zin('instemming_vastleggen.bestandsnaam')}.pdf"
    await opp.doe(InstemmingVastleggen, opp_id=blad.werk.id, wie=wie, op=vandaag, akkoord=False, **papier)
    await opp.doe(OppVaststellen, reden=zin("opp_vaststellen.reden"))
    geldend = (await opp.blad()).geldend
    assert geldend is not None
    teksten = {naam: zin(f"opp_evalueren.{naam}") for naam in ("aanwezig", "ouders", "leerling", "toelichting")}
    doelen = [DoelStand(doel=doel, uitkomst="deels", toelichting=zin("doel.toelichting")) for doel in geldend.doelen]
    await opp.doe(OppEvalueren, op=vandaag, uitkomst="bijstellen", doelen=doelen, **teksten)
    await opp.doe(OppBeginnen)
    await opp.doe(OppDelen)
    return geldend.id, wie
