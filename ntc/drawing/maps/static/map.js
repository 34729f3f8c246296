// What the map does beyond what folium writes: French names, labels that keep apart, a route that follows messages.

// folium gives a marker its icon once it is on the map: till then Leaflet would ask for an image of its own.
L.Marker.mergeOptions({ icon: L.divIcon() });

/* exported ntcMap */
function ntcMap(map, { line, online, places, route, texts }) {
  const NEAR = 3;
  const FANNED = 24;
  const RADIUS = { base: 8, point: 8, town: 4 };
  const STOP = 11;
  const TIGHT = { padding: [40, 28] };
  const WIDE = { paddingTopLeft: [64, 64], paddingBottomRight: [40, 48] };
  const URGENT = ["base", "point", "town"];

  document.documentElement.lang = "fr";
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", texts.title);
  map.attributionControl.setPrefix("Leaflet");
  L.control.zoom({ zoomInTitle: texts.bigger, zoomOutTitle: texts.smaller }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  // The wheel belongs to the page until the reader has taken hold of the map.
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  map.on("popupopen", ({ popup }) => popup.getElement().querySelector("a[role=button]").setAttribute("aria-label", texts.close));
  const said = document.querySelector(".ntc-map-foot [role=status]");
  const say = (text) => said.textContent === text || (said.textContent = text);
  online.on("tileerror", () => say(texts.lost)).on("tileload remove", () => say(texts.note));

  const names = map.createPane("ntc-map-names");
  names.className += " ntc-map-names";
  const at = new Map(places.map((place) => [place.id, place]));
  for (const place of places) {
    place.where = place.marker.getLatLng();
    place.name = document.createElement("span");
    place.name.textContent = place.label;
    // A mark that can be reached says its name itself.
    place.name.ariaHidden = place.kind === "town" ? null : "true";
    place.name.classList.toggle("ntc-map-strong", place.kind !== "town");
    names.append(place.name);
    if (place.kind !== "town") place.marker.bindPopup(() => told(place));
  }

  function told({ rank, label, detail }) {
    const node = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = rank ? `${rank}. ${label}` : label;
    node.append(title);
    if (detail) node.append(document.createElement("div"));
    if (detail) node.lastChild.textContent = detail;
    return node;
  }

  // The order of the stops; a base that the route comes back to is no stop.
  function follow(ids) {
    const known = ids.filter((id) => at.has(id));
    const round = known.length > 1 && known[0] === known.at(-1);
    const stops = [...new Set(round ? known.slice(1, -1) : known)];
    line.setLatLngs(known.map((id) => at.get(id).where));
    for (const place of places) {
      place.rank = stops.indexOf(place.id) + 1;
      const mark = place.marker.getElement();
      mark.textContent = place.rank || "";
      mark.classList.toggle("ntc-map-stop", place.rank > 0);
      mark.title = place.rank ? `${place.rank}. ${place.label}` : place.label;
      place.radius = place.rank ? STOP : place.own || RADIUS[place.kind];
      place.marker.setZIndexOffset(place.rank ? 1000 - place.rank : 0);
    }
    fan();
    if (map.getSize().x) arrange();
  }

  // Marks of one and the same spot stand side by side, in the order of the route.
  function fan() {
    const spots = new Map();
    for (const place of places) {
      const key = `${place.where.lat} ${place.where.lng}`;
      spots.set(key, [...(spots.get(key) ?? []), place]);
    }
    for (const spot of spots.values()) {
      spot.sort((a, b) => a.rank - b.rank);
      spot.forEach((place, index) => {
        place.shift = (index - (spot.length - 1) / 2) * FANNED;
        const { style } = place.marker.getElement();
        style.marginLeft = `${place.shift - place.radius}px`;
        style.marginTop = `${-place.radius}px`;
      });
    }
  }

  // Names beside their marks, never one over another; the first served are the stops, then the bases.
  function arrange() {
    const { x: width, y: height } = map.getSize();
    const waiting = places.map((place) => ({ place, mark: markOf(place) }));
    const taken = [...controls(), ...waiting.map(({ mark }) => mark)];
    const turn = ({ place }) => (place.rank ? place.rank - places.length : URGENT.indexOf(place.kind));
    waiting.sort((a, b) => turn(a) - turn(b));
    for (const { place } of waiting) place.name.hidden = false;
    for (const { place, mark } of waiting) {
      const { offsetWidth: wide, offsetHeight: high } = place.name;
      const free = around(mark, wide, high).find(
        (box) =>
          box.x >= 0 && box.y >= 0 && box.x + wide <= width && box.y + high <= height && !taken.some((other) => meet(box, other)),
      );
      place.name.hidden = !free;
      if (!free) continue;
      taken.push(free);
      L.DomUtil.setPosition(place.name, map.containerPointToLayerPoint([free.x, free.y]));
    }
  }

  function markOf({ where, shift, radius }) {
    const { x, y } = map.latLngToContainerPoint(where);
    return { x: x + shift - radius, y: y - radius, wide: 2 * radius, high: 2 * radius };
  }

  function controls() {
    const outer = frame.getBoundingClientRect();
    return [...frame.querySelectorAll(".leaflet-control")].map((node) => {
      const { left, top, width: wide, height: high } = node.getBoundingClientRect();
      return { x: left - outer.left, y: top - outer.top, wide, high };
    });
  }

  function around({ x, y, wide: own, high: tall }, wide, high) {
    const [right, left, middle] = [x + own + NEAR, x - NEAR - wide, x + (own - wide) / 2];
    const [below, above, level] = [y + tall + 1, y - 1 - high, y + (tall - high) / 2];
    return [
      [right, level], [left, level], [middle, above], [middle, below],
      [right, above], [right, below], [left, above], [left, below],
    ].map(([x, y]) => ({ x, y, wide, high }));
  }

  function meet(a, b) {
    return a.x < b.x + b.wide && b.x < a.x + a.wide && a.y < b.y + b.high && b.y < a.y + a.high;
  }

  // No view may leave the land that there is: what is cut would look like a shore.
  let moved = false;
  map.on("dragstart", () => (moved = true));
  frame.addEventListener("keydown", () => (moved = true));
  function fit() {
    map.invalidateSize({ animate: false });
    if (!map.getSize().x || !map.getSize().y) return;
    map.setMinZoom(Math.min(map.getBoundsZoom(map.options.maxBounds, true), map.getMaxZoom()));
    if (!moved) showAll();
    arrange();
  }
  // As large as may be, unless a control then lies over a mark.
  function showAll() {
    const all = L.latLngBounds(places.map(({ where }) => where));
    for (const padding of [TIGHT, WIDE]) {
      map.fitBounds(all, { animate: false, ...padding });
      const marks = places.map(markOf);
      if (!controls().some((control) => marks.some((mark) => meet(control, mark)))) return;
    }
  }
  follow(route);
  map.on("moveend zoomend", arrange);
  new ResizeObserver(fit).observe(frame);

  addEventListener("message", ({ source, data }) => {
    if (source === parent && Array.isArray(data?.ntcRoute)) follow(data.ntcRoute);
  });
  parent.postMessage({ ntcMap: "ready" }, "*");
}
