"""Wat een aanvraag uit het dossier overneemt, in woorden en als antwoord."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from services.intake.dossier import BRUIKBAAR, Dossier, Stuk
from services.intake.hergebruik import (
    InterventieBron,
    OppBron,
    gevraagd,
    interventieblad,
    stempel_interventies,
    uit_interventies,
    uit_opp,
    vult,
    zin_interventies,
)
from services.intake.interventies.effect import Invulling
from services.intake.volledigheid import tekorten
from tenants.registry import get

SO = get("swv2202po").recept("so")


def opp(**anders: object) -> OppBron:
    gewoon = {"id": UUID(int=1), "nummer": 2, "afdruk": "a" * 64, "vastgesteld_op": date(2026, 2, 27),
              "geldt_vanaf": None, "geevalueerd_op": None}  # fmt: skip
    return OppBron(**(gewoon | anders))


def hulp(nummer: int = 1, **anders: object) -> InterventieBron:
    invulling = Invulling(
        wat="Voorinstructie rekenen", waar="school", doel="Sommen tot honderd.", door="leerkracht",
        van=date(2025, 9, 1), tot=date(2025, 12, 19),
    )  # fmt: skip
    gewoon = {"id": UUID(int=nummer), "versie": 1, "invulling": invulling, "groep": "groep 5", "effect": "deels",
              "toelichting": "Tot vijftig lukt."}  # fmt: skip
    return InterventieBron(**(gewoon | anders))


@pytest.mark.parametrize(
    ("anders", "dag", "handtekeningen"),
    [
        ({}, date(2026, 2, 27), ["directeur"]),
        ({"geldt_vanaf": date(2026, 3, 2)}, date(2026, 3, 2), ["directeur", "ouders"]),
        ({"geldt_vanaf": date(2026, 3, 2), "geevalueerd_op": date(2026, 7, 3)}, date(2026, 7, 3),
         ["directeur", "ouders"]),
        ({"geevalueerd_op": date(2026, 7, 3)}, date(2026, 7, 3), ["directeur"]),
    ],
)  # fmt: skip
def test_een_opp_is_zo_oud_als_wat_er_het_laatst_mee_gebeurde(anders, dag, handtekeningen):
    """WPO 40a: instemming van ieder met gezag telt als handtekening, een evaluatie met ouders als datum."""
    bron = opp(**anders)
    assert (bron.gedagtekend_op, bron.ondertekend_door) == (dag, handtekeningen)


def test_de_zin_zegt_wat_het_is_en_sinds_wanneer():
    assert opp(geldt_vanaf=date(2026, 3, 2), geevalueerd_op=date(2026, 7, 3)).zin() == (
        "OPP uit het dossier, versie 2, vastgesteld op 27 februari 2026. Iedereen met gezag stemt in met het "
        "handelingsdeel sinds 2 maart 2026. Geëvalueerd op 3 juli 2026."
    )
    assert "Niet iedereen met gezag" in opp().zin()
    assert zin_interventies([hulp(1), hulp(2)]) == "2 interventies uit het dossier, vanaf 1 september 2025."


def test_alles_wat_er_te_vernieuwen_is_verandert_het_stempel():
    eerst = opp()
    for anders in ({"geldt_vanaf": date(2026, 3, 2)}, {"geevalueerd_op": date(2026, 7, 3)}, {"afdruk": "b" * 64}):
        assert opp(**anders).stempel != eerst.stempel
    assert stempel_interventies([hulp(versie=2)]) != stempel_interventies([hulp()])
    assert stempel_interventies([hulp(1), hulp(2)]) == stempel_interventies([hulp(2), hulp(1)])


def test_wat_het_opp_al_zegt_vult_alleen_lege_antwoorden():
    al = {"onderwijsbehoeften": "Korte opdrachten.", "hulpvraag": "Hoe?"}
    assert uit_opp(SO, {}, al) == {"ondersteuningsbehoefte": "Korte opdrachten."}
    assert uit_opp(SO, {"ondersteuningsbehoefte": "Eigen woorden."}, al) == {}
    assert uit_opp(SO, {}, {"onderwijsbehoeften": "x" * 9_000})["ondersteuningsbehoefte"] == "x" * 4_000


def test_gekozen_interventies_worden_het_antwoord_en_eigen_woorden_blijven():
    een, twee = hulp(1), hulp(2, toelichting="y" * 1_900)
    uit = uit_interventies(SO, {}, [een], [een, twee])["interventies"]
    assert uit == een.zin and "Effect: hielp deels." in uit
    assert uit_interventies(SO, {"interventies": uit}, [twee], [een, twee])["interventies"] == twee.zin
    assert uit_interventies(SO, {"interventies": "Zelf geschreven."}, [een], [een, twee]) == {}
    veel = [hulp(n, toelichting="y" * 1_900) for n in range(3)]
    kort = uit_interventies(SO, {}, veel, veel)["interventies"]
    assert kort == "\n".join(bron.kort for bron in veel) and "yyy" not in kort
    te_veel = [hulp(n, toelichting="y" * 1_900) for n in range(60)]
    assert uit_interventies(SO, {}, te_veel, te_veel) == {}


def test_per_soort_aanvraag_staat_waar_een_stuk_uit_kan_komen():
    assert gevraagd(SO, {}, "opp") == ["opp"] and gevraagd(SO, {}, "interventies") == ["verslag_interventies"]
    sbo = get("swv2510po").recept("sbo")
    onderinstroom = {"route": "kind dat nog niet naar school gaat (onderinstroom)"}
    assert gevraagd(sbo, onderinstroom, "opp") == [] and vult(sbo, onderinstroom, "interventies")
    later = {"route": "verlenging van een TLV, OPP langer geleden geëvalueerd"}
    assert gevraagd(sbo, later, "opp") == ["opp_ouder"]
    pro = get("swv2201vo").recept("pro")
    assert gevraagd(pro, {"moment": pro.vragen[0].keuzes[-1]}, "opp") == ["opp"]
    assert gevraagd(pro, {"moment": pro.vragen[0].keuzes[0]}, "opp") == []


def test_een_overgenomen_opp_zonder_instemming_zegt_wat_er_moet_gebeuren():
    stukken = [Stuk(soort="opp", status=BRUIKBAAR, gedagtekend_op=date(2026, 3, 2), ondertekend_door=["directeur"])]
    gewoon = Dossier(soort="so", stukken=stukken)
    dag = date(2026, 3, 9)
    melding = next(t for t in tekorten(get("swv2202po"), gewoon, dag) if t.naam == "opp").melding
    assert melding == "De handtekening van de ouders ontbreekt."
    uit = Dossier(soort="so", stukken=[Stuk(**{n: getattr(stukken[0], n) for n in ("soort", "status", "gedagtekend_op",
                  "ondertekend_door")}, uit="opp")])  # fmt: skip
    melding = next(t for t in tekorten(get("swv2202po"), uit, dag) if t.naam == "opp").melding
    assert "stemde in met het handelingsdeel" in melding


def test_het_blad_noemt_periode_en_effect_en_nooit_wat_als_opmaak_telt():
    titel, blad = interventieblad([hulp(toelichting="<script>x</script>")], "2026-123456", date(2026, 3, 9))
    assert "1 september 2025 tot en met 19 december 2025, groep 5" in blad and "Hielp deels" in blad
    assert "<script>" not in blad and titel in blad and "2026-123456" in blad
