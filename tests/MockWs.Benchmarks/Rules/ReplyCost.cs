using System.Net.WebSockets;
using BenchmarkDotNet.Attributes;

namespace MockWs.Benchmarks.Rules;

/// <summary>A request and its reply in memory, the framework's client included: a fixed reply beside templates.</summary>
public class ReplyCost
{
    private readonly byte[] _request = """{"type":"subscribe","id":42}"""u8.ToArray();
    private readonly byte[] _reply = new byte[256];
    private MockWsServer _server = null!;
    private WebSocket _client = null!;

    [GlobalSetup(Target = nameof(Fixed))]
    public Task SetUpFixed() => SetUpAsync(then => then.Send("""{"type":"ack","id":42}"""));

    [GlobalSetup(Target = nameof(Text))]
    public Task SetUpText() => SetUpAsync(then => then.Send("""{"type":"ack","id":{{message.json.id}}}"""));

    [GlobalSetup(Target = nameof(Json))]
    public Task SetUpJson() => SetUpAsync(then => then.SendJsonText("""{"type":"ack","id":"{{message.json.id}}"}"""));

    [GlobalCleanup]
    public async Task CleanUp()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public Task<int> Fixed() => AskAsync();

    [Benchmark]
    public Task<int> Text() => AskAsync();

    [Benchmark]
    public Task<int> Json() => AskAsync();

    private async Task SetUpAsync(Action<ActionsBuilder> then)
    {
        _server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/", endpoint => endpoint.Otherwise(then)));
        _client = await _server.ConnectAsync();
        await AskAsync();
        if (!_reply.AsSpan().StartsWith("""{"type":"ack","id":42}"""u8))
            throw new InvalidOperationException("The reply is another.");
    }

    private async Task<int> AskAsync()
    {
        await _client.SendAsync(_request, WebSocketMessageType.Text, true, CancellationToken.None);
        return (await _client.ReceiveAsync(_reply, CancellationToken.None)).Count;
    }
}
