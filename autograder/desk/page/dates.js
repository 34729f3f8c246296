// Last hours to hand in: of everybody, and of one learner who has longer.
import { button, make } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { send } from "./api.js";

export function deadlines({ assignment, due, longer, people }, follower) {
  const id = `dates-${assignment}`;
  const everybody = make("option", { value: "" }, "Toute la classe");
  const options = people.map(({ learner, name }) => make("option", { value: learner }, name));
  const whose = make("select", { id: `${id}-who` }, everybody, ...options);
  const last = make("input", { id: `${id}-last`, type: "datetime-local", value: due || null });
  whose.onchange = () => (last.value = longer.find((one) => one.learner === whose.value)?.last ?? due);
  const put = async (moment) => {
    try {
      const { told } = await send("deadline", { assignment, learner: whose.value, last: moment });
      follower.tell(told);
    } catch (error) {
      follower.refuse(error.message);
    }
  };
  const given = longer.map(({ told }) => told);
  const form = make(
    "p",
    { class: "picker" },
    make("label", { for: whose.id }, "Pour"),
    whose,
    make("label", { for: last.id }, "jusqu’au"),
    last,
    button("Enregistrer", () => (last.value ? put(last.value) : last.focus())),
    button("Sans date limite", () => put(""), { class: "plain" }),
  );
  return make("div", {}, given.length ? make("p", {}, make("b", {}, "Délais accordés : "), given.join(" ; ")) : null, form);
}
