// A message above the lesson, in plain words, with at most one thing to do about it.
import { button, make } from "../page/dom.js";

export class Banner {
  constructor({ widgets }, header) {
    this.node = make("div", { role: "alert" });
    this.widget = new widgets.Widget({ node: this.node });
    this.widget.addClass("ntc-banner");
    this.widget.hide();
    header.addWidget(this.widget);
  }

  show(kind, text, label, act) {
    this.kind = kind;
    this.node.dataset.kind = kind;
    const once = (event) => {
      event.currentTarget.disabled = true;
      act();
    };
    this.node.replaceChildren(make("p", {}, text), ...(label ? [button(label, once)] : []));
    this.widget.show();
  }

  // With a kind, only a message of that kind goes away.
  hide(kind = this.kind) {
    if (kind === this.kind) {
      this.widget.hide();
    }
  }
}
