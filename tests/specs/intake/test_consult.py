"""Een consult is zonder naam: wat de toets vindt, wat hij laat staan, en wie er antwoordt als iemand er niet is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.consult import naamtoets
from services.intake.consult.invoer import tekst_toetsen, toestemming_toetsen
from services.intake.consult.naamtoets import ADRES, BEREIK, DATUM, NAAM, NUMMER, toets
from services.intake.consult.vervangen import Afwezig, afwezigheid_toetsen, wie_nu
from services.intake.consult.voornamen import VOORNAMEN
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer

_MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december"
MAANDEN = _MAANDEN.split()
_GEWOON = "de leerling leest moeilijk en loopt vaak weg uit de groep omdat het te druk is bij rekenen"
GEWOON = _GEWOON.split()
DAGEN = st.dates(date(1990, 1, 1), date(2026, 12, 31))
A, B, C = (UUID(int=n) for n in (1, 2, 3))
VANDAAG = date(2026, 11, 23)


def soorten(tekst: str, *leerlingen: str) -> set[str]:
    return {b.soort for b in toets(tekst, leerlingen)}


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("Lotte kan niet goed lezen.", "Lotte"),
        ("Wat kan ik doen voor Mees?", "Mees"),
        ("Wij zagen dat Jan-Peter weer thuis was.", "Jan-Peter"),
        ("De ouders van Xyverion willen hulp.", "Xyverion"),
        ("Moeder, mevrouw De Boer, belt elke dag.", "De Boer"),
        ("Het gaat om M. van der Veen.", "M. van der Veen"),
        ("Hij heet Zoë.", "Zoë"),
        ("Zijn zus, Fatima el Amrani, zit in groep 8.", "Fatima"),
        ("Mees' broer deed het ook.", "Mees"),
        ("We hebben met juf Anouk gesproken.", "Anouk"),
    ],
)
def test_een_naam_valt_op(tekst: str, woord: str):
    assert any(woord in b.tekst for b in toets(tekst) if b.soort == NAAM), toets(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Een leerling uit groep 5 loopt vaak weg. Wat kunnen wij doen? De ouders denken mee.",
        "In maart scoorde deze leerling een E op Cito. Onze school gebruikt ParnasSys en de Kijk.",
        "Hij heeft ADHD en krijgt hulp van Yorneo. Het OT is op 23 november om 14.30 uur.",
        "Zij spreekt Pools en leert Nederlands. Op maandag gaat het goed, op vrijdag niet.",
        "- geen vriendjes\n- veel ruzie op het plein\nDat is sinds de herfstvakantie zo.",
        "Kan een kind van 6,5 jaar met een IQ van 62 op onze school blijven?",
    ],
)
def test_gewone_zinnen_blijven_ongemoeid(tekst: str):
    assert toets(tekst) == []


def test_scholen_en_plaatsen_zijn_geen_mens():
    tekst = "Een leerling van De Thriantaschool in Emmen komt bij ons."
    assert toets(tekst, bekend=["Thriantaschool", "Emmen"]) == []
    assert {b.tekst for b in toets(tekst)} == {"De Thriantaschool", "Emmen"}


@given(DAGEN, st.sampled_from(["{d}-{m}-{j}", "{d:02}/{m:02}/{j}", "{d}.{m}.{j}", "{j}-{m:02}-{d:02}", "{d} {w} {j}"]))
def test_een_volledige_datum_wordt_gevonden_hoe_zij_ook_is_geschreven(dag: date, vorm: str):
    """Een geboortedatum in een vrije tekst."""
    geschreven = vorm.format(d=dag.day, m=dag.month, j=dag.year, w=MAANDEN[dag.month - 1])
    gevonden = toets(f"het kind is van {geschreven}, dus nog jong")
    assert [(b.soort, b.tekst) for b in gevonden] == [(DATUM, geschreven)]


@given(st.lists(st.sampled_from(GEWOON), min_size=3, max_size=30))
def test_woorden_zonder_hoofdletter_waarschuwen_nooit(woorden: list[str]):
    assert toets(" ".join(woorden).capitalize() + ".") == []


@given(
    st.text("abcdefghijklmnopqrstuvwxyzéë", min_size=3, max_size=12),
    st.sampled_from([str.lower, str.upper, str.capitalize]),
    st.sampled_from(["{}", "({})", "“{}”", "{},", "met {}'s jas", "en{} niet"]),
)
def test_een_leerling_van_de_school_valt_altijd_op(naam: str, schrijven, plek: str):
    if naam in naamtoets._GEWONE_WOORDEN:
        return
    tekst = f"het gaat om {plek.format(schrijven(naam))}"
    gevonden = [b for b in toets(tekst, [naam]) if b.soort == NAAM]
    if plek == "en{} niet":
        assert not any(b.tekst.lower() == naam for b in gevonden)  # a piece of a longer word is no name
    else:
        assert any(naam in b.tekst.lower() for b in gevonden)


@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=4))
def test_de_toets_kan_alles_lezen_en_wijst_precies_aan_wat_er_staat(tekst: str, namen: list[str]):
    gevonden = toets(tekst, namen)
    assert all(b.tekst == tekst[b.begin : b.einde] and b.tekst for b in gevonden)
    assert all(een.einde <= twee.begin for een, twee in pairwise(gevonden))
    assert bool(naamtoets.zin(gevonden)) == bool(gevonden)


@given(st.sampled_from(sorted(VOORNAMEN)))
def test_elke_voornaam_van_de_lijst_valt_op_met_een_hoofdletter(naam: str):
    assert any(naam.capitalize() in b.tekst for b in toets(f"Vandaag was {naam.capitalize()} er niet."))


def test_adres_telefoon_en_nummer_vallen_op():
    assert soorten("hij woont op 7823 AB") == {ADRES}
    assert soorten("bel 0591-612989 of mail naar thuis@familie.nl") == {BEREIK}
    assert soorten("zijn leerlingnummer is 1234567") == {NUMMER}
    assert soorten("de groep telt 28 kinderen en het boek kost 1250 euro") == set()


def test_wie_zegt_waarom_het_geen_naam_is_gaat_door():
    tekst = "Wij werken met een methode van Lotte Jansen in groep 3."
    gevonden = toets(tekst)
    with pytest.raises(OngeldigeInvoer) as fout:
        tekst_toetsen(tekst, "", gevonden)
    assert "Lotte Jansen" in fout.value.velden["geen_naam"]
    assert tekst_toetsen(tekst, "Zij schreef de lesmethode.", gevonden) == tekst


def test_een_bsn_gaat_nooit_door():
    """N1: een BSN in een vrije tekst; geen reden helpt, ook niet in de reden zelf."""
    tekst = "Het BSN van deze leerling is 111222333, wat nu?"
    for invoer in ((tekst, "Dat is echt geen nummer."), (GEWOON_ZIN, "Zijn BSN is 111222333.")):
        with pytest.raises(OngeldigeInvoer) as fout:
            tekst_toetsen(*invoer, toets(invoer[0]))
        assert bsn.MELDING in fout.value.velden.values()


GEWOON_ZIN = "De leerling leest moeilijk, wat kunnen wij doen?"


@pytest.mark.parametrize(
    ("op", "bewijs", "veld"),
    [
        (VANDAAG + timedelta(days=1), "Formulier in de map.", "toestemming_op"),
        (VANDAAG - timedelta(days=367), "Formulier in de map.", "toestemming_op"),
        (VANDAAG, "ja", "bewijs"),
        (VANDAAG, "BSN 111222333 staat op het formulier", "bewijs"),
    ],
)
def test_toestemming_heeft_een_dag_en_een_bewijs(op: date, bewijs: str, veld: str):
    with pytest.raises(OngeldigeInvoer) as fout:
        toestemming_toetsen(op, bewijs, VANDAAG)
    assert set(fout.value.velden) == {veld}


def test_de_vervanger_doet_het_tot_en_met_de_laatste_dag():
    weg = [Afwezig(A, VANDAAG, VANDAAG + timedelta(days=7), B)]
    assert wie_nu(A, weg, VANDAAG - timedelta(days=1)) == A
    assert wie_nu(A, weg, VANDAAG) == wie_nu(A, weg, VANDAAG + timedelta(days=7)) == B
    assert wie_nu(A, weg, VANDAAG + timedelta(days=8)) == A
    assert wie_nu(A, [*weg, Afwezig(B, VANDAAG, VANDAAG, C)], VANDAAG) == C


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.sampled_from([A, B, C])), max_size=6))
def test_wie_vervangt_houdt_altijd_op(paren: list[tuple[UUID, UUID]]):
    """Two who stand in for each other: it stays with who has it."""
    weg = [Afwezig(een, VANDAAG, VANDAAG, twee) for een, twee in paren]
    nu = wie_nu(A, weg, VANDAAG)
    assert nu == A or nu not in {een for een, _ in paren}


@pytest.mark.parametrize(
    ("van", "tot", "vervanger", "veld"),
    [(0, -1, B, "tot"), (-9, -1, B, "tot"), (0, 400, B, "tot"), (0, 3, A, "vervanger"), (5, 9, B, "van")],
)
def test_afwezig_zijn_kan_een_keer_en_niet_voorbij(van: int, tot: int, vervanger: UUID, veld: str):
    dag = lambda n: VANDAAG + timedelta(days=n)  # noqa: E731
    eerder = [Afwezig(A, dag(9), dag(12), C)]
    with pytest.raises(OngeldigeInvoer) as fout:
        afwezigheid_toetsen(dag(van), dag(tot), vervanger, A, eerder, VANDAAG)
    assert set(fout.value.velden) == {veld}
