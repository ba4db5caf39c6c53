import type { MoneyToken, MoneyTokenKind } from "./money-tokens";

/**
 * The index after the amount of money that begins at `start`, or null. Three shapes: a labelled price (price: 19.99), a
 * currency before its number ($10, IRT 850000), a number before its currency (۱ میلیون و ۲۰۰ هزار تومان); with ranges.
 */
export function endOfMoney(tokens: MoneyToken[], start: number): number | null {
  const reader = new Reader(tokens);
  if (reader.kind(start) === "label") return reader.endOfLabelled(start);
  if (reader.isCurrency(start)) return reader.endOfCurrencyFirst(start);
  return reader.isFigure(start) ? reader.endOfCurrencyLast(start) : null;
}

const MAX_AMOUNT_PARTS = 8;
const MAX_LABEL_WORDS = 2;

/** Every method takes an index and answers the index after what it names, or null; `null` in is `null` out. */
class Reader {
  constructor(private readonly tokens: MoneyToken[]) {}

  kind(index: number): MoneyTokenKind | undefined {
    return this.tokens[index]?.kind;
  }
  isCurrency(index: number): boolean {
    return ["sign", "code", "currencyName"].includes(this.kind(index) ?? "");
  }
  isNumber(index: number): boolean {
    return this.kind(index) === "number" || this.kind(index) === "bigNumber";
  }
  isFigure(index: number): boolean {
    return this.isNumber(index) || this.kind(index) === "numberWord" || this.kind(index) === "multiplier";
  }
  private gap(index: number): number {
    return this.kind(index) === "space" ? index + 1 : index;
  }

  /** The label's own words («قیمت ویژه:») may come before a colon; without a colon only a big number is a price. */
  endOfLabelled(start: number): number | null {
    let index = this.gap(start + 1);
    const bare = index;
    for (let words = 0; words < MAX_LABEL_WORDS && this.kind(index) === "word"; words += 1) index = this.gap(index + 1);
    const hasColon = this.kind(index) === "colon";
    const figure = hasColon ? this.gap(index + 1) : bare;
    const isPlausible = hasColon ? this.isFigure(figure) : this.isLarge(figure);
    const end = isPlausible ? this.endOfAmount(figure) : null;
    if (end === null) return null;
    if (this.isCurrency(this.gap(end))) return this.gap(end) + 1;
    // "cost: 2 pieces", "price: 20%": the number counts something else
    const isOfSomethingElse = this.kind(this.gap(end)) === "word" && !this.isLarge(figure);
    return isOfSomethingElse || /^[%٪]/.test(this.tokens[this.gap(end)]?.raw ?? "") ? null : end;
  }
  private isLarge(index: number): boolean {
    return this.kind(index) === "bigNumber" && (this.tokens[index]?.raw.length ?? 0) > 3;
  }

  /** A name or code before a number wants a big one («تومان ۸۵۰٬۰۰۰»): in «… تومان ۲ عدد» it closes what came before. */
  endOfCurrencyFirst(start: number): number | null {
    const figure = this.gap(start + 1);
    const isPlausible = this.kind(start) === "sign" ? this.isNumber(figure) : this.kind(figure) === "bigNumber";
    const first = isPlausible ? this.endOfFigure(figure) : null;
    if (first === null) return null;
    let second = this.afterRangeMark(first, true);
    if (second !== null && this.kind(second) === "sign") second = this.gap(second + 1);
    const end = (second !== null && this.isNumber(second) && this.endOfFigure(second)) || first;
    const trailing = this.gap(end);
    return this.isCurrency(trailing) && !this.isNumber(this.gap(trailing + 1)) ? trailing + 1 : end;
  }

  endOfCurrencyLast(start: number): number | null {
    const first = this.endOfAmount(start);
    if (first === null) return null;
    const second = this.afterRangeMark(first, false);
    const whole = second === null ? null : this.withCurrency(this.endOfAmount(second));
    return whole ?? this.withCurrency(first);
  }
  private withCurrency(amountEnd: number | null): number | null {
    return amountEnd !== null && this.isCurrency(this.gap(amountEnd)) ? this.gap(amountEnd) + 1 : null;
  }

  /** «دویست هزار», 850k: a number with its multipliers. */
  private endOfFigure(start: number): number | null {
    if (!this.isFigure(start)) return null;
    let end = start + 1;
    for (let parts = 1; parts < MAX_AMOUNT_PARTS && this.kind(this.gap(end)) === "multiplier"; parts += 1) {
      end = this.gap(end) + 1;
    }
    return end;
  }

  /** Figures joined by «و», unless what stands before it is a bare number: in «سایز ۴۲ و ۸۵۰ تومان» 42 is a size. */
  private endOfAmount(start: number): number | null {
    let end = this.endOfFigure(start);
    for (let parts = 1; end !== null && parts < MAX_AMOUNT_PARTS; parts += 1) {
      if (this.isNumber(end - 1) || this.kind(this.gap(end)) !== "and") break;
      const next = this.endOfFigure(this.gap(this.gap(end) + 1));
      if (next === null) break;
      end = next;
    }
    return end;
  }

  /** Where a range's second amount begins. A spaced dash may also part a list: «سایز ۴۲ - ۸۵٬۰۰۰ تومان» is no range. */
  private afterRangeMark(end: number, isMoney: boolean): number | null {
    const mark = this.gap(end);
    if (this.kind(mark) === "rangeWord") return this.gap(mark + 1);
    if (this.kind(mark) !== "dash") return null;
    const isTight = mark === end;
    return isTight || isMoney || this.kind(end - 1) !== "number" ? this.gap(mark + 1) : null;
  }
}
