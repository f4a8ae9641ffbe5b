using System.Net.WebSockets;
using System.Runtime.CompilerServices;
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

    [TestCase("098100000000" + "61" + "808100000000" + "62", "8A026162")]
    [TestCase("018100000000" + "61" + "818100000000" + "62", "81026162")]
    public async Task Fragments_against_the_rules_are_broken_off_by_a_backend_that_sees_frames_and_merged_by_another(string hex, string merged)
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString(hex));

        (await client.ReadHexAsync(4)).Should().Match(backend.Can(Capabilities.ReceivedFrames) ? "88*03EA" : merged);
    }

    [Test]
    public async Task A_control_frame_that_is_too_long_is_broken_off_by_a_backend_that_sees_frames_and_taken_by_another()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("89FE007E00000000" + Convert.ToHexString(new byte[126])));

        (await client.ReadHexAsync(4)).Should().Match(backend.Can(Capabilities.ReceivedFrames) ? "88*03EA" : "8A7E007E");
    }

    [Test]
    public async Task A_length_of_more_than_31_bits_is_broken_off_by_a_backend_that_sees_frames_and_cut_by_another()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("81FF0000000100000001" + "00000000" + "61"));

        (await client.ReadHexAsync(3)).Should().Match(backend.Can(Capabilities.ReceivedFrames) ? "88*" : "810161");
    }

    [TestCase("81FFFFFFFFFFFFFFFFFF")]
    [TestCase("81FF000000007FFFFFFF")]
    [TestCase("81FF00000000FFFFFFFF")]
    public async Task A_length_that_no_message_can_have_is_broken_off(string head)
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString(head + "00000000" + "61"));

        (await client.ReadToEndAsync()).Should().StartWith("88");
        server.Journal.Should().ContainSingle(entry => entry.Kind == JournalEntryKind.Violation);
    }

    [Test]
    public void The_table_of_the_documentation_says_what_each_backend_can_do()
    {
        var mock = new MockWsServerBuilder();
        backend.Use(mock);
        var capabilities = mock.Options.Backend.Capabilities;
        var rows = TableOf("backends.md", $"`{capabilities.Backend}`");

        var every = Enum.GetValues<Capabilities>().Where(one => one is not (Capabilities.None or Capabilities.All));
        rows.Should().Equal(every.Select(one => (one.InWords(), capabilities.Has.HasFlag(one) ? "yes" : "no")));
    }

    /// <summary>The first cell of each row of a table, and that of the column with this head.</summary>
    private static IEnumerable<(string Row, string Cell)> TableOf(string page, string head, [CallerFilePath] string here = "")
    {
        var lines = File.ReadLines(Path.GetFullPath(Path.Combine(here, "../../../docs", page)));
        var table = lines.SkipWhile(line => !line.StartsWith("| | ", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'));
        var cells = table.Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToList()).ToList();
        var column = cells[0].IndexOf(head);
        return cells.Skip(2).Select(row => (row[0], row[column]));
    }
}
