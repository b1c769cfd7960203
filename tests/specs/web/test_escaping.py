"""Wat een mens typt, wordt nooit HTML: de snelle weg geeft letter voor letter wat markupsafe geeft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from web.environment import build_environment
from web.escaping import escaped

KWAAD = """<script>alert('x')</script>&"'"""
SJABLOON = """\
{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% macro om(x) %}<u>{{ x }}{{ caller() }}</u>{% endmacro %}
{% set binnen %}{{ waarde }}{% endset %}
{{ waarde }}|{{ binnen }}|{{ waarde ~ '<i>' }}|{{ m(waarde) }}|{{ waarde|safe }}|{{ veilig }}
{{ 3 }}|{{ getal }}|{{ niets }}
{% call om(waarde) %}{{ waarde }}{% endcall %}{% autoescape false %}{{ waarde }}{% endautoescape %}
{% for x in [waarde, veilig] %}<a title="{{ x }}">{{ x|upper }}</a>{% endfor %}
"""


@pytest.fixture(scope="module")
def environment() -> Environment:
    return build_environment(lambda pad: pad)


@given(st.text())
def test_hetzelfde_als_markupsafe(tekst: str):
    assert escaped(tekst) == escape(tekst)


@pytest.mark.parametrize("waarde", [None, 3, True, Markup("<b>"), ["<i>"], KWAAD])
def test_ook_wat_geen_tekst_is(waarde: object):
    assert str(escaped(waarde)) == str(escape(waarde))


def test_een_onderklasse_van_tekst_gaat_de_gewone_weg():
    class Tekst(str):
        def __html__(self) -> str:
            return "eigen"

    assert escaped(Tekst("<b>")) == "eigen"


def test_een_sjabloon_geeft_hetzelfde_als_de_gewone_jinja(environment: Environment):
    gewoon = Environment(autoescape=True, undefined=environment.undefined, trim_blocks=True, lstrip_blocks=True)
    velden = {"waarde": KWAAD, "veilig": Markup("<em>"), "getal": 1.5, "niets": None}
    verwacht = gewoon.from_string(SJABLOON).render(velden)
    assert environment.from_string(SJABLOON).render(velden) == verwacht
    assert environment.from_string("{{ x }}").render(x=KWAAD) == str(escape(KWAAD))


def test_een_onbekende_naam_blijft_een_fout(environment: Environment):
    with pytest.raises(UndefinedError):
        environment.from_string("{{ bestaat_niet }}").render()
