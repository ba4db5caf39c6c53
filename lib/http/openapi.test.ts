import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { importRoute, routeFileOf } from "@/lib/testing/call-endpoint";
import "@/lib/testing/test-runtime";
import { errorCodes } from "@/lib/core/errors";
import type { Endpoint } from "./endpoint";
import { endpoints } from "./endpoints";
import { openApiDocument } from "./openapi";

type Operation = {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object; example?: unknown }> }>;
};
type Document = {
  openapi: string;
  info: object;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: object; securitySchemes: Record<string, object> };
};
const document = JSON.parse(JSON.stringify(openApiDocument())) as Document;
const declared = Object.entries(endpoints) as [string, Endpoint][];
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Spoken by others than our callers, or about the API itself. */
const NOT_DECLARED = ["/api/[[...path]]", "/v1/[[...path]]", "/api/auth/[...nextauth]", "/api/inngest", "/api/openapi.json"];
const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;

test("every route file's every method is declared, and every declaration has its route", async () => {
  const root = join(process.cwd(), "app");
  const files = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => /^(api|v1)[\\/]/.test(name) && name.endsWith("route.ts"));
  const served: string[] = [];
  for (const file of files) {
    const path = `/${relative(".", file).split(sep).slice(0, -1).join("/")}`;
    if (NOT_DECLARED.includes(path)) continue;
    const route = await importRoute(join(root, file));
    served.push(...METHODS.filter((method) => route[method]).map((method) => `${method} ${join(root, file)}`));
  }
  expect(served.sort()).toEqual(declared.map(([, { method, path }]) => `${method} ${routeFileOf(path)}`).sort());
});

test("the document lists exactly the declared endpoints, each once", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/);
  expect(operations.map(({ path, method, operation }) => `${method.toUpperCase()} ${path} ${operation.operationId}`).sort()).toEqual(
    declared.map(([name, { method, path }]) => `${method} ${path} ${name}`).sort(),
  );
});

test("paths end in a slash, but those of health and metrics, and their parameters are declared", () => {
  for (const { path, operation } of operations) {
    if (!/^\/api\/(health|metrics)/.test(path)) expect(path).toMatch(/\/$/);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(inPath);
    // A shop's own webhooks say in their address which store they are for; Shopify's may be for all of an app.
    const isNeeded = ({ name, in: where }: { name: string; in: string }) =>
      where === "path" || (name === "store" && /woocommerce\/webhooks\//.test(path));
    for (const parameter of operation.parameters)
      expect(parameter).toMatchObject({ schema: expect.any(Object) as object, required: isNeeded(parameter) });
  }
});

test("lists take limit and cursor, with their bounds", () => {
  for (const name of [
    "listTokens",
    "listUsers",
    "listAccessKeys",
    "listAudit",
    "listStores",
    "listEvents",
    "listSyncJobs",
    "listJudgements",
    "listProducts",
    "productHistory",
  ]) {
    const parameters = operations.find(({ operation }) => operation.operationId === name)?.operation.parameters ?? [];
    expect(parameters.find((parameter) => parameter.name === "limit")?.schema, name).toMatchObject({
      minimum: 1,
      maximum: 100,
      default: 50,
    });
    expect(
      parameters.map((parameter) => parameter.name),
      name,
    ).toContain("cursor");
  }
});

test("what a request must hold is in the document, in the words of the wire", () => {
  const schema = JSON.stringify(document.paths["/api/v1/integrations/tokens/generate/"]?.post?.requestBody);
  for (const word of ["integration_type", "store_id", "allowed_ips", "expires_at"]) expect(schema).toContain(word);
  expect(JSON.stringify(document.paths["/api/integrations/woocommerce/webhook/"]?.post?.requestBody)).toContain("product.restored");
});

test("a shop's keys are one of three kinds, and the document says so", () => {
  const content = document.paths["/api/v1/stores/{id}/connection/"]?.post?.requestBody?.content as {
    "application/json"?: { schema: object };
  };
  const secret = { type: "string", minLength: 1, maxLength: 300 };
  expect(content["application/json"]?.schema).toMatchObject({
    oneOf: [
      { properties: { kind: { const: "woocommerce" } }, required: ["kind", "shop_url", "consumer_key", "consumer_secret"] },
      {
        properties: { kind: { const: "shopify" }, client_id: secret, client_secret: secret, access_token: secret },
        required: ["kind", "shop_domain"],
        oneOf: [{ required: ["client_id", "client_secret"] }, { required: ["access_token"] }],
      },
    ],
  });
});

test("every answer is described, errors by one schema, and who may call is said", () => {
  const schemes = Object.keys(document.components.securitySchemes);
  for (const { path, operation } of operations) {
    const endpoint = declared.find(([name]) => name === operation.operationId)?.[1];
    expect(operation.responses[String(endpoint?.status)], path).toBeDefined();
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description.length).toBeGreaterThan(0);
      if (Number(status) >= 400) expect(response.content?.["application/json"]?.schema).toEqual({ $ref: "#/components/schemas/Error" });
    }
    for (const one of operation.security) for (const scheme of Object.keys(one)) expect(schemes).toContain(scheme);
    const isOpen = endpoint?.access === null && (endpoint.security === undefined || endpoint.security === "none");
    expect(operation.security.length === 0, path).toBe(isOpen);
    if (endpoint?.access) expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["401", "403", "429"]));
  }
});

test("every error an endpoint declares is one of the table, and the table holds its statuses", () => {
  for (const [name, { errors = [] }] of declared)
    for (const code of errors) expect(errorCodes[code], `${name} ${code}`).toMatchObject({ status: expect.any(Number) as number });
});

test("every reference leads somewhere", () => {
  const text = JSON.stringify(document);
  for (const [, reference = ""] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
    const found = reference
      .replace(/^#\//, "")
      .split("/")
      .reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined), document);
    expect(found, reference).toBeDefined();
  }
});

test("every answer's shape is told, as its transform makes it: no field without a kind, and an example", () => {
  for (const [name, { status, answer }] of declared) {
    if (!answer) continue;
    const content = operations.find(({ operation }) => operation.operationId === name)?.operation.responses[String(status)]?.content;
    const { schema, example } = content?.["application/json"] ?? {};
    expect(Object.keys(example as object).length, name).toBeGreaterThan(0);
    expect(schema, name).toMatchObject({ type: "object", properties: expect.any(Object) as object });
    expect(Object.keys(example as object), name).toEqual(
      expect.arrayContaining((schema as unknown as { required?: string[] }).required ?? []),
    );
  }
  const { properties } = document.paths["/api/v1/integrations/tokens/"]?.get?.responses["200"]?.content?.["application/json"]
    ?.schema as unknown as {
    properties: { results: object };
  };
  expect(properties.results).toMatchObject({
    type: "array",
    items: {
      properties: {
        token_preview: { type: "string" },
        is_active: { type: "boolean" },
        expires_at: { type: ["string", "null"], format: "date-time" },
      },
    },
  });
});

test("every example of a body is one its endpoint takes", () => {
  for (const [name, { body }] of declared) {
    if (!body) continue;
    const example = operations.find(({ operation }) => operation.operationId === name)?.operation.requestBody?.content["application/json"]
      ?.example;
    expect(body.safeParse(example), name).toMatchObject({ success: true });
  }
});

test("who may call is said by scope", () => {
  const search = document.paths["/api/v1/knowledge/search/"]?.post as unknown as { "x-access": object };
  expect(search["x-access"]).toEqual({ scope: "knowledge:search", admin_only: false });
});
