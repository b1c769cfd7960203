"""A rule on what may not be in a dossier must say something, and never forbid what is asked for."""

import pytest

from tests.specs.tenants.test_weigering import weigering

BEGIN = "[[mag_niet]]\n"
ERBIJ = (
    '[[mag_niet]]\nnaam = "fout"\ntitel = "Fout"\nuitleg = "Fout."\n{}\nbron = "Een bron die er is"\n\n[[mag_niet]]\n'
)


@pytest.mark.parametrize(
    ("regel", "zin"),
    [
        ("woorden = []", "de regel zegt niet wat er niet in mag"),
        ('documenten = ["opp"]', "opp is in hetzelfde geval verplicht"),
        ('documenten = ["kookboek"]', "kookboek is geen document van dit recept"),
        ('documenten = ["medische_gegevens"]\ntenzij = ["volgens"]', "tenzij hoort bij woorden"),
        ('niet_gevraagd = true\nals = { vraag = "duur_advies", is_een_van = ["een eeuw"] }', "is geen antwoord op"),
    ],
)
def test_een_regel_die_niet_kan_wordt_geweigerd(veranderd, regel, zin):
    assert zin in weigering(veranderd("swv2202po", "recept_sbo.toml", BEGIN, ERBIJ.format(regel)))


def test_alleen_een_datum_kan_in_de_toekomst_liggen(veranderd):
    map_ = veranderd("swv2202po", "recept_sbo.toml", 'soort = "ja_nee"', 'soort = "ja_nee"\ntoekomst = true')
    assert "toekomst hoort alleen bij een vraag van de soort datum" in weigering(map_)


def test_een_kenmerk_verwijst_naar_een_antwoord_dat_er_is(veranderd):
    merk = "[[kenmerken]]\n"
    los = '[[kenmerken]]\nnaam = "emb"\ntitel = "EMB"\ncommissie = "Let op."\nbron = "Een bron die er is"\n'
    los += 'als = { vraag = "moment", is_een_van = ["ooit"] }\n\n'
    map_ = veranderd("swv2201vo", "recept_pro.toml", merk, los + merk)
    assert "“ooit” is geen antwoord op de vraag moment" in weigering(map_)
