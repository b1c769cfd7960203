"""HTML to a letter that lasts and that everyone can read: PDF/A-2a and PDF/UA-1 in one file.

Rendering runs in a process of its own with limits on time and memory, without the environment of the service
and without any fetching: fonts come from `infra/fonts`, every other address is refused. The same HTML gives the
same bytes; its date is that of `<meta name="dcterms.created">`.
"""

import html as html_text
import io
import json
import logging
import os
import re
import resource
import subprocess
import sys
import tempfile
import unicodedata
import warnings
from pathlib import Path

from infra import fences

FONTS = Path(__file__).parent / "fonts"
FONT_FILES = ("source-sans-3-latin.woff2", "source-sans-3-latin-ext.woff2")
PROJECT = Path(__file__).parent.parent
SECONDS = 20  # of computing
PATIENCE = 90  # by the clock: on a busy machine a letter may have to wait its turn
MEMORY = 1536 * 1024 * 1024
OUTPUT = 32 * 1024 * 1024
INPUT = 4 * 1024 * 1024
# What the renderer needs of our environment; never an address or a password.
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")

# Images: without this WeasyPrint asks viewers to smooth them, which PDF/A forbids.
STYLE = """
@font-face { font-family: "Brief"; src: url("font:source-sans-3-latin.woff2"); font-weight: 200 900 }
@font-face { font-family: "Brief ext"; src: url("font:source-sans-3-latin-ext.woff2"); font-weight: 200 900 }
@page { font-family: "Brief", "Brief ext" }
html { font-family: "Brief", "Brief ext" }
img { image-rendering: crisp-edges }
"""
# WeasyPrint writes the identification of PDF/A; that of PDF/UA goes into the same block of metadata, with the
# extension schema by which PDF/A allows it.
PDFUA = (
    '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


class PdfFout(Exception):
    """No PDF was made. Says in Dutch what went wrong; the details are in the log."""


def make_pdf(html: str, *, title: str, lang: str = "nl", seconds: float = PATIENCE, memory: int = MEMORY) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1. Blocks until it is ready: one to two seconds for a letter.

    Text is set in "Brief" with "Brief ext" behind it, the families given by `infra/fonts`. Raises PdfFout when
    the renderer fails, takes more than `seconds`, or wants more than `memory` bytes.
    """
    opdracht = json.dumps({"html": html, "title": title, "lang": lang, "memory": memory}).encode()
    if len(opdracht) > INPUT:
        raise PdfFout("De brief is te groot om een PDF van te maken.")
    with tempfile.TemporaryDirectory(prefix="meedoen-pdf-") as werkmap:
        omgeving = {naam: os.environ[naam] for naam in ENVIRONMENT if naam in os.environ}
        omgeving |= {
            "HOME": werkmap,
            "TMPDIR": werkmap,
            "XDG_CACHE_HOME": werkmap,
            "FONTCONFIG_FILE": str(FONTS / "fonts.conf"),
            "LC_ALL": "C.UTF-8",
            # Otherwise the subsets of the fonts carry the moment at which they were made.
            "SOURCE_DATE_EPOCH": "0",
            "PYTHONHASHSEED": "0",
        }
        try:
            klaar = subprocess.run(
                [sys.executable, "-m", "infra.pdf"],
                input=opdracht,
                capture_output=True,
                timeout=seconds,
                cwd=PROJECT,
                env=omgeving,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PdfFout(f"Van de brief is binnen {seconds:g} seconden geen PDF gemaakt.") from None
    if klaar.returncode != 0 or not klaar.stdout.startswith(b"%PDF-"):
        logging.getLogger(__name__).error("pdf: %s", klaar.stderr.decode(errors="replace")[-2000:])
        raise PdfFout("Van de brief kon geen PDF worden gemaakt.")
    return klaar.stdout


# --------------------------------------------------------------- from here on: inside the child process


def _limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _render(html: str, title: str, lang: str) -> bytes:
    # Imported here: only the child needs it, and it takes longer to load than the rest of the service together.
    warnings.simplefilter("ignore")
    import pikepdf
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Packaged(URLFetcher):
        """Gives `font:<file>` from `infra/fonts`; anything else ends the rendering."""

        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            naam = url.removeprefix("font:")
            if naam not in FONT_FILES:
                raise FatalURLFetchingError(f"not allowed: {url}")
            return URLFetcherResponse(url, (FONTS / naam).read_bytes(), {"Content-Type": "font/woff2"})

    fonts, ophalen = FontConfiguration(), Packaged()
    stijl = weasyprint.CSS(string=STYLE, url_fetcher=ophalen, font_config=fonts, base_url="font:")
    bron = _printable(_with_title(html, title))
    document = weasyprint.HTML(string=bron, url_fetcher=ophalen, base_url="font:")
    ruw = document.write_pdf(pdf_variant="pdf/a-2a", stylesheets=[stijl], font_config=fonts)
    uit = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruw)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode().replace("</rdf:RDF>", PDFUA + "</rdf:RDF>", 1)
        metadata = pikepdf.Stream(pdf, xmp.encode())
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = pdf.make_indirect(metadata)
        pdf.Root.Lang = lang
        pdf.save(uit, min_version="1.7", deterministic_id=True)
    return uit.getvalue()


def _printable(html: str) -> str:
    """Only characters that the fonts have: PDF/A refuses a text with signs that nobody can see.

    A sign that is not there loses accents until it is, and becomes a question mark when that does not help.
    """
    from fontTools.ttLib import TTFont

    dekking = {ord("\n"), ord("\t")}
    for naam in FONT_FILES:
        with TTFont(FONTS / naam, lazy=True) as font:
            dekking |= font.getBestCmap().keys()

    def teken(t: str) -> str:
        if ord(t) in dekking:
            return t
        delen = unicodedata.normalize("NFKD", t)
        while delen:
            samen = unicodedata.normalize("NFC", delen)
            if all(ord(deel) in dekking for deel in samen):
                return samen
            if not unicodedata.combining(delen[-1]):
                return "?"
            delen = delen[:-1]
        return ""

    letterlijk = re.sub(r"&[#\w]+;", lambda e: e[0] if (t := html_text.unescape(e[0])).isascii() else t, html)
    return "".join(map(teken, letterlijk))


def _with_title(html: str, title: str) -> str:
    """The title of the document is what a screen reader says first; it must be there and be ours."""
    kop = f"<title>{html_text.escape(title)}</title>"
    if re.search(r"<title>.*?</title>", html, re.S):
        return re.sub(r"<title>.*?</title>", lambda _: kop, html, count=1, flags=re.S)
    return re.sub(r"<head>", lambda h: h[0] + kop, html, count=1)


def main() -> None:
    """One order on standard input as JSON, one PDF on standard output."""
    opdracht = json.loads(sys.stdin.buffer.read())
    _limit(opdracht["memory"])
    fences.no_network()  # where the kernel can; fetching is refused anyway
    sys.stdout.buffer.write(_render(opdracht["html"], opdracht["title"], opdracht["lang"]))


if __name__ == "__main__":
    main()
