namespace MockWs.Faults;

/// <summary>What one part of a scenario needs of the backend.</summary>
/// <param name="Where">The part, such as <c>rule 2 of /chat</c>.</param>
/// <param name="What">What is done there, such as <c>SendInFrames</c>.</param>
/// <param name="Capabilities">What that needs.</param>
internal sealed record Need(string Where, string What, Capabilities Capabilities);
