"use client";

import { useEffect, useState } from "react";

/** Somebody who types is asked for nothing between two letters. */
const PAUSE_MS = 150;

/** What was typed, once the typing pauses. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
