"""Thousands of examples on a busy machine: how long one takes says nothing, only what comes out does."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("kern", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kern")
