// The pages that are one click away from anywhere: home, the company, the words of the trade.

export const HOME = "accueil.ipynb";

export const PAGES = [
  [HOME, "Accueil"],
  ["galerne.ipynb", "Galerne"],
  ["lexique.ipynb", "Lexique"],
];
