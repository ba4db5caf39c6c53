# syntax=docker/dockerfile:1
# The app alone; compose.yaml adds PostgreSQL with pgvector, Redis and Inngest. Settings come from the environment, never from the image.

FROM node:22-bookworm-slim AS packages
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund

FROM packages AS build
COPY . .
RUN npm run build \
  && node --input-type=module -e 'import { zipPlugin } from "./scripts/prepare.mjs"; await zipPlugin();' \
  && rm -rf .next/cache && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
# The embedded database's folder, when there is no DATABASE_URL: the server's user owns it, nothing else.
RUN install -d -o node -g node -m 0700 /data
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=node:node /app/.next .next
# lib and scripts/cli.ts are for `docker compose exec app npm run cli -- …`.
COPY --from=build --chown=root:root /app/package.json /app/next.config.ts /app/tsconfig.json ./
# The plugin, for /downloads.
COPY --from=build --chown=root:root /app/dist dist
COPY --from=build --chown=root:root /app/prisma prisma
COPY --from=build --chown=root:root /app/lib lib
COPY --from=build --chown=root:root /app/scripts scripts
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=320", "scripts/server.mjs"]
