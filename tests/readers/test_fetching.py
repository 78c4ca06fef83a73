"""Fetching a page: from a server on this machine only."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefgen.errors import InputError
from briefgen.readers import fetching
from briefgen.readers.fetching import fetch, fetch_articles, is_public_address

PAGE = (Path(__file__).parent / "pages/div_soup.html").read_bytes()


class Site(BaseHTTPRequestHandler):
    robots = b"User-agent: *\nDisallow: /closed\n"

    def do_GET(self) -> None:
        pages = {
            "/moon": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
            "/packed": (
                200,
                {"Content-Type": "text/html", "Content-Encoding": "gzip"},
                gzip.compress(PAGE),
            ),
            "/bomb": (
                200,
                {"Content-Type": "text/html", "Content-Encoding": "gzip"},
                gzip.compress(b" " * 20_000_000),
            ),
            "/large": (200, {"Content-Type": "text/html"}, b" " * 10_100_000),
            "/movie": (200, {"Content-Type": "video/mp4"}, b"x"),
            "/closed/moon": (200, {"Content-Type": "text/html"}, PAGE),
            "/old": (301, {"Location": "/moon"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/inside": (302, {"Location": "http://10.0.0.1/"}, b""),
            "/robots.txt": (200, {"Content-Type": "text/plain"}, self.robots),
        }
        status, headers, data = pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def here(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize("path", ["/moon", "/packed", "/old", "/moon#top"])
def test_a_page_becomes_an_article(site: str, path: str) -> None:
    (article,) = fetch_articles(site + path, allowed=here)
    assert article.title == "Two men walk on the moon"
    assert article.source.url == "https://example.org/moon"  # as the page states
    assert article.source.path.startswith(site)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/bomb", "larger than"),
        ("/large", "larger than"),
        ("/movie", "video/mp4"),
        ("/closed/moon", "robots.txt"),
        ("/round", "redirects more than 5"),
        ("/file", "no web address"),
        ("/inside", "private or local"),
        ("/none", "status 404"),
    ],
)
def test_refuses(site: str, path: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        fetch_articles(site + path, allowed=here)


def test_time_is_limited(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.0)
    with pytest.raises(InputError, match="took more than"):
        fetch(site + "/moon", allowed=here)


def test_loopback_is_refused_unless_a_test_allows_it(site: str) -> None:
    with pytest.raises(InputError, match="private or local"):
        fetch(site + "/moon")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "//example.org/",
        "http://user:word@example.org/",
        "http://example.org:0/",
        "http://example.org:x/",
    ],
)
def test_only_plain_web_addresses(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address, nothing listens
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::a01:203", False),
        ("64:ff9b::5db8:d822", True),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, is_public: bool) -> None:
    assert is_public_address(address) is is_public
