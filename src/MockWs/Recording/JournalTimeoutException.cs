using System.Globalization;

namespace MockWs.Recording;

/// <summary>A wait on the journal ran out of time. The message says what was awaited and ends with the transcript of what came instead.</summary>
public sealed class JournalTimeoutException : TimeoutException
{
    private const int ShownEntries = 20;

    /// <summary>Makes an exception with a message of its own.</summary>
    public JournalTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message of its own and a cause.</summary>
    public JournalTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception that says no more than that time ran out.</summary>
    public JournalTimeoutException()
    {
    }

    internal static JournalTimeoutException Create(int wanted, int found, TimeSpan timeout, Journal journal)
    {
        var entries = journal.ToList();
        var seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var what = wanted == 1
            ? $"No entry of the journal matched within {seconds} s."
            : $"{found} of {wanted} entries of the journal matched within {seconds} s.";
        return new JournalTimeoutException(entries.Count == 0
            ? $"{what} Nothing was recorded: did the client connect to this server?"
            : $"{what} What was recorded{(entries.Count > ShownEntries ? $", the last {ShownEntries} of {entries.Count} entries" : "")}:\n"
                + Transcript.Print(entries.TakeLast(ShownEntries)));
    }
}
