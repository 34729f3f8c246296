// One opened lesson: it runs by itself if its code is the shipped lesson's, and stays alive or says why it is not.
import { Banner } from "./banner.js";
import { Figures } from "./figures.js";
import { KernelWatch, prepare } from "./kernel.js";
import { keepFocus, lockForReading, silenceShortcuts } from "./reading.js";
import { Progress } from "./progress.js";
import { Terms } from "./terms.js";

const SIGN = "application/vnd.ntc.lesson+json";
const PATIENCE = 2000;
const INTERRUPTED = Symbol("interrupted");

export class Lesson {
  constructor(panel, lab) {
    this.panel = panel;
    this.lab = lab;
    this.model = panel.context.model;
    this.id = this.model.getMetadata("ntc").lesson;
    this.session = panel.sessionContext;
    // In the course's own folder an instructor edits the prose: it stays open to them.
    this.source = panel.context.path.startsWith("course/");
    this.banner = new Banner(lab.jupyter, panel.contentHeader);
    this.progress = new Progress(lab.jupyter, panel);
    this.figures = new Figures();
    this.terms = new Terms();
    panel.node.addEventListener("ntc:open", (event) => this.openOther(event));
  }

  // The home page asks for another document, named from its own folder, without loading the whole page again.
  openOther(event) {
    const folder = this.panel.context.path.split("/").slice(0, -1);
    const path = [...folder, event.detail.path].join("/");
    this.lab.early.start(path);
    this.lab.app.commands.execute("docmanager:open", { path });
    event.preventDefault();
  }

  async open() {
    if (!this.isShipped()) {
      this.refuse();
      return;
    }
    this.banner.hide();
    this.panel.addClass("ntc-lesson");
    this.panel.node.lang = "fr";
    this.panel.toolbar.hide();
    this.panel.content.widgets.forEach((cell) => this.follow(cell));
    silenceShortcuts(this.panel, this.source ? ".jp-OutputArea" : "*");
    if (!this.source) {
      lockForReading(this.panel, this.lab);
    }
    await this.session.ready;
    this.lab.early.settle(this.panel.context.path, this.session.session);
    this.kernel ??= new KernelWatch(this.session, (state) => this.onKernel(state));
    await this.run();
  }

  // Cell for cell, against the code that came with the course: nothing else is ever run without being asked.
  isShipped() {
    const expected = this.lab.shipped[this.id];
    const found = Array.from(this.model.cells, (cell) => cell)
      .filter((cell) => cell.type === "code")
      .map((cell) => cell.sharedModel.getSource());
    return expected !== undefined && JSON.stringify(found) === JSON.stringify(expected);
  }

  refuse() {
    this.banner.show(
      "warning",
      "Cette leçon a été modifiée : elle ne s’ouvre donc pas d’elle-même. Vos réponses enregistrées sont en sécurité.",
      "Rouvrir la leçon d’origine",
      () => this.restore(),
    );
  }

  // The copy that was changed is kept beside the lesson; only code of our own runs here, none of the notebook's.
  async restore() {
    const [name, lesson] = [this.panel.context.path.split("/").pop(), this.id].map((text) => JSON.stringify(text));
    await this.session.ready;
    const code = `from pathlib import Path\nfrom ntc.launch import restore\nrestore(Path(${name}), ${lesson})`;
    const reply = await this.session.session.kernel.requestExecute({ code, store_history: false }).done;
    if (reply.content.status !== "ok") {
      this.banner.show("error", `La leçon d’origine n’a pas pu être rouverte : ${reply.content.evalue}`);
      return;
    }
    await this.panel.context.revert();
    await this.open();
  }

  follow(cell) {
    if (cell.model.type === "markdown") {
      this.figures.watch(cell.node);
      this.terms.watch(cell.node);
    } else if (cell.model.type === "code") {
      this.progress.watch(cell.node);
    }
  }

  async run() {
    if (!this.isShipped()) {
      this.refuse();
      return;
    }
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const clean = !this.model.dirty;
    this.restoreFocus ??= keepFocus(this.panel);
    prepare(this.session);
    // The opening and the fields together, they take no time; then what is drawn or read at length, each sent when
    // the one before is done: what is typed meanwhile is saved in between.
    const [fields, ...others] = inOrder(this.panel.content.widgets);
    const failures = [];
    for (const cells of [fields, ...others]) {
      const done = await Promise.all(cells.map((cell) => this.runCell(cell))).catch(() => INTERRUPTED);
      if (turn !== this.turn) {
        return; // another run has taken over
      }
      if (done === INTERRUPTED || this.kernel.isFresh) {
        this.kernel.isFresh = true;
        setTimeout(() => this.runAgain(turn), PATIENCE);
        return; // the kernel went away: once it is back, the lesson runs again
      }
      failures.push(...done.filter(Boolean));
      if (cells === fields) {
        if (failures.length > 0) {
          break;
        }
        this.giveFocusBack();
      }
    }
    if (failures.length > 0) {
      this.banner.show(
        "error",
        `La leçon n’a pas pu s’ouvrir entièrement. À transmettre à votre formateur : « ${failures[0]} »`,
        "Réessayer",
        () => this.resume(),
      );
    }
    if (clean || !this.source) {
      // What running wrote into the notebook is nobody's work: nothing to save, nothing to ask.
      this.model.dirty = false;
    }
  }

  // The kernel may be back already, and have nothing more to tell.
  runAgain(turn) {
    if (turn === this.turn && this.kernel.isFresh && this.kernel.read() === "ready") {
      this.onKernel("ready");
    }
  }

  // What went wrong, or nothing; while it is being replaced the cell keeps its height.
  async runCell(cell) {
    const area = cell.outputArea.node;
    area.style.minHeight = `${area.offsetHeight}px`;
    const read = () => this.readSign(cell);
    cell.model.outputs.changed.connect(read);
    try {
      const { content } = await this.lab.jupyter.cells.CodeCell.execute(cell, this.session);
      if (content.status === "error") {
        return content.evalue || content.ename;
      }
      this.setBlocked(cell, content.status !== "ok");
      return null;
    } finally {
      cell.model.outputs.changed.disconnect(read);
      area.style.minHeight = "";
    }
  }

  readSign(cell) {
    const outputs = cell.model.outputs;
    for (let index = 0; index < outputs.length; index++) {
      const sign = outputs.get(index).data[SIGN];
      if (sign) {
        this.figures.set(sign.figures ?? {});
        this.terms.set(sign.terms ?? {});
        this.progress.set(sign.exercises ?? []);
      }
    }
  }

  async onKernel(state) {
    this.progress.connection(state);
    if (state === "ready") {
      if (this.kernel.isFresh) {
        this.kernel.isFresh = false;
        await this.run();
      } else {
        this.blockAll(false);
        this.giveFocusBack();
      }
      if (this.kernel.state === "ready") {
        this.banner.hide("kernel");
      }
      return;
    }
    this.restoreFocus ??= keepFocus(this.panel);
    this.blockAll(true);
    if (state === "restarting") {
      // JupyterLab's own notice says the same in words that are not a learner's.
      setTimeout(() => this.lab.jupyter.apputils.Dialog.flush());
    }
    const [text, action] = {
      lost: ["Connexion perdue : vos réponses enregistrées sont en sécurité. La saisie reprendra d’elle-même."],
      restarting: ["La leçon redémarre : vos réponses enregistrées sont en sécurité. Un instant…"],
      dead: ["La leçon s’est arrêtée : vos réponses enregistrées sont en sécurité.", "Reprendre"],
    }[state];
    this.banner.show("kernel", text, action, () => this.resume());
  }

  async resume() {
    this.banner.hide();
    await this.kernel.revive();
  }

  blockAll(blocked) {
    this.panel.content.widgets
      .filter((cell) => cell.model.type === "code")
      .forEach((cell) => this.setBlocked(cell, blocked));
  }

  giveFocusBack() {
    this.restoreFocus?.();
    this.restoreFocus = undefined;
  }

  setBlocked(cell, blocked) {
    cell.outputArea.node.inert = blocked;
    cell.outputArea.node.classList.toggle("ntc-blocked", blocked);
  }
}

// Cells depend on the first one only, which opens the lesson: fields come before charts, so that on a slow PC the
// page can be answered while the rest is being drawn.
function inOrder(widgets) {
  const [opening, ...rest] = widgets.filter((cell) => cell.model.type === "code");
  const isField = (cell) => cell.model.getMetadata("nbgrader") !== undefined;
  const others = rest.filter((cell) => !isField(cell)).map((cell) => [cell]);
  return [[opening, ...rest.filter(isField)], ...others];
}
