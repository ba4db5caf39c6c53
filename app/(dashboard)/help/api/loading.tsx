import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Bone, Crumbs, Head } from "@/components/ui/skeleton";

const REQUESTS = 10;

/** How to begin, the search, and the requests in lines of two. */
export default async function Loading() {
  const label = uiOf(await currentLanguage()).t.common.loading;
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Crumbs />
      <Head hasAction />
      <div className="grid max-w-[44rem] gap-2">
        <Bone className="h-6 w-40" />
        <Bone className="h-28" />
      </div>
      <Bone className="h-9 w-full sm:w-60" />
      <Bone className="h-6" />
      <div className="grid gap-px overflow-hidden rounded border border-line bg-line">
        {Array.from({ length: REQUESTS }, (_, at) => (
          <div key={at} className="grid gap-1 bg-surface px-3 py-2">
            <Bone className="h-5 w-2/3" />
            <Bone className="h-5 w-1/2" />
          </div>
        ))}
      </div>
    </div>
  );
}
