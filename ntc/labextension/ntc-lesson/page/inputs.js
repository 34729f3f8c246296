// The inputs that an answer is entered in, alone or in the cell of a grid: `read` gives what is entered, `write` sets it,
// `enter` takes what is pasted.
import { make } from "./dom.js";
import { plain } from "./french.js";

export const PAUSE = 400; // ms without a keystroke before an answer is sent

/** Set what is in a box, and leave the cursor of who is in it where it was in the text. */
export function rewrite(box, raw) {
  const text = typeof raw === "string" ? raw : "";
  const before = box.value;
  if (text === before) return;
  const places = [box.selectionStart, box.selectionEnd];
  box.value = text;
  if (document.activeElement !== box) return;
  let differs = 0;
  while (differs < before.length && before[differs] === text[differs]) differs += 1;
  const moved = (place) => (place <= differs ? place : Math.max(differs, place + text.length - before.length));
  box.setSelectionRange(...places.map(moved));
}

/** A text input for a number or a date, with its unit beside it. */
export function textInput(entry, attributes, changed) {
  const keydown = (event) => event.key === "Enter" && changed(0);
  const input = make("input", {
    ...attributes,
    type: "text",
    class: "ntc-input",
    inputmode: entry.input === "number" ? "decimal" : "text",
    autocomplete: "off",
    spellcheck: "false",
    on: { input: () => changed(PAUSE), keydown },
  });
  return {
    node: make("span", { class: "ntc-entry" }, input, entry.unit ? make("span", { class: "ntc-unit" }, entry.unit) : null),
    input,
    read: () => input.value,
    write: (raw) => rewrite(input, raw),
    enter: (text) => (input.value = text),
  };
}

/** A list to choose one option from. */
export function selectInput(options, attributes, changed) {
  const input = make(
    "select",
    { ...attributes, class: "ntc-select", on: { change: () => changed(0) } },
    make("option", { value: "" }, "à choisir"),
    ...options.map(([value, label]) => make("option", { value }, label)),
  );
  return {
    node: input,
    input,
    read: () => input.value,
    write: (raw) => (input.value = options.some(([value]) => value === raw) ? raw : ""),
    // A label that is pasted chooses its option.
    enter: (text) => (input.value = options.find(([, label]) => plain(label) === plain(text))?.[0] ?? input.value),
  };
}

/** What a cell of a grid is entered in. */
export function cellInput(entry, attributes, changed) {
  return entry.input === "choice" ? selectInput(entry.options, attributes, changed) : textInput(entry, attributes, changed);
}

/** A radio button or a box to tick, with its label. */
export function optionInput(type, { name, rank, value, label }, onchange) {
  const input = make("input", { type, id: `${name}-${rank}`, name, value, on: { change: onchange } });
  return { node: make("label", { class: "ntc-option", for: input.id }, input, make("span", {}, label)), input };
}
