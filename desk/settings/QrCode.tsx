import { useMemo } from "react";
import { qrCode } from "./qr.ts";

const quiet = 4;

/** Dark on light also in the dark theme: a camera reads it no other way. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [path, size] = useMemo(() => {
    const dark = qrCode(text);
    const moves = dark.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])));
    return [moves.join(""), dark.length + quiet * 2];
  }, [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
