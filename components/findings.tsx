import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";

export type ShownFinding = { code: string; severity: "ok" | "warning" | "error"; title: string; cause: string; fix: string };

const looks = {
  error: { icon: CircleAlert, look: "text-bad" },
  warning: { icon: TriangleAlert, look: "text-warn" },
  ok: { icon: CircleCheck, look: "text-good" },
} as const;
const order = ["error", "warning", "ok"] as const;

/** What was found, what to mend first on top: its cause, and the cure. */
export function Findings({ findings, label }: { findings: readonly ShownFinding[]; label: string }) {
  const sorted = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  return (
    <ul aria-label={label} className="grid gap-3">
      {sorted.map(({ code, severity, title, cause, fix }) => {
        const { icon: Icon, look } = looks[severity];
        return (
          <li key={code} className="flex items-start gap-2">
            <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${look}`} />
            <div className="grid min-w-0 gap-0.5 break-words">
              <p className={severity === "ok" ? "" : "font-medium"}>{title}</p>
              {cause && <p className="text-sm text-ink-soft">{cause}</p>}
              {fix && <p className="text-sm">{fix}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
