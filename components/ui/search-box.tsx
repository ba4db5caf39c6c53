import { Search } from "lucide-react";
import Form from "next/form";

type Props = {
  action: string;
  name: string;
  label: string;
  value: string;
  submit: string;
  /** The other filters of the address, kept. */ keep: Record<string, string>;
};

/** Text to look for; the rest of the address stays as it is, the cursor does not. */
export function SearchBox({ action, name, label, value, submit, keep }: Props) {
  return (
    <Form action={action} scroll={false} role="search" className="relative w-full sm:w-60">
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      {/* The key: after "clear filters" or Back the box shows what the address says. */}
      <input
        key={value}
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        className="h-9 w-full rounded border border-line-strong bg-surface ps-3 pe-10 text-sm text-ellipsis placeholder:text-ink-soft"
      />
      <button
        type="submit"
        aria-label={submit}
        className="absolute inset-y-0 end-0 grid w-9 place-items-center rounded text-ink-soft hover:text-ink"
      >
        <Search aria-hidden className="size-4" />
      </button>
    </Form>
  );
}
