"""Escaping as markupsafe does it, without wrapping every value.

`markupsafe.escape` gives a Markup object, so that the text is not escaped twice. What a template writes out is only
joined to the rest of the page, so there the wrapper is made and thrown away at once: more than half the time of
rendering a table. Everything that is not plain text still goes the ordinary way.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import _escape_inner, escape


def escaped(waarde: Any) -> str:
    """`str(escape(waarde))`."""
    return _escape_inner(waarde) if type(waarde) is str else escape(waarde)


class Generator(CodeGenerator):
    """Writes `environment.escaped(…)` around what is put out, where jinja2 writes `escape(…)`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)
