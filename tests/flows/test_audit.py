"""Every act and every look at a case leaves an audit line: who, with which hat, what, when; never a name or a text."""

from __future__ import annotations

from infra.people import persoon_id
from tests.flows.intake_dossier import school
from tests.stack import Stack

REGELS = "select soort, wat, persoon, rol, organisatie from intake.audit where zaak = $1 order by volgorde"


async def test_elke_handeling_en_elke_blik_laat_een_regel_achter(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.bewaren({"schoolloopbaan": "Sinds groep 1."})
    await aanvraag.zien()
    await aanvraag.document("opp")
    regels = await stack.sql(REGELS, aanvraag.id)
    gedaan = [(r["soort"], r["wat"]) for r in regels if r["rol"] == "ib_er"]
    assert gedaan == [
        ("handeling", "aanvraag_begonnen"),
        ("handeling", "onderdeel_bewaren"),
        ("inzage", "aanvraag_tonen"),
        ("handeling", "document_toegevoegd"),
    ]
    assert {(r["persoon"], r["organisatie"]) for r in regels if r["rol"] == "ib_er"} == {(persoon_id("iris"), "16MA00")}


async def test_wie_niet_mag_kijken_laat_geen_inzage_achter(stack: Stack):
    aanvraag = await school(stack).begin()
    for ander in ("karin", "vera", "rob"):
        try:
            await aanvraag.zien(als=ander)
        except Exception as geweigerd:
            assert type(geweigerd).__name__ == "NietGevonden"
        else:
            raise AssertionError(f"{ander} ziet een concept van een andere school")
    assert [r["wat"] for r in await stack.sql(REGELS, aanvraag.id)] == ["aanvraag_begonnen"]
