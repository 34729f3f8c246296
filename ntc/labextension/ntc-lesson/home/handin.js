// Handing in: what is saved is read over, then handed in; the receipt, and what was handed in before.
import { button, heading, make } from "../page/dom.js";
import { NBSP, withMoments } from "../page/french.js";
import { address, downloadFile, openFile } from "./links.js";

export function handIn(page, { id, assignment, since }, open) {
  if (open.assignment === assignment) return open.step === "review" ? review(page, assignment, open) : receipt(page, open);
  const start = button(since.label, () => page.send({ action: "review", assignment }), {
    class: "ntc-home-main",
    id: `ntc-home-handin-${id}`,
  });
  const told = make("p", { class: "ntc-home-since", dataset: { changed: since.changed } }, withMoments(since.text));
  return make("div", {}, since.text ? told : null, make("p", { class: "ntc-home-buttons" }, start));
}

function panel(title, ...children) {
  return make(
    "div",
    { class: "ntc-home-panel", role: "region", "aria-labelledby": "ntc-home-panel" },
    make("h3", { id: "ntc-home-panel", tabindex: "-1" }, title),
    ...children,
  );
}

function review(page, assignment, { summary, lessons, advice, reminder }) {
  return panel(
    `Avant de rendre${NBSP}: ce qui est enregistré`,
    make("p", {}, summary),
    advice ? make("p", {}, advice) : null,
    ...lessons.map((lesson) => reviewed(page, lesson)),
    make("p", {}, reminder),
    make(
      "p",
      { class: "ntc-home-buttons" },
      button("Confirmer et rendre", () => page.send({ action: "submit", assignment }), {
        class: "ntc-home-main",
        id: "ntc-home-confirm",
      }),
      button("Revenir sans rendre", () => page.send({ action: "cancel" })),
    ),
  );
}

function reviewed(page, lesson) {
  if (lesson.problem) return make("p", {}, make("strong", {}, lesson.title), make("br"), lesson.problem);
  const heads = ["Exercice", "État", "Enregistré"].map(heading);
  return make(
    "table",
    { class: "ntc-home-table" },
    make("caption", {}, lesson.title),
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...lesson.exercises.map((exercise) => exerciseRow(page, exercise))),
  );
}

// Each remark leads to its field; an exercise that is not begun, to its first one.
function exerciseRow(page, { id, state, title, words, details, saved, path, field }) {
  const link = (to, text) => make("a", { href: address("lab/tree", path), on: { click: (event) => page.open(event, path, to) } }, text);
  return make(
    "tr",
    { dataset: { exercise: id, state } },
    make("th", { scope: "row" }, link(field, title)),
    make(
      "td",
      {},
      make("span", { class: "ntc-home-mark", dataset: { state } }, words),
      ...details.map((detail) => make("span", { class: "ntc-home-detail" }, link(detail.field, detail.text))),
    ),
    make("td", {}, withMoments(saved) || "—"),
  );
}

function receipt(page, { title, lines, seals, archive, archiveName, page: paper }) {
  const sealed = seals.flatMap((one) => [make("dt", {}, one.title), make("dd", {}, make("code", {}, one.seal))]);
  return panel(
    withMoments(title),
    ...lines.map((line) => make("p", {}, line)),
    make("dl", { class: "ntc-home-seals" }, ...sealed),
    make(
      "p",
      { class: "ntc-home-buttons" },
      downloadFile(archive, `Télécharger ${archiveName}`, "ntc-home-button ntc-home-main"),
      openFile(paper, "Ouvrir le reçu", "ntc-home-button"),
      button("Fermer", () => page.send({ action: "cancel" })),
    ),
  );
}

/** What was handed in before. */
export function handedIn(activity) {
  if (!activity.handedIn.length) return null;
  const items = activity.handedIn.map((past) =>
    make("li", {}, withMoments(past.label), " ", openFile(past.page, "reçu"), " · ", downloadFile(past.archive, "travail remis (zip)")),
  );
  return make(
    "details",
    { class: "ntc-home-list" },
    make("summary", {}, `Mes remises (${activity.handedIn.length})`),
    make("ul", {}, ...items),
  );
}
