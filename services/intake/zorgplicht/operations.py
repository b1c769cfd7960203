"""Door 1 of the zorgplicht: a school writes down what happened, on the day that it happened."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_openen
from services.intake.service import INTAKE
from services.intake.zorgplicht import (
    family,  # noqa: F401  hangs what parents do in the same door
    second,
)
from services.intake.zorgplicht.cases import (
    aanmelding_openen,
    bewaard,
    bijwerken,
    klok_van,
    opnemen,
    register,
    sector_van,
)
from services.intake.zorgplicht.contract import (
    AanmeldingIngetrokken,
    AanmeldingIntrekken,
    AanmeldingVastgelegd,
    AanmeldingVastleggen,
    AntwoordVastgelegd,
    AntwoordVastleggen,
    AsielregelsVastgelegd,
    AsielregelsVastleggen,
    BeslissingVerlengd,
    BeslissingVerlengen,
    InformatieGevraagd,
    InformatieVastgelegd,
    InformatieVastleggen,
    InformatieVragen,
    LeerlingGeplaatst,
    LeerlingIngeschreven,
    LeerlingInschrijven,
    LeerlingPlaatsen,
    OnderzoekDelen,
    OnderzoekGedeeld,
    OvergangVastgelegd,
    OvergangVastleggen,
    ToelatingGeweigerd,
    ToelatingWeigeren,
    UitzonderingVastgelegd,
    UitzonderingVastleggen,
)
from services.intake.zorgplicht.houder import houder_op, meekijkers
from services.intake.zorgplicht.invoer import (
    dag_toetsen,
    fout,
    ontvangst_toetsen,
    scholen_toetsen,
    school_toetsen,
    tekst_toetsen,
)
from services.intake.zorgplicht.klok import aanmelden_vanaf, asielregels, kent_asielregels
from services.intake.zorgplicht.proces import AANMELDING, GEVRAAGD, LOPEND, OUDERS, TOELATING
from services.intake.zorgplicht.tables import Aanmelding, Meekijkverzoek
from services.intake.zorgplicht.uitzonderingen import mogelijk
from services.kern import bsn
from services.kern.errors import KanNiet
from services.kern.kalender import in_woorden
from services.kern.policy import Kring

BIJ = ("ouders", "anderen")


@INTAKE.act(AanmeldingVastleggen)
async def aanmelding_vastleggen(unit: UnitOfWork, opdracht: AanmeldingVastleggen) -> Bewaard:
    """From now on the schoolbestuur, which must decide by law, sees the clock."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "aanmelding_vastleggen")
    sector = sector_van(unit.tenant.sector, dossier.school)
    vanaf = aanmelden_vanaf(sector, opdracht.ontvangen_op, dossier.geboren_op, unit.vandaag)
    ontvangst_toetsen(opdracht.ontvangen_op, dossier.geboren_op, vanaf, unit.vandaag)
    voorkeur = school_toetsen(opdracht.voorkeur, "voorkeur")
    andere = scholen_toetsen(opdracht.andere_scholen, voorkeur)
    if await unit.all(Aanmelding, Aanmelding.dossier == dossier.id, Aanmelding.status.in_(LOPEND)):
        raise KanNiet("Er loopt al een aanmelding voor deze leerling.")
    await involve(unit, dossier.id, Kring.SCHOOLBESTUUR, dossier.bestuur, grond=TOELATING)
    aanmelding = unit.add(
        Aanmelding(
            id=uuid4(),
            dossier=dossier.id,
            kenmerk=dossier.kenmerk,
            versie=0,
            status=AANMELDING.begin,
            school=dossier.school,
            bestuur=dossier.bestuur,
            voorkeur=voorkeur,
            andere_scholen=andere,
            ontvangen_op=opdracht.ontvangen_op,
            uiterlijk_op=opdracht.ontvangen_op,
            houder=voorkeur,
            vastgelegd_op=unit.nu,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.asker.naam,
        )
    )
    await unit.flush()
    opnemen(unit, aanmelding, "aanmelding_ontvangen", opdracht.ontvangen_op, school=voorkeur)
    klok = await bijwerken(unit, aanmelding)
    await second.vragen(unit, aanmelding, dict.fromkeys([voorkeur, *andere]), OUDERS)
    unit.record(
        AanmeldingVastgelegd(
            zaak=dossier.id,
            aanmelding_id=aanmelding.id,
            ontvangen_op=opdracht.ontvangen_op,
            uiterlijk_op=klok.uiterlijk_op,
            houder=voorkeur,
        )
    )
    return bewaard(unit, aanmelding)


@INTAKE.act(InformatieVragen)
async def informatie_vragen(unit: UnitOfWork, opdracht: InformatieVragen) -> Bewaard:
    """Changes no date: that the law does not stop the clock stands on the screen."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "informatie_vragen", opdracht.versie)
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    wat = tekst_toetsen(opdracht.wat, "wat")
    if opdracht.bij not in BIJ:
        raise fout("bij", "Kies aan wie de school het vroeg.")
    if opdracht.bij == "anderen" and not opdracht.toestemming:
        raise fout("toestemming", "Anderen vragen kan alleen met toestemming van de ouders.")
    opnemen(unit, aanmelding, "informatie_gevraagd", op, reden=opdracht.bij, toelichting=wat)
    await bijwerken(unit, aanmelding)
    unit.record(InformatieGevraagd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id))
    return bewaard(unit, aanmelding)


@INTAKE.act(InformatieVastleggen)
async def informatie_vastleggen(unit: UnitOfWork, opdracht: InformatieVastleggen) -> Bewaard:
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "informatie_vastleggen", opdracht.versie)
    soorten = [v.soort for v in await register(unit, aanmelding.id)]
    if soorten.count("informatie_gevraagd") <= soorten.count("informatie_ontvangen"):
        raise KanNiet("Er staat geen vraag om informatie open.")
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    opnemen(unit, aanmelding, "informatie_ontvangen", op)
    await bijwerken(unit, aanmelding)
    unit.record(InformatieVastgelegd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id))
    return bewaard(unit, aanmelding)


@INTAKE.act(BeslissingVerlengen)
async def beslissing_verlengen(unit: UnitOfWork, opdracht: BeslissingVerlengen) -> Bewaard:
    """Only today counts as the day on which the parents were told: who is too late cannot say it was last week."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "beslissing_verlengen", opdracht.versie)
    voorval = await register(unit, aanmelding.id)
    if any(v.soort == "verlenging_meegedeeld" for v in voorval):
        raise KanNiet("De termijn is al een keer verlengd. Vaker kan niet.")
    klok = await klok_van(unit, aanmelding, voorval)
    if klok.verlengen_uiterlijk is None:
        raise KanNiet("Onder de asielregels kan de termijn niet worden verlengd.")
    if unit.vandaag > klok.verlengen_uiterlijk:
        raise KanNiet(f"Verlengen kon tot en met {in_woorden(klok.verlengen_uiterlijk)}.")
    reden = tekst_toetsen(opdracht.reden, "reden")
    if not opdracht.ingelicht:
        raise fout("ingelicht", "Verlengen kan alleen als de ouders het nu ook horen.")
    opnemen(unit, aanmelding, "verlenging_meegedeeld", unit.vandaag, toelichting=reden)
    klok = await bijwerken(unit, aanmelding)
    unit.record(
        BeslissingVerlengd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, uiterlijk_op=klok.uiterlijk_op)
    )
    return bewaard(unit, aanmelding)


@INTAKE.act(OnderzoekDelen)
async def onderzoek_delen(unit: UnitOfWork, opdracht: OnderzoekDelen) -> Bewaard:
    """The term stays that of the first school, and so does the name."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "onderzoek_delen", opdracht.versie)
    school = school_toetsen(opdracht.school, niet=aanmelding.school)
    if school in {kijker.school for kijker in meekijkers(await register(unit, aanmelding.id))}:
        raise fout("school", "Deze school kijkt al mee.")
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    if not opdracht.toestemming:
        raise fout("toestemming", "Een andere school vragen gaat in overleg met de ouders, en met hun toestemming.")
    vraag = tekst_toetsen(opdracht.vraag, "vraag", nodig=False)
    if bsn.staat_erin(vraag):
        raise fout("vraag", bsn.MELDING)
    opnemen(unit, aanmelding, "onderzoek_gedeeld", op, school=school)
    await bijwerken(unit, aanmelding)
    await second.vragen(unit, aanmelding, [school], GEVRAAGD, vraag)
    unit.record(OnderzoekGedeeld(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, school=school))
    return bewaard(unit, aanmelding)


@INTAKE.act(AntwoordVastleggen)
async def antwoord_vastleggen(unit: UnitOfWork, opdracht: AntwoordVastleggen) -> Bewaard:
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "antwoord_vastleggen", opdracht.versie)
    kijkers = {k.school: k for k in meekijkers(await register(unit, aanmelding.id))}
    kijker = kijkers.get(opdracht.school)
    if kijker is None:
        raise fout("school", "Kies een school die meekijkt.")
    op = dag_toetsen(opdracht.op, kijker.sinds, unit.vandaag)
    tekst = tekst_toetsen(opdracht.toelichting, "toelichting", nodig=not opdracht.bereid)
    soort = "school_bereid" if opdracht.bereid else "school_niet_bereid"
    opnemen(unit, aanmelding, soort, op, school=kijker.school, toelichting=tekst)
    for verzoek in await unit.all(
        Meekijkverzoek, Meekijkverzoek.aanmelding == aanmelding.id, Meekijkverzoek.school == kijker.school
    ):
        second.antwoorden(unit, verzoek, opdracht.bereid, tekst)
    await bijwerken(unit, aanmelding)
    unit.record(
        AntwoordVastgelegd(
            zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, school=kijker.school, bereid=opdracht.bereid
        )
    )
    return bewaard(unit, aanmelding)


@INTAKE.act(LeerlingPlaatsen)
async def leerling_plaatsen(unit: UnitOfWork, opdracht: LeerlingPlaatsen) -> Bewaard:
    """For the time being. The term to decide stays what it was."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "leerling_plaatsen", opdracht.versie)
    voorval = await register(unit, aanmelding.id)
    if asielregels(voorval):
        raise KanNiet("Onder de asielregels is het kind na zes weken toegelaten. Schrijf het in.")
    klok = await klok_van(unit, aanmelding, voorval)
    if klok.plaatsen_op is None or unit.vandaag < klok.plaatsen_op:
        vanaf = f" vanaf {in_woorden(klok.plaatsen_op)}" if klok.plaatsen_op else ""
        raise KanNiet(f"Tijdelijk plaatsen kan{vanaf}, als er dan nog niet is beslist.")
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    if op < klok.plaatsen_op:
        raise fout("op", f"Tijdelijk plaatsen kan vanaf {in_woorden(klok.plaatsen_op)}.")
    opnemen(unit, aanmelding, "tijdelijk_geplaatst", op)
    await bijwerken(unit, aanmelding)
    unit.record(LeerlingGeplaatst(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, op=op))
    return bewaard(unit, aanmelding)


@INTAKE.act(LeerlingInschrijven)
async def leerling_inschrijven(unit: UnitOfWork, opdracht: LeerlingInschrijven) -> Bewaard:
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "leerling_inschrijven", opdracht.versie)
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    reden = "met_ondersteuning" if opdracht.ondersteuning else "regulier"
    opnemen(unit, aanmelding, "ingeschreven", op, school=aanmelding.school, reden=reden)
    await bijwerken(unit, aanmelding)
    if opdracht.ondersteuning:  # then the school makes an OPP, within six weeks of this day
        unit.later("opp_aankondigen", zaak=aanmelding.dossier, vanaf=op.isoformat())
    unit.record(
        LeerlingIngeschreven(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, school=aanmelding.school, op=op)
    )
    return bewaard(unit, aanmelding)


@INTAKE.act(ToelatingWeigeren)
async def toelating_weigeren(unit: UnitOfWork, opdracht: ToelatingWeigeren) -> Bewaard:
    """Who has the zorgplicht keeps it until the pupil is enrolled elsewhere."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "toelating_weigeren", opdracht.versie)
    voorval = await register(unit, aanmelding.id)
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    houder = houder_op(voorval, unit.vandaag)
    bereid = [kijker.school for kijker in meekijkers(voorval) if kijker.bereid]
    if houder is not None and houder.school == aanmelding.school and not bereid:
        raise KanNiet(
            "Weigeren kan pas als een andere school bereid is het kind toe te laten. "
            "Leg eerst vast welke school dat is."
        )
    reden = tekst_toetsen(opdracht.reden, "reden")
    opnemen(unit, aanmelding, "geweigerd", op, toelichting=reden)
    await bijwerken(unit, aanmelding)
    unit.record(ToelatingGeweigerd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, op=op))
    return bewaard(unit, aanmelding)


@INTAKE.act(UitzonderingVastleggen)
async def uitzondering_vastleggen(unit: UnitOfWork, opdracht: UitzonderingVastleggen) -> Bewaard:
    """Never without saying where the proof lies."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "uitzondering_vastleggen", opdracht.versie)
    if opdracht.uitzondering not in mogelijk(sector_van(unit.tenant.sector, aanmelding.school)):
        raise fout("uitzondering", "Kies een reden uit de lijst.")
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    bewijs = tekst_toetsen(opdracht.bewijs, "bewijs")
    opnemen(unit, aanmelding, "uitgezonderd", op, reden=opdracht.uitzondering, toelichting=bewijs)
    await bijwerken(unit, aanmelding)
    unit.record(
        UitzonderingVastgelegd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, uitzondering=opdracht.uitzondering)
    )
    return bewaard(unit, aanmelding)


@INTAKE.act(AsielregelsVastleggen)
async def asielregels_vastleggen(unit: UnitOfWork, opdracht: AsielregelsVastleggen) -> Bewaard:
    """The line in the ledger says which rules hold; what the proof is stands apart, and no board reads it."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "asielregels_vastleggen", opdracht.versie)
    voorval = await register(unit, aanmelding.id)
    if not kent_asielregels(sector_van(unit.tenant.sector, aanmelding.school), aanmelding.ontvangen_op):
        raise KanNiet("Deze regels gelden voor basisscholen en (v)so, voor aanmeldingen vanaf 12 juni 2026.")
    if asielregels(voorval) is opdracht.gelden:
        raise KanNiet("Zo staat het er al.")
    bewijs = tekst_toetsen(opdracht.bewijs, "bewijs")
    soort = "asielregels_gelden" if opdracht.gelden else "asielregels_gelden_niet"
    opnemen(unit, aanmelding, soort, unit.vandaag, toelichting=bewijs)
    klok = await bijwerken(unit, aanmelding)
    unit.record(
        AsielregelsVastgelegd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, uiterlijk_op=klok.uiterlijk_op)
    )
    return bewaard(unit, aanmelding)


@INTAKE.act(OvergangVastleggen)
async def overgang_vastleggen(unit: UnitOfWork, opdracht: OvergangVastleggen) -> Bewaard:
    """The only way in which the zorgplicht goes to another school."""
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "overgang_vastleggen", opdracht.versie)
    school = school_toetsen(opdracht.school, niet=aanmelding.school)
    op = dag_toetsen(opdracht.op, aanmelding.ontvangen_op, unit.vandaag)
    opnemen(unit, aanmelding, "elders_ingeschreven", op, school=school)
    await bijwerken(unit, aanmelding)
    unit.record(OvergangVastgelegd(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id, school=school, op=op))
    return bewaard(unit, aanmelding)


@INTAKE.act(AanmeldingIntrekken)
async def aanmelding_intrekken(unit: UnitOfWork, opdracht: AanmeldingIntrekken) -> Bewaard:
    aanmelding = await aanmelding_openen(unit, opdracht.dossier_id, "aanmelding_intrekken", opdracht.versie)
    reden = tekst_toetsen(opdracht.reden, "reden", nodig=False)
    opnemen(unit, aanmelding, "ingetrokken", unit.vandaag, toelichting=reden)
    await bijwerken(unit, aanmelding)
    unit.record(AanmeldingIngetrokken(zaak=aanmelding.dossier, aanmelding_id=aanmelding.id))
    return bewaard(unit, aanmelding)
