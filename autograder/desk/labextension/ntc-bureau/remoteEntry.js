// The desk as the first tab of an instructor's JupyterLab, as « Bureau du formateur ». No build step.
(() => {
  const NAME = "ntc-bureau";
  const ALLOWED = ["same-origin", "scripts", "forms", "modals", "popups", "downloads"].map((one) => `allow-${one}`);
  let scope;

  async function shared(name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  async function extension() {
    const [apputils, coreutils] = await Promise.all([shared("@jupyterlab/apputils"), shared("@jupyterlab/coreutils")]);
    const plugin = {
      id: "ntc-bureau:tab",
      autoStart: true,
      activate(app) {
        const frame = new apputils.IFrame({ sandbox: ALLOWED });
        frame.url = coreutils.URLExt.join(coreutils.PageConfig.getBaseUrl(), "bureau/");
        const tab = new apputils.MainAreaWidget({ content: frame });
        tab.id = NAME;
        tab.title.label = "Bureau du formateur";
        tab.title.closable = true;
        app.restored.then(() => app.shell.add(tab, "main"));
      },
    };
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
