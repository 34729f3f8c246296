"""The kinds of answer field, a module each with its one class: found by listing this folder."""

from ntc import discovery
from ntc.fields.base import Field

KINDS: dict[str, type[Field]] = {
    name: each
    for module in discovery.modules(__name__)
    for name, each in vars(module).items()
    if isinstance(each, type) and issubclass(each, Field) and each.__module__ == module.__name__
}
"""Each kind of field by the name that a lesson's cell calls: ``NumberField``."""
