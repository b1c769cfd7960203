"""Alle wetsartikelen waar het platform op steunt, één keer, met de woorden van de wet erbij.

Dit is de bladzijde die een jurist naloopt. `woorden` is de wettekst of een getrouwe korte weergave; waar het
geen letterlijke tekst is, staat geen aanhalingsteken. `url` wijst naar de geldende tekst op wetten.overheid.nl.
"""

from __future__ import annotations

import msgspec

REGELINGEN = {
    "Awb": ("BWBR0005537", "Algemene wet bestuursrecht"),
    "Algemene termijnenwet": ("BWBR0002448", "Algemene termijnenwet"),
    "WPO": ("BWBR0003420", "Wet op het primair onderwijs"),
    "WEC": ("BWBR0003549", "Wet op de expertisecentra"),
    "WVO": ("BWBR0044212", "Wet voortgezet onderwijs 2020"),
    "UB WVO": ("BWBR0045787", "Uitvoeringsbesluit WVO 2020"),
    "Leerplichtwet": ("BWBR0002628", "Leerplichtwet 1969"),
    "BB WPO": ("BWBR0046159", "Besluit bekostiging WPO 2022"),
    "WROD": ("BWBR0042012", "Wet register onderwijsdeelnemers"),
    "UAVG": ("BWBR0040940", "Uitvoeringswet Algemene verordening gegevensbescherming"),
}


class Wetsartikel(msgspec.Struct, frozen=True):
    """Waar het staat. `aanduiding` is hoe wij het noemen: `Awb 4:13`."""

    aanduiding: str
    woorden: str
    url: str

    def __str__(self) -> str:
        return self.aanduiding


def _artikel(regeling: str, nummer: str, woorden: str, *, lid: str | None = None) -> Wetsartikel:
    bwb, _ = REGELINGEN[regeling]
    aanduiding = f"{regeling} {nummer}" + (f" lid {lid}" if lid else "")
    return Wetsartikel(aanduiding, woorden, f"https://wetten.overheid.nl/{bwb}#Artikel{nummer}")


def _avg(nummer: str, woorden: str) -> Wetsartikel:
    return Wetsartikel(f"AVG {nummer}", woorden, "https://eur-lex.europa.eu/eli/reg/2016/679/oj")


# Algemene wet bestuursrecht: het verkeer met het bestuursorgaan
AWB_2_13 = _artikel(
    "Awb",
    "2:13",
    "Een bericht aan een bestuursorgaan kan elektronisch worden verzonden op de wijze die "
    "het bestuursorgaan heeft bepaald.",
)
AWB_2_17 = _artikel("Awb", "2:17", "Het bestuursorgaan bevestigt de ontvangst van een elektronisch bericht.")
AWB_2_19 = _artikel(
    "Awb",
    "2:19",
    "Een bericht in een portaal is verzonden op het tijdstip waarop het voor de geadresseerde toegankelijk wordt.",
)
AWB_2_20 = _artikel(
    "Awb",
    "2:20",
    "Een bericht is ontvangen op het tijdstip waarop het het systeem van het bestuursorgaan heeft bereikt.",
)
AWB_3_41 = _artikel(
    "Awb",
    "3:41",
    "De bekendmaking van besluiten die tot een of meer belanghebbenden zijn gericht, "
    "geschiedt door toezending of uitreiking aan hen, onder wie begrepen de aanvrager.",
)
AWB_3_45 = _artikel(
    "Awb",
    "3:45",
    "Bij het besluit wordt vermeld door wie, binnen welke termijn en bij welk orgaan bezwaar kan worden gemaakt.",
)
AWB_3_46 = _artikel("Awb", "3:46", "Een besluit dient te berusten op een deugdelijke motivering.")
AWB_4_1 = _artikel(
    "Awb",
    "4:1",
    "De aanvraag tot het geven van een beschikking wordt schriftelijk ingediend bij het bestuursorgaan dat "
    "bevoegd is op de aanvraag te beslissen.",
)
AWB_4_5 = _artikel(
    "Awb",
    "4:5",
    "Het bestuursorgaan kan besluiten de aanvraag niet te behandelen, mits de aanvrager de "
    "gelegenheid heeft gehad de aanvraag binnen een door het bestuursorgaan gestelde termijn aan te vullen. "
    "Dat besluit wordt bekendgemaakt binnen vier weken nadat de aanvraag is aangevuld of nadat de daarvoor "
    "gestelde termijn ongebruikt is verstreken.",
)
AWB_4_8 = _artikel(
    "Awb",
    "4:8",
    "Wie naar verwachting bedenkingen heeft tegen een beschikking en haar niet heeft "
    "aangevraagd, mag vooraf zijn zienswijze geven.",
)
AWB_4_13 = _artikel(
    "Awb",
    "4:13",
    "Een beschikking dient te worden gegeven binnen de bij wettelijk voorschrift bepaalde "
    "termijn of, bij het ontbreken daarvan, binnen een redelijke termijn na ontvangst van de aanvraag. "
    "De redelijke termijn is in ieder geval verstreken wanneer het bestuursorgaan binnen acht weken na "
    "ontvangst van de aanvraag geen beschikking heeft gegeven, noch een mededeling als bedoeld in artikel "
    "4:14, derde lid, heeft gedaan.",
)
AWB_4_14 = _artikel(
    "Awb",
    "4:14",
    "Indien een beschikking niet binnen acht weken kan worden gegeven, deelt het "
    "bestuursorgaan dit binnen deze termijn aan de aanvrager mede en noemt het een redelijke termijn "
    "binnen welke de beschikking wel tegemoet kan worden gezien.",
    lid="3",
)
AWB_4_15 = _artikel(
    "Awb",
    "4:15",
    "De termijn wordt opgeschort met ingang van de dag na die waarop het bestuursorgaan de "
    "aanvrager uitnodigt de aanvraag aan te vullen, tot de dag waarop de aanvraag is aangevuld of de "
    "daarvoor gestelde termijn ongebruikt is verstreken; ook bij schriftelijke instemming van de "
    "aanvrager, bij vertraging die aan hem kan worden toegerekend, en bij overmacht.",
)
AWB_4_17 = _artikel(
    "Awb",
    "4:17",
    "Het bestuursorgaan verbeurt een dwangsom voor elke dag dat het in gebreke is, doch voor "
    "ten hoogste 42 dagen: de eerste veertien dagen € 23 per dag, de daaropvolgende veertien dagen € 35 per "
    "dag en de overige dagen € 45 per dag. De Algemene termijnenwet is niet van toepassing. De eerste dag "
    "is de dag waarop twee weken zijn verstreken na de dag waarop de termijn is verstreken en een "
    "schriftelijke ingebrekestelling is ontvangen.",
)
AWB_4_18 = _artikel(
    "Awb",
    "4:18",
    "Het bestuursorgaan stelt de hoogte van de dwangsom vast binnen twee weken na de laatste "
    "dag waarover de dwangsom verschuldigd was.",
)
AWB_6_6 = _artikel(
    "Awb",
    "6:6",
    "Het bezwaar kan niet-ontvankelijk worden verklaard, mits de indiener de gelegenheid heeft "
    "gehad het verzuim te herstellen binnen een hem daartoe gestelde termijn.",
)
AWB_6_7 = _artikel("Awb", "6:7", "De termijn voor het indienen van een bezwaar- of beroepschrift bedraagt zes weken.")
AWB_6_8 = _artikel(
    "Awb",
    "6:8",
    "De termijn vangt aan met ingang van de dag na die waarop het besluit op de voorgeschreven wijze is bekendgemaakt.",
)
AWB_6_9 = _artikel(
    "Awb",
    "6:9",
    "Een bezwaarschrift is tijdig ingediend indien het voor het einde van de termijn is "
    "ontvangen. Bij verzending per post is het ook tijdig indien het voor het einde van de termijn ter post "
    "is bezorgd, mits het niet later dan een week na afloop van de termijn is ontvangen.",
)
AWB_6_10 = _artikel(
    "Awb",
    "6:10",
    "Een te vroeg ingediend bezwaarschrift blijft ontvankelijk als het besluit al tot stand "
    "was gekomen of de indiener dat redelijkerwijs kon menen.",
)
AWB_6_11 = _artikel(
    "Awb",
    "6:11",
    "Niet-ontvankelijkverklaring blijft achterwege indien redelijkerwijs niet kan worden "
    "geoordeeld dat de indiener in verzuim is geweest.",
)
AWB_6_15 = _artikel(
    "Awb",
    "6:15",
    "Een onbevoegd orgaan zendt het bezwaarschrift door; het tijdstip van indiening bij dat orgaan is bepalend.",
)
AWB_7_4 = _artikel(
    "Awb",
    "7:4",
    "Tot tien dagen voor het horen kunnen nadere stukken worden ingediend. De stukken liggen "
    "voorafgaand aan het horen gedurende ten minste een week ter inzage.",
)
AWB_7_10 = _artikel(
    "Awb",
    "7:10",
    "Het bestuursorgaan beslist binnen zes weken of, indien een commissie als bedoeld in "
    "artikel 7:13 is ingesteld, binnen twaalf weken, gerekend vanaf de dag na die waarop de termijn voor "
    "het indienen van het bezwaarschrift is verstreken. De termijn wordt opgeschort tijdens herstel van een "
    "verzuim. De beslissing kan voor ten hoogste zes weken worden verdaagd.",
)
AWB_7_13 = _artikel(
    "Awb",
    "7:13",
    "Een adviescommissie bestaat uit een voorzitter en ten minste twee leden; de voorzitter "
    "maakt geen deel uit van en is niet werkzaam onder verantwoordelijkheid van het bestuursorgaan.",
)

# Algemene termijnenwet
ATW_1 = _artikel(
    "Algemene termijnenwet",
    "1",
    "Een in een wet gestelde termijn die op een zaterdag, zondag of algemeen erkende feestdag "
    "eindigt, wordt verlengd tot en met de eerstvolgende dag die niet een zaterdag, zondag of algemeen erkende "
    "feestdag is. Dit geldt niet voor termijnen, bepaald door terugrekening.",
)
ATW_2 = _artikel(
    "Algemene termijnenwet",
    "2",
    "Een termijn van ten minste drie dagen wordt zo nodig zoveel verlengd, dat daarin ten minste "
    "twee dagen voorkomen die niet een zaterdag, zondag of algemeen erkende feestdag zijn.",
)
ATW_3 = _artikel(
    "Algemene termijnenwet",
    "3",
    "Algemeen erkende feestdagen zijn: de Nieuwjaarsdag, de Christelijke tweede Paas- en "
    "Pinksterdag, de beide Kerstdagen, de Hemelvaartsdag, de dag waarop de verjaardag van de Koning wordt "
    "gevierd en de vijfde mei. De Goede Vrijdag wordt daarmee gelijkgesteld. Bij koninklijk besluit kunnen "
    "andere dagen worden gelijkgesteld.",
)
ATW_4 = _artikel(
    "Algemene termijnenwet",
    "4",
    "De wet geldt niet voor termijnen, omschreven in uren, in meer dan 90 dagen, in meer dan twaalf "
    "weken, in meer dan drie maanden of in een of meer jaren.",
)

# Toelaating en zorgplicht
WPO_18A_8 = _artikel(
    "WPO",
    "18a",
    "Het samenwerkingsverband stelt ten minste eenmaal in de vier jaar een ondersteuningsplan vast.",
    lid="8",
)
WPO_18A_10 = _artikel(
    "WPO",
    "18a",
    "Het plan wordt aan de inspectie gezonden voor 1 mei voorafgaand aan het eerste schooljaar.",
    lid="10",
)
WPO_18A_11 = _artikel(
    "WPO",
    "18a",
    "Het samenwerkingsverband beoordeelt de toelaatbaarheid na advies van deskundigen.",
    lid="11",
)
WPO_18A_12 = _artikel(
    "WPO",
    "18a",
    "Er is een adviescommissie die adviseert over bezwaarschriften tegen besluiten over de toelaatbaarheid.",
    lid="12",
)
WPO_18A_13 = _artikel(
    "WPO",
    "18a",
    "Gegevens over de gezondheid worden vernietigd drie jaar na de beoordeling van de "
    "toelaatbaarheid, het advies of de toewijzing.",
    lid="13",
)
WPO_18A_14 = _artikel(
    "WPO",
    "18a",
    "De toelaatbaarheidsverklaring heeft een volgnummer; de ouders krijgen een afschrift van het advies.",
    lid="14",
)
WPO_40 = _artikel(
    "WPO",
    "40",
    "Het bevoegd gezag beslist zo spoedig mogelijk en uiterlijk zes weken na ontvangst van het "
    "verzoek om toelating; het kan die termijn met ten hoogste vier weken verlengen. Is tien weken na het "
    "verzoek niet beslist en is de leerling nergens ingeschreven, dan wordt hij de volgende dag tijdelijk "
    "geplaatst.",
)
WPO_40_8 = _artikel(
    "WPO",
    "40",
    "Toelating tot het sbo vergt een toelaatbaarheidsverklaring van het samenwerkingsverband.",
    lid="8",
)
WPO_40_12 = _artikel(
    "WPO",
    "40",
    "Op bezwaar over toelating of verwijdering wordt beslist binnen vier weken na de dag waarop "
    "de bezwaartermijn is verstreken.",
    lid="12",
)
WPO_40_13 = _artikel(
    "WPO",
    "40",
    "De verklaring geldt voor een of meer hele schooljaren; wordt zij in de loop van een "
    "schooljaar gegeven, dan komt de rest van dat schooljaar erbij.",
    lid="13",
)
WPO_40_15 = _artikel(
    "WPO",
    "40",
    "Voor kinderen onder de Europese asielregels bedraagt de termijn ten hoogste zes weken, "
    "zonder verlenging; daarna volgt toelating.",
    lid="15",
)
WPO_40A = _artikel(
    "WPO",
    "40a",
    "Het ontwikkelingsperspectief wordt vastgesteld binnen zes weken na inschrijving; bij "
    "tijdelijke plaatsing binnen zes weken na de definitieve plaatsing.",
)
WPO_40C = _artikel(
    "WPO",
    "40c",
    "Schorsing duurt ten hoogste een week. Schorsing voor langer dan een dag wordt gemeld aan de inspectie.",
)
WPO_43 = _artikel(
    "WPO",
    "43",
    "De geschillencommissie oordeelt binnen tien weken; de termijn voor de beslissing op bezwaar is zolang opgeschort.",
)
WEC_40 = _artikel(
    "WEC",
    "40",
    "Toelating tot het (voortgezet) speciaal onderwijs; de zorgplicht en termijnen als in WPO 40.",
)
WEC_40_11 = _artikel(
    "WEC",
    "40",
    "Bevoegd is het samenwerkingsverband van de school waar de leerling voorafgaand is "
    "ingeschreven; anders dat van de woonplaats, en bij wonen in het buitenland dat van de school van "
    "aanmelding.",
    lid="11",
)
WEC_40_14 = _artikel(
    "WEC",
    "40",
    "Wie overgaat naar een andere vso-school met een geldige verklaring, heeft geen nieuwe nodig.",
    lid="14",
)
WVO_2_30 = _artikel(
    "WVO",
    "2.30",
    "Toelaatbaarheid tot het praktijkonderwijs; wie op 1 oktober van het eerste leerjaar korter "
    "dan een jaar in Nederland is, kan pas daarna worden aangevraagd.",
)
WVO_2_47 = _artikel(
    "WVO",
    "2.47",
    "Het samenwerkingsverband vo: taken, ondersteuningsplan, deskundigen, adviescommissie, "
    "volgnummer en bewaartermijn van drie jaar.",
)
WVO_8_8 = _artikel(
    "WVO",
    "8.8",
    "Op bezwaar over toelating wordt beslist binnen vier weken na ontvangst van het bezwaarschrift.",
)
WVO_8_13 = _artikel("WVO", "8.13", "Tijdelijke plaatsing als tien weken na het verzoek niet is beslist.")
UB_2_46 = _artikel(
    "UB WVO",
    "2.46",
    "Praktijkonderwijs: IQ van 55 tot en met 80 en een leerachterstand van 0,5 of meer op ten "
    "minste twee domeinen, waarvan een inzichtelijk rekenen of begrijpend lezen is. Lwoo: IQ van 75 tot en "
    "met 90, of IQ van 91 tot en met 120 met sociaal-emotionele problematiek, en een achterstand van 0,25 tot "
    "0,5.",
)
UB_2_47 = _artikel(
    "UB WVO", "2.47", "Bij bijzondere groepen horen een schriftelijke zienswijze en instemming van de ouders."
)
UB_2_51 = _artikel(
    "UB WVO",
    "2.51",
    "Over de toelaatbaarheid adviseren een orthopedagoog of een psycholoog en, afhankelijk van de leerling, ten "
    "minste een tweede deskundige.",
)

# Leerplicht
LPW_3 = _artikel(
    "Leerplichtwet",
    "3",
    "De verplichting begint op de eerste schooldag van de maand volgend op die waarin de jongere "
    "vijf jaar wordt, en eindigt aan het einde van het schooljaar na afloop van twaalf volledige schooljaren "
    "of waarin hij zestien jaar wordt.",
)
LPW_4A = _artikel(
    "Leerplichtwet",
    "4a",
    "Daarna geldt de kwalificatieplicht tot de jongere achttien jaar wordt of een startkwalificatie heeft.",
)
LPW_5 = _artikel("Leerplichtwet", "5", "Gronden voor vrijstelling van de verplichting tot inschrijving.")
LPW_6 = _artikel(
    "Leerplichtwet",
    "6",
    "De kennisgeving wordt gedaan ten minste een maand voordat de jongere leerplichtig wordt, en "
    "daarna elk jaar voor 1 juli.",
)
LPW_7 = _artikel(
    "Leerplichtwet",
    "7",
    "De verklaring van een arts, pedagoog of psycholoog mag niet ouder zijn dan drie maanden.",
)
LPW_13 = _artikel(
    "Leerplichtwet",
    "13",
    "Van een plicht uit godsdienst of levensovertuiging wordt uiterlijk twee dagen van tevoren kennis gegeven.",
)
LPW_13A = _artikel(
    "Leerplichtwet",
    "13a",
    "Vakantieverlof kan eenmaal per schooljaar, voor ten hoogste tien dagen en niet in de eerste twee lesweken.",
)
LPW_14 = _artikel(
    "Leerplichtwet",
    "14",
    "Bij andere gewichtige omstandigheden beslist het hoofd tot en met tien schooldagen, daarboven "
    "de leerplichtambtenaar.",
)
LPW_21A = _artikel(
    "Leerplichtwet",
    "21a",
    "Het hoofd meldt verzuim van zestien uren les- of praktijktijd gedurende een periode van "
    "vier opeenvolgende lesweken.",
)
LPW_27 = _artikel(
    "Leerplichtwet",
    "27",
    "De boete voor het hoofd is ten hoogste € 1.000 per overtreding en € 100.000 per schooljaar.",
)

# Bekostiging
WPO_118 = _artikel(
    "WPO", "118", "Bekostiging per kalenderjaar naar het aantal leerlingen op 1 februari van het jaar ervoor."
)
WPO_121 = _artikel("WPO", "121", "Lichte ondersteuning: bedrag per leerling min het bedrag voor leerlingen op het sbo.")
WPO_123 = _artikel(
    "WPO",
    "123",
    "Is het saldo negatief, dan wordt het naar rato van de leerlingen ingehouden bij de scholen.",
)
WPO_124 = _artikel(
    "WPO", "124", "Zware ondersteuning: bedrag per leerling min het bedrag per so-leerling naar categorie."
)
WVO_5_13 = _artikel(
    "WVO",
    "5.13",
    "Bekostiging van het samenwerkingsverband vo naar de leerlingen op 1 oktober van het jaar ervoor.",
)
WVO_5_48 = _artikel("WVO", "5.48", "Gegevens over de bekostiging worden zeven jaar bewaard.")

# Privacy
AVG_12 = _avg(
    "12",
    "De betrokkene krijgt antwoord binnen een maand na ontvangst van het verzoek; bij ingewikkelde verzoeken "
    "kan dat met twee maanden worden verlengd, mits binnen de eerste maand gemeld.",
)
AVG_33 = _avg(
    "33",
    "Een inbreuk wordt uiterlijk 72 uur nadat de verwerkingsverantwoordelijke er kennis van heeft genomen "
    "gemeld aan de Autoriteit Persoonsgegevens.",
)
UAVG_46 = _artikel(
    "UAVG",
    "46",
    "Een nummer dat ter identificatie bij wet is voorgeschreven, wordt alleen gebruikt waar de wet dat bepaalt.",
)

ARTIKELEN: dict[str, Wetsartikel] = {
    waarde.aanduiding: waarde for waarde in list(globals().values()) if isinstance(waarde, Wetsartikel)
}
