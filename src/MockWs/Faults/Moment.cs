using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace MockWs.Faults;

/// <summary>When a fault happens; <see cref="At"/> has them all. Immutable, and equal to another that says the same.</summary>
public sealed record Moment
{
    internal Moment(Moments kind, long? number = null, TimeSpan time = default) => (Kind, Number, Time) = (kind, number, time);

    /// <summary>One of the kinds.</summary>
    internal Moments Kind { get; }

    /// <summary>Which one, counted from 1, or how many bytes; null for each of them.</summary>
    internal long? Number { get; }

    /// <summary>How long after the connection opened, or the server started.</summary>
    internal TimeSpan Time { get; }

    /// <summary>The name of a kind, as JSON has it.</summary>
    internal static string NameOf(Moments kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>The names of kinds, the single ones, in the order of a connection's life.</summary>
    internal static IEnumerable<string> NamesOf(Moments kinds) => Enum.GetValues<Moments>()
        .Where(kind => BitOperations.IsPow2((int)kind) && kinds.HasFlag(kind) && kind != Moments.Action)
        .Select(NameOf);

    /// <summary>The moment in words, such as <c>message 3</c>.</summary>
    public override string ToString() => Time > TimeSpan.Zero
        ? $"{NameOf(Kind)} {Time}"
        : $"{NameOf(Kind)}{(Number is { } number ? string.Create(CultureInfo.InvariantCulture, $" {number}") : "")}";
}
