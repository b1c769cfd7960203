"""From a place in the declaration to a form: its fields, what stands in them, and the lists of rows.

A form holds the values of one place and of the small groups in it; each row of a list has a page of its own. The way
back is `beheer_verwerken`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from web.filling.beheer_boom import (
    Regels,
    algemeen,
    is_blad,
    soort_van,
    tekst_van,
    waarde_op,
)
from web.filling.beheer_lezen import herkomst, rijen_om
from web.filling.beheer_schema import HERKOMST, Soort, Veldsoort, keuzes, schrijven, sleutels, velden
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import Blok, Keuze, Rij, Rijen, Veld
from web.filling.beheer_woorden import RIJEN, label, uitleg
from web.filling.beheer_zinnen import zin

BRON, DOEN, NIEUW = "bron_wijziging", "doen", "nieuw"
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
_VAK = {"uitleg", "opmerking", "taak", "doel", "bemiddeling", "wat", "openbaar", "label", "adviescommissie"}
_KAARTEN = ("rolnamen", "openbare_stappen", "postcodes")


@dataclass(frozen=True)
class Plaats:
    """One field: its key in the schema, where it stands, and in which block of the form."""

    veld: Veldsoort
    pad: Pad
    blok: str

    @property
    def naam(self) -> str:
        return tekst_van(self.pad)


# ------------------------------------------------------------------------------------------------ which fields


def plaatsen(regels: Regels, pad: Pad) -> list[Plaats]:
    """The fields of the form at this place, in order."""
    if not pad:
        return [Plaats(v, (v.naam,), "") for v in algemeen()]
    soort = soort_van(pad)
    if soort.aard == "groep":
        return list(_groep(soort, pad, "", regels))
    if soort.aard == "kaart":
        return list(_kaart(Veldsoort("Tenant", str(pad[-1]), soort, True), pad, "", regels))
    return []


def _groep(soort: Soort, pad: Pad, blok: str, regels: Regels) -> Iterator[Plaats]:
    assert soort.klasse is not None
    for v in velden(soort.klasse):
        plek = (*pad, v.naam)
        if is_blad(v.soort):
            waar = blok or ("herkomst" if _is_herkomst(v) else "")
            yield Plaats(v, plek, waar)
        elif v.soort.aard == "groep":
            yield from _groep(v.soort, plek, tekst_van(plek), regels)
        elif v.soort.aard in ("kaart", "lijsten"):
            yield from _kaart(v, plek, tekst_van(plek), regels)


def _kaart(v: Veldsoort, pad: Pad, blok: str, regels: Regels) -> Iterator[Plaats]:
    nu = waarde_op(regels.data, pad)
    namen = [k.waarde for k in sleutels(v, regels.data)]
    namen += [s for s in nu if s not in namen] if isinstance(nu, dict) else []
    aard = "tekst" if v.soort.aard == "kaart" else "teksten"
    for naam in namen:
        yield Plaats(Veldsoort(f"{v.naam}", naam, Soort(aard, patroon=v.soort.patroon), False), (*pad, naam), blok)


def _is_herkomst(v: Veldsoort) -> bool:
    return v.naam in HERKOMST and not (v.klasse == "StreefRegel" and v.naam == "vanaf")


def lijsten(regels: Regels, pad: Pad) -> list[tuple[Veldsoort, Pad]]:
    """The lists of rows at this place."""
    if not pad:
        return []
    soort = soort_van(pad)
    if soort.aard in ("groepen", "groepenkaart"):
        return [(Veldsoort("Tenant", str(pad[-1]), soort, True), pad)]
    if soort.aard != "groep" or soort.klasse is None:
        return []
    return [(v, (*pad, v.naam)) for v in velden(soort.klasse) if v.soort.aard in ("groepen", "groepenkaart")]


# --------------------------------------------------------------------------------------------------- the form


def waarden(regels: Regels, pad: Pad) -> dict[str, str]:
    """What stands in the fields, as the form would send it back."""
    uit: dict[str, str] = {}
    for plaats in plaatsen(regels, pad):
        nu = waarde_op(regels.data, plaats.pad)
        if vinkjes(plaats, regels):
            uit[f"{plaats.naam}:"] = "ja"
            uit |= {f"{plaats.naam}:{w}": "ja" for w in nu or [] if isinstance(nu, list)}
        else:
            uit[plaats.naam] = schrijven(getoond(plaats, nu))
    return uit


def waarden_leeg(regels: Regels, pad: Pad) -> dict[str, str]:
    """Every field without a value: what a form that was sent may have left out."""
    return {plaats.naam: "" for plaats in plaatsen(regels, pad) if not vinkjes(plaats, regels)}


def labels(regels: Regels, pad: Pad) -> dict[str, str]:
    """What every field is called; of a list of boxes each box."""
    uit = {}
    for plaats in plaatsen(regels, pad):
        veld = _veld(plaats, regels, {})
        if veld.soort == "vinkjes":
            uit |= {f"{plaats.naam}:{k.waarde}": f"{veld.label}: {k.titel}" for k in veld.keuzes}
        else:
            uit[plaats.naam] = veld.label
    return uit


def getoond(plaats: Plaats, nu: Any) -> Any:
    """What counts when nothing stands there is shown as if it did; leaving it as it is writes nothing."""
    standaard = plaats.veld.standaard
    return standaard if nu is None and not isinstance(standaard, list) else nu


def blokken(regels: Regels, pad: Pad, gestuurd: Mapping[str, str]) -> list[Blok]:
    """The fields, in blocks. `gestuurd`: the values the form will show."""
    groepen: dict[str, list[Veld]] = {}
    titels: dict[str, tuple[str, str]] = {"": ("", ""), "herkomst": ("Herkomst en datums", "")}
    for plaats in plaatsen(regels, pad):
        groepen.setdefault(plaats.blok, []).append(_veld(plaats, regels, gestuurd))
        if plaats.blok not in titels:
            plek = plaats.blok.split(".")
            ouder = soort_van(tuple(pad))
            klasse = ouder.klasse.__name__ if ouder.klasse else ""
            leeg = "Vul niets in als het altijd geldt." if plek[-1] == "als" else ""
            titels[plaats.blok] = (label(klasse, plek[-1]), leeg or uitleg(klasse, plek[-1]))
    volgorde = sorted(groepen, key=lambda b: 0 if b == "" else 2 if b == "herkomst" else 1)
    return [
        Blok(titel=titels[b][0], uitleg=titels[b][1], velden=groepen[b], id=f"blok-{b.replace('.', '-') or 'begin'}")
        for b in volgorde
    ]


def vinkjes(plaats: Plaats, regels: Regels) -> bool:
    aard = plaats.veld.soort.aard
    return aard == "keuzes" or (aard == "teksten" and bool(mogelijk_bij(plaats, regels)))


def mogelijk_bij(plaats: Plaats, regels: Regels) -> list[Keuze]:
    mogelijk = keuzes(plaats.veld, regels.data, tuple(rijen_om(regels.data, plaats.pad)))
    if not mogelijk:
        return []
    nu = waarde_op(regels.data, plaats.pad)
    staan = nu if isinstance(nu, list) else [nu] if isinstance(nu, str) and nu else []
    bekend = {k.waarde for k in mogelijk}
    if plaats.veld.id == "Stap.na":
        eigen = waarde_op(regels.data, (*plaats.pad[:-1], "naam"))
        mogelijk = [k for k in mogelijk if k.waarde != eigen]
    return mogelijk + [Keuze(str(w), str(w)) for w in staan if str(w) not in bekend]


def _veld(plaats: Plaats, regels: Regels, gestuurd: Mapping[str, str]) -> Veld:
    v, soort = plaats.veld, plaats.veld.soort
    mogelijk = mogelijk_bij(plaats, regels)
    if v.klasse in _KAARTEN:
        naam = next(
            (k.titel for k in sleutels(Veldsoort("", v.klasse, soort, False), regels.data) if k.waarde == v.naam),
            v.naam,
        )
        hulp = ""
    else:
        naam, hulp = label(v.klasse, v.naam), uitleg(v.klasse, v.naam)
    if vinkjes(plaats, regels):
        wat = "vinkjes"
    elif mogelijk:
        wat = "keuzelijst"
    elif soort.aard == "ja_nee":
        wat, mogelijk = "ja_nee", [*JA_NEE, *([Keuze("", "Maakt niet uit")] if soort.mag_leeg else [])]
    elif soort.aard == "teksten":
        wat, hulp = "regels", hulp or uitleg("", "lijst")
    elif soort.aard == "tekst":
        wat = "vak" if v.naam in _VAK or len(gestuurd.get(plaats.naam, "")) > 90 else "tekst"
    else:
        wat = soort.aard
    # Where leaving it out says something by itself, "niet verplicht" would only be noise.
    spreekt_vanzelf = wat == "ja_nee" or plaats.blok.endswith("als") or v.klasse in _KAARTEN
    return Veld(plaats.naam, naam, wat, hulp, v.verplicht or spreekt_vanzelf, mogelijk)


def rijen(regels: Regels, pad: Pad, fout_plek: str = "", fout: str = "") -> list[Rijen]:
    """The lists at this place. `fout_plek`: the dotted place of a fault that stands in one of their rows."""
    uit = []
    for v, plek in lijsten(regels, pad):
        inhoud = waarde_op(regels.data, plek)
        paren = list(inhoud.items()) if isinstance(inhoud, dict) else list(enumerate(inhoud or []))
        klasse = v.soort.klasse.__name__ if v.soort.klasse else ""
        kaart = v.soort.aard == "groepenkaart"
        regels_ = []
        for nummer, (sleutel, rij) in enumerate(paren):
            eigen = tekst_van((*plek, sleutel))
            raakt = fout_plek == eigen or fout_plek.startswith(f"{eigen}.")
            titel = f"Dossier {sleutel}" if plek == ("recepten",) else zin(klasse, rij, regels.data)
            regels_.append(
                Rij(
                    plek=eigen,
                    zin=titel,
                    url=f"/beheer/wijzigen/{eigen}",
                    bron=herkomst(regels.data, (*plek, sleutel))[0]
                    if isinstance(rij, dict) and rij.get("bron")
                    else "",
                    fout=fout if raakt else "",
                    omhoog=not kaart and nummer > 0,
                    omlaag=not kaart and nummer < len(paren) - 1,
                )
            )
        uit.append(
            Rijen(
                plek=tekst_van(plek),
                id=f"lijst-{tekst_van(plek).replace('.', '-')}",
                titel=label(v.klasse, v.naam) if v.klasse != "Tenant" else "",
                uitleg="De eerste die past, telt." if v.naam in ("mandaten", "geldigheid") else "",
                rijen=regels_,
                erbij=RIJEN.get(v.naam, "regel"),
                sleutel=f"{NIEUW}:{tekst_van(plek)}" if kaart else "",
            )
        )
    return uit
