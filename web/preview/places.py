"""Sample pages of free places."""

from __future__ import annotations

from web import views as v
from web import views_plaatsen as p
from web.filling.plaatsen import BEVESTIGEN, TOEVOEGEN

S = v.Status
_WET = (
    "Een school mag een leerling alleen weigeren omdat zij vol is, als zij vol is voor alle leerlingen en dat altijd "
    "zo doet (WPO 40 lid 5, WEC 40 lid 6). De school waar de leerling zit of is aangemeld, blijft zoeken naar een plek."
)
_BELEID = "Een groep telt hooguit 14 leerlingen. Zie de schoolgids, bladzijde 12."
_LEERJAREN = [v.Keuze(str(n), f"Groep {n}") for n in range(1, 9)]


def _vol(mag: bool = False) -> p.VolRegel:
    return p.VolRegel(
        kop="Vol verklaard tot en met 31 januari 2027",
        reden="Er is geen leerkracht voor nog een groep.",
        beleid=_BELEID,
        wet=_WET,
        door="Door Dirk Hoving" if mag else "",
        intrekken=v.Formulier(url="/plekken/volverklaringen/1/volverklaring-intrekken") if mag else None,
    )


def _groep(id: str, naam: str, jaren: str, vrij: int, *, oud: bool = False, eigen: bool = False) -> p.PlekGroep:
    vol = naam == "Middenbouw blauw"
    return p.PlekGroep(
        id=id,
        naam=naam,
        leerjaar=jaren,
        vrij=str(vrij),
        telling=f"{vrij} plekken vrij" if vrij else "geen plek vrij",
        wanneer="vanaf 1 januari 2027" if naam == "Bovenbouw" else "nu",
        vers=S("Bijgewerkt 5 weken geleden", "let-op", "clock") if oud else S("Bijgewerkt 3 dagen geleden", "stil"),
        vol=_vol(eigen) if vol else None,
        formulier=v.Formulier(url=f"/plekken/groepen/{id}/plekken-bijwerken") if eigen and not vol else None,
        minder=str(vrij - 1) if eigen and vrij else "",
        meer=str(vrij + 1) if eigen else "",
        terug="2" if eigen and vrij == 3 else "",
        url=f"/plekken/groepen/{id}" if eigen else "",
    )


def plekken(*, eigen: bool = False, swv: bool = False, ouder: bool = False, leeg: bool = False) -> p.PlekkenPagina:
    def drie(mijn: bool) -> list[p.PlekGroep]:
        return [
            _groep("1", "Onderbouw geel", "groep 1 tot en met 3", 3, eigen=mijn),
            _groep("2", "Middenbouw blauw", "groep 4 tot en met 6", 0, eigen=mijn),
            _groep("3", "Bovenbouw", "groep 7 tot en met 8", 1, oud=True, eigen=mijn),
        ]

    keren = "In twee jaar 2 keer een groep vol verklaard" if swv else ""
    catamaran = p.PlekSchool(
        "SBO De Catamaran, Emmen", "Speciaal basisonderwijs", "3 plekken vrij, 1 later",
        "zelfde postcode" if swv else "", drie(False), keren,
    )  # fmt: skip
    return p.PlekkenPagina(
        samenvatting="Nog geen school houdt hier plekken bij." if leeg else "3 plekken vrij bij 1 school.",
        scholen=[] if leeg else [catamaran],
        filter=p.PlekkenFilter(
            q="", soort="", leerjaar="", postcode="7824" if swv else "", vrij=False,
            soorten=[v.Keuze("sbo", "Speciaal basisonderwijs")], leerjaren=_LEERJAREN, leerjaar_label="Groep",
            actief="1 filter actief" if swv else "",
        ),
        telling="0 scholen gevonden." if leeg else "1 school gevonden.",
        eigen=p.EigenPlekken(
            school="SBO De Catamaran, Emmen",
            groepen=[] if leeg else drie(True),
            vers=None if leeg else S("Bijgewerkt 5 weken geleden", "let-op", "clock"),
            bevestigen=None if leeg else v.Formulier(url=BEVESTIGEN),
            toevoegen=v.Formulier(url=TOEVOEGEN),
            leerjaren=_LEERJAREN,
            leerjaar_label="Groep",
            gedaan="" if leeg else "Onderbouw geel: 3 plekken vrij.",
        )
        if eigen
        else None,
        zonder_kop="2 scholen houden nog geen plekken bij" if swv else "",
        zonder=["Openbare Basisschool Angelslo, Emmen", "De Aventurijn, Emmen"] if swv else [],
        terug=v.Link("Terug naar uw kind", "/mijn-kind/1") if ouder else None,
        uitleg="Een vrije plek is nog geen toezegging. De school beslist na een aanmelding of een leerling kan komen."
        if ouder
        else "",
    )  # fmt: skip


def plekgroep(*, vol: bool = False) -> p.GroepPagina:
    fout = {"voor_iedereen": "Een school mag alleen weigeren als de groep vol is voor alle leerlingen."}
    return p.GroepPagina(
        naam="Onderbouw geel",
        school="SBO De Catamaran, Emmen",
        terug=v.Link("Terug naar de plekken", "/plekken"),
        aantal=v.Formulier(url="/plekken/groepen/1/plekken-bijwerken", waarden={"vrij": "3", "per": "2027-01-01"}),
        weghalen=v.Formulier(url="/plekken/groepen/1/groep-weghalen"),
        vol=_vol(True) if vol else None,
        verklaren=None
        if vol
        else v.Formulier(url="/plekken/groepen/1/volverklaring-doen", waarden={"beleid": _BELEID}, fouten=fout),
        redenen=[v.Keuze("groep_vol", "De groep zit op het aantal leerlingen dat de school heeft vastgesteld")],
        wet=_WET,
        hoogstens="Verplicht, en hooguit 6 maanden na de eerste dag. Daarna eindigt het vanzelf.",
    )


def wachtlijst(*, swv: bool = False, leeg: bool = False) -> p.WachtlijstPagina:
    def form(einde: str) -> v.Formulier:
        return v.Formulier(url=f"/wachtlijst/1/{einde}")

    regel = p.WachtRegel(
        id="1", leerling="Sem Verhoeven", sub="Groep 4, Openbare Basisschool Angelslo, Emmen",
        waar="SBO De Catamaran, Emmen", plaats="2e op de lijst", sinds="Sinds 2 oktober",
        wens="Wil beginnen op 1 januari 2027.", reden="Er is geen plek in een groep die past.",
        staat=S("Wacht langer dan zes weken", "fout", "alert"),
        bevestigen=None if swv else form("wachtplek-bevestigen"),
        toekennen=None if swv else form("wachtplek-toekennen"),
        beeindigen=None if swv else form("wachtplek-beeindigen"),
    )  # fmt: skip
    return p.WachtlijstPagina(
        kop="Wachtlijst",
        samenvatting="Niemand wacht langer dan zes weken." if leeg else "1 leerling wacht langer dan zes weken.",
        hier=None if swv else [] if leeg else [regel],
        hier_leeg="Vraagt een andere school een plek, dan staat de leerling hier.",
        elders_kop="Leerlingen die scholen met u deelden" if swv else "Onze leerlingen op een wachtlijst elders",
        elders=[regel] if swv else [],
        redenen=[v.Keuze("geen_plek", "Er is geen plek in een groep die past")],
        eindredenen=[v.Keuze("elders", "De leerling heeft een plek op een andere school")],
        groepen=[v.Keuze("1", "Onderbouw geel (3 plekken vrij)")],
        tellingen=[p.WachtTelling("SBO De Catamaran, Emmen", "2", "2 keer: er is geen plek in een groep die past")]
        if swv
        else [],
        uitleg="Tot de leerling is ingeschreven, houdt de eigen school de zorgplicht.",
    )


def wachtplek_vragen() -> p.WachtplekVragen:
    return p.WachtplekVragen(
        leerling="Sem Verhoeven",
        terug=v.Link("Terug naar het dossier", "/leerlingen/sem"),
        formulier=v.Formulier(
            url="/leerlingen/sem/wachtplek-vragen",
            waarden={"gewenst_vanaf": "2027-03-01"},
            fouten={"afwijking": "Dit is geen instroommoment. Schrijf in een zin waarom het niet kan wachten."},
        ),
        scholen=[v.Keuze("19CO00", "SBO De Catamaran, Emmen (speciaal basisonderwijs)")],
        momenten="Het eerste instroommoment is 1 januari 2027.",
        uitleg="De andere school krijgt de naam en de groep van de leerling, en niets uit het dossier.",
    )
