"""Wat er nog ontbreekt aan een aanvraag, of te veel is (te_veel.py), met de regel die dat zegt.

Bronnen: het recept van het samenwerkingsverband, Awb 4:8 (zienswijze van ouders), en voor de tijd die een ouder
krijgt de werkwijze "Aanvraag zonder de toestemming van ouders" (seed 001, 1.13): ten minste vijf werkdagen.
Instemming van ouders is geen voorwaarde van de wet (law.md R-TLV-10), behalve bij de bijzondere regeling van het
praktijkonderwijs (UB WVO 2.47).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.intake.aanvraag import antwoord_fout
from services.intake.contract import Tekort
from services.intake.criteria import te_oud
from services.intake.dossier import BRUIKBAAR, GEWEIGERD, HANDTEKENINGEN, IN_CONTROLE, Dossier, Familielid, Stuk
from services.intake.hergebruik import NOG_NIET_INGESTEMD, OPP
from services.intake.te_veel import te_veel
from services.intake.zonder_instemming import zonder_instemming
from services.kern.kalender import in_woorden
from services.kern.leeftijd_document import leeftijd_document
from services.kern.termijn import plus_werkdagen
from services.kern.wetsartikelen import AWB_2_13, AWB_4_8, WPO_124
from tenants.schema import DocumentRegel, Tenant, ZienswijzeRegel

REACTIETIJD_WERKDAGEN = 5
BRON_REACTIETIJD = f"{AWB_4_8}; ten minste {REACTIETIJD_WERKDAGEN} werkdagen om te reageren"
# Voor deze soorten maakt de wet zelf instemming tot voorwaarde; elders wordt zij getoond en gewogen.
INSTEMMING_IS_WET = frozenset({"pro"})
ONBEANTWOORD = "Deze vraag is nog niet beantwoord."
WIE = {"ouder": "een ouder", "leerling": "de leerling", "beoogde_school": "de beoogde school"}


def tekorten(tenant: Tenant, dossier: Dossier, peildatum: date) -> list[Tekort]:
    """Alles wat er op deze dag nog ontbreekt, in de volgorde van het formulier."""
    return [
        *_vragen(tenant, dossier, peildatum),
        *te_oud(tenant.recept(dossier.soort), dossier, peildatum),
        *_documenten(tenant, dossier, peildatum),
        *te_veel(tenant.recept(dossier.soort), dossier),
        *_zienswijzen(tenant, dossier, peildatum),
        *_instemming(tenant, dossier),
        *zonder_instemming(tenant.recept(dossier.soort), dossier, peildatum),
        *_handtekening(tenant, dossier),
    ]


def blokkerend(lijst: list[Tekort]) -> list[Tekort]:
    """Wat indienen tegenhoudt."""
    return [tekort for tekort in lijst if tekort.blokkeert]


def reageren_tot_en_met(uitgenodigd_op: date) -> date:
    """De laatste dag waarop op de reactie van een uitgenodigde ouder of leerling gewacht wordt."""
    return plus_werkdagen(uitgenodigd_op, REACTIETIJD_WERKDAGEN)


# ------------------------------------------------------------------------------------------------ vragen


def _vragen(tenant: Tenant, dossier: Dossier, peildatum: date) -> Iterator[Tekort]:
    """Wat niet is beantwoord; ook een concept van voor nieuwe regels waarvan een antwoord nu niet meer kan."""
    soort = tenant.soorten[dossier.soort]
    if soort.categorieen and dossier.categorie not in soort.categorieen:
        yield _ontbreekt("vraag", "categorie", "Bekostigingscategorie", "Kies een categorie.", str(WPO_124))
    for vraag in tenant.recept(dossier.soort).vragen_voor(dossier.antwoorden):
        bron = vraag.bron or f"Aanvraagformulier van {tenant.korte_naam}"
        antwoord = dossier.antwoorden.get(vraag.naam)
        if vraag.verplicht and not antwoord:
            yield _ontbreekt("vraag", vraag.naam, vraag.label, ONBEANTWOORD, bron)
        if antwoord and (fout := antwoord_fout(vraag, antwoord, peildatum)):
            yield _ontbreekt("vraag", vraag.naam, vraag.label, fout, bron)


# --------------------------------------------------------------------------------------------- documenten


def _documenten(tenant: Tenant, dossier: Dossier, peildatum: date) -> Iterator[Tekort]:
    regels = {r.soort: r for r in tenant.recept(dossier.soort).documenten_voor(dossier.antwoorden)}
    for regel in regels.values():
        if regel.vanaf is not None and peildatum < regel.vanaf:
            continue
        stukken = [stuk for stuk in dossier.stukken if stuk.soort == regel.soort]
        if tekort := _document(regel, stukken, peildatum):
            yield tekort
    for soort in dict.fromkeys(stuk.soort for stuk in dossier.stukken if stuk.soort not in regels):
        # Ook een stuk waar niemand om vroeg gaat pas mee als het gecontroleerd is.
        if any(stuk.soort == soort and stuk.status in IN_CONTROLE for stuk in dossier.stukken):
            yield _wordt_gecontroleerd(soort, "Ander document", "Elk document wordt gecontroleerd")


def _document(regel: DocumentRegel, stukken: list[Stuk], peildatum: date) -> Tekort | None:
    """Het tekort bij deze regel; None als er een stuk is dat in alles voldoet."""
    if any(stuk.status in IN_CONTROLE for stuk in stukken):
        return _wordt_gecontroleerd(regel.soort, regel.naam, regel.bron)
    bruikbaar = [stuk for stuk in stukken if stuk.status == BRUIKBAAR]
    if not bruikbaar:
        geweigerd = any(stuk.status == GEWEIGERD for stuk in stukken)
        if not regel.verplicht and not geweigerd:
            return None
        return Tekort(
            soort="document",
            naam=regel.soort,
            titel=regel.naam,
            reden="geweigerd" if geweigerd else "ontbreekt",
            melding="Dit bestand is geweigerd. Voeg een ander toe." if geweigerd else "Dit document ontbreekt nog.",
            bron=regel.bron,
            blokkeert=regel.verplicht,
        )
    bezwaren = [_bezwaar(regel, stuk, peildatum) for stuk in bruikbaar]
    if None in bezwaren:
        return None
    reden, melding = bezwaren[-1]
    return Tekort(
        soort="document",
        naam=regel.soort,
        titel=regel.naam,
        reden=reden,
        melding=melding,
        bron=regel.bron,
        blokkeert=regel.verplicht,
    )


def _bezwaar(regel: DocumentRegel, stuk: Stuk, peildatum: date) -> tuple[str, str] | None:
    if regel.maximaal_maanden is not None:
        if stuk.gedagtekend_op is None:
            return "te_oud", "Vul in van welke datum dit document is."
        leeftijd = leeftijd_document(
            stuk.gedagtekend_op, max(peildatum, stuk.gedagtekend_op), regel.maximaal_maanden, medisch=regel.medisch
        )
        if not leeftijd.bruikbaar:
            return "te_oud", f"Dit document is te oud. {leeftijd.uitleg[-1].stap}"
    if "ouders" in regel.handtekeningen and stuk.uit == OPP and "ouders" not in stuk.ondertekend_door:
        return "niet_ondertekend", NOG_NIET_INGESTEMD
    if mist := [HANDTEKENINGEN[wie] for wie in regel.handtekeningen if wie not in stuk.ondertekend_door]:
        return "niet_ondertekend", f"De handtekening van {' en '.join(mist)} ontbreekt."
    return None


def _wordt_gecontroleerd(soort: str, titel: str, bron: str) -> Tekort:
    return Tekort(
        soort="document",
        naam=soort,
        titel=titel,
        reden="wordt_gecontroleerd",
        melding="Dit document wordt nog gecontroleerd.",
        bron=bron,
        blokkeert=True,
    )


# -------------------------------------------------------------------------------------------- zienswijzen


def _zienswijzen(tenant: Tenant, dossier: Dossier, peildatum: date) -> Iterator[Tekort]:
    for regel in tenant.recept(dossier.soort).zienswijzen_voor(dossier.antwoorden):
        if regel.van == "beoogde_school":
            if not any(gehoord.van == regel.van for gehoord in dossier.gehoord):
                melding = "Vraag de beoogde school wat zij vindt en voeg haar antwoord toe als document."
                # Zij doet niet mee in het portaal, dus het ontbreken wordt getoond en houdt niets tegen.
                titel = f"Zienswijze van {WIE[regel.van]}"
                yield _ontbreekt("zienswijze", regel.van, titel, melding, regel.bron, blokkeert=False)
            continue
        leden = [lid for lid in dossier.familie if lid.rol == regel.van]
        if not leden:
            melding = f"Nodig {WIE[regel.van]} uit om een zienswijze te geven."
            titel = f"Zienswijze van {WIE[regel.van]}"
            yield _ontbreekt("zienswijze", regel.van, titel, melding, regel.bron, blokkeert=regel.verplicht)
        for lid in leden:
            if tekort := _niet_gehoord(regel, lid, dossier, peildatum):
                yield tekort


def _niet_gehoord(regel: ZienswijzeRegel, lid: Familielid, dossier: Dossier, peildatum: date) -> Tekort | None:
    if any(gehoord.persoon == lid.persoon for gehoord in dossier.gehoord):
        return None
    tot_en_met = reageren_tot_en_met(lid.uitgenodigd_op)
    wachten = peildatum <= tot_en_met
    melding = (
        f"{lid.naam} heeft tot en met {in_woorden(tot_en_met)} om te reageren."
        if wachten
        else f"{lid.naam} heeft niet gereageerd. De aanvraag kan toch worden ingediend."
    )
    return Tekort(
        soort="zienswijze",
        naam=str(lid.persoon),
        titel=f"Zienswijze van {lid.naam}",
        reden="ontbreekt",
        melding=melding,
        bron=f"{regel.bron}; {BRON_REACTIETIJD}",
        blokkeert=regel.verplicht and wachten,
    )


def _instemming(tenant: Tenant, dossier: Dossier) -> Iterator[Tekort]:
    """Per ouder die reageerde zonder in te stemmen; wie nog niets zei staat al bij de zienswijzen."""
    if not tenant.instemming_nodig(dossier.soort, dossier.antwoorden):
        return
    regels = tenant.recept(dossier.soort).zienswijzen_voor(dossier.antwoorden)
    regel = next((r for r in regels if r.van == "ouder" and r.instemming), None)
    blokkeert = dossier.soort in INSTEMMING_IS_WET and regel is not None
    gezegd = {gehoord.persoon: gehoord.instemming for gehoord in dossier.gehoord if gehoord.van == "ouder"}
    for lid in dossier.familie:
        if lid.rol != "ouder" or gezegd.get(lid.persoon, True) is True:
            continue
        wat = "heeft nog niet gezegd of die instemt" if gezegd[lid.persoon] is None else "stemt niet in"
        gevolg = (
            "De wet vraagt hier instemming."
            if blokkeert
            else "De aanvraag kan toch worden ingediend; het samenwerkingsverband weegt dit mee."
        )
        yield _ontbreekt(
            "instemming",
            str(lid.persoon),
            f"Instemming van {lid.naam}",
            f"{lid.naam} {wat}. {gevolg}",
            regel.bron if regel else tenant.ouders.bron,
            blokkeert=blokkeert,
        )


# ------------------------------------------------------------------------------------------- handtekening


def _handtekening(tenant: Tenant, dossier: Dossier) -> Iterator[Tekort]:
    if not dossier.ondertekend:
        wie = tenant.rolnaam(tenant.recept(dossier.soort).ondertekening)
        yield Tekort(
            soort="handtekening",
            naam="schooldirecteur",
            titel=f"Handtekening van de {wie.lower()}",
            reden="niet_ondertekend",
            melding=f"De {wie.lower()} heeft de aanvraag nog niet ondertekend.",
            bron=str(AWB_2_13),
            blokkeert=True,
        )


def _ontbreekt(soort: str, naam: str, titel: str, melding: str, bron: str, *, blokkeert: bool = True) -> Tekort:
    return Tekort(
        soort=soort, naam=naam, titel=titel, reden="ontbreekt", melding=melding, bron=bron, blokkeert=blokkeert
    )
