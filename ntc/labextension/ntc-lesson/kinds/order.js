// Options to put in order, each with a button to move it up and one to move it down.
import { button, make, say } from "../page/dom.js";
import { NBSP } from "../page/french.js";

export const grouped = true;

export function control(spec, ids, changed) {
  const list = make("ol", { class: "ntc-order" });
  const spoken = make("p", { class: "ntc-hidden", "aria-live": "polite" });
  const keep = button("Garder cet ordre", keepAsItIs, { class: "ntc-button" });
  let touched = false;

  const rows = spec.options.map(([key, label]) => {
    const mover = (sign, verb, step) =>
      button(sign, () => move(row, step), { class: "ntc-button", "aria-label": `${verb}${NBSP}: ${label}` });
    const row = { key, label, up: mover("↑", "Monter", -1), down: mover("↓", "Descendre", 1) };
    row.node = make("li", { dataset: { key } }, make("span", { class: "ntc-order-label" }, label), row.up, row.down);
    return row;
  });

  function move({ node, up, down, label }, step) {
    const places = [...list.children];
    const place = places.indexOf(node) + step;
    if (step < 0) places[place].before(node);
    else places[place].after(node);
    limits();
    // The button that reached its end is disabled: the focus goes to its neighbour rather than to the page.
    const [pressed, other] = step < 0 ? [up, down] : [down, up];
    (pressed.disabled ? other : pressed).focus();
    say(spoken, `${label}${NBSP}: place ${place + 1} sur ${places.length}`);
    touch();
    changed(0);
  }
  function touch() {
    touched = true;
    keep.hidden = true;
  }
  function limits() {
    rows.forEach((row) => {
      row.up.disabled = row.node === list.firstElementChild;
      row.down.disabled = row.node === list.lastElementChild;
    });
  }
  function keepAsItIs() {
    touch();
    list.querySelector("button:enabled").focus();
    changed(0);
  }
  return {
    node: make("div", {}, list, keep, spoken),
    read: () => (touched ? [...list.children].map((node) => node.dataset.key) : []),
    write: (raw) => {
      touched = Array.isArray(raw) && raw.length === rows.length;
      keep.hidden = touched;
      const rank = (row) => (touched ? raw.indexOf(row.key) : 0);
      list.replaceChildren(...[...rows].sort((a, b) => rank(a) - rank(b)).map((row) => row.node));
      limits();
    },
  };
}
