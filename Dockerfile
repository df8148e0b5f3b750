# The workbench as an image: built from this folder, run as a user of its own, with its notebooks in /data.

FROM eclipse-temurin:17-jdk-jammy AS build
WORKDIR /riffle
COPY . .
# The build fetches Maven, Node and every library itself; a cache keeps them between builds.
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw -B -q -ntp -Pfetch-node -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin riffle \
    && install --directory --owner riffle --group riffle --mode 0700 /data
COPY --from=build /riffle/workbench-server/target/riffle /opt/riffle
USER riffle
WORKDIR /data
VOLUME /data
EXPOSE 8273
ENV RIFFLE_DATA=/data RIFFLE_HOST=0.0.0.0 RIFFLE_ACCOUNTS=true
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8273/healthz"]
ENTRYPOINT ["/opt/riffle/bin/riffle"]
