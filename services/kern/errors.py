"""Faults of the domain. Each is the sentence its reader needs; none is a technical accident.

A fault has an HTTP-like `status` (so web and API agree without a table in between), a `sleutel` that
programs may test, the Dutch sentence `melding`, and for input the sentence per field in `velden`.
"""

from __future__ import annotations

import msgspec


class Fout(Exception):
    """Any refusal the asker should hear about. Changes nothing: the unit of work is rolled back."""

    status = 400
    sleutel = "fout"

    def __init__(self, melding: str, *, velden: dict[str, str] | None = None, extra: dict | None = None):
        super().__init__(melding)
        self.melding = melding
        self.velden = velden or {}
        self.extra = extra or {}


class OngeldigeInvoer(Fout):
    """Something typed or chosen cannot be right. `velden`: field name to the sentence beside that field."""

    status = 422
    sleutel = "ongeldige_invoer"


class NietIngelogd(Fout):
    """No living session, or the signed principal is missing, altered or expired."""

    status = 401
    sleutel = "niet_ingelogd"


class BevestigOpnieuw(Fout):
    """The act binds, and it is more than five minutes ago that this person proved who they are (RFC 9470).

    Nothing was done. After confirming, the same command with the same key is simply sent again.
    """

    status = 401
    sleutel = "bevestig_opnieuw"

    def __init__(self, melding: str = "Bevestig eerst dat u het bent.", *, met_passkey: bool = False):
        """`met_passkey`: only a passkey will do."""
        super().__init__(melding, extra={"met_passkey": True} if met_passkey else None)


class MagNiet(Fout):
    """The role may not do this act at all (a function, never an object: objects outside scope are 404)."""

    status = 403
    sleutel = "mag_niet"


class NietGevonden(Fout):
    """It does not exist for this person. Says the same whether it exists for somebody else or not."""

    status = 404
    sleutel = "niet_gevonden"

    def __init__(self, melding: str = "Dit is niet gevonden, of u kunt er niet bij."):
        super().__init__(melding)


class KanNiet(Fout):
    """The process forbids the act in the present state, or a condition of the act is not met."""

    status = 409
    sleutel = "kan_niet"


class Gewijzigd(Fout):
    """Somebody else was first. `extra` holds `door`, `op` (ISO moment) and `nu` (the present values)."""

    status = 409
    sleutel = "gewijzigd"


class TeGroot(Fout):
    status = 413
    sleutel = "te_groot"


class NietBeschikbaar(Fout):
    """A part of the platform is away. Nothing was lost; the sentence says what to do."""

    status = 503
    sleutel = "niet_beschikbaar"


FOUTEN: dict[str, type[Fout]] = {
    klasse.sleutel: klasse
    for klasse in (
        OngeldigeInvoer,
        NietIngelogd,
        BevestigOpnieuw,
        MagNiet,
        NietGevonden,
        KanNiet,
        Gewijzigd,
        TeGroot,
        NietBeschikbaar,
    )
}


class FoutBericht(msgspec.Struct, frozen=True):
    """How a fault travels over the bus."""

    sleutel: str
    melding: str
    velden: dict[str, str] = {}
    extra: dict = {}
    kenmerk: str | None = None

    @classmethod
    def van(cls, fout: Fout) -> FoutBericht:
        return cls(fout.sleutel, fout.melding, fout.velden, fout.extra)

    def als_fout(self) -> Fout:
        klasse = FOUTEN.get(self.sleutel)
        if klasse is None:
            return OnverwachteFout(self.melding, kenmerk=self.kenmerk)
        fout = klasse.__new__(klasse)
        Fout.__init__(fout, self.melding, velden=self.velden, extra=self.extra)
        return fout


class OnverwachteFout(Fout):
    """A fault of ours. `kenmerk` is the reference under which it stands in the log."""

    status = 500
    sleutel = "onverwacht"

    def __init__(self, melding: str = "Er ging iets mis bij ons.", *, kenmerk: str | None = None):
        super().__init__(melding)
        self.kenmerk = kenmerk
