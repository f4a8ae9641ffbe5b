using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Recording;

internal sealed class SpillFileTests
{
    private string _path;

    [SetUp]
    public void Begin() => _path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.journal");

    [TearDown]
    public void Remove() => File.Delete(_path);

    [Test]
    public void What_was_recorded_is_read_back_equal()
    {
        var journal = Journals.Create(spillFile: _path);
        Fill(journal, 2000);
        journal.CloseSpillFile();

        Journal.ReadFile(_path).Select(Journals.Say).Should().Equal(journal.Select(Journals.Say));
        journal.SpillFailure.Should().BeNull();
    }

    [Test]
    public void The_file_has_each_entry_within_a_second_so_that_a_killed_process_loses_no_more()
    {
        var clock = new FakeTimeProvider();
        var journal = Journals.Create(spillFile: _path, spillTime: clock);
        for (var second = 1; second <= 3; second++)
        {
            Fill(journal, 10);
            clock.Advance(TimeSpan.FromSeconds(1));
            Journal.ReadFile(_path).Select(Journals.Say).Should().Equal(journal.Select(Journals.Say));
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        journal.CloseSpillFile();
        Journal.ReadFile(_path).Select(Journals.Say).Should().Equal(journal.Select(Journals.Say));
    }

    [Test]
    public void Entries_that_were_dropped_and_cleared_are_in_the_file()
    {
        var all = Journals.Create();
        var journal = Journals.Create(limit: 32 * 1024, spillFile: _path);
        for (var round = 0; round < 3; round++)
        {
            Fill(all, 500);
            Fill(journal, 500);
            journal.Clear();
            journal.Clear();
        }

        Fill(all, 3);
        Fill(journal, 3);
        journal.CloseSpillFile();

        journal.Dropped.Should().BePositive();
        Journal.ReadFile(_path).Select(Journals.Say).Should().Equal(all.Select(Journals.Say));
    }

    [Test]
    public void A_journal_can_be_closed_twice_and_written_to_after_it()
    {
        var journal = Journals.Create(spillFile: _path);
        journal.Open();
        journal.CloseSpillFile();
        journal.CloseSpillFile();
        journal.Open(2);
        journal.Clear();

        Journal.ReadFile(_path).Should().ContainSingle();
        journal.SpillFailure.Should().BeNull();
    }

    [Test]
    public void An_empty_journal_makes_a_file_without_entries()
    {
        Journals.Create(spillFile: _path).CloseSpillFile();

        Journal.ReadFile(_path).Should().BeEmpty();
    }

    [Test]
    public void A_file_that_is_cut_off_gives_its_whole_blocks_and_then_says_so()
    {
        var journal = Journals.Create(spillFile: _path);
        Fill(journal, 2000);
        journal.CloseSpillFile();
        var bytes = File.ReadAllBytes(_path);
        var read = new List<JournalEntry>();
        File.WriteAllBytes(_path, bytes[..^1]);

        FluentActions.Invoking(() =>
            {
                foreach (var entry in Journal.ReadFile(_path))
                {
                    read.Add(entry);
                }
            })
            .Should().Throw<InvalidDataException>()
            .WithMessage("The journal file is cut off: its last block is not whole. The entries before it are.");
        read.Should().NotBeEmpty();
        read.Select(Journals.Say).Should().Equal(journal.Take(read.Count).Select(Journals.Say));
    }

    [Test]
    public void Another_file_is_refused_by_its_first_line()
    {
        File.WriteAllText(_path, "{}\n");

        FluentActions.Invoking(() => Journal.ReadFile(_path).ToList())
            .Should().Throw<InvalidDataException>()
            .WithMessage("This is not a journal file: it does not begin with the line \"MockWs journal 1\".");
    }

    [Test]
    public void A_file_can_be_read_while_it_grows()
    {
        var journal = Journals.Create(spillFile: _path);
        Fill(journal, 2000);

        var read = Journal.ReadFile(_path).ToList();

        read.Should().NotBeEmpty();
        read.Select(Journals.Say).Should().Equal(journal.Take(read.Count).Select(Journals.Say));
        journal.CloseSpillFile();
    }

    [Test]
    public void A_place_that_cannot_be_written_is_an_error_at_once() =>
        FluentActions.Invoking(() => Journals.Create(spillFile: Path.Combine(_path, "no such folder", "file"))).Should()
            .Throw<IOException>();

    private static void Fill(Journal journal, int count)
    {
        ConnectionRecorder[] recorders = [journal.Open(1, "/one"), journal.Open(2, "/zwei/ö")];
        for (var i = 0; i < count; i++)
        {
            recorders[i % 2].Echo(RandomBytes(i % 100, i));
        }

        recorders[0].Violation(new Violation(1002, "wrong", "RFC 6455 5.1"));
        recorders[1].Closed(1000, "ok", byClient: true);
    }
}
