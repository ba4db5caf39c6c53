import type { Translated } from "./translated";

/** The page a shop's plugin sends its owner to. */
export const connectEn = {
  title: "Connect a store",
  asks: "This store wants to send its products here:",
  check: "Confirm only if this is the address of your own store.",
  insecure: "This store has no https: the connection is only safe on your own machine.",
  account: "Signed in as {email}",
  choice: "Into which store?",
  newStore: "A new store",
  newName: "Name of the store",
  nameMissing: "Give it a name, up to 100 characters.",
  ownedBy: "{name} ({email})",
  existing: "A store that is here already",
  choose: "Store",
  tooMany: "The newest {count} are listed.",
  submit: "Connect",
  busy: "Connecting",
  cancel: "Cancel",
  after:
    "You are sent back to WordPress. The store may then send products for this store, nothing else. An administrator of this hub can take that back at any time.",
  invalidTitle: "This is not a request of a store",
  invalid:
    "Something in this address is missing or wrong, so nobody was sent anywhere. Start again in WordPress: WooCommerce → Fiko Sync → Connect. If it stays, update the plugin.",
  invalidHttp: "A store needs https for this. Without it, make a token here and paste it in the plugin.",
  toHub: "To the hub",
  shopifyAsks: "Which store of this hub is this Shopify shop? On the next page you go to Shopify and allow it.",
  shopifyNoStore: "You have no store in this hub yet. Make one there first, then open the app in Shopify again.",
} as const;

export const connectFa: Translated<typeof connectEn> = {
  title: "اتصال فروشگاه",
  asks: "این فروشگاه می‌خواهد محصولاتش را به اینجا بفرستد:",
  check: "فقط اگر این نشانی فروشگاه خودتان است تأیید کنید.",
  insecure: "این فروشگاه https ندارد: اتصال فقط روی دستگاه خودتان امن است.",
  account: "واردشده با {email}",
  choice: "به کدام فروشگاه؟",
  newStore: "فروشگاهی تازه",
  newName: "نام فروشگاه",
  nameMissing: "نامی تا ۱۰۰ نویسه بنویسید.",
  ownedBy: "{name} ({email})",
  existing: "فروشگاهی که اینجا هست",
  choose: "فروشگاه",
  tooMany: "تازه‌ترین {count} مورد آمده است.",
  submit: "اتصال",
  busy: "در حال اتصال",
  cancel: "انصراف",
  after:
    "به وردپرس برمی‌گردید. از آن پس فروشگاه فقط می‌تواند محصولات همین فروشگاه را بفرستد؛ مدیر این هاب هر زمان می‌تواند آن را پس بگیرد.",
  invalidTitle: "این درخواست یک فروشگاه نیست",
  invalid:
    "چیزی در این نشانی نیست یا نادرست است، پس کسی به جایی فرستاده نشد. در وردپرس دوباره آغاز کنید: ووکامرس ← فیکو Sync ← اتصال. اگر ماند، افزونه را به‌روز کنید.",
  invalidHttp: "فروشگاه برای این کار به https نیاز دارد. بدون آن، اینجا توکن بسازید و در افزونه بچسبانید.",
  toHub: "رفتن به هاب",
  shopifyAsks: "این فروشگاه شاپیفای کدام فروشگاه این هاب است؟ در صفحهٔ بعد به شاپیفای می‌روید و اجازه می‌دهید.",
  shopifyNoStore: "هنوز فروشگاهی در این هاب ندارید. نخست آنجا یکی بسازید، سپس برنامه را در شاپیفای دوباره باز کنید.",
};
