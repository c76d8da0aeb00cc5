/** MapLibre, loaded only when a map is looked at. Nothing comes from elsewhere: no tiles, no glyphs, no sprites. */
import type { Map as LibreMap, StyleSpecification } from "maplibre-gl";
import type { Areas, Bounds } from "./outline.ts";

let loading: Promise<typeof import("maplibre-gl")> | null = null;

/** The engine with its worker served by ourselves. Rejects where the chunk cannot be loaded. */
export function loadEngine(): Promise<typeof import("maplibre-gl")> {
  loading ??= Promise.all([
    import("maplibre-gl"),
    import("maplibre-gl/dist/maplibre-gl-worker.mjs?url") as Promise<{ default: string }>,
    import("maplibre-gl/dist/maplibre-gl.css"),
  ]).then(([engine, worker]) => {
    engine.setWorkerUrl(worker.default);
    return engine;
  });
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

/** Whether this machine can draw with WebGL at all; many office machines cannot. */
export function canDraw(): boolean {
  try {
    const canvas = document.createElement("canvas");
    return canvas.getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

let pencil: CanvasRenderingContext2D | null = null;

/** A colour of the present theme as `rgb()`: the engine knows neither `light-dark()` nor custom properties. */
export function ink(colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  pencil ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  if (!pencil) return "#888";
  pencil.clearRect(0, 0, 1, 1);
  pencil.fillStyle = computed;
  pencil.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pencil.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Steps of the wash, from paper to the red of what is late; the same as of the drawing. */
export const washes = ["var(--inset)", "var(--wash-1)", "var(--wash-2)", "var(--wash-3)", "var(--wash-4)"] as const;

export function styleOf(areas: Areas): StyleSpecification {
  const fills = washes.flatMap((wash, step) => (step === 0 ? [] : [step, ink(wash)]));
  return {
    version: 8,
    sources: { areas: { type: "geojson", data: areas as GeoJSON.FeatureCollection, promoteId: "code" } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": ink("var(--sheet)") } },
      {
        id: "areas",
        type: "fill",
        source: "areas",
        paint: {
          "fill-color": [
            "case",
            ["boolean", ["feature-state", "chosen"], false],
            ink("var(--brass-wash)"),
            ["match", ["coalesce", ["feature-state", "step"], 0], ...fills, ink(washes[0])] as never,
          ],
        },
      },
      {
        id: "lines",
        type: "line",
        source: "areas",
        layout: { "line-join": "round" },
        paint: {
          "line-color": ["case", ["boolean", ["feature-state", "under"], false], ink("var(--ink)"), ink("var(--edge)")],
          "line-width": ["case", ["boolean", ["feature-state", "under"], false], 2, 0.8],
        },
      },
    ],
  };
}

export const fit = (map: LibreMap, [west, south, east, north]: Bounds, isQuick: boolean): void => {
  map.fitBounds(
    [
      [west, south],
      [east, north],
    ],
    { padding: 14, animate: !isQuick },
  );
};
