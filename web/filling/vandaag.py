"""What waits for a school, in words: what to do, for which pupil, until when."""

from __future__ import annotations

from datetime import date

from services.intake.leerlingen.contract import VandaagLijst, VandaagRegel
from web import views
from web.formatting import dagen_over, datum_bij
from web.views import Status

#: What to do, and where: `{zaak}` and `{plek}` are of the line.
WERK = {
    "opp_opstellen": ("OPP vaststellen", "/leerlingen/{zaak}/opp"),
    "opp_evalueren": ("OPP evalueren", "/leerlingen/{zaak}/opp"),
    "onderwijstijd": ("Minder onderwijstijd loopt af", "/leerlingen/{zaak}/opp"),
    "verslag": ("Verslag delen met de ouders", "/leerlingen/{zaak}/gesprekken/{plek}"),
    "afspraak": ("Uw afspraak", "/leerlingen/{zaak}/gesprekken/{plek}"),
    "aanmelding": ("Beslissen over de aanmelding", "/leerlingen/{zaak}/aanmelding"),
    "plaatsen": ("Leerling plaatsen", "/leerlingen/{zaak}/aanmelding"),
    "crisisplan": ("Plan van aanpak bij crisis", "/leerlingen/{zaak}/crisis"),
    "navraag": ("Zit deze leerling bij u op school?", "/leerlingen/{zaak}/gegevens#navraag"),
    "arrangement": ("Terugkijken op extra ondersteuning", "/arrangementen/{plek}"),
    "consult": ("Antwoord op uw consult", "/consulten/{plek}"),
    "concept": ("Aanvraag afmaken", "/aanvragen/{plek}"),
    "herstel": ("Kwam niet aan: kijk in de herstelbak", "/herstelbak#punt-{plek}"),
    "achttien": ("Leerling uitnodigen: wordt 18", "/leerlingen/{zaak}/gegevens#meekijken"),
}
#: Where the day is that of the thing itself, and not a last day.
OP_DE_DAG = frozenset({"verslag", "achttien"})


def regels_van_vandaag(antwoord: VandaagLijst, vandaag: date) -> list[views.VandaagRegel]:
    return [_regel(regel, vandaag) for regel in antwoord.regels]


def _regel(regel: VandaagRegel, vandaag: date) -> views.VandaagRegel:
    titel, pad = WERK[regel.soort]
    sub = " · ".join(deel for deel in (regel.leerling, regel.wat) if deel)
    return views.VandaagRegel(
        url=pad.format(zaak=regel.zaak, plek=regel.plek),
        titel=titel,
        sub=sub,
        status=_wanneer(regel, vandaag),
    )


def _wanneer(regel: VandaagRegel, vandaag: date) -> Status | None:
    dag = regel.uiterlijk_op
    if dag is None:
        return Status("Ligt twee weken stil", "let-op", "clock") if regel.soort == "concept" else None
    if regel.soort == "verslag":
        return Status(f"Gesprek van {datum_bij(dag, vandaag)}", "let-op" if dag == vandaag else "fout", "clock")
    if regel.soort in OP_DE_DAG:
        return Status(f"Op {datum_bij(dag, vandaag)}", "let-op", "clock")
    if dag < vandaag:
        return Status(dagen_over(dag, vandaag).capitalize(), "fout", "alert-circle")
    return Status(f"Uiterlijk {datum_bij(dag, vandaag)}", "let-op" if (dag - vandaag).days <= 7 else "info", "clock")
