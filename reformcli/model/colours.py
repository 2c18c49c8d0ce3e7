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

PAINT = {
    RED: ("#FFC7CE", "#9C0006"),
    YELLOW: ("#FFEB9C", "#7F4F00"),
    GREEN: ("#C6EFCE", "#006100"),
    BLUE: ("#BDD7EE", "#1F3864"),
    GREY: ("#D9D9D9", "#3F3F3F"),
}
"""What a cell that holds the word is filled with in a workbook, and the colour of the word."""
