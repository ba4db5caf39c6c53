import { z } from "zod";

/**
 * Values that a schema accepts, found by asking it. With them the document shows what a transform makes of our rows
 * on their way to the wire: an answer's transform has no schema of its own, but what comes out of it has a shape.
 * "full": all that may stand there does, once; "least": only what must; "bare": the same in lists of one.
 */
export type Extent = "full" | "least" | "bare";

const ID = "0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b";
const TIME = "2025-11-10T09:30:00.000Z";
/** What stands under such a name, so that examples read like answers. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^id$|(Id|_id)$/, ID],
  [/email/i, "owner@shop.example"],
  [/currency/i, "IRT"],
  [/price|amount|paid|saved|usd/i, "850000"],
  [/sku/i, "LINEN-42"],
  [/title|productName/i, "Linen shirt"],
  [/ip$|ips$|address$/i, "192.0.2.7"],
  [/url|uri|permalink/i, "https://shop.example/linen-shirt"],
  [/shop|domain/i, "shop.example"],
  [/name$/i, "Main shop"],
  [/^q$|query/i, "linen shirt"],
  [/cursor|^next$/i, "eyJhdCI6MX0"],
];
const FALLBACKS = [
  "text",
  "1",
  ID,
  TIME,
  "https://shop.example",
  "owner@shop.example",
  "shop.myshopify.com",
  "192.0.2.0/24",
  "a".repeat(43),
];

/** Zod's own description of a schema; its members depend on the kind, so each is asked for by name. */
type Definition = { type: string } & Record<string, unknown>;
const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition;
const isSchema = (value: unknown): value is z.core.$ZodType => typeof value === "object" && value !== null && "_zod" in value;
const inner = (definition: Definition, name: string): z.core.$ZodType => {
  const found = definition[name];
  if (!isSchema(found)) throw new Error(`a ${definition.type} without ${name}`);
  return found;
};
const accepts = (schema: z.core.$ZodType, value: unknown): boolean => z.safeParse(schema, value).success;
const MAX_DEPTH = 12;

type Asked = { extent: Extent; name: string; depth: number };

/** The first of these that both the schema and what it stands in accept. */
const firstOf = (values: readonly unknown[], judge: z.core.$ZodType): unknown => values.find((value) => accepts(judge, value)) ?? values[0];

function sampleText(judge: z.core.$ZodType, name: string): unknown {
  const named = BY_NAME.filter(([pattern]) => pattern.test(name)).map(([, text]) => text);
  return firstOf([...named, ...FALLBACKS], judge);
}

/** `judge` is the schema whose word counts: the outermost of those that read the same value. */
export function sampleOf(schema: z.core.$ZodType, asked: Asked, judge: z.core.$ZodType = schema): unknown {
  const definition = definitionOf(schema);
  const deeper = { ...asked, depth: asked.depth + 1 };
  if (asked.depth > MAX_DEPTH) return undefined;
  switch (definition.type) {
    case "string":
      return sampleText(judge, asked.name);
    case "number":
      return firstOf([1, 0, 12, 100, "1"], judge);
    case "bigint":
      return 1n;
    case "boolean":
      return true;
    case "date":
      return new Date(TIME);
    case "null":
      return null;
    case "literal":
      return (definition.values as unknown[])[0];
    case "enum":
      return firstOf(Object.values(definition.entries as Record<string, unknown>), judge);
    case "optional":
      return asked.extent !== "full" && accepts(judge, undefined) ? undefined : sampleOf(inner(definition, "innerType"), asked);
    case "nullable":
      return asked.extent !== "full" ? null : sampleOf(inner(definition, "innerType"), asked);
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
    case "nonoptional":
      return sampleOf(inner(definition, "innerType"), asked);
    case "array":
      return asked.extent === "least" && accepts(judge, []) ? [] : [sampleOf(inner(definition, "element"), deeper)];
    case "tuple":
      return (definition.items as z.core.$ZodType[]).map((item) => sampleOf(item, deeper));
    case "record":
      return { [asked.name || "key"]: sampleOf(inner(definition, "valueType"), deeper) };
    case "object":
      return Object.fromEntries(
        Object.entries(definition.shape as Record<string, z.core.$ZodType>)
          .map(([name, member]) => [name, sampleOf(member, { ...deeper, name })] as const)
          .filter(([, value]) => value !== undefined),
      );
    case "intersection": {
      const [left, right] = [sampleOf(inner(definition, "left"), deeper), sampleOf(inner(definition, "right"), deeper)];
      return { ...(left as object), ...(right as object) };
    }
    case "union":
      return firstOf(
        (definition.options as z.core.$ZodType[]).map((option) => sampleOf(option, deeper)),
        judge,
      );
    case "lazy":
      return sampleOf((definition.getter as () => z.core.$ZodType)(), deeper);
    case "pipe": {
      const from = inner(definition, "in");
      // What is prepared before it is read: the reader says what it takes.
      return definitionOf(from).type === "transform" ? sampleOf(inner(definition, "out"), asked, judge) : sampleOf(from, asked, judge);
    }
    default:
      return asked.extent === "full" ? { key: "value" } : undefined;
  }
}

/** A value the schema accepts, or undefined when none was found. */
export function acceptedBy(schema: z.ZodType, extent: Extent): unknown {
  const value = sampleOf(schema, { extent, name: "", depth: 0 });
  return accepts(schema, value) ? value : undefined;
}

/** The words an input may be, by the name they leave under; of a name with two meanings none. */
export function wordsByName(schema: z.core.$ZodType, found = new Map<string, readonly string[]>(), name = "", depth = 0) {
  const definition = definitionOf(schema);
  if (depth > MAX_DEPTH) return found;
  const go = (next: z.core.$ZodType, as = name) => wordsByName(next, found, as, depth + 1);
  if (definition.type === "enum") {
    const words = Object.values(definition.entries as Record<string, unknown>).map(String);
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    found.set(key, found.has(key) && found.get(key)?.join() !== words.join() ? [] : words);
  }
  for (const member of ["innerType", "element", "in", "valueType", "left", "right"])
    if (isSchema(definition[member])) go(definition[member]);
  for (const option of Array.isArray(definition.options) ? (definition.options as unknown[]) : []) if (isSchema(option)) go(option);
  for (const [key, member] of Object.entries((definition.shape ?? {}) as Record<string, unknown>)) if (isSchema(member)) go(member, key);
  return found;
}

type Shape = { [key: string]: unknown };

/** The shape that all of these values have. */
export function shapeOf(values: readonly unknown[], words: ReadonlyMap<string, readonly string[]> = new Map(), name = ""): Shape {
  const given = values.filter((value) => value !== undefined);
  const isNull = given.includes(null);
  const real = given.filter((value) => value !== null);
  const orNull = (type: string) => (isNull ? [type, "null"] : type);
  const [first] = real;
  if (first === undefined) return isNull ? { type: "null" } : {};
  if (Array.isArray(first))
    return {
      type: orNull("array"),
      items: shapeOf(
        real.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])),
        words,
        name,
      ),
    };
  if (typeof first === "object") {
    const objects = real.filter((value): value is Shape => typeof value === "object" && value !== null);
    const names = [...new Set(objects.flatMap((value) => Object.keys(value)))];
    const required = names.filter((key) => objects.every((value) => value[key] !== undefined));
    return {
      type: orNull("object"),
      properties: Object.fromEntries(
        names.map((key) => [
          key,
          shapeOf(
            objects.map((value) => value[key]),
            words,
            key,
          ),
        ]),
      ),
      ...(required.length > 0 && { required }),
    };
  }
  if (typeof first !== "string") return { type: orNull(typeof first === "number" ? "number" : typeof first) };
  if (first === TIME) return { type: orNull("string"), format: "date-time" };
  const choices = words.get(name) ?? [];
  return { type: orNull("string"), ...(choices.includes(first) && { enum: isNull ? [...choices, null] : choices }) };
}
