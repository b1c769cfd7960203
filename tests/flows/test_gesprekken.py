"""Talks over real servers: ticked at the table by two at once, shared the same day, agreements that come back, what
parents see and what not, and where the pupil is on the checklist."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.gesprekken.contract import (
    Aanwezige,
    AanwezigeToevoegen,
    AanwezigeWeghalen,
    AfspraakAfvinken,
    AfspraakHeropenen,
    AfspraakLatenVervallen,
    AfsprakenTonen,
    ChecklistStand,
    CheckliststapAfvinken,
    ChecklistTonen,
    GesprekDelen,
    GesprekkenLijst,
    GesprekkenTonen,
    GesprekOphalen,
    GesprekReageren,
    GesprekspuntAfvinken,
    GesprekspuntBeschrijven,
    GesprekTerugzetten,
    GesprekTonen,
    GesprekWeghalen,
    MijnGesprekkenTonen,
    OngedeeldTonen,
)
from services.intake.interventies.contract import InterventiesTonen
from services.intake.leerlingen.contract import LeerlingTonen
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.gesprek_dossier import (
    DAG,
    afspraak_maken,
    alles_besproken,
    gedeeld_gesprek,
    geevalueerd,
    gesprek_beginnen,
    gesprek_zien,
    in_gesprek,
    interventie_maken,
)
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import dossier_maken, ouder_erbij
from tests.matrix.kanaries import pdf_tekst
from tests.stack import Stack, eventually

ANDER = {"als": "rob", "organisatie": "19CO00"}
SC = {"als": "vera", "rol": "steunpuntcoordinator", "organisatie": "PO2202"}


async def leerling(stack: Stack) -> tuple[School, UUID]:
    wie = school(stack)
    return wie, await dossier_maken(wie, achternaam=f"Praat{uuid4().hex[:8]}")


async def lijst(wie: School, dossier: UUID, als: str | None = None, **hoed: Any) -> GesprekkenLijst:
    return await wie.stack.ask("intake", GesprekkenTonen(dossier_id=dossier), als=als or wie.ib, **hoed)


async def doe(stack: Stack, soort: type, dossier: UUID, als: str = "iris", hoed: Any = None, **velden: Any) -> Any:
    opdracht = soort(opdracht=uuid4(), dossier_id=dossier, **velden)
    return await stack.ask("intake", opdracht, als=als, **(hoed or {}))


async def test_twee_mensen_vinken_en_typen_tegelijk_en_er_gaat_niets_verloren(stack: Stack):
    """N12, N13: every tick and every text is kept at once; who is second in one text hears what stands there."""
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    punten = (await gesprek_zien(wie, dossier, id)).punten
    vinken = [
        in_gesprek(wie, GesprekspuntAfvinken, dossier, id, als=als, punt_id=punt.id, stand="besproken")
        for punt, als in zip(punten, [wie.ib, wie.directeur] * len(punten), strict=False)
    ]
    await asyncio.gather(*vinken)
    assert {punt.stand for punt in (await gesprek_zien(wie, dossier, id)).punten} == {"besproken"}
    eerste = {"punt_id": punten[0].id, "versie": 1}
    await in_gesprek(
        wie, GesprekspuntBeschrijven, dossier, id, als=wie.directeur, tekst="Wat de directeur typt.", **eerste
    )
    with pytest.raises(Gewijzigd) as fout:
        await in_gesprek(wie, GesprekspuntBeschrijven, dossier, id, tekst="Wat de ib'er typt.", **eerste)
    assert fout.value.extra["nu"] == {"tekst": "Wat de directeur typt."} and fout.value.extra["versie"] == 2
    # The same text twice is no fault: a form that was sent again.
    await in_gesprek(wie, GesprekspuntBeschrijven, dossier, id, tekst="Wat de directeur typt.", **eerste)
    with pytest.raises(OngeldigeInvoer):
        bsn = {"punt_id": punten[0].id, "versie": 2, "tekst": "Het BSN is 111222333."}
        await in_gesprek(wie, GesprekspuntBeschrijven, dossier, id, **bsn)
    with pytest.raises(OngeldigeInvoer):
        await in_gesprek(wie, GesprekspuntAfvinken, dossier, id, punt_id=punten[0].id, stand="misschien")


async def test_delen_kan_als_elk_verplicht_punt_aan_bod_kwam_en_daarna_verandert_er_niets(stack: Stack):
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    with pytest.raises(KanNiet, match="Nog niet besproken"):
        await in_gesprek(wie, GesprekDelen, dossier, id)
    stand = await gesprek_zien(wie, dossier, id)
    assert stand.ontbreekt == [punt.titel for punt in stand.punten if punt.verplicht] and not stand.alarm
    await alles_besproken(wie, dossier, id)
    laatste = stand.punten[-1]
    await in_gesprek(wie, GesprekspuntAfvinken, dossier, id, punt_id=laatste.id, stand="niet_aan_de_orde")
    await in_gesprek(wie, GesprekDelen, dossier, id)
    gedeeld = await gesprek_zien(wie, dossier, id)
    assert (gedeeld.status, gedeeld.te_laat_gedeeld, gedeeld.gemeld) == ("gedeeld", False, 0)
    for soort, velden in (
        (GesprekspuntAfvinken, {"punt_id": laatste.id, "stand": "open"}),
        (GesprekspuntBeschrijven, {"punt_id": laatste.id, "versie": 2, "tekst": "Nog iets."}),
        (AanwezigeToevoegen, {"naam": "Te Laat", "functie": "", "kant": "ander"}),
        (GesprekWeghalen, {"versie": 9}),
        (GesprekDelen, {}),
    ):
        with pytest.raises(KanNiet):
            await in_gesprek(wie, soort, dossier, id, **velden)


async def test_wie_aan_tafel_zat_klopt_en_wie_een_account_heeft_krijgt_de_afspraak_zelf(stack: Stack):
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    eerst = (await gesprek_zien(wie, dossier, id)).aanwezigen
    assert [(a.naam, a.kant, a.taken) for a in eerst] == [
        ("Iris Bakker", "school", True),
        ("Noor Jansen", "ouder", False),
        ("Els Brink", "school", False),
    ]
    with pytest.raises(OngeldigeInvoer):
        await in_gesprek(wie, AanwezigeToevoegen, dossier, id, naam="noor jansen", functie="", kant="ouder")
    wie_ook = "select p.naam from netwerk.persoon p join netwerk.hoed h on h.persoon = p.id and h.tenant = p.tenant"
    wie_ook += " where h.rol = 'schooldirecteur' and h.organisatie = '16MA00' limit 1"
    directeur = (await stack.sql(wie_ook))[0]["naam"]
    await in_gesprek(wie, AanwezigeToevoegen, dossier, id, naam=directeur, functie="Directeur", kant="school")
    assert (await gesprek_zien(wie, dossier, id)).aanwezigen[-1].taken
    await afspraak_maken(wie, dossier, id, "Noor Jansen")
    noor, els = eerst[1].id, eerst[2].id
    with pytest.raises(KanNiet):
        await in_gesprek(wie, AanwezigeWeghalen, dossier, id, aanwezige_id=noor)
    await in_gesprek(wie, AanwezigeWeghalen, dossier, id, aanwezige_id=els)
    assert els not in {a.id for a in (await gesprek_zien(wie, dossier, id)).aanwezigen}


async def test_afspraken_komen_in_de_eigen_lijst_en_terug_in_het_vervolg(stack: Stack):
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    for fout, velden in (("uiterlijk_op", {"uiterlijk_op": clock.vandaag() - DAG}), ("wat", {"wat": "x"})):
        with pytest.raises(OngeldigeInvoer) as gezegd:
            await afspraak_maken(wie, dossier, id, **velden)
        assert [*gezegd.value.velden] == [fout]
    mijn = await afspraak_maken(wie, dossier, id)
    van_ouder = await afspraak_maken(wie, dossier, id, "Noor Jansen", wat="Thuis elke dag samen lezen")

    async def open_(als: str) -> dict[UUID, bool]:
        standen = (await stack.ask("intake", AfsprakenTonen(), als=als)).afspraken
        return {a.id: a.mijn for a in standen if a.dossier_id == dossier and a.status == "open"}

    assert await open_(wie.ib) == {mijn: True, van_ouder: False}
    assert await open_(wie.directeur) == {mijn: False, van_ouder: False}
    await alles_besproken(wie, dossier, id)
    await in_gesprek(wie, GesprekDelen, dossier, id)
    await doe(stack, AfspraakAfvinken, dossier, afspraak_id=mijn, versie=1, uitkomst="Zij kan in december.")
    with pytest.raises(Gewijzigd):
        await doe(stack, AfspraakAfvinken, dossier, afspraak_id=mijn, versie=1)
    await doe(stack, AfspraakHeropenen, dossier, afspraak_id=mijn, versie=2)
    await doe(stack, AfspraakAfvinken, dossier, afspraak_id=mijn, versie=3)
    with pytest.raises(OngeldigeInvoer):
        await doe(stack, AfspraakLatenVervallen, dossier, afspraak_id=van_ouder, versie=1, reden="")
    vervolg = await gesprek_beginnen(wie, dossier, soort="ot_vervolg")
    stand = await gesprek_zien(wie, dossier, vervolg)
    assert {a.id: a.status for a in stand.eerder} == {mijn: "gedaan", van_ouder: "open"} and not stand.afspraken
    await doe(stack, AfspraakLatenVervallen, dossier, afspraak_id=van_ouder, versie=1, reden="Het lukt op school.")
    assert await open_(wie.ib) == {}
    soorten = {s.naam: s.voorstel for s in (await lijst(wie, dossier)).soorten}
    assert soorten == {"ot_start": False, "ot_vervolg": True}


async def test_een_verslag_dat_niet_gedeeld_is_wordt_alarm_en_een_afspraak_geeft_op_tijd_bericht(stack: Stack):
    """N8, N11: the e-mail says what is expected, and names no child."""
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    klaar = await gedeeld_gesprek(wie, dossier)
    naam = (await lijst(wie, dossier)).open_afspraken[0].leerling

    async def berichten(brief: str) -> set[str]:
        rijen = await stack.sql(
            "select b.velden::text as v, p.naam from intake.bericht b join netwerk.persoon p on p.id = b.aan"
            " where b.zaak = $1 and b.brief = $2",
            dossier,
            brief,
        )
        assert all(naam.split()[-1] not in rij["v"] for rij in rijen)
        return {rij["naam"] for rij in rijen}

    dag = clock.vandaag()

    def om_negen(na: int) -> datetime:
        return datetime.combine(dag + DAG * na, datetime.min.time(), clock.AMSTERDAM) + timedelta(hours=9)

    try:
        stack.klok(om_negen(1))
        gewaarschuwd = await eventually(lambda: berichten("gesprek_niet_gedeeld"))
        assert "Iris Bakker" in gewaarschuwd
        assert (await gesprek_zien(wie, dossier, id)).alarm and not (await gesprek_zien(wie, dossier, klaar)).alarm
        ongedeeld = {g.gesprek_id for g in (await stack.ask("intake", OngedeeldTonen(), als=wie.ib)).gesprekken}
        assert id in ongedeeld and klaar not in ongedeeld
        await alles_besproken(wie, dossier, id)
        await in_gesprek(wie, GesprekDelen, dossier, id)
        laat = await gesprek_zien(wie, dossier, id)
        assert laat.te_laat_gedeeld and not laat.alarm
        assert not await berichten("afspraak_herinnering")
        stack.klok(om_negen(12))
        assert await eventually(lambda: berichten("afspraak_herinnering")) == {"Iris Bakker"}
    finally:
        stack.klok_terug()


async def test_een_vergissing_gaat_weg_en_kan_terug(stack: Stack):
    """N2: undo for thirty days."""
    wie, dossier = await leerling(stack)
    id = await gesprek_beginnen(wie, dossier)
    with pytest.raises(Gewijzigd):
        await in_gesprek(wie, GesprekWeghalen, dossier, id, versie=0)
    await in_gesprek(wie, GesprekWeghalen, dossier, id, versie=1)
    with pytest.raises(NietGevonden):
        await gesprek_zien(wie, dossier, id)
    weg = await lijst(wie, dossier)
    assert not weg.gesprekken and [(g.id, g.versie) for g in weg.weggehaald] == [(id, 2)]
    await in_gesprek(wie, GesprekTerugzetten, dossier, id, versie=2)
    assert [g.id for g in (await lijst(wie, dossier)).gesprekken] == [id]
    await in_gesprek(wie, GesprekWeghalen, dossier, id, versie=3)
    await stack.sql("update intake.gesprek set weggehaald_op = weggehaald_op - interval '31 days' where id = $1", id)
    with pytest.raises(KanNiet):
        await in_gesprek(wie, GesprekTerugzetten, dossier, id, versie=4)


async def test_ouders_lezen_wat_gedeeld_is_en_niets_van_wat_nog_gemaakt_wordt(stack: Stack):
    wie, dossier = await leerling(stack)
    noor = await ouder_erbij(wie, dossier)
    concept = await gesprek_beginnen(wie, dossier)
    await alles_besproken(wie, dossier, concept, "Dit is nog niet voor ouders.")
    hulp = await interventie_maken(wie, dossier)

    async def mijn() -> Any:
        return (await stack.ask("intake", MijnGesprekkenTonen(dossier_id=dossier), als="noor", **noor)).gesprekken

    assert await mijn() == []
    with pytest.raises(NietGevonden):
        await in_gesprek(
            wie, GesprekReageren, dossier, concept, als="noor", hoed=noor, versie=0, tekst="Ik zie dit niet."
        )
    for vraag in (
        GesprekTonen(dossier_id=dossier, gesprek_id=concept),
        GesprekkenTonen(dossier_id=dossier),
        GesprekOphalen(dossier_id=dossier, gesprek_id=concept),
        ChecklistTonen(dossier_id=dossier),
        AfsprakenTonen(),
    ):
        with pytest.raises(MagNiet):
            await stack.ask("intake", vraag, als="noor", **noor)
    with pytest.raises(MagNiet):
        await in_gesprek(wie, GesprekDelen, dossier, concept, als="noor", hoed=noor)
    await afspraak_maken(wie, dossier, concept, "Noor Jansen")
    await in_gesprek(wie, GesprekDelen, dossier, concept)
    assert (await gesprek_zien(wie, dossier, concept)).gemeld == 1
    post = "select 1 from intake.bericht where zaak = $1 and brief = 'verslag_gedeeld' and aan = $2"
    assert len(await stack.sql(post, dossier, noor["persoon"])) == 1
    (verslag,) = await mijn()
    assert verslag.punten[0].tekst == "Dit is nog niet voor ouders." and verslag.afspraken[0].wie == "Noor Jansen"
    await in_gesprek(wie, GesprekReageren, dossier, concept, als="noor", hoed=noor, versie=0, tekst="Het is anders.")
    with pytest.raises(Gewijzigd):
        await in_gesprek(wie, GesprekReageren, dossier, concept, als="noor", hoed=noor, versie=0, tekst="Nog eens.")
    with pytest.raises(MagNiet):  # N-own words: the school cannot write it
        await in_gesprek(wie, GesprekReageren, dossier, concept, versie=1, tekst="Wij zijn het eens.")
    assert [(r.van, r.tekst) for r in (await gesprek_zien(wie, dossier, concept)).reacties] == [
        ("ouder", "Het is anders.")
    ]
    vader = await ouder_erbij(wie, dossier, "Peter Jansen", "vader")
    andere = (await stack.ask("intake", MijnGesprekkenTonen(dossier_id=dossier), als="noor", **vader)).gesprekken
    assert [g.reactie for g in andere] == [""]  # one parent does not read what the other wrote
    gelezen = await stack.ask("intake", InterventiesTonen(dossier_id=dossier), als="noor", **noor)
    assert [i.id for i in gelezen.interventies] == [hulp.id] and not gelezen.handelingen


async def test_het_samenwerkingsverband_doet_mee_als_de_ouders_het_goed_vinden_en_anders_bestaat_het_niet(stack: Stack):
    wie, dossier = await leerling(stack)
    dicht = await gesprek_beginnen(wie, dossier)
    for vraag in (GesprekkenTonen(dossier_id=dossier), GesprekTonen(dossier_id=dossier, gesprek_id=dicht)):
        for hoed in (SC, ANDER):
            with pytest.raises(NietGevonden):
                await stack.ask("intake", vraag, **hoed)
    with pytest.raises(NietGevonden):
        await in_gesprek(wie, GesprekDelen, dossier, dicht, als="rob", hoed={"organisatie": "19CO00"})
    tafel = (Aanwezige(naam="Sanne Coördinator", functie="Steunpunt", kant="samenwerkingsverband"),)
    id = await gesprek_beginnen(wie, dossier, aanwezigen=tafel, meelezen=True)
    punt = (await gesprek_zien(wie, dossier, id, **SC)).punten[0]
    hoed = {naam: waarde for naam, waarde in SC.items() if naam != "als"}
    await in_gesprek(wie, GesprekspuntAfvinken, dossier, id, als="vera", hoed=hoed, punt_id=punt.id, stand="besproken")
    await afspraak_maken(wie, dossier, id, "Sanne Coördinator", als="vera", hoed=hoed)
    with pytest.raises(MagNiet):
        await in_gesprek(wie, GesprekDelen, dossier, id, als="vera", hoed=hoed)
    await alles_besproken(wie, dossier, id)
    await in_gesprek(wie, GesprekDelen, dossier, id)
    stand = await lijst(wie, dossier)
    assert stand.met_swv == 1 and stand.gedeeld_met_swv


async def test_het_verslag_als_pdf(stack: Stack):
    wie, dossier = await leerling(stack)
    concept = await gesprek_beginnen(wie, dossier)
    with pytest.raises(KanNiet):  # no draft goes around
        await stack.ask("intake", GesprekOphalen(dossier_id=dossier, gesprek_id=concept), als=wie.ib)
    id = await gedeeld_gesprek(wie, dossier)
    pdf = await stack.ask("intake", GesprekOphalen(dossier_id=dossier, gesprek_id=id), als=wie.ib)
    assert pdf.inhoud.startswith(b"%PDF") and pdf.naam.endswith(".pdf")
    tekst = pdf_tekst(pdf.inhoud)
    assert "Noor Jansen" in tekst and "Logopedist bellen" in tekst and "Zoals aan tafel is gezegd." in tekst


async def extra_ondersteuning(stack: Stack, dossier: UUID) -> None:
    """An arrangement that runs and an OPP that holds, since a while: only the rows, this is about the checklist."""
    dag = clock.vandaag()
    await stack.sql(
        "insert into intake.arrangement (tenant, id, zaak, dossier, kenmerk, versie, status, soort, titel, beslist,"
        " leerling, groep, school, bestuur, plek_school, inschrijving, van, tot, behoefte, communicatie,"
        " ouders_akkoord, eenheid, waarschuwen_op, gevraagd_op, gevraagd_door_naam, gewijzigd_op, gewijzigd_door_naam)"
        " select tenant, gen_random_uuid(), id, id, 'AR-' || left(id::text, 8), 1, 'loopt', 'ost', 'OST', 'swv',"
        " 'Een leerling', groep, school, bestuur, '', 'eigen', $2, $3, 'Rust', '', true, '', $3, now(), 'Sofie',"
        " now(), 'Sofie' from intake.leerlingdossier where id = $1",
        dossier,
        dag - DAG * 30,
        dag + DAG * 30,
    )
    await stack.sql(
        "insert into intake.opp (tenant, id, dossier, nummer, versie, status, regels_op, antwoorden, kop, begonnen_op,"
        " begonnen_door_naam, vastgesteld_op, vastgesteld_door_naam, zonder_reden, afdruk_handelingsdeel, afdruk,"
        " gewijzigd_op, gewijzigd_door_naam)"
        " select tenant, gen_random_uuid(), id, 1, 1, 'vastgesteld', $2, '{}', '{}', now(), 'Sofie', $2, 'Sofie', '',"
        " 'x', 'x', now(), 'Sofie' from intake.leerlingdossier where id = $1",
        dossier,
        dag - DAG * 40,
    )


async def test_de_checklist_laat_zien_waar_de_leerling_is(stack: Stack):
    """Of swv2510po, which has one of ten steps: what the dossier shows stands by itself, the school ticks the rest."""
    wie = School(stack, ib="sofie", directeur="ruben", tenant="swv2510po")
    dossier = await dossier_maken(wie, achternaam=f"Stap{uuid4().hex[:8]}")

    async def stand() -> ChecklistStand:
        return await stack.ask("intake", ChecklistTonen(dossier_id=dossier), als=wie.ib)

    begin = await stand()
    assert len(begin.stappen) == 10 and begin.nu == 1
    await doe(stack, CheckliststapAfvinken, dossier, als=wie.ib, stap="waarnemen", gedaan=True)
    assert (await stand()).nu == 2
    await geevalueerd(wie, dossier, (await interventie_maken(wie, dossier)).id)
    nu = await stand()
    assert nu.nu == 6 and [s.naam for s in nu.stappen if s.vanzelf] == ["plannen", "realiseren", "evalueren"]
    with pytest.raises(KanNiet):
        await doe(stack, CheckliststapAfvinken, dossier, als=wie.ib, stap="plannen", gedaan=False)
    await gedeeld_gesprek(wie, dossier)
    assert (await stand()).nu == 8
    # Each says by what and since when.
    blijkt = {s.naam: (s.blijkt, s.blijkt_op) for s in (await stand()).stappen if s.vanzelf}
    assert blijkt["plannen"] == ("Interventie", clock.vandaag() - DAG * 20)
    assert blijkt["evalueren"] == ("Interventie geëvalueerd", clock.vandaag())
    assert blijkt["ondersteuningsteam"] == ("Ondersteuningsteam (OT), start", clock.vandaag())
    # Extra support of the samenwerkingsverband is the trajectory; an OPP is a plan.
    await extra_ondersteuning(stack, dossier)
    traject = next(s for s in (await stand()).stappen if s.naam == "traject")
    assert (traject.vanzelf, traject.blijkt) == (True, "Extra ondersteuning van het samenwerkingsverband")
    assert traject.blijkt_op == clock.vandaag() - DAG * 30
    plan = next(s for s in (await stand()).stappen if s.naam == "plannen")
    assert (plan.blijkt, plan.blijkt_op) == ("OPP vastgesteld", clock.vandaag() - DAG * 40)
    await gedeeld_gesprek(wie, dossier, soort="ot_vervolg")
    assert (await stand()).nu == 10
    await doe(stack, CheckliststapAfvinken, dossier, als=wie.ib, stap="waarnemen", gedaan=False)
    assert (await stand()).stappen[0].stand == "open"
    with pytest.raises(NietGevonden):
        await doe(stack, CheckliststapAfvinken, dossier, als=wie.ib, stap="bestaat_niet", gedaan=True)
    # A samenwerkingsverband that declares none has none; one without talks has no page for them.
    kaal = School(stack, ib="geert", directeur="geert", tenant="swv2202vo")
    zonder = await dossier_maken(kaal, achternaam=f"Kaal{uuid4().hex[:8]}")
    stand_kaal = await stack.ask("intake", LeerlingTonen(dossier_id=zonder), als=kaal.ib)
    assert "gesprekken" in stand_kaal.zonder
    assert (await stack.ask("intake", LeerlingTonen(dossier_id=dossier), als=wie.ib)).zonder == []
    andere, po = await leerling(stack)
    assert (await stack.ask("intake", ChecklistTonen(dossier_id=po), als=andere.ib)).nu == 0
