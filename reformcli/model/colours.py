"""The colours of lights, and the words that are always printed with them."""

from reformcli.i18n import mark

RED, YELLOW, GREEN, BLUE, GREY = "red", "yellow", "green", "blue", "grey"

LIGHTS = {
    RED: mark("red"),
    YELLOW: mark("yellow"),
    GREEN: mark("green"),
    BLUE: mark("blue"),
    GREY: mark("grey"),
}
"""The lights, worst first, with the word that is always printed."""
