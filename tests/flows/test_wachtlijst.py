"""The waiting list over the bus and through the door: asking, why not yet, a place, and who sees whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from infra import clock
from infra.context import mint
from infra.people import persoon_id
from infra.settings import settings
from services.intake.leerlingen.contract import LeerlingTonen
from services.intake.plaatsen.contract import (
    MijnWachtplekkenTonen,
    WachtendenTellen,
    WachtlijstTonen,
    WachtplekBeeindigen,
    WachtplekBevestigen,
    WachtplekStand,
    WachtplekToekennen,
    WachtplekVragen,
)
from services.kern.errors import Fout, Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.principal import Principal
from services.kern.rollen import Rol
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken, dossier_zien
from tests.flows.test_plaatsen import PO, SCHOOL, groep, zien
from tests.flows.web_bezoek import ingelogd, los, token
from tests.stack import Stack, eventually

ANDERE = "06SV11"


def verzoek(dossier: UUID, **anders: Any) -> WachtplekVragen:
    goed = {
        "opdracht": uuid4(), "dossier_id": dossier, "school": SCHOOL, "ouders_akkoord": True,
        "gewenst_vanaf": clock.vandaag() + timedelta(days=30),
    }  # fmt: skip
    return WachtplekVragen(**goed | anders)


async def wacht(stack: Stack, **anders: Any) -> tuple[UUID, UUID]:
    """A pupil of Iris who waits at the school of Rob: dossier and wachtplek."""
    dossier = await dossier_maken(school(stack))
    return dossier, (await stack.ask("intake", verzoek(dossier, **anders), "iris")).groep


async def lijst(stack: Stack, als: str = "rob", **hoed: Any) -> list[WachtplekStand]:
    hoed = hoed or ({"organisatie": SCHOOL} if als == "rob" else {})
    return (await stack.ask("intake", WachtlijstTonen(), als, **hoed)).wachtplekken


async def regel(stack: Stack, id: UUID, als: str = "rob", **hoed: Any) -> WachtplekStand | None:
    return next((w for w in await lijst(stack, als, **hoed) if w.id == id), None)


async def in_tijdlijn(stack: Stack, dossier: UUID, zin: str) -> None:
    async def staat_er() -> bool:
        return zin in [r.zin for r in (await dossier_zien(school(stack), dossier)).tijdlijn]

    await eventually(staat_er, wat=zin)


async def test_van_vraag_tot_plek(stack: Stack):
    """wachtplek_vragen, wachtplek_bevestigen, wachtplek_toekennen: and the number of the group goes down by one."""
    dossier, id = await wacht(stack)
    hier, eigen = await regel(stack, id), await regel(stack, id, "iris")
    assert hier.hier and not eigen.hier and hier.status == "gevraagd" and hier.positie >= 1
    assert hier.positie == eigen.positie and hier.leerling and hier.van_school == "16MA00"
    assert hier.handelingen == ["wachtplek_bevestigen", "wachtplek_toekennen", "wachtplek_beeindigen"]
    assert eigen.handelingen == ["wachtplek_beeindigen"]
    vraag = WachtplekBevestigen(opdracht=uuid4(), wachtplek_id=id, versie=hier.versie, reden="geen_plek")
    await stack.ask("intake", vraag, "rob", organisatie=SCHOOL)
    nu = await regel(stack, id, "iris")
    assert (nu.status, nu.reden) == ("wacht", "geen_plek")
    await in_tijdlijn(stack, dossier, "De leerling staat op de wachtlijst van de andere school.")

    plekken = await groep(stack, 1)
    per = clock.vandaag() + timedelta(days=30)
    toekennen = {"wachtplek_id": id, "versie": nu.versie, "groep_id": plekken.groep, "per": per}
    with pytest.raises(Gewijzigd):
        oud = WachtplekToekennen(opdracht=uuid4(), **toekennen | {"versie": 1})
        await stack.ask("intake", oud, "rob", organisatie=SCHOOL)
    await stack.ask("intake", WachtplekToekennen(opdracht=uuid4(), **toekennen), "rob", organisatie=SCHOOL)
    klaar = await regel(stack, id, "iris")
    assert (klaar.status, klaar.geplaatst_per, klaar.positie) == ("geplaatst", per, 0)
    stand = await zien(stack, plekken.groep)
    assert (stand.vrij, stand.vorige) == (0, None)  # the place went to somebody: there is no undo of that
    await in_tijdlijn(stack, dossier, "De andere school heeft een plek voor de leerling.")

    # The last place is given once.
    _, tweede = await wacht(stack)
    with pytest.raises(KanNiet, match="geen plek meer"):
        vraag = WachtplekToekennen(opdracht=uuid4(), wachtplek_id=tweede, versie=1, groep_id=plekken.groep, per=per)
        await stack.ask("intake", vraag, "rob", organisatie=SCHOOL)
    assert (await regel(stack, tweede)).status == "gevraagd"


async def test_naast_de_naam_staat_hoe_het_met_de_tlv_is_voor_wie_de_zaak_mag_zien(stack: Stack):
    """peers.md 6.20, job 1: the own school sees it; the school where the pupil waits does not, nor does the SWV yet."""
    dossier, id = await wacht(stack)
    eigen, hier = await regel(stack, id, "iris"), await regel(stack, id)
    assert (eigen.ziet_zaak, eigen.tlv, hier.ziet_zaak, hier.tlv) == (True, None, False, None)
    bezig = school(stack)
    gewoon = bezig.beginnen
    bezig.beginnen = lambda **anders: gewoon(dossier_id=dossier, **anders)
    await bezig.begin()
    eigen, hier = await regel(stack, id, "iris"), await regel(stack, id)
    assert (eigen.tlv.aanvraag, eigen.tlv.status, eigen.tlv.besloten_op) == (bezig.id, "concept", None)
    assert (hier.ziet_zaak, hier.tlv) == (False, None) and str(bezig.id) not in str(hier)


async def test_wie_niet_meer_wacht_schuift_van_de_lijst(stack: Stack):
    """wachtplek_beeindigen, by the own school; who came after moves up."""
    (dossier, een), (_, twee) = await wacht(stack), await wacht(stack)
    voor = (await regel(stack, twee)).positie
    vraag = WachtplekBeeindigen(opdracht=uuid4(), wachtplek_id=een, versie=1, reden="elders")
    await stack.ask("intake", vraag, "iris")
    assert (await regel(stack, een)).status == "beeindigd" and (await regel(stack, twee)).positie == voor - 1
    await in_tijdlijn(stack, dossier, "De leerling staat niet meer op de wachtlijst van de andere school.")
    opnieuw = await stack.ask("intake", verzoek(dossier), "iris")  # may ask again, at the end of the list
    assert (await regel(stack, opnieuw.groep)).positie == (await regel(stack, twee)).positie + 1


async def test_de_andere_school_ziet_haar_lijst_en_niets_daarachter(stack: Stack):
    """ISO: the name on its own list, and not the dossier; another school nothing at all; the SWV what was shared."""
    dossier, id = await wacht(stack)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", LeerlingTonen(dossier_id=dossier), "rob", organisatie=SCHOOL)
    assert await regel(stack, id, "rob", organisatie=ANDERE) is None
    assert await regel(stack, id, "marloes", tenant=PO, organisatie="16HI00") is None
    for rol in ("secretaris", "steunpuntcoordinator", "directeur"):
        assert await regel(stack, id, "vera", rol=rol) is None  # the school shared nothing yet
    for als, hoed in (("rob", {"organisatie": ANDERE}), ("marloes", {"tenant": PO, "organisatie": "16HI00"})):
        for soort, velden in (
            (WachtplekBevestigen, {"reden": "geen_plek"}),
            (WachtplekBeeindigen, {"reden": "past_niet"}),
            (WachtplekToekennen, {"groep_id": uuid4(), "per": clock.vandaag()}),
        ):
            with pytest.raises(NietGevonden):
                await stack.ask("intake", soort(opdracht=uuid4(), wachtplek_id=id, versie=1, **velden), als, **hoed)
    with pytest.raises(NietGevonden):  # the own school does not say why there is no place elsewhere
        vraag = WachtplekBevestigen(opdracht=uuid4(), wachtplek_id=id, versie=1, reden="geen_plek")
        await stack.ask("intake", vraag, "iris")
    with pytest.raises(NietGevonden):  # and nobody asks for a pupil of somebody else
        await stack.ask("intake", verzoek(dossier, school=ANDERE), "rob", organisatie=SCHOOL)
    with pytest.raises(MagNiet):
        await stack.ask("intake", WachtlijstTonen(), "bea")
    # Every look and every refusal is in the audit of this child.
    regels = await stack.sql("select wat, uitkomst, organisatie from intake.audit where zaak = $1", dossier)
    assert ("leerling_tonen", "geweigerd", SCHOOL) in {tuple(r) for r in regels}
    await regel(stack, id)
    getoond = await stack.sql(
        "select 1 from intake.audit where wat = 'wachtlijst_tonen' and organisatie = $1 and $2 = any(zaken)",
        SCHOOL, dossier,
    )  # fmt: skip
    assert getoond


async def test_ook_de_database_laat_alleen_de_eigen_lijst_zien(stack: Stack):
    """RLS: as another school in the same tenant, past all code: not one row, and none to change or to add."""
    _, id = await wacht(stack)
    connection = await asyncpg.connect(settings().database_url("intake"))
    tel = "select count(*) from intake.wachtplek where id = $1"
    try:
        for sub, organisatie, verwacht in (("rob", SCHOOL, 1), ("iris", "16MA00", 1), ("marloes", "16HI00", 0)):
            wie = Principal(
                tenant=PO, persoon=persoon_id(sub), naam="", rol=Rol.IB_ER, organisatie=organisatie, sessie=uuid4(),
                mfa=True, verloopt=clock.echt_seconden() + 60,
            )  # fmt: skip
            async with connection.transaction():
                await connection.execute("select set_config('app.ctx', $1, true)", mint("intake", wie))
                assert await connection.fetchval(tel, id) == verwacht, sub
                veranderd = await connection.execute("update intake.wachtplek set reden = reden where id = $1", id)
                assert veranderd == f"UPDATE {verwacht}", sub
    finally:
        await connection.close()


async def test_een_ouder_ziet_alleen_waar_het_eigen_kind_wacht(stack: Stack):
    """Position and reason; of who comes first no more than the number."""
    bij = school(stack)
    dossier = await dossier_maken(bij)
    gewoon = bij.beginnen
    bij.beginnen = lambda **anders: gewoon(dossier_id=dossier, **anders)  # type: ignore[method-assign]
    await bij.begin()
    gast = await bij.uitnodigen("Noor de Vries", f"{uuid4().hex[:8]}@thuis.example")
    id = (await stack.ask("intake", verzoek(dossier), "iris")).groep
    _, ander = await wacht(stack)
    hoed = bij.gezinshoed("noor", "ouder") | {"persoon": gast.persoon}
    gezien = (await stack.ask("intake", MijnWachtplekkenTonen(aanvraag_id=bij.id), "noor", **hoed)).wachtplekken
    assert [w.id for w in gezien] == [id] and gezien[0].positie >= 1 and gezien[0].handelingen == []
    assert ander not in [w.id for w in gezien]
    vreemd = hoed | {"organisatie": str(uuid4())}
    with pytest.raises(NietGevonden):
        await stack.ask("intake", MijnWachtplekkenTonen(aanvraag_id=bij.id), "noor", **vreemd)


async def test_het_samenwerkingsverband_telt_alle_lijsten_zonder_een_kind(stack: Stack):
    """F8 (e): why not placed adds up to the waiting list."""
    _, id = await wacht(stack)
    tel = (await stack.ask("intake", WachtendenTellen(), "vera")).wachtenden
    op_de_lijst = [w for w in await lijst(stack) if w.hier and w.status in ("gevraagd", "wacht")]
    assert sum(t.aantal for t in tel if t.school == SCHOOL) == len(op_de_lijst)
    assert max(w.positie for w in op_de_lijst) == len(op_de_lijst)
    assert id in {w.id for w in op_de_lijst}
    assert sum(t.lang for t in tel) == 0
    stack.klok(clock.begin_van(clock.vandaag() + timedelta(days=42), 9))
    straks = (await stack.ask("intake", WachtendenTellen(), "vera")).wachtenden
    assert sum(t.lang for t in straks if t.school == SCHOOL) == len(op_de_lijst)
    stack.klok_terug()
    for als, fout in (("rob", MagNiet), ("noor", MagNiet)):
        with pytest.raises(fout):
            await stack.ask("intake", WachtendenTellen(), als, rol="ib_er" if als == "rob" else "ouder", tenant=PO,
                            organisatie=SCHOOL)  # fmt: skip


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"school": "16MA00"}, "school"),
        ({"school": "02EB00"}, "school"),
        ({"ouders_akkoord": False}, "ouders_akkoord"),
        ({"gewenst_vanaf": date(2020, 1, 1)}, "gewenst_vanaf"),
        ({"afwijking": "BSN 111222333 van het kind"}, "afwijking"),
    ],
)
async def test_wat_niet_kan_wordt_geweigerd_bij_het_veld(stack: Stack, anders: dict, veld: str):
    dossier = await dossier_maken(school(stack))
    with pytest.raises(OngeldigeInvoer) as fout:
        await stack.ask("intake", verzoek(dossier, **anders), "iris")
    assert list(fout.value.velden) == [veld]
    assert [w for w in await lijst(stack, "iris") if w.dossier == dossier] == []


async def test_op_een_lijst_staat_een_leerling_een_keer(stack: Stack):
    dossier, _ = await wacht(stack)
    with pytest.raises(KanNiet, match="al op de wachtlijst"):
        await stack.ask("intake", verzoek(dossier), "iris")
    opdracht = verzoek(dossier, school=ANDERE)
    assert await stack.ask("intake", opdracht, "iris") == await stack.ask("intake", opdracht, "iris")
    with pytest.raises(Fout):
        await stack.ask("intake", verzoek(dossier, school=ANDERE), "iris")


async def test_een_ander_moment_dan_een_instroommoment_vraagt_een_reden(stack: Stack):
    """Seed 001 3.11.2 par. 1.16: three days of the year there; departing from them is possible, with a reason."""
    sofie = school(stack, ib="sofie", directeur="ruben", tenant="swv2510po")
    dossier = await dossier_maken(sofie)
    goed = {"school": "14RX00", "gewenst_vanaf": date(clock.vandaag().year + 1, 5, 1)}
    for anders in ({"gewenst_vanaf": date(clock.vandaag().year + 1, 3, 1)},):
        with pytest.raises(OngeldigeInvoer) as fout:
            await stack.ask("intake", verzoek(dossier, **goed | anders), "sofie")
        assert list(fout.value.velden) == ["afwijking"]
    await stack.ask("intake", verzoek(dossier, **goed), "sofie")


async def test_door_de_voordeur(stack: Stack):
    dossier, id = await wacht(stack)
    naam = (await regel(stack, id)).leerling
    with los(token(ingelogd("rob", "Catamaran"))) as client:
        blad = client.get("/wachtlijst")
        assert blad.status_code == 200 and naam in blad.text and f"/wachtlijst/{id}/wachtplek-bevestigen" in blad.text
        assert client.get(f"/leerlingen/{dossier}/wachtplek-vragen").status_code == 404
    with los(token(ingelogd("iris"))) as client:
        blad = client.get("/wachtlijst")
        assert f"/wachtlijst/{id}/wachtplek-beeindigen" in blad.text
        assert f"/wachtlijst/{id}/wachtplek-bevestigen" not in blad.text
        assert client.get(f"/leerlingen/{dossier}/wachtplek-vragen").status_code == 200
    with los(token(ingelogd("vera"))) as client:
        blad = client.get("/wachtlijst")
        assert blad.status_code == 200 and naam not in blad.text and "SBO De Catamaran" in blad.text
