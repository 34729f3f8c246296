"""The commercial policy of the company, common to every variant: ``datasets/policy.toml``."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from ntc.case.files import CaseError, read_text
from ntc.paths import DATASETS


@cache
def policy() -> Mapping[str, Any]:
    """Read the commercial policy (R01 to R30) and the competitors; numbers with a point are Decimals."""
    try:
        raw = tomllib.loads(read_text(DATASETS / "policy.toml"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(f"Le fichier policy.toml est illisible : {error}.") from error
    return _frozen(raw)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
