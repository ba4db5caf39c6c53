import Form from "next/form";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FilterPopover } from "@/components/ui/filter-popover";

type Props = { path: string; category: string | undefined; keep: Record<string, string>; t: Sentences };

/** The category's whole name, as the shop has it; names seen on the page are offered as links to it elsewhere. */
export function CategoryFilter({ path, category, keep, t }: Props) {
  return (
    <FilterPopover
      key={category}
      name={t.products.filter.category}
      label={category === undefined ? t.products.filter.anyCategory : <bdi className="max-w-40 truncate">{category}</bdi>}
      isSet={category !== undefined}
    >
      <Form action={path} className="grid gap-3">
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field id="filter-category" label={t.products.filter.category}>
          {(control) => <Input {...control} name="category" dir="auto" defaultValue={category} autoComplete="off" />}
        </Field>
        <Button type="submit" variant="primary">
          {t.common.apply}
        </Button>
      </Form>
    </FilterPopover>
  );
}
