import { currentLanguage } from "@/lib/http/preferences";
import { uiOf } from "@/lib/i18n/ui/ui";
import { Bone, Crumbs, Head } from "@/components/ui/skeleton";

/** Who may ask, the line to copy, and what goes in and comes out. */
export default async function Loading() {
  const label = uiOf(await currentLanguage()).t.common.loading;
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Crumbs />
      <Head />
      <div className="grid max-w-[56rem] gap-6">
        <Bone className="h-[1.3rem] w-56" />
        {["h-24", "h-40", "h-64"].map((height) => (
          <div key={height} className="grid gap-1">
            <Bone className="h-5 w-24" />
            <Bone className={height} />
          </div>
        ))}
      </div>
    </div>
  );
}
