// A page is one person's. Once another name is said, here or elsewhere, it is closed, or opened anew under that name.
import { identities } from "../page/whose.js";

const LEFT =
  "Un autre identifiant a été dit à l’accueil : cette page est encore au nom d’avant, et rien ne s’y enregistre plus.";

export class Owner {
  constructor(lesson) {
    this.lesson = lesson;
    this.name = null;
    this.said = null;
    const { panel } = lesson;
    const whose = identities((said) => this.onSaid(said));
    panel.disposed.connect(() => whose.stop());
    panel.node.addEventListener("ntc:left", () => this.onLeft());
  }

  /** Whose figures and answers the page shows; pages without any are nobody's. */
  set(learner, variant) {
    this.name = variant === undefined ? null : `${learner} ${variant}`;
    // A name that was said while the page was being opened.
    if (this.said) {
      this.onSaid(this.said);
    }
  }

  onSaid(said) {
    this.said = this.name === null ? said : null;
    const isAnother = this.name !== `${said.learner} ${said.variant}`;
    if (this.name !== null && (said.adopted || isAnother)) {
      if (isAnother) this.lesson.fields().forEach((field) => field.dispatchEvent(new CustomEvent("ntc:former")));
      this.reopen();
    }
  }

  // A page in view is opened anew, the others are when they are next gone to. What an instructor writes is not dropped.
  reopen() {
    const { panel, lab, source } = this.lesson;
    if (source) {
      this.lesson.run();
      return;
    }
    const { context, sessionContext } = panel;
    const { path } = context;
    // Its kernel is the next page's too, and that of the other tabs.
    sessionContext.kernelPreference = { ...sessionContext.kernelPreference, shutdownOnDispose: false };
    const inView = panel.isVisible;
    panel.dispose();
    if (inView) {
      lab.app.commands.execute("docmanager:open", { path });
    }
  }

  // The kernel refused to save: nobody goes on typing here.
  onLeft() {
    this.lesson.blockAll(true);
    this.lesson.banner.show("left", LEFT, "Rouvrir la leçon", () => this.reopen());
  }
}
