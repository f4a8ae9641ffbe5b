namespace MockWs.Wire.Deflate;

/// <summary>How a negotiation of permessage-deflate ended.</summary>
/// <param name="Accepted">What was agreed on; null when the server answers without the extension.</param>
/// <param name="Reason">Why offers were declined, with the sections of the RFC; null when nothing was offered, wanted or declined.</param>
/// <param name="IsMalformed">
/// Whether the header breaks its grammar, when "the recipient of such malformed data MUST immediately _Fail the WebSocket Connection_"
/// (RFC 6455 9.1).
/// </param>
internal sealed record DeflateAnswer(DeflateParameters? Accepted, string? Reason, bool IsMalformed = false);
