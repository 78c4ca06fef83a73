"""The code of the documentation, block by block, with what a comment before it says.

``<!-- file: PATH -->`` saves the block below it, ``<!-- not run: REASON -->`` leaves it out,
``<!-- checked: REASON -->`` has it parsed only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])

_BLOCK = re.compile(
    r"(?:^<!-- (?P<directive>file|not run|checked): (?P<said>.*?) -->\n)?"
    r"^```(?P<language>\w*)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    code: str
    file: str = ""
    "where the reader is to save it"
    not_run: str = ""
    "why nobody runs it"

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def snippets_of(page: Path) -> Iterator[Snippet]:
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        directive, said = found["directive"], found["said"]
        yield Snippet(
            page,
            text.count("\n", 0, found.start("code")),
            found["language"],
            found["code"],
            file=said if directive == "file" else "",
            not_run=said if directive == "not run" else "",
        )


def all_snippets() -> list[Snippet]:
    return [snippet for page in PAGES for snippet in snippets_of(page)]


def script_of(page: Path) -> str:
    """Return what a reader of *page* does, as one shell script."""
    lines = ["set -eu"]
    for snippet in snippets_of(page):
        if snippet.file:
            folder = Path(snippet.file).parent
            lines += [f"mkdir -p '{folder}'", f"cat > '{snippet.file}' <<'END OF FILE'"]
            lines += [snippet.code.rstrip("\n"), "END OF FILE"]
        elif snippet.language == "sh" and not snippet.not_run:
            lines.append(snippet.code)
    return "\n".join(lines) + "\n"
