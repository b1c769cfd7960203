"""Writes the style sheet of every theme: `python -m web.theme`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from web.theme import colours

THEMAS = Path(__file__).with_name("themas.toml")
STYLES = Path(__file__).parent.parent / "static" / "css"


def build_styles() -> dict[str, str]:
    """File name in `web/static/css` to its text, for every declared theme."""
    themas = tomllib.loads(THEMAS.read_text(encoding="utf-8"))
    head = "/* Made by `python -m web.theme` from web/theme/themas.toml. */\n"
    return {
        f"thema-{naam}.css": head
        + colours.css(f".swv-thema-{naam}", colours.theme(tuple(thema["merk"]), tuple(thema["actie"])))
        for naam, thema in themas.items()
    }


if __name__ == "__main__":
    for name, text in build_styles().items():
        (STYLES / name).write_text(text, encoding="utf-8")
        print(name)
