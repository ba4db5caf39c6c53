import { clsx } from "clsx";
import Link from "next/link";
import type { SavedView } from "@/lib/access/saved-views/list-views";
import type { ViewScreen } from "@/lib/access/saved-views/screens";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { viewQueryOf, viewQueryOfText } from "../_data/view-query";
import { SaveView, ViewActions } from "./view-actions";

type Props = {
  screen: ViewScreen;
  path: string;
  /** The address without its place in the list. */ given: Record<string, string>;
  /** The view that the address names. */ view: string | undefined;
  views: readonly SavedView[];
  t: Sentences["table"];
  common: Sentences["common"];
};

const tab = (isHere: boolean) =>
  clsx(
    "inline-flex min-h-9 items-center gap-2 border-b-2 px-1 text-base whitespace-nowrap",
    isHere ? "border-accent font-medium text-ink" : "border-transparent text-ink-soft hover:text-ink",
  );

/** A person's own views of a list, as tabs above its filters. One that was changed says so and offers to keep the change. */
export function SavedViews({ screen, path, given, view, views, t, common }: Props) {
  const query = viewQueryOf(screen, given);
  const here = views.find(({ id }) => id === view) ?? views.find((one) => one.query !== "" && one.query === query);
  const isChanged = here !== undefined && viewQueryOfText(screen, here.query) !== query;
  const isAll = here === undefined && query === "";
  const rest = { screen, path, query, t: t.views, undo: t.undo, common };
  return (
    <nav
      aria-label={t.views.label}
      className="-mx-4 flex items-center gap-4 overflow-x-auto border-b border-line px-4 *:shrink-0 sm:mx-0 sm:px-0"
    >
      <Link href={path} scroll={false} prefetch={false} aria-current={isAll ? "page" : undefined} className={tab(isAll)}>
        {t.views.all}
      </Link>
      {views.map((one) => {
        const isHere = one.id === here?.id;
        const params = new URLSearchParams(viewQueryOfText(screen, one.query));
        params.set("view", one.id);
        return (
          <span key={one.id} className={tab(isHere)}>
            <Link href={`${path}?${params}`} scroll={false} prefetch={false} aria-current={isHere ? "page" : undefined} className="py-1.5">
              <bdi>{one.name}</bdi>
            </Link>
            {isHere && isChanged && <span className="text-xs font-normal text-warn">{t.views.changed}</span>}
            {isHere && <ViewActions view={one} isChanged={isChanged} {...rest} />}
          </span>
        );
      })}
      {query !== "" && (here === undefined || isChanged) && <SaveView {...rest} />}
    </nav>
  );
}
