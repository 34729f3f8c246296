// What JupyterLab loads first: it hands us its shared modules, we hand it the plugins. No build step.
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
    notebook: "@jupyterlab/notebook",
    services: "@jupyterlab/services",
    signaling: "@lumino/signaling",
    statedb: "@jupyterlab/statedb",
    widgets: "@lumino/widgets",
  };

  async function extension() {
    const entries = Object.entries(USED).map(async ([name, path]) => [name, await shared(path)]);
    const [{ default: makePlugins }, ...modules] = await Promise.all([import(new URL("lesson/plugin.js", base)), ...entries]);
    const plugins = makePlugins(Object.fromEntries(modules), base);
    return () => ({ __esModule: true, default: plugins });
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init(shareScope) {
      scope = shareScope;
    },
    get: extension,
  };
})();
