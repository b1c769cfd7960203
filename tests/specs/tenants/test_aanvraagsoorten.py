"""Elke soort aanvraag per samenwerkingsverband: wat docs/aanvraagsoorten.md zegt, doen de recepten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from services.intake.criteria import LIJST, lijst_in_woorden
from tenants.registry import get, load_all
from web.filling.toetsen import uitkomst

TABEL = (Path(__file__).parents[3] / "docs" / "aanvraagsoorten.md").read_text()
OP = date(2027, 1, 11)


def rijen() -> list[list[str]]:
    """De rijen van de tabel: samenwerkingsverband, soort, nodig, hooguit oud, tekent, mag niet, bron."""
    alle = [[cel.strip() for cel in regel.strip("|\n ").split("|")] for regel in TABEL.splitlines() if "|" in regel]
    return [rij for rij in alle if len(rij) == 7 and rij[0].startswith("`swv")]


def recepten() -> list[tuple[str, str]]:
    return [
        (id, soort) for id, tenant in sorted(load_all().items()) if id.startswith("swv") for soort in tenant.soorten
    ]


@pytest.mark.parametrize(("tenant", "soort"), recepten())
def test_de_tabel_zegt_wat_het_recept_vraagt(tenant: str, soort: str):
    rij = next((r for r in rijen() if r[0] == f"`{tenant}`" and r[1] == soort), None)
    assert rij is not None, f"docs/aanvraagsoorten.md mist {tenant} {soort}"
    recept = get(tenant, OP).recept(soort)
    nodig = {d.soort for d in recept.documenten if d.verplicht}
    oud = {f"{d.soort} {d.maximaal_maanden}" for d in recept.documenten if d.maximaal_maanden}
    tekent = {f"{d.soort}: {wie}" for d in recept.documenten for wie in d.handtekeningen}
    mag_niet = {regel.naam for regel in recept.mag_niet}
    gevonden = (nodig, oud, tekent, mag_niet)
    assert tuple(set(cel.split(", ")) - {"-"} for cel in rij[2:6]) == gevonden


def test_er_staat_geen_recept_in_de_tabel_dat_er_niet_is():
    assert {(rij[0].strip("`"), rij[1]) for rij in rijen()} == set(recepten())


#: Wat de tabel "hoe het heet in het recept" noemt: per route het kenmerk dat de commissie ziet.
KENMERKEN = {
    ("swv2510po", "so"): {"onderinstroom", "overgangsarrangement", "herindicatie", "andere_categorie", "emb"},
    ("swv2510po", "sbo"): {"onderinstroom", "overgangsarrangement", "herindicatie"},
    ("swv2201vo", "vso"): {"observatieplaatsing", "herindicatie"},
    ("swv2201vo", "pro"): {"bijzondere_regeling", "al_lwoo", "al_vso"},
    ("swv2202vo", "pro"): {"bijzondere_regeling"},
    ("swv2305vo", "pro"): {"bijzondere_regeling"},
}


@pytest.mark.parametrize(("wie", "namen"), KENMERKEN.items())
def test_elke_route_van_het_plan_is_een_kenmerk_voor_de_commissie(wie: tuple[str, str], namen: set[str]):
    assert {k.naam for k in get(*wie[:1], OP).recept(wie[1]).kenmerken} >= namen


class TestBijzondereRegeling:
    """Seed 004, bijlage 2, par. 4 en 6a: elke bijzondere groep heeft een eigen criterium en een eigen kopie."""

    @pytest.mark.parametrize(
        ("groep", "vragen", "kenmerk"),
        [
            ("een aanwijzing lwoo", {"toename"}, "al_lwoo"),
            ("een TLV voor so of vso", {"grond_vso"}, "al_vso"),
            ("een OPP in het voortgezet onderwijs", set(), None),
        ],
    )
    def test_per_groep(self, groep: str, vragen: set[str], kenmerk: str | None):
        recept = get("swv2201vo", OP).recept("pro")
        moment = next(k for k in recept.vragen[0].keuzes if k.startswith("bijzondere regeling"))
        antwoorden = {"moment": moment, "bijzondere_groep": groep}
        gevraagd = {v.naam for v in recept.vragen_voor(antwoorden)}
        assert gevraagd & {"toename", "grond_vso"} == vragen
        assert {k.naam for k in recept.kenmerken_voor(antwoorden)} == {"bijzondere_regeling"} | (
            {kenmerk} if kenmerk else set()
        )
        gewoon = {"moment": recept.vragen[0].keuzes[0], "bijzondere_groep": groep}
        assert not {v.naam for v in recept.vragen_voor(gewoon)} & {"bijzondere_groep", "toename", "grond_vso"}


class TestLijstVanDeMinister:
    """De lijst staat in geen van de plannen: wie nakeek of een toets erop staat, staat in woorden op het scherm."""

    @pytest.mark.parametrize("tenant", ["swv2201vo", "swv2202vo", "swv2305vo"])
    def test_school_en_commissie_lezen_wie_het_nakeek(self, tenant: str):
        recept = get(tenant, OP).recept("pro")
        vraag = next(v for v in recept.vragen if v.naam == "toetsen_op_lijst")
        assert "staat niet in Meedoen" in vraag.uitleg
        for antwoord, woord in (
            ("ja", "de commissie kijkt dat na"),
            ("nee", "niet worden ingediend"),
            ("", "nog niet"),
        ):
            zin = lijst_in_woorden(recept, {"toetsen_op_lijst": antwoord})
            assert zin.startswith(LIJST) and woord in zin
            assert uitkomst(recept, {"toetsen_op_lijst": antwoord}).lijst == zin

    def test_zonder_toetsen_geen_zin(self):
        assert lijst_in_woorden(get("swv2201vo", OP).recept("vso"), {}) == ""


def test_lwoo_is_nergens_een_aanvraag_bij_het_samenwerkingsverband():
    """Seed 004, par. 5.6: opting-out, de school besluit in mandaat. De andere plannen noemen lwoo niet."""
    assert all("lwoo" not in soort for _, soort in recepten())
    vraag = next(v for v in get("swv2201vo", OP).recept("pro").vragen if v.naam == "andere_schoolsoort")
    assert "besluit de school zelf" in vraag.uitleg
