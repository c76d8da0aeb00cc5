import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceOf } from "./device.ts";

test("browsers that claim to be each other are told apart", () => {
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0";
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  const android =
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36";
  assert.deepEqual(deviceOf(edge), { browser: "Edge", system: "Windows" });
  assert.deepEqual(deviceOf(iphone), { browser: "Safari", system: "iPhone" });
  assert.deepEqual(deviceOf(android), { browser: "Chrome", system: "Android" });
  assert.equal(deviceOf("node"), null);
});
