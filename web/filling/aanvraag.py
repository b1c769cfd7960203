"""An aanvraag as its school sees it: the form, what is missing and which rule says so, and what can be done now."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, datetime

import msgspec

from services.commissie.contract import MijnKindStand
from services.intake.contract import AanvraagKort, AanvraagStand, Tekort, VraagAanSchool
from services.intake.volledigheid import ONBEANTWOORD
from services.intake.zonder_instemming import TIJD_OM_TE_REAGEREN
from tenants.organisaties import ontvangende_scholen
from tenants.schema import Onderdeel as Hoofdstuk
from tenants.schema import Tenant, Vraag
from web import views
from web.filling.besluit import besluit_aanvrager
from web.filling.stukken import documenten
from web.filling.tijdlijn import tijdlijn
from web.filling.toetsen import uitkomst, vraag_iq
from web.filling.words import AANVRAAG_STATUS, CATEGORIEEN, schoolnaam, soortnaam
from web.filling.zienswijzen import zienswijzen
from web.formatting import AMSTERDAM, aantal, datum, datum_bij, lange_datum, moment, tijdstip
from web.views import Formulier, Keuze, Link, NogNodig, Stap, Veld

PLEK = "nieuwe_plek"  # no recept calls a chapter so
LOPEND = ("concept", "ingediend", "aanvulling_gevraagd")
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
ALLE = Link("Aanvragen", "/aanvragen")
INDIENEN_UITLEG = (
    "Na het indienen gaat de aanvraag naar het samenwerkingsverband. Op die dag begint de beslistermijn van 8 weken."
)


def aanvraag(
    stand: AanvraagStand,
    tenant: Tenant,
    vandaag: date,
    getypt: Mapping[str, Formulier] | None = None,
    *,
    familie: bool = False,
    behandeling: MijnKindStand | None = None,
    bevoegd: bool = False,
) -> views.Aanvraag:
    """`familie`: a parent or pupil reads along; what the school still has to do is not theirs.

    `bevoegd`: this person may look which samenwerkingsverband decides.

    `behandeling`: how it stands at the samenwerkingsverband; None while that is not known.

    `getypt`: forms to show again as they were typed, under `onderdeel:<naam>`, `document:<soort>`,
    `uitnodigen:<van>`, `ondertekenen`, `indienen` or `intrekken`."""
    getypt = getypt or {}
    naam = f"{stand.leerling.roepnaam} {stand.leerling.achternaam}"
    nodig = [] if familie else nog_nodig(stand, tenant)
    vraag = open_vraag(stand)
    concept = stand.status == "concept"
    terug = Link("Terug naar het begin", f"/mijn-kind/{stand.id}") if familie else ALLE
    return views.Aanvraag(
        id=str(stand.id),
        leerling=naam,
        sub=f"{stand.leerling.groep.capitalize()} · geboren op {datum(stand.leerling.geboren_op)}",
        soort=f"{stand.kenmerk} · {soortnaam(tenant, stand.soort)}",
        school=schoolnaam(stand.school),
        status=AANVRAAG_STATUS[stand.status],
        versie=str(stand.versie),
        onderdelen=onderdelen(stand, tenant, getypt),
        documenten=documenten(stand, tenant, vandaag, getypt) if stand.documenten or not familie else [],
        zienswijzen=zienswijzen(stand, tenant, vandaag, getypt),
        nog_nodig=nodig,
        nodig_samenvatting=_samenvatting(stand, nodig, vraag, familie=familie),
        indienen=_indienen(stand, getypt, vandaag),
        kruimels=[terug, Link(naam, f"/aanvragen/{stand.id}")],
        elders=[zin for zin in (stand.herkomst, stand.doorzending) if zin],
        bevoegd_url=f"/aanvragen/{stand.id}/bevoegd"
        if bevoegd and (stand.status in LOPEND or stand.doorzending)
        else "",
        zichtbaarheid="Alleen de school en wie zij uitnodigt zien dit concept." if concept else "",
        vraag=_vraaglink(stand, vraag) if vraag and "aanvulling_indienen" in stand.handelingen else None,
        stappen=[] if familie else stappen(stand, vandaag),
        alleen_lezen="onderdeel_bewaren" not in stand.handelingen,
        besluit=besluit_aanvrager(behandeling, tenant),
    )


def volgen(stand: AanvraagStand, tenant: Tenant, vandaag: date) -> views.AanvraagVolgen:
    """The page of the schoolbestuurder."""
    naam = f"{stand.leerling.roepnaam} {stand.leerling.achternaam}"
    return views.AanvraagVolgen(
        leerling=naam,
        sub=stand.leerling.groep.capitalize(),
        soort=f"{stand.kenmerk} · {soortnaam(tenant, stand.soort)}",
        school=schoolnaam(stand.school),
        status=AANVRAAG_STATUS[stand.status],
        stappen=stappen(stand, vandaag),
        tijdlijn=tijdlijn(stand.tijdlijn, vandaag),
        uitleg="Als schoolbestuur ziet u dat er een aanvraag is en hoe ver die is. Wat er in het dossier staat, "
        "zien alleen de school, de ouders en het samenwerkingsverband.",
        kruimels=[ALLE, Link(naam, f"/aanvragen/{stand.id}")],
    )


def stappen(stand: AanvraagStand, vandaag: date) -> list[Stap]:
    """Where a filed aanvraag is; nothing before, and nothing after it was withdrawn."""
    if stand.ingediend_op is None or stand.status == "ingetrokken":
        return []
    besloten = stand.status == "besloten"
    wacht = "vraag aan de school" if stand.status == "aanvulling_gevraagd" else "nu"
    return [
        Stap("Ingediend", datum_bij(stand.ingediend_op, vandaag), "klaar"),
        Stap("Bij het samenwerkingsverband", "" if besloten else wacht, "klaar" if besloten else "nu"),
        Stap("Besluit", "", "klaar" if besloten else "straks"),
    ]


def open_vraag(stand: AanvraagStand) -> VraagAanSchool | None:
    return next((vraag for vraag in stand.vragen if vraag.status == "open"), None)


def _vraaglink(stand: AanvraagStand, vraag: VraagAanSchool) -> Link:
    return Link(
        f"{vraag.tekst} Antwoord uiterlijk {lange_datum(vraag.termijn_tot)}.",
        f"/aanvragen/{stand.id}/vragen/{vraag.id}",
    )


# -------------------------------------------------------------------------------------------- the form


def onderdelen(stand: AanvraagStand, tenant: Tenant, getypt: Mapping[str, Formulier]) -> list[views.Onderdeel]:
    return [
        msgspec.structs.replace(
            onderdeel(stand, naam, titel, velden, getypt.get(f"onderdeel:{naam}")),
            uitkomst=_uitkomst(stand, tenant, velden),
        )
        for naam, titel, velden in hoofdstukken(stand, tenant)
    ]


def _uitkomst(stand: AanvraagStand, tenant: Tenant, velden: list[Veld]) -> views.ToetsUitkomst | None:
    """What the tests say, in the chapter that asks for them; only for who may read the answers."""
    recept = tenant.recept(stand.soort)
    iq = vraag_iq(recept, stand.antwoorden)
    return uitkomst(recept, stand.antwoorden) if any(veld.naam == iq for veld in velden) else None


def hoofdstukken(stand: AanvraagStand, tenant: Tenant) -> list[tuple[str, str, list[Veld]]]:
    """The chapters of the recept, and the one about where the pupil goes that every aanvraag has."""
    gevraagd = {vraag.naam for vraag in tenant.recept(stand.soort).vragen_voor(stand.antwoorden)}
    eigen = [(h.naam, h.titel, _velden(h, gevraagd)) for h in tenant.recept(stand.soort).onderdelen]
    soort = tenant.soorten[stand.soort]
    plek = []
    if soort.categorieen:
        keuzes = [Keuze(naam, CATEGORIEEN[naam]) for naam in soort.categorieen]
        plek.append(Veld("categorie", "Welke bekostigingscategorie vraagt u aan?", "keuze", keuzes=keuzes))
    scholen = [
        Keuze(school.id, school.aanduiding)
        for school in ontvangende_scholen(tenant.swv_nummer, soort.ontvangende_scholen)
    ]
    plek.append(
        Veld(
            "beoogde_school",
            "Naar welke school zou de leerling gaan?",
            "keuzelijst",
            "Als dat al bekend is. Deze school ziet de verklaring zodra die is gegeven.",
            verplicht=False,
            keuzes=scholen,
        )
    )
    return [*eigen, (PLEK, "De nieuwe plek", plek)]


def _velden(hoofdstuk: Hoofdstuk, gevraagd: Set[str]) -> list[Veld]:
    return [veld(vraag, verborgen=vraag.naam not in gevraagd) for vraag in hoofdstuk.vragen]


def veld(vraag: Vraag, *, verborgen: bool) -> Veld:
    keuzes = JA_NEE if vraag.soort == "ja_nee" else [Keuze(k, k[:1].upper() + k[1:]) for k in vraag.keuzes]
    return Veld(
        naam=vraag.naam,
        label=vraag.label,
        soort=vraag.soort,
        uitleg=vraag.uitleg,
        verplicht=vraag.verplicht,
        keuzes=keuzes,
        max_lengte=str(vraag.max_lengte) if vraag.soort in ("tekst", "lang") else "",
        bron=vraag.bron or "",
        als=vraag.als.vraag if vraag.als else "",
        als_waarden=vraag.als.is_een_van if vraag.als else [],
        verborgen=verborgen,
    )


def waarden(stand: AanvraagStand, velden: list[Veld]) -> dict[str, str]:
    """What is kept for these fields."""
    extra = {"categorie": stand.categorie or "", "beoogde_school": stand.beoogde_school or ""}
    return {veld.naam: stand.antwoorden.get(veld.naam, extra.get(veld.naam, "")) for veld in velden}


def gelezen(stand: AanvraagStand, velden: list[Veld]) -> dict[str, str]:
    """The same, to be read instead of filled in: a choice as people call it, a date in words."""
    uit = waarden(stand, velden)
    for veld in velden:
        waarde = uit[veld.naam]
        if veld.soort == "datum" and waarde:
            uit[veld.naam] = datum(date.fromisoformat(waarde))
        uit[veld.naam] = next((k.titel for k in veld.keuzes if k.waarde == waarde), uit[veld.naam])
    return uit


def onderdeel(
    stand: AanvraagStand, naam: str, titel: str, velden: list[Veld], formulier: Formulier | None = None
) -> views.Onderdeel:
    gevuld = waarden(stand, velden)
    tellen = [veld for veld in velden if veld.verplicht and not veld.verborgen]
    klaar = sum(bool(gevuld[veld.naam]) for veld in tellen)
    if "onderdeel_bewaren" not in stand.handelingen:
        velden = [veld for veld in velden if not veld.verborgen]
        gevuld = gelezen(stand, velden)
    return views.Onderdeel(
        id=naam,
        titel=titel,
        velden=velden,
        formulier=formulier
        or Formulier(url=f"/aanvragen/{stand.id}/onderdeel-bewaren", versie=str(stand.versie), waarden=gevuld),
        voortgang=f"{klaar} van {len(tellen)} ingevuld" if tellen else "Niet verplicht",
        klaar=klaar == len(tellen),
    )


def onderdeel_bewaard(
    stand: AanvraagStand, tenant: Tenant, naam: str, op: datetime, vandaag: date
) -> views.OnderdeelBewaard:
    """The answer to autosave of this chapter: the moment, the new version everywhere, what is still missing."""
    hoofdstuk = next(h for h in hoofdstukken(stand, tenant) if h[0] == naam)
    gemaakt = onderdeel(stand, *hoofdstuk)
    nodig = nog_nodig(stand, tenant)
    return views.OnderdeelBewaard(
        onderdeel=naam,
        bewaard=f"Opgeslagen om {tijdstip(op)}",
        voortgang=gemaakt.voortgang,
        versies={f"onderdeel-{h[0]}-versie": str(stand.versie) for h in hoofdstukken(stand, tenant)},
        fouten={veld.naam: "" for veld in hoofdstuk[2]},
        nog_nodig=nodig,
        nodig_samenvatting=samenvatting(nodig),
        uitkomst=_uitkomst(stand, tenant, hoofdstuk[2]),
        documenten=documenten(stand, tenant, vandaag, {}),
    )


def onderdeel_geweigerd(stand: AanvraagStand, tenant: Tenant, naam: str, getypt: Formulier) -> views.OnderdeelBewaard:
    """Autosave was refused: a sentence per field that cannot be right. The version on the screen stays as it was."""
    hoofdstuk = next(h for h in hoofdstukken(stand, tenant) if h[0] == naam)
    nodig = nog_nodig(stand, tenant)
    return views.OnderdeelBewaard(
        onderdeel=naam,
        bewaard=getypt.algemene_fout or "Nog niet opgeslagen",
        voortgang=onderdeel(stand, *hoofdstuk).voortgang,
        versies={},
        fouten={veld.naam: getypt.fouten.get(veld.naam, "") for veld in hoofdstuk[2]},
        nog_nodig=nodig,
        nodig_samenvatting=samenvatting(nodig),
    )


# ------------------------------------------------------------------------------------- what is missing


def nog_nodig(stand: AanvraagStand, tenant: Tenant) -> list[NogNodig]:
    """One line per chapter, document, view and signature, in the order of the page; done ones too."""
    if stand.status != "concept":
        return []
    lijst: list[NogNodig] = []
    erbij = [t for t in stand.tekorten if t.reden != "te_veel"]
    open_vragen = {t.naam: t for t in erbij if t.soort == "vraag"}
    for naam, titel, velden in hoofdstukken(stand, tenant):
        mist = [veld for veld in velden if veld.naam in open_vragen]
        if not mist and not any(veld.verplicht and not veld.verborgen for veld in velden):
            continue
        regel = f"Nog {aantal(len(mist), 'vraag', 'vragen')}: {mist[0].label}" if mist else ""
        if mist and open_vragen[mist[0].naam].melding != ONBEANTWOORD:
            regel = f"{mist[0].label} {open_vragen[mist[0].naam].melding}"
        anker = f"#{naam}-{mist[0].naam}" if mist else f"#onderdeel-{naam}"
        lijst.append(NogNodig(titel, anker, klaar=not mist, regel=regel))
    tekort = {t.naam: t for t in erbij if t.soort == "document"}
    for document in tenant.recept(stand.soort).documenten_voor(stand.antwoorden):
        mist_document = tekort.pop(document.soort, None)
        uit = [d.herkomst for d in stand.documenten if d.soort == document.soort and d.herkomst]
        if document.verplicht or mist_document or uit:
            zin = uit[0].zin if uit else ""
            lijst.append(_regel(document.naam, f"#document-{document.soort}", mist_document, zin))
        if any(een.nieuwer for een in uit):
            zin = "In het dossier is intussen iets veranderd. Neem het opnieuw over, of laat het zo."
            lijst.append(NogNodig(document.naam, f"#document-{document.soort}", regel=zin, let_op=True))
    lijst += [_regel(t.titel, f"#document-{t.naam}", t) for t in tekort.values()]
    for t in stand.tekorten:
        if t.soort in ("zienswijze", "instemming"):
            plek = f"{t.naam}-nieuw" if t.naam in ("ouder", "leerling") else t.naam
            anker = "#indienen" if t.titel == TIJD_OM_TE_REAGEREN else f"#zienswijze-{plek}"
            lijst.append(_regel(t.titel, anker, t))
    gehoord = [z for z in stand.zienswijzen if z.ingediend_op is not None]
    lijst += [NogNodig(f"Zienswijze van {z.naam}", f"#zienswijze-{z.persoon}", klaar=True) for z in gehoord]
    teken = next((t for t in stand.tekorten if t.soort == "handtekening"), None)
    lijst.append(_regel(teken.titel if teken else "Handtekening van de directeur", "#indienen", teken))
    return lijst + _te_veel(stand, tenant)


def _te_veel(stand: AanvraagStand, tenant: Tenant) -> list[NogNodig]:
    """What may not be there, or perhaps not; only what blocks counts as something still to be done."""
    plek = {veld.naam: naam for naam, _, velden in hoofdstukken(stand, tenant) for veld in velden}
    return [
        NogNodig(
            f"Te veel: {t.titel}" if t.blokkeert else t.titel,
            f"#document-{t.naam}" if t.soort == "document" else f"#{plek[t.naam]}-{t.naam}",
            regel=f"{t.melding} ({t.bron})",
            let_op=not t.blokkeert,
        )
        for t in stand.tekorten
        if t.reden == "te_veel"
    ]


def _regel(titel: str, anker: str, tekort: Tekort | None, waarmee: str = "") -> NogNodig:
    """`waarmee`: what of the pupil's dossier it was met by, and since when."""
    if tekort is None:
        return NogNodig(titel, anker, klaar=True, regel=waarmee)
    return NogNodig(titel, anker, regel=f"{tekort.melding} ({tekort.bron})" if tekort.bron else tekort.melding)


def samenvatting(nodig: list[NogNodig]) -> str:
    nodig = [ding for ding in nodig if not ding.let_op]
    mist = sum(not ding.klaar for ding in nodig)
    return f"Nog {mist} van de {aantal(len(nodig), 'ding', 'dingen')} nodig." if mist else "Alles is er."


def _samenvatting(stand: AanvraagStand, nodig: list[NogNodig], vraag: VraagAanSchool | None, *, familie: bool) -> str:
    if stand.status != "concept":
        return _na_indienen(stand, None if familie else vraag)
    return "De school werkt nog aan deze aanvraag." if familie else samenvatting(nodig)


def _na_indienen(stand: AanvraagStand, vraag: VraagAanSchool | None) -> str:
    if vraag is not None:
        return "Het samenwerkingsverband heeft nog één ding nodig."
    return "U hoeft nu niets te doen." if stand.ingediend_op else "Deze aanvraag is ingetrokken."


def _indienen(stand: AanvraagStand, getypt: Mapping[str, Formulier], vandaag: date) -> views.Indienen:
    mag = set(stand.handelingen)

    def formulier(naam: str) -> Formulier | None:
        if f"aanvraag_{naam}" not in mag:
            return None
        return getypt.get(naam, Formulier(url=f"/aanvragen/{stand.id}/aanvraag-{naam}", versie=str(stand.versie)))

    blokkeert = [t for t in stand.tekorten if t.blokkeert]
    ondertekend = ""
    if stand.ondertekend_op and stand.ondertekend_door:
        ondertekend = f"Ondertekend door {stand.ondertekend_door}, {moment(stand.ondertekend_op, vandaag)}"
    if stand.ingediend_op:
        ondertekend = f"Ingediend op {lange_datum(stand.ingediend_op)}. {ondertekend}".strip()
    return views.Indienen(
        mag="aanvraag_indienen" in mag,
        redenen=_redenen(blokkeert) if "aanvraag_indienen" in mag else [],
        uitleg=INDIENEN_UITLEG if stand.status == "concept" else "",
        ondertekenen=None if stand.ondertekend_op else formulier("ondertekenen"),
        ondertekend=ondertekend,
        indienen=None if blokkeert else formulier("indienen"),
        intrekken=formulier("intrekken"),
        terugzetten=formulier("terugzetten"),
    )


def _redenen(blokkeert: list[Tekort]) -> list[str]:
    """Short: the list beside the form says the rest."""
    veel = [t for t in blokkeert if t.reden == "te_veel"]
    blokkeert = [t for t in blokkeert if t.reden != "te_veel"]
    vragen = sum(t.soort == "vraag" for t in blokkeert)
    stukken = sum(t.soort == "document" for t in blokkeert)
    zinnen = [f"{aantal(vragen, 'vraag is', 'vragen zijn')} nog niet goed beantwoord."] if vragen else []
    if stukken:
        zinnen.append(f"{aantal(stukken, 'document is', 'documenten zijn')} er nog niet of nog niet in orde.")
    zinnen += [t.melding for t in blokkeert if t.soort not in ("vraag", "document")]
    return zinnen + [f"{t.titel}: {t.melding}" for t in veel]


# ------------------------------------------------------------------------------------------- the list


def regel(kort: AanvraagKort, tenant: Tenant, vandaag: date, *, antwoordt: bool = True) -> views.AanvraagRegel:
    """`antwoordt`: the reader is of the school, which answers questions."""
    return views.AanvraagRegel(
        url=f"/aanvragen/{kort.id}",
        leerling=kort.leerling,
        sub=f"{kort.kenmerk} · {soortnaam(tenant, kort.soort)}",
        status=AANVRAAG_STATUS[kort.status],
        wacht_op=_wacht_op(kort),
        datum=f"Gewijzigd op {datum_bij(kort.gewijzigd_op.astimezone(AMSTERDAM).date(), vandaag)}",
        actie="Beantwoord de vraag" if kort.vraag_open and antwoordt else "",
    )


def _wacht_op(kort: AanvraagKort) -> str:
    if kort.status == "concept":
        return f"Nog {aantal(kort.tekorten, 'ding', 'dingen')} nodig" if kort.tekorten else "Klaar om in te dienen"
    if kort.vraag_open:
        return "Het samenwerkingsverband heeft een vraag"
    return {"ingediend": "Wordt beoordeeld", "besloten": "Er is een besluit"}.get(kort.status, "")
