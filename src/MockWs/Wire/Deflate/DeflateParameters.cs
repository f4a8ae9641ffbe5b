namespace MockWs.Wire.Deflate;

/// <summary>What client and server agreed on for permessage-deflate (RFC 7692 7.1).</summary>
/// <param name="ServerNoContextTakeover">The server compresses each message on its own (7.1.1.1).</param>
/// <param name="ClientNoContextTakeover">The client compresses each message on its own (7.1.1.2).</param>
/// <param name="ServerMaxWindowBits">The answer to a <c>server_max_window_bits</c> (7.1.2.1); null when the client did not ask.</param>
internal sealed record DeflateParameters(bool ServerNoContextTakeover, bool ClientNoContextTakeover, int? ServerMaxWindowBits = null)
{
    /// <summary>The value of the response's <c>Sec-WebSocket-Extensions</c>.</summary>
    public string ResponseHeader =>
        DeflateNegotiation.ExtensionName
        + (ServerNoContextTakeover ? "; server_no_context_takeover" : "")
        + (ClientNoContextTakeover ? "; client_no_context_takeover" : "")
        + (ServerMaxWindowBits is { } bits ? $"; server_max_window_bits={bits}" : "");
}
