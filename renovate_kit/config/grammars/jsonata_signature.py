"""The signature of a JSONata function, `<s-:n>`: from it jsonata builds a regular expression.

Source of the behaviour: `jsonata/src/signature.js` of 2.2.1. It ignores characters it doesn't know.
"""

from typing import Final

from renovate_kit.config.grammars.javascript_regexp import regexp_problem

_TYPES: Final = {
    "s": "[sm]",
    "n": "[nm]",
    "b": "[bm]",
    "l": "[lm]",
    "o": "[om]",
    "a": "[asnblfom]",
    "f": "f",
    "j": "[asnblom]",
    "x": "[asnblfom]",
}
_PARAMETERISED: Final = frozenset({"a", "f"})


def signature_problem(signature: str) -> str | None:
    """Return why jsonata refuses a signature, or None if it accepts it.

    Args:
        signature: all of it, with the angle brackets and without blanks.
    """
    parameters: list[str] = []
    last_type = ""
    position = 1
    while position < len(signature) and signature[position] != ":":
        symbol = signature[position]
        if symbol in _TYPES:
            parameters.append(_TYPES[symbol])
            last_type = symbol
        elif symbol in "-?+":
            if parameters:
                parameters[-1] += "?" if symbol == "-" else symbol
        elif symbol == "(":
            end = _closing(signature, position, ")")
            choice = signature[position + 1 : end]
            if "<" in choice:
                return "type parameter in a choice of types"
            parameters.append(f"[{choice}m]")
            last_type = symbol
            position = end
        elif symbol == "<":
            if last_type not in _PARAMETERISED:
                return "type parameter of a type that takes none"
            position = _closing(signature, position, ">")
        position += 1
    return regexp_problem("^" + "".join(f"({parameter})" for parameter in parameters) + "$")


def _closing(signature: str, position: int, closing: str) -> int:
    """Return where the bracket at `position` is closed with `closing`, or the end."""
    opening = signature[position]
    depth = 0
    for index in range(position, len(signature)):
        if signature[index] == opening:
            depth += 1
        elif signature[index] == closing:
            depth -= 1
            if depth == 0:
                return index
    return len(signature)
