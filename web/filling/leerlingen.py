"""Pupils of a school in words: the list, and the dossier with everything that runs on top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.intake.leerlingen.contract import (
    LeerlingenLijst,
    LeerlingKort,
    LeerlingStand,
    LosseAanvraag,
    ProcedureStand,
)
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.schema import Tenant
from web import views_leerlingen as views
from web.filling.onderdelen import Onderdeel, Regel, onderdelen
from web.filling.tijdlijn import tijdlijn
from web.filling.words import AANVRAAG_STATUS, schoolnaam, soortnaam
from web.formatting import aantal, datum, datum_bij
from web.views import Formulier, Keuze, Link, NavItem, Status

ALLE = Link("Leerlingen", "/leerlingen")
STANDEN = {
    "afgesloten": Status("Afgesloten", "stil", "lock"),
    "samengevoegd": Status("Samengevoegd met een ander dossier", "stil", "lock"),
}
VAN_DE_SCHOOL = "Alleen uw school ziet dit dossier, tot u iets deelt."
GEDEELD = "Het samenwerkingsverband kan dit dossier lezen."
# A basisschool asks a VO samenwerkingsverband itself, for a pupil who leaves groep 8.
LEERJAREN = {
    "PO": [f"groep {n}" for n in range(1, 9)],
    "VO": ["groep 8", *(f"leerjaar {n}" for n in range(1, 7))],
}


def leerjaren(tenant: Tenant, nu: str = "") -> list[Keuze]:
    """The choices; what stands in the dossier now is one of them, whatever it is called."""
    jaren = LEERJAREN[tenant.sector]
    return [Keuze(jaar, jaar.capitalize()) for jaar in ([nu, *jaren] if nu and nu not in jaren else jaren)]


def lijst(
    antwoord: LeerlingenLijst,
    organisatie: str,
    zoek: str,
    vandaag: date,
    losse: list[LosseAanvraag] | None = None,
    tenant: Tenant | None = None,
) -> views.Leerlingen:
    """`losse`: aanvragen without a dossier, with the `tenant` that says what they are called."""
    return views.Leerlingen(
        organisatie=organisatie,
        leerlingen=[_regel(kort, vandaag) for kort in antwoord.leerlingen],
        nieuw_url="/leerlingen/nieuw",
        inlezen_url="/inlezen",
        zoek=zoek,
        aantal=aantal(len(antwoord.leerlingen), "leerling", "leerlingen") if antwoord.leerlingen else "",
        losse=[_los(een, tenant) for een in losse or [] if tenant is not None],
        meer="Niet alle leerlingen staan hier. Zoek op een deel van de naam." if antwoord.meer else "",
    )


def _los(een: LosseAanvraag, tenant: Tenant) -> views.LosseRegel:
    waarden = {"aanvraag": str(een.id), "dossier": str(een.lijkt_op or "")}
    return views.LosseRegel(
        titel=een.naam,
        url=f"/aanvragen/{een.id}",
        sub=f"Aanvraag {soortnaam(tenant, een.soort)}, {een.kenmerk}",
        knop="In het dossier zetten" if een.lijkt_op else "Dossier beginnen",
        form=Formulier(url="/leerlingen/aanvraag-onderbrengen", waarden=waarden),
    )


def _regel(kort: LeerlingKort, vandaag: date) -> views.LeerlingRegel:
    return views.LeerlingRegel(
        url=f"/leerlingen/{kort.id}",
        naam=kort.naam,
        sub=f"{kort.groep.capitalize()} · geboren op {datum(kort.geboren_op)}",
        status=_weg(kort.weg_op) or STANDEN.get(kort.status),
        actie=aantal(kort.aanvragen, "aanvraag loopt", "aanvragen lopen") if kort.aanvragen else "",
        datum=f"Gewijzigd op {datum_bij(kort.gewijzigd_op.date(), vandaag)}",
    )


def _weg(op: date | None) -> Status | None:
    return Status(f"Gaat weg op {datum(op)}", "let-op", "clock") if op else None


def _achttien(op: date | None) -> Status | None:
    return Status(f"Wordt 18 op {datum(op)}", "let-op", "clock") if op else None


def kop(stand: LeerlingStand, rol: Rol, onderdeel: str = "") -> views.LeerlingKop:
    """Above every page about this pupil. `onderdeel`: the last part of its address, "" for the dossier."""
    paginas = [("Dossier", "", frozenset(Rol)), *((o.titel, o.pad, o.rollen) for o in onderdelen())]
    return views.LeerlingKop(
        naam=f"{stand.roepnaam} {stand.achternaam}",
        kenmerk=stand.kenmerk,
        feiten=[
            ("user", f"{stand.groep.capitalize()} · geboren op {datum(stand.geboren_op)}"),
            ("school", schoolnaam(stand.school)),
        ],
        status=_weg(stand.weg_op) or STANDEN.get(stand.status) or _achttien(stand.achttien_op),
        onderdelen=[
            NavItem(titel, f"/leerlingen/{stand.id}/{pad}".rstrip("/"), actief=pad == onderdeel)
            for titel, pad, voor in paginas
            if rol in voor and pad not in stand.zonder
        ],
        zichtbaarheid=(GEDEELD if stand.gedeeld else VAN_DE_SCHOOL) if rol in SCHOOLROLLEN else "",
    )


def dossier(
    stand: LeerlingStand, tenant: Tenant, rol: Rol, vandaag: date, regels: Iterable[tuple[Onderdeel, Regel]] = ()
) -> views.LeerlingDossier:
    """`regels`: how it stands with each subject that has something to say."""
    eigen = f"/leerlingen/{stand.id}"
    schrijft = "leerling_wijzigen" in stand.handelingen
    return views.LeerlingDossier(
        kop=kop(stand, rol),
        procedures=[
            *(_procedure(p, tenant, rol, vandaag) for p in stand.procedures),
            *(views.ProcedureRegel(f"{eigen}/{o.pad}", o.titel, r.tekst, r.status, "") for o, r in regels),
        ],
        tijdlijn=tijdlijn(stand.tijdlijn, vandaag),
        kruimels=kruimels(stand, rol),
        wijzigen_url=f"{eigen}/leerling-wijzigen" if schrijft else "",
        wachtplek_url=f"{eigen}/wachtplek-vragen" if schrijft else "",
        aanvraag_form=Formulier(url="/aanvragen/nieuw", waarden={"leerling": str(stand.id)}) if schrijft else None,
        soorten=[Keuze(naam, soort.naam) for naam, soort in tenant.soorten.items()],
    )


def kruimels(stand: LeerlingStand, rol: Rol, *meer: Link) -> list[Link]:
    """For the samenwerkingsverband there is no list to go back to."""
    naam = Link(f"{stand.roepnaam} {stand.achternaam}", f"/leerlingen/{stand.id}")
    return [*([ALLE] if rol in SCHOOLROLLEN else []), naam, *meer]


def _procedure(p: ProcedureStand, tenant: Tenant, rol: Rol, vandaag: date) -> views.ProcedureRegel:
    return views.ProcedureRegel(
        url=f"/aanvragen/{p.id}" if rol in SCHOOLROLLEN else f"/dossiers/{p.id}",
        titel=f"Aanvraag {soortnaam(tenant, p.wat)}",
        sub=p.kenmerk,
        uitslag=p.uitslag,
        status=AANVRAAG_STATUS[p.status],
        datum=f"Begonnen op {datum_bij(p.begonnen_op.date(), vandaag)}",
    )
