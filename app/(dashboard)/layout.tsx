import type { ReactNode } from "react";
import { listStores } from "@/lib/access/stores/list-stores";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage, currentTheme } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Brand } from "@/components/brand";
import { Toast } from "@/components/ui/toast";
import { OfflineBanner } from "./_components/offline-banner";
import { PaletteHost } from "./_components/palette/palette-host";
import { SearchButton } from "./_components/palette/search-button";
import { Queries } from "./_components/queries";
import { RouteFocus } from "./_components/route-focus";
import { MenuSheet } from "./_components/menu-sheet";
import { SideBar } from "./_components/side-bar";
import { SkipLink } from "./_components/skip-link";

/** Of more the switcher's search asks the hub. */
const MAX_LOADED_STORES = 50;

/** The shell: navigation by role at the start of the page, in a sheet where there is no room for it. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [caller, deps, language, theme] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), currentTheme()]);
  const { t } = uiOf(language);
  const stores = await listStores(deps, caller, { q: undefined, userId: undefined, cursor: undefined, limit: MAX_LOADED_STORES });
  const [only] = stores.rows;
  const storeLine = only ? only.name : t.shell.noStore;
  const names = stores.rows.map(({ id, name }) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name, language));
  const choice = names.length > 1 ? { stores: names, hasMore: stores.next !== null } : null;
  const sideBar = (
    <SideBar
      caller={caller}
      storeLine={storeLine}
      choice={choice}
      language={language}
      theme={theme}
      t={t.shell}
      everywhere={t.profile.everywhere}
      common={{ product: t.common.product, cancel: t.common.cancel, close: t.common.close, noAnswer: t.common.noAnswer }}
    />
  );
  return (
    <Queries>
      <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
        <SkipLink label={t.common.skip} />
        <aside className="sticky top-0 h-dvh overflow-y-auto border-e border-line bg-surface max-lg:hidden print:hidden">{sideBar}</aside>
        <header className="sticky top-0 z-30 flex items-center justify-between gap-4 border-b border-line bg-surface px-4 py-2 lg:hidden print:hidden">
          <Brand name={t.common.product} />
          <div className="flex items-center">
            <SearchButton isIcon label={t.shell.search} />
            <MenuSheet label={t.shell.menu} closeLabel={t.common.close}>
              {sideBar}
            </MenuSheet>
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto grid w-full max-w-[1280px] grid-cols-1 content-start gap-6 px-4 py-6 outline-none sm:px-8 lg:py-8"
        >
          {children}
        </main>
        <RouteFocus />
        <PaletteHost user={{ id: caller.userId, role: caller.role }} t={t.shell} eventKind={t.events.kind} noAnswer={t.common.noAnswer} />
        <OfflineBanner language={language} sentence={t.shell.offline} />
        <Toast />
      </div>
    </Queries>
  );
}
