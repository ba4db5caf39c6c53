import { z } from "zod";
import type { WooClient } from "../rest/client";

const current = z.object({ code: z.string().min(1).max(10) });
const setting = z.object({ value: z.string().min(1).max(10) });

/**
 * The shop's currency, which products do not carry; null: this key may not read it. Asked in two places: roles differ
 * in what they may see. @throws WooError what waiting may cure
 */
export async function readCurrency(client: WooClient): Promise<string | null> {
  const ways = [
    async () => current.safeParse((await client.get("data/currencies/current")).json).data?.code,
    async () => setting.safeParse((await client.get("settings/general/woocommerce_currency")).json).data?.value,
  ];
  for (const way of ways) {
    try {
      const found = await way();
      if (found) return found;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return null;
}

const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "isPassing" in error && error.isPassing === false;
