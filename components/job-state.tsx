import { CircleAlert, CircleCheck, CircleSlash, Clock, LoaderCircle, TriangleAlert, type LucideIcon } from "lucide-react";
import type { JobStatus } from "@/lib/sync/jobs/job";
import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Badge, type Tone } from "./ui/badge";

const looks: Record<JobStatus, { tone: Tone; icon: LucideIcon }> = {
  queued: { tone: "neutral", icon: Clock },
  running: { tone: "accent", icon: LoaderCircle },
  completed: { tone: "good", icon: CircleCheck },
  partial: { tone: "warn", icon: TriangleAlert },
  failed: { tone: "bad", icon: CircleAlert },
  cancelled: { tone: "neutral", icon: CircleSlash },
};

type Props = { job: Pick<JobRow, "status" | "isCancelling">; t: Sentences["sync"] };

export const JobState = ({ job: { status, isCancelling }, t }: Props) => (
  <Badge {...looks[status]}>{isCancelling ? t.job.cancelling : t.jobs.status[status]}</Badge>
);
