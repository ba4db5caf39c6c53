"use client";

/**
 * When not even the frame of a page could be made: neither its language nor its style is known then, so both languages
 * are said, plainly.
 */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="fa" dir="rtl">
      <body style={{ fontFamily: "system-ui, sans-serif", display: "grid", placeContent: "center", minHeight: "90dvh", padding: "1rem" }}>
        <h1>این صفحه نشان داده نشد</h1>
        <p>چیزی گم نشده است. کمی صبر کنید و دوباره بکوشید.</p>
        <p lang="en" dir="ltr">
          This page could not be shown. Nothing is lost. Wait a moment and try again.
        </p>
        {error.digest && <p dir="ltr">{error.digest}</p>}
        <button type="button" onClick={reset}>
          دوباره · Try again
        </button>
      </body>
    </html>
  );
}
