// The class list that is put on the desk: what it changes is read before it replaces the former one.
import { deposit } from "./api.js";
import { asked, list } from "./controls.js";

export async function takeList(file, follower, agreed = "") {
  follower.wait(`Lecture de « ${file.name} »…`);
  let found;
  try {
    found = await deposit(file, "", agreed);
  } catch (error) {
    return follower.refuse(error.message);
  }
  if (found.told) return follower.tell(found.told);
  follower.clear();
  const { title, lines, label, agreed: mark } = found.ask;
  return asked(label, title, () => takeList(file, follower, mark), [list(lines, { class: "changes" })]);
}
