import { Crosshair, MapPin, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Button, IconButton } from "../design/Button.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { Skeleton } from "../design/Page.tsx";
import { NumberField } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { useView } from "../queries.ts";
import { useWords } from "../words.ts";
import { LiveMap } from "./LiveMap.tsx";
import { MapNotice } from "./OutlineMap.tsx";
import { matterWords as m } from "./words.ts";

export interface Point {
  lon: number;
  lat: number;
}

/** Six decimals are ten centimetres: more than any of our sources knows. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
export const sayPoint = ({ lon, lat }: Point): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

export interface PointFieldProps {
  label: string;
  value: Point | null;
  onChange: (point: Point | null) => void;
  error?: string | undefined;
}

/** A point: from the map, from the device, or typed. */
export function PointField({ label, value, onChange, error }: PointFieldProps) {
  const { say, w } = useWords();
  const [isOpen, open] = useState(false);
  return (
    <div className="field">
      <span className="label">{label}</span>
      <span className="row-of">
        <Button icon={<MapPin aria-hidden />} onPress={() => open(true)}>
          {value ? <span className="figures">{sayPoint(value)}</span> : say(m.pickPoint)}
        </Button>
        {value && (
          <IconButton
            label={w("removeItem", { item: label })}
            icon={<X aria-hidden />}
            onPress={() => onChange(null)}
            plainTooltip
          />
        )}
      </span>
      {error && (
        <span className="trouble" role="alert">
          {error}
        </span>
      )}
      {isOpen && (
        <PointDialog
          first={value}
          onClose={() => open(false)}
          onPick={(point) => {
            onChange(point);
            open(false);
          }}
        />
      )}
    </div>
  );
}

export interface PointDialogProps {
  first: Point | null;
  onPick: (point: Point) => void;
  onClose: () => void;
}

export function PointDialog({ first, onPick, onClose }: PointDialogProps) {
  const { say, w, language } = useWords();
  const [point, setPoint] = useState<Point | null>(first);
  const { data: areas } = useView("places.map", {});
  const { data: all } = useView("places.areas", {});
  const { data: at } = useView("places.at", point ?? { lon: 100, lat: 14 }, { isOff: !point, keep: true });
  const points = useMemo(() => (point ? [{ ...point, label: sayPoint(point) }] : []), [point]);
  const code = at?.subdistrict ?? at?.district;
  const name = (of: string | null | undefined) => {
    const area = all?.find((each) => each.code === of);
    return area ? (language === "en" ? area.en : area.th) : "";
  };
  const where =
    point && at
      ? code
        ? say(m.liesIn, {
            area:
              language === "en"
                ? [name(at.subdistrict), name(at.district)].filter(Boolean).join(", ")
                : `${at.subdistrict ? `ตำบล${name(at.subdistrict)} ` : ""}อำเภอ${name(at.district)}`,
          })
        : say(m.outside)
      : say(m.pickHint);
  const part = (name: "lat" | "lon", degrees: number) => {
    if (Number.isNaN(degrees)) return;
    setPoint({ lon: point?.lon ?? 100.5, lat: point?.lat ?? 14.3, [name]: round(degrees) });
  };
  return (
    <Dialog
      title={say(m.pickPoint)}
      isOpen
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{w("cancel")}</Button>
          <Button kind="primary" isDisabled={!point} onPress={() => point && onPick(point)}>
            {say(m.usePoint)}
          </Button>
        </>
      }
    >
      <div className="point-pick">
        {areas ? (
          <LiveMap
            label={say(m.map)}
            areas={areas}
            points={points}
            onPoint={(lon, lat) => setPoint({ lon: round(lon), lat: round(lat) })}
          />
        ) : (
          <Skeleton rows={6} />
        )}
        <div className="form">
          <p aria-live="polite">{where}</p>
          <NumberField
            label={say(m.latitude)}
            value={point?.lat ?? Number.NaN}
            onChange={(degrees) => part("lat", degrees)}
            minValue={4}
            maxValue={22}
            step={0.00001}
            formatOptions={{ maximumFractionDigits: 6 }}
          />
          <NumberField
            label={say(m.longitude)}
            value={point?.lon ?? Number.NaN}
            onChange={(degrees) => part("lon", degrees)}
            minValue={95}
            maxValue={108}
            step={0.00001}
            formatOptions={{ maximumFractionDigits: 6 }}
          />
          <Button
            icon={<Crosshair aria-hidden />}
            onPress={() => {
              const failed = () => toast({ title: say(m.hereFailed), kind: "wrong" });
              if (!navigator.geolocation) return failed();
              navigator.geolocation.getCurrentPosition(
                ({ coords }) => setPoint({ lon: round(coords.longitude), lat: round(coords.latitude) }),
                failed,
                { enableHighAccuracy: true, timeout: 15_000 },
              );
            }}
          >
            {say(m.here)}
          </Button>
          {areas && <MapNotice areas={areas} />}
        </div>
      </div>
    </Dialog>
  );
}
