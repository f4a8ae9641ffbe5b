using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;
using MockWs.Transports.Tls;

namespace MockWs.Clients;

/// <summary>The client of .NET.</summary>
[CancelAfter(30_000)]
internal sealed class ClientWebSocketTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [TestCase(false)]
    [TestCase(true)]
    public async Task It_gets_back_what_it_sends(bool isCompressed)
    {
        var path = $"/dotnet/{isCompressed}";
        using var client = Create(isCompressed);
        await client.ConnectAsync(new Uri(SharedTool.Url, path), Cancellation);
        await ConverseAsync(client);
        await Conversation.ExpectLogAsync(path, isCompressed);
    }

    [TestCase(SslProtocols.Tls12, false)]
    [TestCase(SslProtocols.Tls13, false)]
    [TestCase(SslProtocols.Tls13, true)]
    public async Task It_gets_back_what_it_sends_over_TLS(SslProtocols version, bool isCompressed)
    {
        var path = $"/dotnet/{version}/{isCompressed}";
        var agreed = SslProtocols.None;
        using var handler = new SocketsHttpHandler();
        var trust = CertificateTrust.Exactly(SharedTool.Certificate);
        handler.SslOptions.EnabledSslProtocols = version;
        handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            agreed = ((SslStream)sender).SslProtocol;
            return trust(sender, certificate, chain, errors);
        };
        using var invoker = new HttpMessageInvoker(handler);
        using var client = Create(isCompressed);
        await client.ConnectAsync(new Uri(SharedTool.SecureUrl, path), invoker, Cancellation);
        await ConverseAsync(client);
        agreed.Should().Be(version);
        await Conversation.ExpectLogAsync(path, isCompressed);
    }

    [TestCase("ws", false)]
    [TestCase("ws", true)]
    [TestCase("wss", true)]
    public async Task It_gets_back_what_it_sends_in_memory(string scheme, bool isCompressed)
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var invoker = new HttpMessageInvoker(server.CreateHandler());
        using var client = Create(isCompressed);
        await client.ConnectAsync(new Uri($"{scheme}://anywhere/chat"), invoker, Cancellation);
        await ConverseAsync(client);
        var closed = await server.Journal.WaitForAsync(entry => entry.ClosedByClient is not null, cancellation: Cancellation);
        closed.CloseCode.Should().Be(4001);
        server.Journal.Where(entry => entry.IsText || entry.IsBinary).Should().HaveCount(14).And.OnlyContain(entry => entry.IsCompressed == isCompressed);
    }

    private static ClientWebSocket Create(bool isCompressed)
    {
        var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = isCompressed ? new WebSocketDeflateOptions() : null;
        return client;
    }

    private static async Task ConverseAsync(ClientWebSocket client)
    {
        foreach (var text in Conversation.Texts)
        {
            await ExpectEchoAsync(client, WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));
        }

        foreach (var bytes in Conversation.Binaries)
        {
            await ExpectEchoAsync(client, WebSocketMessageType.Binary, bytes);
        }

        await client.CloseAsync((WebSocketCloseStatus)4001, "bye", Cancellation);
        client.CloseStatus.Should().Be((WebSocketCloseStatus)4001);
        client.State.Should().Be(WebSocketState.Closed);
    }

    private static async Task ExpectEchoAsync(ClientWebSocket client, WebSocketMessageType type, byte[] payload)
    {
        await client.SendAsync(payload, type, endOfMessage: true, Cancellation);
        var received = new byte[payload.Length + 1];
        var count = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(received.AsMemory(count), Cancellation);
            count += result.Count;
        }
        while (!result.EndOfMessage);

        result.MessageType.Should().Be(type);
        received.AsSpan(0, count).SequenceEqual(payload).Should().BeTrue("{0} of {1} bytes came back as {2} bytes", type, payload.Length, count);
    }
}
