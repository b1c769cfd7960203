"""Gezag ends by itself on the eighteenth birthday: parents are out to the day, the pupil decides alone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from infra import clock, nights
from infra.context import mint
from infra.settings import settings
from services.intake.leerlingen.contract import (
    GezagVastleggen,
    LeerlingUitnodigen,
    LeerlingWijzigen,
    MeelezenIntrekken,
    MeelezenToestaan,
    MeelezenTonen,
    MeelezenUitleg,
    MeelezerStand,
    MeelezersTonen,
    MijnDossierTonen,
)
from services.intake.leerlingen.meerderjarig import meerderjarig_op
from services.kern.errors import KanNiet, MagNiet, NietGevonden
from services.kern.kalender import plus_jaren, plus_maanden
from services.kern.policy import TOESTEMMING
from services.kern.principal import Principal
from services.kern.rollen import Rol
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import (
    doe,
    dossier_maken,
    dossier_zien,
    gegevens,
    gezag_geven,
    gezin,
    ouder_erbij,
    ouder_uitnodigen,
)
from tests.stack import Stack, eventually

DAG = timedelta(days=1)


async def nacht(stack: Stack) -> None:
    """What the worker plans every night, now; with everything that follows from it."""
    taak = uuid4()
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ('swv2202po', $1, $2, 'meerderjarigen_nalopen', '{}', now(), 'open')",
        taak,
        nights.of_tenant("swv2202po"),
    )
    soorten = ["meerderjarigheid_aankondigen", "gezag_laten_eindigen"]

    async def gedaan() -> bool:
        open_ = await stack.sql(
            "select 1 from intake.taak where (id = $1 or soort = any($2)) and status in ('open', 'aangeboden')",
            taak,
            soorten,
        )
        return not open_

    await eventually(gedaan, seconden=90, wat="de nacht voorbij is")


async def leest(stack: Stack, dossier: UUID, hoed: dict) -> bool:
    try:
        return bool(await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), als="noor", **hoed))
    except NietGevonden:
        return False


async def geboren(bezig: School, dossier: UUID, dag: date) -> None:
    """The school corrects the date of birth."""
    stand = await dossier_zien(bezig, dossier)
    velden = {naam: getattr(stand, naam) for naam in ("roepnaam", "achternaam", "groep")}
    await doe(bezig, LeerlingWijzigen, dossier, **velden, geboren_op=dag)


async def test_op_de_achttiende_verjaardag_is_de_ouder_eruit_zonder_dat_iemand_iets_doet(stack: Stack):
    """To the day, and before the night has written anything down: who asks on the birthday finds nothing."""
    bezig = school(stack)
    vandaag = clock.vandaag()
    morgen_jarig = plus_jaren(vandaag + DAG, -18)
    assert meerderjarig_op(morgen_jarig) == vandaag + DAG
    dossier = await dossier_maken(bezig, geboren_op=morgen_jarig, ingeschreven_op=vandaag)
    hoed = await ouder_erbij(bezig, dossier)
    assert await leest(stack, dossier, hoed), "de dag ervoor leest de ouder nog mee"
    (rij,) = await stack.sql("select tot from intake.betrokkenheid where zaak = $1 and rol = 'ouder'", dossier)
    assert rij["tot"] == vandaag + DAG

    # The school finds that the pupil is one day older than was written down: today is the birthday.
    await geboren(bezig, dossier, morgen_jarig - DAG)
    assert not await leest(stack, dossier, hoed)
    with pytest.raises(KanNiet, match="18 jaar of ouder"):
        await doe(bezig, GezagVastleggen, dossier, naam="Peter Smit", relatie="vader", grond="geboorte",
                  van=morgen_jarig)  # fmt: skip

    async def opgeschreven() -> bool:
        (gezag,) = (await gegevens(bezig, dossier)).gezag
        return (gezag.eindgrond, gezag.tot) == ("meerderjarig", vandaag)

    await eventually(opgeschreven, seconden=60, wat="het einde van het gezag is opgeschreven")

    # The hat stays and opens nothing: it is there to read why, and for the pupil to open the dossier again.
    hoeden = await stack.sql("select tot from netwerk.hoed where organisatie = $1", str(dossier))
    assert [h["tot"] for h in hoeden] == [None]
    assert (await uitleg(stack, dossier, hoed)).sinds == vandaag and not await leest(stack, dossier, hoed)
    zinnen = [r.zin for r in (await dossier_zien(bezig, dossier)).tijdlijn]
    assert "De leerling is 18 jaar geworden. Niemand heeft meer gezag; de leerling beslist zelf." in zinnen

    # It was the other date after all: the same people have gezag again, and can be invited again.
    await geboren(bezig, dossier, morgen_jarig)
    (gezag,) = (await gegevens(bezig, dossier)).gezag
    assert gezag.tot is None and gezag.eindgrond is None
    assert not await leest(stack, dossier, hoed)
    with pytest.raises(NietGevonden):  # nobody is of age
        await uitleg(stack, dossier, hoed)

    async def hoed_weg() -> bool:
        hoeden = await stack.sql("select tot from netwerk.hoed where organisatie = $1", str(dossier))
        return [h["tot"] for h in hoeden] == [vandaag]

    await eventually(hoed_weg, seconden=60, wat="de hoed van de ouder is voorbij")
    await ouder_uitnodigen(bezig, dossier, gezag.id)


async def uitleg(stack: Stack, dossier: UUID, hoed: dict) -> MeelezenUitleg:
    return await stack.ask("intake", MeelezenTonen(zaak_id=dossier), als="noor", **hoed)


async def zelf_erbij(bezig: School, dossier: UUID) -> dict:
    """The hat of the pupil."""
    gast = await doe(bezig, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    return gezin(dossier, gast.persoon, "leerling")


async def meelezers(stack: Stack, dossier: UUID, zelf: dict) -> list[MeelezerStand]:
    return (await stack.ask("intake", MeelezersTonen(dossier_id=dossier), als="noor", **zelf)).meelezers


async def kies(stack: Stack, soort: type, dossier: UUID, hoed: dict, lid: UUID) -> None:
    await stack.ask("intake", soort(opdracht=uuid4(), dossier_id=dossier, lid_id=lid), als="noor", **hoed)


async def onder_rijbeveiliging(stack: Stack, dossier: UUID, hoed: dict) -> bool:
    """What the database itself shows this parent, without a question of ours before it."""
    connection = await asyncpg.connect(settings().database_url("intake"))
    wie = Principal(
        tenant="swv2202po", persoon=hoed["persoon"], naam="", rol=Rol.OUDER, organisatie=str(dossier), sessie=uuid4(),
        mfa=True, verloopt=clock.echt_seconden() + 60,
    )  # fmt: skip
    try:
        async with connection.transaction():
            await connection.execute("select set_config('app.ctx', $1, true)", mint("intake", wie))
            return bool(await connection.fetchval("select true from intake.leerlingdossier where id = $1", dossier))
    finally:
        await connection.close()


async def test_een_leerling_van_achttien_laat_een_ouder_meelezen_en_stopt_dat_weer(stack: Stack):
    """AVG 6.1a and 7.3: both ways at once, in both judges of access, and only the pupil decides. ISO."""
    bezig, vandaag = school(stack), clock.vandaag()
    dossier = await dossier_maken(bezig, geboren_op=plus_jaren(vandaag + DAG, -18), ingeschreven_op=vandaag)
    noor = await ouder_erbij(bezig, dossier)
    peter = await ouder_erbij(bezig, dossier, "Peter Smit", "vader")
    zelf = await zelf_erbij(bezig, dossier)
    assert await meelezers(stack, dossier, zelf) == []  # the day before: the parents have gezag
    (lid,) = await stack.sql("select id from intake.dossierfamilie where persoon = $1", noor["persoon"])
    with pytest.raises(KanNiet, match="achttiende"):
        await kies(stack, MeelezenIntrekken, dossier, zelf, lid["id"])
    with pytest.raises(NietGevonden):
        await uitleg(stack, dossier, noor)

    await geboren(bezig, dossier, plus_jaren(vandaag, -18))
    assert not await leest(stack, dossier, noor) and not await onder_rijbeveiliging(stack, dossier, noor)
    assert (await uitleg(stack, dossier, noor)).sinds == vandaag
    with pytest.raises(NietGevonden):
        await uitleg(stack, await dossier_maken(bezig), noor)
    een, ander = await meelezers(stack, dossier, zelf)
    assert [(m.naam, m.leest) for m in (een, ander)] == [("Noor Jansen", False), ("Peter Smit", False)]
    for hoed, fout in ((noor, MagNiet), (gezin(dossier, uuid4(), "leerling"), NietGevonden)):
        with pytest.raises(fout):  # not the parent, and not somebody else's child
            await kies(stack, MeelezenToestaan, dossier, hoed, een.id)

    await kies(stack, MeelezenToestaan, dossier, zelf, een.id)
    assert await leest(stack, dossier, noor) and await onder_rijbeveiliging(stack, dossier, noor)
    assert not await leest(stack, dossier, peter), "alleen wie de leerling koos"
    with pytest.raises(NietGevonden):
        await uitleg(stack, dossier, noor)
    (rij,) = await stack.sql(
        "select grond, tot from intake.betrokkenheid where zaak = $1 and houder = $2 and tot is null",
        dossier, str(noor["persoon"]),
    )  # fmt: skip
    assert rij["grond"] == TOESTEMMING
    with pytest.raises(KanNiet):
        await kies(stack, MeelezenToestaan, dossier, zelf, een.id)

    # The night writes down that the gezag ended; the consent stands, and so does a corrected date that changes nothing.
    await nacht(stack)
    await geboren(bezig, dossier, plus_jaren(vandaag - DAG, -18))
    assert await leest(stack, dossier, noor) and (await gegevens(bezig, dossier)).gezag[0].tot is not None

    await kies(stack, MeelezenIntrekken, dossier, zelf, een.id)
    assert not await leest(stack, dossier, noor) and not await onder_rijbeveiliging(stack, dossier, noor)
    with pytest.raises(KanNiet):
        await kies(stack, MeelezenIntrekken, dossier, zelf, een.id)
    assert [m.leest for m in await meelezers(stack, dossier, zelf)] == [False, False]
    await kies(stack, MeelezenToestaan, dossier, zelf, een.id)  # and again, on the same day
    assert await leest(stack, dossier, noor)
    zinnen = [r.zin for r in (await dossier_zien(bezig, dossier)).tijdlijn]
    assert sum("laat een ouder meelezen" in zin for zin in zinnen) == 2


async def test_de_nacht_schrijft_het_einde_op_en_doet_het_een_keer(stack: Stack):
    bezig, vandaag = school(stack), clock.vandaag()
    dossier = await dossier_maken(bezig, geboren_op=plus_jaren(vandaag, -17), ingeschreven_op=vandaag)
    gezag = await gezag_geven(bezig, dossier)
    await ouder_uitnodigen(bezig, dossier, gezag)
    await stack.sql(
        "update intake.leerlingdossier set geboren_op = $2 where id = $1", dossier, plus_jaren(vandaag, -18) - DAG
    )
    await nacht(stack)
    (een,) = (await gegevens(bezig, dossier)).gezag
    assert een.eindgrond == "meerderjarig" and een.tot == meerderjarig_op(plus_jaren(vandaag, -18) - DAG)
    assert (await gegevens(bezig, dossier)).meekijkers == []
    versie = (await dossier_zien(bezig, dossier)).versie
    await nacht(stack)
    assert (await dossier_zien(bezig, dossier)).versie == versie, "een tweede nacht verandert niets"


async def test_twee_maanden_eerder_hoort_de_school_het_een_keer(stack: Stack):
    bezig, vandaag = school(stack), clock.vandaag()
    straks = next(
        dag for n in range(70) if plus_maanden(dag := vandaag + n * DAG, -2) <= vandaag < plus_maanden(dag + DAG, -2)
    )
    # The last of the days of which the school hears today; the day after it is too far away.
    bijna, nog_niet = (plus_jaren(straks, -18), plus_jaren(straks + 4 * DAG, -18))
    dossiers = [await dossier_maken(bezig, geboren_op=dag, ingeschreven_op=vandaag) for dag in (bijna, nog_niet)]
    await nacht(stack)
    await nacht(stack)
    gemeld = await stack.sql(
        "select zaak from intake.bericht where zaak = any($1) and brief = 'gezag_eindigt'", dossiers
    )
    assert {r["zaak"] for r in gemeld} == {dossiers[0]}
    aan = await stack.sql(
        "select count(*) as n, count(distinct aan) as m from intake.bericht where zaak = $1", dossiers[0]
    )
    assert aan[0]["n"] == aan[0]["m"] > 0, "ieder van de school een keer"
    zinnen = [r.zin for r in (await dossier_zien(bezig, dossiers[0])).tijdlijn]
    assert zinnen.count("Over twee maanden wordt de leerling 18 jaar. De school kreeg daar bericht van.") == 1


async def test_een_leerling_van_achttien_kijkt_zelf_mee_en_de_ouder_kan_niet_meer_worden_uitgenodigd(stack: Stack):
    bezig, vandaag = school(stack), clock.vandaag()
    dossier = await dossier_maken(bezig, geboren_op=plus_jaren(vandaag, -17), ingeschreven_op=vandaag)
    gezag = await gezag_geven(bezig, dossier)
    await stack.sql(
        "update intake.leerlingdossier set geboren_op = $2 where id = $1", dossier, plus_jaren(vandaag, -18)
    )
    with pytest.raises(KanNiet, match="vandaag geen gezag"):
        await ouder_uitnodigen(bezig, dossier, gezag)
    gast = await doe(bezig, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    assert await leest(stack, dossier, gezin(dossier, gast.persoon, "leerling"))
    (rij,) = await stack.sql("select tot from intake.betrokkenheid where zaak = $1 and rol = 'leerling'", dossier)
    assert rij["tot"] is None
