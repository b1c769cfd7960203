"""Interventies over real servers: what is written down, what it led to, a mistake put right, and who reads it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from infra import clock
from services.intake.interventies.contract import (
    InterventieEvalueren,
    InterventieTerugzetten,
    InterventieWeghalen,
    InterventieWijzigen,
)
from services.intake.leerlingen.contract import LeerlingUitschrijven
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.gesprek_dossier import DAG, geevalueerd, interventie_doen, interventie_maken, interventies
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import doe, dossier_maken
from tests.stack import Stack


async def leerling(stack: Stack) -> tuple[School, object]:
    wie = school(stack)
    sinds = clock.vandaag() - DAG * 400
    return wie, await dossier_maken(wie, achternaam=f"Hulp{uuid4().hex[:8]}", ingeschreven_op=sinds)


async def test_een_interventie_heeft_een_periode_een_doel_en_een_effect_in_een_zin(stack: Stack):
    wie, dossier = await leerling(stack)
    id = (await interventie_maken(wie, dossier)).id
    (eerst,) = (await interventies(wie, dossier)).interventies
    assert (eerst.status, eerst.effect, eerst.groep, eerst.tot) == ("loopt", None, "groep 5", None)
    assert eerst.zin.endswith("Nog niet geëvalueerd.")
    await geevalueerd(wie, dossier, id)
    (daarna,) = (await interventies(wie, dossier)).interventies
    assert (daarna.status, daarna.effect, daarna.tot) == ("geevalueerd", "deels", clock.vandaag())
    assert "groep 5: Drie keer per week voorinstructie rekenen." in daarna.zin
    assert daarna.zin.endswith("Effect: hielp deels. Sommen tot vijftig lukken nu, met een getallenlijn.")
    feiten = await stack.sql("select feit from intake.tijdlijn where zaak = $1 order by volgorde", dossier)
    assert [f["feit"] for f in feiten][-2:] == ["interventie_vastgelegd", "interventie_geevalueerd"]


async def test_wie_doorgaat_na_de_evaluatie_heeft_nog_geen_laatste_dag(stack: Stack):
    wie, dossier = await leerling(stack)
    id = (await interventie_maken(wie, dossier, tot=clock.vandaag())).id
    await geevalueerd(wie, dossier, id, doorgaan=True)
    assert (await interventies(wie, dossier)).interventies[0].tot is None


async def test_wat_niet_kan_wordt_gezegd_bij_het_veld_en_verandert_niets(stack: Stack):
    wie, dossier = await leerling(stack)
    fout = {
        "wat": "x",
        "doel": "BSN 111222333 hoort hier niet.",
        "waar": "overal",
        "tot": clock.vandaag() - DAG * 21,
        "door": "",
    }
    with pytest.raises(OngeldigeInvoer) as gezegd:
        await interventie_maken(wie, dossier, **fout)
    assert {*gezegd.value.velden} == {*fout}
    id = (await interventie_maken(wie, dossier)).id
    for velden in ({"op": clock.vandaag() + DAG}, {"op": clock.vandaag() - DAG * 21}, {"effect": "goed"}):
        with pytest.raises(OngeldigeInvoer):
            await geevalueerd(wie, dossier, id, **velden)
    (stand,) = (await interventies(wie, dossier)).interventies
    assert (stand.versie, stand.effect) == (1, None)


async def test_twee_mensen_tegelijk_de_tweede_hoort_wat_er_nu_staat(stack: Stack):
    """N13: nothing is overwritten in silence."""
    wie, dossier = await leerling(stack)
    id = (await interventie_maken(wie, dossier)).id
    gewoon = {"waar": "school", "doel": "Sommen tot honderd zonder hulp.", "door": "de leerkracht"}
    gewoon["van"] = clock.vandaag() - DAG * 20
    await interventie_doen(wie, InterventieWijzigen, dossier, id, als=wie.directeur, versie=1, wat="Rekenen", **gewoon)
    with pytest.raises(Gewijzigd) as fout:
        await interventie_doen(wie, InterventieWijzigen, dossier, id, versie=1, wat="Taal", **gewoon)
    assert fout.value.extra["nu"]["wat"] == "Rekenen" and fout.value.extra["versie"] == 2
    assert (await interventies(wie, dossier)).interventies[0].wat == "Rekenen"


async def test_een_vergissing_gaat_weg_en_kan_dertig_dagen_terug(stack: Stack):
    """N2: undo for thirty days."""
    wie, dossier = await leerling(stack)
    id = (await interventie_maken(wie, dossier)).id
    await geevalueerd(wie, dossier, id)
    await interventie_doen(wie, InterventieWeghalen, dossier, id)
    weg = await interventies(wie, dossier)
    assert not weg.interventies and [i.id for i in weg.weggehaald] == [id]
    await interventie_doen(wie, InterventieTerugzetten, dossier, id)
    assert (await interventies(wie, dossier)).interventies[0].status == "geevalueerd"
    await interventie_doen(wie, InterventieWeghalen, dossier, id)
    versie = (await interventies(wie, dossier)).weggehaald[0].versie
    await stack.sql(
        "update intake.interventie set weggehaald_op = weggehaald_op - interval '31 days' where id = $1", id
    )
    assert not (await interventies(wie, dossier)).weggehaald
    with pytest.raises(KanNiet):
        await interventie_doen(wie, InterventieTerugzetten, dossier, id, versie=versie)


async def test_alleen_de_eigen_school_schrijft_en_een_ander_hoort_niet_dat_er_iets_is(stack: Stack):
    wie, dossier = await leerling(stack)
    id = (await interventie_maken(wie, dossier)).id
    ander = {"als": "rob", "organisatie": "19CO00"}
    with pytest.raises(NietGevonden):
        await interventies(wie, dossier, **ander)
    with pytest.raises(NietGevonden):
        await interventies(wie, dossier, als="vera")  # nothing was shared with the samenwerkingsverband
    with pytest.raises(MagNiet):
        await interventies(wie, dossier, als="bea")
    elders = await dossier_maken(wie)
    with pytest.raises(NietGevonden):
        velden = {"effect": "hielp", "toelichting": "Dit hoort bij een ander kind.", "op": clock.vandaag()}
        await interventie_doen(wie, InterventieEvalueren, elders, id, versie=1, doorgaan=True, **velden)
    await doe(wie, LeerlingUitschrijven, dossier, per=clock.vandaag())
    assert not (await interventies(wie, dossier)).handelingen
    with pytest.raises(KanNiet):
        await interventie_maken(wie, dossier)
