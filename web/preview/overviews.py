"""Sample pages of the receiving school and of the controller."""

from __future__ import annotations

from web import views as v

S = v.Status


def ontvangende_school() -> v.OntvangendeSchool:
    t = v.TlvRegel
    return v.OntvangendeSchool(
        school="SBO De Catamaran, Emmen",
        uitleg="U ziet hier de leerlingen die met een verklaring naar uw school mogen.",
        tlvs=[
            t(
                leerling="Sem Verhoeven",
                geboren="3 mei 2018",
                nummer="PO2202-2026-00041",
                soort="Speciaal basisonderwijs",
                geldig="1 augustus 2027 tot en met 31 juli 2029",
                van_school="Openbare Basisschool Angelslo",
                afgegeven="Besluit van 24 november 2026",
                staat=S(tekst="Bezwaar mogelijk", soort="let-op", icoon="clock"),
            ),
            t(
                leerling="Mats Hoving",
                geboren="17 september 2015",
                nummer="PO2202-2026-00012",
                soort="Speciaal basisonderwijs",
                geldig="1 augustus 2026 tot en met 31 juli 2028",
                van_school="Openbare Basisschool Bargeres",
                afgegeven="Besluit van 12 mei 2026",
                staat=S(tekst="Definitief", soort="ok", icoon="check"),
            ),
        ],
    )


def verplichtingen() -> v.Verplichtingen:
    r, t = v.Verplichting, v.SchooljaarTotaal
    grond = "Regeling bekostiging WPO en WEC 2026"
    return v.Verplichtingen(
        samenvatting="3 besluiten in schooljaar 2026-2027 en later.",
        open_bedragen=["Categorie midden in 2027-2028: de regeling voor dat jaar is nog niet gepubliceerd."],
        totalen=[
            t(
                schooljaar="2026-2027",
                aantal="1",
                laag="€ 12.345,00",
                midden="-",
                hoog="-",
                totaal="€ 12.345,00",
            ),
            t(
                schooljaar="2027-2028",
                aantal="3",
                laag="€ 12.345,00",
                midden="nog niet bekend",
                hoog="-",
                totaal="nog niet bekend",
                opmerking="Van 1 leerling is het bedrag nog niet bekend",
            ),
        ],
        regels=[
            r(
                nummer="PO2202-2026-00041",
                soort="SBO",
                categorie="-",
                schooljaar="2027-2028",
                bedrag="geen, binnen de 2%",
                open=False,
                grond="WPO 124: verrekend boven 2%",
            ),
            r(
                nummer="PO2202-2026-00038",
                soort="SO",
                categorie="Laag",
                schooljaar="2026-2027",
                bedrag="€ 12.345,00",
                open=False,
                grond=grond,
            ),
            r(
                nummer="PO2202-2026-00040",
                soort="SO",
                categorie="Midden",
                schooljaar="2027-2028",
                bedrag="Nog niet bekend",
                open=True,
                grond="Regeling 2027 ontbreekt",
            ),
        ],
    )
