"""How long a dossier stays (R-RET-1, PRV-2): ten years day by day, each dossier on exactly its own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake import bewaren
from services.intake.bewaren import Aan, Klok, Stand
from services.kern.bewaartermijn import Blokkade

DAG = timedelta(days=1)
BEGIN = date(2026, 1, 1)
EIND = date(2036, 1, 1)


@pytest.mark.parametrize(
    ("status", "velden", "klok"),
    [
        ("ingediend", {}, None),
        ("aanvulling_gevraagd", {}, None),
        ("concept", {}, Klok("concept", date(2026, 2, 3))),
        ("besloten", {"besloten_op": date(2026, 5, 6)}, Klok("beoordeling", date(2026, 5, 6))),
        ("besloten", {}, None),
        ("ingetrokken", {"ingetrokken_op": date(2026, 5, 6)}, Klok("ingetrokken", date(2026, 5, 6))),
        ("ingetrokken", {"ingetrokken_op": date(2026, 5, 6), "ingediend": False}, Klok("concept", date(2026, 5, 6))),
    ],
)
def test_vanaf_welke_dag_het_telt(status: str, velden: dict, klok: Klok | None):
    gewoon = {"ingediend": True, "ingetrokken_op": None, "besloten_op": None}
    assert bewaren.klok(status, date(2026, 2, 3), **(gewoon | velden)) == klok


@pytest.mark.parametrize(
    ("klok", "blokkades", "eerder", "tot", "vanaf"),
    [
        (Klok("beoordeling", date(2026, 11, 23)), [], None, date(2029, 11, 23), date(2029, 11, 24)),
        # A leap day: three years after 29 February is the last day of February.
        (Klok("beoordeling", date(2028, 2, 29)), [], None, date(2031, 2, 28), date(2031, 3, 1)),
        (Klok("concept", date(2026, 11, 23)), [], None, date(2027, 11, 23), date(2027, 11, 24)),
        # From the paper: a blokkade until after the day moves it.
        (
            Klok("beoordeling", date(2026, 11, 23)),
            [Blokkade(date(2026, 12, 14), date(2030, 1, 10))],
            None,
            date(2029, 11, 23),
            date(2030, 1, 11),
        ),
        (Klok("beoordeling", date(2026, 11, 23)), [Blokkade(date(2027, 1, 1))], None, date(2029, 11, 23), None),
        # Begun after the day, while the dossier is still there: nothing goes.
        (Klok("beoordeling", date(2026, 11, 23)), [Blokkade(date(2029, 12, 1))], None, date(2029, 11, 23), None),
        (
            Klok("beoordeling", date(2026, 11, 23)),
            [],
            date(2027, 3, 1),
            date(2027, 3, 1),
            date(2027, 3, 2),
        ),
        # Sooner does not go over what is open.
        (
            Klok("beoordeling", date(2026, 11, 23)),
            [Blokkade(date(2027, 1, 1))],
            date(2027, 3, 1),
            date(2027, 3, 1),
            None,
        ),
        # Later than the term is not sooner.
        (Klok("concept", date(2026, 11, 23)), [], date(2030, 1, 1), date(2027, 11, 23), date(2027, 11, 24)),
    ],
)
def test_tot_en_met_welke_dag(
    klok: Klok, blokkades: list[Blokkade], eerder: date | None, tot: date, vanaf: date | None
):
    termijn = bewaren.termijn(klok, blokkades, eerder)
    assert (termijn.bewaren_tot_en_met, termijn.vernietigen_vanaf) == (tot, vanaf)
    assert termijn.uitleg


def test_dertig_dagen_van_tevoren_en_nooit_korter():
    vanaf = date(2029, 11, 24)
    assert bewaren.stand(Stand("zichtbaar"), vanaf, date(2029, 10, 24)) == Stand("zichtbaar")
    aangekondigd = bewaren.stand(Stand("zichtbaar"), vanaf, date(2029, 10, 25))
    assert aangekondigd == Stand("te_vernietigen", date(2029, 10, 25), vanaf)
    # The night that was missed: later, never with less notice.
    laat = bewaren.stand(Stand("zichtbaar"), vanaf, date(2029, 12, 1))
    assert laat == Stand("te_vernietigen", date(2029, 12, 1), date(2029, 12, 31))
    # Held: as if it was never announced.
    assert bewaren.stand(aangekondigd, None, date(2029, 11, 1)) == Stand("zichtbaar")


@pytest.mark.parametrize(("dossiers", "mag"), [(0, 0), (49, 0), (50, 1), (99, 1), (100, 2), (2200, 44)])
def test_nooit_meer_dan_twee_procent_in_een_nacht(dossiers: int, mag: int):
    rijp = [Aan(f"{n:05d}", BEGIN) for n in range(500)]
    assert bewaren.per_nacht(dossiers) == mag
    assert bewaren.vannacht(rijp, dossiers, 0, BEGIN) == [a.zaak for a in rijp[:mag]]
    assert mag * 50 <= dossiers
    # With a second yes that many, and what two agreed on one by one beside it.
    met = [*rijp, Aan("samen", BEGIN + DAG, akkoord=True), Aan("later", BEGIN + 2 * DAG)]
    assert bewaren.vannacht(met, dossiers, 60, BEGIN + DAG) == ["samen", *[a.zaak for a in rijp[:60]]]


# ------------------------------------------------------------------------------------- ten years, day by day

dagen = st.integers(0, 3 * 365).map(lambda n: BEGIN + n * DAG)


@st.composite
def dossiers(draw: st.DrawFn) -> dict:
    """One dossier with everything that can happen to it, on random days."""
    vanaf = draw(dagen)
    vast = []
    for begin in draw(st.lists(st.integers(0, 2500), max_size=2)):
        duur = draw(st.one_of(st.none(), st.integers(0, 900)))
        van = vanaf + begin * DAG
        vast.append(Blokkade(van, None if duur is None else van + duur * DAG))
    eerder = draw(st.one_of(st.none(), st.integers(30, 1500).map(lambda n: vanaf + n * DAG)))
    return {
        "klok": Klok(draw(st.sampled_from(["beoordeling", "ingetrokken", "concept"])), vanaf),
        "vast": sorted(vast, key=lambda b: b.van),
        "eerder": eerder,
    }


def bekend(dossier: dict, vandaag: date) -> tuple[list[Blokkade], date | None]:
    """What is known today: a hold that was not lifted yet has no end."""
    vast = [
        Blokkade(b.van, b.tot_en_met if b.tot_en_met and b.tot_en_met <= vandaag else None)
        for b in dossier["vast"]
        if b.van <= vandaag
    ]
    eerder = dossier["eerder"] if dossier["eerder"] and dossier["eerder"] <= vandaag else None
    return vast, eerder


def orakel(dossier: dict) -> date | None:
    """The day on which it goes, told in another way: the first day on which thirty quiet days have gone by.

    Quiet: nothing open, the term passed or passing within thirty days, as far as known that day.
    """
    klok, stil = dossier["klok"], 0
    jaren = 1 if klok.regel == "concept" else 3
    dag = klok.vanaf
    while dag < EIND:
        open_ = any(b.van <= dag and (b.tot_en_met is None or dag < b.tot_en_met) for b in dossier["vast"])
        try:
            gewoon = klok.vanaf.replace(year=klok.vanaf.year + jaren)
        except ValueError:
            gewoon = klok.vanaf.replace(year=klok.vanaf.year + jaren, day=28)
        eerder = dossier["eerder"]
        bewaren_tot = min(gewoon, eerder) if eerder and eerder <= dag else gewoon
        grens = bewaren_tot + DAG
        for b in dossier["vast"]:  # lifted: not before the day after
            if b.van <= dag and b.tot_en_met and b.tot_en_met <= dag and b.van <= grens:
                grens = max(grens, b.tot_en_met + DAG)
        stil = 0 if open_ or dag < grens - 30 * DAG else stil + 1
        if stil > 30 and dag >= grens:
            return dag
        dag += DAG
    return None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(dossiers(), min_size=1, max_size=4))
def test_prv_2_tien_jaar_lang_gaat_elk_dossier_op_precies_zijn_eigen_dag(alle: list[dict]):
    """PRV-2: the exact set of every day, with holds, early deletion and everything lifted on random days."""
    standen = [Stand("zichtbaar") for _ in alle]
    weg: dict[int, date] = {}
    termijnen: dict[tuple, date | None] = {}
    dag = BEGIN
    while dag < EIND:
        for nummer, dossier in enumerate(alle):
            if nummer in weg or dag < dossier["klok"].vanaf:
                continue
            vast, eerder = bekend(dossier, dag)
            sleutel = (nummer, tuple(vast), eerder)
            if sleutel not in termijnen:
                termijnen[sleutel] = bewaren.termijn(dossier["klok"], vast, eerder).vernietigen_vanaf
            standen[nummer] = bewaren.stand(standen[nummer], termijnen[sleutel], dag)
        aan = [
            Aan(str(n), s.vernietigen_op, akkoord=True)
            for n, s in enumerate(standen)
            if n not in weg and s.vernietigen_op is not None
        ]
        for zaak in bewaren.vannacht(aan, len(alle), 0, dag):
            weg[int(zaak)] = dag
        dag += DAG
    assert weg == {n: op for n, d in enumerate(alle) if (op := orakel(d)) is not None}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=300), st.integers(0, 300))
def test_prv_2_de_rest_gaat_de_nachten_erna_en_niets_blijft_liggen(wanneer: list[int], levend: int):
    """Never over 2% without a second yes; the longest waiting first; every night as many as may."""
    open_ = {str(n): BEGIN + op * DAG for n, op in enumerate(wanneer)}
    dag, over = BEGIN, levend
    for _ in range(400):
        mag = (len(open_) + over) // 50
        nacht = bewaren.vannacht([Aan(z, op) for z, op in open_.items()], len(open_) + over, 0, dag)
        rijp = sorted((op, z) for z, op in open_.items() if op <= dag)
        assert nacht == [z for _, z in rijp][:mag]
        for zaak in nacht:
            del open_[zaak]
        dag += DAG
    assert not open_ or (len(open_) + over) // 50 == 0


class TestLeerlingdossier:
    """Three years after the pupil left; when nobody wrote that down, after the age at which school ends."""

    def test_telt_vanaf_de_dag_waarop_de_leerling_nergens_meer_was_ingeschreven(self):
        klok = bewaren.klok_dossier(False, date(2028, 2, 29), date(2014, 5, 3))
        termijn = bewaren.termijn(klok)
        assert termijn.bewaren_tot_en_met == date(2031, 2, 28) and termijn.vernietigen_vanaf == date(2031, 3, 1)

    def test_wie_nooit_is_uitgeschreven_telt_vanaf_zijn_twintigste(self):
        klok = bewaren.klok_dossier(True, None, date(2008, 2, 29))
        assert klok.vanaf == date(2028, 2, 29)
        assert bewaren.termijn(klok).bewaren_tot_en_met == date(2031, 2, 28)

    def test_wie_later_dan_zijn_twintigste_is_uitgeschreven_telt_toch_vanaf_dan(self):
        assert bewaren.klok_dossier(False, date(2031, 1, 1), date(2008, 2, 29)).vanaf == date(2028, 2, 29)

    def test_zolang_er_een_aanvraag_aan_hangt_wacht_het(self):
        klok = bewaren.klok_dossier(False, date(2026, 1, 1), date(2014, 5, 3))
        assert bewaren.termijn(klok, [Blokkade(klok.vanaf)]).vernietigen_vanaf is None
