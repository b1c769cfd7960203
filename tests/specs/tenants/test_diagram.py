"""Elke procedure is als tekening te lezen: geen pijl loopt door een stap, geen twee stappen liggen over elkaar."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants import diagram, registry
from tenants.diagram_indeling import (
    BREEDTE,
    DIK,
    KORREL,
    KORREL_KLEIN,
    MARGE,
    REGEL,
    Indeling,
    indelen,
    regels,
    tekstbreedte,
)
from tenants.schema import Procedure, Stap

SVG = "{http://www.w3.org/2000/svg}"
TENANTS = {
    map_.name: registry.build(map_.name, registry.read_folder(map_)).tenant
    for bron in (registry.MAP, Path(__file__).parent / "zesde")
    for map_ in registry.folders(bron)
}
ALLE = [(tenant_id, procedure) for tenant_id, tenant in TENANTS.items() for procedure in tenant.procedures]
ROLLEN = ["ib_er", "ouder", "secretaris", "directeur", "deskundige"]


def overlap(a, b) -> bool:
    (ax, ay, bx, by), (cx, cy, dx, dy) = a, b
    return ax < dx and cx < bx and ay < dy and cy < by


def toets_leesbaar(tekening: Indeling) -> None:
    vakken = {vak.stap.naam: (vak.x, vak.y, vak.x + BREEDTE, vak.y + vak.hoogte) for vak in tekening.vakken}
    for (een, plek), (ander, ergens) in combinations(vakken.items(), 2):
        assert not overlap(plek, ergens), f"{een} ligt over {ander}"
    for x, y, rechts, onder in vakken.values():
        baan = next(baan for baan in tekening.banen if baan.x <= x < baan.x + baan.breedte)
        assert rechts <= baan.x + baan.breedte
        assert y >= 0 and onder <= tekening.hoogte
    stukken = []
    for pijl in tekening.pijlen:
        for (ax, ay), (bx, by) in pairwise(pijl.punten):
            assert ax == bx or ay == by, "een pijl loopt schuin"
            lijn = (min(ax, bx) - 0.5, min(ay, by) - 0.5, max(ax, bx) + 0.5, max(ay, by) + 0.5)
            for naam, (x, y, rechts, onder) in vakken.items():
                binnen = (x + 1, y + 1, rechts - 1, onder - 1)
                assert not overlap(lijn, binnen), f"{pijl.van.stap.naam} → {pijl.naar.stap.naam} loopt door {naam}"
            assert lijn[0] >= 0 and lijn[2] <= tekening.breedte
            stukken.append((pijl, lijn))
    for (pijl, a), (ander, b) in combinations(stukken, 2):
        if pijl.van is ander.van or pijl.naar is ander.naar or not overlap(a, b):
            continue
        liggend, ook_liggend = a[3] - a[1] == 1, b[3] - b[1] == 1
        waar = f"{pijl.van.stap.naam} → {pijl.naar.stap.naam} over {ander.van.stap.naam} → {ander.naar.stap.naam}"
        assert liggend != ook_liggend, waar
    for baan in tekening.banen:
        assert all(tekstbreedte(regel, KORREL) * DIK <= baan.breedte for regel in baan.naam)
        assert len(baan.naam) * REGEL <= tekening.kop < min(vak.y for vak in tekening.vakken)
    for vak in tekening.vakken:
        for regel in (*vak.als, *vak.kop, *vak.klein):
            assert tekstbreedte(regel, KORREL_KLEIN) <= BREEDTE - 2 * MARGE
        assert all(tekstbreedte(regel, KORREL) <= BREEDTE - 2 * MARGE for regel in vak.titel)


@pytest.mark.parametrize(("tenant_id", "procedure"), ALLE, ids=lambda deel: deel)
def test_elke_procedure_is_leesbaar_getekend(tenant_id, procedure):
    wie = TENANTS[tenant_id]
    organen = {naam: orgaan.titel for naam, orgaan in wie.organen.items()}
    toets_leesbaar(indelen(wie.procedures[procedure], wie.rolnaam, organen))


@pytest.mark.parametrize(("tenant_id", "procedure"), ALLE, ids=lambda deel: deel)
def test_de_tekening_staat_op_zichzelf_en_zegt_alles(tenant_id, procedure):
    wie, tekst = TENANTS[tenant_id], diagram.svg(TENANTS[tenant_id], procedure)
    plaat = ElementTree.fromstring(tekst)
    assert plaat.get("role") == "img"
    ids = plaat.get("aria-labelledby").split()
    assert [plaat.find(f"{SVG}title").get("id"), plaat.find(f"{SVG}desc").get("id")] == ids
    assert {deel.tag for deel in plaat.iter()} <= {
        SVG + naam for naam in ("svg", "title", "desc", "rect", "path", "circle", "text")
    }
    attributen = {naam for deel in plaat.iter() for naam in deel.attrib}
    assert not [naam for naam in attributen if naam == "style" or naam.startswith("on") or "href" in naam]
    woorden = " ".join(deel.text for deel in plaat.iter(f"{SVG}text"))
    zonder_breuk = re.sub(r"[ -]", "", woorden)
    uitleg = plaat.find(f"{SVG}desc").text
    for stap in wie.procedures[procedure].stappen:
        for deel in filter(None, (stap.titel, stap.als, stap.termijn, wie.rolnaam(stap.door))):
            assert re.sub(r"[ -]", "", deel) in zonder_breuk
            assert deel in uitleg


@st.composite
def procedures(draw) -> Procedure:
    """Any procedure of up to 25 steps: branches, loops, long jumps, several steps of one role side by side."""
    aantal = draw(st.integers(1, 25))
    stappen = []
    for nummer in range(aantal):
        na = (
            draw(st.sets(st.integers(0, aantal - 1).filter(lambda v, n=nummer: v != n), max_size=3))
            if nummer
            else set()
        )
        eerder = {draw(st.integers(0, nummer - 1))} if nummer else set()
        stappen.append(
            Stap(
                naam=f"s{nummer}",
                titel=draw(
                    st.sampled_from(["Kort", "Een titel van gewone lengte", "Toelaatbaarheidsverklaringsaanvraag"])
                ),
                door=draw(st.sampled_from(ROLLEN)),
                na=[f"s{vorige}" for vorige in sorted(na | eerder)],
                als=draw(st.sampled_from(["", "als het dossier nog niet compleet is"])),
                termijn=draw(st.sampled_from(["", "binnen zes weken na de dag van ontvangst"])),
                einde=draw(st.booleans()),
            )
        )
    return Procedure(titel="Verzonnen", dienst="commissie", uitleg="x", stappen=stappen, bron="Verzonnen")


@settings(max_examples=150, deadline=None)
@given(procedures())
def test_ook_elke_andere_procedure_tot_vijfentwintig_stappen(procedure):
    toets_leesbaar(
        indelen(procedure, lambda rol: f"{rol} met een heel erg lange naam die in geen twee regels past", {})
    )


def test_een_onbekende_procedure_is_er_niet(po):
    with pytest.raises(KeyError):
        diagram.svg(po, "bestaat_niet")


def test_een_te_lang_woord_wordt_afgebroken():
    woord = "toelaatbaarheidsverklaringsaanvraagprocedure"
    delen = regels(woord, 100, 14)
    assert len(delen) > 1
    assert "".join(deel.removesuffix("-") for deel in delen) == woord
