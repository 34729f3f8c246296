// The plugin: each notebook that says it is a lesson of the course gets a Lesson to look after it.
import { startEarly } from "./kernel.js";
import { Lesson } from "./lesson.js";

export default function makePlugin(jupyter, base) {
  return {
    id: "ntc-lesson:plugin",
    autoStart: true,
    requires: [jupyter.notebook.INotebookTracker],
    optional: [jupyter.application.ILabShell, jupyter.mainmenu.IMainMenu],
    activate(app, tracker, shell, menu) {
      const shipped = fetch(new URL("lessons.json", base)).then((answer) => answer.json());
      tracker.widgetAdded.connect(async (_, panel) => {
        const lab = { app, jupyter, shell, menu, shipped: await shipped };
        if (nameOf(panel) in lab.shipped) {
          startEarly(panel.sessionContext);
        }
        await panel.context.ready;
        if (panel.context.model.getMetadata("ntc")?.lesson) {
          await new Lesson(panel, lab).open();
        }
      });
    },
  };
}

function nameOf(panel) {
  return panel.context.path.split("/").pop().replace(/\.ipynb$/, "");
}
