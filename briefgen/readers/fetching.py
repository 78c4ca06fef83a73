"""The one place that uses the network, and only when asked: a page, by its address.

A host's addresses are looked up once and checked, and the connection goes to the one
that was checked, so that no name can lead into a private network. Proxies are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import tempfile
import time
import urllib.robotparser
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from briefgen import __version__
from briefgen.errors import InputError
from briefgen.model import Article
from briefgen.readers.decode import short_form
from briefgen.readers.input import MAX_BYTES

SECONDS = 30.0  # for one address with all its redirects
MAX_REDIRECTS = 5
_AGENT = "briefgen"
_PORTS = {"http": 80, "https": 443}
_PART = 65_536  # bytes read at once
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "text/plain": ".txt",
    "text/markdown": ".md",
}

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # a gateway turns these into IPv4 (RFC 6052)
Allowed = Callable[[str], bool]
"tells whether an IP address may be talked to"


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave."""

    url: str
    "after redirects"
    content_type: str
    "without parameters, lower case"
    data: bytes


def fetch_articles(url: str, *, allowed: Allowed | None = None) -> tuple[Article, ...]:
    """Return the articles at *url*, read as a saved file of that type would be.

    Raises:
        InputError: as `fetch`, and as the type's reader.
    """
    from briefgen.readers import read  # noqa: PLC0415 - that module shows this one too

    page = fetch(url, allowed=allowed)
    suffix = _SUFFIXES.get(page.content_type)
    if suffix is None:
        _fail(url, f"is of type {short_form(page.content_type) or 'unknown'}, which is not read")
    name = Path(urlsplit(page.url).path).stem or "index"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{quote(name, safe='')[:80]}{suffix}"
        path.write_bytes(page.data)
        try:
            articles = read(path)
        except InputError as error:
            raise error.at(url) from error
    return tuple(_from_the_web(article, page.url, len(articles)) for article in articles)


def fetch(url: str, *, allowed: Allowed | None = None) -> Page:
    """Return what lies at *url*, after asking the site's robots.txt.

    Raises:
        InputError: another scheme than http and https, a private address, robots.txt says
            no, too many redirects, too large, too slow, an error of the server.
    """
    allowed = allowed or is_public_address
    deadline = time.monotonic() + SECONDS
    rules: dict[tuple[str, str], urllib.robotparser.RobotFileParser] = {}
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(url)
        site = (parts.scheme, parts.netloc)
        if site not in rules:
            rules[site] = _robots(parts, deadline, allowed)
        if not rules[site].can_fetch(_AGENT, url):
            _fail(url, "is closed to programs by the site's robots.txt; save the page by hand")
        status, headers, data = _get(parts, deadline, allowed)
        if status in {301, 302, 303, 307, 308} and headers.get("Location"):
            url = urljoin(url, headers["Location"])
            continue
        if status != 200:
            _fail(url, f"was answered with status {status}; check the address")
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Page(url, kind, data)
    message = f"redirects more than {MAX_REDIRECTS} times"
    raise InputError(message, path=short_form(url, 200))


def is_public_address(address: str) -> bool:
    """Tell whether *address* lies in the public internet: not private, local or reserved."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if ip in _NAT64:
        mapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if mapped is not None:
        return is_public_address(str(mapped))
    return ip.is_global and not ip.is_multicast


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        has_port = parts.port != 0  # raises on what is no number
    except ValueError:
        _fail(url, "is no address; expected https://…")
    if not has_port or parts.scheme not in _PORTS or not parts.hostname:
        _fail(url, "is no web address; expected one that begins with https:// or http://")
    if parts.username or parts.password:
        _fail(url, "carries a user name; remove it")
    return parts


def _robots(
    parts: SplitResult, deadline: float, allowed: Allowed
) -> urllib.robotparser.RobotFileParser:
    """Return the site's rules, after RFC 9309: no robots.txt allows, a broken server forbids."""
    robots = parts._replace(path="/robots.txt", query="", fragment="")
    status, _, data = _get(robots, deadline, allowed)
    parser = urllib.robotparser.RobotFileParser()
    lines = data[:500_000].decode("utf-8", "replace").splitlines() if status == 200 else []
    parser.parse(["User-agent: *", "Disallow: /"] if status >= 500 else lines)
    return parser


def _get(
    parts: SplitResult, deadline: float, allowed: Allowed
) -> tuple[int, http.client.HTTPMessage, bytes]:
    url = parts.geturl()
    connection = _connect(parts, deadline, allowed)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    headers = {
        "User-Agent": f"{_AGENT}/{__version__}",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
        "Accept-Encoding": "identity",
    }
    try:
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        data = _body(response, connection, deadline, url)
    except (http.client.HTTPException, OSError, ValueError) as error:
        _fail(url, f"cannot be fetched ({short_form(str(error)) or type(error).__name__})")
    finally:
        connection.close()
    return response.status, response.headers, data


def _connect(parts: SplitResult, deadline: float, allowed: Allowed) -> http.client.HTTPConnection:
    host, url = parts.hostname or "", parts.geturl()
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        _fail(url, f"names a host that is not known: {short_form(host)}")
    addresses = [str(row[4][0]) for row in found]
    if not addresses or not all(map(allowed, addresses)):
        _fail(url, "leads to a private or local address, which is never fetched")
    left = _left(deadline, url)
    try:
        sock = socket.create_connection((addresses[0], port), timeout=left)
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except OSError as error:
        _fail(url, f"cannot be reached ({short_form(str(error))})")
    connection = http.client.HTTPConnection(host, port, timeout=left)
    connection.sock = sock
    return connection


def _body(
    response: http.client.HTTPResponse,
    connection: http.client.HTTPConnection,
    deadline: float,
    url: str,
) -> bytes:
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in {"identity", "gzip", ""}:
        _fail(url, f"comes in the encoding {short_form(encoding)}, which was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding == "gzip" else None
    data = bytearray()
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline, url))
        part = response.read1(_PART)
        if not part:
            return bytes(data)
        _left(deadline, url)
        data += unpack.decompress(part, MAX_BYTES + 1) if unpack else part
        if len(data) > MAX_BYTES:
            _fail(url, f"is larger than {MAX_BYTES / 1e6:g} MB")


def _left(deadline: float, url: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        _fail(url, f"took more than {SECONDS:g} seconds")
    return left


def _from_the_web(article: Article, url: str, count: int) -> Article:
    # Of a feed's entries each has its own address or none.
    if article.source.url or count > 1:
        return replace(article, source=replace(article.source, path=url))
    return replace(article, source=replace(article.source, path=url, url=url))


def _fail(url: str, reason: str) -> NoReturn:
    raise InputError(reason, path=short_form(url, 200))
