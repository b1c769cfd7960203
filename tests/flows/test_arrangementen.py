"""Extra support over real servers: asked, granted or not, prolonged, stopped, over by itself, and who sees what."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.clock import AMSTERDAM
from services.intake.arrangementen.contract import (
    ArrangementAanvragen,
    ArrangementenTonen,
    ArrangementenVolgen,
    ArrangementEvalueren,
    ArrangementIntrekken,
    ArrangementMelden,
    ArrangementStand,
    ArrangementStoppen,
    ArrangementToekennen,
    ArrangementTonen,
    ArrangementVerlengen,
    ArrangementWeigeren,
    BudgetTellen,
    PlanBijstellen,
)
from services.intake.leerlingen.contract import LeerlingTonen
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import schooljaar_van
from tests.flows.intake_dossier import School, school, vo_school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack, eventually

DAG = timedelta(days=1)
RGV = {"ib": "sofie", "directeur": "ruben", "tenant": "swv2510po"}
PLAN = {
    "doelen": ("Doet elke ochtend mee in de kring.",),
    "behoefte": "Een rustige plek en korte opdrachten.",
    "communicatie": "Elke vrijdag bellen de mentor en de ouders.",
}
REDEN = "Zo is het in het gesprek met de ouders afgesproken."


class Hulp:
    """One arrangement, and the acts on it with the version of the moment."""

    def __init__(self, school: School, dossier: UUID | None, id: UUID):
        self.school, self.stack, self.dossier, self.id = school, school.stack, dossier, id

    @classmethod
    async def gevraagd(cls, wie: School, soort: str = "hgo_deskundigheid_en_geld", **anders: Any) -> Hulp:
        dossier = await dossier_maken(wie, achternaam=f"Hulp{uuid4().hex[:8]}")
        vandaag = clock.vandaag()
        gewoon = PLAN | {"van": vandaag, "tot": vandaag + DAG * 29, "dossier_id": dossier, "soort": soort}
        bewaard = await wie.stack.ask(
            "intake", ArrangementAanvragen(**({"opdracht": uuid4()} | gewoon | anders)), als=wie.ib
        )
        return cls(wie, dossier, bewaard.id)

    async def zien(self, als: str | None = None, **hoed: Any) -> ArrangementStand:
        return await self.stack.ask(
            "intake", ArrangementTonen(arrangement_id=self.id), als=als or self.school.ib, **hoed
        )

    async def doe(self, soort: type, als: str | None = None, hoed: dict | None = None, **velden: Any) -> None:
        versie = (await self.zien()).versie
        gewoon = {"opdracht": uuid4(), "arrangement_id": self.id, "versie": versie}
        await self.stack.ask("intake", soort(**(gewoon | velden)), als=als or self.school.ib, **(hoed or {}))

    async def toekennen(self, als: str = "saar", **anders: Any) -> None:
        stand = await self.zien()
        gewoon = {"van": stand.van, "tot": stand.tot, "cent": 900_00, "inzet": 20}
        await self.doe(ArrangementToekennen, als=als, **(gewoon | anders))


async def test_de_school_vraagt_en_alleen_de_budgethouder_kent_toe(stack: Stack):
    hulp = await Hulp.gevraagd(school(stack, **RGV), cent=1_000_00)
    stand = await hulp.zien()
    assert (stand.status, stand.beslist, stand.gevraagd_cent, stand.cent) == (
        "gevraagd",
        "steunpuntcoordinator",
        1_000_00,
        None,
    )
    assert stand.handelingen == ["plan_bijstellen", "arrangement_intrekken"]
    for wie in ("ruben", "elske", "carolien"):
        with pytest.raises(MagNiet):
            await hulp.toekennen(als=wie)
    with pytest.raises(OngeldigeInvoer) as fout:
        await hulp.toekennen(cent=None, inzet=None)
    assert "inzet" in fout.value.velden
    await hulp.toekennen()
    stand = await hulp.zien("saar")
    assert (stand.status, stand.cent, stand.inzet, stand.school) == ("loopt", 900_00, 20, "11FA00")
    assert [b.soort for b in stand.besluiten] == ["toegekend"]
    with pytest.raises(KanNiet):
        await hulp.toekennen()

    adres = (await stack.sql("select email from netwerk.persoon where naam like 'Sofie %'"))[0]["email"]

    async def aangekomen() -> list[Any]:
        return [b for b in await asyncio.to_thread(stack.post, adres) if str(hulp.id) in b["tekst"]]

    gevonden = await eventually(aangekomen, wat="de school hoort dat er is beslist")
    assert "Er is beslist" in gevonden[0]["onderwerp"]
    assert all(woord not in str(gevonden) for woord in ("Hulp", "Mees", "kring"))


async def test_vragen_deelt_het_dossier_en_een_dossier_zonder_vraag_blijft_van_de_school(stack: Stack):
    wie = school(stack, **RGV)
    stil = await dossier_maken(wie)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", ArrangementenTonen(dossier_id=stil), als="saar")
    hulp = await Hulp.gevraagd(wie)
    stand = await stack.ask("intake", LeerlingTonen(dossier_id=hulp.dossier), als="saar")
    assert stand.gedeeld
    lijst = await stack.ask("intake", ArrangementenVolgen(), als="saar")
    assert hulp.id in {a.id for a in lijst.arrangementen}
    with pytest.raises(NietGevonden):
        await hulp.zien("daan")  # a school of the same samenwerkingsverband
    with pytest.raises(NietGevonden):
        await hulp.zien("cor")
    assert hulp.id not in {a.id for a in (await stack.ask("intake", ArrangementenVolgen(), als="daan")).arrangementen}


async def test_een_weigering_heeft_een_reden_en_daarna_kan_de_school_opnieuw_vragen(stack: Stack):
    hulp = await Hulp.gevraagd(school(stack, **RGV))
    with pytest.raises(OngeldigeInvoer):
        await hulp.doe(ArrangementWeigeren, als="saar", reden="nee")
    with pytest.raises(KanNiet):  # asked once already
        await stack.ask(
            "intake",
            ArrangementAanvragen(
                opdracht=uuid4(),
                soort="hgo_deskundigheid_en_geld",
                dossier_id=hulp.dossier,
                van=clock.vandaag(),
                tot=clock.vandaag(),
                **PLAN,
            ),
            als="sofie",
        )
    await hulp.doe(ArrangementWeigeren, als="saar", reden=REDEN)
    stand = await hulp.zien()
    assert (stand.status, stand.besluiten[-1].reden, stand.handelingen) == ("geweigerd", REDEN, [])


async def test_wat_de_soort_niet_kent_of_te_lang_duurt_wordt_geweigerd(stack: Stack):
    wie = school(stack, **RGV)
    vandaag = clock.vandaag()
    for anders, veld in (
        ({"soort": "bestaat_niet"}, "soort"),
        ({"soort": "time_out"}, "plek_school"),
        ({"soort": "time_out", "plek_school": "11FA00"}, "plek_school"),
        ({"soort": "onderzoeksperiode", "plek_school": "14RX00", "tot": vandaag + DAG * 42}, "tot"),
        ({"soort": "time_out", "plek_school": "14RX00", "cent": 5_00}, "cent"),
        ({"doelen": ()}, "doelen"),
        ({"dossier_id": None, "groep": "groep 5"}, "soort"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await Hulp.gevraagd(wie, **anders)
        assert veld in fout.value.velden, anders
    goed = await Hulp.gevraagd(wie, soort="onderzoeksperiode", plek_school="14RX00", tot=vandaag + DAG * 41)
    stand = await goed.zien()
    assert (stand.plek_school, stand.inschrijving, stand.uiterste_tot) == ("14RX00", "eigen", vandaag + DAG * 41)


async def test_instemming_van_ouders_waar_dat_is_vastgelegd(stack: Stack):
    """Seed 004, bijlage 1 par. 6: een observatieplaatsing gaat niet door als school of ouders niet willen."""
    wie = vo_school(stack)
    plek = {"soort": "observatieplaatsing", "plek_school": "20BG00"}
    with pytest.raises(OngeldigeInvoer) as fout:
        await Hulp.gevraagd(wie, **plek)
    assert "ouders_akkoord" in fout.value.velden
    hulp = await Hulp.gevraagd(wie, **plek, ouders_akkoord=True)
    await hulp.toekennen(als="thea", cent=None, inzet=None)
    assert (await hulp.zien("thea")).status == "loopt"


async def test_wat_de_school_zelf_beslist_ziet_het_samenwerkingsverband_niet(stack: Stack):
    hulp = await Hulp.gevraagd(vo_school(stack), soort="rebound")
    with pytest.raises(MagNiet):
        await hulp.toekennen(als="karin", cent=None, inzet=None)
    await hulp.toekennen(als="hans", cent=None, inzet=None)
    assert (await hulp.zien()).status == "loopt"
    with pytest.raises(NietGevonden):
        await hulp.zien("thea")


async def test_wat_iemand_van_buiten_geeft_wordt_gemeld_en_alleen_geteld(stack: Stack):
    """Seed 002, par. 3.5: met instemming van ouders; het samenwerkingsverband hoort ervan en beslist er niet over."""
    wie = school(stack)
    dossier = await dossier_maken(wie)
    gewoon = {
        "dossier_id": dossier,
        "soort": "cluster_2",
        "doelen": PLAN["doelen"],
        "van": clock.vandaag() - DAG * 90,
        "tot": clock.vandaag() + DAG * 200,
    }

    async def meld(**anders: Any) -> UUID:
        vraag = ArrangementMelden(**({"opdracht": uuid4(), "ouders_akkoord": True} | gewoon | anders))
        return (await stack.ask("intake", vraag, als="iris")).id

    with pytest.raises(OngeldigeInvoer):
        await meld(ouders_akkoord=False)
    with pytest.raises(OngeldigeInvoer):
        await meld(soort="supportteam")
    jaar = schooljaar_van(gewoon["van"])
    voor = await _geteld(stack, "cor", jaar, "Arrangement cluster 2")
    hulp = Hulp(wie, dossier, await meld())
    stand = await hulp.zien()
    assert (stand.status, [b.soort for b in stand.besluiten]) == ("loopt", ["gemeld"])
    assert "arrangement_toekennen" not in (await hulp.zien("dirk")).handelingen
    with pytest.raises(NietGevonden):
        await hulp.zien("cor")
    assert await _geteld(stack, "cor", jaar, "Arrangement cluster 2") == voor + 1


async def _geteld(stack: Stack, wie: str, jaar: int, titel: str) -> int:
    telling = await stack.ask("intake", BudgetTellen(schooljaar=jaar), als=wie)
    return sum(r.lopend for r in telling.regels if r.titel.startswith(titel))


async def test_een_traject_voor_een_groep_is_van_geen_leerling(stack: Stack):
    wie = school(stack)
    vandaag = clock.vandaag()
    with pytest.raises(OngeldigeInvoer) as fout:
        await Hulp.gevraagd(wie, soort="supportteam", dossier_id=None, tot=vandaag + DAG * 29)
    assert "groep" in fout.value.velden
    hulp = await Hulp.gevraagd(wie, soort="supportteam", dossier_id=None, groep="groep 5 blauw", tot=vandaag + DAG * 55)
    stand = await hulp.zien("cor")
    assert (stand.leerling, stand.groep, stand.zaak, stand.dossier_id) == ("", "groep 5 blauw", hulp.id, None)
    await hulp.toekennen(als="cor", cent=None, inzet=12)
    steunpunt = {"rol": "steunpuntcoordinator", "organisatie": "PO2202"}
    assert (await hulp.zien("cor", **steunpunt)).inzet == 12
    await hulp.doe(ArrangementEvalueren, uitkomsten=("behaald",), toelichtingen=("",))
    with pytest.raises(NietGevonden):
        await hulp.zien("rob")
    with pytest.raises(MagNiet):
        await hulp.zien("cor", rol="voorzitter", organisatie="PO2202")


async def test_verlengen_kan_tot_de_uiterste_dag_en_stoppen_telt_het_bedrag_tot_die_dag(stack: Stack):
    hulp = await Hulp.gevraagd(school(stack, **RGV), soort="hgo_deskundigheid_en_geld")
    await hulp.toekennen(cent=3_000_00)
    begin = (await hulp.zien()).van
    with pytest.raises(OngeldigeInvoer):
        await hulp.doe(ArrangementVerlengen, als="saar", tot=begin, reden=REDEN)
    with pytest.raises(MagNiet):
        await hulp.doe(ArrangementVerlengen, als="ruben", tot=begin + DAG * 59, reden=REDEN)
    await hulp.doe(ArrangementVerlengen, als="saar", tot=begin + DAG * 59, reden=REDEN, cent=3_000_00)
    stand = await hulp.zien()
    assert (stand.tot, stand.cent) == (begin + DAG * 59, 6_000_00)
    with pytest.raises(OngeldigeInvoer):
        await hulp.doe(ArrangementStoppen, per=begin + DAG * 59, reden=REDEN)
    await hulp.doe(ArrangementStoppen, per=begin, reden=REDEN)
    stand = await hulp.zien()
    assert (stand.status, stand.tot, stand.besteed_cent) == ("beeindigd", begin, 100_00)  # one of sixty days
    telling = await stack.ask("intake", BudgetTellen(schooljaar=schooljaar_van(begin)), als="saar")
    assert sum(r.cent for r in telling.regels if r.school == "11FA00") >= 100_00
    with pytest.raises(NietGevonden):
        await stack.ask(
            "intake",
            BudgetTellen(schooljaar=2026),
            als="saar",
            rol="directeur",
            organisatie="PO2202",
            tenant="swv2510po",
        )


async def test_stoppen_op_een_latere_dag_loopt_tot_en_met_die_dag(stack: Stack):
    hulp = await Hulp.gevraagd(school(stack, **RGV))
    await hulp.toekennen(cent=3_000_00)
    begin = (await hulp.zien()).van
    await hulp.doe(ArrangementStoppen, als="ruben", per=begin + DAG * 14, reden=REDEN)
    stand = await hulp.zien()
    assert (stand.status, stand.tot, stand.besteed_cent) == ("loopt", begin + DAG * 14, 1_500_00)


async def test_twee_mensen_tegelijk_krijgen_elkaars_plan_te_zien(stack: Stack):
    """N13: nothing is overwritten in silence."""
    hulp = await Hulp.gevraagd(school(stack, **RGV))
    versie = (await hulp.zien()).versie
    nieuw = PLAN | {"behoefte": "Een vaste plek naast de leerkracht."}
    await hulp.doe(PlanBijstellen, **nieuw)
    with pytest.raises(Gewijzigd) as fout:
        await hulp.doe(PlanBijstellen, als="ruben", versie=versie, **PLAN)
    assert fout.value.extra["nu"]["behoefte"] == nieuw["behoefte"]
    await hulp.doe(ArrangementIntrekken)
    with pytest.raises(KanNiet):
        await hulp.doe(PlanBijstellen, **PLAN)


async def test_het_einde_wordt_aangekondigd_en_komt_vanzelf(stack: Stack):
    """The clock goes to the warning and past the last day; nobody presses anything."""
    hulp = await Hulp.gevraagd(school(stack, **RGV), tot=clock.vandaag() + DAG * 20)
    await hulp.toekennen()
    tot = (await hulp.zien()).tot
    adres = (await stack.sql("select email from netwerk.persoon where naam like 'Saar %'"))[0]["email"]
    try:
        stack.klok(datetime.combine(tot - DAG * 13, time(9), AMSTERDAM))

        async def gewaarschuwd() -> list[Any]:
            post = await asyncio.to_thread(stack.post, adres)
            return [b for b in post if str(hulp.id) in b["tekst"] and "loopt bijna af" in b["onderwerp"]]

        bericht = (await eventually(gewaarschuwd, wat="de budgethouder hoort dat het bijna eindigt"))[0]
        assert str(tot.year) in bericht["tekst"] and "Hulp" not in str(bericht)
        lijst = await stack.ask("intake", ArrangementenVolgen(), als="sofie")
        assert next(a for a in lijst.arrangementen if a.id == hulp.id).aflopend
        stack.klok(datetime.combine(tot + DAG, time(9), AMSTERDAM))

        async def afgelopen() -> bool:
            return (await hulp.zien()).status == "beeindigd"

        await eventually(afgelopen, wat="het is afgelopen")
        stand = await hulp.zien()
        assert (stand.besteed_cent, stand.besluiten[-1].soort) == (900_00, "afgelopen")
        await hulp.doe(ArrangementEvalueren, uitkomsten=("deels",), toelichtingen=("Alleen op maandag lukt het.",))
        assert (await hulp.zien()).doelen[0].uitkomst == "deels"
    finally:
        stack.klok_terug()


async def test_een_soort_die_stopt_neemt_wat_loopt_mee(stack: Stack):
    """Seed 002, par. 4.5: individuele arrangementen lopen tot en met juli 2026, ook wat langer was toegekend."""
    hulp = await Hulp.gevraagd(school(stack), soort="supportteam", dossier_id=None, groep="groep 4")
    await hulp.toekennen(als="cor", cent=None, inzet=8)
    # As if it was granted before the samenwerkingsverband set that day.
    await stack.sql("update intake.arrangement set soort = 'individueel' where id = $1", hulp.id)
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ('swv2202po', gen_random_uuid(), $1, 'arrangementen_nalopen', '{}', now(), 'open')",
        hulp.id,
    )

    async def ingekort() -> bool:
        return [b.soort for b in (await hulp.zien()).besluiten] == ["toegekend", "ingekort"]

    await eventually(ingekort, wat="het eindigt met de soort")
