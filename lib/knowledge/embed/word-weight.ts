/**
 * How much a word says about a product: 0 for grammar, little for what every shop writes about everything, 1 otherwise.
 * A fixed table in place of counted frequencies, so that a vector depends on its text alone and never has to be renewed.
 */
export function weightOf(word: string): number {
  if (grammar.has(word)) return 0;
  if (everywhere.has(word)) return 0.35;
  return isNumber.test(word) ? 0.6 : 1;
}

const isNumber = /^\d+$/;

// Normalised, as normaliseText writes them.
const grammar = new Set(
  (
    "و با از برای در به که این ان را یا تا هم نیز هر بر یک ها های است هست شد شده شود میشود میباشد باشد دارد دارای بوده بودن " +
    "کند کنید میکند کرد کرده خود شما ما او انها اینها چه چند نه اگر همه همین همچنین بین روی ای ی می " +
    "a an the for with without and or of in on to by from at is are be was it its this that these those as your you our we " +
    "me my i can will not no do does what which how any all also into than then so if"
  ).split(" "),
);
const everywhere = new Set(
  (
    "خرید فروش قیمت محصول محصولات کالا مدل نوع کیفیت مناسب بهترین عالی استفاده قابلیت دسته بندی دستهبندی برچسب برچسبها برند " +
    "فروشگاه انواع عدد عددی ویژه میخواهم میخوام دنبال لطفا نیاز دارم بدون خوب جهت طراحی ساخت ایران " +
    "buy price product products item items quality best good great new brand category categories tag tags model type use " +
    "used using shop store want need looking find show please made make high perfect simple"
  ).split(" "),
);
