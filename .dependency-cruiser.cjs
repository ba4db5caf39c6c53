// Who may import whom. Rooms stand on floors; a room imports from floors below, from its own files, and never sideways:
//   core, i18n <- access <- events | catalog | knowledge | sync <- integrations, operations, pipeline <- runtime <- http <- inngest, app
// Type-only imports count too, except those of the generated Prisma client, which only lib/core hands on.

const FLOORS = [
  ["core", "i18n"],
  ["access"],
  ["events", "catalog", "knowledge", "sync"],
  ["integrations", "operations", "pipeline"],
  ["runtime"],
  ["http"],
];
/** Rooms of one floor that may know each other all the same. */
const NEIGHBOURS = { core: ["i18n"], i18n: ["core"], operations: ["integrations", "pipeline"], pipeline: ["integrations", "operations"] };

const TESTS = "\\.test\\.tsx?$";
const anyOf = (rooms) => `^lib/(${rooms.join("|")})(/|\\.ts$)`;

const roomRules = FLOORS.flatMap((floor, height) =>
  floor.map((room) => {
    const open = [room, ...(NEIGHBOURS[room] ?? []), ...FLOORS.slice(0, height).flat(), "generated"];
    return {
      name: `lib/${room}`,
      comment: `lib/${room} may import only: ${open.join(", ")}`,
      severity: "error",
      from: { path: anyOf([room]) },
      // A room without a line above may be imported by nobody below http: give it a floor.
      to: { path: "^(lib|app|components|inngest|e2e)/", pathNot: [anyOf([...open, "testing"])] },
    };
  }),
);

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "no-circular",
      comment: "Two files that need each other are one file, or lack a third",
      severity: "error",
      from: { pathNot: "^lib/generated/" },
      // A dynamic import breaks the circle at run time: that is what it is for.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["dynamic-import"] } },
    },
    {
      name: "generated-only-through-core",
      comment: "The client is made in lib/core/db.ts; others may use its types only",
      severity: "error",
      from: { pathNot: ["^lib/(core|generated|testing)/", TESTS] },
      to: { path: "^lib/generated/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "testing-only-in-tests",
      severity: "error",
      from: { pathNot: ["^lib/testing/", "^inngest/testing/", "^e2e/", "^scripts/", TESTS] },
      to: { path: "^(lib|inngest)/testing/" },
    },
    {
      name: "fakes-only-in-tests",
      comment: "A fake shop is for tests, benchmarks and the demo; the product knows none",
      severity: "error",
      from: { path: "^(lib|app|components|inngest)/", pathNot: ["^(lib|inngest)/testing/", TESTS] },
      to: { path: "^fakes/" },
    },
    {
      name: "next-and-react-stay-outside",
      comment: "Rooms know nothing of the web framework; lib/http is where it ends",
      severity: "error",
      from: { path: "^lib/", pathNot: ["^lib/http/", "^lib/access/session", "^lib/generated/"] },
      to: { path: "node_modules/(next|next-auth|react|react-dom)/" },
    },
    {
      name: "inngest-stays-in-inngest",
      severity: "error",
      from: { pathNot: ["^inngest/", "^app/api/inngest/"] },
      to: { path: "node_modules/inngest/" },
    },
    {
      name: "ui-knows-no-domain",
      comment: "components/ui has no domain word and no data: only lib/i18n",
      severity: "error",
      from: { path: "^components/ui/" },
      to: { path: "^(lib|app|inngest|components)/", pathNot: ["^lib/i18n/", "^components/ui/"] },
    },
    {
      name: "components-do-not-reach-up",
      comment: "Except for the server actions that every page shares",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app|inngest|e2e)/", pathNot: "^app/_actions/" },
    },
    {
      name: "nothing-imports-scripts-or-e2e",
      severity: "error",
      from: { path: "^(app|components|lib|inngest)/", pathNot: TESTS },
      to: { path: "^(scripts|e2e)/" },
    },
    {
      name: "app-is-imported-by-nobody",
      severity: "error",
      from: { path: "^inngest/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "no-undeclared-packages",
      severity: "error",
      from: { path: "^(app|components|lib|inngest)/", pathNot: [TESTS, "/testing/", "^lib/generated/"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    { name: "resolvable", severity: "error", from: { pathNot: "^lib/generated/" }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(\\.next|\\.data)/" },
    webpackConfig: { fileName: ".dependency-cruiser.resolve.cjs" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
