import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openStates, reminderDefaults, remindersFor, rollUp, type State, states } from "./rules.ts";

test("a reminder goes out before, on and after the due day, and the superior hears only of what is late", () => {
  assert.deepEqual(remindersFor(-3, reminderDefaults), [{ step: "before", up: 0 }]);
  assert.deepEqual(remindersFor(-2, reminderDefaults), []);
  assert.deepEqual(remindersFor(0, reminderDefaults), [{ step: "due", up: 0 }]);
  assert.deepEqual(remindersFor(3, reminderDefaults), [
    { step: "late", up: 0 },
    { step: "escalated", up: 1 },
  ]);
  assert.deepEqual(remindersFor(7, reminderDefaults), [{ step: "escalated", up: 2 }]);
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (late) => {
      for (const { step, up } of remindersFor(late, reminderDefaults)) {
        assert.equal(step === "escalated", up > 0);
        if (late < 0) assert.equal(step, "before");
        if (up > 0) assert.ok(late > 0);
      }
    }),
  );
});

const row = fc.record({
  state: fc.constantFrom(...(Object.keys(states) as State[])),
  percent: fc.integer({ min: 0, max: 100 }),
  late: fc.option(fc.integer({ min: -50, max: 300 })),
});

test("the roll-up counts every addressee once, and what is finished or handed in is never late", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const roll = rollUp(rows);
      assert.equal(
        Object.values(roll.byState).reduce((a, b) => a + b, 0),
        rows.length,
      );
      assert.equal(roll.addressees, rows.length);
      assert.ok(roll.percent >= 0 && roll.percent <= 100);
      const lateRows = rows.filter(
        ({ state, late }) => openStates.includes(state) && state !== "reported" && (late ?? 0) > 0,
      );
      assert.equal(roll.late, lateRows.length);
      assert.equal(roll.worst, Math.max(0, ...lateRows.map(({ late }) => late ?? 0)));
    }),
  );
});

test("an order whose every addressee is accepted stands at 100 percent; cancelled ones do not count", () => {
  assert.equal(
    rollUp([
      { state: "accepted", percent: 100, late: 5 },
      { state: "cancelled", percent: 0, late: null },
    ]).percent,
    100,
  );
  assert.equal(rollUp([]).percent, 0);
});
