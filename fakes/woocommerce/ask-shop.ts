import type { WooShop } from "./start-woo-shop";

export type Asked = { method?: string; json?: unknown; text?: string; headers?: Record<string, string>; as?: "stranger" };
export type Told = { status: number; headers: Headers; text: string; json: unknown };

/** Asks the shop as a client with its key would. `path` is below /wp-json/wc/v3 unless it starts with /wp-json or /?. */
export async function askShop(shop: WooShop, path: string, { method = "GET", json, text, headers = {}, as }: Asked = {}): Promise<Told> {
  const key = Buffer.from(`${shop.consumerKey}:${shop.consumerSecret}`).toString("base64");
  const url = `${shop.url}${path.startsWith("/wp-json") || path.startsWith("/?") ? "" : "/wp-json/wc/v3"}${path}`;
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(as === "stranger" ? {} : { Authorization: `Basic ${key}` }),
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: json === undefined ? text : JSON.stringify(json),
  });
  const body = await answer.text();
  return { status: answer.status, headers: answer.headers, text: body, json: parse(body) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
