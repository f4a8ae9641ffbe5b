namespace MockWs.Testing.Tests.Assertions;

/// <summary>Within a time: each waits until it holds, and no longer.</summary>
[CancelAfter(20_000)]
internal sealed class EventualAssertionsTests
{
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(5);

    private Conversation _chat;

    [SetUp]
    public async Task BeginAsync() => _chat = await Conversation.BeginAsync();

    [TearDown]
    public async Task EndAsync() => await _chat.DisposeAsync();

    [Test]
    public async Task What_comes_later_is_waited_for()
    {
        var client = await _chat.ConnectAsync();
        var twice = WaitAsync(_chat.Server.Should().Within(Forever).HaveReceivedText("ping").Exactly(2));
        await _chat.SayAsync(client, "ping", "hello");
        twice.IsCompleted.Should().BeFalse();
        await _chat.SayAsync(client, "ping");

        (await twice).Should().HaveCount(2);
    }

    [Test]
    public async Task What_is_there_already_is_not_waited_for()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "ping");

        await _chat.Server.Should().Within(Forever).HaveReceivedText("ping");
        await _chat.Server.Connections[0].Should().Within(Forever).HaveReceivedText("ping").AtLeast(1);
    }

    [Test]
    public async Task What_cannot_come_true_any_more_fails_at_once()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "ping", "ping");

        await Awaiting(() => _chat.Server.Should().Within(Forever).HaveReceivedText("ping").Exactly(1)).Should().ThrowAsync<AssertionException>();
        await Awaiting(() => _chat.Server.Should().Within(Forever).Never().HaveReceivedText("ping")).Should().ThrowAsync<AssertionException>();
    }

    [Test]
    public async Task What_does_not_come_fails_when_the_time_is_over() =>
        (await Awaiting(() => _chat.Server.Should().Within(30.Milliseconds()).HaveReceivedText("ping", "it is alive")).Should().ThrowAsync<AssertionException>())
            .WithMessage("*within 30 ms, because it is alive, but*no message at all.*");

    [Test]
    public async Task What_must_never_come_is_watched_for_all_of_the_time()
    {
        var client = await _chat.ConnectAsync();
        var never = WaitAsync(_chat.Server.Should().Within(Forever).Never().HaveReceivedText("ping"));
        await _chat.SayAsync(client, "ping");

        await never.Awaiting(task => task).Should().ThrowAsync<AssertionException>();
        await _chat.Server.Should().Within(1.Milliseconds()).Never().HaveReceivedText("pong");
    }

    private static Func<Task> Awaiting(Func<EventualConstraint> assertion) => () => WaitAsync(assertion());

    private static async Task<IReadOnlyList<MockWs.Recording.JournalEntry>> WaitAsync(EventualConstraint assertion) => await assertion;
}
