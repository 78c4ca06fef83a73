import datetime as dt

import pytest

from briefgen.errors import BriefgenError
from briefgen.model import Mention, MentionKind, Note, Span, Timex, TimexType
from briefgen.render.plain import from_plain, to_plain


def test_spans_are_pairs_and_defaults_are_left_out() -> None:
    timex = Timex(Span(2, 6), TimexType.DATE, "2012")
    assert to_plain(timex) == {"span": [2, 6], "type": "DATE", "value": "2012"}
    assert from_plain(Timex, to_plain(timex)) == timex


def test_moments_are_iso_8601() -> None:
    moment = dt.datetime(2012, 7, 2, 15, tzinfo=dt.UTC)
    assert from_plain(dt.datetime, to_plain(moment)) == moment


@pytest.mark.parametrize(
    ("record", "data", "complaint"),
    [
        (Mention, {"span": [3, 1], "kind": "name"}, r"span is \[3, 1\]; expected \[start, end\]"),
        (Mention, {"span": [1, 3], "kind": "nom"}, "kind is 'nom'; expected name or nominal"),
        (Note, {"code": 1, "message": ""}, "code is 1; expected str"),
        (Note, {"code": "a"}, "missing field message"),
        (Note, [], r"the record is \[\]; expected a mapping"),
        (tuple[Note, ...], {}, r"the record is {}; expected a list"),
        (tuple[Note, ...], [{"code": "a", "mesage": ""}], r"unknown field \[0\].mesage"),
        (MentionKind, None, "expected name or nominal or pronoun"),
        (dt.datetime, "noon", "expected an ISO 8601 date and time"),
    ],
)
def test_wrong_data_names_its_field(record: type, data: object, complaint: str) -> None:
    with pytest.raises(BriefgenError, match=complaint):
        from_plain(record, data)
