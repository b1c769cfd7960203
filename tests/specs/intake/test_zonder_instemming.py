"""Indienen terwijl ouders het niet eens zijn: zes punten, vijf werkdagen, en een verzenddatum (seed 001, 1.13)."""

from datetime import date
from uuid import UUID

import pytest

from services.intake.dossier import Dossier, Familielid, Gehoord
from services.intake.volledigheid import tekorten
from services.intake.zonder_instemming import met_punten, punten, punten_toetsen, termijn
from services.kern.errors import KanNiet
from services.kern.reactietermijn import reactietermijn
from tenants.registry import get
from tests.specs.intake.test_volledigheid import vol

RIJN, PO = get("swv2510po"), get("swv2202po")
NOOR = UUID(int=1)
NEE = {"overeenstemming": "nee, ouders zijn het er niet mee eens"}
PUNTEN = {
    "zorgen_gedeeld": "Sinds groep 3, besproken op 4 maart en 2 juni.",
    "hulp_met_ouders": "Een arrangement van 12 weken; ouders waren bij elk gesprek.",
    "advies_gegeven": "Op 2 juni en 14 september, omdat de groep te groot is.",
    "uitleg_gegeven": "Welke stukken meegaan en wie meekijkt.",
    "aangekondigd_op": "2026-11-16",
    "verzenddatum_genoemd": "2026-11-24",
}


class TestTermijn:
    @pytest.mark.parametrize(
        ("aangekondigd", "tot_en_met"),
        [
            (date(2026, 11, 16), date(2026, 11, 23)),  # maandag: de dag zelf telt niet, het weekend ook niet
            (date(2026, 11, 20), date(2026, 11, 27)),  # vrijdag
            (date(2026, 11, 21), date(2026, 11, 27)),  # zaterdag
            (date(2026, 12, 22), date(2026, 12, 30)),  # beide kerstdagen tellen niet
            (date(2027, 3, 24), date(2027, 4, 2)),  # Goede Vrijdag en tweede paasdag tellen niet
            (date(2028, 2, 25), date(2028, 3, 3)),  # over een schrikkeldag
        ],
    )
    def test_vijf_werkdagen_na_de_mededeling(self, aangekondigd, tot_en_met):
        uitkomst = reactietermijn(aangekondigd, 5)
        assert uitkomst.tot_en_met == tot_en_met
        assert uitkomst.indienen_vanaf.toordinal() == tot_en_met.toordinal() + 1
        assert uitkomst.uitleg[-1].stap.startswith("Indienen kan vanaf")

    def test_een_latere_verzenddatum_houdt_langer_tegen(self):
        uitkomst = reactietermijn(date(2026, 11, 16), 5, date(2026, 12, 1))
        assert (uitkomst.indienen_vanaf, uitkomst.te_vroeg) == (date(2026, 12, 1), False)

    @pytest.mark.parametrize("genoemd", [date(2026, 11, 16), date(2026, 11, 23)])
    def test_een_verzenddatum_binnen_de_tijd_is_te_vroeg(self, genoemd):
        uitkomst = reactietermijn(date(2026, 11, 16), 5, genoemd)
        assert uitkomst.te_vroeg
        assert uitkomst.indienen_vanaf == date(2026, 11, 24)


def zonder(**anders) -> Dossier:
    basis = vol(RIJN, "so")
    antwoorden = basis.antwoorden | NEE | PUNTEN | anders
    return vol(RIJN, "so", antwoorden=antwoorden, gehoord=[Gehoord(persoon=NOOR, van="ouder", instemming=False)])


def blokkeert(dossier: Dossier, op: date, tenant=RIJN) -> list[tuple[str, str]]:
    return [(t.soort, t.naam) for t in tekorten(tenant, dossier, op) if t.blokkeert]


class TestIndienen:
    def test_met_zes_punten_en_vijf_werkdagen_kan_het_zonder_instemming(self):
        assert blokkeert(zonder(), date(2026, 11, 24)) == []

    @pytest.mark.parametrize("punt", sorted(PUNTEN))
    def test_elk_van_de_zes_punten_is_nodig(self, punt):
        assert ("vraag", punt) in blokkeert(zonder(**{punt: ""}), date(2026, 11, 24))

    @pytest.mark.parametrize("dag", [date(2026, 11, 16), date(2026, 11, 23)])
    def test_niet_voor_de_tijd_om_is(self, dag):
        assert blokkeert(zonder(), dag) == [("instemming", "ouder")]

    def test_niet_voor_de_genoemde_verzenddatum(self):
        dossier = zonder(verzenddatum_genoemd="2026-12-01")
        assert blokkeert(dossier, date(2026, 11, 30)) == [("instemming", "ouder")]
        assert blokkeert(dossier, date(2026, 12, 1)) == []

    def test_een_verzenddatum_binnen_de_tijd_moet_anders(self):
        assert blokkeert(zonder(verzenddatum_genoemd="2026-11-20"), date(2026, 11, 24)) == [
            ("vraag", "verzenddatum_genoemd")
        ]

    def test_een_verzenddatum_mag_in_de_toekomst_liggen_en_een_mededeling_niet(self):
        dossier = zonder(aangekondigd_op="2026-11-25", verzenddatum_genoemd="2026-12-03")
        assert blokkeert(dossier, date(2026, 11, 24)) == [("vraag", "aangekondigd_op"), ("instemming", "ouder")]

    def test_een_ouder_die_nee_zegt_terwijl_de_school_ja_schrijft(self):
        dossier = vol(RIJN, "so", gehoord=[Gehoord(persoon=NOOR, van="ouder", instemming=False)])
        assert dossier.antwoorden["overeenstemming"] == "ja"
        assert blokkeert(dossier, date(2026, 11, 24)) == [("vraag", "overeenstemming")]

    def test_een_ouder_die_pas_is_uitgenodigd_krijgt_ook_zelf_vijf_werkdagen(self):
        laat = Familielid(persoon=NOOR, naam="Noor", rol="ouder", uitgenodigd_op=date(2026, 11, 20))
        dossier = vol(RIJN, "so", antwoorden=zonder().antwoorden, familie=[laat], gehoord=[])
        assert blokkeert(dossier, date(2026, 11, 27)) == [("zienswijze", str(NOOR))]
        assert blokkeert(dossier, date(2026, 11, 28)) == []

    def test_waar_het_niet_is_verklaard_verandert_er_niets(self):
        dossier = vol(PO, "sbo", gehoord=[Gehoord(persoon=NOOR, van="ouder", instemming=False)])
        assert blokkeert(dossier, date(2026, 11, 24), PO) == []
        assert punten(PO.recept("sbo"), dossier.antwoorden) == []


class TestPunten:
    def test_ouders_lezen_dezelfde_zes_punten_in_dezelfde_volgorde(self):
        recept = RIJN.recept("sbo")
        assert [vraag.naam for vraag in punten(recept, NEE)] == list(PUNTEN)
        assert punten(recept, {"overeenstemming": "ja"}) == []
        assert termijn(recept, NEE) is None

    def test_antwoorden_op_een_punt_dat_er_niet_is_kan_niet(self):
        recept = RIJN.recept("sbo")
        punten_toetsen(recept, NEE, {"zorgen_gedeeld": "Nee."})
        for antwoorden, gegeven in ((NEE, {"hulpvraag": "x"}), ({}, {"zorgen_gedeeld": "x"})):
            with pytest.raises(KanNiet):
                punten_toetsen(recept, antwoorden, gegeven)

    def test_de_commissie_leest_een_tekst_met_bij_elk_punt_waar_het_over_gaat(self):
        tekst = met_punten(
            RIJN.recept("sbo"), "Wij willen dit niet.", {"zorgen_gedeeld": "Dat hoorden wij pas in juni."}
        )
        assert tekst.startswith("Wij willen dit niet.\n\nBij “Welke zorgen")
        assert tekst.endswith("”: Dat hoorden wij pas in juni.")
        assert met_punten(RIJN.recept("sbo"), None, {}) is None
