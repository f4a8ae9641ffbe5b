using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MockWs.Wire.Handshake;

/// <summary>
/// The headers of an upgrade request, in the order in which the client sent them. They are decoded from the request's bytes when they
/// are asked for, one byte a character (ISO-8859-1), so that nothing the client sent is lost. Immutable: calls may be concurrent.
/// </summary>
public sealed class HandshakeHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly ReadOnlyMemory<byte> _lines;

    internal HandshakeHeaders(ReadOnlyMemory<byte> lines) => _lines = lines;

    /// <summary>
    /// The value of a header, or null when the client did not send it. The values of a repeated header are joined with <c>", "</c> (RFC 9110
    /// section 5.3).
    /// </summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? this[string name] => TryGet(name, out var value) ? value : null;

    /// <summary>Looks a header up. The values of a repeated header are joined with <c>", "</c> (RFC 9110 section 5.3).</summary>
    /// <param name="name">The header's name, in any case.</param>
    /// <param name="value">The header's value, without the white space around it.</param>
    /// <returns>Whether the client sent the header.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        value = null;
        foreach (var header in new HeaderLines(_lines.Span))
        {
            if (!header.Is(name))
                continue;
            var next = Encoding.Latin1.GetString(header.Value);
            value = value is null ? next : $"{value}, {next}";
        }

        return value is not null;
    }

    /// <summary>Goes through the headers as they came, a repeated header as often as it was sent.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in new HeaderLines(_lines.Span))
            headers.Add(new(Encoding.Latin1.GetString(header.Name), Encoding.Latin1.GetString(header.Value)));
        return headers.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
