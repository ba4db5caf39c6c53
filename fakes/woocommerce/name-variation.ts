import { fieldsOf, type ProductFields, type ProductRow } from "./product-row";
import { makeSlug } from "./slug";

/** A variation as a product is called like its parent; the choices join the name only if they are few and of one word. */
export function nameVariation(parent: ProductRow | undefined, { choices }: ProductFields): string {
  const name = parent ? fieldsOf(parent).name : "";
  const isNaming = choices.length === 1 || (choices.length === 2 && !choices.some(({ slug }) => slug.includes("-")));
  return isNaming ? `${name} - ${choices.map(({ option }) => option).join(", ")}` : name;
}

/** The parent's address with the choices; names and values of global attributes are encoded twice, values of local ones once. */
export function linkVariation(parentLink: string, { choices }: ProductFields): string {
  const query = choices.map(({ id, slug, option }) => {
    const value = id > 0 ? encodeURIComponent(makeSlug(option)) : encodeURIComponent(option);
    return `attribute_${id > 0 ? slug : encodeURIComponent(slug)}=${value}`;
  });
  return query.length === 0 ? parentLink : `${parentLink}${parentLink.includes("?") ? "&" : "?"}${query.join("&")}`;
}
