import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import { defineConfig, globalIgnores } from "eslint/config";

/** The one place that reads the environment, and what runs outside the product. */
const MAY_READ_ENVIRONMENT = [
  "lib/core/env.ts",
  "instrumentation.ts",
  "proxy.ts",
  "lib/testing/**",
  "scripts/**",
  "e2e/**",
  "e2e-server/**",
  "*.config.*",
  "**/*.test.ts",
];

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  globalIgnores(["**/.next/**", ".data/**", "lib/generated/**", "next-env.d.ts", "test-results/**", "playwright-report/**"]),
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "prefer-const": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read lib/core/env.ts instead: settings are parsed once." },
      ],
    },
  },
  { files: MAY_READ_ENVIRONMENT, rules: { "no-restricted-properties": "off" } },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
  // Outside components `use` is an ordinary word; a fixture's empty pattern asks for nothing.
  { files: ["**/*.ts", "**/*.mjs"], rules: { "react-hooks/rules-of-hooks": "off" } },
  { files: ["e2e/**", "lib/testing/**"], rules: { "no-empty-pattern": "off" } },
  { files: ["*.config.mjs"], rules: { "import/no-anonymous-default-export": "off" } },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
]);
