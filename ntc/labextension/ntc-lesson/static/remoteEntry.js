// What JupyterLab loads first: it hands us its shared modules, we hand it the plugin. No build step.
(() => {
  const NAME = "ntc-lesson";
  const base = new URL(".", document.currentScript.src);
  let scope;

  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("style.css", base);
  document.head.append(sheet);

  async function shared(name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  async function extension() {
    const [application, apputils, cells, mainmenu, notebook, widgets, { default: makePlugin }] = await Promise.all([
      shared("@jupyterlab/application"),
      shared("@jupyterlab/apputils"),
      shared("@jupyterlab/cells"),
      shared("@jupyterlab/mainmenu"),
      shared("@jupyterlab/notebook"),
      shared("@lumino/widgets"),
      import(new URL("plugin.js", base)),
    ]);
    const plugin = makePlugin({ application, apputils, cells, mainmenu, notebook, widgets }, base);
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
