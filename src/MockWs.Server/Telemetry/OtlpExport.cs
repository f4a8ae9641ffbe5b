using System.Diagnostics;
using System.Diagnostics.Metrics;
using MockWs.Server.Admin;
using MockWs.Server.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MockWs.Server.Telemetry;

/// <summary>
/// Sends the metrics and a span for each connection to a collector of OpenTelemetry. The metrics are read when they are sent, the spans come
/// from the journal: no client waits for either.
/// </summary>
internal sealed class OtlpExport : IAsyncDisposable
{
    private const string Name = "MockWs";

    private const int StopMilliseconds = 500;

    // The SDK's own client uses them, and tells nobody of its failures.
    private static readonly bool HasCertificates =
        Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_CERTIFICATE") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE") is { Length: > 0 };

    private readonly Meter _meter = new(Name);
    private readonly ActivitySource _source = new(Name);
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;
    private readonly ConnectionSpans _spans;
    private readonly JournalReader _reader;

    private OtlpExport(MockWsServer server, Collector collector)
    {
        Measure(server);

        // The environment comes last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are over what is said here.
        var resource = ResourceBuilder.CreateEmpty().AddService("mockws", serviceVersion: StatusRoutes.Version).AddTelemetrySdk().AddEnvironmentVariableDetector();
        var handler = new CollectorHandler(collector);
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter(Name).AddOtlpExporter(options => Configure(options, handler)).Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource).AddSource(Name).AddOtlpExporter(options => Configure(options, handler)).Build();
        _spans = new ConnectionSpans(_source, () => server.Connections.Select(connection => connection.Id));
        _reader = JournalReader.Start(server.Journal, _spans.Take, _ => _spans.EndThoseThatAreGone());
    }

    public static OtlpExport Start(MockWsServer server, Collector collector) => new(server, collector);

    /// <summary>Sends what is left, if the collector takes it within half a second.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _spans.EndAll();
        await Task.WhenAll(Task.Run(() => _metrics.Shutdown(StopMilliseconds)), Task.Run(() => _traces.Shutdown(StopMilliseconds)));
        _metrics.Dispose();
        _traces.Dispose();
        _source.Dispose();
        _meter.Dispose();
    }

    /// <summary>The same that <c>GET metrics</c> shows, from which OpenTelemetry's translation to Prometheus makes the same names.</summary>
    private void Measure(MockWsServer server)
    {
        foreach (var metric in Metric.Of(server))
        {
            var name = $"mockws.{metric.Name.Replace("_total", "", StringComparison.Ordinal)}";
            if (metric.IsCounter)
            {
                _meter.CreateObservableCounter(name, () => Measurements(metric), unit: null, metric.Help);
            }
            else
            {
                _meter.CreateObservableUpDownCounter(name, () => Measurements(metric), unit: null, metric.Help);
            }
        }
    }

    private static IEnumerable<Measurement<long>> Measurements(Metric metric) => metric.Values().Select(
        value => new Measurement<long>(value.Value, value.Labels.Select(label => KeyValuePair.Create(label.Name, (object?)label.Value))));

    private static void Configure(OtlpExporterOptions options, CollectorHandler handler)
    {
        if (!HasCertificates)
        {
            options.HttpClientFactory = () => new HttpClient(handler, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds) };
        }
    }
}
