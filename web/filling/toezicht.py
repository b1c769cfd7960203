"""The FG's screens out of what the services answered: audit lines in Dutch, and the weekly list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from urllib.parse import urlencode
from uuid import UUID

from services.intake.contract import Nazichten, NazichtKort, NazichtRegel, NazichtStand, ZaakNamen
from services.kern import noodtoegang
from services.kern.inzage import Nagegaan, NagegaanLijst
from services.netwerk.contract import Mens, Mensen
from tenants.organisaties import bestuur, elke_school
from tenants.schema import Tenant
from web.filling.inzage import WOORDEN
from web.formatting import AMSTERDAM, datum, lange_datum, tijdstip
from web.views import (
    Formulier,
    Keuze,
    Link,
    NazichtBlad,
    NazichtenBlad,
    NazichtItem,
    NazichtPersoon,
    NazichtReden,
    Status,
    WieZagWat,
    WieZagWatRegel,
)

MOMENT = "%Y%m%dT%H%M%S.%f"
DIENSTEN = {"intake": "aanvragen", "commissie": "behandeling", "netwerk": "toegang"}
REDENEN = {
    "mag_niet": "hoort niet bij de rol",
    "niet_gevonden": "mocht er niet bij, of het bestaat niet",
    "kan_niet": "kon op dat moment niet",
    "gewijzigd": "iemand anders was eerder",
    "ongeldige_invoer": "niet goed ingevuld",
    "te_groot": "te groot",
    "bevestig_opnieuw": "moest eerst opnieuw laten zien wie het was",
    "niet_ingelogd": "niet ingelogd",
    "zonder_tweede_stap": "kwam zonder tweede stap",
    "geen_rol": "had hier geen rol (meer)",
    "te_lang_geleden": "liet te lang geleden zien wie het was",
}
# Of somebody's own access: what was done, and what was only tried.
TOEGANG = {
    "sessie_openen": ("Logde in", "Probeerde in te loggen"),
    "hoed_kiezen": ("Ging werken in deze rol", "Probeerde een rol te kiezen"),
    "sessie_sluiten": ("Logde uit", "Probeerde uit te loggen"),
    "passkey_maken": ("Maakte een passkey", "Probeerde een passkey te maken"),
    "passkey_verwijderen": ("Verwijderde een eigen passkey", "Probeerde een passkey te verwijderen"),
    "passkeys_intrekken": ("Trok de passkeys van een collega in", "Probeerde passkeys van een collega in te trekken"),
    "hoed_beeindigen": ("Beëindigde de rol van een collega", "Probeerde een rol te beëindigen"),
    "persoon_uitschrijven": ("Schreef een collega uit", "Probeerde een collega uit te schrijven"),
    "uitnodigingen_eindigen": ("Sloot de open uitnodigingen", "Probeerde uitnodigingen te sluiten"),
    "bericht_versturen": ("Verstuurde een e-mail", "Probeerde een e-mail te versturen"),
}
OORDELEN = [
    Keuze("in_orde", "In orde", "Hier is een gewone verklaring voor."),
    Keuze("navragen", "Navragen", "Ik vraag de persoon of de leidinggevende waarom."),
    Keuze("melden", "Melden", "Ik meld dit als mogelijk datalek."),
]
_OORDEEL = {
    None: Status(tekst="Nog beoordelen", soort="let-op", icoon="clock"),
    "in_orde": Status(tekst="In orde", soort="ok", icoon="check"),
    "navragen": Status(tekst="Navragen", soort="info", icoon="help"),
    "melden": Status(tekst="Melden", soort="fout", icoon="alert"),
}


def samenvoegen(delen: list[NagegaanLijst], hoogstens: int) -> tuple[list[Nagegaan], str]:
    """The oldest lines of all services, and from which moment the next page goes on ("" when there is none).

    A page ends between two moments: lines of one moment stay together, so that none is skipped or shown twice.
    """
    # Of a service that has more, nothing after its last line is known.
    grens = min((d.regels[-1].op for d in delen if d.meer and d.regels), default=None)
    regels = sorted((r for d in delen for r in d.regels if grens is None or r.op < grens), key=lambda r: r.op)
    if len(regels) > hoogstens:
        grens = regels[hoogstens].op
        kort = [r for r in regels if r.op < grens]
        regels = kort or [r for r in regels if r.op <= grens]
    return regels, grens.astimezone(UTC).strftime(MOMENT) if grens is not None else ""


def zoekblad(
    formulier: Formulier,
    *,
    regels: list[WieZagWatRegel] | None = None,
    verder: str = "",
    gezocht: bool = False,
    keuze: list[Mens] | None = None,
    rolnaam: Callable[[str], str] = str,
) -> WieZagWat:
    waarden = {n: w for n, w in formulier.waarden.items() if w and n != "vanaf"}
    mensen = [
        Link(
            titel=f"{mens.naam} ({', '.join(rolnaam(rol) for rol in mens.rollen) or 'geen rol meer'})",
            url=f"/wie-zag-wat?{urlencode(waarden | {'persoon': str(mens.persoon)})}",
        )
        for mens in keuze or []
    ]
    return WieZagWat(
        formulier=formulier,
        regels=regels or [],
        gezocht=gezocht,
        keuze=mensen,
        verder_url=f"/wie-zag-wat?{urlencode(waarden | {'vanaf': verder})}" if verder else "",
    )


def regels(
    gevonden: list[Nagegaan], nummers: ZaakNamen, namen: Mensen, tenant: Tenant, rolnaam: Callable[[str], str]
) -> list[WieZagWatRegel]:
    nummer = {z.zaak: z.kenmerk for z in nummers.zaken}
    naam = {m.persoon: m.naam for m in namen.mensen}
    return [
        WieZagWatRegel(
            dag=datum(r.op.astimezone(AMSTERDAM).date()),
            tijd=tijdstip(r.op),
            wie=naam.get(r.persoon, "Onbekend") if r.persoon else "Meedoen zelf",
            rol=rolnaam(r.rol) if r.persoon else DIENSTEN.get(r.organisatie or "", r.organisatie or ""),
            waar=_waar(r.organisatie or "", tenant) if r.persoon else "",
            wat=_wat(r) + (", met noodtoegang" if r.grond == noodtoegang.GROND else ""),
            zaak=nummer.get(r.zaak, "van een ander, of bestaat niet") if r.zaak else _lijst(r),
            lijst=r.zaak is None,
            geweigerd=REDENEN.get(r.reden or "", r.reden or "") if r.uitkomst == "geweigerd" else "",
        )
        for r in gevonden
    ]


def _wat(r: Nagegaan) -> str:
    if r.wat in TOEGANG:
        return TOEGANG[r.wat][r.uitkomst == "geweigerd"]
    if r.uitkomst == "gedaan" and r.wat in WOORDEN:
        return WOORDEN[r.wat]
    return r.wat.replace("_", " ").capitalize()


def _lijst(r: Nagegaan) -> str:
    return "" if r.aantal is None else "1 kind in een lijst" if r.aantal == 1 else f"{r.aantal} kinderen in een lijst"


def _waar(organisatie: str, tenant: Tenant) -> str:
    if organisatie == tenant.swv_nummer:
        return tenant.korte_naam
    if school := elke_school(organisatie):
        return school.naam
    if schoolbestuur := bestuur(organisatie):
        return schoolbestuur.naam
    return ""


# ------------------------------------------------------------------------------------------------ nazicht


def _periode(n: NazichtKort) -> str:
    van, tot = (m.astimezone(AMSTERDAM).date() for m in (n.van, n.tot))
    return f"{datum(van)} tot en met {datum(tot)}"


def _stand(n: NazichtKort, vandaag: date) -> Status:
    if n.status == "ondertekend":
        return Status(tekst="Ondertekend", soort="ok", icoon="check")
    if vandaag > n.uiterlijk_op:
        return Status(tekst="Te laat", soort="fout", icoon="alert")
    return Status(tekst="Open", soort="let-op", icoon="clock")


def nazichten(lijst: Nazichten, is_fg: bool, vandaag: date) -> NazichtenBlad:
    return NazichtenBlad(
        items=[
            NazichtItem(
                periode=_periode(n),
                url=f"/nazicht/{n.id}" if is_fg else "",
                staat=_stand(n, vandaag),
                voortgang=f"{n.beoordeeld} van {n.regels} beoordeeld" if n.regels else "Niemand viel op",
                uiterlijk=lange_datum(n.uiterlijk_op),
                ondertekend=_ondertekend(n),
            )
            for n in lijst.nazichten
        ],
        is_fg=is_fg,
    )


def _ondertekend(n: NazichtKort) -> str:
    if n.ondertekend_op is None:
        return ""
    return f"Ondertekend door {n.ondertekend_door} op {datum(n.ondertekend_op.astimezone(AMSTERDAM).date())}"


def nazicht(
    stand: NazichtStand,
    tenant: Tenant,
    rolnaam: Callable[[str], str],
    vandaag: date,
    getypt: tuple[int, Formulier] | None,
) -> NazichtBlad:
    n, open_ = stand.nazicht, stand.nazicht.status == "open"
    nummer, formulier = getypt or (-1, None)
    onder = formulier if nummer == 0 and formulier else Formulier(url=f"/nazicht/{n.id}/nazicht-ondertekenen")
    return NazichtBlad(
        periode=_periode(n),
        staat=_stand(n, vandaag),
        uiterlijk=lange_datum(n.uiterlijk_op),
        gelezen=f"{n.gelezen:,}".replace(",", "."),
        ondertekend=_ondertekend(n),
        personen=[
            _persoon(r, stand, n, tenant, rolnaam, formulier if nummer == r.nummer else None) for r in stand.regels
        ],
        te_beoordelen=n.regels - n.beoordeeld,
        ondertekenen=onder if open_ else None,
        oordelen=OORDELEN,
        open=open_,
    )


def _persoon(
    r: NazichtRegel,
    stand: NazichtStand,
    n: NazichtKort,
    tenant: Tenant,
    rolnaam: Callable[[str], str],
    getypt: Formulier | None,
) -> NazichtPersoon:
    van, tot = (m.astimezone(AMSTERDAM).date() for m in (n.van, n.tot))
    zoek = {"van": str(van), "tot_en_met": str(tot), "persoon": str(r.persoon)}

    def zaken(ids: list[UUID]) -> str:
        nummers = [stand.kenmerken[str(id)] for id in ids if str(id) in stand.kenmerken]
        return ", ".join(nummers)

    return NazichtPersoon(
        nummer=r.nummer,
        naam=r.naam,
        rol=rolnaam(r.rol),
        waar=_waar(r.organisatie or "", tenant),
        redenen=[NazichtReden(zin=reden.zin, zaken=zaken(reden.zaken)) for reden in r.redenen],
        staat=_OORDEEL[r.oordeel],
        toelichting=r.toelichting,
        zoek_url=f"/wie-zag-wat?{urlencode(zoek)}",
        formulier=getypt
        or Formulier(
            url=f"/nazicht/{n.id}/nazicht-beoordelen",
            waarden={"oordeel": r.oordeel or "", "toelichting": r.toelichting},
        ),
    )
