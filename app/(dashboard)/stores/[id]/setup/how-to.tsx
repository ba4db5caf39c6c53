import type { Ui } from "@/lib/i18n/ui/ui";
import { DownloadPlugin, HubAddress, Steps } from "../../_components/how-to-connect";

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
  const words = ui.t.setup.key;
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">{words.lead}</p>
      <Steps language={ui.language}>
        <li>
          {words.one} <HubAddress hubAddress={hubAddress} ui={ui} />
        </li>
        <li>{words.two}</li>
      </Steps>
    </div>
  );
}
