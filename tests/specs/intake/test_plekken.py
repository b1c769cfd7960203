"""Vrije plekken en volverklaringen: de grenzen, en de dagen waarop iets oud is of eindigt."""

from datetime import date

import pytest

from services.intake.plaatsen import plekken
from services.intake.plaatsen.contract import REDENEN
from services.kern.errors import KanNiet, OngeldigeInvoer

VANDAAG = date(2026, 11, 22)
GOED = {
    "reden": "groep_vol",
    "beleid": "Een groep telt hooguit 14 leerlingen; dit staat in de schoolgids, bladzijde 12.",
    "voor_iedereen": True,
    "van": VANDAAG,
    "tot_en_met": date(2027, 1, 31),
    "vandaag": VANDAAG,
    "maanden": 6,
}


def fouten(**anders: object) -> dict[str, str]:
    with pytest.raises(OngeldigeInvoer) as fout:
        plekken.volverklaring_toetsen(**(GOED | anders))
    return fout.value.velden


def test_een_goede_volverklaring_houdt_de_tekst_van_het_beleid():
    assert plekken.volverklaring_toetsen(**GOED) == GOED["beleid"]
    assert all(plekken.volverklaring_toetsen(**(GOED | {"reden": reden})) for reden in REDENEN)


def test_vol_is_vol_voor_iedereen():
    """WPO 40 lid 5: een school die voor een leerling zonder ondersteuning wel plek heeft, is niet vol."""
    zin = fouten(voor_iedereen=False)["voor_iedereen"]
    assert "alle leerlingen" in zin and "niet vol" in zin


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"reden": "te_druk"}, "reden"),
        ({"beleid": "Vol."}, "beleid"),
        ({"beleid": "x" * 1_001}, "beleid"),
        ({"beleid": "Het gaat om de leerling met BSN 111222333, zie de schoolgids."}, "beleid"),
        ({"van": date(2026, 11, 21)}, "van"),
        ({"tot_en_met": date(2026, 11, 21)}, "tot_en_met"),
        ({"tot_en_met": date(2027, 5, 22)}, "tot_en_met"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(anders: dict, veld: str):
    assert list(fouten(**anders)) == [veld]


def test_alle_fouten_in_een_keer():
    assert set(fouten(reden="", beleid="", voor_iedereen=False, tot_en_met=date(2020, 1, 1))) == {
        "reden", "beleid", "voor_iedereen", "tot_en_met",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("van", "maanden", "laatste"),
    [
        (date(2026, 11, 22), 6, date(2027, 5, 21)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),  # februari heeft geen 31e
        (date(2028, 2, 29), 12, date(2029, 2, 27)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
    ],
)
def test_de_laatste_dag_die_kan(van: date, maanden: int, laatste: date):
    assert plekken.laatste_dag(van, maanden) == laatste


def test_een_aantal_is_nul_tot_en_met_99():
    assert [plekken.aantal_toetsen(n) for n in (0, 99)] == [0, 99]
    for n in (-1, 100):
        with pytest.raises(OngeldigeInvoer, match="goed ingevuld"):
            plekken.aantal_toetsen(n)


def test_leerjaren_van_laag_naar_hoog_en_binnen_de_sector():
    assert plekken.leerjaren_toetsen(3, None, "PO") == (3, 3)
    assert plekken.leerjaren_toetsen(None, 2, "VO") == (2, 2)
    assert plekken.leerjaren_toetsen(None, None, "PO") == (None, None)
    for van, tot, sector in ((5, 3, "PO"), (0, 2, "PO"), (7, 8, "VO")):
        with pytest.raises(OngeldigeInvoer):
            plekken.leerjaren_toetsen(van, tot, sector)


def test_een_naam_is_er_een_keer_op_een_school():
    assert plekken.naam_toetsen("  Onderbouw   geel ", ["Onderbouw blauw"]) == "Onderbouw geel"
    for naam in ("onderbouw BLAUW", "", "x" * 61):
        with pytest.raises(OngeldigeInvoer):
            plekken.naam_toetsen(naam, ["Onderbouw blauw"])


def test_een_dag_die_voorbij_is_geldt_vandaag_en_verder_dan_een_jaar_weet_niemand():
    assert plekken.vanaf_toetsen(date(2026, 8, 1), VANDAAG) == VANDAAG
    assert plekken.vanaf_toetsen(date(2027, 8, 1), VANDAAG) == date(2027, 8, 1)
    with pytest.raises(OngeldigeInvoer):
        plekken.vanaf_toetsen(date(2027, 11, 24), VANDAAG)


@pytest.mark.parametrize(
    ("op", "na", "oud"),
    [
        (date(2026, 10, 25), 28, True),
        (date(2026, 10, 26), 28, False),  # die nacht ging de klok terug; dagen zijn dagen
        (date(2020, 1, 1), None, False),
    ],
)
def test_wanneer_een_aantal_oud_is(op: date, na: int | None, oud: bool):
    assert plekken.verouderd(op, VANDAAG, na) is oud


def test_een_groep_die_vol_is_heeft_geen_plek():
    plekken.vol_is_nul(0, VANDAAG)
    plekken.vol_is_nul(3, None)
    with pytest.raises(KanNiet, match="Trek eerst"):
        plekken.vol_is_nul(1, VANDAAG)
