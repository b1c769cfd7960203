"""What came from the voorschool, on the dossier of the pupil."""

from __future__ import annotations

from services.intake.onderinstroom.contract import DossieroverdrachtStand, DossieroverdrachtTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from tenants.schema import Tenant
from web import views_onderinstroom as views
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.filling.onderinstroom import soortnamen
from web.formatting import bestandsgrootte, datum
from web.views import Formulier, Keuze, Link, Status
from web.views_leerlingen import LeerlingKop


def _regel(antwoord: DossieroverdrachtStand, kijker: Kijker) -> Regel | None:
    if not antwoord.voorschool:
        return None
    return Regel(f"Overdrachtsdocument van {antwoord.voorschool}", Status("Ontvangen", "ok", "check"))


def pagina(
    antwoord: DossieroverdrachtStand,
    tenant: Tenant,
    kop: LeerlingKop,
    kruimels: list[Link],
    eigen: str,
    getypt: Formulier | None = None,
) -> views.LeerlingVoorschool:
    namen = {keuze.waarde: keuze.titel for keuze in soortnamen(tenant)} | {
        "overdrachtsdocument": "Overdrachtsdocument, ondertekend door de ouders"
    }
    inleiding = ""
    if antwoord.voorschool and antwoord.ontvangen_op:
        inleiding = (
            f"Van {antwoord.voorschool}, via {antwoord.contact}. Ontvangen op {datum(antwoord.ontvangen_op)}. "
            "Het overdrachtsdocument vervangt het OPP bij een aanvraag."
        )
    return views.LeerlingVoorschool(
        kop=kop,
        kruimels=kruimels,
        inleiding=inleiding,
        stukken=[
            views.BijlageRegel(
                naam=stuk.naam,
                sub=f"{namen.get(stuk.soort, 'Ander document')} · {bestandsgrootte(stuk.grootte)}",
                url=f"{eigen}/voorschool/{stuk.id}",
            )
            for stuk in antwoord.stukken
        ],
        beginnen=(getypt or Formulier(url=f"{eigen}/onderinstroomaanvraag-beginnen")) if antwoord.soorten else None,
        soorten=[Keuze(soort, tenant.soorten[soort].naam) for soort in antwoord.soorten],
        aangemeld=f"De ouders meldden hun kind aan op {datum(antwoord.aangemeld_op)}. Vanaf die dag telt de zorgplicht."
        if antwoord.aangemeld_op
        else "",
        aanmelding_url=f"{eigen}/aanmelding" if antwoord.soorten else "",
        leeg=""
        if antwoord.stukken
        else "Het overdrachtsdocument wordt klaargezet. Laad de pagina over een minuut "
        "opnieuw. Kwam dit kind niet van een voorschool? Dan blijft het hier leeg.",
    )


ONDERDEEL = Onderdeel(
    "Van de voorschool",
    "voorschool",
    rollen(Deel.DOSSIER) - FAMILIEROLLEN,
    volgorde=35,
    vraag=lambda id: DossieroverdrachtTonen(dossier_id=id),
    regel=_regel,
    hier=lambda tenant: tenant.onderinstroom is not None,
)
