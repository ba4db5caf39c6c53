import { clsx } from "clsx";
import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ProductImage } from "@/components/ui/product-image";
import { Section } from "@/components/ui/section";

const FIRST = 13;
/** A page of pictures is a page of requests to the shop's host. */
const MOST = 60;

/** The main picture large, the others beside it; each box has its size before its picture is there. */
export function Gallery({
  images,
  title,
  isAll,
  href,
  ui: { t, format },
}: {
  images: readonly string[];
  title: string;
  isAll: boolean;
  href: string;
  ui: Ui;
}) {
  const words = t.products.detail;
  const shown = images.slice(0, isAll ? MOST : FIRST);
  return (
    <Section title={words.images} anchor="pictures">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2">
        {shown.map((image, at) => (
          <li key={image} className={clsx(at === 0 && images.length > 2 && "col-span-2 row-span-2")}>
            <ProductImage
              src={image}
              alt={fill(words.imageOf, { n: format.number(at + 1), title })}
              className="aspect-square h-auto w-full"
            />
          </li>
        ))}
      </ul>
      {!isAll && shown.length < Math.min(images.length, MOST) && (
        <Link
          href={`${href}?pictures=all#pictures`}
          prefetch={false}
          scroll={false}
          className="inline-flex min-h-6 w-fit items-center font-medium text-accent underline-offset-4 hover:underline"
        >
          {fill(words.showPictures, { count: format.number(Math.min(images.length, MOST)) })}
        </Link>
      )}
    </Section>
  );
}
