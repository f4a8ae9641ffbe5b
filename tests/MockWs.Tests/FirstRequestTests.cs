using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;

namespace MockWs.Tests;

/// <summary>What becomes of a connection whose first request is not whole, on a clock of the test's.</summary>
[CancelAfter(10_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FirstRequestTests
{
    private const string Half = "GET /chat HTTP/1.1\r\nUpgrade: webs";

    private static readonly PipeOptions Inline = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _toServer = new(Inline);
    private readonly Pipe _toClient = new(Inline);
    private MockWsServer _server = null!;
    private bool _isTheApplications;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public async Task StartAsync() => _server = await MockWsServer.StartAsync(mock => mock.InMemory().UseTime(_time));

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_half_handshake_is_answered_when_its_time_is_over_and_recorded_as_far_as_it_came()
    {
        var life = Serve();
        await SendAsync(Half[..10]);
        _time.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(Half[10..]);
        _toClient.Reader.TryRead(out _).Should().BeFalse("10 s are not over");
        _time.Advance(TimeSpan.FromSeconds(4));
        (await ReadToEndAsync()).Should().StartWith("HTTP/1.1 408 ");
        await _toServer.Writer.CompleteAsync();
        await life;
        _server.Journal.Single(entry => entry.Kind == JournalEntryKind.Refused).Request.Should().Be(Half);
    }

    [Test]
    public async Task A_client_that_leaves_in_the_middle_is_recorded()
    {
        var life = Serve();
        await SendAsync(Half);
        await _toServer.Writer.CompleteAsync();
        await life;
        _server.Journal.Should().ContainSingle().Which.Text.Should().Contain($"after {Half.Length} bytes");
    }

    [Test]
    public async Task A_client_that_sends_nothing_in_time_is_let_go_and_not_recorded()
    {
        var life = Serve();
        _time.Advance(TimeSpan.FromSeconds(10));
        await life;
        _server.Journal.Should().BeEmpty();
        _isTheApplications.Should().BeFalse();
    }

    [Test]
    public async Task A_client_that_leaves_without_a_word_is_not_recorded()
    {
        var life = Serve();
        await _toServer.Writer.CompleteAsync();
        await life;
        _server.Journal.Should().BeEmpty();
        _isTheApplications.Should().BeFalse();
    }

    [Test]
    public async Task A_connection_that_breaks_is_let_go()
    {
        var life = Serve();
        await SendAsync(Half);
        await _toServer.Writer.CompleteAsync(new ConnectionResetException("reset"));
        await life;
        _isTheApplications.Should().BeFalse();
    }

    [Test]
    public async Task A_request_of_the_applications_is_left_whole_for_it()
    {
        const string Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\nand a body";
        var life = Serve();
        await SendAsync(Request[..20]);
        await SendAsync(Request[20..]);
        await life;
        _isTheApplications.Should().BeTrue();
        _toServer.Reader.TryRead(out var left).Should().BeTrue("a reader of it must not wait for more");
        Encoding.ASCII.GetString(left.Buffer).Should().Be(Request);
    }

    private async Task Serve()
    {
        var ends = new Ends(_toServer.Reader, _toClient.Writer);
        await using var connection = new DefaultConnectionContext("1", ends, ends);
        await _server.HandleUpgradeAsync(
            connection,
            _ =>
            {
                _isTheApplications = true;
                return Task.CompletedTask;
            },
            reserved: null);
    }

    private async Task SendAsync(string text) => await _toServer.Writer.WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation);

    private async Task<string> ReadToEndAsync()
    {
        var result = await _toClient.Reader.ReadAtLeastAsync(int.MaxValue, Cancellation);
        return Encoding.ASCII.GetString(result.Buffer);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
