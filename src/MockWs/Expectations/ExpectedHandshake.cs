using System.IO.Enumeration;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MockWs.Behaviours;
using MockWs.Recording;
using MockWs.Wire.Handshake;

namespace MockWs.Expectations;

/// <summary>Says what a client's handshake must have been like. Every method returns the object. Not safe for concurrent use.</summary>
public sealed class ExpectedHandshake
{
    private readonly List<Part> _parts = [];

    internal ExpectedHandshake()
    {
    }

    /// <summary>The request has this header.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="glob">What the value must look like, with <c>*</c> and <c>?</c>; null for anything.</param>
    public ExpectedHandshake Header(string name, string? glob = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add($"header {name}", glob, entry => [RequestOf(entry).Headers[name]]);
    }

    /// <summary>The request's query has this parameter.</summary>
    /// <param name="name">The name, case and all.</param>
    /// <param name="glob">What the value must look like, with <c>*</c> and <c>?</c>; null for anything.</param>
    public ExpectedHandshake Query(string name, string? glob = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add($"query {name}", glob, entry => QueryHelpers.ParseQuery(RequestOf(entry).Query).TryGetValue(name, out var values) ? values : []);
    }

    /// <summary>The client and the server agreed on this subprotocol (RFC 6455 section 4.2.2).</summary>
    /// <param name="name">The name; null for none.</param>
    public ExpectedHandshake Subprotocol(string? name)
    {
        _parts.Add(new Part(
            $"subprotocol {name ?? "none"}",
            entry => SubprotocolOf(entry) == name,
            entry => $"subprotocol: expected {name ?? "none"}, was {SubprotocolOf(entry) ?? "none"}{Offered(entry)}"));
        return this;
    }

    /// <summary>What is expected, in one line; empty for anything.</summary>
    public override string ToString() => string.Join(", ", _parts.Select(part => part.Name));

    /// <summary>What a handshake lacks, a line each.</summary>
    internal IReadOnlyList<string> Missing(JournalEntry entry) => [.. _parts.Where(part => !part.Holds(entry)).Select(part => part.Explain(entry))];

    internal int Count => _parts.Count;

    private ExpectedHandshake Add(string name, string? glob, Func<JournalEntry, IEnumerable<string?>> valuesOf)
    {
        _parts.Add(new Part(
            glob is null ? name : $"{name} {JsonText.Quote(glob)}",
            entry => valuesOf(entry).Any(value => value is not null && (glob is null || FileSystemName.MatchesSimpleExpression(glob, value, ignoreCase: false))),
            entry => $"{name}: expected {(glob is null ? "any value" : JsonText.Quote(glob))}, was {Show(valuesOf(entry))}"));
        return this;
    }

    private static string Show(IEnumerable<string?> values)
    {
        var there = values.OfType<string>().Select(value => JsonText.Quote(value)).ToList();
        return there.Count == 0 ? "missing" : string.Join(" and ", there);
    }

    private static string Offered(JournalEntry entry) =>
        RequestOf(entry).Subprotocols is { Count: > 0 } offered ? $"; the client offered {string.Join(", ", offered)}" : "; the client offered none";

    private static UpgradeRequest RequestOf(JournalEntry entry) => new(entry.RequestBytes.ToArray());

    private static string? SubprotocolOf(JournalEntry entry) => entry.Answer!
        .Split("\r\n")
        .Select(line => line.Split(": ", 2))
        .FirstOrDefault(header => string.Equals(header[0], HeaderNames.SecWebSocketProtocol, StringComparison.OrdinalIgnoreCase))?[1];

    /// <summary>One thing that must hold.</summary>
    private sealed record Part(string Name, Func<JournalEntry, bool> Holds, Func<JournalEntry, string> Explain);
}
