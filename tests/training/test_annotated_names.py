"""Stand-off names land on the right characters, and only in sentences that were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.annotated_names import (
    AnnotatedSentence,
    AnnotationError,
    annotated_treebanks,
    read_annotated,
)

TREEBANK = """\
# sent_id = a-1
# text = In 1911 Rome's press hailed Marie Curie.
1\tIn\t_
2\t1911\t_
3-4\tRome's\t_
3\tRome\t_
4\t's\t_
5\tpress\t_
6\thailed\t_
7\tMarie\t_
8\tCurie\t_
9\t.\t_

# sent_id = a-2
# text = Le musée du Louvre rouvre.
1\tLe\t_
2\tmusée\t_
3-4\tdu\t_
3\tde\t_
4\tle\t_
5\tLouvre\t_
6\trouvre\t_
7\t.\t_

# sent_id = a-3
# text = Paris waits.
1\tParis\t_
2\twaits\t_
3\t.\t_
"""
NAMES = "# language\ten\n# covered\ta-1\ta-2\na-1\t3\t3\tLOC\na-1\t7\t8\tPER\na-2\t2\t5\tLOC\n"


def read(folder: Path, names: str, treebank: str = TREEBANK) -> list[AnnotatedSentence]:
    (folder / "ud_xx").mkdir()
    (folder / "ud_xx" / "made-up.conllu").write_text(treebank, encoding="utf-8")
    (folder / "made-up.tsv").write_text(names, encoding="utf-8")
    return list(read_annotated(folder, "made-up", annotations=folder))


def test_names_are_the_characters_of_their_words(tmp_path: Path) -> None:
    found = {
        sentence.sent_id: [(sentence.text[start:end], kind) for start, end, kind in sentence.names]
        for sentence in read(tmp_path, NAMES)
    }
    assert found == {
        "a-1": [("Rome", "LOC"), ("Marie Curie", "PER")],
        "a-2": [("musée du Louvre", "LOC")],
    }


def test_a_contraction_is_one_token(tmp_path: Path) -> None:
    first, second = read(tmp_path, NAMES)
    assert [first.text[start:end] for start, end in first.tokens][:4] == [
        "In",
        "1911",
        "Rome's",
        "press",
    ]
    assert [second.text[start:end] for start, end in second.tokens][2:4] == ["du", "Louvre"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param("# covered\ta-1\ta-9\n", "a-9", id="range without an end"),
        pytest.param("# covered\ta-1\ta-3\nb-1\t1\t1\tPER\n", "b-1", id="unknown sentence"),
        pytest.param("# covered\ta-1\ta-3\na-3\t1\t7\tPER\n", "1 to 7", id="unknown word"),
        pytest.param("# covered\ta-1\ta-3\na-3\t1\t1\tMISC\n", "MISC", id="unknown type"),
    ],
)
def test_what_does_not_fit_the_treebank_is_refused(tmp_path: Path, names: str, said: str) -> None:
    with pytest.raises(AnnotationError, match=said):
        read(tmp_path, names)


def test_a_missing_treebank_is_named(tmp_path: Path) -> None:
    (tmp_path / "made-up.tsv").write_text(NAMES, encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"made-up\.conllu"):
        list(read_annotated(tmp_path, "made-up", annotations=tmp_path))


def test_treebanks_are_listed_by_language(tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text("# language\ten\n", encoding="utf-8")
    (tmp_path / "two.tsv").write_text("# language\tfr\n", encoding="utf-8")
    assert annotated_treebanks(annotations=tmp_path) == ("one", "two")
    assert annotated_treebanks("fr", annotations=tmp_path) == ("two",)


def test_our_own_files_hold_lawful_rows_inside_no_other_name() -> None:
    folder = Path(__file__).parents[2] / "training" / "annotations"
    for path in folder.glob("*.tsv"):
        last: dict[str, int] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            sent_id, start, end, kind = line.split("\t")
            assert kind in {"PER", "ORG", "LOC"}, line
            assert last.get(sent_id, 0) < int(start) <= int(end), line
            last[sent_id] = int(end)
