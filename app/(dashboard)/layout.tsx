import type { ReactNode } from "react";
import { listStores } from "@/lib/access/stores/stores";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage, currentTheme } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Brand } from "@/components/brand";
import { Toast } from "@/components/ui/toast";
import { MenuSheet } from "./_components/menu-sheet";
import { SideBar } from "./_components/side-bar";

/** The shell: navigation by role at the start of the page, in a sheet where there is no room for it. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [caller, deps, language, theme] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), currentTheme()]);
  const { t, format } = uiOf(language);
  const stores = await listStores(deps, caller, { q: undefined, userId: undefined, cursor: undefined, limit: 1 });
  const [only] = stores.rows;
  const storeLine = !only
    ? t.shell.noStore
    : stores.count.count === 1
      ? only.name
      : caller.role === "ADMIN"
        ? t.shell.allStores
        : fill(t.shell.stores, { count: format.number(stores.count.count) });
  const sideBar = (
    <SideBar
      caller={caller}
      storeLine={storeLine}
      language={language}
      theme={theme}
      t={t.shell}
      everywhere={t.profile.everywhere}
      common={{ product: t.common.product, cancel: t.common.cancel, close: t.common.close }}
    />
  );
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only rounded bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
      >
        {t.common.skip}
      </a>
      <aside className="sticky top-0 h-dvh overflow-y-auto border-e border-line bg-surface max-lg:hidden">{sideBar}</aside>
      <header className="sticky top-0 z-30 flex items-center justify-between gap-4 border-b border-line bg-surface px-4 py-2 lg:hidden">
        <Brand name={t.common.product} />
        <MenuSheet label={t.shell.menu} closeLabel={t.common.close}>
          {sideBar}
        </MenuSheet>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto grid w-full max-w-[1280px] grid-cols-1 content-start gap-6 px-4 py-6 outline-none sm:px-8 lg:py-8"
      >
        {children}
      </main>
      <Toast />
    </div>
  );
}
