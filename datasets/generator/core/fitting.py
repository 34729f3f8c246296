"""What fits a compressor: the dryer for its flow, the receiver for its power, the size of its filters."""

_DRYERS = (("SF-12", 12), ("SF-25", 25), ("SF-40", 40), ("SF-70", 70), ("SF-110", 110))
_RECEIVERS = ((15, "CU-270"), (22, "CU-500"), (45, "CU-900"))
_LARGE_FLOW, _SMALL_POWER = 4, 30
# A dryer is chosen a tenth above the flow; two of them side by side share it.
_MARGIN, _MOST = 1.1, 3


def dryer(flow: float) -> tuple[str, int]:
    """Return the smallest refrigeration dryer that takes a flow in m³/min, or several large ones."""
    for count in range(1, _MOST + 1):
        for sku, tenths in _DRYERS:
            if count * tenths / 10 >= flow * _MARGIN:
                return sku, count
    return "SF-110", _MOST


def receiver(power: float) -> str:
    """Return the air receiver for a power in kW."""
    return next((sku for most, sku in _RECEIVERS if power < most), "CU-2000")


def filters(flow: float) -> str:
    """Return the size of filters and separators for a flow in m³/min."""
    return "70" if flow > _LARGE_FLOW else "40"


def commissioning(power: float) -> str:
    """Return the putting into service of a machine of so many kW."""
    return "MES-1" if power <= _SMALL_POWER else "MES-2"
