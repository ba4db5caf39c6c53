"use client";

import { createElement, useEffect, useEffectEvent, useState, type ComponentType } from "react";
import { missingPart } from "@/lib/i18n/ui/missing-part";
import { warn } from "./toast";

type Props<P> = {
  load: () => Promise<ComponentType<P>>;
  props: P;
  /** Puts things back as they were before it was wanted. */ onMissing: () => void;
};

/**
 * A part of the page that is loaded when it is first wanted. It may not come (no connection, a new release took its
 * place): that is said, and the page stays as it is; a lazy part of React's own would take the whole page down.
 */
export function Part<P extends object>({ load, props, onMissing }: Props<P>) {
  const [loaded, setLoaded] = useState<{ component: ComponentType<P> } | null>(null);
  const tellMissing = useEffectEvent(() => {
    onMissing();
    warn(missingPart(document.documentElement.lang));
  });
  useEffect(() => {
    let isGone = false;
    load().then(
      (component) => {
        if (!isGone) setLoaded({ component });
      },
      () => {
        if (!isGone) tellMissing();
      },
    );
    return () => {
      isGone = true;
    };
  }, [load]);
  return loaded && createElement(loaded.component, props);
}
