using System.Text;

namespace MockWs.Wire.Handshake;

/// <summary>Walks over the headers of a head without allocating, past lines that are no header: <see cref="HeadSyntax"/> judges those.</summary>
internal ref struct HeaderLines(ReadOnlySpan<byte> lines)
{
    private ReadOnlySpan<byte> _rest = lines;

    public HeaderLine Current { get; private set; }

    public readonly HeaderLines GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = _rest[..end];
            _rest = _rest[(end + 1)..];
            if (line.IndexOf((byte)':') is var colon and > 0)
            {
                Current = new HeaderLine(line[..colon], line[(colon + 1)..].Trim(" \t\r"u8));
                return true;
            }
        }

        return false;
    }
}

/// <summary>One header as it came: its name and its value without the white space around it.</summary>
internal readonly ref struct HeaderLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>Names are case-insensitive (RFC 9110 5.1).</summary>
    public bool Is(ReadOnlySpan<char> name) => Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>Whether the value, read as a list, has this token, in any case: so are <c>websocket</c> and <c>Upgrade</c> read (RFC 6455 4.2.1).</summary>
    public bool Lists(ReadOnlySpan<char> token)
    {
        foreach (var element in Value.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(Value[element].Trim(" \t"u8), token))
                return true;
        }

        return false;
    }
}
