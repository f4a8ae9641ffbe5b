using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Sessions;
using MockWs.Wire;
using MockWs.Wire.Handshake;

namespace MockWs.Tests.Sessions;

/// <summary>What of a session is not to be seen from outside: when its pump reads on.</summary>
internal sealed class SessionTests
{
    [Test]
    [CancelAfter(10_000)]
    public async Task A_flush_that_ends_lets_nothing_more_be_read_while_too_much_waits_for_the_clock()
    {
        var mock = new MockWsServerBuilder().UseTime(new FakeTimeProvider());
        mock.At("/", x => x.OnOpen(then =>
        {
            then.Delay(TimeSpan.FromDays(1));
            for (var i = 0; i < 2000; i++)
            {
                then.Send("later");
            }
        }));
        var core = new ServerCore(mock.Options);
        var request = new UpgradeRequest(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
        var choice = core.Settings.Playbooks.Choose(request, "/")!.Value;
        var link = new SlowLink();
        var gone = new TaskCompletionSource();
        using var session = new Session(
            link, choice.Playbook, new ConnectionRecorder(core.Journal, 1), core.Settings, core.Hub, new ConnectionFacts(request, "/", choice.Parameters))
        {
            Gone = gone.Task,
            BeginFaults = () => throw new NotSupportedException(),
        };
        _ = session.Open(0);

        var room = session.Flush()!;
        link.Sent.SetResult(true);
        await session.WhenFlushed();
        room.IsCompleted.Should().BeFalse("2,000 messages wait for tomorrow");

        gone.SetResult();
        await room;
    }

    /// <summary>A link with something to flush, whose transport takes its time.</summary>
    private sealed class SlowLink : IFrameLink
    {
        public TaskCompletionSource<bool> Sent { get; } = new();

        public bool Compresses => false;

        public long Unflushed => Sent.Task.IsCompleted ? 0 : 1;

        public void Write(Opcode opcode, ReadOnlySpan<byte> payload)
        {
        }

        public void Write(in FrameHeader header, ReadOnlySpan<byte> payload)
        {
        }

        public void WriteRaw(ReadOnlySpan<byte> bytes)
        {
        }

        public void Redirect(PipeWriter output)
        {
        }

        public ValueTask<bool> FlushAsync() => new(Sent.Task);

        public void Abort()
        {
        }
    }
}
