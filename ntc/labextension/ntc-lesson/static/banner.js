// A message above the lesson, in plain words, with at most one thing to do about it.

export class Banner {
  constructor({ widgets }, header) {
    this.node = document.createElement("div");
    this.widget = new widgets.Widget({ node: this.node });
    this.widget.addClass("ntc-banner");
    this.node.setAttribute("role", "alert");
    this.widget.hide();
    header.addWidget(this.widget);
  }

  show(kind, text, label, act) {
    this.kind = kind;
    this.node.dataset.kind = kind;
    const words = document.createElement("p");
    words.textContent = text;
    this.node.replaceChildren(words);
    if (label) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        button.disabled = true;
        act();
      });
      this.node.append(button);
    }
    this.widget.show();
  }

  // With a kind, only a message of that kind goes away.
  hide(kind = this.kind) {
    if (kind === this.kind) {
      this.widget.hide();
    }
  }
}
