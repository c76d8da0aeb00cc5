import { Maximize, Minus, Plus } from "lucide-react";
import type { Map as LibreMap, Marker } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "../design/Button.tsx";
import { useMedia, useNarrow } from "../design/media.ts";
import { useSettings } from "../settings.ts";
import { useWords } from "../words.ts";
import { canDraw, fit, loadEngine, styleOf } from "./engine.ts";
import { type MapProps, OutlineMap } from "./OutlineMap.tsx";
import { type AreaFeature, boundsOf, innerPoint } from "./outline.ts";
import { matterWords as m } from "./words.ts";

export interface LiveMapProps extends MapProps {
  /** Called with the point that was clicked or tapped. */
  onPoint?: (lon: number, lat: number) => void;
  onArea?: (code: string) => void;
}

/** A label of the map as an element of the page: our own font, selectable, and no glyph server. */
function labelOf(feature: AreaFeature, props: LiveMapProps, isThai: boolean): HTMLElement | null {
  const { code, th, en } = feature.properties;
  const { names = "all", figures, steps, chosen } = props;
  const figure = figures?.get(code);
  const isNamed = names === "all" || (names === "chosen" && chosen?.has(code));
  if (!isNamed && !figure) return null;
  const label = document.createElement("div");
  label.className = `map-label ${(steps?.get(code) ?? 0) >= 3 ? "on-dark" : ""}`;
  label.setAttribute("aria-hidden", "true");
  if (isNamed) label.append(Object.assign(document.createElement("span"), { textContent: isThai ? th : en }));
  if (figure) label.append(Object.assign(document.createElement("strong"), { textContent: figure }));
  return label;
}

/**
 * A map that can be moved and zoomed. The drawing stands in its place until the engine has come, on paper, and where
 * there is no WebGL; so nothing jumps and nothing is missing.
 */
export function LiveMap(props: LiveMapProps) {
  // On a phone a map that is only looked at is the drawing: lighter, and a finger that scrolls the page does not catch in it.
  const isNarrow = useNarrow();
  return isNarrow && !props.onPoint ? <OutlineMap {...props} /> : <MovingMap {...props} />;
}

function MovingMap(props: LiveMapProps) {
  const { areas, label, steps, chosen, points, onPoint, onArea } = props;
  const { say, language } = useWords();
  const { theme } = useSettings();
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const isCalm = useMedia("(prefers-reduced-motion: reduce)");
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<LibreMap | null>(null);
  const latest = useRef({ onPoint, onArea });
  latest.current = { onPoint, onArea };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme needs new colours, so the map is made again
  useEffect(() => {
    const bounds = boundsOf(areas.features);
    if (!bounds || !canDraw()) return;
    let made: LibreMap | null = null;
    let isGone = false;
    loadEngine().then(
      (engine) => {
        if (isGone || !place.current) return;
        made = new engine.Map({
          container: place.current,
          style: styleOf(areas),
          bounds: [bounds[0], bounds[1], bounds[2], bounds[3]],
          fitBoundsOptions: { padding: 14 },
          attributionControl: false,
          dragRotate: false,
          pitchWithRotate: false,
          cooperativeGestures: false,
          scrollZoom: false,
          maxZoom: 15,
        });
        made.touchZoomRotate.disableRotation();
        const drawn = made;
        let under: string | null = null;
        const mark = (code: string | null) => {
          if (under) drawn.setFeatureState({ source: "areas", id: under }, { under: false });
          under = code;
          if (under) drawn.setFeatureState({ source: "areas", id: under }, { under: true });
        };
        made.on("load", () => setMap(drawn));
        made.on("mousemove", "areas", ({ features }) => mark(String(features?.[0]?.id ?? "") || null));
        made.on("mouseleave", "areas", () => mark(null));
        made.on("click", (event) => {
          latest.current.onPoint?.(event.lngLat.lng, event.lngLat.lat);
          const [found] = drawn.queryRenderedFeatures(event.point, { layers: ["areas"] });
          if (found?.id) latest.current.onArea?.(String(found.id));
        });
        made.getCanvas().setAttribute("aria-label", label);
        made.getCanvas().style.cursor = latest.current.onPoint ? "crosshair" : "";
      },
      () => {}, // the drawing stays
    );
    return () => {
      isGone = true;
      setMap(null);
      made?.remove();
    };
  }, [areas, theme, isDark]);

  useEffect(() => {
    if (!map) return;
    for (const { properties } of areas.features) {
      map.setFeatureState(
        { source: "areas", id: properties.code },
        { step: steps?.get(properties.code) ?? 0, chosen: chosen?.has(properties.code) ?? false },
      );
    }
  }, [map, areas, steps, chosen]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: labels follow what is shown; the engine is already loaded here
  useEffect(() => {
    if (!map) return;
    const markers: Marker[] = [];
    void loadEngine().then(({ Marker }) => {
      for (const feature of areas.features) {
        const element = labelOf(feature, props, language === "th");
        const inner = element && innerPoint(feature);
        if (element && inner) markers.push(new Marker({ element }).setLngLat(inner).addTo(map));
      }
      for (const { lon, lat, label: name } of points ?? []) {
        const element = Object.assign(document.createElement("div"), { className: "map-pin", title: name });
        element.append(document.createElement("i"));
        element.setAttribute("aria-hidden", "true");
        markers.push(new Marker({ element, anchor: "bottom" }).setLngLat([lon, lat]).addTo(map));
      }
    });
    return () => {
      for (const marker of markers) marker.remove();
    };
  }, [map, areas, steps, chosen, props.figures, props.names, points, language]);

  const bounds = boundsOf(areas.features);
  return (
    <div className="live-map" data-drawn={map ? "" : undefined}>
      <OutlineMap {...props} />
      <div className="live-map-place" ref={place} />
      {map && (
        <div className="map-tools">
          <IconButton
            small
            label={say(m.zoomIn)}
            icon={<Plus aria-hidden />}
            onPress={() => map.zoomIn()}
            plainTooltip
          />
          <IconButton
            small
            label={say(m.zoomOut)}
            icon={<Minus aria-hidden />}
            onPress={() => map.zoomOut()}
            plainTooltip
          />
          <IconButton
            small
            label={say(m.wholeMap)}
            icon={<Maximize aria-hidden />}
            onPress={() => bounds && fit(map, bounds, isCalm)}
            plainTooltip
          />
        </div>
      )}
    </div>
  );
}
