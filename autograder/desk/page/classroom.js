// The class: its list, its activities, its sheets.
import { button, make, table } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { address } from "./api.js";

/** The nodes of the page, from what the server tells of the class. */
export function classroom(state, follower) {
  return [classList(state.class, follower), ...state.activities.map((one) => activity(one, follower)), sheets(state.sheets, follower)];
}

function classList({ told, state }, follower) {
  return make(
    "section",
    { "aria-label": "La classe", class: "class" },
    make("p", { class: state === "fault" ? "fault" : null }, told),
    picker("class", "Déposer la liste de la classe…", ".csv,.txt", false, (files) => follower.take(files, "")),
  );
}

function activity(one, follower) {
  const id = `activity-${one.assignment}`;
  const node = make(
    "section",
    { class: "activity", "aria-labelledby": id, dataset: { assignment: one.assignment } },
    make("h2", { id }, one.title),
    make("ul", { class: "told", "aria-label": "Où en est cette activité" }, ...one.told.map((text) => make("li", {}, text))),
    ...one.faults.map((text) => make("p", { class: "fault" }, text)),
    make("div", { class: "buttons" }, ...steps(one, follower)),
    picker(one.assignment, "Déposer des travaux reçus (zip)…", "", true, (files) => follower.take(files, one.assignment)),
    one.bundle ? make("p", {}, make("a", { href: address(one.bundle), download: true }, "Retours à déposer sur la plateforme (zip)")) : null,
    one.tomorrow ? make("p", {}, make("a", { href: `#demain/${encodeURIComponent(one.assignment)}` }, "Demain matin : ce qui est acquis, ce qui est à reprendre")) : null,
    folded(`${id}-looks`, `À regarder (${one.looks.length})`, one.looks.length, () => looks(one.looks)),
    one.missing.length ? make("p", { class: "missing" }, make("b", {}, "Pas encore rendu : "), one.missing.join(", ")) : null,
    folded(`${id}-people`, "Qui en est où", one.people.length, () => people(one)),
  );
  dropped(node, (files) => follower.take(files, one.assignment));
  return node;
}

function steps(one, follower) {
  const made = one.buttons.map((step) => {
    const act = () => (step.ask ? asked(step, () => follower.run(step.action, one.assignment, step.again)) : follower.run(step.action, one.assignment));
    return pressed(`${one.assignment}-${step.action}`, step.label, step.main, step.why, act);
  });
  const { label, told, enabled, main } = one.mark;
  const open = () => (location.hash = `noter/${encodeURIComponent(one.assignment)}`);
  made.splice(4, 0, pressed(`${one.assignment}-mark`, told ? `${label} (${told})` : label, main, enabled ? "" : "Aucune copie n’est encore corrigée.", open));
  return made;
}

// A button that cannot be pressed yet stays where it is, and says why.
function pressed(id, label, main, why, act) {
  const reason = why ? make("span", { class: "why", id: `${id}-why` }, why) : null;
  const node = button(label, () => (why ? null : act()), {
    id,
    class: main ? "main" : null,
    "aria-disabled": why ? "true" : null,
    "aria-describedby": why ? `${id}-why` : null,
  });
  return make("span", { class: "step" }, node, reason);
}

function asked({ label, ask }, act) {
  const close = () => dialog.remove();
  const yes = button(label, () => (close(), act()), { class: "main" });
  const dialog = make("dialog", { "aria-label": label, on: { close } }, make("p", {}, ask), make("p", { class: "buttons" }, yes, button("Laisser", () => dialog.close())));
  document.body.append(dialog);
  dialog.showModal();
}

function picker(id, label, accept, multiple, take) {
  const input = make("input", { type: "file", id: `files-${id}`, accept: accept || null, multiple, on: { change: () => input.files.length && take([...input.files]) } });
  return make("p", { class: "picker" }, make("label", { for: `files-${id}` }, label), input);
}

function dropped(node, take) {
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    node.classList.add("over");
  };
  node.addEventListener("dragover", over);
  node.addEventListener("dragleave", () => node.classList.remove("over"));
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    node.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
}

function folded(id, label, count, content) {
  return count ? make("details", { id }, make("summary", {}, label), content()) : null;
}

function looks(found) {
  return make("ul", { class: "looks" }, ...found.map(({ who, text }) => make("li", {}, who ? make("b", {}, `${who} : `) : null, text)));
}

function people({ title, people: everyone }) {
  const rows = everyone.map(({ name, when, state, words }) => [name, when || "—", make("span", { class: "state", dataset: { state } }, words)]);
  return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": `Qui en est où : ${title}` }, table({ heads: ["Apprenant", "Remis", "Où en est le travail"], rows }));
}

function sheets({ label, made, view, totals, files }, follower) {
  const link = (path, text) => make("a", { href: address(path), target: "_blank", rel: "noopener" }, text);
  return make(
    "section",
    { class: "activity", "aria-labelledby": "sheets" },
    make("h2", { id: "sheets" }, "Fiches de preuves"),
    make("p", {}, made || "Une fiche par apprenant et la vue de la classe, sur toutes les activités notées."),
    make("div", { class: "buttons" }, pressed("sheets-write", made ? "Écrire de nouveau les fiches" : label, false, "", () => follower.run("sheets", ""))),
    view ? make("p", {}, link(view, "Vue de la classe"), " · ", totals ? link(totals, "Notes (tableur)") : null) : null,
    folded("sheets-files", `Fiches (${files.length})`, files.length, () => make("ul", { class: "files" }, ...files.map((one) => make("li", {}, link(one.address, one.name))))),
  );
}
