import type { Metadata } from "next";
import Link from "next/link";
import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { showSetup } from "@/lib/operations/setup/show-setup";
import { setupAnswer } from "@/lib/operations/setup/wire";
import { singles, type Search } from "../../../_data/address";
import { readTypedShop } from "../../_data/typed-shop";
import { ChooseWay } from "../choose-way";
import { readStorePage } from "../read-store-page";
import { StoreHeader } from "../store-header";
import { InstallPlugin, LetTheShopIn } from "./how-to";
import { SetupSteps } from "./setup-steps";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.setup.title };
}

type Props = { params: Promise<{ id: string }>; searchParams: Search };

/** `?shop=` is what somebody said of a store they have just made. */
export default async function SetupPage({ params, searchParams }: Props) {
  const [{ id }, given] = await Promise.all([params, searchParams.then(singles)]);
  const { caller, deps, ui, now, store, overview } = await readStorePage(id);
  const { t } = ui;
  const setup = setupAnswer.parse(await showSetup(deps, caller, store.id));
  const isNew = setup.step === "token";
  return (
    <>
      <StoreHeader store={store} overview={overview} here="setup" now={now} ui={ui} />
      {isNew && <ChooseWay storeId={store.id} shop={readTypedShop(given.shop ?? "") ?? ""} ui={ui} />}
      <div id="steps" className="scroll-mt-16">
        <SetupSteps
          storeId={store.id}
          first={setup}
          language={ui.language}
          t={t.setup}
          plugin={<InstallPlugin ui={ui} />}
          keys={<LetTheShopIn hubAddress={deps.env.PUBLIC_URL} ui={ui} />}
          canMakeTokens={caller.role === "ADMIN"}
          common={{ copy: t.common.copy, copied: t.common.copied, copyFailed: t.common.copyFailed }}
        />
      </div>
      {!isNew && setup.step !== "done" && (
        <p>
          <Link
            href={`/stores/${store.id}/connect`}
            prefetch={false}
            className="font-medium text-accent underline-offset-4 hover:underline"
          >
            {t.setup.other}
          </Link>
        </p>
      )}
    </>
  );
}
