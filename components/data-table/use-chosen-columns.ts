"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { NO_COLUMNS } from "./columns-of";

type Column = { id: string; isFixed?: boolean; isHiddenAtFirst?: boolean };

/** Which columns stand there, by the address; a choice is seen at once and then written into the address. */
export function useChosenColumns(columns: readonly Column[], chosen: readonly string[] | null) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [, startTransition] = useTransition();
  const [current, setCurrent] = useOptimistic(chosen);
  const isVisible = ({ id, isFixed, isHiddenAtFirst }: Column) => isFixed || (current?.includes(id) ?? !isHiddenAtFirst);
  const visible = new Set(columns.filter(isVisible).map(({ id }) => id));

  function choose(next: readonly string[] | null) {
    const params = new URLSearchParams(search);
    if (next === null) params.delete("cols");
    else params.set("cols", next.join(",") || NO_COLUMNS);
    startTransition(() => {
      setCurrent(next);
      router.replace(params.size > 0 ? `${pathname}?${params}` : pathname, { scroll: false });
    });
  }
  return { visible, isUsual: current === null, choose };
}
