using Microsoft.Net.Http.Headers;

namespace MockWs.Wire.Handshake;

/// <summary>The headers that decide a handshake, gathered in one walk over the head.</summary>
internal readonly ref struct HandshakeFields
{
    public HandshakeFields(HeaderLines lines)
    {
        foreach (var header in lines)
        {
            if (header.Is(HeaderNames.Host))
                Host = Host.And(header.Value);
            else if (header.Is(HeaderNames.Upgrade))
                AsksForWebSocket |= header.Lists("websocket");
            else if (header.Is(HeaderNames.Connection))
                AsksForUpgrade |= header.Lists("upgrade");
            else if (header.Is(HeaderNames.SecWebSocketVersion))
                Version = Version.And(header.Value);
            else if (header.Is(HeaderNames.SecWebSocketKey))
                Key = Key.And(header.Value);
            else if (header.Is(HeaderNames.SecWebSocketProtocol))
                OffersSubprotocols = true;
            else if (header.Is(HeaderNames.ContentLength) ? !header.Value.SequenceEqual("0"u8) : header.Is(HeaderNames.TransferEncoding))
                AnnouncesBody = true;
        }
    }

    public SingleField Host { get; }

    public SingleField Version { get; }

    public SingleField Key { get; }

    /// <summary>Whether the Upgrade header lists <c>websocket</c>: what tells a handshake from any other request.</summary>
    public bool AsksForWebSocket { get; }

    /// <summary>Whether the Connection header lists <c>upgrade</c>.</summary>
    public bool AsksForUpgrade { get; }

    public bool OffersSubprotocols { get; }

    public bool AnnouncesBody { get; }
}

/// <summary>A header that may come once, with how often it came and its last value.</summary>
internal readonly ref struct SingleField(int count, ReadOnlySpan<byte> value)
{
    public int Count { get; } = count;

    public ReadOnlySpan<byte> Value { get; } = value;

    public SingleField And(ReadOnlySpan<byte> next) => new(Count + 1, next);
}
