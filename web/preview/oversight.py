"""Sample pages of the functionaris gegevensbescherming. All people are invented."""

from __future__ import annotations

from web import views as v
from web.filling import noodtoegang as noodwoorden
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


def noodtoegang(wie: str) -> v.NoodtoegangPagina:
    """As `vrager`, as `verlener`, or empty."""
    r, f = v.NoodtoegangRegel, v.Formulier
    if wie == "leeg":
        return v.NoodtoegangPagina(uitleg=noodwoorden.UITLEG, nu_open=[], te_beslissen=[], eerder=[])
    reden = "De benoemde deskundige is ziek en er is vanmiddag een crisisgesprek op school."
    vraagt = wie == "vrager"
    nu = r(
        id="1",
        kenmerk="2026-483920",
        wie="U zelf" if vraagt else "Karim Aydın, deskundige",
        reden=reden,
        wanneer="Gevraagd: vandaag, 13.20 uur",
        staat=S(tekst="Open", soort="let-op", icoon="eye"),
        beslist="Verleend door Mirjam de Boer, tot 14.32 uur",
        beeindigen=f(url="/x"),
        bekijken_url="/noodtoegang/dossiers/1" if vraagt else "",
    )
    wacht = r(
        id="2",
        kenmerk="2026-104478",
        wie="U zelf" if vraagt else "Lies Brouwer, adviseur passend onderwijs",
        reden="De school belt: het meisje is weggelopen en niemand hier kent de afspraken.",
        wanneer="Gevraagd: vandaag, 13.41 uur",
        staat=S(tekst="Wacht op een tweede persoon", soort="let-op", icoon="clock"),
        waarschuwing="" if vraagt else "Er is geen ingediende aanvraag met dit nummer. Dat ziet de vrager niet.",
        weigeren=None if vraagt else f(url="/x"),
    )
    voorbij = r(
        id="3",
        kenmerk="2026-221904",
        wie=nu.wie,
        reden=reden,
        wanneer="Gevraagd: 3 november, 9.05 uur",
        staat=S(tekst="Voorbij", soort="stil", icoon="check"),
        beslist="Verleend door Mirjam de Boer, tot 3 november, 10.11 uur",
    )
    mag = r(
        id="4",
        kenmerk="2026-104477",
        wie="Karim Aydın, deskundige",
        reden=reden,
        wanneer="Gevraagd: vandaag, 13.44 uur",
        staat=wacht.staat,
        verlenen=f(url="/x"),
        weigeren=f(url="/x"),
    )
    return v.NoodtoegangPagina(
        uitleg=noodwoorden.UITLEG_VRAGER if vraagt else noodwoorden.UITLEG,
        nu_open=[nu],
        te_beslissen=None if vraagt else [mag, wacht],
        eerder=[wacht, voorbij] if vraagt else [voorbij],
        vragen=v.Formulier(url="/x", fouten={"reden": "Schrijf een reden die een ander begrijpt."}) if vraagt else None,
    )


def nooddossier() -> v.NooddossierPagina:
    return v.NooddossierPagina(
        leerling="Sem Hofstra",
        sub="Groep 5 · geboren op 3 mei 2018",
        soort="2026-483920 · Speciaal basisonderwijs",
        school="Openbare Basisschool Angelslo, Emmen",
        status=S(tekst="Bij het samenwerkingsverband", soort="info", icoon="clock"),
        tot="14.32 uur",
        onderdelen=[
            v.NoodHoofdstuk(
                "Wat de leerling nodig heeft",
                [
                    v.NoodAntwoord("Wat helpt in de klas?", "Een vaste plek, en weten wat er komt."),
                    v.NoodAntwoord("Wat hielp niet?", "Werken in een groep van meer dan vier."),
                ],
            )
        ],
        meningen=[v.NoodMening("Ouder Anouk Hofstra", "Wij zien dat het thuis moeilijk gaat.", "9 november 2026")],
        kruimels=[noodwoorden.BLAD, v.Link("Aanvraag 2026-483920", "/noodtoegang/dossiers/1")],
    )


def origineel() -> v.OrigineelPagina:
    return v.OrigineelPagina(
        naam="verslag-psycholoog.pdf",
        grootte="1,2 MB",
        formulier=v.Formulier(url="/x"),
        eerder=[
            v.OrigineelRegel(
                wie="Mirjam de Boer, voorzitter commissie",
                reden="De ouders zeggen dat er een bladzijde mist in het verslag.",
                op="gisteren, 9.05 uur",
            )
        ],
        kruimels=[v.Link("Dossier", "/dossiers/1"), v.Link("Het origineel openen", "/bestanden/1/origineel")],
    )
