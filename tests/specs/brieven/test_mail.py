"""Een e-mail zegt dat er iets klaarstaat, en verklapt niet over wie of wat."""

from datetime import date

import pytest

from tenants import registry
from tenants.briefsoorten import BRIEFSOORTEN
from tenants.letters import BriefFout, render_mail

MAILS = [naam for naam, soort in BRIEFSOORTEN.items() if soort.medium == "mail"]
LINK = "https://meedoen.example/zaken/0b9f"


def velden(naam: str) -> dict:
    mogelijk = {
        "link": LINK,
        "termijn.laatste_dag": date(2026, 12, 28),
        "aanvraag.ontvangen_op": date(2026, 11, 2),
    }
    return {veld: waarde for veld, waarde in mogelijk.items() if veld in BRIEFSOORTEN[naam].velden}


@pytest.mark.parametrize("tenant_id", sorted(registry.registry().versies))
@pytest.mark.parametrize("naam", MAILS)
class TestElkeMail:
    def test_heeft_een_onderwerp_een_link_en_de_naam_van_het_samenwerkingsverband(self, tenant_id, naam):
        tenant = registry.get(tenant_id)
        mail = render_mail(tenant, naam, velden(naam))
        assert 10 < len(mail.onderwerp) < 70
        assert "\n" not in mail.onderwerp
        assert LINK in mail.tekst
        assert tenant.naam in mail.tekst
        assert "[[" not in mail.onderwerp + mail.tekst
        assert mail.tekst.endswith("\n") and "\n\n\n" not in mail.tekst

    def test_heeft_geen_veld_voor_een_kind_een_school_of_een_zaak(self, tenant_id, naam):
        for veld in BRIEFSOORTEN[naam].velden:
            assert veld.partition(".")[0] in {"swv", "link", "termijn", "aanvraag"}, veld
        assert {v for v in BRIEFSOORTEN[naam].velden if v.startswith("aanvraag.")} <= {"aanvraag.ontvangen_op"}
        with pytest.raises(BriefFout, match=r"kind\.naam hoort niet bij"):
            render_mail(registry.get(tenant_id), naam, velden(naam) | {"kind.naam": "Noor"})

    def test_noemt_geen_woord_dat_de_zaak_verraadt(self, tenant_id, naam):
        mail = render_mail(registry.get(tenant_id), naam, velden(naam))
        eigen = mail.tekst.replace(registry.get(tenant_id).naam, "").replace(LINK, "").lower()
        for woord in ("toelaatbaarheid", "tlv", "speciaal", "praktijkonderwijs", "uw kind", "leerling", "diagnose"):
            assert woord not in eigen + mail.onderwerp.lower(), woord


def test_de_bevestiging_noemt_de_dag_van_ontvangst(po):
    mail = render_mail(po, "ontvangst_bevestigd", velden("ontvangst_bevestigd"))
    assert "op 2 november 2026" in mail.tekst
    assert "uiterlijk op maandag 28 december 2026" in mail.tekst


def test_de_vraag_om_aanvulling_noemt_de_laatste_dag(vo):
    mail = render_mail(vo, "aanvulling_gevraagd", velden("aanvulling_gevraagd"))
    assert "op of vóór maandag 28 december 2026" in mail.tekst


def test_emmen_vraagt_of_ouders_het_eens_zijn_en_assen_niet(po, vo):
    assert "of u het ermee eens bent" in render_mail(po, "uitnodiging_ouder", {"link": LINK}).tekst
    assert "of u het ermee eens bent" not in render_mail(vo, "uitnodiging_ouder", {"link": LINK}).tekst


def test_een_leerling_wordt_met_je_aangesproken(vo):
    mail = render_mail(vo, "uitnodiging_leerling", {"link": LINK})
    assert mail.onderwerp == "Je bent uitgenodigd in Meedoen"
    assert " u " not in mail.tekst and "Geachte" not in mail.tekst


def test_een_ontbrekend_veld_wordt_gezegd(po):
    with pytest.raises(BriefFout, match=r"het veld termijn\.laatste_dag ontbreekt"):
        render_mail(po, "herinnering_school", {"link": LINK})
