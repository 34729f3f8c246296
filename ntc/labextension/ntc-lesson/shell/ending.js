// At the end of a page: where one can go from there.
import { button, make } from "../page/dom.js";
import { HOME } from "./pages.js";
import { print } from "./paper.js";

const END = "ntc-ending";

/** Put the ways out at the end of a page, once. */
export function endPage(panel, way) {
  const page = panel.content?.outerNode;
  if (!page || panel.context.path === HOME || page.querySelector(`.${END}`)) {
    return;
  }
  const words = "Retour à l’accueil : votre avancement, les autres leçons, votre travail à rendre";
  page.append(make("nav", { class: END, "aria-label": "Fin de la page" }, way.link(HOME, words), button("Imprimer cette page", print)));
}
