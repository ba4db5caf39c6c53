import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Bone, Head } from "@/components/ui/skeleton";
import { topics } from "./topics";

/** The list of questions beside or above the first answers. */
export default async function Loading() {
  const label = uiOf(await currentLanguage()).t.common.loading;
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Head hasAction />
      <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
        <div className="xl:order-last">
          <Bone className="mb-2 h-[1.3rem] w-24" />
          <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2 xl:grid-cols-1">
            {topics.map(({ key }) => (
              <Bone key={key} className="h-6 w-56 max-w-full" />
            ))}
          </div>
        </div>
        <div className="grid max-w-[44rem] gap-10">
          {["a", "b", "c", "d"].map((part) => (
            <div key={part} className="grid gap-3">
              <Bone className="h-6 w-64 max-w-full" />
              <Bone className="h-12" />
              <Bone className="h-32" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
