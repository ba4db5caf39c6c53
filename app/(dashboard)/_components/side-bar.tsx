import Link from "next/link";
import type { Caller } from "@/lib/access/caller";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Brand } from "@/components/brand";
import { Preferences } from "@/components/preferences";
import { EndSessions } from "./end-sessions";
import { SearchButton } from "./palette/search-button";
import { PlaceLink } from "./place-link";
import { placeIcons } from "./place-icons";
import { placesOf } from "./places";
import { SignOutButton } from "./sign-out-button";
import { StoresMenu, type StoreName } from "./stores-menu/stores-menu";

type Props = {
  caller: Pick<Caller, "role" | "email">;
  storeLine: string;
  /** What there is to choose from; null for somebody with one store or none. */
  choice: { stores: readonly StoreName[]; hasMore: boolean } | null;
  language: Language;
  theme: "system" | "light" | "dark";
  t: Sentences["shell"];
  everywhere: Sentences["profile"]["everywhere"];
  common: Pick<Sentences["common"], "product" | "cancel" | "close" | "noAnswer">;
};

export function SideBar({ caller, storeLine, choice, language, theme, t, everywhere, common }: Props) {
  return (
    <div className="flex min-h-full flex-col gap-6 p-4">
      <div className="grid gap-1 px-1 pt-1">
        <Brand name={common.product} />
        {!choice && (
          <p className="min-w-0 ps-[2.375rem] text-sm text-ink-soft">
            <bdi className="block w-fit max-w-full truncate">{storeLine}</bdi>
          </p>
        )}
      </div>
      <div className="grid grid-cols-1 gap-2 empty:hidden">
        {choice && <StoresMenu {...choice} t={t.switcher} />}
        {/* The phone has it in the header. */}
        <div className="max-lg:hidden">
          <SearchButton label={t.search} />
        </div>
      </div>
      <nav aria-label={t.navigation}>
        <ul className="grid gap-1">
          {placesOf(caller.role).map(({ href, key, hasStore }) => {
            const Icon = placeIcons[key];
            return (
              <li key={key}>
                <PlaceLink href={href} hasStore={hasStore}>
                  <Icon aria-hidden />
                  {t[key]}
                </PlaceLink>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="mt-auto grid gap-3 border-t border-line pt-4">
        <div className="grid px-2">
          <Link href="/profile" prefetch={false} title={t.account} className="grid rounded hover:text-accent">
            <span dir="ltr" className="truncate text-page text-sm font-medium">
              {caller.email}
            </span>
            <span className="text-sm text-ink-soft">
              {t.role[caller.role]} · {t.account}
            </span>
          </Link>
        </div>
        <Preferences language={language} theme={theme} t={t} />
        <div className="grid">
          <SignOutButton label={t.signOut} noAnswer={common.noAnswer} />
          <EndSessions isQuiet t={everywhere} common={common} />
        </div>
      </div>
    </div>
  );
}
