namespace MockWs.Server.Admin;

/// <summary>How the API is to be had.</summary>
internal sealed record ApiSettings
{
    /// <summary>The path below which it lies.</summary>
    public const string Root = "/__mockws";

    /// <summary>Whether there is one.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>A port of its own; null for the same one as the WebSocket clients', 0 for a free one.</summary>
    public int? Port { get; init; }

    /// <summary>What every call has to bring in its Authorization header; null for nothing.</summary>
    public string? Token { get; init; }

    /// <summary>Names of this machine beside those that <see cref="ApiGuard"/> knows; <c>*</c> for any.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
