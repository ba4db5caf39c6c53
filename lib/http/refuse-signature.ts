import { AppError } from "@/lib/core/errors";
import type { Runtime } from "@/lib/runtime";
import { checkAddressRate, spendAddressRate } from "./rates";

/** @throws AppError webhook_signature_wrong · rate_exceeded: this address was wrong too often */
export async function refuseSignature({ env }: Pick<Runtime, "env">, address: string | null): Promise<never> {
  await checkAddressRate(address, env.ADDRESS_RATE_PER_MINUTE);
  await spendAddressRate(address, env.ADDRESS_RATE_PER_MINUTE);
  throw new AppError("webhook_signature_wrong");
}
