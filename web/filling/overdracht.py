"""The transition to VO in words: who has no place yet, what is shared with whom until when, and what was chosen."""

from __future__ import annotations

from datetime import date

from services.intake.overdracht.contract import (
    OverdrachtBlad,
    OverdrachtenLijst,
    OverdrachtInhoud,
    OverdrachtKort,
    OverdrachtStand,
)
from services.intake.overdracht.keuze import ONDERDELEN, TEKSTEN
from services.kern.proces import pad
from tenants.organisaties import scholen
from tenants.schema import Tenant
from web import views_overdracht as views
from web.filling.words import schoolnaam
from web.formatting import aantal, dagen_over, datum, datum_bij, moment, urgentie
from web.views import Formulier, Keuze, Link, Status
from web.views_leerlingen import LeerlingKop

ALLE = Link("Overstap naar vo", "/overdracht")
STATUS = {
    "gesignaleerd": Status("In beeld, nog niet gedeeld", "let-op", "search"),
    "gedeeld": Status("Gedeeld", "ok", "send"),
    "ingetrokken": Status("Niet meer gedeeld", "stil", "lock"),
}
GROEPEN = (
    ("te_laat", "Nog geen plek, te laat", "De dag is voorbij. Bel elkaar vandaag."),
    ("binnenkort", "Nog geen plek, binnen twee maanden", "Deze leerlingen moeten nu een plek krijgen."),
    ("later", "Nog geen plek", "Hier is nog tijd."),
    ("", "Heeft een plek", "De school en de dag zijn bekend."),
)
VO = frozenset({"vo", "vso", "pro", "so_vso"})


def schoolplek(school: str, per: date | None) -> str:
    return f"{schoolnaam(school)}, vanaf {datum(per)}" if school and per else ""


def lijst(
    antwoord: OverdrachtenLijst, tenants: dict[str, Tenant], eigen: str, vandaag: date, *, school: bool
) -> views.Overstappen:
    alle = antwoord.overdrachten
    zonder = sum(bool(een.stand) for een in alle)
    stil = ", ".join(tenants[id].korte_naam for id in antwoord.onbereikbaar)
    return views.Overstappen(
        inleiding=f"{aantal(zonder, 'leerling heeft', 'leerlingen hebben')} nog geen plek in het voortgezet onderwijs."
        if alle
        else "",
        groepen=[
            views.OverstapGroep(
                id=f"groep-{stand or 'plek'}".replace("_", "-"),
                kop=f"{kop} ({len(regels)})",
                uitleg=uitleg,
                regels=[_regel(een, tenants, eigen, vandaag, school=school) for een in regels],
            )
            for stand, kop, uitleg in GROEPEN
            if (regels := [een for een in alle if een.stand == stand])
        ],
        leeg=_leeg(tenants[eigen], school=school),
        melding=f"{stil} antwoordt nu niet. De leerlingen van daar staan er straks weer bij." if stil else "",
    )


def _leeg(tenant: Tenant, *, school: bool) -> str:
    if not school:
        return "Nog geen school deelde een leerling die overstapt."
    if tenant.overdracht is not None:
        return "Breng een leerling in beeld vanuit het dossier, het liefst in groep 7."
    return "Deelt een basisschool iets over een leerling die bij u een plek heeft, dan leest u dat hier."


def _regel(
    een: OverdrachtKort, tenants: dict[str, Tenant], eigen: str, vandaag: date, *, school: bool
) -> views.OverstapRegel:
    andere = een.naar if een.tenant == eigen else een.tenant
    met = f"{'met' if een.tenant == eigen else 'door'} {tenants[andere].korte_naam}" if andere in tenants else ""
    if een.stand:
        over = dagen_over(een.plek_uiterlijk, vandaag).capitalize()
        onder = f"Plek uiterlijk {datum_bij(een.plek_uiterlijk, vandaag)}"
    else:
        over, onder = "", schoolplek(een.plek_school, een.plek_per)
    status = STATUS[een.status]
    if een.status == "gedeeld" and een.verloopt_op is not None and een.verloopt_op < vandaag:
        status = Status("Delen is afgelopen", "stil", "clock")
    return views.OverstapRegel(
        url=f"/leerlingen/{een.dossier_id}/overdracht"
        if school and een.dossier_id
        else f"/overdracht/{een.tenant}/{een.id}",
        naam=een.leerling,
        sub=f"{een.groep.capitalize()} · overstap in {een.overstap_jaar}"
        + ("" if school and een.dossier_id else f" · {schoolnaam(een.school)}"),
        status=status,
        bij=met if een.status == "gedeeld" else "",
        over=over,
        datum=onder,
        urgentie={"te_laat": "fout", "binnenkort": "let-op"}.get(een.stand, "gewoon"),
    )


def lezen(
    antwoord: OverdrachtInhoud,
    tenants: dict[str, Tenant],
    eigen: Tenant,
    vandaag: date,
    getypt: Formulier | None = None,
    *,
    school: bool = False,
) -> views.Gedeeld:
    """`school`: the one where the pupil has a place reads it; others see to the place."""
    kort = antwoord.kort
    url = f"/overdracht/{kort.tenant}/{kort.id}/plek-vastleggen"
    vo = eigen if kort.tenant != eigen.id else tenants.get(kort.naar, eigen)
    tot = datum(kort.verloopt_op) if kort.verloopt_op else ""
    return views.Gedeeld(
        kop=kort.leerling,
        kruimels=[ALLE, Link(kort.leerling, "")],
        feiten=[
            f"{kort.groep.capitalize()} · geboren op {datum(antwoord.geboren_op)}",
            schoolnaam(kort.school),
            f"Overstap in de zomer van {kort.overstap_jaar}",
            f"Vraag het {antwoord.contact} van de basisschool",
        ],
        uitleg=f"De ouders stemden toe op {datum(antwoord.toestemming_op)}. U leest dit tot en met {tot}. "
        "Alleen wat de school koos staat hier; het dossier zelf blijft van de basisschool. Elke keer dat iemand dit "
        "leest, wordt bijgehouden.",
        onderdelen=[views.Onderdeel(ONDERDELEN[naam], regels) for naam, regels in antwoord.inhoud.items()],
        plek=schoolplek(kort.plek_school, kort.plek_per),
        plek_form=None
        if school
        else getypt or Formulier(url=url, versie="1", waarden=_plekwaarden(kort.plek_school, kort.plek_per, kort)),
        scholen=vo_scholen([vo]),
    )


def _plekwaarden(school: str, per: date | None, waar: OverdrachtKort | OverdrachtStand) -> dict[str, str]:
    return {"school": school, "vanaf": (per or date(waar.overstap_jaar, 8, 1)).isoformat()}


def vo_scholen(verbanden: list[Tenant]) -> list[Keuze]:
    gevonden = {s.id: s.aanduiding for verband in verbanden for s in scholen(verband.swv_nummer) if s.soort in VO}
    return [Keuze(id, naam) for id, naam in sorted(gevonden.items(), key=lambda een: een[1])]


def van_leerling(
    blad: OverdrachtBlad,
    kop: LeerlingKop,
    kruimels: list[Link],
    tenants: dict[str, Tenant],
    vandaag: date,
    getypt: Formulier | None = None,
) -> views.LeerlingOverdracht:
    """The page of the school. `getypt`: the form that was refused, as it was typed."""
    stand = blad.overdracht
    eigen = f"/leerlingen/{blad.dossier_id}"

    def formulier(handeling: str, url: str = "", **waarden: str) -> Formulier | None:
        if handeling not in blad.handelingen:
            return None
        url = url or f"{eigen}/{pad(handeling)}"
        if getypt is not None and getypt.url == url:
            return getypt
        return Formulier(url=url, versie=str(stand.versie) if stand else "0", waarden=waarden)

    eerste = int(vandaag.year)
    partners = [Keuze(id, tenants[id].naam) for id in blad.naar_keuzes]
    if stand is None:
        return views.LeerlingOverdracht(
            kop=kop,
            kruimels=kruimels,
            status=None,
            inleiding="Heeft deze leerling meer nodig bij de overstap naar het voortgezet onderwijs? Breng de leerling "
            "vroeg in beeld, het liefst in groep 7. Alleen uw school ziet dat, tot u iets deelt."
            if "overstap_signaleren" in blad.handelingen
            else "Hier loopt geen warme overdracht.",
            signaleren=formulier("overstap_signaleren", overstap_jaar=str(blad.overstap_jaar)),
            jaren=[Keuze(str(jaar), f"Zomer van {jaar}") for jaar in range(eerste, eerste + 5)],
        )
    return views.LeerlingOverdracht(
        kop=kop,
        kruimels=kruimels,
        status=STATUS[stand.status] if stand.zichtbaar or stand.status != "gedeeld" else None,
        inleiding=f"Deze leerling stapt over in de zomer van {stand.overstap_jaar}.",
        feiten=_feiten(stand, vandaag),
        gedeeld=_gedeeld(stand, tenants, vandaag),
        delen=formulier("overdracht_delen", **_gekozen(stand, partners, vandaag)),
        intrekken=formulier("overdracht_intrekken"),
        plek=formulier(
            "plek_vastleggen",
            f"{eigen}/plek-vastleggen",
            school=stand.plek_school,
            vanaf=(stand.plek_per or date(stand.overstap_jaar, 8, 1)).isoformat(),
        ),
        naar=partners,
        onderdelen=[views.KiesOnderdeel(naam, ONDERDELEN[naam], naam in TEKSTEN) for naam in blad.mogelijk],
        scholen=vo_scholen([tenants[id] for id in blad.naar_keuzes]),
        laatste=f"Uiterlijk {datum(stand.laatste_verloopdag)}. Daarna ziet het andere samenwerkingsverband niets meer.",
    )


def _feiten(stand: OverdrachtStand, vandaag: date) -> list[str]:
    if stand.plek_school:
        return [f"Heeft een plek: {schoolplek(stand.plek_school, stand.plek_per)}."]
    over = dagen_over(stand.plek_uiterlijk, vandaag)
    return [f"Nog geen plek. Een plek is er het liefst voor {datum(stand.plek_uiterlijk)} ({over})."]


def _gedeeld(stand: OverdrachtStand, tenants: dict[str, Tenant], vandaag: date) -> list[str]:
    if stand.status != "gedeeld" or stand.verloopt_op is None or stand.gedeeld_op is None:
        return []
    wie = tenants[stand.naar].naam if stand.naar in tenants else stand.naar
    delen = ", ".join(ONDERDELEN[naam].lower() for naam in stand.onderdelen)
    return [
        f"{wie} ziet tot en met {datum(stand.verloopt_op)}: {delen}."
        if stand.zichtbaar
        else f"{wie} ziet niets meer: het delen liep tot en met {datum(stand.verloopt_op)}.",
        f"De ouders stemden toe op {datum(stand.toestemming_op)}. {stand.toestemming_bewijs}"
        if stand.toestemming_op
        else "",
        f"Verstuurd: {moment(stand.gedeeld_op, vandaag)}. "
        + (f"Voor het eerst gelezen: {moment(stand.gezien_op, vandaag)}." if stand.gezien_op else "Nog niet gelezen."),
        _nieuwe_school(stand, vandaag) if stand.zichtbaar else "",
    ]


def _nieuwe_school(stand: OverdrachtStand, vandaag: date) -> str:
    if not stand.ook_school:
        return "De nieuwe school leest dit niet."
    if not stand.plek_school:
        return "De nieuwe school leest dit zodra de plek vaststaat."
    gelezen = f"las dit voor het eerst: {moment(stand.school_gezien_op, vandaag)}." if stand.school_gezien_op else ""
    return f"{schoolnaam(stand.plek_school)} {gelezen or 'leest mee, en keek nog niet.'}"


def _gekozen(stand: OverdrachtStand, partners: list[Keuze], vandaag: date) -> dict[str, str]:
    waarden = {f"kies_{naam}": "ja" for naam in stand.onderdelen} | stand.teksten
    waarden["ook_school"] = "ja" if stand.ook_school else ""
    waarden["naar"] = stand.naar or (partners[0].waarde if len(partners) == 1 else "")
    waarden["verloopt_op"] = stand.laatste_verloopdag.isoformat()
    return waarden


def kleur(stand: OverdrachtStand, vandaag: date) -> str:
    return "gewoon" if stand.plek_school else urgentie(stand.plek_uiterlijk, vandaag, binnen_dagen=61)
