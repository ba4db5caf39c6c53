/**
 * A plugin-lane event of a middling product, about 2 kB of Persian and English like the captures.
 * @param {number} index which product
 * @param {{ eventId: string, price?: number, at?: string }} options
 */
export function productEvent(index, { eventId, price = 690000, at = new Date().toISOString() }) {
  return {
    event_id: eventId,
    event_type: "product.updated",
    occurred_at: at,
    product: {
      id: index + 1,
      sku: `BENCH-${index}`,
      name: `پیراهن مردانه نخی مدل ${index} Linen shirt`,
      short_description: `<p>پیراهن نخی مردانه با ارسال رایگان، شماره ${index}</p>`,
      description: `<h2>پیراهن نخی ${index}</h2><p>دوخت تمیز و پارچهٔ درجه‌یک، مناسب چهارفصل. این محصول از نخ پنبهٔ مصری بافته شده و پس از شست‌وشو آب نمی‌رود. کد ${index}.</p><ul><li>۱۰۰٪ پنبه</li><li>قابل شست‌وشو در ماشین</li></ul><p>A soft cotton shirt for every season, tailored with care. It keeps its shape and colour after many washes, and its buttons are sewn to stay. Model ${index}.</p>`,
      price,
      regular_price: 850000,
      sale_price: price,
      on_sale: true,
      currency: "IRT",
      stock_quantity: index % 50,
      stock_status: "instock",
      categories: ["پوشاک", "پوشاک مردانه"],
      tags: ["نخ پنبه", "پرفروش"],
      image: `https://shop.example/${index}.jpg`,
      gallery: [],
      permalink: `https://shop.example/product/${index}`,
      type: "simple",
      attributes: [
        { name: "رنگ", options: ["سفید", "آبی"] },
        { name: "سایز", options: ["M", "L", "XL"] },
      ],
      variations: [],
      date_modified: at,
    },
  };
}
