using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Templates;

/// <summary>
/// What a template may speak of, at the moment when it is rendered. What is left out is an error in a template that asks for it. One for
/// each reaction; not for concurrent use, because <see cref="Random"/> is not.
/// </summary>
internal sealed class TemplateScope
{
    /// <summary>The connection that the reply goes to.</summary>
    public required ConnectionScope Connection { get; init; }

    /// <summary>The clock behind <c>now</c>.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The chance behind <c>uuid</c> and <c>random</c>: with the same seed a run repeats.</summary>
    public required Random Random { get; init; }

    /// <summary><c>message</c>: what is being answered; null where the server speaks of its own accord.</summary>
    public Message? Message { get; init; }

    /// <summary><c>message.groups</c>: what the rule's regular expression found; null where the rule has none.</summary>
    public Match? Match { get; init; }

    /// <summary><c>tick.n</c>: how often a ticker has fired, this time included; null outside of one.</summary>
    public long? Tick { get; init; }

    /// <summary><c>state.NAME</c>: the state of the connection.</summary>
    public NameTable State { get; init; } = NameTable.Empty;

    /// <summary><c>server.NAME</c>: the state of the server, which all connections share.</summary>
    public NameTable Server { get; init; } = NameTable.Empty;

    /// <summary><c>captured.NAME</c>: what was captured from earlier messages.</summary>
    public NameTable Captured { get; init; } = NameTable.Empty;

    /// <summary><c>counter.NAME</c>: counters, read only.</summary>
    public NameTable Counter { get; init; } = NameTable.Empty;

    /// <summary>A version 4 UUID (RFC 9562 section 5.4) out of <see cref="Random"/>, a new one each time.</summary>
    public Guid NextUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A number of at least 0 and less than 1 out of <see cref="Random"/>, a new one each time.</summary>
    public decimal NextFraction()
    {
        // Of a double only the first 15 digits become decimal, and those may round up to 1.
        var fraction = (decimal)Random.NextDouble();
        return fraction < 1 ? fraction : 0;
    }

    /// <summary>What the regular expression found: groups by number and by name, those with a name too. A group that took no part is missing.</summary>
    internal NameTable? Groups => Match is null ? null : new NameTable(
        name => (Match.Groups.TryGetValue(name, out var group) || ByNumber(name, out group)) && group.Success ? TemplateValue.Of(group.Value) : default,
        () => Match.Groups.Where<Group>(group => group.Success).Select(group => group.Name));

    // The framework knows a group that has a name by that alone.
    private bool ByNumber(string name, [NotNullWhen(true)] out Group? group)
    {
        group = Match is not null && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Match.Groups[number] : null;
        return group is not null;
    }
}
