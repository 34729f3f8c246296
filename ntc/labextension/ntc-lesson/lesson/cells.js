// The cells of a lesson: in which order they run, one run of one of them, and what they say to the page.

const SIGN = "application/vnd.ntc.lesson+json";
// What JupyterLab shows for good in place of a widget that it was not told of within two seconds: on a slow computer
// thirty are made at once, and the page hears of the last ones later.
const GIVEN_UP = "Error displaying widget: model not found";

// Cells depend on the first one only, which opens the lesson: fields come before charts, so that on a slow PC the
// page can be answered while the rest is being drawn.
export function inOrder(widgets) {
  const [opening, ...rest] = widgets.filter(isCode);
  const others = rest.filter((cell) => !isField(cell)).map((cell) => [cell]);
  return [[opening, ...rest.filter(isField)], ...others];
}

export function isCode(cell) {
  return cell.model.type === "code";
}

export function isField(cell) {
  return isCode(cell) && cell.model.getMetadata("nbgrader") !== undefined;
}

/** Run a cell: what went wrong, or nothing; while it is being replaced it keeps its height. */
export async function runCell(cell, session, { CodeCell }, heard) {
  const area = cell.outputArea.node;
  area.style.minHeight = `${area.offsetHeight}px`;
  const read = () => signsOf(cell).forEach(heard);
  cell.model.outputs.changed.connect(read);
  try {
    const { content } = await CodeCell.execute(cell, session);
    if (content.status === "error") {
      return content.evalue || content.ename;
    }
    setBlocked(cell, content.status !== "ok");
    return null;
  } finally {
    cell.model.outputs.changed.disconnect(read);
    area.style.minHeight = "";
  }
}

/** Draw a widget of this cell again, until it is there, each time that it is given up. */
export function drawAgain({ outputArea: area }) {
  const observer = new MutationObserver(() => {
    if (area.isDisposed) {
      observer.disconnect();
      return;
    }
    area.widgets.forEach((child, rank) => {
      const drawn = child.widgets?.at(-1);
      // What is drawn is not read through: a cell of thousands of words changes at each key.
      if (drawn && !drawn.node.firstElementChild && drawn.node.textContent === GIVEN_UP) {
        drawn.renderModel(area.model.get(rank));
      }
    });
  });
  observer.observe(area.node, { childList: true, subtree: true });
}

function signsOf({ model: { outputs } }) {
  return Array.from({ length: outputs.length }, (_, index) => outputs.get(index).data[SIGN]).filter(Boolean);
}

/** Fields that nobody would save take no entry. */
export function setBlocked(cell, blocked) {
  cell.outputArea.node.inert = blocked;
  cell.outputArea.node.classList.toggle("ntc-blocked", blocked);
}
