import type { Translated } from "./translated";

/** What owners read. Each part's key is its anchor, which other pages link to: rename one only together with its links. */
export const guideEn = {
  what: {
    title: "What Fiko Sync does for your shop",
    lead: "In five sentences:",
    points: [
      "It keeps an exact copy of your catalogue: titles, texts, categories, variants, prices and stock.",
      "Each time something changes in your shop, the copy changes too, without your doing anything.",
      "It prepares the texts so that an AI finds the right product for what a customer asks.",
      "When the AI answers, the price and the stock are the ones your shop had last, not the ones of the day the text was prepared.",
      "It only reads from your shop: nothing you sell, order or set there is ever changed from here.",
    ],
  },
  states: {
    title: "Is my shop in sync?",
    lead: "Each store has one state, on the overview and on its own page. This is what each means, and what to do.",
    state: {
      synced: { means: "Everything that changed in your shop has arrived and is saved.", todo: "Nothing." },
      syncing: {
        means: "The hub is fetching the products of your shop.",
        todo: "Wait; its page shows how far it is. What has arrived can be found already.",
      },
      catchingUp: {
        means: "Changes have arrived and are being worked off.",
        todo: "Wait. If the number left has not fallen for an hour, tell your administrator.",
      },
      fresh: {
        means: "The shop is connected, and has not sent anything yet.",
        todo: "Save any product in your shop. Nothing after a minute? Go through “No news from your shop”.",
      },
      unconnected: { means: "Nothing leads to a shop yet.", todo: "Connect it with the plugin or with keys." },
      silent: { means: "Nothing came from this shop for three days.", todo: "Go through “No news from your shop”." },
      unreachable: {
        means: "The hub wanted to fetch from your shop and could not.",
        todo: "Open the store, then Connection: there stand the cause and the cure. Often the keys were deleted, or a firewall keeps us out.",
      },
      failed: {
        means: "The last change of some products could not be saved, because of what is written in them.",
        todo: "Open Events and show those that failed: each says what is wrong. Correct the product in your shop and save it there; it is sent again by itself.",
      },
      decide: {
        means: "Many products are no longer in your shop at once. So that no mistake empties your catalogue, nothing was deleted.",
        todo: "Look at the list on the store's page, and choose: delete them here too, or keep them.",
      },
      drift: {
        means: "When last compared, a few products differed from your shop.",
        todo: "Nothing: they are sent again by themselves. If it comes back every day, see “A product is missing or wrong”.",
      },
      driftAlert: {
        means: "When last compared, far too many products differed: changes get lost on the way.",
        todo: "Open the store's page and follow the cause it names. What differed is brought in by itself; the cause is not.",
      },
      off: {
        means: "Somebody switched this store off. What it sends is refused.",
        todo: "If that was not on purpose, ask an administrator to switch it on.",
      },
    },
  },
  plugin: {
    title: "Installing the plugin",
    lead: "For WooCommerce. Changes then arrive within seconds, also from a shop that cannot be reached from outside.",
    points: [
      "Under Stores, download the plugin.",
      "In WordPress open Plugins → Add New → Upload Plugin, choose the file, install and activate it.",
      "Open WooCommerce → Fiko Sync. The address of this hub is filled in; press “Connect”.",
      "You come back here: see that it is the right store, and confirm.",
      "The products arrive by themselves. A thousand take a few minutes; you may close the page.",
    ],
  },
  keys: {
    title: "Connecting with keys, or a Shopify shop",
    lead: "Without the plugin the hub fetches the products itself, with keys that your shop gives it.",
    points: [
      "Under Stores open your store, or make it, and choose “Without the plugin”.",
      "WooCommerce: press “Go to the shop” and approve there. Or make a key under WooCommerce → Settings → Advanced → REST API, with permissions Read/Write, and paste both parts.",
      "Shopify: press “Go to Shopify” and install the app. Or paste Client ID and secret of an app of your own; the page shows each step.",
      "The connection is tested before anything is kept. If something is wrong, it says what and how to cure it.",
      "The keys are kept sealed, and nobody can read them again, here neither. In your shop you can take them back at any time.",
    ],
  },
  silent: {
    title: "No news from your shop",
    lead: "In this order; most often it is the first:",
    points: [
      "In WordPress under Plugins: is Fiko Sync active? Updates and new themes sometimes switch plugins off.",
      "Open WooCommerce → Fiko Sync: it says whether it reaches the hub and what waits to be sent.",
      "Was the token revoked, or has it ended? Press “Connect” there once more; it gets a new one.",
      "Does a security plugin or your host block outgoing requests? Allow the address of this hub.",
      "Connected with keys: open the store, then Connection, and press “Test connection”. It names the cause.",
      "Did the shop move to a new address? Connect it again; the products stay.",
      "Then save any product in your shop. It should be here within a minute.",
    ],
  },
  missing: {
    title: "A product is missing or wrong",
    lead: "A short list to go through:",
    points: [
      "Search for it under Products, by title, SKU or number. Found? Its page says what is known of it and since when.",
      "Not found: is it published in your shop? Drafts, private products and those with a password stay there.",
      "Found, but not for the AI: its page says why. Usually it is hidden in the catalogue, or by a rule of the store.",
      "Wrong price or title: compare “last change” with the time you saved it. If it is older, save the product once more in your shop.",
      "Could not be saved: under Events stands the shop's message, and what is wrong in it.",
      "Several at once? On the store's page start a sync: it compares the whole shop and mends what differs.",
    ],
  },
  ai: {
    title: "What the AI reads, and how to hide something",
    lead: "The AI reads what any visitor of your shop may read, and nothing else.",
    points: [
      "It reads title, description, categories, tags, attributes and variants. Each product's page shows the very words.",
      "Price and stock are not in those texts. They are added when a question is answered.",
      "Drafts, private products, those with a password and those hidden from the catalogue are never read.",
      "To keep something back, open the store, then Settings: single products, a category, a tag, what is out of stock or has no price. Or hide it in your shop.",
      "What you hide is gone from answers with the next question. What an AI has said before, nobody can take back.",
      "Under Knowledge you can ask as a customer would, and see what is found and why.",
    ],
  },
  fresh: {
    title: "How fresh are prices and stock?",
    lead: "As fresh as the last message of your shop.",
    points: [
      "With the plugin: usually a few seconds after you save. Mass changes and imports are worked off in order.",
      "With keys: at once where the shop tells us of changes, otherwise as the schedule says, which you set under Connection of the store.",
      "The overview says within what time changes could be found today: half of them, and 95 of 100.",
      "Once a day everything is compared, so that nothing stays wrong that got lost on the way.",
      "Each answer says from when its price and stock are. Your shop's checkout always has the last word.",
    ],
  },
  privacy: {
    title: "What is kept, and of whom",
    lead: "Products, not people.",
    points: [
      "Kept: your catalogue, each message of your shop about it, and when it was worked off. Old messages are deleted after the time the administrator set.",
      "Not kept: your customers, their orders, addresses or payments. The plugin does not send them.",
      "Keys and passwords are kept sealed or as fingerprints; nobody can read them, we cannot either.",
      "Pictures stay in your shop; only their addresses are kept.",
      "Texts of products may be sent to the AI service the administrator chose, to be prepared for search. Without one, nothing leaves this hub.",
      "Who did what here stands in the activity log. You see what concerns your stores.",
    ],
  },
  who: {
    title: "Whom to ask",
    lead: "The administrator of this hub: whoever invited you.",
    points: [
      "Say which store and which product, and when it happened.",
      "An error page shows a code. Copy it into your message: with it the cause is found in seconds.",
      "Never send a token, a key or a password; nobody needs them to help you.",
      "Lost your password? The administrator makes you a new link.",
    ],
  },
} as const;

export const guideFa: Translated<typeof guideEn> = {
  what: {
    title: "فیکو Sync برای فروشگاه شما چه می‌کند",
    lead: "در پنج جمله:",
    points: [
      "رونوشت دقیقی از کاتالوگ شما نگه می‌دارد: عنوان، متن، دسته، گونه، قیمت و موجودی.",
      "هر بار که چیزی در فروشگاه تغییر کند، رونوشت هم تغییر می‌کند؛ بی‌آن‌که کاری کنید.",
      "متن‌ها را آماده می‌کند تا هوش مصنوعی برای پرسش هر مشتری محصول درست را پیدا کند.",
      "وقتی هوش مصنوعی پاسخ می‌دهد، قیمت و موجودی همان است که فروشگاه آخرین بار گفته، نه آنچه روز آماده شدن متن بوده است.",
      "فقط از فروشگاه می‌خواند: هیچ کالا، سفارش یا تنظیمی در آنجا از اینجا تغییر نمی‌کند.",
    ],
  },
  states: {
    title: "فروشگاه من همگام است؟",
    lead: "هر فروشگاه یک وضعیت دارد، در نمای کلی و در صفحهٔ خودش. معنای هر کدام و کاری که باید کرد:",
    state: {
      synced: { means: "هر چه در فروشگاه تغییر کرده رسیده و ذخیره شده است.", todo: "هیچ." },
      syncing: {
        means: "هاب در حال آوردن محصولات فروشگاه است.",
        todo: "صبر کنید؛ صفحهٔ آن می‌گوید تا کجا رسیده است. آنچه رسیده همین حالا هم پیدا می‌شود.",
      },
      catchingUp: {
        means: "تغییرها رسیده و در حال انجام است.",
        todo: "صبر کنید. اگر یک ساعت است شمار مانده‌ها کم نشده، به مدیر خبر دهید.",
      },
      fresh: {
        means: "فروشگاه متصل است و هنوز چیزی نفرستاده است.",
        todo: "یک محصول را در فروشگاه ذخیره کنید. پس از یک دقیقه خبری نشد؟ بخش «خبری از فروشگاه نیست» را ببینید.",
      },
      unconnected: { means: "هنوز به فروشگاهی راه ندارد.", todo: "با افزونه یا با کلیدها متصلش کنید." },
      silent: { means: "سه روز است چیزی از این فروشگاه نرسیده.", todo: "بخش «خبری از فروشگاه نیست» را ببینید." },
      unreachable: {
        means: "هاب خواسته از فروشگاه بیاورد و نتوانسته است.",
        todo: "فروشگاه و سپس «اتصال» را باز کنید: علت و راه چاره آنجا آمده است. بیشتر وقت‌ها کلیدها پاک شده یا دیوار آتش راه نمی‌دهد.",
      },
      failed: {
        means: "آخرین تغییر چند محصول، به خاطر آنچه در آن نوشته شده، ذخیره نشد.",
        todo: "در «رویدادها» ناموفق‌ها را ببینید: هر کدام می‌گوید چه ایرادی دارد. محصول را در فروشگاه درست و ذخیره کنید؛ خودکار دوباره فرستاده می‌شود.",
      },
      decide: {
        means: "تعداد زیادی محصول یک‌جا دیگر در فروشگاه نیست. برای آن‌که اشتباهی کاتالوگ را خالی نکند، چیزی حذف نشد.",
        todo: "فهرست را در صفحهٔ فروشگاه ببینید و انتخاب کنید: اینجا هم حذف شود یا بماند.",
      },
      drift: {
        means: "در آخرین مقایسه، چند محصول با فروشگاه فرق داشت.",
        todo: "هیچ؛ خودکار دوباره فرستاده می‌شود. اگر هر روز تکرار شد، بخش «محصولی نیست یا نادرست است» را ببینید.",
      },
      driftAlert: {
        means: "در آخرین مقایسه، محصولات بسیار زیادی فرق داشت: تغییرها در راه گم می‌شود.",
        todo: "صفحهٔ فروشگاه را باز کنید و علتی را که می‌گوید دنبال کنید. آنچه فرق داشت خودکار آورده می‌شود؛ علت خودبه‌خود برطرف نمی‌شود.",
      },
      off: {
        means: "کسی این فروشگاه را خاموش کرده است. آنچه می‌فرستد پذیرفته نمی‌شود.",
        todo: "اگر عمدی نبوده، از مدیر بخواهید روشنش کند.",
      },
    },
  },
  plugin: {
    title: "نصب افزونه",
    lead: "برای ووکامرس. تغییرها در چند ثانیه می‌رسد، حتی از فروشگاهی که از بیرون در دسترس نیست.",
    points: [
      "در «فروشگاه‌ها» افزونه را دانلود کنید.",
      "در وردپرس: افزونه‌ها ← افزودن ← بارگذاری افزونه. فایل را انتخاب، نصب و فعال کنید.",
      "ووکامرس ← فیکو Sync را باز کنید. نشانی این هاب از پیش نوشته شده است؛ «اتصال» را بزنید.",
      "به اینجا برمی‌گردید: ببینید همان فروشگاه باشد و تأیید کنید.",
      "محصولات خودشان می‌رسند. هزار محصول چند دقیقه زمان می‌برد؛ می‌توانید صفحه را ببندید.",
    ],
  },
  keys: {
    title: "اتصال با کلید، یا فروشگاه شاپیفای",
    lead: "بدون افزونه، هاب خودش محصولات را می‌آورد؛ با کلیدهایی که فروشگاه شما می‌دهد.",
    points: [
      "در «فروشگاه‌ها» فروشگاه خود را باز کنید یا بسازید، و «بدون افزونه» را انتخاب کنید.",
      "ووکامرس: «رفتن به فروشگاه» را بزنید و آنجا تأیید کنید. یا در WooCommerce → Settings → Advanced → REST API کلیدی با دسترسی Read/Write بسازید و هر دو بخش را اینجا بگذارید.",
      "شاپیفای: «رفتن به شاپیفای» را بزنید و برنامه را نصب کنید. یا Client ID و secret برنامهٔ خودتان را بگذارید؛ صفحه هر گام را نشان می‌دهد.",
      "پیش از نگه داشتن هر چیز، اتصال آزموده می‌شود. اگر ایرادی باشد می‌گوید چیست و چه باید کرد.",
      "کلیدها مهروموم نگه داشته می‌شود و کسی، اینجا هم، دوباره نمی‌تواند بخواند. هر زمان در فروشگاه می‌توانید پسشان بگیرید.",
    ],
  },
  silent: {
    title: "خبری از فروشگاه نیست",
    lead: "به همین ترتیب؛ بیشتر وقت‌ها همان نخستین است:",
    points: [
      "در وردپرس، بخش افزونه‌ها: فیکو Sync فعال است؟ گاهی به‌روزرسانی یا پوستهٔ تازه افزونه‌ها را خاموش می‌کند.",
      "ووکامرس ← فیکو Sync را باز کنید: می‌گوید به هاب راه دارد یا نه، و چه چیزی منتظر فرستادن است.",
      "توکن لغو شده یا مهلتش تمام شده است؟ همان‌جا دوباره «اتصال» را بزنید؛ توکن تازه می‌گیرد.",
      "افزونهٔ امنیتی یا میزبان شما درخواست‌های بیرون‌رو را می‌بندد؟ نشانی این هاب را مجاز کنید.",
      "اگر با کلید متصل است: فروشگاه و سپس «اتصال» را باز کنید و «آزمودن اتصال» را بزنید. علت را می‌گوید.",
      "فروشگاه به نشانی تازه‌ای رفته است؟ دوباره متصلش کنید؛ محصولات می‌ماند.",
      "سپس یک محصول را در فروشگاه ذخیره کنید. باید ظرف یک دقیقه اینجا باشد.",
    ],
  },
  missing: {
    title: "محصولی نیست یا نادرست است",
    lead: "فهرستی کوتاه برای بررسی:",
    points: [
      "در «محصولات» با عنوان، SKU یا شماره بجویید. پیدا شد؟ صفحه‌اش می‌گوید چه چیزی و از چه زمانی شناخته شده است.",
      "پیدا نشد: در فروشگاه منتشر شده است؟ پیش‌نویس‌ها، محصولات خصوصی و رمزدار همان‌جا می‌ماند.",
      "هست ولی برای هوش مصنوعی نیست: صفحه‌اش علت را می‌گوید. بیشتر وقت‌ها در کاتالوگ یا با قاعده‌ای از فروشگاه پنهان شده است.",
      "قیمت یا عنوان نادرست: «آخرین تغییر» را با زمانی که ذخیره کردید بسنجید. اگر قدیمی‌تر است، محصول را در فروشگاه یک بار دیگر ذخیره کنید.",
      "ذخیره نشده: پیام فروشگاه و ایراد آن در «رویدادها» آمده است.",
      "چند محصول با هم؟ در صفحهٔ فروشگاه همگام‌سازی را آغاز کنید: همهٔ فروشگاه را مقایسه و تفاوت‌ها را درست می‌کند.",
    ],
  },
  ai: {
    title: "هوش مصنوعی چه می‌خواند و چگونه چیزی را پنهان کنیم",
    lead: "هوش مصنوعی همان را می‌خواند که هر بازدیدکنندهٔ فروشگاه می‌تواند، نه بیشتر.",
    points: [
      "عنوان، توضیح، دسته، برچسب، ویژگی و گونه‌ها را می‌خواند. صفحهٔ هر محصول عین همان جمله‌ها را نشان می‌دهد.",
      "قیمت و موجودی در آن متن‌ها نیست. هنگام پاسخ به پرسش افزوده می‌شود.",
      "پیش‌نویس‌ها، محصولات خصوصی، رمزدار و پنهان از کاتالوگ هرگز خوانده نمی‌شود.",
      "برای کنار گذاشتن، فروشگاه و سپس «تنظیمات» را باز کنید: تک‌محصول‌ها، یک دسته، یک برچسب، ناموجودها یا بی‌قیمت‌ها. یا آن را در فروشگاه پنهان کنید.",
      "آنچه پنهان کنید از پرسش بعدی در پاسخ‌ها نیست. آنچه هوش مصنوعی پیش‌تر گفته است پس گرفتنی نیست.",
      "در «دانش» می‌توانید مانند یک مشتری بپرسید و ببینید چه چیزی و چرا پیدا می‌شود.",
    ],
  },
  fresh: {
    title: "قیمت و موجودی چقدر تازه است؟",
    lead: "به تازگیِ آخرین پیام فروشگاه شما.",
    points: [
      "با افزونه: معمولاً چند ثانیه پس از ذخیره. تغییرهای گروهی و درون‌ریزی به ترتیب انجام می‌شود.",
      "با کلید: جایی که فروشگاه تغییر را خبر می‌دهد بی‌درنگ، وگرنه طبق زمان‌بندی، که در بخش «اتصال» فروشگاه تنظیم می‌کنید.",
      "نمای کلی می‌گوید امروز تغییرها در چه زمانی قابل جست‌وجو شد: نیمی از آن‌ها، و ۹۵ تا از هر ۱۰۰ تا.",
      "روزی یک بار همه چیز مقایسه می‌شود تا آنچه در راه گم شده نادرست نماند.",
      "هر پاسخ می‌گوید قیمت و موجودی از چه زمانی است. سخن آخر همیشه با صفحهٔ پرداخت فروشگاه شماست.",
    ],
  },
  privacy: {
    title: "چه چیزی نگه داشته می‌شود و از چه کسی",
    lead: "محصولات، نه آدم‌ها.",
    points: [
      "نگه داشته می‌شود: کاتالوگ شما، هر پیام فروشگاه دربارهٔ آن، و زمان انجامش. پیام‌های کهنه پس از زمانی که مدیر تعیین کرده پاک می‌شود.",
      "نگه داشته نمی‌شود: مشتریان شما، سفارش‌ها، نشانی‌ها و پرداخت‌هایشان. افزونه آن‌ها را نمی‌فرستد.",
      "کلیدها و گذرواژه‌ها مهروموم یا به شکل اثر نگه داشته می‌شود؛ هیچ‌کس، حتی ما، نمی‌تواند بخواند.",
      "تصویرها در فروشگاه شما می‌ماند؛ فقط نشانی آن‌ها نگه داشته می‌شود.",
      "شاید متن محصولات برای آماده شدن جست‌وجو به سرویس هوش مصنوعی‌ای که مدیر برگزیده فرستاده شود. اگر سرویسی نباشد، چیزی از این هاب بیرون نمی‌رود.",
      "این‌که چه کسی اینجا چه کرده، در گزارش کارها می‌آید. آنچه به فروشگاه‌های شما مربوط است می‌بینید.",
    ],
  },
  who: {
    title: "از چه کسی بپرسیم",
    lead: "از مدیر این هاب: همان که شما را دعوت کرده است.",
    points: [
      "بگویید کدام فروشگاه، کدام محصول و چه زمانی.",
      "صفحهٔ خطا یک کد نشان می‌دهد. آن را در پیام خود بگذارید: با آن علت در چند ثانیه پیدا می‌شود.",
      "هرگز توکن، کلید یا گذرواژه نفرستید؛ برای کمک به شما لازم نیست.",
      "گذرواژه را گم کرده‌اید؟ مدیر پیوند تازه‌ای برایتان می‌سازد.",
    ],
  },
};

/** A part of the guide that something can link to. */
export type HelpTopic = keyof typeof guideEn;
