/** Files, places and links of a matter: the column beside its words. */
import { Download, FileText, Image, Paperclip } from "lucide-react";
import { useMemo, useState } from "react";
import { Link as AriaLink } from "react-aria-components";
import { termOf } from "../../kernel/glossary.ts";
import { Button } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { Dialog } from "../design/Dialog.tsx";
import { FileDrop } from "../design/FileDrop.tsx";
import { type StoredFile, saySize, uploads } from "../design/files.ts";
import { Section } from "../design/Page.tsx";
import { Select } from "../design/Select.tsx";
import { toast } from "../design/Toast.tsx";
import { useAct, useMay, useView } from "../queries.ts";
import { actingAs } from "../session.ts";
import { useWords } from "../words.ts";
import { MapNotice, OutlineMap } from "./OutlineMap.tsx";
import { Refusal } from "./Refusal.tsx";
import { fileLimit, kindsTaken, sendFile } from "./send.ts";
import type { Link, MatterFile, Place } from "./shapes.ts";
import { kindOf, matterWords as m, matterPath } from "./words.ts";

export const topicsOf = (matter: number): string[] => [`matter:${matter}`, "matters", "orders", "assignments", "files"];

/** Pictures and PDF open beside the work; the rest is downloaded. The position goes with the link: a link has no headers. */
export function FileList({ files, label }: { files: readonly MatterFile[]; label?: string }) {
  const { say } = useWords();
  const as = actingAs.use();
  const address = (id: number, inline: boolean) => {
    const asked = [inline ? "inline" : "", as ? `as=${as}` : ""].filter(Boolean).join("&");
    return `/files/${id}${asked ? `?${asked}` : ""}`;
  };
  return (
    <ul className="files" aria-label={label ?? say(m.attachments)}>
      {files.map((file) => {
        const isShown = file.type === "application/pdf" || file.type.startsWith("image/");
        return (
          <li key={file.id}>
            {file.type.startsWith("image/") ? <Image aria-hidden /> : <FileText aria-hidden />}
            <a
              className="file-name"
              href={address(file.id, isShown)}
              {...(isShown ? { target: "_blank", rel: "noopener" } : {})}
            >
              {file.name}
            </a>
            <span className="file-state figures">{saySize(file.size)}</span>
            <a
              className="button icon small no-print"
              href={address(file.id, false)}
              download={file.name}
              aria-label={`${say(m.download)} ${file.name}`}
            >
              <Download aria-hidden />
            </a>
          </li>
        );
      })}
    </ul>
  );
}

export function Files({ matter, files }: { matter: number; files: readonly MatterFile[] }) {
  const { say, w } = useWords();
  const [isOpen, open] = useState(false);
  const [chosen, choose] = useState<StoredFile[]>([]);
  const [may] = useMay([["files.attach", { matter, files: ["-"] }]], { topics: topicsOf(matter) });
  const close = () => {
    open(false);
    choose([]);
  };
  const act = useAct("files.attach", {
    topics: topicsOf(matter),
    onDone: () => {
      toast({ title: say(m.attached) });
      close();
    },
  });
  const isSending = uploads.use() > 0;
  return (
    <Section
      title={say(m.attachments)}
      aside={
        may?.may ? (
          <Button small icon={<Paperclip aria-hidden />} onPress={() => open(true)}>
            {say(m.attach)}
          </Button>
        ) : undefined
      }
    >
      {files.length > 0 ? <FileList files={files} /> : <p className="quiet small">{say(m.noFiles)}</p>}
      <Dialog
        title={say(m.attach)}
        isOpen={isOpen}
        onClose={close}
        footer={
          <>
            <Button onPress={close}>{w("cancel")}</Button>
            <Button
              kind="primary"
              isDisabled={chosen.length === 0}
              isPending={act.isRunning || isSending}
              onPress={() => void act.run({ matter, files: chosen.map(({ id }) => id) })}
            >
              {say(m.attach)}
            </Button>
          </>
        }
      >
        <Refusal problem={act.problem} />
        <FileDrop
          label={say(m.attachments)}
          value={chosen}
          onChange={choose}
          send={sendFile}
          limit={fileLimit}
          kinds={say(kindsTaken)}
        />
      </Dialog>
    </Section>
  );
}

/** Name of an area with the word for its level, as it stands in an address. */
export const areaName = (code: string, th: string): string =>
  code.length === 6 ? `ตำบล${th}` : code.length === 4 ? `อำเภอ${th}` : `จังหวัด${th}`;

export function Places({ places }: { places: readonly Place[] }) {
  const { say, language } = useWords();
  const { data: areas } = useView("places.map", {}, { isOff: places.length === 0 });
  const { data: all } = useView("places.areas", {}, { isOff: places.length === 0 });
  const chosen = useMemo(
    () => new Set(places.flatMap(({ area_code }) => (area_code ? [area_code.slice(0, 4)] : []))),
    [places],
  );
  const points = useMemo(
    () => places.flatMap(({ lon, lat, label }) => (lon !== null && lat !== null ? [{ lon, lat, label }] : [])),
    [places],
  );
  const wording = (place: Place) => {
    const english = language === "en" ? all?.find(({ code }) => code === place.area_code)?.en : undefined;
    const area = place.area_code && place.area ? (english ?? areaName(place.area_code, place.area)) : "";
    const district =
      place.area_code?.length === 6 ? all?.find(({ code }) => code === place.area_code?.slice(0, 4)) : undefined;
    const within = district && (language === "en" ? district.en : areaName(district.code, district.th));
    const point =
      place.lon !== null && place.lat !== null
        ? say(m.point, { lat: place.lat.toFixed(5), lon: place.lon.toFixed(5) })
        : "";
    return [place.label, [area, within].filter(Boolean).join(" "), point].filter(Boolean).join(" · ");
  };
  return (
    <Section title={say(m.places)}>
      {places.length === 0 ? (
        <p className="quiet small">{say(m.noPlaces)}</p>
      ) : (
        <>
          {areas && (
            <figure className="small-map">
              <OutlineMap label={say(m.map)} areas={areas} chosen={chosen} points={points} names="chosen" />
              <MapNotice areas={areas} />
            </figure>
          )}
          <ul className="place-list">
            {places.map((place) => (
              <li key={place.id}>{wording(place)}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const linkKinds = ["relates", "follows", "answers", "part_of"] as const;
type LinkKind = (typeof linkKinds)[number];

export function Links({ matter, links }: { matter: number; links: readonly Link[] }) {
  const { say, w, language } = useWords();
  const [isOpen, open] = useState(false);
  const [text, search] = useState("");
  const [to, setTo] = useState<string | null>(null);
  const [kind, setKind] = useState<LinkKind>("relates");
  const { data } = useView(
    "search.find",
    { query: text.trim() || "-", limit: 12 },
    { isOff: text.trim() === "", keep: true },
  );
  const found = (data?.hits ?? [])
    .filter((hit) => hit.matter !== matter)
    .map((hit) => ({
      id: String(hit.matter),
      label: hit.title,
      detail: [hit.printed, hit.unit].filter(Boolean).join(" · "),
    }));
  const close = () => {
    open(false);
    setTo(null);
    search("");
  };
  const act = useAct("matters.link", {
    topics: topicsOf(matter),
    onDone: () => {
      toast({ title: say(m.linked) });
      close();
    },
  });
  return (
    <Section
      title={say(m.links)}
      aside={
        <Button small onPress={() => open(true)}>
          {say(m.addLink)}
        </Button>
      }
    >
      {links.length === 0 ? (
        <p className="quiet small">{say(m.noLinks)}</p>
      ) : (
        <ul className="link-list">
          {links.map((link) => (
            <li key={`${link.matter} ${link.kind}`}>
              <span className="small quiet">{termOf("link", link.kind, language)}</span>
              <AriaLink href={matterPath(link.matter_kind, link.matter)}>
                {say(kindOf(link.matter_kind))} {link.printed} {link.title}
              </AriaLink>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        title={say(m.addLink)}
        isOpen={isOpen}
        onClose={close}
        footer={
          <>
            <Button onPress={close}>{w("cancel")}</Button>
            <Button
              kind="primary"
              isDisabled={to === null}
              isPending={act.isRunning}
              onPress={() => to && void act.run({ matter, to: Number(to), kind })}
            >
              {say(m.addLink)}
            </Button>
          </>
        }
      >
        <div className="form">
          <Refusal problem={act.problem} />
          <ComboBox
            label={say(m.linkTo)}
            hint={say(m.linkToHint)}
            choices={found}
            value={to}
            onChange={setTo}
            onSearch={search}
            error={act.fields.to}
            isRequired
          />
          <Select
            label={say(m.linkKind)}
            choices={linkKinds.map((id) => ({ id, label: termOf("link", id, language) }))}
            value={kind}
            onChange={(id) => setKind(linkKinds.find((each) => each === id) ?? "relates")}
          />
        </div>
      </Dialog>
    </Section>
  );
}
