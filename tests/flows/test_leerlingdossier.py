"""One pupil, one dossier: begun by a school, kept right by it, shared with an aanvraag and with nothing else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from infra import clock
from services.intake.contract import AanvraagBeginnen, AanvraagIndienen
from services.intake.leerlingen.contract import LeerlingdossierBeginnen, LeerlingenTonen, LeerlingWijzigen
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school, vo_school
from tests.flows.leerling_dossier import dossier_begonnen, dossier_maken, dossier_zien
from tests.stack import Stack


async def lijst(stack: Stack, als: str, zoek: str = "") -> list[str]:
    return [kort.naam for kort in (await stack.ask("intake", LeerlingenTonen(zoek=zoek), als=als)).leerlingen]


async def test_een_school_begint_een_dossier_met_een_eigen_kenmerk(stack: Stack):
    achternaam = f"Begin{uuid4().hex[:8]}"
    bewaard = await dossier_begonnen(school(stack), achternaam=achternaam)
    stand = await dossier_zien(school(stack), bewaard.id)
    assert (stand.roepnaam, stand.achternaam, stand.groep) == ("Mees", achternaam, "groep 5")
    jaar = str(clock.vandaag().year)
    assert stand.kenmerk.startswith(f"LL-{jaar}-") and len(stand.kenmerk) == len(f"LL-{jaar}-") + 5
    assert stand.status == "lopend" and stand.procedures == []
    assert stand.handelingen[0] == "leerling_wijzigen" and len(stand.handelingen) == 16
    assert [regel.zin for regel in stand.tijdlijn] == ["De school begon een dossier van deze leerling."]
    zaak = await stack.sql("select wat, persoon is not null as mens from intake.audit where zaak = $1", bewaard.id)
    assert {(r["wat"], r["mens"]) for r in zaak} == {("leerlingdossier_begonnen", True), ("leerling_tonen", True)}


async def test_dezelfde_opdracht_twee_keer_is_een_dossier(stack: Stack):
    opdracht = uuid4()
    een = await dossier_maken(school(stack), opdracht=opdracht)
    assert await dossier_maken(school(stack), opdracht=opdracht) == een


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("roepnaam", "  "),
        ("achternaam", "x" * 101),
        ("geboren_op", date(2030, 1, 1)),
        ("geboren_op", date(1990, 1, 1)),
        ("groep", ""),
    ],
)
async def test_wat_niet_kan_staat_bij_het_veld_en_er_komt_geen_dossier(stack: Stack, veld: str, waarde: object):
    voor = (await stack.sql("select count(*) from intake.leerlingdossier"))[0][0]
    with pytest.raises(OngeldigeInvoer) as fout:
        await dossier_begonnen(school(stack), **{veld: waarde})
    assert set(fout.value.velden) == {veld}
    assert (await stack.sql("select count(*) from intake.leerlingdossier"))[0][0] == voor


async def test_een_school_van_elders_begint_geen_dossier(stack: Stack):
    opdracht = LeerlingdossierBeginnen(
        opdracht=uuid4(), roepnaam="Mees", achternaam="de Vries", geboren_op=date(2018, 5, 3), groep="groep 5"
    )
    with pytest.raises(OngeldigeInvoer, match="hoort niet bij"):
        await stack.ask("intake", opdracht, als="iris", organisatie="02EB00")


def wijzigen(dossier: object, versie: int, **anders: object) -> LeerlingWijzigen:
    gewoon = {"roepnaam": "Mees", "achternaam": "Nieuw", "geboren_op": date(2018, 5, 3), "groep": "groep 6"}
    return LeerlingWijzigen(opdracht=uuid4(), dossier_id=dossier, versie=versie, **(gewoon | anders))


async def test_wijzigen_telt_een_versie_verder_en_wie_te_laat_is_hoort_wat_er_nu_staat(stack: Stack):
    begonnen = await dossier_begonnen(school(stack))
    nieuw = await stack.ask("intake", wijzigen(begonnen.id, begonnen.versie), als="iris")
    assert nieuw.versie == begonnen.versie + 1
    zelfde = await stack.ask("intake", wijzigen(begonnen.id, nieuw.versie), als="iris")
    assert zelfde.versie == nieuw.versie, "niets veranderd is geen wijziging"
    with pytest.raises(Gewijzigd) as fout:
        await stack.ask("intake", wijzigen(begonnen.id, begonnen.versie, groep="groep 7"), als="dirk")
    assert fout.value.extra["versie"] == nieuw.versie and fout.value.extra["door"]
    assert fout.value.extra["nu"] == {
        "roepnaam": "Mees",
        "achternaam": "Nieuw",
        "geboren_op": "2018-05-03",
        "groep": "groep 6",
    }
    assert (await dossier_zien(school(stack), begonnen.id)).groep == "groep 6"


async def test_de_lijst_is_van_de_eigen_school_en_zoekt_op_een_deel_van_de_naam(stack: Stack):
    een, twee = f"Zoek{uuid4().hex[:8]}", f"Elders{uuid4().hex[:8]}"
    await dossier_maken(school(stack), achternaam=een, roepnaam="Noortje")
    await dossier_maken(vo_school(stack), achternaam=twee)
    assert await lijst(stack, "iris", een[2:].upper()) == [f"Noortje {een}"]
    assert await lijst(stack, "iris", f"ortje {een}") == [f"Noortje {een}"]
    assert await lijst(stack, "iris", "%") == [] and await lijst(stack, "iris", "n_") == []
    assert await lijst(stack, "iris", twee) == []
    gezien = await stack.sql(
        "select count(*) from intake.audit_getoond g join intake.leerlingdossier d on d.id = g.zaak"
        " where d.achternaam = $1",
        een,
    )
    assert gezien[0][0] == 2, "elke keer dat een kind in een lijst stond, staat opgeschreven"


async def test_een_ander_vindt_het_niet(stack: Stack):
    """N1: who guesses the address of what a school did not share gets not found, and the attempt is written down."""
    dossier = await dossier_maken(school(stack))
    for hoed in (
        {"organisatie": "19CO00"},  # another school
        {"rol": "secretaris", "organisatie": "PO2202"},  # nothing was shared
        {"rol": "steunpuntcoordinator", "organisatie": "PO2202"},
        {"tenant": "swv2201vo"},
    ):
        with pytest.raises(NietGevonden):
            await dossier_zien(school(stack), dossier, **hoed)
    for rol in ("voorzitter", "deskundige", "ouder", "controller", "fg"):
        with pytest.raises(MagNiet):
            await dossier_zien(school(stack), dossier, rol=rol, organisatie="PO2202")
    geweigerd = await stack.sql(
        "select rol, reden from intake.audit where zaak = $1 and uitkomst = 'geweigerd' and wat = 'leerling_tonen'"
        " order by volgorde",
        dossier,
    )
    assert [(r["rol"], r["reden"]) for r in geweigerd][:3] == [
        ("ib_er", "niet_gevonden"),
        ("secretaris", "niet_gevonden"),
        ("steunpuntcoordinator", "niet_gevonden"),
    ]


async def test_een_aanvraag_begint_uit_het_dossier_zonder_iets_over_te_typen(stack: Stack):
    bezig = school(stack)
    dossier = await dossier_maken(bezig, roepnaam="Lotte", achternaam="van Dam", groep="groep 7")
    bezig.beginnen = lambda: AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier)
    await bezig.begin()
    leerling = (await bezig.zien()).leerling
    assert (leerling.roepnaam, leerling.achternaam, leerling.groep) == ("Lotte", "van Dam", "groep 7")
    stand = await dossier_zien(bezig, dossier)
    assert [(p.soort, p.wat, p.id, p.status) for p in stand.procedures] == [("aanvraag", "sbo", bezig.id, "concept")]
    # What changes afterwards is of the pupil, not of what was begun: the aanvraag keeps what it was written with.
    await stack.ask("intake", wijzigen(dossier, stand.versie, roepnaam="Lot"), als="iris")
    assert (await bezig.zien()).leerling.roepnaam == "Lotte"


async def test_uit_het_dossier_van_een_ander_begint_niemand_iets(stack: Stack):
    dossier = await dossier_maken(school(stack))
    opdracht = AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", opdracht, als="iris", organisatie="19CO00")
    leeg = AanvraagBeginnen(opdracht=uuid4(), soort="sbo")
    with pytest.raises(OngeldigeInvoer):
        await stack.ask("intake", leeg, als="iris")


async def test_het_samenwerkingsverband_ziet_het_dossier_vanaf_het_indienen(stack: Stack):
    bezig: School = school(stack)
    dossier = await dossier_maken(bezig)
    bezig.beginnen = lambda: AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier)
    await bezig.compleet()
    hoed = {"rol": "steunpuntcoordinator", "organisatie": "PO2202"}
    with pytest.raises(NietGevonden):
        await dossier_zien(bezig, dossier, **hoed)
    await bezig.doe(AanvraagIndienen)
    stand = await dossier_zien(bezig, dossier, **hoed)
    assert stand.roepnaam == "Mees"
    assert stand.handelingen == ["inschrijving_navragen", "leerlingen_onderscheiden"]
    # The aanvraag itself is not for this hat: it is handled by the commissie.
    assert stand.procedures == []
    secretaris = await dossier_zien(bezig, dossier, rol="secretaris", organisatie="PO2202")
    assert [p.id for p in secretaris.procedures] == [bezig.id]


async def test_in_een_gesloten_dossier_verandert_niets_meer(stack: Stack):
    begonnen = await dossier_begonnen(school(stack))
    await stack.sql("update intake.leerlingdossier set status = 'afgesloten' where id = $1", begonnen.id)
    with pytest.raises(KanNiet):
        await stack.ask("intake", wijzigen(begonnen.id, begonnen.versie), als="iris")
    opdracht = AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=begonnen.id)
    with pytest.raises(KanNiet, match="gesloten"):
        await stack.ask("intake", opdracht, als="iris")
