"""De ene plek die beslist wie bij welk deel van een zaak kan: elke hoed, in en buiten de betrokkenheid, op elke dag."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from services.kern import noodtoegang, policy
from services.kern.errors import MagNiet, NietGevonden
from services.kern.policy import Betrokkenheid, Deel, Kring, Reden, decide
from services.kern.principal import Principal, Systeem
from services.kern.rollen import FAMILIEROLLEN, Rol
from tests.specs.kern.toegangstabel import TABEL, Hoed, Rij, uitkomst

ZAAK, PERSOON, ANDER = UUID(int=7), UUID(int=8), UUID(int=9)
DAG = date(2026, 11, 23)
SCHOOL, BESTUUR, SWV = "16MA00", "42830", "PO2202"
HOUDER = {
    Kring.SCHOOL: SCHOOL,
    Kring.ONTVANGENDE_SCHOOL: SCHOOL,
    Kring.SCHOOLBESTUUR: BESTUUR,
    Kring.SAMENWERKINGSVERBAND: SWV,
    Kring.OUDER: str(PERSOON),
    Kring.LEERLING: str(PERSOON),
    Kring.DESKUNDIGE: str(PERSOON),
    Kring.VOORSCHOOL: str(PERSOON),
    Kring.NOODTOEGANG: str(PERSOON),
}
NU = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def iemand(rol: Rol, organisatie: str, persoon: UUID = PERSOON, *, mfa: bool = True) -> Principal:
    return Principal(
        tenant="swv2202po",
        persoon=persoon,
        naam="x",
        rol=rol,
        organisatie=organisatie,
        sessie=UUID(int=1),
        mfa=mfa,
        verloopt=0,
    )


def rij(kring: Kring, houder: str | None = None, van: date = DAG, tot: date | None = None) -> Betrokkenheid:
    einde = NU + timedelta(minutes=60) if kring is Kring.NOODTOEGANG else None
    return Betrokkenheid(houder or HOUDER[kring], kring.value, policy.GROND[kring], van, tot, einde)


def oordeel(wie: Principal, deel: Deel, *feiten: Betrokkenheid, dag: date = DAG, nu: datetime = NU) -> policy.Oordeel:
    return decide(wie, deel, ZAAK, feiten, dag, nu)


SWV_ERBIJ = rij(Kring.SAMENWERKINGSVERBAND)


@pytest.mark.parametrize("deel", Deel)
@pytest.mark.parametrize("rol", Rol)
def test_elke_hoed_in_elke_kring_zoals_de_tabel(rol: Rol, deel: Deel):
    """Every role, every capacity, every organisation it may say it is of: 8 x 22 x 11 answers as the table says."""
    for kring, organisatie in product(Kring, (SCHOOL, BESTUUR, SWV, str(ZAAK), "")):
        feiten = [rij(kring)] + ([SWV_ERBIJ] if kring in policy.VAN_HET_SWV else [])
        tabelrijen = [Rij(str(ZAAK), f.houder, f.rol, f.van, f.tot, f.einde) for f in feiten]
        gezegd = uitkomst(Hoed(str(PERSOON), rol.value, organisatie), deel.value, str(ZAAK), tabelrijen, DAG, NU)
        gevonden = oordeel(iemand(rol, organisatie), deel, *feiten)
        assert gevonden.mag is (gezegd == "ja"), (kring, organisatie)
        if gezegd == "functie":
            assert gevonden.reden is Reden.FUNCTIE
        if gevonden.mag:
            assert gevonden.grond and gevonden.kring in (kring, Kring.SAMENWERKINGSVERBAND)


def test_de_tabel_en_de_policy_kennen_dezelfde_delen_en_kringen():
    assert TABEL.keys() == {deel.value for deel in Deel}
    for deel in Deel:
        assert TABEL[deel] == {k.value: {r.value for r in policy.hoeden(deel, k)} for k in policy.OPENT[deel]}


@pytest.mark.parametrize(
    ("van", "tot", "mag"),
    [
        (DAG, None, True),
        (DAG + timedelta(days=1), None, False),
        (DAG - timedelta(days=9), DAG + timedelta(days=1), True),
        (DAG - timedelta(days=9), DAG, False),
        (DAG, DAG, False),
    ],
)
def test_betrokkenheid_begint_op_haar_dag_en_is_op_de_dag_van_het_einde_voorbij(van, tot, mag):
    assert oordeel(iemand(Rol.IB_ER, SCHOOL), Deel.AANVRAAG, rij(Kring.SCHOOL, van=van, tot=tot)).mag is mag


@pytest.mark.parametrize("rol", sorted(FAMILIEROLLEN))
def test_een_gezin_heeft_de_hoed_van_deze_zaak_en_is_er_zelf_bij(rol: Rol):
    feit = rij(Kring(rol.value))
    assert oordeel(iemand(rol, str(ZAAK)), Deel.AANVRAAG, feit).mag
    assert not oordeel(iemand(rol, str(ANDER)), Deel.AANVRAAG, feit).mag
    assert not oordeel(iemand(rol, str(ZAAK), ANDER), Deel.AANVRAAG, feit).mag


def test_een_gezin_zonder_tweede_stap_hoort_dat_en_een_vreemde_niet():
    wie = iemand(Rol.OUDER, str(ZAAK), mfa=False)
    with pytest.raises(MagNiet, match="tweede stap"):
        oordeel(wie, Deel.AANVRAAG, rij(Kring.OUDER)).eisen()
    with pytest.raises(NietGevonden):
        oordeel(wie, Deel.AANVRAAG).eisen()


def test_een_deskundige_adviseert_het_samenwerkingsverband_van_de_zaak():
    zetel = rij(Kring.DESKUNDIGE)
    assert oordeel(iemand(Rol.DESKUNDIGE, SWV), Deel.STUKKEN, zetel, SWV_ERBIJ).mag
    assert not oordeel(iemand(Rol.DESKUNDIGE, SWV), Deel.STUKKEN, zetel).mag
    assert not oordeel(iemand(Rol.DESKUNDIGE, "VO2201"), Deel.STUKKEN, zetel, SWV_ERBIJ).mag
    assert not oordeel(iemand(Rol.DESKUNDIGE, SWV, ANDER), Deel.STUKKEN, zetel, SWV_ERBIJ).mag
    voorbij = rij(Kring.SAMENWERKINGSVERBAND, van=DAG - timedelta(days=5), tot=DAG)
    assert not oordeel(iemand(Rol.DESKUNDIGE, SWV), Deel.STUKKEN, zetel, voorbij).mag


def test_prv_5_noodtoegang_eindigt_op_de_seconde_en_opent_geen_stuk():
    uur = rij(Kring.NOODTOEGANG)
    wie = iemand(Rol.STEUNPUNTCOORDINATOR, SWV)
    seconde = timedelta(seconds=1)
    for nu, mag in ((NU, True), (uur.einde - seconde, True), (uur.einde, False), (uur.einde + seconde, False)):
        assert oordeel(wie, Deel.INHOUD, uur, SWV_ERBIJ, nu=nu).mag is mag, nu
    assert oordeel(wie, Deel.INHOUD, uur, SWV_ERBIJ).grond == "noodtoegang"
    for dicht in set(Deel) - {Deel.AANVRAAG, Deel.INHOUD}:
        assert not oordeel(iemand(Rol.DESKUNDIGE, SWV), dicht, uur, SWV_ERBIJ).mag, dicht
    zonder_einde = Betrokkenheid(uur.houder, uur.rol, uur.grond, uur.van)
    assert oordeel(wie, Deel.INHOUD, zonder_einde, SWV_ERBIJ).reden is Reden.NIET_BETROKKEN
    assert oordeel(iemand(Rol.STEUNPUNTCOORDINATOR, "VO2201"), Deel.INHOUD, uur, SWV_ERBIJ).reden is (
        Reden.NIET_BETROKKEN
    )
    # Who is appointed looks on that ground, not as an emergency.
    zetel = rij(Kring.DESKUNDIGE)
    assert oordeel(iemand(Rol.DESKUNDIGE, SWV), Deel.INHOUD, uur, zetel, SWV_ERBIJ).kring is Kring.DESKUNDIGE


def test_een_school_zonder_bestuur_hoort_bij_geen_bestuur():
    feit = Betrokkenheid("", Kring.SCHOOLBESTUUR.value, "x", DAG)
    assert not oordeel(iemand(Rol.SCHOOLBESTUURDER, ""), Deel.AANVRAAG, feit).mag


def test_wie_minder_leest():
    assert policy.rollen(Deel.AANVRAAG) - policy.rollen(Deel.INHOUD) == policy.BESTUURSROLLEN
    alleen_in_nood = noodtoegang.VRAGERS - {Rol.DESKUNDIGE}
    assert policy.rollen(Deel.INHOUD) - policy.rollen(Deel.STUKKEN) == {Rol.LEERLING} | alleen_in_nood


def test_de_verkeerde_functie_hoort_dat_en_wie_er_niet_bij_hoort_hoort_niets():
    with pytest.raises(MagNiet):
        oordeel(iemand(Rol.CONTROLLER, SWV), Deel.AANVRAAG, SWV_ERBIJ).eisen()
    with pytest.raises(NietGevonden):
        oordeel(iemand(Rol.IB_ER, "19CO00"), Deel.AANVRAAG, rij(Kring.SCHOOL)).eisen()


def test_een_dienst_zelf_is_overal_bij():
    assert decide(Systeem(tenant="swv2202po", dienst="intake"), Deel.INHOUD, ZAAK, [], DAG, NU).mag


def test_elke_kring_heeft_een_grond_in_de_wet():
    """But noodtoegang: there the word itself is the mark in the audit line, and the law stands in besluit 18."""
    in_de_wet = {kring: grond for kring, grond in policy.GROND.items() if kring is not Kring.NOODTOEGANG}
    assert policy.GROND.keys() == set(Kring) and policy.GROND[Kring.NOODTOEGANG] == "noodtoegang"
    assert all(any(c.isdigit() for c in g) for g in in_de_wet.values())
