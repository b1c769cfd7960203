"""De behandeling als tabel, en de stappen die ouders zien."""

from __future__ import annotations

from datetime import date

import pytest

from services.commissie import contract
from services.commissie.openbaar import stappen
from services.commissie.proces import BEHANDELING, LOPEND, STATUSSEN, VOOR_BESLUIT, wacht_op
from services.commissie.termijnen import TITELS, Voorval
from services.kern.bericht import Opdracht
from services.kern.errors import KanNiet, MagNiet
from services.kern.rollen import COMMISSIEROLLEN, Rol
from tenants.registry import load_all

PO, VO = load_all()["swv2202po"], load_all()["swv2201vo"]
INGEDIEND = Voorval("aanvraag_ontvangen", date(2026, 11, 2))


class TestProces:
    def test_elke_handeling_van_mensen_heeft_een_bericht_met_dezelfde_naam(self):
        berichten = {b.heet() for b in vars(contract).values() if isinstance(b, type) and issubclass(b, Opdracht)}
        assert {rij.naam for rij in BEHANDELING.handelingen if rij.rollen} <= berichten

    def test_elke_handeling_noemt_haar_grond_en_legt_zichzelf_uit(self):
        assert all(rij.grondslag and rij.uitleg for rij in BEHANDELING.handelingen)

    @pytest.mark.parametrize("status", ["bekendgemaakt", "onherroepelijk", "ingetrokken"])
    def test_daarna_kan_niemand_meer_iets(self, status: str):
        assert all(not BEHANDELING.mogelijk_voor(rol, status) for rol in Rol)

    def test_zonder_eindadvies_geen_besluit_en_zonder_besluit_geen_bekendmaking(self):
        for status in STATUSSEN:
            for handeling, vanuit in (("besluit_nemen", "geadviseerd"), ("besluit_bekendmaken", "besloten")):
                if status == vanuit:
                    assert BEHANDELING.toets(handeling, Rol.DIRECTEUR, status)
                else:
                    with pytest.raises(KanNiet):
                        BEHANDELING.toets(handeling, Rol.DIRECTEUR, status)

    @pytest.mark.parametrize("rol", sorted(set(Rol) - COMMISSIEROLLEN - {Rol.DESKUNDIGE}))
    def test_wie_niet_bij_de_commissie_hoort_kan_niets(self, rol: Rol):
        for rij in BEHANDELING.handelingen:
            with pytest.raises(MagNiet):
                BEHANDELING.toets(rij.naam, rol, next(iter(rij.van)))

    def test_elke_lopende_zaak_wacht_op_iemand(self):
        for status in STATUSSEN:
            for plekken_open in (True, False):
                wie = wacht_op(status, Rol.BESTUUR, Rol.VOORZITTER, plekken_open=plekken_open)
                assert (wie == "niemand") is (status not in LOPEND)
        assert wacht_op("geadviseerd", Rol.BESTUUR, Rol.VOORZITTER, plekken_open=False) == Rol.BESTUUR
        assert wacht_op("ontvangen", Rol.BESTUUR, Rol.VOORZITTER, plekken_open=True) == Rol.SECRETARIS
        assert set(VOOR_BESLUIT) == set(LOPEND) - {"besloten"}

    def test_wat_in_het_register_komt_heeft_een_titel(self):
        assert all(titel[0].isupper() for titel in TITELS.values())


class TestOpenbareStappen:
    @pytest.mark.parametrize(
        ("status", "titel"),
        [
            ("ontvangen", "Wij kijken of alles er is"),
            ("in_advies", "Twee deskundigen geven hun advies"),
            ("adviezen_compleet", "De commissie maakt één advies"),
            ("geadviseerd", "De directeur neemt een besluit"),
            ("besloten", "School en ouders krijgen het besluit"),
            ("bekendgemaakt", "Tijd voor bezwaar, daarna staat het besluit vast"),
        ],
    )
    def test_een_stap_is_nu(self, status: str, titel: str):
        rij = stappen(VO, status, [INGEDIEND], met_advies=True)
        assert [s.titel for s in rij if s.stand == "nu"] == [titel]
        standen = [s.stand for s in rij]
        assert standen == sorted(standen, key=["klaar", "nu", "straks"].index)

    def test_de_stap_aanvulling_staat_er_alleen_als_het_gebeurde(self):
        assert "aanvulling" not in {s.naam for s in stappen(PO, "ontvangen", [INGEDIEND], met_advies=False)}
        register = [
            INGEDIEND,
            Voorval("aanvulling_gevraagd", date(2026, 11, 4), termijn_tot=date(2026, 11, 18), vraag="v"),
        ]
        rij = {s.naam: s.stand for s in stappen(PO, "aanvulling_gevraagd", register, met_advies=False)}
        assert (rij["volledigheid"], rij["aanvulling"], rij["besluit"]) == ("klaar", "nu", "straks")
        register.append(Voorval("aanvulling_ontvangen", date(2026, 11, 10), vraag="v"))
        na = {s.naam: s for s in stappen(PO, "ontvangen", register, met_advies=False)}
        assert (na["aanvulling"].stand, na["aanvulling"].op) == ("klaar", date(2026, 11, 10))
        assert na["eindadvies"].stand == "nu"

    def test_zonder_deskundigen_geen_stap_advies(self):
        assert "advies" not in {s.naam for s in stappen(PO, "ontvangen", [INGEDIEND], met_advies=False)}
        assert "advies" in {s.naam for s in stappen(PO, "ontvangen", [INGEDIEND], met_advies=True)}

    def test_als_het_besluit_vaststaat_is_alles_klaar(self):
        register = [INGEDIEND, Voorval("besluit_bekendgemaakt", date(2026, 12, 1))]
        rij = stappen(PO, "onherroepelijk", register, met_advies=False, onherroepelijk_op=date(2027, 1, 13))
        assert {s.stand for s in rij} == {"klaar"}
        assert rij[-1].op == date(2027, 1, 13)

    def test_na_intrekken_is_er_geen_stap_nu(self):
        register = [INGEDIEND, Voorval("aanvraag_ingetrokken", date(2026, 11, 5))]
        assert [s.stand for s in stappen(PO, "ingetrokken", register, met_advies=False)].count("nu") == 0
