// In which box of a field somebody is typing: until they leave it or press Enter, what is in it is not judged.

/** Follows the boxes of numbers and dates under `root`; `left` is told when what was typed is to be judged. */
export function followTyping(root, left) {
  const typing = { input: null };
  const leave = () => {
    if (!typing.input) return;
    typing.input = null;
    left();
  };
  root.addEventListener("input", ({ target }) => (typing.input = target.matches(".ntc-input") ? target : null));
  root.addEventListener("focusout", leave);
  root.addEventListener("keydown", ({ key }) => key === "Enter" && leave());
  return typing;
}
