"""Door 1, family: the school invites, the parent or pupil says what they think."""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_URL, uuid4, uuid5

from infra.involvement import involve, release
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.cases import bewaard, bijwerken, openen, regels_van
from services.intake.contract import (
    Bewaard,
    FamilieUitgenodigd,
    OuderUitgenodigd,
    OuderUitnodigen,
    ZienswijzeGegeven,
    ZienswijzeGeven,
)
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Betrokkene, Leerling, Zienswijze
from services.intake.tekst import alinea, is_emailadres, regel
from services.intake.zonder_instemming import PUNT_LENGTE, punten_toetsen
from services.kern import bsn
from services.kern.errors import KanNiet, OngeldigeInvoer
from services.kern.policy import Kring
from services.kern.rollen import FAMILIEROLLEN, Rol
from services.netwerk.contract import UitnodigingGemaakt, UitnodigingMaken

ZIENSWIJZE_LENGTE = 10_000
HOOGSTENS = {Rol.OUDER: 4, Rol.LEERLING: 1}


@INTAKE.act(OuderUitnodigen)
async def ouder_uitnodigen(unit: UnitOfWork, opdracht: OuderUitnodigen) -> OuderUitgenodigd:
    """netwerk makes the invitation; the link goes by e-mail, the code is answered to the school and to nobody else."""
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "ouder_uitnodigen", opdracht.versie)
    naam, email = regel(opdracht.naam), opdracht.email.strip()
    afdruk = hashlib.sha256(email.lower().encode()).hexdigest()
    await _toetsen(unit, aanvraag, opdracht.rol, naam, email, afdruk)
    kind = await unit.get(Leerling, aanvraag.leerling)
    uitnodiging: UitnodigingGemaakt = await ask(
        unit,
        "netwerk",
        # The key follows from ours: a second try after a fault finds the same invitation, not a second one.
        UitnodigingMaken(
            opdracht=uuid5(NAMESPACE_URL, f"uitnodiging:{opdracht.opdracht}"),
            naam=naam,
            email=email,
            rol=opdracht.rol,
            zaak=aanvraag.id,
            kind=f"{kind.roepnaam} (aanvraag)",
        ),
    )
    await involve(unit, aanvraag.id, Kring(opdracht.rol), uitnodiging.persoon)
    unit.add(
        Betrokkene(
            id=uuid4(),
            aanvraag=aanvraag.id,
            persoon=uitnodiging.persoon,
            naam=naam,
            rol=opdracht.rol,
            grond="uitgenodigd door de school",
            van=unit.vandaag,
            email_afdruk=afdruk,
            uitgenodigd_op=unit.nu,
            verloopt_op=uitnodiging.verloopt_op,
        )
    )
    bijwerken(unit, aanvraag)
    unit.record(FamilieUitgenodigd(zaak=aanvraag.id, persoon=uitnodiging.persoon, rol=opdracht.rol))
    unit.mail(
        "uitnodiging_leerling" if opdracht.rol == Rol.LEERLING else "uitnodiging_ouder",
        aan=uitnodiging.persoon,
        zaak=aanvraag.id,
        link=f"{settings().app_url}/uitnodiging/{uitnodiging.token}",
    )
    return OuderUitgenodigd(
        persoon=uitnodiging.persoon, activatiecode=uitnodiging.activatiecode, versie=aanvraag.versie
    )


async def _toetsen(unit: UnitOfWork, aanvraag: Aanvraag, rol: str, naam: str, email: str, afdruk: str) -> None:
    """Who is invited now counts; an invitation that expired unused makes way for the new one."""
    fouten = {}
    if not naam or len(naam) > 200:
        fouten["naam"] = "Vul de naam in."
    if not is_emailadres(email):
        fouten["email"] = "Dit is geen e-mailadres."
    if rol not in FAMILIEROLLEN:
        fouten["rol"] = "Kies ouder of leerling."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    nu = await unit.all(
        Betrokkene,
        Betrokkene.aanvraag == aanvraag.id,
        Betrokkene.tot.is_(None),
        Betrokkene.rol.in_(sorted(FAMILIEROLLEN)),
    )
    zelfde = next((lid for lid in nu if lid.email_afdruk == afdruk), None)
    if zelfde is not None:
        if zelfde.aangemeld_op is not None or zelfde.verloopt_op >= unit.nu:
            melding = "Deze persoon is al uitgenodigd."
            raise OngeldigeInvoer(melding, velden={"email": melding})
        zelfde.tot = unit.vandaag
        await release(unit, aanvraag.id, Kring(zelfde.rol), zelfde.persoon)
        nu.remove(zelfde)
    if sum(lid.rol == rol for lid in nu) >= HOOGSTENS[Rol(rol)]:
        melding = "De leerling is al uitgenodigd." if rol == Rol.LEERLING else "Er zijn al vier ouders uitgenodigd."
        raise OngeldigeInvoer(melding, velden={"rol": melding})


@INTAKE.act(ZienswijzeGeven)
async def zienswijze_geven(unit: UnitOfWork, opdracht: ZienswijzeGeven) -> Bewaard:
    """A new version beside the old ones. It is not the school's text: version and signature of the aanvraag stay."""
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "zienswijze_geven")
    wie = unit.principal
    tekst = alinea(opdracht.tekst)
    gevraagd = wie.rol is Rol.OUDER and regels_van(unit, aanvraag).instemming_nodig(aanvraag.soort, aanvraag.antwoorden)
    if opdracht.instemming is not None and not gevraagd:
        raise KanNiet("Bij deze aanvraag wordt u niet om instemming gevraagd.")
    punten = _punten(unit, aanvraag, opdracht)
    if not tekst and opdracht.instemming is None and not punten:
        raise OngeldigeInvoer("Vertel wat u ervan vindt.", velden={"tekst": "Vul dit in."})
    if len(tekst) > ZIENSWIJZE_LENGTE:
        zin = f"Gebruik ten hoogste {ZIENSWIJZE_LENGTE} tekens."
        raise OngeldigeInvoer("De tekst is te lang.", velden={"tekst": zin})
    if bsn.staat_erin(tekst):
        raise OngeldigeInvoer("In de tekst staat een BSN.", velden={"tekst": bsn.MELDING})
    eerder = await unit.all(Zienswijze, Zienswijze.aanvraag == aanvraag.id, Zienswijze.persoon == wie.persoon)
    unit.add(
        Zienswijze(
            id=uuid4(),
            aanvraag=aanvraag.id,
            persoon=wie.persoon,
            naam=wie.naam,
            van=wie.rol.value,
            tekst=tekst,
            instemming=opdracht.instemming,
            punten=punten,
            volgnummer=len(eerder) + 1,
            ingediend_op=unit.nu,
        )
    )
    unit.record(
        ZienswijzeGegeven(zaak=aanvraag.id, persoon=wie.persoon, van=wie.rol.value, instemming=opdracht.instemming)
    )
    return bewaard(unit, aanvraag)


def _punten(unit: UnitOfWork, aanvraag: Aanvraag, opdracht: ZienswijzeGeven) -> dict[str, str]:
    """What a parent says to each point, without the empty ones. OngeldigeInvoer at `punten.<naam>`; KanNiet."""
    gegeven = {naam: tekst for naam, ruw in opdracht.punten.items() if (tekst := alinea(ruw))}
    if not gegeven:
        return {}
    recept = regels_van(unit, aanvraag).recept(aanvraag.soort)
    if unit.principal.rol is not Rol.OUDER:
        raise KanNiet("Alleen een ouder antwoordt op de punten van de school.")
    punten_toetsen(recept, aanvraag.antwoorden, gegeven)
    fouten = {}
    for naam, tekst in gegeven.items():
        if len(tekst) > PUNT_LENGTE:
            fouten[f"punten.{naam}"] = f"Gebruik ten hoogste {PUNT_LENGTE} tekens."
        elif bsn.staat_erin(tekst):
            fouten[f"punten.{naam}"] = bsn.MELDING
    if fouten:
        raise OngeldigeInvoer("Niet alles kan zo worden verstuurd.", velden=fouten)
    return gegeven
