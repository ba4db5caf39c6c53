import type { Translated } from "./translated";

export const shellEn = {
  navigation: "Main navigation",
  menu: "Menu",
  products: "Products",
  events: "Events",
  knowledge: "Knowledge",
  shops: "Stores",
  syncs: "Syncs",
  tokens: "Tokens",
  accessKeys: "Access keys",
  audit: "Activity log",
  allStores: "All stores",
  stores: "{count} stores",
  noStore: "No store yet",
  role: { ADMIN: "Administrator", OWNER: "Store owner" },
  /** In the other language, for those who cannot read this one. */
  otherLanguage: "فارسی",
  theme: { label: "Colours", system: "As the device", light: "Light", dark: "Dark" },
  account: "Your account",
  signOut: "Sign out",
} as const;

export const shellFa: Translated<typeof shellEn> = {
  navigation: "ناوبری اصلی",
  menu: "منو",
  products: "محصولات",
  events: "رویدادها",
  knowledge: "دانش",
  shops: "فروشگاه‌ها",
  syncs: "همگام‌سازی‌ها",
  tokens: "توکن‌ها",
  accessKeys: "کلیدهای دسترسی",
  audit: "گزارش کارها",
  allStores: "همهٔ فروشگاه‌ها",
  stores: "{count} فروشگاه",
  noStore: "هنوز فروشگاهی نیست",
  role: { ADMIN: "مدیر", OWNER: "صاحب فروشگاه" },
  otherLanguage: "English",
  theme: { label: "رنگ‌ها", system: "مانند دستگاه", light: "روشن", dark: "تیره" },
  account: "حساب شما",
  signOut: "خروج",
};
