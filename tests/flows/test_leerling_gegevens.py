"""Gezag, adres and school of a pupil: facts with days, a secret address, and the way to another school."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from infra import clock
from services.intake.contract import AanvraagBeginnen, AanvraagIndienen
from services.intake.leerlingen.contract import (
    AdresBeeindigen,
    AdresVastleggen,
    GezagBeeindigen,
    GezagVastleggen,
    LeerlingUitschrijven,
    LeerlingWijzigen,
)
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_vullen, dossier_zien, gegevens
from tests.stack import Stack, eventually

GEBOREN = date(2018, 5, 3)
GEZAG = {"naam": "Noor Jansen", "relatie": "moeder", "grond": "geboorte", "van": GEBOREN}
ADRES = {"straat": "Brink 1", "postcode": "7823ab", "plaats": "Emmen", "van": date(2020, 1, 1)}


async def test_gezag_begint_en_eindigt_op_een_dag_en_blijft_te_zien(stack: Stack):
    dossier = await dossier_maken(school(stack))
    await doe(school(stack), GezagVastleggen, dossier, **GEZAG)
    (een,) = (await gegevens(school(stack), dossier)).gezag
    assert (een.naam, een.relatie, een.van, een.tot) == ("Noor Jansen", "moeder", GEBOREN, None)
    with pytest.raises(OngeldigeInvoer, match="staat er al"):
        await doe(school(stack), GezagVastleggen, dossier, **(GEZAG | {"naam": "noor  jansen"}))
    tot = clock.vandaag() - timedelta(days=3)
    await doe(school(stack), GezagBeeindigen, dossier, gezag_id=een.id, tot=tot, grond="uitspraak")
    (een,) = (await gegevens(school(stack), dossier)).gezag
    assert (een.tot, een.eindgrond) == (tot, "uitspraak")
    with pytest.raises(KanNiet, match="al beëindigd"):
        await doe(school(stack), GezagBeeindigen, dossier, gezag_id=een.id, tot=tot, grond="uitspraak")
    zinnen = [regel.zin for regel in (await dossier_zien(school(stack), dossier)).tijdlijn]
    assert zinnen[1:] == [
        "De school legde vast wie gezag heeft.",
        "De school legde vast dat iemand geen gezag meer heeft.",
    ]


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "BSN 111222333"}, "naam"),
        ({"relatie": "buurvrouw"}, "relatie"),
        ({"grond": "zegt ze zelf"}, "grond"),
        ({"van": date(2035, 1, 1)}, "van"),
        ({"van": date(2018, 5, 2)}, "van"),
    ],
)
async def test_gezag_dat_niet_kan_staat_bij_het_veld(stack: Stack, anders: dict, veld: str):
    dossier = await dossier_maken(school(stack))
    with pytest.raises(OngeldigeInvoer) as fout:
        await doe(school(stack), GezagVastleggen, dossier, **(GEZAG | anders))
    assert set(fout.value.velden) == {veld}
    assert (await gegevens(school(stack), dossier)).gezag == []


async def test_het_gezag_van_een_ander_kind_bestaat_hier_niet(stack: Stack):
    een, ander = await dossier_maken(school(stack)), await dossier_maken(school(stack))
    await dossier_vullen(school(stack), ander)
    van_ander = await gegevens(school(stack), ander)
    with pytest.raises(NietGevonden):
        gezag = {"gezag_id": van_ander.gezag[0].id, "tot": clock.vandaag(), "grond": "uitspraak"}
        await doe(school(stack), GezagBeeindigen, een, **gezag)
    with pytest.raises(NietGevonden):
        await doe(school(stack), AdresBeeindigen, een, adres_id=van_ander.adressen[0].id)


async def test_twee_adressen_en_niet_meer(stack: Stack):
    dossier = await dossier_maken(school(stack))
    await doe(school(stack), AdresVastleggen, dossier, **ADRES)
    await doe(school(stack), AdresVastleggen, dossier, **(ADRES | {"straat": "Kade 2"}))
    with pytest.raises(OngeldigeInvoer, match="al twee adressen"):
        await doe(school(stack), AdresVastleggen, dossier, **(ADRES | {"straat": "Laan 3"}))
    adressen = (await gegevens(school(stack), dossier)).adressen
    assert {a.straat for a in adressen} == {"Brink 1", "Kade 2"} and adressen[0].postcode == "7823 AB"
    await doe(school(stack), AdresBeeindigen, dossier, adres_id=adressen[0].id)
    await doe(school(stack), AdresVastleggen, dossier, **(ADRES | {"straat": "Laan 3"}))
    nu = [a.straat for a in (await gegevens(school(stack), dossier)).adressen if a.tot is None]
    assert len(nu) == 2 and "Laan 3" in nu
    for anders, veld in (
        ({"straat": "Brink"}, "straat"),
        ({"postcode": "0823 AB"}, "postcode"),
        ({"plaats": " "}, "plaats"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await doe(school(stack), AdresVastleggen, dossier, **(ADRES | anders))
        assert set(fout.value.velden) == {veld}


async def test_een_geheim_adres_is_alleen_van_de_school(stack: Stack):
    """Not for the samenwerkingsverband that reads along, in no fact, tijdlijn or list."""
    bezig, straat = school(stack), f"Schuilplaats{uuid4().hex[:8]} 1"
    dossier = await dossier_maken(bezig)
    bezig.beginnen = lambda: AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier)
    await bezig.compleet()
    await doe(bezig, AdresVastleggen, dossier, **ADRES)
    await doe(bezig, AdresVastleggen, dossier, **(ADRES | {"straat": straat}), geheim=True)
    await bezig.doe(AanvraagIndienen)
    eigen = await gegevens(bezig, dossier, als="dirk")
    assert {(a.straat, a.geheim) for a in eigen.adressen} == {("Brink 1", False), (straat, True)}
    for rol in ("secretaris", "steunpuntcoordinator", "directeur"):
        swv = await gegevens(bezig, dossier, rol=rol, organisatie="PO2202")
        assert [a.straat for a in swv.adressen] == ["Brink 1"], rol
    elders = await stack.sql(
        "select 1 from intake.outbox where envelope like '%' || $1 || '%'"
        " union all select 1 from intake.tijdlijn where zin like '%' || $1 || '%'"
        " union all select 1 from intake.bericht where velden::text like '%' || $1 || '%'",
        straat.split()[0],
    )
    assert elders == []


async def test_een_andere_groep_is_een_regel_in_de_schoolloopbaan(stack: Stack):
    begin = clock.vandaag() - timedelta(days=400)
    dossier = await dossier_maken(school(stack), ingeschreven_op=begin)
    nieuw = {"roepnaam": "Mees", "achternaam": "de Vries", "geboren_op": GEBOREN, "groep": "groep 6"}
    await doe(school(stack), LeerlingWijzigen, dossier, **nieuw)
    await doe(school(stack), LeerlingWijzigen, dossier, **(nieuw | {"groep": "groep 7"}))
    loopbaan = (await gegevens(school(stack), dossier)).loopbaan
    vandaag = clock.vandaag()
    assert [(i.groep, i.van, i.tot) for i in loopbaan] == [("groep 7", vandaag, None), ("groep 5", begin, vandaag)]
    with pytest.raises(OngeldigeInvoer):
        await dossier_maken(school(stack), ingeschreven_op=vandaag + timedelta(days=1))


async def test_bij_een_overstap_gaat_het_dossier_mee_en_is_de_oude_school_eruit(stack: Stack):
    dossier = await dossier_maken(school(stack), achternaam=f"Over{uuid4().hex[:8]}")
    await dossier_vullen(school(stack), dossier)
    nieuwe = {"organisatie": "19CO00"}
    with pytest.raises(NietGevonden):
        await dossier_zien(school(stack), dossier, **nieuwe)
    await doe(school(stack), LeerlingUitschrijven, dossier, per=clock.vandaag(), naar="19CO00")

    async def eruit() -> bool:
        try:
            await dossier_zien(school(stack), dossier)
        except NietGevonden:
            return True
        return False

    await eventually(eruit, seconden=20, wat="de oude school ziet het dossier niet meer")
    stand = await dossier_zien(school(stack), dossier, **nieuwe)
    assert (stand.school, stand.status) == ("19CO00", "lopend")
    assert stand.tijdlijn[-1].zin == "De leerling is uitgeschreven van de school."
    mee = await gegevens(school(stack), dossier, **nieuwe)
    assert len(mee.gezag) == 1 and [i.school for i in mee.loopbaan] == ["19CO00", "16MA00"]
    with pytest.raises(NietGevonden):  # the old school cannot take it back either
        velden = {"versie": stand.versie, "per": clock.vandaag(), "naar": "16MA00"}
        await doe(school(stack), LeerlingUitschrijven, dossier, **velden)


async def test_wie_nergens_heen_gaat_sluit_het_dossier_en_de_school_leest_het_nog(stack: Stack):
    dossier = await dossier_maken(school(stack))
    for velden, veld in (
        ({"per": clock.vandaag() + timedelta(days=1)}, "per"),
        ({"per": clock.vandaag() - timedelta(days=1)}, "per"),
        ({"per": clock.vandaag(), "naar": "16MA00"}, "naar"),
        ({"per": clock.vandaag(), "naar": "02EB00"}, "naar"),  # a school of another samenwerkingsverband
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await doe(school(stack), LeerlingUitschrijven, dossier, **velden)
        assert set(fout.value.velden) == {veld}
    await doe(school(stack), LeerlingUitschrijven, dossier, per=clock.vandaag())
    stand = await dossier_zien(school(stack), dossier)
    assert stand.status == "afgesloten" and stand.handelingen == []
    with pytest.raises(KanNiet):
        await doe(school(stack), GezagVastleggen, dossier, **GEZAG)


async def test_wie_te_laat_is_hoort_het(stack: Stack):
    dossier = await dossier_maken(school(stack))
    await doe(school(stack), GezagVastleggen, dossier, **GEZAG)
    with pytest.raises(Gewijzigd):
        await doe(school(stack), AdresVastleggen, dossier, **ADRES, versie=1)
