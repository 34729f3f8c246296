// One filter per nature of column: what it holds, and the inputs that set it.
import { make, say } from "../page/dom.js";
import { fromDateInput, NBSP, number, readNumber, toDateInput } from "../page/french.js";
import { dated } from "./words.js";

const FEW = 14;
const SUGGESTED = 400;

export function newFilter(column, index) {
  const open = { low: null, high: null, unread: {} };
  if (column.kind === "number") return { index, type: "range", ...open };
  if (dated(column)) return { index, type: "dates", ...open };
  if (column.words.length <= FEW) return { index, type: "choice", chosen: new Set() };
  return { index, type: "words", text: "" };
}

/** The inputs of a filter; `done` is told of each change. */
export function inputsOf(filter, column, id, done) {
  return INPUTS[filter.type](filter, column, id, done);
}

const INPUTS = {
  choice: (filter, column, id, done) =>
    column.words.map((word, rank) => {
      const box = make("input", { type: "checkbox", id: `${id}-${rank}` });
      box.checked = filter.chosen.has(rank);
      box.addEventListener("change", () => {
        filter.chosen[box.checked ? "add" : "delete"](rank);
        done();
      });
      return make("label", { for: box.id, class: "ntc-x-check" }, box, word || "(vide)");
    }),
  words: (filter, column, id, done) => {
    const input = make("input", { type: "search", id, list: `${id}-words`, autocomplete: "off" });
    input.value = filter.text;
    input.addEventListener("input", () => {
      filter.text = input.value;
      done();
    });
    const words = column.words.slice(0, SUGGESTED).map((word) => make("option", { value: word }));
    return [make("label", { for: id }, "contient"), input, make("datalist", { id: `${id}-words` }, ...words)];
  },
  dates: (filter, column, id, done) =>
    sides("du", "au", filter, done, (side) => {
      const input = make("input", { type: "date", id: `${id}-${side}` });
      if (filter[side] !== null) input.value = toDateInput(filter[side]);
      const read = () => (input.validity.badInput ? NaN : fromDateInput(input.value));
      // A date is whole only once it is left: its browser tells nothing of the half of one before.
      return { input, read, event: "blur", unread: () => "date incomplète" };
    }),
  range: (filter, column, id, done) =>
    sides("de", "à", filter, done, (side) => {
      const input = make("input", { type: "text", inputmode: "decimal", id: `${id}-${side}`, size: "9" });
      if (filter[side] !== null) input.value = number(filter[side] / column.scale, column.places);
      const typed = () => readNumber(input.value, column.unit);
      const read = () => (typed() === null ? null : Math.round(typed() * column.scale));
      const unread = () => `«${NBSP}${input.value.trim()}${NBSP}» n’est pas compris${NBSP}: écrivez par exemple ${number(1234.5, 1)}`;
      return { input, read, event: "input", unread };
    }),
};

/** Two inputs with their labels, from and to; what cannot be read is said beside it, and by the filter. */
function sides(from, to, filter, done, build) {
  const bounds = [["low", from], ["high", to]].map(([side, label]) => ({ side, label, ...build(side) }));
  const crossed = () => filter.low !== null && filter.high !== null && filter.low > filter.high;
  const judge = () => {
    for (const { side, input, said, unread } of bounds) {
      const wrong = filter.unread[side] || (side === "high" && crossed());
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      say(said, filter.unread[side] ? unread() : wrong ? `plus petit que le début${NBSP}: rien n’est gardé` : "");
    }
  };
  for (const bound of bounds) {
    bound.said = make("span", { class: "ntc-x-said", id: `${bound.input.id}-said`, "aria-live": "polite" });
    bound.input.setAttribute("aria-describedby", bound.said.id);
    const take = () => {
      const value = bound.read();
      const [unread, known] = Number.isNaN(value) ? [true, null] : [false, value];
      const same = unread === Boolean(filter.unread[bound.side]) && known === filter[bound.side];
      filter.unread[bound.side] = unread;
      filter[bound.side] = known;
      judge();
      // What is drawn again under a click that left the box would never be clicked.
      if (!same) done();
    };
    bound.input.addEventListener("change", take);
    bound.input.addEventListener(bound.event, take);
  }
  judge();
  return bounds.flatMap(({ input, label, said }) => [make("label", { for: input.id }, label), input, said]);
}
