// One filter per nature of column: what it holds, and the inputs that set it.
import { make } from "../page/dom.js";
import { fromDateInput, number, readNumber, toDateInput } from "../page/french.js";
import { dated } from "./words.js";

const FEW = 14;
const SUGGESTED = 400;

export function newFilter(column, index) {
  if (column.kind === "number") return { index, type: "range", low: null, high: null };
  if (dated(column)) return { index, type: "dates", low: null, high: null };
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
    sides("du", "au", (side) => {
      const input = make("input", { type: "date", id: `${id}-${side}` });
      if (filter[side] !== null) input.value = toDateInput(filter[side]);
      input.addEventListener("change", () => {
        filter[side] = fromDateInput(input.value);
        done();
      });
      return input;
    }),
  range: (filter, column, id, done) =>
    sides("de", "à", (side) => {
      const input = make("input", { type: "text", inputmode: "decimal", id: `${id}-${side}`, size: "9" });
      if (filter[side] !== null) input.value = number(filter[side] / column.scale, column.places);
      input.addEventListener("input", () => {
        const typed = readNumber(input.value);
        input.setAttribute("aria-invalid", String(Number.isNaN(typed)));
        filter[side] = typed === null || Number.isNaN(typed) ? null : Math.round(typed * column.scale);
        done();
      });
      return input;
    }),
};

/** Two inputs with their labels: from, to. */
function sides(from, to, build) {
  return [["low", from], ["high", to]].flatMap(([side, label]) => {
    const input = build(side);
    return [make("label", { for: input.id }, label), input];
  });
}
