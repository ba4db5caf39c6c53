"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { openPalette, paletteOpens, subscribePalette } from "./palette-state";
import { Part } from "@/components/ui/part";
import type { PaletteProps } from "./palette";

const loadPalette = () => import("./palette").then((file) => file.Palette);

/** Ctrl-K or ⌘K, by the key's place too: on a Persian keyboard K writes another letter. */
const isShortcut = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && (event.code === "KeyK" || event.key.toLowerCase() === "k");

/** Waits for the keys or the button; the palette itself is loaded when it is first wanted. */
export function PaletteHost(props: Omit<PaletteProps, "onClose">) {
  const opens = useSyncExternalStore(subscribePalette, paletteOpens, () => 0);
  const [closed, setClosed] = useState(0);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      // What another dialog asks or shows once must not be lost to a jump.
      if (!document.querySelector("dialog[open]")) openPalette();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  const close = () => setClosed(opens);
  return opens > closed && <Part load={loadPalette} props={{ ...props, onClose: close }} onMissing={close} />;
}
