// Earlier versions of an answer, offered back: what was erased or replaced can be taken again.
import { button, hide, make, say } from "./dom.js";
import { counted, moment, NBSP } from "./french.js";

/** A button that appears once there are some, and their list; `take` is given the one that is chosen. */
export function versions(model, take) {
  const list = make("ol", { class: "ntc-versions-list", reversed: true, hidden: true });
  const open = button("", toggle, { class: "ntc-button ntc-versions-open", "aria-expanded": "false" });

  function toggle() {
    if (list.hidden) model.send({ versions: true });
    else close();
  }
  function close() {
    hide(list, true);
    open.setAttribute("aria-expanded", "false");
  }
  function choose(version) {
    close();
    take(version.raw);
    open.focus();
  }
  function line(version) {
    const name = `Reprendre la version du ${moment(version.when)}`;
    const begins = version.begins ? `«${NBSP}${version.begins}${NBSP}»` : null;
    return make(
      "li",
      {},
      make("span", {}, `${moment(version.when)}${NBSP}: ${version.said} `, begins),
      button("Reprendre", () => choose(version), { class: "ntc-button", "aria-label": name }),
    );
  }
  function heard(content) {
    if (!content.versions) return;
    list.replaceChildren(...content.versions.map(line));
    list.hidden = false;
    open.setAttribute("aria-expanded", "true");
    list.querySelector("button")?.focus();
  }
  model.on("msg:custom", heard);
  return {
    open,
    list,
    show: () => {
      const count = model.get("earlier");
      hide(open, count === 0);
      say(open, counted(count, "version précédente", "versions précédentes"));
      if (!count && !list.hidden) close();
    },
    stop: () => model.off("msg:custom", heard),
  };
}
