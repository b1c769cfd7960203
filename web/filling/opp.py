"""The ontwikkelingsperspectief in words: the board, and one version with school and parents side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from services.intake.opp.contract import (
    OppBijdrage,
    OppBlad,
    OppStand,
    OppTekort,
)
from services.intake.opp.formulier import LEESVERSIE, MENING, OVERLEG, van_ouders, van_school, vragen
from services.kern.proces import leesbaar, pad
from tenants.schema import OppRegels, Tenant, Vraag
from web import views, views_opp
from web.filling.aanvraag import samenvatting, veld
from web.filling.opp_kaarten import (
    STATUS,
    evaluatie_kaart,
    handelingsdeel,
    instemming,
    ouder,
    termijn,
    tijd,
    versie,
)
from web.filling.words import schoolnaam
from web.formatting import AMSTERDAM, datum, datum_bij, lange_datum, tijdstip
from web.views import Formulier, Handeling, Link, NogNodig, Veld
from web.views_leerlingen import LeerlingKop

KNOP = {
    "opp_delen": "Ouders laten meeschrijven",
    "opp_voorleggen": "Voorleggen aan de ouders",
    "opp_terugnemen": "Terugnemen en verder schrijven",
    "opp_vaststellen": "OPP vaststellen",
    "opp_evalueren": "Evalueren",
    "evaluatie_plannen": "Evaluatie plannen",
    "opp_weggooien": "Concept weggooien",
    "opp_terughalen": "Concept terughalen",
    "onderwijstijd_afspreken": "Minder onderwijstijd afspreken",
    "onderwijstijd_schrappen": "Afspraak over minder tijd schrappen",
    "instemming_intrekken": "Getekend blad intrekken",
    "opp_beginnen": "OPP beginnen",
}
ICOON = {
    "opp_delen": "user",
    "opp_voorleggen": "send",
    "opp_terugnemen": "edit",
    "opp_vaststellen": "check",
    "opp_evalueren": "list-check",
    "evaluatie_plannen": "calendar",
    "opp_weggooien": "trash",
    "onderwijstijd_afspreken": "clock",
    "onderwijstijd_schrappen": "x",
}
#: Not in the list of acts: these have a place of their own on the page, or save while typing.
ELDERS = {"opp_bewaren", "bijdrage_opschrijven", "bijdrage_geven", "instemming_geven", "opp_beginnen"}


def knop(naam: str) -> str:
    return KNOP.get(naam) or leesbaar(naam).capitalize()


# ------------------------------------------------------------------------------------------ one version


def opp(
    blad: OppBlad,
    stand: OppStand | None,
    tenant: Tenant,
    kop: LeerlingKop,
    kruimels: list[Link],
    vandaag: date,
    getypt: Mapping[str, Formulier] | None = None,
    *,
    schrijft: bool,
    interventies: Sequence[str] = (),
) -> views_opp.Opp:
    """`stand`: the version to show; None while there is none. `tenant`: with the rules of the day of that version.

    `schrijft`: somebody of the school. `interventies`: those of the dossier, one sentence each. `getypt`: chapters to
    show again as they were typed, under their name.
    """
    eigen = f"/leerlingen/{blad.dossier_id}/opp"
    begin = Formulier(url=f"{eigen}/opp-beginnen") if "opp_beginnen" in blad.handelingen else None
    eerste = blad.traject is None or blad.traject.status == "beeindigd"
    algemeen = {
        "kop": kop,
        "kruimels": kruimels,
        "termijn": termijn(blad.traject, vandaag) if blad.traject else None,
        "versies": [versie(kort, eigen, vandaag) for kort in blad.versies],
        "begin": getypt.get("begin", begin) if getypt and begin else begin,
        "beginvelden": [_vanaf()] if eerste else [],
        "beginknop": "Nieuwe versie beginnen" if blad.geldend else "OPP beginnen",
        "terughalen_url": f"{eigen}/opp-terughalen" if "opp_terughalen" in blad.handelingen else "",
    }
    if stand is None:
        zin = "Krijgt deze leerling extra ondersteuning? Dan hoort er een OPP bij, binnen zes weken."
        if not blad.kent_opp:
            zin = f"{tenant.korte_naam} heeft in Meedoen geen formulier voor het OPP."
        elif begin is None:
            zin = "De school heeft nog geen OPP gedeeld."
        return views_opp.Opp(titel="OPP", status=None, toelichting="", leeg=zin, **algemeen)
    if tenant.opp is None:
        raise LookupError(f"{tenant.id} heeft op {stand.regels_op} geen formulier voor het OPP")
    nodig = nog_nodig(stand, tenant.opp)
    schrijven = "opp_bewaren" in stand.handelingen
    return views_opp.Opp(
        titel=f"{tenant.opp.titel}, versie {stand.nummer}",
        status=STATUS[stand.status],
        toelichting=_toelichting(stand, blad, vandaag),
        alleen_lezen=not schrijven,
        hoofdstukken=met_interventies(hoofdstukken(stand, tenant.opp, eigen, getypt or {}), stand, eigen, interventies),
        nog_nodig=nodig if schrijven else [],
        nodig_samenvatting=samenvatting(nodig) if schrijven else "",
        handelingen=[
            Handeling(naam, knop(naam), f"{eigen}/{pad(naam)}", ICOON.get(naam, "arrow-right"))
            for naam in stand.handelingen
            if naam not in ELDERS | {"instemming_vastleggen", "instemming_intrekken"}
        ],
        instemmingen=[instemming(een, stand, eigen, vandaag) for een in stand.instemmingen],
        handelingsdeel=handelingsdeel(stand),
        ouders=[ouder(b, eigen, mag="bijdrage_opschrijven" in stand.handelingen) for b in _ouders(stand)]
        if schrijft
        else [],
        tijd=tijd(stand.onderwijstijd, vandaag) if stand.onderwijstijd else None,
        evaluaties=[evaluatie_kaart(een, nummer) for nummer, een in enumerate(stand.evaluaties)],
        links=_links(blad, stand, eigen),
        zonder_reden=stand.zonder_reden,
        afdruk=stand.afdruk,
        **algemeen,
    )


def _vanaf() -> Veld:
    return Veld(
        "ondersteuning_vanaf",
        "Sinds wanneer krijgt de leerling extra ondersteuning?",
        "datum",
        "Leeg: sinds de inschrijving, of vandaag als die langer dan zes weken geleden is.",
        verplicht=False,
    )


def _links(blad: OppBlad, stand: OppStand, eigen: str) -> list[Link]:
    hier = f"{eigen}/versies/{stand.id}"
    uit = [Link("Download als PDF", f"{hier}/pdf"), Link("Versie voor de leerling", f"{hier}/leerling")]
    if blad.geldend and blad.geldend.id != stand.id:
        uit.append(Link(f"Versie {blad.geldend.nummer}, die nu geldt", f"{eigen}/versies/{blad.geldend.id}"))
    if blad.werk and blad.werk.id != stand.id:
        uit.append(Link(f"Versie {blad.werk.nummer}, waaraan wordt gewerkt", eigen))
    return uit


def _toelichting(stand: OppStand, blad: OppBlad, vandaag: date) -> str:
    if stand.status == "concept":
        if stand.gedeeld_op is None:
            return "Alleen uw school ziet dit concept."
        return f"Ouders en leerling lezen mee sinds {datum_bij(_dag(stand.gedeeld_op), vandaag)}."
    if stand.status == "voorgelegd" and stand.voorgelegd_op:
        return f"Voorgelegd op {lange_datum(stand.voorgelegd_op)}. De tekst staat nu stil."
    school = f" Gemaakt door {schoolnaam(stand.kop.school)}." if stand.kop.school else ""
    wanneer = f"Vastgesteld op {lange_datum(stand.vastgesteld_op)}." if stand.vastgesteld_op else ""
    return f"{wanneer}{school} Deze tekst verandert niet meer."


def _dag(op: datetime) -> date:
    return op.astimezone(AMSTERDAM).date()


# ---------------------------------------------------------------------------------------------- chapters


def hoofdstukken(
    stand: OppStand, regels: OppRegels, eigen: str, getypt: Mapping[str, Formulier]
) -> list[views_opp.Hoofdstuk]:
    """Chapter by chapter: a form while it is a concept, else what stands there; parents beside it."""
    uit = []
    for deel in [*regels.onderdelen, *(OVERLEG, MENING, LEESVERSIE)]:
        eigen_vragen = vragen(deel, "school") if hasattr(deel, "kijk") else deel.vragen
        van_thuis = vragen(deel, "ouders") if hasattr(deel, "kijk") else []
        onderdeel = None
        if "opp_bewaren" in stand.handelingen and eigen_vragen:
            onderdeel = onderdeel_van(stand, deel.naam, deel.titel, eigen_vragen, eigen, getypt.get(deel.naam))
            onderdeel = replace(onderdeel, uitleg=getattr(deel, "uitleg", ""))
        thuis = [een for b in _ouders(stand) if (een := _thuis(b, van_thuis)).teksten]
        regels_hier = gelezen(eigen_vragen, stand.antwoorden)
        if "opp_bewaren" not in stand.handelingen and not regels_hier and not thuis:
            continue
        uit.append(
            views_opp.Hoofdstuk(
                id=deel.naam,
                titel=deel.titel,
                uitleg=getattr(deel, "uitleg", ""),
                handelingsdeel=getattr(deel, "handelingsdeel", False),
                naast=bool(van_thuis) and (onderdeel is not None or bool(thuis)),
                onderdeel=onderdeel,
                regels=regels_hier,
                thuis=thuis,
            )
        )
    return uit


def met_interventies(
    delen: list[views_opp.Hoofdstuk], stand: OppStand, eigen: str, interventies: Sequence[str]
) -> list[views_opp.Hoofdstuk]:
    """Beside the question after help that was given: what stands in the dossier and not yet here. Nothing twice."""
    staat = stand.antwoorden.get("interventies", "")
    nieuw = [zin for zin in interventies if zin not in staat]
    uit = []
    for deel in delen:
        if nieuw and deel.onderdeel and any(veld.naam == "interventies" for veld in deel.onderdeel.velden):
            tekst = "\n".join(filter(None, [staat, *nieuw]))
            formulier = Formulier(
                url=f"{eigen}/opp-bewaren",
                versie=str(stand.versie),
                waarden={"onderdeel": deel.id, "interventies": tekst},
            )
            deel = replace(deel, uit_dossier=nieuw, overnemen=formulier)
        uit.append(deel)
    return uit


def _velden(gevraagd: list[Vraag], antwoorden: Mapping[str, str]) -> list[Veld]:
    return [
        veld(vraag, verborgen=vraag.als is not None and not vraag.als.geldt(dict(antwoorden))) for vraag in gevraagd
    ]


def onderdeel_van(
    stand: OppStand,
    naam: str,
    titel: str,
    gevraagd: list[Vraag],
    eigen: str,
    formulier: Formulier | None = None,
) -> views.Onderdeel:
    velden = _velden(list(gevraagd), stand.antwoorden)
    tellen = [een for een in velden if een.verplicht and not een.verborgen]
    klaar = sum(bool(stand.antwoorden.get(een.naam)) for een in tellen)
    return views.Onderdeel(
        id=naam,
        titel=titel,
        velden=velden,
        formulier=formulier
        or Formulier(
            url=f"{eigen}/opp-bewaren",
            versie=str(stand.versie),
            waarden={een.naam: stand.antwoorden.get(een.naam, "") for een in velden},
        ),
        voortgang=f"{klaar} van {len(tellen)} ingevuld" if tellen else "Niet verplicht",
        klaar=klaar == len(tellen),
    )


def onderdeel_bewaard(
    stand: OppStand, regels: OppRegels, naam: str, op: datetime, eigen: str
) -> views.OnderdeelBewaard:
    """The answer to autosave of this chapter."""
    delen = van_school(regels).onderdelen
    deel = next(een for een in delen if een.naam == naam)
    nodig = nog_nodig(stand, regels)
    return views.OnderdeelBewaard(
        onderdeel=naam,
        bewaard=f"Opgeslagen om {tijdstip(op)}",
        voortgang=onderdeel_van(stand, naam, deel.titel, deel.vragen, eigen).voortgang,
        versies={f"onderdeel-{een.naam}-versie": str(stand.versie) for een in delen},
        fouten={vraag.naam: "" for vraag in deel.vragen},
        nog_nodig=nodig,
        nodig_samenvatting=samenvatting(nodig),
    )


def onderdeel_geweigerd(
    stand: OppStand, regels: OppRegels, naam: str, getypt: Formulier, eigen: str
) -> views.OnderdeelBewaard:
    """Autosave was refused: a sentence per field that cannot be right."""
    deel = next(een for een in van_school(regels).onderdelen if een.naam == naam)
    nodig = nog_nodig(stand, regels)
    return views.OnderdeelBewaard(
        onderdeel=naam,
        bewaard=getypt.algemene_fout or "Nog niet opgeslagen",
        voortgang=onderdeel_van(stand, naam, deel.titel, deel.vragen, eigen).voortgang,
        versies={},
        fouten={vraag.naam: getypt.fouten.get(vraag.naam, "") for vraag in deel.vragen},
        nog_nodig=nodig,
        nodig_samenvatting=samenvatting(nodig),
    )


def labels(regels: OppRegels) -> dict[str, str]:
    """Every question of the school and of the parents, by name."""
    return {vraag.naam: vraag.label for vraag in (*van_school(regels).vragen, *van_ouders(regels).vragen)}


def gelezen(gevraagd: list[Vraag], antwoorden: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was answered, to be read: a date in words."""
    uit = []
    for vraag in gevraagd:
        tekst = antwoorden.get(vraag.naam, "")
        if tekst and (vraag.als is None or vraag.als.geldt(dict(antwoorden))):
            if vraag.soort == "datum":
                tekst = datum(date.fromisoformat(tekst))
            elif vraag.soort in ("keuze", "ja_nee"):
                tekst = tekst[:1].upper() + tekst[1:]
            uit.append((vraag.label, tekst))
    return uit


def _ouders(stand: OppStand) -> list[OppBijdrage]:
    return [bijdrage for bijdrage in stand.bijdragen if bijdrage.wie == "ouder"]


def _thuis(bijdrage: OppBijdrage, gevraagd: list[Vraag]) -> views_opp.Thuis:
    return views_opp.Thuis(
        naam=bijdrage.naam,
        herkomst="" if bijdrage.zelf else f"Opgeschreven door {bijdrage.door}",
        teksten=gelezen(gevraagd, bijdrage.antwoorden),
    )


def nog_nodig(stand: OppStand, regels: OppRegels) -> list[NogNodig]:
    """One line per chapter that asks something, then what concerns parents and words; done ones too."""
    mist: dict[str, list[OppTekort]] = {}
    for tekort in stand.tekorten:
        mist.setdefault(tekort.plek, []).append(tekort)
    uit = []
    for deel in van_school(regels).onderdelen:
        open_ = mist.pop(deel.naam, [])
        if not open_ and not any(vraag.verplicht for vraag in deel.vragen):
            continue
        eerste = open_[0] if open_ else None
        regel = ""
        if eerste:
            meer = f" Nog {len(open_) - 1} meer." if len(open_) > 1 else ""
            regel = f"{eerste.titel} {eerste.melding}{meer}"
        hard = any(tekort.blokkeert for tekort in open_)
        anker = f"#{deel.naam}-{eerste.naam}" if eerste else f"#onderdeel-{deel.naam}"
        uit.append(NogNodig(deel.titel, anker, klaar=not hard, regel=regel))
    for tekorten in mist.values():
        uit += [NogNodig(een.titel, "#ouders", klaar=not een.blokkeert, regel=een.melding) for een in tekorten]
    return uit
