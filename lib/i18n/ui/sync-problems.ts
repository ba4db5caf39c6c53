import type { Translated } from "./translated";

/** One entry per code that a look at a shop can end with: what went wrong, and what to do about it. */
export const syncProblemsEn = {
  address_blocked: {
    what: "The shop's address may not be called.",
    fix: "Use its public https address. For a shop on your own machine, an administrator of this hub can allow private addresses.",
  },
  dns: {
    what: "The shop's name is not found on the Internet.",
    fix: "Check whether the domain has expired or was moved.",
  },
  tls: { what: "The shop's certificate is not in order.", fix: "Ask your host to renew the certificate with its full chain." },
  refused: {
    what: "The shop's server takes no connection.",
    fix: "Open the shop in a browser. If it opens, ask your host to let this hub's address in.",
  },
  timeout: {
    what: "The shop does not answer in time.",
    fix: "Try again later. If it stays, ask your host whether the server is overloaded or a firewall drops our requests.",
  },
  too_large: {
    what: "The shop's answer is too large.",
    fix: "One product is very large, often through pictures pasted into its description. Shorten it.",
  },
  network: { what: "The connection to the shop breaks off.", fix: "Try again. If it stays, ask your host for the server's error log." },
  aborted: { what: "The hub was stopped while it asked the shop.", fix: "Nothing to do: it goes on by itself." },
  redirected: {
    what: "The shop lives at another address now.",
    fix: "Change the keys, and write the address that the browser shows when the shop is open.",
  },
  html_answer: {
    what: "A web page came instead of data.",
    fix: "A firewall, a security plugin or a login stands before the shop's REST API. Let requests to /wp-json/wc/v3/ through.",
  },
  not_json: {
    what: "The shop's answer cannot be read.",
    fix: "Often a plugin's error. Look into the shop's PHP error log, or ask your host for it.",
  },
  plain_permalinks: {
    what: "The shop has plain permalinks.",
    fix: "In WordPress open Settings → Permalinks, choose any other structure, and save.",
  },
  not_woocommerce: { what: "WooCommerce is not there.", fix: "Activate WooCommerce, or check the address of the shop." },
  keys_unknown: {
    what: "The shop does not know these keys.",
    fix: "Make a new key in WooCommerce → Settings → Advanced → REST API with read/write permission, and change the keys here.",
  },
  secret_wrong: {
    what: "The consumer secret is wrong, or the key may not do this.",
    fix: "Make a new key in WooCommerce → Settings → Advanced → REST API with read/write permission, and change the keys here.",
  },
  signature_invalid: {
    what: "The shop does not accept the signature.",
    fix: "Make a new key and change the keys here. If it stays, check the shop's clock and its address.",
  },
  permission_missing: {
    what: "These keys may not read products.",
    fix: "Make a key with read/write permission for an administrator or shop manager, and change the keys here.",
  },
  maintenance: {
    what: "The shop is in maintenance.",
    fix: "Wait some minutes. If it stays, delete the file .maintenance in the folder of WordPress.",
  },
  rate_limited: {
    what: "The shop asks for fewer requests.",
    fix: "Nothing to do: the hub goes slower. If it stays, raise the limit for this hub's address.",
  },
  server_error: { what: "The shop's server has an error.", fix: "Look into the shop's PHP error log, or ask your host for it." },
  not_found: { what: "The shop no longer has what was asked for.", fix: "Sync again." },
  invalid: { what: "The shop did not accept a request.", fix: "A plugin may change its REST API. Test the connection." },
  no_connection: { what: "The store is not connected to a shop.", fix: "Connect it on the store's page, then sync again." },
  breaker_open: {
    what: "The shop failed to answer several times and is left alone for a while.",
    fix: "Nothing to do: the hub tries again by itself. If it stays, test the connection on the store's page.",
  },
  count_differs: {
    what: "The shop named another number of products than it listed, so nothing was removed.",
    fix: "Usually products were added or deleted meanwhile. The next comparison settles it.",
  },
  count_untold: {
    what: "The shop does not say how many products it has, so nothing was removed.",
    fix: "Something before the shop, such as a cache or a proxy, drops the header X-WP-Total of its answers. Ask your host to let it through.",
  },
  unordered: {
    what: "The shop does not list its products in order.",
    fix: "A plugin that sorts products also changes the REST API. Turn it off for the API, or ask its maker.",
  },
  internal: { what: "Something went wrong on our side.", fix: "Sync again. If it stays, tell whoever runs this hub." },
  token_invalid: {
    what: "The shop no longer accepts our access.",
    fix: "Connect the store again: through Shopify, or with a new access token.",
  },
  client_refused: {
    what: "Shopify no longer accepts the app's client ID and secret.",
    fix: "Copy both anew from the app's settings at dev.shopify.com, and connect the store again with them.",
  },
  shop_not_permitted: {
    what: "The app and the shop belong to different organisations at Shopify.",
    fix: "Connect the store again with an app of the shop's own organisation, or with one click.",
  },
  app_not_installed: {
    what: "The app is not installed in the shop, or no longer.",
    fix: "Install it at dev.shopify.com, then connect the store again.",
  },
  app_uninstalled: { what: "The app was removed in Shopify.", fix: "Connect the store again." },
  shop_unavailable: { what: "The shop is closed, frozen or renamed.", fix: "Open its admin in Shopify, and see what it says." },
  scope_missing: {
    what: "The app may not read products in this shop.",
    fix: "Give the app the right to read products, then sync again.",
  },
  throttled: { what: "The shop asks for fewer requests.", fix: "Nothing to do: the hub goes slower." },
  query_refused: { what: "The shop did not accept a request.", fix: "Sync again. If it stays, tell whoever runs this hub." },
  bulk_busy: { what: "Another app is exporting from this shop.", fix: "Nothing to do: the hub tries again by itself." },
  bulk_failed: { what: "Shopify could not export the products.", fix: "Sync again in some minutes." },
  bulk_canceled: { what: "The export was stopped in Shopify.", fix: "Sync again." },
  bulk_expired: { what: "Shopify's export took too long.", fix: "Sync again." },
  bulk_broken: { what: "Shopify's export arrived incomplete.", fix: "Sync again." },
  unknown: { what: "The shop could not be read.", fix: "Test the connection on the store's page: it names the cause." },
} as const;

export const syncProblemsFa: Translated<typeof syncProblemsEn> = {
  address_blocked: {
    what: "نشانی فروشگاه را نمی‌توان صدا زد.",
    fix: "نشانی عمومی https آن را بدهید. برای فروشگاهی روی دستگاه خودتان، مدیر این هاب می‌تواند نشانی‌های خصوصی را مجاز کند.",
  },
  dns: { what: "نام فروشگاه در اینترنت پیدا نشد.", fix: "ببینید دامنه منقضی یا جابه‌جا نشده باشد." },
  tls: { what: "گواهی فروشگاه درست نیست.", fix: "از میزبان بخواهید گواهی را با زنجیرهٔ کامل تازه کند." },
  refused: {
    what: "کارساز فروشگاه اتصال نمی‌پذیرد.",
    fix: "فروشگاه را در مرورگر باز کنید. اگر باز شد، از میزبان بخواهید نشانی این هاب را راه دهد.",
  },
  timeout: {
    what: "فروشگاه به‌موقع پاسخ نمی‌دهد.",
    fix: "بعداً دوباره تلاش کنید. اگر ماند، از میزبان بپرسید کارساز پربار است یا دیوار آتش درخواست‌های ما را دور می‌ریزد.",
  },
  too_large: {
    what: "پاسخ فروشگاه بیش از اندازه بزرگ است.",
    fix: "محصولی بسیار بزرگ است، بیشتر به‌خاطر تصویرهایی که در توضیحش چسبانده شده. آن را کوتاه کنید.",
  },
  network: { what: "اتصال به فروشگاه قطع می‌شود.", fix: "دوباره تلاش کنید. اگر ماند، گزارش خطای کارساز را از میزبان بخواهید." },
  aborted: { what: "هاب هنگام پرسیدن از فروشگاه متوقف شد.", fix: "لازم نیست کاری بکنید: خودکار ادامه می‌یابد." },
  redirected: {
    what: "فروشگاه اکنون در نشانی دیگری است.",
    fix: "کلیدها را تغییر دهید و نشانی‌ای را بنویسید که مرورگر هنگام باز بودن فروشگاه نشان می‌دهد.",
  },
  html_answer: {
    what: "به جای داده، صفحهٔ وب آمد.",
    fix: "دیوار آتش، افزونهٔ امنیتی یا ورود جلوی REST API فروشگاه است. درخواست‌های /wp-json/wc/v3/ را راه دهید.",
  },
  not_json: {
    what: "پاسخ فروشگاه خواندنی نیست.",
    fix: "بیشتر از خطای یک افزونه است. گزارش خطای PHP فروشگاه را ببینید یا از میزبان بخواهید.",
  },
  plain_permalinks: {
    what: "پیوندهای یکتای فروشگاه ساده است.",
    fix: "در وردپرس تنظیمات ← پیوندهای یکتا را باز کنید، ساختار دیگری برگزینید و ذخیره کنید.",
  },
  not_woocommerce: { what: "ووکامرس آنجا نیست.", fix: "ووکامرس را فعال کنید یا نشانی فروشگاه را بررسی کنید." },
  keys_unknown: {
    what: "فروشگاه این کلیدها را نمی‌شناسد.",
    fix: "در ووکامرس ← پیکربندی ← پیشرفته ← REST API کلید تازه‌ای با دسترسی خواندن/نوشتن بسازید و کلیدها را اینجا تغییر دهید.",
  },
  secret_wrong: {
    what: "رمز مصرف‌کننده نادرست است، یا کلید این اجازه را ندارد.",
    fix: "در ووکامرس ← پیکربندی ← پیشرفته ← REST API کلید تازه‌ای با دسترسی خواندن/نوشتن بسازید و کلیدها را اینجا تغییر دهید.",
  },
  signature_invalid: {
    what: "فروشگاه امضا را نمی‌پذیرد.",
    fix: "کلید تازه‌ای بسازید و کلیدها را اینجا تغییر دهید. اگر ماند، ساعت و نشانی فروشگاه را بررسی کنید.",
  },
  permission_missing: {
    what: "این کلیدها اجازهٔ خواندن محصولات را ندارند.",
    fix: "کلیدی با دسترسی خواندن/نوشتن برای مدیر کل یا مدیر فروشگاه بسازید و کلیدها را اینجا تغییر دهید.",
  },
  maintenance: {
    what: "فروشگاه در دست تعمیر است.",
    fix: "چند دقیقه صبر کنید. اگر ماند، پروندهٔ .maintenance را در پوشهٔ وردپرس پاک کنید.",
  },
  rate_limited: {
    what: "فروشگاه درخواست کمتری می‌خواهد.",
    fix: "لازم نیست کاری بکنید: هاب آهسته‌تر می‌رود. اگر ماند، محدودیت را برای نشانی این هاب بالا ببرید.",
  },
  server_error: { what: "کارساز فروشگاه خطا دارد.", fix: "گزارش خطای PHP فروشگاه را ببینید یا از میزبان بخواهید." },
  not_found: { what: "آنچه خواسته شد دیگر در فروشگاه نیست.", fix: "دوباره همگام‌سازی کنید." },
  invalid: { what: "فروشگاه درخواستی را نپذیرفت.", fix: "شاید افزونه‌ای REST API آن را تغییر می‌دهد. اتصال را بیازمایید." },
  no_connection: { what: "این فروشگاه به جایی وصل نیست.", fix: "در صفحهٔ فروشگاه آن را وصل و سپس دوباره همگام‌سازی کنید." },
  breaker_open: {
    what: "فروشگاه چند بار پاسخ نداد و مدتی آسوده گذاشته می‌شود.",
    fix: "لازم نیست کاری بکنید: هاب خودکار دوباره تلاش می‌کند. اگر ماند، اتصال را در صفحهٔ فروشگاه بیازمایید.",
  },
  count_differs: {
    what: "شمار محصولات فروشگاه با فهرستش یکی نبود، پس چیزی برداشته نشد.",
    fix: "معمولاً در این میان محصولی افزوده یا حذف شده است. مقایسهٔ بعدی آن را روشن می‌کند.",
  },
  count_untold: {
    what: "فروشگاه نمی‌گوید چند محصول دارد، پس چیزی برداشته نشد.",
    fix: "واسطه‌ای سر راه فروشگاه، مانند پراکسی یا افزونهٔ کش، سرآیند X-WP-Total را از پاسخ‌ها حذف می‌کند. از میزبان بخواهید آن را برساند.",
  },
  unordered: {
    what: "فروشگاه محصولاتش را به ترتیب فهرست نمی‌کند.",
    fix: "افزونه‌ای که محصولات را مرتب می‌کند REST API را هم تغییر می‌دهد. آن را برای API خاموش کنید یا از سازنده‌اش بپرسید.",
  },
  internal: { what: "خطایی از سوی ما رخ داد.", fix: "دوباره همگام‌سازی کنید. اگر ماند، به گردانندهٔ این هاب بگویید." },
  token_invalid: {
    what: "فروشگاه دیگر دسترسی ما را نمی‌پذیرد.",
    fix: "فروشگاه را دوباره وصل کنید: از راه شاپیفای یا با توکن دسترسی تازه.",
  },
  client_refused: {
    what: "شاپیفای دیگر شناسه و رمز برنامه (Client ID و Secret) را نمی‌پذیرد.",
    fix: "هر دو را از تنظیمات برنامه در dev.shopify.com دوباره کپی کنید و فروشگاه را با آن‌ها دوباره وصل کنید.",
  },
  shop_not_permitted: {
    what: "برنامه و فروشگاه در شاپیفای از دو سازمان جدا هستند.",
    fix: "فروشگاه را با برنامه‌ای از سازمان خودش، یا با یک کلیک، دوباره وصل کنید.",
  },
  app_not_installed: {
    what: "برنامه در فروشگاه نصب نیست یا برداشته شده است.",
    fix: "آن را در dev.shopify.com نصب کنید و فروشگاه را دوباره وصل کنید.",
  },
  app_uninstalled: { what: "برنامه در شاپیفای برداشته شده است.", fix: "فروشگاه را دوباره وصل کنید." },
  shop_unavailable: { what: "فروشگاه بسته، مسدود یا تغییر نام یافته است.", fix: "مدیریت آن را در شاپیفای باز کنید و ببینید چه می‌گوید." },
  scope_missing: {
    what: "برنامه اجازهٔ خواندن محصولات این فروشگاه را ندارد.",
    fix: "اجازهٔ خواندن محصولات را به برنامه بدهید و دوباره همگام‌سازی کنید.",
  },
  throttled: { what: "فروشگاه درخواست کمتری می‌خواهد.", fix: "لازم نیست کاری بکنید: هاب آهسته‌تر می‌رود." },
  query_refused: { what: "فروشگاه درخواستی را نپذیرفت.", fix: "دوباره همگام‌سازی کنید. اگر ماند، به گردانندهٔ این هاب بگویید." },
  bulk_busy: { what: "برنامهٔ دیگری از این فروشگاه خروجی می‌گیرد.", fix: "لازم نیست کاری بکنید: هاب خودکار دوباره تلاش می‌کند." },
  bulk_failed: { what: "شاپیفای نتوانست از محصولات خروجی بگیرد.", fix: "چند دقیقهٔ دیگر دوباره همگام‌سازی کنید." },
  bulk_canceled: { what: "خروجی در شاپیفای متوقف شد.", fix: "دوباره همگام‌سازی کنید." },
  bulk_expired: { what: "خروجی شاپیفای بیش از اندازه طول کشید.", fix: "دوباره همگام‌سازی کنید." },
  bulk_broken: { what: "خروجی شاپیفای ناقص رسید.", fix: "دوباره همگام‌سازی کنید." },
  unknown: { what: "فروشگاه خوانده نشد.", fix: "اتصال را در صفحهٔ فروشگاه بیازمایید: علت را می‌گوید." },
};
