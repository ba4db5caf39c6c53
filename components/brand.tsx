/** The mark is a picture of itself: it is not mirrored. */
export function Brand({ name }: { name: string }) {
  return (
    <span className="flex items-center gap-2.5 text-lg font-semibold">
      <svg viewBox="0 0 32 32" aria-hidden className="size-7 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <g fill="none" className="stroke-on-accent" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
          <path d="M8.5 14.5a7.8 7.8 0 0 1 13.6-3.2M23.5 17.5a7.8 7.8 0 0 1-13.6 3.2" />
          <path d="M22.9 7.2v4.6h-4.6M9.1 24.8v-4.6h4.6" />
        </g>
        <circle cx="16" cy="16" r="2.2" className="fill-on-accent" />
      </svg>
      {name}
    </span>
  );
}
