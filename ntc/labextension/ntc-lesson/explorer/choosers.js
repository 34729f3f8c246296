// What one chooses with above a table: a list with its label, a box to tick.
import { make } from "../page/dom.js";

export function select(label, id, entries, chosen) {
  const control = make("select", { id }, ...entries.map(([key, text]) => make("option", { value: key }, text)));
  control.value = chosen;
  return { control, box: make("div", { class: "ntc-x-tool" }, make("label", { for: id }, label), control) };
}

export function box(label, id, changed) {
  const control = make("input", { type: "checkbox", id, on: { change: () => changed(control.checked) } });
  return { control, box: make("label", { for: id, class: "ntc-x-check" }, control, label) };
}
