# Builds the hub from source and runs it as a user without rights, from layers that change as
# rarely as they can. Its data directory is /data; put a volume there.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
# dependencies first: they change less often than the source
COPY pom.xml .
RUN mvn -B -q dependency:resolve dependency:resolve-plugins
COPY src src
COPY config config
RUN mvn -B -q -DskipTests package \
 && java -Djarmode=tools -jar target/sns-hub.jar extract --layers --destination /layers

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 hub \
 && useradd --system --uid 10001 --gid hub --no-create-home hub \
 && install -d -o hub -g hub -m 0700 /data
WORKDIR /opt/sns-hub
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
# one start, up to where the servers would open, writes down the classes that every start loads
RUN HUB_DATA_DIR=/tmp/training HUB_SANDBOX_PORT=0 \
    java -XX:ArchiveClassesAtExit=sns-hub.jsa -Dspring.context.exit=onRefresh -jar sns-hub.jar > /dev/null \
 && rm -rf /tmp/training
USER hub
ENV HUB_DATA_DIR=/data
VOLUME /data
EXPOSE 8080 8081 8090
ENTRYPOINT ["java", "-XX:SharedArchiveFile=sns-hub.jsa", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "sns-hub.jar"]
