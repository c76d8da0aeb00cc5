import { dayParts, sayDay } from "../../../../desk/days.ts";
import { useNarrow } from "../../../../desk/design/media.ts";
import { Section } from "../../../../desk/design/Page.tsx";
import { useWords } from "../../../../desk/words.ts";
import type { Wire } from "../../../../kernel/room.ts";
import type { Week } from "../governor.ts";
import { scaleOf } from "./scale.ts";
import { orderWords as o } from "./words.ts";

/** Work given and accepted as bars, what stays late as a line: three things, drawn three ways. */
export function Trend({ weeks }: { weeks: readonly Wire<Week>[] }) {
  const { say, language } = useWords();
  const isNarrow = useNarrow();
  const [width, height] = isNarrow ? [360, 210] : [1080, 230];
  const frame = { left: 34, right: isNarrow ? 10 : 96, top: 14, bottom: 30 };
  const lines = scaleOf(Math.max(...weeks.flatMap((week) => [week.given, week.accepted, week.late])));
  const top = lines.at(-1) ?? 1;
  const y = (value: number) => frame.top + (1 - value / top) * (height - frame.top - frame.bottom);
  const column = (width - frame.left - frame.right) / Math.max(1, weeks.length);
  const bar = Math.min(18, column * 0.32);
  const middle = (index: number) => frame.left + column * (index + 0.5);
  const last = weeks.at(-1);
  const path = weeks
    .map((week, index) => `${index === 0 ? "M" : "L"}${middle(index).toFixed(1)} ${y(week.late).toFixed(1)}`)
    .join("");
  const short = (day: string) => {
    const parts = dayParts(day);
    return parts ? sayDay(day, language).split(" ").slice(0, 2).join(" ") : day;
  };
  return (
    <Section title={say(o.trend)}>
      <div className="trend-head">
        <p className="small quiet">{say(o.trendHelp)}</p>
        <ul className="trend-legend" aria-hidden>
          <li className="given">{say(o.given)}</li>
          <li className="accepted">{say(o.accepted)}</li>
          <li className="late">{say(o.lateAtEnd)}</li>
        </ul>
      </div>
      <svg
        className="trend"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${say(o.trend)}: ${say(o.trendHelp)}`}
      >
        {lines.map((value) => (
          <g key={value}>
            <line
              x1={frame.left}
              x2={width - frame.right}
              y1={y(value)}
              y2={y(value)}
              className={value === 0 ? "base" : "grid"}
            />
            <text x={frame.left - 8} y={y(value)} dy="0.35em" className="end">
              {value}
            </text>
          </g>
        ))}
        {weeks.map((week, index) => (
          <g key={week.monday}>
            <rect
              className="given"
              x={middle(index) - bar - 1}
              width={bar}
              y={y(week.given)}
              height={y(0) - y(week.given)}
            />
            <rect
              className="accepted"
              x={middle(index) + 1}
              width={bar}
              y={y(week.accepted)}
              height={y(0) - y(week.accepted)}
            />
            {(!isNarrow || index % 3 === 0) && (
              <text x={middle(index)} y={height - 8} className="middle">
                {short(week.monday)}
              </text>
            )}
          </g>
        ))}
        <path d={path} className="late" />
        {weeks.map((week, index) => (
          <circle
            key={week.monday}
            cx={middle(index)}
            cy={y(week.late)}
            r={index === weeks.length - 1 ? 4 : 2.5}
            className="late"
          />
        ))}
        {last && !isNarrow && (
          <text x={middle(weeks.length - 1) + bar + 8} y={y(last.late)} dy="0.35em" className="late">
            {`${say(o.lateAtEnd)} ${last.late}`}
          </text>
        )}
      </svg>
      <details className="as-table">
        <summary>{say(o.asTable)}</summary>
        <table className="ranking">
          <thead>
            <tr>
              <th scope="col">{say(o.week)}</th>
              <th scope="col" className="end">
                {say(o.given)}
              </th>
              <th scope="col" className="end">
                {say(o.accepted)}
              </th>
              <th scope="col" className="end">
                {say(o.lateAtEnd)}
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.monday}>
                <th scope="row" className="figures">
                  {sayDay(week.monday, language)}
                </th>
                <td className="end figures">{week.given}</td>
                <td className="end figures">{week.accepted}</td>
                <td className="end figures">{week.late}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}
