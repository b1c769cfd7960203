"""Parents and pupil look along with a leerlingdossier: invited by the school, for as long as the gezag lasts."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.leerlingen.contract import (
    AdresVastleggen,
    Familiezaak,
    FamiliezaakTonen,
    GezagBeeindigen,
    GezaghouderUitnodigen,
    LeerlingUitnodigen,
    LeerlingWijzigen,
    MeekijkenBeeindigen,
    MijnDossierStand,
    MijnDossierTonen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, NietIngelogd, OngeldigeInvoer
from services.netwerk.contract import SessieLezen, SessieOpenen
from tests.flows.betrokkenheid import HOOGSTENS
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import (
    aannemen,
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
from tests.stack import Stack, eventually


async def mijn(stack: Stack, dossier: UUID, hoed: dict) -> MijnDossierStand:
    return await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), als="noor", **hoed)


async def test_een_ouder_met_gezag_wordt_uitgenodigd_en_leest_mee(stack: Stack):
    bezig = school(stack)
    dossier = await dossier_maken(bezig, roepnaam="Sem")
    await dossier_vullen(bezig, dossier, naam="Peter Smit")
    await doe(bezig, AdresVastleggen, dossier, straat="Geheimlaan 9", postcode="7823 AB", plaats="Emmen",
              van=clock.vandaag(), geheim=True)  # fmt: skip
    hoed = await ouder_erbij(bezig, dossier)
    stand = await mijn(stack, dossier, hoed)
    assert (stand.roepnaam, stand.school, stand.contact) == ("Sem", "16MA00", "Iris Bakker")
    assert {g.naam for g in stand.gezag} == {"Noor Jansen", "Peter Smit"}
    assert [a.straat for a in stand.adressen] == ["Brink 1"], "een geheim adres is van de school alleen"
    assert "Een ouder of de leerling kijkt mee met het dossier." in [r.zin for r in stand.tijdlijn]
    (lid,) = (await gegevens(bezig, dossier)).meekijkers
    assert (lid.naam, lid.rol, lid.status) == ("Noor Jansen", "ouder", "aangemeld")
    soort: Familiezaak = await stack.ask("intake", FamiliezaakTonen(zaak_id=dossier), als="noor", **hoed)
    assert soort.soort == "dossier"
    gezien = await stack.sql("select rol from intake.audit where zaak = $1 and wat = 'mijn_dossier_tonen'", dossier)
    assert [r["rol"] for r in gezien] == ["ouder"]


async def test_een_ouder_ziet_het_dossier_van_een_ander_kind_niet(stack: Stack):
    bezig = school(stack)
    een, ander = await dossier_maken(bezig), await dossier_maken(bezig)
    hoed = await ouder_erbij(bezig, een)
    for zaak, met in ((ander, hoed), (ander, hoed | {"organisatie": str(ander)}), (een, hoed | {"rol": "leerling"})):
        with pytest.raises(NietGevonden):
            await mijn(stack, zaak, met)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", FamiliezaakTonen(zaak_id=ander), als="noor", **hoed)
    for soort, velden in ((GezaghouderUitnodigen, {"gezag_id": uuid4(), "email": "x@thuis.example"}),):
        with pytest.raises(MagNiet):  # who looks along, invites nobody
            opdracht = soort(opdracht=uuid4(), dossier_id=een, versie=1, **velden)
            await stack.ask("intake", opdracht, als="noor", **hoed)


async def test_als_het_gezag_eindigt_is_de_ouder_er_binnen_een_seconde_uit(stack: Stack):
    """ISO-9: in intake at once; the session with that hat ends too, and what is under way is not sent."""
    bezig = school(stack)
    dossier = await dossier_maken(bezig)
    gezag = await gezag_geven(bezig, dossier)
    gast = await ouder_uitnodigen(bezig, dossier, gezag)
    token = await aannemen(bezig, gast)
    hoed = gezin(dossier, gast.persoon)

    async def binnen() -> bool:
        try:
            return bool(await mijn(stack, dossier, hoed))
        except NietGevonden:
            return False

    await eventually(binnen, seconden=60, wat="de ouder is binnen")
    assert (await stack.web.ask("netwerk", SessieLezen(token=token))).hoed is not None
    tot = clock.vandaag() - timedelta(days=2)
    await doe(bezig, GezagBeeindigen, dossier, gezag_id=gezag, tot=tot, grond="uitspraak")
    begin = time.monotonic()
    with pytest.raises(NietGevonden):
        await mijn(stack, dossier, hoed)

    async def eruit() -> bool:
        try:
            return (await stack.web.ask("netwerk", SessieLezen(token=token))).hoed is None
        except NietIngelogd:
            return True

    await eventually(eruit, wat="de sessie met deze hoed is voorbij")
    assert time.monotonic() - begin < HOOGSTENS
    assert (await gegevens(bezig, dossier)).meekijkers == []
    hoeden = await stack.sql("select tot from netwerk.hoed where organisatie = $1", str(dossier))
    assert [h["tot"] for h in hoeden] == [clock.vandaag()]


async def test_een_ouder_met_twee_kinderen_heeft_een_account_en_twee_hoeden(stack: Stack):
    bezig = school(stack)
    een, twee = await dossier_maken(bezig, roepnaam="Sem"), await dossier_maken(bezig, roepnaam="Fleur")
    subject, personen = f"gezin-{uuid4().hex[:8]}", []
    for dossier in (een, twee):
        gast = await ouder_uitnodigen(bezig, dossier, await gezag_geven(bezig, dossier))
        await aannemen(bezig, gast, subject)
        personen.append(gast.persoon)

    async def verbonden() -> bool:
        rijen = await stack.sql("select persoon from intake.gezagdrager where dossier = any($1)", [een, twee])
        return [r["persoon"] for r in rijen] == [personen[0]] * 2

    await eventually(verbonden, seconden=60, wat="beide kinderen zijn van dezelfde ouder")
    # In the choice of roles each child has its own name, also when the school corrects it.
    wie = {"issuer": "https://gezin.example", "subject": subject, "naam": "Noor", "email": "x@thuis.example"}

    async def namen() -> list[str]:
        open_ = await stack.web.ask("netwerk", SessieOpenen(opdracht=uuid4(), **wie, mfa=True, user_agent="test"))
        return [hoed.organisatie_naam for hoed in open_.hoeden]

    assert await namen() == ["Fleur", "Sem"]
    stand = await dossier_zien(bezig, een)
    anders = {naam: getattr(stand, naam) for naam in ("achternaam", "geboren_op", "groep")}
    await doe(bezig, LeerlingWijzigen, een, roepnaam="Samuel", **anders)

    async def hernoemd() -> bool:
        return await namen() == ["Fleur", "Samuel"]

    await eventually(hernoemd, seconden=60, wat="de hoed heet als het kind")
    await doe(bezig, LeerlingWijzigen, een, roepnaam="Sem", **anders)
    assert (await mijn(stack, een, gezin(een, personen[0]))).roepnaam == "Sem"
    assert (await mijn(stack, twee, gezin(twee, personen[0]))).roepnaam == "Fleur"
    with pytest.raises(NietGevonden):
        await mijn(stack, twee, gezin(een, personen[0]))  # the hat of the other child


async def test_een_uitnodiging_naar_het_verkeerde_adres_kan_terug(stack: Stack):
    bezig = school(stack)
    dossier = await dossier_maken(bezig)
    gezag = await gezag_geven(bezig, dossier)
    fout = await ouder_uitnodigen(bezig, dossier, gezag, "verkeerd@elders.example")
    with pytest.raises(KanNiet, match="al uitgenodigd"):
        await ouder_uitnodigen(bezig, dossier, gezag)
    (lid,) = (await gegevens(bezig, dossier)).meekijkers
    await doe(bezig, MeekijkenBeeindigen, dossier, lid_id=lid.id)
    with pytest.raises(NietGevonden):
        await mijn(stack, dossier, gezin(dossier, fout.persoon))

    async def weg() -> bool:
        rij = await stack.sql("select geeindigd_op from netwerk.uitnodiging where persoon = $1", fout.persoon)
        return rij[0]["geeindigd_op"] is not None

    await eventually(weg, wat="de link van het verkeerde adres werkt niet meer")
    goed = await ouder_uitnodigen(bezig, dossier, gezag)
    assert goed.persoon != fout.persoon
    with pytest.raises(KanNiet, match="al niet meer"):
        await doe(bezig, MeekijkenBeeindigen, dossier, lid_id=lid.id)


async def test_de_leerling_kijkt_mee_en_de_school_kan_dat_beeindigen(stack: Stack):
    bezig = school(stack)
    dossier = await dossier_maken(bezig)
    await dossier_vullen(bezig, dossier)
    gast = await doe(bezig, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    stand = await mijn(stack, dossier, gezin(dossier, gast.persoon, "leerling"))
    assert stand.gezag == [] and stand.roepnaam == "Mees"
    (lid,) = (await gegevens(bezig, dossier)).meekijkers
    assert (lid.rol, lid.gezag, lid.status) == ("leerling", None, "uitgenodigd")
    await doe(bezig, MeekijkenBeeindigen, dossier, lid_id=lid.id)
    with pytest.raises(NietGevonden):
        await mijn(stack, dossier, gezin(dossier, gast.persoon, "leerling"))


async def test_wie_niet_uitgenodigd_kan_worden(stack: Stack):
    """Bad input: each beside its field or in one sentence, and nobody comes in by it."""
    bezig = school(stack)
    dossier, ander = await dossier_maken(bezig), await dossier_maken(bezig)
    gezag, elders = await gezag_geven(bezig, dossier), await gezag_geven(bezig, ander)
    tweede = await gezag_geven(bezig, dossier, "Peter Smit", "vader")
    for email in ("", "noor", "noor@thuis", "a@b.nl, c@d.nl"):
        with pytest.raises(OngeldigeInvoer) as fout:
            await doe(bezig, GezaghouderUitnodigen, dossier, gezag_id=gezag, email=email)
        assert set(fout.value.velden) == {"email"}
    with pytest.raises(NietGevonden):
        await ouder_uitnodigen(bezig, dossier, elders)
    with pytest.raises(Gewijzigd):
        await doe(bezig, GezaghouderUitnodigen, dossier, gezag_id=gezag, email="a@thuis.example", versie=1)
    await ouder_uitnodigen(bezig, dossier, gezag, "samen@thuis.example")
    with pytest.raises(OngeldigeInvoer) as fout:  # two with one address would read what is of the other
        await ouder_uitnodigen(bezig, dossier, tweede, "Samen@thuis.example")
    assert set(fout.value.velden) == {"email"}
    versie = (await dossier_zien(bezig, dossier)).versie
    await doe(bezig, GezagBeeindigen, dossier, gezag_id=tweede, tot=clock.vandaag(), grond="uitspraak")
    with pytest.raises(KanNiet, match="geen gezag"):
        await ouder_uitnodigen(bezig, dossier, tweede)
    assert (await dossier_zien(bezig, dossier)).versie == versie + 1
