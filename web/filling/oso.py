"""What came from the leerlingadministratie in words: what was read, how old it is, what was left out and why."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.intake.leerlingen.contract import LeerlingStand
from services.intake.oso.contract import (
    BijlageStand,
    GegevenStand,
    KandidaatStand,
    OsoConceptKort,
    OsoConceptStand,
    OsoGegevens,
    OvergenomenGegeven,
)
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.schema import Tenant
from web import views_oso as views
from web.filling import leerlingen
from web.filling.words import schoolnaam
from web.formatting import aantal, bestandsgrootte, datum, datum_bij
from web.views import Formulier, Link, Melding, Status

ADRES = "/inlezen"
BLOKKEN = {
    "leerling": "Leerling",
    "school": "School",
    "ouders": "Ouders en verzorgers",
    "loopbaan": "Schoolloopbaan",
    "ondersteuning": "Ondersteuning op school",
    "verzuim": "Verzuim in de laatste twaalf maanden",
    "toetsen": "Toetsen",
    "advies": "Overstapadvies",
    "vve": "Voor de basisschool",
    "inzage": "Inzage door ouders",
}
#: Of a new dossier these are always taken: without them there is none.
KERN = frozenset({"leerling/roepnaam", "leerling/achternaam", "leerling/geboren_op", "leerling/groep"})
TE_OUD = Status("Te oud", "let-op", "alert")
VERS = Status("Bruikbaar", "ok", "check")
BIJLAGE = {
    "wacht": Status("Wordt gecontroleerd", "stil", "clock"),
    "bruikbaar": Status("Gecontroleerd", "ok", "check"),
    "geweigerd": Status("Kan niet mee", "let-op", "alert"),
}


def oud(dagen: int) -> str:
    """`Vandaag`, `Gisteren`, `21 dagen oud`."""
    return {0: "Van vandaag", 1: "Van gisteren"}.get(dagen, f"{aantal(dagen, 'dag', 'dagen')} oud")


def inlezen(formulier: Formulier, concepten: list[OsoConceptKort], tenant: Tenant, vandaag: date) -> views.OsoInlezen:
    return views.OsoInlezen(
        formulier=formulier,
        concepten=[
            views.ConceptRegel(
                url=f"{ADRES}/{kort.id}",
                naam=kort.leerling or "Leerling zonder naam",
                sub=f"Blijft tot en met {datum_bij(kort.verloopt_op, vandaag)}",
                datum=f"Dossier van {datum_bij(kort.gemaakt_op, vandaag)}",
            )
            for kort in concepten
        ],
        dagen=tenant.oso.concept_dagen if tenant.oso else 14,
        terug=leerlingen.ALLE,
    )


def concept(
    stand: OsoConceptStand, formulier: Formulier, weggooien: Formulier, vandaag: date, getypt: list[str] | None = None
) -> views.OsoConcept:
    """`getypt`: what was ticked, when the form comes back."""
    bij = next((k for k in stand.kandidaten if k.id == stand.bij), None)
    return views.OsoConcept(
        naam=_naam(stand),
        herkomst=f"Uit {stand.herkomst}, gemaakt op {datum(stand.gemaakt_op)}",
        leeftijd=oud(stand.dagen),
        tot=f"Dit concept verdwijnt na {datum_bij(stand.verloopt_op, vandaag)}.",
        meldingen=_meldingen(stand),
        bij=_kandidaat(bij, "") if bij else None,
        kandidaten=[_kandidaat(k, f"{ADRES}/{stand.id}?bij={k.id}") for k in stand.kandidaten if k.id != stand.bij],
        nieuw_url=f"{ADRES}/{stand.id}?nieuw=1" if bij else "",
        blokken=_blokken(stand, bij is not None, getypt),
        bijlagen=[_bijlage(bijlage, vandaag, f"{ADRES}/{stand.id}/bijlagen") for bijlage in stand.bijlagen],
        ververs_url=_ververs(stand) if any(b.status == "wacht" for b in stand.bijlagen) else "",
        weggelaten=[
            views.WegRegel(
                veld=weg.veld + (f" ({weg.aantal} keer)" if weg.aantal > 1 else ""),
                reden=weg.reden,
                regel=f"Regel {weg.regel}" if weg.regel.startswith("PaO.") else "",
            )
            for weg in stand.weggelaten
        ],
        formulier=formulier,
        weggooien=weggooien,
        terug=Link("Terug naar inlezen", ADRES),
    )


def _naam(stand: OsoConceptStand) -> str:
    gelezen = {gegeven.sleutel: gegeven.waarde for gegeven in stand.gegevens}
    return f"{gelezen.get('leerling/roepnaam', '')} {gelezen.get('leerling/achternaam', '')}".strip()


def _ververs(stand: OsoConceptStand) -> str:
    keuze = f"?bij={stand.bij}" if stand.bij else "?nieuw=1"
    return f"{ADRES}/{stand.id}{keuze}"


def _meldingen(stand: OsoConceptStand) -> list[Melding]:
    gevonden = []
    if stand.andere_school:
        waar = schoolnaam(stand.andere_school)
        gevonden.append(
            Melding("warning", "Dit dossier komt van een andere school", f"Gemaakt door {waar}. Klopt dat?")
        )
    if stand.te_oud:
        tekst = "Maak zo mogelijk een nieuw dossier in de leerlingadministratie. U kunt dit ook gebruiken."
        gevonden.append(Melding("warning", "Dit dossier is oud", tekst))
    if stand.adres_geheim:
        tekst = "Daarom is geen enkel adres gelezen, ook niet van ouders."
        gevonden.append(Melding("info", "Het adres van deze leerling is geheim", tekst))
    if stand.meldingen:
        gevonden.append(Melding("warning", "Niet alles stond erin", " ".join(stand.meldingen)))
    return gevonden


def _kandidaat(kandidaat: KandidaatStand, url: str) -> views.KandidaatRegel:
    return views.KandidaatRegel(
        url=url,
        naam=kandidaat.naam,
        sub=f"{kandidaat.kenmerk} · {kandidaat.groep} · geboren op {datum(kandidaat.geboren_op)}",
    )


def _blokken(stand: OsoConceptStand, bestaand: bool, getypt: list[str] | None) -> list[views.GegevenBlok]:
    blokken = []
    for blok, kop in BLOKKEN.items():
        regels = [
            _gegeven(f"g-{nummer}", gegeven, bestaand, getypt)
            for nummer, gegeven in enumerate(stand.gegevens)
            if gegeven.blok == blok
        ]
        if regels:
            blokken.append(views.GegevenBlok(kop, regels))
    return blokken


def _gegeven(id: str, gegeven: GegevenStand, bestaand: bool, getypt: list[str] | None) -> views.GegevenRegel:
    """Nothing that stands there is ticked beforehand, nor what is too old."""
    gelijk = gegeven.nu is not None and gegeven.nu == gegeven.waarde
    anders = gegeven.nu is not None and not gelijk
    vast = gegeven.sleutel in KERN and not bestaand
    opmerking = ""
    if gelijk:
        opmerking = "Staat al zo in het dossier."
    elif vast:
        opmerking = "Gaat altijd mee: zonder dit is er geen dossier."
    elif not gegeven.bruikbaar and gegeven.tot_en_met:
        opmerking = f"Bruikbaar tot en met {datum(gegeven.tot_en_met)}."
    kiezen = not gelijk and not vast
    gekozen = gegeven.sleutel in getypt if getypt is not None else gegeven.bruikbaar and not anders
    eigen = f"van {datum(gegeven.op)}, " if gegeven.eigen_datum else ""
    leeftijd = f"{eigen}{oud(gegeven.dagen)}"
    return views.GegevenRegel(
        id=id,
        sleutel=gegeven.sleutel,
        naam=gegeven.naam,
        waarde=gegeven.waarde,
        leeftijd=leeftijd[:1].upper() + leeftijd[1:],
        status=TE_OUD if not gegeven.bruikbaar else VERS if gegeven.eigen_datum and gegeven.tot_en_met else None,
        kiezen=kiezen,
        gekozen=kiezen and gekozen,
        nu=gegeven.nu or "" if anders else "",
        opmerking=opmerking,
    )


def _bijlage(bijlage: BijlageStand, vandaag: date, basis: str) -> views.BijlageRegel:
    maat = f" · {bestandsgrootte(bijlage.grootte)}" if bijlage.grootte else ""
    return views.BijlageRegel(
        id=str(bijlage.id),
        naam=bijlage.naam,
        sub=f"{bijlage.bij} · {datum_bij(bijlage.op, vandaag)}{maat}",
        status=BIJLAGE[bijlage.status],
        kiezen=bijlage.status == "bruikbaar",
        url=f"{basis}/{bijlage.id}" if bijlage.status == "bruikbaar" else "",
        reden=bijlage.reden or "",
    )


def gegevens(antwoord: OsoGegevens, stand: LeerlingStand, rol: Rol, vandaag: date) -> views.OsoGegevens:
    blokken = []
    for blok, kop in BLOKKEN.items():
        regels = [_overgenomen(g, vandaag) for g in antwoord.gegevens if g.blok == blok]
        if regels:
            blokken.append(views.OvergenomenBlok(kop, regels))
    return views.OsoGegevens(
        kop=leerlingen.kop(stand, rol, "administratie"),
        blokken=blokken,
        stukken=[
            views.StukRegel(
                url=f"/leerlingen/{stand.id}/administratie/{stuk.id}",
                naam=stuk.naam,
                sub=f"{stuk.bij} · van {datum_bij(stuk.op, vandaag)}, {oud(stuk.dagen).lower()} · "
                f"{bestandsgrootte(stuk.grootte)}",
                herkomst=f"{stuk.herkomst}; overgenomen door {stuk.overgenomen_door} op "
                f"{datum_bij(stuk.overgenomen_op.date(), vandaag)}",
            )
            for stuk in antwoord.stukken
        ],
        kruimels=leerlingen.kruimels(stand, rol, Link("Uit de administratie", "")),
        inlezen_url=ADRES if rol in SCHOOLROLLEN else "",
    )


def _overgenomen(gegeven: OvergenomenGegeven, vandaag: date) -> views.OvergenomenRegel:
    eigen = f"van {datum(gegeven.op)}, " if gegeven.eigen_datum else ""
    leeftijd = f"{eigen}{oud(gegeven.dagen)}"
    wanneer = datum_bij(gegeven.overgenomen_op.date(), vandaag)
    bron = f"{gegeven.herkomst}, {datum(gegeven.gemaakt_op)}"
    return views.OvergenomenRegel(
        naam=gegeven.naam,
        waarde=gegeven.waarde,
        leeftijd=leeftijd[:1].upper() + leeftijd[1:],
        herkomst=f"{bron}; overgenomen door {gegeven.overgenomen_door} op {wanneer}",
        status=None if gegeven.bruikbaar else TE_OUD,
    )


def keuze(tekst: str) -> UUID | None:
    """The id of a dossier in an address; None when it is none."""
    try:
        return UUID(tekst)
    except ValueError:
        return None
