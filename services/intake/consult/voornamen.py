"""Voornamen die in Nederland veel voorkomen, om een naam in een tekst te herkennen. Zonder hoofdletters.

Een eigen lijst van namen die vaak worden gegeven, ook uit andere talen; niet volledig, en dat hoeft ook niet: de namen
van de eigen leerlingen van een school komen erbij (naamtoets.py). Een naam die ook een gewoon woord is, telt alleen met
een hoofdletter.
"""

from __future__ import annotations

_LIJST = """
    aaltje abdul abel adam ahmed aiden albert aleksander aleksandra alexander ali amin amina amir amira amy
    andrii anna anne annelie annika anouar anouk ans arie arthur astrid aya ayaan ayla ayoub bas benjamin
    bente benthe berend bert bilal bo boaz bohdan boris bram brent bryan can carlijn carmen cas casper cato
    charlotte chloe chloë claire cor daan damian daniel danique daniël daphne daryna david denise dennis dex
    diana dina dirk dmytro doris douwe dylan egbert elena elias elif elin eline elise ella ellen emily emir
    emma erik esma esmee esra esther eva eveline evi ezra farah fatima fay fedde feline felix femke femme
    fenna fenne fien finn fleur floor floortje floris fos frank fred frederique gabriel gabriël geert geesje
    gerda gerrit gijs guus gwen hafsa hailey halima hamza hanna hannah hans harm hassan helena hendrik
    hendrikje henk hidde hielke hilbert hugo hussein ibrahim ikram ilse ilyas imke imran inaya indy ineke
    inge ingrid irene iris isa ise ismail ivy jaap jace jack jacob jakub james jamila jan janna janneke jans
    jantje jasmijn jasmine jason jax jayden jayson jelle jens jente jeroen jesse jet jette jikke jill jip
    joah joanna job joep johan joke jolie joop joris jort josephine joshua judith julia julian juliette
    jurre justin kaan kacper kai karlijn kate kay keano kees kevin khadija kiki kim kirsten klaas koen kyan
    lamia lara lars laura lauren layla leah leila lena lenn leo leonie levi liam lieke lien lina linde lisa
    lise liv liva lizzy lois lola lonne lotje lotte louise loïs luca lucas lucy luna luuk lynn maarten
    maartje mack madelief maja malak mara marco margot maria mariam marie marieke marije marijke marit marja
    marjan mark marleen martijn maryam mason mathilde mats maud max maxim maya mees melissa merel mert
    meryem mia micha michelle mick mila milan milou mina mirte mirthe mohamed mohammad mohammed mona monique
    morris muhammed myrthe nadia nadir naim naomi natalie nathan nick nico niek niels nienke nikki nina nine
    noa noah nolan noor noortje nora norah noud nour noureddine nova oksana oleksandr olena oliver olivia
    olivier oliwia omar oscar osman otis owen paul pelle pepijn peter pien piet pieter pim pleun puck quinn
    quinten quirine rachid rania rayan rene rens renske rené richard rick riet rik riley rob robin robyn
    roel roelie roelof romy ron roos rosa rosalie rosie roxanne ruben ruud ryan saar saartje safiya said
    salma sam sami samir sanna sanne sara sarah saskia selim sem senn senna sepp seth siem sietske sil silke
    simone sinan sjaak sjoerd sofia sofie sophie soufiane stan stef stella sterre stijn storm susan suus
    suze sven sylvie szymon tarik tess tessa teun theo thijn thijs thomas tieme ties tijn tijs tim tinus
    tirza tjitske tobi tobias tom ton toon truus tygo umut valerie veerle vera veronique victor victoria
    vince vincent wende wessel wiebe wies wietske wiktoria willem willemijn wim wout wouter xander xavi yara
    yasin yasmin yasmine yassin yfke ymke younes youssef yusuf yvonne zahra zainab zakaria zara zayn zeynep
    zineb zita zoe zofia zoë zuzanna
"""
VOORNAMEN = frozenset(_LIJST.split())
