"use client";

/**
 * The first stop of the keyboard. It moves the focus itself: an address with "#content" would be a step of the history
 * that the router knows nothing of, and Back would come to it with another page's content. Without JavaScript it is a link.
 */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#content"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("content")?.focus();
      }}
      className="sr-only rounded bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
    >
      {label}
    </a>
  );
}
