"""Templates compiled to plainer Python: what Jinja's own compiler would print, and no other."""

import gettext
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from markupsafe import Markup

from briefgen.site import press
from briefgen.site.plain_code import compile_plainly
from briefgen.site.words import speak
from tests.site.test_frame import built

MACROS = "{% macro m(a, b='<') %}[{{ a }}{{ b }}]{% endmacro %}"


def environment(*, is_plain: bool) -> jinja2.Environment:
    made = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    speak(made, gettext.NullTranslations())
    if is_plain:
        compile_plainly(made)
    return made


@pytest.mark.parametrize(
    "template",
    [
        "{{ thing.words }}{{ thing.markup }}{{ thing.number }}{{ thing.nothing }}{{ true }}",
        "{{ thing.words.upper() }}{{ thing.words.replace('<', 'a', 1) }}",
        "{{ thing.words.split(sep='&')|join(', ') }}{{ thing['words'] if thing.number }}",
        f"{MACROS}{{{{ m(thing.words) }}}}{{{{ m(1, b=thing.markup) }}}}{{{{ m(*[2, 3]) }}}}",
        "{% macro m(a, b=2, c='>') %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(thing.words, c=1) }}",
        "{% for x in [1, 2] %}{{ ngettext('%(num)s <b>', '%(num)s days', x) }}{% endfor %}",
        "{% for x in 'a<' %}{{ loop.index }}{{ x }}{{ ',' if not loop.last }}{% endfor %}",
        "{% set x %}<b>{{ thing.words }}</b>{% endset %}{{ x }}{{ x ~ thing.words }}",
        '{{ thing.markup|safe }}{{ \'<b>\'|safe }}<p title="{{ thing.words }}" lang="fr">',
    ],
)
def test_the_text_is_that_of_jinja(template: str) -> None:
    thing = SimpleNamespace(words="a<&'\"", markup=Markup("<br>"), number=3, nothing=None)
    plain, usual = (
        environment(is_plain=plain).from_string(template).render(thing=thing)
        for plain in (True, False)
    )
    assert plain == usual


def test_what_is_missing_is_an_error() -> None:
    made = environment(is_plain=True)
    with pytest.raises(jinja2.UndefinedError, match="absent"):
        made.from_string("{{ absent }}").render()
    with pytest.raises(AttributeError, match="absent"):
        made.from_string("{{ thing.absent }}").render(thing=SimpleNamespace())


@pytest.mark.parametrize("call", ["m()", "m(1, 2, 3)", "m(1, c=2)"])
def test_what_a_macro_does_not_take_is_an_error(call: str) -> None:
    with pytest.raises((TypeError, jinja2.UndefinedError)):
        environment(is_plain=True).from_string(f"{MACROS}{{{{ {call} }}}}").render()


def test_the_site_is_that_of_jinja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = built(tmp_path / "plain")
    monkeypatch.setattr(press, "compile_plainly", lambda _: None)
    assert built(tmp_path / "jinja") == plain
