import { clsx } from "clsx";
import type { ReactNode } from "react";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { CopyButton } from "@/components/ui/copy-button";
import { DownloadPlugin } from "../../_components/how-to-connect";

function Steps({ language, children }: { language: Ui["language"]; children: ReactNode }) {
  return (
    <ol className={clsx("grid gap-2 ps-5 marker:font-medium marker:text-ink-soft", language === "fa" ? "list-[persian]" : "list-decimal")}>
      {children}
    </ol>
  );
}

export function InstallPlugin({ ui }: { ui: Ui }) {
  const words = ui.t.setup.plugin;
  return (
    <Steps language={ui.language}>
      <li className="[&>p]:inline-flex [&>p]:ps-2">
        {words.one}
        <DownloadPlugin ui={ui} />
      </li>
      <li>{words.two}</li>
      <li>{words.three}</li>
    </Steps>
  );
}

/** The way without copying anything. */
export function LetTheShopIn({ hubAddress, ui }: { hubAddress: string; ui: Ui }) {
  const { t } = ui;
  const words = t.setup.key;
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">{words.lead}</p>
      <Steps language={ui.language}>
        <li>
          {words.one}{" "}
          <span className="block text-sm text-ink-soft">
            {t.stores.connect.address}:{" "}
            <CopyButton
              text={hubAddress}
              label={fill(t.common.copyId, { id: hubAddress })}
              copied={t.common.copied}
              failed={t.common.copyFailed}
              isId
            />
          </span>
        </li>
        <li>{words.two}</li>
      </Steps>
    </div>
  );
}
