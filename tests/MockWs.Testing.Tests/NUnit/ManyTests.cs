using MockWs.Testing.Inner;
using NUnit.Framework.Interfaces;

namespace MockWs.Testing.Tests.NUnit;

/// <summary>Five hundred tests at once, each with a server of its own.</summary>
[NonParallelizable]
internal sealed class ManyTests
{
    [Test]
    public async Task Five_hundred_tests_are_under_way_at_once()
    {
        var results = (await InnerTests.RunAsync(typeof(CrowdFixture), atOnce: CrowdFixture.Tests)).Values.Where(result => !result.HasChildren).ToList();

        results.Should().HaveCount(CrowdFixture.Tests);
        results.Where(result => result.ResultState != ResultState.Success).Select(result => $"{result.Name}: {result.Message}").Should().BeEmpty();
    }
}
