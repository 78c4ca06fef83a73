"""Every code of the registry is used, every code used is in it, and its examples show it."""

import ast
import re
from pathlib import Path

import pytest

import briefgen
from briefgen.corrections import load_corrections
from briefgen.diagnostics import Rule, find_rule, of_note, rules
from briefgen.diagnostics.pages import page, table
from briefgen.errors import BriefgenError
from briefgen.extract.actors import read_register
from briefgen.model import Note
from briefgen.pipeline import brief
from briefgen.readers import read
from briefgen.site.config import read_config

PACKAGE = Path(briefgen.__file__).parent
DOCS = PACKAGE.parent / "docs" / "diagnostics"
ERRORS = re.compile(r"[A-Z]\w*Error$")


def test_codes_are_unique_and_well_formed() -> None:
    codes = [rule.code for rule in rules().values()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"BG\d{3}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in rules())


def test_the_code_uses_what_the_registry_holds_and_nothing_else() -> None:
    assert _used() == set(rules())


def _used() -> set[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {name for node in nodes for name in _names(node)}


def _names(node: ast.AST) -> set[str]:
    """Return the codes that a raise, a note, a default or a look-up in the registry names."""
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called in {"Note", "Ambiguity"}:
            return _strings(node.args[0])
        if ERRORS.search(called):
            return {s for k in node.keywords if k.arg == "code" for s in _strings(k.value)}
    if isinstance(node, ast.Subscript) and _is_rules(node.value):
        return _strings(node.slice)
    if isinstance(node, ast.AnnAssign | ast.Assign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(_is_code(t) for target in targets for t in ast.walk(target)):
            return _strings(node.value)
    return set()


def _is_rules(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rules"


def _is_code(node: ast.AST) -> bool:
    return getattr(node, "id", "") in {"code", "default_code"}


def _strings(node: ast.AST | None) -> set[str]:
    found = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)} if node else set()
    return {
        text for text in found if (isinstance(text, str) and text in rules()) or "-" in str(text)
    }


@pytest.mark.parametrize("rule", [r for r in rules().values() if r.file], ids=lambda r: r.name)
def test_examples_show_their_message(
    rule: Rule, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / rule.file
    path.write_text(rule.example, "utf-8")
    logged = (getattr(record, "diagnostics", []) for record in caplog.records)
    assert rule.name in _codes(path) | {item.rule.name for items in logged for item in items}


def _codes(path: Path) -> set[str]:
    try:
        if path.name == "mkdocs.yml":
            read_config(path, strict=True)
        elif path.name == "actors.yml":
            read_register(path)
        elif path.name == "corrections.yml":
            load_corrections(path, path.name)
        else:
            return {note.code for a in read(path) for note in brief(a).notes}
    except BriefgenError as error:
        return {one.code for one in error.each()}
    return set()


def test_pages_are_those_in_the_docs(request: pytest.FixtureRequest) -> None:
    wanted = {f"{rule.code}.md": page(rule) for rule in rules().values()}
    wanted["index.md"] = table(rules().values())
    if request.config.getoption("--record"):
        DOCS.mkdir(parents=True, exist_ok=True)
        for name, text in wanted.items():
            (DOCS / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")} == wanted


@pytest.mark.parametrize("word", ["BG010", "bg010", "no-title"])
def test_a_rule_is_found_by_code_and_name(word: str) -> None:
    rule = find_rule(word)
    assert rule is not None
    assert rule.name == "no-title"


def test_a_note_of_other_peoples_is_a_warning_of_the_site() -> None:
    assert of_note(Note("theirs", "Odd."), "a.txt").rule.name == "site-warning"
