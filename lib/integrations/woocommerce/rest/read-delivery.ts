import { parseExactly } from "../parse-event";
import { shopId } from "../wire-values";
import { isJson, isVariation, type Json } from "./rest-values";

/**
 * What a native webhook said. Its order and its number mean nothing (README of the captures, §5): the same news comes twice, `restored` after
 * `updated`, and the body is of the time of sending.
 */
export type WooDelivery =
  /** As GET would give it, but for the password; a trashed or hidden one says so itself. */
  | { kind: "product"; json: Json; id: string; type: string }
  /** By its type, or because it has a parent, whatever it calls itself. Its parent is to be asked for. */
  | { kind: "variation"; json: Json; id: string; parentId: string | null }
  /** Product or variation, only the number is known: in the trash, to be asked about. */
  | { kind: "gone"; id: string }
  /** An error instead of a product: gone for good (…invalid_id), or the webhook's owner may no longer see it (…cannot_view). */
  | { kind: "error"; code: string }
  /** The greeting of a new webhook; unsigned, and answered with 200. */
  | { kind: "ping"; webhookId: string }
  | { kind: "other"; resource: string; id: string | null }
  | { kind: "junk"; reason: "not_json" | "not_an_object" | "no_topic" | "no_id" };

const MAX_CODE = 100;

/** @param topic header X-WC-Webhook-Topic; null when it did not come, as with a ping */
export function readDelivery(topic: string | null, rawBody: string | Buffer): WooDelivery {
  const body = typeof rawBody === "string" ? rawBody : rawBody.toString("utf8");
  const [, webhookId] = /^webhook_id=(\d{1,16})$/.exec(body.trim()) ?? [];
  if (webhookId !== undefined) return { kind: "ping", webhookId };

  const json = parsed(body);
  if (json === undefined) return { kind: "junk", reason: "not_json" };
  if (!isJson(json)) return { kind: "junk", reason: "not_an_object" };
  if (json.id === undefined && typeof json.code === "string") return { kind: "error", code: json.code.slice(0, MAX_CODE) };
  const [resource = ""] = (topic ?? "").trim().toLowerCase().split(".");
  if (resource === "") return { kind: "junk", reason: "no_topic" };

  const id = idOf(json.id);
  if (resource !== "product") return { kind: "other", resource, id };
  if (id === null) return { kind: "junk", reason: "no_id" };
  if (Object.keys(json).length === 1) return { kind: "gone", id };
  const type = typeof json.type === "string" ? json.type : "";
  const parentId = idOf(json.parent_id);
  if (isVariation(json) || parentId !== null) return { kind: "variation", json: withoutPassword(json), id, parentId };
  return { kind: "product", json: withoutPassword(json), id, type };
}

function parsed(body: string): unknown {
  try {
    return parseExactly(body);
  } catch {
    return undefined;
  }
}

const idOf = (value: unknown): string | null => shopId.safeParse(value).data ?? null;

/** REST tells a product's password in clear; that there is one is enough. */
function withoutPassword({ post_password: password, ...json }: Json): Json {
  return password === undefined ? json : { ...json, has_password: password !== "" && password !== null };
}
