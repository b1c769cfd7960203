"""Reading what people typed: every field by name, nothing unknown, nothing lost.

A page names the fields of its form. A field it does not know is refused, so that a typing error in a template or a
made-up field never passes unseen. What was typed stays in `waarden`, to fill the same form again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions import ClientException, InternalServerException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from services.kern.errors import Fout, OngeldigeInvoer, TeGroot
from services.kern.tekens import bezwaar, een_vorm
from web.views import Formulier
from web.visit import Verzoek

VELDEN = 1_000  # fields of one form; the largest of ours has a few hundred
GROOTST_BYTES = 25 * 1024 * 1024  # of a file, as intake takes them (services/intake/bestand.py)
VERBORGEN = ("csrf", "opdracht", "versie")
_DATUM = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_DATUM_GETYPT = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")


async def lees_formulier(request: Verzoek) -> FormMultiDict:
    """The fields as sent. Read once per request. Raises OngeldigeInvoer when it is no form at all, and TeGroot when
    it has more fields than any form of ours (one with files is bounded by its number of parts)."""
    soort, _ = request.content_type
    if soort not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise OngeldigeInvoer("Dit is geen formulier.")
    if (eerder := request.formulier) is not None:
        return eerder
    try:
        if soort == "application/x-www-form-urlencoded" and (await request.body()).count(b"&") >= VELDEN:
            raise TeGroot("Dit formulier heeft te veel velden.")
        request.scope["state"]["formulier"] = formulier = await request.form()
        return formulier
    except RequestEntityTooLarge:
        raise TeGroot("Dit formulier is te groot.") from None
    except (ClientException, InternalServerException, UnicodeDecodeError, ValueError):  # broken, or broken off
        raise OngeldigeInvoer("Dit formulier is niet goed aangekomen. Probeer het nog eens.") from None


class Invoer:
    """The fields of one form. Faults per field gather in `fouten`; `controleren` raises them together."""

    def __init__(self, waarden: dict[str, str], lijsten: dict[str, list[str]], bestanden: dict[str, UploadFile]):
        self.waarden = waarden
        self.lijsten = lijsten
        self.bestanden = bestanden
        self.fouten: dict[str, str] = {}

    def __getitem__(self, naam: str) -> str:
        return self.waarden.get(naam, "")

    def of_niets(self, naam: str) -> str | None:
        """What was typed, None when nothing was."""
        return self[naam] or None

    @property
    def opdracht(self) -> UUID:
        """The idempotency key: of the form as it was shown, together with what it says now.

        The same form sent twice is one command. Sent again after the text was changed (saving while typing, or a
        second try when a service was away) it is another.
        """
        try:
            formulier = UUID(self["opdracht"])
        except ValueError:
            raise OngeldigeInvoer("Dit formulier is niet volledig. Laad de pagina opnieuw.") from None
        inhoud = json.dumps([self.waarden, self.lijsten], sort_keys=True, ensure_ascii=False)
        return uuid5(formulier, inhoud)

    @property
    def versie(self) -> int:
        """The version of what was on the screen."""
        if not self["versie"].isdecimal() or len(self["versie"]) > 9:
            raise OngeldigeInvoer("Dit formulier is niet volledig. Laad de pagina opnieuw.")
        return int(self["versie"])

    def nodig(self, naam: str, zin: str = "Vul dit in.") -> str:
        if not self[naam]:
            self.fouten.setdefault(naam, zin)
        return self[naam]

    def datum(self, naam: str, *, nodig: bool = True) -> date:
        """A date as the browser sends it (2026-12-14) or as people type it (14-12-2026)."""
        tekst = self[naam]
        if not tekst:
            if nodig:
                self.fouten.setdefault(naam, "Vul een datum in.")
            return date.min
        gevonden = _DATUM.match(tekst)
        delen = gevonden.groups() if gevonden else None
        if delen is None and (gevonden := _DATUM_GETYPT.match(tekst)):
            delen = tuple(reversed(gevonden.groups()))
        try:
            jaar, maand, dag = map(int, delen or ())
            datum = date(jaar, maand, dag)
        except ValueError:
            self.fouten[naam] = "Deze datum bestaat niet. Schrijf hem zo: 14-12-2026."
            return date.min
        if not 1900 <= datum.year <= 2100:
            self.fouten[naam] = "Dit jaartal klopt niet."
        return datum

    def datum_of_niets(self, naam: str) -> date | None:
        return self.datum(naam) if self[naam] else None

    def keuze(self, naam: str, mogelijk: Iterable[str], zin: str = "Maak een keuze.") -> str:
        if self[naam] not in set(mogelijk):
            self.fouten.setdefault(naam, zin)
        return self[naam]

    def uuid(self, naam: str) -> UUID:
        try:
            return UUID(self[naam])
        except ValueError:
            self.fouten.setdefault(naam, "Maak een keuze.")
            return UUID(int=0)

    def controleren(self) -> None:
        """Raises OngeldigeInvoer when a field could not be right."""
        if self.fouten:
            raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=self.fouten)

    def formulier(self, url: str, fout: Fout, namen: dict[str, str] | None = None) -> Formulier:
        """The same form again: what was typed, and the sentences of this fault beside their fields.

        `namen`: what the service calls a field to what the form calls it. A sentence about no field of the form
        stands above it.
        """
        velden, los = self._per_veld(fout, namen or {})
        algemeen = los or ("" if velden else fout.melding)
        return Formulier(
            url=url,
            versie=self["versie"],
            waarden=self.waarden,
            fouten=velden,
            algemene_fout=algemeen,
            opdracht=self["opdracht"] or str(uuid4()),
        )

    def _per_veld(self, fout: Fout, namen: dict[str, str]) -> tuple[dict[str, str], str]:
        velden, los = {}, []
        for naam, zin in fout.velden.items():
            eigen = namen.get(naam, naam)
            eigen = eigen.rpartition(".")[2] if eigen not in self.waarden else eigen
            if eigen in self.waarden or eigen in self.lijsten or eigen in self.bestanden:
                velden[eigen] = zin
            else:
                los.append(zin)
        return velden, " ".join(los)


async def lees(
    request: Verzoek, *velden: str, lijsten: Iterable[str] = (), bestanden: Iterable[str] = (), rest: bool = False
) -> Invoer:
    """Read a form with these fields (beside csrf, opdracht and versie).

    `rest`: other text fields are allowed too, because configuration names them and the service judges them.
    A form with a file may name one that was sent before it, as `upload` (web/pages/uploads.py).
    Raises: OngeldigeInvoer for an unknown or doubled field, or text with characters that no text has.
    """
    formulier = await lees_formulier(request)
    lijsten, bestanden = tuple(lijsten), tuple(bestanden)
    velden = (*velden, "upload") if bestanden else velden
    waarden: dict[str, str] = dict.fromkeys(velden, "")
    meer: dict[str, list[str]] = {naam: [] for naam in lijsten}
    files: dict[str, UploadFile] = {}
    for naam, waarde in formulier.multi_items():
        if naam in bestanden:
            if isinstance(waarde, UploadFile) and waarde.filename:
                files[naam] = waarde
        elif naam in meer and isinstance(waarde, str):
            meer[naam].append(_schoon(naam, waarde))
        elif not isinstance(waarde, str) or not (rest or naam in velden or naam in VERBORGEN):
            raise OngeldigeInvoer(f"Het veld “{naam[:40]}” bestaat niet in dit formulier.")
        elif waarden.get(naam):
            raise OngeldigeInvoer(f"Het veld “{naam[:40]}” staat er dubbel in.")
        else:
            waarden[naam] = _schoon(naam, waarde)
    waarden.pop("csrf", None)
    for naam in bestanden:
        waarden.setdefault(naam, "")
    return Invoer(waarden, meer, files)


def _schoon(naam: str, waarde: Any) -> str:
    """One way of writing for every letter (NFC), and no character that no text has: here, before anybody compares."""
    tekst = een_vorm(str(waarde)).strip()
    if zin := bezwaar(tekst):
        raise OngeldigeInvoer(zin, velden={naam: zin})
    return tekst


def te_groot(zin: str = "Dit bestand is groter dan 25 MB. Maak het kleiner, of splits het.") -> TeGroot:
    return TeGroot(zin, velden={"bestand": zin})
