"""Words of the interface that are put into templates when these are compiled."""

import gettext

import jinja2
import pytest

from briefgen.site.words import speak


class Spoken(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return {"Search": "L'<i>index</i>", "Quote %(n)s": "Mot %(n)s"}.get(message, message)


def printed(template: str, *, autoescape: bool = True, **context: object) -> str:
    environment = jinja2.Environment(autoescape=autoescape)  # noqa: S701 - both are tried
    speak(environment, Spoken())
    return environment.from_string(template).render(context)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ _("Search") }}', "L'<i>index</i>"),
        ('{{ _("Search")|length }}', "14"),
        ('{{ _("Quote %(n)s", n="<b>") }}', "Mot &lt;b&gt;"),
        ('{{ _("100 %%") }}', "100 %"),
        ('{{ thing._("Search") }}', "theirs"),
        ('{% if _("Search") == "x" %}{% else %}no{% endif %}', "no"),
    ],
    ids=["words", "filtered", "filled in", "per cent", "a method", "compared"],
)
def test_words_are_those_of_a_call(template: str, expected: str) -> None:
    thing = type("Thing", (), {"_": lambda *_: "theirs"})()
    assert printed(template, thing=thing) == expected


def test_words_are_escaped_where_a_template_escapes_by_hand() -> None:
    words = printed('{{ _("Search") }} {{ _("Search")|e }}', autoescape=False)
    assert words == "L'<i>index</i> L&#39;&lt;i&gt;index&lt;/i&gt;"
