"""The template environment: strict about missing names, escaping by default, few functions to call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from web.drawing import termijnlijn
from web.drawing.icons import iconenblad, icoon
from web.escaping import Generator, escaped
from web.forms import GROOTST_BYTES

TEMPLATES = Path(__file__).with_name("templates")


class _Environment(Environment):
    code_generator_class = Generator
    escaped = staticmethod(escaped)


def build_environment(static: Callable[[str], str], *, auto_reload: bool = False) -> Environment:
    """`static` turns a path inside `web/static` ("css/app.css") into the address it is served at."""
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=auto_reload,
    )
    environment.globals |= {
        "static": static,
        "icoon": icoon,
        "iconenblad": iconenblad,
        "bestand_bytes": GROOTST_BYTES,
        "bestand_mb": GROOTST_BYTES // 1024**2,
        "teken_termijnlijn": lambda lijn, uid="tl": Markup(termijnlijn.teken(lijn, uid)),
    }
    # The macros are a global and not an import, so that a single block can be rendered by name too.
    environment.globals["ui"] = environment.get_template("ui.html").module
    return environment
