"""Parents see of the zorgplicht what the board sees, and withdraw together: everybody with gezag says so alone."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.leerlingen.contract import (
    AdresVastleggen,
    GezagBeeindigen,
    LeerlingUitnodigen,
    LeerlingWijzigen,
    MeelezenToestaan,
    MeelezersTonen,
    MijnDossierTonen,
)
from services.intake.zorgplicht.contract import AanmeldingBlad, AanmeldingTonen, AanmeldingVastleggen, IntrekkingMelden
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from services.kern.kalender import plus_jaren
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import (
    doe,
    dossier_maken,
    dossier_vullen,
    dossier_zien,
    gegevens,
    gezag_geven,
    gezin,
    ouder_erbij,
    ouder_uitnodigen,
)
from tests.stack import Stack


async def aangemeld(bezig: School) -> UUID:
    dossier = await dossier_maken(bezig)
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=clock.vandaag(), voorkeur="16MA00")
    await bezig.stack.ask("intake", vraag, als=bezig.ib)
    return dossier


async def zien(stack: Stack, dossier: UUID, als: str = "noor", **hoed: object) -> AanmeldingBlad:
    return await stack.ask("intake", AanmeldingTonen(dossier_id=dossier), als=als, **hoed)


async def intrekken(stack: Stack, dossier: UUID, hoed: dict, versie: int | None = None) -> None:
    versie = versie or (await zien(stack, dossier, **hoed)).aanmelding.versie
    vraag = IntrekkingMelden(opdracht=uuid4(), dossier_id=dossier, versie=versie)
    await stack.ask("intake", vraag, als="noor", **hoed)


async def test_ouders_zien_dezelfde_klok_als_het_bestuur(stack: Stack):
    bezig = school(stack)
    dossier = await aangemeld(bezig)
    hoed = await ouder_erbij(bezig, dossier)
    ouder = (await zien(stack, dossier, **hoed)).aanmelding
    bestuur = (await zien(stack, dossier, als="iris", rol="schoolbestuurder", organisatie="42830")).aanmelding
    assert (ouder.houder, ouder.meekijkers, ouder.geschiedenis) == (
        bestuur.houder,
        bestuur.meekijkers,
        bestuur.geschiedenis,
    )
    for veld in ("uiterlijk_op", "status", "verlengd", "dag", "alarm", "plaatsen_op", "verlengen_uiterlijk"):
        assert getattr(ouder.klok, veld) == getattr(bestuur.klok, veld), veld
    with pytest.raises(NietGevonden):
        await zien(stack, await aangemeld(bezig), **hoed)


async def test_wie_alleen_gezag_heeft_trekt_de_aanmelding_zelf_in(stack: Stack):
    bezig = school(stack)
    dossier = await aangemeld(bezig)
    hoed = await ouder_erbij(bezig, dossier)
    assert (await zien(stack, dossier, **hoed)).handelingen == ["intrekking_melden"]
    await intrekken(stack, dossier, hoed)
    blad = await zien(stack, dossier, **hoed)
    assert (blad.aanmelding.status, blad.aanmelding.klok.status, blad.handelingen) == ("ingetrokken", "vervallen", [])
    assert [v.soort for v in blad.aanmelding.voorvallen][1:] == ["intrekking_gemeld", "ingetrokken"]
    with pytest.raises(KanNiet, match="geen aanmelding"):
        await intrekken(stack, dossier, hoed, versie=1)


async def test_met_twee_ouders_loopt_de_klok_tot_ook_de_tweede_het_wil(stack: Stack):
    bezig = school(stack)
    dossier = await aangemeld(bezig)
    een = await ouder_erbij(bezig, dossier)
    twee = await ouder_erbij(bezig, dossier, "Peter Smit", "vader")
    await intrekken(stack, dossier, een)
    blad = await zien(stack, dossier, **twee)
    assert blad.aanmelding.status == "in_onderzoek" and blad.aanmelding.klok.status == "loopt"
    assert (blad.intrekking.gemeld, blad.intrekking.wacht_op) == (["Noor Jansen"], ["Peter Smit"])
    assert not blad.intrekking.zelf and "intrekking_melden" in blad.handelingen
    assert (await zien(stack, dossier, als=bezig.ib)).intrekking is not None
    bestuur = await zien(stack, dossier, als="iris", rol="schoolbestuurder", organisatie="42830")
    assert bestuur.intrekking is None, "het bestuur krijgt geen namen"
    with pytest.raises(KanNiet, match="al gemeld"):
        await intrekken(stack, dossier, een)
    mails = await stack.sql("select aan from intake.bericht where zaak = $1 and brief = 'bericht_klaar'", dossier)
    assert twee["persoon"] in {rij["aan"] for rij in mails}
    await intrekken(stack, dossier, twee)
    assert (await zien(stack, dossier, **een)).aanmelding.status == "ingetrokken"


async def test_wie_geen_gezag_heeft_trekt_niets_in(stack: Stack):
    """N1: the pupil, a parent whose gezag ended, an old page."""
    bezig = school(stack)
    dossier = await aangemeld(bezig)
    hoed = await ouder_erbij(bezig, dossier)
    versie = (await zien(stack, dossier, **hoed)).aanmelding.versie
    with pytest.raises(Gewijzigd):
        await intrekken(stack, dossier, hoed, versie=versie + 1)
    gast = await doe(bezig, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    zelf = gezin(dossier, gast.persoon, "leerling")
    assert "intrekking_melden" not in (await zien(stack, dossier, **zelf)).handelingen
    with pytest.raises(KanNiet, match="gezag"):  # not of age
        await intrekken(stack, dossier, zelf, versie=versie)
    with pytest.raises(NietGevonden):  # a parent is not the pupil
        await intrekken(stack, dossier, hoed | {"rol": "leerling"}, versie=versie)
    tweede = await gezag_geven(bezig, dossier, "Peter Smit", "vader")
    gast = await ouder_uitnodigen(bezig, dossier, tweede)
    await doe(bezig, GezagBeeindigen, dossier, gezag_id=tweede, tot=clock.vandaag(), grond="uitspraak")
    with pytest.raises(NietGevonden):
        await intrekken(stack, dossier, gezin(dossier, gast.persoon), versie=versie)
    assert (await zien(stack, dossier, **hoed)).intrekking is None


async def test_een_leerling_van_achttien_trekt_de_eigen_aanmelding_alleen_in(stack: Stack):
    """BW 1:233: the pupil decides, and no parent any more, also not one who may read along."""
    bezig, vandaag = school(stack), clock.vandaag()
    dossier = await dossier_maken(bezig, geboren_op=plus_jaren(vandaag, -17), ingeschreven_op=vandaag)
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=vandaag, voorkeur="16MA00")
    await stack.ask("intake", vraag, als=bezig.ib)
    ouder = await ouder_erbij(bezig, dossier)
    gast = await doe(bezig, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    zelf = gezin(dossier, gast.persoon, "leerling")
    stand = await dossier_zien(bezig, dossier)
    velden = {naam: getattr(stand, naam) for naam in ("roepnaam", "achternaam", "groep")}
    await doe(bezig, LeerlingWijzigen, dossier, **velden, geboren_op=plus_jaren(vandaag, -18))
    versie = (await zien(stack, dossier, **zelf)).aanmelding.versie
    with pytest.raises(NietGevonden):
        await intrekken(stack, dossier, ouder, versie=versie)
    (mee,) = (await stack.ask("intake", MeelezersTonen(dossier_id=dossier), als="noor", **zelf)).meelezers
    mag = MeelezenToestaan(opdracht=uuid4(), dossier_id=dossier, lid_id=mee.id)
    await stack.ask("intake", mag, als="noor", **zelf)
    assert "intrekking_melden" not in (await zien(stack, dossier, **ouder)).handelingen
    with pytest.raises(KanNiet, match="gezag"):
        await intrekken(stack, dossier, ouder, versie=versie)
    assert "intrekking_melden" in (await zien(stack, dossier, **zelf)).handelingen
    await intrekken(stack, dossier, zelf)
    assert (await zien(stack, dossier, **zelf)).aanmelding.status == "ingetrokken"


async def test_van_een_geheim_adres_hoort_de_andere_ouder_ook_niet_dat_het_er_is(stack: Stack):
    bezig = school(stack)
    dossier = await dossier_maken(bezig)
    hoed = await ouder_erbij(bezig, dossier)
    await dossier_vullen(bezig, dossier, naam="Peter Smit")
    adres = {"straat": "Kade 2", "postcode": "7823 AC", "plaats": "Emmen", "van": clock.vandaag()}
    await doe(bezig, AdresVastleggen, dossier, **adres, geheim=True)
    stand = await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), als="noor", **hoed)
    assert len(stand.adressen) == 1 and not [r for r in stand.tijdlijn if "adres" in r.zin]
    assert len((await gegevens(bezig, dossier)).adressen) == 2
