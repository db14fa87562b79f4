# Build: docker build -t crowdfundfix .     Run: docker run -p 8000:8000 -v crowdfundfix:/data crowdfundfix
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -q -B dependency:go-offline
COPY src src
COPY mock-data mock-data
RUN ./mvnw -q -B package -DskipTests

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 crowdfundfix && install -d -o crowdfundfix -m 700 /data
WORKDIR /app
COPY --from=build /src/target/crowdfundfix.jar crowdfundfix.jar
COPY conf conf
USER crowdfundfix
VOLUME /data
EXPOSE 8000
ENV ORT_DISABLE_TELEMETRY=1
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8000; printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3; head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "crowdfundfix.jar", "--conf=conf/production.json"]
