// The lesson as it was shipped: only that runs by itself, and it can be had again.
import { ask } from "./asking.js";

const ALTERED =
  "Le texte de cette leçon n’est plus celui du cours : il a été mis à jour, ou une consigne a été changée ici. " +
  "Vos réponses enregistrées sont en sécurité.";

export class Original {
  constructor(panel, { shipped }, banner) {
    this.panel = panel;
    this.model = panel.context.model;
    this.id = this.model.getMetadata("ntc").lesson;
    this.code = shipped;
    this.banner = banner;
  }

  // Cell for cell, against the code that came with the course: nothing else is ever run without being asked.
  isOpen() {
    const found = Array.from(this.model.cells, (cell) => cell)
      .filter((cell) => cell.type === "code")
      .map((cell) => cell.sharedModel.getSource());
    return this.code !== undefined && JSON.stringify(found) === JSON.stringify(this.code);
  }

  /** Say that its text is not the course's any more, if so: a statement was changed, or is missing. */
  async compare(opened) {
    const [name, lesson] = this.names();
    const altered = `__import__("ntc.launch").launch.is_altered(__import__("pathlib").Path(${name}), ${lesson})`;
    // A kernel that goes away meanwhile says nothing: the lesson is compared again when it is opened again.
    if ((await ask(this.panel.sessionContext, altered)) === "True") {
      this.banner.show("warning", ALTERED, "Remettre le texte du cours", () => this.restore(opened));
    }
  }

  // The file and its lesson, as Python reads them.
  names() {
    return [this.panel.context.path.split("/").pop(), this.id].map((text) => JSON.stringify(text));
  }

  /** Say that another one is open, and offer the original; `opened` is called once it is there. */
  offer(opened) {
    this.banner.show(
      "warning",
      "Cette leçon n’est plus celle du cours : il a été mis à jour, ou elle a été modifiée ici. Elle ne s’ouvre donc pas " +
        "d’elle-même. Vos réponses enregistrées sont en sécurité.",
      "Rouvrir la leçon d’origine",
      () => this.restore(opened),
    );
  }

  // The copy that was changed is kept beside the lesson; only code of our own runs here, none of the notebook's.
  async restore(opened) {
    const session = this.panel.sessionContext;
    const [name, lesson] = this.names();
    await session.ready;
    const code = `from pathlib import Path\nfrom ntc.launch import restore\nrestore(Path(${name}), ${lesson})`;
    const reply = await session.session.kernel.requestExecute({ code, store_history: false }).done;
    if (reply.content.status !== "ok") {
      this.banner.show("error", `La leçon d’origine n’a pas pu être rouverte : ${reply.content.evalue}`);
      return;
    }
    await this.panel.context.revert();
    await opened();
  }
}
