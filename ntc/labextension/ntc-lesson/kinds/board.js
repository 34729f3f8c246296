// Cards to place in columns: dragged, or chosen, which shows under the card where it can go. Keys do all of it: up and
// down go from card to card, Enter opens one, the arrows go through its columns, Enter places it, Escape leaves it there.
import { button, make, say } from "../page/dom.js";
import { dragging } from "../page/dragging.js";
import { counted, NBSP } from "../page/french.js";
import { wear } from "../page/sheets.js";

await wear("page/board.css");

const NOWHERE = ["", "À placer"];
const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

export const grouped = true;

export function control(spec, ids, changed) {
  const spoken = make("p", { class: "ntc-hidden", "aria-live": "polite" });
  const places = [NOWHERE, ...spec.options].map(([id, label], rank) => place(spec, id, label, `${ids.control}-${rank}`));
  const [tray, ...columns] = places;
  const cards = spec.items.map(([id, label], rank) => card(id, label, spec.details[id], rank));
  tray.list.append(...cards.map((one) => one.node));
  const inside = make("div", { class: "ntc-board-columns" }, ...columns.map(({ node }) => node));
  inside.style.setProperty("--ntc-board-across", across(columns.length - (spec.outside ? 1 : 0)));
  const node = make("div", { class: "ntc-board", on: { keydown: key } }, tray.node, inside, spoken);
  dragging(node, (id, to) => moveTo(cards.find((one) => one.id === id), placeOf(to)));

  function card(id, label, detail, rank) {
    const choose = button(label, (event) => toggle(one, event.detail === 0), { class: "ntc-card-choose ntc-on-paper", "aria-expanded": "false" });
    if (detail) choose.append(make("small", {}, detail));
    const grip = make("span", { class: "ntc-card-grip", "aria-hidden": "true" }, "⠿");
    const one = { id, label, rank, choose, place: tray, menu: null };
    one.node = make("li", { class: "ntc-card", dataset: { card: id } }, grip, choose);
    return one;
  }

  function placeOf(id) {
    return places.find((one) => one.id === id) ?? tray;
  }

  function toggle(one, byKey) {
    const opened = Boolean(one.menu);
    close();
    if (opened) return;
    const ways = [...columns, tray].filter((to) => to !== one.place);
    one.menu = make(
      "div",
      { class: "ntc-card-ways", role: "group", "aria-label": `Placer «${NBSP}${one.label}${NBSP}»` },
      ...ways.map((to) => button(to.label, (event) => moveTo(one, to, event.detail === 0), { class: "ntc-button" })),
    );
    one.choose.setAttribute("aria-expanded", "true");
    one.node.append(one.menu);
    if (byKey) one.menu.firstElementChild.focus();
    one.node.scrollIntoView({ block: "nearest" });
  }

  function close() {
    const open = cards.find((one) => one.menu);
    open?.menu.remove();
    open?.choose.setAttribute("aria-expanded", "false");
    if (open) open.menu = null;
    return open;
  }

  function moveTo(one, to, byKey = false) {
    close();
    if (one.place === to) return;
    const next = one.node.nextElementSibling ?? one.node.previousElementSibling ?? one.node;
    put(one, to);
    recount();
    say(spoken, `${one.label}${NBSP}: ${to.label}, ${counted(held(to).length, "carte")}`);
    // Who goes by keys has the next card at hand; the button that was pressed is gone in any case.
    (byKey ? next : one.node).querySelector("button").focus({ preventScroll: !byKey });
    changed(0);
  }

  // Cards stand in a column in the order in which they are given, whoever placed them first.
  function put(one, to) {
    one.place = to;
    const after = held(to).find((other) => other.rank > one.rank);
    to.list.insertBefore(one.node, after?.node ?? null);
  }

  function held(to) {
    return cards.filter((one) => one.place === to);
  }

  function recount() {
    for (const one of places) one.count(held(one).length);
  }

  function key(event) {
    if (event.key === "Escape") {
      close()?.choose.focus();
      return;
    }
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const ways = event.target.closest(".ntc-card-ways");
    const among = ways ? [...ways.children] : [...node.querySelectorAll(".ntc-card-choose")];
    event.preventDefault();
    among[(among.indexOf(event.target) + step + among.length) % among.length].focus();
  }

  return {
    node,
    read: () => Object.fromEntries(cards.filter((one) => one.place !== tray).map((one) => [one.id, one.place.id])),
    write: (raw) => {
      for (const one of cards) {
        const to = placeOf(raw?.[one.id]);
        // A card that stays keeps the focus.
        if (one.place !== to) put(one, to);
      }
      recount();
    },
  };
}

/** A column, or the tray: its name, how many cards it holds, and their list. */
function place(spec, id, label, headId) {
  const wanted = spec.wanted[id];
  const told = make("span", { class: "ntc-board-count" });
  const list = make("ul", { class: "ntc-board-cards", "aria-labelledby": headId });
  const kind = { [spec.outside]: "outside", "": "tray" }[id] ?? "column";
  const head = make("p", { id: headId, class: "ntc-board-head" }, label, " ", told);
  const node = make("div", { class: `ntc-board-place ntc-board-${kind}`, dataset: { place: id } }, head, list);
  const count = (number) => {
    say(told, wanted === undefined ? counted(number, "carte") : `${number} sur ${wanted}`);
    node.dataset.over = String(number > wanted);
    list.hidden = kind === "tray" && number === 0;
  };
  return { id, label, node, list, count };
}

// A SWOT is a square: four columns stand two by two.
function across(count) {
  return count === 4 ? 2 : Math.min(count, 3);
}
