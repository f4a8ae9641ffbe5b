using System.Buffers;
using System.Security.Authentication;
using MockWs.Transports.Tls;

namespace MockWs.Tests.Transports.Tls;

[CancelAfter(30_000)]
internal sealed class TlsDuplexPipeTests
{
    private static CancellationToken Cancellation => TlsPair.Cancellation;

    [Test]
    public async Task A_client_of_TLS_1_2_is_served()
    {
        var (pair, server) = await TlsPair.ConnectAsync(SslProtocols.Tls12);
        await using var client = pair;
        await using var tls = server;

        tls.Protocol.Should().Be(SslProtocols.Tls12);
        client.Client.SslProtocol.Should().Be(SslProtocols.Tls12);
    }

    [Test]
    [Platform(Exclude = "MacOsX", Reason = "SslStream has no TLS 1.3 for servers there.")]
    public async Task A_client_that_can_do_both_gets_TLS_1_3()
    {
        var (pair, server) = await TlsPair.ConnectAsync(SslProtocols.Tls12 | SslProtocols.Tls13);
        await using var client = pair;
        await using var tls = server;

        tls.Protocol.Should().Be(SslProtocols.Tls13);
        client.Client.SslProtocol.Should().Be(SslProtocols.Tls13);
    }

    [TestCase(1)]
    [TestCase(16 * 1024)]
    [TestCase(1_000_000)]
    public async Task What_the_client_sends_comes_back_byte_for_byte(int size)
    {
        var (pair, server) = await TlsPair.ConnectAsync();
        await using var client = pair;
        await using var tls = server;
        var sent = new byte[size];
        new Random(size).NextBytes(sent);

        var echo = EchoAsync(tls, size);
        var write = client.Client.WriteAsync(sent, Cancellation).AsTask();
        var received = new byte[size];
        await client.Client.ReadExactlyAsync(received, Cancellation);
        await Task.WhenAll(echo, write);

        received.AsSpan().SequenceEqual(sent).Should().BeTrue();
    }

    [Test]
    public async Task Completing_flushes_then_sends_close_notify_and_leaves_the_transport_open()
    {
        // In TLS 1.2 the type of an encrypted record stands in the clear: 23 for data, 21 for an alert (RFC 5246 6.2.1).
        var (pair, server) = await TlsPair.ConnectAsync(SslProtocols.Tls12);
        await using var client = pair;
        await using var tls = server;
        tls.Output.Write("bye"u8);

        await tls.CompleteAsync(Cancellation);

        var wire = await pair.ClientEnd.Input.ReadAsync(Cancellation);
        wire.IsCompleted.Should().BeFalse();
        RecordTypes(wire.Buffer.ToArray()).Should().Equal(23, 21);
    }

    [Test]
    public async Task After_completing_the_client_reads_what_was_left_and_then_the_end()
    {
        var (pair, server) = await TlsPair.ConnectAsync();
        await using var client = pair;
        await using var tls = server;
        tls.Output.Write("bye"u8);

        await tls.CompleteAsync(Cancellation);

        using var received = new MemoryStream();
        await client.Client.CopyToAsync(received, Cancellation);
        received.ToArray().Should().Equal("bye"u8.ToArray());
    }

    [Test]
    public async Task Completing_towards_a_client_that_does_not_read_ends_with_the_token()
    {
        var (pair, server) = await TlsPair.ConnectAsync();
        await using var client = pair;
        await using var tls = server;
        tls.Output.Write(new byte[1_000_000]);
        using var patience = new CancellationTokenSource();

        var completing = tls.CompleteAsync(patience.Token).AsTask();
        await patience.CancelAsync();

        await completing.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task The_close_notify_of_the_client_completes_the_input()
    {
        var (pair, server) = await TlsPair.ConnectAsync();
        await using var client = pair;
        await using var tls = server;

        await client.Client.ShutdownAsync();

        var read = await tls.Input.ReadAsync(Cancellation);
        read.IsCompleted.Should().BeTrue();
        read.Buffer.IsEmpty.Should().BeTrue();
    }

    [Test]
    public async Task A_cancelled_read_leaves_the_connection_usable()
    {
        var (pair, server) = await TlsPair.ConnectAsync();
        await using var client = pair;
        await using var tls = server;

        var waiting = tls.Input.ReadAsync(Cancellation);
        tls.Input.CancelPendingRead();
        var cancelled = await waiting;
        tls.Input.AdvanceTo(cancelled.Buffer.End);
        await client.Client.WriteAsync("still here"u8.ToArray(), Cancellation);
        var read = await tls.Input.ReadAtLeastAsync("still here".Length, Cancellation);

        cancelled.IsCanceled.Should().BeTrue();
        read.Buffer.ToArray().Should().Equal("still here"u8.ToArray());
    }

    [Test]
    public async Task A_client_that_says_nothing_is_given_up_with_the_token()
    {
        await using var pair = new TlsPair();
        await using var tls = new TlsDuplexPipe(pair.ServerEnd);
        using var patience = new CancellationTokenSource();

        var handshake = tls.AuthenticateAsServerAsync(ServerCertificate.ForLocalhost, patience.Token);
        await patience.CancelAsync();

        await handshake.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_client_that_speaks_plain_HTTP_is_refused()
    {
        await using var pair = new TlsPair();
        await pair.ClientEnd.Output.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancellation);
        await using var tls = new TlsDuplexPipe(pair.ServerEnd);

        var handshake = () => tls.AuthenticateAsServerAsync(ServerCertificate.ForLocalhost, Cancellation);

        await handshake.Should().ThrowAsync<AuthenticationException>();
    }

    [Test]
    public async Task A_client_that_leaves_in_the_handshake_is_an_IOException()
    {
        await using var pair = new TlsPair();
        await pair.ClientEnd.Output.CompleteAsync();
        await using var tls = new TlsDuplexPipe(pair.ServerEnd);

        var handshake = () => tls.AuthenticateAsServerAsync(ServerCertificate.ForLocalhost, Cancellation);

        await handshake.Should().ThrowAsync<IOException>();
    }

    private static async Task EchoAsync(TlsDuplexPipe tls, int size)
    {
        for (var left = size; left > 0;)
        {
            var read = await tls.Input.ReadAsync(Cancellation);
            foreach (var piece in read.Buffer)
            {
                tls.Output.Write(piece.Span);
            }

            left -= (int)read.Buffer.Length;
            tls.Input.AdvanceTo(read.Buffer.End);
            await tls.Output.FlushAsync(Cancellation);
        }
    }

    private static List<int> RecordTypes(byte[] wire)
    {
        var types = new List<int>();
        for (var at = 0; at < wire.Length; at += 5 + (wire[at + 3] << 8 | wire[at + 4]))
        {
            types.Add(wire[at]);
        }

        return types;
    }
}
