"""Where templates print values, and what is written there."""

import gettext

import jinja2
import pytest
from markupsafe import Markup

from briefgen.site.plain_code import compile_plainly
from briefgen.site.words import speak
from briefgen.site.written import Known, written, written_address, written_in_quotes


class Html:
    def __html__(self) -> str:
        return str(SCRIPT)


class Bold(Markup):
    pass


ANY = '<p class="a&#34; onclick=&#34;b">'
SCRIPT = Markup("<b onclick='x'>a</b><script>b</script>")


def printed(template: str, **values: object) -> str:
    made = jinja2.Environment(autoescape=True)
    speak(made, gettext.NullTranslations())
    compile_plainly(made)
    return made.from_string(template).render(values)


@pytest.mark.parametrize(
    "template",
    [
        "<script>{{ x }}</script>",
        "<p onclick='a'>",
        '<p onclick="{{ x }}">',
        "<p {{ x }}>",
        "<{{ x }}>",
        "<h{{ x }}>",
        "<p class={{ x }}>",
        '<p class="a"{% if x %} {{ x }}{% endif %}>',
        '<a href="javascript:{{ x }}">',
        '<a href="mailto:a">',
        '<a href="{{ x }}{{ x }}">',
        '<a href="{{ x }}a">',
        '<p class="{{ x }}',
        "<p class=\"{% include 'x' %}\">",
        "<s{% if x %}pan>c{% else %}c{% endif %}ript>",
        '<a href="{% if x %}../{% endif %}{{ x }}">',
        '<a href="{% for y in x %}../{% endfor %}{{ x }}">',
        '<p class="{% if x %}">{% endif %}{{ x }}',
        '{% for y in x %}{{ x }}<p class="{% endfor %}">',
        '{% macro m() %}<p class="{% endmacro %}{{ m() }}{{ x }}">',
        '{% set y %}<p class="{% endset %}{{ y }}{{ x }}">',
        '<p{% if x %} class="{{ x }}" onclick{% endif %}>',
        "<sp{% if x %}an{% endif %}>",
        "{% macro m() %}{{ caller() }}{% endmacro %}<p{% call m() %}a{% endcall %}>",
        "<p{% filter upper %}{{ x }}{% endfilter %}>",
        "{% filter replace('b', 'script') %}<b>{% endfilter %}",
        "{% set y|upper %}<b>{% endset %}{{ y }}",
        "<s{% block a %}{% endblock %}>",
        "{% extends 'x' %}",
        "<p {{ 5|safe }}>",
        "{% macro m() %}<embed>{% endmacro %}",
        "{{ _('<embed>') }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
    ],
)
def test_a_template_that_may_print_more_than_known_tags_is_no_template(template: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError, match="known tags"):
        printed(template, x="y")


@pytest.mark.parametrize(
    ("template", "value", "page"),
    [
        ("<p>{{ x }}</p>", "<b>", "<p>&lt;b&gt;</p>"),
        ("<p>{{ x }}</p>", Markup("<b>a</b>"), "<p><b>a</b></p>"),
        ("<p>{{ x }}</p>", SCRIPT, "<p><b>a</b></p>"),
        ("<p>{{ x|safe }}</p>", str(SCRIPT), "<p><b>a</b></p>"),
        ("<p>{% set y %}{{ x|safe }}{% endset %}{{ y }}</p>", str(SCRIPT), "<p><b>a</b></p>"),
        ('<p class="{{ x }}">', '"><', '<p class="&#34;&gt;&lt;">'),
        ('<p class="{{ x }}">', Markup("<b>a</b>"), '<p class="&lt;b&gt;a&lt;/b&gt;">'),
        ('<p class="{{ x }}">', Markup("a&amp;b"), '<p class="a&amp;b">'),
        ('<a href="{{ x }}">', "javascript:a", '<a href="">'),
        ('<a href="{{ x }}">', "java\tscript:a", '<a href="">'),
        ('<a href="{{ x }}">', "//example.org\\a", '<a href="//example.org\\a">'),
        ('<a href="{{ x }}">', "vbscript&colon;a", '<a href="vbscript&amp;colon;a">'),
        ('<a href="{{ x }}">', "../a:b/", '<a href="../a:b/">'),
        ('<a href="{{ x }}">', "https://example.org/", '<a href="https://example.org/">'),
        ('<form action="{{ x }}">', "data:a", '<form action="">'),
        ('<a href="#{{ x }}">', "a:b", '<a href="#a:b">'),
        ("{{ _('%(x)s <b>', x=x) }}", "<", "&lt; <b>"),
        ("{{ _(x) }}{{ ngettext(x, x, 1) }}", "<script>a</script>b", "bb"),
        ("{{ _('<embed>%(x)s', x=x) }}", "a", "a"),
        ('<p title="{{ _(x) }}">', '"', '<p title="&#34;">'),
        ("<a href=\"{{ 'javascript:a' }}\">{{ x }}", "", '<a href="">'),
        ("{{ ('<scr' ~ 'ipt>')|safe }}{{ ['<script>'|safe]|join }}{{ x }}", "", ""),
        ("{{ _('<embed>') if true }}{{ 5|safe }}{{ x }}", "", "5"),
        ('<p class="{{ (\'a" onclick="b\' ~ x)|safe }}">', "", ANY),
        ("{{ x }}", Html(), "<b>a</b>"),
        ("{{ x }}", Bold(SCRIPT), "<b>a</b>"),
        ('<p title="{{ x }}">', Html(), '<p title="&lt;b&gt;a&lt;/b&gt;">'),
        ('<a href="{{ x }}">', "HTTPS://Example.org/a", '<a href="HTTPS://Example.org/a">'),
        ('<a href="{{ x }}">', "a&b'c.html", '<a href="a&amp;b\'c.html">'),
        ('<i{% if x %} class="{{ x }}"{% endif %}>', "<", '<i class="&lt;">'),
        ('<i class="a{% for y in x %} {{ y }}{% endfor %}">', "<b", '<i class="a &lt; b">'),
        ("{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(x) }}", "<", "<i>&lt;</i>"),
    ],
)
def test_a_value_is_written_for_its_place(template: str, value: object, page: str) -> None:
    assert printed(template, x=value) == page


def test_known_html_is_looked_at_no_more() -> None:
    known = Known('<b class="x">')
    assert written(known) is known
    assert written_in_quotes(known) == "&lt;b class=&#34;x&#34;&gt;"
    assert written_address(Known("a&#58;b")) == ""
    assert str(Markup("{}").format(known)) == str(known)
