"""Templates compiled to plainer Python than Jinja's own: the same HTML in half the time.

Jinja asks at every step what a template may mean: whether ``a.b`` is an attribute or an
item, whether what is called wants the context, whether a piece of output is safe markup
for others to use, what a macro is called with. Our own templates mean the first of each, but
for functions that say they want the context; and a piece of output is joined to the next,
never used alone. Each value is written for the place it stands in, see `places`.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import Environment
from jinja2.utils import missing

from briefgen.site.places import own_words, places_of
from briefgen.site.written import Known, written, written_address, written_in_quotes


class PlainCode(CodeGenerator):
    """Compiles ``a.b`` to an attribute, ``f(x)`` to a call, ``{{ a }}`` to escaped text."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja finds it by name
        """Write the template, whose tags are all known.

        Raises:
            TemplateSyntaxError: they are not.
        """
        self._places = places_of(node, self.name, self.filename)
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja finds it by name
        """Write an attribute, which an object that lacks it answers with AttributeError."""
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - the same
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; one that wants the context, or a block's caller, is left to Jinja."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or self._wants_context(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as the function it is; one that wants a caller or more is left to Jinja."""
        wants = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if wants or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().macro_def(macro_ref, frame)
        else:
            names = tuple(argument.name for argument in macro_ref.node.args)
            self.write(f"environment.plain_macro(macro, {names!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what escapes a piece of output."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"environment.{self._writer(node)}(")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Have a constant that is no text of the template be written as a value is."""
        if own_words(node) is None:
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _writer(self, node: nodes.Expr) -> str:
        if id(node) in self._places.addresses:
            return "written_address"
        return "written_in_quotes" if id(node) in self._places.in_quotes else "written"

    def _wants_context(self, called: nodes.Expr) -> bool:
        """Tell whether *called* is a function marked with `pass_context` or its like."""
        known = self.environment.globals.get(called.name) if isinstance(called, nodes.Name) else ""
        return hasattr(known, "jinja_pass_arg")


def compile_plainly(environment: Environment) -> None:
    """Have *environment*, which has compiled nothing yet, compile templates like these."""
    environment.code_generator_class = PlainCode
    environment.extend(
        known=Known,
        written=written,
        written_in_quotes=written_in_quotes,
        written_address=written_address,
        plain_macro=_plain_macro,
    )


def _plain_macro(macro: FunctionType, names: tuple[str, ...]) -> Callable[..., Known]:
    """Return *macro*, which takes what is named *names*, each of which may be left out."""
    macro.__defaults__ = (missing,) * len(names)

    def call(*values: object, **named: object) -> Known:
        if named:
            values = (*values, *(named.pop(name, missing) for name in names[len(values) :]))
            if named:
                message = f"a macro takes {names}, not {named} too"
                raise TypeError(message)
        return _as_known(macro(*values))

    return call


_as_known: Callable[[str], Known] = partial(str.__new__, Known)
