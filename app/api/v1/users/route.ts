import { createUser } from "@/lib/access/users/create-user";
import { mailInvitation } from "@/lib/access/users/mail-invitation";
import { listUsers } from "@/lib/access/users/list-users";
import { endpoints } from "@/lib/http/endpoints";
import { route } from "@/lib/http/route";

export const GET = route(endpoints.listUsers, ({ deps, caller, query }) => listUsers(deps, caller, query));
export const POST = route(endpoints.createUser, async ({ deps, caller, body, request, language }) => {
  const user = await createUser(deps, caller, body);
  if (user.inviteUrl === null) return user;
  const link = { id: user.id, email: user.email, url: user.inviteUrl, isAgain: false };
  return { ...user, mail: await mailInvitation(deps, caller, link, request.headers.has("accept-language") ? language : null) };
});
