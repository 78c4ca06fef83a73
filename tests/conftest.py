"""What all tests share: Hypothesis without deadlines, since machines are shared and noisy."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "briefgen", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("briefgen")
