using Microsoft.Extensions.Time.Testing;
using MockWs.Behaviours.Actions;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Actions;

/// <summary>Times that are drawn from the seeded random numbers.</summary>
[CancelAfter(20_000)]
internal sealed class ChanceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public void A_uniform_time_fills_its_range_evenly()
    {
        var times = Draw(new DelayTime(Second, 2 * Second));

        times.Should().OnlyContain(time => time >= Second && time <= 3 * Second);
        times.Count(time => time < 2 * Second).Should().BeInRange(4_800, 5_200);
    }

    [Test]
    public void A_normal_time_lies_about_its_mean_and_is_never_less_than_none()
    {
        var times = Draw(new DelayTime(10 * Second, 2 * Second, IsNormal: true));

        times.Average(time => time.TotalSeconds).Should().BeApproximately(10, 0.1);
        times.Count(time => (time - (10 * Second)).Duration() < 2 * Second).Should().BeInRange(6_600, 7_050, "68 of 100 lie within the deviation");
        Draw(new DelayTime(Second, 5 * Second, IsNormal: true)).Should().OnlyContain(time => time >= TimeSpan.Zero).And.Contain(TimeSpan.Zero);
    }

    [Test]
    public void The_same_seed_draws_the_same_times() => Draw(new DelayTime(Second, Second)).Should().Equal(Draw(new DelayTime(Second, Second)));

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_reply_waits_for_a_time_that_was_drawn(bool isNormal)
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.When(Text.Is("?"), then => (isNormal ? then.DelayNormal(100 * Second, Second) : then.Delay(90 * Second, 110 * Second)).Send("late")), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.SendAsync("?");
        await server.WhenIdleAsync();

        _clock.Advance(90 * Second);
        await server.WhenIdleAsync();
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Sent);
        _clock.Advance(20 * Second);

        (await client.ReceiveTextAsync()).Should().Be("late");
    }

    [Test]
    public async Task A_ticker_with_jitter_is_never_early_and_at_most_so_late()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.OnOpen(then => then.Every(10 * Second, tick => tick.Send("{{tick.n}}"), times: 3, jitter: Second)), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        for (var n = 1; n <= 3; n++)
        {
            _clock.Advance(10 * Second);
            await server.WhenIdleAsync();
            server.Journal.Count(entry => entry.Kind == JournalEntryKind.Sent).Should().Be(n - 1);
            _clock.Advance(Second);
            (await client.ReceiveTextAsync()).Should().Be($"{n}");
        }

        _clock.Advance(100 * Second);
        (await client.EchoAsync("no more")).Should().Be("no more");
    }

    private static List<TimeSpan> Draw(DelayTime time)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 10_000).Select(_ => time.Draw(random))];
    }
}
