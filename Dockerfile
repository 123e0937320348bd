# The service on Node 24, without a tool that it does not need. The base is what it is tested on: Debian.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Left out with the tools of developers: Node itself, which npm would bring a second time.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="anilibria-service" \
  org.opencontainers.image.description="A gateway to AniLibria's catalogue that keeps answering" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="$VERSION" \
  org.opencontainers.image.revision="$REVISION"
ENV NODE_ENV=production \
  ENVIRONMENT=production \
  DATA_DIR=/data \
  OTEL_RESOURCE_ATTRIBUTES=vcs.ref.head.revision=$REVISION
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
RUN install -d -o node -g node /data
# Nothing outside /data and /tmp is written: the root may be read-only.
VOLUME /data
USER node
EXPOSE 8000
# Whether requests may come; asked without a shell.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s CMD ["node", "src/main/ask-ready.ts"]
# Young objects in little memory, code that stays where it is, shapes of objects that outlive idle times: see README.
CMD ["node", "--max-semi-space-size=6", "--no-compact-code-space", "--no-memory-reducer-favors-memory", "src/main/node.js"]
