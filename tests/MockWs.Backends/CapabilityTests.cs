using System.Net.WebSockets;
using MockWs.Faults;
using MockWs.Recording;

namespace MockWs.Backends;

/// <summary>What a backend claims to be able to do it does; the rest it refuses, or does without.</summary>
[TestFixtureSource(typeof(Backend), nameof(Backend.All))]
public class CapabilityTests(Backend backend)
{
    [Test]
    public async Task Fragments_go_out_frame_by_frame()
    {
        backend.Can(Capabilities.Fragments).Should().BeTrue();
        await using var server = await backend.StartAsync(mock => mock.At("/raw", raw => raw.OnOpen(then => then.SendInFrames("abc", 2))));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        (await client.ReadHexAsync(7)).Should().Be("01026162" + "800163");
    }

    [Test]
    public async Task Compression_is_agreed_to_by_a_backend_that_has_it_and_by_no_other()
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server, configure: options => options.DangerousDeflateOptions = new WebSocketDeflateOptions());

        (await client.EchoAsync(new string('x', 1000))).Should().Be(new string('x', 1000));

        server.Journal.First(entry => entry.IsText).IsCompressed.Should().Be(backend.Can(Capabilities.Compression));
        server.Journal.First().Answer!.Contains("permessage-deflate", StringComparison.Ordinal).Should().Be(backend.Can(Capabilities.Compression));
    }

    [Test]
    public async Task Settings_of_a_compression_that_the_backend_does_not_have_are_an_error([Values] bool ofServer)
    {
        var start = async () => await (await backend.StartAsync(mock =>
            (mock.Options.ServerNoContextTakeover, mock.Options.ClientNoContextTakeover) = (ofServer, !ofServer))).DisposeAsync();

        if (backend.Can(Capabilities.Compression))
        {
            await start.Should().NotThrowAsync();
        }
        else
        {
            var name = ofServer ? "ServerNoContextTakeover" : "ClientNoContextTakeover";
            (await start.Should().ThrowAsync<ArgumentException>()).WithMessage($"the server: {name} needs permessage-deflate, which the backend \"*\" * not have.*");
        }
    }

    [Test]
    public async Task The_frames_of_a_message_are_counted_by_a_backend_that_sees_them()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("018100000000" + "61" + "808100000000" + "62"));

        (await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Received)).Frames.Should().Be(backend.Can(Capabilities.ReceivedFrames) ? 2 : 1);
    }

    [Test]
    public async Task A_control_frame_between_fragments_is_taken_by_a_backend_that_sees_frames_and_breaks_the_message_of_another()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("018100000000" + "61" + "898000000000" + "808100000000" + "62"));

        (await client.ReadHexAsync(6)).Should().Be(backend.Can(Capabilities.ReceivedFrames) ? "8A00" + "81026162" : "8A0161" + "882E03");
    }
}
