"""Wie op welke plek adviseert, en wat daarin staat en wie het ziet."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.commissie.advies import Advies, concept_toetsen, eenstemmig, verzegelen_toetsen, zegel, zicht
from services.commissie.beletsels import belet
from services.commissie.deskundigen import Kandidaat, beletsel, benoeming_toetsen, past_op, voorstel
from services.commissie.mandaat import beslisser
from tenants.registry import load_all

PO, VO = load_all()["swv2202po"], load_all()["swv2201vo"]
PLEKKEN = VO.plekken("midden", False, "vso")
SCHOOL = "02EB00"


def kandidaat(naam: str, discipline: str, *, scholen: tuple[str, ...] = (), lopend: int = 0, extern: bool = False):
    return Kandidaat(UUID(int=sum(map(ord, naam))), naam, discipline, extern, frozenset(scholen), lopend)


ONNO = kandidaat("Onno", "psycholoog", scholen=(SCHOOL,))
JOOST = kandidaat("Joost", "psycholoog", lopend=2)
LIES = kandidaat("Lies", "orthopedagoog", scholen=("20LO00",), lopend=1)
BEREND = kandidaat("Berend", "orthopedagoog")
POOL = {k.persoon: k for k in (ONNO, JOOST, LIES, BEREND)}


class TestVoorstel:
    def test_de_minst_bezette_met_de_goede_discipline_die_niet_verbonden_is(self):
        assert voorstel(VO, PLEKKEN, POOL.values(), SCHOOL) == {
            "psycholoog": JOOST.persoon,
            "orthopedagoog": BEREND.persoon,
        }

    def test_een_plek_waarvoor_niemand_is_blijft_leeg(self):
        assert voorstel(VO, PLEKKEN, [ONNO, BEREND], SCHOOL) == {"orthopedagoog": BEREND.persoon}

    def test_wie_de_aanvraag_maakte_adviseert_er_niet_over(self):
        wie = voorstel(VO, PLEKKEN, POOL.values(), SCHOOL, betrokken=[BEREND.persoon])
        assert wie["orthopedagoog"] == LIES.persoon
        assert "meegewerkt" in beletsel(VO, BEREND, SCHOOL, [BEREND.persoon])

    def test_wie_er_al_zit_komt_niet_nog_eens(self):
        wie = voorstel(VO, PLEKKEN, POOL.values(), SCHOOL, vervuld={"orthopedagoog": BEREND.persoon})
        assert wie == {"psycholoog": JOOST.persoon}

    def test_voor_een_externe_plek_alleen_iemand_van_buiten(self):
        (plek,) = PO.plekken("hoog", False, "so")
        binnen, buiten = kandidaat("Eva", "orthopedagoog"), kandidaat("Fleur", "arts", extern=True)
        assert (past_op(binnen, plek), past_op(buiten, plek)) == (False, True)
        assert voorstel(PO, [plek], [binnen, buiten], "16MA00") == {plek.naam: buiten.persoon}

    def test_zonder_plekken_hoeft_niemand(self):
        assert PO.plekken("laag", False, "so") == []
        assert voorstel(PO, [], POOL.values(), "16MA00") == {}

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["psycholoog", "kinder_jeugdpsycholoog", "orthopedagoog", "arts"]),
                st.booleans(),
                st.integers(0, 5),
            ),
            max_size=8,
        )
    )
    def test_wat_wordt_voorgesteld_mag_ook_worden_benoemd(self, mensen):
        pool = {
            k.persoon: k
            for k in (
                Kandidaat(uuid4(), f"P{i}", discipline, False, frozenset({SCHOOL} if verbonden else ()), lopend)
                for i, (discipline, verbonden, lopend) in enumerate(mensen)
            )
        }
        wie = voorstel(VO, PLEKKEN, pool.values(), SCHOOL)
        fouten = benoeming_toetsen(VO, PLEKKEN, pool, SCHOOL, wie, vervuld={})
        assert set(fouten) == {plek.naam for plek in PLEKKEN} - wie.keys()
        for plek in PLEKKEN:
            kan = [k for k in pool.values() if past_op(k, plek) and not beletsel(VO, k, SCHOOL)]
            assert (plek.naam in wie) is bool(kan)


class TestDeskundigenBenoemen:
    def toets(self, *, vervuld=None, verzegeld=(), **wie) -> dict[str, str]:
        benoemingen = {plek: k.persoon for plek, k in wie.items()}
        return benoeming_toetsen(VO, PLEKKEN, POOL, SCHOOL, benoemingen, vervuld=vervuld or {}, verzegeld=verzegeld)

    def test_de_goede_mensen(self):
        assert self.toets(psycholoog=JOOST, orthopedagoog=LIES) == {}

    @pytest.mark.parametrize(
        ("wie", "plek", "woord"),
        [
            ({"psycholoog": ONNO, "orthopedagoog": LIES}, "psycholoog", "verbonden"),
            ({"psycholoog": LIES, "orthopedagoog": BEREND}, "psycholoog", "discipline"),
            ({"psycholoog": JOOST}, "orthopedagoog", "Kies wie"),
            ({"psycholoog": JOOST, "orthopedagoog": LIES, "arts": BEREND}, "arts", "hoort niet bij"),
            ({"psycholoog": kandidaat("Xandra", "psycholoog"), "orthopedagoog": LIES}, "psycholoog", "uit de lijst"),
        ],
    )
    def test_anders_staat_bij_de_plek_waarom_niet(self, wie: dict, plek: str, woord: str):
        fouten = self.toets(**wie)
        assert set(fouten) == {plek}
        assert woord in fouten[plek]

    def test_vervangen_kan_tot_het_advies_verzegeld_is(self):
        vervuld = {"psycholoog": JOOST.persoon, "orthopedagoog": LIES.persoon}
        assert self.toets(vervuld=vervuld, orthopedagoog=BEREND) == {}
        assert (
            "verzegeld"
            in self.toets(vervuld=vervuld, verzegeld=["orthopedagoog"], orthopedagoog=BEREND)["orthopedagoog"]
        )


ADVIES = Advies("toelaatbaar", "midden", "Een kleine groep met vaste gezichten is nodig om te leren.", {})
CATEGORIEEN = ["laag", "midden", "hoog"]


class TestAdviesVerzegelen:
    def test_een_volledig_advies(self):
        assert verzegelen_toetsen(ADVIES, CATEGORIEEN) == {}

    @pytest.mark.parametrize(
        ("advies", "categorieen", "velden"),
        [
            (Advies(None, None, "", {}), CATEGORIEEN, {"oordeel", "onderbouwing"}),
            (Advies("toelaatbaar", None, ADVIES.onderbouwing, {}), CATEGORIEEN, {"categorie"}),
            (Advies("toelaatbaar", None, ADVIES.onderbouwing, {}), [], set()),
            (Advies("toelaatbaar", "laag", ADVIES.onderbouwing, {}), [], {"categorie"}),
            (Advies("niet_toelaatbaar", "laag", ADVIES.onderbouwing, {}), CATEGORIEEN, {"categorie"}),
            (Advies("misschien", None, ADVIES.onderbouwing, {}), CATEGORIEEN, {"oordeel"}),
            (Advies("toelaatbaar", "laag", ADVIES.onderbouwing, {"iq": "80"}), CATEGORIEEN, {"iq"}),
        ],
    )
    def test_zegt_wat_er_ontbreekt(self, advies: Advies, categorieen: list, velden: set):
        assert set(verzegelen_toetsen(advies, categorieen)) == velden

    def test_een_leeg_concept_mag_bewaard_worden(self):
        assert concept_toetsen(Advies(None, None, "", {}), CATEGORIEEN) == {}

    def test_iedereen_kan_het_zegel_narekenen(self):
        wie = {"behandeling": UUID(int=1), "plek": "psycholoog", "persoon": UUID(int=2)}
        op = datetime(2026, 11, 18, 15, 5, tzinfo=UTC)
        inhoud = {
            "behandeling": str(UUID(int=1)),
            "persoon": str(UUID(int=2)),
            "plek": "psycholoog",
            "oordeel": "toelaatbaar",
            "categorie": "midden",
            "onderbouwing": ADVIES.onderbouwing,
            "antwoorden": {},
            "verzegeld_op": "2026-11-18T15:05:00+00:00",
        }
        tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert zegel(ADVIES, **wie, op=op) == hashlib.sha256(tekst.encode()).hexdigest()

    @given(st.text(max_size=200), st.text(max_size=200))
    def test_elk_ander_woord_geeft_een_ander_zegel(self, een: str, ander: str):
        wie = {"behandeling": UUID(int=1), "plek": "p", "persoon": UUID(int=2), "op": datetime(2026, 1, 1, tzinfo=UTC)}

        def van(tekst: str) -> str:
            return zegel(Advies("toelaatbaar", None, tekst, {}), **wie)

        assert (van(een) == van(ander)) is (een == ander)

    def test_eenstemmig_is_hetzelfde_oordeel_en_dezelfde_categorie(self):
        assert eenstemmig([("toelaatbaar", "laag"), ("toelaatbaar", "laag")])
        assert not eenstemmig([("toelaatbaar", "laag"), ("toelaatbaar", "hoog")])
        assert eenstemmig([])


class TestWieZietWat:
    @given(
        verzegeld=st.booleans(),
        begonnen=st.booleans(),
        deskundige=st.booleans(),
        blind=st.booleans(),
    )
    def test_zolang_niet_alles_verzegeld_is_verraadt_niets_of_iemand_schrijft(
        self, verzegeld, begonnen, deskundige, blind
    ):
        ziet = {
            wat: zicht(
                eigen=False,
                verzegeld=False,
                begonnen=wat,
                blind=blind,
                alle_verzegeld=False,
                deskundige=deskundige,
            )
            for wat in (True, False)
        }
        assert ziet[True] == ziet[False]
        assert (ziet[True].status, ziet[True].inhoud, ziet[True].tijden) == ("benoemd", False, False)

    def test_een_andere_deskundige_hoort_niet_dat_de_ander_klaar_is(self):
        hoe = {"eigen": False, "verzegeld": True, "begonnen": True, "blind": True, "alle_verzegeld": False}
        assert zicht(**hoe, deskundige=True).status == "benoemd"
        assert zicht(**hoe, deskundige=False).status == "verzegeld"
        assert not zicht(**hoe, deskundige=False).tijden

    def test_als_alles_verzegeld_is_ziet_ieder_alles(self):
        hoe = {"eigen": False, "verzegeld": True, "begonnen": True, "blind": True, "alle_verzegeld": True}
        for deskundige in (True, False):
            gezien = zicht(**hoe, deskundige=deskundige)
            assert (gezien.status, gezien.inhoud, gezien.tijden) == ("verzegeld", True, True)

    def test_niet_blind_gaat_elk_advies_open_als_het_verzegeld_is(self):
        hoe = {"eigen": False, "begonnen": True, "blind": False, "alle_verzegeld": False, "deskundige": True}
        assert zicht(**hoe, verzegeld=True).inhoud
        assert not zicht(**hoe, verzegeld=False).inhoud

    @pytest.mark.parametrize(
        ("verzegeld", "begonnen", "status"),
        [(False, False, "benoemd"), (False, True, "concept"), (True, True, "verzegeld")],
    )
    def test_het_eigen_advies_ziet_de_schrijver_altijd(self, verzegeld, begonnen, status):
        gezien = zicht(
            eigen=True,
            verzegeld=verzegeld,
            begonnen=begonnen,
            blind=True,
            alle_verzegeld=False,
            deskundige=True,
        )
        assert (gezien.status, gezien.inhoud) == (status, True)


class TestBeletsels:
    def zin(self, handeling: str, verzegeld: dict[str, bool], tenant=VO, categorie="midden", **anders):
        soort = "vso" if tenant is VO else "so"
        hoe = {"brieven": set(), "vandaag": date(2026, 11, 24)} | anders
        return belet(
            handeling,
            plekken=tenant.plekken(categorie, False, soort),
            verzegeld=verzegeld,
            bevoegd=beslisser(tenant, soort=soort, categorie=categorie, complex=False),
            **hoe,
        )

    def test_het_eindadvies_wacht_op_elke_plek_en_elk_zegel(self):
        assert "Benoem eerst" in self.zin("eindadvies_maken", {"psycholoog": True})
        assert "verzegeld" in self.zin("eindadvies_maken", {"psycholoog": True, "orthopedagoog": False})
        assert self.zin("eindadvies_maken", {"psycholoog": True, "orthopedagoog": True}) is None
        assert self.zin("eindadvies_maken", {}, PO, "laag") is None

    def test_het_bestuur_beslist_pas_na_extern_advies(self):
        assert "extern" in self.zin("besluit_nemen", {"extern_deskundige": False}, PO, "hoog")
        assert self.zin("besluit_nemen", {"extern_deskundige": True}, PO, "hoog") is None
        assert self.zin("besluit_nemen", {}, PO, "laag") is None

    def test_bekendmaken_kan_met_brieven_van_vandaag(self):
        assert "nog gemaakt" in self.zin("besluit_bekendmaken", {})
        assert "datum van vandaag" in self.zin("besluit_bekendmaken", {}, brieven={date(2026, 11, 23)})
        assert self.zin("besluit_bekendmaken", {}, brieven={date(2026, 11, 24)}) is None
