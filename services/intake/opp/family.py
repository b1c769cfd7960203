"""Door 1 of the OPP: what parents and pupil write, and whether they agree. Each for oneself."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from infra.clock import begin_van
from infra.unit_of_work import UnitOfWork
from services.intake import attachments
from services.intake.aanvraag import antwoorden_toetsen, samenvoegen
from services.intake.attachments import Dossierstuk
from services.intake.contract import Bewaard
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.opp.cases import (
    bewaard,
    bladen,
    gevers_van,
    gewijzigd,
    gezag,
    ingaan,
    opp_openen,
    regels_van,
    uitgaan,
)
from services.intake.opp.contract import (
    BijdrageGegeven,
    BijdrageGeven,
    BijdrageOpgeschreven,
    BijdrageOpschrijven,
    InstemmingGegeven,
    InstemmingGeven,
    InstemmingIngetrokken,
    InstemmingIntrekken,
    InstemmingVastgelegd,
    InstemmingVastleggen,
)
from services.intake.opp.formulier import bijdrage
from services.intake.opp.instemming import Gever
from services.intake.opp.tables import Opp, Oppbijdrage, Oppinstemming
from services.intake.service import INTAKE
from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel
from services.kern.rollen import Rol

TEKST_LANG = 2_000


async def _wie(unit: UnitOfWork, dossier: Leerlingdossier) -> Gever:
    """Who the asker is in this dossier: a parent with gezag, or the pupil. Raises KanNiet."""
    ik = unit.principal
    if ik.rol == Rol.LEERLING:
        return Gever(dossier.id, f"{dossier.roepnaam} {dossier.achternaam}", "leerling", ik.persoon)
    for ouder in await gezag(unit, dossier.id):
        if ouder.persoon == ik.persoon:
            return ouder
    raise KanNiet("Dit is voor wie gezag heeft over het kind.")


def _gedeeld(opp: Opp) -> Opp:
    """For parents and pupil a version exists from the moment that it was shared."""
    if opp.gedeeld_op is None:
        raise NietGevonden()
    return opp


@INTAKE.act(BijdrageGeven)
async def bijdrage_geven(unit: UnitOfWork, opdracht: BijdrageGeven) -> Bewaard:
    """In own words from now on. What the school wrote down earlier in this name can be changed here.

    Saved while typing: only the first time is told.
    """
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "bijdrage_geven", deel=Deel.ZIENSWIJZE)
    wie = await _wie(unit, dossier)
    rij = await _bewaren(unit, _gedeeld(opp), wie, opdracht.versie, opdracht.antwoorden)
    if rij is None:
        return Bewaard(id=opp.id, versie=opdracht.versie, op=unit.nu)
    if not rij.zelf:
        rij.zelf = True
        unit.record(BijdrageGegeven(zaak=dossier.id, opp_id=opp.id))
    return Bewaard(id=rij.id, versie=rij.versie, op=unit.nu)


@INTAKE.act(BijdrageOpschrijven)
async def bijdrage_opschrijven(unit: UnitOfWork, opdracht: BijdrageOpschrijven) -> Bewaard:
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "bijdrage_opschrijven")
    namen = {ouder.id: ouder for ouder in await gezag(unit, dossier.id)}
    if opdracht.wie not in namen:
        raise NietGevonden()
    rij = await _bewaren(unit, opp, namen[opdracht.wie], opdracht.versie, opdracht.antwoorden, van_school=True)
    if rij is None:
        return Bewaard(id=opp.id, versie=opdracht.versie, op=unit.nu)
    unit.record(BijdrageOpgeschreven(zaak=dossier.id, opp_id=opp.id))
    return Bewaard(id=rij.id, versie=rij.versie, op=unit.nu)


async def _bewaren(
    unit: UnitOfWork, opp: Opp, wie: Gever, versie: int, gegeven: dict[str, str], *, van_school: bool = False
) -> Oppbijdrage | None:
    """None when nothing is new.

    Raises Gewijzigd, OngeldigeInvoer and (the school, about what somebody wrote in own words) KanNiet.
    """
    recept = bijdrage(regels_van(unit, opp), "leerling" if wie.id == opp.dossier else "ouder")
    gevonden = await unit.all(Oppbijdrage, Oppbijdrage.opp == opp.id, Oppbijdrage.wie == wie.id)
    rij = await unit.lock(Oppbijdrage, gevonden[0].id) if gevonden else None
    if van_school and rij is not None and rij.zelf:
        raise KanNiet(f"{wie.naam} schreef dit zelf. Alleen {wie.naam} kan het veranderen.")
    if versie != (rij.versie if rij else 0):
        nu = {naam: rij.antwoorden.get(naam, "") for naam in gegeven} if rij else {}
        raise gewijzigd(
            rij.gewijzigd_door_naam if rij else "Een collega",
            rij.gewijzigd_op if rij else unit.nu,
            rij.versie if rij else 0,
            nu,
        )
    schoon = antwoorden_toetsen(recept, gegeven, unit.vandaag)
    oud = rij.antwoorden if rij else {}
    nieuw = samenvoegen(oud, schoon)
    if nieuw == oud:
        return None
    if rij is None:
        rij = unit.add(
            Oppbijdrage(
                id=uuid4(),
                dossier=opp.dossier,
                opp=opp.id,
                wie=wie.id,
                naam=wie.naam,
                zelf=False,
                versie=0,
                gewijzigd_op=unit.nu,
                gewijzigd_door_naam=unit.principal.naam,
            )
        )
    rij.antwoorden = nieuw
    rij.versie += 1
    rij.gewijzigd_op, rij.gewijzigd_door_naam = unit.nu, unit.principal.naam
    return rij


@INTAKE.act(InstemmingGeven)
async def instemming_geven(unit: UnitOfWork, opdracht: InstemmingGeven) -> Bewaard:
    """Never for another: whose yes it is follows from who is signed in."""
    dossier, opp = await opp_openen(
        unit, opdracht.dossier_id, "instemming_geven", opp_id=opdracht.opp_id, deel=Deel.ZIENSWIJZE
    )
    wie = await _wie(unit, dossier)
    if wie.id not in {gever.id for gever in await gevers_van(unit, dossier)}:
        raise KanNiet("Vanaf 18 jaar geeft de leerling zelf instemming.")
    toelichting = alinea(opdracht.toelichting)
    if len(toelichting) > TEKST_LANG:
        raise _fout("toelichting", f"Dit is te lang: hooguit {TEKST_LANG} tekens.")
    if bsn.staat_erin(toelichting):
        raise _fout("toelichting", bsn.MELDING)
    if not opdracht.akkoord and not toelichting:
        raise _fout("toelichting", "Schrijf kort waar u het niet mee eens bent. Dan praat de school er met u over.")
    _zeggen(unit, _gedeeld(opp), wie, akkoord=opdracht.akkoord, toelichting=toelichting, wijze="portaal")
    await ingaan(unit, dossier, opp)
    unit.record(InstemmingGegeven(zaak=dossier.id, opp_id=opp.id, akkoord=opdracht.akkoord))
    return bewaard(unit, opp)


@INTAKE.act(InstemmingVastleggen)
async def instemming_vastleggen(unit: UnitOfWork, opdracht: InstemmingVastleggen) -> Bewaard:
    """On paper, with the scan and the reason. What somebody said online counts, also when paper comes."""
    dossier, opp = await opp_openen(
        unit, opdracht.dossier_id, "instemming_vastleggen", opdracht.versie, opp_id=opdracht.opp_id
    )
    namen = {gever.id: gever for gever in await gevers_van(unit, dossier)}
    if opdracht.wie not in namen:
        raise _fout("wie", "Kies iemand met gezag.")
    naam = namen[opdracht.wie].naam
    zelf = await unit.all(
        Oppinstemming,
        Oppinstemming.opp == opp.id,
        Oppinstemming.wie == opdracht.wie,
        Oppinstemming.wijze == "portaal",
        Oppinstemming.afdruk == opp.afdruk_handelingsdeel,
    )
    if zelf:
        raise KanNiet(f"{naam} gaf zelf al antwoord. Alleen {naam} verandert dat.")
    blad = await _blad_van(unit, opp, opdracht.wie)
    if blad is not None and blad.status == attachments.WACHT:
        raise KanNiet(f"Het getekende blad van {naam} wordt nog gecontroleerd.")
    reden, fouten = alinea(opdracht.reden), {}
    if not 3 <= len(reden) <= TEKST_LANG:
        fouten["reden"] = "Schrijf op waarom het op papier ging."
    elif bsn.staat_erin(reden):
        fouten["reden"] = bsn.MELDING
    if not (opp.voorgelegd_op or date.min) <= opdracht.op <= unit.vandaag:
        fouten["op"] = "Kies een dag vanaf het voorleggen, tot en met vandaag."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    stuk = await attachments.toevoegen(
        unit,
        dossier.id,
        attachments.HANDTEKENING_OPP,
        opp.id,
        opdracht.upload,
        opdracht.bestandsnaam,
        wie=opdracht.wie,
        wie_naam=naam,
        getekend_op=opdracht.op,
        reden=reden,
    )
    _zeggen(
        unit,
        opp,
        namen[opdracht.wie],
        akkoord=opdracht.akkoord,
        toelichting="",
        wijze="papier",
        reden=reden,
        op=opdracht.op,
        stuk=stuk.id,
    )
    unit.record(InstemmingVastgelegd(zaak=dossier.id, opp_id=opp.id, akkoord=opdracht.akkoord))
    return bewaard(unit, opp)


async def _blad_van(unit: UnitOfWork, opp: Opp, wie: UUID) -> Dossierstuk | None:
    """The last scan of this person about the text as it is now, that was neither withdrawn nor refused."""
    rijen = await unit.all(
        Oppinstemming,
        Oppinstemming.opp == opp.id,
        Oppinstemming.wie == wie,
        Oppinstemming.afdruk == opp.afdruk_handelingsdeel,
    )
    eigen = {rij.stuk for rij in rijen}
    telt = (attachments.WACHT, attachments.BRUIKBAAR)
    er = [stuk for stuk in await bladen(unit, opp) if stuk.id in eigen and stuk.status in telt]
    return er[-1] if er else None


@INTAKE.act(InstemmingIntrekken)
async def instemming_intrekken(unit: UnitOfWork, opdracht: InstemmingIntrekken) -> Bewaard:
    """What this person said on paper does not count any more; where it held by that, the handelingsdeel neither."""
    dossier, opp = await opp_openen(
        unit, opdracht.dossier_id, "instemming_intrekken", opdracht.versie, opp_id=opdracht.opp_id
    )
    stuk = await _blad_van(unit, opp, opdracht.wie)
    if stuk is None:
        raise KanNiet("Van deze persoon is er geen getekend blad.")
    await attachments.intrekken(unit, await attachments.een_van(unit, opp.id, stuk.id), opdracht.reden)
    await uitgaan(unit, dossier, opp)
    unit.record(InstemmingIngetrokken(zaak=dossier.id, opp_id=opp.id, geldt_nog=opp.geldt_vanaf is not None))
    return bewaard(unit, opp)


def _zeggen(
    unit: UnitOfWork,
    opp: Opp,
    wie: Gever,
    *,
    akkoord: bool,
    toelichting: str,
    wijze: str,
    reden: str = "",
    op: date | None = None,
    stuk: UUID | None = None,
) -> None:
    unit.add(
        Oppinstemming(
            id=uuid4(),
            dossier=opp.dossier,
            opp=opp.id,
            wie=wie.id,
            naam=wie.naam,
            akkoord=akkoord,
            toelichting=toelichting,
            wijze=wijze,
            reden=reden,
            afdruk=opp.afdruk_handelingsdeel,
            op=unit.nu if op in (None, unit.vandaag) else begin_van(op, 12),
            door_naam=unit.principal.naam,
            stuk=stuk,
        )
    )


def _fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})
