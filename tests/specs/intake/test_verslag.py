"""Gesprekken, zonder servers: wat in een verslag mag, wanneer het gedeeld kan worden en wanneer het alarm is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.intake.gesprekken.stappen import Blijk, blijkt, waar, waaruit
from services.intake.gesprekken.verslag import (
    Punt,
    aanwezige_toetsen,
    afspraak_toetsen,
    alarm,
    dag_toetsen,
    ondertekenaars,
    ontbreekt,
    reactie_toetsen,
    reden_toetsen,
    te_laat_gedeeld,
    tekst_toetsen,
    teruggezet_kan,
    zonder_waarom,
)
from services.kern.errors import OngeldigeInvoer
from tenants.registry import get
from tenants.schema.gesprekken import Checkliststap

GEBOREN, GESPREK, VANDAAG = date(2018, 2, 28), date(2026, 11, 20), date(2026, 11, 23)


def stap(naam: str, *blijkt_uit: str) -> Checkliststap:
    return Checkliststap(naam=naam, titel=naam, fase="fase", uitleg="uitleg", blijkt_uit=[*blijkt_uit])


@pytest.mark.parametrize("dag", [date(2026, 11, 24), date(2025, 11, 21), GEBOREN])
def test_een_gesprek_is_vandaag_of_hoogstens_een_jaar_terug(dag: date):
    dag_toetsen(VANDAAG, GEBOREN, VANDAAG)
    dag_toetsen(date(2025, 11, 22), GEBOREN, VANDAAG)
    with pytest.raises(OngeldigeInvoer) as fout:
        dag_toetsen(dag, GEBOREN, VANDAAG)
    assert [*fout.value.velden] == ["gehouden_op"]


def test_wie_aan_tafel_zit_heeft_een_naam_en_een_kant():
    assert aanwezige_toetsen("  Noor   Jansen ", "", "ouder") == ("Noor Jansen", "")
    with pytest.raises(OngeldigeInvoer) as fout:
        aanwezige_toetsen("N", "f" * 121, "niemand")
    assert {*fout.value.velden} == {"naam", "functie", "kant"}
    with pytest.raises(OngeldigeInvoer):
        aanwezige_toetsen("BSN 111222333", "", "ouder")


def test_tekst_is_hoogstens_tienduizend_tekens_en_bevat_geen_bsn():
    assert tekst_toetsen("") == "" and len(tekst_toetsen("w" * 10_000)) == 10_000
    for tekst in ("w" * 10_001, "Het BSN is 111222333"):
        with pytest.raises(OngeldigeInvoer):
            tekst_toetsen(tekst)
    with pytest.raises(OngeldigeInvoer):
        reactie_toetsen(" ")


@pytest.mark.parametrize(
    ("dag", "mag"),
    [
        (date(2026, 11, 19), False),
        (GESPREK, True),
        (VANDAAG + timedelta(days=730), True),
        (VANDAAG + timedelta(days=731), False),
    ],
)
def test_een_afspraak_is_voor_een_dag_vanaf_het_gesprek_tot_twee_jaar_vooruit(dag: date, mag: bool):
    if mag:
        assert afspraak_toetsen(" Logopedist  bellen ", dag, GESPREK, VANDAAG) == "Logopedist bellen"
        return
    with pytest.raises(OngeldigeInvoer) as fout:
        afspraak_toetsen("bel", dag, GESPREK, VANDAAG)
    assert {*fout.value.velden} == {"wat", "uiterlijk_op"}


def test_een_afspraak_vervalt_alleen_met_een_reden_en_is_gedaan_ook_zonder():
    assert reden_toetsen("", "uitkomst", nodig=False) == ""
    for tekst, nodig in (("", True), ("t" * 501, False), ("Het BSN is 111222333", False)):
        with pytest.raises(OngeldigeInvoer) as fout:
            reden_toetsen(tekst, "veld", nodig=nodig)
        assert [*fout.value.velden] == ["veld"]


def test_delen_kan_als_elk_verplicht_punt_besproken_of_niet_aan_de_orde_is():
    punten = [Punt("a", True, "besproken"), Punt("b", True, "niet_aan_de_orde"), Punt("c", False, "open")]
    assert ontbreekt(punten) == []
    assert ontbreekt([*punten, Punt("d", True, "open")]) == ["d"]


def test_het_is_alarm_vanaf_de_dag_na_het_gesprek_tot_het_gedeeld_is():
    assert not alarm(GESPREK, None, GESPREK) and alarm(GESPREK, None, GESPREK + timedelta(days=1))
    assert not alarm(GESPREK, VANDAAG, VANDAAG) and te_laat_gedeeld(GESPREK, VANDAAG)
    assert not te_laat_gedeeld(GESPREK, GESPREK) and not te_laat_gedeeld(GESPREK, None)


def test_terugzetten_kan_dertig_dagen():
    weg = datetime(2026, 2, 28, 12, tzinfo=UTC)
    assert teruggezet_kan(weg, weg + timedelta(days=30))
    assert not teruggezet_kan(weg, weg + timedelta(days=30, seconds=1))


def test_de_leerling_is_bij_de_stap_na_de_laatste_die_is_gezet():
    stappen = [stap("een"), stap("twee", "interventie"), stap("drie", "gesprek", "aanvraag")]
    assert waar(stappen, set()) == 1
    assert waar(stappen, {"twee"}) == 3  # a step that was skipped stays open, and the pupil is past it
    assert waar(stappen, {"een", "twee", "drie"}) == 3
    assert (
        blijkt(stappen[2], {"aanvraag"}) and not blijkt(stappen[2], {"interventie"}) and not blijkt(stappen[0], set())
    )


def test_de_checklist_van_de_bron_heeft_tien_stappen_en_de_gesprekken_hun_punten():
    """Ondersteuningsplan swv2510po, bijlage 3.6, 3.8.2, 3.8.3 en 3.11.1; swv2201vo, bijlage 1 par. 1."""
    po = get("swv2510po")
    assert [s.titel for s in po.checklist.stappen][-4:] == [
        "Ondersteuningsteam op schoolniveau",
        "Ondersteuningstraject",
        "Evaluatie en vervolgtraject",
        "Verwijzing",
    ]
    assert len(po.checklist.stappen) == 10
    assert {"hulpvraag", "ouders"} <= {p.naam for p in po.gesprekken["ot_start"].punten if p.verplicht}
    # What 3.11.1 wants in every report: needs and goals, context, bao-bao, sbo or so.
    vervolg = {p.naam for p in po.gesprekken["ot_vervolg"].punten if p.verplicht}
    assert {"behoeften", "context", "bao_bao", "gespecialiseerd"} <= vervolg
    vo = get("swv2201vo").gesprekken["ondersteuningsteam"]
    assert [p.naam for p in vo.punten] == ["dat", "gedaan", "waarom", "waar", "hoe_lang", "ouders"]
    assert get("swv2202vo").gesprekken == {} and get("swv2202vo").checklist is None


def test_een_stap_zegt_waaruit_hij_het_eerst_bleek_en_wanneer():
    plan = stap("plannen", "interventie", "opp")
    opp, hulp = Blijk("OPP vastgesteld", date(2024, 2, 29)), Blijk("Interventie", date(2024, 3, 1))
    assert waaruit(plan, {"opp": opp, "interventie": hulp}) == opp
    assert waaruit(plan, {"interventie": hulp}) == hulp
    assert waaruit(plan, {"aanvraag": hulp}) is None and waaruit(stap("waarnemen"), {"opp": opp}) is None


def test_een_verslag_van_elders_zegt_waarom_een_verplicht_punt_niet_aan_de_orde_was():
    kaal = Punt("Hulpvraag", True, "niet_aan_de_orde")
    assert zonder_waarom([kaal, Punt("Anders", False, "niet_aan_de_orde"), Punt("Doel", True, "besproken")]) == [
        "Hulpvraag"
    ]
    assert zonder_waarom([Punt("Hulpvraag", True, "niet_aan_de_orde", "De leerling was ziek.")]) == []


def test_wie_het_verslag_op_papier_tekent_heeft_gezag_en_vanaf_18_is_dat_de_leerling_zelf():
    ouder, kind = (uuid4(), "Ada"), (uuid4(), "Sem")
    geboren = date(2008, 2, 29)
    assert ondertekenaars([ouder], kind, geboren, date(2026, 2, 27)) == [ouder]
    assert ondertekenaars([ouder], kind, geboren, date(2026, 2, 28)) == [kind]
    assert ondertekenaars([], kind, geboren, date(2025, 1, 1)) == []
