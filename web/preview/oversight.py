"""Sample pages of the functionaris gegevensbescherming. All people are invented."""

from __future__ import annotations

from web import views as v
from web.filling.toezicht import OORDELEN

S = v.Status
PERIODE = "9 november 2026 tot en met 16 november 2026"


def nazichten() -> v.NazichtenBlad:
    i = v.NazichtItem
    return v.NazichtenBlad(
        is_fg=True,
        items=[
            i(
                periode=PERIODE,
                url="/nazicht/1",
                staat=S(tekst="Open", soort="let-op", icoon="clock"),
                voortgang="1 van 2 beoordeeld",
                uiterlijk="maandag 23 november 2026",
                ondertekend="",
            ),
            i(
                periode="2 november 2026 tot en met 9 november 2026",
                url="/nazicht/2",
                staat=S(tekst="Ondertekend", soort="ok", icoon="check"),
                voortgang="3 van 3 beoordeeld",
                uiterlijk="maandag 16 november 2026",
                ondertekend="Ondertekend door Fien Oosterhof op 11 november 2026",
            ),
        ],
    )


def nazicht() -> v.NazichtBlad:
    def formulier(oordeel: str, toelichting: str) -> v.Formulier:
        return v.Formulier(url="/x", waarden={"oordeel": oordeel, "toelichting": toelichting})

    return v.NazichtBlad(
        periode=PERIODE,
        staat=S(tekst="Open", soort="let-op", icoon="clock"),
        uiterlijk="maandag 23 november 2026",
        gelezen="18.412",
        ondertekend="",
        open=True,
        te_beoordelen=1,
        oordelen=OORDELEN,
        ondertekenen=v.Formulier(url="/x"),
        personen=[
            v.NazichtPersoon(
                nummer=1,
                naam="Rob Postma",
                rol="Intern begeleider",
                waar="SBO De Catamaran, Emmen",
                redenen=[
                    v.NazichtReden(zin="Probeerde 8 dossiers te openen en mocht er niet bij.", zaken="2026-483920"),
                    v.NazichtReden(
                        zin="Keek 14 keer in een dossier voor 7 uur, na 20 uur of in het weekend.", zaken=""
                    ),
                ],
                staat=S(tekst="Nog beoordelen", soort="let-op", icoon="clock"),
                toelichting="",
                zoek_url="/wie-zag-wat",
                formulier=formulier("", ""),
            ),
            v.NazichtPersoon(
                nummer=2,
                naam="Ria Dekker",
                rol="Intern begeleider",
                waar="Openbare Basisschool Angelslo, Emmen",
                redenen=[
                    v.NazichtReden(
                        zin="Opende zonder taak 1 keer het dossier van een kind met dezelfde achternaam.",
                        zaken="2026-104477",
                    )
                ],
                staat=S(tekst="Navragen", soort="info", icoon="help"),
                toelichting="Gevraagd aan de directeur op 17 november.",
                zoek_url="/wie-zag-wat",
                formulier=formulier("navragen", "Gevraagd aan de directeur op 17 november."),
            ),
        ],
    )


def wie_zag_wat() -> v.WieZagWat:
    r = v.WieZagWatRegel
    school = "Openbare Basisschool Angelslo"
    return v.WieZagWat(
        formulier=v.Formulier(url="/wie-zag-wat", waarden={"van": "2026-11-09", "tot_en_met": "2026-11-16"}),
        gezocht=True,
        verder_url="/wie-zag-wat?vanaf=x",
        regels=[
            r(
                dag="9 november 2026",
                tijd="10.42 uur",
                wie="Ria Dekker",
                rol="Intern begeleider",
                waar=school,
                wat="Las de aanvraag",
                zaak="2026-104477",
            ),
            r(
                dag="9 november 2026",
                tijd="10.44 uur",
                wie="Rob Postma",
                rol="Intern begeleider",
                waar="SBO De Catamaran",
                wat="Aanvraag tonen",
                zaak="2026-104477",
                geweigerd="mocht er niet bij, of het bestaat niet",
            ),
            r(
                dag="9 november 2026",
                tijd="11.02 uur",
                wie="Vera Kuipers",
                rol="Secretaris",
                waar="SWV 22-02 PO",
                wat="Zag de aanvraag in een lijst",
                zaak="50 kinderen in een lijst",
                lijst=True,
            ),
        ],
    )
