import type { Translated } from "./translated";

/** What the connection doctor says of a Shopify shop, one entry per code. What is well has a title only. */
export const shopifyFindingsEn = {
  address_invalid: {
    title: "This is not the address of a Shopify shop",
    cause: "“{address}” does not end in .myshopify.com. A shop's own domain does not serve Shopify's API.",
    fix: "Write the name that stands in the address of the Shopify admin: name.myshopify.com.",
  },
  address_blocked: {
    title: "This address may not be called",
    cause: "It leads into a private network, or is not https.",
    fix: "Write name.myshopify.com. For a shop on your own machine, an administrator of this hub can allow private addresses.",
  },
  dns: {
    title: "Nothing is found under {host}",
    cause: "The name is not known on the Internet, or this hub's name server does not answer.",
    fix: "Check the spelling, then try again in some minutes.",
  },
  tls: {
    title: "No secure connection to {host}",
    cause: "The certificate that came is not Shopify's: a proxy between this hub and the Internet changes it.",
    fix: "Let the one who runs this hub look at its way to the Internet.",
  },
  refused: {
    title: "{host} does not accept connections",
    cause: "Nothing answers there.",
    fix: "Try again in some minutes. If it stays, let the one who runs this hub look at its firewall.",
  },
  timeout: {
    title: "Shopify does not answer in time",
    cause: "No complete answer came from {host}.",
    fix: "Try again in some minutes; www.shopifystatus.com tells whether Shopify has a problem.",
  },
  network: {
    title: "The connection breaks",
    cause: "The connection to {host} ended before the answer was complete.",
    fix: "Try again. If it stays, let the one who runs this hub look at its way to the Internet.",
  },
  too_large: {
    title: "Shopify's answer is too long",
    cause: "An answer was longer than this hub takes at once.",
    fix: "Tell the one who runs this hub: products with very long texts are the usual reason.",
  },
  token_invalid: {
    title: "Shopify does not accept the access token",
    cause: "It was revoked, has expired, belongs to another shop, or was not copied whole.",
    fix: "Connect the store again through Shopify. With an app of your own: in the Shopify admin open Settings → Apps → Develop apps → your app → API credentials, install the app and paste its Admin API access token here.",
  },
  client_refused: {
    title: "Shopify does not know this client ID and secret",
    cause: "One of them was not copied whole, belongs to another app, or the secret was changed. An app made just now may need a minute.",
    fix: "At dev.shopify.com open Apps → your app → Settings, copy Client ID and Secret anew, and connect again.",
  },
  shop_not_permitted: {
    title: "The app belongs to another organisation than the shop",
    cause:
      "Shopify accepts a client ID and secret only where app and shop belong to one organisation: an app that an agency made in its own does not do.",
    fix: "Sign in at dev.shopify.com with the account of the shop's owner, choose the organisation of the shop, and make the app there. Or connect with one click, where this hub offers it.",
  },
  app_not_installed: {
    title: "The app is not installed in this shop",
    cause: "Shopify knows the app, but {host} has not installed it, or has removed it.",
    fix: "At dev.shopify.com open Apps → your app, press “Install app”, choose this shop, and connect again.",
  },
  shop_unavailable: {
    title: "The shop is not available",
    cause: "There is no shop under {host}, or it is frozen, locked or renamed.",
    fix: "Check the name. Is it right, look into the Shopify admin whether the shop's plan is paid.",
  },
  scope_missing: {
    title: "The app lacks a right",
    cause: "Shopify says: {detail}",
    fix: "Give the app the scopes read_products and read_inventory. At dev.shopify.com: make a new version with them, release it, and accept it in the shop. In an older custom app: tick them, install it anew, and paste its new token. Then connect again.",
  },
  throttled: {
    title: "Shopify asks for fewer requests",
    cause: "Other apps with the same token have used up what the shop allows at the moment.",
    fix: "Try again in a minute.",
  },
  query_refused: {
    title: "Shopify did not accept the question",
    cause: "Shopify says: {detail}",
    fix: "Tell the one who runs this hub: it may have to be updated.",
  },
  server_error: {
    title: "Shopify has an error",
    cause: "It answered that something is wrong on its side.",
    fix: "Try again in some minutes; www.shopifystatus.com tells more.",
  },
  not_json: {
    title: "The answer is not Shopify's",
    cause: "What came from {host} cannot be read: often a page of a proxy in between.",
    fix: "Try again. If it stays, let the one who runs this hub look at its way to the Internet.",
  },
  token_accepted: { title: "The shop {shop} accepts the token", cause: "", fix: "" },
  shop_renamed: { title: "Shopify knows the shop as {address}", cause: "", fix: "" },
  app_secret_missing: {
    title: "The app's secret is not known",
    cause: "Without it nobody can tell whether a message really comes from Shopify: changes are noticed at the next scheduled look only.",
    fix: "Copy the API secret key from the app's API credentials and connect again with it.",
  },
  currency_found: { title: "Currency: {currency}", cause: "", fix: "" },
  products_found: { title: "Products: {products}", cause: "", fix: "" },
  no_products: {
    title: "The shop has no products",
    cause: "Shopify lists none, not even drafts.",
    fix: "Check that this is the right shop. New products will come by themselves.",
  },
} as const;

export const shopifyFindingsFa: Translated<typeof shopifyFindingsEn> = {
  address_invalid: {
    title: "این نشانی فروشگاه شاپیفای نیست",
    cause: "«{address}» به ‎.myshopify.com‎ پایان نمی‌یابد. دامنهٔ خود فروشگاه، API شاپیفای را ندارد.",
    fix: "نامی را بنویسید که در نشانی مدیریت شاپیفای است: name.myshopify.com.",
  },
  address_blocked: {
    title: "این نشانی را نمی‌توان صدا زد",
    cause: "به شبکه‌ای خصوصی می‌رسد یا https نیست.",
    fix: "نشانی را به شکل name.myshopify.com بنویسید. برای فروشگاهی روی دستگاه خودتان، مدیر این هاب می‌تواند نشانی‌های خصوصی را مجاز کند.",
  },
  dns: {
    title: "چیزی با نام {host} پیدا نشد",
    cause: "این نام در اینترنت شناخته نیست، یا کارساز نام این هاب پاسخ نمی‌دهد.",
    fix: "املای آن را بررسی کنید و چند دقیقه دیگر دوباره تلاش کنید.",
  },
  tls: {
    title: "اتصال امن به {host} برقرار نشد",
    cause: "گواهی‌ای که آمد از شاپیفای نیست: پراکسی‌ای میان این هاب و اینترنت آن را عوض می‌کند.",
    fix: "از گردانندهٔ این هاب بخواهید راه آن به اینترنت را بررسی کند.",
  },
  refused: {
    title: "{host} اتصال نمی‌پذیرد",
    cause: "آنجا چیزی پاسخ نمی‌دهد.",
    fix: "چند دقیقه دیگر دوباره تلاش کنید. اگر ماند، از گردانندهٔ این هاب بخواهید دیوارهٔ آتش آن را بررسی کند.",
  },
  timeout: {
    title: "شاپیفای به‌موقع پاسخ نمی‌دهد",
    cause: "از {host} پاسخ کاملی نیامد.",
    fix: "چند دقیقه دیگر دوباره تلاش کنید؛ www.shopifystatus.com می‌گوید شاپیفای مشکلی دارد یا نه.",
  },
  network: {
    title: "اتصال قطع می‌شود",
    cause: "اتصال به {host} پیش از کامل شدن پاسخ بسته شد.",
    fix: "دوباره تلاش کنید. اگر ماند، از گردانندهٔ این هاب بخواهید راه آن به اینترنت را بررسی کند.",
  },
  too_large: {
    title: "پاسخ شاپیفای بیش از اندازه بلند است",
    cause: "پاسخی بلندتر از آن بود که این هاب یکجا می‌پذیرد.",
    fix: "به گردانندهٔ این هاب بگویید: بیشتر وقت‌ها محصولی با متن بسیار بلند دلیل آن است.",
  },
  token_invalid: {
    title: "شاپیفای توکن دسترسی را نمی‌پذیرد",
    cause: "توکن باطل شده، مهلتش گذشته، از فروشگاه دیگری است، یا کامل رونوشت نشده است.",
    fix: "فروشگاه را از راه شاپیفای دوباره وصل کنید. اگر برنامهٔ خودتان را دارید: در مدیریت شاپیفای Settings → Apps → Develop apps و آنجا برنامهٔ خود را باز کنید، آن را نصب کنید و از API credentials، مقدار Admin API access token را اینجا بچسبانید.",
  },
  client_refused: {
    title: "شاپیفای این شناسه و رمز را نمی‌شناسد",
    cause:
      "یکی از آن‌ها کامل رونوشت نشده، از برنامهٔ دیگری است، یا رمز عوض شده است. برنامه‌ای که همین حالا ساخته‌اید شاید یک دقیقه زمان بخواهد.",
    fix: "در dev.shopify.com بخش Apps، آنجا برنامهٔ خود و سپس Settings را باز کنید، Client ID و Secret را دوباره رونوشت کنید و با آن‌ها وصل کنید.",
  },
  shop_not_permitted: {
    title: "برنامه از سازمانی جز سازمان فروشگاه است",
    cause:
      "شاپیفای شناسه و رمز را فقط جایی می‌پذیرد که برنامه و فروشگاه از یک سازمان باشند: برنامه‌ای که شرکتی در سازمان خودش ساخته کار نمی‌کند.",
    fix: "در dev.shopify.com با حساب مالک فروشگاه وارد شوید، سازمان فروشگاه را برگزینید و برنامه را آنجا بسازید؛ یا اگر این هاب اتصال با یک کلیک دارد، از آن راه وصل کنید.",
  },
  app_not_installed: {
    title: "برنامه در این فروشگاه نصب نیست",
    cause: "شاپیفای برنامه را می‌شناسد، ولی {host} آن را نصب نکرده یا برداشته است.",
    fix: "در dev.shopify.com بخش Apps و آنجا برنامهٔ خود را باز کنید، «Install app» را بزنید، این فروشگاه را برگزینید و دوباره وصل کنید.",
  },
  shop_unavailable: {
    title: "فروشگاه در دسترس نیست",
    cause: "با نام {host} فروشگاهی نیست، یا بسته، قفل یا با نامی دیگر است.",
    fix: "نام را بررسی کنید. اگر درست است، در مدیریت شاپیفای ببینید هزینهٔ طرح فروشگاه پرداخت شده است.",
  },
  scope_missing: {
    title: "برنامه یک دسترسی کم دارد",
    cause: "شاپیفای می‌گوید: {detail}",
    fix: "به برنامه دسترسی‌های read_products و read_inventory را بدهید. در dev.shopify.com: نسخه‌ای تازه با آن‌ها بسازید، منتشر کنید و در فروشگاه بپذیرید. در برنامهٔ سفارشی پیشین: آن‌ها را تیک بزنید، برنامه را دوباره نصب کنید و توکن تازه‌اش را بچسبانید. سپس دوباره وصل کنید.",
  },
  throttled: {
    title: "شاپیفای درخواست کمتری می‌خواهد",
    cause: "برنامه‌های دیگر با همین توکن سهم این لحظهٔ فروشگاه را به کار برده‌اند.",
    fix: "یک دقیقه دیگر دوباره تلاش کنید.",
  },
  query_refused: {
    title: "شاپیفای پرسش را نپذیرفت",
    cause: "شاپیفای می‌گوید: {detail}",
    fix: "به گردانندهٔ این هاب بگویید: شاید باید به‌روز شود.",
  },
  server_error: {
    title: "شاپیفای خطا دارد",
    cause: "پاسخ داد که چیزی در سوی خودش درست نیست.",
    fix: "چند دقیقه دیگر دوباره تلاش کنید؛ www.shopifystatus.com بیشتر می‌گوید.",
  },
  not_json: {
    title: "این پاسخ از شاپیفای نیست",
    cause: "آنچه از {host} آمد خواندنی نیست: بیشتر وقت‌ها صفحهٔ پراکسی‌ای در میانهٔ راه است.",
    fix: "دوباره تلاش کنید. اگر ماند، از گردانندهٔ این هاب بخواهید راه آن به اینترنت را بررسی کند.",
  },
  token_accepted: { title: "فروشگاه {shop} توکن را می‌پذیرد", cause: "", fix: "" },
  shop_renamed: { title: "شاپیفای این فروشگاه را با نام {address} می‌شناسد", cause: "", fix: "" },
  app_secret_missing: {
    title: "رمز برنامه دانسته نیست",
    cause: "بی آن نمی‌توان دانست پیامی به‌راستی از شاپیفای است: تغییرها فقط در نگاه زمان‌بندی‌شدهٔ بعدی دیده می‌شوند.",
    fix: "‏API secret key را از API credentials برنامه رونوشت کنید و با آن دوباره وصل کنید.",
  },
  currency_found: { title: "واحد پول: {currency}", cause: "", fix: "" },
  products_found: { title: "محصولات: {products}", cause: "", fix: "" },
  no_products: {
    title: "فروشگاه محصولی ندارد",
    cause: "شاپیفای هیچ محصولی نمی‌شمارد، حتی پیش‌نویس.",
    fix: "ببینید این همان فروشگاه است. محصولات تازه خودبه‌خود می‌آیند.",
  },
};
