"""Een configuratie die niet waar kan zijn, houdt het platform bij de start tegen, met één zin: waar en waarom."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tenants import registry
from tenants.registry import ConfiguratieFout, load_folder, load_tenant

PO, VO = "swv2202po", "swv2201vo"
WIE, LOOP, GELD, SBO, VSO = (
    "samenwerkingsverband.toml",
    "procedure.toml",
    "financien.toml",
    "recept_sbo.toml",
    "recept_vso.toml",
)


def geweigerd(map_: Path) -> ConfiguratieFout:
    with pytest.raises(ConfiguratieFout) as fout:
        load_tenant(map_, op=date(2026, 11, 23))
    assert re.fullmatch(r"[^\n]+\.", str(fout.value)), fout.value
    return fout.value


def weigering(map_: Path) -> str:
    return str(geweigerd(map_))


# Wat iemand verandert, en de zin die daarop volgt, na de naam van het bestand. Een zin die met “/” begint, noemt
# een ander bestand dan dat van de verandering.
WEIGERINGEN = [
    (
        PO, WIE, 'id = "', 'kleur = "rood"\nid = "',
        "kleur: deze sleutel is onbekend.",
    ),
    (
        PO, LOOP, "weken = 8", "week = 8",
        "termijnen.beslistermijn.week: deze sleutel is onbekend.",
    ),
    (
        PO, LOOP, 'weken = 8\n', "",
        "termijnen.beslistermijn.weken: deze sleutel ontbreekt.",
    ),
    (
        PO, LOOP, "weken = 8", 'weken = "acht"',
        "termijnen.beslistermijn.weken: dit moet een geheel getal zijn, geen tekst.",
    ),
    (
        PO, LOOP, "weken = 8", "weken = 0",
        "termijnen.beslistermijn.weken: het getal is lager dan 1.",
    ),
    (
        PO, LOOP, "weken = 8", "weken = = 8",
        "/procedure.toml: dit is geen geldige TOML.",
    ),
    (
        PO, LOOP, 'vanaf = "compleet"', 'vanaf = "gisteren"',
        "termijnen.streeftermijnen[1].vanaf: gisteren is geen van de mogelijke waarden.",
    ),
    (
        PO, LOOP, 'categorie = ["hoog"]', 'categorie = ["extreem"]',
        "termijnen.streeftermijnen[1].als.categorie[1]: extreem is geen van de mogelijke waarden.",
    ),
    (
        PO, WIE, '"#005f63"', '"groen"',
        "thema.accent: dit is niet geschreven zoals het hoort.",
    ),
    (
        PO, SBO, 'soort = "lang"', 'soort = "roman"',
        "onderdelen[1].vragen[1].soort: roman is geen van de mogelijke waarden.",
    ),
    (
        PO, SBO, 'bron = "Ondersteuningsplan 2026-2030, par. 3.2"', 'bron = "?"',
        "onderdelen[2].vragen[1].bron: dit is te kort.",
    ),
    (
        PO, GELD, "[financien]", '[tlv]\nx = 1\n[financien]',
        "/procedure.toml, tlv: staat ook al in financien.toml.",
    ),
    (
        PO, WIE, 'id = "swv2202po"', 'id = "swv2202"',
        "id: swv2202 is niet de naam van de map.",
    ),
    (
        PO, LOOP, "weken = 8", "weken = 10",
        "termijnen.beslistermijn: beslistermijn van 10 weken is langer dan de 8 weken van art. 4:13 Awb.",
    ),
    (
        PO, LOOP, "aantal = 4", "aantal = 9",
        "termijnen.streeftermijnen[1]: streeftermijn van 9 weken is langer dan de beslistermijn "
        "van 8 weken.",
    ),
    (
        VO, LOOP, "verbonden_neemt_geen_deel = true", "verbonden_neemt_geen_deel = false",
        "commissie.verbonden_neemt_geen_deel: wie aan de aanvragende school verbonden is, mag daar "
        "niet over adviseren (art. 2.51 UB WVO).",
    ),
    (
        PO, SBO, 'handtekeningen = ["deskundige"]', "handtekeningen = []",
        "/procedure.toml, commissie.aantal_deskundigen: bij het recept sbo is het aantal adviezen "
        "van deskundigen 1, minder dan de 2 van art. 18a lid 11 WPO en art. 2.51 UB WVO.",
    ),
    (
        VO, VSO, 'van = "ouder"\nverplicht = true', 'van = "ouder"\nverplicht = false',
        "zienswijzen: de zienswijze van ouders hoort bij elke aanvraag (Awb 4:8).",
    ),
    (
        PO, WIE, 'swv_nummer = "PO2202"', 'swv_nummer = "VO2202"',
        "swv_nummer: VO2202 is geen nummer van een PO-samenwerkingsverband.",
    ),
    (
        PO, WIE, 'swv_nummer = "PO2202"', 'swv_nummer = "PO9999"',
        "swv_nummer: een samenwerkingsverband PO9999 bestaat niet.",
    ),
    (
        PO, WIE, '"0114"', '"9999"',
        "gemeenten: gemeente 9999 bestaat niet.",
    ),
    (
        PO, WIE, 'controller = "', 'penningmeester = "',
        "rolnamen.penningmeester: de rol penningmeester bestaat niet.",
    ),
    (
        PO, WIE, 'aanvulling = "De school zoekt nog iets voor ons op"\n', "",
        "openbare_stappen: de tekst voor ouders bij de stap aanvulling ontbreekt.",
    ),
    (
        PO, WIE, "onherroepelijk =", "afgerond =",
        "openbare_stappen.afgerond: de stap afgerond bestaat niet.",
    ),
    (
        PO, WIE, '"#005f63"', '"#ffee00"',
        "thema.accent: de kleur #ffee00 is te licht om op wit te lezen.",
    ),
    (
        PO, WIE, "[soorten.so]", "[soorten.vso]",
        "soorten.vso: een PO-samenwerkingsverband geeft geen TLV van de soort vso af.",
    ),
    (
        PO, WIE, 'recept = "so"', 'recept = "onbekend"',
        "soorten.so.recept: het recept onbekend ontbreekt.",
    ),
    (
        PO, WIE, 'recept = "so"', 'recept = "sbo"',
        "/recept_so.toml: geen enkele soort TLV gebruikt dit recept.",
    ),
    (
        PO, WIE, 'categorieen = ["laag", "midden", "hoog"]\n', "",
        "soorten.so.categorieen: een TLV so heeft een bekostigingscategorie nodig.",
    ),
    (
        PO, WIE, 'recept = "sbo"\n', 'recept = "sbo"\ncategorieen = ["laag"]\n',
        "soorten.sbo.categorieen: een TLV sbo kent geen bekostigingscategorie.",
    ),
    (
        PO, WIE, '["sbo"]', '["vso"]',
        "soorten.sbo.ontvangende_scholen: met een TLV sbo kan niemand naar een school voor vso.",
    ),
    (
        PO, SBO, 'naam = "helpende_factoren"', 'naam = "schoolloopbaan"',
        "vragen.schoolloopbaan: schoolloopbaan staat er twee keer.",
    ),
    (
        PO, SBO, 'is_een_van = ["ja"]', 'is_een_van = ["misschien"]',
        "vragen.ost_resultaat.als: “misschien” is geen antwoord op de vraag ost_ingezet.",
    ),
    (
        PO, SBO, 'als = { vraag = "ost_ingezet"', 'als = { vraag = "doelen"',
        "vragen.ost_resultaat.als: doelen is geen eerdere vraag met vaste antwoorden.",
    ),
    (
        PO, SBO, 'keuzes = ["1 schooljaar", "2 schooljaren", "langer dan 2 schooljaren"]\n', "",
        "vragen.duur_advies.keuzes: keuzes horen bij een vraag van de soort keuze, en "
        "alleen daarbij.",
    ),
    (
        VO, LOOP, "aantal_deskundigen = 2", "aantal_deskundigen = 3",
        "commissie.aantal_deskundigen: 3 deskundigen, maar 2 plekken die altijd vervuld worden.",
    ),
    (
        VO, LOOP, 'disciplines = ["orthopedagoog"]', 'disciplines = ["astroloog"]',
        "commissie.plekken.orthopedagoog.disciplines: de discipline astroloog bestaat niet.",
    ),
    (
        VO, LOOP, 'eindadvies_door = "voorzitter"', 'eindadvies_door = "leerling"',
        "commissie.eindadvies_door: de rol leerling hoort niet bij de commissie.",
    ),
    (
        PO, LOOP, 'beslist = "bestuur"', 'beslist = "burgemeester"',
        "mandaten[1].beslist: de rol burgemeester bestaat niet.",
    ),
    (
        PO, LOOP, 'beslist = "bestuur"', 'beslist = "deskundige"',
        "mandaten[1].beslist: de rol deskundige kan geen mandaat hebben om te beslissen.",
    ),
    (
        PO, LOOP, '[[mandaten]]\nbeslist = "directeur"',
        '[[mandaten]]\nals = { complex = false }\nbeslist = "directeur"',
        "mandaten[2]: het laatste mandaat heeft geen “als”, zodat altijd iemand beslist.",
    ),
    (
        PO, LOOP, 'als = { categorie = ["hoog"], complex = true }\nbeslist', "beslist",
        "mandaten[1]: dit mandaat geldt altijd, dus de mandaten erna nooit.",
    ),
    (
        PO, LOOP, 'extern = true\nals = { categorie = ["hoog"], complex = true }',
        'extern = true\nals = { complex = true }',
        "mandaten[1]: bestuur beslist na extern advies, maar er is dan geen plek voor een extern deskundige.",
    ),
    (
        PO, LOOP, 'als = { categorie = ["hoog"], complex = true }', "als = {}",
        "termijnen.streeftermijnen[1].als: deze voorwaarde noemt geen kenmerk en geldt dus nooit.",
    ),
    (
        VO, LOOP, 'als = { soort = ["vso"] }', 'als = { soort = ["so"] }',
        "termijnen.streeftermijnen[3].als.soort: de soort so bestaat hier niet.",
    ),
    (
        PO, LOOP, "herinnering_dagen = 3", "herinnering_dagen = 14",
        "termijnen.herinnering_dagen: de herinnering komt vóór het begin van de hersteltermijn.",
    ),
    (
        PO, LOOP, "waarschuwing_dagen = 14", "waarschuwing_dagen = 56",
        "termijnen.waarschuwing_dagen: de waarschuwing komt vóór het begin van de beslistermijn.",
    ),
    (
        PO, LOOP, "aandeel = 98", "aandeel = 980",
        "termijnen.streeftermijnen[2].aandeel: het getal is hoger dan 100.",
    ),
    (
        PO, LOOP, 'nummer_voorvoegsel = "PO2202"', 'nummer_voorvoegsel = "PO2203"',
        "tlv.nummer_voorvoegsel: een TLV-nummer begint met PO2202.",
    ),
    (
        PO, LOOP, "leeftijd_tot = 8", "leeftijd_tot = 3",
        "tlv.geldigheid[1]: leeftijd_van is hoger dan leeftijd_tot.",
    ),
    (
        VO, LOOP, "hele_schoolloopbaan = true", 'hele_schoolloopbaan = true\nmax_jaren = 3',
        "tlv.geldigheid[2]: een TLV voor de hele schoolloopbaan heeft geen max_jaren.",
    ),
    (
        PO, GELD, 'soort = "sbo"', 'soort = "pro"',
        "financien.bedragen[1].soort: de soort pro bestaat hier niet.",
    ),
    (
        PO, GELD, 'soort = "sbo"', 'soort = "so"',
        "financien.bedragen[1].categorie: een TLV so heeft hier altijd een categorie.",
    ),
    (
        PO, GELD, 'categorie = "midden"', 'categorie = "laag"',
        "financien.bedragen[3]: dit bedrag staat er twee keer.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tenant", "bestand", "oud", "nieuw", "zin"),
    WEIGERINGEN,
    ids=[re.sub(r"\W+", " ", geval[4])[:70].strip() for geval in WEIGERINGEN],
)
def test_weigert_met_een_zin_die_zegt_waar_en_waarom(veranderd, tenant, bestand, oud, nieuw, zin):
    map_ = veranderd(tenant, bestand, oud, nieuw)
    fout = geweigerd(map_)
    verwacht = f"{tenant}{zin}" if zin.startswith("/") else f"{tenant}/{bestand}, {zin}"
    assert str(fout).replace(f", regel {fout.regel}", "", 1) == verwacht
    # The line that it names is one where the key stands, or what the key should have stood in.
    regel = (map_ / fout.bestand).read_text().splitlines()[fout.regel - 1]
    namen = re.findall(r"[a-z_]+", fout.sleutel)
    assert any(naam in regel for naam in namen) or not namen, regel


@pytest.mark.parametrize(
    ("tenant", "bestand", "oud", "nieuw", "op_de_regel"),
    [
        (PO, LOOP, "weken = 8", "weken = = 8", "weken = = 8"),
        (PO, LOOP, "weken = 8", "weken = 0", "weken = 0"),
        (PO, LOOP, "aandeel = 98", "aandeel = 980", "aandeel = 980"),
        (PO, LOOP, 'beslist = "bestuur"', 'beslist = "burgemeester"', 'beslist = "burgemeester"'),
        (PO, SBO, 'is_een_van = ["ja"]', 'is_een_van = ["misschien"]', "misschien"),
        (PO, GELD, 'categorie = "midden"', 'categorie = "zwaar"', "zwaar"),
        (VO, LOOP, 'disciplines = ["orthopedagoog"]', 'disciplines = ["astroloog"]', "astroloog"),
        (PO, WIE, '"0114"', '"114"', "114"),
    ],
)  # fmt: skip
def test_de_regel_is_die_waar_het_misging(veranderd, tenant, bestand, oud, nieuw, op_de_regel):
    map_ = veranderd(tenant, bestand, oud, nieuw)
    fout = geweigerd(map_)
    assert op_de_regel in (map_ / bestand).read_text().splitlines()[fout.regel - 1]
    assert f", regel {fout.regel}" in str(fout)
    assert (fout.bestand, str(fout).endswith(f"{fout.waarom}.")) == (bestand, True)


def test_een_strengere_termijn_dan_de_wet_mag(veranderd):
    tenant = load_tenant(veranderd(PO, LOOP, "weken = 8", "weken = 6"))
    assert tenant.termijnen.beslistermijn.weken == 6


def test_ten_minste_een_plek_is_voor_een_orthopedagoog_of_psycholoog(veranderd):
    veranderd(VO, LOOP, 'disciplines = ["orthopedagoog"]', 'disciplines = ["arts"]')
    map_ = veranderd(VO, LOOP, '["psycholoog", "kinder_jeugdpsycholoog"]', '["pedagoog"]')
    fout = geweigerd(map_)
    assert (fout.bestand, fout.sleutel) == ("procedure.toml", "commissie.plekken")
    assert fout.waarom == ("geen plek is voor een orthopedagoog of psycholoog, zoals art. 18a lid 11 WPO vraagt")


class TestBrieven:
    def test_een_ontbrekende_brief(self, veranderd):
        map_ = veranderd(PO, WIE, "id", "id")
        (map_ / "brieven" / "beschikking_afgewezen.md").unlink()
        assert weigering(map_) == "swv2202po/brieven/beschikking_afgewezen.md: deze brief ontbreekt."

    def test_een_brief_die_niemand_kent(self, veranderd):
        map_ = veranderd(PO, WIE, "id", "id")
        (map_ / "brieven" / "felicitatie.md").write_text("# Hoera\n")
        assert weigering(map_) == "swv2202po/brieven/felicitatie.md: een brief met deze naam bestaat niet."

    @pytest.mark.parametrize(
        ("brief", "oud", "nieuw", "zin"),
        [
            ("beschikking_toegekend", "[[aan.naam]]", "[[kind.bsn]]",
             "regel 3: het veld kind.bsn bestaat niet in deze brief."),
            ("beschikking_toegekend", "[[aan.naam]]", "[[kind.naam.upper()]]",
             "regel 3: “[[kind.naam.upper()]]” is geen veld, als, anders, einde of lijst."),
            ("beschikking_toegekend", "**[[bezwaar.laatste_dag]]**", "volgende maand",
             "[[bezwaar.laatste_dag]] ontbreekt: een besluit vermeldt de bezwaartermijn (art. 3:45 Awb)."),
            ("beschikking_afgewezen", "[[besluit.motivering]]", "Daarom.",
             "[[besluit.motivering]] ontbreekt: een besluit heeft een motivering (art. 3:46 Awb)."),
            ("beschikking_toegekend", "Dat kan tot en met **[[bezwaar.laatste_dag]]**.",
             "[[als aan.ouder]]Dat kan tot en met **[[bezwaar.laatste_dag]]**.[[einde]]",
             "[[bezwaar.laatste_dag]] ontbreekt: een besluit vermeldt de bezwaartermijn (art. 3:45 Awb)."),
            ("beschikking_toegekend", "[[als besluit.afwijking]]", "[[als beoogde_school.naam]]",
             "regel 40: besluit.afwijking kan leeg zijn, "
             "dus zet het tussen [[als besluit.afwijking]] en [[einde]]."),
            ("beschikking_toegekend", "Geachte", "[[als kind.naam]]Geachte",
             "regel 3: kind.naam is altijd gevuld, dus [[als …]] heeft geen zin."),
            ("beschikking_toegekend", "[[lijst advies.deskundigen]]", "Dit zijn [[lijst advies.deskundigen]]",
             "regel 32: [[lijst …]] hoort alleen op een regel."),
            ("beschikking_toegekend", "# Besluit", "Besluit", "regel 1: begint niet met “#”."),
            ("beschikking_toegekend", "## Het besluit", "# Het besluit",
             "regel 7: een brief heeft één titel; begin een tussenkop met “##”."),
            ("besluit_bekendgemaakt", "Goedendag,", "Dag [[kind.roepnaam]],",
             "regel 3: het veld kind.roepnaam bestaat niet in deze brief."),
            ("besluit_bekendgemaakt", "[[link]]", "Meedoen",
             "[[link]] ontbreekt: zonder dit weet de lezer niet wat te doen."),
            ("besluit_bekendgemaakt", "Onderwerp: ", "", "regel 1: begint niet met “Onderwerp:”."),
        ],
    )  # fmt: skip
    def test_een_brief_die_niet_kan(self, veranderd, brief, oud, nieuw, zin):
        map_ = veranderd(PO, f"brieven/{brief}.md", oud, nieuw)
        if zin.startswith("regel 3: kind.naam"):
            (pad := map_ / f"brieven/{brief}.md").write_text(pad.read_text() + "[[einde]]\n")
        assert weigering(map_).startswith(f"swv2202po/brieven/{brief}.md")
        assert weigering(map_).endswith(zin)


class TestMappen:
    def test_twee_mappen_met_hetzelfde_nummer(self, veranderd):
        eerste = veranderd(PO, WIE, "id", "id")
        tweede = eerste.parent / "tweede"
        shutil.copytree(eerste, tweede)
        (tweede / WIE).write_text((tweede / WIE).read_text().replace('id = "swv2202po"', 'id = "tweede"'))
        alles = load_folder(eerste.parent)
        assert alles.gebreken["tweede"].startswith("tweede/samenwerkingsverband.toml, regel ")
        assert "swv_nummer: PO2202 hoort al bij swv2202po" in alles.gebreken["tweede"]
        assert list(alles.all()) == ["swv2202po"]

    def test_een_lege_map(self, tmp_path):
        with pytest.raises(ConfiguratieFout, match="geen samenwerkingsverband"):
            load_folder(tmp_path)

    def test_een_bestand_dat_geen_utf8_is(self, veranderd):
        map_ = veranderd(PO, WIE, "id", "id")
        (map_ / LOOP).write_bytes(b"naam = '\xff'")
        assert weigering(map_) == "swv2202po/procedure.toml: het bestand is geen UTF-8."

    def test_wat_in_tenants_staat_wordt_een_keer_gelezen(self):
        assert registry.load_all() is registry.load_all()
