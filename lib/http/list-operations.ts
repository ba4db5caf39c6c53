import { openApiDocument } from "./openapi";

/** The OpenAPI document as a page reads it: operations by subject, each field on a line of its own, a command to copy. */
type Schema = { [key: string]: unknown };
export type Field = { name: string; type: string; isNeeded: boolean };
export type Answer = { status: string; description: string; fields: Field[]; example: string | null; kinds: string[] };
export type Access = { scope: string; isAdminOnly: boolean };
export type Operation = {
  id: string;
  tag: string;
  method: string;
  path: string;
  summary: string;
  access: Access | null;
  security: string[];
  parameters: Field[];
  body: { isOptional: boolean; fields: Field[]; example: unknown } | null;
  answer: Answer;
  errors: { status: string; description: string }[];
};

type Content = Record<string, { schema?: Schema; example?: unknown }>;
type Response = { description: string; content?: Content };
type Declared = {
  operationId: string;
  tags: [string];
  summary: string;
  security: Record<string, unknown>[];
  parameters: { name: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Response>;
  "x-access"?: { scope: string; admin_only: boolean };
};

const JSON_TYPE = "application/json";
const FIRST_ERROR = 400;
/** Deeper than this a field says no more than the example does. */
const MAX_DEPTH = 4;
const MAX_CHOICES = 12;

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null && !Array.isArray(value);
const schemasIn = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** "text", "text | null", "one of a, b", "list of objects", with bounds. */
export function typeOf(schema: Schema): string {
  const choices = schemasIn(schema.anyOf ?? schema.oneOf);
  if (Array.isArray(schema.enum))
    return schema.enum.slice(0, MAX_CHOICES).map(String).join(" | ") + (schema.enum.length > MAX_CHOICES ? " | …" : "");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (choices.length > 0) return [...new Set(choices.map(typeOf))].join(" | ");
  const types = [schema.type ?? "any"].flat().map(String);
  const named = types.map((type) =>
    type === "array" && isSchema(schema.items)
      ? `list of ${typeOf(schema.items)}`
      : typeof schema.format === "string" && type === "string"
        ? schema.format
        : type,
  );
  const bounds = [
    typeof schema.minimum === "number" && schema.minimum > Number.MIN_SAFE_INTEGER ? `≥ ${schema.minimum}` : "",
    typeof schema.maximum === "number" && schema.maximum < Number.MAX_SAFE_INTEGER ? `≤ ${schema.maximum}` : "",
    typeof schema.maxLength === "number" ? `at most ${schema.maxLength} characters` : "",
    schema.default === undefined ? "" : `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean);
  return [named.join(" | "), ...bounds].join(", ");
}

/** `results[].store.id`: every field with its way in. */
export function fieldsOf(schema: Schema, prefix = "", depth = 0): Field[] {
  if (depth > MAX_DEPTH) return [];
  if (isSchema(schema.items)) return fieldsOf(schema.items, `${prefix}[]`, depth + 1);
  const needed = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const own = Object.entries(isSchema(schema.properties) ? schema.properties : {}).flatMap(([key, member]) => {
    if (!isSchema(member)) return [];
    const name = prefix === "" ? key : `${prefix}.${key}`;
    return [{ name, type: typeOf(member), isNeeded: needed.includes(key) }, ...fieldsOf(member, name, depth + 1)];
  });
  const fromChoices = schemasIn(schema.anyOf ?? schema.oneOf ?? schema.allOf).flatMap((choice) => fieldsOf(choice, prefix, depth + 1));
  return [...new Map([...own, ...fromChoices].map((field) => [field.name, field])).values()];
}

function answerOf(responses: Record<string, Response>): Answer {
  const [status = "", { description = "", content = {} } = {}] = Object.entries(responses).find(([one]) => Number(one) < FIRST_ERROR) ?? [];
  const { schema, example } = content[JSON_TYPE] ?? {};
  const kinds = example === undefined ? Object.keys(content) : [];
  return {
    status,
    description,
    fields: schema && kinds.length === 0 ? fieldsOf(schema) : [],
    example: example === undefined ? null : JSON.stringify(example, null, 2),
    kinds,
  };
}

function toOperation(path: string, method: string, declared: Declared): Operation {
  const body = declared.requestBody?.content[JSON_TYPE];
  const access = declared["x-access"];
  return {
    id: declared.operationId,
    tag: declared.tags[0],
    method: method.toUpperCase(),
    path,
    summary: declared.summary,
    access: access ? { scope: access.scope, isAdminOnly: access.admin_only } : null,
    security: declared.security.flatMap(Object.keys),
    parameters: declared.parameters.map(({ name, required, schema }) => ({ name, type: typeOf(schema), isNeeded: required })),
    body: declared.requestBody
      ? { isOptional: !declared.requestBody.required, fields: fieldsOf(body?.schema ?? {}), example: body?.example }
      : null,
    answer: answerOf(declared.responses),
    errors: Object.entries(declared.responses)
      .filter(([status]) => Number(status) >= FIRST_ERROR)
      .map(([status, { description }]) => ({ status, description })),
  };
}

export function listOperations(): Operation[] {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, Declared>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, declared]) => toOperation(path, method, declared)),
  );
}

export const PLACEHOLDERS = { key: "fk_live_YOUR_KEY", token: "wc_sk_live_YOUR_TOKEN", metrics: "METRICS_TOKEN" } as const;

/** In single quotes a shell reads nothing; curl itself would read braces, so none are left. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const placeOf = (name: string): string => name.toUpperCase();

function credentialOf({ security }: Operation): string | null {
  if (security.includes("integrationToken")) return PLACEHOLDERS.token;
  if (security.includes("metricsToken")) return PLACEHOLDERS.metrics;
  return security.includes("accessKey") ? PLACEHOLDERS.key : null;
}

/** A command to copy, with a placeholder where the secret goes. */
export function curlOf(operation: Operation, publicUrl: string): string {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const query = operation.parameters
    .filter(({ name, isNeeded }) => isNeeded && !inPath.includes(name))
    .map(({ name }) => `${name}=${placeOf(name)}`);
  const url =
    publicUrl + operation.path.replace(/\{(\w+)\}/g, (_, name: string) => placeOf(name)) + (query.length > 0 ? `?${query.join("&")}` : "");
  const credential = credentialOf(operation);
  const lines = [
    `curl --fail-with-body${operation.method === "GET" ? "" : ` --request ${operation.method}`} ${quoted(url)}`,
    credential && `--header ${quoted(`Authorization: Bearer ${credential}`)}`,
    operation.body && `--header ${quoted(`Content-Type: ${JSON_TYPE}`)}`,
    operation.body && `--data ${quoted(JSON.stringify(operation.body.example ?? {}, null, 2))}`,
  ];
  return lines.filter(Boolean).join(" \\\n  ");
}
