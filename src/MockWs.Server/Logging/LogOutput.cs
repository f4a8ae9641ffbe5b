using MockWs.Recording;

namespace MockWs.Server.Logging;

/// <summary>The form in which the tool says what happens.</summary>
internal enum LogFormat
{
    /// <summary>Lines for a person, coloured on a terminal.</summary>
    Text,

    /// <summary>A JSON object a line.</summary>
    Json,
}

/// <summary>Says on the output what the tool is and what its clients do.</summary>
internal abstract class LogOutput
{
    public static LogOutput Create(LogFormat format) =>
        format == LogFormat.Json ? new JsonLog() : Console.IsOutputRedirected ? new PlainLog() : new TerminalLog();

    /// <summary>Where it listens.</summary>
    /// <param name="url">For WebSocket clients.</param>
    /// <param name="page">For a browser.</param>
    public abstract void Listening(Uri url, Uri page);

    /// <summary>Where the API is, if it has a port of its own.</summary>
    public abstract void ApiAt(Uri url);

    /// <summary>Which certificate was made for this run.</summary>
    /// <param name="sha256">Its hash, in hexadecimal digits.</param>
    public abstract void CertificateMade(string sha256);

    /// <summary>All is there.</summary>
    public abstract void Ready();

    /// <summary>What has happened, if the log has it.</summary>
    public void Entry(JournalEntry entry)
    {
        if (LogLine.From(entry) is { } line)
        {
            Write(line, entry);
        }
    }

    /// <summary>So many entries came and went faster than they could be written.</summary>
    public abstract void Missed(long entries);

    /// <summary>Whether the server was used as it expects. What is not so is told on the error output.</summary>
    public abstract void Verified(Verification verification);

    protected abstract void Write(LogLine line, JournalEntry entry);
}
