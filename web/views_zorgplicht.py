"""What the screens about aanmelding and zorgplicht are given: clocks in a list, numbers per board, one aanmelding."""

from __future__ import annotations

from web.views import Formulier, Handeling, HandelingPagina, Keuze, Link, Rekenregel, Status, TermijnStap, Veld, View
from web.views_leerlingen import LeerlingKop


class KlokRegel(View):
    """A clock in a list. `urgentie`: fout, let-op or gewoon. `houder`: the one school that has the zorgplicht now."""

    url: str
    naam: str
    sub: str  # "Dag 45 · LL-2026-7KX4B"
    houder: str
    status: Status
    over: str
    datum: str
    urgentie: str


class KlokGroep(View):
    """Clocks that press alike. `id` is that of its heading."""

    id: str
    kop: str
    uitleg: str
    regels: list[KlokRegel]


class MeekijkRegel(View):
    """_meekijkverzoek.html: one that is asked. `formulier`: the answer, None when it cannot be given any more."""

    id: str
    leerling: str
    sub: str
    vraag: str
    over: str
    datum: str
    urgentie: str
    status: Status
    feiten: list[tuple[str, str]]
    formulier: Formulier | None = None


class Meekijken(View):
    """meekijken.html: of the own school, as the second one."""

    terug: Link
    open: list[MeekijkRegel]
    klaar: list[MeekijkRegel]
    keuzes: list[Keuze]
    uitleg: str
    melding: str = ""


class VastleggenKaart(View):
    """_aanmelding_vastleggen.html: an aanmelding written down on the page of the clocks. `leeg`: why nobody can be."""

    formulier: Formulier
    velden: list[Veld]
    meer: list[Veld]
    uitleg: str
    leeg: str = ""


class Klokken(View):
    """zorgplicht.html: of a school or of a schoolbestuur. Empty `groepen`: nothing runs. `vastleggen`: for a school."""

    kop: str
    inleiding: str
    groepen: list[KlokGroep]
    leeg: str
    meer: str = ""
    vastleggen: VastleggenKaart | None = None


class TellingRegel(View):
    bestuur: str
    lopend: str
    binnenkort: str
    te_laat: str
    plaatsen: str
    oudste: str


class Tellingen(View):
    """zorgplicht_tellen.html: for the samenwerkingsverband. `totaal`: one sentence."""

    inleiding: str
    totaal: str
    regels: list[TellingRegel]


class HouderRegel(View):
    school: str
    periode: str


class HouderKaart(View):
    """Who has the zorgplicht: one name. `naam` "" when it ended with this aanmelding; then `sinds` says so."""

    naam: str
    sinds: str
    uitleg: str
    meekijkers: list[tuple[str, Status]]
    eerder: list[HouderRegel]


class KlokKaart(View):
    """The term. `tellingen`: the days of the law, and beside it how many of these somebody was waited for."""

    over: str
    einde: str
    urgentie: str
    tellingen: list[tuple[str, str]]
    daarna: str
    rekening: list[Rekenregel]


class Aanmelding(View):
    """aanmelding.html. Without an aanmelding there is only `vastleggen_url`."""

    kop: LeerlingKop
    kruimels: list[Link]
    status: Status | None = None
    melding: str = ""
    melding_soort: str = ""  # error or warning
    houder: HouderKaart | None = None
    klok: KlokKaart | None = None
    handelingen: tuple[Handeling, ...] = ()
    verloop: tuple[TermijnStap, ...] = ()
    vastleggen_url: str = ""


class MijnAanmelding(View):
    """mijn_aanmelding.html: for parents and pupil, with the dates that the board sees. `intrekken`: posts zeker."""

    kop: str
    inleiding: str
    kruimels: list[Link]
    houder: HouderKaart | None = None
    klok: KlokKaart | None = None
    verloop: tuple[TermijnStap, ...] = ()
    melding: str = ""
    melding_soort: str = ""
    intrekken: Formulier | None = None
    intrekken_uitleg: str = ""
    intrekken_kop: str = ""
    intrekken_hulp: str = ""


class AanmeldingHandeling(HandelingPagina, kw_only=True):
    """handeling.html: one act on an aanmelding. `gevaar`: it cannot be undone and ends something."""

    kop: str
    uitleg: str
    velden: list[Veld]
    knop: str
    gevaar: bool = False
