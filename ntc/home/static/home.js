// The home page: draws what Python knows of the learner (the synced « view »), and sends what they ask for.
// Texts are French and come from Python or from here; nothing that somebody typed is ever inserted as HTML.

const ACTIONS_WAIT = 30000;

function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") node.className = value;
    else if (key === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (key === "dataset") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Where this page lies on the server: links then work without the course's extension, in another tab too.
function serverBase() {
  const settings = document.getElementById("jupyter-config-data");
  return settings ? (JSON.parse(settings.textContent).baseUrl ?? "/") : "/";
}

function folder() {
  const found = decodeURIComponent(window.location.pathname).match(/\/tree\/(.*\/)?[^/]*\.ipynb$/);
  return found?.[1] ?? "";
}

function address(kind, path) {
  const escaped = (folder() + path).split("/").map(encodeURIComponent).join("/");
  return `${serverBase()}${kind}/${escaped}`;
}

class HomePage {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.changing = false;
    this.busy = null;
    this.identifying = false;
    this.hear = () => this.answered();
    model.on("change:view", this.hear);
    this.sight = new IntersectionObserver(([entry]) => entry.isIntersecting && this.send({ action: "refresh" }));
    this.sight.observe(root);
    this.draw();
  }

  dispose() {
    this.model.off("change:view", this.hear);
    this.sight.disconnect();
  }

  // While Python works the buttons wait; if nothing comes back they wake up again, so that nobody is stuck.
  send(content, buffers = []) {
    this.model.send(content, undefined, buffers);
    if (content.action !== "refresh") {
      this.setBusy(true);
      this.busy = setTimeout(() => this.setBusy(false), ACTIONS_WAIT);
    }
  }

  setBusy(busy) {
    clearTimeout(this.busy);
    this.root.setAttribute("aria-busy", String(busy));
    for (const button of this.root.querySelectorAll("button")) button.disabled = busy;
  }

  answered() {
    if (this.identifying && this.model.get("view").notice.kind === "done") this.changing = false;
    this.identifying = false;
    this.draw();
  }

  draw() {
    const view = this.model.get("view");
    const typed = this.typed();
    const focused = this.root.contains(document.activeElement) ? document.activeElement.id : "";
    this.root.replaceChildren(
      this.identity(view.identity),
      element("div", { class: "ntc-home-notice", role: "status", dataset: { kind: view.notice.kind } }, view.notice.text),
      ...view.activities.map((activity) => this.activity(activity, view)),
    );
    // JupyterLab takes keys for the notebook, from a focused button too, unless the control itself says otherwise.
    for (const control of this.root.querySelectorAll("input, button, a, summary, [tabindex]")) {
      control.dataset.lmSuppressShortcuts = "true";
    }
    this.setBusy(false);
    this.restore(typed, view.focus || focused);
  }

  // A page that is drawn again keeps what was being typed and where one was.
  typed() {
    return Object.fromEntries([...this.root.querySelectorAll("input[type=text]")].map((input) => [input.id, input.value]));
  }

  restore(typed, focused) {
    for (const [id, value] of Object.entries(typed)) {
      const input = this.root.querySelector(`#${CSS.escape(id)}`);
      if (input) input.value = value;
    }
    if (focused) this.root.querySelector(`#${CSS.escape(focused)}`)?.focus({ preventScroll: false });
  }

  identity(identity) {
    const known = Boolean(identity.id);
    const section = element("section", { class: "ntc-home-who", "aria-labelledby": "ntc-home-who" });
    section.append(element("h2", { id: "ntc-home-who" }, "Qui travaille ici"));
    const resting = known && !this.changing;
    if (known) {
      section.append(
        element(
          "p",
          { class: "ntc-home-identity" },
          "Vous travaillez sous l’identifiant ",
          element("strong", {}, identity.id),
          identity.name ? ` (${identity.name})` : "",
          ". ",
          element("span", { class: "ntc-home-variant" }, identity.data),
          " ",
          resting && !identity.imposed
            ? element("button", { type: "button", id: "ntc-home-change", on: { click: () => this.change() } }, "Changer")
            : null,
        ),
      );
    }
    if (resting) return section;
    section.append(element("p", {}, known ? identity.warning : identity.invitation), this.form(identity));
    return section;
  }

  change() {
    this.changing = true;
    this.draw();
    this.root.querySelector("#ntc-home-id").focus();
  }

  form(identity) {
    const id = element("input", {
      type: "text", id: "ntc-home-id", autocomplete: "username", autocapitalize: "none", spellcheck: "false", maxlength: "64",
      "aria-describedby": "ntc-home-id-help", required: true, value: identity.id,
    });
    const name = element("input", {
      type: "text", id: "ntc-home-name", autocomplete: "name", maxlength: "80", value: identity.name,
    });
    const submit = (event) => {
      event.preventDefault();
      this.identifying = true;
      this.send({ action: "identify", id: id.value, name: name.value });
    };
    const back = () => {
      this.changing = false;
      this.draw();
      this.root.querySelector("#ntc-home-change")?.focus();
    };
    // JupyterLab swallows the key that would submit the form.
    const keydown = (event) => event.key === "Enter" && event.target.matches("input") && submit(event);
    return element(
      "form",
      { class: "ntc-home-form", novalidate: true, on: { submit, keydown } },
      element(
        "div",
        {},
        element("label", { for: "ntc-home-id" }, "Votre identifiant"),
        id,
        element("p", { id: "ntc-home-id-help", class: "ntc-home-help" }, "Celui que votre formateur vous a donné, par exemple dupont.m."),
      ),
      element("div", {}, element("label", { for: "ntc-home-name" }, "Votre prénom et votre nom (facultatif)"), name),
      element(
        "div",
        { class: "ntc-home-buttons" },
        element("button", { type: "submit", class: "ntc-home-main", id: "ntc-home-save" }, "Enregistrer"),
        identity.id ? element("button", { type: "button", on: { click: back } }, "Ne rien changer") : null,
      ),
    );
  }

  activity(activity, view) {
    const title = `ntc-home-${activity.id}`;
    return element(
      "section",
      { class: "ntc-home-activity", "aria-labelledby": title },
      element("h2", { id: title }, activity.title),
      element("ul", { class: "ntc-home-lessons" }, activity.lessons.map((lesson) => this.lesson(lesson))),
      activity.assignment ? this.handIn(activity, view) : null,
      activity.assignment ? this.handedIn(activity) : null,
      activity.assignment ? this.feedback(activity) : null,
    );
  }

  lesson(lesson) {
    if (!lesson.ready) {
      return element(
        "li",
        { class: "ntc-home-lesson ntc-home-coming" },
        element("span", { class: "ntc-home-number" }, lesson.number),
        element("span", { class: "ntc-home-title" }, lesson.title),
        element("span", { class: "ntc-home-state" }, "en préparation"),
      );
    }
    return element(
      "li",
      { class: "ntc-home-lesson", dataset: { lesson: lesson.name } },
      element("span", { class: "ntc-home-number" }, lesson.number),
      element(
        "a",
        { class: "ntc-home-title", id: `ntc-home-open-${lesson.name}`, href: address("lab/tree", lesson.path),
          on: { click: (event) => this.open(event, lesson.path) } },
        lesson.title,
      ),
      element(
        "span",
        { class: "ntc-home-state" },
        element("progress", { max: lesson.total, value: lesson.answered, "aria-label": `Avancement : ${lesson.title}` }),
        element("span", {}, lesson.summary),
      ),
      lesson.problem ? element("p", { class: "ntc-home-problem" }, lesson.problem) : null,
    );
  }

  // The course's extension opens it in this JupyterLab; without it the link does, in this page.
  open(event, path) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const request = new CustomEvent("ntc:open", { bubbles: true, cancelable: true, detail: { path } });
    if (!this.root.dispatchEvent(request)) event.preventDefault();
  }

  handIn(activity, view) {
    const open = view.handIn.assignment === activity.assignment ? view.handIn : null;
    if (!open) {
      return element(
        "p",
        { class: "ntc-home-buttons" },
        element(
          "button",
          { type: "button", class: "ntc-home-main", id: `ntc-home-handin-${activity.id}`,
            on: { click: () => this.send({ action: "review", assignment: activity.assignment }) } },
          "Rendre mon travail",
        ),
      );
    }
    return open.step === "review" ? this.review(activity, open) : this.receipt(open);
  }

  review(activity, review) {
    return element(
      "div",
      { class: "ntc-home-panel", role: "region", "aria-labelledby": "ntc-home-panel" },
      element("h3", { id: "ntc-home-panel", tabindex: "-1" }, "Avant de rendre : ce qui est enregistré"),
      element("p", {}, review.summary),
      review.lessons.map((lesson) => this.reviewed(lesson)),
      element("p", {}, review.reminder),
      element(
        "p",
        { class: "ntc-home-buttons" },
        element(
          "button",
          { type: "button", class: "ntc-home-main", id: "ntc-home-confirm",
            on: { click: () => this.send({ action: "submit", assignment: activity.assignment }) } },
          "Confirmer et rendre",
        ),
        element("button", { type: "button", on: { click: () => this.send({ action: "cancel" }) } }, "Revenir sans rendre"),
      ),
    );
  }

  reviewed(lesson) {
    if (lesson.problem) return element("p", {}, element("strong", {}, lesson.title), element("br"), lesson.problem);
    return element(
      "table",
      { class: "ntc-home-table" },
      element("caption", {}, lesson.title),
      element("thead", {}, element("tr", {}, ["Exercice", "État", "Enregistré"].map((head) => element("th", { scope: "col" }, head)))),
      element(
        "tbody",
        {},
        lesson.exercises.map((exercise) =>
          element(
            "tr",
            { dataset: { exercise: exercise.id, state: exercise.state } },
            element("th", { scope: "row" }, exercise.title),
            element("td", {}, element("span", { class: "ntc-home-mark", dataset: { state: exercise.state } }, exercise.words),
              exercise.details.map((detail) => element("span", { class: "ntc-home-detail" }, detail))),
            element("td", {}, exercise.saved || "—"),
          ),
        ),
      ),
    );
  }

  receipt(receipt) {
    return element(
      "div",
      { class: "ntc-home-panel", role: "region", "aria-labelledby": "ntc-home-panel", dataset: { done: "" } },
      element("h3", { id: "ntc-home-panel", tabindex: "-1" }, receipt.title),
      receipt.lines.map((line) => element("p", {}, line)),
      element(
        "dl",
        { class: "ntc-home-seals" },
        receipt.seals.flatMap((seal) => [element("dt", {}, seal.title), element("dd", {}, element("code", {}, seal.seal))]),
      ),
      element(
        "p",
        { class: "ntc-home-buttons" },
        this.file(receipt.archive, `Télécharger ${receipt.archiveName}`, true, "ntc-home-button ntc-home-main"),
        this.file(receipt.page, "Ouvrir le reçu", false, "ntc-home-button"),
        element("button", { type: "button", on: { click: () => this.send({ action: "cancel" }) } }, "Fermer"),
      ),
    );
  }

  file(path, text, download, style) {
    const behaviour = download ? { download: path.split("/").pop() } : { target: "_blank", rel: "noopener" };
    return element("a", { href: address("files", path), class: style, ...behaviour }, text);
  }

  handedIn(activity) {
    if (!activity.handedIn.length) return null;
    return element(
      "details",
      { class: "ntc-home-list" },
      element("summary", {}, `Mes remises (${activity.handedIn.length})`),
      element(
        "ul",
        {},
        activity.handedIn.map((past) =>
          element("li", {}, past.label, " ", this.file(past.page, "Reçu"), " ", this.file(past.archive, "Dossier remis (zip)", true)),
        ),
      ),
    );
  }

  feedback(activity) {
    const input = element("input", {
      type: "file", id: `ntc-home-file-${activity.id}`, accept: ".html,.htm",
      on: { change: (event) => this.addFeedback(activity.assignment, event.target.files[0]) },
    });
    return element(
      "div",
      { class: "ntc-home-list ntc-home-feedback" },
      element("h3", {}, "Retours de votre formateur"),
      activity.feedback.length
        ? element("ul", {}, activity.feedback.map((page) => element("li", {}, this.file(page.path, page.title), ` ${page.date}`)))
        : element("p", {}, "Aucun retour pour l’instant."),
      element(
        "div",
        { class: "ntc-home-buttons" },
        element(
          "button",
          { type: "button", id: `ntc-home-fetch-${activity.id}`,
            on: { click: () => this.send({ action: "fetch", assignment: activity.assignment }) } },
          "Chercher mes retours",
        ),
        element("span", { class: "ntc-home-file" }, input, element("label", { for: input.id }, "Ranger un retour reçu (fichier .html)")),
      ),
    );
  }

  async addFeedback(assignment, file) {
    if (!file) return;
    this.send({ action: "feedback", assignment, name: file.name }, [await file.arrayBuffer()]);
  }
}

export default {
  render({ model, el }) {
    const root = element("div", { class: "ntc-home", lang: "fr" });
    el.append(root);
    const page = new HomePage(model, root);
    return () => page.dispose();
  },
};
