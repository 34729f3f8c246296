// The class: its list, its activities, its sheets.
import { make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { address } from "./api.js";
import { visit } from "./visit.js";
import { asked, dropped, folded, list, picker, pressed, wide } from "./controls.js";
import { deadlines } from "./dates.js";
import { takeList } from "./liste.js";
import { people } from "./personnes.js";
import { verifying } from "./verifier.js";

/** The nodes of the page, from what the server tells of the class. */
export function classroom(state, follower) {
  const activities = state.activities.map((one) => activity(one, follower));
  return [
    classList(state.class, follower),
    ...activities,
    contests(state.contests),
    sheets(state.sheets, follower),
    booklets(state.booklets, follower),
    forOthers(state.exports, follower),
    verifying(),
    ...people(state, follower),
    learnersPackage(state.package, follower),
  ];
}

function classList({ told, state }, follower) {
  const accept = ".xlsx,.xlsm,.csv,.txt,.xls,.ods"; // the last two are told how to become the first
  const put = { id: "class", label: "Déposer la liste de la classe (Excel, CSV)…", accept, main: state !== "there" };
  const take = ([file]) => takeList(file, follower);
  const node = make(
    "section",
    { "aria-label": "La classe", class: "class" },
    make("p", { class: state === "fault" ? "fault" : null }, told),
    picker(put, take),
  );
  dropped(node, take);
  return node;
}

function activity(one, follower) {
  const { assignment } = one;
  const id = `activity-${assignment}`;
  const take = (files) => follower.take(files, assignment);
  const node = make(
    "section",
    { class: "activity", "aria-labelledby": id, dataset: { assignment } },
    make("h2", { id }, one.title),
    list(one.told, { class: "told", "aria-label": "Où en est cette activité" }),
    ...one.faults.map((text) => make("p", { class: "fault" }, text)),
    make("div", { class: "buttons" }, ...steps(one, follower)),
    picker({ id: assignment, label: "Déposer des travaux reçus (zip)…", multiple: true }, take),
    ...ways(one),
    folded(`${id}-looks`, `À regarder (${one.looks.length})`, one.looks, looks),
    one.missing.length ? make("p", {}, make("b", {}, "Pas encore rendu : "), one.missing.join(", ")) : null,
    make("details", { id: `${id}-dates` }, make("summary", {}, "Dates limites"), deadlines(one, follower)),
    folded(`${id}-people`, "Qui en est où", one.people, (people) => placed(one.title, people, follower)),
  );
  dropped(node, take);
  return node;
}

function steps({ assignment, buttons, mark }, follower) {
  const made = buttons.map(({ action, label, main, why, ask, again }) => {
    const run = () => follower.run(action, assignment, again);
    return pressed({ id: `${assignment}-${action}`, label, main, why }, () => (ask ? asked(label, ask, run) : run()));
  });
  const toMark = {
    id: `${assignment}-mark`,
    label: mark.told ? `${mark.label} (${mark.told})` : mark.label,
    main: mark.main,
    why: mark.enabled ? "" : "Aucune copie n’est encore corrigée.",
  };
  const last = made.pop();
  return [...made, pressed(toMark, () => go("noter", assignment)), last];
}

function go(page, assignment) {
  location.hash = `${page}/${encodeURIComponent(assignment)}`;
}

// Where else one may go from an activity, once there is something.
function ways({ assignment, tomorrow, bundle }) {
  const morning = `#demain/${encodeURIComponent(assignment)}`;
  const found = [
    tomorrow ? make("a", { href: morning }, "Demain matin : ce qui est acquis, ce qui est à reprendre") : null,
    tomorrow ? make("a", { href: `#seconde/${encodeURIComponent(assignment)}` }, "Seconde correction des écrits") : null,
    tomorrow ? make("a", { href: `#accord/${encodeURIComponent(assignment)}` }, "Accord des deux corrections") : null,
    bundle ? make("a", { href: address(bundle), download: true }, "Retours à déposer sur la plateforme (zip)") : null,
  ];
  return found.filter(Boolean).map((link) => make("p", {}, link));
}

function looks(found) {
  return list(
    found.map(({ who, text }) => make("span", {}, who ? make("b", {}, `${who} : `) : null, text)),
    { class: "looks" },
  );
}

function placed(title, people, follower) {
  const state = (one) => make("span", { class: "state", dataset: { state: one.state } }, one.words);
  const seen = ({ name, learner, pages }) =>
    make("span", { class: "pages" }, ...pages.map((one) => page(one, name)), visit(learner, name, follower));
  const grouped = people.some((one) => one.group);
  const group = ({ group }) => (grouped ? [group || "—"] : []);
  const rows = people.map((one) => [one.name, one.learner, ...group(one), one.when || "—", state(one), seen(one)]);
  const heads = ["Apprenant", "Identifiant", ...(grouped ? ["Groupe"] : []), "Remis", "Où en est le travail", "Voir"];
  return wide(`Qui en est où : ${title}`, heads, rows);
}

// What the learner has, as they have it.
function page({ label, address: path }, name) {
  const attributes = { href: address(path), target: "_blank", rel: "noopener", "aria-label": `${label}, ${name}` };
  return make("a", attributes, label);
}

function contests({ told, state }) {
  const way = make("a", { href: "#contestations" }, "Contestations et recorrection");
  return make(
    "section",
    { class: "activity", "aria-labelledby": "contests" },
    make("h2", { id: "contests" }, "Notes contestées"),
    make("p", {}, state === "open" ? make("b", {}, told) : told),
    make("p", {}, way),
  );
}

function sheets({ label, made, view, totals, files }, follower) {
  const write = { id: "sheets-write", label: made ? "Écrire de nouveau les fiches" : label };
  const about = "Une fiche par apprenant et la vue de la classe, sur toutes les activités notées.";
  return make(
    "section",
    { class: "activity", "aria-labelledby": "sheets" },
    make("h2", { id: "sheets" }, "Fiches de preuves"),
    make("p", {}, made || about),
    make("div", { class: "buttons" }, pressed(write, () => follower.run("sheets", ""))),
    view ? make("p", {}, link(view, "Vue de la classe")) : null,
    totals ? make("p", {}, link(totals, "Notes (tableur)")) : null,
    folded("sheets-files", `Fiches (${files.length})`, files, () =>
      list(files.map((one) => link(one.address, one.name))),
    ),
  );
}

function booklets({ label, made, files }, follower) {
  const about =
    "Un livret d’évaluations en cours de formation par apprenant, rempli d’après ce qui est noté des deux activités : à " +
    "compléter à la main, à signer, et à remettre au jury.";
  const write = { id: "booklets-write", label: made ? "Écrire de nouveau les livrets" : label };
  return make(
    "section",
    { class: "activity", "aria-labelledby": "booklets" },
    make("h2", { id: "booklets" }, "Livrets d’évaluations"),
    make("p", {}, made || about),
    make("div", { class: "buttons" }, pressed(write, () => follower.run("booklets", ""))),
    folded("booklets-files", `Livrets (${files.length})`, files, () =>
      list(files.map((one) => link(one.address, one.name))),
    ),
  );
}

// The marks for other programs.
function forOthers({ label, made, files }, follower) {
  const about = "Les notes pour un tableur, pour le carnet de notes de Moodle, pour un entrepôt de traces (xAPI).";
  const write = { id: "exports-write", label: made ? "Écrire de nouveau les exports" : label };
  return make(
    "section",
    { class: "activity", "aria-labelledby": "exports" },
    make("h2", { id: "exports" }, "Exports"),
    make("p", {}, made || about),
    make("div", { class: "buttons" }, pressed(write, () => follower.run("exports", ""))),
    files.length ? list(files.map((one) => link(one.address, one.name))) : null,
  );
}

function link(path, text) {
  return make("a", { href: address(path), target: "_blank", rel: "noopener" }, text);
}

// What learners install the course from: a folder to copy on a key or a shared drive.
function learnersPackage({ label, made, place, page: how, why }, follower) {
  const about =
    "Le cours et tout ce qu’il lui faut, pour Windows, macOS et Linux, à copier sur une clé ou un disque partagé : " +
    "il s’installe d’un double clic, sans connexion. Rien du corrigé n’y est. Le faire demande une connexion, 1,5 Go " +
    "libre et, la première fois, un quart d’heure ou plus.";
  const put = { id: "package-make", label: made ? "Refaire le dossier" : label };
  return make(
    "section",
    { class: "activity", "aria-labelledby": "package" },
    make("h2", { id: "package" }, "Dossier des apprenants"),
    make("p", {}, made || about),
    place ? make("p", {}, make("code", {}, place)) : null,
    why ? make("p", { class: "fault" }, why) : null,
    make("div", { class: "buttons" }, pressed(put, () => follower.run("package", ""))),
    how
      ? make("p", {}, make("a", { href: address(how), target: "_blank", rel: "noopener" }, "La page qui dit comment l’ouvrir"))
      : null,
  );
}
