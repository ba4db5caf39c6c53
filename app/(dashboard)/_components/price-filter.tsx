import Form from "next/form";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FilterPopover } from "@/components/ui/filter-popover";

type Props = {
  path: string;
  min: string | undefined;
  max: string | undefined;
  /** The other filters of the address, kept. */ keep: Record<string, string>;
  /** Of a second filter on one page: what its names in the address end in. */
  suffix?: string;
  ui: Ui;
};

/** From … up to …, in the shop's own currency; digits of any keyboard. */
export function PriceFilter({ path, min, max, keep, suffix = "", ui: { t, format } }: Props) {
  const words = t.products.filter;
  const values = { min: min ? format.decimal(min) : "", max: max ? format.decimal(max) : "" };
  const label =
    min && max
      ? fill(words.priceBetween, values)
      : min
        ? fill(words.priceFrom, values)
        : max
          ? fill(words.priceTo, values)
          : words.anyPrice;
  return (
    <FilterPopover key={`${min} ${max}`} name={words.price} label={label} isSet={Boolean(min ?? max)}>
      <Form action={path} className="grid gap-3">
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="grid grid-cols-2 gap-3">
          <Field id={`filter-min${suffix}`} label={words.min}>
            {(control) => <Input {...control} name={`min${suffix}`} dir="ltr" inputMode="decimal" defaultValue={min} />}
          </Field>
          <Field id={`filter-max${suffix}`} label={words.max}>
            {(control) => <Input {...control} name={`max${suffix}`} dir="ltr" inputMode="decimal" defaultValue={max} />}
          </Field>
        </div>
        <p className="text-sm text-ink-soft">{words.priceHint}</p>
        <Button type="submit" variant="primary">
          {t.common.apply}
        </Button>
      </Form>
    </FilterPopover>
  );
}
