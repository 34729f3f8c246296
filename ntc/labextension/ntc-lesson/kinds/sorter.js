// A table to explore, each line of which is sorted by a choice: in the table, then listed below under each choice.
import { arriving } from "../explorer/arriving.js";
import { choosing } from "../explorer/picking.js";
import { button, make } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { wear } from "../page/sheets.js";

await Promise.all([wear("widgets/explorer.css"), wear("page/picker.css")]);

export const grouped = true;

export function control(spec, ids, changed, model) {
  const places = new Map();
  const labels = new Map(spec.options);
  const code = (line) => spec.items[line][0];
  const picking = choosing({
    head: "Tri",
    name: (line) => spec.items[line][1],
    options: spec.options,
    chosen: (line) => places.get(code(line)) ?? spec.left,
    choose: (line, choice) => put(code(line), choice),
  });
  const table = make("div");
  const lists = make("div", { class: "ntc-sorter-lists" });
  const node = make("div", { class: "ntc-picker" }, table, lists);
  const giveUp = arriving(model, table, spec.owner.split("/")[0], picking);

  function put(one, choice) {
    if (choice === spec.left) places.delete(one);
    else places.set(one, choice);
    show();
    changed(0);
  }

  function giveBack(one) {
    const rank = [...lists.querySelectorAll("button")].findIndex((each) => each.dataset.of === one);
    put(one, spec.left);
    const left = lists.querySelectorAll("button");
    // The next one is at hand, else the table.
    (left[Math.min(rank, left.length - 1)] ?? table.querySelector(".ntc-x-frame"))?.focus();
  }

  function line([one, label]) {
    const back = button("Remettre", () => giveBack(one), { class: "ntc-button", "aria-label": `Remettre${NBSP}: ${label}`, dataset: { of: one } });
    return make("li", {}, make("span", {}, label), back);
  }

  function show() {
    const sorted = spec.options
      .map(([choice, label]) => [label, spec.items.filter(([one]) => places.get(one) === choice)])
      .filter(([, there]) => there.length);
    lists.replaceChildren(
      ...sorted.flatMap(([label, there]) => [
        make("p", { class: "ntc-picker-count" }, `${label}${NBSP}: ${there.length}`),
        make("ul", { class: "ntc-picker-list" }, ...there.map(line)),
      ]),
    );
    picking.show(table);
  }

  return {
    node,
    read: () => Object.fromEntries(spec.items.filter(([one]) => places.has(one)).map(([one]) => [one, places.get(one)])),
    write: (raw) => {
      places.clear();
      for (const [one] of spec.items) if (labels.has(raw?.[one]) && raw[one] !== spec.left) places.set(one, raw[one]);
      show();
    },
    words: () => Object.fromEntries([...places].map(([one, choice]) => [one, labels.get(choice)])),
    stop: giveUp,
  };
}
