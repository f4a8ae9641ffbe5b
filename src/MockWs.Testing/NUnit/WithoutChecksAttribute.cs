using NUnit.Framework;

namespace MockWs.Testing;

/// <summary>Leaves checks out at the end of a test of a <see cref="MockWsFixture"/>, or of all tests of one.</summary>
/// <param name="checks">The checks to leave out.</param>
/// <example><code>[Test, WithoutChecks(ServerChecks.OpenConnections)]</code></example>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class WithoutChecksAttribute(ServerChecks checks) : PropertyAttribute(Key, (int)checks)
{
    private const string Key = "MockWs.WithoutChecks";

    /// <summary>The checks to leave out.</summary>
    public ServerChecks Checks { get; } = checks;

    /// <summary>What a test and its fixture leave out together.</summary>
    internal static ServerChecks Of(TestContext context) =>
        context.Test.AllPropertyValues(Key).OfType<int>().Aggregate(ServerChecks.None, (all, one) => all | (ServerChecks)one);
}
