// A chain of air, drawn as one builds it: each element is put at its end, moved along it, given its model and one's own figures.
// Nothing is worked out: what is on the drawing is what was entered.
import { button, make, say } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { markEntry } from "../page/grid.js";
import { cellInput } from "../page/inputs.js";
import { wear } from "../page/sheets.js";

await wear("page/chain.css");

export const grouped = true;

export function control(spec, ids, changed) {
  const spoken = make("p", { class: "ntc-hidden", "aria-live": "polite" });
  const elements = spec.elements.map((one, rank) => element(one, `${ids.control}-${rank}`));
  const left = make("p", { class: "ntc-chain-left", role: "group", "aria-label": "À placer" }, ...elements.map(({ add }) => add));
  const list = make("ol", { class: "ntc-chain-line", "aria-label": "La chaîne, dans le sens de l’air" });
  const none = make("p", { class: "ntc-help" }, "La chaîne est vide : ajoutez un premier élément.");
  const node = make("div", { class: "ntc-chain" }, left, none, list, spoken);
  let order = [];

  function element({ id, label, symbol, boxes }, base) {
    const cells = boxes.map((box, rank) => {
      const said = make("span", { class: "ntc-cell-said", id: `${base}-${rank}-said` });
      const input = { id: `${base}-${rank}`, "aria-describedby": said.id };
      const entry = cellInput(box, input, changed);
      return { name: box.id, of: box, entry, said, node: make("div", { class: "ntc-chain-box" }, make("label", { for: input.id }, box.label), entry.node, said) };
    });
    const mover = (sign, verb, act) => button(sign, act, { class: "ntc-button", "aria-label": `${verb}${NBSP}: ${label}` });
    const back = mover("◀", "Avancer vers l’entrée", () => move(one, -1));
    const on = mover("▶", "Reculer vers la sortie", () => move(one, 1));
    const out = mover("Retirer", "Retirer", () => take(one, false));
    const add = button(`+ ${label}`, () => take(one, true), { class: "ntc-button" });
    const drawn = make("span", { class: "ntc-chain-symbol", "aria-hidden": "true", dataset: { symbol } });
    const body = make("div", { class: "ntc-chain-card" }, drawn, make("strong", {}, label), ...cells.map((cell) => cell.node), make("p", { class: "ntc-chain-ways" }, back, on, out));
    const one = { id, label, cells, back, on, add, node: make("li", { dataset: { key: id } }, body) };
    return one;
  }

  function take(one, isIn) {
    const rank = order.indexOf(one);
    order = isIn ? [...order, one] : order.filter((other) => other !== one);
    // What leaves the chain leaves what was entered for it: there is nothing to keep it with.
    if (!isIn) one.cells.forEach(({ entry }) => entry.write(""));
    lay();
    say(spoken, `${one.label}${NBSP}: ${isIn ? `place ${order.length}` : "hors de la chaîne"}`);
    const [next] = isIn ? elements.filter((other) => !order.includes(other)) : [one];
    (next?.add ?? order[Math.max(0, rank)]?.on)?.focus();
    changed(0);
  }

  function move(one, step) {
    const rank = order.indexOf(one);
    const place = rank + step;
    [order[rank], order[place]] = [order[place], order[rank]];
    lay();
    // The button that reached its end is disabled: the focus goes to its neighbour rather than to the page.
    const [pressed, other] = step < 0 ? [one.back, one.on] : [one.on, one.back];
    (pressed.disabled ? other : pressed).focus();
    say(spoken, `${one.label}${NBSP}: place ${place + 1} sur ${order.length}`);
    changed(0);
  }

  // The nodes that stay are not taken out of the page: whoever types in one keeps the cursor.
  function lay() {
    for (const child of [...list.children]) if (!order.some((one) => one.node === child)) child.remove();
    order.forEach(({ node: child }, rank) => list.children[rank] === child || list.insertBefore(child, list.children[rank] ?? null));
    for (const one of elements) {
      one.add.hidden = order.includes(one);
      one.back.disabled = one === order[0];
      one.on.disabled = one === order.at(-1);
    }
    none.hidden = order.length > 0;
    left.hidden = order.length === elements.length;
  }

  const filled = ({ cells }) => cells.map(({ name, entry }) => [name, entry.read()]).filter(([, text]) => text !== "");
  const place = (raw, { id }) => Number(raw[id].place) || elements.length;
  return {
    node,
    typed: "cells",
    read: () => Object.fromEntries(order.map((one, rank) => [one.id, { place: String(rank + 1), ...Object.fromEntries(filled(one)) }])),
    write: (raw) => {
      order = elements.filter(({ id }) => raw?.[id]).sort((one, other) => place(raw, one) - place(raw, other));
      for (const { id, cells } of elements) for (const { name, entry } of cells) entry.write(raw?.[id]?.[name]);
      lay();
    },
    mark: (told, typed) => {
      for (const { id, cells } of order) for (const cell of cells) markEntry(cell, cell.of, told[id]?.[cell.name], typed);
    },
  };
}
