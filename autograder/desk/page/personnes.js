// The people of the class and their data: gathered for whoever asks, erased when they ask.
import { button, make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { address, send } from "./api.js";
import { asked, folded, list, wide } from "./controls.js";

const TITLE = "Les personnes et leurs données";
const ABOUT =
  "Un apprenant peut demander ce que vous avez sur lui, ou qu’on l’efface : les deux se font ici, à côté de son nom.";

/** The part of the page about people; `certificates` are those of former erasures. */
export function people({ people: those, certificates }, follower) {
  if (!those.length && !certificates.length) return [];
  const guide = { href: `${document.body.dataset.base}bureau/guide/donnees-personnelles`, target: "_blank", rel: "noopener" };
  const files = certificates.map((one) => make("a", { href: address(one.address), target: "_blank", rel: "noopener" }, one.name));
  const node = make(
    "section",
    { class: "activity", "aria-labelledby": "people" },
    make("h2", { id: "people" }, TITLE),
    make("p", {}, ABOUT, " ", make("a", guide, "Ce qui est gardé, pourquoi, combien de temps")),
    folded("people-data", `La classe (${those.length})`, those, () => table(those, follower)),
    folded("people-erased", `Certificats d’effacement (${files.length})`, files, () => list(files)),
  );
  return [node];
}

function table(those, follower) {
  const rows = those.map((one) => [one.name, one.learner, acts(one, follower)]);
  return wide(`${TITLE} : la classe`, ["Apprenant", "Identifiant", "Ses données"], rows);
}

function acts({ learner, name, account }, follower) {
  const label = (text) => ({ "aria-label": `${text}, ${name}` });
  const file = { href: address(account), download: true, ...label("Le fichier à lui remettre") };
  return make(
    "span",
    { class: "pages" },
    button("Ses données", () => act({ act: "account", learner }, `Données de ${name}…`, follower), label("Ses données")),
    account ? make("a", file, "Le fichier à lui remettre (zip)") : null,
    button("Effacer…", () => erase(learner, name, follower), { class: "plain", ...label("Effacer") }),
  );
}

function erase(learner, name, follower) {
  const by = make("input", { id: "erase-by", autocomplete: "name" });
  const text =
    `Effacer ${name} (${learner}) : travaux, notes, retours, fiches, livrets, lignes des listes et du journal, dépôt ` +
    "partagé. Rien ne pourra être retrouvé. Des preuves dont dépend un titre peuvent devoir être gardées : en cas de doute, " +
    "demandez d’abord.";
  const signed = make("p", { class: "picker" }, make("label", { for: by.id }, "Votre nom, pour le certificat"), by);
  const run = () => act({ act: "erase", learner, by: by.value }, `Effacement de ${name}…`, follower);
  asked("Effacer pour toujours", text, run, [signed]);
}

async function act(content, wait, follower) {
  follower.wait(wait);
  try {
    const { told } = await send("people", content);
    await follower.tell(told);
  } catch (error) {
    follower.refuse(error.message);
  }
}
