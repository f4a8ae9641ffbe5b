using MockWs.Server.Commands;

namespace MockWs.Server.Telemetry;

/// <summary>Where metrics and traces go. The SDK of OpenTelemetry reads its other environment variables itself.</summary>
/// <param name="Endpoint">The collector.</param>
/// <param name="Protocol">What it speaks, as the environment names it.</param>
internal sealed record Collector(Uri Endpoint, string Protocol)
{
    /// <summary>Names the collector; without it nothing is sent.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Says how the collector is spoken to.</summary>
    public const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";

    /// <summary>The other protocol, for those who took the wrong one.</summary>
    public string OtherProtocol => Protocol == Grpc ? Http : Grpc;

    /// <summary>The collector of the environment; null if there is none. The SDK would take its default in place of what is wrong.</summary>
    /// <exception cref="StartupException">A variable is wrong.</exception>
    public static Collector? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(EndpointVariable)?.Trim() is not { Length: > 0 } endpoint)
        {
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw Wrong($"{EndpointVariable} is the URL of a collector, such as http://localhost:4317, not \"{endpoint}\".");
        }

        var protocol = Environment.GetEnvironmentVariable(ProtocolVariable)?.Trim() is { Length: > 0 } given ? given : Grpc;
        return protocol is Grpc or Http ? new Collector(url, protocol) : throw Wrong($"{ProtocolVariable} is {Grpc} or {Http}, not \"{protocol}\".");
    }

    private static StartupException Wrong(string message) => new(ExitCode.WrongUsage, message);
}
