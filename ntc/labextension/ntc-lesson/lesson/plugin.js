// The plugins: each notebook that says it is a lesson of the course gets a Lesson to look after it, and a learner's
// JupyterLab becomes the course.
import { wear } from "../page/sheets.js";
import { shellPlugins } from "../shell/plugins.js";
import { EarlyKernels } from "./kernel.js";
import { Lesson } from "./lesson.js";
import { waitLonger } from "./waiting.js";

export default function makePlugins(jupyter, base) {
  return [lessons(jupyter, base), ...shellPlugins(jupyter)];
}

function lessons(jupyter, base) {
  return {
    id: "ntc-lesson:plugin",
    autoStart: true,
    requires: [jupyter.notebook.INotebookTracker],
    activate(app, tracker) {
      waitLonger();
      wear("page/tokens.css");
      wear("lesson/lesson.css");
      const early = new EarlyKernels(jupyter, app.serviceManager.serverSettings);
      const shipped = shippedFrom(base);
      startAddressed(jupyter, shipped, early);
      tracker.widgetAdded.connect(async (_, panel) => {
        early.connect(panel.context.path, panel.sessionContext);
        await panel.context.ready;
        const name = panel.context.model.getMetadata("ntc")?.lesson;
        if (name) {
          panel.node.dataset.lesson = name;
          await new Lesson(panel, { app, jupyter, early, shipped: await shipped(name) }).open();
        }
      });
    },
  };
}

// The code of a lesson as it was shipped, asked for once; undefined if the course has no such lesson.
function shippedFrom(base) {
  const asked = new Map();
  return (name) => {
    if (!asked.has(name)) {
      const address = new URL(`shipped/${encodeURIComponent(name)}.json`, base);
      asked.set(name, fetch(address).then((answer) => (answer.ok ? answer.json() : undefined)));
    }
    return asked.get(name);
  };
}

// The lesson that the address of the page names, if it names one.
async function startAddressed({ coreutils }, shipped, early) {
  const path = coreutils.PageConfig.getOption("treePath");
  if (path.endsWith(".ipynb") && (await shipped(coreutils.PathExt.basename(path, ".ipynb")))) {
    early.start(path);
  }
}
