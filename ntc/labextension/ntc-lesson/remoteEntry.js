// What JupyterLab loads first: it hands us its shared modules, we hand it the plugin. No build step.
(() => {
  const NAME = "ntc-lesson";
  const base = new URL(".", document.currentScript.src);
  let scope;

  async function shared(name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  const USED = {
    application: "@jupyterlab/application",
    apputils: "@jupyterlab/apputils",
    cells: "@jupyterlab/cells",
    coreutils: "@jupyterlab/coreutils",
    mainmenu: "@jupyterlab/mainmenu",
    notebook: "@jupyterlab/notebook",
    services: "@jupyterlab/services",
    widgets: "@lumino/widgets",
  };

  async function extension() {
    const entries = Object.entries(USED).map(async ([name, path]) => [name, await shared(path)]);
    const [{ default: makePlugin }, ...modules] = await Promise.all([import(new URL("lesson/plugin.js", base)), ...entries]);
    const plugin = makePlugin(Object.fromEntries(modules), base);
    return () => ({ __esModule: true, default: plugin });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init(shareScope) {
      scope = shareScope;
    },
    get: extension,
  };
})();
