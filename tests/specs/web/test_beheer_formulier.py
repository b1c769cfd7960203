"""Van verklaring naar formulier en terug: wat niet verandert, verandert geen letter; alles kan veranderen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants import schema
from tenants.registry import registry
from web.filling import beheer_formulier as formulier
from web.filling import beheer_verwerken as verwerking
from web.filling.beheer_boom import (
    OnbekendePlek,
    Regels,
    bestand_en_pad,
    lees_regels,
    pad_van,
    plek_van_fout,
    soort_van,
    tekst_van,
    waarde_op,
)
from web.filling.beheer_lezen import deel, herkomst
from web.filling.beheer_schema import Fout, Soort, Veldsoort, lezen, schrijven, veld, velden
from web.filling.beheer_woorden import DELEN, LABELS, label

TENANTS = {naam: lees_regels(versies[0].bestanden) for naam, versies in registry().versies.items()}
PO = TENANTS["swv2202po"]
BRON = "Besluit van het bestuur van 12 november 2026"
SLEUTELS = [sleutel for _, _, delen in DELEN for sleutel, _, _ in delen]


def bladen(regels: Regels, pad) -> Iterator[tuple]:
    """Every page of a part: the part itself, and every row in it."""
    yield pad
    for _, lijst in formulier.lijsten(regels, pad):
        inhoud = waarde_op(regels.data, lijst)
        for sleutel in inhoud if isinstance(inhoud, dict) else range(len(inhoud or [])):
            yield from bladen(regels, (*lijst, sleutel))


def alle(naam: str) -> list[tuple]:
    return [pad for sleutel in SLEUTELS for pad in bladen(TENANTS[naam], pad_van(sleutel))]


BLADEN = {naam: alle(naam) for naam in TENANTS}


@pytest.mark.parametrize("naam", TENANTS)
def test_een_onveranderd_formulier_geeft_een_onveranderd_bestand(naam: str):
    regels = TENANTS[naam]
    for pad in BLADEN[naam]:
        uit = verwerking.verwerken(regels, pad, formulier.waarden(regels, pad))
        assert uit.teksten == {} and uit.fouten == {} and uit.onbekend == set(), tekst_van(pad)


def test_elke_sleutel_van_het_schema_heeft_een_bladzijde():
    """But `brieven` (pages of their own) and the keys of lists, which have a page per row."""
    assert {v.naam for v in velden(schema.Tenant)} == {
        *(v.naam for v in velden(schema.Tenant) if (v.naam,) in [pad_van(s) for s in SLEUTELS if s != "algemeen"]),
        *(plaats.pad[0] for plaats in formulier.plaatsen(PO, ())),
        "brieven",
    }


def _structs(klasse: type, gezien: set[type]) -> Iterator[type]:
    if klasse in gezien:
        return
    gezien.add(klasse)
    yield klasse
    for v in velden(klasse):
        if v.soort.klasse:
            yield from _structs(v.soort.klasse, gezien)


def test_elke_sleutel_heeft_een_nederlandse_naam():
    for klasse in _structs(schema.Tenant, set()):
        for v in velden(klasse):
            naam = label(v.klasse, v.naam)
            assert "_" not in naam and naam[:1].strip(), v.id
    weg = {sleutel for sleutel in LABELS if "." in sleutel} - {
        v.id for klasse in _structs(schema.Tenant, set()) for v in velden(klasse)
    }
    assert weg == set(), "een naam voor een sleutel die niet bestaat"


ANDERS = {
    "tekst": "Iets anders",
    "getal": "3",
    "datum": "2027-08-01",
    "teksten": "een\ntwee",
}


def _ander(regels: Regels, plaats: formulier.Plaats, nu: dict[str, str]) -> dict[str, str]:
    """What somebody could send for this field to change it."""
    v = plaats.veld
    mogelijk = formulier.mogelijk_bij(plaats, regels)
    if formulier.vinkjes(plaats, regels):
        keus = mogelijk[0].waarde
        aan = nu.get(f"{plaats.naam}:{keus}", "")
        return {f"{plaats.naam}:{keus}": "" if aan else "ja", f"{plaats.naam}:": "ja"}
    if v.soort.aard == "ja_nee":
        return {plaats.naam: "nee" if nu[plaats.naam] == "ja" else "ja"}
    if mogelijk:
        return {plaats.naam: next((k.waarde for k in mogelijk if k.waarde != nu[plaats.naam]), "")}
    if v.soort.aard == "getal":
        return {plaats.naam: "3" if nu[plaats.naam] != "3" else "4"}
    return {plaats.naam: ANDERS[v.soort.aard]}


def _soorten(naam: str) -> list[tuple]:
    """One page of every kind: the fullest row of each struct."""
    per_soort: dict[str, tuple] = {}
    for pad in BLADEN[naam]:
        soort = soort_van(pad)
        sleutel = soort.klasse.__name__ if soort.aard == "groep" and soort.klasse else tekst_van(pad)
        vol = len(waarde_op(TENANTS[naam].data, pad) or ())
        if sleutel not in per_soort or vol > len(waarde_op(TENANTS[naam].data, per_soort[sleutel]) or ()):
            per_soort[sleutel] = pad
    return list(per_soort.values())


@pytest.mark.parametrize("naam", ["swv2202po", "swv2305vo"])
def test_elke_waarde_kan_veranderen_en_alleen_haar_regel_verandert(naam: str):
    """What is right arrives as data, and no other line of the file changes but its source."""
    regels, geteld = TENANTS[naam], 0
    for pad in _soorten(naam):
        nu = formulier.waarden(regels, pad)
        for plaats in formulier.plaatsen(regels, pad):
            geteld += 1
            uit = verwerking.verwerken(regels, pad, {**nu, **_ander(regels, plaats, nu), formulier.BRON: BRON})
            assert not uit.mislukt and not uit.onbekend, plaats.naam
            assert uit.teksten or plaats.naam in uit.fouten, plaats.naam
            for bestand, tekst in uit.teksten.items():
                oud = regels.teksten.get(bestand, "").split("\n")
                erbij = [r for r in tekst.split("\n") if r not in oud]
                assert len(erbij) <= 3, (plaats.naam, erbij)
    assert geteld > 150


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_wat_iemand_ook_typt_het_komt_terug_op_het_scherm(data):
    """Right or wrong: the field shows afterwards what was typed, or the form refuses without a change."""
    pad = data.draw(st.sampled_from(BLADEN["swv2202po"]))
    plaatsen = [p for p in formulier.plaatsen(PO, pad) if p.veld.soort.aard in ("tekst", "getal", "datum")]
    if not plaatsen:
        return
    plaats = data.draw(st.sampled_from(plaatsen))
    letters = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x85\u2028\u2029")
    getypt = data.draw(st.text(letters, min_size=1, max_size=60)).strip()
    gestuurd = formulier.waarden(PO, pad) | {plaats.naam: getypt, formulier.BRON: BRON}
    uit = verwerking.verwerken(PO, pad, gestuurd)
    if not uit.teksten:
        return
    na = lees_regels({**PO.teksten, **uit.teksten})
    assert na.kapot == {}
    terug = schrijven(waarde_op(na.data, plaats.pad))
    assert terug == (getypt or "") or lezen(plaats.veld, terug) == lezen(plaats.veld, getypt)


def test_fout_getypt_wordt_bewaard_en_gezegd():
    pad = pad_van("termijnen")
    gestuurd = formulier.waarden(PO, pad) | {"termijnen.beslistermijn.weken": "acht", formulier.BRON: BRON}
    uit = verwerking.verwerken(PO, pad, gestuurd)
    assert uit.fouten == {"termijnen.beslistermijn.weken": "Vul een heel getal in, alleen cijfers."}
    na = lees_regels({**PO.teksten, **uit.teksten})
    assert waarde_op(na.data, ("termijnen", "beslistermijn", "weken")) == "acht"
    assert verwerking.fouten(na, pad) == uit.fouten


def test_een_gewijzigde_regel_neemt_de_bron_van_de_wijziging_over():
    pad = pad_van("mandaten.0")
    nu = formulier.waarden(PO, pad) | {"mandaten.0.na_extern_advies": "nee"}
    zonder = verwerking.verwerken(PO, pad, nu)
    assert zonder.fouten[formulier.BRON].startswith("Waarop berust")
    met = verwerking.verwerken(PO, pad, nu | {formulier.BRON: BRON})
    (tekst,) = met.teksten.values()
    assert waarde_op(lees_regels({"procedure.toml": tekst}).data, ("mandaten", 0, "bron")) == BRON
    eigen = verwerking.verwerken(PO, pad, nu | {"mandaten.0.bron": "Mandaatbesluit 2027"})
    assert eigen.fouten == {}


def test_wat_leeg_wordt_gemaakt_gaat_weg_en_een_lege_groep_ook():
    pad = pad_van("mandaten.0")
    gestuurd = formulier.waarden(PO, pad) | {
        "mandaten.0.als.categorie:hoog": "",
        "mandaten.0.als.complex": "",
        formulier.BRON: BRON,
    }
    uit = verwerking.verwerken(PO, pad, gestuurd)
    assert "als" not in lees_regels({**PO.teksten, **uit.teksten}).data["mandaten"][0]


def test_een_verzonnen_veld_wordt_gezien():
    pad = pad_van("ouders")
    assert verwerking.verwerken(PO, pad, formulier.waarden(PO, pad) | {"ouders.x": "1"}).onbekend == {"ouders.x"}


@pytest.mark.parametrize(
    "plek",
    [
        *(
            "",
            "x",
            "brieven",
            "brieven.x",
            "mandaten.x",
            "mandaten.-1",
            "termijnen.x",
            "termijnen.beslistermijn.weken.x",
        ),
        *("mandaten.0.__class__", "soorten.SBO", "soorten.../x", "rolnamen.a b", ".".join(["a"] * 40)),
    ],
)
def test_een_plek_die_er_niet_kan_zijn_is_er_niet(plek: str):
    with pytest.raises(OnbekendePlek):
        pad_van(plek)


def test_rijen_schuiven_komen_en_gaan():
    uit, waar = verwerking.rij_doen(PO, "omlaag:mandaten.0")
    na = lees_regels({**PO.teksten, **uit.teksten})
    assert na.data["mandaten"] == PO.data["mandaten"][::-1] and waar == ("mandaten",)
    uit, waar = verwerking.rij_doen(PO, "erbij:mandaten")
    assert waar == ("mandaten", len(PO.data["mandaten"])) and not uit.mislukt
    uit, waar = verwerking.rij_doen(PO, "erbij:recepten", "proef")
    assert "recept_proef.toml" in uit.teksten and waar == ("recepten", "proef")
    uit, _ = verwerking.rij_doen(PO, "erbij:procedures", "tlv_aanvraag")
    assert "bestaat al" in next(iter(uit.fouten.values()))
    uit, _ = verwerking.rij_doen(PO, "weg:recepten.so")
    assert uit.teksten == {"recept_so.toml": ""}
    for onzin in (
        "",
        "weg:",
        "omhoog:mandaten.0",
        "omlaag:mandaten.99",
        "weg:mandaten.99",
        "iets:mandaten.0",
        "omhoog:soorten.sbo",
    ):
        with pytest.raises(LookupError):
            verwerking.rij_doen(PO, onzin)


def test_elke_plek_staat_in_een_bestand():
    assert bestand_en_pad(PO, pad_van("recepten.sbo.documenten.0")) == ("recept_sbo.toml", ("documenten", 0))
    assert bestand_en_pad(PO, pad_van("mandaten.0")) == ("procedure.toml", ("mandaten", 0))
    assert bestand_en_pad(lees_regels({}), pad_van("contact"))[0] == "samenwerkingsverband.toml"
    assert plek_van_fout("mandaten[1].beslist") == "mandaten.0.beslist"


def test_herkomst_komt_van_de_dichtstbijzijnde_regel():
    assert herkomst(PO.data, pad_van("mandaten.0"))[0] == PO.data["mandaten"][0]["bron"]
    assert herkomst(PO.data, pad_van("termijnen"))[0] == PO.data["versie"]["bron"]


@pytest.mark.parametrize("naam", TENANTS)
def test_elk_deel_is_te_lezen_zonder_namen_van_de_techniek(naam: str):
    def woorden(groepen) -> Iterator[str]:
        for groep in groepen:
            yield groep.titel
            yield from (feit.label for feit in groep.feiten)
            yield from woorden(groep.groepen)

    for sleutel in SLEUTELS:
        for woord in woorden(deel(TENANTS[naam], pad_van(sleutel), wijzigen=True)):
            assert not re.search(r"[a-z]_[a-z]|\bTrue\b|\bNone\b|\{|nog leeg", woord), (sleutel, woord)


def test_een_kapot_bestand_houdt_de_andere_niet_tegen():
    regels = lees_regels({**PO.teksten, "procedure.toml": "[open"})
    assert set(regels.kapot) == {"procedure.toml"} and "soorten" in regels.data
    assert deel(regels, pad_van("mandaten"), wijzigen=True)[0].leeg


@pytest.mark.parametrize(
    ("soort", "getypt", "waarde"),
    [
        (Soort("getal", minimum=1, maximum=8), "8", 8),
        (Soort("datum"), "14-12-2026", date(2026, 12, 14)),
        (Soort("datum"), "2026-12-14", date(2026, 12, 14)),
        (Soort("ja_nee"), "ja", True),
        (Soort("teksten"), " een \n\n twee", ["een", "twee"]),
        (Soort("tekst"), "  ", None),
    ],
)
def test_lezen_geeft_de_waarde(soort: Soort, getypt: str, waarde):
    assert lezen(Veldsoort("X", "x", soort, False), getypt) == waarde


@pytest.mark.parametrize(
    ("soort", "getypt", "woord"),
    [
        (Soort("getal", minimum=1), "0", "te laag"),
        (Soort("getal", maximum=8), "9", "te hoog"),
        (Soort("getal"), "8,5", "heel getal"),
        (Soort("getal"), "９", "heel getal"),
        (Soort("datum"), "31-02-2026", "bestaat niet"),
        (Soort("ja_nee"), "misschien", "ja of nee"),
        (Soort("keuze", keuzes=("a",)), "b", "mogelijkheden"),
        (veld(schema.Thema, "accent").soort, "rood", "kleur"),
        (veld(schema.Contact, "website").soort, "javascript:alert(1)", "https://"),
        (veld(schema.Mandaat, "bron").soort, "plan", "document"),
    ],
)
def test_lezen_zegt_wat_er_niet_klopt(soort: Soort, getypt: str, woord: str):
    with pytest.raises(Fout, match=re.escape(woord)):
        lezen(Veldsoort("X", "x", soort, False), getypt)
