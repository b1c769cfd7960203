"""`./meedoen tenants check`, `new` en `diagram`: wat er op het scherm komt, en met welke afloop."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tenants import registry
from tenants.commands import main
from tenants.registry import load_tenant

WIE = "samenwerkingsverband.toml"


class TestCheck:
    def test_de_vijf_zijn_goed_en_krijgen_elk_een_regel(self, capsys):
        assert main(["check"]) == 0
        regels = capsys.readouterr().out.splitlines()
        assert [regel.partition(":")[0] for regel in regels] == [map_.name for map_ in registry.folders(registry.MAP)]
        assert len(regels) >= 5
        assert "procedures; sbo, so; vanaf " in next(regel for regel in regels if regel.startswith("swv2202po"))

    def test_elke_fout_van_elk_samenwerkingsverband(self, veranderd, capsys):
        map_ = veranderd("swv2202po", "procedure.toml", "weken = 8", "weken = 10")
        veranderd("swv2202po", WIE, '"#005f63"', '"#ffee00"')
        (map_ / "brieven/bericht_klaar.md").unlink()
        veranderd("swv2201vo", "procedure.toml", "weken = 8", "weken = 9")
        assert main(["check", str(map_.parent)]) == 1
        uit = capsys.readouterr().out
        assert "swv2202po: 3 fouten" in uit
        assert "swv2201vo: 1 fout\n" in uit
        assert "langer dan de 8 weken" in uit and "te licht" in uit and "deze brief ontbreekt" in uit

    def test_fouten_in_de_vorm_verbergen_elkaar_niet(self, veranderd, capsys):
        map_ = veranderd("swv2202po", "procedure.toml", "weken = 8", "weken = true")
        veranderd("swv2202po", WIE, 'sector = "PO"', 'sector = "MBO"')
        assert main(["check", str(map_)]) == 1
        assert "swv2202po: 2 fouten" in capsys.readouterr().out

    def test_twee_mappen_met_hetzelfde_nummer(self, veranderd, capsys):
        map_ = veranderd("swv2202po", WIE, "id", "id")
        shutil.copytree(map_, map_.with_name("tweede"))
        veranderd("tweede", WIE, 'id = "swv2202po"', 'id = "tweede"')
        assert main(["check", str(map_.parent)]) == 1
        assert "PO2202 hoort al bij swv2202po" in capsys.readouterr().out

    def test_een_map_die_er_niet_is(self, tmp_path, capsys):
        assert main(["check", str(tmp_path / "nergens")]) == 1
        assert main(["check", str(tmp_path)]) == 1
        assert "bestaat niet" in (fout := capsys.readouterr().err)
        assert "staat geen samenwerkingsverband" in fout


class TestNew:
    @pytest.mark.parametrize("nummer", ["PO2203", "PO2710", "VO2002", "VO3001"])
    def test_een_nieuwe_map_is_meteen_goed(self, tmp_path, capsys, nummer):
        assert main(["new", "nieuw", "--nummer", nummer, "--map", str(tmp_path)]) == 0
        assert main(["check", str(tmp_path)]) == 0
        nieuw = load_tenant(tmp_path / "nieuw")
        assert (nieuw.swv_nummer, nieuw.sector) == (nummer, nummer[:2])
        assert nieuw.gemeenten
        assert "2 procedures" in capsys.readouterr().out

    def test_elk_nummer_met_een_eigen_gebied_kan(self, tmp_path):
        from tenants import organisaties, template

        gedaan = 0
        for wie in organisaties.samenwerkingsverbanden():
            try:
                bestanden = template.files("nieuw", wie.id, registry.vandaag())
            except template.Onmogelijk:
                assert wie.id.endswith("0001"), wie  # de landelijke hebben geen eigen gebied
                continue
            assert registry.faults("nieuw", bestanden) == [], wie
            gedaan += 1
        assert gedaan > 140

    def test_het_nummer_mag_in_de_naam_staan(self, tmp_path):
        assert main(["new", "swv2203po", "--map", str(tmp_path)]) == 0
        assert main(["new", "swv2002", "--sector", "vo", "--map", str(tmp_path)]) == 0
        assert {map_.name for map_ in registry.folders(tmp_path)} == {"swv2203po", "swv2002"}

    @pytest.mark.parametrize(
        ("woorden", "zin"),
        [
            (["nieuw"], "Noem het nummer"),
            (["nieuw", "--nummer", "PO9999"], "Een samenwerkingsverband PO9999 bestaat niet."),
            (["nieuw", "--nummer", "PO2203", "--sector", "VO"], "geen nummer van een VO-samenwerkingsverband"),
            (["Nieuw!", "--nummer", "PO2203"], "kleine letters en cijfers"),
            (["../nieuw", "--nummer", "PO2203"], "kleine letters en cijfers"),
            (["nieuw", "--nummer", "PO0001"], "geen gemeenten bekend"),
        ],
    )
    def test_wat_niet_kan_wordt_gezegd_en_er_komt_geen_map(self, tmp_path, capsys, woorden, zin):
        assert main(["new", *woorden, "--map", str(tmp_path)]) == 1
        assert zin in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []

    def test_een_naam_of_nummer_dat_al_bestaat(self, capsys):
        assert main(["new", "swv2202po"]) == 1
        assert "bestaat al" in capsys.readouterr().err
        assert main(["new", "emmen", "--nummer", "PO2202"]) == 1
        assert "PO2202 hoort al bij swv2202po." in capsys.readouterr().err
        assert not (registry.MAP / "emmen").exists()


class TestDiagram:
    def test_naar_de_uitvoer_of_naar_een_bestand(self, tmp_path: Path, capsys):
        assert main(["diagram", "swv2202po", "tlv_aanvraag"]) == 0
        tekening = capsys.readouterr().out
        assert ElementTree.fromstring(tekening).get("role") == "img"
        assert main(["diagram", "swv2202po", "tlv_aanvraag", "--uit", str(tmp_path / "x.svg")]) == 0
        assert (tmp_path / "x.svg").read_text() == tekening

    @pytest.mark.parametrize(
        ("woorden", "zin"),
        [
            (["swv2202po", "sinterklaas"], "swv2202po heeft geen procedure sinterklaas; kies uit "),
            (["swv9999po", "tlv_aanvraag"], "Er is geen samenwerkingsverband swv9999po; kies uit "),
            (["swv2202po", "tlv_aanvraag", "--uit", "/nergens/x.svg"], "kan hier niet worden geschreven"),
        ],
    )
    def test_wat_niet_kan_wordt_gezegd(self, capsys, woorden, zin):
        assert main(["diagram", *woorden]) == 1
        assert zin in capsys.readouterr().err


@pytest.mark.parametrize("woorden", [["chek"], ["diagram", "swv2202po"], ["new", "x", "--kleur", "rood"]])
def test_onbegrepen_woorden_zijn_een_zin(woorden, capsys):
    with pytest.raises(SystemExit) as einde:
        main(woorden)
    assert einde.value.code == 2
    assert "begrijpt meedoen tenants niet" in capsys.readouterr().err


def test_zonder_woorden_staat_er_wat_er_kan(capsys):
    assert main([]) == 2
    assert "tenants diagram TENANT PROCEDURE" in capsys.readouterr().err
    assert main(["--help"]) == 0
