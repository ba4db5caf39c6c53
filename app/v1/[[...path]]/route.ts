import { AppError } from "@/lib/core/errors";
import { answer } from "@/lib/http/route";

/** Unknown API paths answer 404 in the same JSON as everything else. */
const notFound = (request: Request): Promise<Response> => answer(request, () => Promise.reject(new AppError("not_found")));

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT };
