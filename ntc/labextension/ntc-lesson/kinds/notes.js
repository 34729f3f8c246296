// A note sheet: lines to fill in while one listens, each with a box to tick for what was not said.
import { heading, make } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { markEntry } from "../page/grid.js";
import { cellInput, optionInput } from "../page/inputs.js";
import { moving } from "../page/moving.js";
import { wear } from "../page/sheets.js";

await wear("page/notes.css");

const VALUE = "value";
const TICKED = "yes";

export const grouped = true;

export function control(spec, ids, changed) {
  const lines = spec.rows.map((row, rank) => line(row, `${ids.control}-${rank}`));
  const [[, head]] = spec.columns;
  const heads = ["", head, ""].map(heading);
  const node = make(
    "table",
    { class: "ntc-table ntc-notes", "aria-labelledby": ids.label, "aria-describedby": ids.described },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...lines.map((one) => one.node)),
  );
  const rows = lines.map(({ cell, unsaid }) => ({ entries: [cell.entry], keep: () => (unsaid.input.checked = false) }));
  moving(node, rows, changed);

  function line(row, id) {
    const said = make("span", { class: "ntc-cell-said", id: `${id}-said` });
    const labelled = { "aria-label": row.label, "aria-describedby": said.id };
    const entry = cellInput(row.cells[VALUE], labelled, changed);
    const unsaid = optionInput("checkbox", { name: id, rank: spec.unsaid, value: TICKED, label: spec.unsaid }, () => tick(true));
    unsaid.input.setAttribute("aria-label", `${row.label}${NBSP}: ${spec.unsaid}`);
    // What was typed before is no answer any more: there is one answer a line.
    const tick = (byHand) => {
      if (byHand && unsaid.input.checked) entry.write("");
      entry.input.disabled = unsaid.input.checked && !entry.read();
      if (byHand) changed(0);
    };
    const help = row.help ? make("span", { class: "ntc-help" }, row.help) : null;
    const node = make("tr", {}, make("th", { scope: "row" }, make("span", {}, row.label), help), make("td", {}, entry.node, said), make("td", {}, unsaid.node));
    return { id: row.id, cell: { entry, said }, of: row.cells[VALUE], unsaid, tick, node };
  }

  return {
    node: make("div", { class: "ntc-scroll" }, node),
    typed: "cells",
    read: () =>
      Object.fromEntries(
        lines
          .map(({ id, cell, unsaid }) => {
            const value = cell.entry.read();
            return [id, { ...(value && { [VALUE]: value }), ...(unsaid.input.checked && { unsaid: TICKED }) }];
          })
          .filter(([, noted]) => Object.keys(noted).length),
      ),
    write: (raw) => {
      for (const { id, cell, unsaid, tick } of lines) {
        cell.entry.write(raw?.[id]?.[VALUE]);
        unsaid.input.checked = raw?.[id]?.unsaid === TICKED;
        tick(false);
      }
    },
    mark: (cells, typed) => {
      for (const { id, cell, of, unsaid } of lines) markEntry(cell, unsaid.input.checked ? { input: "choice" } : of, cells[id]?.[VALUE], typed);
    },
  };
}
