"""Wie bij een aanvraag kan: elke rol, in en buiten bereik, voor en na het indienen."""

from uuid import UUID, uuid4

import pytest

from services.intake.toegang import BESTUURSROLLEN, LEEST_INHOUD, LEEST_STUKKEN, LEZERS, Zaak, kan_erbij
from services.kern.principal import Principal
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol

ID, EVA = UUID(int=7), UUID(int=8)
CONCEPT = Zaak(id=ID, school="16MA00", bestuur="42830", ingediend=False, deskundigen=frozenset({EVA}))
INGEDIEND = Zaak(id=ID, school="16MA00", bestuur="42830", ingediend=True, deskundigen=frozenset({EVA}))
EIGEN = {
    **dict.fromkeys(SCHOOLROLLEN, "16MA00"),
    **dict.fromkeys(BESTUURSROLLEN, "42830"),
    **dict.fromkeys(COMMISSIEROLLEN, "PO2202"),
    **dict.fromkeys(FAMILIEROLLEN, str(ID)),
    Rol.DESKUNDIGE: "PO2202",
}


def iemand(rol: Rol, organisatie: str, persoon: UUID = EVA) -> Principal:
    return Principal(
        tenant="swv2202po",
        persoon=persoon,
        naam="x",
        rol=rol,
        organisatie=organisatie,
        sessie=uuid4(),
        mfa=True,
        verloopt=0,
    )


@pytest.mark.parametrize("rol", sorted(Rol))
def test_elke_rol_voor_en_na_het_indienen(rol):
    wie = iemand(rol, EIGEN.get(rol, "PO2202"))
    assert kan_erbij(wie, CONCEPT, "PO2202") is (rol in SCHOOLROLLEN | FAMILIEROLLEN)
    assert kan_erbij(wie, INGEDIEND, "PO2202") is (rol in LEZERS)


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.DESKUNDIGE}))
@pytest.mark.parametrize("organisatie", ["", "19CO00", "41551", "VO2201", str(UUID(int=9))])
def test_met_een_hoed_van_elders_bestaat_zij_niet(rol, organisatie):
    assert not kan_erbij(iemand(rol, organisatie), INGEDIEND, "PO2202")


def test_een_deskundige_alleen_op_het_eigen_dossier():
    assert not kan_erbij(iemand(Rol.DESKUNDIGE, "PO2202", uuid4()), INGEDIEND, "PO2202")


def test_een_school_zonder_bestuur_hoort_bij_geen_bestuur():
    los = Zaak(id=ID, school="00DI01", bestuur="", ingediend=True)
    assert not any(kan_erbij(iemand(rol, ""), los, "PO2202") for rol in BESTUURSROLLEN)


def test_wie_minder_leest():
    assert not BESTUURSROLLEN & LEEST_INHOUD
    assert {Rol.LEERLING} == LEEST_INHOUD - LEEST_STUKKEN
