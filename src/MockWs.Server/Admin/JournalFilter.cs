using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MockWs.Behaviours;
using MockWs.Recording;

namespace MockWs.Server.Admin;

/// <summary>Which entries of the journal are asked for. Immutable.</summary>
internal sealed record JournalFilter
{
    private static readonly string[] Names = ["connection", "path", "direction", "type", "matched", "since", "before", "limit", "order"];

    private static readonly string[] Types =
        ["text", "binary", "ping", "pong", "close", .. Enum.GetNames<JournalEntryKind>().Select(name => name.ToLowerInvariant())];

    public int? Connection { get; private init; }

    public PathPattern? Path { get; private init; }

    /// <summary>Received or sent; null for both and for what is neither.</summary>
    public JournalEntryKind? Direction { get; private init; }

    /// <summary>Opcodes and kinds, in lower case; empty for all.</summary>
    public IReadOnlyList<string> Wanted { get; private init; } = [];

    /// <summary>Whether a rule has answered: true for yes, false for no, null for all the same.</summary>
    public bool? Matched { get; private init; }

    /// <summary>The first sequence that counts.</summary>
    public long From { get; private init; } = 1;

    /// <summary>The first time that counts.</summary>
    public DateTimeOffset Since { get; private init; } = DateTimeOffset.MinValue;

    /// <summary>The first sequence that no longer counts.</summary>
    public long Before { get; private init; } = long.MaxValue;

    /// <summary>How many entries at most; null for all.</summary>
    public int? Limit { get; private init; }

    public bool NewestFirst { get; private init; }

    /// <summary>Reads it from a query.</summary>
    /// <exception cref="ProblemException">A name or a value is wrong; the problem has all errors.</exception>
    public static JournalFilter Parse(IQueryCollection query)
    {
        var filter = new JournalFilter();
        var errors = new List<string>();
        foreach (var (name, values) in query)
        {
            try
            {
                filter = filter.With(name.ToLowerInvariant(), values);
            }
            catch (FormatException e)
            {
                errors.Add(e.Message);
            }
        }

        return errors.Count == 0 ? filter : throw new ProblemException(
            new Problem(StatusCodes.Status400BadRequest, $"The query is wrong: {errors[0]}") { Errors = errors });
    }

    /// <summary>Whether an entry is asked for, as far as <see cref="Matched"/> does not say otherwise.</summary>
    public bool IsMatch(JournalEntry entry) =>
        entry.Sequence >= From
        && entry.Sequence < Before
        && entry.Time >= Since
        && (Connection is null || entry.Connection == Connection)
        && (Direction is null || entry.Kind == Direction)
        && (Wanted.Count == 0 || Wanted.Contains(NameOf(entry.Kind)) || (entry.Opcode is { } opcode && Wanted.Contains(NameOf(opcode))))
        && (Path is null || (entry.Path.StartsWith('/') && Path.Match(entry.Path) is not null));

    /// <summary>The entries that are asked for, of those that there are.</summary>
    public IEnumerable<JournalEntry> Of(Journal journal)
    {
        var entries = (IEnumerable<JournalEntry>)journal.Snapshot(Matched is null ? From : 1);
        if (Matched is { } matched)
        {
            var all = entries.ToList();
            var meant = Decisions(all, matched);
            entries = all.Where(entry => meant.Contains(entry.Sequence));
        }

        entries = entries.Where(IsMatch);
        return NewestFirst ? entries.Reverse() : entries;
    }

    /// <summary>The decisions of rules, or those that no rule answers, and the messages that they are about.</summary>
    private static HashSet<long> Decisions(List<JournalEntry> entries, bool matched)
    {
        var meant = new HashSet<long>();
        foreach (var entry in entries)
        {
            if (entry is { Kind: JournalEntryKind.Decided, Cause: { } cause } && entry.IsUnmatched != matched)
            {
                meant.Add(entry.Sequence);
                meant.Add(cause);
            }
        }

        return meant;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private JournalFilter With(string name, StringValues values)
    {
        var value = values is [var only] ? only ?? "" : throw new FormatException($"{name} is given {values.Count} times: once is enough.");
        return name switch
        {
            "connection" => this with { Connection = Number(name, value) },
            "path" => this with { Path = PathPattern.Parse(value) },
            "direction" => this with { Direction = Choice(name, value, "received", "sent") == 0 ? JournalEntryKind.Received : JournalEntryKind.Sent },
            "type" => this with { Wanted = [.. value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries).Select(Known)] },
            "matched" => this with { Matched = Choice(name, value, "true", "false") == 0 },
            "since" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence < long.MaxValue =>
                this with { From = sequence + 1 },
            "since" => this with { Since = Time(value) },
            "before" => this with { Before = Number(name, value) },
            "limit" => this with { Limit = Number(name, value) is > 0 and var limit ? limit : throw new FormatException("limit is at least 1.") },
            "order" => this with { NewestFirst = Choice(name, value, "asc", "desc") == 1 },
            _ => throw new FormatException($"\"{name}\" is no name of a filter{Suggest(name, Names)}."),
        };
    }

    private static string Known(string type) =>
        Types.Contains(type) ? type : throw new FormatException($"\"{type}\" is no type{Suggest(type, Types)}.");

    private static string Suggest(string name, string[] known) =>
        NearestName.Suggestion(name, known) is { Length: > 0 } suggestion ? suggestion.TrimEnd('?') : $"; there are {string.Join(", ", known)}";

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} is a number from 0 on, not \"{value}\".");

    private static int Choice(string name, string value, string first, string second) =>
        value.Equals(first, StringComparison.OrdinalIgnoreCase) ? 0 :
        value.Equals(second, StringComparison.OrdinalIgnoreCase) ? 1 :
        throw new FormatException($"{name} is {first} or {second}, not \"{value}\".");

    private static DateTimeOffset Time(string value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"since is a sequence, after which entries count, or a time such as 2026-01-31T12:00:00Z; not \"{value}\".");
}
