"""Opening a version of the OPP for an act, and keeping up to date what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from infra.clock import begin_van
from infra.deadlines import Deadline, sync
from infra.unit_of_work import UnitOfWork
from services.intake.attachments import BRUIKBAAR, HANDTEKENING_OPP, Dossierstuk, van_voorwerp
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.opp import termijnen
from services.intake.opp.contract import HandelingsdeelIngegaan
from services.intake.opp.formulier import afdruk, afdruk_handelingsdeel
from services.intake.opp.instemming import Gever, Gezegd, geldt, gevers
from services.intake.opp.proces import OPP, VASTGESTELD
from services.intake.opp.tables import Opp, Oppbijdrage, Oppinstemming, Opptraject
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from services.kern.kalender import DAG
from services.kern.policy import Deel
from services.kern.principal import Principal
from services.kern.uitleg import Stap
from tenants.schema import OppRegels

UUR = 8  # the hour at which an e-mail leaves


def regels_van(unit: UnitOfWork, opp: Opp) -> OppRegels:
    """The form of the day on which this version was begun. Raises KanNiet when there was none."""
    return kent_opp(unit.regels(opp.regels_op).opp)


def kent_opp(regels: OppRegels | None) -> OppRegels:
    if regels is None:
        raise KanNiet("Dit samenwerkingsverband heeft geen formulier voor het OPP.")
    return regels


async def opp_openen(
    unit: UnitOfWork,
    dossier_id: UUID,
    act_name: str,
    versie: int | None = None,
    *,
    opp_id: UUID | None = None,
    deel: Deel = Deel.DOSSIERWERK,
    nu: Mapping[str, str] | None = None,
) -> tuple[Leerlingdossier, Opp]:
    """The dossier and the version that this act is about, locked: `opp_id`, or the one whose status allows the act.

    Raises NietGevonden, MagNiet, KanNiet, and Gewijzigd with the present values of the questions in `nu`.
    """
    dossier = await dossier_openen(unit, dossier_id, act_name, deel=deel)
    rij = OPP.rij(act_name)
    waar = [Opp.dossier == dossier_id]
    waar.append(Opp.id == opp_id if opp_id else Opp.status.in_(rij.van))
    gevonden = await unit.all(Opp, *waar, order=Opp.gewijzigd_op.desc())
    if not gevonden:
        raise NietGevonden() if opp_id else KanNiet("Dit kan nu niet bij het OPP van deze leerling.")
    opp = await unit.lock(Opp, gevonden[0].id)
    rol = unit.asker.rol if isinstance(unit.asker, Principal) else None
    rij = OPP.toets(act_name, rol, opp.status)
    if versie is not None and versie != opp.versie:
        raise gewijzigd(
            opp.gewijzigd_door_naam, opp.gewijzigd_op, opp.versie, {n: opp.antwoorden.get(n, "") for n in nu or {}}
        )
    if rij.naar is not None:
        opp.status = rij.naar
    return dossier, opp


def gewijzigd(door: str, op: datetime, versie: int, nu: Mapping[str, str]) -> Gewijzigd:
    """Somebody else was first."""
    return Gewijzigd(
        f"{door} heeft dit OPP intussen bijgewerkt.",
        extra={"door": door, "op": op.isoformat(), "versie": versie, "nu": dict(nu)},
    )


def bewaard(unit: UnitOfWork, opp: Opp) -> Bewaard:
    """The next version, by whom and when."""
    opp.versie += 1
    opp.gewijzigd_op = unit.nu
    opp.gewijzigd_door_naam = unit.asker.naam
    return Bewaard(id=opp.id, versie=opp.versie, op=unit.nu)


# ------------------------------------------------------------------------------------------ who agrees


async def gezag(unit: UnitOfWork, dossier: UUID) -> list[Gever]:
    """Who has gezag today."""
    return [Gever(g.id, g.naam, g.relatie, g.persoon, g.aangemeld) for g in await gezaghouders(unit, dossier)]


async def gevers_van(unit: UnitOfWork, dossier: Leerlingdossier) -> list[Gever]:
    """Who must agree with the handelingsdeel today."""
    leerling = Gever(dossier.id, f"{dossier.roepnaam} {dossier.achternaam}", "leerling")
    return gevers(await gezag(unit, dossier.id), leerling, dossier.geboren_op, unit.vandaag)


async def gezegd(unit: UnitOfWork, opp: Opp) -> list[Gezegd]:
    """Every yes and no about this version that counts, in the order of time: of a paper only with a good scan."""
    goed = {stuk.id for stuk in await bladen(unit, opp) if stuk.status == BRUIKBAAR}
    rijen = await unit.all(Oppinstemming, Oppinstemming.opp == opp.id, order=Oppinstemming.op)
    return [Gezegd(rij.wie, rij.akkoord, rij.afdruk) for rij in rijen if rij.stuk is None or rij.stuk in goed]


async def bladen(unit: UnitOfWork, opp: Opp) -> list[Dossierstuk]:
    """The scans of papers that were signed for this version, what was withdrawn too."""
    await unit.flush()
    return await van_voorwerp(unit, opp.id, HANDTEKENING_OPP)


async def ingaan(unit: UnitOfWork, dossier: Leerlingdossier, opp: Opp) -> None:
    """The handelingsdeel holds from the day on which the version is vastgesteld and everyone agrees."""
    if opp.status != VASTGESTELD or opp.geldt_vanaf is not None:
        return
    if geldt(await gevers_van(unit, dossier), await gezegd(unit, opp), opp.afdruk_handelingsdeel):
        opp.geldt_vanaf = unit.vandaag
        unit.record(HandelingsdeelIngegaan(zaak=dossier.id, opp_id=opp.id, op=unit.vandaag))


async def uitgaan(unit: UnitOfWork, dossier: Leerlingdossier, opp: Opp) -> None:
    """A scan was withdrawn: without everyone's agreement the handelingsdeel does not hold."""
    if opp.geldt_vanaf is None:
        return
    if not geldt(await gevers_van(unit, dossier), await gezegd(unit, opp), opp.afdruk_handelingsdeel):
        opp.geldt_vanaf = None


# ------------------------------------------------------------------------------------------- what is locked


def kop_van(unit: UnitOfWork, dossier: Leerlingdossier) -> dict[str, str]:
    """The pupil as known now."""
    return {
        "naam": f"{dossier.roepnaam} {dossier.achternaam}",
        "geboren_op": dossier.geboren_op.isoformat(),
        "groep": dossier.groep,
        "school": dossier.school,
        "bestuur": dossier.bestuur,
    }


def stilzetten(unit: UnitOfWork, dossier: Leerlingdossier, opp: Opp) -> None:
    """What everyone reads from now on: the pupil as known today, and what there is to agree with."""
    opp.kop = kop_van(unit, dossier)
    opp.afdruk_handelingsdeel = afdruk_handelingsdeel(regels_van(unit, opp), opp.antwoorden, opp.onderwijstijd)


async def afsluiten(unit: UnitOfWork, opp: Opp) -> None:
    """The print of all that stands in it, with what parents and pupil wrote."""
    bijdragen = await unit.all(Oppbijdrage, Oppbijdrage.opp == opp.id)
    opp.afdruk = afdruk(
        opp.antwoorden,
        opp.onderwijstijd,
        opp.kop or {},
        [{"wie": str(b.wie), "antwoorden": b.antwoorden} for b in bijdragen],
    )


# ------------------------------------------------------------------------------------------------ terms


async def traject_van(unit: UnitOfWork, dossier: UUID) -> Opptraject | None:
    """What is due for this pupil, locked."""
    return await unit.lock(Opptraject, dossier) if await unit.get(Opptraject, dossier) else None


async def termijnen_bijwerken(unit: UnitOfWork, traject: Opptraject) -> None:
    """Rows and due work follow from the traject."""
    voor, lading = str(traject.id), {"dossier": str(traject.id)}
    rijen = []
    eerste = termijnen.opstellen(traject.ondersteuning_vanaf)
    traject.opstellen_uiterlijk = eerste.uiterlijk_op
    open_ = traject.status != "beeindigd"
    klaar = traject.vastgesteld_op
    status = "vervallen" if not open_ and not klaar else "loopt"
    acties: dict[str, datetime] = {}
    if klaar:
        status = "gehaald" if klaar <= eerste.uiterlijk_op else "verstreken"
    elif open_:
        acties["opp_waarschuwen"] = begin_van(eerste.vanaf, UUR)
        acties["opp_verstrijken"] = begin_van(termijnen.te_laat_vanaf(eerste.uiterlijk_op), UUR)
    rijen.append(
        Deadline(
            naam="opp_opstellen",
            titel="Ontwikkelingsperspectief vaststellen",
            soort="wettelijk",
            uiterlijk_op=eerste.uiterlijk_op,
            status=status,
            uitleg=uitleg(eerste.uitleg),
            voor=voor,
            acties=acties,
            lading=lading,
        )
    )
    traject.evalueren_uiterlijk = None
    if klaar:
        weken = (unit.tenant.opp or kent_opp(None)).herinneren_weken
        jaarlijks = termijnen.evalueren(klaar, traject.geevalueerd_op, weken)
        traject.evalueren_uiterlijk = jaarlijks.uiterlijk_op if open_ else None
        acties = {}
        if open_:
            acties["evaluatie_waarschuwen"] = begin_van(jaarlijks.vanaf, UUR)
            acties["evaluatie_verstrijken"] = begin_van(termijnen.te_laat_vanaf(jaarlijks.uiterlijk_op), UUR)
        rijen.append(
            Deadline(
                naam="opp_evalueren",
                titel="Ontwikkelingsperspectief evalueren",
                soort="wettelijk",
                uiterlijk_op=jaarlijks.uiterlijk_op,
                status="loopt" if open_ else "vervallen",
                uitleg=uitleg(jaarlijks.uitleg),
                voor=voor,
                acties=acties,
                lading=lading,
            )
        )
    if traject.tijd_tot_en_met is not None:
        einde = traject.tijd_tot_en_met
        acties = {}
        if open_:
            acties["onderwijstijd_waarschuwen"] = begin_van(einde - termijnen.TIJD_VOORUIT, UUR)
        rijen.append(
            Deadline(
                naam="onderwijstijd_einde",
                titel="Minder onderwijstijd eindigt",
                soort="afspraak",
                uiterlijk_op=einde,
                status="loopt" if open_ and einde >= unit.vandaag else "vervallen",
                uitleg=uitleg([Stap("Zo staat het in het OPP.", datum=einde, grondslag="OPP")]),
                voor=voor,
                acties=acties,
                lading=lading,
            )
        )
    await unit.flush()
    await sync(unit, traject.id, rijen)


def uitleg(stappen: list[Stap]) -> list[dict[str, Any]]:
    return [
        {
            "stap": s.stap,
            "datum": str(s.datum) if s.datum and not isinstance(s.datum, str) else None,
            "waarde": None,
            "grondslag": s.grondslag,
        }
        for s in stappen
    ]


def terug_te_halen_tot(weggegooid_op: datetime) -> datetime:
    return weggegooid_op + timedelta(days=termijnen.TERUGHALEN_DAGEN)


__all__ = ["DAG", "bewaard", "gevers_van", "gezag", "ingaan", "opp_openen", "termijnen_bijwerken", "traject_van"]
