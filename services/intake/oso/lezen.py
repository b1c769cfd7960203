"""Een SWV-dossier lezen volgens het profiel: geweigerd met de regels, of gelezen met wat eruit is gelaten en waarom.

Wat hier niet bij naam staat wordt niet gelezen. Van een geheim adres blijft alleen over dat het geheim is. Een BSN
komt nergens in terug: niet in een waarde, niet in een reden.
"""

from __future__ import annotations

from datetime import date

import msgspec

from services.intake.oso.boom import LANGSTE, Veld, schoon
from services.intake.oso.profiel import (
    CATEGORIEEN,
    GEHEIM,
    MELDEN,
    NAMEN,
    NUMMERS,
    OVERAL_VERBODEN,
    REGELS,
    SOORTEN,
    UITGEZET,
    VERBODEN_BLOKKEN,
    VERSIES,
    WEIGEREN,
    Versie,
)
from services.intake.tekst import regel as op_een_regel
from services.kern import bsn
from services.kern.kalender import in_woorden

#: De blokken van het scherm, in hun volgorde.
BLOKKEN = {
    "leerling": "Leerling",
    "school": "School",
    "ouders": "Ouders en verzorgers",
    "loopbaan": "Schoolloopbaan",
    "ondersteuning": "Ondersteuning op school",
    "verzuim": "Verzuim in de laatste twaalf maanden",
    "toetsen": "Toetsen",
    "advies": "Overstapadvies",
    "vve": "Voor de basisschool",
    "inzage": "Inzage door ouders",
}
RELATIES = {"1": "vader", "2": "moeder", "3": "voogd"}
SCORES = frozenset({"aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen", "tijd", "vaardigheidsscore"})
MEESTE_WAARDEN = 400


class Waarde(msgspec.Struct, frozen=True, kw_only=True):
    """Eén gelezen gegeven. `ruw` is het zoals een programma het wil; `op`: van welke dag, bij `eigen_datum` van het
    gegeven zelf en anders van het dossier."""

    sleutel: str
    blok: str
    naam: str
    waarde: str
    ruw: str
    op: date
    eigen_datum: bool = False


class Weggelaten(msgspec.Struct, frozen=True, kw_only=True):
    """Een veld dat niet is gelezen. Nooit met wat erin stond."""

    veld: str
    regel: str
    reden: str
    aantal: int = 1


class Melding(msgspec.Struct, frozen=True, kw_only=True):
    regel: str
    zin: str


class Bijlage(msgspec.Struct, frozen=True, kw_only=True):
    """`bij`: waar zij bij hoort, in woorden; `soort`: het soort document; `inhoud`: base64 van een ZIP."""

    naam: str
    omschrijving: str
    bij: str
    soort: str
    op: date
    inhoud: str


class Gelezen(msgspec.Struct, kw_only=True):
    """`herkomst`: welk programma het maakte; `school`: BRIN en vestiging; `adres_geheim`: alleen dat."""

    soort: str
    gemaakt_op: date
    herkomst: str
    school: str
    adres_geheim: bool
    waarden: list[Waarde]
    weggelaten: list[Weggelaten]
    meldingen: list[Melding]
    bijlagen: list[Bijlage]


class Geweigerd(msgspec.Struct, frozen=True):
    """Alle regels die het weigeren, in de volgorde van het profiel."""

    regels: list[Melding]


def lezen(dossier: Veld, versie: Versie = VERSIES[0]) -> Gelezen | Geweigerd:
    """Het dossier van deze versie zoals het profiel het toestaat."""
    if fout := _weigeringen(dossier):
        return Geweigerd([Melding(regel=code, zin=REGELS[code].zin) for code in fout])
    return _Lezer(dossier, versie).lezen()


def _weigeringen(dossier: Veld) -> list[str]:
    soort, overdracht = dossier.lees("metadata", "overstap"), dossier.lees("overdrachtsoort")
    leerling = dossier.een("huidigeschool", "leerling") or Veld("leerling")
    waar = {
        "PaO.MD01": dossier.lees("metadata", "deeldossier") not in ("LAS", "LASLVS"),
        "PaO.MD03": dossier.een("metadata", "categorie_uitlevering") is None,
        "PaO.SO01": not soort,
        "PaO.SO02": bool(soort) and soort not in SOORTEN,
        "PaO.SO03": overdracht != "swv-dossier",
        "PaO.LL01": not any(schoon(naam.tekst) for naam in leerling.alle("voornaam")),
        "PaO.LL02": leerling.datum("geboortedatum") is None,
        "PaO.LL12": any(veld.naam.lower() in NUMMERS for veld in dossier.doorlopen()),
    }
    assert all(REGELS[code].besluit == WEIGEREN for code in waar)
    return [code for code, gebroken in waar.items() if gebroken]


class _Lezer:
    def __init__(self, dossier: Veld, versie: Versie):
        self.dossier, self.versie = dossier, versie
        self.soort = dossier.lees("metadata", "overstap")
        self.school = dossier.een("huidigeschool") or Veld("huidigeschool")
        self.leerling = self.school.een("leerling") or Veld("leerling")
        self.gemaakt_op = dossier.datum("metadata", "datum") or date.min
        self.waarden: list[Waarde] = []
        self.weg: dict[tuple[str, str], int] = {}
        self.meldingen: list[Melding] = []
        self.bijlagen: list[Bijlage] = []
        geheim = self.leerling.een("adresgeheim")
        # Wie niet zegt of het adres geheim is, wordt behandeld alsof het dat is.
        self.geheim = geheim is None or schoon(geheim.tekst) not in ("false", "0")
        self.gezegd = geheim is not None

    def lezen(self) -> Gelezen:
        self._verboden()
        self._algemeen()
        self._van_school()
        self._van_leerling()
        for nummer, verzorger in enumerate(self.leerling.alle("verzorger"), 1):
            self._van_verzorger(nummer, verzorger)
        self._loopbaan()
        self._ondersteuning()
        self._verzuim()
        self._toetsen()
        self._rapporten()
        self._advies()
        self._vve()
        self._inzage()
        for document in self.leerling.alle("overigdocumentlijst", "document"):
            self._bijlage(document, "Overige bijlagen", "overig", self.gemaakt_op)
        self._niet_nodig()
        return Gelezen(
            soort=self.soort,
            gemaakt_op=self.gemaakt_op,
            herkomst=self._herkomst(),
            school=(self.school.lees("brincode") + self.school.lees("vestigingscode"))[:6],
            adres_geheim=self.geheim and self.gezegd,
            waarden=self.waarden,
            weggelaten=[
                Weggelaten(veld=veld, regel=code, reden=REGELS[code].zin, aantal=aantal)
                for (veld, code), aantal in self.weg.items()
            ],
            meldingen=self.meldingen,
            bijlagen=self.bijlagen,
        )

    # ------------------------------------------------------------------------------- wat er niet in mag

    def _verboden(self) -> None:
        """Haalt weg wat verboden of uitgezet is, zodat geen van de volgende stappen het nog ziet."""
        for naam, (soorten, code) in VERBODEN_BLOKKEN.items():
            if self.soort in soorten:
                self._weghalen(self.leerling, naam, NAMEN[naam], code)
        for veld in list(self.dossier.doorlopen()):
            for naam, code in OVERAL_VERBODEN.items():
                self._weghalen(veld, naam, NAMEN[naam], code)
        uitlevering = self.dossier.een("metadata", "categorie_uitlevering") or Veld("")
        for categorie, delen in CATEGORIEEN.items():
            if uitlevering.lees(categorie) in UITGEZET:
                for deel in delen:
                    *pad, naam = deel.removeprefix("../").split("/")
                    begin = self.dossier if deel.startswith("../") else self.leerling
                    for houder in begin.alle(*pad):
                        self._weghalen(houder, naam, NAMEN[naam], "UITLEVERING")

    def _weghalen(self, houder: Veld, naam: str, heet: str, code: str) -> None:
        for kind in houder.alle(naam):
            houder.kinderen.remove(kind)
            self._laat_weg(heet, code)

    def _laat_weg(self, veld: str, code: str) -> None:
        self.weg[veld, code] = self.weg.get((veld, code), 0) + 1

    def _meld(self, code: str) -> None:
        assert REGELS[code].besluit == MELDEN
        self.meldingen.append(Melding(regel=code, zin=REGELS[code].zin))

    # --------------------------------------------------------------------------------- wat er wel in staat

    def _waarde(self, sleutel: str, naam: str, waarde: str, *, ruw: str = "", op: date | None = None) -> None:
        """Leeg is geen waarde. Een BSN erin, of een heel verhaal, en zij wordt niet gelezen."""
        if not (waarde := op_een_regel(waarde)):
            return
        blok = sleutel.split("/")[0]
        heet = naam if ":" in naam else f"{BLOKKEN[blok]}: {naam.lower()}"
        if bsn.staat_erin(waarde) or (ruw and bsn.staat_erin(ruw)):
            self._laat_weg(heet, "BSN")
        elif len(waarde) > LANGSTE or len(self.waarden) >= MEESTE_WAARDEN:
            self._laat_weg(heet, "ONLEESBAAR")
        else:
            dag = op if op is not None else self.gemaakt_op
            self.waarden.append(
                Waarde(
                    sleutel=sleutel,
                    blok=blok,
                    naam=naam,
                    waarde=waarde,
                    ruw=ruw or waarde,
                    op=dag,
                    eigen_datum=op is not None,
                )
            )

    def _bijlage(self, document: Veld, bij: str, soort: str, op: date) -> None:
        naam = op_een_regel(document.lees("bestandsnaam")) or "bijlage zonder naam"
        omschrijving = op_een_regel(document.lees("omschrijving"))
        if bsn.staat_erin(omschrijving) or bsn.staat_erin(naam.rpartition(".")[0]):
            self._laat_weg(f"{bij}: bijlage", "BSN")
            return
        inhoud = document.een("bestandsinhoud")
        self.bijlagen.append(
            Bijlage(
                naam=naam,
                omschrijving=omschrijving[:200],
                bij=bij,
                soort=soort,
                op=op,
                inhoud=inhoud.tekst if inhoud is not None else "",
            )
        )

    def _herkomst(self) -> str:
        metadata = self.dossier.een("metadata") or Veld("")
        herkomst = op_een_regel(f"{metadata.lees('pakketnaam')} {metadata.lees('pakketversie')}")[:100]
        return "leerlingadministratie" if bsn.staat_erin(herkomst) or not herkomst else herkomst

    def _algemeen(self) -> None:
        if self.dossier.lees("metadata", "validatieversie") != self.versie.validatieversie:
            self._meld("PaO.MD02")

    def _van_school(self) -> None:
        school = self.school
        if not school.alle("adreslijst", "adres"):
            self._meld("PaO.SL01-school")
        if not school.alle("communicatielijst", "communicatie"):
            self._meld("PaO.SL02")
        self._waarde("school/naam", "Naam", school.lees("naam"))
        self._waarde("school/vestiging", "BRIN en vestiging", school.lees("brincode") + school.lees("vestigingscode"))

    def _van_leerling(self) -> None:
        kind = self.leerling
        voornamen = " ".join(schoon(naam.tekst) for naam in kind.alle("voornaam"))
        self._waarde("leerling/roepnaam", "Voornaam", kind.lees("roepnaam") or voornamen.split(" ")[0])
        self._waarde("leerling/voornamen", "Alle voornamen", voornamen)
        self._waarde("leerling/achternaam", "Achternaam", f"{kind.lees('voorvoegsel')} {kind.lees('achternaam')}")
        geboren = kind.datum("geboortedatum")
        assert geboren is not None  # PaO.LL02
        self._waarde("leerling/geboren_op", "Geboortedatum", dag(geboren), ruw=geboren.isoformat())
        for naam, heet in (("datuminschrijving", "Ingeschreven op deze school"), ("onderwijssinds", "Onderwijs sinds")):
            sinds = kind.datum(naam)
            if sinds is not None:
                self._waarde(f"leerling/{naam}", heet, dag(sinds), ruw=sinds.isoformat())
        self._waarde("leerling/adres_geheim", "Adres geheim", ("ja" if self.geheim else "nee") if self.gezegd else "")
        self._adres_van_leerling()
        self._bereikbaar(kind, "leerling", "PaO.LL08")

    def _adres_van_leerling(self) -> None:
        kind = self.leerling
        if not self.gezegd:
            self._meld("PaO.LL04")
        if self.geheim:
            self._weghalen(kind, "adreslijst", "Adres van de leerling", "PaO.LL06")
            self._weghalen(kind, "adresbuitenland", "Adres in het buitenland", "PaO.LL09")
            return
        adressen = kind.alle("adreslijst", "adres")
        buitenland = kind.alle("adresbuitenland")
        if not adressen and not buitenland:
            self._meld("PaO.LL05")
        self._adressen("leerling", adressen)
        for elders in buitenland:
            self._waarde("leerling/adres/buitenland", "Adres in het buitenland", elders.tekst)

    def _adressen(self, sleutel: str, adressen: list[Veld], van: str = "") -> None:
        for adres in adressen:
            soort = adres.lees("soortadres")
            if soort not in ("bezoek", "post", "gba"):
                self._laat_weg("Adres", "ONLEESBAAR")
                continue
            heet = {"bezoek": "Woonadres", "post": "Postadres", "gba": "Adres volgens de gemeente"}[soort]
            huis = f"{adres.lees('straat')} {adres.lees('nummer')}{adres.lees('toevoeging')}"
            heet = f"{van}{heet.lower()}" if van else heet
            self._waarde(f"{sleutel}/adres/{soort}", heet, f"{huis}, {adres.lees('postcode')} {adres.lees('plaats')}")

    def _bereikbaar(self, persoon: Veld, sleutel: str, regel: str) -> None:
        for nummer, manier in enumerate(persoon.alle("communicatielijst", "communicatie"), 1):
            soort, waar = manier.lees("soort"), manier.lees("nummer")
            if soort not in GEHEIM:
                self._laat_weg("Telefoon en e-mail", "ONLEESBAAR")
            elif manier.ja("geheim") or waar == GEHEIM[soort]:
                if waar != GEHEIM[soort]:  # zoals het hoort staat er geen nummer; dan is er niets om weg te laten
                    self._laat_weg("Telefoonnummer" if soort == "telefoon" else "E-mailadres", f"{regel}-{soort}")
            elif sleutel.startswith("ouders"):  # van een leerling nodigt niemand uit
                wie = f"Ouder {sleutel.split('/')[1]}: "
                heet = f"{wie}telefoon" if soort == "telefoon" else f"{wie}e-mail"
                self._waarde(f"{sleutel}/{soort}/{nummer}", heet, waar, ruw=waar)
            else:
                self._laat_weg("Telefoon en e-mail van de leerling", "NIET NODIG")

    def _van_verzorger(self, nummer: int, verzorger: Veld) -> None:
        sleutel = f"ouders/{nummer}"
        roepnaam = verzorger.lees("roepnaam") or verzorger.lees("voornaam") or verzorger.lees("voorletters-1")
        naam = f"{roepnaam} {verzorger.lees('voorvoegsel')} {verzorger.lees('achternaam')}"
        if verzorger.ja("overleden"):
            self._laat_weg("Ouder of verzorger die is overleden", "NIET NODIG")
            return
        self._waarde(f"{sleutel}/naam", f"Ouder {nummer}: naam", naam)
        relatie = verzorger.lees("relatietotkind")
        self._waarde(
            f"{sleutel}/relatie", f"Ouder {nummer}: relatie", RELATIES.get(relatie, "anders" if relatie else "")
        )
        gezag = "ja" if verzorger.ja("wettigevertegenwoordiger") else "nee"
        self._waarde(f"{sleutel}/gezag", f"Ouder {nummer}: wettelijke vertegenwoordiger", gezag)
        for bank in ("banknummer", "iban"):
            self._weghalen(verzorger, bank, "Bankrekening van een ouder of verzorger", "PaO.OV05")
        if verzorger.ja("adresgeheim"):
            self._weghalen(verzorger, "adreslijst", f"Adres van ouder of verzorger {nummer}", "PaO.OV03")
        elif self.geheim:
            self._weghalen(verzorger, "adreslijst", f"Adres van ouder of verzorger {nummer}", "HUISGENOOT")
        else:
            self._adressen(sleutel, verzorger.alle("adreslijst", "adres"), f"Ouder {nummer}: ")
        self._bereikbaar(verzorger, sleutel, "PaO.OV04")

    def _loopbaan(self) -> None:
        jaren = self.leerling.alle("schoolloopbaanlijst", "schoolloopbaan")
        if not jaren:
            self._meld("PaO.SL01-schoolloopbaan")
        if self.leerling.ja("verzorgersaansprakelijk") and not self.leerling.alle("verzorger"):
            self._meld("PaO.OV01")
        for nummer, jaar in enumerate(jaren, 1):
            soort = op_een_regel(f"{jaar.lees('schoolsoort')} {jaar.lees('schooltype')}")
            waar = f"{jaar.lees('brincode')}{jaar.lees('vestigingscode')}"
            delen = [groep(jaar.lees("jaargroep")), soort, f"school {waar}"]
            self._waarde(
                f"loopbaan/{nummer}",
                f"Schooljaar {jaar.lees('schooljaar')}",
                ", ".join(deel for deel in delen if deel),
                ruw=jaar.lees("jaargroep"),
                op=jaar.datum("begindatum"),
            )
        laatste = max(jaren, key=lambda jaar: (jaar.lees("schooljaar"), jaar.lees("begindatum")), default=None)
        if laatste is not None and (nu := groep(laatste.lees("jaargroep"))):
            self._waarde("leerling/groep", "Groep of leerjaar", nu)

    def _ondersteuning(self) -> None:
        hulp = self.leerling.een("onderwijsondersteuning")
        if hulp is None:
            return
        for document in hulp.alle("toelichting_onderwijsbehoeften", "document"):
            self._bijlage(document, "Toelichting onderwijsbehoeften", "overig", self.gemaakt_op)
        for nummer, diagnose in enumerate(hulp.alle("diagnose"), 1):
            wie = ", ".join(deel for deel in (diagnose.lees("doorwie"), diagnose.lees("instantie")) if deel)
            naam = diagnose.lees("naam") or ", ".join(schoon(code.tekst) for code in diagnose.alle("code"))
            op = diagnose.datum("datum")
            self._waarde(f"ondersteuning/diagnose/{nummer}", "Diagnose", f"{naam} ({wie})" if wie else naam, op=op)
            for document in diagnose.alle("document"):
                self._bijlage(document, "Diagnose", "medische_gegevens", op or self.gemaakt_op)
        for nummer, plan in enumerate(hulp.alle("handelingsplan"), 1):
            op = plan.datum("startdatum")
            self._waarde(f"ondersteuning/handelingsplan/{nummer}", "Handelingsplan", plan.lees("isgerichtop"), op=op)
            for document in plan.alle("document"):
                self._bijlage(document, "Handelingsplan", "verslag_interventies", op or self.gemaakt_op)
        for nummer, blok in enumerate((*hulp.alle("opp"), *hulp.alle("tlv"), *hulp.alle("lwoo")), 1):
            self._met_einde(nummer, blok)
        for nummer, blok in enumerate((*hulp.alle("arrangement_pao"), *hulp.alle("arrangement_cluster12")), 1):
            op, einde = blok.datum("arrangement_datum"), blok.datum("arrangement_einddatum")
            wat = blok.lees("arrangement_kenmerk") or f"bij school {blok.lees('arrangement_brin')}"
            tot = f", tot en met {dag(einde)}" if einde else ""
            self._waarde(f"ondersteuning/arrangement/{nummer}", "Arrangement", f"{wat}{tot}", op=op)
        for rvc in hulp.alle("rvc"):
            op = rvc.datum("rvcdatum")
            self._waarde("ondersteuning/rvc", "Eerder oordeel lwoo of pro", rvc.lees("rvcindicatie"), op=op)
            for document in rvc.alle("document"):
                self._bijlage(document, "Eerder oordeel lwoo of pro", "overig", op or self.gemaakt_op)
        if hulp.een("medicijngebruik") is not None:
            self._laat_weg(NAMEN["medicijngebruik"], "NIET NODIG")

    def _met_einde(self, nummer: int, blok: Veld) -> None:
        """OPP, TLV en LWOO: vanaf wanneer, tot wanneer, en van wie."""
        soort = blok.naam
        begin = blok.datum({"opp": "opp_ingangdatum", "tlv": "tlvingangdatum", "lwoo": "lwoo_ingangdatum"}[soort])
        einde = blok.datum({"opp": "opp_einddatum", "tlv": "tlveinddatum", "lwoo": "lwoo_einddatum"}[soort])
        swv = blok.lees("tlvswvnummer") or blok.lees("lwoo_swvnummer")
        heet = {"opp": "Ontwikkelingsperspectief (OPP)", "tlv": "Toelaatbaarheidsverklaring", "lwoo": "LWOO"}[soort]
        if begin is None:
            self._laat_weg(heet, "ONLEESBAAR")
            return
        delen = [f"vanaf {dag(begin)}", f"tot en met {dag(einde)}" if einde else "", swv]
        delen.append(f"categorie {blok.lees('tlvcategorie')}" if soort == "tlv" else "")
        self._waarde(
            f"ondersteuning/{soort}/{nummer}",
            heet,
            ", ".join(deel for deel in delen if deel),
            ruw=begin.isoformat(),
            op=begin,
        )
        for document in blok.alle("document"):
            self._bijlage(document, heet, "opp" if soort == "opp" else "overig", begin)

    def _verzuim(self) -> None:
        verzuim = self.leerling.een("verzuim")
        if verzuim is None:
            return
        for naam, heet in (
            ("dagdelengeoorloofd", "Dagdelen met reden weg"),
            ("dagdelenongeoorloofd", "Dagdelen zonder reden weg"),
            ("urengeoorloofd", "Uren met reden weg"),
            ("urenongeoorloofd", "Uren zonder reden weg"),
            ("frequentie", "Hoe vaak weg"),
        ):
            if verzuim.lees(naam).isdecimal():
                self._waarde(f"verzuim/{naam}", heet, verzuim.lees(naam))
            elif verzuim.lees(naam):
                self._laat_weg(heet, "ONLEESBAAR")
        for naam, heet in (("meerdan25percent", "Meer dan een kwart weg"), ("contactleerplicht", "Contact leerplicht")):
            if verzuim.een(naam) is not None:
                self._waarde(f"verzuim/{naam}", heet, "ja" if verzuim.ja(naam) else "nee")
        for document in verzuim.alle("documentLijst", "document"):
            self._bijlage(document, "Verzuim", "overig", self.gemaakt_op)

    def _toetsen(self) -> None:
        for nummer, toets in enumerate(self.leerling.alle("toetslijst", "toets"), 1):
            op = toets.datum("afname", "afnamedatum")
            kop = toets.een("toetsidentificatie") or Veld("")
            naam = kop.lees("toetsnaam") or kop.lees("eldtoetscode") or f"Toets {nummer}"
            heet = f"{naam} {kop.lees('toetsversie')}".strip()[:200]
            uitslagen = [(heet, deel) for deel in toets.alle("resultaat")]
            uitslagen += [
                (f"{heet}: {deel.lees('onderdeelnaam') or deel.lees('eldonderdeelcode')}"[:200], uitslag)
                for deel in toets.alle("toetsonderdeel")
                for uitslag in deel.alle("resultaat")
            ]
            for volg, (waarvan, uitslag) in enumerate(uitslagen, 1):
                self._uitslag(f"toetsen/{nummer}/{volg}", waarvan, uitslag, op)

    def _uitslag(self, sleutel: str, naam: str, uitslag: Veld, op: date | None) -> None:
        scores, documenten = uitslag.alle("referentiescore"), uitslag.alle("document")
        gescoord = uitslag.alle("toetsscore")
        if not scores and not documenten and not gescoord:
            self._laat_weg(naam, "PaO.TR01")
        for score in gescoord:
            if not SCORES & {veld.naam for veld in score.kinderen}:
                self._laat_weg(naam, "PaO.TR02")
        delen = [f"{score.lees('codereferentiescore')} {score.lees('waarde')}" for score in scores]
        delen += [f"vaardigheidsscore {s.lees('vaardigheidsscore')}" for s in gescoord if s.lees("vaardigheidsscore")]
        delen += [f"{s.lees('aantalgoed')} goed" for s in gescoord if s.lees("aantalgoed")]
        self._waarde(sleutel, naam, ", ".join(delen), op=op)
        for document in documenten:
            self._bijlage(document, f"Toets {naam}", "overig", op or self.gemaakt_op)

    def _rapporten(self) -> None:
        """Rapporten leest Meedoen niet; een cijfer zonder waarde zegt het profiel wel."""
        for lijst in self.leerling.alle("cijferlijstlijst", "cijferlijst", "cijferlijstTypelijst"):
            for score in (*lijst.alle("score"), *lijst.alle("onderdeel", "score")):
                if not score.lees("waarde") and not score.lees("kwalificatie"):
                    self._laat_weg("Rapporten en cijferlijsten", "PaO.CL01")

    def _advies(self) -> None:
        advies = self.leerling.een("overstapadvies")
        if advies is None:
            return
        for naam, heet in (
            ("advies", "Advies van de school (code)"),
            ("profiel", "Profiel"),
            ("argumentatie", "Waarom"),
            ("aandachtspunten", "Waar op te letten"),
        ):
            self._waarde(f"advies/{naam}", heet, advies.lees(naam))

    def _vve(self) -> None:
        kind = self.leerling
        if kind.een("vanpeuterspeelzaal") is not None:
            ja = "ja" if kind.ja("vanpeuterspeelzaal") else "nee"
            self._waarde("vve/peuterspeelzaal", "Van een peuterspeelzaal", ja)
        self._waarde("vve/naam", "Naam van de peuterspeelzaal", kind.lees("naampeuterspeelzaal"))
        for naam in ("voorschools", "vroegschools"):
            for _ in kind.alle(naam):
                self._laat_weg(NAMEN[naam], "NIET NODIG")

    def _inzage(self) -> None:
        inzage = self.dossier.een("inzage")
        if inzage is None:
            return
        op = inzage.datum("inzagedatum")
        if inzage.een("inzage") is not None:
            self._waarde("inzage/gezien", "Ouders zagen het dossier", "ja" if inzage.ja("inzage") else "nee", op=op)
        for naam, heet in (("akkoord", "Ouders zijn het eens"), ("toestemming", "Toestemming om het te versturen")):
            if inzage.lees(naam) in ("Ja", "Nee", "Onbekend"):
                self._waarde(f"inzage/{naam}", heet, inzage.lees(naam).lower(), op=op)
        self._waarde("inzage/waarom_niet", "Waarom ouders het niet eens zijn", inzage.lees("redennietakkoord"), op=op)

    def _niet_nodig(self) -> None:
        """Wat er verder bij de leerling staat: bekend en niet nodig, of onbekend. Alleen de naam, en niet van wie."""
        for veld in self.leerling.kinderen:
            if veld.naam in _GELEZEN:
                continue
            bekend = NAMEN.get(veld.naam)
            self._laat_weg(bekend or "Een onbekend veld", "NIET NODIG" if bekend else "ONBEKEND")


_GELEZEN = frozenset(
    {
        "voornaam", "roepnaam", "voorvoegsel", "achternaam", "voorletters-1", "geboortedatum", "adresgeheim",
        "adreslijst", "adresbuitenland", "communicatielijst", "datuminschrijving", "datumuitschrijving",
        "onderwijssinds", "startdatumhuidigonderwijs", "verzorger", "verzorgersaansprakelijk", "schoolloopbaanlijst",
        "onderwijsondersteuning", "verzuim", "toetslijst", "overstapadvies", "vanpeuterspeelzaal",
        "naampeuterspeelzaal", "voorschools", "vroegschools", "overigdocumentlijst",
    }
)  # fmt: skip


def dag(een: date) -> str:
    """`17 maart 2015`."""
    return in_woorden(een).split(" ", 1)[1]


def groep(jaargroep: str) -> str:
    """Codelijst 13: 1 tot en met 8 zijn groepen, 11 tot en met 16 de leerjaren van het voortgezet onderwijs."""
    if not jaargroep.isdecimal():
        return ""
    nummer = int(jaargroep[:3])
    if 1 <= nummer <= 8:
        return f"groep {nummer}"
    return f"leerjaar {nummer - 10}" if 11 <= nummer <= 16 else ""
