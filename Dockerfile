# One image for all of reshapr. It runs the gateway unless told otherwise: `docker run IMAGE serve …`.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.build.json ./
RUN npm ci --ignore-scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
# git is for `serve --source <git url>`; the gateway does not need it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends git ca-certificates openssh-client \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o node -g node /var/lib/reshapr
WORKDIR /app
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
ENV NODE_ENV=production HOME=/var/lib/reshapr RESHAPR_GATEWAY_STATE_DIR=/var/lib/reshapr/gateway
USER node
VOLUME /var/lib/reshapr
# MCP, health and metrics of a gateway; gRPC and HTTP of a control plane.
EXPOSE 7777 5555 5556
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["gateway"]
