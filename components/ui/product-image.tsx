import { clsx } from "clsx";
import { ImageOff } from "lucide-react";
import { ForeignImage } from "./foreign-image";

/** A picture in a box of fixed size; without one, or with a broken one, an icon stands there: nothing jumps. */
export function ProductImage({ src, alt, className }: { src: string | null; alt: string; className: string }) {
  return (
    <span className={clsx("relative grid shrink-0 place-items-center overflow-hidden rounded bg-sunken text-ink-soft", className)}>
      <ImageOff aria-hidden className="size-1/3 max-w-6" strokeWidth={1.5} />
      {src !== null && /^https?:/.test(src) && <ForeignImage src={src} alt={alt} />}
    </span>
  );
}
