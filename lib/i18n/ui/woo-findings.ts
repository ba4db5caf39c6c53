import type { Translated } from "./translated";

/** What the connection doctor says of a WooCommerce shop, one entry per code. What is well has a title only. */
export const wooFindingsEn = {
  address_invalid: {
    title: "This is not an address",
    cause: "The shop's address could not be read.",
    fix: "Write it as you open it in a browser, such as https://shop.example.",
  },
  address_blocked: {
    title: "This address may not be called",
    cause: "It is not https, holds a password, or leads into a private network.",
    fix: "Write the public https address of the shop. For a shop on your own machine, an administrator of this hub can allow private addresses.",
  },
  dns_failed: {
    title: "No shop is found under {host}",
    cause: "The name is not known on the Internet, or its name server does not answer.",
    fix: "Check the spelling. If the domain is new or was moved, wait a few hours and try again.",
  },
  tls_failed: {
    title: "The shop's certificate is not in order",
    cause:
      "A safe connection could not be made ({reason}): the certificate has expired, is for another name, or lacks a part of its chain.",
    fix: "Ask your host to renew the certificate with its full chain.",
  },
  https_missing: {
    title: "The shop speaks no https here",
    cause: "What answers at {host} is not encrypted: the shop has no https, or another port.",
    fix: "Check the port. If the shop opens in a browser with http:// only, write it so, or ask your host for a certificate.",
  },
  connection_refused: {
    title: "The shop's server takes no connection",
    cause: "Nothing answers at {host}: the server is down, or turns us away.",
    fix: "Open the shop in a browser. If it opens, ask your host to let this hub's address in.",
  },
  connection_timeout: {
    title: "The shop does not answer in time",
    cause: "No whole answer came from {host}: the server is overloaded, or drops our requests without a word.",
    fix: "Try again later. If it stays, ask your host whether a firewall drops requests from abroad.",
  },
  connection_failed: {
    title: "The connection breaks off",
    cause: "The shop's server ended the connection before its answer was whole ({reason}).",
    fix: "Try again. If it stays, ask your host for the server's error log at this time.",
  },
  address_reached: { title: "The shop answers at {address}", cause: "", fix: "" },
  insecure_http: {
    title: "This shop has no https",
    cause: "Its answers can be read and changed on the way. The keys themselves are signed and not sent.",
    fix: "Ask your host for a certificate (most give it free of charge), then connect the https address.",
  },
  redirected: {
    title: "The shop lives at another address",
    cause: "It sends every request on, and keys are not carried after a redirect.",
    fix: "Use this address instead: {to}",
  },
  address_elsewhere: {
    title: "The shop lives at another address",
    cause: "{address} is not the address that the shop knows itself by.",
    fix: "Use this address instead: {to}",
  },
  firewall_html: {
    title: "A web page came instead of data",
    cause: "A firewall, a security plugin or a login stands before the shop's REST API. The page says: {page}",
    fix: "Allow requests to /wp-json/wc/v3/ in that firewall or plugin, for the user agent FikoSync/1 or for this hub's address.",
  },
  plain_permalinks: {
    title: "The shop has plain permalinks",
    cause: "WooCommerce takes keys only at addresses with /wp-json/, which WordPress does not serve with plain permalinks.",
    fix: "In WordPress open Settings → Permalinks, choose any other structure, such as “Post name”, and save.",
  },
  rest_off: {
    title: "The REST API is off",
    cause: "No REST API of WordPress answers at this address: a plugin closes it, or WordPress is in another folder.",
    fix: "Check the address. Then look for a plugin that disables or restricts the REST API, and let wc/v3 through.",
  },
  answer_not_json: {
    title: "The shop's answer cannot be read",
    cause: "It is neither data nor a web page, or was cut off: often a plugin's error, or too little memory for PHP.",
    fix: "Look into the PHP error log, or ask your host for it.",
  },
  maintenance: {
    title: "The shop is in maintenance",
    cause: "WordPress or a plugin is being updated.",
    fix: "Wait some minutes and try again. If it stays, delete the file .maintenance in the folder of WordPress.",
  },
  rate_limited: {
    title: "The shop asks for fewer requests",
    cause: "Its host or a security plugin limits how often it may be asked.",
    fix: "Try again later. If it stays, raise the limit for this hub's address.",
  },
  server_error: {
    title: "The shop's server has an error",
    cause: "It answered with status {status}: usually a plugin's error, or an overloaded server.",
    fix: "Look into the PHP error log, or ask your host for it. Try again with recently updated plugins turned off.",
  },
  woocommerce_missing: {
    title: "WooCommerce is not there",
    cause: "WordPress answers, but has no REST API of WooCommerce 3.5 or newer.",
    fix: "Install or activate WooCommerce, or check that this is the address of the shop and not of a blog beside it.",
  },
  woocommerce_found: { title: "WooCommerce's REST API answers", cause: "", fix: "" },
  keys_unknown: {
    title: "The shop does not know these keys",
    cause: "The consumer key was deleted, belongs to another shop, or was not copied whole.",
    fix: "In WordPress open WooCommerce → Settings → Advanced → REST API, add a key with read/write permission, and paste both parts here.",
  },
  secret_wrong: {
    title: "The consumer secret is wrong",
    cause: "The shop knows the consumer key, but not with this secret.",
    fix: "The secret is shown only once. Make a new key in WooCommerce → Settings → Advanced → REST API, and paste both parts here.",
  },
  signature_invalid: {
    title: "The shop does not accept the signature",
    cause: "The key or the secret is wrong, the shop's clock is more than 15 minutes off, or it knows itself under another address.",
    fix: "Make a new key and paste both parts here. With https no signature would be needed.",
  },
  keys_wrong: {
    title: "The key or the secret is wrong",
    cause: "The shop refuses what is signed with them. Its address and its clock are right.",
    fix: "Make a new key with read/write permission in WooCommerce → Settings → Advanced → REST API, and paste both parts here.",
  },
  read_not_allowed: {
    title: "These keys may not read products",
    cause: "The key is write-only, or its user may not manage the shop.",
    fix: "Make a key with read/write permission for a user who is administrator or shop manager.",
  },
  keys_accepted: { title: "The keys are right", cause: "", fix: "" },
  header_stripped: {
    title: "The shop's host removes the Authorization header",
    cause: "The keys are known only when they stand in the address. So they are sent, over https, but they may appear in the server's log.",
    fix: "Better, ask your host to pass the header on (Apache: CGIPassAuth On), then run this check again.",
  },
  read_only_keys: {
    title: "These keys may only read",
    cause: "Products can be fetched, but webhooks cannot be registered: changes are noticed at the next scheduled look only.",
    fix: "Make a key with read/write permission and paste both parts here.",
  },
  webhooks_not_allowed: {
    title: "The keys' user may not register webhooks",
    cause: "The user behind the key may not manage the shop: changes are noticed at the next scheduled look only.",
    fix: "Make the key for a user who is administrator or shop manager.",
  },
  writes_blocked: {
    title: "Requests that write are blocked",
    cause: "Reading works, but a firewall or plugin stops POST requests: webhooks cannot be registered. The page says: {page}",
    fix: "Allow POST requests to /wp-json/wc/v3/webhooks in that firewall or plugin.",
  },
  keys_may_write: { title: "Webhooks can be registered", cause: "", fix: "" },
  version_found: { title: "WooCommerce {version}", cause: "", fix: "" },
  currency_found: { title: "Currency: {currency}", cause: "", fix: "" },
  currency_unknown: {
    title: "The shop's currency is not known",
    cause: "The keys' user may not read the shop's settings.",
    fix: "Make the key for an administrator. Until then prices are kept without a currency.",
  },
  products_found: { title: "Products: {products}", cause: "", fix: "" },
  no_products: {
    title: "The shop has no products",
    cause: "WooCommerce lists none, not even drafts.",
    fix: "Check that this is the right shop. New products will come by themselves.",
  },
  clock_right: { title: "The clocks agree", cause: "", fix: "" },
  clock_skew: {
    title: "The shop's clock is wrong",
    cause: "It differs from ours by {seconds} seconds. Changes are put in order all the same.",
    fix: "Ask your host to set the server's clock by NTP.",
  },
  answers_quick: { title: "The shop answers quickly", cause: "", fix: "" },
  slow_answers: {
    title: "The shop answers slowly",
    cause:
      "A small request took {seconds} seconds. The first sync will take longer; it slows down by itself, so that customers do not notice.",
    fix: "Nothing has to be done. A page cache does not help here; fewer plugins or a stronger host does.",
  },
} as const;

export const wooFindingsFa: Translated<typeof wooFindingsEn> = {
  address_invalid: {
    title: "این نشانی نیست",
    cause: "نشانی فروشگاه خوانده نشد.",
    fix: "آن را همان‌گونه بنویسید که در مرورگر باز می‌کنید، مانند https://shop.example.",
  },
  address_blocked: {
    title: "این نشانی را نمی‌توان صدا زد",
    cause: "https نیست، گذرواژه در خود دارد، یا به شبکه‌ای خصوصی می‌رسد.",
    fix: "نشانی عمومی و https فروشگاه را بنویسید. برای فروشگاهی روی دستگاه خودتان، مدیر این هاب می‌تواند نشانی‌های خصوصی را مجاز کند.",
  },
  dns_failed: {
    title: "فروشگاهی با نام {host} پیدا نشد",
    cause: "این نام در اینترنت شناخته نیست، یا کارساز نام آن پاسخ نمی‌دهد.",
    fix: "املای آن را بررسی کنید. اگر دامنه تازه است یا جابه‌جا شده، چند ساعت دیگر دوباره تلاش کنید.",
  },
  tls_failed: {
    title: "گواهی فروشگاه درست نیست",
    cause: "اتصال امن برقرار نشد ({reason}): مهلت گواهی تمام شده، برای نامی دیگر است، یا بخشی از زنجیره‌اش نیست.",
    fix: "از میزبان خود بخواهید گواهی را با زنجیرهٔ کامل تازه کند.",
  },
  https_missing: {
    title: "فروشگاه اینجا https ندارد",
    cause: "آنچه در {host} پاسخ می‌دهد رمزگذاری‌شده نیست: فروشگاه https ندارد یا درگاه دیگری دارد.",
    fix: "درگاه (port) را بررسی کنید. اگر فروشگاه در مرورگر فقط با http:// باز می‌شود همان را بنویسید، یا از میزبان گواهی بخواهید.",
  },
  connection_refused: {
    title: "کارساز فروشگاه اتصال نمی‌پذیرد",
    cause: "در {host} چیزی پاسخ نمی‌دهد: کارساز خاموش است یا ما را نمی‌پذیرد.",
    fix: "فروشگاه را در مرورگر باز کنید. اگر باز شد، از میزبان بخواهید نشانی این هاب را راه دهد.",
  },
  connection_timeout: {
    title: "فروشگاه به‌موقع پاسخ نمی‌دهد",
    cause: "از {host} پاسخ کاملی نیامد: کارساز زیر بار است یا درخواست‌های ما را بی‌صدا کنار می‌گذارد.",
    fix: "کمی بعد دوباره تلاش کنید. اگر ماند، از میزبان بپرسید آیا دیوارهٔ آتش درخواست‌های بیرون از کشور را می‌بندد.",
  },
  connection_failed: {
    title: "اتصال قطع می‌شود",
    cause: "کارساز فروشگاه پیش از کامل شدن پاسخ اتصال را بست ({reason}).",
    fix: "دوباره تلاش کنید. اگر ماند، گزارش خطای کارساز در این زمان را از میزبان بخواهید.",
  },
  address_reached: { title: "فروشگاه در {address} پاسخ می‌دهد", cause: "", fix: "" },
  insecure_http: {
    title: "این فروشگاه https ندارد",
    cause: "پاسخ‌هایش در راه خوانده یا عوض می‌شوند. خود کلیدها امضا می‌شوند و فرستاده نمی‌شوند.",
    fix: "از میزبان گواهی بخواهید (بیشترشان رایگان می‌دهند)، سپس نشانی https را وصل کنید.",
  },
  redirected: {
    title: "فروشگاه در نشانی دیگری است",
    cause: "هر درخواست را به جای دیگری می‌فرستد و کلیدها پس از تغییر مسیر همراه نمی‌روند.",
    fix: "به جای آن این نشانی را به کار ببرید: {to}",
  },
  address_elsewhere: {
    title: "فروشگاه در نشانی دیگری است",
    cause: "{address} نشانی‌ای نیست که فروشگاه خود را با آن می‌شناسد.",
    fix: "به جای آن این نشانی را به کار ببرید: {to}",
  },
  firewall_html: {
    title: "به جای داده، صفحهٔ وب آمد",
    cause: "دیوارهٔ آتش، افزونهٔ امنیتی یا صفحهٔ ورود جلوی REST API فروشگاه است. صفحه می‌گوید: {page}",
    fix: "در آن دیواره یا افزونه، درخواست به ‎/wp-json/wc/v3/‎ را برای user agent با نام FikoSync/1 یا برای نشانی این هاب مجاز کنید.",
  },
  plain_permalinks: {
    title: "پیوندهای یکتای فروشگاه ساده است",
    cause: "ووکامرس کلید را فقط در نشانی‌های ‎/wp-json/‎ می‌پذیرد و وردپرس با پیوندهای یکتای ساده آن‌ها را ندارد.",
    fix: "در وردپرس تنظیمات ← پیوندهای یکتا را باز کنید، ساختار دیگری مانند «نام نوشته» را برگزینید و ذخیره کنید.",
  },
  rest_off: {
    title: "REST API خاموش است",
    cause: "در این نشانی REST API وردپرس پاسخ نمی‌دهد: افزونه‌ای آن را بسته، یا وردپرس در پوشهٔ دیگری است.",
    fix: "نشانی را بررسی کنید. سپس افزونه‌ای را بیابید که REST API را خاموش یا محدود می‌کند و wc/v3 را راه دهید.",
  },
  answer_not_json: {
    title: "پاسخ فروشگاه خواندنی نیست",
    cause: "نه داده است و نه صفحهٔ وب، یا بریده شده: بیشتر وقت‌ها خطای یک افزونه یا کمبود حافظهٔ PHP.",
    fix: "گزارش خطای PHP را ببینید یا از میزبان بخواهید.",
  },
  maintenance: {
    title: "فروشگاه در دست تعمیر است",
    cause: "وردپرس یا افزونه‌ای در حال به‌روزرسانی است.",
    fix: "چند دقیقه صبر کنید و دوباره تلاش کنید. اگر ماند، پروندهٔ ‎.maintenance‎ را از پوشهٔ وردپرس پاک کنید.",
  },
  rate_limited: {
    title: "فروشگاه درخواست کمتری می‌خواهد",
    cause: "میزبان یا افزونهٔ امنیتی شمار درخواست‌ها را محدود کرده است.",
    fix: "کمی بعد دوباره تلاش کنید. اگر ماند، سقف را برای نشانی این هاب بالا ببرید.",
  },
  server_error: {
    title: "کارساز فروشگاه خطا دارد",
    cause: "با وضعیت {status} پاسخ داد: بیشتر وقت‌ها خطای یک افزونه یا کارسازی زیر بار.",
    fix: "گزارش خطای PHP را ببینید یا از میزبان بخواهید. افزونه‌های تازه به‌روزشده را خاموش کنید و دوباره تلاش کنید.",
  },
  woocommerce_missing: {
    title: "ووکامرس آنجا نیست",
    cause: "وردپرس پاسخ می‌دهد، اما REST API ووکامرس ۳٫۵ یا تازه‌تر را ندارد.",
    fix: "ووکامرس را نصب یا فعال کنید، یا ببینید این نشانی خود فروشگاه است و نه وبلاگی در کنارش.",
  },
  woocommerce_found: { title: "REST API ووکامرس پاسخ می‌دهد", cause: "", fix: "" },
  keys_unknown: {
    title: "فروشگاه این کلیدها را نمی‌شناسد",
    cause: "کلید مصرف‌کننده پاک شده، از فروشگاه دیگری است، یا کامل رونوشت نشده است.",
    fix: "در وردپرس ووکامرس ← پیکربندی ← پیشرفته ← REST API را باز کنید، کلیدی با دسترسی خواندن/نوشتن بسازید و هر دو بخش را اینجا بچسبانید.",
  },
  secret_wrong: {
    title: "رمز مصرف‌کننده درست نیست",
    cause: "فروشگاه کلید مصرف‌کننده را می‌شناسد، اما نه با این رمز.",
    fix: "رمز فقط یک بار نشان داده می‌شود. در ووکامرس ← پیکربندی ← پیشرفته ← REST API کلیدی تازه بسازید و هر دو بخش را اینجا بچسبانید.",
  },
  signature_invalid: {
    title: "فروشگاه امضا را نمی‌پذیرد",
    cause: "کلید یا رمز درست نیست، ساعت فروشگاه بیش از ۱۵ دقیقه اختلاف دارد، یا خود را با نشانی دیگری می‌شناسد.",
    fix: "کلیدی تازه بسازید و هر دو بخش را اینجا بچسبانید. با https امضا لازم نبود.",
  },
  keys_wrong: {
    title: "کلید یا رمز درست نیست",
    cause: "فروشگاه آنچه را با آن‌ها امضا می‌شود نمی‌پذیرد. نشانی و ساعت آن درست است.",
    fix: "در ووکامرس ← پیکربندی ← پیشرفته ← REST API کلیدی تازه با دسترسی خواندن/نوشتن بسازید و هر دو بخش را اینجا بچسبانید.",
  },
  read_not_allowed: {
    title: "این کلیدها اجازهٔ خواندن محصولات را ندارند",
    cause: "کلید فقط نوشتنی است، یا کاربر آن اجازهٔ مدیریت فروشگاه را ندارد.",
    fix: "برای کاربری که مدیر کل یا مدیر فروشگاه است کلیدی با دسترسی خواندن/نوشتن بسازید.",
  },
  keys_accepted: { title: "کلیدها درست است", cause: "", fix: "" },
  header_stripped: {
    title: "میزبان فروشگاه سرآیند Authorization را حذف می‌کند",
    cause: "کلیدها فقط وقتی شناخته می‌شوند که در نشانی باشند. پس همان‌گونه و با https فرستاده می‌شوند، اما شاید در گزارش کارساز بمانند.",
    fix: "بهتر است از میزبان بخواهید سرآیند را برساند (در Apache: CGIPassAuth On) و سپس این بررسی را دوباره انجام دهید.",
  },
  read_only_keys: {
    title: "این کلیدها فقط اجازهٔ خواندن دارند",
    cause: "محصولات گرفته می‌شوند، اما وب‌هوک ثبت نمی‌شود: تغییرها فقط در نگاه زمان‌بندی‌شدهٔ بعدی دیده می‌شوند.",
    fix: "کلیدی با دسترسی خواندن/نوشتن بسازید و هر دو بخش را اینجا بچسبانید.",
  },
  webhooks_not_allowed: {
    title: "کاربر این کلیدها اجازهٔ ثبت وب‌هوک ندارد",
    cause: "کاربر کلید اجازهٔ مدیریت فروشگاه را ندارد: تغییرها فقط در نگاه زمان‌بندی‌شدهٔ بعدی دیده می‌شوند.",
    fix: "کلید را برای کاربری بسازید که مدیر کل یا مدیر فروشگاه است.",
  },
  writes_blocked: {
    title: "درخواست‌های نوشتن بسته است",
    cause: "خواندن می‌شود، اما دیوارهٔ آتش یا افزونه‌ای جلوی درخواست‌های POST را می‌گیرد: وب‌هوک ثبت نمی‌شود. صفحه می‌گوید: {page}",
    fix: "در آن دیواره یا افزونه، درخواست POST به ‎/wp-json/wc/v3/webhooks‎ را مجاز کنید.",
  },
  keys_may_write: { title: "وب‌هوک ثبت‌شدنی است", cause: "", fix: "" },
  version_found: { title: "ووکامرس {version}", cause: "", fix: "" },
  currency_found: { title: "واحد پول: {currency}", cause: "", fix: "" },
  currency_unknown: {
    title: "واحد پول فروشگاه دانسته نیست",
    cause: "کاربر این کلیدها اجازهٔ خواندن تنظیمات فروشگاه را ندارد.",
    fix: "کلید را برای مدیر کل بسازید. تا آن زمان قیمت‌ها بدون واحد پول نگه داشته می‌شود.",
  },
  products_found: { title: "محصولات: {products}", cause: "", fix: "" },
  no_products: {
    title: "فروشگاه محصولی ندارد",
    cause: "ووکامرس هیچ محصولی نمی‌شمارد، حتی پیش‌نویس.",
    fix: "ببینید این همان فروشگاه است. محصولات تازه خودبه‌خود می‌آیند.",
  },
  clock_right: { title: "ساعت‌ها با هم می‌خوانند", cause: "", fix: "" },
  clock_skew: {
    title: "ساعت فروشگاه درست نیست",
    cause: "با ساعت ما {seconds} ثانیه اختلاف دارد. ترتیب تغییرها با این همه درست می‌ماند.",
    fix: "از میزبان بخواهید ساعت کارساز را با NTP تنظیم کند.",
  },
  answers_quick: { title: "فروشگاه زود پاسخ می‌دهد", cause: "", fix: "" },
  slow_answers: {
    title: "فروشگاه کند پاسخ می‌دهد",
    cause: "درخواستی کوچک {seconds} ثانیه طول کشید. نخستین همگام‌سازی بیشتر طول می‌کشد و خودش آهسته می‌رود تا مشتریان چیزی حس نکنند.",
    fix: "لازم نیست کاری بکنید. حافظهٔ نهان صفحه اینجا کمکی نمی‌کند؛ افزونهٔ کمتر یا میزبان نیرومندتر می‌کند.",
  },
};
