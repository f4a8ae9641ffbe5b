using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace MockWs.Clients;

/// <summary>Metrics and traces go to a collector of OpenTelemetry where the environment names one, and no client feels whether it is there.</summary>
[CancelAfter(60_000)]
internal sealed class ToolTelemetryTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task The_collector_sees_the_metrics_after_a_message_and_the_span_of_a_connection_after_its_end()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var tool = ToolProcess.Start(
            [
                .. To(collector.Url), ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=secret"), ("OTEL_SERVICE_NAME", "shop-mock"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "100"), ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ],
            "--port", "0");
        await TalkAsync(tool);

        (await collector.PostAsync("/v1/metrics", body => OtlpCollector.Counter(body, "mockws.messages", "received", "text") == 1)).Should().Be("secret");
        (await collector.PostAsync("/v1/traces", body =>
            OtlpCollector.Holds(body, "GET /chat") && body.AsSpan().IndexOf(Convert.FromHexString(Trace)) >= 0
            && OtlpCollector.Holds(body, "received") && OtlpCollector.Holds(body, "mockws.close_code") && OtlpCollector.Holds(body, "shop-mock"))).Should().Be("secret");
    }

    [Test]
    public async Task What_is_left_is_sent_when_it_stops()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var tool = ToolProcess.Start(To(collector.Url), "--port", "0");
        await TalkAsync(tool);
        await tool.TerminateAsync();

        (await tool.EndAsync()).Should().Be((0, ""));
        await collector.PostAsync("/v1/metrics", body =>
            OtlpCollector.Counter(body, "mockws.messages", "sent", "text") == 1 && OtlpCollector.Counter(body, "mockws.disconnections", "closed") == 1);
    }

    [TestCase("grpc", "http/protobuf")]
    [TestCase("http/protobuf", "grpc")]
    public async Task A_collector_that_is_not_there_is_told_once_and_does_not_stop_the_mock(string protocol, string other)
    {
        await using var tool = ToolProcess.Start(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol), ("OTEL_METRIC_EXPORT_INTERVAL", "100")], "--port", "0");
        await tool.ErrorAsync($"metrics and traces do not reach the collector http://127.0.0.1:9/ ({protocol}): Connection refused");
        await tool.ErrorAsync($"OTEL_EXPORTER_OTLP_PROTOCOL={other} takes the other protocol");
        await TalkAsync(tool);
        await tool.TerminateAsync();

        // At its end it tried the span and the metrics again.
        var (code, errors) = await tool.EndAsync();
        (code, Regex.Count(errors, "do not reach")).Should().Be((0, 1));
    }

    [Test]
    public async Task A_collector_that_refuses_is_told_with_its_answer()
    {
        await using var collector = await OtlpCollector.StartAsync(status: 401);
        await using var tool = ToolProcess.Start([.. To(collector.Url), ("OTEL_METRIC_EXPORT_INTERVAL", "100")], "--port", "0");
        await tool.ErrorAsync("it answers 401 to /v1/metrics.");
    }

    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is the URL of a collector, such as http://localhost:4317, not \"localhost:4317\".")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is grpc or http/protobuf, not \"http/json\".")]
    public async Task A_wrong_variable_is_told_before_it_serves(string name, string value, string error)
    {
        await using var tool = ToolProcess.Start([("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"), (name, value)], "--port", "0");
        (await tool.EndAsync()).Should().Be((2, $"mockws: {error}\nmockws --help lists the options.\n"));
    }

    private static IEnumerable<(string, string)> To(Uri collector) =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    /// <summary>Says a message, hears its echo and closes, as a client whose own trace is known.</summary>
    private static async Task TalkAsync(ToolProcess tool)
    {
        using var client = new ClientWebSocket();
        client.Options.SetRequestHeader("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        await client.ConnectAsync(new Uri(await tool.UrlAsync("ws"), "/chat"), Cancellation);
        await client.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, Cancellation);
        var buffer = new byte[100];
        (await client.ReceiveAsync(buffer, Cancellation)).Count.Should().Be(5);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
    }
}
