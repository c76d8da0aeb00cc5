import assert from "node:assert/strict";
import { test } from "node:test";
import { menu, type Screen, screens } from "./screens.ts";

test("no path twice, every title in both languages, no key twice", () => {
  const paths = screens.map(({ path }) => path.replace(/\$\w+/g, "$"));
  assert.equal(new Set(paths).size, paths.length);
  for (const { path, title } of screens) {
    assert.ok(path.startsWith("/"), path);
    assert.ok(title.th && title.en, path);
  }
  const keys = screens.flatMap(({ nav }) => (nav?.key ? [nav.key] : []));
  assert.equal(new Set(keys).size, keys.length);
  assert.ok(keys.every((key) => /^Key[A-Z]$/.test(key)));
});

test("the menu shows wings in the order of the office, and no empty wing", () => {
  const icon = screens[0]!.nav!.icon;
  const load = screens[0]!.load;
  const at = (path: string, wing: "personnel" | "administration", order: number): Screen => ({
    path,
    title: { th: path, en: path },
    nav: { wing, icon, order },
    load,
  });
  const built = menu([at("/p", "personnel", 1), at("/b", "administration", 2), at("/a", "administration", 1)]);
  assert.deepEqual(
    built.map(({ wing, screens: some }) => [wing, some.map(({ path }) => path)]),
    [
      ["administration", ["/a", "/b"]],
      ["personnel", ["/p"]],
    ],
  );
});
