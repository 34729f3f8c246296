// Lines of a table that one keeps: a box to tick before each of them, wherever it is sorted to.
import { make } from "../page/dom.js";

export function pickHead() {
  return make("th", { scope: "col" }, "Garder");
}

/** `picking` names a line, says whether it is kept, and is told when its box changes. */
export function pickCell(picking, line) {
  const box = make("input", { type: "checkbox", "aria-label": `Garder ${picking.name(line)}`, dataset: { line } });
  box.checked = picking.has(line);
  box.addEventListener("change", () => picking.turn(line, box.checked));
  return make("td", { class: "ntc-x-pick" }, box);
}

/** The boxes in view follow what is kept, whoever changed it. */
export function showPicked(root, picking) {
  for (const box of root.querySelectorAll("input[data-line]")) box.checked = picking.has(Number(box.dataset.line));
}
