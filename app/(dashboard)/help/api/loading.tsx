import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Bone } from "@/components/ui/skeleton";

export default async function Loading() {
  return (
    <div role="status" className="grid max-w-[44rem] gap-4">
      <span className="sr-only">{uiOf(await currentLanguage()).t.common.loading}</span>
      <Bone className="h-7 w-40" />
      <Bone className="h-5 w-72" />
      <Bone className="h-40 w-full" />
      <Bone className="h-64 w-full" />
    </div>
  );
}
