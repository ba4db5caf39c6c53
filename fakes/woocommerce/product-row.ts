export type ProductType = "simple" | "variable" | "grouped" | "external" | "variation";
export const PRODUCT_STATUSES = ["draft", "pending", "private", "publish", "future", "auto-draft", "trash"] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

export type Image = { id: number; at: number; modifiedAt?: number; src: string; name: string; alt: string };
export type Attribute = {
  id: number;
  name: string;
  slug: string;
  position: number;
  visible: boolean;
  variation: boolean;
  options: string[];
};
/** What a variation chose. "Any" is shown by leaving the attribute out. */
export type Choice = { id: number; name: string; slug: string; option: string };
export type DefaultChoice = { id: number; name: string; option: string };
export type Meta = { id: number; key: string; value: unknown };

/** What is stored of a product beside its columns, by the shop's own names. Dates are milliseconds; terms are ids. */
export type ProductFields = {
  name: string;
  slug: string;
  description: string;
  short_description: string;
  /** What the shop charges now; kept apart from the other two, as in the shop, where a scheduled sale moves it days later. */
  price: string;
  regular_price: string;
  sale_price: string;
  date_on_sale_from: number | null;
  date_on_sale_to: number | null;
  featured: boolean;
  catalog_visibility: string;
  total_sales: number;
  virtual: boolean;
  downloadable: boolean;
  external_url: string;
  button_text: string;
  tax_status: string;
  tax_class: string;
  manage_stock: boolean;
  stock_quantity: number | null;
  stock_status: string;
  backorders: string;
  low_stock_amount: number | null;
  sold_individually: boolean;
  weight: string;
  dimensions: { length: string; width: string; height: string };
  shipping_class: string;
  shipping_class_id: number;
  reviews_allowed: boolean;
  average_rating: string;
  rating_count: number;
  upsell_ids: number[];
  cross_sell_ids: number[];
  purchase_note: string;
  categories: number[];
  brands: number[];
  tags: number[];
  images: Image[];
  attributes: Attribute[];
  choices: Choice[];
  default_attributes: DefaultChoice[];
  grouped_products: number[];
  menu_order: number;
  meta_data: Meta[];
  post_password: string;
  global_unique_id: string;
};

/** A product or a variation. What lists filter and sort by stands in columns; the rest is read through `fieldsOf`. */
export type ProductRow = {
  id: number;
  parentId: number;
  type: ProductType;
  status: ProductStatus;
  sku: string;
  createdAt: number;
  modifiedAt: number;
  /** Of a variable product, trashed ones included, in order. */
  variations: number[];
  /** What differs from the defaults, or from `make`. */
  fields: Partial<ProductFields>;
  /** Writes the fields of a made product anew at every reading: 10,000 descriptions are kept as 10,000 numbers. */
  make?: () => Partial<ProductFields>;
  /** The status before the trash. */
  statusBefore?: ProductStatus;
  /** A draft saved in wp-admin takes its date of creation when it is published. */
  isDateFloating?: boolean;
};

const DEFAULTS: ProductFields = {
  name: "",
  slug: "",
  description: "",
  short_description: "",
  price: "",
  regular_price: "",
  sale_price: "",
  date_on_sale_from: null,
  date_on_sale_to: null,
  featured: false,
  catalog_visibility: "visible",
  total_sales: 0,
  virtual: false,
  downloadable: false,
  external_url: "",
  button_text: "",
  tax_status: "taxable",
  tax_class: "",
  manage_stock: false,
  stock_quantity: null,
  stock_status: "instock",
  backorders: "no",
  low_stock_amount: null,
  sold_individually: false,
  weight: "",
  dimensions: { length: "", width: "", height: "" },
  shipping_class: "",
  shipping_class_id: 0,
  reviews_allowed: true,
  average_rating: "0",
  rating_count: 0,
  upsell_ids: [],
  cross_sell_ids: [],
  purchase_note: "",
  categories: [],
  brands: [],
  tags: [],
  images: [],
  attributes: [],
  choices: [],
  default_attributes: [],
  grouped_products: [],
  menu_order: 0,
  meta_data: [],
  post_password: "",
  global_unique_id: "",
};

export const fieldsOf = (row: ProductRow): ProductFields => ({ ...DEFAULTS, ...row.make?.(), ...row.fields });
