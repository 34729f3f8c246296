// Who works here: the identifier, said once, and the way to change it.
import { button, make } from "../page/dom.js";
import { withMoments } from "../page/french.js";

export function identity(page, who) {
  const known = Boolean(who.id);
  const resting = known && !page.changing;
  return make(
    "section",
    { class: "ntc-home-who", "aria-labelledby": "ntc-home-who" },
    make("h2", { id: "ntc-home-who" }, "Qui travaille ici"),
    known ? named(page, who, resting) : null,
    ...(resting ? [] : [make("p", {}, known ? who.warning : withMoments(who.invitation)), form(page, who)]),
  );
}

function named(page, who, resting) {
  return make(
    "p",
    { class: "ntc-home-identity" },
    "Vous travaillez sous l’identifiant ",
    make("strong", {}, who.id),
    who.name ? ` (${who.name})` : "",
    " · ",
    make("span", { class: "ntc-home-variant" }, who.data),
    " ",
    resting && !who.imposed ? button("Changer", () => page.change(), { id: "ntc-home-change" }) : null,
  );
}

function form(page, who) {
  const id = make("input", {
    type: "text",
    id: "ntc-home-id",
    autocomplete: "username",
    autocapitalize: "none",
    spellcheck: "false",
    maxlength: "64",
    "aria-describedby": "ntc-home-id-help",
    required: true,
    value: who.id,
  });
  const name = make("input", { type: "text", id: "ntc-home-name", autocomplete: "name", maxlength: "80", value: who.name });
  // The name is that of the former identifier: another one does not take it over.
  const follow = () => {
    const isSame = id.value.trim().toLowerCase() === who.id;
    if (!isSame && name.value === who.name) name.value = "";
    if (isSame && !name.value) name.value = who.name;
  };
  id.addEventListener("input", follow);
  const submit = (event) => {
    event.preventDefault();
    page.identify(id.value, name.value);
  };
  const example = "Celui que votre formateur vous a donné, par exemple dupont.m.";
  return make(
    "form",
    { class: "ntc-home-form", novalidate: true, on: { submit } },
    make(
      "div",
      {},
      make("label", { for: id.id }, "Votre identifiant"),
      id,
      make("p", { id: "ntc-home-id-help", class: "ntc-home-help" }, example),
    ),
    make("div", {}, make("label", { for: name.id }, "Votre prénom et votre nom (facultatif)"), name),
    make(
      "div",
      { class: "ntc-home-buttons" },
      make("button", { type: "submit", class: "ntc-home-main", id: "ntc-home-save" }, "Enregistrer"),
      who.id ? button("Ne rien changer", () => page.rest()) : null,
    ),
  );
}
