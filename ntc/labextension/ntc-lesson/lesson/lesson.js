// One opened lesson: it runs by itself if its code is the shipped lesson's, and stays alive or says why it is not.
import { make } from "../page/dom.js";
import { fetchWidget } from "../page/widget.js";
import { Banner } from "./banner.js";
import { Comeback } from "./comeback.js";
import { drawAgain, inOrder, isCode, isField, runCell, setBlocked } from "./cells.js";
import { KernelWatch, prepare } from "./kernel.js";
import { Original } from "./original.js";
import { Owner } from "./owner.js";
import { Progress } from "./progress.js";
import { Prose } from "./prose.js";
import { keepFocus, lockForReading, silenceShortcuts } from "./reading.js";
import { Terms } from "./terms.js";

const PATIENCE = 2000;
const INTERRUPTED = Symbol("interrupted");

export class Lesson {
  constructor(panel, lab) {
    this.panel = panel;
    this.lab = lab;
    this.model = panel.context.model;
    this.session = panel.sessionContext;
    // In the course's own folder an instructor edits the prose: it stays open to them.
    this.source = panel.context.path.startsWith("course/");
    this.banner = new Banner(lab.jupyter, panel.contentHeader);
    this.original = new Original(panel, lab, this.banner);
    this.progress = new Progress(lab, panel);
    this.prose = new Prose();
    this.terms = new Terms();
    panel.node.addEventListener("ntc:open", (event) => this.openOther(event));
    this.owner = new Owner(this);
    this.opening = make("p", { class: "ntc-opening", role: "status" }, "La page se prépare, un instant…");
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
    this.panel.addClass("ntc-lesson");
    this.panel.node.lang = "fr";
    if (!this.original.isOpen()) {
      this.original.offer(() => this.open());
      return;
    }
    if (this.panel.content.widgets.some(isField)) {
      fetchWidget("field"); // while the kernel starts
    }
    this.banner.hide();
    this.panel.node.append(this.opening);
    this.panel.toolbar.hide();
    this.panel.content.widgets.forEach((cell) => this.follow(cell));
    silenceShortcuts(this.panel, this.source ? ".jp-OutputArea" : "*");
    if (!this.source) {
      lockForReading(this.panel);
    }
    await this.session.ready;
    this.lab.early.settle(this.panel.context.path, this.session.session);
    this.kernel ??= new KernelWatch(this.session, (state) => this.onKernel(state));
    this.comeback ??= new Comeback(this.kernel, (path) => this.lab.early.request(path, {}), () => this.onRefused());
    await this.run();
    await this.original.compare(() => this.open());
  }

  follow(cell) {
    if (cell.model.type === "markdown") {
      this.prose.watch(cell.node);
      this.terms.watch(cell.node);
    } else if (isCode(cell)) {
      this.progress.watch(cell.node);
      drawAgain(cell);
    }
  }

  async run() {
    if (!this.original.isOpen()) {
      this.original.offer(() => this.open());
      return;
    }
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const clean = !this.model.dirty;
    this.panel.addClass("ntc-drawing");
    this.restoreFocus ??= keepFocus(this.panel);
    prepare(this.session);
    // The opening and the fields together, they take no time; then what is drawn or read at length, each sent when
    // the one before is done: what is typed meanwhile is saved in between.
    const [fields, ...others] = inOrder(this.panel.content.widgets);
    const failures = [];
    for (const cells of [fields, ...others]) {
      const runs = cells.map((cell) => runCell(cell, this.session, this.lab.jupyter.cells, (sign) => this.hear(sign)));
      const done = await Promise.all(runs).catch(() => INTERRUPTED);
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
    this.panel.removeClass("ntc-drawing");
    this.opening.remove();
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

  hear({ prose = {}, terms = {}, exercises = [], learner, variant, lesson, paper }) {
    this.owner.set(learner, paper?.own ?? variant);
    this.prose.set(prose);
    this.terms.set(terms);
    this.progress.set({ exercises, learner, lesson, paper });
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
    if (state === "lost") {
      this.comeback.wait();
    }
    if (state === "restarting") {
      // JupyterLab's own notice says the same in words that are not a learner's.
      setTimeout(() => this.lab.jupyter.apputils.Dialog.tracker.forEach((dialog) => dialog.reject()));
    }
    this.opening.remove(); // the banner has more to say
    const [text, action] = {
      lost: ["Connexion perdue : vos réponses enregistrées sont en sécurité. La saisie reprendra d’elle-même."],
      restarting: ["La leçon redémarre : vos réponses enregistrées sont en sécurité. Un instant…"],
      dead: ["La leçon s’est arrêtée : vos réponses enregistrées sont en sécurité.", "Reprendre"],
    }[state];
    this.banner.show("kernel", text, action, () => this.resume());
  }

  // A server that was started again under another key lets in who opens the course anew.
  onRefused() {
    const text = "Le cours a été relancé : vos réponses enregistrées sont en sécurité.";
    this.banner.show("kernel", text, "Rouvrir la page", () => window.location.reload());
  }

  async resume() {
    this.banner.hide();
    await this.kernel.revive();
  }

  fields() {
    return this.panel.node.querySelectorAll(".ntc-field");
  }

  blockAll(blocked) {
    this.panel.content.widgets.filter(isCode).forEach((cell) => setBlocked(cell, blocked));
  }

  giveFocusBack() {
    this.restoreFocus?.();
    this.restoreFocus = undefined;
  }
}
