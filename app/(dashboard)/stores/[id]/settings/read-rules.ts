import { visibilityBody, type VisibilityChanges } from "@/lib/access/stores/visibility";

/** The rules as the form has them; null: more names than a store may keep back, or none that can be one. */
export function readRules(form: FormData): VisibilityChanges | null {
  const parsed = visibilityBody.safeParse({
    hide_out_of_stock: form.get("stock") === "on",
    hide_unpriced: form.get("price") === "on",
    hidden_categories: form.getAll("category").map(String),
    hidden_tags: form.getAll("tag").map(String),
  });
  return parsed.success ? parsed.data : null;
}
