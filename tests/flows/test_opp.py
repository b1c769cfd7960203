"""The OPP over real servers: made, laid before everyone with gezag apart, fixed, evaluated every school year."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from infra import clock
from services.intake.leerlingen.contract import GezagVastleggen, LeerlingUitschrijven
from services.intake.opp.contract import (
    BijdrageOpschrijven,
    DoelStand,
    EvaluatiePlannen,
    OnderwijstijdAfspreken,
    OnderwijstijdSchrappen,
    Opbouwstap,
    OppBeginnen,
    OppBewaren,
    OppDelen,
    OppenTellen,
    OppenTonen,
    OppEvalueren,
    OppOphalen,
    OppTerughalen,
    OppTerugnemen,
    OppVaststellen,
    OppVersieTonen,
    OppVoorleggen,
    OppWeggooien,
)
from services.intake.zorgplicht.contract import AanmeldingVastleggen, LeerlingInschrijven
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import einde_schooljaar, schooljaar_van
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_zien
from tests.flows.opp_dossier import HANDELINGSDEEL, Opp
from tests.flows.stuk_dossier import op_papier
from tests.stack import Stack, eventually

DAG = timedelta(days=1)
ZONDER = "De ouders reageren niet op onze vragen."


async def begonnen(stack: Stack, *ouders: str, dagen: int = 0) -> Opp:
    """An OPP in the making of a pupil with these parents; the support began `dagen` days ago."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Opp{uuid4().hex[:8]}")
    geboren = (await dossier_zien(wie, dossier)).geboren_op
    for naam in ouders:
        await doe(wie, GezagVastleggen, dossier, naam=naam, relatie="ouder", grond="geboorte", van=geboren)
    return await Opp.begonnen(wie, dossier, clock.vandaag() - DAG * dagen if dagen else None)


async def termijn(stack: Stack, dossier: UUID, naam: str) -> tuple[date, str]:
    rij = (
        await stack.sql("select uiterlijk_op, status from intake.termijn where zaak = $1 and naam = $2", dossier, naam)
    )[0]
    return rij["uiterlijk_op"], rij["status"]


async def test_binnen_zes_weken_vastgesteld_en_daarna_elk_schooljaar_geevalueerd(stack: Stack):
    opp = await begonnen(stack, "Ada Visser", dagen=10)
    uiterlijk, stand = await termijn(stack, opp.dossier, "opp_opstellen")
    assert uiterlijk >= clock.vandaag() - DAG * 10 + timedelta(weeks=6) and stand == "loopt"
    with pytest.raises(KanNiet, match="ontbreekt nog"):
        await opp.doe(OppVoorleggen)
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    with pytest.raises(KanNiet):  # the text stands still
        await opp.doe(OppBewaren, antwoorden={"hulpvraag": "Toch iets anders."})
    await op_papier(opp, "Ada Visser")
    await opp.doe(OppVaststellen)
    blad = await opp.blad()
    geldend = blad.geldend
    assert (geldend.nummer, geldend.vastgesteld_op, geldend.geldt_vanaf) == (1, clock.vandaag(), clock.vandaag())
    assert (await termijn(stack, opp.dossier, "opp_opstellen"))[1] == "gehaald"
    einde = einde_schooljaar(schooljaar_van(clock.vandaag()))
    assert await termijn(stack, opp.dossier, "opp_evalueren") == (einde, "loopt")
    assert (blad.traject.wat, blad.traject.uiterlijk_op) == ("evalueren", einde)
    doelen = [DoelStand(doel=doel, uitkomst="deels", toelichting="Het begin is er.") for doel in geldend.doelen]
    assert len(doelen) == 2
    velden = {
        "op": clock.vandaag(),
        "aanwezig": "Ouders en juf",
        "ouders": "Tevreden.",
        "leerling": "Fijn.",
        "uitkomst": "voortzetten",
    }
    with pytest.raises(OngeldigeInvoer) as fout:
        await opp.doe(OppEvalueren, doelen=doelen[:1], **velden)
    assert set(fout.value.velden) == {"doel_2"}
    await opp.doe(OppEvalueren, doelen=doelen, **velden)
    assert (await termijn(stack, opp.dossier, "opp_evalueren"))[0] == einde_schooljaar(schooljaar_van(einde) + 1)
    geldend = (await opp.blad()).geldend
    assert [(e.uitkomst, [d.uitkomst for d in e.doelen]) for e in geldend.evaluaties] == [
        ("voortzetten", ["deels", "deels"])
    ]


async def test_ieder_met_gezag_apart_en_zonder_een_van_hen_geldt_het_handelingsdeel_niet(stack: Stack):
    """WPO 40a: agreement is about the handelingsdeel, of each person with gezag; the rest can be fixed without."""
    opp = await begonnen(stack, "Ada Visser", "Bo Visser")
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    await op_papier(opp, "Ada Visser")
    with pytest.raises(OngeldigeInvoer, match="Niet alles") as fout:
        await opp.doe(OppVaststellen)
    assert "Bo Visser stemde nog niet in" in fout.value.velden["reden"]
    await opp.doe(OppVaststellen, reden=ZONDER)
    geldend = (await opp.blad()).geldend
    assert (geldend.status, geldend.geldt_vanaf, geldend.zonder_reden) == ("vastgesteld", None, ZONDER)
    await op_papier(opp, "Bo Visser", akkoord=False)
    assert (await opp.blad()).geldend.geldt_vanaf is None
    await op_papier(opp, "Bo Visser")  # after a talk: the last word counts

    async def geldt() -> bool:
        return (await opp.blad()).geldend.geldt_vanaf == clock.vandaag()

    await eventually(geldt, seconden=60, wat="het handelingsdeel geldt zodra het laatste blad is gecontroleerd")


async def test_wie_het_eens_was_is_dat_met_die_tekst(stack: Stack):
    opp = await begonnen(stack, "Ada Visser")
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    await op_papier(opp, "Ada Visser")
    await opp.doe(OppTerugnemen)
    await opp.doe(OppBewaren, antwoorden={"hulpvraag": "Hoe begint deze leerling zelf aan een taak?"})
    await opp.doe(OppVoorleggen)  # outside the handelingsdeel: who agreed still does
    assert [een.oordeel for een in (await opp.blad()).werk.instemmingen] == ["akkoord"]
    await opp.doe(OppTerugnemen)
    await opp.doe(OppBewaren, antwoorden={"begeleiding": "Eén keer per week een uur."})
    await opp.doe(OppVoorleggen)
    assert [een.oordeel for een in (await opp.blad()).werk.instemmingen] == [""]


async def test_minder_onderwijstijd_kan_niet_zonder_opbouw_en_einddatum(stack: Stack):
    """peers.md row 20: a reduced timetable without an end cannot be saved, not even past the service."""
    opp = await begonnen(stack, "Ada Visser")
    van = clock.vandaag()
    tijd = {
        "van": van,
        "tot_en_met": van + DAG * 90,
        "uren": 10,
        "plek": "thuis, met werk van school",
        "reden": "De leerling herstelt van een ziekte.",
    }
    tijd |= {"afspraken": "Rekenen en taal via de computer.", "opbouw": [Opbouwstap(vanaf=van + DAG * 30, uren=15)]}
    for anders, veld in (
        ({"tot_en_met": van}, "tot_en_met"),
        ({"tot_en_met": van + DAG * 500}, "tot_en_met"),
        ({"opbouw": []}, "opbouw"),
        ({"opbouw": [Opbouwstap(vanaf=van + DAG * 30, uren=10)]}, "opbouw"),
        ({"opbouw": [Opbouwstap(vanaf=van + DAG * 91, uren=12)]}, "opbouw"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await opp.doe(OnderwijstijdAfspreken, **(tijd | anders))
        assert veld in fout.value.velden
    await opp.doe(OnderwijstijdAfspreken, **tijd)
    assert (await opp.blad()).werk.onderwijstijd.tot_en_met == van + DAG * 90
    await opp.doe(OnderwijstijdSchrappen)
    assert (await opp.blad()).werk.onderwijstijd is None
    with pytest.raises(asyncpg.PostgresError):
        await stack.sql(
            """update intake.opp set onderwijstijd = '{"van": "2026-11-01", "tot_en_met": "2026-10-01"}'
            where dossier = $1""",
            opp.dossier,
        )
    await opp.vullen()
    await opp.doe(OnderwijstijdAfspreken, **tijd)
    await opp.vastgesteld(ZONDER)
    assert await termijn(stack, opp.dossier, "onderwijstijd_einde") == (van + DAG * 90, "loopt")


async def test_wat_is_vastgesteld_verandert_nooit_meer(stack: Stack):
    opp = await begonnen(stack, "Ada Visser")
    await opp.vullen()
    await opp.vastgesteld(ZONDER)
    eerste = (await opp.blad()).geldend
    assert len(eerste.afdruk) == 64
    with pytest.raises(asyncpg.PostgresError, match="verandert niet"):
        await stack.sql("update intake.opp set antwoorden = '{}' where id = $1", eerste.id)
    await opp.doe(OppBeginnen)  # the next version begins with what stands there: nothing is typed twice
    werk = (await opp.blad()).werk
    assert werk.nummer == 2 and werk.antwoorden["doelen"] == HANDELINGSDEEL["doelen"]
    assert "gehoord" not in werk.antwoorden and "overleg_op" not in werk.antwoorden
    await opp.vullen(begeleiding="Eén keer per week.")
    await opp.vastgesteld(ZONDER)
    blad = await opp.blad()
    assert [(v.nummer, v.status) for v in blad.versies] == [(2, "vastgesteld"), (1, "vervangen")]
    oud = await stack.ask("intake", OppVersieTonen(dossier_id=opp.dossier, opp_id=eerste.id), als=opp.school.ib)
    assert (oud.afdruk, oud.antwoorden) == (eerste.afdruk, eerste.antwoorden)
    nieuwste = await stack.ask("intake", OppVersieTonen(dossier_id=opp.dossier), als=opp.school.ib)
    assert nieuwste.nummer == 2


async def test_twee_schrijven_tegelijk_en_niemands_tekst_gaat_verloren(stack: Stack):
    """peers.md N13: the second hears who was first and what stands there now; N15: a draft is of all of the school."""
    opp = await begonnen(stack, "Ada Visser")
    versie = (await opp.blad()).werk.versie
    await opp.doe(OppBewaren, antwoorden={"hulpvraag": "Tekst van de een."}, versie=versie)
    with pytest.raises(Gewijzigd) as fout:
        await opp.doe(
            OppBewaren, als=opp.school.directeur, antwoorden={"hulpvraag": "Tekst van de ander."}, versie=versie
        )
    assert fout.value.extra["nu"] == {"hulpvraag": "Tekst van de een."} and fout.value.extra["door"]
    assert (await opp.blad(als=opp.school.directeur)).werk.antwoorden["hulpvraag"] == "Tekst van de een."
    await opp.doe(OppBewaren, antwoorden={"interventies": "Alleen dit."})  # what was not sent stays
    assert (await opp.blad()).werk.antwoorden["hulpvraag"] == "Tekst van de een."
    with pytest.raises(OngeldigeInvoer):
        await opp.doe(OppBewaren, antwoorden={"verzonnen_vraag": "x"})


async def test_een_vergissing_is_met_een_handeling_weg_en_dertig_dagen_terug_te_halen(stack: Stack):
    """peers.md N2."""
    opp = await begonnen(stack, "Ada Visser")
    await opp.vullen()
    await opp.doe(OppWeggooien)
    blad = await opp.blad()
    assert blad.werk is None and blad.weggegooid is not None and "opp_terughalen" in blad.handelingen
    await opp.doe(OppTerughalen)
    assert (await opp.blad()).werk.antwoorden["doelen"] == HANDELINGSDEEL["doelen"]
    await opp.doe(OppWeggooien)
    await stack.sql(
        "update intake.opp set weggegooid_op = weggegooid_op - interval '31 days' where dossier = $1", opp.dossier
    )
    assert (await opp.blad()).weggegooid is None
    with pytest.raises(KanNiet, match="dertig dagen"):
        await opp.doe(OppTerughalen)


async def test_een_nieuwe_school_krijgt_plan_instemming_en_evaluatiedag_met_hun_herkomst(stack: Stack):
    """peers.md N7: a move keeps plan, agreements and evaluation dates, and who made them."""
    opp = await begonnen(stack, "Ada Visser")
    await opp.vullen()
    await opp.doe(OppVoorleggen)
    await op_papier(opp, "Ada Visser")
    await opp.doe(OppVaststellen)
    oud = await opp.blad()
    await opp.doe(EvaluatiePlannen, op=clock.vandaag() + DAG * 20)
    await doe(opp.school, LeerlingUitschrijven, opp.dossier, per=clock.vandaag(), naar="19CO00")
    nieuw = {"als": "iris", "rol": "ib_er", "organisatie": "19CO00"}
    blad = await opp.blad(**nieuw)
    assert blad.geldend.afdruk == oud.geldend.afdruk
    assert [(i.naam, i.oordeel) for i in blad.geldend.instemmingen] == [("Ada Visser", "akkoord")]
    assert blad.traject.uiterlijk_op == oud.traject.uiterlijk_op
    assert blad.traject.gepland_op == clock.vandaag() + DAG * 20
    assert [v.school for v in blad.versies] == ["16MA00"] and blad.geldend.kop.school == "16MA00"

    async def weg() -> bool:
        try:
            await opp.blad()
        except NietGevonden:
            return True
        return False

    await eventually(weg)


async def test_wat_ouders_zeggen_schrijft_de_school_op_met_haar_naam_erbij(stack: Stack):
    opp = await begonnen(stack, "Ada Visser", "Bo Visser")
    ada = next(b for b in (await opp.blad()).werk.bijdragen if b.naam == "Ada Visser")
    velden = {"b_werkhouding_ouders_helpt": "Thuis begint ze met muziek."}
    await opp.doe(BijdrageOpschrijven, wie=ada.id, versie=0, antwoorden=velden)
    ada = next(b for b in (await opp.blad()).werk.bijdragen if b.naam == "Ada Visser")
    assert (ada.antwoorden, ada.zelf, ada.versie) == (velden, False, 1)
    with pytest.raises(OngeldigeInvoer):  # what the school itself answers is not for parents
        await opp.doe(BijdrageOpschrijven, wie=ada.id, versie=1, antwoorden={"hulpvraag": "x"})
    with pytest.raises(NietGevonden):
        await opp.doe(BijdrageOpschrijven, wie=uuid4(), versie=0, antwoorden=velden)


async def test_een_concept_is_van_de_school_en_een_ander_ziet_het_niet(stack: Stack):
    opp = await begonnen(stack, "Ada Visser")
    with pytest.raises(NietGevonden):
        await opp.blad(als="iris", rol="ib_er", organisatie="19CO00")
    with pytest.raises(MagNiet):
        await opp.blad(als="bea", rol="schoolbestuurder", organisatie="41551")
    await opp.doe(OppDelen)
    with pytest.raises(KanNiet, match="lezen dit OPP al mee"):
        await opp.doe(OppDelen)


async def test_inschrijven_met_ondersteuning_laat_de_zes_weken_vanzelf_lopen(stack: Stack):
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Opp{uuid4().hex[:8]}")
    op = clock.vandaag() - DAG * 3
    opdracht = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=op, voorkeur="16MA00")
    await stack.ask("intake", opdracht, als=wie.ib)
    in_ = LeerlingInschrijven(opdracht=uuid4(), dossier_id=dossier, versie=1, op=clock.vandaag(), ondersteuning=True)
    await stack.ask("intake", in_, als=wie.directeur)

    async def aangekondigd() -> list:
        lijst = await stack.ask("intake", OppenTonen(), als=wie.ib)
        return [regel for regel in lijst.regels if regel.dossier_id == dossier]

    (regel,) = await eventually(aangekondigd)
    assert (regel.wat, regel.status) == ("opstellen", "")
    assert regel.uiterlijk_op >= clock.vandaag() + timedelta(weeks=6)


async def test_op_papier_is_een_pdf_ook_in_woorden_van_de_leerling(stack: Stack):
    opp = await begonnen(stack, "Ada Visser")
    await opp.vullen()
    werk = (await opp.blad()).werk
    for leerling in (False, True):
        vraag = OppOphalen(dossier_id=opp.dossier, opp_id=werk.id, voor_leerling=leerling)
        bestand = await stack.ask("intake", vraag, als=opp.school.ib)
        assert bestand.inhoud.startswith(b"%PDF-") and bestand.bestandsnaam.endswith("versie-1.pdf")


async def test_wie_telt_ziet_per_bestuur_en_per_school_wat_te_laat_is_en_geen_kind(stack: Stack):
    """The yearly evaluation, and the six weeks: numbers for samenwerkingsverband and board that add up to the lists of
    the schools."""
    opp = await begonnen(stack, "Ada Visser", dagen=60)  # past the six weeks, and nothing was vastgesteld
    oud = await begonnen(stack, "Ada Visser", dagen=60)
    await oud.vullen()
    await oud.doe(OppVoorleggen)
    await op_papier(oud, "Ada Visser")
    await oud.doe(OppVaststellen)
    gisteren = clock.vandaag() - DAG
    await stack.sql("update intake.opptraject set evalueren_uiterlijk = $2 where id = $1", oud.dossier, gisteren)
    lijst = (await stack.ask("intake", OppenTonen(), als=opp.school.ib)).regels
    te_laat = {r.dossier_id: r.wat for r in lijst if r.dringt == "te_laat"}
    assert (te_laat[opp.dossier], te_laat[oud.dossier]) == ("opstellen", "evalueren")
    per_school = await stack.ask("intake", OppenTellen(), als="bea")
    assert per_school.per == "school"
    eigen = next(r for r in per_school.regels if r.van == "16MA00")
    assert eigen.leerlingen == len(lijst)
    assert eigen.opstellen_te_laat == sum(wat == "opstellen" for wat in te_laat.values())
    assert eigen.evalueren_te_laat == sum(wat == "evalueren" for wat in te_laat.values())
    assert eigen.oudste == min(r.uiterlijk_op for r in lijst if r.dringt == "te_laat")
    per_bestuur = await stack.ask("intake", OppenTellen(), als="vera")
    assert per_bestuur.per == "bestuur"
    bestuur = (await dossier_zien(opp.school, opp.dossier)).bestuur
    van_bestuur = next(r for r in per_bestuur.regels if r.van == bestuur)
    for veld in ("leerlingen", "opstellen_te_laat", "evalueren_te_laat", "binnenkort", "gepland", "geevalueerd"):
        assert getattr(van_bestuur, veld) == sum(getattr(r, veld) for r in per_school.regels), veld
    for telling in (per_school, per_bestuur):
        tekst = msgspec.json.encode(telling).decode()
        assert str(opp.dossier) not in tekst and "Opp" not in tekst
    ander = await stack.ask("intake", OppenTellen(), als="bea", rol="schoolbestuurder", organisatie="41551")
    assert "16MA00" not in {r.van for r in ander.regels}
    with pytest.raises(NietGevonden):
        await stack.ask("intake", OppenTellen(), als="vera", rol="secretaris", organisatie="VO2202")
    with pytest.raises(MagNiet):
        await stack.ask("intake", OppenTellen(), als=opp.school.ib)
