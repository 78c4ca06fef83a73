from __future__ import annotations

import pytest

from briefgen.model import Span, Timex, TimexType


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2012-07-02T15:00", "time"),
        ("2012-07-02TEV", "part"),
        ("2012-07-02", "day"),
        ("2012-W27-WE", "weekend"),
        ("2012-W27", "week"),
        ("2012-07", "month"),
        ("2012-SU", "season"),
        ("2012-Q3", "quarter"),
        ("2012-H1", "half"),
        ("2012", "year"),
        ("199", "decade"),
        ("18", "century"),
        ("1939/1945", "range"),
        ("PAST_REF", ""),
        ("P3D", ""),
        ("", ""),
    ],
)
def test_precision(value: str, precision: str) -> None:
    assert Timex(Span(0, 1), TimexType.DATE, value).precision == precision
