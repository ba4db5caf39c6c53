type Named = { name: string };

/** What WooCommerce's own API and webhooks say of a product, as far as the plugin reads it. */
export type NativeProduct = {
  id: number;
  parent_id: number;
  date_modified_gmt: string;
  post_password?: string;
  categories?: Named[];
  tags?: Named[];
  brands?: Named[];
  images?: { src: string }[];
  image?: { src: string } | null;
  attributes?: { name: string; options?: string[]; option?: string }[];
} & Record<string, unknown>;

const namesOf = (list: Named[] = []) => list.map(({ name }) => name);

/**
 * A captured body as the shop's plugin would send it. The plugin names the same facts otherwise: names
 * instead of objects, one `image` and a `gallery` instead of `images`, whole variations instead of their ids, the UTC
 * date with its Z, whether there is a password instead of the password, and the shop's currency.
 */
export function pluginProduct(native: NativeProduct, variations: readonly NativeProduct[] = [], currency = "IRT"): Record<string, unknown> {
  const { images = [], post_password: password, date_modified_gmt: modified, brands, variations: _ids, ...same } = native;
  const [image = "", ...gallery] = images.map(({ src }) => src);
  return {
    ...same,
    currency,
    has_password: Boolean(password),
    categories: namesOf(native.categories),
    tags: namesOf(native.tags),
    brand: namesOf(brands),
    image,
    gallery,
    attributes: (native.attributes ?? []).map(({ name, options, option }) => ({ name, options: options ?? [option] })),
    variations: variations.map((variation) => ({
      ...variation,
      attributes: Object.fromEntries((variation.attributes ?? []).map(({ name, option }) => [name, option])),
      image: variation.image?.src ?? "",
    })),
    date_modified: `${modified}Z`,
  };
}
