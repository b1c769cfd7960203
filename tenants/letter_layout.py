"""The sheet around the text of a letter: letterhead, addressee, date and kenmerk, in the tenant's colour.

One document for every letter, made for paper and for a screen reader alike: a language, a title, one h1,
headings in order. The fonts "Brief" and "Brief ext" come from `infra.pdf`.
"""

import html
from datetime import date

from services.kern.kalender import MAANDEN
from tenants.schema import Tenant

STIJL = """
@page { size: A4; margin: 22mm 22mm 24mm 22mm; font: 8.5pt "Brief", "Brief ext"; color: #4a4a4a;
  @bottom-left { content: string(afzender); width: 75% }
  @bottom-right { content: "Pagina " counter(page) " van " counter(pages) } }
html { font: 10.5pt/1.45 "Brief", "Brief ext"; color: #1a1a1a }
body { margin: 0 }
header { border-bottom: 1.2pt solid ACCENT; padding-bottom: 3mm; margin-bottom: 12mm }
header p { margin: 0; color: #4a4a4a; font-size: 9pt }
header .afzender { string-set: afzender content(); color: ACCENT; font-size: 12.5pt; font-weight: 700 }
.aan { margin: 0 0 10mm 0 }
.over { margin: 0 0 8mm 0 }
.aan p, .over p { margin: 0 }
.over span { color: #4a4a4a }
h1 { font-size: 15pt; line-height: 1.25; color: ACCENT; margin: 0 0 5mm 0; bookmark-level: 1 }
h2 { font-size: 11.5pt; margin: 6mm 0 1.5mm 0; break-after: avoid; bookmark-level: 2 }
p { margin: 0 0 3mm 0; orphans: 2; widows: 2 }
ul, ol { margin: 0 0 3mm 0; padding-left: 6mm }
table { border-collapse: collapse; margin: 0 0 4mm 0; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 1.4mm 3mm 1.4mm 0 }
th, td { border-bottom: .4pt solid #b8b8b8 }
th { font-weight: 700 }
tr { break-inside: avoid }
"""


def datum_in_woorden(dag: date) -> str:
    """1 december 2026"""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def letter_html(tenant: Tenant, *, titel: str, aan: list[str], datum: date, kenmerk: str, inhoud: str) -> str:
    """A full HTML document. `inhoud` is HTML that is already safe; all else is escaped here."""
    contact = tenant.contact
    regels = [
        f"{contact.adres}, {contact.postcode} {contact.plaats}" if contact.adres else contact.plaats,
        " · ".join(filter(None, [contact.email, contact.telefoon, contact.website.split("//")[1]])),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="nl">',
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{html.escape(titel)}</title>",
            f'<meta name="author" content="{html.escape(tenant.naam)}">',
            f'<meta name="dcterms.created" content="{datum.isoformat()}">',
            f"<style>{STIJL.replace('ACCENT', tenant.thema.accent)}</style>",
            "</head>",
            "<body>",
            f'<header><p class="afzender">{html.escape(tenant.naam)}</p>',
            *(f"<p>{html.escape(regel)}</p>" for regel in regels),
            "</header>",
            '<div class="aan">',
            *(f"<p>{html.escape(regel)}</p>" for regel in aan),
            "</div>",
            '<div class="over">',
            f"<p><span>Datum:</span> {datum_in_woorden(datum)}</p>",
            f"<p><span>Kenmerk:</span> {html.escape(kenmerk)}</p>",
            "</div>",
            "<main>",
            f"<h1>{html.escape(titel)}</h1>",
            inhoud,
            "</main>",
            "</body>",
            "</html>",
        ]
    )
