"""The profile of OSO for a samenwerkingsverband: every rule, alone and together with any others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infra.demo.oso import Tak, dossier, plek, xml
from services.intake.oso.lezen import Gelezen, Geweigerd, lezen
from services.intake.oso.profiel import (
    FAMILIE,
    MELDEN,
    REGELS,
    SOORTEN,
    VAN_HET_PROFIEL,
    VAN_NAAMRUIMTE,
    VERSIES,
    WEGLATEN,
    WEIGEREN,
    Versie,
)
from services.intake.oso.reader import Fout, parse
from tests.specs.intake.oso.gebroken import BREKEN, BSN, GIF, KIND, goed, zet, zonder

ROOT = Path(__file__).parents[4]


def uitkomst(boom: list[Tak]) -> Gelezen | Geweigerd:
    return lezen(*parse(xml(boom)))


def gelezen(boom: list[Tak]) -> Gelezen:
    gevonden = uitkomst(boom)
    assert isinstance(gevonden, Gelezen), gevonden
    return gevonden


def waarden(boom: list[Tak]) -> dict[str, str]:
    return {waarde.sleutel: waarde.waarde for waarde in gelezen(boom).waarden}


def test_elke_regel_van_het_profiel_heeft_een_besluit_en_een_toets():
    """44 rules: five codes stand for two of them."""
    assert len(VAN_HET_PROFIEL) == len(set(VAN_HET_PROFIEL)) == 44
    assert set(BREKEN) == set(VAN_HET_PROFIEL)
    assert Counter(REGELS[code].besluit for code in VAN_HET_PROFIEL) == {WEGLATEN: 29, WEIGEREN: 8, MELDEN: 7}


def test_de_bladzijde_over_oso_noemt_elke_regel_met_haar_besluit():
    tabel = (ROOT / "docs" / "oso.md").read_text()
    for regel in REGELS.values():
        assert f"| {regel.code} | {regel.besluit} | {regel.zin} |" in tabel, regel.code


@pytest.mark.parametrize("soort", SOORTEN)
def test_een_goed_dossier_wordt_gelezen_zonder_melding(soort: str):
    dossier = gelezen(goed(soort))
    assert dossier.meldingen == []
    assert {weg.regel for weg in dossier.weggelaten} == {"NIET NODIG"}
    assert dossier.soort == soort and dossier.school == "16MA00" and dossier.herkomst == "Leerlingbeeld 7"
    assert not dossier.adres_geheim


def test_wat_er_gelezen_is_staat_er_met_zijn_eigen_dag():
    dossier = gelezen(goed())
    op = {waarde.sleutel: (waarde.waarde, waarde.op.isoformat(), waarde.eigen_datum) for waarde in dossier.waarden}
    assert op["leerling/geboren_op"] == ("9 mei 2017", "2026-11-02", False)
    assert op["leerling/groep"] == ("groep 5", "2026-11-02", False)
    assert op["ouders/1/naam"] == ("Marit Zwanenburg", "2026-11-02", False)
    assert op["ouders/1/relatie"][0] == "moeder"
    assert op["ondersteuning/opp/1"] == ("vanaf 14 september 2026", "2026-09-14", True)
    assert op["toetsen/1/1"] == ("IV IV", "2026-01-21", True)


@pytest.mark.parametrize("code", VAN_HET_PROFIEL)
def test_elke_gebroken_regel_doet_wat_er_is_besloten(code: str):
    soort, breek = BREKEN[code]
    boom = goed(soort or "POSWV")
    breek(boom)
    gevonden, besluit = uitkomst(boom), REGELS[code].besluit
    if besluit == WEIGEREN:
        assert isinstance(gevonden, Geweigerd) and code in [regel.regel for regel in gevonden.regels]
        return
    assert isinstance(gevonden, Gelezen)
    if besluit == MELDEN:
        assert code in [melding.regel for melding in gevonden.meldingen]
    else:
        assert REGELS[code].zin in [weg.reden for weg in gevonden.weggelaten if weg.regel == code]
    assert GIF not in msgspec.json.encode(gevonden).decode()


@given(codes=st.sets(st.sampled_from(sorted(VAN_HET_PROFIEL))), soort=st.sampled_from(SOORTEN))
def test_welke_regels_ook_samen_gebroken_zijn(codes: set[str], soort: str):
    """Refused exactly when one of them refuses; else all that may not be read is out, each with its reason."""
    assume(not {"PaO.SO01", "PaO.SO02"} <= codes)
    boom = goed(soort)
    # One that takes a whole part away goes last, or what broke another rule goes with it.
    gebroken = [code for code in BREKEN if code in codes and BREKEN[code][0] in (None, soort)]
    if "PaO.OV01" in gebroken:
        gebroken = [code for code in gebroken if not code.startswith(("PaO.OV03", "PaO.OV04", "PaO.OV05"))]
    if "PaO.LL05" in gebroken:
        gebroken = [code for code in gebroken if code not in ("PaO.LL04", "PaO.LL06", "PaO.LL09")]
    if {"PaO.LL06", "PaO.LL09"} & set(gebroken):  # they say that the address is secret, so that is no longer missing
        gebroken = [code for code in gebroken if code != "PaO.LL04"]
    for code in gebroken:
        BREKEN[code][1](boom)
    gevonden = uitkomst(boom)
    weigert = {code for code in gebroken if REGELS[code].besluit == WEIGEREN}
    assert isinstance(gevonden, Geweigerd) == bool(weigert)
    if isinstance(gevonden, Geweigerd):
        assert weigert == {regel.regel for regel in gevonden.regels}
        assert BSN not in str(gevonden)
        return
    gezegd = {weg.regel for weg in gevonden.weggelaten} | {melding.regel for melding in gevonden.meldingen}
    assert set(gebroken) - gezegd == set()
    assert GIF not in msgspec.json.encode(gevonden).decode()


# ------------------------------------------------------------------------------------ secret addresses


def _adressen(boom: list[Tak]) -> list[str]:
    return [sleutel for sleutel in waarden(boom) if "/adres/" in sleutel]


@pytest.mark.parametrize("hoe", ["true", "1", "TRUE", "ja", "misschien"])
def test_van_een_geheim_adres_blijft_alleen_dat_het_geheim_is(hoe: str):
    """Whatever does not clearly say that it is no secret is one; who lives with the pupil has no address either."""
    boom = goed()
    zet(plek(boom, *KIND), "adresgeheim", hoe)
    dossier = gelezen(boom)
    assert dossier.adres_geheim and _adressen(boom) == []
    assert "Veenweg" not in msgspec.json.encode(dossier).decode()
    assert "HUISGENOOT" in {weg.regel for weg in dossier.weggelaten}
    assert waarden(boom)["leerling/adres_geheim"] == "ja"


def test_wie_niets_zegt_over_geheim_heeft_geen_adres():
    boom = goed()
    zonder(plek(boom, *KIND), "adresgeheim")
    assert _adressen(boom) == []
    assert not gelezen(boom).adres_geheim  # it is not known to be one


# ----------------------------------------------------------------------------------------------- a BSN


@pytest.mark.parametrize("naam", ["bsn", "BSN", "onderwijsnummer", "persoonsgebondennummer"])
@pytest.mark.parametrize("pad", [(), KIND, (*KIND, "verzorger"), ("metadata",)])
def test_een_nummer_weigert_waar_het_ook_staat(naam: str, pad: tuple[str, ...]):
    boom = goed()
    plek(boom, *pad).append((naam, BSN))
    gevonden = uitkomst(boom)
    assert isinstance(gevonden, Geweigerd) and BSN not in str(gevonden)


@pytest.mark.parametrize(
    "tekst", [f"zie BSN {BSN}", f"burgerservicenummer: {BSN}", BSN, "9999.90.342", f"het bsn is {BSN}, dank"]
)
def test_een_bsn_in_een_zin_en_die_zin_wordt_niet_gelezen(tekst: str):
    boom = goed()
    plek(boom, *KIND).append(("overstapadvies", [("argumentatie", tekst), ("aandachtspunten", "Rust in de klas.")]))
    dossier = gelezen(boom)
    assert waarden(boom)["advies/aandachtspunten"] == "Rust in de klas."
    assert "BSN" in {weg.regel for weg in dossier.weggelaten}
    assert BSN not in msgspec.json.encode(dossier).decode() and "90.342" not in msgspec.json.encode(dossier).decode()


def test_een_bsn_in_de_naam_van_een_bijlage_en_zij_komt_niet_mee():
    boom = goed()
    plek(boom, *KIND).append(
        ("overigdocumentlijst", [("document", [("bestandsnaam", f"{BSN}.pdf"), ("bestandsinhoud", "eA==")])])
    )
    dossier = gelezen(boom)
    assert dossier.bijlagen == [] and BSN not in msgspec.json.encode(dossier).decode()


# --------------------------------------------------------------------------------- what a school turned off


@pytest.mark.parametrize("uit", ["VERBODEN", "OPT-UIT"])
def test_wat_de_school_uitzette_wordt_niet_gelezen(uit: str):
    boom = goed()
    zet(plek(boom, "metadata", "categorie_uitlevering"), "cat_toetsresultaten", uit)
    zet(plek(boom, "metadata", "categorie_uitlevering"), "cat_ouderinzage", uit)
    dossier = gelezen(boom)
    assert {weg.veld for weg in dossier.weggelaten if weg.regel == "UITLEVERING"} == {"Toetsen", "Inzage door ouders"}
    assert not {w.blok for w in dossier.waarden} & {"toetsen", "inzage"}


@given(
    naam=st.from_regex(r"[a-z]{3,12}", fullmatch=True),
    tekst=st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"])),
)
def test_een_veld_dat_niemand_kent_wordt_niet_gelezen(naam: str, tekst: str):
    boom = goed()
    voor = waarden(boom)
    assume(naam not in {"bsn", "pgn", "vir", "zat", "gba", "stage"} and naam not in {n for n, _ in plek(boom, *KIND)})
    plek(boom, *KIND).append((f"x{naam}", f"{GIF}{tekst}"))
    dossier = gelezen(boom)
    assert {w.sleutel: w.waarde for w in dossier.waarden} == voor
    assert "ONBEKEND" in {weg.regel for weg in dossier.weggelaten}
    assert GIF not in msgspec.json.encode(dossier).decode()


def test_een_versie_erbij_is_een_regel_in_de_tabel():
    """Only 2019.1 is public: each version has a namespace of its own, and what is in none of them is refused."""
    assert {versie.naam for versie in VERSIES} == {"2019.1"} and set(VAN_NAAMRUIMTE) == {v.naamruimte for v in VERSIES}
    assert all(versie.naamruimte.startswith(FAMILIE) for versie in VERSIES)
    _, versie = parse(xml(dossier()))
    assert versie == VERSIES[0]
    # A dossier of another version of the check is read by its own row.
    later = Versie("2019.2", versie.naamruimte, "2019.2.0")
    boom = parse(xml(dossier()))[0]
    gelezen = lezen(boom, later)
    assert isinstance(gelezen, Gelezen) and "PaO.MD02" in {melding.regel for melding in gelezen.meldingen}
    with pytest.raises(Fout, match="versie"):
        parse(xml(dossier(), f"{FAMILIE}2024/dossier"))
