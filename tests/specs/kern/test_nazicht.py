"""Wat opvalt aan wie keek: de regels, hun gewicht en de volgorde (AUD-7)."""

from __future__ import annotations

from uuid import uuid4

import msgspec
import pytest

from services.kern.nazicht import HOOGSTENS, LENGTE, REGELS, Kenmerken, Regel, opvallend, samen


def mens(**velden: object) -> Kenmerken:
    return Kenmerken(**({"persoon": uuid4(), "rol": "ib_er", "organisatie": "16MA00"} | velden))


@pytest.mark.parametrize("regel", REGELS, ids=lambda r: r.naam)
def test_een_regel_slaat_aan_vanaf_haar_grens_en_niet_eerder(regel: Regel):
    (wie,) = opvallend([mens(**{regel.naam: regel.vanaf})])
    assert wie.punten == regel.gewicht and [r.regel for r in wie.redenen] == [regel.naam]
    assert "{n}" not in wie.redenen[0].zin and wie.redenen[0].zin.endswith(".")
    assert opvallend([mens(**{regel.naam: regel.vanaf - 1})]) == []


@pytest.mark.parametrize("regel", REGELS, ids=lambda r: r.naam)
def test_een_groot_aantal_weegt_ten_hoogste_drie_keer(regel: Regel):
    (wie,) = opvallend([mens(**{regel.naam: regel.vanaf * 1_000})])
    assert wie.punten == regel.gewicht * HOOGSTENS


def test_wie_in_een_rol_veel_hoort_te_zien_valt_daarmee_niet_op():
    secretarissen = [mens(rol="secretaris", dossiers=n) for n in (60, 70, 80)]
    assert opvallend(secretarissen) == []
    veel = mens(rol="secretaris", dossiers=250)
    assert [o.persoon for o in opvallend([*secretarissen, veel])] == [veel.persoon]
    # With two in a role there is nothing to compare with: the bound itself counts.
    assert len(opvallend(secretarissen[:2])) == 2


def test_het_eigen_kind_en_dezelfde_naam_worden_nooit_gewoon():
    allemaal = [mens(eigen_kind=1, zelfde_naam=1) for _ in range(9)]
    assert len(opvallend(allemaal)) == 9


def test_dezelfde_blik_in_twee_diensten_telt_een_keer():
    wie = uuid4()
    zaken = [uuid4() for _ in range(4)]
    een = mens(persoon=wie, dossiers=4, stukken=1, voorbeelden={"zonder_taak": zaken[:3]})
    ander = mens(persoon=wie, dossiers=3, stukken=9, voorbeelden={"zonder_taak": zaken[1:], "drukte": zaken[:1]})
    (samengenomen,) = samen([[een], [ander]])
    assert (samengenomen.dossiers, samengenomen.stukken) == (4, 9)
    assert samengenomen.voorbeelden == {"zonder_taak": zaken, "drukte": zaken[:1]}


def test_de_lijst_is_kort_en_wie_het_meest_opvalt_staat_bovenaan():
    mensen = [mens(geweigerd=3 + n) for n in range(40)]
    lijst = opvallend([msgspec.structs.replace(m, rol=f"rol{n}") for n, m in enumerate(mensen)])
    assert len(lijst) == LENGTE
    assert [o.punten for o in lijst] == sorted((o.punten for o in lijst), reverse=True)


def test_prv_5_wie_met_noodtoegang_keek_staat_altijd_bovenaan_ook_op_een_volle_lijst():
    """PRV-5: however many others stand out more, and even where more of them used it than a list is long."""
    druk = [mens(dossiers=900, eigen_kind=5, drukte=9, zelfde_naam=9) for _ in range(LENGTE + 5)]
    nood = mens(noodtoegang=1)
    lijst = opvallend([*druk, nood])
    assert len(lijst) == LENGTE and lijst[0].persoon == nood.persoon and lijst[1].punten > lijst[0].punten
    velen = [mens(noodtoegang=1) for _ in range(LENGTE + 5)]
    assert {o.persoon for o in opvallend([*druk, *velen])} == {k.persoon for k in velen}
