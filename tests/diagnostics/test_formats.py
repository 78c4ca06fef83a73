"""The documents for machines hold whatever a message may hold."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefgen.diagnostics import FORMATS, Diagnostic, rules, write

SARIF = json.loads((Path(__file__).parent / "sarif_excerpt.json").read_text("utf-8"))
GITLAB = {  # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# The part of Jenkins' JUnit schema that we write.
JUNIT = etree.XMLSchema(
    etree.fromstring(
        """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="failure"><xs:complexType mixed="true">
    <xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType><xs:sequence>
    <xs:element ref="failure" minOccurs="0"/>
    <xs:element name="system-out" type="xs:string" minOccurs="0"/>
  </xs:sequence>
    <xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="time" type="xs:decimal"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType><xs:sequence>
    <xs:element ref="testcase" maxOccurs="unbounded"/>
  </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:integer" use="required"/>
    <xs:attribute name="failures" type="xs:integer"/>
    <xs:attribute name="errors" type="xs:integer"/>
    <xs:attribute name="skipped" type="xs:integer"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuites"><xs:complexType><xs:sequence>
    <xs:element ref="testsuite" maxOccurs="unbounded"/>
  </xs:sequence>
    <xs:attribute name="tests" type="xs:integer"/>
    <xs:attribute name="failures" type="xs:integer"/>
    <xs:attribute name="errors" type="xs:integer"/>
  </xs:complexType></xs:element>
</xs:schema>"""
    )
)
COMMAND = re.compile(r"::(error|warning|notice) [^\n\r]*?::[^\n\r]*")

texts = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1)
diagnostics = st.lists(
    st.builds(
        Diagnostic,
        st.sampled_from(list(rules().values())),
        texts,
        st.none() | texts,
        st.integers(1, 9999),
        st.integers(1, 9999),
    ),
    max_size=5,
)


@settings(max_examples=30)
@given(diagnostics)
def test_sarif_holds(items: list[Diagnostic]) -> None:
    document = json.loads(write("sarif", items))
    jsonschema.validate(document, SARIF)
    (run,) = document["runs"]
    known = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [known[result["ruleIndex"]] for result in run["results"]] == [i.code for i in items]


@settings(max_examples=30)
@given(diagnostics)
def test_gitlab_holds(items: list[Diagnostic]) -> None:
    entries = json.loads(write("gitlab", [i for i in items if not (i.path or "").startswith("./")]))
    jsonschema.validate(entries, GITLAB)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


@settings(max_examples=30)
@given(diagnostics)
def test_junit_holds(items: list[Diagnostic]) -> None:
    JUNIT.assertValid(etree.fromstring(write("junit", items).encode()))


@settings(max_examples=30)
@given(diagnostics)
def test_github_has_a_command_a_line(items: list[Diagnostic]) -> None:
    lines = write("github", items).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(items)
    assert all(COMMAND.fullmatch(line) for line in lines)


@settings(max_examples=30)
@given(diagnostics)
def test_json_counts(items: list[Diagnostic]) -> None:
    document = json.loads(write("json", items))
    assert sum(document["counts"].values()) == len(document["diagnostics"]) == len(items)


def test_github_escapes_what_would_end_a_command() -> None:
    rule = rules()["no-title"]
    line = write("github", [Diagnostic(rule, "100 %\n::error::x", "a,b:c.txt", 2, 3)])
    assert line == (
        "::error file=a%2Cb%3Ac.txt,line=2,col=3,title=BG010 An article has no title"
        "::100 %25 ::error::x\n"
    )


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_nothing_to_say_is_a_document_too(form: str) -> None:
    assert write(form, []) == "" if form == "github" else write(form, []).endswith("\n")
