import { BookOpenText, KeyRound, KeySquare, Package, Radio, RefreshCw, ScrollText, Store, Users } from "lucide-react";
import Link from "next/link";
import type { Caller } from "@/lib/access/caller";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Brand } from "@/components/brand";
import { Preferences } from "@/components/preferences";
import { NavLink } from "@/components/ui/nav-link";
import { EndSessions } from "./end-sessions";
import { SignOutButton } from "./sign-out-button";

type Props = {
  caller: Pick<Caller, "role" | "email">;
  storeLine: string;
  language: Language;
  theme: "system" | "light" | "dark";
  t: Sentences["shell"];
  everywhere: Sentences["profile"]["everywhere"];
  common: Pick<Sentences["common"], "product" | "cancel" | "close">;
};

const places = [
  { href: "/products", key: "products", icon: Package, isForAdmins: false },
  { href: "/events", key: "events", icon: Radio, isForAdmins: false },
  { href: "/knowledge", key: "knowledge", icon: BookOpenText, isForAdmins: false },
  { href: "/stores", key: "shops", icon: Store, isForAdmins: false },
  { href: "/jobs", key: "syncs", icon: RefreshCw, isForAdmins: false },
  { href: "/tokens", key: "tokens", icon: KeyRound, isForAdmins: true },
  { href: "/access-keys", key: "accessKeys", icon: KeySquare, isForAdmins: false },
  { href: "/team", key: "team", icon: Users, isForAdmins: true },
  { href: "/audit", key: "audit", icon: ScrollText, isForAdmins: false },
] as const;

export function SideBar({ caller, storeLine, language, theme, t, everywhere, common }: Props) {
  return (
    <div className="flex min-h-full flex-col gap-6 p-4">
      <div className="grid gap-1 px-1 pt-1">
        <Brand name={common.product} />
        <p className="truncate ps-[2.375rem] text-sm text-ink-soft">
          <bdi>{storeLine}</bdi>
        </p>
      </div>
      <nav aria-label={t.navigation}>
        <ul className="grid gap-1">
          {places
            .filter(({ isForAdmins }) => !isForAdmins || caller.role === "ADMIN")
            .map(({ href, key, icon: Icon }) => (
              <li key={key}>
                <NavLink href={href}>
                  <Icon aria-hidden />
                  {t[key]}
                </NavLink>
              </li>
            ))}
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
          <SignOutButton label={t.signOut} />
          <EndSessions isQuiet t={everywhere} common={common} />
        </div>
      </div>
    </div>
  );
}
