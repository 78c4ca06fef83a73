"""Files made of a piece for each briefing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.site.splices import open_splices

TEXTS = {"a": "one\n", "b": "deux é\n", "c": "\udc80 three\n", "d": ""}


class Desk:
    """A site with one file of pieces, and which of them were made."""

    def __init__(self, folder: Path) -> None:
        self.site, self.path = folder / "site", folder / "splices"
        self.site.mkdir()
        self.made: list[str] = []

    def build(self, digests: str, common: str = "code") -> str:
        splices = open_splices(self.path, self.site)
        self.made = []
        whole = splices.join("all.csv", common, digests, lambda place: self.make(digests[place]))
        splices.keep()
        (self.site / "all.csv").write_bytes(whole)
        return whole.decode("utf-8")

    def make(self, digest: str) -> str:
        self.made.append(digest)
        return TEXTS[digest]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("digests", ["abcd", "dcba", "acd", "", "bb", "bcda", "ab", "cd"])
def test_known_pieces_are_not_made_again(desk: Desk, digests: str) -> None:
    desk.build("abcd")
    assert desk.made == list("abcd")
    whole = desk.build(digests)
    assert desk.made == []
    assert whole == "".join(TEXTS[digest] for digest in digests).replace("\udc80", "&#56448;")


def test_a_new_piece_alone_is_made(desk: Desk) -> None:
    desk.build("abd")
    assert desk.build("acbd") == "one\n&#56448; three\ndeux é\n"
    assert desk.made == ["c"]


def test_other_code_makes_all_anew(desk: Desk) -> None:
    desk.build("ab")
    desk.build("ab", "other code")
    assert desk.made == ["a", "b"]


DAMAGES: dict[str, Callable[[Desk], object]] = {
    "file changed": lambda desk: (desk.site / "all.csv").write_text("onf\ndeux é\n"),
    "file gone": lambda desk: (desk.site / "all.csv").unlink(),
    "file no text": lambda desk: (desk.site / "all.csv").write_bytes(b"\xff"),
    "notes cut short": lambda desk: desk.path.write_bytes(desk.path.read_bytes()[:-3]),
    "notes gone": lambda desk: desk.path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_is_not_as_it_was_left_is_made_anew(
    desk: Desk, damage: Callable[[Desk], object]
) -> None:
    whole = desk.build("ab")
    damage(desk)
    assert desk.build("ab") == whole
    assert desk.made == ["a", "b"]
