"""Awkward names and texts, by what each of them is (BAD-4). HTML carries `data-lek`, which may be part of no page."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

GEWEIGERD = {
    "nul": "Jan\x00Piet",
    "bel": "Jan\x07",
    "escape": "\x1b[31mrood",
    "halve teken": "Jan\ufffdPiet",
    "leesrichting om": "Zo\u202ednaJ",
    "leesrichting binnen": "\u2067Jan\u2069",
    "leesrichting merk": "Jan\u200f",
    "geen teken": "Jan\uffff",
    "eigen gebruik": "Jan\ue000",
}
BEWAARD = {
    "samengesteld": "Zoë",
    "los gesteld": unicodedata.normalize("NFD", "Zoë Ömer"),
    "stapel": "Z̸̡o͎ë",
    "turks": "İpek Işık",
    "vietnamees": "Nguyễn Thị Ánh",
    "arabisch": "محمد العربي",
    "hebreeuws": "שרה",
    "chinees": "李小龍",
    "emoji met delen": "👩\u200d👧\u200d👦",
    "nieuwe emoji": "🫨🫩",
    "buiten het vlak": "𝒵oë 𐍈",
    "een letter": "X",
    "tussenvoegsels": "van der ’t Hoff-d’Artagnan",
    "nulbreed": "Jan\u200bPiet",
    "zacht streepje": "Jan\u00adPiet",
    "ander liggend streepje": "Jan‐Piet",
    "homoglief": "Jаn",  # the a is Cyrillic
    "html": '<b data-lek="1">Jan</b>',
    "script": '<script data-lek="1">alert(1)</script>',
    "uit het attribuut": '"><img data-lek="1" src=x onerror=alert(1)>',
    "enkel uit het attribuut": "' autofocus onfocus=alert(1) data-lek='1",
    "uit het tekstveld": '</textarea><i data-lek="1">x</i>',
    "htmx": '<a data-lek="1" hx-get="/uitloggen" hx-trigger="load">x</a>',
    "entiteit": "&lt;i data-lek&gt;&amp;#39;",
    "sjabloon": "{{ 7*7 }} {% for x in (1,) %}${7*7}",
    "opmaak": "%s %(x)s {0.__class__} {x!r}",
    "sql": "'; drop table intake.aanvraag; --",
    "sql or": '" or 1=1 --',
    "formule": '=HYPERLINK("http://x";"y")',
    "pad": "../../../etc/passwd",
    "kop": "Jan%0d%0aBcc: x@y.example",
    "adres": "javascript:alert(1)",
    "spaties": "Jan  \u00a0 Piet",
}
#: On one line a new line is a space; in a field of more lines it stays.
REGELS = {"regeleinde": "Jan\r\nBcc: iedereen@x.example", "tab": "Jan\tPiet"}
LANG = {"200 tekens": "Wolfeschlegelstein " * 10 + "erdamberger", "10.000 tekens": "x" * 10_000}
ALLES = GEWEIGERD | BEWAARD | REGELS | LANG
#: What a browser cannot type and a program can send: these octets are no text.
OCTETTEN = {
    "halve letter": b"Jan\xc3",
    "losse helft": b"Jan\xed\xa0\x80",
    "te lange vorm": b"Jan\xc0\xaf",
    "latin-1": b"Zo\xeb",
    "nul": b"Jan\x00",
}


def veel() -> Iterator[tuple[str, str]]:
    """Six hundred and more: each by itself, and put together two by two."""
    yield from ALLES.items()
    for (een, tekst), (twee, ander) in itertools.combinations((GEWEIGERD | BEWAARD | REGELS).items(), 2):
        yield f"{een} + {twee}", f"{tekst} {ander}"
