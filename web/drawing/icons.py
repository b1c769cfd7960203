"""Outline icons (Tabler, MIT) put into the page itself: no request, `currentColor`, printable."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

_VORMEN: dict[str, str] = json.loads(Path(__file__).with_name("icons.json").read_text(encoding="utf-8"))


def icoon(naam: str, maat: str = "") -> Markup:
    """An icon that says nothing by itself (aria-hidden). `maat`: "", sm, lg. KeyError for an unknown name."""
    klasse = f"swv-icon swv-icon--{maat}" if maat else "swv-icon"
    return Markup(f'<svg class="{klasse}" viewBox="0 0 24 24" aria-hidden="true">{_VORMEN[naam]}</svg>')


def iconenblad(namen: list[str]) -> Markup:
    """Symbols to refer to with `<use href="#i-NAME">`, for pages that repeat an icon on every row."""
    symbolen = "".join(
        f'<symbol id="i-{naam}" viewBox="0 0 24 24">{_VORMEN[naam]}</symbol>' for naam in sorted(set(namen))
    )
    return Markup(f'<svg class="swv-sprite" aria-hidden="true">{symbolen}</svg>')
