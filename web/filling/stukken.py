"""The documents of an aanvraag, beside what the recept asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.intake.contract import AanvraagStand, DocumentStand, Tekort, VraagAanSchool
from services.kern import bsn
from tenants.schema import DocumentRegel, Tenant
from web.filling.words import toegevoegd
from web.formatting import AMSTERDAM, aantal, bestandsgrootte, datum, opsomming
from web.views import Bestand, DocumentEis, Formulier, Keuze, Overnemen

OVERIG = "overig"
HANDTEKENINGEN = {"ouders": "Ouders", "directeur": "Directeur van de school", "deskundige": "De deskundige zelf"}
STAAT = {
    "ontbreekt": ("ontbreekt", "Ontbreekt"),
    "te_oud": ("te_oud", "Te oud"),
    "niet_ondertekend": ("niet_ondertekend", "Niet ondertekend"),
    "wordt_gecontroleerd": ("controle", "Wordt gecontroleerd"),
    "geweigerd": ("geweigerd", "Geweigerd"),
    "te_veel": ("te_veel", "Niet gevraagd"),
}
CONTROLE = "Wij kijken of het veilig is en of er geen BSN in staat. Dit duurt meestal enkele seconden."
IN_CONTROLE = ("ontvangen", "quarantaine", "gecontroleerd")


def documenten(
    stand: AanvraagStand, tenant: Tenant, vandaag: date, getypt: Mapping[str, Formulier]
) -> list[DocumentEis]:
    """Every document the recept asks for, whatever else was added, and room for another.

    `getypt`: forms to show again as they were typed, under `document:<soort>`.
    """
    regels = tenant.recept(stand.soort).documenten_voor(stand.antwoorden)
    bekend = {regel.soort for regel in regels}
    eisen = [eis(stand, regel.soort, regel, vandaag, getypt) for regel in regels]
    anders = dict.fromkeys(document.soort for document in stand.documenten if document.soort not in bekend)
    if "document_toevoegen" in stand.handelingen or OVERIG in anders:
        anders[OVERIG] = None
    return eisen + [eis(stand, soort, None, vandaag, getypt) for soort in anders]


def eis(
    stand: AanvraagStand,
    soort: str,
    regel: DocumentRegel | None,
    vandaag: date,
    getypt: Mapping[str, Formulier],
    *,
    verplicht: bool = False,
) -> DocumentEis:
    """One kind of document. `regel` None: the recept does not ask for it."""
    stukken = [document for document in stand.documenten if document.soort == soort]
    tekort = next((t for t in stand.tekorten if t.soort == "document" and t.naam == soort), None)
    staat, tekst = _staat(tekort, stukken)
    if staat in ("ok", "vrij") and (vraag := gevraagd(stand, soort)):
        staat, tekst = ("opnieuw", "Opnieuw gevraagd" if stukken else "Gevraagd")
        if any(document.vraag_id == vraag.id and document.status == "bruikbaar" for document in stukken):
            staat, tekst = ("ok", "In orde")
    mag_erbij = "document_toevoegen" in stand.handelingen
    if stand.uit_dossier is not None and soort in stand.uit_dossier.bezig:
        staat, tekst = "controle", "Wordt overgenomen"
    adres = f"/aanvragen/{stand.id}/document-toevoegen?soort={soort}"
    return DocumentEis(
        id=soort,
        naam=regel.naam if regel else "Ander document",
        staat=staat,
        staat_tekst=tekst,
        regel=_regel(regel),
        bron=regel.bron if regel else "",
        verplicht=verplicht or (regel is not None and regel.verplicht),
        uitleg=_uitleg(regel, tekort, staat, stukken),
        bestanden=[bestand(document, stand, vandaag) for document in stukken],
        toevoegen=getypt.get(f"document:{soort}", Formulier(url=adres, versie=str(stand.versie)))
        if mag_erbij
        else None,
        knop=_knop(soort, bool(stukken)),
        handtekeningen=_handtekeningen(regel),
        ververs_url=f"/aanvragen/{stand.id}" if staat == "controle" else "",
        overnemen=overnemen(stand, regel, stukken, getypt) if regel is not None else None,
        toch_nodig=bsn.TOCH_NODIG if any(document.weigering == "bsn" for document in stukken) else "",
    )


def gevraagd(stand: AanvraagStand, soort: str) -> VraagAanSchool | None:
    """The open question that asks for this kind of document."""
    return next((vraag for vraag in stand.vragen if vraag.status == "open" and vraag.document_soort == soort), None)


def _knop(soort: str, er_al: bool) -> str:
    if not er_al:
        return "Toevoegen"
    return "Nog een document toevoegen" if soort == OVERIG else "Nieuwe versie toevoegen"


def bestand(document: DocumentStand, stand: AanvraagStand, vandaag: date) -> Bestand:
    weg = None
    if "document_verwijderen" in stand.handelingen and (stand.status == "concept" or document.vraag_id):
        weg = Formulier(
            url=f"/aanvragen/{stand.id}/document-verwijderen",
            versie=str(stand.versie),
            waarden={"document": str(document.id)},
        )
    return Bestand(
        naam=document.bestandsnaam,
        url=f"/bestanden/{document.id}" if document.status == "bruikbaar" else "",
        grootte=bestandsgrootte(document.grootte),
        toegevoegd=toegevoegd(document.toegevoegd_op.astimezone(AMSTERDAM).date(), document.toegevoegd_door, vandaag),
        verwijderen=weg,
        herkomst=document.herkomst.zin if document.herkomst else "",
        id=str(document.id),
        staat="controle" if document.status in IN_CONTROLE else document.status,
        reden=document.reden or "",
    )


def overnemen(
    stand: AanvraagStand, regel: DocumentRegel, stukken: list[DocumentStand], getypt: Mapping[str, Formulier]
) -> Overnemen | None:
    """What of the pupil's dossier this document can be made of; None where that is no question (any more)."""
    uit = stand.uit_dossier
    if not regel.uit or uit is None or "stuk_overnemen" not in stand.handelingen:
        return None
    al = [document.herkomst for document in stukken if document.herkomst]
    nieuwer = any(een.nieuwer for een in al)
    formulier = getypt.get(f"overnemen:{regel.soort}") or Formulier(
        url=f"/aanvragen/{stand.id}/stuk-overnemen?soort={regel.soort}", versie=str(stand.versie)
    )
    if regel.uit == "opp":
        if al and not nieuwer:
            return None
        uitleg = f"Staat al klaar: {uit.opp}" if uit.opp else "In het dossier staat nog geen OPP dat is vastgesteld."
        if nieuwer:
            uitleg = f"Het dossier is intussen veranderd: {uit.opp}" if uit.opp else "Dit OPP geldt niet meer."
        return Overnemen(
            formulier,
            bron="opp",
            uitleg=uitleg,
            knop=("Opnieuw overnemen" if al else "OPP overnemen") if uit.opp else "",
            dossier_url="" if uit.opp else f"/leerlingen/{uit.dossier_id}/opp",
        )
    uitleg = "Kies wat u wilt laten zien. De periode en het effect gaan mee, ook als antwoord in het formulier."
    if nieuwer:
        uitleg = f"Er is intussen iets veranderd in het dossier. {uitleg}"
    return Overnemen(
        formulier,
        bron="interventies",
        uitleg=uitleg if uit.interventies else "In het dossier staat nog geen interventie.",
        knop=("Keuze wijzigen" if al else "Interventies overnemen") if uit.interventies else "",
        keuzes=[Keuze(str(een.id), een.zin) for een in uit.interventies],
        gekozen=[str(een.id) for een in uit.interventies if een.gekozen or not al],
        dossier_url="" if uit.interventies else f"/leerlingen/{uit.dossier_id}/interventies",
        open=bool(formulier.fouten or formulier.algemene_fout),
    )


def _staat(tekort: Tekort | None, stukken: list[DocumentStand]) -> tuple[str, str]:
    if tekort is not None and not (tekort.reden == "ontbreekt" and not tekort.blokkeert):
        return STAAT[tekort.reden]
    if any(document.status in IN_CONTROLE for document in stukken):
        return STAAT["wordt_gecontroleerd"]
    if stukken and all(document.status == "geweigerd" for document in stukken):
        return STAAT["geweigerd"]
    return ("ok", "In orde") if stukken else ("vrij", "Niet verplicht")


def _uitleg(regel: DocumentRegel | None, tekort: Tekort | None, staat: str, stukken: list[DocumentStand]) -> str:
    if staat == "controle":
        return next((d.wacht for d in stukken if d.wacht), CONTROLE)
    if staat == "ok" and (zin := next((d.herkomst.zin for d in stukken if d.herkomst), "")):
        return zin
    geweigerd = next((d.reden for d in stukken if d.status == "geweigerd" and d.reden), "")
    if tekort is not None and tekort.reden != "ontbreekt":
        return " ".join(filter(None, [geweigerd, tekort.melding]))
    return geweigerd or (regel.uitleg if regel else "")


def _regel(regel: DocumentRegel | None) -> str:
    if regel is None:
        return "Alleen wat nodig is om te begrijpen wat de leerling nodig heeft."
    zinnen = []
    if regel.maximaal_maanden is not None:
        zinnen.append(f"Niet ouder dan {aantal(regel.maximaal_maanden, 'maand', 'maanden')} op de dag van indienen.")
    if regel.handtekeningen:
        wie = [HANDTEKENINGEN[naam].lower() for naam in regel.handtekeningen]
        zinnen.append(f"Ondertekend door {opsomming(wie)}.")
    if regel.vanaf is not None:
        zinnen.append(f"Nodig vanaf {datum(regel.vanaf)}.")
    return " ".join(zinnen) or ("Nodig bij elke aanvraag." if regel.verplicht else "Als u het heeft.")


def _handtekeningen(regel: DocumentRegel | None) -> list[Keuze]:
    return [Keuze(naam, HANDTEKENINGEN[naam]) for naam in regel.handtekeningen] if regel else []
