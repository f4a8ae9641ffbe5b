namespace NUnitSuite.Client;

/// <summary>A request failed: the server said so, or it is not there.</summary>
public sealed class FeedException(string message) : Exception(message);
