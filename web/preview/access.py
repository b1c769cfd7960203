"""Sample pages of signing in, of one's own account, and of the people of a samenwerkingsverband. All are invented."""

from __future__ import annotations

from web import views as v


def kiezen() -> v.KiesAanmelddienst:
    namen = ("Account van het samenwerkingsverband", "Entree, met uw schoolaccount", "Ouders: met een eigen account")
    return v.KiesAanmelddienst(
        keuzes=[v.Link(naam, "/inloggen") for naam in namen], swv="SWV 22-02 PO Emmen en Borger-Odoorn"
    )


def passkey(*, heeft: bool) -> v.PasskeyNodig:
    return v.PasskeyNodig(heeft=heeft, csrf="voorbeeld")


def account(*, eerste: bool = False) -> v.Account:
    r = v.ApparaatRegel
    return v.Account(
        naam="Vera Smit",
        email="vera.smit@swv.example",
        sessies=[
            r("1", "Firefox op Windows", "Ingelogd vandaag om 8.42 uur, gebruikt vandaag om 10.05 uur.", True),
            r("2", "Safari op iPhone", "Ingelogd gisteren om 16.10 uur, gebruikt gisteren om 16.24 uur."),
        ][: 1 if eerste else 2],
        passkeys=[]
        if eerste
        else [
            r("a", "Laptop van het werk", "Gemaakt op 3 november 2026, gebruikt vandaag om 8.42 uur."),
            r("b", "Beveiligingssleutel aan de sleutelbos", "Gemaakt op 4 november 2026."),
        ],
        csrf="voorbeeld",
    )


def mensen(*, leeg: bool = False) -> v.Mensen:
    def rol(naam: str, organisatie: str) -> v.RolRegel:
        return v.RolRegel("1", naam, organisatie, "1 augustus 2026")

    hier, school = "SWV 22-02 PO", "Openbare Basisschool Angelslo"
    return v.Mensen(
        zoek="zzz" if leeg else "",
        fout="",
        meer=not leeg,
        kruimels=[v.Link("Beheer", "/beheer"), v.Link("Mensen", "/beheer/mensen")],
        mensen=[]
        if leeg
        else [
            v.MensRegel(
                id="m1", naam="Hilda Veen", email="hilda.veen@swv.example", passkeys=2, zelf=True,
                rollen=[rol("Functioneel beheerder", hier)],
            ),
            v.MensRegel(
                id="m2", naam="Vera Smit", email="vera.smit@swv.example", passkeys=1, zelf=False,
                rollen=[rol("Secretaris", hier), rol("Steunpuntcoördinator", hier)],
            ),
            v.MensRegel(
                id="m3", naam="Ria Dekker", email="ria.dekker@basisschool-met-een-lange-naam.example", passkeys=0,
                zelf=False, rollen=[rol("Intern begeleider", school)],
            ),
        ],
    )  # fmt: skip


def bevestigen() -> v.Bevestigen:
    return v.Bevestigen(
        formulier=v.Formulier(url="/bevestigen"), velden=[], csrf="voorbeeld", passkey=True, aanmelddienst=True
    )
