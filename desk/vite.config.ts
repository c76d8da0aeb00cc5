import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * React Aria carries its words in thirty languages inside every component, none of them Thai. The desk gives it words
 * from outside (`design/aria-words.ts`), so these files are replaced by nothing: some 80 KB less on the first load.
 */
export function dropForeignWords(): Plugin {
  const words =
    /[\\/]react-(?:aria|stately|aria-components)[\\/]dist[\\/].*[\\/]intl[\\/].*[\\/]?[a-z]{2}-[A-Z]{2}\.m?js$/;
  return {
    name: "changwat:drop-foreign-words",
    enforce: "pre",
    load: (id) => (words.test(id) ? "export default {};" : null),
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [dropForeignWords(), react()],
  build: {
    // Browsers of the last three years; older ones in an office would not get security fixes either.
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    assetsInlineLimit: 0, // a strict Content-Security-Policy allows no data: fonts
    sourcemap: false,
    chunkSizeWarningLimit: 900,
  },
});
