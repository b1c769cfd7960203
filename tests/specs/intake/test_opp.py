"""Het OPP zonder server: het formulier, wie het eens moet zijn, wanneer het moet, en wat een leerling kan lezen."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from services.intake.opp import formulier, paper, termijnen
from services.intake.opp.contract import OnderwijstijdStand, Opbouwstap
from services.intake.opp.instemming import Gever, Gezegd, geldt, gevers, nog_niet
from services.intake.opp.leesbaar import hint
from services.intake.opp.onderwijstijd import toetsen
from services.intake.opp.tekorten import tekorten
from services.kern.errors import OngeldigeInvoer
from tenants.registry import load_all
from web.preview import plans

VANDAAG = date(2026, 11, 23)
KENNEN = sorted(naam for naam, tenant in load_all().items() if tenant.opp)
ADA, BO = Gever(uuid4(), "Ada", "moeder"), Gever(uuid4(), "Bo", "vader")
KIND = Gever(uuid4(), "Kind", "leerling")


def test_deze_samenwerkingsverbanden_kennen_een_opp():
    assert KENNEN == ["swv2201vo", "swv2202po", "swv2510po"]


@pytest.mark.parametrize("tenant", KENNEN)
def test_de_wet_vraagt_overal_hetzelfde_en_geen_vraag_is_van_twee(tenant: str):
    opp = load_all()[tenant].opp
    school = {v.naam for v in formulier.van_school(opp).vragen}
    assert school >= {
        "uitstroomprofiel",
        "uitstroom_onderbouwing",
        "begeleiding",
        "overleg_op",
        "gehoord",
        "lees_doelen",
    }
    ouders = {v.naam for v in formulier.van_ouders(opp).vragen}
    assert ouders and not ouders & school
    namen = [v.naam for v in formulier.van_school(opp).vragen]
    assert len(namen) == len(set(namen))


def test_alleen_wat_in_het_handelingsdeel_staat_telt_voor_instemming():
    opp = load_all()["swv2202po"].opp
    oud = {"hulpvraag": "a", "begeleiding": "b"}
    eerste = formulier.afdruk_handelingsdeel(opp, oud, None)
    assert formulier.afdruk_handelingsdeel(opp, oud | {"hulpvraag": "z"}, None) == eerste
    assert formulier.afdruk_handelingsdeel(opp, oud | {"begeleiding": "z"}, None) != eerste
    assert formulier.afdruk_handelingsdeel(opp, oud, {"uren": 10}) != eerste


def test_elke_regel_is_een_doel():
    opp = load_all()["swv2202po"].opp
    assert formulier.doelen(opp, {"doelen": "- Zelf beginnen\n\n• Lezen\nZelf beginnen"}) == ["Zelf beginnen", "Lezen"]


@pytest.mark.parametrize(
    ("geboren_op", "wie"),
    [
        (date(2008, 11, 24), [ADA, BO]),  # morgen 18
        (date(2008, 11, 23), [KIND]),
        (date(2008, 2, 29), [KIND]),
    ],
)
def test_tot_18_wie_gezag_heeft_en_daarna_de_leerling_zelf(geboren_op: date, wie: list[Gever]):
    assert gevers([ADA, BO], KIND, geboren_op, VANDAAG) == wie


def test_het_laatste_woord_over_deze_tekst_telt_en_niemand_kan_worden_overgeslagen():
    ja_ada, ja_bo, nee_bo = Gezegd(ADA.id, True, "x"), Gezegd(BO.id, True, "x"), Gezegd(BO.id, False, "x")
    assert not geldt([ADA, BO], [ja_ada], "x")
    assert geldt([ADA, BO], [ja_ada, nee_bo, ja_bo], "x")
    assert nog_niet([ADA, BO], [ja_ada, ja_bo, nee_bo], "x") == [BO]
    assert not geldt([ADA, BO], [ja_ada, ja_bo], "een andere tekst")
    assert not geldt([], [], "x")  # zonder iemand om het mee eens te worden geldt er niets


@pytest.mark.parametrize(
    ("vastgesteld", "geevalueerd", "uiterlijk"),
    [
        (date(2026, 11, 23), None, date(2027, 7, 31)),
        (date(2026, 7, 31), None, date(2026, 7, 31)),  # op de laatste dag van het schooljaar
        (date(2026, 8, 1), None, date(2027, 7, 31)),
        (date(2026, 9, 1), date(2027, 8, 1), date(2029, 7, 31)),
    ],
)
def test_elk_schooljaar_een_evaluatie(vastgesteld: date, geevalueerd: date | None, uiterlijk: date):
    assert termijnen.evalueren(vastgesteld, geevalueerd, 6).uiterlijk_op == uiterlijk


def test_zes_weken_schuiven_naar_een_werkdag():
    """Zes weken na 9 november 2026 is maandag 21 december; na 13 november vrijdag eerste kerstdag."""
    assert termijnen.opstellen(date(2026, 11, 9)).uiterlijk_op == date(2026, 12, 21)
    assert termijnen.opstellen(date(2026, 11, 13)).uiterlijk_op == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("vandaag", "gepland", "dringt"),
    [
        (date(2027, 6, 18), None, ""),
        (date(2027, 6, 19), None, "binnenkort"),
        (date(2027, 6, 19), date(2027, 6, 30), "gepland"),
        (date(2027, 7, 1), date(2027, 6, 30), "binnenkort"),  # die dag ging voorbij
        (date(2027, 8, 1), date(2027, 8, 20), "te_laat"),
    ],
)
def test_wat_dringt(vandaag: date, gepland: date | None, dringt: str):
    termijn = termijnen.evalueren(date(2026, 11, 23), None, 6)
    assert termijnen.dringt(termijn.uiterlijk_op, termijn.vanaf, gepland, vandaag) == dringt


def test_een_opbouw_gaat_omhoog_binnen_de_afspraak():
    goed = {"plek": "thuis", "reden": "Herstelt van een ziekte.", "afspraken": "Elke dag rekenen en taal."}
    van, tot = date(2026, 11, 23), date(2027, 1, 31)
    stap = [Opbouwstap(vanaf=date(2027, 1, 4), uren=15)]
    assert toetsen(van, tot, 10, **goed, opbouw=stap, vandaag=VANDAAG)["tot_en_met"] == "2027-01-31"
    for opbouw in ([], [Opbouwstap(vanaf=van, uren=15)], [Opbouwstap(vanaf=date(2027, 2, 1), uren=15)], [*stap, *stap]):
        with pytest.raises(OngeldigeInvoer) as fout:
            toetsen(van, tot, 10, **goed, opbouw=opbouw, vandaag=VANDAAG)
        assert set(fout.value.velden) == {"opbouw"}


def test_een_leerling_leest_korte_zinnen_en_gewone_woorden():
    assert hint("Je begint zelf aan je werk. Juf helpt je.") == ""
    assert "moeilijk woord" in hint("We kijken naar je uitstroomprofiel.")
    assert "21 woorden" in hint(
        "Als jij in de klas aan het werk gaat dan komt de juf eerst even bij jou kijken hoe het gaat."
    )
    assert "lang woord" in hint("Je krijgt een concentratiebevorderaar.")


def test_wat_ontbreekt_staat_op_volgorde_en_ouders_houden_niets_tegen():
    opp = load_all()["swv2202po"].opp
    leeg = tekorten(opp, {}, 0, 0, VANDAAG)
    assert leeg[0].naam == "hulpvraag" and {t.naam for t in leeg} >= {
        "gezag",
        "uitstroomprofiel",
        "a_cognitie_school_helpt",
    }
    ouders = [t for t in tekorten(opp, {}, 2, 1, VANDAAG) if t.plek == "ouders"]
    assert [t.blokkeert for t in ouders] == [False]


def test_de_pdf_van_de_leerling_leest_als_b1():
    """What Meedoen itself writes there stays within its own measure, with less time at school too; dates in words."""
    tijd = OnderwijstijdStand(
        van=date(2026, 9, 1), tot_en_met=date(2027, 1, 31), uren=12, plek="thuis", reden="", afspraken="", opbouw=[]
    )
    stand = msgspec.structs.replace(plans.stand_van("vastgesteld"), onderwijstijd=tijd)
    titel, html = paper.voor_leerling(stand)
    blad = LexborHTMLParser(html)
    zinnen = [deel.text(strip=True) for deel in blad.css("h1, h2, p, li")]
    assert titel == "Het plan van Sem" and zinnen[0] == titel
    assert [(zin, hint(zin)) for zin in zinnen if hint(zin)] == []
    assert "Dit stopt op zondag 31 januari 2027." in " ".join(zinnen)
    assert not any(woord in html.lower() for woord in ("handelingsdeel", "uitstroomprofiel", "instemming", "evaluatie"))
    # And the measure sees what is too hard: a word of school, put in the same place.
    moeilijk = {"lees_doelen": "Je werkt aan je executieve functies."}
    stand = msgspec.structs.replace(stand, antwoorden=stand.antwoorden | moeilijk)
    zinnen = [d.text(strip=True) for d in LexborHTMLParser(paper.voor_leerling(stand)[1]).css("p, li")]
    assert any(hint(zin) for zin in zinnen)
