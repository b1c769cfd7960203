"""Wat een samenwerkingsverband over zijn werkwijze kan opschrijven en toch niet waar kan zijn, wordt geweigerd."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tenants.registry import ConfiguratieFout, load_tenant

ZESDE = Path(__file__).parent / "zesde/zwerfkei"
HOOFDPROCEDURE = "procedures.tlv_aanvraag"
WIE, REGELS, WERK = "samenwerkingsverband.toml", "regels.toml", "wie_doet_wat.toml"


def weigering(tmp_path: Path, *veranderingen: tuple[str, str, str]) -> ConfiguratieFout:
    map_ = tmp_path / "zwerfkei"
    shutil.copytree(ZESDE, map_)
    for bestand, oud, nieuw in veranderingen:
        tekst = (map_ / bestand).read_text()
        assert oud in tekst, f"{oud!r} staat niet in {bestand}"
        (map_ / bestand).write_text(tekst.replace(oud, nieuw, -1 if oud == HOOFDPROCEDURE else 1))
    with pytest.raises(ConfiguratieFout) as fout:
        load_tenant(map_, op=date(2026, 11, 23))
    assert re.fullmatch(r"zwerfkei/[^\n]+\.", str(fout.value))
    return fout.value


# Wat iemand verandert, de sleutel waar de fout staat, en waarom.
WEIGERINGEN = [
    # rollen
    (WIE, 'steunpuntcoordinator = "Wijkverbinder"\n', "",
     "bezwaar.gesprek_door", "de rol steunpuntcoordinator heeft hier niemand: noem haar in rolnamen"),
    (WIE, 'contactpersoon_jonge_kind = "Kleuterloods"\n', "",
     "procedures.boomhut.stappen.weg.door",
     "de rol contactpersoon_jonge_kind heeft hier niemand: noem haar in rolnamen"),
    (WERK, 'rollen = ["voorzitter", "deskundige"]', 'rollen = ["voorzitter", "houthakker"]',
     "organen.kring.rollen[2]", "de rol houthakker bestaat niet"),
    (WERK, 'deelnemers = ["steunpuntcoordinator", "ib_er", "ouder", "gemeente"]', 'deelnemers = ["toezicht"]',
     "overleggen.kampvuur.deelnemers[1]", "de rol toezicht heeft hier niemand: noem haar in rolnamen"),
    (WERK, 'beslist = "directeur"', 'beslist = "regievoerder_zorgplicht"',
     "arrangementen.boomhut.beslist", "de rol regievoerder_zorgplicht heeft hier niemand: noem haar in rolnamen"),
    (WERK, 'rollen = ["bestuur"]', "rollen = []", "organen.ledenraad.rollen", "in dit orgaan zit niemand"),
    # procedures
    (WERK, 'na = ["huisbezoek"]\n', "",
     "procedures.tlv_aanvraag.stappen.opschrijven",
     "de stap opschrijven volgt nergens op; alleen de eerste begint"),
    (WERK, 'door = "steunpuntcoordinator"\nopenbaar', 'door = "steunpuntcoordinator"\nna = ["lezen"]\nopenbaar',
     "procedures.tlv_aanvraag.stappen.huisbezoek.na", "huisbezoek is de eerste stap en volgt dus nergens op"),
    (WERK, 'na = ["versturen", "aanvullen"]', 'na = ["versturen", "sinterklaas"]',
     "procedures.tlv_aanvraag.stappen.lezen.na", "de stap sinterklaas bestaat niet in deze procedure"),
    (WERK, 'na = ["versturen", "aanvullen"]', 'na = ["versturen", "lezen"]',
     "procedures.tlv_aanvraag.stappen.lezen.na", "de stap lezen volgt op zichzelf"),
    (WERK, 'na = ["vragen", "weg_nog_eens"]', 'na = ["weg_nog_eens"]',
     "procedures.boomhut.stappen.weg", "de stap weg is vanaf het begin niet te bereiken"),
    (WERK, 'na = ["kring", "ledenraad"]', 'na = ["kring"]',
     "procedures.tlv_aanvraag.stappen.ledenraad",
     "na de stap ledenraad komt de procedure nooit aan een einde"),
    (WERK, 'handeling = "besluit_bekendmaken"\neinde = true\n', 'handeling = "besluit_bekendmaken"\n',
     "procedures.tlv_aanvraag.stappen.huisbezoek",
     "na de stap huisbezoek komt de procedure nooit aan een einde"),
    (WERK, 'naam = "weg_nog_eens"', 'naam = "weg"',
     "procedures.boomhut.stappen.weg", "twee stappen heten weg"),
    (WERK, 'orgaan = "kring"', 'orgaan = "vierkant"',
     "procedures.tlv_aanvraag.stappen.meekijken.orgaan", "het orgaan vierkant ontbreekt in organen"),
    (WERK, 'handeling = "besluit_nemen"', 'handeling = "besluit_dromen"',
     "procedures.tlv_aanvraag.stappen.kring.handeling", "de handeling besluit_dromen bestaat niet in Meedoen"),
    (WERK, 'door = "voorzitter"\nopenbaar', 'door = "ib_er"\nopenbaar',
     "procedures.tlv_aanvraag.stappen.kring.door", "de rol ib_er kan in Meedoen niet besluit nemen"),
    (WERK, 'openbaar = "U zegt wat u ervan vindt"\n', "",
     "procedures.tlv_aanvraag.stappen.stem.openbaar", "ouders zien deze stap, maar er staat niet wat zij lezen"),
    (WERK, 'openbaar = "De kring neemt een besluit"\n', "",
     "procedures.tlv_aanvraag.stappen.kring.openbaar", "ouders zien deze stap, maar er staat niet wat zij lezen"),
    (WERK, HOOFDPROCEDURE, "procedures.kring", "procedures", "de procedure tlv_aanvraag ontbreekt"),
    # overleg, formulieren en arrangementen
    (WERK, "terugkoppeling_weken = 2", "terugkoppeling_weken = 2\ntoestemming_ouders = false",
     "overleggen.kampvuur.toestemming_ouders",
     "dit overleg gaat over een kind met anderen erbij; dat kan alleen met toestemming van ouders (AVG art. 6)"),
    (WERK, 'formulier = "kampvuur"', 'formulier = "lagerhuis"',
     "overleggen.kampvuur.formulier", "het formulier lagerhuis ontbreekt"),
    (WERK, 'formulier = "kampvuur"\n', "",
     "formulieren.kampvuur", "geen enkel overleg gebruikt dit formulier"),
    (WERK, 'naam = "wie_ontbreekt"', 'naam = "waar_word_je_blij_van"',
     "formulieren.kampvuur.vragen.waar_word_je_blij_van", "waar_word_je_blij_van staat er twee keer"),
    (WERK, "waarschuwing_weken = 2", "waarschuwing_weken = 12",
     "arrangementen.boomhut.waarschuwing_weken", "de waarschuwing komt vóór het begin van het arrangement"),
    (WERK, "hoogstens = 12\n", "",
     "arrangementen.boomhut.waarschuwing_weken",
     "zonder einde is er niets om voor te waarschuwen: noem ook hoogstens"),
    (WERK, 'beslist = "directeur"\nhoogstens', 'beslist = "bestuur"\nhoogstens',
     "arrangementen.boomhut.beslist",
     "hierover beslist een van directeur, partner, schooldirecteur, secretaris, steunpuntcoordinator;"
     " partner is iemand buiten"),
    (WERK, "hoogstens = 12\n", 'hoogstens = 12\nvoor = "groep"\nplaatsing = true\n',
     "arrangementen.boomhut.voor", "plaatsing en instemming van ouders horen bij één leerling, niet bij een groep"),
    (WERK, "hoogstens = 12\n", 'hoogstens = 12\ninschrijving = "andere"\n',
     "arrangementen.boomhut.inschrijving",
     "op een andere school ingeschreven kan alleen bij plaatsing op een andere school"),
    (WERK, "hoogstens = 12\n", "hoogstens = 12\nhoogstens_inzet = 5\n",
     "arrangementen.boomhut.hoogstens_inzet", "hoogstens waarvan: noem ook inzet (uren of dagdelen)"),
    (WERK, "hoogstens = 12\n", "hoogstens = 12\nhoogstens_cent = 500\n",
     "arrangementen.boomhut.hoogstens_cent", "een grootste bedrag hoort bij geld = true"),
    # binnen de wet
    (REGELS, "weken = 6\nadvies", "weken = 5\nadvies",
     "bezwaar.weken", "5 weken is korter dan de 6 weken van art. 6:7 Awb"),
    (REGELS, "weken = 6\nadvies", "weken = 7\nadvies",
     "bezwaar.weken", "7 weken is langer dan de 6 weken van art. 6:7 Awb"),
    (REGELS, 'adviescommissie = "Commissie van Drie"', 'adviescommissie = "geen"',
     "bezwaar.adviescommissie", "over een bezwaar tegen een TLV adviseert een commissie (art. 7:13 Awb)"),
    (REGELS, 'soort = "toelaatbaarheid"\njaren = 3', 'soort = "toelaatbaarheid"\njaren = 5',
     "bewaren[1].jaren", None),
    (REGELS, 'soort = "toelaatbaarheid"\njaren = 3', 'soort = "toelaatbaarheid"\njaren = 2',
     "bewaren[1].jaren", None),
    (REGELS, "jaren = 10", "jaren = 6", "bewaren[2].jaren", None),
    (REGELS, 'soort = "toelaatbaarheid"', 'soort = "overig"',
     "bewaren", "er staat niet hoelang gegevens over toelaatbaarheid bewaard blijven"),
    (REGELS, 'gronden = ["aanvulling", "overmacht"]', 'gronden = ["overmacht"]',
     "opschorten.gronden",
     "bij een verzoek om aanvulling staat de beslistermijn altijd stil (art. 4:15 Awb)"),
    (REGELS, 'gronden = ["aanvulling", "overmacht"]', 'gronden = ["aanvulling", "aanvulling"]',
     "opschorten.gronden", "een grond staat er twee keer"),
    (REGELS, "hoogstens_weken = 3", "hoogstens_weken = 1",
     "opschorten.hoogstens_weken", "dit is korter dan de hersteltermijn die de school krijgt"),
    (REGELS, '"04-01"', '"02-29"', "instroom.momenten[2]", "02-29 is niet elk jaar een dag"),
    (REGELS, '"04-01"', '"04-31"', "instroom.momenten[2]", "04-31 is niet elk jaar een dag"),
    # gebied en geld
    (WIE, 'nummer = "50195"', 'nummer = "00001"',
     "gebied.besturen[2].nummer", "een bestuur met het nummer 00001 bestaat niet"),
    (WIE, 'nummer = "50195"', 'nummer = "41414"', "gebied.besturen[1]", "41414 staat er twee keer"),
    (WIE, 'vestiging = "09MZ00"', 'vestiging = "99XX99"',
     "gebied.scholen[1].vestiging", "een school met de vestigingscode 99XX99 bestaat niet"),
    (WIE, '["7901-7905"]', '["7901-7905", "7811"]',
     "gebied.postcodes.0118[2]", "postcode 7811 hoort bij PO2202"),
    (WIE, '["7901-7905"]', '["0001"]', "gebied.postcodes.0118[1]", "0001 is geen bestaande postcode"),
    (WIE, "0118 = [", "0114 = [", "gebied.postcodes.0114", "gemeente 0114 staat niet bij gemeenten"),
    (WIE, 'naam = "meedoen"', 'naam = "regenboog"', "thema.naam", None),
    (REGELS, 'soort = "naar_rato"\nleerlingen = ["jonger_dan_zes"]', 'soort = "naar_rato"',
     "financien.verdeling[2].leerlingen", "naar rato van welke leerlingen staat er niet"),
    (REGELS, 'soort = "vast_bedrag"', 'soort = "norm"',
     "financien.verdeling[1].procent", "een norm heeft een procent"),
    (REGELS, 'naam = "rest"', 'naam = "kindgeld"', "financien.verdeling.kindgeld", "kindgeld staat er twee keer"),
    (REGELS, 'grens = "0"\neenheid = "aantal"', 'grens = "101"',
     "financien.streefcijfers[1].grens", "een procent ligt tussen 0 en 100"),
    # dagen
    (REGELS, "vanaf = 2026-08-01", "vanaf = 2026-08-01\ntot_en_met = 2026-07-31",
     "mandaten[2].tot_en_met", "deze dag ligt vóór vanaf"),
    (REGELS, '[vergaderen]\n', "[vergaderen]\nvanaf = 2026-09-01\n",
     "vergaderen.vanaf",
     "deze regel begint pas na het begin van de versie; maak er een nieuwe versie voor"),
    (REGELS, '[vergaderen]\n', "[vergaderen]\ntot_en_met = 2027-09-01\n",
     "vergaderen.tot_en_met", "deze regel kan niet eindigen; maak een nieuwe versie als zij verandert"),
    (WIE, "vanaf = 2026-01-01", "vanaf = 2026-01-01\ntot_en_met = 2027-01-01",
     "versie.tot_en_met", "een versie eindigt als de volgende begint"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "sleutel", "waarom"),
    WEIGERINGEN,
    ids=[f"{geval[3]} {geval[2][-24:]}".replace("\n", " ") for geval in WEIGERINGEN],
)
def test_weigert_met_een_zin_die_zegt_waar_en_waarom(tmp_path, bestand, oud, nieuw, sleutel, waarom):
    fout = weigering(tmp_path, (bestand, oud, nieuw))
    assert fout.sleutel == sleutel
    assert waarom is None or fout.waarom == waarom
    assert fout.regel and fout.bestand.endswith(".toml")


def test_bewaren_en_bestaande_themas_staan_in_de_zin(tmp_path):
    fout = weigering(tmp_path, (REGELS, 'soort = "toelaatbaarheid"\njaren = 3', 'soort = "toelaatbaarheid"\njaren = 5'))
    assert fout.waarom.startswith("gegevens over toelaatbaarheid blijven 3 jaar bewaard, niet 5 (")


def test_een_procedure_is_te_overzien(tmp_path):
    kop = '[procedures.boomhut]\ntitel = "Even weg uit de klas"\n'
    stappen = [f"[[procedures.lang.stappen]]\nnaam = 's{n}'\ntitel = 'x'\ndoor = 'ib_er'\n" for n in range(61)]
    lang = "[procedures.lang]\ntitel = 'x'\ndienst = 'commissie'\nuitleg = 'x'\nbron = 'Huisregels'\n"
    fout = weigering(tmp_path, (WERK, kop, lang + "".join(stappen) + kop))
    assert (fout.sleutel, fout.waarom[:10]) == ("procedures.lang.stappen", "61 stappen")


@pytest.mark.parametrize("deel", ["versie", "gebied", "opschorten", "vergaderen", "bezwaar"])
def test_wat_elk_samenwerkingsverband_vastlegt_kan_niet_ontbreken(tmp_path, deel):
    bestand = WIE if deel in ("versie", "gebied") else REGELS
    tekst = (ZESDE / bestand).read_text()
    # Van de kop tot de volgende kop van een ander deel.
    weg = re.search(rf"^\[{deel}\].*?(?=^\[(?!{deel}\.|\[{deel}))", tekst, re.DOTALL | re.MULTILINE)[0]
    fout = weigering(tmp_path, (bestand, weg, ""))
    assert (fout.sleutel, fout.waarom) == (deel, f"{deel} ontbreekt; elk samenwerkingsverband legt dit vast")


def test_een_fout_van_een_latere_dag_noemt_die_dag_en_de_regel_zoals_hij_er_staat(tmp_path):
    # Vanaf augustus 2027 is er geen mandaat zonder “als” meer; vandaag nog wel.
    fout = weigering(
        tmp_path,
        (REGELS, "artikel 13 (mandaat van de ledenraad)\"\n", 'artikel 13"\ntot_en_met = 2027-07-31\n'),
    )  # fmt: skip
    assert fout.sleutel == "mandaten[2]"
    assert fout.waarom.endswith("zodat altijd iemand beslist (op 1 augustus 2027)")
