# The image of the mockws tool: the native binary, the libraries that it loads, the time zones, and nothing else.
# With an engine that can pull the SDK:  docker build -t mockws .
# With a binary that is there already:   scripts/container
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev tzdata
COPY . /source
RUN /source/scripts/publish && /source/scripts/image-root /image

FROM scratch
COPY --from=build /image /
# Nothing of the file system needs to be written: run it with --read-only.
USER 10001:10001
ENV DOTNET_EnableDiagnostics=0
EXPOSE 8080
VOLUME /scenarios
HEALTHCHECK --interval=5s --timeout=3s --start-period=1s CMD ["/mockws", "health"]
ENTRYPOINT ["/mockws"]
CMD ["/scenarios", "--url", "ws://0.0.0.0:8080"]
