/** What a product says about itself, without price and stock. Descriptions are the merchant's raw HTML. */
export type KnowledgeContent = {
  title: string;
  shortDescription: string;
  description: string;
  categories: string[];
  tags: string[];
  brand: string | null;
  attributes: { name: string; options: string[] }[];
  variants: { attributes: Record<string, string> }[];
};
