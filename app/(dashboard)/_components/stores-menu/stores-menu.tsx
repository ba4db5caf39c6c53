"use client";

import { ChevronsUpDown, Store } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { askJson } from "../connection-state";
import { Part } from "@/components/ui/part";
import { storeOfPlace } from "./store-place";

export type StoreName = { id: string; name: string };
type Props = { stores: readonly StoreName[]; /** There are more than were loaded. */ hasMore: boolean; t: Sentences["shell"]["switcher"] };

const loadList = () => import("./stores-list").then((file) => file.StoresList);

/** Which store the pages are about, and the way to another. What it holds is loaded when it is first opened. */
export function StoresMenu({ stores, hasMore, t }: Props) {
  const pathname = usePathname();
  const search = useSearchParams();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const current = storeOfPlace(pathname, search);
  const known = stores.find(({ id }) => id === current)?.name;
  const asked = useQuery({
    queryKey: ["store-name", current],
    enabled: current !== null && known === undefined,
    staleTime: Infinity,
    queryFn: async ({ signal }) => ((await askJson(`/api/v1/stores/${encodeURIComponent(current ?? "")}/`, signal)) as StoreName).name,
  });
  const name = current === null ? t.all : (known ?? asked.data ?? t.unknown);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
        className="flex min-h-10 w-full items-center gap-3 rounded border border-line px-3 text-start hover:bg-sunken"
      >
        <Store aria-hidden className="size-4 shrink-0 text-ink-soft" />
        <span className="sr-only">{t.label}</span>
        <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-soft" />
      </button>
      {isOpen && <Part load={loadList} props={{ stores, hasMore, current, onClose: close, t }} onMissing={close} />}
    </>
  );
}
