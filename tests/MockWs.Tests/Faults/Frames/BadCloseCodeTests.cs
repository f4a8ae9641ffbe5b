using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Frames;

[CancelAfter(60_000)]
public class BadCloseCodeTests
{
    [Test]
    public async Task It_stands_in_the_place_of_the_servers_close_frame_and_nothing_follows()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.BadCloseCode()));
        var client = await server.OpenAsync();

        await client.CloseAsync();

        (await client.ReadToEndAsync()).Should().Be("880203ED");
        await client.DisposeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed);
    }

    [Test]
    public async Task At_another_moment_it_begins_the_close_and_the_time_for_the_answer_runs()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.BadCloseCode(999), At.Message(1)));
        var client = await server.OpenAsync();
        await client.SayAsync("x");
        (await client.ReadHexAsync(4)).Should().Be("880203E7");

        await server.AdvanceAsync(TimeSpan.FromSeconds(2));

        (await client.ReadToResetAsync()).Should().BeEmpty();
        (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed)).CloseCode.Should().Be(999);
    }

    [Test]
    public void A_code_that_may_be_sent_is_no_fault() =>
        FluentActions.Invoking(() => Fault.BadCloseCode(1000)).Should().Throw<ArgumentException>().WithMessage("Close code 1000 may be sent (RFC 6455 7.4)*");
}
