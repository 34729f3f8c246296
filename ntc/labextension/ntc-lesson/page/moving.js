// A grid is gone through as a spreadsheet is: Enter goes down, and a block copied from one fills the cells.

/** `rows` hold the `entries` of their cells in order; `changed` is told once cells are filled. */
export function moving(table, rows, changed) {
  const placeOf = (input) => {
    const row = rows.findIndex((one) => one.entries.some((entry) => entry.input === input));
    return row < 0 ? null : { row, column: rows[row].entries.findIndex((entry) => entry.input === input) };
  };

  table.addEventListener("keydown", (event) => {
    const place = event.key === "Enter" && !event.isComposing && placeOf(event.target);
    if (!place || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const way = event.shiftKey ? -1 : 1;
    let next = place.row + way;
    while (rows[next]?.entries[place.column].input.disabled) next += way;
    const input = rows[next]?.entries[place.column].input;
    if (!input) return;
    input.focus();
    input.select?.();
  });

  table.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    const lines = blockOf(event.clipboardData.getData("text/plain"));
    // One value is pasted in a box as anywhere; a list would not take it.
    if (!place || (event.target.tagName === "INPUT" && lines.length < 2 && lines[0].length < 2)) return;
    event.preventDefault();
    lines.forEach((line, down) => {
      const row = rows[place.row + down];
      if (!row) return;
      row.keep();
      line.forEach((text, along) => row.entries[place.column + along]?.enter(text));
    });
    changed(0);
  });
}

/** The cells of what a spreadsheet copies: lines, and tabs between cells. */
function blockOf(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim()));
}
