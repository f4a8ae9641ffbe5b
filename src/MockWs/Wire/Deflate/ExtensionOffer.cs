namespace MockWs.Wire.Deflate;

/// <summary>One extension of a <c>Sec-WebSocket-Extensions</c> header, as the client offers it (RFC 6455 9.1).</summary>
/// <param name="Name">The extension's token.</param>
/// <param name="Parameters">Its parameters in their order; without a value it is null, and a quoted one comes without quotes.</param>
internal sealed record ExtensionOffer(string Name, IReadOnlyList<KeyValuePair<string, string?>> Parameters);
