import { CircleAlert, CircleCheck, Clock, History, LoaderCircle, RotateCw, SkipForward, type LucideIcon } from "lucide-react";
import type { EventStatus } from "@/lib/events/incoming-event";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Badge, type Tone } from "./ui/badge";

const looks: Record<EventStatus, { tone: Tone; icon: LucideIcon }> = {
  received: { tone: "accent", icon: Clock },
  processing: { tone: "accent", icon: LoaderCircle },
  succeeded: { tone: "good", icon: CircleCheck },
  superseded: { tone: "neutral", icon: SkipForward },
  stale: { tone: "neutral", icon: History },
  retrying: { tone: "warn", icon: RotateCw },
  failed: { tone: "bad", icon: CircleAlert },
};

export const EventState = ({ status, t }: { status: EventStatus; t: Sentences["events"] }) => (
  <Badge {...looks[status]}>{t.status[status]}</Badge>
);
