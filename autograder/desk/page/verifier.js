// Whether a sheet that somebody holds is the one that was given out: by its file, or by the code printed on it.
import { button, make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { verify } from "./api.js";
import { dropped, picker, wide } from "./controls.js";

const ABOUT =
  "Une fiche ou un livret vous revient d’un apprenant : déposez le fichier, ou entrez le code imprimé dessus. Un seul " +
  "chiffre changé se voit.";

/** The part of the page where one verifies. */
export function verifying() {
  const told = make("div", { role: "status", class: "verdict" });
  const code = make("input", { id: "verify-code", autocomplete: "off", spellcheck: "false", placeholder: "7K3M-9QXT-2H5V" });
  const ask = async (what) => {
    told.replaceChildren(make("p", {}, "Vérification…")); // never what was said of another
    told.replaceChildren(...(await verdict(what)));
  };
  const typed = () => (code.value.trim() ? ask({ code: code.value }) : code.focus());
  code.addEventListener("keydown", (event) => event.key === "Enter" && typed());
  const take = ([file]) => ask({ file });
  const node = make(
    "section",
    { class: "activity", "aria-labelledby": "verify" },
    make("h2", { id: "verify" }, "Vérifier une fiche ou un livret"),
    make("p", {}, ABOUT),
    make("p", { class: "picker" }, make("label", { for: code.id }, "Code"), code, button("Vérifier", typed, { id: "verify-go" })),
    picker({ id: "verify", label: "Vérifier un fichier (page ou PDF)…", accept: ".html,.htm,.pdf" }, take),
    told,
  );
  dropped(node, take);
  return node;
}

async function verdict(what) {
  try {
    const { vouched, said, title, told } = await verify(what);
    return [
      make("p", {}, make("b", { class: vouched ? "vouched" : "fault" }, vouched ? "Établi ici. " : "Attention. "), said.join(" ")),
      told.length ? wide(title, ["Ce que dit le document", "Valeur"], told) : null,
    ].filter(Boolean);
  } catch (error) {
    return [make("p", { class: "fault" }, error.message)];
  }
}
