"use client";

import { Command } from "cmdk";
import { History, LogOut, Package, Plus, Radio, Search, Store } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Modal } from "@/components/ui/modal";
import { fill } from "@/lib/i18n/ui/translated";
import { subscribeOnline } from "../connection-state";
import { leave } from "../leave";
import { useSettled } from "../use-settled";
import { entriesOf, linesOf } from "./entries";
import { PaletteGroup, PaletteItem } from "./palette-item";
import { jumpKinds, recentJumps, rememberJump, type Jump } from "./recent-jumps";
import { useJumps } from "./use-jumps";

export type PaletteProps = {
  user: { id: string; role: "ADMIN" | "OWNER" };
  t: Sentences["shell"];
  eventKind: Sentences["events"]["kind"];
  noAnswer: string;
  onClose: () => void;
};

const MAX_TYPED_CHARS = 100;
const hrefOf = { store: "/stores/", product: "/products/", event: "/events/" } as const;
const iconOf = { store: Store, product: Package, event: Radio } as const;
const nothing = { stores: [], products: [], events: [] };

/** Type and go: pages and actions are known here, stores, products and events are asked for. */
export function Palette({ user, t, eventKind, noAnswer, onClose }: PaletteProps) {
  const words = t.palette;
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  // The text that Enter was pressed for before its answer had come.
  const [wanted, setWanted] = useState<string | null>(null);
  const [recent] = useState(() => recentJumps(user.id));
  const isOnline = useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );
  const text = typed.trim();
  const settled = useSettled(text);
  const { data, isError, isPlaceholderData, isFetching } = useJumps(settled);
  const isAsking = text !== "" && isOnline && (text !== settled || isPlaceholderData || (isFetching && !data));
  const isWanted = wanted !== null && wanted === text;
  const { pages, preferences, hasNewStore, hasSignOut } = entriesOf({ role: user.role, t }, text);
  const found = linesOf(text === "" ? nothing : (data ?? nothing), eventKind);
  const foundCount = found.store.length + found.product.length + found.event.length;
  const hasActions = preferences.length > 0 || hasNewStore || hasSignOut;

  // The browser would take the first thing that can have the focus at all: the frame around the box.
  useEffect(() => input.current?.focus(), []);

  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const jump = (to: Jump) => {
    rememberJump(user.id, to);
    go(hrefOf[to.kind] + to.id);
  };
  // What is shown belongs to the text before: Enter would open something else than was typed. It is done with the answer.
  const holdEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !isAsking || event.nativeEvent.isComposing) return;
    const chosen = event.currentTarget.querySelector('[aria-selected="true"]')?.getAttribute("data-value") ?? "";
    if (chosen !== "" && !jumpKinds.some((kind) => chosen.startsWith(`${kind}:`))) return;
    event.preventDefault();
    setWanted(text);
  };
  const isWaiting = isWanted && isAsking;
  const isAnswered = isOnline && text === settled && !isPlaceholderData;
  const first = isWanted && isAnswered ? jumpKinds.flatMap((kind) => found[kind])[0] : undefined;
  // Nothing was found, or no answer came: whatever is found later opens nothing by itself.
  if (isWanted && !isAsking && !first) setWanted(null);
  const openFirst = useEffectEvent(() => first && jump(first));
  const isFound = !isAsking && first !== undefined;
  useEffect(() => {
    if (isFound) openFirst();
  }, [isFound]);
  const state =
    text === ""
      ? words.hint
      : !isOnline
        ? words.offline
        : isAsking
          ? isWaiting
            ? words.opening
            : words.searching
          : isError
            ? words.failed
            : foundCount + pages.length === 0 && !hasActions
              ? fill(words.nothing, { q: text })
              : foundCount === 0
                ? words.nothingInShops
                : "";
  return (
    <Modal
      title={words.title}
      titleClass="sr-only"
      onClose={onClose}
      className="fixed inset-x-3 top-3 mx-auto w-auto max-w-xl animate-appear overflow-hidden rounded border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-veil sm:top-[12vh]"
    >
      <Command label={words.title} shouldFilter={false} loop onKeyDown={holdEnter}>
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Search aria-hidden className="size-4 shrink-0 text-ink-soft" />
          <Command.Input
            ref={input}
            value={typed}
            onValueChange={(next) => {
              setTyped(next);
              setWanted(null);
            }}
            aria-busy={isWaiting}
            maxLength={MAX_TYPED_CHARS}
            placeholder={words.placeholder}
            dir={typed === "" ? undefined : "auto"}
            className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-soft"
          />
          <button
            type="button"
            onClick={onClose}
            className="rounded border border-line px-2 py-1 text-xs text-ink-soft hover:bg-sunken hover:text-ink"
          >
            {words.close}
          </button>
        </div>
        <p role="status" className="px-4 pt-3 text-sm text-ink-soft empty:hidden">
          {state}
        </p>
        <Command.List label={words.results} className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
          {text === "" && recent.length > 0 && (
            <PaletteGroup heading={words.recent}>
              {recent.map((one) => (
                <PaletteItem
                  key={one.kind + one.id}
                  id={`recent:${one.kind}:${one.id}`}
                  icon={History}
                  title={one.title}
                  note={words.kind[one.kind]}
                  onSelect={() => jump(one)}
                />
              ))}
            </PaletteGroup>
          )}
          {pages.length > 0 && (
            <PaletteGroup heading={words.pages}>
              {pages.map(({ href, key, icon }) => (
                <PaletteItem key={href} id={`page:${href}`} icon={icon} title={t[key]} onSelect={() => go(href)} />
              ))}
            </PaletteGroup>
          )}
          {jumpKinds.map(
            (kind) =>
              found[kind].length > 0 && (
                <PaletteGroup key={kind} heading={words.kinds[kind]}>
                  {found[kind].map((one) => (
                    <PaletteItem
                      key={one.id}
                      id={`${kind}:${one.id}`}
                      icon={iconOf[kind]}
                      title={one.title}
                      note={one.note}
                      onSelect={() => jump(one)}
                    />
                  ))}
                </PaletteGroup>
              ),
          )}
          {hasActions && (
            <PaletteGroup heading={words.actions}>
              {hasNewStore && <PaletteItem id="act:store" icon={Plus} title={words.newStore} onSelect={() => go("/stores?new=yes")} />}
              {preferences.map(({ key, label, icon, act }) => (
                <PaletteItem
                  key={key}
                  id={`act:${key}`}
                  icon={icon}
                  title={label}
                  onSelect={() => {
                    onClose();
                    void act();
                  }}
                />
              ))}
              {hasSignOut && <PaletteItem id="act:sign-out" icon={LogOut} title={t.signOut} onSelect={() => void leave(noAnswer)} />}
            </PaletteGroup>
          )}
        </Command.List>
      </Command>
    </Modal>
  );
}
