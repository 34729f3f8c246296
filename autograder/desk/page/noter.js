// Marking what was written: one question across the class, the text beside its grid, the next copy at once.
import { button, make, say } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { counted } from "../../lab/extensions/ntc-lesson/page/french.js";
import { read } from "./api.js";
import { list } from "./controls.js";
import { Grid } from "./grille.js";
import { remember, remembered } from "./memory.js";

const HIDDEN = "ntc-bureau-sans-noms";
const TITLE = "Noter les écrits";
const SECOND = "Seconde correction";
const NOTHING = "Aucune copie n’est encore corrigée : pressez d’abord « Corriger », sur la page de la classe.";
const KEYS =
  "Au clavier : a, p, c, r ou 1 à 4 choisit un niveau et passe à la ligne suivante ; ↑ et ↓ " +
  "changent de ligne ; Ctrl + Entrée montre la copie suivante.";
const UNREADABLE = "Ce qui a été remis ne se lit pas : redemandez-le, ou notez ce que vous en avez vu.";
const STATES = { waiting: "à noter", done: "notée", blank: "sans réponse", unreadable: "illisible" };

export class Marking {
  #room;
  #assignment;
  #exercises = [];
  #how = "";
  #ahead = new Map();

  /** `second`: it is a second marker who marks, who sees nothing of what the first one gave. */
  constructor(room, assignment, second = false) {
    this.#room = room;
    this.#assignment = assignment;
    this.title = second ? SECOND : TITLE;
    this.second = second ? "yes" : "";
  }

  get #hidden() {
    return remembered(HIDDEN) === "yes";
  }

  async open() {
    const told = await read("productions", { assignment: this.#assignment, hidden: this.#hidden ? "yes" : "", second: this.second });
    this.#exercises = told.exercises;
    this.#how = told.how;
    const begun = told.exercises.find((one) => one.copies.some((copy) => copy.left)) ?? told.exercises[0];
    if (begun?.copies.length) await this.#choose(begun);
    else this.#room.replaceChildren(make("h2", {}, this.title), make("p", {}, NOTHING));
  }

  async #choose(exercise) {
    this.exercise = exercise;
    this.#ahead.clear();
    this.#layOut();
    await this.#show(exercise.copies.find((copy) => copy.left) ?? exercise.copies[0]);
  }

  #layOut() {
    const questions = this.#exercises.filter((one) => one.copies.length);
    const names = questions.map((one) => make("option", { value: one.id, selected: one === this.exercise }, one.title));
    const choose = (event) => this.#choose(questions.find((one) => one.id === event.target.value));
    const hide = make("input", { type: "checkbox", id: "hide", on: { change: () => this.#hide(hide.checked) } });
    hide.checked = this.#hidden;
    this.list = make("select", { id: "copies", on: { change: () => this.#show(this.exercise.copies[this.list.selectedIndex]) } });
    this.far = make("p", { class: "far", role: "status" });
    this.sheet = make("div", { class: "copy" });
    this.#room.replaceChildren(
      make("h2", {}, this.title),
      make(
        "div",
        { class: "bar" },
        make("label", { for: "question" }, "Écrit"),
        make("select", { id: "question", on: { change: choose } }, ...names),
        make("label", { for: "copies" }, "Copie"),
        this.list,
        make("label", {}, hide, " Cacher les noms"),
        this.far,
      ),
      make("p", { class: "how" }, this.#how),
      make("p", { class: "how" }, KEYS),
      this.sheet,
    );
    this.#room.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#next(event);
      else this.grid?.take(event);
    };
  }

  async #hide(hidden) {
    remember(HIDDEN, hidden ? "yes" : "no");
    const { id } = this.exercise;
    await this.open();
    const same = this.#exercises.find((one) => one.id === id);
    if (same && same !== this.exercise) await this.#choose(same);
    document.getElementById("hide")?.focus();
  }

  #count() {
    const { copies } = this.exercise;
    const left = copies.filter((copy) => copy.left).length;
    const all = "Toutes les copies de cet écrit sont notées.";
    say(this.far, left ? `${counted(left, "copie")} à noter, sur ${copies.length}` : all);
    const options = copies.map((copy) => {
      const selected = copy === this.current;
      return make("option", { value: copy.key, selected }, `${copy.name} · ${STATES[copy.state]}`);
    });
    this.list.replaceChildren(...options);
  }

  #fetch(copy) {
    if (!this.#ahead.has(copy.key)) {
      const hidden = this.#hidden ? "yes" : "";
      const asked = read("copy", { exercise: this.exercise.id, key: copy.key, hidden, second: this.second });
      this.#ahead.set(copy.key, asked);
      asked.catch(() => this.#ahead.delete(copy.key));
    }
    return this.#ahead.get(copy.key);
  }

  async #show(copy, focus = false) {
    this.current = copy;
    // What is typed until it is there is not for the copy before.
    if (this.grid) this.grid.node.inert = true;
    this.#count();
    let told;
    try {
      told = await this.#fetch(copy);
    } catch (error) {
      this.grid = undefined;
      return this.sheet.replaceChildren(make("p", { class: "fault", role: "alert" }, error.message));
    }
    // What is given for it is read again the next time.
    this.#ahead.delete(copy.key);
    if (this.current !== copy) return undefined;
    this.grid = new Grid(this.exercise, copy, told, () => this.#count());
    this.sheet.replaceChildren(text(copy, told), make("div", { class: "beside" }, this.grid.node, this.#way()));
    if (focus) {
      this.grid.focus();
      window.scrollTo({ top: 0 });
    }
    const following = this.#following();
    if (following !== copy) this.#fetch(following).catch(() => {}); // nobody waits for it yet
    return undefined;
  }

  #way() {
    const { copies } = this.exercise;
    const place = copies.indexOf(this.current);
    const before = place ? button("Copie précédente", () => this.#show(copies[place - 1], true)) : null;
    const next = button("Copie suivante", (event) => this.#next(event), { class: "main", id: "next" });
    return make("p", { class: "buttons" }, before, next);
  }

  /** The next copy that awaits somebody, or simply the next. */
  #following() {
    const { copies } = this.exercise;
    const place = copies.indexOf(this.current);
    const round = [...copies.slice(place + 1), ...copies.slice(0, place)];
    return round.find((copy) => copy.left) ?? round[0] ?? this.current;
  }

  async #next(event) {
    event.preventDefault();
    const { grid } = this;
    if (grid?.node.inert) return undefined; // the next is on its way
    if (grid) grid.node.inert = true;
    if ((await grid?.saved()) !== false) return this.#show(this.#following(), true);
    grid.node.inert = false;
    return grid.focus();
  }
}

function text(copy, told) {
  const pieces = told.texts.flatMap((one) => [
    make("h4", {}, one.heading),
    make("p", { class: "written", lang: "fr" }, one.text),
  ]);
  const nothing = make("p", { class: "how" }, copy.state === "unreadable" ? UNREADABLE : "Rien n’a été écrit.");
  const helps = "Aides à la lecture (ne donnent aucun point)";
  return make(
    "section",
    { class: "text", tabindex: "0", "aria-label": `Texte : ${copy.name}` },
    make("h3", {}, copy.name),
    told.answered ? make("p", { class: "how" }, told.answered) : null,
    told.looks.length ? list(told.looks, { class: "looks" }) : null,
    ...(pieces.length ? pieces : [nothing]),
    told.helps.length ? make("details", { open: true }, make("summary", {}, helps), list(told.helps)) : null,
  );
}
