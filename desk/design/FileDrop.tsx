import { Camera, FileText, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { DropZone, FileTrigger, isFileDropItem, Text } from "react-aria-components";
import { useWords } from "../words.ts";
import { Button, IconButton } from "./Button.tsx";
import type { FieldProps } from "./Field.tsx";
import { type FileFault, fileFault, type SendFile, type StoredFile, saySize, uploads } from "./files.ts";
import { useMedia } from "./media.ts";

export interface FileDropProps extends FieldProps {
  value: readonly StoredFile[];
  onChange: (files: StoredFile[]) => void;
  send: SendFile;
  /** As in `<input accept>`: '.pdf', 'image/*'. */
  accept?: readonly string[];
  /** Words for `accept`: "PDF, รูปภาพ". */
  kinds?: string;
  /** Bytes a file. */
  limit?: number;
  isDisabled?: boolean;
}

interface Underway {
  key: number;
  file: File;
  percent: number;
  fault: string | null;
  stop: AbortController;
}

const faultWord = { empty: "fileEmpty", large: "fileTooLarge", kind: "fileKind" } as const;

/** Files by dragging, pasting, choosing, or the camera of a phone; each has its own progress and its own error. */
export function FileDrop(props: FileDropProps) {
  const { label, hint, error, isRequired, value, onChange, send, accept, kinds, limit, isDisabled } = props;
  const { w } = useWords();
  const [underway, setUnderway] = useState<Underway[]>([]);
  const next = useRef(0);
  const latest = useRef(value);
  latest.current = value;
  const isPhone = useMedia("(pointer: coarse)");

  const change = (key: number, part: Partial<Underway>) =>
    setUnderway((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: number) => setUnderway((all) => all.filter((one) => one.key !== key));

  const start = (one: Underway) => {
    change(one.key, { fault: null, percent: 0 });
    send(one.file, (percent) => change(one.key, { percent }), one.stop.signal).then(
      (stored) => {
        drop(one.key);
        latest.current = [...latest.current, stored];
        onChange([...latest.current]);
      },
      (reason: unknown) => {
        if (one.stop.signal.aborted) drop(one.key);
        else change(one.key, { fault: reason instanceof Error && reason.message ? reason.message : w("fileFailed") });
      },
    );
  };
  const say = (fault: FileFault, file: File) =>
    w(faultWord[fault], { size: saySize(file.size), limit: saySize(limit ?? 0) });
  const take = (files: Iterable<File>) => {
    for (const file of files) {
      const fault = fileFault(file, { ...(accept ? { accept } : {}), ...(limit ? { limit } : {}) });
      next.current += 1;
      const one = {
        key: next.current,
        file,
        percent: 0,
        fault: fault && say(fault, file),
        stop: new AbortController(),
      };
      setUnderway((all) => [...all, one]);
      if (!fault) start(one);
    }
  };
  // Leaving the form stops what is still on its way.
  const stopAll = useRef(() => {});
  stopAll.current = () => {
    for (const one of underway) one.stop.abort();
  };
  useEffect(() => () => stopAll.current(), []);

  const moving = underway.filter(({ fault }) => fault === null).length;
  useEffect(() => {
    uploads.set(uploads.get() + moving);
    return () => uploads.set(uploads.get() - moving);
  }, [moving]);

  return (
    <div className="field">
      <span className="label" aria-hidden>
        {label}
        {isRequired && <span className="need">{w("required")}</span>}
      </span>
      {!isDisabled && (
        <DropZone
          className="drop"
          aria-label={label}
          onDrop={async (event) => {
            const items = event.items.filter(isFileDropItem);
            take(await Promise.all(items.map((item) => item.getFile())));
          }}
        >
          <Text slot="label">{w("dropFiles")}</Text>
          <span className="row-of">
            <FileTrigger
              allowsMultiple
              {...(accept ? { acceptedFileTypes: accept } : {})}
              onSelect={(list) => list && take(list)}
            >
              <Button small>{w("chooseFiles")}</Button>
            </FileTrigger>
            {isPhone && (
              <FileTrigger
                acceptedFileTypes={["image/*"]}
                defaultCamera="environment"
                onSelect={(list) => list && take(list)}
              >
                <Button small icon={<Camera aria-hidden />}>
                  {w("takePhoto")}
                </Button>
              </FileTrigger>
            )}
          </span>
          {(kinds || limit) && (
            <span className="hint">
              {w("filesAllowed", { kinds: kinds ?? "*", size: limit ? saySize(limit) : "—" })}
            </span>
          )}
        </DropZone>
      )}
      {(value.length > 0 || underway.length > 0) && (
        <ul className="files" aria-label={`${label}: ${w("files")}`}>
          {value.map((file) => (
            <li key={file.id}>
              <FileText aria-hidden />
              <span className="file-name">{file.name}</span>
              <span className="file-state figures">{saySize(file.size)}</span>
              {!isDisabled && (
                <IconButton
                  small
                  label={w("removeItem", { item: file.name })}
                  icon={<X aria-hidden />}
                  onPress={() => onChange(value.filter(({ id }) => id !== file.id))}
                />
              )}
            </li>
          ))}
          {underway.map((one) => (
            <li key={one.key}>
              <FileText aria-hidden />
              <span className="file-name">{one.file.name}</span>
              <span className={`file-state ${one.fault ? "bad" : ""}`} role={one.fault ? "alert" : undefined}>
                {one.fault ?? w("fileSending", { percent: one.percent })}
                {one.fault && !fileFault(one.file, { ...(accept ? { accept } : {}), ...(limit ? { limit } : {}) }) && (
                  <Button small kind="plain" onPress={() => start(one)}>
                    {w("retry")}
                  </Button>
                )}
              </span>
              <IconButton
                small
                label={w("removeItem", { item: one.file.name })}
                icon={<X aria-hidden />}
                onPress={() => {
                  one.stop.abort();
                  drop(one.key);
                }}
              />
              {!one.fault && (
                <div className="bar" role="progressbar" aria-label={one.file.name} aria-valuenow={one.percent}>
                  <span style={{ width: `${one.percent}%` }} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {hint && <span className="hint">{hint}</span>}
      {error && (
        <span className="trouble" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
