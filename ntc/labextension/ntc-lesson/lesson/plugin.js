// The plugins: each notebook that says it is a lesson of the course gets a Lesson to look after it, and a learner's
// JupyterLab becomes the course.
import { wear } from "../page/sheets.js";
import { shellPlugins } from "../shell/plugins.js";
import { EarlyKernels } from "./kernel.js";
import { Lesson } from "./lesson.js";

export default function makePlugins(jupyter, base) {
  return [lessons(jupyter, base), ...shellPlugins(jupyter)];
}

function lessons(jupyter, base) {
  return {
    id: "ntc-lesson:plugin",
    autoStart: true,
    requires: [jupyter.notebook.INotebookTracker],
    activate(app, tracker) {
      wear("page/tokens.css");
      wear("lesson/lesson.css");
      const early = new EarlyKernels(jupyter, app.serviceManager.serverSettings);
      const shipped = fetch(new URL("lessons.json", base)).then((answer) => answer.json());
      shipped.then((lessons) => startAddressed(jupyter, lessons, early));
      tracker.widgetAdded.connect(async (_, panel) => {
        early.connect(panel.context.path, panel.sessionContext);
        const lab = { app, jupyter, early, shipped: await shipped };
        await panel.context.ready;
        if (panel.context.model.getMetadata("ntc")?.lesson) {
          await new Lesson(panel, lab).open();
        }
      });
    },
  };
}

// The lesson that the address of the page names, if it names one.
function startAddressed({ coreutils }, lessons, early) {
  const path = coreutils.PageConfig.getOption("treePath");
  if (coreutils.PathExt.basename(path, ".ipynb") in lessons) {
    early.start(path);
  }
}
