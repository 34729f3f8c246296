// The grid of a written exercise: for each line its levels as buttons, a remark, and what is saved.
import { button, make, say } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { hour, number, readNumber } from "../../lab/extensions/ntc-lesson/page/french.js";
import { send } from "./api.js";

const NEAR = 0.006;

export class Grid {
  #lines;

  constructor(exercise, copy, told, changed) {
    this.#lines = exercise.lines.map((line) => new Line(exercise, copy, line, told, changed));
    const stay = { submit: (event) => event.preventDefault() };
    const nodes = this.#lines.map((line) => line.node);
    this.node = make("form", { class: "grid", "aria-label": "Grille", on: stay }, ...nodes);
    this.node.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Go to the first line that awaits a mark. */
  focus() {
    (this.#lines.find((line) => line.points === null) ?? this.#lines[0])?.focus();
  }

  /** Wait until all is saved; false when something is not. */
  async saved() {
    const all = await Promise.all(this.#lines.map((line) => line.saved()));
    return all.every(Boolean);
  }

  /** Take a level typed anywhere beside the grid, as on the way to it: it is for the first line that awaits one. */
  take(event) {
    const line = this.#lines.find((one) => one.points === null);
    const busy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || this.node.inert;
    if (busy || !line || event.target.matches("input, textarea, select") || line.named(event) < 0) return;
    line.choose(line.named(event));
    this.#go(this.#lines.indexOf(line) + 1);
    event.preventDefault();
  }

  #key(event) {
    const place = this.#lines.findIndex((line) => line.node.contains(event.target));
    if (place < 0 || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea")) return;
    const line = this.#lines[place];
    const rank = line.named(event);
    if (rank >= 0) {
      line.choose(rank);
      this.#go(place + 1);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.#go(place + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      line.beside(event.target, event.key === "ArrowRight" ? 1 : -1);
    } else return;
    event.preventDefault();
  }

  // After the last line comes the next copy.
  #go(place) {
    if (place >= this.#lines.length) document.getElementById("next")?.focus();
    else this.#lines[Math.max(place, 0)].focus();
  }
}

class Line {
  #queue = Promise.resolve(true);
  #sent;

  constructor(exercise, copy, line, told, changed) {
    Object.assign(this, { exercise, copy, line, told, changed });
    const given = told.lines[line.cell];
    this.points = given.points;
    this.#sent = given.comment;
    this.buttons = line.levels.map((level, rank) => levelButton(level, () => this.choose(rank)));
    const kept = { change: () => this.#save() };
    this.remark = make("textarea", { id: `${line.cell}-remark`, rows: "2", maxlength: "4000", on: kept });
    this.remark.value = given.comment;
    const typed = { change: () => this.#type() };
    this.other = make("input", { id: `${line.cell}-points`, inputmode: "decimal", size: "4", on: typed });
    this.clear = button("Effacer la note", () => this.#give(null), { class: "plain" });
    this.status = make("span", { class: "saved", role: "status" });
    this.node = make(
      "fieldset",
      { dataset: { cell: line.cell } },
      make("legend", {}, line.text),
      make("p", { class: "how" }, line.criterion),
      given.apart ? make("p", { class: "fault" }, given.apart) : null,
      make("div", { class: "levels", role: "group", "aria-label": "Niveau" }, ...this.buttons),
      make(
        "div",
        { class: "more" },
        make("label", { for: this.other.id }, `Autre note, sur ${written(line.points)} `),
        this.other,
        this.clear,
        this.status,
      ),
      make("label", { for: this.remark.id }, "Remarque pour l’apprenant"),
      this.remark,
    );
    this.#draw();
  }

  /** The rank of the level that a key names: its first letter, or its place on any keyboard. */
  named({ key, code }) {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
    const rank = digit ? Number(digit) - 1 : this.line.levels.findIndex((level) => level.name.startsWith(key.toLowerCase()));
    return rank < this.line.levels.length ? rank : -1;
  }

  choose(rank) {
    this.#give(this.line.levels[rank].points);
  }

  focus() {
    (this.buttons.find((one) => one.ariaPressed === "true") ?? this.buttons[0]).focus();
  }

  beside(button, step) {
    this.buttons[this.buttons.indexOf(button) + step]?.focus();
  }

  saved() {
    if (this.remark.value.trim() !== this.#sent.trim()) this.#save();
    return this.#queue;
  }

  #type() {
    const points = readNumber(this.other.value);
    if (points === null) return this.#draw(say(this.status, ""));
    if (Number.isNaN(points) || points < 0 || points > this.line.points) {
      say(this.status, `Entre 0 et ${written(this.line.points)} : pas enregistré.`);
      this.other.ariaInvalid = "true";
    } else this.#give(points);
  }

  #give(points) {
    this.points = points;
    this.#draw();
    this.#save();
  }

  #draw() {
    const isLevel = (level) => this.points !== null && Math.abs(level.points - this.points) < NEAR;
    this.line.levels.forEach((level, rank) => (this.buttons[rank].ariaPressed = String(isLevel(level))));
    const between = this.points !== null && !this.line.levels.some(isLevel);
    this.other.value = between ? written(this.points) : "";
    this.other.ariaInvalid = "false";
    this.clear.hidden = this.points === null;
  }

  // One after the other: the last that was given is the one that stays.
  #save() {
    const content = {
      exercise: this.exercise.id,
      key: this.copy.key,
      said: this.told.said,
      line: this.line.cell,
      points: this.points,
      comment: this.remark.value,
      second: this.told.second === true,
    };
    this.#sent = content.comment;
    this.node.classList.remove("unsaved");
    this.#queue = this.#queue.then(() => this.#put(content));
  }

  async #put(content) {
    try {
      const { left, state } = await send("copy", content);
      Object.assign(this.copy, { left, state });
      say(this.status, `enregistré à ${hour(new Date())}`);
      this.changed();
      return true;
    } catch (error) {
      this.node.classList.add("unsaved");
      say(this.status, `Pas enregistré. ${error.message}`);
      return false;
    }
  }
}

function written(points) {
  return number(points, Number.isInteger(points) ? 0 : 2);
}

function levelButton({ name, told, anchor }, act) {
  const label = [make("b", {}, `${name} · ${told}`), ...(anchor ? [make("span", {}, anchor)] : [])];
  return button(label, act, { class: "level", "aria-pressed": "false" });
}
