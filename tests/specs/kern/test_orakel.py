"""De kern tegen een tweede rekenaar (`orakel.py`), op duizenden willekeurige gevallen, door dezelfde deur als iedereen.

Bij elk geval ook: elke datum in de uitkomst die niet uit de invoer komt, is de datum van een stap, en elke stap
noemt zijn grond.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from services.kern.rekenen import antwoord
from tests.specs.kern import orakel
from tests.specs.kern.test_rekenen import datums

VEEL = settings(max_examples=500)
# Rond feestdagen, jaarwisselingen en schrikkeldagen zitten de fouten; daarom vaak daar.
BEGIN = st.one_of(
    st.dates(date(2019, 1, 1), date(2036, 12, 31)),
    st.sampled_from([date(2027, 1, 29), date(2026, 10, 30), date(2027, 3, 11), date(2024, 1, 4), date(2028, 2, 29)]),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
)


def dag(begin: date, na: int) -> str:
    return (begin + timedelta(days=na)).isoformat()


def na(hoogstens: int) -> st.SearchStrategy[int]:
    """Liefst rond de zesde, achtste, tiende of twaalfde week."""
    rand = [n + m for n in (0, 28, 42, 56, 70, 84, 126) for m in (-2, -1, 0, 1, 2, 3) if 0 <= n + m <= hoogstens]
    return st.one_of(st.integers(0, hoogstens), st.sampled_from(rand))


@st.composite
def verzoeken(draw, begin, gevraagd, ontvangen, hoogstens):
    uit = []
    for _ in range(draw(st.integers(0, 4))):
        op = draw(na(hoogstens))
        verzoek = {"gebeurtenis": gevraagd, "op": dag(begin, op)}
        if draw(st.integers(0, 5)):
            verzoek["termijn_tot"] = dag(begin, op + draw(st.integers(0, 35)))
        uit.append(verzoek)
        if draw(st.booleans()):
            antwoord_ = {"gebeurtenis": ontvangen, "op": dag(begin, op + draw(st.integers(0, 40)))}
            if ontvangen == "aanvulling_ontvangen" and draw(st.booleans()):
                antwoord_["volledig"] = draw(st.booleans())
            uit.append(antwoord_)
    return uit


@st.composite
def opschortingen(draw, begin, gronden, hoogstens):
    uit = []
    for _ in range(draw(st.integers(0, 3))):
        van = draw(st.one_of(na(hoogstens), st.integers(-20, 0)))
        tot = max(0, van + draw(st.integers(0, 45)))
        uit.append({"gebeurtenis": "opschorting", "grond": draw(st.sampled_from(gronden)),
                    "van": dag(begin, van), "tot_en_met": dag(begin, tot)})  # fmt: skip
    return uit


def uniek(gebeurtenissen: list[dict], naam: str) -> list[dict]:
    """Twee antwoorden of mededelingen op één dag hangen van de volgorde af; die worden apart getoetst."""
    gezien: set[str] = set()
    uit = []
    for g in gebeurtenissen:
        if g["gebeurtenis"] == naam:
            if g["op"] in gezien:
                continue
            gezien.add(g["op"])
        uit.append(g)
    return uit


@st.composite
def aanvragen(draw):
    begin = draw(BEGIN.filter(lambda b: b <= date(2198, 1, 1)))
    uit = draw(verzoeken(begin, "aanvulling_gevraagd", "aanvulling_ontvangen", 130))
    uit += draw(opschortingen(begin, ["instemming", "aanvrager", "overmacht", "buitenland", "anders"], 130))
    for _ in range(draw(st.integers(0, 2))):
        op = draw(na(150))
        uit.append({"gebeurtenis": "verdaging_meegedeeld", "op": dag(begin, op),
                    "nieuwe_datum": dag(begin, op + draw(st.integers(0, 90)))})  # fmt: skip
    for _ in range(draw(st.integers(0, 3))):
        uit.append({"gebeurtenis": "ingebrekestelling", "op": dag(begin, draw(na(200)))})
    if draw(st.booleans()):
        uit.append({"gebeurtenis": "besluit_bekendgemaakt", "op": dag(begin, draw(na(260)))})
    uit.append({"gebeurtenis": "aanvraag_ontvangen", "op": dag(begin, 0)})
    uit = uniek(uniek(uit, "aanvulling_ontvangen"), "verdaging_meegedeeld")
    invoer = {"gebeurtenissen": draw(st.permutations(uit))}
    if draw(st.booleans()):
        invoer["peildatum"] = dag(begin, draw(na(260)))
    conventie = {}
    if draw(st.booleans()):
        conventie["CONV-2"] = draw(st.sampled_from(["kort", "lang"]))
    if draw(st.booleans()):
        conventie["CONV-4"] = draw(st.sampled_from([14, 15]))
    if conventie:
        invoer["conventie"] = conventie
    return invoer


def reken(regel: str, invoer: dict) -> dict:
    uit = json.loads(antwoord(json.dumps({"id": "x", "regel": regel, "invoer": invoer}).encode()))
    assert "fout" not in uit, (uit, invoer)
    gezegd = {stap["datum"] for stap in uit["uitleg"] if "datum" in stap}
    assert datums(uit["uitkomst"]) - datums(invoer) <= gezegd, (invoer, uit)
    assert all(stap["grondslag"] and stap["stap"].strip() for stap in uit["uitleg"])
    return uit["uitkomst"]


@VEEL
@given(aanvragen())
def test_de_beslistermijn_klopt_met_het_vaste_punt(invoer):
    uitkomst = reken("beslistermijn_tlv", invoer)
    event(f"verdaging {uitkomst['verdaging']}, opgeschort {uitkomst['opgeschorte_dagen'] > 0}")
    event(f"status {uitkomst['status']}")
    assert uitkomst == orakel.beslistermijn_tlv(invoer)


@VEEL
@given(aanvragen(), st.integers(1, 7), st.sampled_from([None, None, "kennelijk"]))
def test_de_dwangsom_klopt_met_dag_voor_dag_tellen(invoer, aanvragers, uitsluiting):
    invoer = {**invoer, "aanvragers": aanvragers}
    if uitsluiting:
        invoer["uitsluiting"] = uitsluiting
    uitkomst = reken("dwangsom", invoer)
    event(f"ingebrekestelling {uitkomst['ingebrekestelling']}, verschuldigd {uitkomst['dagen'] > 0}")
    assert uitkomst == orakel.dwangsom(invoer)


@st.composite
def bezwaren(draw):
    begin = draw(BEGIN.filter(lambda b: date(1901, 1, 1) <= b <= date(2198, 1, 1)))
    uit = draw(verzoeken(begin, "herstel_gevraagd", "herstel_ontvangen", 200))
    uit += draw(opschortingen(begin, ["geschillencommissie", "anders"], 200))
    for _ in range(draw(st.integers(0, 2))):
        verdaging = {"gebeurtenis": "verdaging_meegedeeld", "op": dag(begin, draw(na(220)))}
        if draw(st.booleans()):
            verdaging["weken"] = draw(st.integers(1, 6))
        uit.append(verdaging)
    if draw(st.integers(0, 5)):
        op = draw(st.one_of(st.integers(-10, 70), st.sampled_from([-1, 0, 1, 41, 42, 43, 44, 48, 49, 50, 51])))
        bezwaar = {"gebeurtenis": "bezwaar_ontvangen", "op": dag(begin, op)}
        if draw(st.booleans()):
            bezwaar["gepost_op"] = dag(begin, op - draw(st.integers(0, 12)))
        if draw(st.integers(0, 3)) == 0:
            bezwaar["elders_ontvangen_op"] = dag(begin, op - draw(st.integers(0, 15)))
        uit.append(bezwaar)
    if draw(st.booleans()):
        uit.append({"gebeurtenis": "hoorzitting", "op": dag(begin, draw(na(150)))})
    if draw(st.booleans()):
        uit.append({"gebeurtenis": "beslissing_bekendgemaakt", "op": dag(begin, draw(na(230)))})
    uit.append({"gebeurtenis": "besluit_bekendgemaakt", "op": dag(begin, 0), "gedagtekend_op": dag(begin, 3)})
    uit = uniek(uniek(uit, "herstel_ontvangen"), "verdaging_meegedeeld")
    invoer = {
        "gebeurtenissen": draw(st.permutations(uit)),
        "soort": draw(st.sampled_from(["tlv", "openbaar_po", "vo"])),
    }
    if draw(st.booleans()):
        invoer["commissie"] = draw(st.booleans())
    if draw(st.booleans()):
        invoer["peildatum"] = dag(begin, draw(na(230)))
    invoer["conventie"] = {
        "CONV-2": draw(st.sampled_from(["kort", "lang"])),
        "CONV-6": draw(st.sampled_from(["nominaal", "verlengd"])),
        "CONV-8": draw(st.sampled_from([10, 11])),
    }
    return invoer


@VEEL
@given(bezwaren())
def test_bezwaar_klopt_met_het_vaste_punt(invoer):
    uitkomst = reken("bezwaar", invoer)
    event(f"{invoer['soort']} {uitkomst['indiening']} verdaging {uitkomst['verdaging']}")
    assert uitkomst == orakel.bezwaar(invoer)


@st.composite
def aanmeldingen(draw):
    begin = draw(BEGIN.filter(lambda b: date(1910, 1, 1) <= b <= date(2190, 1, 1)))
    uit = [{"gebeurtenis": "aanmelding_ontvangen", "op": dag(begin, 0)}]
    for _ in range(draw(st.integers(0, 2))):
        verlenging = {"gebeurtenis": "verlenging_meegedeeld", "op": dag(begin, draw(na(80)))}
        if draw(st.booleans()):
            verlenging["weken"] = draw(st.integers(1, 4))
        uit.append(verlenging)
    if draw(st.booleans()):
        uit.append({"gebeurtenis": "elders_ingeschreven", "op": dag(begin, draw(st.integers(-30, 90)))})
    if draw(st.booleans()):
        uit.append({"gebeurtenis": "beslissing_meegedeeld", "op": dag(begin, draw(na(90)))})
    if draw(st.booleans()):
        uit.append({"gebeurtenis": "informatie_gevraagd", "op": dag(begin, draw(na(60)))})
        uit.append({"gebeurtenis": "informatie_ontvangen", "op": dag(begin, draw(na(60)))})
    uit = uniek(uit, "verlenging_meegedeeld")
    invoer = {
        "sector": draw(st.sampled_from(["po", "so", "so_cluster_1_2", "vo"])),
        "gebeurtenissen": draw(st.permutations(uit)),
        "asielregels": draw(st.booleans()),
        "conventie": {"CONV-9": draw(st.sampled_from(["28_februari", "1_maart"]))},
    }
    if draw(st.booleans()):
        geboren = draw(st.sampled_from([0, 365, 366, 1000, 1096, 1450, 1461, 1500, 2000]))
        invoer["geboren_op"] = max(dag(begin, -geboren), "1900-01-01")
        if draw(st.integers(0, 3)) == 0 and begin.year > 1930:
            invoer["geboren_op"] = f"{(begin.year - 1) // 4 * 4 - 4 * ((begin.year - 1) // 4 * 4 % 100 == 0)}-02-29"
    return invoer


@VEEL
@given(aanmeldingen())
def test_de_zorgplicht_klopt(invoer):
    uitkomst = reken("zorgplicht", invoer)
    event(f"{uitkomst['plaatsing']} verlenging {uitkomst['verlenging']}")
    assert uitkomst == orakel.zorgplicht(invoer)


@VEEL
@given(
    BEGIN.filter(lambda b: date(1950, 1, 1) <= b <= date(2190, 1, 1)),
    st.sampled_from(["dagen", "werkdagen", "weken", "maanden", "jaren"]),
    st.one_of(st.integers(1, 14), st.integers(1, 100), st.sampled_from([12, 13, 90, 91])),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "vooruit", "terug"]),
)
def test_een_losse_termijn_klopt(vanaf, eenheid, aantal, wettelijk, richting):
    aantal = min(aantal, 9) if eenheid == "jaren" else aantal
    invoer = {"vanaf": vanaf.isoformat(), "aantal": aantal, "eenheid": eenheid}
    if wettelijk is not None:
        invoer["wettelijk"] = wettelijk
    if richting is not None:
        invoer["richting"] = richting
    assert reken("termijn", invoer) == orakel.termijn(invoer)


@VEEL
@given(st.data(), BEGIN.filter(lambda b: b <= date(2180, 1, 1)), st.sampled_from(["toelaatbaarheid", "bekostiging"]))
def test_de_bewaartermijn_klopt(data, vanaf, soort):
    jaren = {"toelaatbaarheid": 3, "bekostiging": 7}[soort]
    blokkades = []
    for _ in range(data.draw(st.integers(0, 4))):
        van = data.draw(st.one_of(st.integers(0, 4000), st.integers(365 * jaren - 5, 365 * jaren + 40)))
        blokkade = {"van": dag(vanaf, van)}
        if data.draw(st.integers(0, 4)):
            blokkade["tot_en_met"] = dag(vanaf, van + data.draw(st.integers(0, 900)))
        blokkades.append(blokkade)
    invoer = {"soort": soort, "vanaf": vanaf.isoformat(), "blokkades": blokkades}
    assert reken("bewaartermijn", invoer) == orakel.bewaartermijn(invoer)


@VEEL
@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_verdelen_klopt_en_telt_op(centen, gewichten):
    bedrag = f"{'-' if centen < 0 else ''}{abs(centen) // 100}.{abs(centen) % 100:02d}"
    delen = reken("verdelen", {"bedrag": bedrag, "gewichten": gewichten})["delen"]
    in_centen = [int(deel.replace(".", "")) for deel in delen]
    assert in_centen == orakel.verdelen(centen, gewichten)
    assert sum(in_centen) == centen and "-0.00" not in delen


@st.composite
def eigen_vakanties(draw, begin: date):
    """Ook vakanties die overlappen, aansluiten of door elkaar staan."""
    uit = []
    for _ in range(draw(st.integers(0, 6))):
        van = draw(st.integers(-20, 200))
        uit.append({"van": dag(begin, van), "tot_en_met": dag(begin, van + draw(st.integers(0, 30)))})
    return uit


@VEEL
@given(st.data(), BEGIN.filter(lambda b: date(1901, 1, 1) <= b <= date(2190, 1, 1)))
def test_de_streeftermijn_klopt_met_een_voor_een_tellen(data, begin):
    eenheid = data.draw(st.sampled_from(["dagen", "weken", "werkdagen"]))
    invoer = {
        "ontvangen_op": begin.isoformat(),
        "aantal": data.draw(st.integers(1, 20 if eenheid == "weken" else 90)),
        "eenheid": eenheid,
    }
    if data.draw(st.integers(0, 3)):
        invoer["vakanties"] = data.draw(eigen_vakanties(begin))
    if data.draw(st.booleans()):
        invoer["uiterste_beslisdatum"] = dag(begin, data.draw(st.integers(0, 160)))
    uitkomst = reken("streeftermijn", invoer)
    event(f"begrensd {uitkomst['begrensd']}")
    assert uitkomst == orakel.streeftermijn(invoer)


@VEEL
@given(st.data(), BEGIN.filter(lambda b: b <= date(2190, 1, 1)))
def test_de_geldigheid_van_een_tlv_klopt(data, gekozen):
    begin = data.draw(st.sampled_from([gekozen, gekozen.replace(month=8, day=1), gekozen.replace(month=7, day=31)]))
    invoer = {"begint_op": begin.isoformat()}
    if data.draw(st.integers(0, 9)):
        einde = date(begin.year + data.draw(st.integers(0, 6)), 7, 31) + data.draw(
            st.sampled_from([timedelta(0), timedelta(0), timedelta(0), timedelta(1), timedelta(-1)])
        )
        invoer["eindigt_op"] = max(begin, einde).isoformat()
    if data.draw(st.booleans()):
        invoer["max_jaren"] = data.draw(st.integers(1, 5))
    uitkomst = reken("tlv_geldigheid", invoer)
    event(str(uitkomst["reden"]))
    assert uitkomst == orakel.tlv_geldigheid(invoer)


@VEEL
@given(st.lists(st.one_of(st.none(), st.integers(0, 9), st.just(16)), max_size=30))
def test_zestien_uur_in_vier_lesweken_klopt(uren):
    invoer = {"uren_per_week": uren}
    assert reken("verzuim_16_uur", invoer) == orakel.verzuim_16_uur(invoer)


@VEEL
@given(st.data(), st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.sampled_from([date(2020, 2, 29)]))
def test_de_leerplicht_klopt(data, geboren):
    invoer = {
        "geboren_op": geboren.isoformat(),
        "vakanties": data.draw(eigen_vakanties(date(geboren.year + 5, geboren.month, 1))),
        "startkwalificatie": data.draw(st.booleans()),
        "conventie": {"CONV-9": data.draw(st.sampled_from(["28_februari", "1_maart"]))},
    }
    if data.draw(st.booleans()):
        invoer["eerste_volledige_schooljaar"] = geboren.year + data.draw(st.integers(3, 8))
    if data.draw(st.integers(0, 5)):
        rand = [dag(date(geboren.year + jaar, maand, 1), 0) for jaar in (5, 16, 17, 18) for maand in (1, 8)]
        invoer["peildatum"] = data.draw(st.sampled_from([dag(geboren, n * 131) for n in range(1, 60)] + rand))
        if invoer["peildatum"] < invoer["geboren_op"]:
            del invoer["peildatum"]
    uitkomst = reken("leerplicht", invoer)
    event(str(uitkomst["plicht"]))
    assert uitkomst == orakel.leerplicht(invoer)


@pytest.mark.parametrize("jaar", range(1900, 2200))
def test_pasen_valt_volgens_beide_formules_op_dezelfde_dag(jaar):
    from services.kern.feestdagen import is_werkdag, paaszondag

    assert orakel.pasen(jaar) == paaszondag(jaar)
    eerste = date(jaar, 1, 1)
    for n in range(365):
        assert orakel.vrij(eerste + timedelta(days=n)) != is_werkdag(eerste + timedelta(days=n))


@pytest.mark.parametrize("aantal", [2, 3, 4, 5])
def test_een_korte_termijn_klopt_vanaf_elke_dag(aantal):
    """Twee werkdagen in een korte termijn (AtW 2): dat speelt alleen rond feestdagen, dus langs alle dagen."""
    langer = 0
    for n in range((date(2029, 1, 1) - date(2022, 1, 1)).days):
        invoer = {"vanaf": dag(date(2022, 1, 1), n), "aantal": aantal, "eenheid": "dagen"}
        uitkomst = reken("termijn", invoer)
        assert uitkomst == orakel.termijn(invoer)
        langer += uitkomst["einde"] != orakel.rol(orakel.d(uitkomst["nominaal_einde"])).isoformat()
    assert (langer > 0) == (aantal > 2)
