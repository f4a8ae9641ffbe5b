namespace MockWs.Wire.Deflate;

/// <summary>What the server wants of permessage-deflate.</summary>
/// <param name="IsEnabled">Whether offers are accepted at all.</param>
/// <param name="ServerNoContextTakeover">Whether the server compresses each message on its own, asked or not.</param>
/// <param name="ClientNoContextTakeover">Whether the client is told to compress each message on its own.</param>
internal sealed record DeflateSettings(bool IsEnabled, bool ServerNoContextTakeover = false, bool ClientNoContextTakeover = false);
