"""Het register van verwerkingen (AVG art. 30) waar elke regel van het Logboek Dataverwerkingen naar wijst.

Elke dienst heeft één verwerking waar haar werk onder valt; wat een ander doel heeft, staat er met naam bij.
De bladzijde docs/security/verwerkingen.md is hieruit gemaakt.
"""

from __future__ import annotations

import msgspec


class Verwerking(msgspec.Struct, frozen=True, kw_only=True):
    """Eén verwerking. `namen`: handelingen, blikken en taken; leeg: alles van `diensten` dat nergens anders staat."""

    code: str
    naam: str
    doel: str
    grondslag: str
    gegevens: str
    ontvangers: str
    diensten: frozenset[str]
    namen: frozenset[str] = frozenset()

    @property
    def uri(self) -> str:
        return f"urn:meedoen:verwerking:{self.code}"


VERWERKINGEN: tuple[Verwerking, ...] = (
    Verwerking(
        code="aanvraag",
        naam="Een aanvraag maken en indienen",
        doel="De school bereidt een aanvraag om een toelaatbaarheidsverklaring voor en dient haar in.",
        grondslag="Taak van algemeen belang: WPO art. 18a lid 6 onder c, WVO 2020 art. 2.47",
        gegevens="leerling, onderwijsbehoefte, stukken, mening van ouders en leerling",
        ontvangers="school, ouders, leerling; na indienen het samenwerkingsverband",
        diensten=frozenset({"intake"}),
    ),
    Verwerking(
        code="leerlingdossier",
        naam="Bijhouden welke ondersteuning een leerling nodig heeft",
        doel="De school weet wie de leerling is, waar die was, wie gezag heeft en wat er is gedaan.",
        grondslag="Taak van algemeen belang: WPO art. 40, WEC art. 40, WVO 2020 art. 8.8 (zorgplicht)",
        gegevens="leerling, school en groep, wie gezag heeft, schoolloopbaan, wat er loopt en is overgenomen",
        ontvangers="de school; wat zij deelt ook het samenwerkingsverband; ouders en leerling",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "leerlingdossier_beginnen",
                "leerling_wijzigen",
                "leerlingen_tonen",
                "leerling_tonen",
                "gegevens_tonen",
                "gezag_vastleggen",
                "gezag_vastgelegd",
                "gezag_beeindigen",
                "gezag_beeindigd",
                "mijn_dossier_tonen",
                "dubbelen_tonen",
                "dossiers_samenvoegen",
                "dossiers_samengevoegd",
                "samenvoeging_terugdraaien",
                "samenvoeging_teruggedraaid",
                "verschil_vastleggen",
                "verschil_vastgelegd",
                "familiezaak_tonen",
                "gezaghouder_uitnodigen",
                "gezaghouder_uitgenodigd",
                "leerling_uitnodigen",
                "leerling_uitgenodigd",
                "meekijken_beeindigen",
                "meekijken_beeindigd",
                "dossierfamilie_verbonden",
                "adres_vastleggen",
                "adres_vastgelegd",
                "adres_beeindigen",
                "adres_beeindigd",
                "leerling_uitschrijven",
                "leerling_uitgeschreven",
                "school_loslaten",
                "gesprek_beginnen",
                "aanwezige_toevoegen",
                "aanwezige_weghalen",
                "gesprekspunt_afvinken",
                "gesprekspunt_beschrijven",
                "afspraak_maken",
                "afspraak_afvinken",
                "afspraak_heropenen",
                "afspraak_laten_vervallen",
                "gesprek_delen",
                "gesprek_reageren",
                "gesprek_weghalen",
                "gesprek_terugzetten",
                "checkliststap_afvinken",
                "gesprek_nalopen",
                "afspraak_herinneren",
                "gesprekken_tonen",
                "gesprek_tonen",
                "gesprek_ophalen",
                "mijn_gesprekken_tonen",
                "afspraken_tonen",
                "ongedeeld_tonen",
                "checklist_tonen",
                "gesprek_begonnen",
                "aanwezige_toegevoegd",
                "aanwezige_weggehaald",
                "afspraak_gemaakt",
                "afspraak_afgevinkt",
                "afspraak_heropend",
                "afspraak_vervallen",
                "gesprek_gedeeld",
                "gesprek_reactie_gegeven",
                "gesprek_weggehaald",
                "gesprek_teruggezet",
                "gesprek_niet_gedeeld",
                "afspraak_herinnerd",
                "checkliststap_afgevinkt",
                "interventies_tonen",
                "interventie_vastleggen",
                "interventie_vastgelegd",
                "interventie_wijzigen",
                "interventie_gewijzigd",
                "interventie_evalueren",
                "interventie_geevalueerd",
                "interventie_weghalen",
                "interventie_weggehaald",
                "interventie_terugzetten",
                "interventie_teruggezet",
                "oso_inlezen",
                "oso_overnemen",
                "oso_overgenomen",
                "oso_weggooien",
                "oso_concepten_tonen",
                "oso_concept_tonen",
                "oso_gegevens_tonen",
                "oso_stuk_ophalen",
                "oso_bijlage_controleren",
                "oso_concept_opruimen",
                "oso_bestanden_wissen",
            }
        ),
    ),
    Verwerking(
        code="ontwikkelingsperspectief",
        naam="Het ontwikkelingsperspectief maken, bespreken en evalueren",
        doel="De school beschrijft met ouders en leerling wat het kind nodig heeft, en kijkt elk jaar samen terug.",
        grondslag="Wettelijke plicht: WPO art. 40a, WEC art. 41a, WVO 2020 art. 2.44",
        gegevens="uitstroomprofiel, wat helpt en belemmert, doelen, begeleiding, onderwijstijd, de mening van ouders "
        "en leerling, wie het eens is, evaluaties",
        ontvangers="de school; ouders met gezag; de leerling; het samenwerkingsverband (een vastgestelde versie)",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "opp_aankondigen",
                "opp_beginnen",
                "opp_bewaren",
                "onderwijstijd_afspreken",
                "onderwijstijd_schrappen",
                "opp_delen",
                "bijdrage_geven",
                "bijdrage_opschrijven",
                "opp_voorleggen",
                "opp_terugnemen",
                "instemming_geven",
                "instemming_vastleggen",
                "opp_vaststellen",
                "evaluatie_plannen",
                "opp_evalueren",
                "opp_weggooien",
                "opp_terughalen",
                "opp_tonen",
                "opp_versie_tonen",
                "oppen_tonen",
                "opp_ophalen",
                "opp_waarschuwen",
                "opp_verstrijken",
                "evaluatie_waarschuwen",
                "evaluatie_verstrijken",
                "onderwijstijd_waarschuwen",
            }
        ),
    ),
    Verwerking(
        code="zorgplicht",
        naam="Beslissen op een aanmelding en een passende plek vinden",
        doel="De school en haar bestuur beslissen op tijd; op elke dag zoekt één school een plek voor het kind.",
        grondslag="Wettelijke plicht: WPO art. 40, WEC art. 40, WVO 2020 art. 8.8, 8.9 en 8.13",
        gegevens="de aanmelding, wie de zorgplicht heeft, gevraagde informatie, beslissingen met hun reden",
        ontvangers="de school; haar bestuur (zonder naam of toelichting); ouders; het samenwerkingsverband (aantallen)",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "aanmelding_vastleggen",
                "aanmelding_intrekken",
                "intrekking_melden",
                "intrekking_gemeld",
                "aanmelding_tonen",
                "informatie_vragen",
                "informatie_vastleggen",
                "beslissing_verlengen",
                "onderzoek_delen",
                "antwoord_vastleggen",
                "leerling_plaatsen",
                "leerling_inschrijven",
                "toelating_weigeren",
                "uitzondering_vastleggen",
                "overgang_vastleggen",
                "klokken_tonen",
                "klokken_tellen",
                "zorgplicht_waarschuwen",
                "zorgplicht_verstrijken",
                "plaatsing_melden",
            }
        ),
    ),
    Verwerking(
        code="arrangement",
        naam="Extra ondersteuning vragen, toekennen en volgen",
        doel="Een leerling of groep krijgt op tijd extra hulp; iedereen weet hoe lang en wie verantwoordelijk is.",
        grondslag="Taak van algemeen belang: WPO art. 18a lid 8 en art. 40a, WVO 2020 art. 2.44 en 2.47",
        gegevens="leerling of groep, doelen, wat er nodig is, hoe lang, wat is toegekend, hoe het ging",
        ontvangers="school; wie beslist (school of samenwerkingsverband); ouders; bedragen per school zonder leerling",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "arrangement_aanvragen",
                "arrangement_aangevraagd",
                "arrangement_melden",
                "arrangement_gemeld",
                "arrangement_intrekken",
                "arrangement_ingetrokken",
                "arrangement_toekennen",
                "arrangement_toegekend",
                "arrangement_weigeren",
                "arrangement_geweigerd",
                "plan_bijstellen",
                "plan_bijgesteld",
                "arrangement_evalueren",
                "arrangement_geevalueerd",
                "arrangement_verlengen",
                "arrangement_verlengd",
                "arrangement_stoppen",
                "arrangement_gestopt",
                "arrangement_aflopen",
                "arrangement_afgelopen",
                "arrangement_ingekort",
                "arrangementen_nalopen",
                "arrangementen_tonen",
                "arrangementen_volgen",
                "arrangement_tonen",
                "budget_tellen",
                "budgethouder_inlichten",
                "school_inlichten",
                "einde_aankondigen",
                "einde_aangekondigd",
                "crisis_melden",
                "crisis_gemeld",
                "crisis_tonen",
                "crises_tonen",
                "crisis_vertellen",
                "crisis_afsluiten",
                "crisis_afgesloten",
                "crisisplan_vastleggen",
                "crisisplan_vastgelegd",
                "crisisplan_missen",
                "crisisplan_gemist",
            }
        ),
    ),
    Verwerking(
        code="plaatsing",
        naam="Een plek zoeken voor een leerling",
        doel="De school vindt een andere school met een plek; wie wacht, weet als hoeveelste en waarom.",
        grondslag="Taak van algemeen belang: WPO art. 40, WEC art. 40, WVO 2020 art. 8.9 (zorgplicht)",
        gegevens="naam en groep van de leerling, op welke school, sinds wanneer, waarom er nog geen plek is",
        ontvangers="school van de leerling, school waar die wacht, ouders; wat gedeeld is ook het samenwerkingsverband",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "wachtplek_vragen",
                "wachtplek_gevraagd",
                "wachtplek_bevestigen",
                "wachtplek_bevestigd",
                "wachtplek_toekennen",
                "wachtplek_toegekend",
                "wachtplek_beeindigen",
                "wachtplek_beeindigd",
                "wachtplek_vertellen",
                "wachtlijst_tonen",
                "wachtenden_tellen",
                "mijn_wachtplekken_tonen",
            }
        ),
    ),
    Verwerking(
        code="consult",
        naam="Meedenken met een school",
        doel="Een school krijgt advies van het samenwerkingsverband, zonder te zeggen over welk kind het gaat.",
        grondslag="Taak van algemeen belang: WPO art. 18a lid 2 en WVO 2020 art. 2.47; met een naam: toestemming",
        gegevens="de vraag en het antwoord; na toestemming van de ouders in welk dossier zij staan",
        ontvangers="de school; het samenwerkingsverband",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "consult_vragen",
                "consult_aanvullen",
                "consult_beantwoorden",
                "consult_oppakken",
                "consult_overdragen",
                "consult_sluiten",
                "consult_koppelen",
                "consult_tonen",
                "consulten_tonen",
                "dossier_consulten_tonen",
                "consult_melden",
                "consult_herinneren",
                "afwezigheid_vastleggen",
                "afwezigheid_intrekken",
            }
        ),
    ),
    Verwerking(
        code="overstap",
        naam="Een leerling warm overdragen naar het voortgezet onderwijs",
        doel="Elke leerling die meer nodig heeft, krijgt op tijd een plek; de nieuwe school begint niet opnieuw.",
        grondslag="Toestemming van de ouders (AVG 6 lid 1 onder a); volgen: taak van algemeen belang, WPO art. 18a",
        gegevens="naam, geboortedatum, groep en school; wat de school koos; waar de leerling een plek heeft",
        ontvangers="de school; de coördinatoren van beide samenwerkingsverbanden, tot een dag",
        diensten=frozenset({"intake"}),
        namen=frozenset(
            {
                "overstap_signaleren",
                "overdracht_delen",
                "overdracht_intrekken",
                "toestemming_intrekken",
                "toestemming_melden",
                "gedeeld_tonen",
                "overdracht_tonen",
                "overdrachten_tonen",
                "gedeelde_overdracht_tonen",
                "overdracht_voor_tonen",
                "overdrachten_voor_tonen",
                "plek_vastleggen",
                "plek_melden",
                "inzage_melden",
                "overdracht_aankondigen",
                "overdracht_berichten",
                "overstap_herinneren",
            }
        ),
    ),
    Verwerking(
        code="behandeling",
        naam="Een aanvraag behandelen en erover besluiten",
        doel="Het samenwerkingsverband beoordeelt de aanvraag, vraagt deskundigen om advies en neemt een besluit.",
        grondslag="Taak van algemeen belang: WPO art. 18a lid 6 en 11, Awb hoofdstuk 4",
        gegevens="het dossier van de aanvraag, adviezen, termijnen, het besluit",
        ontvangers="commissie, benoemde deskundigen, school, ouders, ontvangende school (alleen de verklaring)",
        diensten=frozenset({"commissie"}),
    ),
    Verwerking(
        code="bekostiging",
        naam="Vastleggen wat een verklaring kost",
        doel="Het samenwerkingsverband weet welke bijdragen uit verklaringen volgen.",
        grondslag="Wettelijke plicht: WPO art. 125b, WVO 2020 art. 5.29",
        gegevens="nummer van de verklaring, categorie, looptijd, bedrag; geen naam",
        ontvangers="controller, directeur en bestuur van het samenwerkingsverband",
        diensten=frozenset({"financien"}),
    ),
    Verwerking(
        code="thuiszitters",
        naam="Kinderen zonder plek op school volgen",
        doel="Voor elk kind dat thuiszit, is bekend of er een plek komt.",
        grondslag="Taak van algemeen belang: WPO art. 18a lid 6, Leerplichtwet 1969",
        gegevens="leerling, sinds wanneer thuis, verwachte plaatsing",
        ontvangers="school, samenwerkingsverband",
        diensten=frozenset({"thuiszitters"}),
    ),
    Verwerking(
        code="toegang",
        naam="Toegang geven en laten eindigen",
        doel="Alleen wie bij een kind betrokken is, kan bij het dossier.",
        grondslag="Wettelijke plicht: AVG art. 32; BIO2",
        gegevens="wie bij welk kind mag, in welke rol en van wanneer tot wanneer",
        ontvangers="beheerder van het samenwerkingsverband",
        diensten=frozenset({"netwerk"}),
    ),
    Verwerking(
        code="berichten",
        naam="Berichten sturen",
        doel="Ouders, scholen en deskundigen weten dat er iets klaarstaat. Het bericht zegt niets over het kind.",
        grondslag="Taak van algemeen belang: Awb art. 2:14 en 3:41",
        gegevens="wie een bericht krijgt en over welke zaak het gaat",
        ontvangers="de geadresseerde",
        diensten=frozenset({"intake", "commissie"}),
        namen=frozenset({"bericht_versturen"}),
    ),
    Verwerking(
        code="verantwoording",
        naam="Laten zien wie keek",
        doel="Ouders en de functionaris gegevensbescherming kunnen nagaan wie een dossier zag.",
        grondslag="Wettelijke plicht: AVG art. 5 lid 2, 15, 32 en 33",
        gegevens="auditregels: wie, wanneer, wat, welke zaak; nooit de inhoud",
        ontvangers="ouders van het kind, functionaris gegevensbescherming",
        diensten=frozenset({"intake", "commissie", "netwerk"}),
        namen=frozenset(
            {
                "inzagen_tonen",
                "inzagen_nagaan",
                "inzagen_samenvatten",
                "nazicht_maken",
                "nazicht_tonen",
                "nazicht_beoordelen",
                "nazicht_ondertekenen",
                "noodtoegangen_tonen",
                "noodtoegang_vragen",
                "noodtoegang_verlenen",
                "noodtoegang_weigeren",
                "noodtoegang_beeindigen",
                "noodtoegang_melden",
            }
        ),
    ),
)

_MET_NAAM = {(dienst, naam): v.uri for v in VERWERKINGEN for dienst in v.diensten for naam in v.namen}
_STANDAARD = {dienst: v.uri for v in VERWERKINGEN if not v.namen for dienst in v.diensten}


def bladzijde() -> str:
    """docs/security/verwerkingen.md."""
    regels = [
        "# Verwerkingen",
        "",
        "Gemaakt uit `services/kern/verwerkingen.py`. Elke regel van het Logboek Dataverwerkingen (`<dienst>.ldv`)",
        "wijst met `processing_activity_id` naar een van deze. Een samenwerkingsverband neemt ze over in zijn register",
        "(AVG art. 30).",
    ]
    for v in VERWERKINGEN:
        waar = ", ".join(sorted(v.diensten)) + (f": {', '.join(sorted(v.namen))}" if v.namen else "")
        regels += ["", f"## {v.naam}", "", "| | |", "| --- | --- |", f"| id | `{v.uri}` |", f"| doel | {v.doel} |"]
        regels += [f"| grondslag | {v.grondslag} |", f"| gegevens | {v.gegevens} |"]
        regels += [f"| ontvangers | {v.ontvangers} |", f"| waar | {waar} |"]
    return "\n".join(regels) + "\n"


def verwerking(dienst: str, naam: str) -> str:
    """De URI van de verwerking waar deze handeling, blik, reactie of taak van deze dienst onder valt."""
    return _MET_NAAM.get((dienst, naam)) or _STANDAARD[dienst]
