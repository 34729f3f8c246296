const COLOURS = { land: "#f7f4ec", shore: "#8a8f94", route: "#1f4e79", point: "#b4432f", base: "#1f4e79", town: "#5f6368" };

function text(tag, content, parent) {
  const node = document.createElement(tag);
  node.textContent = content;
  parent.append(node);
  return node;
}

function popup(place, rank) {
  const node = document.createElement("div");
  text("strong", rank ? `${rank}. ${place.label}` : place.label, node);
  if (place.detail) text("div", place.detail, node);
  return node;
}

function marker(place, rank) {
  const small = place.kind === "town";
  const icon = L.divIcon({
    className: `ntc-map-mark ntc-map-${place.kind}`,
    html: rank ? String(rank) : "",
    iconSize: small ? [8, 8] : [22, 22],
  });
  const name = rank ? `${rank}. ${place.label}` : place.label;
  return L.marker([place.lat, place.lon], { icon, alt: name, title: name, keyboard: !small, interactive: !small });
}

function listing(places, ranks, root) {
  const details = document.createElement("details");
  details.className = "ntc-map-list";
  text("summary", "Lire la carte sous forme de liste", details);
  const list = document.createElement(ranks.size ? "ol" : "ul");
  const named = places.filter((place) => (ranks.size ? ranks.has(place.id) : place.kind !== "town"));
  named.sort((a, b) => (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0));
  for (const place of named) text("li", place.detail ? `${place.label}\u00a0: ${place.detail}` : place.label, list);
  details.append(list);
  root.append(details);
}

export default {
  render({ model, el }) {
    const root = document.createElement("figure");
    root.className = "ntc-map";
    text("figcaption", model.get("title"), root);
    const frame = document.createElement("div");
    frame.className = "ntc-map-frame";
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", `${model.get("title")}. Flèches pour se déplacer, plus et moins pour agrandir ou réduire.`);
    root.append(frame);
    el.append(root);

    const map = L.map(frame, { zoomControl: false, attributionControl: true, minZoom: 6, maxZoom: 13 });
    // A first view at once: without one Leaflet keeps the size it read before the output had any.
    map.setView([47.5, -1.6], 8);
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const land = L.geoJSON(model.get("land"), {
      attribution: "Côte\u00a0: Natural Earth",
      style: { color: COLOURS.shore, weight: 1, fillColor: COLOURS.land, fillOpacity: 1 },
      interactive: false,
    }).addTo(map);
    const online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", { attribution: "© contributeurs OpenStreetMap" });
    // Open at once: the icon of a folded control is an image that this page does not have.
    L.control.layers({ "Carte hors connexion": land, "Fond en ligne (connexion requise)": online }, {}, { collapsed: false }).addTo(map);

    const drawn = L.layerGroup().addTo(map);
    function draw() {
      drawn.clearLayers();
      root.querySelector(".ntc-map-list")?.remove();
      const places = model.get("places");
      const route = model.get("route");
      const at = new Map(places.map((place) => [place.id, place]));
      const ranks = new Map(route.map((id, index) => [id, index + 1]));
      if (route.length) {
        const line = route.map((id) => [at.get(id).lat, at.get(id).lon]);
        L.polyline(line, { color: COLOURS.route, weight: 3, interactive: false }).addTo(drawn);
      }
      for (const place of places) {
        const mark = marker(place, ranks.get(place.id)).addTo(drawn);
        if (place.kind === "town") mark.bindTooltip(place.label, { permanent: true, direction: "right", className: "ntc-map-name" });
        else mark.bindPopup(popup(place, ranks.get(place.id)));
      }
      listing(places, ranks, root);
    }
    function fit() {
      const places = model.get("places");
      if (places.length) map.fitBounds(L.latLngBounds(places.map((place) => [place.lat, place.lon])).pad(0.08), { animate: false });
    }
    draw();
    // The output has no size yet when it is rendered: fit once it has one, then follow the window.
    let fitted = false;
    const sizes = new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (!fitted && frame.clientWidth) {
        fitted = true;
        fit();
      }
    });
    sizes.observe(frame);
    model.on("change:places change:route", draw);
    return () => {
      sizes.disconnect();
      model.off("change:places change:route", draw);
      map.remove();
    };
  },
};
