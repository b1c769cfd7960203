"""Andere regels op proef: aantallen en zinnen."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from services.commissie.contract import Proef, ProefOnderwerp
from services.commissie.proef import Zaak, proef, uitkomst_van
from services.commissie.termijnen import Voorval
from tenants.registry import load_all
from tenants.schema import GeldigheidRegel, Mandaat, Plek, StreefRegel, Tenant, VergaderRegels, Voorwaarde

VO = load_all()["swv2201vo"]
BRON = "Besluit van het bestuur, punt 4"
VAN, TOT, VANDAAG = date(2025, 8, 1), date(2026, 7, 31), date(2026, 11, 23)


def anders(**delen: object) -> Tenant:
    return msgspec.structs.replace(VO, **delen)


def zaak(ontvangen: date = date(2026, 3, 2), besloten_na: int | None = 20, **velden: object) -> Zaak:
    register = [Voorval("aanvraag_ontvangen", ontvangen)]
    if besloten_na is not None:
        dag = ontvangen + timedelta(days=besloten_na)
        register += [Voorval("besluit_genomen", dag), Voorval("besluit_bekendgemaakt", dag)]
    gewoon = {
        "soort": "vso", "categorie": "laag", "complex": False, "geboren_op": date(2012, 5, 3), "vakantieregio": "noord",
        "ontvangen_op": ontvangen, "begin": ontvangen, "register": register, "oordelen": [("toelaatbaar", "laag")] * 2,
        "compleet": True, "uitkomst": "toegekend",
    }  # fmt: skip
    return Zaak(**(gewoon | velden))


def probeer(zaken: list[Zaak], nieuw: Tenant, oud: Tenant = VO) -> Proef:
    return proef(zaken, lambda op: oud, nieuw, van=VAN, tot_en_met=TOT, vandaag=VANDAAG)


def deel(uit: Proef, naam: str) -> ProefOnderwerp:
    return next(o for o in uit.onderwerpen if o.naam == naam)


def tellingen(uit: Proef, naam: str) -> dict[str, tuple[int, int]]:
    return {t.naam: (t.was, t.wordt) for t in deel(uit, naam).tellingen}


class TestWieBeslist:
    NIEUW = anders(
        mandaten=[
            Mandaat(als=Voorwaarde(categorie=["hoog"]), beslist="bestuur", bron=BRON),
            Mandaat(beslist="directeur", bron=BRON),
        ]
    )

    def test_een_zaak_meer_naar_het_bestuur(self):
        uit = probeer([zaak(categorie="hoog"), zaak(), zaak()], self.NIEUW)
        assert tellingen(uit, "beslist") == {"bestuur": (0, 1), "directeur": (3, 2)}
        assert uit.anders == 1
        assert uit.zinnen[0] == "Met deze regels was 1 van de 3 aanvragen anders gegaan."
        zin = "Met deze regels was 1 van de 3 aanvragen naar het bestuur gegaan, in plaats van 0."
        assert zin in deel(uit, "beslist").zinnen

    def test_van_een_aanvraag_zegt_de_zin_dat_het_de_enige_is(self):
        uit = probeer([zaak(categorie="hoog")], self.NIEUW)
        assert uit.zinnen[0] == "Met deze regels was de enige aanvraag anders gegaan."
        zin = "Met deze regels was de enige aanvraag naar het bestuur gegaan, in plaats van 0."
        assert zin in deel(uit, "beslist").zinnen

    def test_dezelfde_regels_veranderen_niets(self):
        uit = probeer([zaak(), zaak(categorie="hoog")], VO)
        assert uit.anders == 0
        assert uit.zinnen == ["Met deze regels was bij geen van de 2 aanvragen iets anders gegaan."]

    def test_zonder_aanvragen(self):
        assert probeer([], self.NIEUW).zinnen == ["In deze periode is geen aanvraag ontvangen."]

    def test_oud_is_wat_op_de_dag_van_de_zaak_gold(self):
        grens = date(2026, 1, 1)
        zaken = [zaak(date(2025, 11, 3), categorie="hoog"), zaak(date(2026, 2, 2), categorie="hoog")]
        uit = proef(
            zaken, lambda op: self.NIEUW if op < grens else VO, self.NIEUW, van=VAN, tot_en_met=TOT, vandaag=VANDAAG
        )
        assert tellingen(uit, "beslist") == {"bestuur": (1, 2), "directeur": (1, 0)}


class TestVergaderen:
    def regels(self, wanneer: str) -> Tenant:
        return anders(vergaderen=VergaderRegels(wanneer=wanneer, bron=BRON))

    def test_alleen_bij_verschil(self):
        oneens = zaak(oordelen=[("toelaatbaar", "laag"), ("toelaatbaar", "midden")])
        uit = probeer([zaak(), oneens, zaak()], self.regels("bij_verschil"), self.regels("altijd"))
        assert tellingen(uit, "vergaderen") == {"vergadert": (3, 1)}

    def test_zolang_de_adviezen_er_niet_zijn_is_er_niets_te_zeggen(self):
        uit = probeer([zaak(compleet=False)], self.regels("bij_verschil"), self.regels("altijd"))
        assert deel(uit, "vergaderen").beoordeeld == 0
        uit = probeer([zaak(compleet=False)], self.regels("nooit"), self.regels("altijd"))
        assert (deel(uit, "vergaderen").beoordeeld, uit.anders) == (1, 1)


class TestDeskundigen:
    def test_een_plek_erbij_en_geen_plek_meer(self):
        erbij = Plek(naam="jeugdarts", titel="Jeugdarts", disciplines=["arts"], als=Voorwaarde(complex=True))
        met = anders(commissie=msgspec.structs.replace(VO.commissie, plekken=[*VO.commissie.plekken, erbij]))
        zaken = [zaak(complex=True), zaak()]
        assert tellingen(probeer(zaken, met), "deskundigen")["jeugdarts"] == (0, 1)
        zonder = anders(commissie=msgspec.structs.replace(VO.commissie, plekken=[]))
        uit = probeer(zaken, zonder)
        assert tellingen(uit, "deskundigen")["geen"] == (0, 2)
        assert any("2 van de 2 aanvragen geen deskundige benoemd" in zin for zin in deel(uit, "deskundigen").zinnen)


class TestTermijnen:
    def streef(self, naam: str, weken: int) -> Tenant:
        regel = StreefRegel(
            naam=naam,
            wat="er is besloten",
            vanaf="ingediend",
            tot="besluit_nemen",
            aantal=weken,
            eenheid="weken",
            bron=BRON,
        )
        return anders(termijnen=msgspec.structs.replace(VO.termijnen, streeftermijnen=[regel]))

    def test_een_korter_streven_wordt_minder_gehaald(self):
        zaken = [zaak(besloten_na=dagen) for dagen in (10, 14, 15, 28, 29)]
        uit = probeer(zaken, self.streef("klaar", 2), self.streef("klaar", 4))
        assert tellingen(uit, "streeftermijnen") == {
            "beslistermijn:op_tijd": (5, 5),
            "streef_klaar:op_tijd": (4, 2),
            "streef_klaar:te_laat": (1, 3),
        }
        zin = "Met deze regels was “er is besloten” bij 2 van de 5 aanvragen op tijd, in plaats van bij 4."
        assert deel(uit, "streeftermijnen").zinnen == [zin]

    def test_een_nieuw_streven_en_een_dat_vervalt(self):
        uit = probeer([zaak(), zaak(besloten_na=25)], self.streef("nieuw", 3), self.streef("oud", 4))
        assert deel(uit, "streeftermijnen").zinnen == [
            "“er is besloten” is er met deze regels niet meer.",
            "Nieuw met deze regels is “er is besloten”: dat was bij 1 van de 2 aanvragen op tijd.",
        ]

    def test_wat_nog_loopt_telt_niet(self):
        loopt = zaak(date(2026, 11, 16), besloten_na=None, uitkomst=None)
        assert deel(probeer([loopt], self.streef("klaar", 2), self.streef("klaar", 4)), "streeftermijnen").anders == 0


class TestGeldigheidEnGesprek:
    def test_de_leeftijd_op_de_eerste_dag_telt(self):
        regel = GeldigheidRegel(leeftijd_van=14, max_jaren=1, bron=BRON)
        nieuw = anders(tlv=msgspec.structs.replace(VO.tlv, geldigheid=[regel]))
        zaken = [
            zaak(begin=date(2026, 5, 2)),
            zaak(begin=date(2026, 5, 3)),
        ]  # the day before, and the fourteenth birthday
        uit = probeer(zaken, nieuw)
        assert tellingen(uit, "geldigheid")["1-1"] == (0, 1)
        assert (
            "Met deze regels gold de TLV bij 1 van de 2 aanvragen ten hoogste 1 schooljaar, in plaats van bij 0."
            in (deel(uit, "geldigheid").zinnen)
        )

    def test_een_gesprek_hoort_alleen_bij_een_afwijzing(self):
        nieuw = anders(commissie=msgspec.structs.replace(VO.commissie, gesprek_voor_afwijzing=False))
        uit = probeer([zaak(), zaak(uitkomst="afgewezen"), zaak(uitkomst=None)], nieuw)
        assert (deel(uit, "gesprek").beoordeeld, tellingen(uit, "gesprek")) == (1, {"gesprek": (1, 0)})

    @pytest.mark.parametrize(
        ("besluit", "eindadvies", "uitkomst"),
        [
            ("toegekend", "niet_toelaatbaar", "toegekend"),
            (None, "niet_toelaatbaar", "afgewezen"),
            (None, None, None),
        ],
    )
    def test_de_uitkomst_is_het_besluit_en_anders_het_eindadvies(self, besluit, eindadvies, uitkomst):
        assert uitkomst_van(besluit, eindadvies) == uitkomst


def test_een_soort_die_er_niet_meer_is_telt_alleen_als_anders():
    nieuw = anders(soorten={"vso": VO.soorten["vso"]})
    uit = probeer([zaak(), zaak(soort="pro", categorie=None)], nieuw)
    assert (uit.aantal, uit.anders, deel(uit, "beslist").beoordeeld) == (2, 1, 1)
    assert "kennen de soort van 1 van de 2 aanvragen niet" in uit.zinnen[1]
