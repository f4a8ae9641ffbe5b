using Microsoft.Extensions.Time.Testing;

namespace MockWs.Backends;

/// <summary>Not over TLS, whose own handshake takes from the same time.</summary>
[TestFixtureSource(typeof(Backend), nameof(Backend.Plain))]
public class HandshakeTimeoutTests(Backend backend)
{
    [Test]
    public async Task A_half_handshake_is_answered_with_408_after_its_time()
    {
        var clock = new FakeTimeProvider();
        await using var server = await backend.StartAsync(mock => mock.UseTime(clock).Options.CloseTimeout = TimeSpan.FromDays(1));
        await using var client = await backend.ConnectRawAsync(server);
        await client.WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n"u8.ToArray());

        // Over a socket nobody knows when the bytes have come; a little more time does no harm.
        while (server.Journal.Count == 0)
        {
            await Task.Yield();
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        (await client.ReadHeadAsync()).Should().StartWith("HTTP/1.1 408 ");
    }
}
