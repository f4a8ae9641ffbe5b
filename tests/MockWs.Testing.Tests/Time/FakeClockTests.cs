using System.Diagnostics;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;

namespace MockWs.Testing.Tests.Time;

/// <summary>After an advance, all that follows from it has been said.</summary>
[CancelAfter(20_000)]
internal sealed class FakeClockTests : MockWsFixture
{
    private readonly FakeTimeProvider _clock = new();
    private WebSocket _client;

    protected override void Configure(MockWsServerBuilder mock) => mock.InMemory().UseTime(_clock).At("/", at => at
        .Every(1.Seconds(), tick => tick.Send("tick"))
        .When(Text.Is("later"), then => then.Delay(3.Seconds()).Send("now"))
        .Otherwise(then => then.Echo()));

    [SetUp]
    public async Task ConnectAsync() => _client = await Server.ConnectAsync();

    [TearDown]
    public void Disconnect() => _client.Dispose();

    [Test]
    public async Task Half_a_minute_of_ticks_is_there_at_once()
    {
        await _clock.AdvanceAsync(Server, 30.Seconds());

        Server.Journal.Count(entry => entry is { Kind: MockWs.Recording.JournalEntryKind.Sent, IsText: true }).Should().Be(30);
    }

    [Test]
    public async Task What_was_said_before_belongs_to_the_time_before()
    {
        for (var i = 0; i < 100; i++)
        {
            await _client.SendTextAsync("later");
        }

        await _clock.AdvanceAsync(Server, 3.Seconds(), step: 1.Seconds());

        Server.Should().HaveReceivedText("later").Exactly(100).And.HaveRepliedTo(Text.Is("later"), Text.Is("now"));
    }

    [Test]
    public async Task A_timer_that_another_one_starts_needs_steps()
    {
        var beats = HeartbeatAsync(5);

        await _clock.AdvanceAsync(Server, 25.Seconds(), step: 5.Seconds());
        await beats.WaitAsync(5.Seconds());

        Server.Should().HaveReceivedText("beat").Exactly(5);
    }

    [Test]
    public async Task A_client_that_computes_for_a_while_before_its_next_timer_is_waited_for()
    {
        var beats = HeartbeatAsync(3, computing: 300.Milliseconds());

        await _clock.AdvanceAsync(Server, 15.Seconds(), step: 5.Seconds());
        await beats.WaitAsync(5.Seconds());

        Server.Should().HaveReceivedText("beat").Exactly(3);
    }

    [Test]
    public async Task The_clock_goes_as_far_as_it_was_told_in_uneven_steps_too()
    {
        var start = _clock.GetUtcNow();

        await _clock.AdvanceAsync(Server, 10.Seconds(), step: 4.Seconds());
        await _clock.AdvanceAsync(Server, TimeSpan.Zero);

        _clock.GetUtcNow().Should().Be(start + 10.Seconds());
    }

    [Test]
    public async Task Time_that_does_not_go_on_is_refused()
    {
        await _clock.Awaiting(clock => clock.AdvanceAsync(Server, -1.Seconds())).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await _clock.Awaiting(clock => clock.AdvanceAsync(Server, 1.Seconds(), TimeSpan.Zero)).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private static void Compute(TimeSpan time)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
        {
            Thread.SpinWait(1000);
        }
    }

    private async Task HeartbeatAsync(int times, TimeSpan computing = default)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(5.Seconds(), _clock);
            await Task.Run(() => Compute(computing));
            await _client.SendTextAsync("beat");
        }
    }
}
