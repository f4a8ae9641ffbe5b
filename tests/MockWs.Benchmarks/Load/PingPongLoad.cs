using System.Diagnostics;

namespace MockWs.Benchmarks.Load;

/// <summary>One connection with one message in flight: how long an echo takes.</summary>
internal sealed class PingPongLoad(EchoMessage message)
{
    private readonly List<double> _microseconds = new(1 << 20);

    /// <summary>Runs the load and gives the median and the 99th percentile of the round trips, in microseconds.</summary>
    public (double Median, double P99) Run(int port, TimeSpan duration)
    {
        using var connection = LoadConnection.Open(port);
        connection.Verify(message);
        var reply = new byte[message.Reply.Length];
        _microseconds.Clear();
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            connection.Send(message.Frame);
            connection.ReceiveExactly(reply);
            _microseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
        }
        connection.Close();
        _microseconds.Sort();
        return (_microseconds[_microseconds.Count / 2], _microseconds[_microseconds.Count * 99 / 100]);
    }
}
