using MockWs.Faults;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults;

/// <summary>Which byte goes wrong and whether at all comes from the server's seed: the same seed, the same run.</summary>
[CancelAfter(60_000)]
public class RepeatingTests
{
    private const int Messages = 50;

    [Test]
    public async Task The_same_seed_makes_the_same_run()
    {
        var first = await RunAsync(seed: 7);
        var again = await RunAsync(seed: 7);
        var other = await RunAsync(seed: 8);

        again.Should().Equal(first);
        other.Should().NotEqual(first);
        first.Distinct().Should().HaveCountGreaterThan(5, "now this byte is another one, now that, now none");
    }

    [Test]
    public async Task Each_connection_has_a_chance_of_its_own_and_a_reset_of_the_server_begins_them_again()
    {
        await using var server = await StartAsync(seed: 7);
        var first = await TalkAsync(server);
        var second = await TalkAsync(server);

        await server.Server.ResetAsync();

        second.Should().NotEqual(first);
        (await TalkAsync(server)).Should().Equal(first);
        (await TalkAsync(server)).Should().Equal(second);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(int seed)
    {
        await using var server = await StartAsync(seed);
        return await TalkAsync(server);
    }

    private static Task<Misbehaving> StartAsync(int seed) => Misbehaving.StartAsync(mock =>
    {
        mock.Options.Seed = seed;
        mock.At("/raw", x => x.Fault(Fault.Corrupt(), chance: 0.7));
    });

    private static async Task<IReadOnlyList<string>> TalkAsync(Misbehaving server)
    {
        var client = await server.OpenAsync();
        var answers = new List<string>();
        for (var message = 0; message < Messages; message++)
        {
            await client.SayAsync("abcdefgh");
            answers.Add(await client.ReadHexAsync(10));
        }

        return answers;
    }
}
