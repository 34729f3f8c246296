// The plugin: each notebook that says it is a lesson of the course gets a Lesson to look after it.
import { wear } from "../page/sheets.js";
import { EarlyKernels } from "./kernel.js";
import { Lesson } from "./lesson.js";

export default function makePlugin(jupyter, base) {
  return {
    id: "ntc-lesson:plugin",
    autoStart: true,
    requires: [jupyter.notebook.INotebookTracker],
    optional: [jupyter.application.ILabShell, jupyter.mainmenu.IMainMenu],
    activate(app, tracker, shell, menu) {
      wear("page/tokens.css");
      wear("lesson/lesson.css");
      const early = new EarlyKernels(jupyter, app.serviceManager.serverSettings);
      const shipped = fetch(new URL("lessons.json", base)).then((answer) => answer.json());
      shipped.then((lessons) => startAddressed(jupyter, lessons, early));
      tracker.widgetAdded.connect(async (_, panel) => {
        early.connect(panel.context.path, panel.sessionContext);
        const lab = { app, jupyter, shell, menu, early, shipped: await shipped };
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
