// The clock of a mock examination in the bar: minutes that are left, told aloud at fifteen and at five, then its end.
// Python keeps the time, on the disk; between two answers of its the page counts on, kernel or no kernel.
import { button, make, say } from "../page/dom.js";
import { counted, NBSP } from "../page/french.js";
import { wear } from "../page/sheets.js";
import { ask } from "./asking.js";

const EVERY = 5000; // ms between two looks at the clock
const ASKED = 30000; // ms between two questions to Python
const TOLD = [0, 5, 15]; // minutes
const OVER = `Le temps est écoulé${NBSP}: vos réponses enregistrées sont gardées. Rendez votre copie à l’accueil.`;

export class Exam {
  constructor(panel, app, handIn) {
    wear("lesson/exam.css");
    this.panel = panel;
    this.app = app;
    this.clock = make("span", { class: "ntc-exam-clock" });
    this.said = make("span", { class: "ntc-exam-said", role: "status" });
    const away = button("Rendre ma copie", handIn, { class: "ntc-progress-resume" });
    this.node = make("span", { class: "ntc-exam", hidden: true }, this.clock, this.said, away);
    // An answer that is refused: it may be that the time is up.
    panel.node.addEventListener("ntc:field", ({ detail }) => this.lesson && detail.state === "error" && this.look());
    panel.disposed.connect(() => clearInterval(this.ticking));
  }

  set(paper, lesson) {
    this.lesson = lesson;
    this.sealed = !paper.begun;
    this.panel.toggleClass("ntc-sat", paper.begun);
    this.node.hidden = this.sealed;
    this.ticking ??= setInterval(() => this.tick(), EVERY);
    this.look();
  }

  async look() {
    this.asked = performance.now();
    const asked = `__import__("ntc.exam.sitting").exam.sitting.told("${this.lesson}")`;
    // A kernel that has just died takes no question.
    const told = await ask(this.panel.sessionContext, asked).catch(() => null);
    const { left } = told ? JSON.parse(told.slice(1, -1)) : { left: null };
    if (left === null) return;
    if (this.sealed) {
      this.reopen();
      return;
    }
    this.end = performance.now() + 1000 * left;
    this.draw();
  }

  tick() {
    if (this.sealed ? this.panel.isVisible : performance.now() - this.asked > ASKED) this.look();
    this.draw();
  }

  draw() {
    if (this.end === undefined) return;
    const minutes = Math.max(0, Math.ceil((this.end - performance.now()) / 60000));
    say(this.clock, minutes ? `encore ${lasting(minutes)}` : "temps écoulé");
    const mark = TOLD.find((one) => minutes <= one);
    if (mark !== this.mark) say(this.said, minutes ? `Il vous reste ${lasting(minutes)}.` : OVER);
    this.mark = mark;
  }

  // It was begun meanwhile, on the home page.
  reopen() {
    const { context, sessionContext } = this.panel;
    const { path } = context;
    sessionContext.kernelPreference = { ...sessionContext.kernelPreference, shutdownOnDispose: false };
    this.panel.dispose();
    this.app.commands.execute("docmanager:open", { path });
  }
}

function lasting(minutes) {
  if (minutes < 60) return counted(minutes, "minute", "minutes");
  return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${String(minutes % 60).padStart(2, "0")}`;
}
