using System.Diagnostics;

namespace MockWs.Benchmarks.Load;

/// <summary>
/// Keeps a window of equal messages in flight on each connection, from one thread. Replies to equal messages have one size,
/// so the bytes that came back are only counted; that every reply is right was seen on the first.
/// </summary>
internal sealed class PipelinedLoad(EchoMessage message, int connections, int window)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly byte[] _frames = EchoMessage.Repeat(message.Frame, window + 1);
    private readonly byte[] _incoming = new byte[256 * 1024];

    /// <summary>Runs the load and says what came back.</summary>
    /// <returns>Messages a second, and the share of the client's looks at a connection that found nothing.</returns>
    public (double MessagesPerSecond, double PollsInVain) Run(int port, TimeSpan duration)
    {
        var lanes = Enumerable.Range(0, connections).Select(_ => new Lane(LoadConnection.Open(port), message, window)).ToArray();
        try
        {
            foreach (var lane in lanes)
                lane.Connection.Verify(message);
            var result = Measure(lanes, duration);
            Drain(lanes);
            return result;
        }
        finally
        {
            foreach (var lane in lanes)
                lane.Connection.Dispose();
        }
    }

    private (double MessagesPerSecond, double PollsInVain) Measure(Lane[] lanes, TimeSpan duration)
    {
        var (polls, found) = (0L, 0L);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            foreach (var lane in lanes)
            {
                polls++;
                if (lane.Receive(_incoming))
                    found++;
                lane.Refill(_frames);
            }
        }
        return (lanes.Sum(lane => lane.Echoed) / Stopwatch.GetElapsedTime(start).TotalSeconds, 1 - (double)found / polls);
    }

    /// <summary>Takes what is still in flight, so that a server which loses messages is found out, and ends the connections cleanly.</summary>
    private void Drain(Lane[] lanes)
    {
        var start = Stopwatch.GetTimestamp();
        while (lanes.Any(lane => lane.InFlight > 0))
        {
            foreach (var lane in lanes)
            {
                lane.Receive(_incoming);
                lane.FinishFrame(_frames);
            }
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"{lanes.Sum(lane => lane.InFlight)} messages did not come back within {Patience.TotalSeconds} s.");
        }
        foreach (var lane in lanes)
            lane.Connection.Close();
    }

    private sealed class Lane(LoadConnection connection, EchoMessage message, int window)
    {
        private readonly int _frameSize = message.Frame.Length;
        private readonly int _replySize = message.Reply.Length;
        private long _sent;
        private long _received;

        public LoadConnection Connection => connection;

        public long Echoed => _received / _replySize;

        /// <summary>Messages of which a part was sent and not all has come back.</summary>
        public long InFlight => (_sent + _frameSize - 1) / _frameSize - Echoed;

        public bool Receive(byte[] buffer)
        {
            var count = connection.TryReceive(buffer);
            _received += count;
            return count > 0;
        }

        public void Refill(byte[] frames) => Send(frames, (Echoed + window) * _frameSize - _sent);

        public void FinishFrame(byte[] frames) => Send(frames, (_frameSize - _sent % _frameSize) % _frameSize);

        private void Send(byte[] frames, long owed)
        {
            if (owed > 0)
                _sent += connection.TrySend(frames.AsSpan((int)(_sent % _frameSize), (int)owed));
        }
    }
}
