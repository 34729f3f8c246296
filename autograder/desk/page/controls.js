// What the desk's pages are pressed, filled and unfolded with.
import { button, make, table } from "../../lab/extensions/ntc-lesson/page/dom.js";

/** A button that cannot be pressed yet stays where it is, and says why. */
export function pressed({ id, label, main = false, why = "" }, act) {
  const node = button(label, () => (why ? null : act()), {
    id,
    class: main ? "main" : null,
    "aria-disabled": why ? "true" : null,
    "aria-describedby": why ? `${id}-why` : null,
  });
  return make("span", { class: "step" }, node, why ? make("span", { class: "why", id: `${id}-why` }, why) : null);
}

/** Ask before doing; `more` are nodes under the text. */
export function asked(label, text, act, more = []) {
  const yes = button(label, () => (dialog.close(), act()), { class: "main" });
  const no = button("Laisser", () => dialog.close());
  const dialog = make(
    "dialog",
    { "aria-label": label, on: { close: () => dialog.remove() } },
    make("p", {}, text),
    ...more,
    make("p", { class: "buttons" }, yes, no),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Choose files; each choice is taken at once. `main`: it is what comes next. */
export function picker({ id, label, accept = null, multiple = false, main = false }, take) {
  const change = () => {
    const files = [...input.files];
    input.value = ""; // a file that was corrected since can be chosen again
    if (files.length) take(files);
  };
  const input = make("input", { type: "file", id: `files-${id}`, accept, multiple, on: { change } });
  // The browser's own button speaks the browser's language: the label is the button.
  return make("p", { class: "picker" }, input, make("label", { for: input.id, class: main ? "main" : null }, label));
}

/** Have files dropped anywhere on a node taken. */
export function dropped(node, take) {
  const leave = () => node.classList.remove("over");
  node.addEventListener("dragleave", leave);
  node.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    node.classList.add("over");
  });
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    leave();
    take([...event.dataTransfer.files]);
  });
}

/** What is there when asked for; nothing of an empty list. */
export function folded(id, label, found, content) {
  return found.length ? make("details", { id }, make("summary", {}, label), content(found)) : null;
}

/** A table that scrolls by itself where the screen is narrow. */
export function wide(label, heads, rows) {
  const content = table({ heads, rows });
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": label }, content);
}

/** A control under its label. */
export function labelled(text, control) {
  return make("p", { class: "labelled" }, make("label", { for: control.id }, text), control);
}

export function list(lines, attributes = {}) {
  return make("ul", attributes, ...lines.map((line) => make("li", {}, line)));
}
