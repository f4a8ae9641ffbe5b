using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Tests.Recording;

internal sealed class JournalWaitsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Test]
    public async Task An_entry_that_is_there_already_counts()
    {
        var journal = Journals.Create();
        journal.Open().Receive("here");

        (await journal.WaitForAsync(entry => entry.IsText)).Text.Should().Be("here");
    }

    [Test]
    public async Task An_entry_that_comes_ends_the_wait()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        var waiting = journal.WaitForAsync(entry => entry.Text == "second", Long);
        recorder.Receive("first");
        waiting.IsCompleted.Should().BeFalse();

        recorder.Receive("second");

        (await waiting).Sequence.Should().Be(3);
    }

    [Test]
    public async Task A_count_gives_the_first_that_match_in_order()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        recorder.Receive("a");
        var waiting = journal.WaitForCountAsync(3, entry => entry.IsText, Long);
        recorder.Receive("b");
        recorder.Receive(Opcode.Ping, []);
        recorder.Receive("c");
        recorder.Receive("d");

        (await waiting).Select(entry => entry.Text).Should().Equal("a", "b", "c");
    }

    [Test]
    public async Task Many_can_wait_while_many_write()
    {
        const int Messages = 2000;
        var journal = Journals.Create();
        var waiting = Enumerable.Range(1, 4).Select(id =>
            journal.WaitForCountAsync(Messages, entry => entry.Connection == id && entry.IsText, Long)).ToList();

        await Task.WhenAll(Enumerable.Range(1, 4).Select(id => Task.Run(() =>
        {
            var recorder = journal.Open(id);
            for (var i = 0; i < Messages; i++)
            {
                recorder.Receive($"{i}");
            }
        })));

        foreach (var found in await Task.WhenAll(waiting))
        {
            found.Select(entry => entry.Text).Should().Equal(Enumerable.Range(0, Messages).Select(i => $"{i}"));
        }
    }

    [Test]
    public async Task A_cleared_journal_can_be_waited_for_still()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        recorder.Receive("old");
        var waiting = journal.WaitForCountAsync(2, entry => entry.IsText, Long);
        journal.Clear();
        recorder.Receive("new");

        (await waiting).Select(entry => entry.Text).Should().Equal("old", "new");
    }

    [Test]
    public async Task A_failure_tells_what_came_instead()
    {
        var journal = Journals.Create();
        journal.Open().Receive("something else");

        var failure = await journal.Invoking(j => j.WaitForAsync(entry => entry.Text == "expected", Short)).Should()
            .ThrowAsync<JournalTimeoutException>();

        failure.Which.Message.Should().Be(
            "No entry of the journal matched within 0.02 s. What was recorded:\n"
            + "#1    12:00:00.250  connection 1  opened     GET /chat HTTP/1.1 -> 101\n"
            + "#2    12:00:00.250  connection 1  received   text   14 bytes  \"something else\"\n");
    }

    [Test]
    public async Task A_failure_to_get_a_count_tells_how_many_came_and_the_last_20_entries()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        for (var i = 1; i <= 30; i++)
        {
            recorder.Receive($"m{i}");
        }

        var failure = await journal.Invoking(j => j.WaitForCountAsync(31, entry => entry.IsText, Short)).Should()
            .ThrowAsync<JournalTimeoutException>();

        var lines = failure.Which.Message.TrimEnd('\n').Split('\n');
        lines[0].Should().Be("30 of 31 entries of the journal matched within 0.02 s. What was recorded, the last 20 of 31 entries:");
        lines[1].Should().StartWith("#12 ").And.EndWith("\"m11\"");
        lines.Should().HaveCount(21);
    }

    [Test]
    public async Task A_failure_with_nothing_recorded_asks_whether_the_client_came() =>
        (await Journals.Create().Invoking(j => j.WaitForAsync(_ => true, Short)).Should().ThrowAsync<JournalTimeoutException>())
            .WithMessage("No entry of the journal matched within 0.02 s. Nothing was recorded: did the client connect to this server?");

    [Test]
    public async Task A_wait_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Journals.Create().WaitForAsync(_ => true, Long, cancellation.Token);
        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_count_below_1_is_an_error() =>
        await Journals.Create().Invoking(j => j.WaitForCountAsync(0, _ => true)).Should().ThrowAsync<ArgumentOutOfRangeException>();
}
