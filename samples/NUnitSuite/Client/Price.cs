namespace NUnitSuite.Client;

/// <summary>What a symbol costs.</summary>
public sealed record Price(string Symbol, decimal Value);
