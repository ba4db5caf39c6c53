/** The shape of what comes. */
export const Bone = ({ className = "" }: { className?: string }) => (
  <span aria-hidden className={`block animate-pulse rounded bg-sunken motion-reduce:animate-none ${className}`} />
);

/** A list page before its data: title, state line, filters, rows. */
export function ListSkeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <div className="grid gap-2">
        <Bone className="h-7 w-36" />
        <Bone className="h-5 w-64" />
      </div>
      <div className="flex flex-wrap gap-2">
        {["w-28", "w-32", "w-24", "w-36"].map((width) => (
          <Bone key={width} className={`h-9 ${width}`} />
        ))}
      </div>
      <div className="grid gap-px">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="flex h-10 items-center gap-6 border-b border-line">
            <Bone className="h-4 w-2/5" />
            <Bone className="h-4 w-20" />
            <Bone className="ms-auto h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** A detail page before its data. */
export function DetailSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Bone className="h-5 w-32" />
      <div className="grid gap-2">
        <Bone className="h-8 w-1/2" />
        <Bone className="h-5 w-1/3" />
      </div>
      <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
        <Bone className="h-72" />
        <Bone className="h-72" />
      </div>
    </div>
  );
}
