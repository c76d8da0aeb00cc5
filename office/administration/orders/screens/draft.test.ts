import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft, inputOf, readDraft } from "./draft.ts";
import { scaleOf } from "./scale.ts";

test("a draft comes back whole; damaged parts fall back", () => {
  const draft = { ...emptyDraft, title: "เร่งระบายน้ำ", to: ["3", "4"], dueBy: "day", day: "2026-12-04" };
  const back = readDraft(JSON.stringify(draft), 0);
  assert.deepEqual(back.draft, draft);
  assert.equal(back.isBack, true);
  const odd = readDraft('{"title":7,"to":"x","dueBy":"soon","source":"rumour","body":"ก"}', 0);
  assert.deepEqual(odd.draft, { ...emptyDraft, body: "ก" });
  for (const broken of [null, "", "{", "[]", "null", "3"]) assert.equal(readDraft(broken, 0).isBack, false);
});

test("files that were sent yesterday are not offered again", () => {
  const files = [{ id: "t", name: "ก.pdf", size: 1 }];
  const kept = JSON.stringify({ ...emptyDraft, files, filesAt: 1000 });
  assert.equal(readDraft(kept, 3_600_000).draft.files.length, 1);
  const late = readDraft(kept, 86_400_000);
  assert.deepEqual([late.draft.files.length, late.filesGone], [0, true]);
});

test("the input says only what was chosen, and one kind of due day", () => {
  const base = { ...emptyDraft, title: " ก ", body: "ข", to: ["5"] };
  assert.deepEqual(inputOf(base, 1), {
    title: "ก",
    body: "ข",
    basis: ["state-administration:๕๗"],
    source: "governor",
    secrecy: 0,
    urgency: 0,
    to: [5],
    workingDays: 7,
  });
  const full = inputOf(
    {
      ...base,
      issuer: "governor",
      dueBy: "day",
      day: "2026-12-04",
      residual: true,
      copies: ["9"],
      dueOf: [
        { position: "5", due: "2026-12-01" },
        { position: null, due: null },
      ],
      areas: ["1406"],
      points: [{ lon: 100.5, lat: 14.3, label: " " }],
    },
    1,
  );
  assert.equal(full.issuer, 1);
  assert.equal(full.due, "2026-12-04");
  assert.equal("workingDays" in full, false);
  assert.deepEqual(full.dueOf, [{ position: 5, due: "2026-12-01" }]);
  assert.deepEqual(full.places, [{ area: "1406" }, { lon: 100.5, lat: 14.3 }]);
});

test("a scale ends at or above the most, on round numbers", () => {
  assert.deepEqual(scaleOf(37), [0, 20, 40]);
  assert.deepEqual(scaleOf(0), [0, 1]);
  for (const most of [1, 2, 7, 9, 10, 11, 99, 100, 101, 12345]) {
    const lines = scaleOf(most);
    assert.ok(lines.at(-1)! >= most && lines.length <= 5, String(most));
  }
});
