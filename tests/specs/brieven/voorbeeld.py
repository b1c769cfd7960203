"""Een verzonnen kind, een verzonnen besluit: velden voor elke brief."""

from datetime import date
from typing import Any

from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.uitleg import zinnen


def beschikking(soort: str, categorie: str | None = None, **anders: Any) -> dict[str, Any]:
    """De velden van een toegekende beschikking; `anders` gaat voor, met puntnamen of hele groepen."""
    velden: dict[str, Any] = {
        "aan": {"naam": "mevrouw Ş. Őzgür-van ’t Hof", "regels": ["Klokkenslag 12", "7811 AB Emmen"], "ouder": True},
        "brief": {"datum": date(2026, 12, 1), "kenmerk": "2026-0042"},
        "kind": {"naam": "Noor Őzgür", "roepnaam": "Noor", "geboren_op": date(2019, 3, 4)},
        "school": {"naam": "De Voorbeeldschool", "bestuur": "Schoolbestuur 45000"},
        "beoogde_school": {"naam": "SBO De Catamaran, Emmen"},
        "aanvraag": {"ontvangen_op": date(2026, 11, 2)},
        "tlv": {"soort": soort, "categorie": categorie},
        "advies": {
            "samenvatting": "Beide deskundigen vinden plaatsing nodig.\n\nZij zijn het eens.",
            "deskundigen": ["drs. A. Proef, orthopedagoog", "dr. B. Toets, psycholoog"],
        },
        "besluit": {
            "genomen_op": date(2026, 11, 30),
            "motivering": "Noor leert het best in een kleine groep.",
            "weging_zienswijze": "Ouders stemmen in. Dat woog mee.",
        },
        "bezwaar": {"laatste_dag": date(2027, 1, 12), "uitleg": zinnen(bezwaartermijn(date(2026, 12, 1)).uitleg)},
        "beslistermijn": {"uitleg": ["De aanvraag is ontvangen op maandag 2 november 2026. (Awb 4:13)"]},
        "ondertekenaar": {"naam": "C. Voorbeeld", "functie": "Coördinator", "mandaat": "Namens het bestuur."},
        "link": "https://meedoen.example/zaken/42",
    }
    for naam, waarde in anders.items():
        groep, _, veld = naam.partition("__")
        if veld:
            velden[groep] = velden[groep] | {veld: waarde}
        else:
            velden[groep] = waarde
    return velden


def toegekend(nummer: str, soort: str, categorie: str | None = None, **anders: Any) -> dict[str, Any]:
    velden = beschikking(soort, categorie, **anders)
    velden["tlv"] |= {"nummer": nummer, "van": date(2026, 12, 1), "tot_en_met": date(2028, 7, 31)}
    return velden
