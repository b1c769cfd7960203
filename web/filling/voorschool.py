"""The overdrachtsdocument in words: for the voorschool that fills it in, and for a parent who reads and signs it."""

from __future__ import annotations

from datetime import date

from services.intake.onderinstroom.contract import MijnOnderinstroomStand, OverdrachtsdocumentStand
from services.intake.onderinstroom.stappen import als_recept
from tenants.schema import Formulier as Vragenlijst
from tenants.schema import Tenant
from web import views_onderinstroom as views
from web.filling.aanvraag import veld
from web.filling.onderinstroom import bijlagen, hoofdstukken, soortnamen
from web.filling.words import schoolnaam
from web.formatting import aantal, datum, initialen, moment
from web.views import Actie, Contact, Formulier, Keuze, Status

OORDELEN = [
    Keuze("ja", "Ja, het klopt en ik onderteken het"),
    Keuze("nee", "Nee, er klopt iets niet", "Schrijf hieronder wat er niet klopt."),
]
JA_NEE = [
    Keuze("ja", "Ja, de bijlagen mogen mee naar de school"),
    Keuze("nee", "Nee, alleen het document"),
]


def vragenlijst(tenant: Tenant) -> Vragenlijst:
    assert tenant.onderinstroom is not None
    return tenant.formulieren[tenant.onderinstroom.formulier]


def voortgang(stand: OverdrachtsdocumentStand) -> str:
    mist = len(stand.ontbreekt)
    return f"Nog {aantal(mist, 'vraag', 'vragen')} te gaan" if mist else "Alle verplichte vragen zijn beantwoord"


def klaar(stand: OverdrachtsdocumentStand) -> str:
    if stand.ontbreekt:
        return f"{voortgang(stand)}. U kunt tussendoor stoppen: uw tekst blijft bewaard."
    return "Alles is ingevuld. Na het inleveren kunt u er niet meer bij."


def document(
    stand: OverdrachtsdocumentStand,
    tenant: Tenant,
    vandaag: date,
    *,
    getypt: Formulier | None = None,
    bijlage: Formulier | None = None,
    inleveren: Formulier | None = None,
) -> views.Overdrachtsdocument:
    eigen = f"/overdrachtsdocument/{stand.id}"
    lijst = vragenlijst(tenant)
    gelden = {vraag.naam for vraag in als_recept(lijst).vragen_voor(stand.antwoorden)}
    begin = {"voorziening": stand.voorschool} if "voorziening" not in stand.antwoorden else {}
    return views.Overdrachtsdocument(
        kop=lijst.titel.partition(",")[0],
        inleiding="Schrijf op wat de school moet weten om goed te kunnen beginnen. Wat u typt, wordt meteen bewaard.",
        feiten=[
            stand.kind,
            f"Geboren op {datum(stand.geboren_op)}",
            f"U kunt erbij tot en met {datum(stand.toegang_tot_en_met)}",
        ],
        onderdelen=[
            (onderdeel.titel, [veld(vraag, verborgen=vraag.naam not in gelden) for vraag in onderdeel.vragen])
            for onderdeel in lijst.onderdelen
        ],
        formulier=getypt
        or Formulier(
            url=f"{eigen}/overdrachtsdocument-bewaren",
            versie=str(stand.documentversie),
            waarden=begin | stand.antwoorden,
        ),
        voortgang=voortgang(stand),
        bewaard=f"Bewaard {moment(stand.bewaard_op, vandaag)}" if stand.bewaard_op else "",
        bijlagen=bijlagen(stand.bijlagen, tenant, "", f"{eigen}/overdrachtsbijlage-weghalen"),
        bijlage=bijlage or Formulier(url=f"{eigen}/overdrachtsbijlage-toevoegen"),
        soorten=soortnamen(tenant),
        inleveren=inleveren
        or Formulier(url=f"{eigen}/overdrachtsdocument-inleveren", versie=str(stand.documentversie)),
        klaar=klaar(stand),
        contact=stand.contact,
    )


def bewaard(stand: OverdrachtsdocumentStand, wanneer: str) -> views.OverdrachtsdocumentBewaard:
    """No sentence beside any field any more."""
    return views.OverdrachtsdocumentBewaard(
        bewaard=wanneer,
        voortgang=voortgang(stand),
        klaar=klaar(stand),
        versie=str(stand.documentversie),
        fouten={},
    )


def ouder(
    stand: MijnOnderinstroomStand, tenant: Tenant, wie: str, vandaag: date, getypt: Formulier | None = None
) -> views.OuderPagina:
    """In plain words. Of the other parent it says nothing."""
    eigen = stand.eigen
    gezegd = None
    if eigen and eigen.akkoord is not None:
        gezegd = (
            Status("U heeft ondertekend", "ok", "check")
            if eigen.akkoord
            else Status("U bent het niet eens", "let-op", "alert-circle")
        )
    begin = {}
    if eigen and eigen.akkoord is not None:
        begin = {
            "akkoord": "ja" if eigen.akkoord else "nee",
            "bijlagen_mee": "ja" if eigen.bijlagen_mee else "nee",
            "tekst": eigen.tekst,
        }
    formulier = getypt or Formulier(url=f"/mijn-kind/{stand.id}/overdrachtsdocument-ondertekenen", waarden=begin)
    klaar = stand.ingeleverd_op is not None
    bij_school = stand.status in ("overgedragen", "aangenomen")
    return views.OuderPagina(
        kop=f"{stand.kind} gaat naar school",
        aanhef=f"Welkom, {wie}",
        inleiding=_inleiding(stand),
        stappen=[
            ("De voorschool schrijft op wat uw kind nodig heeft", "Dat doet zij met uw toestemming.", klaar),
            ("U leest het en ondertekent", "Klopt er iets niet? Dan schrijft u dat op.",
             bool(eigen and eigen.akkoord) or bij_school),
            ("Het document gaat naar de school", "Naar de school waar u uw kind aanmeldt.", bij_school),
        ],
        hoofdstukken=hoofdstukken(vragenlijst(tenant), stand.antwoorden) if klaar else [],
        bijlagen=bijlagen(stand.bijlagen, tenant, f"/mijn-kind/{stand.id}/bijlagen"),
        gezegd=gezegd,
        gezegd_sub=f"Op {datum(eigen.op)}" if eigen and eigen.op else "",
        tekst=eigen.tekst if eigen else "",
        ondertekenen=formulier if stand.tekenen else None,
        keuzes=OORDELEN,
        ja_nee=JA_NEE,
        acties=[Actie("Zie wie er keek", f"/mijn-kind/{stand.id}/wie-keek", "eye")],
        contact=Contact(
            naam=stand.contact,
            functie=tenant.rolnamen.get("contactpersoon_jonge_kind", "Contactpersoon jonge kind"),
            initialen=initialen(stand.contact),
        ),
    )  # fmt: skip


def _inleiding(stand: MijnOnderinstroomStand) -> str:
    if stand.status == "gesloten":
        return f"Wij zijn gestopt met deze weg naar school. Vragen? Bel {stand.contact}."
    if stand.status in ("overgedragen", "aangenomen"):
        return f"Het document is bij {schoolnaam(stand.school)}. De school neemt contact met u op."
    if stand.ingeleverd_op is None:
        return f"{stand.voorschool} schrijft nu op wat uw kind nodig heeft. U krijgt een e-mail als het klaar is."
    return f"{stand.voorschool} heeft opgeschreven wat uw kind nodig heeft. Wilt u het lezen en ondertekenen?"
