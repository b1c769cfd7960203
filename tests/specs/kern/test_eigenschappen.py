"""Wat voor elk verloop geldt, hoe vreemd ook: gezocht met willekeurige gebeurtenissen."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from services.kern.beslistermijn import Beslistermijn, beslistermijn
from services.kern.bezwaartermijn import bezwaar
from services.kern.conventies import Conventies
from services.kern.dwangsom import dwangsom
from services.kern.feestdagen import is_werkdag, rol
from services.kern.kalender import DAG
from services.kern.lopende_termijn import Gebeurtenis, opgeschorte_dagen, verzoeken_beantwoorden
from services.kern.zorgplicht import zorgplicht

ONTVANGEN = st.dates(date(2022, 1, 1), date(2035, 12, 31))
CONVENTIES = st.builds(Conventies, herstel=st.sampled_from(["kort", "lang"]))


def na(begin: date, dagen: int) -> date:
    return begin + timedelta(days=dagen)


@st.composite
def opschortingen(draw, begin: date, gronden=("instemming", "aanvrager", "overmacht", "buitenland", "anders")):
    van = na(begin, draw(st.integers(0, 120)))
    return Gebeurtenis(
        "opschorting", grond=draw(st.sampled_from(gronden)), van=van, tot_en_met=na(van, draw(st.integers(0, 40)))
    )


@st.composite
def verzoeken(draw, begin: date, binnen: int = 120):
    op = na(begin, draw(st.integers(0, binnen)))
    termijn_tot = draw(st.one_of(st.none(), st.integers(0, 40)))
    return Gebeurtenis("aanvulling_gevraagd", op, termijn_tot=None if termijn_tot is None else na(op, termijn_tot))


@st.composite
def verlopen(draw, met_verdaging: bool = True):
    """Een ontvangst en daarna van alles; antwoorden en verdagingen elk op een eigen dag.

    In een druk verloop ligt alles dicht op elkaar, zodat verzoeken en antwoorden door elkaar lopen.
    """
    begin = draw(ONTVANGEN)
    druk = draw(st.booleans())
    verloop = [Gebeurtenis("aanvraag_ontvangen", begin)]
    verloop += draw(st.lists(opschortingen(begin), max_size=4))
    verloop += draw(st.lists(verzoeken(begin, 12 if druk else 120), min_size=2 if druk else 0, max_size=4))
    for dag in draw(st.lists(st.integers(0, 30 if druk else 150), max_size=4, unique=True)):
        verloop.append(Gebeurtenis("aanvulling_ontvangen", na(begin, dag), volledig=draw(st.booleans())))
    if met_verdaging:
        for dag in draw(st.lists(st.integers(0, 150), max_size=2, unique=True)):
            op = na(begin, dag)
            verloop.append(Gebeurtenis("verdaging_meegedeeld", op, nieuwe_datum=na(op, draw(st.integers(0, 120)))))
    return verloop


def zonder_uitleg(uitkomst: Beslistermijn) -> tuple:
    return tuple(getattr(uitkomst, veld) for veld in uitkomst.__struct_fields__ if veld != "uitleg")


SOORTEN = st.sampled_from(["tlv", "openbaar_po", "vo"])


@st.composite
def verlopen_bezwaar(draw):
    """Een bekendmaking, een bezwaar, en daarna herstel, opschorting en ten hoogste één uitstel."""
    begin = draw(ONTVANGEN)
    verloop = [
        Gebeurtenis("besluit_bekendgemaakt", begin),
        Gebeurtenis("bezwaar_ontvangen", na(begin, draw(st.integers(0, 60)))),
    ]
    for dag in draw(st.lists(st.integers(0, 160), max_size=3, unique=True)):
        op = na(begin, dag)
        verloop.append(Gebeurtenis("herstel_gevraagd", op, termijn_tot=na(op, draw(st.integers(0, 30)))))
    for dag in draw(st.lists(st.integers(0, 160), max_size=2, unique=True)):
        verloop.append(Gebeurtenis("herstel_ontvangen", na(begin, dag)))
    verloop += draw(st.lists(opschortingen(begin, gronden=("geschillencommissie", "anders")), max_size=2))
    if draw(st.booleans()):
        op = na(begin, draw(st.integers(0, 160)))
        verloop.append(Gebeurtenis("verdaging_meegedeeld", op, weken=draw(st.sampled_from([None, 1, 3, 6]))))
    return verloop


class TestElkeBeslistermijn:
    @given(st.data(), verlopen(met_verdaging=False), CONVENTIES)
    def test_wordt_door_een_opschorting_nooit_korter(self, data, verloop, conventies):
        eerder = beslistermijn(verloop, conventies=conventies).uiterste_beslisdatum
        erbij = data.draw(st.one_of(opschortingen(verloop[0].op), verzoeken(verloop[0].op)))
        assert beslistermijn([*verloop, erbij], conventies=conventies).uiterste_beslisdatum >= eerder

    @given(st.data(), verlopen(), CONVENTIES)
    def test_hangt_niet_af_van_de_volgorde_van_invoeren(self, data, verloop, conventies):
        peildatum = na(verloop[0].op, data.draw(st.integers(0, 200)))
        eerst = beslistermijn(verloop, peildatum, conventies=conventies)
        andersom = beslistermijn(data.draw(st.permutations(verloop)), peildatum, conventies=conventies)
        assert zonder_uitleg(andersom) == zonder_uitleg(eerst)
        assert sorted(stap.stap for stap in andersom.uitleg) == sorted(stap.stap for stap in eerst.uitleg)

    @given(st.data(), verlopen(), CONVENTIES)
    def test_is_dezelfde_als_iets_wordt_weggehaald_en_weer_ingevoerd(self, data, verloop, conventies):
        eerst = beslistermijn(verloop, conventies=conventies)
        plek = data.draw(st.integers(0, len(verloop) - 1))
        rest = verloop[:plek] + verloop[plek + 1 :]
        if plek:
            beslistermijn(rest, conventies=conventies)
        assert zonder_uitleg(beslistermijn([*rest, verloop[plek]], conventies=conventies)) == zonder_uitleg(eerst)

    @given(verlopen(met_verdaging=False), CONVENTIES)
    def test_is_de_som_van_haar_uitleg(self, verloop, conventies):
        uitkomst = beslistermijn(verloop, conventies=conventies)
        ontvangst, termijn, *_ = uitkomst.uitleg
        stilgestaan = sum(periode.aantal_dagen for periode in uitkomst.opschortingen)
        assert stilgestaan == uitkomst.opgeschorte_dagen
        assert termijn.datum == ontvangst.datum + timedelta(weeks=8)
        assert uitkomst.nominaal_einde == termijn.datum + timedelta(days=stilgestaan)
        assert uitkomst.uiterste_beslisdatum == rol(uitkomst.nominaal_einde)
        gezegd = [stap.datum for stap in uitkomst.uitleg if stap.stap.startswith("De klok stond stil")]
        assert gezegd == [periode.tot_en_met for periode in uitkomst.opschortingen]
        assert {uitkomst.nominaal_einde, uitkomst.uiterste_beslisdatum} <= {stap.datum for stap in uitkomst.uitleg}

    @given(verlopen(met_verdaging=False), CONVENTIES)
    def test_eindigt_op_de_zesenvijftigste_dag_waarop_de_klok_liep(self, verloop, conventies):
        """Langs een andere weg: tel alleen de dagen die niet zijn opgeschort."""
        stukken = [
            verzoek.opgeschorte_periode(conventies)
            for verzoek in verzoeken_beantwoorden(verloop, "aanvulling_gevraagd", "aanvulling_ontvangen")
        ]
        stukken += [g for g in verloop if g.soort == "opschorting" and g.grond != "anders"]
        stil = opgeschorte_dagen(stukken)
        dag, gelopen = verloop[0].op, 0
        while gelopen < 56:
            dag += DAG
            gelopen += dag not in stil
        assert beslistermijn(verloop, conventies=conventies).nominaal_einde == dag

    @given(verlopen(), CONVENTIES)
    def test_eindigt_op_een_werkdag_of_op_de_genoemde_datum(self, verloop, conventies):
        uitkomst = beslistermijn(verloop, conventies=conventies)
        if uitkomst.verdaging != "tijdig":
            assert is_werkdag(uitkomst.uiterste_beslisdatum)
        assert uitkomst.uiterste_beslisdatum >= rol(verloop[0].op + timedelta(weeks=8))

    @given(verlopen(), CONVENTIES)
    def test_noemt_elke_datum_van_de_uitkomst_in_de_uitleg(self, verloop, conventies):
        uitkomst = beslistermijn(verloop, conventies=conventies)
        gezegd = {stap.datum for stap in uitkomst.uitleg}
        datums = {uitkomst.nominaal_einde, uitkomst.uiterste_beslisdatum, uitkomst.ontvangen_op}
        datums |= {periode.tot_en_met for periode in uitkomst.opschortingen}
        if uitkomst.buiten_behandeling_uiterlijk:
            datums.add(uitkomst.buiten_behandeling_uiterlijk)
        assert datums <= gezegd


class TestElkBezwaar:
    @given(st.data(), ONTVANGEN, st.sampled_from(["tlv", "openbaar_po", "vo"]), st.booleans())
    def test_legt_elke_datum_uit_en_eindigt_op_een_werkdag(self, data, bekendgemaakt, soort, verlengd):
        verloop = [
            Gebeurtenis("besluit_bekendgemaakt", bekendgemaakt),
            Gebeurtenis("bezwaar_ontvangen", na(bekendgemaakt, data.draw(st.integers(-5, 60)))),
        ]
        for _ in range(data.draw(st.integers(0, 3))):
            op = na(bekendgemaakt, data.draw(st.integers(0, 160)))
            verloop.append(Gebeurtenis("herstel_gevraagd", op, termijn_tot=na(op, data.draw(st.integers(0, 30)))))
        if data.draw(st.booleans()):
            op = na(bekendgemaakt, data.draw(st.integers(0, 160)))
            verloop.append(Gebeurtenis("verdaging_meegedeeld", op, weken=data.draw(st.integers(1, 6))))
        uitkomst = bezwaar(
            data.draw(st.permutations(verloop)),
            soort=soort,
            conventies=Conventies(verdaging_vanaf="verlengd" if verlengd else "nominaal"),
        )
        gezegd = {stap.datum for stap in uitkomst.uitleg}
        datums = {
            uitkomst.bezwaartermijn_vanaf,
            uitkomst.bezwaartermijn_tot_en_met,
            uitkomst.nominaal_einde,
            uitkomst.uiterste_beslisdatum,
            uitkomst.verdagen_uiterlijk,
        }
        assert datums <= gezegd
        assert is_werkdag(uitkomst.uiterste_beslisdatum)
        assert is_werkdag(uitkomst.verdagen_uiterlijk)
        if uitkomst.verdaging == "tijdig":
            assert uitkomst.uiterste_beslisdatum > uitkomst.verdagen_uiterlijk

    @given(st.data(), verlopen_bezwaar(), SOORTEN)
    def test_wordt_door_een_opschorting_nooit_korter_ook_niet_na_uitstel(self, data, verloop, soort):
        eerder = bezwaar(verloop, soort=soort)
        begin = verloop[0].op
        op = na(begin, data.draw(st.integers(0, 160)))
        erbij = data.draw(
            st.one_of(
                opschortingen(begin, gronden=("geschillencommissie", "anders")),
                st.just(Gebeurtenis("herstel_gevraagd", op, termijn_tot=na(op, data.draw(st.integers(0, 40))))),
            )
        )
        later = bezwaar([*verloop, erbij], soort=soort)
        event(f"{later.opgeschorte_dagen > eerder.opgeschorte_dagen}")
        assert later.uiterste_beslisdatum >= eerder.uiterste_beslisdatum
        assert later.verdagen_uiterlijk >= eerder.verdagen_uiterlijk

    @given(st.data(), verlopen_bezwaar(), SOORTEN, CONVENTIES)
    def test_hangt_niet_af_van_de_volgorde_van_invoeren(self, data, verloop, soort, conventies):
        peildatum = na(verloop[0].op, data.draw(st.integers(0, 250)))
        eerst = bezwaar(verloop, soort=soort, peildatum=peildatum, conventies=conventies)
        anders = data.draw(st.permutations(verloop))
        andersom = bezwaar(anders, soort=soort, peildatum=peildatum, conventies=conventies)
        assert zonder_uitleg(andersom) == zonder_uitleg(eerst)

    @given(verlopen_bezwaar(), SOORTEN)
    def test_is_de_som_van_haar_uitleg(self, verloop, soort):
        """Begin, plus de weken, plus wat stilstond, plus het uitstel; en dan een keer naar een werkdag."""
        uitkomst = bezwaar(verloop, soort=soort)
        (begonnen,) = [stap.datum for stap in uitkomst.uitleg if stap.stap.startswith("De beslissing op bezwaar")]
        uitstel = next((g.weken or 6 for g in verloop if g.soort == "verdaging_meegedeeld"), 0)
        erbij = uitstel if uitkomst.verdaging == "tijdig" else 0
        stil = sum(periode.aantal_dagen for periode in uitkomst.opschortingen)
        assert stil == uitkomst.opgeschorte_dagen
        assert uitkomst.nominaal_einde == begonnen + timedelta(days=stil, weeks=erbij)
        assert uitkomst.uiterste_beslisdatum == rol(uitkomst.nominaal_einde)
        gezegd = [stap.datum for stap in uitkomst.uitleg if stap.stap.startswith("De klok stond stil")]
        assert gezegd == [periode.tot_en_met for periode in uitkomst.opschortingen]


class TestElkeDwangsom:
    @given(st.data(), verlopen(), st.integers(1, 5))
    def test_hangt_niet_af_van_de_volgorde_en_de_delen_zijn_samen_het_geheel(self, data, verloop, aanvragers):
        brieven = data.draw(st.lists(st.integers(50, 260), max_size=3, unique=True))
        gebeurd = [*verloop, *(Gebeurtenis("ingebrekestelling", na(verloop[0].op, dag)) for dag in brieven)]
        eerst = dwangsom(gebeurd, aanvragers=aanvragers)
        event(f"{eerst.ingebrekestelling} {eerst.bedrag > 0}")
        andersom = dwangsom(data.draw(st.permutations(gebeurd)), aanvragers=aanvragers)
        assert zonder_uitleg(andersom) == zonder_uitleg(eerst)
        assert sum(eerst.per_aanvrager) == eerst.bedrag and len(eerst.per_aanvrager) == aanvragers
        assert max(eerst.per_aanvrager) - min(eerst.per_aanvrager) <= 1


class TestElkeAanmelding:
    @given(st.data(), ONTVANGEN, st.sampled_from(["po", "so", "so_cluster_1_2", "vo"]), st.booleans())
    def test_hangt_niet_af_van_de_volgorde_van_invoeren(self, data, begin, sector, asielregels):
        gebeurd = [Gebeurtenis("aanmelding_ontvangen", begin)]
        for soort in ("elders_ingeschreven", "beslissing_meegedeeld", "informatie_gevraagd", "informatie_ontvangen"):
            if data.draw(st.booleans()):
                gebeurd.append(Gebeurtenis(soort, na(begin, data.draw(st.integers(0, 90)))))
        for dag in data.draw(st.lists(st.integers(0, 60), max_size=2, unique=True)):
            gebeurd.append(Gebeurtenis("verlenging_meegedeeld", na(begin, dag), weken=data.draw(st.integers(1, 4))))
        eerst = zorgplicht(sector, gebeurd, asielregels=asielregels)
        andersom = zorgplicht(sector, data.draw(st.permutations(gebeurd)), asielregels=asielregels)
        assert zonder_uitleg(andersom) == zonder_uitleg(eerst)


def test_een_genoemde_datum_kan_door_een_opschorting_ervoor_een_dag_vroeger_worden():
    """De enige uitzondering op "nooit korter", en zij volgt uit het contract zelf.

    Zonder de eerste opschorting eindigt de termijn op vrijdag 15 januari en schuift de genoemde maandag een dag op,
    omdat die maandag stilstaat. Met die opschorting erbij eindigt zij op zaterdag; de genoemde maandag is dan niet
    later dan de termijn zelf, dus die blijft, en een opschorting die na het einde begint doet niets.
    """
    begin = Gebeurtenis("aanvraag_ontvangen", date(2026, 11, 20))
    verdaagd = Gebeurtenis("verdaging_meegedeeld", date(2027, 1, 13), nieuwe_datum=date(2027, 1, 18))
    maandag = Gebeurtenis("opschorting", grond="overmacht", van=date(2027, 1, 18), tot_en_met=date(2027, 1, 18))
    eerder = Gebeurtenis("opschorting", grond="overmacht", van=date(2026, 12, 7), tot_en_met=date(2026, 12, 7))
    assert beslistermijn([begin, verdaagd, maandag]).uiterste_beslisdatum == date(2027, 1, 19)
    assert beslistermijn([begin, verdaagd, maandag, eerder]).uiterste_beslisdatum == date(2027, 1, 18)
