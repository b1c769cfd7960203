"""Van elke waarde van elk samenwerkingsverband is bekend waar zij vandaan komt en vanaf wanneer zij geldt."""

from datetime import date

import pytest
from msgspec.structs import replace

from tenants import registry
from tenants.herkomst import bladeren, herkomst

TENANTS = sorted(registry.registry().versies)
# Hier staan de eigen regels: daar is de versie als geheel niet genoeg als bron.
EIGEN_REGELS = (
    "contact", "gebied", "organen", "procedures", "commissie", "mandaten", "tlv.geldigheid", "ouders", "opschorten",
    "vergaderen", "instroom", "plaatsen", "bezwaar", "bewaren", "overleggen", "formulieren", "arrangementen", "crisis",
    "schoolverlaters",
    "termijnen.streeftermijnen", "termijnen.beslistermijn", "termijnen.hersteltermijn_dagen", "financien.bedragen",
    "financien.verdeling", "financien.pijlers", "financien.streefcijfers",
)  # fmt: skip


@pytest.mark.parametrize("tenant_id", TENANTS)
def test_elke_waarde_heeft_een_bron_en_een_dag(tenant_id):
    # Niet zoals vandaag, maar zoals geschreven: ook wat nog begint of al eindigde, heeft een herkomst.
    tenant = registry.registry().versies[tenant_id][0].tenant
    sleutels = list(bladeren(tenant))
    assert len(sleutels) > 300
    for sleutel in sleutels:
        vandaan = herkomst(tenant, sleutel)
        assert len(vandaan.bron) >= 8, sleutel
        assert isinstance(vandaan.vanaf, date), sleutel
        if sleutel.startswith(EIGEN_REGELS):
            assert vandaan.eigen, f"{sleutel} heeft geen eigen bron"


def test_de_dichtstbijzijnde_bron_telt(po):
    mandaat = herkomst(po, "mandaten[1].beslist")
    assert mandaat.bron == po.mandaten[0].bron
    assert herkomst(po, "mandaten[1].als.categorie[1]") == mandaat
    assert herkomst(po, "thema.accent").bron == po.versie.bron
    assert herkomst(po, "termijnen.hersteltermijn_dagen").bron == po.termijnen.hersteltermijn_bron
    assert herkomst(po, "termijnen.waarschuwing_dagen").bron == po.versie.bron


def test_een_regel_van_een_eigen_dag_zegt_die_dag(po):
    later = replace(po.mandaten[0], vanaf=date(2027, 1, 1), tot_en_met=date(2027, 7, 31), opmerking="Op proef.")
    vandaan = herkomst(replace(po, mandaten=[later, *po.mandaten[1:]]), "mandaten[1].beslist")
    assert (vandaan.vanaf, vandaan.tot_en_met) == (date(2027, 1, 1), date(2027, 7, 31))
    assert vandaan.opmerking == "Op proef."
    assert herkomst(po, "mandaten[1].beslist").vanaf == po.versie.vanaf


def test_een_onbekende_sleutel_heeft_geen_herkomst(po):
    for sleutel in ("mandaten[9]", "mandaten[1].kleur", "organen.sportclub"):
        with pytest.raises(KeyError):
            herkomst(po, sleutel)
