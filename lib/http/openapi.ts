import { z } from "zod";
import { errorCodes, type ErrorCode } from "@/lib/core/errors";
import { errorDetail } from "@/lib/i18n/error-details";
import type { Endpoint } from "./endpoint";
import { endpoints } from "./endpoints";

/** OpenAPI 3.1 from the declarations and schemas that check every request: it cannot say what is not so. */
const json = (schema: z.ZodType, io: "input" | "output") => ({ "application/json": { schema: toSchema(schema, io) } });

function toSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" }) as Record<
    string,
    unknown
  >;
  return rest;
}

/** An answer's transform maps our rows to the wire; its output has no schema of its own, so an example of its keys is read from the pipe's end. */
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
  for (const [operationId, declared] of Object.entries(endpoints) as [string, Endpoint][]) {
    (paths[declared.path] ??= {})[declared.method.toLowerCase()] = {
      operationId,
      tags: [declared.tag],
      summary: declared.summary,
      security: securityOf(declared),
      parameters: parametersOf(declared),
      ...(declared.body && { requestBody: { required: !declared.isBodyOptional, content: json(declared.body, "input") } }),
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
