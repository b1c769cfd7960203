"""The sheet around the text of a letter: letterhead, addressee, date and kenmerk, in the tenant's colour.

One document for every letter, made for paper and for a screen reader alike: a language, a title, one h1,
headings in order, a list of terms for date and kenmerk. Fonts are named by file; `infra.pdf` gives them from
its own folder.
"""

import html
from datetime import date

from services.kern.kalender import in_woorden
from tenants.schema import Tenant

STIJL = """
@font-face { font-family: "Brief"; src: url("font:SourceSans3-Regular.ttf"); font-weight: 400 }
@font-face { font-family: "Brief"; src: url("font:SourceSans3-Bold.ttf"); font-weight: 700 }
@page { size: A4; margin: 22mm 22mm 24mm 22mm; font: 8.5pt "Brief"; color: #4a4a4a;
  @bottom-left { content: string(afzender); width: 75% }
  @bottom-right { content: "Pagina " counter(page) " van " counter(pages) } }
html { font: 10.5pt/1.45 "Brief"; color: #1a1a1a }
body { margin: 0 }
header { border-bottom: 1.2pt solid ACCENT; padding-bottom: 3mm; margin-bottom: 12mm }
header p { margin: 0; color: #4a4a4a; font-size: 9pt }
header .afzender { string-set: afzender content(); color: ACCENT; font-size: 12.5pt; font-weight: 700 }
.aan { margin: 0 0 10mm 0 }
.aan p { margin: 0 }
dl { margin: 0 0 8mm 0 }
dl div { display: flex }
dt { width: 32mm; color: #4a4a4a }
dd { margin: 0 }
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


def letter_html(
    tenant: Tenant, *, titel: str, aan: list[str], datum: date, kenmerk: str, inhoud: str
) -> str:
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
            "<dl>",
            f"<div><dt>Datum</dt><dd>{html.escape(in_woorden(datum))}</dd></div>",
            f"<div><dt>Kenmerk</dt><dd>{html.escape(kenmerk)}</dd></div>",
            "</dl>",
            "<main>",
            f"<h1>{html.escape(titel)}</h1>",
            inhoud,
            "</main>",
            "</body>",
            "</html>",
        ]
    )
