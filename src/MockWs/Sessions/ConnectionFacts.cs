using MockWs.Wire.Handshake;

namespace MockWs.Sessions;

/// <summary>What is known of a connection since its handshake.</summary>
/// <param name="Request">The upgrade request.</param>
/// <param name="RawPath">The path as it came, percent-encoded, without the query.</param>
/// <param name="Parameters">The path's parameters, decoded.</param>
internal sealed record ConnectionFacts(UpgradeRequest Request, string RawPath, IReadOnlyDictionary<string, string> Parameters);
