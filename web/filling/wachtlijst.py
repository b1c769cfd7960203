"""The waiting list in words: who waits, how manieth, since when, why, and what can be done about it."""

from __future__ import annotations

from datetime import date, timedelta

from services.intake.leerlingen.contract import LeerlingStand
from services.intake.plaatsen.contract import (
    EINDREDENEN,
    LANG_DAGEN,
    WACHTREDENEN,
    Plekken,
    WachtendenLijst,
    Wachtlijst,
    WachtplekStand,
)
from services.kern.instroommoment import instroommoment
from tenants.organisaties import elke_school, scholen
from tenants.schema import Tenant
from web.filling.plaatsen import SOORTEN
from web.formatting import aantal, datum, datum_bij
from web.views import Formulier, Keuze, Link, Status
from web.views_plaatsen import WachtlijstPagina, WachtplekVragen, WachtRegel, WachtTelling

LANG = timedelta(days=LANG_DAGEN)
ZORGPLICHT = "Tot de leerling is ingeschreven, houdt de eigen school de zorgplicht."


def schoolnaam(id: str) -> str:
    waar = elke_school(id)
    return waar.aanduiding if waar else id


def _staat(w: WachtplekStand, vandaag: date) -> Status:
    if w.status == "geplaatst":
        return Status("Heeft een plek", "ok", "check")
    if w.status == "beeindigd":
        return Status("Van de lijst", "stil", "x")
    if vandaag - w.sinds >= LANG:
        return Status("Wacht langer dan zes weken", "fout", "alert")
    return Status("Gevraagd", "info", "send") if w.status == "gevraagd" else Status("Wacht", "let-op", "clock")


def _regel(w: WachtplekStand, vandaag: date, getypt: Formulier | None) -> WachtRegel:
    def formulier(handeling: str, **waarden: str) -> Formulier | None:
        if handeling.replace("-", "_") not in w.handelingen:
            return None
        url = f"/wachtlijst/{w.id}/{handeling}"
        if getypt is not None and getypt.url == url:
            return getypt
        return Formulier(url=url, versie=str(w.versie), waarden=waarden)

    wacht = w.status in ("gevraagd", "wacht")
    plaats = f"{w.positie}e op de lijst" if wacht else ""
    if w.geplaatst_per:
        plaats = f"Plek vanaf {datum(w.geplaatst_per)}"
    redenen = EINDREDENEN if w.status == "beeindigd" else WACHTREDENEN
    reden = f"{redenen[w.reden]}." if w.reden in redenen else ""
    wens = f"Wil beginnen op {datum(w.gewenst_vanaf)}"
    return WachtRegel(
        id=str(w.id),
        leerling=w.leerling,
        sub=f"{w.groep.capitalize()}, {schoolnaam(w.van_school)}",
        waar=schoolnaam(w.school),
        plaats=plaats,
        sinds=f"Sinds {datum_bij(w.sinds, vandaag)}",
        wens=f"{wens}. {w.afwijking}" if w.afwijking else f"{wens}.",
        reden=reden or _nog_niet(w),
        tlv=_tlv(w, vandaag),
        staat=_staat(w, vandaag),
        bevestigen=formulier("wachtplek-bevestigen", reden=w.reden),
        toekennen=formulier("wachtplek-toekennen", vanaf=max(w.gewenst_vanaf, vandaag).isoformat()),
        beeindigen=formulier("wachtplek-beeindigen"),
    )


def _tlv(w: WachtplekStand, vandaag: date) -> str:
    """How it stands with the TLV, for who may see the case. The besluit itself stands with the aanvraag."""
    if not w.ziet_zaak:
        return ""
    if w.tlv is None:
        return "TLV: nog niet aangevraagd." if w.status in ("gevraagd", "wacht") else ""
    if w.tlv.status == "concept":
        return "TLV: de aanvraag wordt voorbereid."
    if w.tlv.besloten_op is not None:
        return w.tlv.uitslag or f"TLV: besluit bekendgemaakt op {datum_bij(w.tlv.besloten_op, vandaag)}."
    return "TLV: aangevraagd, er is nog geen besluit."


def _nog_niet(w: WachtplekStand) -> str:
    if w.status != "gevraagd":
        return ""
    return "U zei nog niet waarom er geen plek is." if w.hier else "De andere school heeft nog niet geantwoord."


def lijst(
    antwoord: Wachtlijst,
    vandaag: date,
    *,
    school: bool,
    plekken: Plekken | None = None,
    tellingen: WachtendenLijst | None = None,
    getypt: Formulier | None = None,
) -> WachtlijstPagina:
    """`school`: a school looks, with a list of its own; else the samenwerkingsverband, with numbers beside it."""
    hier = [_regel(w, vandaag, getypt) for w in antwoord.wachtplekken if w.hier]
    elders = [_regel(w, vandaag, getypt) for w in antwoord.wachtplekken if not w.hier]
    lang = sum(w.status in ("gevraagd", "wacht") and vandaag - w.sinds >= LANG for w in antwoord.wachtplekken)
    if tellingen is not None:  # also of those whose school shared nothing
        lang = sum(een.lang for een in tellingen.wachtenden)
    groepen = [
        Keuze(str(g.id), f"{g.naam} ({aantal(g.vrij, 'plek', 'plekken')} vrij)")
        for een in (plekken.scholen if plekken else [])
        if plekken is not None and een.school == plekken.eigen
        for g in een.groepen
        if g.vrij
    ]
    return WachtlijstPagina(
        kop="Wachtlijst",
        samenvatting=f"{aantal(lang, 'leerling wacht', 'leerlingen wachten')} langer dan zes weken."
        if lang
        else "Niemand wacht langer dan zes weken.",
        hier=hier if school else None,
        hier_leeg="Vraagt een andere school een plek, dan staat de leerling hier.",
        elders_kop="Onze leerlingen op een wachtlijst elders" if school else "Leerlingen die scholen met u deelden",
        elders_leeg="Geen leerling van uw school wacht op een plek elders."
        if school
        else "Geen school deelde een leerling die op een plek wacht. Hoeveel er wachten, staat hieronder.",
        elders=elders,
        redenen=[Keuze(sleutel, zin) for sleutel, zin in WACHTREDENEN.items()],
        eindredenen=[Keuze(sleutel, zin) for sleutel, zin in EINDREDENEN.items()],
        groepen=groepen,
        tellingen=_tellingen(tellingen) if tellingen else [],
        melding=getypt.algemene_fout if getypt else "",
        uitleg=ZORGPLICHT,
    )


def _tellingen(lijst: WachtendenLijst) -> list[WachtTelling]:
    per: dict[str, dict[str, int]] = {}
    lang: dict[str, int] = {}
    for een in lijst.wachtenden:
        per.setdefault(een.school, {})[een.reden] = een.aantal
        lang[een.school] = lang.get(een.school, 0) + een.lang
    return [
        WachtTelling(
            school=schoolnaam(school),
            aantal=f"{sum(redenen.values())}, {lang[school]} langer dan zes weken"
            if lang[school]
            else str(sum(redenen.values())),
            redenen="; ".join(
                f"{n} keer: {WACHTREDENEN[reden].lower() if reden else 'nog geen antwoord'}"
                for reden, n in redenen.items()
            ),
        )
        for school, redenen in per.items()
    ]


def mijn_kind(antwoord: Wachtlijst, aanvraag: str, vandaag: date) -> WachtlijstPagina:
    """For a parent, without buttons."""
    return WachtlijstPagina(
        kop="Wachtlijst",
        samenvatting="Hier staat op welke school uw kind wacht op een plek, en waarom.",
        hier=None,
        hier_leeg="",
        elders_kop="Waar uw kind wacht",
        elders_leeg="Uw kind staat nu niet op een wachtlijst.",
        elders=[_regel(w, vandaag, None) for w in antwoord.wachtplekken],
        terug=Link("Terug naar uw kind", f"/mijn-kind/{aanvraag}"),
        uitleg="Tot uw kind op een andere school is ingeschreven, blijft de eigen school verantwoordelijk.",
    )


def vragen(stand: LeerlingStand, tenant: Tenant, vandaag: date, formulier: Formulier | None = None) -> WachtplekVragen:
    """The form, with the first day on which a pupil may begin here."""
    url = f"/leerlingen/{stand.id}/wachtplek-vragen"
    momenten = [(int(m[:2]), int(m[3:])) for m in (tenant.instroom.momenten if tenant.instroom else [])]
    eerste = instroommoment(vandaag, momenten).instroommoment if momenten else vandaag
    return WachtplekVragen(
        leerling=f"{stand.roepnaam} {stand.achternaam}",
        terug=Link("Terug naar het dossier", f"/leerlingen/{stand.id}"),
        formulier=formulier or Formulier(url=url, waarden={"gewenst_vanaf": eerste.isoformat()}),
        scholen=[
            Keuze(s.id, f"{s.aanduiding} ({SOORTEN[s.soort].lower()})")
            for s in scholen(tenant.swv_nummer)
            if s.id != stand.school
        ],
        momenten=f"Het eerste instroommoment is {datum(eerste)}." if momenten else "Elke dag kan.",
        vraagt_reden=bool(momenten),
        uitleg="De andere school krijgt de naam en de groep van de leerling, en niets uit het dossier. " + ZORGPLICHT,
    )
