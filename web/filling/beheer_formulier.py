"""From a place in the declaration to a form, and from what was typed back to the text of the file.

A form holds the values of one place and of the small groups in it; each row of a list has a page of its own. What was
not changed is not written, so an unchanged form gives an unchanged file. What cannot be right is written all the same,
as it was typed, and told: the concept keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from web.filling import beheer_toml as toml
from web.filling.beheer_boom import (
    Regels,
    algemeen,
    bestand_en_pad,
    is_blad,
    lees_regels,
    soort_van,
    tekst_van,
    waarde_op,
)
from web.filling.beheer_lezen import herkomst, rijen_om
from web.filling.beheer_schema import HERKOMST, Fout, Soort, Veldsoort, keuzes, lezen, schrijven, sleutels, velden
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import Blok, Keuze, Rij, Rijen, Veld
from web.filling.beheer_woorden import RIJEN, label, uitleg
from web.filling.beheer_zinnen import zin

BRON, DOEN, NIEUW = "bron_wijziging", "doen", "nieuw"
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
_VAK = {"uitleg", "opmerking", "taak", "doel", "bemiddeling", "wat", "openbaar", "label", "adviescommissie"}
_KAARTEN = ("rolnamen", "openbare_stappen", "postcodes")
VUL_IN = "Vul dit in."
NIEUW_RECEPT = "# Nieuw dossier\nonderdelen = []\ndocumenten = []\nzienswijzen = []\n"


@dataclass(frozen=True)
class Plaats:
    """One field: its key in the schema, where it stands, and in which block of the form."""

    veld: Veldsoort
    pad: Pad
    blok: str

    @property
    def naam(self) -> str:
        return tekst_van(self.pad)


@dataclass
class Verwerkt:
    """`teksten`: the files that changed. `fouten`: a sentence per field. `onbekend`: names that no field has."""

    teksten: dict[str, str] = field(default_factory=dict)
    fouten: dict[str, str] = field(default_factory=dict)
    onbekend: set[str] = field(default_factory=set)
    mislukt: str = ""


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
        if _vinkjes(plaats, regels):
            uit[f"{plaats.naam}:"] = "ja"
            uit |= {f"{plaats.naam}:{w}": "ja" for w in nu or [] if isinstance(nu, list)}
        else:
            uit[plaats.naam] = schrijven(_getoond(plaats, nu))
    return uit


def waarden_leeg(regels: Regels, pad: Pad) -> dict[str, str]:
    """Every field without a value: what a form that was sent may have left out."""
    return {plaats.naam: "" for plaats in plaatsen(regels, pad) if not _vinkjes(plaats, regels)}


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


def _getoond(plaats: Plaats, nu: Any) -> Any:
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


def _vinkjes(plaats: Plaats, regels: Regels) -> bool:
    aard = plaats.veld.soort.aard
    return aard == "keuzes" or (aard == "teksten" and bool(_keuzes(plaats, regels)))


def _keuzes(plaats: Plaats, regels: Regels) -> list[Keuze]:
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
    mogelijk = _keuzes(plaats, regels)
    if v.klasse in _KAARTEN:
        naam = next(
            (k.titel for k in sleutels(Veldsoort("", v.klasse, soort, False), regels.data) if k.waarde == v.naam),
            v.naam,
        )
        hulp = ""
    else:
        naam, hulp = label(v.klasse, v.naam), uitleg(v.klasse, v.naam)
    if _vinkjes(plaats, regels):
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


# ------------------------------------------------------------------------------------------ what was typed


def verwerken(regels: Regels, pad: Pad, gestuurd: Mapping[str, str]) -> Verwerkt:
    """The files with what was typed in them."""
    uit = Verwerkt()
    bekend = {BRON, DOEN} | {f"{NIEUW}:{tekst_van(plek)}" for v, plek in lijsten(regels, pad)}
    schrijver = _Schrijver(regels, uit)
    raakt: list[Pad] = []
    alle = plaatsen(regels, pad)
    for plaats in alle:
        bekend |= {plaats.naam, *_namen(plaats, regels)}
        if (getypt := _getypt(plaats, regels, gestuurd)) is None:
            continue
        nu = waarde_op(regels.data, plaats.pad)
        if _gelijk(schrijven(_getoond(plaats, nu)), getypt):
            continue
        raakt.append(plaats.pad)
        schrijver.blad(plaats, nu, getypt)
    uit.onbekend = {naam for naam in gestuurd if naam not in bekend}
    if uit.mislukt:
        return uit
    _herkomst(schrijver, alle, raakt, gestuurd.get(BRON, "").strip())
    schrijver.opruimen(pad)
    uit.fouten |= {naam: zin_ for naam, zin_ in fouten(_na(regels, uit), pad).items() if naam not in uit.fouten}
    return uit


def _na(regels: Regels, uit: Verwerkt) -> Regels:
    return lees_regels({**regels.teksten, **uit.teksten}) if uit.teksten else regels


def fouten(regels: Regels, pad: Pad) -> dict[str, str]:
    """What is not right in the fields of this place, as it stands in the file."""
    uit = {}
    for plaats in plaatsen(regels, pad):
        nu = waarde_op(regels.data, plaats.pad)
        groep = waarde_op(regels.data, plaats.pad[:-1])
        if plaats.veld.verplicht and nu in (None, "") and (groep or _moet(regels, plaats.pad[:-1])):
            uit[plaats.naam] = VUL_IN
        elif nu not in (None, "", []) and (waarom := _klopt_niet(plaats.veld, nu)):
            uit[plaats.naam] = waarom
    return uit


def _moet(regels: Regels, pad: Pad) -> bool:
    """Whether the group at this place must be there, or already is."""
    if not pad or isinstance(pad[-1], int):
        return True
    ouder = soort_van(pad[:-1])
    if ouder.aard != "groep" or ouder.klasse is None:
        return True
    eigen = next(v for v in velden(ouder.klasse) if v.naam == pad[-1])
    return eigen.verplicht


def _klopt_niet(v: Veldsoort, nu: Any) -> str:
    try:
        gelezen = lezen(v, schrijven(nu))
    except Fout as fout:
        return str(fout)
    return "" if gelezen == nu and type(gelezen) is type(nu) else "Dit is niet geschreven zoals het hoort."


def _namen(plaats: Plaats, regels: Regels) -> set[str]:
    if not _vinkjes(plaats, regels):
        return set()
    return {f"{plaats.naam}:", *(f"{plaats.naam}:{k.waarde}" for k in _keuzes(plaats, regels))}


def _getypt(plaats: Plaats, regels: Regels, gestuurd: Mapping[str, str]) -> str | None:
    """What came back for this field; None when the form did not have it."""
    if not _vinkjes(plaats, regels):
        return gestuurd.get(plaats.naam)
    if f"{plaats.naam}:" not in gestuurd:
        return None
    nu = waarde_op(regels.data, plaats.pad)
    staan = [str(w) for w in nu] if isinstance(nu, list) else []
    aan = [k.waarde for k in _keuzes(plaats, regels) if gestuurd.get(f"{plaats.naam}:{k.waarde}")]
    # What was chosen keeps its order; what is new comes after it.
    return "\n".join([w for w in staan if w in aan] + [w for w in aan if w not in staan])


def _gelijk(nu: str, getypt: str) -> bool:
    def kaal(tekst: str) -> str:
        return "\n".join(regel.strip() for regel in tekst.strip().split("\n"))

    return kaal(nu) == kaal(getypt)


class _Schrijver:
    """Writes in the files, one change after the other."""

    def __init__(self, regels: Regels, uit: Verwerkt):
        self.regels, self.uit = regels, uit

    def doen(self, pad: Pad, wat: Any) -> None:
        """`wat(tekst, pad in the file)` gives the new text of the file that holds this place."""
        bestand, plek = bestand_en_pad(self.regels, pad)
        tekst = self.uit.teksten.get(bestand, self.regels.teksten.get(bestand, ""))
        try:
            self.uit.teksten[bestand] = wat(tekst, plek)
        except toml.Onmogelijk:
            self.uit.mislukt = bestand

    def blad(self, plaats: Plaats, nu: Any, getypt: str) -> None:
        v = plaats.veld
        try:
            waarde: Any = lezen(v, getypt)
        except Fout as fout:
            self.uit.fouten[plaats.naam] = str(fout)
            # A list stays a list, so that the good rows of it stay what they are.
            waarde = (
                [r.strip() for r in getypt.split("\n") if r.strip()]
                if v.soort.aard in ("teksten", "keuzes")
                else getypt
            )
        if waarde is None or waarde == []:
            if v.verplicht:
                # Nothing where something must be: written as nothing, and told.
                leeg = [] if v.soort.aard in ("teksten", "keuzes") else ""
                self.doen(plaats.pad, lambda tekst, plek: toml.zetten(tekst, plek, leeg))
            elif v.standaard not in (None, "", []):
                # Empty cannot be said of a value that counts by itself.
                self.uit.fouten[plaats.naam] = VUL_IN
            elif nu is not None:
                self.doen(plaats.pad, toml.weghalen)
            return
        self.doen(plaats.pad, lambda tekst, plek: toml.zetten(tekst, plek, waarde))

    def opruimen(self, pad: Pad) -> None:
        """A small group (`als`) of which everything was taken out goes itself too."""
        na = _na(self.regels, self.uit)
        for plek in {p.pad[:-1] for p in plaatsen(na, pad)}:
            if len(plek) > len(pad) and waarde_op(na.data, plek) == {} and not _moet(na, plek):
                self.doen(plek, toml.weghalen)


def _herkomst(schrijver: _Schrijver, alle: list[Plaats], raakt: list[Pad], bron: str) -> None:
    """Every change has its source: the rule that changed takes it over, unless its own source was changed too."""
    bronnen = {p.pad[:-1]: p.pad for p in alle if p.veld.naam == "bron"}
    zonder = False
    groepen: dict[Pad, Pad] = {}
    for pad in raakt:
        if pad[-1] in ("bron", "opmerking", "hersteltermijn_bron"):
            continue
        groep = next((pad[:n] for n in range(len(pad) - 1, -1, -1) if pad[:n] in bronnen), None)
        if groep is not None and bronnen[groep] in raakt:
            continue
        if not bron:
            zonder = True
        elif groep is not None:
            groepen[groep] = bronnen[groep]
        else:
            schrijver.doen(pad, lambda tekst, plek: toml.opmerken(tekst, plek, f"Bron: {bron}"))
    for plek in groepen.values():
        schrijver.doen(plek, lambda tekst, waar: toml.zetten(tekst, waar, bron))
    if zonder:
        schrijver.uit.fouten[BRON] = "Waarop berust deze wijziging? Noem het document en de plaats, of het besluit."
    elif bron and len(bron) < 8:
        schrijver.uit.fouten[BRON] = "Noem het document en de plaats daarin, in ten minste 8 tekens."


# ------------------------------------------------------------------------------------------------- rows


def rij_doen(regels: Regels, doen: str, nieuw: str = "") -> tuple[Verwerkt, Pad]:
    """What the button of a row asks, and the place to go to then. `nieuw`: the name of a new row that has one.

    Raises LookupError for a place that is not there. `mislukt` when the text cannot be changed by piece.
    """
    from web.filling.beheer_boom import pad_van

    wat, _, plek = doen.partition(":")
    pad = pad_van(plek)
    uit = Verwerkt()
    schrijver = _Schrijver(regels, uit)
    if wat == "erbij":
        return uit, _erbij(schrijver, regels, pad, nieuw)
    lijst, rij = pad[:-1], pad[-1]
    if waarde_op(regels.data, pad) is None or wat not in ("omhoog", "omlaag", "weg"):
        raise LookupError(doen)
    if wat == "weg" and len(pad) == 2 and pad[0] == "recepten" and bestand_en_pad(regels, pad)[1] == ():
        uit.teksten[bestand_en_pad(regels, pad)[0]] = ""
    elif wat == "weg":
        schrijver.doen(pad, toml.weghalen)
    else:
        if not isinstance(rij, int):
            raise LookupError(doen)
        eerste = rij - 1 if wat == "omhoog" else rij
        if eerste < 0 or waarde_op(regels.data, (*lijst, eerste + 1)) is None:
            raise LookupError(doen)
        schrijver.doen(lijst, lambda tekst, waar: toml.omwisselen(tekst, waar, eerste))
    return uit, lijst


def _erbij(schrijver: _Schrijver, regels: Regels, pad: Pad, nieuw: str) -> Pad:
    soort = soort_van(pad)
    uit = schrijver.uit
    if soort.aard == "groepen":
        nu = waarde_op(regels.data, pad)
        schrijver.doen(pad, lambda tekst, waar: toml.invoegen(tekst, waar, {}))
        return (*pad, len(nu) if isinstance(nu, list) else 0)
    if soort.aard != "groepenkaart":
        raise LookupError(tekst_van(pad))
    naam, sleutel = nieuw.strip(), f"{NIEUW}:{tekst_van(pad)}"
    try:
        lezen(Veldsoort("", "naam", Soort("tekst", patroon="^[a-z][a-z0-9_]*$"), True), naam)
    except Fout as fout:
        uit.fouten[sleutel] = str(fout)
    if not naam or len(naam) > 60:
        uit.fouten[sleutel] = "Geef een korte naam."
    elif waarde_op(regels.data, (*pad, naam)) is not None:
        uit.fouten[sleutel] = "Deze naam bestaat al."
    if uit.fouten:
        return pad
    if pad == ("recepten",):
        uit.teksten[f"recept_{naam}.toml"] = NIEUW_RECEPT
    else:
        schrijver.doen((*pad, naam), toml.tabel)
    return (*pad, naam)
