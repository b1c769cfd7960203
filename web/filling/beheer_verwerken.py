"""What was typed in a form, written in the text of the files; and what the buttons of a row ask.

What was not changed is not written, so an unchanged form gives an unchanged file. What cannot be right is written all
the same, as it was typed, and told: the concept keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from web.filling import beheer_toml as toml
from web.filling.beheer_boom import Regels, bestand_en_pad, lees_regels, pad_van, soort_van, tekst_van, waarde_op
from web.filling.beheer_formulier import (
    BRON,
    DOEN,
    NIEUW,
    Plaats,
    getoond,
    lijsten,
    mogelijk_bij,
    plaatsen,
    vinkjes,
)
from web.filling.beheer_schema import Fout, Soort, Veldsoort, lezen, schrijven, velden
from web.filling.beheer_toml import Pad

VUL_IN = "Vul dit in."
NIEUW_RECEPT = "# Nieuw dossier\nonderdelen = []\ndocumenten = []\nzienswijzen = []\n"


@dataclass
class Verwerkt:
    """`teksten`: the files that changed. `fouten`: a sentence per field. `onbekend`: names that no field has."""

    teksten: dict[str, str] = field(default_factory=dict)
    fouten: dict[str, str] = field(default_factory=dict)
    onbekend: set[str] = field(default_factory=set)
    mislukt: str = ""


def verwerken(regels: Regels, pad: Pad, gestuurd: Mapping[str, str]) -> Verwerkt:
    """The files with what was typed in them."""
    uit = Verwerkt()
    bekend = {BRON, DOEN} | {f"{NIEUW}:{tekst_van(plek)}" for v, plek in lijsten(regels, pad)}
    schrijver = Schrijver(regels, uit)
    raakt: list[Pad] = []
    alle = plaatsen(regels, pad)
    for plaats in alle:
        bekend |= {plaats.naam, *_namen(plaats, regels)}
        if (getypt := _getypt(plaats, regels, gestuurd)) is None:
            continue
        nu = waarde_op(regels.data, plaats.pad)
        if _gelijk(schrijven(getoond(plaats, nu)), getypt):
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
    if not vinkjes(plaats, regels):
        return set()
    return {f"{plaats.naam}:", *(f"{plaats.naam}:{k.waarde}" for k in mogelijk_bij(plaats, regels))}


def _getypt(plaats: Plaats, regels: Regels, gestuurd: Mapping[str, str]) -> str | None:
    """What came back for this field; None when the form did not have it."""
    if not vinkjes(plaats, regels):
        return gestuurd.get(plaats.naam)
    if f"{plaats.naam}:" not in gestuurd:
        return None
    nu = waarde_op(regels.data, plaats.pad)
    staan = [str(w) for w in nu] if isinstance(nu, list) else []
    aan = [k.waarde for k in mogelijk_bij(plaats, regels) if gestuurd.get(f"{plaats.naam}:{k.waarde}")]
    # What was chosen keeps its order; what is new comes after it.
    return "\n".join([w for w in staan if w in aan] + [w for w in aan if w not in staan])


def _gelijk(nu: str, getypt: str) -> bool:
    def kaal(tekst: str) -> str:
        return "\n".join(regel.strip() for regel in tekst.strip().split("\n"))

    return kaal(nu) == kaal(getypt)


class Schrijver:
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
            vanzelf = v.standaard not in (None, "", [])
            if vanzelf:  # empty cannot be said of a value that counts by itself
                self.uit.fouten[plaats.naam] = VUL_IN
            if v.verplicht or vanzelf:
                # Nothing where something must be: written as nothing, and told.
                leeg = [] if v.soort.aard in ("teksten", "keuzes") else ""
                self.doen(plaats.pad, lambda tekst, plek: toml.zetten(tekst, plek, leeg))
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


def _herkomst(schrijver: Schrijver, alle: list[Plaats], raakt: list[Pad], bron: str) -> None:
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
    wat, _, plek = doen.partition(":")
    pad = pad_van(plek)
    uit = Verwerkt()
    schrijver = Schrijver(regels, uit)
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


def _erbij(schrijver: Schrijver, regels: Regels, pad: Pad, nieuw: str) -> Pad:
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
