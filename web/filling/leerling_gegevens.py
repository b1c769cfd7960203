"""Who has gezag, where the pupil lives, which schools: in words, with the forms of who keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from services.intake.leerlingen.contract import (
    AchttienStand,
    AdresStand,
    FamilielidStand,
    GegevensStand,
    GezagStand,
    InschrijvingStand,
    LeerlingStand,
)
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.organisaties import scholen, scholen_in
from tenants.schema import Tenant
from web import views_leerlingen as views
from web.filling.leerlingen import kop, kruimels
from web.filling.onderdelen import Onderdeel
from web.filling.words import schoolnaam
from web.formatting import AMSTERDAM, datum
from web.views import Formulier, Keuze, Link, Status

RELATIES = {
    "moeder": "Moeder",
    "vader": "Vader",
    "ouder": "Ouder",
    "voogd": "Voogd",
    "instelling": "Instelling met de voogdij",
}
GRONDEN = {
    "geboorte": "Geboorte",
    "erkenning": "Erkenning of huwelijk",
    "gezagsregister": "Gezagsregister",
    "uitspraak": "Uitspraak van de rechter",
}
EINDGRONDEN = {
    "uitspraak": "Uitspraak van de rechter",
    "overleden": "Overleden",
    "meerderjarig": "De leerling is meerderjarig",
    "vergissing": "Het klopte niet",
}
ONDERDEEL = Onderdeel(
    "Gezag, adres en school",
    "gegevens",
    SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR},
    volgorde=90,
)
GEHEIM = Status("Geheim", "fout", "lock")
SOORTEN = {
    "voorschool": "Voorschool of kinderopvang",
    "bo": "Basisschool",
    "sbo": "Speciaal basisonderwijs",
    "so": "Speciaal onderwijs",
    "vo": "Voortgezet onderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "pro": "Praktijkonderwijs",
    "buitenland": "School in het buitenland",
    "thuis": "Thuis, zonder school",
    "onbekend": "Onbekend",
}
WEGGEHAALD = Status("Weggehaald", "stil", "trash")
VOORBIJ = Status("Voorbij", "stil")
KIJKT_MEE = Status("Kijkt mee", "ok", "eye")
UITGENODIGD = Status("Uitgenodigd", "info", "send")


def gegevens(
    stand: LeerlingStand,
    antwoord: GegevensStand,
    tenant: Tenant,
    rol: Rol,
    vandaag: date,
    getypt: Mapping[str, Formulier] | None = None,
) -> views.LeerlingGegevens:
    """`getypt`: forms to show again as they were typed, by the last part of their address."""
    getypt = getypt or {}

    def form(handeling: str, **waarden: str) -> Formulier | None:
        if handeling.replace("-", "_") not in stand.handelingen:
            return None
        url = f"/leerlingen/{stand.id}/{handeling}"
        return getypt.get(handeling) or Formulier(url=url, versie=str(stand.versie), waarden=waarden)

    return views.LeerlingGegevens(
        kop=kop(stand, rol, "gegevens"),
        kruimels=kruimels(stand, rol, Link("Gezag, adres en school", f"/leerlingen/{stand.id}/gegevens")),
        gezag=[_gezag(g, form("gezag-beeindigen"), getypt) for g in antwoord.gezag],
        adressen=[_adres(a, form("adres-beeindigen")) for a in antwoord.adressen],
        loopbaan=[_inschrijving(i, form("loopbaan-weghalen"), form("loopbaan-terugzetten")) for i in antwoord.loopbaan],
        achttien=_achttien(antwoord.achttien),
        navraag=datum(antwoord.nagevraagd.astimezone(AMSTERDAM).date()) if antwoord.nagevraagd else "",
        navraag_form=form("inschrijving-bevestigen") if antwoord.nagevraagd else None,
        soorten=_keuzes(SOORTEN),
        register=[Keuze(s.id, s.aanduiding) for s in scholen_in(tenant.gemeenten)],
        loopbaan_form=form("loopbaan-aanvullen"),
        meekijkers=_meekijkers(stand, antwoord, rol, vandaag, form, getypt),
        relaties=_keuzes(RELATIES),
        gronden=_keuzes(GRONDEN),
        eindgronden=_keuzes(EINDGRONDEN),
        scholen=[Keuze(s.id, s.aanduiding) for s in scholen(tenant.swv_nummer) if s.id != stand.school],
        gezag_form=form("gezag-vastleggen", vanaf=stand.geboren_op.isoformat()),
        adres_form=form("adres-vastleggen", vanaf=vandaag.isoformat()),
        uitschrijf_form=form("leerling-uitschrijven", uitgeschreven_op=vandaag.isoformat()),
    )


def _keuzes(woorden: Mapping[str, str]) -> list[Keuze]:
    return [Keuze(waarde, titel) for waarde, titel in woorden.items()]


def _dagen(van: date, tot: date | None) -> str:
    return f"vanaf {datum(van)}" if tot is None else f"van {datum(van)} tot {datum(tot)}"


def _gezag(g: GezagStand, eind: Formulier | None, getypt: Mapping[str, Formulier]) -> views.GegevenRegel:
    sub = f"{RELATIES[g.relatie]} · {_dagen(g.van, g.tot)} · {GRONDEN[g.grond].lower()}"
    if g.eindgrond:
        sub += f" · {EINDGRONDEN[g.eindgrond].lower()}"
    fout = getypt.get("gezag-beeindigen")
    if fout and fout.waarden.get("gezag") != str(g.id):  # what was typed belongs to another line
        eind = Formulier(url=fout.url, versie=fout.versie)
    return _regel(g.naam, sub, None if g.tot is None else VOORBIJ, eind if g.tot is None else None, "gezag", g.id)


def _meekijkers(
    stand: LeerlingStand,
    antwoord: GegevensStand,
    rol: Rol,
    vandaag: date,
    form: Callable[..., Formulier | None],
    getypt: Mapping[str, Formulier],
) -> list[views.MeekijkRegel]:
    """Everybody with gezag today, then the pupil; for the school alone."""
    if rol not in SCHOOLROLLEN:
        return []
    lid_van = {lid.gezag: lid for lid in antwoord.meekijkers}
    nu = [g for g in antwoord.gezag if g.van <= vandaag and g.tot is None]
    regels = [
        _meekijker(g.naam, RELATIES[g.relatie], str(g.id), lid_van.get(g.id), "gezaghouder-uitnodigen", form, getypt)
        for g in nu
    ]
    naam = f"{stand.roepnaam} {stand.achternaam}"
    return [
        *regels,
        _meekijker(naam, "De leerling", "leerling", lid_van.get(None), "leerling-uitnodigen", form, getypt),
    ]


def _meekijker(
    naam: str,
    wie: str,
    id: str,
    lid: FamilielidStand | None,
    handeling: str,
    form: Callable[..., Formulier | None],
    getypt: Mapping[str, Formulier],
) -> views.MeekijkRegel:
    veld = "gezag" if handeling == "gezaghouder-uitnodigen" else ""
    if lid is None or lid.status == "verlopen":
        fout = getypt.get(handeling)
        uitnodig = form(handeling)
        if fout and veld and fout.waarden.get("gezag") != id:  # what was typed belongs to another line
            uitnodig = Formulier(url=fout.url, versie=fout.versie)
        sub = "Nog niet uitgenodigd" if lid is None else "De uitnodiging is verlopen"
        return views.MeekijkRegel(naam, f"{wie} · {sub.lower()}", None, id, veld, uitnodig)
    sub = f"{wie} · uitgenodigd op {datum(lid.uitgenodigd_op.astimezone(AMSTERDAM).date())}"
    kijkt = lid.status == "aangemeld"
    return views.MeekijkRegel(
        naam,
        sub,
        KIJKT_MEE if kijkt else UITGENODIGD,
        id,
        intrek=None if kijkt and veld else form("meekijken-beeindigen"),
        intrek_titel="Laten stoppen met meekijken" if kijkt else "Uitnodiging intrekken",
        lid=str(lid.id),
    )


def _adres(a: AdresStand, eind: Formulier | None) -> views.GegevenRegel:
    status = VOORBIJ if a.tot else GEHEIM if a.geheim else None
    titel = f"{a.straat}, {a.postcode} {a.plaats}"
    return _regel(titel, _dagen(a.van, a.tot), status, None if a.tot else eind, "adres", a.id)


def _inschrijving(
    i: InschrijvingStand, weg: Formulier | None = None, terug: Formulier | None = None
) -> views.GegevenRegel:
    """An enrolment here is what happened; what was typed can be taken away, and put back."""
    titel, sub = inschrijving(i)
    if i.id is None:
        return views.GegevenRegel(titel=titel, sub=sub)
    if i.weggehaald:
        return _regel(titel, sub, WEGGEHAALD, terug, "terugzetten", i.id)
    return _regel(titel, sub, None, weg, "eerder", i.id)


def inschrijving(i: InschrijvingStand) -> tuple[str, str]:
    """The name of the school, and what is known of the time there."""
    naam = schoolnaam(i.school) if i.school else i.naam or SOORTEN[i.soort]
    dagen = f"vanaf {datum(i.van)} tot onbekend" if i.id and i.tot is None else _dagen(i.van, i.tot)
    delen = [i.groep.capitalize(), SOORTEN[i.soort] if i.soort and naam != SOORTEN[i.soort] else "", dagen]
    return naam, " · ".join(deel for deel in delen if deel)


def _achttien(stand: AchttienStand | None) -> views.Achttien | None:
    if stand is None:
        return None
    if stand.nu:
        kop = f"De leerling is 18 sinds {datum(stand.op)} en beslist zelf"
        tekst = "Niemand heeft meer gezag. Nodig de leerling uit om mee te kijken en zelf te tekenen."
    else:
        kop = f"De leerling wordt 18 op {datum(stand.op)}"
        tekst = (
            "Vanaf die dag lezen ouders niet meer mee en tekent de leerling zelf. U hoeft het gezag niet zelf te "
            "beëindigen. Nodig de leerling wel nu al uit."
        )
    return views.Achttien(kop, tekst, stand.uitleg)


def _regel(
    titel: str, sub: str, status: Status | None, eind: Formulier | None, veld: str, id: UUID
) -> views.GegevenRegel:
    return views.GegevenRegel(titel=titel, sub=sub, status=status, eind=eind, veld=veld, id=str(id))
