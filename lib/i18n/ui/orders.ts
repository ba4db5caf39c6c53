/** What lists call an order they share: said once, so that the same order has the same words everywhere (ui.test.ts). */
export const byNameEn = { name: "by name, from A", "-name": "by name, from Z" } as const;
export const byNameFa = { name: "بر پایهٔ نام، از الف", "-name": "بر پایهٔ نام، از ی" } as const;

/** Of what is used and ends: tokens, access keys. */
export const byUseEn = {
  "-used": "last used, newest first",
  used: "last used, longest ago first",
  expires: "ends soonest first",
  "-expires": "ends latest first",
} as const;
export const byUseFa = {
  "-used": "آخرین استفاده، تازه‌ترین نخست",
  used: "آخرین استفاده، قدیمی‌ترین نخست",
  expires: "زودترین پایان نخست",
  "-expires": "دیرترین پایان نخست",
} as const;
