"""A PDF with only what can be read: no script, no action, no attachment, no form that sends, no word about who made it.

Saving a PDF anew cleans nothing (trust.md M11). So what may stay is named: entries of the document, kinds of
annotations, kinds of actions. Everything else goes, and what nothing points at any more is not written.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from infra.cleaning.pdftext import page_text
from infra.cleaning.refuse import Refused

PAGES = 200
OBJECTS = 300_000
DEPTH = 60
PIXELS = 120_000_000  # A3 at 600 points an inch, and then some
ROOT = {
    "/Type", "/Pages", "/Outlines", "/PageLabels", "/PageLayout", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Dests",
    "/OCProperties", "/OutputIntents", "/AcroForm", "/Names",
}  # fmt: skip
FORM = {"/Fields", "/DR", "/DA", "/Q", "/NeedAppearances"}
ANNOTATIONS = {
    "/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget", "/Watermark",
}  # fmt: skip
# Wherever they stand, these lead to something that runs, opens, sends, or tells who made it.
NEVER = {
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/EF", "/AF", "/EmbeddedFiles", "/XFA", "/RichMediaContent",
    "/RichMediaSettings", "/Metadata", "/PieceInfo", "/Collection", "/RF", "/3DD", "/URIActions", "/SpiderInfo",
    "/Requirements", "/Legal", "/Perms", "/DSS", "/LastModified", "/Renditions", "/AlternatePresentations", "/IDS",
}  # fmt: skip
ACTIONS = {
    "/GoTo", "/GoToR", "/GoToE", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named", "/SubmitForm",
    "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/GoToDp",
    "/RichMediaExecute", "/NOP",
}  # fmt: skip
# A link in a report that leads anywhere else is text from now on.
HOSTS = ("overheid.nl", "rijksoverheid.nl")


def clean(data: bytes) -> tuple[bytes, list[str]]:
    """The document, and the text of each page. Raises Refused: `wachtwoord`, `te_veel_bladzijden`, `leeg`, `kapot`."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=True)
    except pikepdf.PasswordError:
        raise Refused("wachtwoord") from None
    except pikepdf.PdfError:
        raise Refused("kapot") from None
    with pdf:
        try:
            _count(pdf)
            texts = [page_text(page) for page in pdf.pages]
            _strip(pdf)
            out = io.BytesIO()
            pdf.save(
                out,
                linearize=True,
                encryption=False,
                compress_streams=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                deterministic_id=True,
                fix_metadata_version=False,
            )
        except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError):
            raise Refused("kapot") from None
    return out.getvalue(), texts


def _count(pdf: pikepdf.Pdf) -> None:
    told = pdf.Root.get("/Pages", Dictionary()).get("/Count", 0)
    if isinstance(told, int | pikepdf.Object) and int(told) > PAGES:
        raise Refused("te_veel_bladzijden")
    if len(pdf.objects) > OBJECTS:
        raise Refused("te_zwaar")
    pages = len(pdf.pages)
    if pages > PAGES:
        raise Refused("te_veel_bladzijden")
    if pages == 0:
        raise Refused("leeg")


def _strip(pdf: pikepdf.Pdf) -> None:
    _keep(pdf.Root, ROOT)
    if "/AcroForm" in pdf.Root:
        if isinstance(pdf.Root.AcroForm, Dictionary):
            _keep(pdf.Root.AcroForm, FORM)
        else:
            del pdf.Root["/AcroForm"]
    if "/Names" in pdf.Root:
        if isinstance(pdf.Root.Names, Dictionary):
            _keep(pdf.Root.Names, {"/Dests"})
        else:
            del pdf.Root["/Names"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for page in pdf.pages:
        _annotations(page.obj)
    _count_pixels(pdf)
    for found in pdf.objects:
        for dictionary in _dictionaries(found):
            _harmless(dictionary)


def _count_pixels(pdf: pikepdf.Pdf) -> None:
    """A picture stays as it is, so it may not be larger than a reader can bear."""
    for found in pdf.objects:
        if isinstance(found, Stream) and str(found.get("/Subtype", "")) == "/Image":
            width, height = found.get("/Width", 0), found.get("/Height", 0)
            if not isinstance(width, int) or not isinstance(height, int) or width * height > PIXELS:
                raise Refused("te_veel_pixels")


def _keep(dictionary: Object, names: set[str]) -> None:
    for name in list(dictionary.keys()):
        if name not in names:
            del dictionary[name]


def _annotations(page: Object) -> None:
    if "/Annots" not in page:
        return
    annotations = page["/Annots"]
    kept = [one for one in annotations if _stays(one)] if isinstance(annotations, Array) else []
    if kept:
        page["/Annots"] = Array(kept)
    else:
        del page["/Annots"]


def _stays(annotation: Object) -> bool:
    return isinstance(annotation, Dictionary) and str(annotation.get("/Subtype", "")) in ANNOTATIONS


def _dictionaries(found: Object) -> Iterator[Object]:
    """Every dictionary in this object that is not an object of its own; those come by themselves."""
    waiting: list[tuple[Object, int]] = [(found, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEPTH:
            raise Refused("te_zwaar")
        if isinstance(one, Dictionary | Stream):
            yield one
            inner = [one[name] for name in list(one.keys())]
        elif isinstance(one, Array):
            inner = list(one)
        else:
            continue
        waiting += [(it, depth + 1) for it in inner if isinstance(it, Object) and not it.is_indirect]


def _harmless(dictionary: Object) -> None:
    kind = str(dictionary.get("/Type", ""))
    if kind in ("/Filespec", "/F", "/EmbeddedFile") or "/EF" in dictionary:
        for name in list(dictionary.keys()):
            if name not in ("/Length", "/Filter", "/DecodeParms"):
                del dictionary[name]
        if isinstance(dictionary, Stream):
            dictionary.write(b"")
        return
    # An external file as the content of a stream: the content is then elsewhere.
    if isinstance(dictionary, Stream) and "/F" in dictionary:
        for name in ("/F", "/FFilter", "/FDecodeParms"):
            if name in dictionary:
                del dictionary[name]
    for name in list(dictionary.keys()):
        if name in NEVER:
            del dictionary[name]
        elif name in ("/A", "/Next", "/PA"):
            _action(dictionary, name)
    if str(dictionary.get("/S", "")) in ACTIONS - {"/GoTo", "/URI"} and _is_action(dictionary):
        _keep(dictionary, set())


def _is_action(dictionary: Object) -> bool:
    return "/Type" not in dictionary or str(dictionary.get("/Type")) == "/Action"


def _action(holder: Object, name: str) -> None:
    """An action stays when it goes to a page here, or to an address of the government."""
    action = holder[name]
    if isinstance(action, Array):
        if name != "/Next" and not any(isinstance(one, Dictionary) and "/S" in one for one in action):
            return  # attributes of a piece of structure
        del holder[name]
        return
    if not isinstance(action, Dictionary) or "/S" not in action:
        return
    soort = str(action.get("/S"))
    if name == "/Next" or soort not in ("/GoTo", "/URI"):
        if soort in ACTIONS or name == "/Next":
            del holder[name]
        return
    if soort == "/URI" and not _known(action.get("/URI")):
        del holder[name]


def _known(address: Object | None) -> bool:
    try:
        parts = urlsplit(str(address))
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    return parts.scheme == "https" and any(host == one or host.endswith("." + one) for one in HOSTS)


def warm() -> None:
    """One document written and read with a lock on it: what the library fetches by then, it has before the fences."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x"))
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        pdf.save(io.BytesIO(), linearize=True)
