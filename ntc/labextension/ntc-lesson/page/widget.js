// Where each widget of the course begins: Python sends the name of one, what it shows is in the file of that name.
import { keepKeys } from "./dom.js";
import { wear } from "./sheets.js";

/** Fetch what a widget is made of; a lesson does so for its fields while their kernel is still starting. */
export async function fetchWidget(name) {
  const sheets = Promise.all([wear("page/tokens.css"), wear(`widgets/${name}.css`)]);
  const module = await import(`../widgets/${name}.js`);
  await sheets;
  return module;
}

/** Draw the view of a widget; what it returns undoes it. */
export async function render(view) {
  keepKeys(view.el);
  const module = await fetchWidget(view.model.get("_page"));
  // The cell may have been run again meanwhile.
  return view.signal?.aborted ? undefined : module.render(view);
}
