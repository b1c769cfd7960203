"""Which samenwerkingsverband decides on this aanvraag: the wizard with what is known, and the way there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from services.intake.bevoegdheid import vervolg
from services.intake.bevoegdheid.contract import BevoegdheidStand, Doorzendingen, DoorzendingKort, DoorzendingStand
from services.intake.bevoegdheid.woorden import in_een_zin, naam_swv
from services.kern.kalender import AMSTERDAM
from tenants.organisaties import elke_school
from tenants.schema import Tenant
from web.filling.rekenhulp import Uitkomst
from web.filling.rekenhulp_bevoegd import DOELEN, VORM, plat
from web.filling.rekenhulp_formulier import Ingevuld, groepen, lezen
from web.filling.words import schoolnaam, soortnaam
from web.formatting import datum, lange_datum
from web.views import Formulier, Keuze, Link, Status
from web.views_bevoegd import Bevoegd, DoorzendingRegel, DoorzendingRegels, Doorzendkaart, Gezinskeuze, OvergenomenRegel

STAAT = {
    "voorgesteld": Status("Voorgesteld", "warning", "alert"),
    "aangeboden": Status("Aangeboden", "info", "send"),
    "aanvaard": Status("Overgenomen", "ok", "check"),
    "teruggestuurd": Status("Teruggestuurd", "warning", "alert"),
    "ingetrokken": Status("Niet doorgezonden", "info", "x"),
}
ELDERS = "Deze aanvraag gaat verder bij een ander samenwerkingsverband."
#: Letting in is what somebody wants who takes over: the ticks are on.
AANGEVINKT = {"school": "ja", "familie": "ja"}
#: So long letting in may take before the page says that nobody was let in.
VERS = timedelta(minutes=2)
SOORT_SCHOOL = {"so_vso": "so", "pro": "vo"}
INLEIDING = (
    "De wet zegt welk samenwerkingsverband beslist. Wat wij al weten, staat ingevuld. Klopt het, druk dan op berekenen."
)


def begin(stand: BevoegdheidStand) -> Ingevuld:
    """The form with what is known already."""
    school = elke_school(stand.school)
    weten = {
        "doel": stand.soort if stand.soort in dict(DOELEN) else "",
        "postcode": stand.postcode,
        "school": SOORT_SCHOOL.get(school.soort, school.soort) if school else "",
        "school_postcode": school.postcode[:4] if school else "",
    }
    return lezen(VORM, [(naam, waarde) for naam, waarde in weten.items() if waarde])


def pagina(
    stand: BevoegdheidStand,
    tenant: Tenant,
    ingevuld: Ingevuld,
    uitkomst: Uitkomst | None = None,
    swv: str = "",
    getypt: Formulier | None = None,
    algemeen: str = "",
    *,
    regie: bool = False,
    mee: Collection[str] = (),
) -> Bevoegd:
    """`regie`: for who handles the aanvraag. `swv`: who decides by these answers; `getypt`: the form as typed, and
    `mee`: who of the family was ticked in it."""
    basis = f"/aanvragen/{stand.aanvraag_id}"
    terug = [Link("Aanvragen", "/aanvragen"), Link(stand.leerling, basis)]
    if regie:
        terug = [Link("Werkvoorraad", "/werkvoorraad"), Link(stand.leerling, f"/dossiers/{stand.aanvraag_id}")]
    klaar = stand.doorzending is not None and stand.doorzending.status == "aanvaard"
    return Bevoegd(
        klaar=klaar,
        titel="Welk samenwerkingsverband beslist?",
        leerling=f"{stand.leerling} · {stand.kenmerk}",
        inleiding=ELDERS if klaar else INLEIDING,
        kruimels=[*terug, Link("Wie beslist", "")],
        formulier=ingevuld.als_formulier(f"{basis}/bevoegd", algemeen),
        groepen=groepen(ingevuld),
        uitkomst=uitkomst,
        kaart=_kaart(stand, tenant, ingevuld, swv, getypt, mee),
        loopt=_loopt(stand, stand.doorzending, basis, mee, regie=regie) if stand.doorzending else None,
    )


def _kaart(
    stand: BevoegdheidStand,
    tenant: Tenant,
    ingevuld: Ingevuld,
    swv: str,
    getypt: Formulier | None,
    mee: Collection[str],
) -> Doorzendkaart | None:
    """What can be done with this answer."""
    if not swv:
        return None
    basis, naam = f"/aanvragen/{stand.aanvraag_id}", naam_swv(swv)
    if swv == tenant.swv_nummer:
        return Doorzendkaart("Dat is uw eigen samenwerkingsverband", "De aanvraag staat goed. U hoeft niets te doen.")
    if stand.doorzending is not None and stand.doorzending.status in ("voorgesteld", "aangeboden"):
        return None
    if swv not in stand.kan_naar:
        return Doorzendkaart(
            f"{naam} werkt niet met Meedoen",
            "Vertel het de ouders en bel dat samenwerkingsverband. Neem de hele aanvraag mee op papier, met de afdruk "
            "van elk document erbij. Trek de aanvraag hier pas in als zij daar is ontvangen.",
            download_url=f"{basis}/doorzendblad" if "doorzending_aanbieden" in stand.handelingen else "",
        )
    verborgen = {f"w_{veld}": waarde for veld, waarde in ingevuld.canoniek()}
    for act, kop, zin, knop in (
        (
            "doorzending_aanbieden",
            f"Aanbieden aan {naam}",
            "Dat samenwerkingsverband ziet eerst alleen uw school en de reden. Pas als het de aanvraag overneemt, gaan "
            "het kind, de antwoorden en de documenten mee, met hun data en handtekeningen. Hier blijft staan waar zij "
            "heen ging.",
            "Aanvraag aanbieden",
        ),
        (
            "doorzending_voorstellen",
            f"De school voorstellen om naar {naam} te gaan",
            "De school vertelt het de ouders en biedt de aanvraag dan aan. Daarna kan dat samenwerkingsverband haar "
            "overnemen.",
            "Voorstel sturen",
        ),
    ):
        if act in stand.handelingen:
            url = f"{basis}/{act.replace('_', '-')}"
            formulier = getypt or Formulier(url=url, waarden={})
            return Doorzendkaart(
                kop, zin, formulier=formulier, verborgen=verborgen, naar=swv, knop=knop,
                vraagt_ouders=act == "doorzending_aanbieden", familie=_familie(stand, act, mee),
            )  # fmt: skip
    return Doorzendkaart(f"{naam} beslist", "Vraag de school om de aanvraag aan te bieden.")


def _familie(stand: BevoegdheidStand, act: str, mee: Collection[str]) -> list[Gezinskeuze]:
    if act != "doorzending_aanbieden":
        return []
    return [Gezinskeuze(str(een.persoon), f"{een.naam} ({een.rol})", str(een.persoon) in mee) for een in stand.familie]


def _loopt(
    stand: BevoegdheidStand, d: DoorzendingStand, basis: str, mee: Collection[str], *, regie: bool
) -> Doorzendkaart:
    """How it stands with what runs, or ran last."""
    zin = in_een_zin(d.status, d.naar, d.kenmerk_daar, d.reden)
    if d.status == "ingetrokken":
        zin = f"De aanvraag gaat toch niet naar {naam_swv(d.naar)}."
    regels = [d.uitleg]
    if d.toelichting:
        regels.append(d.toelichting)
    if d.ouders_ingelicht_op:
        regels.append(f"De school vertelde het de ouders op {datum(d.ouders_ingelicht_op)}.")
    weg = None
    if "doorzending_intrekken" in stand.handelingen:
        weg = Formulier(url=f"{basis}/doorzending-intrekken")
    aanbieden = None
    if d.status == "voorgesteld" and "doorzending_aanbieden" in stand.handelingen:
        aanbieden = Formulier(url=f"{basis}/doorzending-aanbieden")
    stappen: list[str] = []
    if d.status == "aanvaard":
        op = _dag(d.gewijzigd_op)
        zin = vervolg.overgenomen(d.naar, op, d.kenmerk_daar)
        if not regie and d.aangeboden_op is not None:
            stappen = vervolg.voor_school(
                d.naar, d.kenmerk_daar, _dag(d.aangeboden_op), d.toegelaten, d.mee, ingediend=d.ingediend
            )
    elif d.status == "aangeboden" and d.mee:
        regels.append(f"Wie het adres mee mag geven: {d.mee}. Pas na het overnemen gaat het mee.")
    return Doorzendkaart(
        naam_swv(d.naar), zin, status=STAAT[d.status], regels=regels, naar=d.naar, intrekken=weg, formulier=aanbieden,
        knop="Aanvraag aanbieden", vraagt_ouders=True, stappen=stappen,
        familie=_familie(stand, "doorzending_aanbieden", mee) if aanbieden else [],
        download_url=f"{basis}/doorzendblad" if stappen else "",
    )  # fmt: skip


def _dag(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def lijst(
    antwoord: Doorzendingen, alle: dict[str, Tenant], tenant: Tenant, nu: datetime, getypt: dict[str, Formulier]
) -> DoorzendingRegels:
    """What others offer, and what was taken over. `getypt`: forms as they were typed, under `aanvaarden:<id>`,
    `terugsturen:<id>` or `toelaten:<id>`."""
    stil = [alle[naam].naam for naam in antwoord.onbereikbaar]
    regels = []
    for een in antwoord.doorzendingen:
        basis = f"/doorzendingen/{een.tenant}/{een.id}"
        van = alle[een.tenant]
        daar = soortnaam(van, een.soort)
        op = een.aangeboden_op.astimezone(AMSTERDAM).date()
        wanneer = f"Daar ingediend op {datum(een.ingediend_op)}" if een.ingediend_op else "Nog niet ingediend"
        regels.append(
            DoorzendingRegel(
                id=str(een.id),
                kop=f"{schoolnaam(een.school)}: {daar[:1].lower()}{daar[1:]}",
                sub=f"{een.kenmerk} · van {van.naam} · {wanneer}",
                reden=een.uitleg,
                toelichting=een.toelichting,
                datum=f"Aangeboden op {lange_datum(op)}",
                soorten=[Keuze(naam, soort.naam) for naam, soort in tenant.soorten.items()],
                aanvaarden=getypt.get(
                    f"aanvaarden:{een.id}", Formulier(url=f"{basis}/doorzending-aanvaarden", waarden=AANGEVINKT)
                ),
                mist=vervolg.bij_overnemen(een.school_hier, een.familie, een.familie_mee),
                school=vervolg.nog_toe_te_laten(een.school_hier, 0, None)[0],
                familie=_wie(een.familie_mee),
                terugsturen=getypt.get(f"terugsturen:{een.id}", Formulier(url=f"{basis}/doorzending-terugsturen")),
                termijn="Neemt u haar over, dan loopt de beslistermijn vanaf de dag van aanbieden."
                if een.ingediend_op
                else "De school maakt haar hier af. De beslistermijn begint als zij haar indient.",
            )
        )
    melding = f"Niet te bereiken: {', '.join(stil)}. Kijk later nog eens." if stil else ""
    overgenomen = [_overgenomen(een, alle, tenant, nu, getypt) for een in antwoord.overgenomen]
    return DoorzendingRegels(regels=regels, overgenomen=overgenomen, melding=melding)


def _wie(aantal: int) -> str:
    """The label of the tick; empty when there is nobody to let in."""
    if not aantal:
        return ""
    return (
        "Laat de ouder of leerling toe van wie het adres mee mag"
        if aantal == 1
        else f"Laat de {aantal} mensen van het gezin toe van wie het adres mee mag"
    )


def _overgenomen(
    een: DoorzendingKort, alle: dict[str, Tenant], tenant: Tenant, nu: datetime, getypt: dict[str, Formulier]
) -> OvergenomenRegel:
    op = een.overgenomen_op or nu
    school, familie = vervolg.nog_toe_te_laten(een.school_hier, een.familie_mee, een.toegelaten)
    regels = vervolg.na_overnemen(een.school_hier, een.familie_mee, een.toegelaten)
    if een.toegelaten is None and nu - op < VERS:
        regels.append("Koos u wie erbij mag? Dat gebeurt nu. Laad deze bladzijde over een halve minuut opnieuw.")
    url = f"/doorzendingen/{een.tenant}/{een.id}/doorzending-toelaten"
    return OvergenomenRegel(
        id=str(een.id),
        kop=f"{schoolnaam(een.school)}: {soortnaam(tenant, een.soort).lower()}",
        sub=f"{een.kenmerk} · van {alle[een.tenant].naam} · "
        + ("hier ontvangen en in behandeling" if een.ingediend_op else "de school maakt haar hier af"),
        datum=f"Overgenomen op {lange_datum(_dag(op))}",
        regels=regels,
        school=school,
        familie=_wie(een.familie_mee) if familie else "",
        toelaten=getypt.get(f"toelaten:{een.id}", Formulier(url=url, waarden=AANGEVINKT))
        if school or familie
        else None,
    )


__all__ = ["begin", "lijst", "pagina", "plat"]
