import { z } from "zod";
import { errorCodes, type ErrorCode } from "@/lib/core/errors";
import { errorDetail } from "@/lib/i18n/error-details";
import { bodyExamples } from "./body-examples";
import type { Endpoint } from "./endpoint";
import { endpoints } from "./endpoints";
import { acceptedBy, sampleOf, shapeOf, wordsByName } from "./sample";

/** OpenAPI 3.1 from the declarations and schemas that check every request: it cannot say what is not so. */
const json = (schema: z.ZodType, io: "input" | "output", given?: object) => {
  const example = given ?? (io === "input" ? requestExample(schema) : answerExample(schema));
  return { "application/json": { schema: toSchema(schema, io), ...(example !== undefined && { example }) } };
};

/** What must be there; of a body in which nothing must, all that may. */
function requestExample(schema: z.ZodType): unknown {
  const least = acceptedBy(schema, "least");
  return typeof least === "object" && least !== null && Object.keys(least).length > 0 ? least : acceptedBy(schema, "full");
}

/** Made by the answer's own schema, so it is what would be sent. */
function answerExample(schema: z.ZodType): unknown {
  const parsed = schema.safeParse(sampleOf(schema, { extent: "full", name: "", depth: 0 }));
  return parsed.success ? asSent(parsed.data) : undefined;
}
const asSent = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** A transform that maps our rows to the wire has no schema of its own: what comes out of it, given much and little, has a shape. */
function describeTransform({ zodSchema, jsonSchema, io }: { zodSchema: z.core.$ZodTypes; jsonSchema: object; io: string }): void {
  const definition = zodSchema._zod.def;
  if (io !== "output" || definition.type !== "pipe" || definition.out._zod.def.type !== "transform") return;
  const outputs = (["full", "bare"] as const).flatMap((extent) => {
    const parsed = z.safeParse(zodSchema, sampleOf(zodSchema, { extent, name: "", depth: 0 }));
    return parsed.success ? [asSent(parsed.data)] : [];
  });
  if (outputs.length > 0) Object.assign(jsonSchema, shapeOf(outputs, wordsByName(zodSchema)));
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
    override: ({ zodSchema, jsonSchema }) => describeTransform({ zodSchema, jsonSchema, io }),
  }) as Record<string, unknown>;
  return rest;
}

const describeAnswer = (endpoint: Endpoint) =>
  endpoint.streams !== undefined
    ? {
        description: endpoint.summary,
        content: Object.fromEntries(endpoint.streams.map((type) => [type, { schema: { type: "string", format: "binary" } }])),
      }
    : endpoint.answer === undefined
      ? { description: "Done" }
      : { description: endpoint.summary, content: json(endpoint.answer, "output") };

function parametersOf(endpoint: Endpoint): object[] {
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  if (endpoint.query === undefined) return inPath;
  const { properties = {}, required = [] } = toSchema(endpoint.query, "input") as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return [
    ...inPath,
    ...Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema })),
  ];
}

const errorSchema = {
  type: "object",
  required: ["error", "detail"],
  properties: {
    error: { type: "string" },
    detail: { type: "string" },
    fields: { type: "object", additionalProperties: { type: "string" } },
  },
};

function responsesOf(endpoint: Endpoint): Record<string, object> {
  const codes: ErrorCode[] = [
    ...(endpoint.errors ?? []),
    ...(endpoint.query ? (["query_invalid"] as const) : []),
    ...(endpoint.body ? (["body_not_json", "body_invalid", "body_too_large", "content_type_wrong"] as const) : []),
    ...(endpoint.access || endpoint.security === "integrationToken" ? (["credential_missing", "rate_exceeded"] as const) : []),
    ...(endpoint.access ? (["forbidden"] as const) : []),
  ];
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) byStatus.set(errorCodes[code].status, (byStatus.get(errorCodes[code].status) ?? new Set()).add(code));
  const errors = [...byStatus].map(([status, found]) => [
    String(status),
    {
      description: [...found].map((code) => `${errorCodes[code].error}: ${errorDetail(code, "en")}`).join(" · "),
      content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
    },
  ]);
  return { [String(endpoint.status)]: describeAnswer(endpoint), ...Object.fromEntries(errors) };
}

function securityOf(endpoint: Endpoint): object[] {
  if (endpoint.security === "integrationToken") return [{ integrationToken: [] }, { integrationTokenHeader: [] }];
  if (endpoint.security === "metricsToken") return [{ metricsToken: [] }];
  return endpoint.access === null ? [] : [{ accessKey: [] }, { session: [] }];
}

let made: object | undefined;

export function openApiDocument(): object {
  return (made ??= makeDocument());
}

function makeDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  const examples: Record<string, object | undefined> = bodyExamples;
  for (const [operationId, declared] of Object.entries(endpoints) as [string, Endpoint][]) {
    (paths[declared.path] ??= {})[declared.method.toLowerCase()] = {
      operationId,
      tags: [declared.tag],
      summary: declared.summary,
      security: securityOf(declared),
      ...(declared.access && { "x-access": { scope: declared.access.scope, admin_only: declared.access.isAdminOnly ?? false } }),
      parameters: parametersOf(declared),
      ...(declared.body && {
        requestBody: { required: !declared.isBodyOptional, content: json(declared.body, "input", examples[operationId]) },
      }),
      responses: responsesOf(declared),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Fiko Sync",
      version: "1.0.0",
      description:
        "Every path works with and without its trailing slash. Every answer carries X-Request-Id. Sentences are Persian by default, English for Accept-Language: en.",
    },
    paths,
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: {
        accessKey: { type: "http", scheme: "bearer", description: "fk_live_…; also as X-TENANT-API-KEY" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
        integrationToken: { type: "http", scheme: "bearer", description: "wc_sk_live_…" },
        integrationTokenHeader: { type: "apiKey", in: "header", name: "X-Integration-Token" },
        metricsToken: { type: "http", scheme: "bearer", description: "METRICS_TOKEN" },
      },
    },
  };
}
