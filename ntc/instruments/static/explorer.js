// The explorer in a lesson. What it shows is in table.js, placed before this by explorer.py.
// The tables come after the rest of the lesson: they are asked for, and the explorer opens when they are there.

function render({ model, el }) {
  if (model.get("tables").length) {
    explore(model.get("tables"), el);
    return;
  }
  const waiting = make("p", { class: "ntc-explorer ntc-x-waiting" }, "Les tableaux arrivent…");
  el.append(waiting);
  model.on("change:tables", () => {
    waiting.remove();
    explore(model.get("tables"), el);
  });
  model.send("open");
}

export default { render };
