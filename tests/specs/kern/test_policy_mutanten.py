"""Every condition of the policy, changed by hand: the table and the corners around it must see each change (ISO-8).

A mutant is one piece of text in `services/kern/policy.py` and what a tired hand could make of it.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.kern import policy
from services.kern.principal import Principal, Systeem
from services.kern.rollen import Rol
from tests.specs.kern.toegangstabel import TABEL, Hoed, Rij, uitkomst

BRON = Path(policy.__file__).read_text()
ZAAK, ANDERE, EEN, TWEE = (UUID(int=n) for n in (7, 6, 8, 9))
DAG = date(2026, 11, 23)
NU = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SCHOOL, BESTUUR, SWV, ANDER_SWV = "16MA00", "42830", "PO2202", "VO2201"

MUTANTEN = [
    ("self.van <= dag and", "self.van < dag and"),
    ("self.van <= dag and", ""),
    ("dag < self.tot", "dag <= self.tot"),
    ("(self.tot is None or dag < self.tot)", "True"),
    ("self.tot is None or ", ""),
    ("if not isinstance(wie, Principal):\n        return PLATFORM", "if True:\n        return PLATFORM"),
    ("if not kringen:", "if False:"),
    ("kring in OPENT[deel] and ", ""),
    (" and wie.rol in hoeden(deel, kring)]", "]"),
    ("if feit.geldt(dag)]", "]"),
    ("feit.rol == kring and ", ""),
    ("and _past(wie, kring, zaak, feit, geldig, nu)", ""),
    ("if wie.rol in GENODIGDEN and not wie.mfa:", "if False:"),
    ("if wie.rol in GENODIGDEN and not wie.mfa:", "if not wie.mfa:"),
    ("if kring not in PERSOONLIJK:", "if True:"),
    ("if kring not in PERSOONLIJK:", "if False:"),
    ("bool(wie.organisatie) and feit.houder == wie.organisatie", "bool(wie.organisatie)"),
    ("bool(wie.organisatie) and feit.houder", "feit.houder"),
    ("if feit.houder != str(wie.persoon):\n        return False", "if False:\n        return False"),
    ("if kring not in VAN_HET_SWV:", "if True:"),
    ("return wie.organisatie == str(zaak)", "return True"),
    ("f.rol == Kring.SAMENWERKINGSVERBAND and ", ""),
    (" and f.houder == wie.organisatie for f in geldig", " for f in geldig"),
    ("return Oordeel(False, Reden.NIET_BETROKKEN)", "return Oordeel(True, grond='x', kring=Kring.SCHOOL)"),
    ("return Oordeel(False, Reden.FUNCTIE)", "return Oordeel(False, Reden.NIET_BETROKKEN)"),
    ("return Oordeel(True, grond=feit.grond, kring=kring)", "return Oordeel(True, grond='', kring=kring)"),
    ("if kring is Kring.SAMENWERKINGSVERBAND and deel in ANDERE_HOEDEN:", "if deel in ANDERE_HOEDEN:"),
    ("if kring is Kring.SAMENWERKINGSVERBAND and deel in ANDERE_HOEDEN:", "if False:"),
    ("frozenset(Kring) - {Kring.ONTVANGENDE_SCHOOL, Kring.VOORSCHOOL},", "frozenset(Kring),"),
    (
        "frozenset(Kring) - {Kring.ONTVANGENDE_SCHOOL, Kring.VOORSCHOOL},",
        "frozenset(Kring) - {Kring.ONTVANGENDE_SCHOOL},",
    ),
    ("frozenset(Kring) - {Kring.ONTVANGENDE_SCHOOL, Kring.SCHOOLBESTUUR, Kring.VOORSCHOOL},", "frozenset(Kring),"),
    ("Kring.DESKUNDIGE, Kring.VOORSCHOOL, Kring.NOODTOEGANG})", "Kring.DESKUNDIGE, Kring.NOODTOEGANG})"),
    ("Kring.VOORSCHOOL: frozenset({Rol.PARTNER})", "Kring.VOORSCHOOL: frozenset({Rol.PARTNER, Rol.OUDER})"),
    (
        "Kring.OUDER, Kring.DESKUNDIGE}),\n    Deel.ZIENS",
        "Kring.OUDER, Kring.DESKUNDIGE, Kring.LEERLING}),\n    Deel.ZIENS",
    ),
    (
        "Kring.OUDER, Kring.DESKUNDIGE}),\n    Deel.ZIENS",
        "Kring.OUDER, Kring.DESKUNDIGE, Kring.NOODTOEGANG}),\n    Deel.ZIENS",
    ),
    ("feit.einde <= nu", "feit.einde < nu"),
    ("(feit.einde is None or feit.einde <= nu)", "feit.einde is None"),
    ("feit.einde is None or", "feit.einde is not None and"),
    ("VAN_HET_SWV = frozenset({Kring.DESKUNDIGE, Kring.NOODTOEGANG})", "VAN_HET_SWV = frozenset({Kring.DESKUNDIGE})"),
    ("Kring.NOODTOEGANG: noodtoegang.VRAGERS", "Kring.NOODTOEGANG: noodtoegang.VRAGERS | {Rol.FG}"),
    (
        "Deel.BEHANDELING: frozenset({Kring.SAMENWERKINGSVERBAND, Kring.DESKUNDIGE})",
        "Deel.BEHANDELING: frozenset({Kring.SAMENWERKINGSVERBAND, Kring.DESKUNDIGE, Kring.NOODTOEGANG})",
    ),
    ("Deel.INZAGEN: frozenset({Kring.OUDER})", "Deel.INZAGEN: frozenset({Kring.OUDER, Kring.LEERLING})"),
    ("Deel.SCHOOLWERK: frozenset({Kring.SCHOOL})", "Deel.SCHOOLWERK: frozenset({Kring.SCHOOL, Kring.OUDER})"),
    ("frozenset({Kring.SAMENWERKINGSVERBAND, Kring.DESKUNDIGE})", "frozenset({Kring.SAMENWERKINGSVERBAND})"),
    ("Kring.OUDER: frozenset({Rol.OUDER})", "Kring.OUDER: frozenset({Rol.OUDER, Rol.LEERLING})"),
    ("Kring.SCHOOLBESTUUR: BESTUURSROLLEN", "Kring.SCHOOLBESTUUR: BESTUURSROLLEN | SCHOOLROLLEN"),
    ("Kring.SAMENWERKINGSVERBAND: COMMISSIEROLLEN", "Kring.SAMENWERKINGSVERBAND: COMMISSIEROLLEN | {Rol.FG}"),
    ("frozenset({Rol.CONTROLLER, Rol.DIRECTEUR, Rol.BESTUUR})", "frozenset({Rol.CONTROLLER, Rol.BESTUUR})"),
    ("frozenset({Kring.OUDER, Kring.LEERLING, Kring.DESKUNDIGE, ", "frozenset({Kring.OUDER, Kring.DESKUNDIGE, "),
]


def rijen() -> Iterator[list[tuple]]:
    """Who is involved, case by case: each capacity around today, and an expert with each kind of SWV."""
    tijden = ((0, None), (1, None), (-1, 0), (-1, 1), (0, 0))
    houder = {"schoolbestuur": BESTUUR, "samenwerkingsverband": SWV}
    houder |= dict.fromkeys(("ouder", "leerling", "deskundige", "voorschool", "noodtoegang"), str(EEN))
    for kring in policy.Kring:
        for van, tot in tijden:
            yield [(houder.get(kring, SCHOOL), kring.value, van, tot)]
    zetel = (str(EEN), "deskundige", 0, None)
    for van, tot in tijden:
        yield [zetel, (SWV, "samenwerkingsverband", van, tot)]
    yield [zetel, (SWV, "school", -1, None)]
    yield [zetel, (ANDER_SWV, "samenwerkingsverband", -1, None)]
    for seconden in (-1, 0, 1):
        yield [(str(EEN), "noodtoegang", 0, None, seconden), (SWV, "samenwerkingsverband", -1, None)]
    yield [(str(EEN), "noodtoegang", 0, None, 60), (SWV, "school", -1, None)]
    yield [(str(EEN), "noodtoegang", 0, None), (SWV, "samenwerkingsverband", -1, None)]
    yield [("", "schoolbestuur", -1, None)]
    yield []


def anders(module: Any) -> Iterator[str]:
    """Where this policy does not say what the table says."""
    organisaties = (SCHOOL, BESTUUR, SWV, ANDER_SWV, str(ZAAK), str(ANDERE), "")
    alle_rijen = list(rijen())
    for rol in Rol:
        for persoon in (EEN, TWEE):
            for organisatie in organisaties:
                wie, hoed = _principal(rol, persoon, organisatie), Hoed(str(persoon), rol.value, organisatie)
                for betrokken in alle_rijen:
                    feiten = [
                        (h, k, _dag(van), None if tot is None else _dag(tot), _einde(*meer))
                        for h, k, van, tot, *meer in betrokken
                    ]
                    gewoon = [module.Betrokkenheid(h, k, "grond 1", *wanneer) for h, k, *wanneer in feiten]
                    van_tabel = [Rij(str(ZAAK), *feit) for feit in feiten]
                    for deel in module.Deel:
                        verwacht = uitkomst(hoed, deel.value, str(ZAAK), van_tabel, DAG, NU)
                        gezegd = module.decide(wie, deel, ZAAK, gewoon, DAG, NU)
                        if gezegd.mag is not (verwacht == "ja") or (gezegd.mag and not gezegd.grond):
                            yield f"{rol} {organisatie} {deel}"
                        if (verwacht == "functie") is not (gezegd.reden == "functie"):
                            yield f"{rol} {deel}: reden"
    erbij = [module.Betrokkenheid(str(EEN), "ouder", "x", DAG), module.Betrokkenheid(SCHOOL, "school", "x", DAG)]
    for rol, organisatie, reden in ((Rol.OUDER, str(ZAAK), "tweede_stap"), (Rol.IB_ER, SCHOOL, "")):
        zonder = _principal(rol, EEN, organisatie, mfa=False)
        if module.decide(zonder, module.Deel.AANVRAAG, ZAAK, erbij, DAG, NU).reden != reden:
            yield "tweede stap"
    if not module.decide(Systeem(tenant="x", dienst="intake"), module.Deel.INHOUD, ZAAK, [], DAG, NU).mag:
        yield "een dienst"


def _einde(seconden: int | None = None) -> datetime | None:
    return None if seconden is None else NU + timedelta(seconds=seconden)


def _dag(verschil: int) -> date:
    return DAG + timedelta(days=verschil)


def _principal(rol: Rol, persoon: UUID, organisatie: str, *, mfa: bool = True) -> Principal:
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


def veranderd(oud: str, nieuw: str) -> Any:
    module = types.ModuleType("policy_mutant")
    sys.modules[module.__name__] = module  # msgspec looks up the annotations of a struct there
    exec(compile(BRON.replace(oud, nieuw, 1), "policy_mutant", "exec"), module.__dict__)
    return module


def test_de_policy_zelf_zegt_overal_wat_de_tabel_zegt():
    assert list(anders(policy)) == [] and TABEL


@pytest.mark.parametrize(("oud", "nieuw"), MUTANTEN, ids=[f"{n}" for n in range(len(MUTANTEN))])
def test_elke_verandering_wordt_gezien(oud: str, nieuw: str):
    assert oud in BRON, oud
    with suppress(TypeError, KeyError, AttributeError):  # a policy that falls over is seen too
        assert next(anders(veranderd(oud, nieuw)), None) is not None
