// The one place where elements are made: what somebody typed becomes text, never markup.

/** Build an element: attributes (`on` and `dataset` hold several), then children; what is absent is left out. */
export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") Object.entries(value).forEach(([event, act]) => node.addEventListener(event, act));
    else if (key === "dataset") Object.assign(node.dataset, value);
    else if (isThere(value)) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => isThere(child) && child !== ""));
  return node;
}

function isThere(value) {
  return value !== null && value !== undefined && value !== false;
}

/** A button that does something, and sends no form. */
export function button(label, act, attributes = {}) {
  return make("button", { type: "button", ...attributes, on: { click: act } }, label);
}

/** The head of a column; of one without a name, a cell that says nothing. */
export function heading(text) {
  return text ? make("th", { scope: "col" }, text) : make("td");
}

/** A table to read: its heads, and rows whose first cell names the row. */
export function table({ caption, heads, rows }) {
  return make(
    "table",
    {},
    caption ? make("caption", {}, caption) : null,
    make("thead", {}, make("tr", {}, ...heads.map(heading))),
    make(
      "tbody",
      {},
      ...rows.map(([name, ...cells]) =>
        make("tr", {}, make("th", { scope: "row" }, name), ...cells.map((cell) => make("td", {}, cell))),
      ),
    ),
  );
}

/** Say something where it is read aloud; an unchanged live region must not be read out again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Set an attribute; the page is styled again for one that is set anew, even to what it was. */
export function put(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/** Hide a node or show it, if it is not so already. */
export function hide(node, hidden) {
  if (node.hidden !== Boolean(hidden)) node.hidden = hidden;
}

/** What is typed in a part of ours stays there. JupyterLab takes keys for its commands from whatever has the focus unless
 * that very element says this; and inside a cell it cancels a new line, and the undoing and doing again of what is typed. */
export function keepKeys(root) {
  root.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
  root.addEventListener("beforeinput", (event) => event.stopPropagation(), true);
}

/** An id that nothing else on the page bears. */
export function unique(prefix) {
  return `${prefix}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
}
