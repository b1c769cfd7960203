"""Wie keek: the audit lines of one case in plain Dutch, with role and organisation, never with a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from services.kern.inzage import Inzage, InzagenLijst
from services.kern.rollen import FAMILIEROLLEN, Rol
from tenants.organisaties import bestuur, elke_school
from tenants.schema import Tenant
from web.formatting import AMSTERDAM, lange_datum, tijdstip
from web.views import InzageDag, InzageRegel, WieKeek

PER_BLADZIJDE = 50
BLADZIJDEN = 200  # 10,000 lines
MOMENT = "%Y%m%dT%H%M%S.%f"  # in the address of a page, UTC
#: A step that is told as it is would tell of a besluit before it was made known.
AAN_HET_BESLUIT = "Werkte aan het besluit"
#: What was done, by the name of the message or fact. Every fact and every look must be here (tests/specs/web).
WOORDEN = {
    # looks
    "aanvraag_tonen": "Las de aanvraag",
    "document_ophalen": "Opende een stuk",
    "origineel_tonen": "Bekeek wie een stuk opende zoals de school het stuurde",
    "origineel_ophalen": "Opende een stuk zoals de school het stuurde",
    "dossier_inzien": "Gaf de aanvraag door aan het samenwerkingsverband",
    "inzagen_tonen": "Keek wie er had gekeken",
    "inzagen_nagaan": "Controleerde wie er had gekeken",
    "behandeling_tonen": "Las het dossier",
    "benoeming_voorstellen": "Zocht deskundigen die kunnen meekijken",
    "advies_tonen": "Las het dossier om advies te geven",
    "mijn_kind_tonen": "Keek hoe ver de aanvraag is",
    "beschikking_ophalen": "Las de brief met het besluit",
    "gegevens_tonen": "Las wie gezag heeft, het adres en de scholen",
    "leerling_tonen": "Las het leerlingdossier",
    "gesprekken_tonen": "Keek welke gesprekken er waren",
    "gesprek_tonen": "Las het verslag van een gesprek",
    "gesprek_ophalen": "Haalde het verslag van een gesprek op",
    "mijn_gesprekken_tonen": "Las de verslagen die de school deelde",
    "afspraken_tonen": "Keek welke afspraken openstaan",
    "ongedeeld_tonen": "Keek welke verslagen nog niet zijn gedeeld",
    "checklist_tonen": "Keek bij welke stap de leerling is",
    "interventies_tonen": "Las wat er is gedaan voor de leerling",
    "mijn_dossier_tonen": "Las het leerlingdossier",
    "oso_gegevens_tonen": "Las wat uit de administratie van de school komt",
    "dossierstuk_ophalen": "Opende een verslag of een getekend blad",
    "oso_stuk_ophalen": "Opende een bijlage uit de administratie van de school",
    "opp_tonen": "Las het ontwikkelingsperspectief",
    "opp_versie_tonen": "Las een versie van het ontwikkelingsperspectief",
    "opp_ophalen": "Haalde het ontwikkelingsperspectief op als PDF",
    "oppen_tonen": "Zag het ontwikkelingsperspectief in een lijst",
    # facts of the OPP
    "opp_aangekondigd": "Kondigde een ontwikkelingsperspectief aan",
    "opp_begonnen": "Begon een versie van het ontwikkelingsperspectief",
    "onderwijstijd_afgesproken": "Sprak minder onderwijstijd af",
    "onderwijstijd_geschrapt": "Schrapte de afspraak over minder onderwijstijd",
    "opp_gedeeld": "Deelde het ontwikkelingsperspectief met ouders en leerling",
    "bijdrage_gegeven": "Schreef mee aan het ontwikkelingsperspectief",
    "bijdrage_opgeschreven": "Schreef op wat een ouder of de leerling zei",
    "opp_voorgelegd": "Legde het ontwikkelingsperspectief voor",
    "opp_teruggenomen": "Nam het ontwikkelingsperspectief terug",
    "instemming_gegeven": "Antwoordde op het handelingsdeel",
    "instemming_vastgelegd": "Legde een antwoord op papier vast",
    "instemming_ingetrokken": "Trok een getekend blad in",
    "opp_vastgesteld": "Stelde het ontwikkelingsperspectief vast",
    "handelingsdeel_ingegaan": "Liet het handelingsdeel ingaan",
    "evaluatie_gepland": "Plande de evaluatie",
    "opp_geevalueerd": "Evalueerde het ontwikkelingsperspectief",
    "opp_weggegooid": "Gooide een concept van het ontwikkelingsperspectief weg",
    "opp_teruggehaald": "Haalde het weggegooide concept terug",
    "opp_gewaarschuwd": "Waarschuwde voor een termijn van het ontwikkelingsperspectief",
    "aanmelding_tonen": "Las de aanmelding",
    "stappenplan_tonen": "Las het stappenplan",
    "crisis_tonen": "Las over de crisis en het plan van aanpak",
    "arrangementen_tonen": "Las welke extra ondersteuning er is",
    "arrangement_tonen": "Las over de extra ondersteuning",
    "mijn_wachtplekken_tonen": "Keek waar de leerling op een plek wacht",
    "overdrachtsdocument_tonen": "Vulde het overdrachtsdocument in",
    "onderinstroom_tonen": "Las over de weg naar school",
    "mijn_onderinstroom_tonen": "Las het overdrachtsdocument",
    "overdrachtsbijlage_ophalen": "Opende een bijlage van de voorschool",
    "dossieroverdracht_tonen": "Zag wat er van de voorschool kwam",
    "overdrachtsstuk_ophalen": "Opende een stuk van de voorschool",
    "consult_tonen": "Las het consult",
    "dossier_consulten_tonen": "Zag welke consulten er in het dossier staan",
    "gedeeld_tonen": "Las wat er is gedeeld voor de overstap",
    "bevoegdheid_tonen": "Keek welk samenwerkingsverband beslist",
    "doorzendblad_ophalen": "Haalde de hele aanvraag op papier op",
    "doorzendingen_tonen": "Keek welke aanvragen van elders worden aangeboden",
    "doorzendingen_voor_tonen": "Zag van welke school een aanvraag wordt aangeboden",
    "doorzending_voor_tonen": "Nam de aanvraag over",
    "doorgezonden_stuk_ophalen": "Nam een stuk over",
    "overdracht_tonen": "Las de overdracht naar het voortgezet onderwijs",
    "overdracht_voor_tonen": "Las wat er is gedeeld voor de overstap",
    # lists
    "overdrachten_tonen": "Zag de leerling in de lijst van de overstap",
    "overdrachten_voor_tonen": "Zag de leerling in de lijst van de overstap",
    "onderinstromen_tonen": "Zag het kind in een lijst",
    "consulten_tonen": "Zag het consult in een lijst",
    "klokken_tonen": "Zag de aanmelding in een lijst",
    "wachtlijst_tonen": "Zag de leerling in een wachtlijst",
    "schoolverlaters_tonen": "Zag de leerling in de lijst voor het onderzoek in groep 8",
    "schoolverlaters_volgen": "Zag de leerling in de lijst voor het onderzoek in groep 8",
    "onderzoeken_tonen": "Zag de leerling in de lijst van onderzoeken",
    "onderzoek_tonen": "Las de aanmelding voor het onderzoek in groep 8",
    "leerlingonderzoek_tonen": "Las over het onderzoek in groep 8",
    "gastleerlingen_tonen": "Zag als school waar de leerling te gast is dat die er is",
    "gastleerling_tonen": "Las als school waar de leerling te gast is hoe lang en met welke hulp",
    "verblijven_tonen": "Zag als school waar de leerling tijdelijk is het plan in een lijst",
    "verblijf_tonen": "Las als school waar de leerling tijdelijk is het plan",
    "bestuur_arrangementen_tonen": "Zag als schoolbestuur dat er extra ondersteuning is, zonder naam",
    "facturen_tonen": "Zag de facturen van de extra ondersteuning",
    "factuur_ophalen": "Opende een factuur van de extra ondersteuning",
    "meekijkverzoeken_tonen": "Zag wat een tweede school wordt gevraagd",
    "aanmeldbaren_tonen": "Zag de leerling in een lijst om aan te melden",
    "stappenplannen_tonen": "Zag het stappenplan in een lijst",
    "crises_tonen": "Zag de crisis in een lijst",
    "arrangementen_volgen": "Zag de extra ondersteuning in een lijst",
    "leerlingen_tonen": "Zag de leerling in een lijst",
    "herstelbak_tonen": "Zag in de herstelbak dat iets niet aankwam",
    "herstelpunt_versturen": "Verstuurde opnieuw wat niet aankwam",
    "herstelpunt_sluiten": "Haalde uit de herstelbak wat niet meer hoeft aan te komen",
    "herstelpunt_ontstaan": "Zag dat wat was verstuurd bij niemand aankwam",
    "herstelpunt_hersteld": "Kreeg alsnog bezorgd wat niet was aangekomen",
    "herstelpunt_vervallen": "Zag dat iets niet meer hoefde aan te komen",
    "herstelpunt_gesloten": "Legde weg wat niet meer hoeft aan te komen",
    "vandaag_tonen": "Zag de leerling in de lijst van wat er moet gebeuren",
    "aanvragen_tonen": "Zag de aanvraag in een lijst",
    "werkvoorraad_tonen": "Zag de aanvraag in een lijst",
    "adviezen_tonen": "Zag de aanvraag in een lijst",
    "tlvs_tonen": "Zag de verklaring in een lijst",
    "verloop_tonen": "Zag de verklaring in een lijst",
    "verlengingen_tonen": "Keek of de verklaring wordt verlengd",
    "tlv_inzien": "Las de verklaring om haar te verlengen",
    # acts of which nothing is told to others
    "origineel_openen": "Schreef op waarom een stuk open moet zoals de school het stuurde",
    "noodtoegang_verlenen": "Gaf een collega een uur noodtoegang",
    "noodtoegang_beeindigen": "Beëindigde de noodtoegang",
    "onderdeel_bewaren": "Schreef aan de aanvraag",
    "stuk_overnemen": "Nam iets uit het dossier van de leerling over",
    "advies_bewaren": "Schreef aan een advies",
    # facts of the leerlingdossier
    "leerlingdossier_begonnen": "Begon met het leerlingdossier",
    "oso_overgenomen": "Nam gegevens over uit de administratie van de school",
    "leerling_gewijzigd": "Wijzigde de gegevens van de leerling",
    # facts of the zorgplicht
    "aanmelding_vastgelegd": "Legde de aanmelding vast",
    "informatie_gevraagd": "Vroeg om informatie",
    "informatie_vastgelegd": "Legde vast dat de informatie er is",
    "beslissing_verlengd": "Verlengde de termijn met vier weken",
    "onderzoek_gedeeld": "Liet een andere school meekijken",
    "antwoord_vastgelegd": "Legde het antwoord van een andere school vast",
    "leerling_geplaatst": "Plaatste de leerling tijdelijk",
    "leerling_ingeschreven": "Schreef de leerling in",
    "toelating_geweigerd": "Legde vast dat de school de leerling niet toelaat",
    "uitzondering_vastgelegd": "Legde vast dat de zorgplicht hier niet geldt",
    "asielregels_vastgelegd": "Legde vast welke termijn geldt",
    "overgang_vastgelegd": "Legde de inschrijving op een andere school vast",
    "intrekking_gemeld": "Meldde de aanmelding niet meer te willen",
    "aanmelding_ingetrokken": "Trok de aanmelding in",
    "zorgplicht_gewaarschuwd": "Waarschuwde dat de termijn afloopt",
    "gezag_vastgelegd": "Legde vast wie gezag heeft",
    "gezag_beeindigd": "Legde vast dat iemand geen gezag meer heeft",
    "losse_aanvragen_tonen": "Zag de aanvraag in een lijst",
    "uitslag_bekend": "Hoorde het besluit over een aanvraag",
    "aanvraag_ondergebracht": "Zette een aanvraag in het leerlingdossier",
    "dubbelen_tonen": "Zag de leerling in een lijst",
    "dossiers_samengevoegd": "Voegde twee dossiers van de leerling samen",
    "samenvoeging_teruggedraaid": "Maakte een samenvoeging ongedaan",
    "verschil_vastgelegd": "Keek of er twee dossiers van de leerling zijn",
    "gezaghouder_uitgenodigd": "Nodigde iemand met gezag uit om mee te kijken",
    "leerling_uitgenodigd": "Nodigde de leerling uit om mee te kijken",
    "dossierfamilie_verbonden": "Liet een ouder of de leerling meekijken",
    "school_opgegaan": "Ging op in een andere school",
    "meelezen_toegestaan": "Liet een ouder meelezen",
    "meelezen_ingetrokken": "Liet een ouder niet meer meelezen",
    "meelezers_tonen": "Zag wie er meeleest",
    "meekijken_beeindigd": "Liet iemand niet meer meekijken",
    "adres_vastgelegd": "Werkte de gegevens van de leerling bij",
    "adres_beeindigd": "Werkte de gegevens van de leerling bij",
    "loopbaan_aangevuld": "Schreef op waar de leerling eerder op school zat",
    "loopbaan_weggehaald": "Haalde een eerdere school van de leerling weg",
    "loopbaan_teruggezet": "Zette een eerdere school van de leerling terug",
    "dubbel_bij_scholen_tonen": "Zag de leerling in een lijst",
    "inschrijving_nagevraagd": "Vroeg of de leerling op deze school zit",
    "inschrijving_bevestigd": "Bevestigde dat de leerling hier op school zit",
    "leerlingen_onderscheiden": "Keek of de leerling op twee scholen een dossier heeft: dat is niet zo",
    "school_naar_bestuur": "Verwerkte dat de school naar een ander bestuur ging",
    "meerderjarig_aangekondigd": "Liet de school weten dat de leerling bijna 18 is",
    "leerling_meerderjarig_geworden": "Schreef op dat de leerling 18 is en zelf beslist",
    "leerling_uitgeschreven": "Schreef de leerling uit",
    "gesprek_begonnen": "Begon het verslag van een gesprek",
    "aanwezige_toegevoegd": "Voegde iemand toe die bij het gesprek was",
    "aanwezige_weggehaald": "Haalde iemand weg die niet bij het gesprek was",
    "afspraak_gemaakt": "Maakte een afspraak",
    "afspraak_afgevinkt": "Vinkte een afspraak af",
    "afspraak_heropend": "Zette een afspraak weer open",
    "afspraak_vervallen": "Liet een afspraak vervallen",
    "afspraak_herinnerd": "Herinnerde aan een afspraak",
    "gesprek_gedeeld": "Deelde het verslag met de ouders",
    "dossierstuk_toegevoegd": "Voegde een verslag of een getekend blad toe",
    "dossierstuk_geweigerd": "Weigerde een bestand na controle",
    "dossierstuk_ingetrokken": "Trok een bestand in",
    "gesprek_reactie_gegeven": "Reageerde op het verslag",
    "gesprek_weggehaald": "Haalde een verslag weg",
    "gesprek_teruggezet": "Zette een verslag terug",
    "gesprek_niet_gedeeld": "Meldde dat een verslag nog niet is gedeeld",
    "checkliststap_afgevinkt": "Werkte de checklist bij",
    "interventie_vastgelegd": "Legde een interventie vast",
    "interventie_gewijzigd": "Wijzigde een interventie",
    "interventie_geevalueerd": "Vulde het effect van een interventie in",
    "interventie_weggehaald": "Haalde een interventie weg",
    "interventie_teruggezet": "Zette een interventie terug",
    # facts of the stappenplan
    "stappenplan_begonnen": "Begon een stappenplan",
    "stap_afgerond": "Rondde een stap van het stappenplan af",
    "stap_teruggedraaid": "Draaide een afgeronde stap van het stappenplan terug",
    "gastplaatsing_vastgelegd": "Legde een gastplaatsing vast",
    "gastplaatsing_geevalueerd": "Schreef op hoe het gaat op de school waar de leerling te gast is",
    "stappenplan_gestopt": "Stopte het stappenplan",
    "stap_gemist": "Waarschuwde dat een stap te laat is",
    # facts of crisis and nood
    "schoolverlater_aangemeld": "Meldde de leerling aan voor het onderzoek in groep 8",
    "schoolverlater_afgemeld": "Meldde de leerling af voor het onderzoek in groep 8",
    "onderzoeker_aangewezen": "Wees aan wie het onderzoek in groep 8 doet",
    "onderzoek_ingepland": "Plande het onderzoek in groep 8",
    "onderzoek_vastgelegd": "Legde de uitkomst van het onderzoek in groep 8 vast",
    "onderzoek_besproken": "Besprak de uitkomst van het onderzoek met de ouders",
    "crisis_gemeld": "Meldde een crisis of nood",
    "crisisplan_vastgelegd": "Legde een plan van aanpak vast",
    "crisis_afgesloten": "Sloot de crisis af",
    "crisisplan_gemist": "Waarschuwde dat er nog geen plan is",
    # facts of extra support
    "verblijf_geevalueerd": "Schreef op hoe het gaat op de tijdelijke school",
    "factuur_ingediend": "Diende een factuur in",
    "factuur_goedgekeurd": "Keurde een factuur goed",
    "factuur_afgekeurd": "Keurde een factuur af",
    "arrangement_aangevraagd": "Vroeg extra ondersteuning aan",
    "arrangement_gemeld": "Legde extra ondersteuning van buiten vast",
    "arrangement_ingetrokken": "Trok de vraag om extra ondersteuning in",
    "arrangement_toegekend": "Kende extra ondersteuning toe",
    "arrangement_geweigerd": "Kende extra ondersteuning niet toe",
    "plan_bijgesteld": "Stelde het plan van de extra ondersteuning bij",
    "arrangement_geevalueerd": "Keek terug op de extra ondersteuning",
    "arrangement_verlengd": "Verlengde de extra ondersteuning",
    "arrangement_gestopt": "Stopte de extra ondersteuning",
    "arrangement_afgelopen": "Sloot de extra ondersteuning af",
    "arrangement_ingekort": "Liet de extra ondersteuning eerder eindigen",
    "einde_aangekondigd": "Vertelde dat de extra ondersteuning bijna eindigt",
    # facts of a waiting list
    "wachtplek_gevraagd": "Vroeg een andere school om een plek",
    "wachtplek_bevestigd": "Zette de leerling op de wachtlijst",
    "wachtplek_toegekend": "Gaf de leerling een plek",
    "wachtplek_beeindigd": "Haalde de leerling van de wachtlijst",
    # facts of onderinstroom
    "onderinstroom_begonnen": "Begon met de weg naar school",
    "voorschool_gevraagd": "Gaf de voorschool een persoonlijke link",
    "voorschool_verbonden": "Liet de voorschool binnen",
    "onderinstroomouder_gevraagd": "Vroeg een ouder om mee te lezen",
    "onderinstroomouder_verbonden": "Verbond een ouder",
    "onderinstroomtoegang_beeindigd": "Beëindigde de toegang van iemand van buiten",
    "overdrachtsbijlage_toegevoegd": "Voegde een bijlage toe",
    "overdrachtsbijlage_weggehaald": "Haalde een bijlage weg",
    "overdrachtsdocument_ingeleverd": "Leverde het overdrachtsdocument in",
    "overdrachtsdocument_ondertekend": "Legde vast wat een ouder ervan vindt",
    "onderinstroom_overgedragen": "Droeg het kind over aan de school",
    "onderinstroom_teruggehaald": "Haalde de overdracht terug",
    "onderinstroom_aangenomen": "Nam het kind aan",
    "overdracht_ontvangen": "Begon het dossier met het overdrachtsdocument",
    "onderinstroom_gesloten": "Sloot de weg naar school",
    # facts of the consult
    "consult_gevraagd": "Stelde een vraag aan een adviseur, zonder naam",
    "consult_opgepakt": "Nam het consult aan",
    "consult_overgedragen": "Gaf het consult aan een collega",
    "consult_beantwoord": "Gaf antwoord op het consult",
    "consult_aangevuld": "Stelde een vervolgvraag",
    "consult_gesloten": "Sloot het consult af",
    "consult_gekoppeld": "Koppelde het consult aan het dossier",
    "consult_toegevoegd": "Voegde een consult toe aan het dossier, met toestemming van de ouders",
    # facts of the hand-over
    "overstap_gesignaleerd": "Bracht de leerling in beeld voor de overstap",
    "doorzending_voorgesteld": "Stelde een ander samenwerkingsverband voor",
    "doorzending_aangeboden": "Bood de aanvraag aan een ander samenwerkingsverband aan",
    "doorzending_ingetrokken": "Hield de aanvraag toch hier",
    "doorzending_aanvaard": "Nam de aanvraag over",
    "doorzending_teruggestuurd": "Stuurde de aanvraag terug",
    "doorzending_toegelaten": "Liet toe wie bij de aanvraag hoort",
    "aanvraag_overgenomen": "Kreeg de aanvraag van een ander samenwerkingsverband",
    "overdracht_gedeeld": "Deelde een deel van het dossier voor de overstap",
    "overdracht_ingetrokken": "Stopte met delen voor de overstap",
    "toestemming_ingetrokken": "Trok de toestemming voor het delen in",
    "overdracht_gelezen": "Las voor het eerst wat er is gedeeld",
    "plek_vastgelegd": "Legde een plek in het voortgezet onderwijs vast",
    "overstap_gewaarschuwd": "Waarschuwde dat er nog geen plek is",
    # facts of the aanvraag
    "aanvraag_begonnen": "Begon met de aanvraag",
    "document_toegevoegd": "Voegde een stuk toe",
    "document_gecontroleerd": "Controleerde een stuk op virussen",
    "document_verwijderd": "Haalde een stuk weg",
    "familie_uitgenodigd": "Nodigde iemand van uw gezin uit",
    "familie_verbonden": "Gaf iemand van uw gezin toegang",
    "zienswijze_gegeven": "Gaf een mening",
    "aanvraag_ondertekend": "Ondertekende de aanvraag",
    "ondertekening_vervallen": "Haalde de handtekening weg, want de aanvraag was veranderd",
    "aanvraag_ingediend": "Diende de aanvraag in",
    "aanvulling_ingediend": "Stuurde wat er nog miste",
    "aanvraag_ingetrokken": "Trok de aanvraag in",
    "aanvraag_teruggezet": "Zette de ingetrokken aanvraag terug",
    "schoolbestuur_ingelicht": "Vertelde het schoolbestuur dat er een aanvraag is",
    "vraag_gesteld": "Zette een vraag klaar voor de school",
    "vraag_verlopen": "Sloot een vraag, want het antwoord kwam niet op tijd",
    "deskundige_toegelaten": "Gaf een deskundige toegang",
    "aanvraag_besloten": "Schreef op dat er een besluit is",
    "vernietiging_aangekondigd": "Kondigde aan dat het dossier wordt vernietigd",
    "vernietiging_gevraagd": "Vroeg om het dossier eerder te vernietigen",
    "vernietiging_goedgekeurd": "Keurde goed dat het dossier wordt vernietigd",
    "dossier_vastgehouden": "Hield het dossier vast, zodat het niet wordt vernietigd",
    "dossier_vrijgegeven": "Liet het dossier weer los",
    "dossier_vernietigd": "Vernietigde het dossier",
    "behandeling_vernietigd": "Vernietigde het dossier van de commissie",
    # facts of the behandeling
    "behandeling_geopend": "Begon met de behandeling",
    "behandeling_gestopt": "Stopte de behandeling",
    "aanvulling_gevraagd": "Vroeg de school om iets dat nog miste",
    "aanvulling_verwerkt": "Verwerkte wat de school stuurde",
    "hersteltermijn_verstreken": "Zag dat de tijd voor een antwoord voorbij was",
    "complex_aangemerkt": "Schreef op of de aanvraag ingewikkeld is",
    "deskundige_benoemd": "Vroeg een deskundige om mee te kijken",
    "deskundige_vervangen": "Haalde een deskundige van het dossier",
    "advies_verzegeld": "Gaf advies",
    "eindadvies_gemaakt": "Maakte het eindadvies",
    "gesprek_aangeboden": "Bood een gesprek aan",
    "beslistermijn_verdaagd": "Stelde de dag van het besluit uit",
    "beslistermijn_opgeschort": "Zette de tijd voor het besluit stil",
    "beslistermijn_gewaarschuwd": "Waarschuwde dat de dag van het besluit nadert",
    "beslistermijn_verstreken": "Zag dat de dag van het besluit voorbij was",
    "school_herinnerd": "Herinnerde de school aan een vraag",
    "besluit_genomen": AAN_HET_BESLUIT,
    "beschikking_gemaakt": AAN_HET_BESLUIT,
    "besluit_bekendgemaakt": "Maakte het besluit bekend",
    "besluit_onherroepelijk": "Schreef op dat het besluit vaststaat",
}
#: For a line of an older or newer version than this page: true, if not precise.
ANDERS = {"inzage": "Bekeek iets van de aanvraag", "handeling": "Werkte aan de aanvraag"}


#: Behind what was seen by who is not involved: the exception, and that somebody agreed.
NOOD = ", met noodtoegang: een uur, met een reden en toestemming van een tweede persoon"


def wie_keek(
    id: UUID,
    lijsten: list[InzagenLijst],
    blad: int,
    tot: datetime,
    tenant: Tenant,
    rolnaam: Callable[[str], str],
    vandaag: date,
) -> WieKeek | None:
    """One page out of what the services that hold the case answered; None when there is no such page."""
    aantal = sum(lijst.aantal for lijst in lijsten)
    begin = (blad - 1) * PER_BLADZIJDE
    if begin and begin >= aantal:
        return None
    alles = sorted((i for lijst in lijsten for i in lijst.inzagen), key=lambda i: i.op, reverse=True)
    regels = alles[begin : begin + PER_BLADZIJDE]
    vast = f"tot={tot.astimezone(UTC).strftime(MOMENT)}"
    url = f"/mijn-kind/{id}/wie-keek"
    meer = begin + len(regels) < aantal and blad < BLADZIJDEN
    return WieKeek(
        terug_url=f"/mijn-kind/{id}",
        stand=f"Regel {begin + 1} tot en met {begin + len(regels)} van {aantal}" if regels else "",
        dagen=[
            InzageDag(kop=_dag(dag, vandaag), regels=[_regel(i, tenant, rolnaam) for i in groep])
            for dag, groep in groupby(regels, key=lambda i: i.op.astimezone(AMSTERDAM).date())
        ],
        nieuwer_url=f"{url}?blad={blad - 1}&{vast}" if blad > 1 else "",
        ouder_url=f"{url}?blad={blad + 1}&{vast}" if meer else "",
    )


def _dag(dag: date, vandaag: date) -> str:
    return f"Vandaag, {lange_datum(dag)}" if dag == vandaag else lange_datum(dag).capitalize()


def _regel(inzage: Inzage, tenant: Tenant, rolnaam: Callable[[str], str]) -> InzageRegel:
    wie, waar = _wie(inzage, tenant, rolnaam)
    return InzageRegel(
        tijd=tijdstip(inzage.op),
        wie=wie,
        waar=waar,
        wat=(WOORDEN.get(inzage.wat) or ANDERS[inzage.soort]) + (NOOD if inzage.nood else ""),
        icoon="eye" if inzage.soort == "inzage" else "edit",
    )


def _wie(inzage: Inzage, tenant: Tenant, rolnaam: Callable[[str], str]) -> tuple[str, str]:
    if inzage.rol == "systeem":
        return "Meedoen", "automatisch"
    if inzage.zelf:
        return "U zelf", ""
    if inzage.rol in FAMILIEROLLEN:  # the organisation of a family is its own case
        return rolnaam(inzage.rol), ""
    if inzage.rol == Rol.PARTNER:  # let in for one case: the voorschool of a young child
        return "De voorschool", ""
    return rolnaam(inzage.rol), _waar(inzage.organisatie or "", tenant)


def _waar(organisatie: str, tenant: Tenant) -> str:
    """The school, the board or the samenwerkingsverband, by its code."""
    if organisatie == tenant.swv_nummer:
        return tenant.korte_naam
    if school := elke_school(organisatie):
        return school.aanduiding
    return bestuur(organisatie).aanduiding if len(organisatie) == 5 and organisatie.isdigit() else organisatie
