/** The shape of what comes. */
export const Bone = ({ className = "" }: { className?: string }) => (
  <span aria-hidden className={`block animate-pulse rounded bg-sunken motion-reduce:animate-none ${className}`} />
);

type ListProps = { label: string; rows?: number; /** The page has a button beside its title. */ hasAction?: boolean; hasSearch?: boolean };

/** The name of a page and the line that says how things are. */
const Head = ({ hasAction = false }: { hasAction?: boolean }) => (
  <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
    <div className="grid gap-1">
      <Bone className="h-7 w-36" />
      <Bone className="h-[1.3rem] w-64 max-w-full" />
    </div>
    {hasAction && <Bone className="h-9 w-32" />}
  </div>
);
const Crumbs = () => <Bone className="h-5 w-44" />;

/** A list page before its data: title, state line, filters, rows. */
export function ListSkeleton({ label, rows = 8, hasAction, hasSearch = true }: ListProps) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Head hasAction={hasAction} />
      <div className="flex flex-col-reverse gap-3 min-[1400px]:flex-row min-[1400px]:justify-between">
        <div className="flex gap-2 overflow-hidden py-1 sm:flex-wrap sm:py-0">
          {["w-28", "w-32", "w-24", "w-36"].map((width) => (
            <Bone key={width} className={`h-9 shrink-0 ${width}`} />
          ))}
        </div>
        {hasSearch && <Bone className="h-9 w-full sm:w-60" />}
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
export function DetailSkeleton({ label, hasImage = false }: { label: string; hasImage?: boolean }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Crumbs />
      <div className="flex items-start gap-4">
        {hasImage && <Bone className="size-16 shrink-0 sm:size-20" />}
        <Head />
      </div>
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Bone className="h-72" />
        <Bone className="h-72" />
      </div>
    </div>
  );
}

/** A page of forms before its data. */
export function FormSkeleton({ label, isNested = false, fields = 3 }: { label: string; isNested?: boolean; fields?: number }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      {isNested && <Crumbs />}
      <Head />
      {Array.from({ length: fields }, (_, field) => (
        <div key={field} className="grid max-w-md gap-3">
          <Bone className="h-6 w-32" />
          <Bone className="h-9" />
          <Bone className="h-9 w-24" />
        </div>
      ))}
    </div>
  );
}

/** A page that asks before it shows: a wide search, and what is known below it. */
export function SearchSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <Head />
      <Bone className="h-11" />
      <div className="flex gap-2 overflow-hidden">
        {["w-28", "w-32", "w-24"].map((width) => (
          <Bone key={width} className={`h-9 shrink-0 ${width}`} />
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {["a", "b", "c", "d"].map((card) => (
          <Bone key={card} className="h-28" />
        ))}
      </div>
    </div>
  );
}
