using MockWs.Wire.Handshake;

namespace MockWs.Faults;

/// <summary>A fault in the answer to a handshake that would be granted. Several take their turns on one answer.</summary>
internal abstract record HandshakeFault : Fault
{
    internal override Capabilities Needs => Capabilities.HandshakeBytes;

    internal sealed override Moments Moments => Moments.Handshake;

    internal sealed override Moment Default => At.Handshake;

    /// <summary>What is answered instead. A pure function.</summary>
    /// <param name="answer">The answer as it is so far.</param>
    /// <param name="request">What is answered.</param>
    internal abstract HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request);

    /// <summary>Why this answer would be no wrong one; null as a rule. What can be known before is an error when the fault is made.</summary>
    /// <param name="answer">The answer as it is so far.</param>
    /// <param name="request">What is answered.</param>
    internal virtual string? WhyFutile(HandshakeAnswer answer, UpgradeRequest request) => null;
}
