import { clsx } from "clsx";
import { ImageOff } from "lucide-react";

/**
 * A picture from the shop's own host in a box of fixed size. A missing or broken one leaves the icon behind it: nothing jumps.
 * A plain `<img>`: next/image would fetch foreign hosts through our server.
 */
export function ProductImage({ src, alt, className }: { src: string | null; alt: string; className: string }) {
  return (
    <span className={clsx("relative grid shrink-0 place-items-center overflow-hidden rounded bg-sunken text-ink-soft", className)}>
      <ImageOff aria-hidden className="size-1/3 max-w-6" strokeWidth={1.5} />
      {src !== null && /^https?:/.test(src) && (
        // eslint-disable-next-line @next/next/no-img-element -- see above
        <img src={src} alt={alt} loading="lazy" decoding="async" referrerPolicy="no-referrer" className="absolute inset-0 size-full object-cover text-transparent" />
      )}
    </span>
  );
}
