import { Bone } from "@/components/ui/skeleton";

/** Answers before they are there. */
export function OutcomeSkeleton({ label, columns }: { label: string; columns: 1 | 2 }) {
  return (
    <div role="status" aria-label={label} className={columns === 2 ? "grid gap-10 lg:grid-cols-2" : "grid"}>
      {Array.from({ length: columns }, (_, column) => (
        <div key={column} className="grid gap-8">
          <Bone className="h-6 w-40" />
          {Array.from({ length: 3 }, (_, row) => (
            <div key={row} className="flex gap-4">
              <Bone className="size-12 shrink-0 sm:size-16" />
              <div className="grid flex-1 gap-2">
                <Bone className="h-6 w-1/2" />
                <Bone className="h-5 w-1/3" />
                <Bone className="h-16" />
                <Bone className="h-5 w-2/3" />
              </div>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
