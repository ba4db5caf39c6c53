import { Prisma } from "@/lib/core/db";

/** The product an event of this alias is about, as products are known: woo_414. A shop's own webhooks are sources of their own. */
export const externalIdOfEvent = (alias: "e" | "f"): Prisma.Sql => {
  const event = Prisma.raw(alias);
  return Prisma.sql`(CASE WHEN ${event}.source LIKE 'woocommerce%' THEN 'woo_' WHEN ${event}.source LIKE 'shopify%' THEN 'shopify_' ELSE '' END || ${event}.product_id)`;
};
