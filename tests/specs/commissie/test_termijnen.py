"""De termijnen van een behandeling, op dagen waar het lastig wordt."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from services.commissie.termijnen import (
    Termijn,
    Voorval,
    Zaak,
    compleet,
    hersteltermijn_toetsen,
    opschorting_toetsen,
    termijnen,
    uiterlijk_op,
    verdaging_toetsen,
)
from services.kern.feestdagen import is_werkdag
from tenants.registry import load_all

PO, VO = load_all()["swv2202po"], load_all()["swv2201vo"]


def ontvangen(op: date) -> Voorval:
    return Voorval("aanvraag_ontvangen", op)


def gevraagd(op: date, tot: date, vraag: str = "v1") -> Voorval:
    return Voorval("aanvulling_gevraagd", op, termijn_tot=tot, vraag=vraag)


def beantwoord(op: date, vraag: str = "v1") -> Voorval:
    return Voorval("aanvulling_ontvangen", op, vraag=vraag)


def zaak(*register: Voorval, tenant=VO, categorie="midden", complex=False, **anders) -> Zaak:
    soort = "vso" if tenant is VO else "so"
    return Zaak(soort=soort, categorie=categorie, complex=complex, vakantieregio="noord", register=register, **anders)


def streef(naam: str, geval: Zaak, vandaag: date, tenant=VO) -> Termijn:
    return next(t for t in termijnen(tenant, geval, vandaag).alle if t.naam == f"streef_{naam}")


class TestBeslistermijn:
    def test_acht_weken_na_ontvangst_op_schrikkeldag(self):
        assert uiterlijk_op(PO, [ontvangen(date(2024, 2, 29))], date(2024, 3, 1)) == date(2024, 4, 25)

    def test_die_op_goede_vrijdag_eindigt_loopt_door_tot_dinsdag_na_pasen(self):
        # 3 april 2026 is Goede Vrijdag; zaterdag, eerste en tweede paasdag volgen.
        assert uiterlijk_op(PO, [ontvangen(date(2026, 2, 6))], date(2026, 2, 6)) == date(2026, 4, 7)

    def test_die_op_eerste_kerstdag_eindigt_loopt_door_tot_maandag(self):
        assert uiterlijk_op(PO, [ontvangen(date(2026, 10, 30))], date(2026, 11, 1)) == date(2026, 12, 28)

    def test_schoolvakanties_schuiven_haar_niet_op(self):
        assert uiterlijk_op(VO, [ontvangen(date(2026, 7, 1))], date(2026, 7, 2)) == date(2026, 8, 26)

    def test_een_open_vraag_telt_als_stilstand_tot_de_dag_voor_het_einde_van_haar_termijn(self):
        # Dertien dagen stil (CONV-2, kort): van maandag 28 december naar zondag 10 januari, en dan de maandag.
        register = [ontvangen(date(2026, 11, 2)), gevraagd(date(2026, 11, 9), date(2026, 11, 23))]
        assert uiterlijk_op(PO, register, date(2026, 11, 10)) == date(2027, 1, 11)

    def test_een_antwoord_de_dag_erna_zet_de_klok_geen_dag_stil(self):
        register = [
            ontvangen(date(2026, 11, 2)),
            gevraagd(date(2026, 11, 9), date(2026, 11, 23)),
            beantwoord(date(2026, 11, 10)),
        ]
        assert uiterlijk_op(PO, register, date(2026, 11, 11)) == date(2026, 12, 28)

    def test_een_antwoord_na_de_termijn_verandert_niets_meer(self):
        register = [ontvangen(date(2026, 11, 2)), gevraagd(date(2026, 11, 9), date(2026, 11, 23))]
        zonder = uiterlijk_op(PO, register, date(2026, 12, 1))
        assert uiterlijk_op(PO, [*register, beantwoord(date(2026, 12, 1))], date(2026, 12, 1)) == zonder

    def test_een_vraag_op_de_laatste_dag_schort_niet_meer_op(self):
        # Ontvangen 5 oktober, laatste dag 30 november: de stilstand zou pas op 1 december beginnen.
        register = [ontvangen(date(2026, 10, 5)), gevraagd(date(2026, 11, 30), date(2026, 12, 14))]
        assert uiterlijk_op(PO, register, date(2026, 11, 30)) == date(2026, 11, 30)

    def test_een_vraag_een_dag_eerder_doet_dat_nog_wel(self):
        register = [ontvangen(date(2026, 10, 5)), gevraagd(date(2026, 11, 29), date(2026, 12, 14))]
        assert uiterlijk_op(PO, register, date(2026, 11, 30)) == date(2026, 12, 14)

    def test_waarschuwt_zo_veel_dagen_ervoor_en_meldt_de_dag_erna(self):
        geval = zaak(ontvangen(date(2026, 11, 2)))
        assert termijnen(VO, geval, date(2026, 11, 2)).beslistermijn.acties == {
            "beslistermijn_waarschuwen": date(2026, 12, 14),
            "beslistermijn_verstrijken": date(2026, 12, 29),
        }

    def test_wat_een_nacht_werd_gemist_blijft_staan(self):
        geval = zaak(ontvangen(date(2026, 11, 2)))
        termijn = termijnen(VO, geval, date(2027, 1, 15)).beslistermijn
        assert termijn.status == "verstreken"
        assert set(termijn.acties) == {"beslistermijn_waarschuwen", "beslistermijn_verstrijken"}

    @pytest.mark.parametrize(("op", "status"), [(date(2026, 12, 28), "gehaald"), (date(2026, 12, 29), "verstreken")])
    def test_bekendmaken_beeindigt_haar(self, op: date, status: str):
        geval = zaak(ontvangen(date(2026, 11, 2)), Voorval("besluit_bekendgemaakt", op), bekendgemaakt={"school": op})
        termijn = termijnen(VO, geval, op).beslistermijn
        assert (termijn.status, termijn.acties) == (status, {})

    def test_een_besluit_dat_niet_is_bekendgemaakt_beeindigt_haar_niet(self):
        geval = zaak(ontvangen(date(2026, 11, 2)), Voorval("besluit_genomen", date(2026, 12, 1)))
        assert termijnen(VO, geval, date(2026, 12, 2)).beslistermijn.status == "loopt"

    def test_een_lopende_zaak_houdt_de_regel_van_haar_eigen_dag(self):
        strenger = msgspec.structs.replace(
            PO,
            termijnen=msgspec.structs.replace(
                PO.termijnen,
                beslistermijn=msgspec.structs.replace(PO.termijnen.beslistermijn, weken=6, vanaf=date(2026, 8, 1)),
            ),
        )
        assert uiterlijk_op(strenger, [ontvangen(date(2026, 7, 31))], date(2026, 9, 1)) == date(2026, 9, 25)
        assert uiterlijk_op(strenger, [ontvangen(date(2026, 8, 3))], date(2026, 9, 1)) == date(2026, 9, 14)

    @given(
        op=st.dates(date(2024, 1, 1), date(2028, 6, 30)),
        wacht=st.integers(0, 60),
        termijn=st.integers(1, 56),
        antwoord=st.integers(0, 70),
    )
    def test_is_nooit_eerder_dan_acht_weken_en_altijd_een_werkdag(self, op, wacht, termijn, antwoord):
        vraag_op = op + timedelta(days=wacht)
        register = [
            ontvangen(op),
            gevraagd(vraag_op, vraag_op + timedelta(days=termijn)),
            beantwoord(vraag_op + timedelta(days=antwoord)),
        ]
        dag = uiterlijk_op(PO, register, op)
        kaal = uiterlijk_op(PO, register[:1], op)
        assert kaal <= dag
        assert is_werkdag(dag)
        # De stilstand is nooit langer dan de tijd die de school kreeg of nam (en een weekeinde of feestdagen).
        assert dag - kaal <= timedelta(days=max(0, min(termijn, antwoord) - 1) + 5)


class TestHersteltermijn:
    GEVAL = zaak(ontvangen(date(2026, 12, 1)), gevraagd(date(2026, 12, 11), date(2026, 12, 25)))

    def test_rolt_niet_want_het_samenwerkingsverband_stelt_haar_zelf(self):
        termijn = termijnen(VO, self.GEVAL, date(2026, 12, 12)).alle[1]
        assert (termijn.uiterlijk_op, termijn.status, termijn.voor) == (date(2026, 12, 25), "loopt", "v1")

    def test_herinnert_de_school_en_laat_de_zaak_daarna_verder_gaan(self):
        assert termijnen(VO, self.GEVAL, date(2026, 12, 12)).alle[1].acties == {
            "school_herinneren": date(2026, 12, 22),
            "hersteltermijn_verstrijken": date(2026, 12, 26),
        }

    def test_herinnert_niet_als_de_termijn_daarvoor_te_kort_is(self):
        geval = zaak(ontvangen(date(2026, 12, 1)), gevraagd(date(2026, 12, 11), date(2026, 12, 14)))
        assert set(termijnen(VO, geval, date(2026, 12, 11)).alle[1].acties) == {"hersteltermijn_verstrijken"}

    def test_is_gehaald_op_haar_laatste_dag(self):
        geval = zaak(*self.GEVAL.register, beantwoord(date(2026, 12, 25)))
        termijn = termijnen(VO, geval, date(2026, 12, 25)).alle[1]
        assert (termijn.status, termijn.acties) == ("gehaald", {})

    @pytest.mark.parametrize(("dagen", "kan"), [(-1, False), (0, False), (1, True), (56, True), (57, False)])
    def test_ligt_na_vandaag_en_binnen_acht_weken(self, dagen: int, kan: bool):
        vandaag = date(2028, 2, 29)
        assert (hersteltermijn_toetsen(vandaag + timedelta(days=dagen), vandaag) is None) is kan


class TestStreeftermijn:
    def test_twee_werkdagen_over_een_lang_weekeinde(self):
        # Ingediend op donderdag voor Goede Vrijdag: dinsdag en woensdag zijn de twee werkdagen.
        geval = zaak(ontvangen(date(2026, 4, 2)), tenant=PO, categorie="laag")
        assert streef("beoordeling", geval, date(2026, 4, 2), PO).uiterlijk_op == date(2026, 4, 8)

    def test_categorie_hoog_of_complex_kent_een_ander_streven(self):
        for anders in ({"categorie": "hoog"}, {"categorie": "laag", "complex": True}):
            geval = zaak(ontvangen(date(2026, 11, 2)), tenant=PO, **anders)
            assert streef("beoordeling", geval, date(2026, 11, 2), PO).uiterlijk_op == date(2026, 11, 30)

    def test_de_zomervakantie_van_noord_telt_niet_mee(self):
        # Noord 2026: 4 juli tot en met 16 augustus. Een week na vrijdag 3 juli begint pas op 17 augustus te tellen.
        geval = zaak(ontvangen(date(2026, 7, 3)))
        assert streef("vergaderdatum", geval, date(2026, 7, 3)).uiterlijk_op == date(2026, 8, 23)

    def test_nooit_later_dan_de_wet(self):
        geval = zaak(ontvangen(date(2026, 7, 3)))
        termijn = streef("advies_uiterlijk", geval, date(2026, 7, 3))
        assert termijn.uiterlijk_op == uiterlijk_op(VO, geval.register, date(2026, 7, 3)) == date(2026, 8, 28)
        assert "later dan de wet" in termijn.uitleg[-1].stap

    def test_begint_opnieuw_bij_de_laatste_aanvulling(self):
        register = [
            ontvangen(date(2026, 11, 2)),
            gevraagd(date(2026, 11, 4), date(2026, 11, 18)),
            beantwoord(date(2026, 11, 11)),
        ]
        assert compleet(register) == (date(2026, 11, 11), False)
        assert compleet(register[:2]) == (date(2026, 11, 18), True)
        assert streef("advies", zaak(*register[:2]), date(2026, 11, 5)).status == "opgeschort"
        assert streef("advies", zaak(*register), date(2026, 11, 12)).uiterlijk_op == date(2026, 12, 9)

    def test_is_er_nog_niet_zolang_haar_begin_er_niet_is(self):
        geval = zaak(ontvangen(date(2026, 11, 2)))
        assert "streef_afhandeling" not in {t.naam for t in termijnen(VO, geval, date(2026, 11, 3)).alle}
        besloten = zaak(*geval.register, Voorval("besluit_genomen", date(2026, 11, 20)))
        assert streef("afhandeling", besloten, date(2026, 11, 21)).uiterlijk_op == date(2026, 11, 27)

    def test_gehaald_verstreken_of_vervallen(self):
        op_tijd = zaak(ontvangen(date(2026, 11, 2)), Voorval("deskundigen_benoemd", date(2026, 11, 9)))
        te_laat = zaak(ontvangen(date(2026, 11, 2)), Voorval("deskundigen_benoemd", date(2026, 11, 10)))
        assert streef("vergaderdatum", op_tijd, date(2026, 11, 20)).status == "gehaald"
        assert streef("vergaderdatum", te_laat, date(2026, 11, 20)).status == "verstreken"
        klaar = zaak(ontvangen(date(2026, 11, 2)), Voorval("eindadvies_gemaakt", date(2026, 11, 12)))
        assert streef("aanvullende_informatie", klaar, date(2026, 11, 13)).status == "vervallen"

    def test_het_streven_van_een_jaar_zonder_bekende_vakanties_telt_elke_dag(self):
        geval = zaak(ontvangen(date(2031, 1, 6)))
        termijn = streef("vergaderdatum", geval, date(2031, 1, 6))
        assert termijn.uiterlijk_op == date(2031, 1, 13)
        assert any("nog niet bekend" in s.stap for s in termijn.uitleg)

    @given(op=st.dates(date(2024, 1, 1), date(2029, 12, 31)), na=st.integers(0, 90))
    def test_geen_streven_komt_ooit_na_de_uiterste_beslisdatum(self, op, na):
        geval = zaak(ontvangen(op))
        berekend = termijnen(VO, geval, op + timedelta(days=na))
        grens = berekend.beslistermijn.uiterlijk_op
        assert all(t.uiterlijk_op <= grens for t in berekend.alle if t.soort == "streef")


class TestBezwaartermijn:
    def test_loopt_voor_elke_geadresseerde_apart(self):
        geval = zaak(
            ontvangen(date(2026, 1, 5)),
            Voorval("besluit_bekendgemaakt", date(2026, 2, 20)),
            bekendgemaakt={"school": date(2026, 2, 20), "ouder": date(2026, 2, 26)},
        )
        termijn = {t.voor: t for t in termijnen(VO, geval, date(2026, 3, 1)).alle if t.soort == "bezwaar"}
        # Zes weken na vrijdag 20 februari is Goede Vrijdag; dan tot en met dinsdag na Pasen.
        assert termijn["school"].uiterlijk_op == date(2026, 4, 7)
        assert termijn["ouder"].uiterlijk_op == date(2026, 4, 9)
        assert termijn["ouder"].acties == {"bezwaartermijn_verstrijken": date(2026, 4, 10)}


class TestBeslistermijnVerdagen:
    REGISTER = (ontvangen(date(2026, 11, 2)),)

    @pytest.mark.parametrize(
        ("datum", "vandaag", "kan"),
        [
            (date(2026, 12, 29), date(2026, 12, 28), True),
            (date(2026, 12, 28), date(2026, 12, 1), False),
            (date(2027, 1, 11), date(2026, 12, 29), False),
            (date(2028, 1, 11), date(2026, 12, 1), False),
        ],
    )
    def test_voor_het_einde_en_naar_een_redelijke_datum(self, datum: date, vandaag: date, kan: bool):
        assert (verdaging_toetsen(PO, self.REGISTER, datum, vandaag) == (None, None)) is kan

    def test_een_keer(self):
        register = [*self.REGISTER, Voorval("verdaging_meegedeeld", date(2026, 12, 1), nieuwe_datum=date(2027, 1, 11))]
        kan_niet, _ = verdaging_toetsen(PO, register, date(2027, 2, 1), date(2026, 12, 2))
        assert "al een keer" in kan_niet
        # De genoemde datum geldt precies, ook als zij op een zondag valt.
        zondag = Voorval("verdaging_meegedeeld", date(2026, 12, 1), nieuwe_datum=date(2027, 1, 10))
        assert uiterlijk_op(PO, [*self.REGISTER, zondag], date(2026, 12, 2)) == date(2027, 1, 10)


class TestBeslistermijnOpschorten:
    REGISTER = (ontvangen(date(2026, 11, 2)),)  # acht weken later is maandag 28 december
    VANDAAG = date(2026, 11, 20)

    def velden(self, grond: str, van: date, tot_en_met: date) -> set[str]:
        return set(opschorting_toetsen(VO, self.REGISTER, grond, van, tot_en_met, self.VANDAAG))

    def test_de_dagen_komen_erbij_en_de_uitleg_noemt_de_reden(self):
        stil = Voorval("opschorting_instemming", date(2026, 11, 23), termijn_tot=date(2026, 11, 29))
        geval = zaak(*self.REGISTER, stil)
        gevonden = termijnen(VO, geval, date(2026, 11, 25)).beslistermijn
        assert (gevonden.uiterlijk_op, gevonden.status) == (date(2027, 1, 4), "opgeschort")
        assert any("stemde schriftelijk in met uitstel" in stap.stap for stap in gevonden.uitleg)
        # Wat elkaar overlapt, telt een keer, in welke volgorde het ook is vastgelegd.
        ook = Voorval("opschorting_overmacht", date(2026, 11, 27), termijn_tot=date(2026, 11, 30))
        for register in ([*self.REGISTER, stil, ook], [*self.REGISTER, ook, stil]):
            assert uiterlijk_op(VO, register, date(2026, 12, 7)) == date(2027, 1, 5)

    def test_alleen_om_een_reden_van_de_wet_en_met_een_einde(self):
        goed = date(2026, 11, 23), date(2026, 12, 6)
        assert self.velden("instemming", *goed) == set()
        assert self.velden("anders", *goed) == self.velden("aanvulling", *goed) == {"grond"}
        assert self.velden("overmacht", date(2026, 11, 2), date(2026, 11, 9)) == {"van"}
        assert self.velden("overmacht", date(2026, 12, 28), date(2026, 12, 28)) == set()
        assert self.velden("overmacht", date(2026, 12, 29), date(2027, 1, 9)) == {"van"}
        assert self.velden("overmacht", date(2026, 11, 23), date(2026, 11, 22)) == {"tot_en_met"}

    def test_niet_langer_dan_het_samenwerkingsverband_zelf_bepaalt(self):
        assert VO.opschorten.hoogstens_weken == 12
        assert self.velden("aanvrager", date(2026, 11, 23), date(2027, 2, 14)) == set()
        fouten = opschorting_toetsen(
            VO, self.REGISTER, "aanvrager", date(2026, 11, 23), date(2027, 2, 15), self.VANDAAG
        )
        assert "ten hoogste 12 weken" in fouten["tot_en_met"]
        smal = structs.replace(VO, opschorten=structs.replace(VO.opschorten, gronden=["aanvulling"]))
        assert set(
            opschorting_toetsen(smal, self.REGISTER, "aanvrager", date(2026, 11, 23), date(2026, 11, 30), self.VANDAAG)
        ) == {"grond"}


def test_na_intrekken_loopt_er_niets_meer():
    geval = zaak(
        ontvangen(date(2026, 11, 2)),
        gevraagd(date(2026, 11, 9), date(2026, 11, 23)),
        Voorval("aanvraag_ingetrokken", date(2026, 11, 12)),
    )
    alle = termijnen(VO, geval, date(2026, 11, 12)).alle
    assert {t.naam: t.status for t in alle if t.status != "vervallen"} == {"streef_aanvullende_informatie": "gehaald"}
    assert all(t.acties == {} for t in alle)


@given(
    op=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    na=st.integers(0, 200),
    termijn=st.integers(1, 56),
    tenant=st.sampled_from([PO, VO]),
)
def test_elke_termijn_legt_zichzelf_uit_en_twee_keer_rekenen_geeft_hetzelfde(op, na, termijn, tenant):
    geval = zaak(ontvangen(op), gevraagd(op, op + timedelta(days=termijn)), tenant=tenant)
    eerst = termijnen(tenant, geval, op + timedelta(days=na))
    assert eerst == termijnen(tenant, geval, op + timedelta(days=na))
    assert all(t.uitleg and all(s.grondslag for s in t.uitleg) for t in eerst.alle)
    assert len({(t.naam, t.voor) for t in eerst.alle}) == len(eerst.alle)
