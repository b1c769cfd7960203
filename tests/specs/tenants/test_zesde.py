"""Een zesde, verzonnen samenwerkingsverband verschilt in alles van de andere vijf, en is alleen een map."""

from itertools import combinations
from pathlib import Path

import pytest

from tenants import diagram, registry
from tenants.commands import main
from tenants.registry import load_folder
from tenants.schema import Tenant

MAP = Path(__file__).parent / "zesde"
ZESDE = load_folder(MAP).get("zwerfkei")
VIJF = [load_folder(registry.MAP).get(map_.name) for map_ in registry.folders(registry.MAP)]

# Waarin samenwerkingsverbanden kunnen verschillen, en hoe dat te zien is.
DIMENSIES = {
    "hoe rollen heten": lambda t: t.rolnamen,
    "organen": lambda t: {naam: orgaan.titel for naam, orgaan in t.organen.items()},
    "gebied": lambda t: (t.gemeenten, t.gebied.besturen),
    "deskundigen": lambda t: [(plek.disciplines, plek.extern) for plek in t.commissie.plekken],
    "wie het eindadvies maakt en wie beslist": lambda t: (
        t.commissie.eindadvies_door, [(m.beslist, m.als) for m in t.mandaten],
    ),
    "termijnen": lambda t: (t.termijnen.beslistermijn.weken, t.termijnen.hersteltermijn_dagen),
    "streeftermijnen": lambda t: [(s.aantal, s.eenheid, s.aandeel) for s in t.termijnen.streeftermijnen],
    "opschorten": lambda t: (t.opschorten.gronden, t.opschorten.hoogstens_weken),
    "vergaderen": lambda t: (t.vergaderen.wanneer, t.vergaderen.ritme),
    "soorten": lambda t: {naam: soort.categorieen for naam, soort in t.soorten.items()},
    "geldigheid": lambda t: [(g.soort, g.leeftijd_van, g.max_jaren, g.hele_schoolloopbaan) for g in t.tlv.geldigheid],
    "vragen en documenten": lambda t: [
        (naam, [v.naam for v in r.vragen], [d.soort for d in r.documenten]) for naam, r in t.recepten.items()
    ],
    "instroom": lambda t: t.instroom.momenten,
    "plaatsen": lambda t: t.plaatsen and (t.plaatsen.herinneren_na_dagen, t.plaatsen.volverklaring_hoogstens_maanden),
    "bezwaar": lambda t: (t.bezwaar.adviescommissie, t.bezwaar.gesprek_door, t.bezwaar.uitkomsten),
    "bewaren": lambda t: [(b.soort, b.jaren) for b in t.bewaren],
    "verdeling": lambda t: [(v.soort, v.cent, v.leerlingen) for v in t.financien.verdeling],
    "procedures": lambda t: {naam: [s.naam for s in p.stappen] for naam, p in t.procedures.items()},
    "overleg en formulieren": lambda t: (list(t.overleggen), list(t.formulieren)),
    "wat ouders lezen": lambda t: t.openbare_stappen,
    "brieven": lambda t: t.brieven["besluit_bekendgemaakt"].splitlines()[0],
    "huisstijl": lambda t: t.thema.accent,
}  # fmt: skip


def test_de_map_alleen_is_genoeg(capsys):
    assert load_folder(MAP).gebreken == {}
    assert main(["check", str(MAP)]) == 0
    assert "zwerfkei: Coöperatie De Zwerfkei; 2 procedures; so" in capsys.readouterr().out


@pytest.mark.parametrize("dimensie", DIMENSIES)
def test_het_zesde_is_in_alles_anders_dan_elk_van_de_vijf(dimensie):
    kijk = DIMENSIES[dimensie]
    assert len(VIJF) == 5
    assert kijk(ZESDE) not in [kijk(ander) for ander in VIJF]


def test_ook_de_vijf_zijn_geen_kopie_van_elkaar():
    def anders(een: Tenant, ander: Tenant) -> int:
        return sum(kijk(een) != kijk(ander) for kijk in DIMENSIES.values())

    for een, ander in combinations(VIJF, 2):
        assert anders(een, ander) >= 14, (een.id, ander.id)


@pytest.mark.parametrize("procedure", ZESDE.procedures)
def test_elke_procedure_van_het_zesde_is_getekend_met_de_eigen_namen(procedure):
    tekening = diagram.svg(ZESDE, procedure)
    assert "Kindbegeleider" in tekening
    assert "De Zwerfkei" in tekening


def test_nergens_in_de_code_staat_het_zesde():
    code = [b for map_ in ("web", "infra", "services", "tenants") for b in (registry.MAP.parent / map_).rglob("*.py")]
    assert len(code) > 200
    assert not [bestand for bestand in code if "zwerfkei" in bestand.read_text().lower()]
