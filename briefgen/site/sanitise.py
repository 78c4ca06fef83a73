"""The second wall: whatever the templates let through, only known HTML leaves the plugin."""

from __future__ import annotations

import nh3
from markupsafe import Markup

URL_SCHEMES = frozenset({"http", "https"})

_TEXT = "a abbr b blockquote br cite code del dd div dl dt em figcaption figure h1 h2 h3 h4 hr i "
_MORE = "ins li mark ol p pre q s small span strong sub sup time ul wbr bdi "
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


def sanitise(html: str) -> Markup:
    """Return *html* without scripts, styles, handlers, frames and unknown schemes."""
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


def safe_url(url: str | None) -> str | None:
    """Return *url* when it is http or https and free of blanks and controls, else None."""
    if not url or any(c.isspace() or ord(c) < 32 for c in url):
        return None
    scheme, colon, rest = url.partition("://")
    return url if colon and rest and scheme.lower() in URL_SCHEMES else None
