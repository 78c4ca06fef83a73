"""What all tests share: Hypothesis without deadlines, since machines are shared and noisy."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "briefgen", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("briefgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record", action="store_true", help="write golden files anew instead of comparing"
    )
