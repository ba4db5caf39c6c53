import { clsx } from "clsx";
import type { ComponentProps, MouseEvent } from "react";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  plain: "border border-line bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "border border-bad text-bad hover:bg-bad-soft",
} as const;

export type ButtonVariant = keyof typeof variants;

/** The same face for `<button>` and for links that act like one. */
export const buttonClass = (variant: ButtonVariant = "plain", className?: string): string =>
  clsx(
    "inline-flex min-h-9 items-center justify-center gap-2 rounded px-3 py-1.5 text-base font-medium whitespace-nowrap transition-colors duration-100",
    "disabled:opacity-60 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    className,
  );

type ButtonProps = ComponentProps<"button"> & { variant?: ButtonVariant };

/** Neither presses nor sends the form it stands in. */
const hold = (event: MouseEvent) => event.preventDefault();

/** One that is disabled while it works keeps the keyboard: a browser takes it from what is `disabled`, and gives it nobody. */
export function Button({ variant, className, type = "button", disabled = false, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(variant, className)}
      aria-disabled={disabled || undefined}
      onClick={disabled ? hold : onClick}
      {...rest}
    />
  );
}
