"""Fields that are worked out when somebody asks for the first time, and then kept.

    class Body:
        @when_asked
        def text(self) -> str: …        # body.text

Nine mails of ten show nothing of ours, and nobody asks for the text of their bodies, the
date of their seventh server or the people in Cc.  What such a field holds follows from
the other fields alone, which never change: it makes no difference when, in which order
or how often it is asked, and a value that was sent to another process works it out again.

Not `functools.cached_property`: that takes a lock, in Python 3.11 a third of the time of
reading a Received field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Field = TypeVar("Field")


class when_asked(Generic[Field]):  # noqa: N801 - a decorator, as `property` is one
    """A field of an immutable value that has a `__dict__`."""

    def __init__(self, work_out: Callable[[Any], Field]) -> None:
        self.work_out = work_out
        self.name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, value: None, owner: type) -> Self: ...

    @overload
    def __get__(self, value: object, owner: type) -> Field: ...

    def __get__(self, value: object, owner: type) -> Self | Field:
        """Work it out; from now on the instance's own field is found before this."""
        if value is None:
            return self
        field = value.__dict__[self.name] = self.work_out(value)
        return field


def without_worked_out(value: object) -> dict[str, Any]:
    """What of a value is pickled: only that from which the rest follows."""
    owner = type(value)
    return {
        name: field
        for name, field in value.__dict__.items()
        if not isinstance(getattr(owner, name, None), when_asked)
    }
