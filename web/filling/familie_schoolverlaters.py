"""The schoolverlatersonderzoek on the page of parents and pupil: when it is, and later what came out of it."""

from __future__ import annotations

from services.intake.schoolverlaters.contract import UITKOMSTEN, Leerlingonderzoek, LeerlingonderzoekTonen
from web.filling.onderdelen import Familiedeel, Gezin
from web.formatting import datum, lange_datum
from web.views import Formulier
from web.views_mijn_dossier import Familieblok
from web.views_schoolverlaters import Afmeldblok


def _blok(antwoord: Leerlingonderzoek, gezin: Gezin) -> Familieblok | None:
    stand = antwoord.onderzoek
    if stand is None:
        return None
    wie = "je" if gezin.leerling else "u"
    kind = "Je bent" if gezin.leerling else f"{gezin.kind} is"
    feiten = [("Toestemming gegeven op", datum(stand.toestemming_op))]
    if stand.onderzoek_op is not None:
        waar = f", {stand.plaats}" if stand.plaats else ""
        feiten.append(("Wanneer", f"{lange_datum(stand.onderzoek_op)}{waar}"))
    zin = {
        "aangemeld": f"{kind} aangemeld. {antwoord.uitvoerder} kiest een dag; dan hoort {wie} het.",
        "ingepland": f"{antwoord.uitvoerder} kijkt wat er nodig is op de nieuwe school.",
        "onderzocht": f"Het onderzoek is gedaan. De school bespreekt de uitkomst met {wie}. Daarna staat zij ook hier.",
        "besproken": f"De school besprak de uitkomst met {wie}.",
    }[stand.status]
    punten: list[str] = []
    if stand.uitkomst:
        feiten.append(("Uitkomst", UITKOMSTEN[stand.uitkomst]))
        feiten.append(("Wat er nodig is", stand.bevindingen))
        punten = stand.criteria if not gezin.leerling else []
    form = None
    if "schoolverlater_afmelden" in stand.handelingen:
        form = Formulier(url=f"/mijn-kind/{gezin.dossier_id}/schoolverlater-afmelden", versie=str(stand.versie))
    return Familieblok(
        sleutel="onderzoek",
        kop="Onderzoek in groep 8",
        zin=zin,
        punten=punten,
        feiten=feiten,
        sjabloon="_schoolverlater_afmelden.html" if form else "",
        inhoud=Afmeldblok(formulier=form) if form else None,
    )


FAMILIE = Familiedeel(vraag=lambda id: LeerlingonderzoekTonen(dossier_id=id), blok=_blok, volgorde=54)
