"""Praktijkonderwijs en lwoo in het formulier: dezelfde rekenregel, en een IQ dat oud wordt."""

from datetime import date

import pytest

from services.intake.criteria import criteria, te_oud
from services.intake.dossier import Dossier
from services.intake.volledigheid import tekorten
from tenants.registry import get
from tests.specs.intake.test_volledigheid import vol

VO = ["swv2201vo", "swv2202vo", "swv2305vo"]


def antwoorden(iq=70, dl=60, ir=30, bl=30, tl=50, sp=50, **anders) -> dict[str, str]:
    getallen = {
        "iq": iq,
        "dl": dl,
        "dle_inzichtelijk_rekenen": ir,
        "dle_begrijpend_lezen": bl,
        "dle_technisch_lezen": tl,
        "dle_spellen": sp,
    }
    return {naam: str(getal) for naam, getal in getallen.items()} | anders


class TestCriteria:
    @pytest.mark.parametrize("tenant", VO)
    @pytest.mark.parametrize(
        ("gegeven", "voldoet"),
        [
            (antwoorden(), ["pro"]),  # precies de helft op twee gebieden
            (antwoorden(ir=31, bl=31), []),  # net minder dan de helft, niet afgerond
            (antwoorden(iq=80), ["pro"]),
            (antwoorden(iq=81, ir=40, bl=40), ["lwoo_a"]),
            (antwoorden(iq=55), ["pro"]),
            (antwoorden(iq=54), []),
            (antwoorden(ir=60, bl=60, tl=30, sp=30), []),  # twee gebieden, en geen van beide telt zwaar
            (antwoorden(iq=100, ir=40, bl=40), []),
            (antwoorden(iq=100, ir=40, bl=40, sociaal_emotioneel="ja"), ["lwoo_b"]),
        ],
    )
    def test_op_de_grenzen(self, tenant, gegeven, voldoet):
        uitkomst = criteria(get(tenant).recept("pro"), gegeven)
        assert uitkomst.voldoet == voldoet
        assert sum("leerachterstand" in stap.stap for stap in uitkomst.uitleg) == 4

    @pytest.mark.parametrize("mist", ["iq", "dl", "dle_spellen"])
    def test_zonder_een_getal_valt_er_niets_te_zeggen(self, mist):
        recept = get("swv2201vo").recept("pro")
        assert criteria(recept, antwoorden() | {mist: ""}) is None
        assert criteria(recept, antwoorden() | {mist: "veel"}) is None

    def test_een_leerling_zonder_een_maand_onderwijs_wordt_niet_door_nul_gedeeld(self):
        assert criteria(get("swv2201vo").recept("pro"), antwoorden(dl=0)) is None

    def test_waar_geen_toetsen_zijn_verklaard_is_er_niets(self):
        assert criteria(get("swv2201vo").recept("vso"), antwoorden()) is None


class TestGeldigheid:
    @pytest.mark.parametrize(
        ("iq_op", "oud"),
        [
            ("2024-11-23", False),  # precies twee jaar
            ("2024-11-22", True),
            ("2024-02-29", True),
            ("geen datum", False),  # dat zegt de vraag zelf al
        ],
    )
    def test_een_iq_mag_twee_jaar_oud_zijn(self, iq_op, oud):
        dossier = Dossier(soort="pro", antwoorden={"iq_op": iq_op})
        gevonden = [
            (t.naam, t.reden, t.blokkeert) for t in te_oud(get("swv2201vo").recept("pro"), dossier, date(2026, 11, 23))
        ]
        assert gevonden == ([("iq_op", "te_oud", True)] if oud else [])

    @pytest.mark.parametrize("naam", ["swv2201vo", "swv2202vo", "swv2305vo"])
    def test_een_toets_die_niet_op_de_lijst_van_de_minister_staat_houdt_indienen_tegen(self, naam):
        """UB WVO 2.46; ondersteuningsplan swv2201vo, bijlage 2, par. 6b: alleen goedgekeurde toetsen."""
        tenant = get(naam)
        goed = vol(tenant, "pro")
        assert [t for t in tekorten(tenant, goed, date(2026, 11, 23)) if t.blokkeert] == []
        dossier = vol(tenant, "pro", antwoorden=goed.antwoorden | {"toetsen_op_lijst": "nee"})
        (tekort,) = [t for t in tekorten(tenant, dossier, date(2026, 11, 23)) if t.blokkeert]
        assert tekort.naam == "toetsen_op_lijst" and "toets van de lijst" in tekort.melding

    def test_het_telt_mee_bij_indienen(self):
        tenant = get("swv2201vo")
        dossier = vol(tenant, "pro")
        dossier = vol(tenant, "pro", antwoorden=dossier.antwoorden | {"iq_op": "2024-01-01"})
        (tekort,) = [t for t in tekorten(tenant, dossier, date(2026, 11, 23)) if t.blokkeert]
        assert tekort.naam == "iq_op"
        assert tekort.melding.startswith("Dit IQ is te oud. Een IQ van maandag 1 januari 2024 mag 24 maanden oud zijn")
