"""What parents and pupil write along in the OPP, and the version in words of the pupil."""

from __future__ import annotations

from services.intake.opp.contract import OppBijdrage, OppStand
from services.intake.opp.formulier import bijdrage
from services.intake.opp.lezen import KIND, regels_tekst
from tenants.schema import OppRegels
from web import views_opp as views
from web.filling.aanvraag import veld
from web.formatting import datum
from web.views import Formulier, Link


def opschrijven(stand: OppBijdrage, regels: OppRegels, eigen: str, getypt: Formulier | None) -> views.OppBijdrage:
    """For the school: what this parent said."""
    return views.OppBijdrage(
        kop=f"Opschrijven wat {stand.naam} zei",
        inleiding=f"Schrijf op wat {stand.naam} vertelde. In het OPP staat erbij dat de school dit opschreef. Schrijft "
        f"{stand.naam} later zelf, dan kan alleen {stand.naam} het nog veranderen.",
        terug=Link("Terug naar het OPP", eigen),
        onderdelen=onderdelen(stand, regels),
        formulier=getypt
        or Formulier(
            url=f"{eigen}/bijdragen/{stand.id}/bijdrage-opschrijven",
            versie=str(stand.versie),
            waarden=dict(stand.antwoorden),
        ),
        knop="Opslaan",
    )


def onderdelen(stand: OppBijdrage, regels: OppRegels) -> list[tuple[str, str, list]]:
    """Chapter by chapter: title, explanation and fields."""
    uitleg = {onderdeel.naam: onderdeel.uitleg for onderdeel in regels.onderdelen}
    return [
        (deel.titel, uitleg.get(deel.naam, ""), [veld(vraag, verborgen=False) for vraag in deel.vragen])
        for deel in bijdrage(regels, stand.wie).onderdelen
    ]


def leesversie(stand: OppStand, terug: Link | None, pdf_url: str) -> views.OppLeesversie:
    """The same words as on the paper of the pupil."""
    voornaam = stand.kop.naam.partition(" ")[0]
    delen = [(kop, regels_tekst(stand.antwoorden[naam])) for kop, naam in KIND if stand.antwoorden.get(naam)]
    if stand.onderwijstijd:
        tijd = stand.onderwijstijd
        zin = f"Nu {tijd.uren} uur per week. Daarna steeds meer. Dit stopt op {datum(tijd.tot_en_met)}."
        delen.append(("Je gaat minder uren naar school", [zin]))
    return views.OppLeesversie(
        titel=f"Het plan van {voornaam}",
        inleiding="Dit plan is voor jou. Je mag het altijd zeggen als iets niet klopt.",
        delen=delen,
        leeg="Hier staat nog niets. Je school schrijft het plan nog.",
        terug=terug,
        pdf_url=pdf_url,
    )
