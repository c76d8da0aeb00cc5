import { useMemo } from "react";
import { useWords } from "../words.ts";
import { type Areas, boundsOf, innerPoint, pathOf, project } from "./outline.ts";
import { matterWords } from "./words.ts";

export interface MapPoint {
  lon: number;
  lat: number;
  label: string;
}
export interface MapProps {
  /** What the map shows, for screen readers; the facts stand in a table or list beside it. */
  label: string;
  areas: Areas;
  /** Step 0–4 of the red wash, by area code; areas without one are paper. */
  steps?: ReadonlyMap<string, number>;
  /** Areas drawn in the colour of choice. */
  chosen?: ReadonlySet<string>;
  /** A short text under the name: a number. */
  figures?: ReadonlyMap<string, string>;
  points?: readonly MapPoint[];
  /** Names are left out on small maps, but for the chosen areas. */
  names?: "all" | "chosen" | "none";
}

const width = 560;

/** The province as a drawing: exact on paper, in every theme, at every size, without an engine. */
export function OutlineMap({ label, areas, steps, chosen, figures, points = [], names = "all" }: MapProps) {
  const { language } = useWords();
  const drawn = useMemo(() => {
    const bounds = boundsOf(areas.features);
    if (!bounds) return null;
    const drawing = project(bounds, width);
    return {
      drawing,
      shapes: areas.features.map((feature) => {
        const inner = innerPoint(feature);
        return {
          ...feature.properties,
          path: pathOf(feature, drawing),
          inner: inner && drawing.at(inner[0], inner[1]),
        };
      }),
    };
  }, [areas]);
  if (!drawn) return null;
  const { drawing, shapes } = drawn;
  return (
    <svg className="outline-map" viewBox={`0 0 ${width} ${drawing.height}`} role="img" aria-label={label}>
      {shapes.map(({ code, path }) => (
        <path
          key={code}
          d={path}
          className={`area ${steps?.get(code) ? `step-${steps.get(code)}` : ""} ${chosen?.has(code) ? "chosen" : ""}`}
        />
      ))}
      {shapes.map((shape) => {
        const isNamed = names === "all" || (names === "chosen" && chosen?.has(shape.code));
        const figure = figures?.get(shape.code);
        if (!shape.inner || (!isNamed && !figure)) return null;
        const [x, y] = shape.inner;
        return (
          <text key={shape.code} x={x} y={y} className={(steps?.get(shape.code) ?? 0) >= 3 ? "on-dark" : ""}>
            {isNamed && (
              <tspan x={x} dy={figure ? "-0.1em" : "0.35em"}>
                {language === "en" ? shape.en : shape.th}
              </tspan>
            )}
            {figure && (
              <tspan x={x} dy={isNamed ? "1.25em" : "0.35em"} className="figure">
                {figure}
              </tspan>
            )}
          </text>
        );
      })}
      {points.map(({ lon, lat, label: name }) => {
        const [x, y] = drawing.at(lon, lat);
        return (
          <g key={`${lon} ${lat} ${name}`} className="pin" transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            <title>{name}</title>
            <path d="M0 0c-9-14-12-18-12-25a12 12 0 0 1 24 0c0 7-3 11-12 25z" />
            <circle cy="-25" r="4.5" />
          </g>
        );
      })}
    </svg>
  );
}

/** What stands under every map: that its boundaries are approximate, and where they come from. */
export function MapNotice({ areas }: { areas: Areas }) {
  const { say } = useWords();
  if (!areas.notice) return null;
  return (
    <p className="map-notice" title={areas.sources.join("; ")}>
      {say(areas.notice) || say(matterWords.approximate)}
    </p>
  );
}
