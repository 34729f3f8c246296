"""The colours of a document, on screen and on paper."""

from autograder.reports.blocks import Tone

INK = "#1b2733"
SOFT = "#4a5a68"
RULE = "#b9c4cd"
WASH = "#f2f5f7"
PAPER = "#ffffff"
ACCENT = "#0b5563"
TONES = {
    Tone.GOOD: "#d3ecd8",
    Tone.MIDDLING: "#fff1c9",
    Tone.POOR: "#f9d9d4",
    Tone.WAITING: "#dfe8f5",
    Tone.NEUTRAL: PAPER,
}
