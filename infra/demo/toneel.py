"""The stage of the play: who may enter, what time it is, and what has been seen so far."""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from infra import clock
from infra.demo.robot import Formulier, Robot, Struikelt
from infra.demo.zaken import Zaak
from infra.people import accounts

T = TypeVar("T")


@dataclass
class Stap:
    """One step of a story. `uitkomst`: what one can see now; `seconden`: how long the step took.

    In the words of the samenwerkingsverband itself: `rol` and `orgaan` of who does it, and `eigen`, the step of its
    own procedure, where it has one.
    """

    verhaal: str
    stap: str
    door: str
    dag: date
    seconden: float
    uitkomst: str
    tenant: str = ""
    rol: str = ""
    orgaan: str = ""
    eigen: str = ""


@dataclass
class Toneel:
    basis: str
    post_url: str
    klok: Path
    map: Path
    stappen: list[Stap] = field(default_factory=list)
    verhaal: str = ""
    zaak: Zaak | None = None
    sinds: datetime = field(default_factory=clock.echt)

    def begin(self, verhaal: str, zaak: Zaak | None = None) -> None:
        """From here on the steps belong to this story, and are told in the words of its samenwerkingsverband."""
        self.verhaal, self.zaak = verhaal, zaak

    @contextmanager
    def stap(self, naam: str, door: str = "", handeling: str = "") -> Iterator[dict[str, str]]:
        """Play a step: time it, tell it, keep it. `handeling`: the act, to find the step of the own procedure."""
        begin = time.perf_counter()
        uit: dict[str, str] = {}
        yield uit
        duur = time.perf_counter() - begin
        wie = accounts()[door].naam if door in accounts() else door
        eigen = self._eigen_woorden(door, handeling)
        stap = Stap(self.verhaal, naam, wie, clock.vandaag(), round(duur, 2), uit.get("uitkomst", ""), **eigen)
        self.stappen.append(stap)
        staart = f": {stap.uitkomst}" if stap.uitkomst else ""
        wie = f"{stap.rol}, {wie}" if stap.rol else wie
        print(f"  {duur:5.2f} s  {wie}: {naam}{staart}", file=sys.stderr, flush=True)

    def _eigen_woorden(self, door: str, handeling: str) -> dict[str, str]:
        if self.zaak is None:
            return {}
        rol = self.zaak.rol(door)
        eigen = self.zaak.stap(handeling, rol)
        orgaan = self.zaak.orgaan(rol, eigen if eigen and eigen.door == rol else None)
        return {
            "tenant": self.zaak.tenant,
            "rol": self.zaak.rolnaam(door),
            "orgaan": orgaan.titel if orgaan else "",
            "eigen": eigen.titel if eigen else "",
        }

    @contextmanager
    def persoon(self, sub: str, hoed: str = "", *, adres: str = "/inloggen") -> Iterator[Robot]:
        """Somebody signs in, does something, and signs out."""
        with Robot(self.basis, accounts()[sub]) as robot:
            robot.inloggen(adres)
            robot.hoed(hoed or (self.zaak.hoed(sub) if self.zaak else ""))
            yield robot

    def naar(self, dag: date, uur: int = 9) -> None:
        """Move the clock of the demo to the morning of this day. Time never goes back."""
        moment = clock.begin_van(dag, uur)
        if moment <= clock.nu():
            return
        clock.verzetten(self.klok, moment)
        print(f"           de klok van de demo staat nu op {dag:%d-%m-%Y}", file=sys.stderr, flush=True)

    def later(self, dagen: int) -> None:
        self.naar(clock.vandaag() + timedelta(days=dagen))

    def wacht(self, kijk: Callable[[], T], wat: str, seconden: float = 60.0) -> T:
        """Look until it is there: facts and jobs need a moment. Raises Struikelt when it does not come."""
        einde = time.monotonic() + seconden
        laatste = ""
        while time.monotonic() < einde:
            try:
                if gezien := kijk():
                    return gezien
            except Struikelt as nog_niet:
                laatste = str(nog_niet)
            time.sleep(0.1)
        raise Struikelt(f"na {seconden:.0f} s nog niet gezien: {wat}. {laatste}")

    def post(self, aan: str, bevat: str = "") -> dict[str, Any]:
        """The newest e-mail of this play to this person that holds this text; waits for it."""
        adres = accounts()[aan].email

        def kijk() -> dict[str, Any] | None:
            with urllib.request.urlopen(f"{self.post_url}/api/berichten?aan={adres}", timeout=5) as antwoord:
                berichten = json.load(antwoord)
            for bericht in berichten:
                nieuw = datetime.fromisoformat(bericht["ontvangen_op"]) >= self.sinds
                if (
                    nieuw
                    and adres in str(bericht["aan"])
                    and bevat in f"{bericht['onderwerp']} {bericht.get('tekst', '')}"
                ):
                    return bericht
            return None

        return self.wacht(kijk, f"een e-mail aan {adres} met “{bevat}”")

    def bewaar(self, naam: str, inhoud: bytes) -> Path:
        pad = self.map / naam
        pad.write_bytes(inhoud)
        return pad


def invullen(form: Formulier, tekst: Callable[[str], str], **bekend: Any) -> Formulier:
    """Fill what is known and on the page; write a sentence in every empty text field; take the first choice."""
    for naam, waarde in bekend.items():
        if naam in form.soorten:
            form.vul(**{naam: waarde})
    for naam, soort in form.soorten.items():
        leeg = not any(form.velden.get(naam, []))
        if naam in bekend or not leeg or soort in ("hidden", "file", "checkbox", "submit", "date", "button"):
            continue
        if soort in ("select", "radio"):
            if form.keuzes.get(naam):
                form.vul(**{naam: form.keuzes[naam][0]})
        elif soort == "number":
            form.vul(**{naam: "12"})
        else:
            form.vul(**{naam: tekst(naam)})
    return form


def als_json(toneel: Toneel) -> list[dict[str, Any]]:
    return [asdict(stap) | {"dag": stap.dag.isoformat()} for stap in toneel.stappen]
