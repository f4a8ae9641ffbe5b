using System.Buffers;
using System.Net;
using System.Text;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

/// <summary>An answer to a handshake, and how it goes out. Immutable.</summary>
/// <param name="StatusCode">What the journal calls it; other than 101, the connection ends after it.</param>
/// <param name="StatusLine">The first line, without its end.</param>
/// <param name="Headers">In their order; a name may repeat.</param>
/// <param name="Body">What follows the empty line; after a 101, bytes that the client takes for frames.</param>
internal sealed record HandshakeAnswer(
    int StatusCode, string StatusLine, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long it waits.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether it never goes out: the client waits for as long as it likes.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>In pieces of how many bytes it goes out.</summary>
    public int PieceSize { get; init; } = int.MaxValue;

    /// <summary>The time between two pieces.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>Whether the conversation begins after it.</summary>
    public bool Grants => StatusCode == (int)HttpStatusCode.SwitchingProtocols;

    /// <summary>The answer as it would be without faults.</summary>
    public static HandshakeAnswer From(UpgradeResponse response) =>
        new(response.StatusCode, response.ToString(), response.Headers, Encoding.UTF8.GetBytes(response.Body));

    /// <summary>The same with one header of this name, where the first of them stood, or at the end.</summary>
    public HandshakeAnswer With(string name, string value)
    {
        var headers = Headers.ToList();
        var at = headers.FindIndex(header => Is(header, name));
        headers.RemoveAll(header => Is(header, name));
        headers.Insert(at < 0 ? headers.Count : at, new(name, value));
        return this with { Headers = headers };
    }

    /// <summary>Whether it has a header of this name.</summary>
    public bool Has(string name) => Headers.Any(header => Is(header, name));

    /// <summary>The same without the headers of this name.</summary>
    public HandshakeAnswer Without(string name) => this with { Headers = [.. Headers.Where(header => !Is(header, name))] };

    /// <summary>Whether it has the bytes of the answer that it was made of, however it goes out.</summary>
    public bool SaysWhat(HandshakeAnswer other) => StatusLine == other.StatusLine && Headers == other.Headers && Body.Equals(other.Body);

    /// <summary>Writes it, head one byte a character.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        Encoding.Latin1.GetBytes(StatusLine, output);
        foreach (var (name, value) in Headers)
        {
            Encoding.Latin1.GetBytes($"\r\n{name}: {value}", output);
        }

        output.Write("\r\n\r\n"u8);
        output.Write(Body.Span);
    }

    private static bool Is(KeyValuePair<string, string> header, string name) => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
