# Two images, built from this folder: the workbench (the last one), and a session cluster that has its connectors and formats.

FROM eclipse-temurin:17-jdk-jammy AS build
WORKDIR /riffle
COPY . .
# The build fetches Maven, Node and every library itself; a cache keeps them between builds.
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw -B -q -ntp -Pfetch-node -Dmaven.test.skip=true package

# Flink's own image with what jobs of the workbench need besides, so that they carry no jars (cluster-has-jars).
FROM flink:2.3.0-scala_2.12-java17 AS cluster
COPY --from=build \
    /riffle/workbench-server/target/riffle/lib/flink-sql-connector-kafka-*.jar \
    /riffle/workbench-server/target/riffle/lib/flink-connector-jdbc-*.jar \
    /riffle/workbench-server/target/riffle/lib/postgresql-*.jar \
    /riffle/workbench-server/target/riffle/lib/flink-sql-avro-confluent-registry-*.jar \
    /riffle/workbench-server/target/riffle/lib/flink-sql-parquet-*.jar \
    /riffle/workbench-server/target/riffle/lib/flink-sql-orc-*.jar \
    /riffle/workbench-server/target/riffle/lib/flink-protobuf-*.jar \
    /riffle/workbench-server/target/riffle/lib/protobuf-java-*.jar \
    /riffle/workbench-server/target/riffle/lib/zstd-jni-*.jar \
    /riffle/workbench-server/target/riffle/lib/hadoop-client-*.jar \
    /riffle/workbench-server/target/riffle/ship/*.jar \
    /opt/flink/lib/
# What a new volume at these places is like: both images' users write there.
RUN install --directory --owner flink --group flink --mode 0755 /checkpoints /data/files /data/samples

FROM eclipse-temurin:17-jre-jammy AS workbench
# The user id is that of Flink's image, so that files belong to both.
RUN useradd --system --uid 9999 --user-group --home-dir /data --shell /usr/sbin/nologin riffle \
    && install --directory --owner riffle --group riffle --mode 0700 /data \
    && install --directory --owner riffle --group riffle --mode 0755 /data/files /data/samples
COPY --from=build /riffle/workbench-server/target/riffle /opt/riffle
USER riffle
WORKDIR /data
VOLUME /data
EXPOSE 8273
ENV RIFFLE_DATA=/data RIFFLE_HOST=0.0.0.0 RIFFLE_ACCOUNTS=true
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8273/healthz"]
ENTRYPOINT ["/opt/riffle/bin/riffle"]
