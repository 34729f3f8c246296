"""The commercial policy, as ``datasets/policy.toml`` states it for the learner."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.core.schema import SCHEMA


@cache
def policy() -> Mapping[str, Any]:
    """Return the tables of the policy by name."""
    return tomllib.loads(SCHEMA.with_name("policy.toml").read_text(encoding="utf-8"))
