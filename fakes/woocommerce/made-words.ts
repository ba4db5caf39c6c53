import { makeSlug } from "./slug";
import type { Term } from "./catalogue";

const term = (id: number, name: string): Term => ({ id, name, slug: makeSlug(name) });

/** Kind, its English name, the category it belongs to. */
export const KINDS: readonly [fa: string, en: string, categoryId: number][] = [
  ["پیراهن", "Shirt", 30],
  ["مانتو", "Coat", 30],
  ["روسری", "Scarf", 30],
  ["شلوار", "Trousers", 30],
  ["کفش", "Shoes", 31],
  ["صندل", "Sandals", 31],
  ["کیف", "Bag", 31],
  ["کمربند", "Belt", 31],
  ["لیوان", "Mug", 32],
  ["قابلمه", "Pot", 32],
  ["بشقاب", "Plate", 32],
  ["چراغ مطالعه", "Desk Lamp", 33],
  ["هدفون", "Headphones", 33],
  ["کیبورد", "Keyboard", 33],
  ["زعفران", "Saffron", 34],
  ["چای", "Tea", 34],
];
export const QUALITIES: readonly [fa: string, en: string][] = [
  ["نخی", "Cotton"],
  ["چرمی", "Leather"],
  ["دست‌ساز", "Handmade"],
  ["سبک", "Light"],
  ["کلاسیک", "Classic"],
  ["ابریشمی", "Silk"],
  ["سفالی", "Clay"],
  ["ضدآب", "Waterproof"],
  ["کودکانه", "Kids"],
  ["ممتاز", "Premium"],
];
export const COLOURS: readonly [fa: string, en: string][] = [
  ["آبی نفتی", "Petrol Blue"],
  ["قرمز", "Red"],
  ["سبز", "Green"],
  ["مشکی", "Black"],
  ["کرم", "Cream"],
  ["طوسی", "Grey"],
];
export const SIZES = ["S", "M", "L", "XL", "XXL"];

export const MADE_TERMS: readonly Term[] = [
  term(30, "پوشاک"),
  term(31, "کیف و کفش"),
  term(32, "آشپزخانه"),
  term(33, "دیجیتال"),
  term(34, "خوراکی و سوغات"),
  term(39, "پرفروش"),
  term(40, "حراج پاییزه"),
  term(41, "هدیه"),
];
export const TAG_IDS = [39, 40, 41];

export const SENTENCES_FA = [
  "این محصول با دقت و از بهترین مواد اولیهٔ ایرانی ساخته شده است.",
  "برای استفادهٔ روزمره مناسب است و سال‌ها دوام می‌آورد.",
  "رنگ آن در شست‌وشوی درست ثابت می‌ماند و آب نمی‌رود.",
  "بسته‌بندی محکم دارد و برای هدیه دادن آماده است.",
  "ارسال به همهٔ شهرها در دو تا چهار روز کاری انجام می‌شود.",
  "اگر تا هفت روز پشیمان شدید، کالا را بدون پرسش پس می‌گیریم.",
  "اندازه‌ها با جدول راهنما یکی است؛ پیش از خرید آن را ببینید.",
  "وزن کم و شکل ساده‌اش آن را همراه خوبی برای سفر می‌کند.",
  "هر قطعه پیش از ارسال دو بار کنترل کیفیت می‌شود.",
  "در گرما خنک و در سرما گرم می‌ماند، چون بافت آن هوا را عبور می‌دهد.",
  "ضمانت یک‌سالهٔ تولیدکننده همراه فاکتور فرستاده می‌شود.",
  "برای نگهداری بهتر از آفتاب مستقیم و رطوبت دور بماند.",
];
export const SENTENCES_EN = [
  "Made with care from the best local materials we could find.",
  "It is meant for every day and will last for years.",
  "The colour stays if you wash it as the label says, and it does not shrink.",
  "It comes in a firm box that makes it a ready gift.",
  "We ship to every city within two to four working days.",
  "Change your mind within seven days and we take it back without a question.",
  "Sizes follow the chart; please look at it before you order.",
  "Light and simple, it is good company on a journey.",
  "Each piece is checked twice before it leaves our workshop.",
  "Cool in summer and warm in winter, because the weave lets the air through.",
  "The maker's one year guarantee is sent with the invoice.",
  "Keep it away from direct sun and damp and it will thank you.",
];
