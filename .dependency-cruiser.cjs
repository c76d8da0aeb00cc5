/** The import rules of the house (ARCHITECTURE.md): dependencies point one way. */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } },
    },
    {
      name: "kernel-knows-no-room",
      severity: "error",
      comment: "The kernel imports nothing from office, desk, portal.",
      from: { path: "^kernel/" },
      to: { path: "^(office|desk|portal)/" },
    },
    {
      name: "rooms-by-their-door",
      severity: "error",
      comment: "Of another room only what its index.ts (or its pure rules.ts) hands out.",
      from: { path: "^office/([^/]+/[^/]+)/" },
      to: { path: "^office/([^/]+/[^/]+)/", pathNot: ["^office/$1/", "/index\\.ts$", "/rules\\.ts$"] },
    },
    {
      name: "rules-do-nothing",
      severity: "error",
      comment: "rules.ts has no I/O: no driver, no Node module, no acts.",
      from: { path: "(^|/)rules\\.ts$" },
      to: {
        path: "(^|/)(database|perform|http|room)\\.ts$|node_modules/(pg|kysely|fastify)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "rules-stay-off-node",
      severity: "error",
      from: { path: "(^|/)rules\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "rooms-stay-off-the-machine",
      severity: "error",
      comment: "Only the kernel touches the driver, the file system, the network and randomness.",
      from: { path: "^office/", pathNot: "\\.(test|fixture)\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "rooms-stay-off-the-driver",
      severity: "error",
      from: { path: "^office/", pathNot: "\\.(test|fixture)\\.ts$" },
      to: { path: "node_modules/(pg|fastify|pg-boss)/" },
    },
    {
      name: "screens-know-types-only",
      severity: "error",
      comment: "Screens import types of acts and views, and pure code, never the server's.",
      from: {
        path: "^(desk/|office/.*/screens/)",
        pathNot: "\\.(test|fixture)\\.tsx?$|^desk/(build|serve|vite\\.config)\\.ts$",
      },
      to: {
        path: "^(kernel|office|reference)/",
        pathNot: [
          "/screens/",
          "(^|/)rules\\.ts$",
          "^kernel/language/",
          "^kernel/calendar/(day|rules)\\.ts$",
          "^kernel/glossary\\.ts$",
          "^kernel/authority/signature\\.ts$",
          "^kernel/law/clauses\\.ts$",
          "^reference/language/",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "nothing-rests-on-tests",
      severity: "error",
      from: { pathNot: "\\.(test|fixture)\\.tsx?$|^(tests|bench)/|^kernel/testing\\.ts$" },
      to: { path: "\\.(test|fixture)\\.tsx?$|^tests/|^kernel/testing\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
