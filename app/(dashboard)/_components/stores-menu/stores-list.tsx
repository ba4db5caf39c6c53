"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useState, type KeyboardEvent } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Modal } from "@/components/ui/modal";
import { askJson } from "../connection-state";
import { useSettled } from "../use-settled";
import { placeOfStore } from "./store-place";
import type { StoreName } from "./stores-menu";

/** A list of so many is read at a glance. */
const SEARCHED_ABOVE = 7;
const FOUND_LIMIT = 20;

type Props = {
  stores: readonly StoreName[];
  hasMore: boolean;
  current: string | null;
  onClose: () => void;
  t: Sentences["shell"]["switcher"];
};

const has = (name: string, typed: string) => name.toLowerCase().includes(typed.toLowerCase());

/** Arrow keys walk through the links, as they would through a menu. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, a")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[(at + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length]?.focus();
}

/** Links, so that a store can be opened in another tab as well. */
export function StoresList({ stores, hasMore, current, onClose, t }: Props) {
  const pathname = usePathname();
  const search = useSearchParams();
  const [typed, setTyped] = useState("");
  const settled = useSettled(typed.trim());
  const asks = hasMore && settled !== "";
  const { data, isError } = useQuery({
    queryKey: ["stores", settled],
    enabled: asks,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      ((await askJson(`/api/v1/stores/?q=${encodeURIComponent(settled)}&limit=${FOUND_LIMIT}`, signal)) as { results: StoreName[] })
        .results,
  });
  const shown = asks ? (data ?? []) : stores.filter(({ name }) => has(name, typed.trim()));
  const option = (id: string | null, name: string) => (
    <li key={id ?? ""}>
      <Link
        href={placeOfStore(pathname, search, id)}
        prefetch={false}
        onClick={onClose}
        aria-current={id === current ? "true" : undefined}
        className={clsx("flex min-h-9 items-center gap-2 rounded px-2 hover:bg-sunken", id === current && "font-medium text-accent")}
      >
        <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
        {id === current && <Check aria-hidden className="size-4 shrink-0" />}
      </Link>
    </li>
  );
  return (
    <Modal
      title={t.title}
      titleClass="sr-only"
      onClose={onClose}
      className="fixed start-4 end-auto top-16 m-0 w-64 animate-appear rounded border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-transparent"
    >
      {/* The keys of every link and of the search arrive here; the list itself is nothing to press. */}
      <div role="presentation" onKeyDown={walk} className="grid max-h-[min(26rem,80dvh)] grid-rows-[auto_minmax(0,1fr)_auto] gap-2 p-2">
        {(hasMore || stores.length > SEARCHED_ABOVE) && (
          <input
            type="search"
            aria-label={t.search}
            placeholder={t.search}
            value={typed}
            maxLength={100}
            onChange={(event) => setTyped(event.target.value)}
            className="h-9 w-full rounded border border-line-strong bg-surface px-3 text-sm placeholder:text-ink-soft"
          />
        )}
        <ul className="row-start-2 grid content-start gap-0.5 overflow-y-auto">
          {typed.trim() === "" && option(null, t.all)}
          {shown.map(({ id, name }) => option(id, name))}
        </ul>
        <p role="status" className="px-2 text-sm text-ink-soft empty:hidden">
          {isError && asks ? t.failed : typed.trim() !== "" && shown.length === 0 && (!asks || data) ? t.none : null}
        </p>
      </div>
    </Modal>
  );
}
