namespace NUnitSuite.Client;

/// <summary>How a <see cref="FeedClient"/> is to be. Only the URL has to be given.</summary>
public sealed record FeedOptions(Uri Url)
{
    /// <summary>Sent as <c>Authorization: Bearer …</c>; none if null.</summary>
    public string? Token { get; init; }

    /// <summary>What connections go through. Default: the framework's own.</summary>
    public HttpMessageInvoker? Invoker { get; init; }

    /// <summary>Where time comes from. Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often the server is asked whether it is there. Silence between two questions ends the connection. Default: 15 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a reply may take. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before the first attempt to connect again; twice as long before each further one. Default: 1 s.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait. Default: 30 s.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(30);

    internal TimeSpan BackoffAfter(int failures)
    {
        var wait = FirstBackoff * Math.Pow(2, Math.Min(failures, 30));
        return wait < LongestBackoff ? wait : LongestBackoff;
    }
}
