"""Alle wetsartikelen waar het platform op steunt, één keer, elk met een uitleg in gewone taal.

Dit is de bladzijde die een jurist naloopt. De woorden van de wet zelf komen uit `gegevens/wetteksten.toml`; een artikel
dat daar niet staat, is niet letterlijk en wordt nergens als wettekst getoond.
"""

from __future__ import annotations

from services.kern.wetsartikel import REGELINGEN, Wetsartikel, artikel, avg

# Algemene wet bestuursrecht: het verkeer met het bestuursorgaan
AWB_2_10 = artikel(
    "Awb",
    "2:10",
    "Wie een bericht in een portaal krijgt, hoort daar binnen 48 uur een kennisgeving van te krijgen.",
)
AWB_2_3 = artikel(
    "Awb",
    "2:3",
    "Een bestuursorgaan stuurt een stuk waarvoor een ander bestuursorgaan bevoegd is meteen door, en laat dat de "
    "afzender weten.",
)
AWB_2_13 = artikel(
    "Awb",
    "2:13",
    "Een bericht aan een bestuursorgaan kan elektronisch worden verzonden op de wijze die "
    "het bestuursorgaan heeft bepaald.",
)
AWB_2_17 = artikel("Awb", "2:17", "Het bestuursorgaan bevestigt de ontvangst van een elektronisch bericht.")
AWB_2_19 = artikel(
    "Awb",
    "2:19",
    "Een bericht in een portaal is verzonden op het tijdstip waarop het voor de geadresseerde toegankelijk wordt.",
)
AWB_2_20 = artikel(
    "Awb",
    "2:20",
    "Een bericht is ontvangen op het tijdstip waarop het het systeem van het bestuursorgaan heeft bereikt.",
)
AWB_3_41 = artikel(
    "Awb",
    "3:41",
    "De bekendmaking van besluiten die tot een of meer belanghebbenden zijn gericht, "
    "geschiedt door toezending of uitreiking aan hen, onder wie begrepen de aanvrager.",
)
AWB_3_45 = artikel(
    "Awb",
    "3:45",
    "Bij het besluit wordt vermeld door wie, binnen welke termijn en bij welk orgaan bezwaar kan worden gemaakt.",
)
AWB_3_46 = artikel("Awb", "3:46", "Een besluit zegt waarom: de redenen kloppen en dragen het.")
AWB_4_1 = artikel(
    "Awb",
    "4:1",
    "De aanvraag tot het geven van een beschikking wordt schriftelijk ingediend bij het bestuursorgaan dat "
    "bevoegd is op de aanvraag te beslissen.",
)
AWB_4_5 = artikel(
    "Awb",
    "4:5",
    "Het bestuursorgaan kan besluiten de aanvraag niet te behandelen, mits de aanvrager de "
    "gelegenheid heeft gehad de aanvraag binnen een door het bestuursorgaan gestelde termijn aan te vullen. "
    "Dat besluit wordt bekendgemaakt binnen vier weken nadat de aanvraag is aangevuld of nadat de daarvoor "
    "gestelde termijn ongebruikt is verstreken.",
)
AWB_4_8 = artikel(
    "Awb",
    "4:8",
    "Wie naar verwachting bedenkingen heeft tegen een beschikking en haar niet heeft "
    "aangevraagd, mag vooraf zijn zienswijze geven.",
)
AWB_4_13 = artikel(
    "Awb",
    "4:13",
    "Staat er geen termijn in de wet, dan moet het besluit er binnen een redelijke tijd zijn. Die tijd is in elk geval "
    "om als er acht weken na ontvangst geen besluit is en ook geen bericht dat het langer duurt.",
)
AWB_4_14 = artikel(
    "Awb",
    "4:14",
    "Lukt acht weken niet, dan laat het bestuursorgaan dat binnen die acht weken aan de aanvrager weten, met een "
    "redelijke termijn waarbinnen het besluit wel komt.",
    lid="3",
)
AWB_4_15 = artikel(
    "Awb",
    "4:15",
    "De klok staat stil vanaf de dag na de vraag om aan te vullen, tot de dag waarop het antwoord er is of de termijn "
    "daarvoor voorbij is. Ook als de aanvrager schriftelijk met uitstel instemt, als de vertraging aan hem ligt, bij "
    "overmacht, en zolang op informatie uit het buitenland wordt gewacht.",
)
AWB_4_17 = artikel(
    "Awb",
    "4:17",
    "Komt het besluit te laat en is dat twee weken eerder schriftelijk gemeld, dan kost elke dag het bestuursorgaan "
    "geld: 14 dagen € 23, 14 dagen € 35 en 14 dagen € 45. Meer dan 42 dagen wordt het niet.",
)
AWB_4_18 = artikel(
    "Awb",
    "4:18",
    "Het bestuursorgaan stelt de hoogte van de dwangsom vast binnen twee weken na de laatste "
    "dag waarover de dwangsom verschuldigd was.",
)
AWB_6_6 = artikel(
    "Awb",
    "6:6",
    "Het bezwaar kan niet-ontvankelijk worden verklaard, mits de indiener de gelegenheid heeft "
    "gehad het verzuim te herstellen binnen een hem daartoe gestelde termijn.",
)
AWB_6_7 = artikel("Awb", "6:7", "U heeft zes weken om bezwaar te maken of beroep in te stellen.")
AWB_6_8 = artikel(
    "Awb",
    "6:8",
    "De termijn vangt aan met ingang van de dag na die waarop het besluit op de voorgeschreven wijze is bekendgemaakt.",
)
AWB_6_9 = artikel(
    "Awb",
    "6:9",
    "Bezwaar is op tijd als het binnen de termijn binnen is. Per post is het ook op tijd als het binnen de termijn is "
    "gepost en uiterlijk een week erna aankomt.",
)
AWB_6_10 = artikel(
    "Awb",
    "6:10",
    "Een te vroeg ingediend bezwaarschrift blijft ontvankelijk als het besluit al tot stand "
    "was gekomen of de indiener dat redelijkerwijs kon menen.",
)
AWB_6_11 = artikel(
    "Awb",
    "6:11",
    "Bezwaar dat te laat is, wordt toch behandeld als de indiener daar redelijkerwijs niets aan kon doen.",
)
AWB_6_12 = artikel(
    "Awb",
    "6:12",
    "Beroep tegen het uitblijven van een besluit kan zodra het bestuursorgaan te laat is en er twee weken zijn "
    "verstreken na de ingebrekestelling.",
)
AWB_6_15 = artikel(
    "Awb",
    "6:15",
    "Een onbevoegd orgaan zendt het bezwaarschrift door; het tijdstip van indiening bij dat orgaan is bepalend.",
)
AWB_7_4 = artikel(
    "Awb",
    "7:4",
    "Tot tien dagen voor het horen kunnen nadere stukken worden ingediend. De stukken liggen "
    "voorafgaand aan het horen gedurende ten minste een week ter inzage.",
)
AWB_7_10 = artikel(
    "Awb",
    "7:10",
    "Op bezwaar wordt beslist binnen zes weken, of twaalf als er een adviescommissie is, geteld vanaf het einde van de "
    "bezwaartermijn. Tijdens een hersteltermijn staat de klok stil. Uitstel kan één keer, ten hoogste zes weken.",
)
AWB_7_13 = artikel(
    "Awb",
    "7:13",
    "Een adviescommissie bestaat uit een voorzitter en ten minste twee leden; de voorzitter "
    "maakt geen deel uit van en is niet werkzaam onder verantwoordelijkheid van het bestuursorgaan.",
)

# Algemene termijnenwet
ATW_1 = artikel(
    "Algemene termijnenwet",
    "1",
    "Eindigt een termijn uit de wet op een zaterdag, zondag of feestdag, dan loopt zij door tot en met de eerste "
    "werkdag daarna. Bij terugrekenen niet.",
)
ATW_2 = artikel(
    "Algemene termijnenwet",
    "2",
    "Een termijn van ten minste drie dagen wordt zo nodig zoveel verlengd, dat daarin ten minste "
    "twee dagen voorkomen die niet een zaterdag, zondag of algemeen erkende feestdag zijn.",
)
ATW_3 = artikel(
    "Algemene termijnenwet",
    "3",
    "Algemeen erkende feestdagen zijn: de Nieuwjaarsdag, de Christelijke tweede Paas- en "
    "Pinksterdag, de beide Kerstdagen, de Hemelvaartsdag, de dag waarop de verjaardag van de Koning wordt "
    "gevierd en de vijfde mei. De Goede Vrijdag wordt daarmee gelijkgesteld. Bij koninklijk besluit kunnen "
    "andere dagen worden gelijkgesteld.",
)
ATW_4 = artikel(
    "Algemene termijnenwet",
    "4",
    "De wet geldt niet voor termijnen, omschreven in uren, in meer dan 90 dagen, in meer dan twaalf "
    "weken, in meer dan drie maanden of in een of meer jaren.",
)

# Toelaating en zorgplicht
WPO_18A_7 = artikel(
    "WPO",
    "18a",
    "Het samenwerkingsverband stelt ten minste eenmaal in de vier jaar een ondersteuningsplan vast.",
    lid="7",
)
WPO_18A_8 = artikel(
    "WPO",
    "18a",
    "Wat er in elk geval in het ondersteuningsplan staat.",
    lid="8",
)
WPO_18A_10 = artikel(
    "WPO",
    "18a",
    "Het plan wordt aan de inspectie gezonden voor 1 mei voorafgaand aan het eerste schooljaar.",
    lid="10",
)
WPO_18A_11 = artikel(
    "WPO",
    "18a",
    "Het samenwerkingsverband beoordeelt de toelaatbaarheid na advies van deskundigen.",
    lid="11",
)
WPO_18A_12 = artikel(
    "WPO",
    "18a",
    "Er is een adviescommissie die adviseert over bezwaarschriften tegen besluiten over de toelaatbaarheid.",
    lid="12",
)
WPO_18A_13 = artikel(
    "WPO",
    "18a",
    "Gegevens over de gezondheid worden vernietigd drie jaar na de beoordeling van de "
    "toelaatbaarheid, het advies of de toewijzing.",
    lid="13",
)
WPO_18A_14 = artikel(
    "WPO",
    "18a",
    "De toelaatbaarheidsverklaring heeft een volgnummer; de ouders krijgen een afschrift van het advies.",
    lid="14",
)
WPO_39 = artikel(
    "WPO",
    "39",
    "Een kind wordt toegelaten vanaf vier jaar en verlaat de school uiterlijk aan het einde van het schooljaar waarin "
    "het veertien wordt.",
)
WPO_40_2 = artikel(
    "WPO",
    "40",
    "Aanmelden kan vanaf de derde verjaardag, zo mogelijk tien weken voordat toelating wordt gevraagd.",
    lid="2",
)
WPO_40 = artikel(
    "WPO",
    "40",
    "Het bevoegd gezag beslist zo spoedig mogelijk en uiterlijk zes weken na ontvangst van het "
    "verzoek om toelating; het kan die termijn met ten hoogste vier weken verlengen. Is tien weken na het "
    "verzoek niet beslist en is de leerling nergens ingeschreven, dan wordt hij de volgende dag tijdelijk "
    "geplaatst.",
)
WPO_40_5 = artikel(
    "WPO",
    "40",
    "Een leerling die extra ondersteuning nodig heeft, wordt pas geweigerd als een andere school bereid is de leerling "
    "toe te laten. Dat hoeft niet als de school geen plaatsruimte heeft: zij is dan vol voor alle leerlingen.",
    lid="5",
)
WPO_40_8 = artikel(
    "WPO",
    "40",
    "Toelating tot het sbo vergt een toelaatbaarheidsverklaring van het samenwerkingsverband.",
    lid="8",
)
WPO_40_12 = artikel(
    "WPO",
    "40",
    "Op bezwaar over toelating of verwijdering wordt beslist binnen vier weken na de dag waarop "
    "de bezwaartermijn is verstreken.",
    lid="12",
)
WPO_40_13 = artikel(
    "WPO",
    "40",
    "De verklaring geldt voor een of meer hele schooljaren; wordt zij in de loop van een "
    "schooljaar gegeven, dan komt de rest van dat schooljaar erbij.",
    lid="13",
)
WPO_40_14 = artikel(
    "WPO",
    "40",
    "In het laatste schooljaar van de verklaring gaat de leerling terug naar een basisschool, tenzij er een nieuwe "
    "verklaring komt.",
    lid="14",
)
WPO_40_15 = artikel(
    "WPO",
    "40",
    "Voor kinderen onder de Europese asielregels bedraagt de termijn ten hoogste zes weken, "
    "zonder verlenging; daarna volgt toelating.",
    lid="15",
)
WPO_40A = artikel(
    "WPO",
    "40a",
    "Het ontwikkelingsperspectief wordt vastgesteld binnen zes weken na inschrijving; bij "
    "tijdelijke plaatsing binnen zes weken na de definitieve plaatsing.",
)
WPO_40C = artikel(
    "WPO",
    "40c",
    "Schorsing duurt ten hoogste een week. Schorsing voor langer dan een dag wordt gemeld aan de inspectie.",
)
WPO_43 = artikel(
    "WPO",
    "43",
    "De geschillencommissie oordeelt binnen tien weken; de termijn voor de beslissing op bezwaar is zolang opgeschort.",
)
WPO_45D = artikel(
    "WPO",
    "45d",
    "Het schooladvies komt van 10 tot en met 31 januari, het definitieve uiterlijk 24 maart.",
)
WEC_39 = artikel(
    "WEC",
    "39",
    "Speciaal onderwijs vanaf vier jaar (cluster 1 en 2: drie) tot en met het schooljaar waarin de leerling veertien "
    "wordt; voortgezet speciaal onderwijs tot en met dat waarin hij twintig wordt, met ontheffing telkens een jaar "
    "langer. De inspecteur beslist binnen zes weken.",
)
WEC_40_3 = artikel(
    "WEC",
    "40",
    "Aanmelden kan vanaf drie jaar (cluster 1 en 2: twee), zo mogelijk tien weken voordat toelating wordt gevraagd.",
    lid="3",
)
WEC_40 = artikel(
    "WEC",
    "40",
    "Toelating tot het (voortgezet) speciaal onderwijs; de zorgplicht en termijnen als in WPO 40.",
)
WEC_40_6 = artikel(
    "WEC",
    "40",
    "Als WPO 40 lid 5, voor het (voortgezet) speciaal onderwijs.",
    lid="6",
)
WEC_40_11 = artikel(
    "WEC",
    "40",
    "Bevoegd is het samenwerkingsverband van de school waar de leerling voorafgaand is "
    "ingeschreven; anders dat van de woonplaats, en bij wonen in het buitenland dat van de school van "
    "aanmelding.",
    lid="11",
)
WEC_40_13 = artikel(
    "WEC",
    "40",
    "Als lid 11, voor het voortgezet speciaal onderwijs.",
    lid="13",
)
WEC_40_14 = artikel(
    "WEC",
    "40",
    "Wie overgaat naar een andere vso-school met een geldige verklaring, heeft geen nieuwe nodig.",
    lid="14",
)
WEC_40_15 = artikel(
    "WEC",
    "40",
    "De verklaring geldt voor een of meer hele schooljaren, met de rest van het lopende erbij; in het laatste gaat de "
    "leerling terug, tenzij er een nieuwe verklaring komt.",
    lid="15",
)
WEC_40_16 = artikel(
    "WEC",
    "40",
    "Een leerling die in een residentiële instelling is geplaatst, is zolang dat duurt toelaatbaar.",
    lid="16",
)
WEC_40A = artikel(
    "WEC",
    "40a",
    "Schorsing duurt ten hoogste een week. Schorsing voor langer dan een dag wordt gemeld aan de inspectie.",
)
WVO_2_30 = artikel(
    "WVO",
    "2.30",
    "Toelaatbaarheid tot het praktijkonderwijs; wie op 1 oktober van het eerste leerjaar korter "
    "dan een jaar in Nederland is, kan pas daarna worden aangevraagd.",
)
WVO_2_47 = artikel(
    "WVO",
    "2.47",
    "Het samenwerkingsverband vo: taken, ondersteuningsplan, deskundigen, adviescommissie, "
    "volgnummer en bewaartermijn van drie jaar.",
)
WVO_2_44 = artikel(
    "WVO",
    "2.44",
    "Het ontwikkelingsperspectief wordt vastgesteld binnen zes weken na inschrijving (of na de definitieve plaatsing) "
    "en ten minste elk schooljaar geëvalueerd.",
)
WVO_8_7 = artikel(
    "WVO",
    "8.7",
    "Praktijkonderwijs tot en met het schooljaar waarin de leerling achttien wordt; de inspectie kan twee keer een "
    "schooljaar toestaan.",
)
WVO_8_8 = artikel(
    "WVO",
    "8.8",
    "Op een aanmelding wordt beslist binnen zes weken, ten hoogste vier weken later na bericht; op bezwaar binnen vier "
    "weken na ontvangst van het bezwaarschrift.",
)
WVO_8_8_1 = artikel("WVO", "8.8", "Aanmelden gebeurt zo mogelijk tien weken voordat toelating wordt gevraagd.", lid="1")
WVO_8_8_8 = artikel("WVO", "8.8", "Voor het eerste leerjaar wordt aangemeld van 25 tot en met 31 maart.", lid="8")
WVO_8_9 = artikel(
    "WVO",
    "8.9",
    "Een leerling die extra ondersteuning nodig heeft, wordt pas geweigerd als een andere school bereid is de leerling "
    "toe te laten; dat hoeft niet als er geen plaatsruimte is.",
)
WVO_8_13 = artikel("WVO", "8.13", "Tijdelijke plaatsing als tien weken na het verzoek niet is beslist.")
WVO_8_14 = artikel(
    "WVO",
    "8.14",
    "Schorsing duurt ten hoogste een week. Schorsing voor langer dan een dag wordt gemeld aan de inspectie.",
)
UB_2_45 = artikel(
    "UB WVO",
    "2.45",
    "Het hele programma op een school voor (voortgezet) speciaal onderwijs volgen kan ten hoogste drie maanden achter "
    "elkaar.",
)
UB_2_46 = artikel(
    "UB WVO",
    "2.46",
    "Praktijkonderwijs: IQ van 55 tot en met 80 en een leerachterstand van 0,5 of meer op ten "
    "minste twee domeinen, waarvan een inzichtelijk rekenen of begrijpend lezen is. Lwoo: IQ van 75 tot en "
    "met 90, of IQ van 91 tot en met 120 met sociaal-emotionele problematiek, en een achterstand van 0,25 tot "
    "0,5.",
)
UB_2_47 = artikel(
    "UB WVO", "2.47", "Bij bijzondere groepen horen een schriftelijke zienswijze en instemming van de ouders."
)
UB_2_50 = artikel(
    "UB WVO",
    "2.50",
    "Onderwijs bij een orthopedagogisch-didactisch centrum duurt ten hoogste twee jaar; na drie maanden geven bevoegde "
    "leraren het.",
)
UB_2_51 = artikel(
    "UB WVO",
    "2.51",
    "Over de toelaatbaarheid adviseren een orthopedagoog of een psycholoog en, afhankelijk van de leerling, ten "
    "minste een tweede deskundige.",
)

# Leerplicht
LPW_3 = artikel(
    "Leerplichtwet",
    "3",
    "De verplichting begint op de eerste schooldag van de maand volgend op die waarin de jongere "
    "vijf jaar wordt, en eindigt aan het einde van het schooljaar na afloop van twaalf volledige schooljaren "
    "of waarin hij zestien jaar wordt.",
)
LPW_3A = artikel(
    "Leerplichtwet",
    "3a",
    "Op een aanvraag om vervangende leerplicht beslist de gemeente binnen zes weken; verlengen wordt acht weken van "
    "tevoren aangevraagd.",
)
LPW_3B = artikel(
    "Leerplichtwet",
    "3b",
    "Vervangende leerplicht in het laatste schooljaar, op een mbo- of vavo-instelling; de gemeente beslist binnen zes "
    "weken.",
)
LPW_4A = artikel(
    "Leerplichtwet",
    "4a",
    "Daarna geldt de kwalificatieplicht tot de jongere achttien jaar wordt of een startkwalificatie heeft.",
)
LPW_4B = artikel(
    "Leerplichtwet",
    "4b",
    "De kwalificatieplicht begint meteen na de leerplicht en eindigt bij achttien jaar of een startkwalificatie.",
)
LPW_5 = artikel("Leerplichtwet", "5", "Gronden voor vrijstelling van de verplichting tot inschrijving.")
LPW_6 = artikel(
    "Leerplichtwet",
    "6",
    "De kennisgeving wordt gedaan ten minste een maand voordat de jongere leerplichtig wordt, en "
    "daarna elk jaar voor 1 juli.",
)
LPW_7 = artikel(
    "Leerplichtwet",
    "7",
    "De verklaring van een arts, pedagoog of psycholoog mag niet ouder zijn dan drie maanden.",
)
LPW_8 = artikel(
    "Leerplichtwet",
    "8",
    "Een beroep op bedenkingen tegen de richting kan niet als het kind in het jaar ervoor op een school van die "
    "richting zat.",
)
LPW_11A = artikel(
    "Leerplichtwet",
    "11a",
    "Voor een kind onder de zes: vijf uur per week vrij na een mededeling van de ouders, en nog vijf met toestemming "
    "van het hoofd.",
)
LPW_12 = artikel("Leerplichtwet", "12", "Ziekte wordt binnen twee dagen aan het hoofd gemeld.")
LPW_13 = artikel(
    "Leerplichtwet",
    "13",
    "Van een plicht uit godsdienst of levensovertuiging wordt uiterlijk twee dagen van tevoren kennis gegeven.",
)
LPW_13A = artikel(
    "Leerplichtwet",
    "13a",
    "Vakantieverlof kan eenmaal per schooljaar, voor ten hoogste tien dagen en niet in de eerste twee lesweken.",
)
LPW_14 = artikel(
    "Leerplichtwet",
    "14",
    "Bij andere gewichtige omstandigheden beslist het hoofd tot en met tien schooldagen, daarboven "
    "de leerplichtambtenaar.",
)
LPW_21A = artikel(
    "Leerplichtwet",
    "21a",
    "Het hoofd meldt verzuim van zestien uren les- of praktijktijd gedurende een periode van "
    "vier opeenvolgende lesweken.",
)
LPW_25 = artikel(
    "Leerplichtwet",
    "25",
    "De gemeente brengt elk jaar voor 1 oktober verslag uit over de handhaving van de leerplicht.",
)
LPW_27 = artikel(
    "Leerplichtwet",
    "27",
    "De boete voor het hoofd is ten hoogste € 1.000 per overtreding en € 100.000 per schooljaar.",
)

# Bekostiging
WPO_118 = artikel(
    "WPO", "118", "Bekostiging per kalenderjaar naar het aantal leerlingen op 1 februari van het jaar ervoor."
)
WPO_121 = artikel(
    "WPO", "121", "Het bevoegd gezag van een sbo-school krijgt een bedrag per toelaatbaar verklaarde leerling."
)
WPO_122 = artikel(
    "WPO",
    "122",
    "Lichte ondersteuning: een bedrag per leerling op de basisscholen, min een bedrag per leerling die het "
    "samenwerkingsverband toelaatbaar verklaarde tot het sbo.",
)
WPO_123 = artikel(
    "WPO",
    "123",
    "Is het saldo negatief, dan wordt het naar rato van de leerlingen ingehouden bij de scholen.",
)
WPO_124 = artikel(
    "WPO", "124", "Zware ondersteuning: bedrag per leerling min het bedrag per so-leerling naar categorie."
)
WPO_125 = artikel(
    "WPO",
    "125",
    "Is het saldo van de zware ondersteuning negatief, dan wordt het naar rato van de leerlingen ingehouden bij de "
    "scholen.",
)
WVO_5_13 = artikel(
    "WVO",
    "5.13",
    "Bekostiging van het samenwerkingsverband vo naar de leerlingen op 1 oktober van het jaar ervoor.",
)
WVO_5_14 = artikel(
    "WVO", "5.14", "Een tekort op lwoo en praktijkonderwijs gaat naar rato van leerlingen ten laste van de scholen."
)
WVO_5_15 = artikel(
    "WVO",
    "5.15",
    "Zware ondersteuning vo: een bedrag per leerling op 1 oktober, min een bedrag per vso-leerling op 1 februari.",
)
WVO_5_48 = artikel("WVO", "5.48", "Gegevens over de bekostiging worden zeven jaar bewaard.")

# Privacy
AVG_6_1A = avg(
    "6 lid 1 onder a",
    "Gegevens worden verwerkt met toestemming van de betrokkene; voor een kind geven de ouders die.",
)
AVG_12 = avg(
    "12",
    "De betrokkene krijgt antwoord binnen een maand na ontvangst van het verzoek; bij ingewikkelde verzoeken "
    "kan dat met twee maanden worden verlengd, mits binnen de eerste maand gemeld.",
)
AVG_33 = avg(
    "33",
    "Een inbreuk wordt uiterlijk 72 uur nadat de verwerkingsverantwoordelijke er kennis van heeft genomen "
    "gemeld aan de Autoriteit Persoonsgegevens.",
)
UAVG_46 = artikel(
    "UAVG",
    "46",
    "Een nummer dat ter identificatie bij wet is voorgeschreven, wordt alleen gebruikt waar de wet dat bepaalt.",
)

__all__ = ["ARTIKELEN", "REGELINGEN", "Wetsartikel"]

ARTIKELEN: dict[str, Wetsartikel] = {
    waarde.aanduiding: waarde for waarde in list(globals().values()) if isinstance(waarde, Wetsartikel)
}
