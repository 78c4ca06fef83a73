"""The second wall: whatever the templates let through, only known HTML leaves the plugin.

HTML that is made of nothing but known tags, written the way our templates write them,
passes after one look. Any other goes through nh3, which parses it like a browser and takes
three times as long. Our own templates are looked at when they are compiled, and then the
markup that is put into them (`places`); what others print is looked at as a whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markupsafe import Markup

URL_SCHEMES = frozenset({"http", "https"})

_TEXT = "a abbr b blockquote br cite code del dd div dl dt em figcaption figure h1 h2 h3 h4 hr i "
_MORE = "ins kbd li mark ol p pre q s small span strong sub sup time ul wbr bdi "
_LAYOUT = "article aside details footer header main nav search section summary table tbody td "
_REST = "tfoot th thead tr caption colgroup col svg g circle line text title template path "
_FORM = "button datalist fieldset form input label legend option output select"
TAGS = frozenset((_TEXT + _MORE + _LAYOUT + _REST + _FORM).split())

_SHAPE = {"class", "d", "cx", "cy", "r", "x", "y", "x1", "x2", "y1", "y2", "dy", "text-anchor"}
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "hidden", "role", "title", "tabindex"},
    "a": {"href", "rel", "download", "type", "hreflang"},
    "abbr": {"title"},
    "button": {"type", "name", "value", "disabled"},
    "details": {"open", "name"},
    "form": {"action", "method"},
    "input": {"type", "name", "value", "checked", "placeholder", "autocomplete", "list"}
    | {"maxlength", "spellcheck", "enterkeyhint"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "option": {"value", "selected"},
    "output": {"for"},
    "select": {"name", "autocomplete"},
    "svg": {"viewBox", "width", "height", "focusable", "preserveAspectRatio"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    **dict.fromkeys(("circle", "line", "path", "text", "g"), _SHAPE),
}


_RAW = frozenset({"template", "title"})  # a browser reads on in another way inside these
_NAMES = "|".join(sorted(set().union(*ATTRIBUTES.values()), reverse=True))
_ATTRIBUTE = re.compile(rf' (?:{_NAMES}|(?:data|aria)-[a-z-]++)=""')
_VALUE = re.compile(r'="[^"<>]*+"')
_FLAGS = ("", " hidden", " open")  # attributes that our templates write without a value
_TAG = re.compile(r"<[^<>]*+>")  # a "<" that begins none is counted, and makes the HTML unknown
_BARE_TAGS = frozenset(
    written
    for tag in TAGS - _RAW
    for written in (f"</{tag}>", f"<{tag}/>", *(f"<{tag}{flag}>" for flag in _FLAGS))
)
_STRANGE = re.compile(r'(?!https?://)[^"/?#]*[:&\\]')
_STRANGE_URL = re.compile(rf' (?:href|action)="{_STRANGE.pattern}')
_MANY = 20_000  # tags; most of a site's stand on many of its pages
_known_tags: set[str] = set()


def sanitise(html: str) -> Markup:
    """Return *html* without scripts, styles, handlers, frames and unknown schemes."""
    if is_known(html):
        return Markup(unquoted(html))  # noqa: S704 - known
    return Markup(  # noqa: S704 — what nh3 returns is what this function is for
        nh3.clean(
            html,
            tags=set(TAGS),
            attributes=ATTRIBUTES,
            url_schemes=set(URL_SCHEMES),
            generic_attribute_prefixes={"data-", "aria-"},
            link_rel=None,
            strip_comments=True,
        )
    )


def unquoted(html: str) -> str:
    """Return *html*, whose attributes stand in double quotes, with single ones as nh3 has them."""
    return html.replace("&#39;", "'")


def is_known(html: str) -> bool:
    """Tell whether every ``<`` of *html* begins a known tag with known attributes in quotes.

    Then no parser can see another element in it; that elements are closed is not checked.
    """
    tags = _TAG.findall(html)
    if len(tags) != html.count("<"):
        return False
    if _known_tags.issuperset(tags):
        return True
    new = set(tags) - _known_tags
    if not all(map(_is_known_tag, new)):
        return False
    if len(_known_tags) > _MANY:
        _known_tags.clear()
    _known_tags.update(new)
    return True


def _is_known_tag(tag: str) -> bool:
    return _is_known_form(_VALUE.sub('=""', tag)) and not _STRANGE_URL.search(tag)


@lru_cache(maxsize=2000)
def _is_known_form(tag: str) -> bool:
    """Tell whether *tag*, the values of its attributes emptied, is one of ours."""
    return _ATTRIBUTE.sub("", tag) in _BARE_TAGS


def is_strange_address(address: str) -> bool:
    """Tell whether *address*, escaped, may begin with a scheme other than http and https."""
    return _STRANGE.match(address) is not None


def safe_url(url: str | None) -> str | None:
    """Return *url* when it is http or https and free of blanks and controls, else None."""
    if not url or any(c.isspace() or ord(c) < 32 for c in url):
        return None
    scheme, colon, rest = url.partition("://")
    return url if colon and rest and scheme.lower() in URL_SCHEMES else None
