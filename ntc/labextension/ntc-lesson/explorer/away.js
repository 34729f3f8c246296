// What is shown, taken away: copied as text, or opened in a spreadsheet as a file that the kernel writes.
import { button, make, unique } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { forSheet } from "./words.js";

const SAID = 2500;
const PATIENCE = 30000;
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The two buttons; `shown` gives the table as it is at the moment, `ask` has the kernel write its file. */
export function takeAway(shown, ask) {
  const copy = button("Copier pour le tableur", () => said(copy, copied(shown())));
  const open = button("Ouvrir dans le tableur", () => said(open, downloaded(shown(), ask), "Le fichier se prépare…"));
  return [open, copy];
}

/** How the explorer of a widget asks its kernel for a file: resolves to its name and its bytes. */
export function asking(model) {
  return (what) =>
    new Promise((resolve, reject) => {
      const ticket = unique("file");
      const late = setTimeout(() => done(reject), PATIENCE);
      const answered = (message, buffers) => {
        if (message.taken === ticket) done(() => resolve({ name: message.name, bytes: buffers[0] }));
      };
      const done = (settle) => {
        clearTimeout(late);
        model.off("msg:custom", answered);
        settle();
      };
      model.on("msg:custom", answered);
      model.send({ take: ticket, ...what });
    });
}

async function downloaded(shown, ask) {
  try {
    const { name, bytes } = await ask(shown.group === undefined ? kept(shown) : grouped(shown));
    const address = URL.createObjectURL(new Blob([bytes], { type: TYPE }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
    return `Téléchargé${NBSP}: ouvrez «${NBSP}${name}${NBSP}»`;
  } catch {
    return `Le cours ne répond pas${NBSP}: réessayez`;
  }
}

function kept({ id, rows }) {
  return { id, lines: rows.map(({ line }) => line) };
}

// Numbers as they are, no longer as whole numbers of their last decimal place.
function grouped({ id, group, caption, heads, kinds, rows }) {
  return {
    id,
    group,
    caption,
    columns: kinds.map(({ kind, unit, places }, index) => ({ label: heads[index], kind, unit, places })),
    rows: rows.map((row) => row.map((value, index) => (typeof value === "number" ? value / kinds[index].scale : value))),
  };
}

async function copied({ heads, kinds, rows }) {
  const lines = [heads, ...rows.map((row) => row.map((value, index) => forSheet(value, kinds[index])))];
  try {
    await navigator.clipboard.writeText(lines.map((line) => line.join("\t")).join("\n"));
    return `Copié${NBSP}: collez dans le tableur`;
  } catch {
    return "Copie refusée par le navigateur";
  }
}

async function said(source, doing, meanwhile) {
  const label = source.textContent;
  source.disabled = true;
  if (meanwhile) source.textContent = meanwhile;
  source.textContent = await doing;
  source.disabled = false;
  setTimeout(() => { source.textContent = label; }, SAID);
}
