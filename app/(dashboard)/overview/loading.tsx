import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Bone } from "@/components/ui/skeleton";

/** Title and state, the chart, then the figures. */
export default async function Loading() {
  return (
    <div role="status" aria-label={uiOf(await currentLanguage()).t.common.loading} className="grid gap-10">
      <div className="grid gap-2">
        <Bone className="h-7 w-36" />
        <Bone className="h-5 w-80" />
      </div>
      <div className="grid gap-3">
        <Bone className="h-6 w-40" />
        <Bone className="h-52" />
      </div>
      <div className="grid gap-8 lg:grid-cols-2">
        <Bone className="h-36" />
        <Bone className="h-36" />
      </div>
    </div>
  );
}
